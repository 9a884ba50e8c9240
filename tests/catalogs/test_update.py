"""A catalog brought up to date with its document: nothing confirmed is lost, stale is visible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from locmem.catalogs.update import Updated, occurrence_ids, update
from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import is_translatable
from locmem.model.segment import Segment
from locmem.model.settings import SegmentMode
from locmem.model.translation import HUMAN, Catalog, CatalogEntry, Origin, OriginKind, State
from locmem.segmentation.split import segments as split

DOCUMENT = "articles/a.md"
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
TEXT = "We answer within a day. Please wait for our mail.\n\nOpen **Orders** first.\n"
MACHINE = Origin(OriginKind.MT, "apertium")


def segments(text: str) -> tuple[Segment, ...]:
    document = KINDS["markdown"].read(text, DOCUMENT, ReadOptions())
    found = (one for index, unit in enumerate(document.units) for one in split(unit, index, "en", SegmentMode.SENTENCE))
    return tuple(one for one in found if is_translatable(one.content))


def brought(catalog: Catalog, text: str, day: date = MONDAY) -> Updated:
    found = segments(text)
    return update(catalog, found, occurrence_ids(DOCUMENT, (catalog,), found), day)


def catalog(targets: Mapping[str, CatalogEntry] | None = None) -> Catalog:
    """The catalog of TEXT with entries replaced by source."""
    fresh = brought(Catalog(document=DOCUMENT, source_locale="en", locale="es", entries=()), TEXT).catalog
    chosen = targets or {}
    return replace(fresh, entries=tuple(chosen.get(one.source, one) for one in fresh.entries))


def confirmed(state: State = State.REVIEWED) -> Catalog:
    fresh = catalog()
    return replace(fresh, entries=tuple(one.with_target(f"ES {one.source}", state, HUMAN) for one in fresh.entries))


CHANGED = TEXT.replace("within a day", "within an hour")


def test_an_unchanged_document_changes_nothing() -> None:
    before = confirmed()
    after = brought(before, TEXT)
    assert after.catalog == before
    assert (after.new, after.stale, after.revived, after.orphans) == ((), (), (), ())


def test_a_confirmed_target_whose_source_changed_is_kept_and_stale() -> None:
    before = confirmed()
    after = brought(before, CHANGED)
    first, *others = after.catalog.entries
    assert (first.target, first.state, first.stale_since) == (before.entries[0].target, State.REVIEWED, MONDAY)
    assert (first.source, first.previous_source) == ("We answer within an hour.", "We answer within a day.")
    assert tuple(others) == before.entries[1:]
    assert after.stale == (first.occurrence,)


def test_a_second_change_keeps_the_first_day_and_the_source_the_target_was_made_for() -> None:
    once = brought(confirmed(), CHANGED).catalog
    twice = brought(once, TEXT.replace("within a day", "within a minute"), TUESDAY)
    [first, *_] = twice.catalog.entries
    assert (first.stale_since, first.previous_source) == (MONDAY, "We answer within a day.")
    assert twice.stale == ()


def test_a_source_that_comes_back_makes_its_target_valid_again() -> None:
    before = confirmed()
    back = brought(brought(before, CHANGED).catalog, TEXT, TUESDAY)
    assert back.catalog == before
    assert back.revived == (before.entries[0].occurrence,)


def test_a_persons_unfinished_draft_is_kept_and_a_machines_is_dropped() -> None:
    fresh = catalog()
    [first, second, third] = fresh.entries
    begun = first.with_target("Respondemos", State.DRAFT, HUMAN)
    drafted = third.with_target("Abre **Orders** primero.", State.DRAFT, MACHINE)
    before = replace(fresh, entries=(begun, second, drafted))
    after = brought(before, CHANGED.replace("**Orders** first", "**Orders** now")).catalog
    assert (after.entries[0].target, after.entries[0].state) == ("Respondemos", State.DRAFT)
    assert after.entries[0].previous_source == "We answer within a day."
    assert (after.entries[2].target, after.entries[2].state) == ("", State.UNTRANSLATED)


def test_confirmed_entries_whose_place_is_gone_are_handed_on() -> None:
    before = confirmed()
    after = brought(before, "Open **Orders** first.\n")
    assert after.orphans == before.entries[:2]
    assert after.catalog.entries == before.entries[2:]


def test_drafts_whose_place_is_gone_are_not() -> None:
    before = replace(catalog(), entries=tuple(one.with_target("x", State.DRAFT, MACHINE) for one in catalog().entries))
    assert brought(before, "Open **Orders** first.\n").orphans == ()


def test_a_catalog_that_lags_behind_shares_the_ids_of_the_leading_one() -> None:
    spanish = confirmed()
    japanese = replace(spanish, locale="ja", entries=spanish.entries[:1])
    found = segments(TEXT)
    ids = occurrence_ids(DOCUMENT, (japanese, spanish), found)
    assert ids == tuple(one.occurrence for one in spanish.entries)
    assert update(japanese, found, ids, MONDAY).new == ids[1:]


def test_a_catalog_that_holds_a_title_within_its_sentence_loses_nothing() -> None:
    text = 'Read [our terms](/terms "Terms of sale").\n'
    fresh = brought(Catalog(document=DOCUMENT, source_locale="en", locale="es", entries=()), text).catalog
    assert [(one.kind.value, one.source) for one in fresh.entries] == [
        ("paragraph", "Read [our terms](/terms)."),
        ("attribute", "Terms of sale"),
    ]
    target = 'Lea [las condiciones](/terms "Condiciones").'
    old = replace(fresh.entries[0], source=text.strip()).with_target(target, State.REVIEWED, HUMAN)
    after = brought(replace(fresh, entries=(old,)), text)
    assert (after.stale, after.orphans) == ((), ())
    assert after.catalog.entries == (fresh.entries[0].with_target(target, State.REVIEWED, HUMAN), fresh.entries[1])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('Hi {{ user.name | default: "there" }}, hello.', 'Hola {{ user.name | default: "there" }}, buenas.'),
        ('Press {% octicon "gear" aria-label="The gear" %}.', 'Pulse {% octicon "gear" aria-label="La rueda" %}.'),
        ("See {{< img src='a' alt=\"A lamp\" >}} here.", "Mire {{< img src='a' alt=\"A lamp\" >}} aquí."),
    ],
    ids=("filter", "tag", "shortcode"),
)
def test_a_confirmed_target_with_the_text_inside_its_tag_stays_confirmed(text: str, target: str) -> None:
    fresh = brought(Catalog(document=DOCUMENT, source_locale="en", locale="es", entries=()), text).catalog
    older = replace(fresh.entries[0], source=text).with_target(target, State.REVIEWED, HUMAN)
    after = brought(replace(fresh, entries=(older,)), text, TUESDAY)
    [first, inside] = after.catalog.entries
    assert (first.target, first.state, first.stale_since, first.occurrence) == (
        target,
        State.REVIEWED,
        None,
        older.occurrence,
    )
    assert first.source == fresh.entries[0].source != text
    assert (inside.source, inside.state) == (fresh.entries[1].source, State.UNTRANSLATED)
    assert (after.stale, after.orphans) == ((), ())
