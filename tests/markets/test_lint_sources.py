"""Sources: whose they are, and whether anybody can look them up."""

from __future__ import annotations

import pytest

from tests.markets.small import findings, market, said

RULE = "market-source"


def fact(source: str, confidence: str, path: str = "complaints", legal: bool = True) -> str:
    read = "null" if confidence == "unverified" else "2026-11-21"
    mark = "legal: true, " if legal else ""
    return f"""
        {path}:
          reply: {{type: duration, {mark}value: P1M, source: "{source}", verified_on: {read}, confidence: {confidence}}}
        """


def told(source: str, confidence: str, code: str = "ES", **more: bool) -> str:
    return said(RULE, {code: market(code, fact(source, confidence, **more))}, code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source",
    [
        "https://www.boe.es/buscar/act.php?id=BOE-A-2007-20555",
        "https://www.boe.es (Ley 10/2025, BOE-A-2025-26698) art. 2; the date from https://www.uria.com/es/x",
        "github:legalize-dev/legalize-es@ce6ed222 es/BOE-A-2025-26698.md art. 2",
        "Ley 10/2025 (BOE-A-2025-26698) art. 2",
        "CELEX 32011L0083 Art. 9",
        "https://eur-lex.europa.eu/eli/dir/2011/83/oj Art. 9",
        "https://www.madrid.es/consumo",
    ],
)
def test_the_law_and_the_authorities_of_the_market_are_primary(source: str) -> None:
    assert told(source, "primary") == ""


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("https://dataprotection.ie/en/x (GDPR Art. 12(3))", "dataprotection.ie is of IE, not of the market"),
        ("https://www.legislation.gov.uk/x", "legislation.gov.uk is of GB, not of the market"),
        ("github:bundestag/gesetze@5710c0a6 v/vsbg/index.md", "neither a host nor an act"),
        ("https://www.lawfirm.com/x", "lawfirm.com is no host of law"),
        ("https://www.lawfirm.es/x", "lawfirm.es is no host of law"),
        ("our counsel, letter of 3 May", "neither a host nor an act"),
        ("https://developer.paypal.com/x", "no host of law"),
    ],
)
def test_what_is_not_the_markets_is_not_primary(source: str, what: str) -> None:
    assert told(source, "primary").startswith("error: ")
    assert what in told(source, "primary")
    assert told(source, "primary", legal=False).startswith("warning: ") or "paypal" in source


def test_a_host_that_the_profile_names_is_primary() -> None:
    text = market("ES", fact("https://www.lawfirm.es/x", "primary"), more="primary_hosts: [lawfirm.es]")
    assert said(RULE, {"ES": text}) == ""


def test_what_a_body_says_of_itself_is_primary() -> None:
    body = (
        fact("https://www.arbitraje.es/normas", "primary")
        + """
          body: {website: {type: url, value: "https://www.arbitraje.es", source: boe.es, verified_on: 2026-11-21,
            confidence: primary}}
        """
    )
    assert said(RULE, {"ES": market("ES", body)}) == ""


def test_an_owner_is_primary_for_its_payment_method_alone() -> None:
    def method(name: str, source: str) -> str:
        item = f"{{name: {name}, kind: wallet, source: {source}, verified_on: 2026-11-21, confidence: primary}}"
        return said(RULE, {"ES": market("ES", f"payment_methods: {{type: list, items: [{item}]}}")})

    assert method("Bizum", "https://bizum.es/tiendas") == ""
    assert method("Apple Pay", "https://developer.paypal.com/x") == ""
    assert "no host of law, authority or owner" in method("Bizum", "https://shop-blog.com/x")


@pytest.mark.parametrize("source", ["checked", "TODO", "see above", "internet", "google", "s", "law"])
def test_a_source_is_more_than_a_word(source: str) -> None:
    assert told(source, "secondary").startswith(f"error: complaints.reply has the source “{source}”")
    assert told(source, "secondary", legal=False).startswith("warning: ")


def test_what_is_unverified_says_so_itself() -> None:
    assert told("general knowledge", "unverified") == ""
    assert told("blog", "unverified") == ""
    assert "nobody can look up" in told("TODO", "unverified")


@pytest.mark.parametrize(
    "source", ["https://x.com/act; words as public shop code quotes them", "github:someone/shop@1 a.md"]
)
def test_code_of_nobody_is_no_better_than_unverified(source: str) -> None:
    assert told(source, "secondary").startswith("warning: ")
    assert "no better than unverified" in told(source, "secondary")
    assert told(source, "secondary", legal=False).startswith("note: ")


def test_national_law_is_not_read_abroad_but_shared_law_is() -> None:
    assert "national law, and evz.de is of DE" in told("https://www.evz.de/x", "secondary")
    shared = """
        consumer_rights:
          legal_guarantee: {type: duration, legal: true, value: P3Y, valid_from: 2022-01-01,
            source: "https://www.evz.de/x", verified_on: 2026-11-21, confidence: secondary}
        """
    assert said(RULE, {"ES": market("ES", shared)}) == ""


def test_law_of_a_region_is_judged_once_and_by_the_hosts_of_the_region() -> None:
    def region(source: str) -> str:
        value = f"{{type: duration, legal: true, value: P14D, source: {source}, verified_on: 2026-11-21,"
        return f"region: EU\nname: EU\nmembers: [ES, DE]\nfacts:\n  period: {value} confidence: primary}}\n"

    def files(source: str) -> dict[str, str]:
        here = {code: market(code, more="region: EU") for code in ("ES", "DE")}
        return {"_regions/EU": region(source), **here}

    assert said(RULE, files("https://eur-lex.europa.eu/x")) == ""
    [one] = findings(RULE, files("https://www.boe.es/x"))
    assert "boe.es is of ES, not of the region" in one.what
    assert one.location.path == "markets/_regions/EU.yaml"


def test_that_there_is_no_such_rule_may_be_told_by_where_the_rule_is_from() -> None:
    def label(value: str) -> str:
        read = "source: eur-lex.europa.eu, verified_on: 2026-11-21, confidence: secondary"
        return said(RULE, {"US": market("US", f"label: {{type: duration, legal: true, {value}, {read}}}")}, "US")

    assert label("none: a rule of the EU") == ""
    assert "national law, and eur-lex.europa.eu is of EU" in label("value: P1M")


def test_a_host_that_is_nearly_an_authority_is_told() -> None:
    assert "looks like boe.es" in told("https://www.consumo.gob.es; https://www.b0e.es/x", "primary")


@pytest.mark.parametrize(("entry", "is_right"), [("ptcnpd", True), ("esaepa", False)])
def test_an_entry_of_a_list_is_that_of_the_country(entry: str, is_right: bool) -> None:
    read = (
        f"source: supervisory-authorities/{entry}.json of datenanfragen, verified_on: 2026-11-21, confidence: secondary"
    )
    fact = f"data_protection: {{authority: {{name: {{type: name, value: CNPD, {read}}}}}}}"
    found = said("market-source", {"PT": market("PT", fact)}, "PT")
    assert ("the entry of ES" in found) is not is_right
