"""Plural headers are those of gettext, so that no editor changes a catalog it opens."""

from __future__ import annotations

import re

import pytest

from locmem.values.plurals import _HEADERS, plural_forms


@pytest.mark.parametrize(
    ("language", "territory", "header"),
    [
        ("es", "", "nplurals=2; plural=(n != 1);"),
        ("es", "MX", "nplurals=2; plural=(n != 1);"),
        ("pt", "PT", "nplurals=2; plural=(n != 1);"),
        ("pt", "BR", "nplurals=2; plural=(n > 1);"),
        ("fr", "CA", "nplurals=2; plural=(n > 1);"),
        ("ja", "JP", "nplurals=1; plural=0;"),
        ("zh", "", "nplurals=1; plural=0;"),
        ("xx", "", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_a_language_or_one_of_its_countries_has_a_header(language: str, territory: str, header: str) -> None:
    assert plural_forms(language, territory) == header


def numbers(header: str) -> set[int]:
    """The forms that counts from 0 to 200 get, by the rule as C evaluates it."""
    rule = header.partition("plural=")[2].rpartition(";")[0]
    rule = rule.replace("&&", " and ").replace("||", " or ")

    def value(text: str, n: int) -> int:
        text = text.strip()
        while text.startswith("(") and closing(text) == len(text) - 1:
            text = text[1:-1].strip()
        depth = 0
        for place, sign in enumerate(text):
            depth += (sign == "(") - (sign == ")")
            if sign == "?" and depth == 0:
                condition, rest = text[:place], text[place + 1 :]
                first, _, other = rest.partition(":")
                return value(first if eval(condition, {"n": n}) else other, n)
        return int(eval(text, {"n": n}))

    def closing(text: str) -> int:
        depth = 0
        for place, sign in enumerate(text):
            depth += (sign == "(") - (sign == ")")
            if depth == 0:
                return place
        return -1

    return {value(rule, n) for n in range(201)}


@pytest.mark.parametrize("header", sorted(set(_HEADERS.values())))
def test_a_rule_uses_just_the_forms_its_header_counts(header: str) -> None:
    count = re.match(r"nplurals=(\d); plural=.*;\Z", header)
    assert count
    assert numbers(header) == set(range(int(count[1])))


@pytest.mark.parametrize(
    ("language", "forms"),
    [("pl", {1: 0, 2: 1, 5: 2, 12: 2, 22: 1}), ("ru", {1: 0, 21: 0, 11: 2, 3: 1}), ("ro", {1: 0, 0: 1, 19: 1, 20: 2})],
)
def test_counts_get_the_form_their_language_wants(language: str, forms: dict[int, int]) -> None:
    header = plural_forms(language, "")
    rule = header.partition("plural=")[2].rpartition(";")[0][1:-1]
    for count, form in forms.items():
        parts = [part.strip() for part in re.split(r"[?:]", rule.replace("&&", " and ").replace("||", " or "))]
        chosen = next(
            (int(parts[number + 1]) for number in range(0, len(parts) - 1, 2) if eval(parts[number], {"n": count})),
            int(parts[-1]),
        )
        assert chosen == form
