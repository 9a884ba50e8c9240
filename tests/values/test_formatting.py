"""What customers read: golden values, and the rules that hold in every locale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem import textfile
from locmem.errors import RenderError
from locmem.model.fact import Duration, DurationUnit, FactType, LocalText, Money, Scalar
from locmem.values.durations import forms_in
from locmem.values.formatting import FORMS, format_value
from locmem.values.numbers import amount_problem
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

GOLDEN = Path(__file__).parent / "cases" / "golden.yaml"
LOCALES = [
    *("es-ES", "es-MX", "pt-PT", "pt-BR", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-BE", "fr-CA", "ja-JP"),
    *("en-GB", "en-US", "en-IE", "en-AU", "fi-FI", "hu-HU", "ko-KR", "ro-RO", "pl-PL", "cs-CZ", "el-GR"),
    *("nl-NL", "nl-BE", "sv-SE", "da-DK", "it-IT"),
]


def golden() -> list[YamlMapping]:
    root = parse(textfile.read(GOLDEN, "golden.yaml").text, "golden.yaml")
    assert isinstance(root, YamlSequence)
    return [case for case in root.items if isinstance(case, YamlMapping)]


def text_of(case: YamlMapping, key: str) -> str:
    node = case.find(key)
    return node.text if isinstance(node, YamlScalar) else ""


def value_of(node: YamlNode | None, kind: FactType) -> Scalar | tuple[str, ...]:
    if isinstance(node, YamlSequence):
        return tuple(item.text for item in node.items if isinstance(item, YamlScalar))
    assert isinstance(node, YamlScalar)
    first, _, second = node.text.partition(" ")
    match kind:
        case FactType.NUMBER | FactType.PERCENT:
            return Decimal(node.text)
        case FactType.MONEY:
            return Money(amount=Decimal(first), currency=second)
        case FactType.DATE:
            return date.fromisoformat(node.text)
        case FactType.DURATION:
            return Duration(count=int(first), unit=DurationUnit(second))
    return node.text


@pytest.mark.parametrize("case", golden(), ids=lambda case: f"line {case.line}")
def test_golden_values(case: YamlMapping) -> None:
    kind = FactType(text_of(case, "type"))
    value = value_of(case.find("value"), kind)
    shown = format_value(value, kind, text_of(case, "locale"), text_of(case, "form"))
    assert shown == text_of(case, "expected")


def test_every_type_that_is_formatted_has_golden_values() -> None:
    covered = {text_of(case, "type") for case in golden()}
    assert covered == {kind.value for kind in FactType} - {"text", "flag"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("unit", DurationUnit)
def test_durations_have_words_in_every_market(locale: str, unit: DurationUnit) -> None:
    for count in (1, 2, 5, 14, 20, 30):
        shown = format_value(Duration(count=count, unit=unit), FactType.DURATION, locale)
        words = shown.replace(str(count), "").strip()
        assert shown.startswith(str(count))
        assert words
        assert "duration" not in shown
        assert len(words) > 1 or not words.isascii(), "an abbreviation instead of a word"


def test_a_language_without_words_is_refused_instead_of_showing_a_code() -> None:
    for locale, unit in (("sn", DurationUnit.DAY), ("eu", DurationUnit.BUSINESS_DAY)):
        with pytest.raises(RenderError, match=r"no words for the unit .* a fact of type text") as told:
            format_value(Duration(count=14, unit=unit), FactType.DURATION, locale)
        assert ".py" not in str(told.value)


@given(
    st.decimals(min_value=0, max_value=100, places=4, allow_nan=False),
    st.sampled_from(LOCALES),
)
def test_percentages_are_never_rounded(value: Decimal, locale: str) -> None:
    shown = format_value(value, FactType.PERCENT, locale)
    digits = "".join(one if one.isdigit() else "." if one in ".,٫" else "" for one in shown)
    assert Decimal(digits) == value


@given(
    st.decimals(min_value=0, max_value=9999, places=3, allow_nan=False),
    st.sampled_from(["EUR", "JPY", "BRL"]),
    st.sampled_from(["symbol", "whole", "code", "name"]),
)
def test_amounts_are_never_rounded(amount: Decimal, currency: str, form: str) -> None:
    shown = format_value(Money(amount=amount, currency=currency), FactType.MONEY, "pt-PT", form)
    digits = "".join(one if one.isdigit() else "." if one == "," else "" for one in shown)
    assert Decimal(digits) == amount


@pytest.mark.parametrize("locale", LOCALES)
def test_yen_is_never_full_width(locale: str) -> None:
    for form in ("", *FORMS[FactType.MONEY]):
        assert "￥" not in format_value(Money(amount=Decimal(1200), currency="JPY"), FactType.MONEY, locale, form)


def test_text_is_taken_for_the_content_locale_or_its_parents_only() -> None:
    spanish = LocalText(values={"es": "contra reembolso"})
    assert format_value(spanish, FactType.TEXT, "es-MX") == "contra reembolso"
    with pytest.raises(RenderError, match="no value for pt-PT; it has: pt-BR"):
        format_value(LocalText(values={"pt-BR": "boleto"}), FactType.TEXT, "pt-PT")


@pytest.mark.parametrize("kind", FactType)
def test_an_unknown_form_is_an_error_that_says_what_is_known(kind: FactType) -> None:
    values: dict[FactType, Scalar | tuple[str, ...]] = {
        FactType.NUMBER: Decimal(1),
        FactType.PERCENT: Decimal(1),
        FactType.MONEY: Money(amount=Decimal(1), currency="EUR"),
        FactType.DATE: date(2026, 11, 21),
        FactType.DURATION: Duration(count=1, unit=DurationUnit.DAY),
        FactType.LIST: ("a", "b"),
        FactType.PHONE: "+34900293183",
        FactType.TEXT: LocalText(values={"de": "x"}),
    }
    with pytest.raises(RenderError, match="'fancy'") as caught:
        format_value(values.get(kind, "x"), kind, "de-DE", "fancy")
    for form in forms_in("de-DE") if kind is FactType.DURATION else FORMS.get(kind, ()):
        assert form in str(caught.value)


def test_a_filter_that_does_not_fit_the_value_is_an_error() -> None:
    with pytest.raises(RenderError, match="cannot be shown as money"):
        format_value("Visa", FactType.MONEY, "es-ES")
    with pytest.raises(RenderError, match="no form 'dative' in es-ES"):
        format_value(Duration(count=1, unit=DurationUnit.DAY), FactType.DURATION, "es-ES", "dative")
    with pytest.raises(RenderError, match=r"not a phone number in E\.164"):
        format_value("900 293 183", FactType.PHONE, "es-ES")


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("1234.5", "JPY", "1234.5 is no amount in JPY, which has no decimals"),
        ("1234.5", "KRW", "1234.5 is no amount in KRW, which has no decimals"),
        ("1234.50", "CLP", "1234.50 is no amount in CLP, which has no decimals"),
        ("4.999", "EUR", "4.999 is no amount in EUR, which has 2 decimals"),
        ("4.9999", "KWD", "4.9999 is no amount in KWD, which has 3 decimals"),
        ("1234.0", "JPY", ""),
        ("1E+3", "JPY", ""),
        ("49.00", "EUR", ""),
        ("49.990", "EUR", ""),
        ("4.999", "KWD", ""),
        # Nobody pays with coins of their parts, and amounts are written with them all the same.
        ("1890.50", "HUF", ""),
        ("99.50", "RSD", ""),
    ],
)
def test_an_amount_has_no_more_decimals_than_its_currency(amount: str, currency: str, said: str) -> None:
    assert amount_problem(Money(amount=Decimal(amount), currency=currency)) == said
