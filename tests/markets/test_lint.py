"""What `market lint` finds: the project's own profiles are clean, and each way to get one wrong is named."""

from __future__ import annotations

import shutil
import socket
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from locmem.markets.lint import RULES, RuleResult, lint
from locmem.markets.lint_evidence import CONFIDENCE
from locmem.markets.load import load_markets
from locmem.markets.subject import Witnesses
from locmem.markets.witnesses import Said
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from tests.markets.small import READ, findings, market, said
from tests.pipelines.shop import MARKETS

PROFILES = Path(__file__).parents[2] / "markets"
TODAY = date(2026, 11, 21)
READ_ON = date(2026, 11, 30)
"""The day on which the profiles of the repository were read last."""
HERE = Path(__file__).parent


@dataclass
class Shop:
    """Profiles in a folder of their own, to be spoilt one place at a time."""

    folder: Path

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def markets(self) -> tuple[Market, ...]:
        return load_markets(self.folder, "markets")

    def findings(self, rule: str, day: date = TODAY, witnesses: Witnesses | None = None) -> tuple[Finding, ...]:
        return of(lint(self.markets(), day, witnesses), rule)


def of(results: tuple[RuleResult, ...], rule: str) -> tuple[Finding, ...]:
    return next(one.findings for one in results if one.rule.name == rule)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Spain, Germany and Japan with their company data."""
    return built(tmp_path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[RuleResult, ...]:
    """What is found in the shop before anything is spoilt."""
    return lint(built(tmp_path_factory.mktemp("sound")).markets(), TODAY)


def built(tmp_path: Path) -> Shop:
    for code in ("ES", "DE", "JP"):
        shutil.copy(MARKETS / f"{code}.yaml", tmp_path)
    parts = (MARKETS / name for name in ("company.yaml", "company-DE.yaml"))
    (tmp_path / "company.yaml").write_text("".join(part.read_text(encoding="utf-8") for part in parts), "utf-8")
    return Shop(tmp_path)


Edit = tuple[str, str, str]

SPOILT: dict[str, tuple[str, Edit, str, Severity]] = {
    "a rate nobody else has": ("market-rate", ("ES", "value: 21", "value: 22"), "profile 22", Severity.ERROR),
    "a rate of the past": ("market-rate", ("DE", "value: 16", "value: 15"), "2020-", Severity.WARNING),
    "a rate as a fraction": ("market-rate", ("JP", "value: 10", "value: 0.1"), "0.1 %", Severity.ERROR),
    "another tax": ("market-rate", ("ES", "{es: IVA}", "{es: IGIC}"), "IVA in eu-vat", Severity.WARNING),
    "a currency of elsewhere": (
        "market-currency",
        ("ES", "currency: EUR", "currency: USD"),
        "EUR in CLDR",
        Severity.WARNING,
    ),
    "an amount in another currency": (
        "market-currency",
        ("company", '"49.00", currency: EUR', '"49.00", currency: GBP'),
        "GBP",
        Severity.ERROR,
    ),
    "formats of another country": ("market-locale", ("ES", "format: es-ES", "format: es-MX"), "MX", Severity.WARNING),
    "another country's name": ("market-locale", ("ES", "{es: España}", "{es: Francia}"), "“España”", Severity.WARNING),
    "digits missing": ("market-phone", ("ES", '"+34900293183"', '"+34900293"'), "no telephone number", Severity.ERROR),
    "a phone abroad": ("market-phone", ("ES", '"+34900293183"', '"+33153732222"'), "of FR", Severity.ERROR),
    "wrong check digit": (
        "market-number",
        ("ES", "ES B12345674", "ES B12345675"),
        "check digits are wrong",
        Severity.ERROR,
    ),
    "a foreign tax number": ("market-number", ("ES", "ES B12345674", "DE123456788"), "have the form", Severity.ERROR),
    "the company's own number": ("market-number", ("company", "DE999999995", "DE999999994"), "DE", Severity.ERROR),
    "the 0 of calls at home": ("market-phone", ("DE", '"+4930', '"+49030'), "dialled within", Severity.ERROR),
    "an address without an ending": (
        "market-email",
        ("company", "privacidad@lumenlarch.example", "privacidad@lumenlarch"),
        "no ending",
        Severity.ERROR,
    ),
    "an account with two digits swapped": (
        "market-account",
        ("company", '"Elena Alerce"', '"Elena Alerce, ES79 2100 0813 6101 2345 6798"'),
        "is no IBAN",
        Severity.ERROR,
    ),
    "a postcode with a digit missing": (
        "market-postcode",
        ("company", "12, 28000 Madrid", "12, 2800 Madrid"),
        "28001",
        Severity.WARNING,
    ),
    "a kind nobody knows": ("market-kind", ("ES", "kind: wallet", "kind: walet"), "“walet”", Severity.ERROR),
    "a switched-off platform": (
        "market-gone",
        ("ES", "value: https://www.consumo.gob.es", "value: https://ec.europa.eu/consumers/odr"),
        "2025-07-20",
        Severity.ERROR,
    ),
    "a dead payment method": ("market-gone", ("ES", "name: Bizum", "name: Sofort"), "Klarna", Severity.ERROR),
    "an authority that is no more": (
        "market-gone",
        ("ES", "value: Agencia Española de Protección de Datos (AEPD)", "value: INAI"),
        "Anticorrupción",
        Severity.ERROR,
    ),
    "a text in another language": (
        "market-language",
        ("ES", "{es: Desistir del contrato aquí}", "{es: Renoncer au contrat ici}"),
        "are fr, not es",
        Severity.WARNING,
    ),
    "two languages in one text": (
        "market-language",
        ("ES", "(RGPD)}", "(RGPD) (please contact our support team)}"),
        "are en",
        Severity.WARNING,
    ),
    "Latin letters in Japanese": (
        "market-language",
        ("JP", "{ja: 消費税}", "{ja: sales tax}"),
        "script",
        Severity.WARNING,
    ),
    "a point between thousands": (
        "market-amount",
        ("company", '"49.00", currency: EUR', '"4.999", currency: EUR'),
        "4.999 is no amount in EUR, which has 2 decimals",
        Severity.ERROR,
    ),
    "a part of a yen": (
        "market-amount",
        ("company", '"6000", currency: JPY', '"1234.5", currency: JPY'),
        "1234.5 is no amount in JPY, which has no decimals",
        Severity.ERROR,
    ),
    "a comma between thousands": (
        "market-amount",
        ("company", "sin coste para usted.", "por 4,999 € al año."),
        "3 decimals",
        Severity.WARNING,
    ),
    "a rate in a text": (
        "market-typed",
        ("company", "sin coste para usted.", "sin coste (21 % de IVA)."),
        "“21 %”",
        Severity.WARNING,
    ),
    "a rate in a text after one that is no tax": (
        "market-typed",
        ("company", "sin coste para usted.", "con un 10 % menos (21 % de IVA)."),
        "“21 %”",
        Severity.WARNING,
    ),
    "an order of letters turned round": (
        "market-signs",
        ("company", "sin coste para usted.", "sin coste para \u202eusted."),
        "turns the order",
        Severity.ERROR,
    ),
    "a site abroad": (
        "market-website",
        ("ES", "https://www.aepd.es/", "https://www.cnil.fr/"),
        ".fr",
        Severity.WARNING,
    ),
    "a site anybody can buy": (
        "market-website",
        ("ES", "https://www.aepd.es/", "https://www.aepd.com/"),
        "anybody can buy",
        Severity.WARNING,
    ),
    "a machine instead of a site": (
        "market-website",
        ("ES", "https://www.aepd.es/", "https://10.0.0.1/"),
        "machine",
        Severity.ERROR,
    ),
    "an address that hides its host": (
        "market-website",
        ("ES", "https://www.aepd.es/", "https://www.aepd.es@www.cnil.fr/"),
        "opens cnil.fr",
        Severity.ERROR,
    ),
    "letters that look like others": (
        "market-website",
        ("ES", "https://www.aepd.es/", "https://www.\u0430epd.es/"),
        "look like others",
        Severity.WARNING,
    ),
    "a shorter withdrawal": ("market-rights", ("ES", "value: P14D", "value: P7D"), "CRD Art. 9", Severity.ERROR),
    "a month of thirty days": ("market-rights", ("ES", "value: P1M", "value: P30D"), "1 month", Severity.ERROR),
    "half a guarantee": ("market-rights", ("DE", "value: P2Y", "value: P1Y"), "2 years or more", Severity.ERROR),
    "no authority": (
        "market-rights",
        ("ES", "value: Agencia Española de Protección de Datos (AEPD)", "value: null"),
        "GDPR Art. 77",
        Severity.ERROR,
    ),
    "a company without an address": (
        "market-company",
        ("company", 'value: "Calle Inventada, 12, 28000 Madrid"', "value: null"),
        "company.address",
        Severity.ERROR,
    ),
    "a reading in the future": (
        "market-evidence",
        ("ES", "verified_on: 2026-11-21", "verified_on: 2027-11-21"),
        "after 2026-11-21",
        Severity.ERROR,
    ),
    "an unverified law": (
        "market-confidence",
        ("ES", "fact: consumer_rights.refund_deadline", "fact: complaints.bodies"),
        "is unverified",
        Severity.ERROR,
    ),
    "a waiver without need": (
        "market-waiver",
        ("ES", "fact: consumer_rights.refund_deadline", "fact: complaints.bodies"),
        "verified by now",
        Severity.WARNING,
    ),
    "a waiver of another value": (
        "market-waiver",
        ("ES", "fact: consumer_rights.refund_deadline", "fact: consumer_rights.refund_deadline\n    value: P13D"),
        "of another value than the one that stands there",
        Severity.WARNING,
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_way_to_get_a_profile_wrong_is_named_with_its_place(
    name: str, shop: Shop, sound: tuple[RuleResult, ...]
) -> None:
    rule, edit, said, severity = SPOILT[name]
    before = of(sound, rule)
    shop.edit(*edit)
    found = [one for one in shop.findings(rule) if one.what not in {old.what for old in before}]
    assert any(said in one.what for one in found), [one.what for one in found]
    for one in found:
        assert one.severity is severity
        assert one.check == rule
        assert one.gate is Gate.CHANGE
        assert one.location.path == f"markets/{edit[0]}.yaml"
        assert one.location.key
        assert one.what.endswith(".")
        assert one.do.endswith((".", ")"))


@pytest.mark.parametrize("name", RULES)
def test_every_rule_says_what_it_looks_for_and_is_tried_here(name: str) -> None:
    assert RULES[name].sentence.endswith(".")
    here = {rule for rule, *_ in SPOILT.values()} | {"market-window", "market-review", "market-sending"}
    # Rules of later files are tried in files of their own.
    assert name in here or any(f'"{name}"' in path.read_text("utf-8") for path in HERE.glob("test_lint_*.py"))


def test_the_projects_own_profiles_are_clean() -> None:
    # What the profiles themselves call unverified is no fault of theirs: pages that use it are held back.
    markets = load_markets(PROFILES, "markets")
    assert len(markets) >= 6
    results = lint(markets, READ_ON)
    found = [one for result in results if result.rule.name != CONFIDENCE for one in result.findings]
    # That a label rests on code of nobody is true, and the profiles say so; a copy is only a note.
    told = [one for one in found if one.severity is not Severity.NOTE and "no better than unverified" not in one.what]
    assert [(one.market, one.check, one.what) for one in told] == []


def test_a_directive_that_a_state_has_not_taken_over_yet_binds_no_trader(shop: Shop) -> None:
    shop.edit("ES", "value: 2026-09-27\n", "none: no act that takes the directive over was found\n")
    shop.edit("ES", "- values: {es: Desistir del contrato aquí}\n", "- none: no such function in the consumer code\n")
    assert shop.findings("market-rights") == ()


def test_it_asks_no_network_and_says_the_same_twice(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert lint(shop.markets(), TODAY) == lint(shop.markets(), TODAY)


def disagreeing(*said: tuple[str, int]) -> Witnesses:
    def rates(market: str, _: date) -> tuple[Said, ...]:
        here = said if market == "ES" else ()
        return tuple(Said(witness=name, rate=Decimal(rate), as_of=TODAY) for name, rate in here)

    return replace(Witnesses(), standard_rates=rates)


def test_witnesses_that_disagree_among_themselves_are_all_shown(shop: Shop) -> None:
    [finding, *more] = shop.findings("market-rate", witnesses=disagreeing(("one", 21), ("other", 20)))
    assert "profile 21, one 21, other 20" in finding.what
    assert finding.severity is Severity.WARNING
    assert more == []


def test_witnesses_that_agree_against_the_profile_make_an_error(shop: Shop) -> None:
    [finding] = shop.findings("market-rate", witnesses=disagreeing(("one", 20), ("other", 20)))
    assert "profile 21, one 20, other 20" in finding.what
    assert finding.severity is Severity.ERROR


def test_a_rate_the_witnesses_cannot_have_heard_of_is_left_alone(shop: Shop) -> None:
    rate = """        - value: 21
          valid_from: 2012-09-01
