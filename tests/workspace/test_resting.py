"""What the memory confirmed because of a text that is taken back does not stay confirmed without a word."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from locmem.errors import UsageError
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.pipelines.accept import accept
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import UndoResult, undo
from locmem.workspace.catalog_files import write_catalog
from locmem.workspace.writing import Run
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

GLOWS, SEE = "The lamp glows softly.", "See [how to pay](paying.md) first."
BRILLA, VEA = "La lámpara brilla suavemente.", "Antes, vea [cómo pagar](paying.md)."
PAYING, COPY, THIRD = "articles/paying.md", "articles/copy.md", "articles/third.md"


@dataclass
class Returned:
    """A project into which a return was taken: the translation of two sentences at the end of `PAYING`."""

    shop: Shop
    run: str

    def put(self, document: str, *sentences: str) -> None:
        """A page of these sentences, and a sync."""
        slug = document.partition("/")[2].removesuffix(".md")
        body = "\n\n".join(sentences)
        self.shop.write(f"content/{document}", f"---\ntitle: Paying for an order\nslug: {slug}\n---\n\n{body}\n")
        self.shop.run()

    def entry(self, document: str, source: str) -> CatalogEntry:
        return next(one for one in self.shop.pair(document).catalog.entries if one.source == source)

    def place(self, document: str, source: str) -> str:
        return f"{document}#{self.entry(document, source).occurrence} in es"

    def undo(self, run: str = "") -> UndoResult:
        return undo(self.shop.open(), run or self.run)[1]


@pytest.fixture
def returned(shop: Shop) -> Returned:
    settings = "kind: markdown, accept: 100, carry: confirm}"
    shop.edit("locmem.yaml", "kind: markdown}", settings)
    shop.write(f"content/{PAYING}", f"{shop.read(f'content/{PAYING}')}\n{GLOWS}\n\n{SEE}\n")
    shop.run()
    options = HandoffOptions(format=ExchangeFormat.PO, locales=("es",), folder="out")
    run_step(shop.open(), "export", lambda run: hand_off(run, options))
    [file] = (shop.root / "out").rglob("*.po")
    Translator(file).write(GLOWS, BRILLA)
    Translator(file).write(SEE, VEA)
    run, result = run_step(shop.open(), "import", lambda run: bring_back(run, [file]))
    assert result.counts["accepted"] == 2
    return Returned(shop, run.id)


def test_a_text_that_the_memory_confirmed_elsewhere_is_a_draft_again_and_says_why(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    assert returned.entry(COPY, GLOWS).state is State.TRANSLATED
    result = returned.undo()
    assert (result.opened, result.kept, result.decided) == ((returned.place(COPY, GLOWS),), (), ())
    entry = returned.entry(COPY, GLOWS)
    assert (entry.target, entry.state, entry.origin.kind) == (BRILLA, State.DRAFT, OriginKind.TM)
    assert f"the run {returned.run}, which had confirmed this text, was undone" in entry.doubts[0]
    # Nothing that is left in the memory confirms either of them again.
    returned.shop.run()
    assert (returned.entry(COPY, GLOWS).state, returned.entry(PAYING, GLOWS).target) == (State.DRAFT, "")


def test_the_undoing_itself_can_be_undone_and_all_is_as_it_was(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    before = returned.shop.in_git()
    undoing, _ = undo(returned.shop.open(), returned.run)
    assert returned.undo(undoing.id).opened == ()
    assert returned.shop.in_git() == before


def test_a_person_who_answers_for_the_same_text_elsewhere_holds_it(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    returned.put(THIRD, GLOWS)
    Translator(returned.shop.root / f"content/translations/es/{THIRD}.po").change(GLOWS, BRILLA, "Otra.")
    returned.shop.run()
    Translator(returned.shop.root / f"content/translations/es/{THIRD}.po").change(GLOWS, "Otra.", BRILLA)
    returned.shop.run()
    result = returned.undo()
    assert (result.opened, result.decided) == ((), ())
    assert {returned.entry(one, GLOWS).state for one in (COPY, THIRD)} == {State.TRANSLATED}


def test_what_somebody_reviewed_since_stays_and_is_told(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    key = returned.place(COPY, GLOWS).removesuffix(" in es")
    run_step(
        returned.shop.open(), "accept", lambda run: accept(run, [key], reason="read", locales=("es",), reviewed=True)
    )
    done = returned.shop.command("undo", returned.run)
    assert f"stays, as somebody decided for it since: {key} in es" in done.stdout
    assert returned.entry(COPY, GLOWS).state is State.REVIEWED


def test_a_page_that_somebody_approved_stays_and_is_told(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    returned.shop.write(f"approvals/ES/es/{COPY}.json", "{}")
    result = returned.undo()
    assert (result.opened, result.decided) == ((), (returned.place(COPY, GLOWS),))
    assert returned.entry(COPY, GLOWS).state is State.TRANSLATED


def test_what_was_confirmed_before_the_run_does_not_rest_on_it(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    paying = Translator(returned.shop.root / f"content/translations/es/{PAYING}.po")
    paying.change(GLOWS, BRILLA, BRILLA, state="draft")
    returned.shop.run()
    key = returned.place(PAYING, GLOWS).removesuffix(" in es")
    run, _ = run_step(
        returned.shop.open(), "accept", lambda run: accept(run, [key], reason="fine after all", locales=("es",))
    )
    assert returned.undo(run.id).opened == ()
    assert [returned.entry(one, GLOWS).state for one in (PAYING, COPY)] == [State.DRAFT, State.TRANSLATED]


def test_what_took_the_codes_of_its_source_is_opened_with_all_that_came_of_it(returned: Returned) -> None:
    returned.put(COPY, GLOWS, SEE)
    now, carried = SEE.replace("paying.md", "complaints.md"), VEA.replace("paying.md", "complaints.md")
    returned.shop.edit(f"content/{PAYING}", SEE, now)
    returned.shop.edit(f"content/{COPY}", SEE, now)
    returned.shop.run()
    assert (returned.entry(PAYING, now).target, returned.entry(COPY, now).state) == (carried, State.TRANSLATED)
    returned.put(THIRD, now)
    assert returned.entry(THIRD, now).state is State.TRANSLATED
    result = returned.undo()
    assert set(result.opened) == {
        returned.place(COPY, GLOWS),
        *(returned.place(one, now) for one in (PAYING, COPY, THIRD)),
    }
    assert {returned.entry(one, now).state for one in (PAYING, COPY, THIRD)} == {State.DRAFT}
    assert returned.entry(PAYING, now).target == carried


def test_a_page_that_was_renamed_is_followed(returned: Returned) -> None:
    shop, moved = returned.shop, "articles/paid.md"
    (shop.root / f"content/{PAYING}").rename(shop.root / f"content/{moved}")
    shop.edit(f"content/{moved}", SEE, "See [how to pay](complaints.md) first.")
    shop.run()
    result = returned.undo()
    assert (returned.entry(moved, GLOWS).target, returned.entry(moved, GLOWS).state) == ("", State.UNTRANSLATED)
    assert result.opened == (returned.place(moved, "See [how to pay](complaints.md) first."),)
    assert not (shop.root / f"content/translations/es/{PAYING}.po").exists()


def test_a_text_whose_segment_is_gone_is_told(returned: Returned) -> None:
    key = returned.place(PAYING, GLOWS)
    returned.shop.edit(f"content/{PAYING}", f"{GLOWS}\n\n", "")
    returned.shop.run()
    assert returned.undo().kept == (f"{key}, whose segment is gone: the memory keeps its text",)


def test_what_took_other_codes_than_the_text_it_is_from_is_opened_too(returned: Returned) -> None:
    returned.put(COPY, GLOWS, SEE)
    now = SEE.replace("paying.md", "complaints.md")
    returned.shop.edit(f"content/{COPY}", SEE, now)
    returned.shop.run()
    assert returned.entry(COPY, now).is_current
    assert set(returned.undo().opened) == {returned.place(COPY, GLOWS), returned.place(COPY, now)}


def test_what_an_undoing_brought_back_holds_what_was_confirmed_of_it_long_ago(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    # Another clone knows nothing of who confirmed what.
    returned.shop.remove("locmem.db")
    path = f"content/translations/es/{PAYING}.po"
    catalog = returned.shop.pair(PAYING).catalog
    other = replace(returned.entry(PAYING, GLOWS), target="Brilla la lámpara.")
    entries = tuple(other if one.source == GLOWS else one for one in catalog.entries)

    def written(run: Run) -> UndoResult:
        files = write_catalog(run.project, path, replace(catalog, entries=entries))
        return UndoResult(run=run.id, files=files, kept=())

    run, _ = run_step(returned.shop.open(), "import", written)
    before = returned.shop.in_git()
    undoing, _ = undo(returned.shop.open(), run.id)
    assert returned.undo(undoing.id).opened == ()
    assert returned.shop.in_git() == before


def test_a_stale_text_of_the_return_is_a_draft_for_its_new_source(returned: Returned) -> None:
    returned.shop.edit(f"content/{PAYING}", GLOWS, "The lamp glows very softly.")
    returned.shop.run()
    assert returned.entry(PAYING, "The lamp glows very softly.").is_stale
    returned.undo()
    entry = returned.entry(PAYING, "The lamp glows very softly.")
    assert (entry.target, entry.state, entry.previous_source) == (BRILLA, State.DRAFT, GLOWS)


def test_a_catalog_that_cannot_be_read_is_told(returned: Returned) -> None:
    returned.put(COPY, GLOWS)
    path = f"content/translations/es/{COPY}.po"
    text = returned.shop.read(path)
    returned.shop.write(path, text[: len(text) // 2])
    assert returned.undo().unread == (path,)


def test_where_all_was_decided_since_nothing_is_undone(returned: Returned) -> None:
    catalog = Translator(returned.shop.root / f"content/translations/es/{PAYING}.po")
    catalog.change(GLOWS, "suavemente", "mucho")
    catalog.change(SEE, "Antes", "Primero")
    [manifest] = (returned.shop.root / "handoffs").iterdir()
    manifest.unlink()
    returned.shop.run()
    with pytest.raises(UsageError, match="nothing of"):
        returned.undo()
