"""Numbers that changed places: by their units, at the ends of a range, in clauses and in order."""

from __future__ import annotations

from locmem.checks.texts.pairing import swapped_numbers
from locmem.model.finding import Severity
from tests.checks.texts.sample import flaws


def _severities(source: str, target: str, locale: str = "es") -> list[Severity | None]:
    return [flaw.severity for flaw in flaws(swapped_numbers, source, target, locale=locale)]


def test_a_unit_with_the_other_number_is_certain() -> None:
    assert _severities("5 photos within 30 days", "30 fotos en 5 días") == [None]
    assert _severities("5 photos of 8 MB", "8 MBの写真5枚", "ja") == []
    assert _severities("5 photos of 8 MB", "5 MBの写真8枚", "ja") == [None]
    assert _severities("20% off from 3 lamps", "3 % a partir de 20 lámparas") == [None]


def test_a_range_that_was_turned_round_is_certain() -> None:
    assert _severities("from 9:00 to 18:00", "de 18:00 a 9:00") == [None]
    assert _severities("from 9:00 to 18:00", "de 9:00 a 18:00") == []
    assert _severities("from 1 May to 3 June", "vom 3. Juni bis 1. Mai", "de") == [None]


def test_numbers_in_each_others_clause_or_in_another_order_are_told() -> None:
    assert _severities("It costs €5; from €50 it is free.", "Cuesta 50 €; a partir de 5 € es gratis.") == [
        Severity.WARNING
    ]
    assert _severities("7 days to return it and 30 days to exchange it", "30 días y 7 días") == [Severity.WARNING]
    assert _severities("Choose 2 of 5 lamps.", "5個のうち2個を選びます。", "ja") == []


def test_other_numbers_are_told_by_other_checks() -> None:
    assert _severities("5 photos within 30 days", "6 fotos en 5 días") == []
