from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.checks.fact_forms import _counts_in_small, fact_forms, small
from locmem.checks.leak import Leak, LeakKind
from locmem.checks.typed import address_leaks, leaks, number
from tests.checks.lamps import Lamps


def found_in(lamps: Lamps, text: str) -> list[Leak]:
    known = fact_forms(lamps.context().all_markets, "en", lamps.day)
    return [*leaks(text, known), *address_leaks(text, known)]


@pytest.mark.parametrize(
    ("text", "kind", "word", "use"),
    [
        ("Pay with Bizum or Pix.", LeakKind.NAME, "Bizum", "market.payment_methods"),
        ("Ask the Agencia Ejemplo.", LeakKind.NAME, "Agencia Ejemplo", "{{ market.authority.name }}"),
        ("We add IVA.", LeakKind.NAME, "IVA", "{{ market.tax.abbreviation }}"),
        ("All prices are in EUR.", LeakKind.NAME, "EUR", "{{ market.currency }}"),
        ("VAT is 21 %.", LeakKind.RATE, "21 %", "{{ market.tax.standard_rate }}"),
        ("The tax is 7 per cent.", LeakKind.RATE, "7 per cent", "{{ market.tax.standard_rate }}"),
        ("It costs €4.90 a month.", LeakKind.AMOUNT, "€4.90", "{{ company.price }}"),
        ("Custa R$ 19,90.", LeakKind.AMOUNT, "R$ 19,90", "{{ company.price }}"),
        ("It costs 12 euros.", LeakKind.AMOUNT, "12 euros", "company.yaml"),
        ("See tel:+34910000000 now.", LeakKind.PHONE, "+34910000000", "{{ company.phone }}"),
        ("Call +34 910 000 000.", LeakKind.PHONE, "+34 910 000 000", "{{ company.phone }}"),
        ("Call 910 00 00 00.", LeakKind.PHONE, "910 00 00 00", "{{ company.phone }}"),
        ("Call +34 910\u00a0000\u2011000.", LeakKind.PHONE, "+34 910\u00a0000\u2011000", "{{ company.phone }}"),
        ("Dial 00 34 (0)910 000 000.", LeakKind.PHONE, "00 34 (0)910 000 000", "{{ company.phone }}"),
        ("Phone number: 910000000", LeakKind.PHONE, "910000000", "{{ company.phone }}"),
        ("Our hotline: 0800 123 4567", LeakKind.PHONE, "0800 123 4567", "company.support.phone"),
        ("El impuesto es del 21\u202f%.", LeakKind.RATE, "21\u202f%", "{{ market.tax.standard_rate }}"),
        ("税率は２１％です。", LeakKind.RATE, "２１％", "{{ market.tax.standard_rate }}"),
        ("Envío por 4,90\u00a0€.", LeakKind.AMOUNT, "4,90\u00a0€", "{{ company.price }}"),
        ("It costs 19.90 reais.", LeakKind.AMOUNT, "19.90 reais", "{{ company.price }}"),
        ("Ask the agencia ejemplo.", LeakKind.NAME, "agencia ejemplo", "{{ market.authority.name }}"),
        ("See www.agencia.example now.", LeakKind.ADDRESS, "www.agencia.example", "authority.website"),
        ("Pay with giropay.", LeakKind.DEAD, "giropay", "Remove"),
        ("Call +49 30 23125 000 now.", LeakKind.PHONE, "+49 30 23125 000", "company.support.phone"),
        ("Write to help@lamps.example.", LeakKind.ADDRESS, "help@lamps.example", "{{ company.support.email }}"),
        ("See https://www.agencia.example.", LeakKind.ADDRESS, "https://www.agencia.example", "authority.website"),
        ("See https://ec.europa.eu/odr/main", LeakKind.DEAD, "https://ec.europa.eu/odr/main", "Remove"),
        ("Use the ODR platform.", LeakKind.DEAD, "ODR platform", "Remove"),
        ("Pay with OldPay.", LeakKind.DEAD, "OldPay", "Remove"),
    ],
)
def test_what_is_typed_in_is_found_with_what_to_write_instead(
    lamps: Lamps, text: str, kind: LeakKind, word: str, use: str
) -> None:
    first, *others = found_in(lamps, text)
    # So they are with the words alone that stand somewhere in a whole catalog.
    known = fact_forms(lamps.context().all_markets, "en", lamps.day).within(f"Once more.\n{text}\nAnd on.")
    assert [*leaks(text, known), *address_leaks(text, known)] == [first, *others]
    assert (first.kind, first.word, first.is_sure) == (kind, word, True)
    assert text[first.start :].startswith(word)
    assert use in first.do


