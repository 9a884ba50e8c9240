"""Whole sentences of a shop, held against the facts of all the markets: what is typed in, and what only looks so."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.typed import leaks
from locmem.checks.typed_periods import groups_about
from locmem.markets.load import load_markets

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).with_name("typed_sentences.csv")


@cache
def forms() -> FactForms:
    return fact_forms(load_markets(ROOT / "markets", "markets"), "en", date(2026, 11, 30))


def rows() -> list[dict[str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("locale", sorted({row["locale"] for row in rows()}))
def test_a_fact_typed_into_a_sentence_is_found_and_what_only_looks_like_one_is_not(locale: str) -> None:
    wrong = []
    for row in rows():
        if row["locale"] == locale:
            text = row["text"].replace("{{ x }}", "\ue000")
            found = leaks(text, forms(), locale, groups_about(row["topic"], forms()))
            if bool(found) != (row["typed"] == "yes"):
                wrong.append((row["text"], [leak.word for leak in found]))
    assert wrong == []


def test_the_sentences_are_of_both_sorts_in_each_language() -> None:
    assert {(row["locale"], row["typed"]) for row in rows()} == {
        (locale, typed) for locale in {row["locale"] for row in rows()} for typed in ("yes", "no")
    }


@pytest.mark.parametrize(
    ("locale", "topic", "beside", "text"),
    [
        ("es", "invoices", "Tipo aplicado", "21%"),
        ("de", "invoices", "Geltender Satz", "19 %"),
        ("en", "refunds", "Latest day for your money after a withdrawal", "14d from your notice"),
    ],
)
def test_the_label_of_a_row_tells_what_its_cell_is(locale: str, topic: str, beside: str, text: str) -> None:
    assert leaks(text, forms(), locale, groups_about(topic, forms()), beside)
    assert not leaks(text, forms(), locale, groups_about("care", forms()), "Height")
