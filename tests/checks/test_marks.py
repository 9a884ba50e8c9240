"""Placeholders of an undeclared notation that a translation lost are told to whoever releases."""

from __future__ import annotations

from locmem.model.finding import Gate, Severity
from tests.checks.lamps import Lamps


def test_a_lost_mark_is_a_warning_of_the_release_gate_at_its_entry(lamps: Lamps) -> None:
    lamps.article("Pay [AMOUNT] to $NAME$.")
    lamps.translate({"Pay": "Paga [IMPORTE] a $NAME$."})
    [found] = lamps.findings("mark-lost")
    assert (found.gate, found.severity, found.locale) == (Gate.RELEASE, Severity.WARNING, "es")
    assert found.what == "the source has `[AMOUNT]`, the translation has not."
    assert found.location.path == "content/translations/es/articles/refunds.md.po"


def test_marks_that_stay_are_no_finding(lamps: Lamps) -> None:
    lamps.article("Pay [AMOUNT] to $NAME$.")
    lamps.translate({"Pay": "$NAME$ recibe [AMOUNT]."})
    assert lamps.findings("mark-lost") == []


def test_a_stale_text_is_not_measured_against_its_new_source(lamps: Lamps) -> None:
    lamps.article("Pay now.")
    lamps.translate({"Pay": "Paga ya."})
    lamps.article("Pay [AMOUNT] now.")
    assert lamps.findings("mark-lost") == []
