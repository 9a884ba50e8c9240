"""What a currency is called; the words of each locale stand in `cases/said.csv`."""

from __future__ import annotations

import pytest

from locmem.errors import RenderError
from locmem.values.currency_words import FORMS, format_currency


def test_a_form_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(RenderError, match=rf"no form 'dative'\. Write one of: {', '.join(FORMS)}\."):
        format_currency("EUR", "de-DE", "dative")


def test_without_words_for_in_the_other_forms_are_named() -> None:
    with pytest.raises(RenderError, match=r"USD has no form 'in' in cs-CZ\. Known there: name, symbol, code\."):
        format_currency("USD", "cs-CZ", "in")


def test_a_currency_of_its_own_goes_before_the_pattern_for_all() -> None:
    assert (format_currency("KRW", "ko-KR", "in"), format_currency("EUR", "ko-KR", "in")) == ("원으로", "유로로")


@pytest.mark.parametrize("text", ["49,00 €", "eur", "EURO"])
def test_what_is_no_currency_is_refused(text: str) -> None:
    with pytest.raises(RenderError, match="is not a currency such as EUR"):
        format_currency(text, "es-ES")
