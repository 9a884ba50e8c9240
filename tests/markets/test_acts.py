from __future__ import annotations

from pathlib import Path

import pytest

from locmem.markets.acts import acts_in, is_own, says_whose
from locmem.markets.load import load_markets
from locmem.model.fact import Market

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def markets() -> dict[str, Market]:
    return {one.code: one for one in load_markets(ROOT / "markets", "markets")}


@pytest.mark.parametrize(
    ("locale", "text", "word", "codes"),
    [
        ("de", "Nach § 355 BGB können Sie widerrufen.", "BGB", ("DE",)),
        ("de", "§ 3 KSchG gilt.", "KSchG", ("AT",)),
        ("de", "Art. 40a OR gilt.", "OR", ("CH",)),
        ("fr", "Voir l'art. L221-18 Code de la consommation.", "Code de la consommation", ("FR", "LU")),
        ("es", "Según la Ley 7/1996 de comercio.", "Ley 7/1996", ("ES",)),
        ("es", "El art. 102 del RDL 1/2007 lo dice.", "RDL 1/2007", ("ES",)),
        ("en", "PIPEDA lets you ask.", "PIPEDA", ("CA",)),
        ("en", "The Consumer Rights Act 2015 protects you.", "Consumer Rights Act 2015", ("GB",)),
        ("en", "See section 20 of the CRA.", "CRA", ("GB", "IE")),
        ("ja", "特定商取引法に基づく表示", "特定商取引法", ("JP",)),
        ("pt-BR", "Veja o CDC, art. 49.", "CDC", ("BR",)),
        ("hu", "A 45/2014. (II. 26.) Korm. rendelet szerint", "45/2014. (II. 26.) Korm. rendelet", ("HU",)),
        ("en", "Directive 2011/83/EU says so.", "Directive 2011/83/EU", ("EEA",)),
        ("de", "Nach Art. 49 CDC dürfen Sie widerrufen.", "CDC", ("BR",)),
        ("de", "Nach Art. 201 CO prüfen Sie die Ware.", "CO", ("CH",)),
        (
            "en",
            "Section 75 of the Consumer Credit Act protects you.",
            "Section 75 of the Consumer Credit Act",
            ("GB",),
        ),
        ("ja", "特商法により返品できます。", "特商法", ("JP",)),
    ],
)
def test_an_act_is_known_by_its_name_and_a_short_one_where_it_is_cited(
    locale: str, text: str, word: str, codes: tuple[str, ...]
) -> None:
    assert [(act.word, act.markets) for act in acts_in(text, locale)] == [(word, codes)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "BGB heißt unsere Band."),
        ("en", "Press A OR B in step 3."),
        ("en", "A torn ACL keeps our founder at home."),
        ("en", "The CRA takes care of Canada's taxes."),
        ("pt-BR", "O CDC estuda vírus."),
        ("de", "Die Lampe BGB-355 hat zwei Arme."),
        ("en", "Order 7/1996 is closed."),
        ("es", "El pedido 1/2007 está cerrado."),
        ("en", "We act on consumer rights."),
        ("nl", "De BW-12 is een lamp."),
    ],
)
def test_what_only_looks_like_an_act_is_none(locale: str, text: str) -> None:
    assert list(acts_in(text, locale)) == []


@pytest.mark.parametrize(
    ("locale", "text", "own", "foreign"),
    [
        ("de", "§ 355 BGB", {"DE"}, {"AT", "CH", "LU"}),
        ("ja", "特商法", {"JP"}, {"US"}),
        ("de", "Die DSGVO gilt.", {"DE", "AT", "IE", "NO", "IS", "ES-CT"}, {"CH", "GB", "US"}),
        ("fr", "Loi 25", {"CA-QC", "CA"}, {"FR"}),
        ("en", "The GDPR gives you rights.", {"IE", "GB"}, {"US", "NZ"}),
        ("en", "Regulation (EU) 2023/988", {"IE"}, {"NO", "GB"}),
    ],
)
def test_an_act_is_law_of_its_country_and_one_of_a_region_of_each_member(
    markets: dict[str, Market], locale: str, text: str, own: set[str], foreign: set[str]
) -> None:
    [act] = acts_in(text, locale)
    assert {code for code in own | foreign if is_own(act, markets[code])} == own


def test_a_text_may_say_itself_whose_an_act_is() -> None:
    text = "In Deutschland gilt § 355 BGB."
    [act] = acts_in(text, "de")
    assert says_whose(act, text, "de")
    assert not says_whose(act, "Hier gilt § 355 BGB.", "de")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "German law (§ 355 BGB) applies to German customers."),
        ("en", "The German Civil Code, § 355 BGB, says so."),
        ("en", "Customers of our German shop: see § 355 BGB."),
        ("en", "Under UK law, the Consumer Rights Act 2015 applies."),
        ("en", "British customers have rights by the Consumer Rights Act 2015."),
        ("en", "European law, the GDPR, lets you ask."),
        ("de", "Für unsere deutschen Kunden gilt weiter § 355 BGB, in Österreich nicht."),
        ("es", "Según el Código Civil alemán, § 355 BGB, puedes desistir."),
        ("fr", "Le droit allemand (§ 355 BGB) le dit."),
        ("it", "Il codice tedesco, § 355 BGB, lo dice."),
        ("pt-PT", "A lei alemã (§ 355 BGB) diz isso."),
        ("pl", "Prawo niemieckie (§ 355 BGB) tak mówi."),
        ("el", "Το γερμανικό δίκαιο (§ 355 BGB) το λέει."),
        ("fi", "Saksan lain mukaan (§ 355 BGB)."),
        ("ja", "英国のConsumer Rights Act 2015による権利"),
    ],
)
def test_an_adjective_or_a_people_says_whose_an_act_is(locale: str, text: str) -> None:
    [act] = acts_in(text, locale)
    assert says_whose(act, text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The Australian Consumer Law protects you."),
        ("en", "We polish brass. Section 75 of the Consumer Credit Act protects you."),
        ("de", "Auf Deutsch heißt das Widerruf (§ 355 BGB)."),
        ("de", "Unsere österreichischen Kunden haben Rechte nach § 355 BGB."),
    ],
)
def test_the_name_of_an_act_a_language_and_another_people_do_not(locale: str, text: str) -> None:
    [act] = acts_in(text, locale)
    assert not says_whose(act, text, locale)


def test_every_language_of_the_markets_has_names_of_peoples(markets: dict[str, Market]) -> None:
    from locmem.tables import rows_of

    known = {row["language"] for row in rows_of("demonyms.csv", "country", "language", "words")}
    assert {one.content.partition("-")[0] for market in markets.values() for one in market.locales} <= known


def test_every_market_has_acts_in_the_table(markets: dict[str, Market]) -> None:
    from locmem.tables import rows_of

    rows = rows_of("national_acts.csv", "market", "name", "context", "languages")
    assert markets.keys() <= {code for row in rows for code in row["market"].split("; ")}
