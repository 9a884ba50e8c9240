"""One segment on two branches: which target stands, and what becomes of the other one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.catalogs.branches import decide
from locmem.model.translation import CatalogEntry, Rival, State
from tests.catalogs.histories import DAY, SOURCES, asked, begun, confirmed, drafted, entry, steps

OPEN = entry()
DONE = confirmed(OPEN, "Paga ya.")
DRAFT = drafted(OPEN, "Pago ahora.")
STALE = asked(DONE, "Pay today.", date(2026, 11, 3))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (OPEN, DRAFT, DONE, DONE),
        (DRAFT, drafted(OPEN, "Otro."), confirmed(DRAFT, "Pago ahora."), confirmed(DRAFT, "Pago ahora.")),
        (OPEN, begun(OPEN, "Pag"), DRAFT, begun(OPEN, "Pag")),
        (DONE, confirmed(DONE, "Paga ya.", State.REVIEWED), DONE, confirmed(DONE, "Paga ya.", State.REVIEWED)),
        (OPEN, DONE, confirmed(OPEN, "Paga ya.", State.REVIEWED), confirmed(OPEN, "Paga ya.", State.REVIEWED)),
        (DONE, DONE, OPEN, OPEN),
        (DONE, begun(DONE, "Pag"), confirmed(DONE, "Paga hoy."), confirmed(DONE, "Paga hoy.")),
        (None, DONE, DRAFT, DONE),
    ],
    ids=[
        "confirmed beats a draft",
        "a confirmed draft beats a newer one",
        "a person's draft beats a machine's",
        "read once more",
        "of two the one that was read more",
        "what one side cleared is cleared",
        "brought up to date beats begun",
        "added on both sides",
    ],
)
def test_what_stands_is_the_same_from_either_side(
    base: CatalogEntry | None, ours: CatalogEntry, theirs: CatalogEntry, expected: CatalogEntry
) -> None:
    for sides in ((ours, theirs), (theirs, ours)):
        decided = decide(base, *sides, DAY)
        assert decided.entry == expected
        assert decided.is_ours is (sides[0] == expected)
        assert decided.outdated is None


def test_of_two_confirmed_targets_ours_stands_and_theirs_is_kept() -> None:
    other = confirmed(OPEN, "Pague ahora.", State.REVIEWED)
    assert decide(OPEN, DONE, other, DAY).entry == DONE
    kept = Rival(target="Pague ahora.", source="Pay now.", state=State.REVIEWED)
    assert decide(OPEN, DONE, other, DAY).rival == kept
    mirrored = decide(OPEN, other, DONE, DAY)
    assert (mirrored.entry, mirrored.rival) == (other, replace(kept, target="Paga ya.", state=State.TRANSLATED))


def test_a_translation_whose_source_the_other_side_changed_is_stale_since_that_day() -> None:
    new = confirmed(DONE, "Paga hoy mismo.")
    for sides in ((STALE, new), (new, STALE)):
        decided = decide(DONE, *sides, DAY)
        assert (decided.entry.source, decided.entry.target) == ("Pay today.", "Paga hoy mismo.")
        assert (decided.entry.previous_source, decided.entry.stale_since) == ("Pay now.", date(2026, 11, 3))
        assert (decided.rival, decided.outdated) == (None, None)


def test_a_first_translation_of_a_source_that_changed_is_stale_from_today() -> None:
    decided = decide(OPEN, asked(OPEN, "Pay today."), DONE, DAY)
    assert (decided.entry.target, decided.entry.stale_since) == ("Paga ya.", DAY)
    assert decided.entry.previous_source == "Pay now."


def test_of_two_confirmed_for_different_sources_the_one_for_the_source_that_stands_is_taken() -> None:
    new = confirmed(STALE, "Paga hoy.")
    late = confirmed(DONE, "Pague ya.")
    for sides in ((new, late), (late, new)):
        decided = decide(DONE, *sides, DAY)
        assert (decided.entry, decided.rival) == (new, None)
        assert decided.outdated == confirmed(OPEN, "Pague ya.")


@pytest.mark.parametrize("winner", [DONE, confirmed(OPEN, "Pague.")], ids=["one", "another"])
def test_what_somebody_began_is_kept_beside_what_is_confirmed(winner: CatalogEntry) -> None:
    unfinished = begun(OPEN, "Pag")
    for sides in ((unfinished, winner), (winner, unfinished)):
        decided = decide(OPEN, *sides, DAY)
        assert decided.entry == winner
        assert decided.rival == Rival(target="Pag", source="Pay now.", state=State.DRAFT)


def test_what_somebody_began_before_and_finished_is_not_kept() -> None:
    unfinished = begun(OPEN, "Pag")
    assert decide(unfinished, replace(unfinished, match=1), confirmed(OPEN, "Paga."), DAY).rival is None


def test_of_two_begun_texts_ours_stands() -> None:
    decided = decide(OPEN, begun(OPEN, "Pag"), begun(OPEN, "Pagu"), DAY)
    assert decided.entry == begun(OPEN, "Pag")
    assert decided.rival is not None
    assert decided.rival.target == "Pagu"


def test_nobody_s_doubt_takes_a_text_that_was_confirmed_meanwhile() -> None:
    assert decide(DONE, begun(DONE, "Paga ya."), STALE, DAY).entry == STALE
    assert decide(DONE, STALE, OPEN, DAY).entry == STALE


def test_machines_drafts_are_chosen_the_same_way_from_either_side() -> None:
    one, other = drafted(OPEN, "Uno."), replace(drafted(OPEN, "Dos."), match=90)
    assert decide(OPEN, one, other, DAY).entry == decide(OPEN, other, one, DAY).entry == other


@given(st.data())
def test_what_only_one_side_changed_is_taken(data: st.DataObject) -> None:
    base = data.draw(steps(entry(source=data.draw(SOURCES))))
    one = data.draw(steps(data.draw(steps(base))))
    for sides in ((one, base), (base, one), (one, one)):
        decided = decide(base, *sides, DAY)
        assert replace(decided.entry, remarks=()) == replace(one, remarks=())
        assert (decided.rival, decided.outdated) == (None, None)
