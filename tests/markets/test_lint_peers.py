"""What all other markets have and this one lacks."""

from __future__ import annotations

import pytest

from tests.markets.small import OTHERS, READ, market, said

RULE = "market-lack"
RATE = f"short: {{type: name, value: IVA, {READ}}}\nrate: {{type: percent, legal: true, value: 21, {READ}}}"


def told(theirs: str, mine: str, count: int = 9) -> str:
    return said(RULE, {"ES": shop(mine, "ES"), **{code: shop(theirs, code) for code in OTHERS[:count]}})


def shop(facts: str, code: str) -> str:
    lines = "\n".join(f"  {line}" for line in facts.splitlines())
    return market(code, f"tax:\n{lines}")


def test_a_fact_that_all_others_have_is_missed() -> None:
    assert "there is no market.tax.rate" in told(RATE, RATE.partition("\n")[0])
    assert told(RATE, RATE) == ""
    assert told(RATE, RATE.partition("\n")[0], 4) == ""


def test_what_is_law_elsewhere_is_law_here() -> None:
    assert "tax.rate is not marked as legal" in told(RATE, RATE.replace("legal: true, ", ""))


def test_an_item_that_all_others_have_is_missed() -> None:
    def methods(*names: str) -> str:
        items = ", ".join(f"{{name: {name}, kind: card, {READ}}}" for name in names)
        return f"methods: {{type: list, items: [{items}]}}"

    assert "tax.methods lacks Visa" in told(methods("Visa", "Card"), methods("Card"))
    assert told(methods("Visa", "Card"), methods("visa", "Card")) == ""


@pytest.mark.parametrize(
    ("value", "is_told"),
    [("value: null", True), ("value: null, note: There is none.", False), ("value: P2D", False)],
    ids=["no word", "a note", "a value"],
)
def test_a_value_that_is_absent_without_a_word(value: str, is_told: bool) -> None:
    def reply(code: str, held: str) -> str:
        return market(code, f"support_response: {{email: {{type: duration, {held}, {READ}}}}}")

    files = {one: reply(one, "value: P1D") for one in OTHERS} | {"ES": reply("ES", value)}
    assert ("support_response.email is absent on" in said("market-lack", files)) is is_told
