"""Ids of occurrences: given once, carried along, never recounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.catalogs.occurrences import Occurrence, Place, align
from locmem.model.segment import UnitKind

DOCUMENT = "articles/refunds.md"
FIVE = (
    "Refunds reach you soon.",
    "Open the page of your order.",
    "Choose the lamp that is broken.",
    "Print the label on paper.",
    "Hand the parcel to the carrier.",
)


def places(*texts: str, kind: UnitKind = UnitKind.PARAGRAPH, name: str = "") -> tuple[Place, ...]:
    return tuple(Place(kind=kind, name=name, source=text) for text in texts)


def known(given: Sequence[Place]) -> tuple[Occurrence, ...]:
    """What catalogs hold after the document was collected for the first time."""
    ids = align(DOCUMENT, (), given)
    return tuple(
        Occurrence(id=id_, kind=place.kind, name=place.name, source=place.source)
        for id_, place in zip(ids, given, strict=True)
    )


def ids(before: Sequence[Occurrence]) -> tuple[str, ...]:
    return tuple(one.id for one in before)


def test_new_ids_are_the_same_on_every_machine_and_differ_from_each_other() -> None:
    before = known(places(*FIVE, *FIVE))
    assert len(set(ids(before))) == 10
    assert ids(before)[0] == "sdfsjb"
    assert all(len(one) == 6 for one in ids(before))


def test_an_unchanged_document_carries_every_id() -> None:
    before = known(places(*FIVE, FIVE[0]))
    assert align(DOCUMENT, before, places(*FIVE, FIVE[0])) == ids(before)


def test_an_insertion_gives_one_new_id_and_keeps_all_others() -> None:
    before = known(places(*FIVE))
    after = align(DOCUMENT, before, places(*FIVE[:2], "Nothing of this was here.", *FIVE[2:]))
    assert (*after[:2], *after[3:]) == ids(before)
    assert after[2] not in ids(before)


def test_a_deletion_takes_only_its_own_id() -> None:
    before = known(places(*FIVE))
    assert align(DOCUMENT, before, places(*FIVE[:2], *FIVE[3:])) == (*ids(before)[:2], *ids(before)[3:])


def test_a_sentence_that_moved_takes_its_id_along() -> None:
    before = known(places(*FIVE))
    moved = (FIVE[4], *FIVE[:4])
    assert align(DOCUMENT, before, places(*moved)) == (ids(before)[4], *ids(before)[:4])


def test_an_edited_sentence_keeps_its_id_and_a_rewritten_one_does_not() -> None:
    before = known(places(*FIVE))
    edited = "Choose the lamp that is damaged."
    assert align(DOCUMENT, before, places(*FIVE[:2], edited, *FIVE[3:])) == ids(before)
    rewritten = "Zzyzx qqqq wwww 1234567890."
    assert align(DOCUMENT, before, places(*FIVE[:2], rewritten, *FIVE[3:]))[2] not in ids(before)


def test_a_sentence_that_became_another_kind_keeps_its_id() -> None:
    before = known(places(*FIVE))
    after = (*places(FIVE[0], kind=UnitKind.HEADING), *places(*FIVE[1:]))
    assert align(DOCUMENT, before, after) == ids(before)


def test_a_title_keeps_its_id_however_much_it_changed() -> None:
    before = known((*places("Refunds", kind=UnitKind.TITLE, name="title"), *places(*FIVE)))
    after = (*places("When your money is back", kind=UnitKind.TITLE, name="title"), *places(*FIVE))
    assert align(DOCUMENT, before, after) == ids(before)


def test_the_same_english_twice_has_two_ids_that_do_not_change_places() -> None:
    save, first, second = "Select Save.", "Open your profile.", "Open your payments."
    before = known(places(first, save, second, save))
    one, two = ids(before)[1], ids(before)[3]
    assert one != two
    assert align(DOCUMENT, before, places(second, save))[1] == two
    assert align(DOCUMENT, before, places(first, save, second))[1] == one
    assert align(DOCUMENT, before, places("New here.", first, save, second, save))[2::2] == (one, two)


def test_an_id_that_is_taken_is_not_given_again() -> None:
    before = known(places(FIVE[0]))
    after = align(DOCUMENT, before, places(FIVE[0], FIVE[0]))
    assert ids(before)[0] in after
    assert len(set(after)) == 2


def test_equal_places_that_are_new_at_once_have_ids_of_their_own_whatever_stood_there() -> None:
    """The first id of a text is taken, so that its new places get the second and the third."""
    before = known(places(FIVE[0]))
    gone = align(DOCUMENT, before, places(FIVE[0], FIVE[0], FIVE[0]))
    fresh = align(DOCUMENT, (), places(FIVE[0], FIVE[0], FIVE[0]))
    assert set(gone) == set(fresh)
    assert len(set(gone)) == 3


def test_a_place_takes_one_id_though_its_text_stood_in_two_kinds() -> None:
    before = known((*places("Save", kind=UnitKind.HEADING), *places(*FIVE)))
    after = (*places(*FIVE), *places("Save"), *places("Save", kind=UnitKind.HEADING))
    found = align(DOCUMENT, before, after)
    assert found[-1] == ids(before)[0]
    assert len(set(found)) == len(after)


SENTENCES = st.sampled_from([*FIVE, "Select Save.", "Wait for the mail.", "Ask us by phone.", "Call us by phone."])
STEPS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "edit"]), st.integers(0, 20), SENTENCES), min_size=1, max_size=8
)


@given(start=st.lists(SENTENCES, min_size=1, max_size=9), steps=STEPS)
def test_no_untouched_sentence_ever_loses_its_id(start: list[str], steps: list[tuple[str, int, str]]) -> None:
    texts, before = list(start), known(places(*start))
    for number, (what, where, sentence) in enumerate(steps):
        index = where % (len(texts) + 1)
        if what == "insert" or index == len(texts):
            texts.insert(index, sentence)
        elif what == "delete":
            del texts[index]
        else:
            texts[index] = f"{texts[index]} Changed {number}."
        after = align(DOCUMENT, before, places(*texts))
        assert len(set(after)) == len(texts)
        old = {one.id: one.source for one in before}
        carried = Counter(text for text, id_ in zip(texts, after, strict=True) if old.get(id_) == text)
        # As many places of a text keep an id of that text as there were before, or are now.
        assert carried == Counter(texts) & Counter(one.source for one in before)
        before = tuple(
            Occurrence(id=id_, kind=UnitKind.PARAGRAPH, name="", source=text)
            for text, id_ in zip(texts, after, strict=True)
        )


@pytest.mark.parametrize(("old", "new"), [("there", "you all"), ("du", "Kundinnen und Kunden"), ("amigo", "皆さま")])
def test_the_text_of_a_tag_keeps_its_id_however_much_it_changed(old: str, new: str) -> None:
    before = known((*places(*FIVE), *places(old, kind=UnitKind.ATTRIBUTE, name="default"), *places("Last.")))
    after = (*places(*FIVE), *places(new, kind=UnitKind.ATTRIBUTE, name="default"), *places("Last."))
    assert align("a.md", before, after) == tuple(one.id for one in before)


@pytest.mark.parametrize("name", ["alt", "title"])
def test_what_is_said_of_another_picture_is_new(name: str) -> None:
    before = known((*places(*FIVE), *places("A cat", kind=UnitKind.ATTRIBUTE, name=name)))
    after = (*places(*FIVE), *places("Dogs on the shore", kind=UnitKind.ATTRIBUTE, name=name))
    assert align("a.md", before, after)[-1] != before[-1].id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Third { data-toc-label="" }', "Third { .wide #third-of-all-headings }"),
        (":m-i:{ .big } Ja", ":m-i:{ .huge .and-much-wider width=10 style=none } Ja"),
        ('See <img src="a.png"> it', 'See <img class="wide" width="100" height="200" src="elsewhere/b.png"> it'),
        ("[日本](a.md)", "[日本](https://example.com/somewhere/else/a.html)"),
    ],
    ids=["heading", "icon", "picture", "link"],
)
def test_a_short_text_keeps_its_id_whatever_changed_inside_its_codes(old: str, new: str) -> None:
    before = known(places(*FIVE[:2], old, *FIVE[2:]))
    assert align(DOCUMENT, before, places(*FIVE[:2], new, *FIVE[2:])) == ids(before)


def test_codes_alone_do_not_make_two_texts_the_same() -> None:
    before = known(places(*FIVE[:2], "{ .a }", *FIVE[2:]))
    found = align(DOCUMENT, before, places(*FIVE[:2], "{ #something-else-altogether }", *FIVE[2:]))
    assert found[2] not in ids(before)
