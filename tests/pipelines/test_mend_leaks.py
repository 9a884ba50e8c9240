"""`check --fix`: facts typed into sources replaced where only one can be meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.pipelines.mend_leaks import MendResult, mend_leaks
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.project import Project
from locmem.workspace.workspace import open_documents
from tests.checks.lamps import BRAZIL, COMPANY, SETTINGS, SPAIN, Lamps


@pytest.fixture
def lamps(tmp_path: Path) -> Lamps:
    project = Lamps(root=tmp_path)
    project.write("locmem.yaml", SETTINGS)
    project.write("markets/ES.yaml", SPAIN)
    project.write("markets/BR.yaml", BRAZIL)
    project.write("markets/company.yaml", COMPANY)
    return project


def fixed(lamps: Lamps) -> MendResult:
    return run_step(lamps.open(), "check --fix", mend_leaks)[1]


def text_of(lamps: Lamps, name: str = "content/articles/refunds.md") -> str:
    return (lamps.root / name).read_text(encoding="utf-8")


def test_words_become_expressions_and_everything_else_stays(lamps: Lamps) -> None:
    lamps.article("Add **IVA**, call +34 910 000 000\nor pay €4.90 for `IVA`.")
    result = fixed(lamps)
    assert text_of(lamps).endswith(
        "\n\nAdd **{{ market.tax.abbreviation }}**, call {{ company.phone }}\nor pay {{ company.price }} for `IVA`.\n"
    )
    assert [(one.word, one.expression) for one in result.mended] == [
        ("IVA", "{{ market.tax.abbreviation }}"),
        ("+34 910 000 000", "{{ company.phone }}"),
        ("€4.90", "{{ company.price }}"),
    ]


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("Pay with Bizum.", ""),  # It stands in a list.
        ("You have 14 days.", ""),  # It may be meant.
        ("The tax is 21 %.", ""),  # Brazil has no such fact.
        ("It costs 12 euros.", ""),  # No profile has it.
        ("Add ICMS.", "markets: [ES]\n"),  # It is the other market's.
        ("Pay with giropay.", ""),  # It is gone.
    ],
)
def test_what_is_not_certain_is_left(lamps: Lamps, body: str, front: str) -> None:
    lamps.article(body, front=front)
    before = text_of(lamps)
    result = fixed(lamps)
    assert (result.mended, result.left) == ((), 1)
    assert text_of(lamps) == before


@pytest.mark.usefixtures("own_state")
def test_no_document_is_opened_again_in_which_nothing_can_be_replaced(
    lamps: Lamps, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps.article("Pay with Bizum.")
    lamps.article("The lamp is warm.", name="two")
    before = fixed(lamps)
    opened: list[str] = []

    def noted(project: Project, documents: Sequence[str], *others: object) -> Workspace:
        documents = tuple(documents)
        opened.extend(documents)
        return open_documents(project, documents, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("locmem.workspace.workspace.open_documents", noted)
    assert (fixed(lamps), opened) == (before, [])
    lamps.article("Add IVA.", name="two")
    after = fixed(lamps)
    assert ([one.file for one in after.mended], after.left) == (["content/articles/two.md"], 1)


def test_what_every_reader_has_is_enough(lamps: Lamps) -> None:
    lamps.article("The tax is 21 %.", front="markets: [ES]\n")
    fixed(lamps)
    assert "The tax is {{ market.tax.standard_rate }}." in text_of(lamps)


def test_macros_and_front_matter_stay_yaml(lamps: Lamps) -> None:
    lamps.write("content/macros/one.yaml", "title: T\nactions:\n  - {field: comment_value, value: IVA is added.}\n")
    lamps.article("Text.", name="two", front="description: x\n")
    fixed(lamps)
    assert lamps.open()
    text = text_of(lamps, "content/macros/one.yaml")
    assert "{{ market.tax.abbreviation }} is added." in text
    assert fixed(lamps).mended == ()


def test_confirmed_translations_are_kept_and_counted_and_the_run_can_be_undone(lamps: Lamps) -> None:
    lamps.article("Add IVA to it.")
    before = text_of(lamps)
    lamps.translate({"Add": "Añade IVA."})
    catalog = text_of(lamps, "content/translations/es/articles/refunds.md.po")
    project = lamps.open()
    run, result = run_step(project, "check --fix", mend_leaks)
    assert result.stale == 1
    assert "1 confirmed translation is kept and will be stale" in result.summary
    assert text_of(lamps, "content/translations/es/articles/refunds.md.po") == catalog
    undo(lamps.open(), run.id)
    assert text_of(lamps) == before


def test_a_dry_run_changes_nothing_and_says_the_same(lamps: Lamps) -> None:
    lamps.article("Add IVA to it.")
    before = text_of(lamps)
    run, planned = run_step(lamps.open(), "check --fix", mend_leaks, is_dry=True)
    assert text_of(lamps) == before
    assert [change.path for change in run.files] == ["content/articles/refunds.md"]
    assert fixed(lamps) == planned
