"""`check --fix`: facts and blanks of sources, blanks and signs of translations, as far as it is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.mend import MendResult, mend
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.writing import Run
from tests.checks.lamps import BRAZIL, COMPANY, SETTINGS, SPAIN, Lamps


@pytest.fixture
def lamps(tmp_path: Path) -> Lamps:
    project = Lamps(root=tmp_path)
    project.write("locmem.yaml", SETTINGS)
    project.write("markets/ES.yaml", SPAIN)
    project.write("markets/BR.yaml", BRAZIL)
    project.write("markets/company.yaml", COMPANY)
    return project


def fixed(lamps: Lamps, *, is_dry: bool = False) -> tuple[Run, MendResult]:
    project = lamps.open()
    found = check(project, CheckOptions()).report.findings
    return run_step(project, "check --fix", lambda run: mend(run, found), is_dry=is_dry)


def left(lamps: Lamps, name: str) -> int:
    return sum(one.check == name for one in check(lamps.open(), CheckOptions()).report.findings)


def text_of(lamps: Lamps, name: str = "content/articles/refunds.md") -> str:
    return (lamps.root / name).read_text(encoding="utf-8")


def test_words_become_expressions_and_everything_else_stays(lamps: Lamps) -> None:
    lamps.article("Add **IVA**, call +34 910 000 000\nor pay for `IVA`.")
    _, result = fixed(lamps)
    assert text_of(lamps).endswith(
        "\n\nAdd **{{ market.tax.abbreviation }}**, call {{ company.phone }}\nor pay for `IVA`.\n"
    )
    assert [(one.line, one.column, one.words[1]) for one in result.mended] == [
        (5, 7, "“Add **{{ market.tax.abbreviation }}**, call +34 910 000…”"),
        (5, 19, "“Add **IVA**, call {{ company.phone }}”"),
    ]


@pytest.mark.parametrize("body", ["Prices include IVA of 21 %.", "# IVA, +34 910 000 000 and 12 euros"])
def test_what_stands_beside_a_value_that_is_left_is_left(lamps: Lamps, body: str) -> None:
    """Alone, the name would be every market's, beside the rate of one."""
    lamps.article(body)
    before = text_of(lamps)
    _, result = fixed(lamps)
    assert result.mended == ()
    assert text_of(lamps) == before


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("Pay with Bizum.", ""),  # It stands in a list.
        ("The tax is 21 %.", ""),  # Brazil has no such fact.
        ("In Spain the tax is called IVA.", ""),  # It is true of one country.
        ("It costs 12 euros.", ""),  # No profile has it.
        ("Add ICMS.", "markets: [ES]\n"),  # It is the other market's.
        ("Pay with giropay.", ""),  # It is gone.
    ],
)
def test_what_is_not_certain_is_left(lamps: Lamps, body: str, front: str) -> None:
    lamps.article(body, front=front)
    before = text_of(lamps)
    _, result = fixed(lamps)
    assert (result.mended, left(lamps, "fact-typed-in")) == ((), 1)
    assert text_of(lamps) == before


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
    assert fixed(lamps)[1].mended == ()


def test_confirmed_translations_are_kept_and_counted_and_the_run_can_be_undone(lamps: Lamps) -> None:
    lamps.article("Add IVA to it.")
    before = text_of(lamps)
    lamps.translate({"Add": "Añade IVA."})
    catalog = text_of(lamps, "content/translations/es/articles/refunds.md.po")
    run, result = fixed(lamps)
    assert result.stale == 1
    assert "1 confirmed translation is kept and will be stale" in result.advice
    assert text_of(lamps, "content/translations/es/articles/refunds.md.po") == catalog
    undo(lamps.open(), run.id)
    assert text_of(lamps) == before


def test_a_dry_run_changes_nothing_and_says_the_same(lamps: Lamps) -> None:
    lamps.article("Add IVA to it.")
    before = text_of(lamps)
    run, planned = fixed(lamps, is_dry=True)
    assert text_of(lamps) == before
    assert [change.path for change in run.files] == ["content/articles/refunds.md"]
    assert fixed(lamps)[1] == planned


def test_a_blank_whose_loss_would_show_a_fact_stays_and_facts_go(lamps: Lamps) -> None:
    lamps.article("Ask Agencia  Ejemplo about  IVA.", front="markets: [ES]\n")
    fixed(lamps)
    assert text_of(lamps).endswith("\n\nAsk Agencia  Ejemplo about  {{ market.tax.abbreviation }}.\n")
    assert fixed(lamps)[0].id == ""


def test_a_value_that_would_be_written_anew_stays_where_a_fact_in_it_is_meant_so(lamps: Lamps) -> None:
    path = "content/macros/one.yaml"
    lamps.write(
        path,
        "title: T\nactions:\n  - {field: comment_value, value: IVA or +34 910 000 000}\nlocmem: {markets: [ES]}\n",
    )
    lamps.article("Text.")
    exception = "exceptions:\n  - {check: fact-typed-in, paths: [macros/one.yaml], says: SAID, reason: It is meant.,"
    settings = f"{SETTINGS}{exception} owner: Ana, expires: 2027-01-31}}\n"
    lamps.write("locmem.yaml", settings.replace("SAID", "IVA"))
    assert left(lamps, "fact-typed-in") == 1
    assert fixed(lamps)[1].mended == ()
    lamps.write("locmem.yaml", settings.replace("SAID", "ICMS"))
    assert fixed(lamps)[1].count == 2
    assert "value: '{{ market.tax.abbreviation }} or {{ company.phone }}'" in text_of(lamps, path).replace('"', "'")
