"""The engines of `machine_translation:`, in the order in which they are tried."""

from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.errors import InputErrors
from locmem.model.document import Risk
from locmem.model.engine_rules import engine_settings
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.yamlfields import fields_of

ENGINES = ("apertium", "command", "deepl")


def read(text: str) -> tuple[EngineSetting, ...]:
    with fields_of(f"locales: [de, es]\nmachine_translation:\n{text}", "locmem.yaml") as top:
        top.node_of("locales")
        return engine_settings(top, (LanguageTag("de"), LanguageTag("es")), ENGINES, ("articles", "macros"))


def problems(text: str) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        read(text)
    return [f"{one.location.line}:{one.location.column} {one.what}" for one in caught.value.problems]


def test_one_engine_needs_no_list() -> None:
    (one,) = read("  es: {engine: apertium, memory_from: 70, options: {direction: eng-spa}}\n")
    assert (one.locale, one.engine, one.memory_from, one.options) == ("es", "apertium", 70, {"direction": "eng-spa"})
    assert (one.risks, one.content_sets, one.markets, one.price, one.budget) == ((), (), (), None, None)


def test_a_list_keeps_its_order_and_says_what_each_may_draft() -> None:
    first, second, third = read(
        "  de:\n"
        "    - {engine: deepl, risks: [low], content: [macros], markets: [DE], price: 20, budget: 7.50}\n"
        "    - {engine: command, command: [./translate, --to, de]}\n"
        "  es: {engine: apertium}\n"
    )
    assert (first.engine, first.risks, first.content_sets, first.markets) == (
        "deepl",
        (Risk.LOW,),
        ("macros",),
        ("DE",),
    )
    assert (first.price, first.budget, first.memory_from) == (Decimal(20), Decimal("7.50"), None)
    assert second.command == ("./translate", "--to", "de")
    assert third.locale == "es"


def test_every_mistake_is_named_with_its_place_at_once() -> None:
    assert problems(
        "  fr: {engine: apertium}\n"
        "  de:\n"
        "    - {engine: babelfish}\n"
        "    - {engine: command}\n"
        "    - {engine: deepl, command: [x], budget: 3, content: [pages]}\n"
        "    - {engine: apertium, risks: [huge], markets: DE}\n"
        "  klingon!: {engine: apertium}\n"
    ) == [
        "3:3 the locale fr is not declared.",
        "5:16 'babelfish' is not known.",
        "6:7 there is no program to run.",
        "7:23 deepl takes no command.",
        "7:37 a budget needs a price.",
        "7:58 'pages' is not known.",
        "8:34 'huge' is not one of the choices.",
        "8:50 this is text.",
        "9:3 'klingon!' is not a language tag such as es, pt-BR or zh-Hant.",
    ]


def test_what_runs_here_has_no_price() -> None:
    assert problems("  de: {engine: command, command: [x], price: 3, budget: 4}\n") == [
        "3:39 command runs on this machine, and its calls are not counted."
    ]


def test_the_same_engine_twice_is_told_and_for_other_texts_it_is_not() -> None:
    assert problems("  de: [{engine: deepl}, {engine: deepl}]\n") == ["3:25 deepl is here twice."]
    assert len(read("  de: [{engine: deepl, risks: [low]}, {engine: deepl, risks: [standard]}]\n")) == 2


def test_a_budget_is_the_engines_whichever_entry_says_it() -> None:
    first, second = read("  de: {engine: deepl}\n  es: {engine: deepl, price: 20, budget: 0.012}\n")
    assert (first.price, first.budget) == (second.price, second.budget) == (Decimal(20), Decimal("0.012"))


def test_what_contradicts_the_price_or_budget_of_the_engine_is_refused() -> None:
    assert problems("  de: {engine: deepl, price: 20, budget: 5}\n  es: {engine: deepl, price: 25, budget: 50}\n") == [
        "4:23 the price is 25 here, and 20 in line 3: deepl has one for all locales.",
        "4:34 the budget is 50 here, and 5 in line 3: deepl has one for all locales.",
    ]


def test_another_model_says_its_own_price_to_draw_on_the_budget() -> None:
    mini = "  es: {engine: deepl, options: {model: mini}"
    large = "  de: {engine: deepl, options: {model: large}, price: 20, budget: 5}\n"
    assert problems(f"{large}{mini}}}\n") == [
        "4:7 a budget of deepl/mini, which draws on the one in line 3, needs a price."
    ]
    assert [(one.price, one.budget) for one in read(f"{large}{mini}, price: 0}}\n")] == [
        (Decimal(20), Decimal(5)),
        (Decimal(0), Decimal(5)),
    ]


def test_amounts_below_nothing_are_refused() -> None:
    assert problems("  de: {engine: deepl, price: -5, budget: -1}\n") == [
        "3:23 the price is below 0.",
        "3:34 the budget is below 0.",
    ]
