"""Bodies are of the market's country, and under the kind of what customers get there."""

from __future__ import annotations

import pytest

from tests.markets.small import READ, market, said

RULE = "market-body"


@pytest.mark.parametrize(
    ("code", "name", "kind", "what"),
    [
        ("DE", "Verbraucherzentrale", "helpline", ""),
        ("DE", "Verbraucherzentrale", "authority", "it is helpline or mediation"),
        ("NL", "ACM ConsuWijzer", "adr", "it is helpline"),
        ("GB", "Competition and Markets Authority (CMA)", "authority", ""),
        ("IE", "Competition and Markets Authority (CMA)", "authority", "a body of GB"),
        ("NZ", "Citizens Advice Bureau (CAB)", "helpline", ""),
        ("ES", "Un organismo que nadie conoce", "adr", ""),
    ],
)
def test_a_body_is_what_and_whose_it_is(code: str, name: str, kind: str, what: str) -> None:
    item = f"{{name: {name}, kind: {kind}, {READ}}}"
    found = said(
        RULE, {code: market(code, f"complaints: {{bodies: {{type: list, legal: true, items: [{item}]}}}}")}, code
    )
    assert what in found
    assert bool(found) is bool(what)


def test_the_body_that_pages_name_is_of_the_country() -> None:
    fact = f"complaints: {{body: {{name: {{type: name, legal: true, value: {{}}, {READ}}}}}}}"
    name = "Competition and Markets Authority (CMA)"
    assert "complaints.body.name" in said(RULE, {"IE": market("IE", fact.replace("{}", name))}, "IE")
    assert said(RULE, {"GB": market("GB", fact.replace("{}", name))}, "GB") == ""


@pytest.mark.parametrize(
    ("name", "is_told"),
    [("Junta Arbitral de Consumo", False), ("junta arbitral de consumo", False), ("Junta Arbirtal de Consumo", True)],
    ids=["alike", "a small letter", "a slip"],
)
def test_a_body_that_is_named_twice_is_named_alike(name: str, is_told: bool) -> None:
    items = f"[{{name: Junta Arbitral de Consumo, kind: adr, {READ}}}]"
    body = f"body: {{name: {{type: name, value: {name}, {READ}}}}}, bodies: {{type: list, items: {items}}}"
    assert ("complaints.bodies has" in said("market-body", {"ES": market("ES", f"complaints: {{{body}}}")})) is is_told
