"""Sections that vanished from a configuration are named; those that were renamed or moved are no loss."""

from __future__ import annotations

import pytest

from locmem.workspace.sections import is_same, lost_sections

SETTINGS = "name: x\ncontent:\n  - {name: articles, files: a}\n  - {name: macros, files: b}\nrisks: {}\n"
PROFILE = (
    "market: ES\nlocales:\n  es: {format: es-ES}\nfacts:\n  tax:\n    rate: {type: percent, value: 21}\n"
    "    name: {type: name, value: IVA}\nobligations:\n  - {key: one, text: x}\n"
)


@pytest.mark.parametrize(
    ("before", "now", "path", "lost"),
    [
        (SETTINGS, SETTINGS, "locmem.yaml", ()),
        (SETTINGS, SETTINGS.replace("risks: {}\n", ""), "locmem.yaml", ("risks",)),
        (SETTINGS, SETTINGS.replace("  - {name: macros, files: b}\n", ""), "locmem.yaml", ("content.macros",)),
        (SETTINGS, SETTINGS.replace("macros", "answers"), "locmem.yaml", ()),
        (SETTINGS, "name: x\n", "locmem.yaml", ("content", "risks")),
        (SETTINGS, "name: [", "locmem.yaml", ()),
        (SETTINGS, "", "locmem.yaml", ()),
        (
            PROFILE,
            PROFILE.replace("    rate: {type: percent, value: 21}\n", ""),
            "markets/ES.yaml",
            ("facts.tax.rate",),
        ),
        (PROFILE, PROFILE.replace("rate:", "standard_rate:"), "markets/ES.yaml", ()),
        (PROFILE, PROFILE.replace("  - {key: one, text: x}\n", "  []\n"), "markets/ES.yaml", ("obligations.one",)),
        (PROFILE, PROFILE.replace("  es: {format: es-ES}\n", "  {}\n"), "markets/ES.yaml", ("locales.es",)),
        ("markets:\n  ES: {a: 1}\n  FR: {a: 1}\n", "markets:\n  ES: {a: 1}\n", "markets/company.yaml", ("markets.FR",)),
        ("a: {b: 1, c: 2}\n", "a: {b: 1}\n", "other.yaml", ()),
        ("a: 1\nb: 2\n", "b: 2\n", "other.yaml", ("a",)),
    ],
    ids=[
        "nothing",
        "a key at the top",
        "a content set",
        "a content set renamed",
        "all but one",
        "not readable",
        "emptied, which is said elsewhere",
        "a fact",
        "a fact renamed",
        "an obligation",
        "a locale",
        "company data of a market",
        "below the top of other files",
        "the top of other files",
    ],
)
def test_what_a_file_lost(before: str, now: str, path: str, lost: tuple[str, ...]) -> None:
    assert lost_sections(before, now, path) == lost


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("a: 1 # x\nb: [1, 2]\n", "b:\n  - 1\n  - 2\na: 1\n", True),
        ("a: 1\n", "a: 2\n", False),
        ("a: 1\n", "a: '1'\n", False),
        ("a: 1.50\n", "a: 1.5\n", False),
        ("a: [1, 2]\n", "a: [2, 1]\n", False),
        ("a: [\n", "a: [\n", False),
    ],
    ids=["layout", "a value", "its type", "its digits", "an order", "not readable"],
)
def test_whether_two_texts_hold_the_same_values(before: str, now: str, same: bool) -> None:
    assert is_same(before, now, "a.yaml") is same
