"""Payment methods and the like in a sentence."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.values.lists import format_list


@pytest.mark.parametrize(
    ("items", "locale", "form", "text"),
    [
        ((), "es-ES", "", ""),
        (("A",), "es-ES", "or", "A"),
        (("A", "B"), "en-GB", "", "A and B"),
        (("A", "B", "C"), "en-GB", "", "A, B and C"),
        (("A", "B", "C"), "en-US", "", "A, B, and C"),
        (("A", "B", "C", "D"), "de-DE", "or", "A, B, C oder D"),
        (("A", "B", "C", "D"), "de-DE", "comma", "A, B, C, D"),
        (("A", "B"), "de-DE", "comma", "A, B"),
        (("A", "B", "C"), "ja-JP", "comma", "A、B、C"),
        (("A", "B", "C"), "ja-JP", "or", "A、B、またはC"),
        (("A", "B", "C"), "mt-MT", "", "A, B, u C"),
        (("A", "B", "C"), "mt-MT", "or", "A, B jew C"),
        (("A", "B"), "mt-MT", "or", "A jew B"),
    ],
)
def test_items_are_joined_as_the_locale_joins_them(items: tuple[str, ...], locale: str, form: str, text: str) -> None:
    assert format_list(items, locale, form) == text


@pytest.mark.parametrize(
    ("last", "form", "joint"),
    [
        ("iDEAL", "and", "e"),
        ("Ítaca", "and", "e"),
        ("hijos", "and", "e"),
        ("hielo", "and", "y"),
        ("Visa", "and", "y"),
        ("otros", "or", "u"),
        ("hoteles", "or", "u"),
        ("8 días", "or", "u"),
        ("11 días", "or", "u"),
        ("110 días", "or", "o"),
        ("Visa", "or", "o"),
    ],
)
@pytest.mark.parametrize("before", [("Visa",), ("Visa", "PayPal")], ids=["two", "three"])
def test_spanish_turns_y_and_o_before_their_own_sound(
    before: tuple[str, ...], last: str, form: str, joint: str
) -> None:
    assert format_list((*before, last), "es-MX", form) == f"{', '.join(before)} {joint} {last}"


def test_portuguese_keeps_its_e_and_ou() -> None:
    assert format_list(("Visa", "iDEAL"), "pt-PT") == "Visa e iDEAL"
    assert format_list(("Visa", "outros"), "pt-PT", "or") == "Visa ou outros"


def test_braces_in_a_name_are_only_braces() -> None:
    assert format_list(("{0}", "{1}", "{x}"), "en-GB") == "{0}, {1} and {x}"


def test_an_unknown_form_is_told_with_those_there_are() -> None:
    with pytest.raises(RenderError, match=r"a list has no form 'nor'\. Write one of: and, or, comma\."):
        format_list(("A",), "en", "nor")
