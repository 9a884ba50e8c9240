from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from locmem.checks.staleness import changes, stale_translations
from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


@pytest.fixture
def stale(lamps: Lamps) -> Lamps:
    """An article whose sentence was changed under its Spanish translation on the project's day."""
    lamps.article("You have 14 days to send it back.")
    lamps.translate({"You have": "Tienes 14 días para devolverlo.", "Refunds": "Devoluciones"})
    lamps.article("You have 30 days to send it back.")
    return lamps


def test_a_stale_text_says_what_changed_and_how_to_settle_it(stale: Lamps) -> None:
    [found] = stale.findings("stale")
    assert "“14” became “30”" in found.what
    assert (found.location.path, found.location.line) == ("content/articles/refunds.md", 5)
    assert f"locmem accept {found.location.key} --locale es --reason" in found.do


def test_days_of_grace_end_on_the_day_and_not_before(stale: Lamps) -> None:
    context = stale.context()
    severities = []
    for days in (0, 2, 3, 30):
        [found] = stale_translations(replace(context, day=stale.day + timedelta(days=days)))
        severities.append(found.severity)
    assert severities == [Severity.WARNING, Severity.WARNING, Severity.ERROR, Severity.ERROR]


def test_without_grace_a_text_fails_on_the_day_its_source_changes(stale: Lamps) -> None:
    settings = stale.root / "locmem.yaml"
    settings.write_text(settings.read_text().replace("grace_days: 3", "grace_days: 0"))
    [found] = stale.findings("stale")
    assert found.severity is Severity.ERROR


def test_a_finding_does_not_change_from_day_to_day(stale: Lamps) -> None:
    context = stale.context()
    [one] = stale_translations(replace(context, day=date(2026, 12, 24)))
    [other] = stale_translations(replace(context, day=date(2026, 12, 31)))
    assert one == other


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Pay within 14 days of the order.", "Pay within 30 days of the order.", "“14” became “30”"),
        ("Pay the order soon, please.", "Pay the order soon.", "“, please” was removed"),
        ("We pay you back at last.", "We never pay you back at last.", "“never” was added"),
        ("Ask {{ market.a }} for more.", "Ask {{ market.b }} for more.", "“{{ market.a }}” became “{{ market.b }}”"),
        ("Good morning to you.", "Something else was written here.", ""),
    ],
)
def test_changes_are_told_in_words(before: str, after: str, told: str) -> None:
    assert changes(before, after) == told
