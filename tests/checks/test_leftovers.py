from __future__ import annotations

import pytest

from locmem.checks.leftovers import CHECKS
from locmem.model.finding import Gate, Severity
from locmem.model.translation import State
from tests.checks.lamps import Lamps

LONG = "Open the page of your order and choose the parcel that you want to send back."


@pytest.mark.parametrize(
    ("check", "source", "target", "severity", "what"),
    [
        ("broken-reference", "Salt &amp; pepper.", "Sal & amp; pimienta.", Severity.ERROR, "& amp;"),
        ("broken-reference", "First of all.", "Primero\\nde todo.", Severity.ERROR, "\\n"),
        ("lost-letters", "First of all.", "maÃ±ana", Severity.ERROR, "ñ"),
        ("code-off-its-word", "Try X<sup>®</sup> now.", "Prueba <sup>X®</sup> ya.", Severity.WARNING, "®"),
        ("source-left", LONG, f"Abra la página {LONG[9:60]}.", Severity.WARNING, "stands as in the source"),
    ],
)
def test_leftovers_are_found_in_what_customers_read(
    lamps: Lamps, check: str, source: str, target: str, severity: Severity, what: str
) -> None:
    lamps.article(source)
    lamps.translate({source: target})
    [found] = lamps.findings(check)
    assert (found.gate, found.severity, found.locale) == (Gate.RELEASE, severity, "es")
    assert what in found.what


def test_what_customers_do_not_read_is_not_looked_at(lamps: Lamps) -> None:
    lamps.article("First of all.")
    lamps.translate({"First": "#TODO#"}, state=State.DRAFT)
    assert [one for listed in CHECKS for one in listed.check(lamps.context())] == []


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("Primero\u200b\u200b de\ufeff **todo**.", "Primero de **todo**."),
        ("Prime\u00adro de **todo**.", None),
        ("Primero\u2060 de **todo**.", None),
    ],
)
def test_debris_without_width_is_taken_out_and_what_may_be_meant_stays(
    lamps: Lamps, target: str, mended: str | None
) -> None:
    lamps.article("First of **all**.")
    lamps.translate({"First": target})
    found = lamps.findings("invisible-character")
    assert found
    assert {one.mended.new if one.mended else None for one in found} == {mended}
