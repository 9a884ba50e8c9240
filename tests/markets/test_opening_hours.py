"""Times of day in texts of many languages."""

from __future__ import annotations

import pytest

from locmem.markets.opening_hours import spans_in, times_in


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("lunes a viernes, de 9:00 a 18:00", [(9, 0), (18, 0)]),
        ("Montag bis Freitag, 9 bis 18 Uhr", [(9, 0), (18, 0)]),
        ("Monday to Friday, 9 am to 6.30 pm", [(9, 0), (18, 30)]),
        ("de 9 a. m. a 6 p. m., hora del este", [(9, 0), (18, 0)]),
        ("das 9h00 às 18h00", [(9, 0), (18, 0)]),
        ("du lundi au vendredi, de 9 h à 18 h", [(9, 0), (18, 0)]),
        ("평일 오전 9시~오후 6시", [(9, 0), (18, 0)]),
        ("平日9:00～18:00（土日・祝日を除く）", [(9, 0), (18, 0)]),
        ("mit-Tnejn sal-Ġimgħa, mid-9:00 sas-18:00", [(9, 0), (18, 0)]),
        ("mandag til fredag kl. 9-18", [(9, 0), (18, 0)]),
        ("सुबह 9 बजे से शाम 6 बजे तक", [(9, 0), (18, 0)]),
        ("12 am to 12 pm", [(0, 0), (12, 0)]),
        ("24/7", []),
        ("always", []),
    ],
)
def test_times_are_those_of_the_day(text: str, times: list[tuple[int, int]]) -> None:
    assert [one[:2] for one in times_in(text)] == times


@pytest.mark.parametrize(
    ("text", "is_possible"), [("24:00", True), ("25:00", False), ("9:75", False), ("24:30", False)]
)
def test_a_day_has_no_more_than_twenty_four_hours(text: str, is_possible: bool) -> None:
    (time,) = times_in(text)
    assert time.is_possible is is_possible


def test_pairs_are_told_only_where_all_times_are_in_one() -> None:
    assert [(a[:2], b[:2]) for a, b in spans_in("9:00 a 14:00 y 16:00 a 19:00")] == [
        ((9, 0), (14, 0)),
        ((16, 0), (19, 0)),
    ]
    assert spans_in("desde las 9:00") == ()
