from __future__ import annotations

import pytest

from locmem.checks.texts.negation import lost_negations
from tests.checks.texts.sample import flaws


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("es", "Toca la lámpara.", "No toques la lámpara."),
        ("es", "Desenchufa la lámpara.", "Evite tocar la lámpara."),
        ("fr", "Touchez la lampe.", "Ne touchez pas la lampe."),
        ("de", "Berühren Sie die Lampe.", "Berühren Sie die Lampe niemals."),
        ("pt-BR", "Toque na lâmpada.", "Não toque na lâmpada."),
        ("ja", "ランプに触れてください。", "ランプに触れないでください。"),
    ],
)
def test_a_not_must_be_said_in_some_way(locale: str, wrong: str, right: str) -> None:
    [flaw] = flaws(lost_negations, "Do not touch the lamp.", wrong, locale)
    assert "“Do not”" in flaw.what
    assert flaws(lost_negations, "Do not touch the lamp.", right, locale) == []


@pytest.mark.parametrize("source", ["You do not have to pay.", "Isn’t it nice?", "Not only lamps", "Don't worry"])
def test_what_is_no_denial_or_said_otherwise_is_left_alone(source: str) -> None:
    assert flaws(lost_negations, source, "El pago es voluntario.") == []
