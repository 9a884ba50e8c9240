"""What checks may look at: the documents and targets that customers of the chosen markets read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.checks.catalogue import CHECKS
from locmem.checks.model import ships
from locmem.model.translation import State
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    ("markets", "locales"), [((), {"es", "pt-BR"}), (("ES",), {"es"}), (("BR",), {"pt-BR"})], ids=["all", "ES", "BR"]
)
def test_documents_count_in_the_locales_of_the_chosen_markets(
    lamps: Lamps, markets: tuple[str, ...], locales: set[str]
) -> None:
    lamps.article("One.")
    context = lamps.context(*markets)
    assert {pair.locale for pair in context.pairs()} == locales
    nowhere = replace(context, markets=(), all_markets=())
    assert {pair.locale for pair in nowhere.pairs()} == {"es", "pt-BR"}
    assert list(replace(context, markets=()).pairs()) == []


def test_a_document_of_one_market_ships_to_it_alone(lamps: Lamps) -> None:
    lamps.article("One.", front="markets: [ES]\n")
    context = lamps.context()
    assert {pair.locale for pair in context.pairs()} == {"es"}
    [source] = context.workspace.sources
    found = {market.code: [ships(source, market, locale) for locale in ("es", "pt-BR")] for market in context.markets}
    assert found == {"ES": [True, False], "BR": [False, False]}


@pytest.mark.parametrize(
    ("state", "required", "count"),
    [
        (State.DRAFT, "translated", 0),
        (State.DRAFT, "draft", 1),
        (State.TRANSLATED, "reviewed", 1),
        (State.REVIEWED, "translated", 1),
    ],
)
def test_customers_read_what_is_confirmed_or_as_far_as_its_risk_demands(
    lamps: Lamps, state: State, required: str, count: int
) -> None:
    lamps.article("One here.")
    lamps.translate({"One": "Uno aquí."}, state=state)
    context = lamps.context("ES")
    [pair] = context.pairs()
    policy = replace(context.policy(pair.source), required=State(required))
    context = replace(context, settings=replace(context.settings, risks={pair.source.risk: policy}))
    assert [row.entry.target for row in context.shown(pair)] == ["Uno aquí."] * count


def test_every_check_says_in_a_sentence_what_it_looks_for() -> None:
    assert all(one.sentence.endswith(".") and "\n" not in one.sentence for one in CHECKS.values())
