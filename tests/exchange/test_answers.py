"""A returned target as numbered text."""

from __future__ import annotations

from locmem.exchange.answers import as_numbered
from locmem.inline import protect
from locmem.model.inline import Syntax


def test_codes_stand_as_their_numbers() -> None:
    content = protect.parse("{% if a %}**One**{% else %}two{% endif %} {{ b }}", Syntax.MARKDOWN)
    assert as_numbered(content) == "<g1><g2>One</g2><m1/>two</g1> <x3/>"
