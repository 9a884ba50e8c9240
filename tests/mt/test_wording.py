"""Small mends of what an engine writes: doubled punctuation, the end, the first capital."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.mt.layout import Item, items_of, shown_text
from locmem.mt.tokens import STYLES
from locmem.mt.wording import mended, with_capital


def items(text: str) -> tuple[Item, ...]:
    return items_of(parse(text, Syntax.MARKDOWN))


@pytest.mark.parametrize(
    ("answer", "question", "expected"),
    [
        (" Paga \n ya. ", "Pay now.", "Paga ya."),
        ("Paga,, ya.", "Pay, now.", "Paga, ya."),
        ("Paga, ID101, ya", "Pay, ID101 now", "Paga, ID101 ya"),
        ("Espera...", "Wait...", "Espera..."),
        ("Paga,, ya", "Pay,, now", "Paga,, ya"),
        ("Pedidos.", "Orders", "Pedidos"),
        ("Pedidos..", "Orders", "Pedidos"),
        ("Paga ya", "Pay now.", "Paga ya."),
        ("Paga ya", "Pay now:", "Paga ya:"),
        ("¿Pagar", "Pay?", "¿Pagar?"),
        ("Paga ya!", "Pay now.", "Paga ya!"),
        ("Paga ya", "Pay now", "Paga ya"),
        ("Espera.", "Wait…", "Espera."),
        ("", "Pay.", ""),
    ],
)
def test_an_answer_ends_as_the_question_does_without_doubled_marks(answer: str, question: str, expected: str) -> None:
    assert mended(answer, question, STYLES[0]) == expected


@pytest.mark.parametrize(
    ("given", "source", "expected"),
    [
        ("paga ya", "Pay now", "Paga ya"),
        ("Paga ya", "pay now", "paga ya"),
        ("IVA", "vat", "IVA"),
        ("Bizum paga", "with Bizum", "Bizum paga"),
        ("A pagar", "pay", "A pagar"),
        ("«paga", "Pay", "«Paga"),
        ("3 paga", "Pay 3", "3 paga"),
        ("paga", "3 days", "paga"),
        ("{{ x }} paga", "Pay {{ x }}", "  paga"),
        ("**paga** ya", "**Pay** now", " Paga  ya"),
    ],
)
def test_the_first_letter_is_as_large_as_the_source_s(given: str, source: str, expected: str) -> None:
    assert shown_text(with_capital(items(given), items(source))) == expected
