"""What a variant takes over from its base, segment by segment, and when its own wording is stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.catalogs.variants import inherited, of_source
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, NO_ORIGIN, CatalogEntry, State, origin

DAY, EARLIER = date(2026, 11, 21), date(2026, 10, 1)


def entry(target: str = "", state: State = State.UNTRANSLATED, **fields: object) -> CatalogEntry:
    known = {"occurrence": "k3f9xx", "kind": UnitKind.PARAGRAPH, "source": "You confirm the payment.", "origin": HUMAN}
    return CatalogEntry(**{**known, "target": target, "state": state, **fields})  # type: ignore[arg-type]


def one(own: CatalogEntry, base: CatalogEntry) -> CatalogEntry:
    [found] = inherited([own], [base], "es", DAY)
    return found


BASE = entry("Confirmas\nel pago.", State.REVIEWED, origin=origin("mt:apertium"), match=97)


def test_what_a_variant_does_not_say_itself_is_that_of_its_base_with_all_that_is_known_of_it() -> None:
    stale = replace(BASE, stale_since=EARLIER, previous_source="You paid.", previous_legend=("<g1> = <b>…</b>",))
    found = one(entry(occurrence="mine00"), stale)
    assert found == replace(stale, occurrence="mine00", inherited="es")


def test_an_empty_base_leaves_nothing_to_inherit() -> None:
    mine = entry()
    assert one(mine, entry()) == mine
    assert not one(mine, entry()).inherited


def test_along_a_chain_the_wording_keeps_the_name_of_the_locale_it_was_written_in() -> None:
    middle = one(entry(), BASE)
    [last] = inherited([entry()], [middle], "es-419", DAY)
    assert (last.target, last.inherited) == (BASE.target, "es")


def test_an_own_wording_notes_on_one_line_what_it_stands_in_place_of() -> None:
    found = one(entry("Usted confirma.", State.REVIEWED), BASE)
    assert (found.target, found.over, found.base) == ("Usted confirma.", "Confirmas el pago.", "Confirmas el pago.")
    assert not found.is_stale


OVER_OTHER = entry("Usted confirma.", State.REVIEWED, over="Pagas.")
OVER_SAME = entry("Usted confirma.", State.REVIEWED, over="Confirmas el pago.")


@pytest.mark.parametrize(
    ("own", "base", "stale_since"),
    [
        pytest.param(OVER_OTHER, BASE, DAY, id="the base confirms another wording"),
        pytest.param(OVER_SAME, BASE, None, id="the base says what it said"),
        pytest.param(OVER_OTHER, replace(BASE, state=State.DRAFT), None, id="a draft of the base changes nothing"),
        pytest.param(OVER_OTHER, replace(BASE, stale_since=EARLIER), None, id="a stale base changes nothing"),
        pytest.param(replace(OVER_OTHER, state=State.DRAFT), BASE, None, id="an own draft is never stale"),
        pytest.param(replace(OVER_OTHER, stale_since=EARLIER), BASE, EARLIER, id="the first day of being stale stays"),
        pytest.param(replace(OVER_SAME, stale_since=EARLIER), BASE, None, id="the base went back to what it said"),
        pytest.param(
            replace(OVER_SAME, stale_since=EARLIER, previous_source="You paid."),
            BASE,
            EARLIER,
            id="stale for its source stays stale whatever the base says",
        ),
    ],
)
def test_an_own_wording_is_stale_when_the_base_confirms_another(
    own: CatalogEntry, base: CatalogEntry, stale_since: date | None
) -> None:
    found = one(own, base)
    assert found.stale_since == stale_since
    assert (found.target, found.state, found.over) == (own.target, own.state, own.over)


def test_the_source_is_a_base_nobody_has_to_confirm() -> None:
    written = entry("old", State.DRAFT, over="x", origin=NO_ORIGIN)
    [base] = of_source([written], "en")
    assert (base.target, base.state, base.inherited, base.over) == (written.source, State.REVIEWED, "en", "")
    assert one(entry(), base).is_current


def test_entries_of_unequal_pages_are_never_paired() -> None:
    with pytest.raises(ValueError, match="zip"):
        inherited([entry()], [], "es", DAY)
