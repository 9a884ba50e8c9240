"""What the memory is made of: every pair with the codes its segment had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unittest import mock

import pytest

from locmem.formats import tmx
from locmem.memory.tmx_entries import read_entries
from locmem.model.inline import CodeType, Inline
from locmem.model.match import Query
from locmem.model.translation import HUMAN
from locmem.pipelines.collect import collect
from locmem.workspace import remembering
from locmem.workspace.catalog_files import put_pair
from locmem.workspace.remembering import (
    can_keep,
    committed_entries,
    kept_path,
    readable_entries,
    superseded_entries,
)
from locmem.workspace.workspace import open_workspace
from locmem.workspace.writing import Run
from tests.pipelines.shop import SETTINGS, Shop

OLD = "Hello %{name}, your order has left."
TARGETS = {OLD: "Hola, %{name}: tu pedido ha salido.", "A parcel": "Un paquete"}
PLACEHOLDERS = SETTINGS.replace("kind: markdown}", "kind: markdown, placeholders: [percent]}")


@pytest.fixture
def parcel(shop: Shop) -> Shop:
    """The project with one more article, whose content set has placeholders of its own."""
    shop.write("locmem.yaml", PLACEHOLDERS)
    shop.write("content/articles/parcel.md", f"---\ntitle: A parcel\n---\n\n{OLD}\n")
    shop.run()
    shop.translate("es", TARGETS)
    shop.run()
    return shop


def variables(content: Inline) -> list[str]:
    return [code.original for code in content.codes if code.type is CodeType.VARIABLE]


def change_the_wording(shop: Shop) -> None:
    shop.edit("content/articles/parcel.md", "your order has left", "your parcel has left us")


def remove_the_document(shop: Shop) -> None:
    shop.remove("content/articles/parcel.md")


@pytest.mark.parametrize("change", [change_the_wording, remove_the_document])
def test_old_wordings_keep_their_placeholders_as_codes(parcel: Shop, change: Callable[[Shop], None]) -> None:
    parcel.run()
    change(parcel)
    for _ in range(2):
        parcel.run()
        project = parcel.open()
        found = [entry for entry in project.memory.entries("es") if entry.target.native == TARGETS[OLD]]
        assert found
        assert {tuple(variables(entry.source)) for entry in found} == {("%{name}",)}
        assert {tuple(variables(entry.target)) for entry in found} == {("%{name}",)}
        query = Query(source=found[0].source, source_locale="en", locale="es")
        assert TARGETS[OLD] in [match.target_text for match in project.memory.lookup(query) if match.percent == 100]
        project.memory.close()


def test_a_replaced_target_keeps_its_placeholders(parcel: Shop) -> None:
    pair = parcel.pair("articles/parcel.md")
    entries = tuple(entry.with_target("Otro %{name}.", entry.state, HUMAN) for entry in pair.catalog.entries)
    replaced = superseded_entries(pair.catalog, replace(pair.catalog, entries=entries), ("percent",))
    assert [variables(one.source) for one in replaced if one.source.native == OLD] == [["%{name}"]]


MANY = tuple(f"articles/many-{number}.md" for number in range(6))


@pytest.fixture
def many(shop: Shop) -> Shop:
    """The project with six more articles of two paragraphs, translated into both locales."""
    for number, document in enumerate(MANY):
        shop.write(f"content/{document}", f"---\ntitle: Number {number}\n---\n\nStays {number}\n\nGoes {number}\n")
    shop.run()
    texts = [f"{word} {number}" for number in range(len(MANY)) for word in ("Number", "Stays", "Goes")]
    for locale in ("es", "ja"):
        shop.translate(locale, {text: f"{text} {locale}" for text in texts})
    shop.run()
    return shop


def the_documents_go(shop: Shop, run: Run) -> None:
    shop.remove(*(f"content/{document}" for document in MANY))
    collect(run)


def a_paragraph_of_each_goes(shop: Shop, run: Run) -> None:
    for number, document in enumerate(MANY):
        shop.edit(f"content/{document}", f"\n\nGoes {number}", "")
    collect(run)


def a_text_of_each_is_answered_anew(_: Shop, run: Run) -> None:
    for pair in open_workspace(run.project).pairs:
        entries = [
            entry.with_target("Anew", entry.state, entry.origin) if entry.source.startswith("Goes") else entry
            for entry in pair.catalog.entries
        ]
        put_pair(run.project, pair.with_entries(entries))


@pytest.mark.parametrize(
    "lose",
    [the_documents_go, a_paragraph_of_each_goes, a_text_of_each_is_answered_anew],
    ids=lambda lose: lose.__name__,
)
def test_kept_pairs_are_read_and_written_once_however_many_documents_lose_some(
    many: Shop, lose: Callable[[Shop, Run], None]
) -> None:
    many.write(kept_path("es"), tmx.write((), source_locale="en").decode())
    project = many.open()
    run = Run(project, "test")
    with (
        mock.patch.object(remembering, "read_entries", wraps=read_entries) as read,
        mock.patch.object(tmx, "write", wraps=tmx.write) as written,
    ):
        lose(many, run)
        run.flush()
    # There is nothing to read for the other locale.
    assert [call.args[1] for call in read.call_args_list] == [kept_path("es")]
    assert written.call_count == 2
    for locale in ("es", "ja"):
        kept = {entry.target.text for entry in committed_entries(many.open(), kept_path(locale))}
        assert {f"Goes {number} {locale}" for number in range(len(MANY))} <= kept


def test_a_memory_file_that_cannot_be_read_is_left_out_and_the_project_knows(shop: Shop) -> None:
    shop.remove("content/macros/refund.yaml")
    shop.run()
    held = shop.read(kept_path("es"))
    project = shop.open()
    assert readable_entries(project, kept_path("es")) == committed_entries(project, kept_path("es")) != ()
    assert can_keep(project, "es")
    shop.write(kept_path("es"), held[:300])
    project = shop.open()
    assert readable_entries(project, kept_path("es")) == ()
    assert not can_keep(project, "es")
    assert can_keep(project, "ja")
    assert not project.was_read(kept_path("es"))
    assert [problem.location.path for problem in project.unread] == [kept_path("es")]
    shop.write(kept_path("es"), held)
    project.folder.discard()
    assert readable_entries(project, kept_path("es")) != ()
    assert (project.was_read(kept_path("es")), project.unread) == (True, ())
