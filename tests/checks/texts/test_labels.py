"""Codes that changed places; what the check finds and leaves stands in its cases."""

from __future__ import annotations

import pytest

from locmem.checks.texts.labels import swapped_codes
from locmem.checks.texts.text import Text, shown
from locmem.inline.protect import parse
from locmem.model.inline import Syntax


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("IBAN: {{a}}, BIC: {{b}}", "IBAN: {{b}}, BIC: {{a}}", 1),
        ("IBAN: {{a}}, BIC: {{b}}", "Send {{b}} to BIC: {{a}}", 0),
        ("IBAN: {{a}}, BIC: {{a}}", "IBAN: {{a}}, BIC: {{a}}", 0),
    ],
)
def test_only_labelled_values_are_compared(source: str, target: str, count: int) -> None:
    ours, theirs = parse(source, Syntax.MARKDOWN), parse(target, Syntax.MARKDOWN)
    text = Text(
        source=shown(ours),
        target=shown(theirs),
        source_locale="en",
        locale="es",
        native=target,
        source_codes=tuple(code.original for code in ours.codes),
        target_codes=tuple(code.original for code in theirs.codes),
        inlines=(ours, theirs),
    )
    assert len(list(swapped_codes(text))) == count
