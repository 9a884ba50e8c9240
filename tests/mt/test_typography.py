"""Fine typography as a typewriter has it."""

from __future__ import annotations

from locmem.mt.typography import plain_signs


def test_quotation_marks_dashes_and_blanks_become_plain() -> None:
    assert plain_signs("“It’s” – 5\u00a0€ … „so“ — ok") == '"It\'s" - 5 € ... "so" - ok'
    assert plain_signs("«Grüße», 日本") == "«Grüße», 日本"
