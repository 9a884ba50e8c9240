from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from locmem.catalogs.pairs import Workspace
from locmem.clock import FixedClock
from locmem.workspace.project import Project, open_project
from locmem.workspace.survey import ManyToOpen, PlainProject, Question, Survey, WholeProject, survey
from locmem.workspace.workspace import open_documents, open_workspace
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
COLLECT = "We collect the money when the parcel leaves us."


class Asked:
    """A question, and the documents it was really asked of."""

    def __init__(self, *depends: object, of_document: Mapping[str, tuple[object, ...]] | None = None) -> None:
        self.documents: list[str] = []
        self.question = Question(
            name="sizes",
            kind=tuple[int, ...],
            answer=self._answer,
            depends=depends,
            of_document=of_document or {},
        )

    def _answer(self, workspace: Workspace) -> tuple[int, ...]:
        self.documents += [source.path for source in workspace.sources]
        return tuple(len(pair.catalog.entries) for pair in workspace.pairs)

    def of(self, shop: Shop) -> list[str]:
        """The documents asked now, in a new process."""
        self.documents.clear()
        survey(shop.open()).ask(self.question)
        return list(self.documents)


ALL = ["articles/complaints.md", "articles/paying.md", "macros/refund.yaml"]


def test_a_question_is_asked_once(shop: Shop) -> None:
    asked = Asked()
    assert (asked.of(shop), asked.of(shop)) == (ALL, [])


def test_no_more_is_opened_than_whoever_asks_would_wait_for(shop: Shop) -> None:
    asked = Asked()
    project = shop.open()
    project.opens_most = len(ALL) - 1
    with pytest.raises(ManyToOpen):
        survey(project).ask(asked.question)
    assert asked.documents == []
    project.opens_most = len(ALL)
    survey(project).ask(asked.question)
    assert asked.documents == ALL


def names_in(workspace: Workspace) -> tuple[str, ...]:
    return tuple(source.path for source in workspace.sources)


