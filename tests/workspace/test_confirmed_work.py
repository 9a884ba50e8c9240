"""What is recorded of a text when it is confirmed: by a return, by hand, by `accept`, by the memory."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import NamedTuple

import pytest

from locmem.history.work import How, Work
from locmem.model.translation import State
from locmem.pipelines.accept import accept
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.mend import mend
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.measured_drafts import edits_of
from locmem.workspace.workspace import open_workspace
from tests.exchange.desk import Desk, prepare
from tests.exchange.translator import Translator
from tests.pipelines.shop import SPANISH, Shop

PAGE = "content/articles/work.md"
CATALOG = "content/translations/es/articles/work.md.po"


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """An article of which a machine drafted every sentence; the drafts are noted, as `sync` notes them."""
    desk = prepare(shop, "markdown")
    drafted = shop.read(CATALOG)
    shop.remove(CATALOG)
    shop.run()
    run_step(shop.open(), "drafting", lambda run: Drafted(run.project.folder.write(CATALOG, drafted.encode())))
    return desk


class Drafted(NamedTuple):
    is_changed: bool

    @property
    def summary(self) -> str:
        return "drafted"


def work(shop: Shop) -> dict[str, Work]:
    """The records of the article by the name of their sentence."""
    desk = Desk(shop, "markdown")
    names = {occurrence: name for name, occurrence in desk.ids.items()}
    return {names.get(one.occurrence, ""): one for one in shop.open().journal.work() if one.document in PAGE}


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2", "csv", "xlsx"])
def test_a_return_says_what_became_of_each_draft_and_how_long_it_was_out(desk: Desk, format_: str) -> None:
    manifest = desk.hand_off(format_)
    sent = desk.shop.moment.isoformat()
    desk.shop = desk.shop.later(2)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.translator.confirm(" confirmed page")
    desk.bring_back(trust_state=True)
    done = work(desk.shop)
    changed, confirmed = done["changed"], done["confirmed"]
    assert done.keys() == {"changed", "confirmed"}
    assert (changed.how, changed.origin, changed.draft) == (How.RETURN, "mt:apertium", desk.draft("changed"))
    assert changed.final == desk.draft("changed").replace("tiene", "posee") == desk.entry("changed").target
    assert confirmed.draft == confirmed.final == desk.draft("confirmed")
    assert (changed.handoff, changed.seen_from, changed.moment) == (manifest.id, sent, desk.shop.moment.isoformat())
    assert (changed.before_state, changed.after_state, changed.month) == ("draft", "translated", "2026-11")
    # Codes are no words: a lamp, a page, its help, in.
    assert changed.words == 12


def test_what_was_sent_counts_and_not_what_stands_here_when_it_comes_back(desk: Desk) -> None:
    desk.hand_off("po")
    other = desk.draft("changed").replace("lámpara", "luz")
    desk.write({"changed": other}, State.DRAFT)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    assert work(desk.shop)["changed"].draft == desk.draft("changed")


def test_a_draft_that_nobody_knows_any_more_is_not_made_up(desk: Desk) -> None:
    desk.hand_off("po")
    desk.write({"changed": "Otra cosa en {{ market.name }}."}, State.DRAFT)
    desk.shop.remove("locmem.db")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    one = work(desk.shop)["changed"]
    assert (one.draft, one.origin, one.seen_from) == (None, "mt", "")


def test_an_edit_by_hand_finds_the_draft_that_locmem_wrote(desk: Desk) -> None:
    catalog = Translator(desk.shop.root / CATALOG)
    catalog.change(" changed page", "tiene", "posee")
    catalog.confirm(" confirmed page")
    catalog.change(" untouched page", "tiene", "pos", state="draft")
    desk.shop = desk.shop.later()
    desk.shop.run()
    done = work(desk.shop)
    changed, confirmed = done["changed"], done["confirmed"]
    assert done.keys() == {"changed", "confirmed"}
    assert (changed.how, changed.origin, changed.draft) == (How.EDIT, "mt:apertium", desk.draft("changed"))
    assert changed.final == desk.entry("changed").target
    assert changed.seen_from == (desk.shop.moment - timedelta(days=1)).isoformat()
    assert confirmed.draft == confirmed.final
    desk.shop.run()
    assert len(work(desk.shop)) == 2


def test_in_a_fresh_clone_the_draft_of_an_edit_is_known_only_where_nothing_was_changed(desk: Desk) -> None:
    desk.shop.remove("locmem.db")
    catalog = Translator(desk.shop.root / CATALOG)
    catalog.change(" changed page", "tiene", "posee")
    catalog.confirm(" confirmed page")
    desk.shop.run()
    done = work(desk.shop)
    assert (done["changed"].draft, done["changed"].origin) == (None, "mt:apertium")
    assert done["confirmed"].draft == done["confirmed"].final


def test_accepting_a_draft_is_work_and_says_since_when_it_could_be_read(desk: Desk) -> None:
    since = desk.shop.moment.isoformat()
    shop = desk.shop.later(3)
    key = f"articles/work.md#{desk.ids['changed']}"
    run_step(shop.open(), "accept", lambda run: accept(run, [key], reason="read it", locales=("es",)))
    one = work(shop)["changed"]
    assert (one.how, one.origin, one.seen_from, one.draft) == (How.ACCEPT, "mt:apertium", since, one.final)


def test_what_is_confirmed_in_the_editor_is_work_and_says_over_which_draft(desk: Desk) -> None:
    shop, occurrence = desk.shop.later(3), desk.ids["changed"]
    project = shop.open()
    pair = next(one for one in open_workspace(project).pairs if one.path == CATALOG)
    [entry] = [one for one in pair.catalog.entries if one.occurrence == occurrence]
    typed = Typed(
        document="articles/work.md", occurrence=occurrence, locale="es", text=f"{entry.shown} Ya.", seen=Seen.of(entry)
    )
    run_step(project, "post-edit", lambda run: post_edit(run, [typed]))
    one = work(shop)["changed"]
    assert (one.how, one.origin, one.draft) == (How.ACCEPT, "mt:apertium", entry.shown)
    assert (one.final, one.seen_from) == (typed.text, desk.shop.moment.isoformat())


def test_what_the_memory_confirms_is_work_of_nobody(shop: Shop) -> None:
    shop.write("content/articles/again.md", shop.read("content/articles/paying.md").replace("paying", "again"))
    shop.run()
    done = [one for one in shop.open().journal.work() if one.document == "articles/again.md" and one.locale == "es"]
    assert {one.how for one in done} == {How.MEMORY}
    assert all(one.draft == one.final and one.origin == "tm" for one in done)
    assert {one.final for one in done} <= set(SPANISH.values())


def test_another_wording_of_what_was_confirmed_is_a_revision(shop: Shop) -> None:
    catalog = "content/translations/es/articles/paying.md.po"
    for old, new in (("Método", "Forma de pago"), ("Forma de pago", "Modo de pago")):
        shop.edit(catalog, f'msgstr "{old}"', f'msgstr "{new}"')
        shop.run()
    first, second = shop.open().journal.work()
    # Nobody noted the text that the project came with; the next one is known.
    assert (first.draft, first.final, first.is_revision) == (None, "Forma de pago", True)
    assert (second.draft, second.final, second.is_revision) == ("Forma de pago", "Modo de pago", True)


def test_a_stale_text_brought_up_to_date_began_as_what_was_shown(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "when the parcel leaves us", "when your parcel leaves us")
    shop.run()
    shown = shop.entry("We collect the money when your parcel leaves us.").shown
    catalog = Translator(shop.root / "content/translations/es/articles/paying.md.po")
    catalog.write("We collect the money when your parcel leaves us.", "Cobramos al salir tu paquete.")
    shop.run()
    [one] = shop.open().journal.work()
    assert (one.draft, one.origin, one.before_state, one.is_revision) == (shown, "tm", "reviewed, stale", False)
    assert one.percent >= 70


def test_what_was_proposed_for_a_stale_text_is_its_draft_though_somebody_changed_it_by_hand(shop: Shop) -> None:
    near, yours = (f"We collect the money when your parcel leaves {whose} store." for whose in ("the", "our"))
    shop.write("content/articles/near.md", f"# Near\n\n{near}\n")
    shop.run()
    shop.translate("es", {near: "Cobramos el importe cuando su paquete sale de la tienda."})
    shop.run()
    shop.edit("content/articles/paying.md", "We collect the money when the parcel leaves us.", yours)
    shop.run()
    catalog = "content/translations/es/articles/paying.md.po"
    entry = shop.entry(yours)
    shown = entry.proposal
    assert shown
    # Another run that writes the file shows the same.
    shop.edit("content/articles/paying.md", "Good to know", "Know")
    shop.run()
    Translator(shop.root / catalog).write(yours, "Cobramos cuando su paquete sale del almacén.")
    shop.run()
    [one] = shop.open().journal.work()
    assert (one.how, one.draft, one.origin, one.percent) == (How.EDIT, shown, "tm", entry.match)
    assert one.final == "Cobramos cuando su paquete sale del almacén."
    [edited] = edits_of(shop.open(), [one])
    assert not edited.is_unread
    assert edited.figures.characters > 0


def test_a_document_that_moves_is_no_work(shop: Shop) -> None:
    shop.write("content/articles/new/paying.md", shop.read("content/articles/paying.md"))
    shop.remove("content/articles/paying.md")
    assert shop.run().steps[0][1].moved == ("articles/new/paying.md",)  # type: ignore[attr-defined]
    assert shop.open().journal.work() == ()


def test_an_edit_in_a_catalog_whose_document_moves_is_work(desk: Desk) -> None:
    Translator(desk.shop.root / CATALOG).change(" changed page", "tiene", "posee")
    target = desk.shop.root / "content/articles/new/work.md"
    target.parent.mkdir()
    shutil.move(desk.shop.root / PAGE, target)
    desk.shop.run()
    [one] = desk.shop.open().journal.work()
    assert (one.document, one.draft) == ("articles/new/work.md", desk.draft("changed"))


def test_undone_work_does_not_count_and_counts_once_when_the_undoing_is_undone(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    book = desk.shop.open().journal
    which = next(one.id for one in book.runs() if one.pipeline == "import")
    undo(desk.shop.open(), which)
    assert desk.shop.open().journal.work() == ()
    undoing = next(one.id for one in desk.shop.open().journal.runs() if one.pipeline == f"undo {which}")
    undo(desk.shop.open(), undoing)
    assert len(desk.shop.open().journal.work()) == 1


def test_mending_is_no_work_but_what_somebody_wrote_and_was_mended_is(shop: Shop) -> None:
    shop.translate("es", {"Good to know": "Conviene  saber"})
    fixed(shop)
    assert shop.entry("Good to know").target == "Conviene saber"
    assert shop.open().journal.work() == ()
    shop.edit("content/translations/es/articles/paying.md.po", 'msgstr "Conviene saber"', 'msgstr "Para  saber"')
    fixed(shop)
    shop.run()
    [one] = shop.open().journal.work()
    assert (one.how, one.draft, one.final) == (How.EDIT, "Conviene saber", "Para saber")


def test_an_edit_beside_a_mended_text_is_work_once(shop: Shop) -> None:
    shop.translate("es", {"Good to know": "Conviene  saber"})
    shop.edit("content/translations/es/articles/paying.md.po", 'msgstr "Método"', 'msgstr "Forma"')
    fixed(shop)
    assert shop.entry("Good to know").target == "Conviene saber"
    shop.run()
    assert [one.final for one in shop.open().journal.work()] == ["Forma"]


def fixed(shop: Shop) -> None:
    project = shop.open()
    found = check(project, CheckOptions()).report.findings
    run_step(project, "check --fix", lambda run: mend(run, found))
