"""What each locale says, from the tables of `cases`: durations in every form, and what other filters give."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from locmem.model.fact import Duration, DurationUnit, FactType, Money, Scalar
from locmem.values.contractions import put_after
from locmem.values.currency_words import format_currency
from locmem.values.durations import format_duration, forms_in
from locmem.values.first_letters import capitalized
from locmem.values.formatting import format_value
from locmem.values.month_names import format_months

CASES = Path(__file__).parent / "cases"


def rows_of(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


DURATIONS = rows_of("durations.csv")
LOCALES = tuple(dict.fromkeys(row["locale"] for row in DURATIONS))


@pytest.mark.parametrize("locale", LOCALES)
def test_durations_in_every_form(locale: str) -> None:
    wrong = []
    for row in (one for one in DURATIONS if one["locale"] == locale):
        unit = DurationUnit(row["unit"])
        for count, expected in row.items():
            if count.isdigit():
                said = plain(format_duration(Duration(count=int(count), unit=unit), locale, row["form"]))
                if said != expected:
                    wrong.append((row["form"], said, expected))
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_form_of_a_locale_has_golden_values(locale: str) -> None:
    assert {row["form"] for row in DURATIONS if row["locale"] == locale} == {"", *forms_in(locale)}


WRITTEN: dict[str, Callable[[str, str, str], str]] = {
    "currency": format_currency,
    "months": format_months,
    "capitalize": lambda text, locale, form: capitalized(text, locale),
}


def value_of(text: str, kind: FactType) -> Scalar:
    if kind is FactType.MONEY:
        amount, currency = text.split(" ")
        return Money(amount=Decimal(amount), currency=currency)
    return date.fromisoformat(text) if kind is FactType.DATE else text


@pytest.mark.parametrize("row", rows_of("said.csv"), ids=lambda row: " ".join(row.values()))
def test_what_a_filter_gives(row: dict[str, str]) -> None:
    kind, _, word = row["type"].partition(" ")
    if word:
        said = put_after(word, row["value"], row["locale"])
    elif kind in WRITTEN:
        said = WRITTEN[kind](row["value"], row["locale"], row["form"])
    else:
        said = format_value(value_of(row["value"], FactType(kind)), FactType(kind), row["locale"], row["form"])
    assert plain(said) == row["expected"]