def test_a_document_is_opened_once_for_all_questions_that_are_expected(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counted(project: Project, paths: Sequence[str], *others: Any) -> Workspace:
        paths = tuple(paths)
        opened.extend(paths)
        return open_documents(project, paths, *others)

    monkeypatch.setattr("locmem.workspace.workspace.open_documents", counted)
    sizes, names = (
        Asked(),
        Question(name="names", kind=tuple[str, ...], answer=lambda one: tuple(source.path for source in one.sources)),
    )
    surveyed = survey(shop.open(), expecting=(sizes.question, names))
    surveyed.ask(names)
    surveyed.ask(sizes.question)
    assert (opened, sizes.documents) == (ALL, ALL)


def test_what_is_expected_is_asked_again_where_something_lost_its_place(shop: Shop) -> None:
    shop.write("content/articles/new.md", f"---\ntitle: New\n---\n\n{COLLECT}\n")
    shop.edit(PAYING, COLLECT, "")
    texts = Question(
        name="texts",
        kind=tuple[str, ...],
        answer=lambda one: tuple(entry.target for pair in one.pairs for entry in pair.catalog.entries),
    )
    expected = survey(shop.open(), expecting=(texts,)).ask(texts)
    assert expected == survey(shop.open()).ask(texts)
    assert any("Cobramos" in text for text in expected[1])


def test_what_is_expected_and_never_asked_changes_nothing(shop: Shop) -> None:
    shop.write_bytes("content/articles/bad.md", b"\xff\xfe\x00")
    asked = Asked()
    surveyed = survey(shop.open(), expecting=(asked.question,))
    assert isinstance(surveyed, WholeProject)
    assert surveyed.rest.problems


def test_what_was_found_out_before_an_interruption_is_kept(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locmem.workspace.survey._WORTH", 1)
    asked = Asked()

    def interrupted(workspace: Workspace) -> tuple[int, ...]:
        if names_in(workspace) == ("macros/refund.yaml",):
            raise KeyboardInterrupt
        return asked.question.answer(workspace)

    with pytest.raises(KeyboardInterrupt):
        survey(shop.open()).ask(replace(asked.question, answer=interrupted))
    assert asked.of(shop) == ["macros/refund.yaml"]


def test_answers_are_those_of_all_documents_in_order(shop: Shop) -> None:
    asked = Asked()
    first, second = survey(shop.open()).ask(asked.question), survey(shop.open()).ask(asked.question)
    workspace = open_workspace(shop.open())
    alone = [asked.question.answer(workspace.part((path,))) for path in ALL]
    assert first == second == tuple(alone)


@pytest.mark.parametrize(
    ("path", "text", "again"),
    [
        (PAYING, "\nOne more sentence.\n", ["articles/paying.md"]),
        ("content/translations/ja/articles/paying.md.po", "\n# A remark.\n", ["articles/paying.md"]),
        ("locmem.yaml", "\n# A remark.\n", ALL),
        ("markets/ES.yaml", "\n# A remark.\n", ALL),
    ],
    ids=["source", "catalog", "settings", "profile"],
)
def test_it_is_asked_again_where_what_it_depends_on_changed(shop: Shop, path: str, text: str, again: list[str]) -> None:
    asked = Asked()
    asked.of(shop)
    shop.write(path, shop.read(path) + text)
    assert asked.of(shop) == again


def test_it_is_asked_again_where_it_depends_on_something_else(shop: Shop) -> None:
    Asked().of(shop)
    assert Asked("other markets").of(shop) == ALL
    assert Asked(of_document={"articles/paying.md": ("an approval",)}).of(shop) == ["articles/paying.md"]


def test_it_is_asked_again_on_a_day_on_which_the_answer_may_be_another(shop: Shop) -> None:
    end = shop.today + timedelta(days=3)

    def asked(shop: Shop) -> list[str]:
        opened: list[str] = []
        project = shop.open()

        def answer(workspace: Workspace) -> bool:
            [source] = workspace.sources
            opened.append(source.path)
            return source.path == "articles/paying.md" and project.today > end

        survey(project).ask(Question(name="late", kind=bool, answer=answer))
        return opened

    assert asked(shop) == ALL
    assert asked(shop.later(3)) == []
    assert asked(shop.later(4)) == ["articles/paying.md"]
    assert asked(shop.later(400)) == []
    assert asked(shop) == ["articles/paying.md"]


def test_an_answer_about_another_day_is_one_for_the_days_on_which_it_is_the_same(shop: Shop) -> None:
    end = shop.today + timedelta(days=30)

    def asked(shop: Shop, days: int | None) -> list[str]:
        opened: list[str] = []
        project = shop.open()
        day = project.noted(None if days is None else project.today.plain + timedelta(days=days))

        def answer(workspace: Workspace) -> bool:
            [source] = workspace.sources
            opened.append(source.path)
            return source.path == "articles/paying.md" and day > end

        [_, found, _] = survey(project).ask(Question(name="late", kind=bool, answer=answer, day=day))
        assert found == (day.plain > end)
        return opened

    assert asked(shop, 31) == ALL
    # Only one of them looked at the day.
    assert asked(shop, None) == ["articles/paying.md"]
    assert asked(shop, 30) == asked(shop, -400) == asked(shop.later(30), None) == []
    assert asked(shop.later(31), None) == ["articles/paying.md"]
    assert asked(shop.later(31), 400) == asked(shop.later(400), None) == []


def test_a_new_page_is_asked_and_a_removed_one_is_no_more(shop: Shop) -> None:
    asked = Asked()
    asked.of(shop)
    shop.write("content/articles/new.md", "---\ntitle: New\n---\n\nAll is new.\n")
    assert asked.of(shop) == ["articles/new.md"]
    shop.remove("content/articles/new.md")
    assert asked.of(shop) == []


def test_a_document_is_opened_as_the_whole_project_has_it(shop: Shop) -> None:
    # A paragraph goes to another page with its translation.
    shop.edit(PAYING, COLLECT, "")
    shop.write(
        "content/articles/complaints.md",
        shop.read("content/articles/complaints.md") + f"\n{COLLECT}\n",
    )
    surveyed, whole = survey(shop.open()), open_workspace(shop.open())
    assert isinstance(surveyed, PlainProject)
    for path in ALL:
        assert surveyed.open((path,)).pairs == whole.part((path,)).pairs
    assert surveyed.whole().pairs == whole.pairs
    moved = [
        entry for pair in surveyed.open((ALL[0],)).pairs for entry in pair.catalog.entries if "collect" in entry.source
    ]
    assert [entry.target for entry in moved] == [
        "Cobramos el importe cuando sale el paquete.",
        "代金は発送時に請求します。",
    ]


def test_a_page_with_a_gap_is_asked_again_when_another_page_loses_what_may_fill_it(shop: Shop) -> None:
    shop.write("content/articles/new.md", f"---\ntitle: New\n---\n\n{COLLECT}\n")
    asked = Asked()
    asked.of(shop)
    shop.edit(PAYING, COLLECT, "")
    assert asked.of(shop) == ["articles/new.md", "articles/paying.md"]


def whole_of(shop: Shop) -> Survey:
    found = survey(shop.open())
    assert isinstance(found, WholeProject)
    return found


def test_a_project_with_a_catalog_of_no_document_is_opened_as_a_whole(shop: Shop) -> None:
    shop.remove(PAYING)
    found = whole_of(shop)
    assert {catalog.document for catalog in found.rest.orphaned} == {"articles/paying.md"}
    assert len(found.ask(Asked().question)) == 1


@pytest.mark.parametrize("path", [PAYING, "content/translations/es/articles/paying.md.po"], ids=["source", "catalog"])
def test_so_is_one_with_a_file_that_cannot_be_read(shop: Shop, path: str) -> None:
    shop.write_bytes(path, b"\xff\xfe\xfa")
    assert whole_of(shop).rest.problems


def test_its_files_are_those_of_a_plain_project(shop: Shop) -> None:
    project = shop.open()
    plain = survey(project)
    whole = WholeProject(project, open_workspace(project))
    assert isinstance(plain, PlainProject)
    assert sorted(plain.files) == sorted(whole.files)
    assert plain.documents == tuple(ALL)


def test_what_a_dry_run_finds_out_is_not_kept(shop: Shop) -> None:
    project = shop.open()
    project.is_dry = True
    asked = Asked()
    survey(project).ask(asked.question)
    assert asked.of(shop) == ALL


def test_the_answer_to_a_file_that_was_saved_meanwhile_is_not_kept(shop: Shop) -> None:
    old = shop.read(PAYING)
    asked = Asked()
    surveyed = survey(shop.open())
    shop.write(PAYING, f"{old}\nOne more sentence.\n")
    surveyed.ask(asked.question)
    shop.write(PAYING, old)
    assert asked.of(shop) == ["articles/paying.md"]


def test_without_kept_answers_everything_is_asked_anew(shop: Shop) -> None:
    asked = Asked()
    asked.of(shop)
    asked.documents.clear()
    survey(open_project(shop.root, FixedClock(shop.moment), keeps_answers=False)).ask(asked.question)
    assert asked.documents == ALL
