"""What people changed in drafts, measured in one form, and what was confirmed faster than anyone reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.history.work import How, Work
from locmem.postedit.effort import (
    READING,
    UNCHANGED,
    Edited,
    Figures,
    edited,
    effort,
    figures,
    is_measured,
    normalised,
    share_of,
)
from tests.works import RETURNED

ONE = replace(
    RETURNED,
    words=10,
    draft="El gato come pescado.",
    final="El gato come carne.",
    handoff="h",
    seen_from="",
    who="",
    run="r",
    moment="2026-11-21T12:00:00+00:00",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caf\u00e9", "Cafe\u0301"),
        ("a  b\n", " a b"),
        ("“Hola”", '"Hola"'),
        ("l’heure", "l'heure"),
        ("10–12", "10-12"),
        ("Espera…", "Espera..."),
        ("a\u00a0b", "a b"),
    ],
    ids=["normal form", "white space", "quotes", "apostrophe", "dash", "ellipsis", "no-break space"],
)
def test_what_no_translator_typed_is_no_difference(one: str, other: str) -> None:
    assert figures(one, other, "fr") == UNCHANGED


def test_a_code_is_one_symbol_and_the_same_code_the_same() -> None:
    draft, final = normalised(
        "Paga {{ market.tax.name }} en [tu página](/es/pagos) **ya**",
        "Ya: [tu página](/es/pagos), {{ market.tax.name }}",
    )
    assert draft.startswith("Paga \ue000 en [tu página]\ue001 ")
    assert final.endswith("[tu página]\ue001, \ue000")
    assert figures("Ver <g1>a</g1> {{ a.very.long.path }}", "Ver <g1>a</g1> {{ b }}", "es").characters == pytest.approx(
        1 / 9, abs=1e-5
    )


def test_figures_of_a_known_pair() -> None:
    found = figures("El gato come pescado.", "El gato come carne.", "es")
    assert found.words == found.hter == pytest.approx(1 / 5)
    # Eight letters for five: at the longer text of 21.
    assert found.characters == pytest.approx(6 / 21, abs=0.05)
    assert 40 < found.chrf < 90


def test_a_phrase_that_moved_is_one_edit_for_hter() -> None:
    found = figures("mañana el gato come", "el gato come mañana", "es")
    assert found.hter == pytest.approx(1 / 4)
    assert found.words == pytest.approx(2 / 4)


def test_in_languages_without_spaces_characters_are_words() -> None:
    assert figures("代金は発送時", "代金は発送日", "ja").hter == pytest.approx(1 / 6, abs=1e-5)


@given(st.text(max_size=40), st.text(max_size=40))
def test_figures_are_shares_and_nothing_is_nearer_than_the_same(one: str, other: str) -> None:
    found = figures(one, other, "es")
    assert 0 <= found.characters <= 1
    assert 0 <= found.words <= 1
    assert found.hter >= 0
    assert 0 <= found.chrf <= 100.001
    assert figures(one, one, "es") == UNCHANGED


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (ONE, True),
        (replace(ONE, origin="tm", percent=82), True),
        (replace(ONE, draft=None), False),
        (replace(ONE, draft="", origin=""), False),
        (replace(ONE, origin="human"), False),
        (replace(ONE, how=How.MEMORY), False),
        (replace(ONE, how=How.TABLE), False),
        (replace(ONE, before_state="translated"), False),
        (replace(ONE, before_state="translated, stale"), True),
    ],
)
def test_only_what_a_person_made_of_a_machines_draft_is_measured(work: Work, says: bool) -> None:
    assert is_measured(work) is says


def batch(words: int, minutes: float, **more: object) -> list[Work]:
    """Two drafts of so many words together, one of them changed, that came back after so many minutes."""
    seen = f"2026-11-21T{11 - int(minutes) // 60:02}:{(60 - minutes % 60) % 60:02.0f}:00+00:00"
    same = replace(ONE, final=ONE.draft or "", words=words - 1, seen_from=seen)
    return [replace(same, **more), replace(ONE, words=1, seen_from=seen, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "unread"), [(READING * 10, False), (READING * 10 + 1, True)], ids=["as fast as one reads", "faster"]
)
def test_what_was_confirmed_faster_than_anyone_reads_is_named(words: int, unread: bool) -> None:
    same, changed = edited(batch(words, 10))
    assert (same.is_unchanged, same.is_unread) == (True, unread)
    # Somebody had it in hand.
    assert (changed.is_unchanged, changed.is_unread) == (False, False)


def test_without_a_moment_nobody_is_said_not_to_have_read() -> None:
    assert [one.is_unread for one in edited([replace(ONE, final=ONE.draft or "", words=10_000)])] == [False]


def many(count: int, *, unread: bool = False, engine: str = "mt:apertium") -> list[Edited]:
    work = replace(ONE, origin=engine)
    return [
        Edited(work=work, figures=Figures(one % 2 / 2, 0.1, 0.1, 90.0), is_unread=unread and not one % 2)
        for one in range(count)
    ]


def test_hter_of_a_group_is_edits_over_all_words_of_the_final_texts() -> None:
    short = replace(ONE, draft="Sí", final="No")
    nine = "uno dos tres cuatro cinco seis siete ocho nueve"
    [row] = effort(edited([short, replace(ONE, draft=nine, final=nine)]), lambda one: [("all",)])
    # One edit in ten words; a mean of both drafts would be a half.
    assert row.hter == pytest.approx(1 / 10)
    assert row.by_words == pytest.approx(0.5)
    [none] = effort(edited([replace(ONE, final="")]), lambda one: [("all",)])
    assert none.hter is None


def test_an_interval_is_the_same_each_time_and_narrows() -> None:
    few, more = (share_of([one % 2 for one in range(count)]) for count in (100, 2_000))
    assert few == share_of([one % 2 for one in range(100)])
    assert more.high - more.low < few.high - few.low


def test_groups_are_told_apart_and_a_draft_may_count_in_several() -> None:
    away = [replace(one.work, seen_from="2026-11-19T12:00:00+00:00") for one in many(3)]
    edits = [replace(one, work=work) for one, work in zip(many(3), away, strict=True)]
    rows = effort(
        [*edits, *many(2, unread=True, engine="tm")], lambda one: [(one.engine, code) for code in ("ES", "MX")]
    )
    assert [row.names for row in rows] == [(engine, code) for engine in ("mt:apertium", "tm") for code in ("ES", "MX")]
    first, last = rows[0], rows[-1]
    assert (first.drafts, first.words, first.unchanged, first.unread, first.days) == (3, 30, 0, 0, 2.0)
    assert (last.drafts, last.words, last.unread, last.unread_words, last.days) == (2, 20, 1, 10, None)
    assert last.characters is not None
    assert (last.characters.count, last.characters.mean) == (1, 0.5)


def test_drafts_that_nobody_read_are_a_part_of_those_confirmed_as_they_were() -> None:
    read = replace(ONE, run="b", final=ONE.draft or "")
    fast = [replace(read, run="a", words=10_000, seen_from="2026-11-21T11:59:55+00:00", moment=ONE.moment)] * 5
    [row] = effort(edited([*fast, read, ONE]), lambda one: [("all",)])
    assert (row.drafts, row.unchanged, row.unread) == (7, 6, 5)
