"""A source is about the matter of its value, and an act is cited at the article in which it stands."""

from __future__ import annotations

import pytest

from tests.markets.small import market, said

RULE = "market-matter"


def cited(path: str, source: str) -> str:
    group, _, name = path.partition(".")
    evidence = f"source: '{source}', verified_on: 2026-11-21, confidence: secondary"
    return market("ES", f"{group}: {{{name}: {{type: duration, legal: true, value: P14D, {evidence}}}}}")


@pytest.mark.parametrize(
    ("path", "source", "what"),
    [
        (
            "complaints.trader_reply",
            "Regulation (EU) 2016/679 Art. 12",
            "cites 2016/679, which is about another matter",
        ),
        ("complaints.trader_reply", "pypi:eu-vat-rates-data 2026.9.29", "cites eu-vat-rates-data, which is about"),
        (
            "complaints.trader_reply",
            "https://www.aepd.es/es/plazos",
            "cites aepd.es, which watches over data protection",
        ),
        ("consumer_rights.withdrawal_period", "Directive 2011/83/EU Art. 19", "Art. 19; it stands in Art. 9 or 10"),
        ("consumer_rights.withdrawal_period", "https://eur-lex.europa.eu/eli/dir/2011/83/oj Art. 16", "cites 2011/83"),
    ],
    ids=["act", "package", "authority", "article", "article of an address"],
)
def test_another_matter(path: str, source: str, what: str) -> None:
    assert what in said(RULE, {"ES": cited(path, source)})


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("consumer_rights.withdrawal_period", "Directive 2011/83/EU Art. 9(1)"),
        (
            "consumer_rights.withdrawal_period",
            "Ley 3/2014 art. 71, after Directive 2011/83/EU in its wording of Art. 28",
        ),
        ("complaints.trader_reply", "https://www.boe.es/eli/es/l/2025/12/26/10 art. 13"),
        ("complaints.trader_reply", "https://www.aepd.es and https://www.boe.es"),
        ("complaints.trader_reply", "Directive 2013/11/EU; cf. Regulation (EU) 2016/679"),
    ],
    ids=["its article", "articles further on", "law that no table knows", "other hosts too", "other acts too"],
)
def test_its_own_matter(path: str, source: str) -> None:
    assert said(RULE, {"ES": cited(path, source)}) == ""


def test_an_obligation_is_about_its_topics() -> None:
    duty = "{key: refunds_by, applies_to: [refunds], text: Say it., source: GDPR Art. 15, verified_on: 2026-11-21, "
    more = f"obligations:\n  - {duty}confidence: secondary}}"
    assert "the obligation refunds_by cites GDPR" in said(RULE, {"ES": market("ES", more=more)})