"""
    ended = rate.replace("2012-09-01\n", "2012-09-01\n          valid_until: 2027-12-31\n")
    after = """        - value: 23
          valid_from: 2028-01-01
          source: the law
          verified_on: 2026-11-21
          confidence: primary
"""
    shop.edit("ES", rate, after + ended)
    assert shop.findings("market-rate", date(2028, 2, 1)) == ()


def test_a_value_that_ends_is_told_before_and_after_its_last_day(shop: Shop) -> None:
    shop.edit("ES", "value: P14D\n", "value: P14D\n      valid_until: 2026-12-31\n")
    [soon] = shop.findings("market-window")
    assert "after 2026-12-31, in 40 days" in soon.what
    assert soon.severity is Severity.WARNING
    [gone] = shop.findings("market-window", date(2027, 1, 1))
    assert "has no value on 2027-01-01" in gone.what
    assert gone.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("path", "days"), [("complaints.body.name", 180), ("payment_methods", 90), ("data_protection.authority.phone", 365)]
)
def test_readings_go_stale_by_kind_of_fact(path: str, days: int, shop: Shop) -> None:
    def about(day: date) -> list[Finding]:
        return [one for one in shop.findings("market-review", day) if f"{path} " in one.what and one.market == "ES"]

    last = date.fromordinal(TODAY.toordinal() + days)
    assert about(last) == []
    overdue = about(date.fromordinal(last.toordinal() + 1))
    assert overdue
    assert all(f"{days} are allowed" in one.what and one.severity is Severity.WARNING for one in overdue)


def test_a_method_that_ended_may_keep_its_old_name(shop: Shop) -> None:
    shop.edit("ES", "name: Bizum\n", "name: Paylib\n        valid_until: 2024-12-31\n")
    assert shop.findings("market-gone") == ()


def test_what_a_part_of_a_country_inherits_is_reported_once(shop: Shop) -> None:
    shop.edit("ES", "value: 21", "value: 22")
    (shop.folder / "ES-CT.yaml").write_text("market: ES-CT\nparent: ES\nname: Catalonia\nfacts: {}\n", encoding="utf-8")
    assert len(shop.markets()) == 4
    shop.edit("ES", '"+34900293183"', '"+33153732222"')
    assert [one.market for one in shop.findings("market-phone")] == ["ES"]


def test_a_small_profile_without_legal_facts_owes_none(tmp_path: Path) -> None:
    (tmp_path / "ES.yaml").write_text(
        "market: ES\nname: Spain\ncurrency: EUR\nlocales: {es: {format: es-ES}}\n"
        "facts:\n  name: {type: text, values: {es: España}, source: CLDR, verified_on: 2026-11-21,"
        " confidence: primary}\n",
        encoding="utf-8",
    )
    assert [one for result in lint(load_markets(tmp_path, "markets"), TODAY) for one in result.findings] == []


@pytest.mark.parametrize(
    ("text", "is_odd"),
    [
        ("por 4.999 € al año", False),
        ("por 4.999,00 € al año", False),
        ("por 49,90 € al año", False),
        ("por 4 € al año", False),
        ("en 2,5 horas por 3 €", False),
        ("por €4,999 al año", True),
        ("por 49,999 EUR al año", True),
        ("por 49,999 kilos al año", False),
        ("unos 1,234.5円", False),
        ("unos 1.234,5円", True),
        ("unos ₩1.234,5 o menos", True),
    ],
)
def test_an_amount_typed_into_a_text_has_the_decimals_of_its_currency(text: str, is_odd: bool, shop: Shop) -> None:
    shop.edit("company", "sin coste para usted.", text)
    assert bool(shop.findings("market-amount")) is is_odd


def test_a_region_names_its_amounts_in_one_currency_for_all() -> None:
    duty = f"duty: {{type: money, value: {{amount: '3.00', currency: EUR}}, {READ}}}"
    region = f"region: EU\nname: EU\nmembers: [SE]\nfacts:\n  {duty}\n"
    sweden = market("SE", more="region: EU").replace("currency: EUR", "currency: SEK")
    assert said("market-currency", {"_regions/EU": region, "SE": sweden}, "SE") == ""
    assert "an amount in EUR" in said("market-currency", {"SE": sweden.replace("region: EU", "") + f"  {duty}\n"}, "SE")


def test_a_currency_that_came_after_cldr_is_right_from_its_day_on() -> None:
    bulgaria = {"BG": market("BG")}
    assert findings("market-currency", bulgaria, "BG", date(2026, 6, 1)) == []
    assert findings("market-currency", bulgaria, "BG", date(2025, 6, 1))


@pytest.mark.parametrize(
    ("first", "is_right"), [("2011-01-04", True), ("2011-01-01", False), ("2016-01-01", True), ("", True)]
)
def test_a_rate_begins_on_a_day_on_which_it_changed_or_where_the_profile_does(first: str, is_right: bool) -> None:
    start = f"valid_from: {first}, " if first else ""
    rate = f"tax: {{standard_rate: {{type: percent, legal: true, windows: [{{value: 20, {start}{READ}}}]}}}}"
    found = said("market-rights", {"GB": market("GB", rate, locales="en-GB: {format: en-GB}")}, "GB")
    assert ("tax.standard_rate begins on 2011-01-01" in found) is not is_right


def test_a_mediator_of_france_is_named_with_an_address() -> None:
    data = "legal_name: {type: name, value: Ana}, mediator: {name: {type: name, value: Médiation Exemple}}"

    def found(code: str, more: str = "") -> str:
        company = {code: f"{{{data.removesuffix('}')}{more}}}}}"}
        return said("market-company", {code: market(code)}, code, company=company)

    assert "FR has no company.mediator.address" in found("FR")
    assert "mediator.address" not in found("FR", ", address: {type: name, value: 7 rue de l’Exemple}")
    assert "mediator" not in found("BE")


def test_a_rate_that_is_absent_where_tables_have_one() -> None:
    rate = f"tax: {{standard_rate: {{type: percent, legal: true, value: null, note: unclear, {READ}}}}}"
    assert "there is no standard rate on 2026-11-30; eu-vat-rates-data" in said(
        "market-rate", {"ES": market("ES", rate)}
    )
    none = rate.replace("value: null, note: unclear", "none: each state has its own")
    assert said("market-rate", {"ES": market("ES", none)}) == ""


@pytest.mark.parametrize(
    ("code", "locale", "day"),
    [("IT", "it: {format: it-IT}", "2026-06-19"), ("AT", "de: {format: de-AT}", "2026-10-01")],
)
def test_a_first_day_is_told_beside_that_of_this_country_alone(code: str, locale: str, day: str) -> None:
    language = locale.partition(":")[0]
    windows = f"windows: [{{values: {{{language}: Recedere qui}}, valid_from: 2026-06-05, {READ}}}]"
    label = f"consumer_rights: {{withdrawal_function_label: {{type: text, legal: true, {windows}}}}}"
    found = said("market-rights", {code: market(code, label, locales=locale)}, code)
    assert f"begins on 2026-06-05; the act says {day}." in found
    assert found.count("begins on") == 1
