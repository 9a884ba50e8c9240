"""Numbers survive a translation, or it is turned down."""

from __future__ import annotations

import pytest

from locmem.mt.numbers import number_problems


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It costs 1,250.50 euros.", "Cuesta 1.250,50 euros."),
        ("It costs 1000 euros.", "Cuesta 1.000 euros."),
        ("It costs 1,250.50 euros.", "Cuesta 1250,50 euros."),
        ("1 and 2, not 2 and 1", "2 y 1, no 1 y 2"),
        ("Version 2.5.1 of 31.12.2026", "Versión 2.5.1 del 31.12.2026"),
        ("1,234,567 people", "1\u00a0234\u00a0567 personas"),
        ("0.5 % of it", "0,5 % de ello"),
        ("It costs 1,250.50 euros.", "يكلف ١٬٢٥٠٫٥٠ يورو."),
        ("Within 14 days", "１４日以内"),
        ("10,000 people", "10'000 Personen"),
        ("no number", "ninguno"),
    ],
)
def test_the_same_numbers_in_another_dress_are_fine(source: str, target: str) -> None:
    assert number_problems(source, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "problems"),
    [
        ("within 14 days", "en 15 días", ("lost the number 14", "added the number 15")),
        ("within 14 days", "en unos días", ("lost the number 14",)),
        ("3 or 3 times", "3 veces", ("lost the number 3",)),
        ("1.5 times", "15 veces", ("lost the number 1.5", "added the number 15")),
        ("0.125 litres", "0125 litros", ("lost the number 0.125", "added the number 0125")),
        ("for 1,250.50", "por 1.250.50", ("lost the number 1,250.50", "added the number 1.250.50")),
        ("in two days", "en 2 días", ("added the number 2",)),
    ],
)
def test_a_lost_changed_or_new_number_is_named(source: str, target: str, problems: tuple[str, ...]) -> None:
    assert number_problems(source, target) == problems
