"""What is one value in a text, with all that hangs on it."""

from __future__ import annotations

import pytest
from hypothesis import given

from locmem.inline.protect import parse
from locmem.memory.figures import figures, rewritten
from locmem.memory.placeables import PlaceableKind
from locmem.model.inline import Syntax, plain
from tests.inline.texts import texts

NUMBER, IDENTIFIER = PlaceableKind.NUMBER, PlaceableKind.IDENTIFIER


def found(text: str) -> list[tuple[PlaceableKind, str]]:
    return [(figure.kind, figure.text) for figure in figures(parse(text, Syntax.MARKDOWN))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PHP 8, or 1,250.50!", [(NUMBER, "8"), (NUMBER, "1,250.50")]),
        ("2.x.x and 2.4.6-p2.", [(IDENTIFIER, "2.x.x"), (IDENTIFIER, "2.4.6-p2")]),
        ("v3.2, SKU-12, max_items", [(IDENTIFIER, "v3.2"), (IDENTIFIER, "SKU-12"), (IDENTIFIER, "max_items")]),
        ("2.* of .5 (.7)", [(IDENTIFIER, "2.*"), (IDENTIFIER, ".5"), (IDENTIFIER, ".7")]),
        ("8-10 at 8:30, 14-tägig", [(IDENTIFIER, "8-10"), (NUMBER, "8:30"), (IDENTIFIER, "14-tägig")]),
        ("5GB, EUR30, 30zł", [(NUMBER, "5"), (NUMBER, "30"), (NUMBER, "30")]),
        ("14日以内, 14일", [(NUMBER, "14"), (NUMBER, "14")]),
        ("1\u202f250,50 € and 0800 123", [(NUMBER, "1\u202f250,50"), (NUMBER, "0800"), (NUMBER, "123")]),
        ("On 2026-01-31 or 31/1/2026", [(PlaceableKind.DATE, "2026-01-31"), (PlaceableKind.DATE, "31/1/2026")]),
        ("Shop.Cache and/or `8` [x](9)", []),
    ],
)
def test_what_hangs_together_is_one_figure(text: str, expected: list[tuple[PlaceableKind, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10 %",
        "10%",
        "€5",
        "5 €",
        "US$ 5",
        "5&nbsp;€",
        "EUR 5",
        "5 EUR",
        "5 GB",
        "5GB",
        "5 euros",
        "10\u202f%",
        "5&#160;kg",
    ],
)
def test_a_percent_sign_a_currency_or_a_unit_makes_an_amount(text: str) -> None:
    assert [figure.is_amount for figure in figures(parse(f"It is {text}.", Syntax.MARKDOWN))] == [True]


@pytest.mark.parametrize(
    "text", ["PHP 8", "COP 26", "8 m", "iPhone 5 s", "8 kgs", "Version 8", "§ 8", "CAD 8", "8 days"]
)
def test_what_may_name_something_else_does_not(text: str) -> None:
    assert [figure.is_amount for figure in figures(parse(f"It is {text}.", Syntax.MARKDOWN))] == [False]


def test_a_figure_knows_the_words_beside_it_and_no_currency_is_one() -> None:
    assert [figure.around for figure in figures(parse("Pay EUR 5 (or 6) now", Syntax.MARKDOWN))] == [
        ("Pay", "or"),
        ("or", "now"),
    ]
    assert [figure.around for figure in figures(parse("**8**", Syntax.MARKDOWN))] == [("", "")]


@given(texts)
def test_figures_stand_where_they_say_and_nothing_else_is_rewritten(text: str) -> None:
    content = parse(text, Syntax.MARKDOWN)
    all_of_it = figures(content)
    for figure in all_of_it:
        number, start, end = figure.place
        part = content.parts[number]
        assert isinstance(part, str)
        assert part[start:end] == figure.text
    assert rewritten(content, {figure.place: figure.text for figure in all_of_it}) == content


def test_each_place_is_rewritten_by_itself() -> None:
    content = parse("8 and **8** or 8", Syntax.MARKDOWN)
    places = [figure.place for figure in figures(content)]
    assert rewritten(content, {places[0]: "ten", places[2]: "9"}).native == "ten and **8** or 9"


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a-" * 50_000, "1." * 50_000, "a." * 50_000 + "@", "_" * 100_000, "1 " * 9_000]
)
def test_long_texts_do_not_hang_the_search(text: str) -> None:
    assert len(figures(plain(text))) in (0, 1, 9_000)
