"""What the manifest notes of a segment: what its file shows, and what stood here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.catalogs.pairs import Row
from locmem.catalogs.states import digest
from locmem.exchange.manifest import STALE, SentUnit
from locmem.exchange.outgoing import ExchangeFormat, Outgoing
from locmem.exchange.profiles import GENERIC, PROFILES, Profile
from locmem.exchange.sent import sent_units
from locmem.model.translation import CatalogEntry, State
from tests.exchange.test_effort import row

DRAFTED = row("Hello.", target="Hola.", state=State.DRAFT)
SHOWN, SOURCE = digest("Hola."), digest("Hello.")


def sent(one: Row, format_: ExchangeFormat = ExchangeFormat.PO, profile: Profile = GENERIC) -> SentUnit:
    outgoing = Outgoing(document="a.md", source_locale="en", locale="es", rows=(one,))
    [unit] = sent_units(outgoing, (1,), ("new",), format=format_, profile=profile)
    return unit


def test_what_a_file_shows_is_what_stood_here() -> None:
    unit = sent(DRAFTED)
    assert (unit.target, unit.stood, unit.base, unit.state, unit.band) == (SHOWN, None, SHOWN, "draft", "new")
    empty = sent(row("Hello."))
    assert (empty.target, empty.stood, empty.base) == ("", None, "")


def test_a_draft_that_is_not_shown_still_stood_here() -> None:
    unit = sent(DRAFTED, profile=PROFILES["omegat"])
    assert (unit.target, unit.base) == ("", SHOWN)


def test_a_source_in_place_of_a_target_is_nobodys_answer() -> None:
    unit = sent(row("Hello."), ExchangeFormat.XLIFF, PROFILES["omegat"])
    assert (unit.target, unit.base) == (SOURCE, "")


def test_a_proposal_stands_in_place_of_the_stale_target() -> None:
    entry: CatalogEntry = DRAFTED.entry
    stale = replace(entry, state=State.REVIEWED, proposal="Buenas.", previous_source="Hi.")
    unit = sent(replace(DRAFTED, entry=replace(stale, stale_since=date(2026, 1, 2))))
    assert (unit.target, unit.base, unit.state) == (digest("Buenas."), SHOWN, STALE)
