"""What somebody writes into a catalog by hand is in the history like every other change of a target."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from locmem.history.changes import TargetChange
from locmem.history.transitions import transition
from locmem.model.translation import Origin, OriginKind, State
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

CATALOG = "content/translations/es/articles/paying.md.po"
PAYING = "content/articles/paying.md"
METHOD, KNOW = "Method", "Good to know"


COLLECT, YOURS = "We collect the money when the parcel leaves us.", "We collect the money when your parcel leaves us."


class Drafted(NamedTuple):
    is_changed: bool

    @property
    def summary(self) -> str:
        return "drafted"


@pytest.fixture
def drafted(shop: Shop) -> Shop:
    """A machine's draft stands where the others are confirmed."""
    drafted = shop.entry(KNOW).with_target("Bueno saber", State.DRAFT, Origin(OriginKind.MT, "apertium"))
    shop.change_entry(KNOW, "es", drafted)
    return shop


@pytest.fixture
def noted(drafted: Shop) -> Shop:
    """The same, and the draft was written by a run."""
    data = drafted.read(CATALOG).encode()
    drafted.remove(CATALOG)
    drafted.run()
    run_step(drafted.open(), "drafting", lambda run: Drafted(run.project.folder.write(CATALOG, data)))
    return drafted


def past(shop: Shop, source: str = KNOW) -> list[TargetChange]:
    document, _, occurrence = shop.key(source).partition("#")
    return [change for _, _, change in shop.open().journal.targets(document, occurrence) if change.locale == "es"]


def told(change: TargetChange) -> tuple[str, str, str, str]:
    """What a change was, both texts, and who made the new one."""
    found = transition(change.before_state, change.after_state)
    return found.value if found else "?", change.before, change.after, change.origin


def block(shop: Shop, source: str, old: str, new: str) -> None:
    """Replaces what stands in the catalog's entry of a source, as somebody does in an editor."""
    blocks = shop.read(CATALOG).split("\n\n")
    [number] = [n for n, one in enumerate(blocks) if f'\nmsgid "{source}"\n' in one]
    assert old in blocks[number], blocks[number]
    blocks[number] = blocks[number].replace(old, new)
    shop.write(CATALOG, "\n\n".join(blocks))


def test_a_draft_that_somebody_finished_in_the_catalog(drafted: Shop) -> None:
    block(drafted, KNOW, '#, fuzzy\nmsgctxt "heading', 'msgctxt "heading')
    block(drafted, KNOW, '"Bueno saber"', '"Conviene saberlo"')
    drafted.later().run()
    [change] = past(drafted)
    assert told(change) == ("confirmed", "", "Conviene saberlo", "human")
    # The draft was never written by a run of this machine; that there was one is known.
    assert (change.before_state, change.is_known, change.who != "") == ("draft", False, True)


def test_the_draft_is_told_with_what_made_it_where_a_run_wrote_it(noted: Shop) -> None:
    block(noted, KNOW, '"Bueno saber"', '"Conviene saberlo"')
    block(noted, KNOW, "#, fuzzy\n", "")
    noted.run()
    *_, change = past(noted)
    assert told(change) == ("confirmed", "Bueno saber", "Conviene saberlo", "human")
    assert (change.before_state, change.before_origin) == ("draft", "mt:apertium")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param('"Método"', '"Forma"', ("corrected, to be reviewed again", "Método", "Forma"), id="corrected"),
        pytest.param('"Método"', '""', ("taken back", "Método", ""), id="cleared"),
        pytest.param("msgctxt", "#, fuzzy\nmsgctxt", ("taken back", "Método", "Método"), id="doubted"),
    ],
)
def test_a_confirmed_text_that_somebody_changed(shop: Shop, old: str, new: str, expected: tuple[str, ...]) -> None:
    block(shop, METHOD, '"Método"', '"Metodo"')
    shop.run()
    block(shop, METHOD, '"Metodo"', '"Método"')
    shop.run()
    first, second = past(shop, METHOD)
    assert (first.is_known, second.before, second.after) == (False, "Metodo", "Método")
    shop.translate("es", {METHOD: "Método"}, State.REVIEWED)
    block(shop, METHOD, old, new)
    shop.run()
    # What the memory drafts in place of a cleared text is the next change.
    change = past(shop, METHOD)[2]
    assert (told(change)[:3], told(change)[3]) == (expected, "human")
    shown = shop.command("history", shop.key(METHOD))
    assert expected[0] in shown.stdout
    assert "(not known here)" in shown.stdout


def test_a_text_that_was_edited_while_its_source_changed_is_told_twice(shop: Shop) -> None:
    Translator(shop.root / CATALOG).write(COLLECT, "Cobramos luego.")
    shop.edit(PAYING, COLLECT, YOURS)
    shop.run()
    changes = past(shop, YOURS)
    assert {one.after for one in changes} == {"Cobramos luego."}
    assert [one.after_state for one in changes] == ["translated", "translated, stale"]


def test_a_stale_text_brought_up_to_date_by_hand_replaces_what_was_confirmed(shop: Shop) -> None:
    shop.edit(PAYING, COLLECT, YOURS)
    shop.run()
    catalog = Translator(shop.root / CATALOG)
    catalog.change(YOURS, "Cobramos", "Cobraremos", state="draft")
    shop.run()
    catalog.change(YOURS, "Cobraremos", "Cobrábamos", state="draft")
    shop.run()
    # What somebody began beside a stale target leaves that as it is.
    assert shop.entry(YOURS).is_begun
    assert len(past(shop, YOURS)) == 1
    catalog.write(YOURS, "Cobramos cuando sale su paquete.")
    shop.run()
    stale, done = past(shop, YOURS)
    assert (stale.after_state, done.before_state) == ("reviewed, stale", "reviewed, stale")
    assert told(done)[1:] == (
        "Cobramos el importe cuando sale el paquete.",
        "Cobramos cuando sale su paquete.",
        "human",
    )


def test_a_catalog_that_somebody_brings_says_where_its_texts_are_from(shop: Shop) -> None:
    lines = shop.read(CATALOG).splitlines(keepends=True)
    shop.remove(CATALOG)
    shop.run()
    shop.write(CATALOG, "".join(line for line in lines if not line.startswith("#. locmem:")))
    shop.run()
    *_, change = past(shop, METHOD)
    assert (change.after, change.origin) == ("Método", "human")


def test_an_edit_is_told_once_and_by_the_run_that_took_it_in(shop: Shop) -> None:
    block(shop, METHOD, '"Método"', '"Forma"')
    run = shop.run()
    shop.run()
    assert len(past(shop, METHOD)) == 1
    undo(shop.open(), run.id)
    # The catalog is as somebody left it: nothing of what they wrote was taken back.
    assert '"Forma"' in shop.read(CATALOG)
    assert len(past(shop, METHOD)) == 1


def test_the_history_says_who_and_over_what(drafted: Shop) -> None:
    block(drafted, KNOW, "#, fuzzy\n", "")
    drafted.run()
    key = drafted.key(KNOW)
    [told] = json.loads(drafted.command("history", key, "--json").stdout)
    assert (told["what"], told["before"], told["before_origin"]) == ("confirmed", "Bueno saber", "mt:apertium")
    assert told["who"]
    shown = drafted.command("history", key).stdout
    assert f"a person ({told['who']}) in place of what apertium made" in shown