@pytest.mark.parametrize(
    "text",
    [
        "Order 20417 arrived on 2026-11-21 at 12:30.",
        "A bizum of lamps, Bizums and pixels.",
        "Our shop is https://lamps.example/shop/one.",
        "People in España and Spain, 3 lamps, step 2 of 14.",
        "The third of 1,204 lamps.",
        "Version 4.90 of the app.",
        "Taxes differ. Deprivation, private, IVAN.",
        "About 90 % of customers agree.",
        "21 % of customers like a shop.",
        "You get 21 % off the price.",
        "We send it within two days.",
        "We are open for 14 days a year.",
        "The sale lasts two weeks, and refunds take longer.",
        "Call it 3 times with 1000000 rows.",
        "The number 910-000 is a part.",
        "Order number 910000000.",
        "See ticket #910000000, please.",
        "SKU: 910000000",
        "ご注文番号910000000。",
    ],
)
def test_ordinary_sentences_raise_no_alarm(lamps: Lamps, text: str) -> None:
    assert found_in(lamps, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("All prices are plus 21 %.", "21 %"),
        ("Ask for IVA-free prices.", "IVA"),
        ("A non-IVA price.", "IVA"),
        ("A Bizum-sized card.", "Bizum"),
        ("It is 910000000 then.", "910000000"),
        ("Order number 910 000 000.", "910 000 000"),
        ("Call with the order number 910000000.", "910000000"),
        ("See https://www.agencia.example/forms/12.", "https://www.agencia.example/forms/12"),
    ],
)
def test_what_may_be_meant_is_only_doubted(lamps: Lamps, text: str, word: str) -> None:
    [found] = found_in(lamps, text)
    assert (found.word, found.is_sure) == (word, False)


def test_names_are_found_beside_characters_of_an_unspaced_script(lamps: Lamps) -> None:
    [found] = found_in(lamps, "支払いはBizumで。")
    assert found.word == "Bizum"


@pytest.mark.parametrize(
    ("text", "value"),
    [("4.90", "4.9"), ("4,90", "4.9"), ("1.204", "1204"), ("1,204.50", "1204.5"), ("1 204,50", "1204.5"), ("49", "49")],
)
def test_numbers_are_read_whatever_separates_them(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call +123456789012345.", 1),
        ("Call +1234567890123456.", 0),
        ("Call +1234567.", 1),
        ("Call +123456.", 0),
    ],
)
def test_a_phone_number_has_seven_to_fifteen_digits(lamps: Lamps, text: str, count: int) -> None:
    """E.164 allows no more than fifteen."""
    assert len([leak for leak in found_in(lamps, text) if leak.kind is LeakKind.PHONE]) == count


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("PayPal", True),
        ("Klarna", False),
        ("KLARNA", False),
        ("IPay", False),
        ("Bizum Pago", True),
        ("Pay2Go4", False),
    ],
)
def test_names_with_capitals_inside_or_several_words_count_in_small_letters(name: str, counts: bool) -> None:
    assert _counts_in_small(name) is counts


@given(text=st.text(st.characters() | st.sampled_from("İIıΣß")))
def test_small_letters_stand_where_the_text_has_them(text: str) -> None:
    lowered = small(text)
    assert len(lowered) == len(text)
    # A sigma at the end of a word is another letter than elsewhere.
    assert lowered.replace("ς", "σ") == "".join(one.lower()[0] for one in text).replace("ς", "σ")


@pytest.mark.parametrize("text", ["14 days", "fourteen days", "two weeks", "2 weeks", "a fortnight", "14-day"])
def test_a_period_is_known_in_figures_in_words_and_in_another_unit_that_is_the_same(lamps: Lamps, text: str) -> None:
    [leak] = found_in(lamps, f"We refund the price within {text}.")
    assert (leak.kind, leak.word, leak.is_sure, leak.is_certain) == (LeakKind.DURATION, text, True, False)
    assert "{{ market.refund }}" in leak.do
