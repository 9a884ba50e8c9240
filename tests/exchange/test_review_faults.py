"""Rows that were moved, or that say two things, are refused with what really happened to them; others are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from locmem.errors import Location
from locmem.exchange.review_faults import faults, is_telling
from locmem.exchange.review_rows import ReviewRow

TEXTS = (
    ("Write to us first.", "Escríbenos antes de nada."),
    ("We answer soon.", "Respondemos muy pronto siempre."),
    ("Keep the receipt.", "Guarda bien el recibo."),
    ("Send", "Enviar"),
)
LOCALES = ("es", "ja")


def table(*texts: tuple[str, str], key: Callable[[int], str] = lambda n: f"a.md#k{n}") -> list[ReviewRow]:
    """The rows as they are read, all of them to be taken."""
    rows = [
        ReviewRow(
            locale="es",
            name="agency",
            document="a.md",
            translation="old/a.md",
            target=target,
            confidence=0.5,
            reason="",
            key=key(number),
            source=source,
            is_taken=True,
            place=Location(path="review.csv", line=number + 2),
        )
        for number, (source, target) in enumerate(texts or TEXTS)
    ]
    return [replace(row, proof=row.as_written) for row in rows]


def found(rows: list[ReviewRow]) -> dict[int, str]:
    return faults(rows, LOCALES)


def test_rows_as_they_were_written_have_no_faults_in_any_order() -> None:
    assert found(table()) == found(table()[::-1]) == {}
    assert found([replace(row, is_taken=None, key="x") for row in table()]) == {}


@pytest.mark.parametrize(
    ("column", "said"),
    [("key", "its segment is that of row 3"), ("source", "its source is that of row 3"), ("target", "in row 3")],
)
def test_a_column_that_was_sorted_by_itself_is_told_with_the_row_its_text_is_from(column: str, said: str) -> None:
    rows = table()[:3]
    moved = [replace(row, **{column: getattr(rows[(n + 1) % 3], column)}) for n, row in enumerate(rows)]
    told = found(moved)
    assert set(told) == {0, 1, 2}
    assert said in told[0]
    assert "sort whole rows" in told[0]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"locale": "de"}, "the locale 'de' in the row is not declared"),
        ({"locale": "ja"}, "was another one than ja"),
        ({"key": "a.md#zzzzzz"}, "a.md#zzzzzz is not the segment the row was written for"),
        ({"key": ""}, "its segment is gone from the row"),
        ({"source": "Write to us."}, "it was edited"),
        ({"source": "Write to us f?rst.", "is_lossy": True}, "its source lost letters"),
        ({"target": " "}, "there is no target to take"),
        ({"target": "x" * 32_767}, "as full as a cell can be"),
    ],
)
def test_what_no_longer_belongs_to_a_row_is_named(cells: dict[str, str], said: str) -> None:
    row, *others = table()
    assert said in found([replace(row, **cells), *others])[0]  # type: ignore[arg-type]


def test_what_is_dropped_must_be_its_own_but_needs_no_target() -> None:
    row, *others = table()
    assert found([replace(row, is_taken=False, target=""), *others]) == {}
    assert found([replace(row, is_taken=False, key="a.md#zzzzzz"), *others])


def test_blanks_of_a_spreadsheet_in_a_source_and_a_source_that_is_not_there_do_not_count() -> None:
    row, *others = table()
    assert found([replace(row, source="Write to\u00a0us  first. "), *others]) == {}
    assert found([replace(row, source=""), *others]) == {}


def test_a_short_text_may_be_that_of_another_row_which_has_it_still() -> None:
    *others, row = table(*TEXTS, ("Submit", "Mandar"))
    assert found([*others, replace(row, target="Enviar")]) == {}
    assert found([*others[:-1], replace(others[-1], target="Otra"), replace(row, target="Enviar")])
    assert found([*others, replace(row, target=TEXTS[0][1], is_taken=True)])


def test_a_text_that_stood_for_nothing_may_be_copied_or_moved_into_the_row_it_belongs_to() -> None:
    row, loose = table(("Pay now, please.", ""), ("", "Paga ahora, por favor."), key=lambda n: "" if n else "a.md#k")
    taken, waits = replace(row, target=loose.target), replace(loose, is_taken=None)
    assert found([taken, waits]) == found([taken, replace(waits, target="")]) == found([taken]) == {}
    assert "in row 3" in found([taken, replace(waits, target="Otra cosa")])[0]
    assert "belongs to no segment" in found([loose])[0]
    assert "belongs to no segment" in found([replace(loose, key="a.md#k")])[0]


def test_a_segment_that_is_taken_twice_or_taken_and_dropped_is_not_followed() -> None:
    row, *others = table()
    assert found([row, row, *others]) == {}
    told = found([row, replace(row, target="Otra"), *others])
    assert set(told) == {0, 1}
    assert "another row takes another text" in told[0]
    told = found([row, replace(row, is_taken=False), *others])
    assert set(told) == {0, 1}
    assert "taken in one row and dropped in another" in told[1]


def test_of_two_translations_one_may_be_taken_and_the_other_dropped() -> None:
    row = table()[0]
    other = replace(row, target="Antes, escríbenos.", is_taken=False, proof=None)
    assert found([row, replace(other, proof=other.as_written)]) == {}


def test_one_sentence_for_two_sources_of_a_page_is_to_be_split() -> None:
    both = "Escríbenos antes, que respondemos pronto."
    told = found(table(("Write to us first.", both), ("We answer soon.", both), ("Send", "Enviar"), ("Post", "Enviar")))
    assert set(told) == {0, 1}
    assert "taken for a.md#k1" in told[0]
    assert "split it between the rows" in told[0]
    same = table(("Write to us first.", both), ("WRITE to us first", both))
    assert found(same) == {}
    pages = table(("Write to us first.", both), ("We answer soon.", both), key=lambda n: f"{n}.md#k")
    assert found(pages) == {}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Guarda el recibo", True),
        ("Enviar ahora", False),
        ("1 2 3 4", False),
        ("ご注文の方法です", True),
        ("注文", False),
    ],
)
def test_three_words_are_no_chance(text: str, is_one: bool) -> None:
    assert is_telling(text) is is_one
