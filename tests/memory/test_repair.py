from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.memory.repair import Repair, is_harmless, repair
from locmem.model.inline import Inline, Syntax


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def repaired(old: str, target: str, new: str) -> Repair:
    return repair(md(old), md(target), md(new))


@pytest.mark.parametrize(
    ("old", "target", "new", "expected"),
    [
        ("Within 14 days.", "En 14 días.", "Within 30 days.", "En 30 días."),
        ("Up to 1,234.5 kg", "Hasta 1.234,5 kg", "Up to 2,345.6 kg", "Hasta 2.345,6 kg"),
        ("Pay 2.5 %", "Paga el 2,5 %", "Pay 3.75 %", "Paga el 3,75 %"),
        ("Form A38, 5 pages", "5 páginas, formulario A38", "Form A39, 6 pages", "6 páginas, formulario A39"),
        ("Since 2026-01-31", "Desde 2026-01-31", "Since 2026-02-28", "Desde 2026-02-28"),
        ("Ask a@x.eu", "Escribe a a@x.eu", "Ask b@x.eu", "Escribe a b@x.eu"),
    ],
)  # fmt: skip
def test_a_value_that_changed_is_put_in(old: str, target: str, new: str, expected: str) -> None:
    result = repaired(old, target, new)
    assert (result.target.native, result.source.native, result.left) == (expected, new, ())


@pytest.mark.parametrize(
    ("old", "target", "new"),
    [
        ("14 days or 14 weeks", "14 días o 14 semanas", "30 days or 14 weeks"),
        ("Within 14 days", "En catorce días", "Within 30 days"),
        ("Within 14 days", "14 días, sí, 14", "Within 30 days"),
        ("14 for A, 30 for B", "14 para A, 30 para B", "30 for B, 14 for A"),
        ("Within 14 days", "En 14 días", "Within 14 to 30 days"),
        ("Up to 999 kg", "Hasta 999 kg", "Up to 1,000 kg"),
        ("Since 11/11/2026", "Desde 11/11/2026", "Since 12/11/2026"),
        ("Up to 1,234 kg", "Hasta 1234 kg", "Up to 2,345 kg"),
    ],
)
def test_what_is_not_certain_is_left_and_said(old: str, target: str, new: str) -> None:
    result = repaired(old, target, new)
    assert result.target.native == target
    assert result.source.native == old
    assert result.left
    assert not result.repaired


def test_a_repair_says_what_it_did() -> None:
    assert repaired("In 14 days", "En 14 días", "In 30 days").repaired == ("number 14 became 30",)
    assert repaired("In 1 day", "En 1 día", "In 3 days").repaired == ("number 1 became 3: check the plural",)


def test_changed_codes_are_put_in() -> None:
    result = repaired(
        "See [the help]({{ help_url }}) now.",
        "Mira [la ayuda]({{ help_url }}) ahora.",
        "See [the help]({{ support_url }}) now.",
    )
    assert result.target.native == "Mira [la ayuda]({{ support_url }}) ahora."
    assert result.source.native == "See [the help]({{ support_url }}) now."
    assert result.left == ()
    assert len(result.repaired) == 1


def test_a_code_without_a_place_is_said() -> None:
    result = repaired("Dear customer,", "Hola:", "Dear {{ ticket.requester.name }},")
    assert any("ticket.requester.name" in sentence for sentence in result.left)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Click **Save**.", "Click *Save*.", True),
        ("Click **Save**.", "Click **Keep**.", False),
        ("In 14 days", "In 30 days", False),
        ("Dear {{ ticket.name }},", "Dear {{ ticket.name | upcase }},", True),
        ("Dear {{ ticket.name }},", "Dear {{ ticket.email }},", False),
        ("See [a](/a).", "See [a](/b).", False),
        ("See https://a.example/x", "See https://a.example/y", False),
    ],
)
def test_only_markup_and_the_same_help_desk_value_are_harmless(old: str, new: str, expected: bool) -> None:
    assert is_harmless(md(old), md(new)) is expected
