"""Profiles and company data: what becomes of them, and every way to get them wrong."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.markets.load import load_markets, sound_markets
from locmem.markets.paths import paths
from locmem.markets.windows import items_on, value_on
from locmem.model.fact import Confidence, Duration, DurationUnit, FactType, LocalText, Market
from locmem.values.formatting import format_value

CASES = Path(__file__).parent / "cases"
PROFILES = Path(__file__).parents[2] / "markets"

Load = Callable[..., tuple[Market, ...]]

SPAIN = (CASES / "ES.yaml").read_text(encoding="utf-8")
COMPANY = (CASES / "company.yaml").read_text(encoding="utf-8")
HEAD = """\
market: ES
name: Spain
currency: EUR
locales: {es: {format: es-ES}}
"""
PORTUGAL = re.sub(r"\bes: ", "pt-PT: ", SPAIN).replace("market: ES", "market: PT").replace("es-ES", "pt-PT")
EVIDENCE = "source: s, verified_on: 2026-11-21, confidence: primary"


def problems(load: Load, **files: str) -> str:
    with pytest.raises(InputErrors) as caught:
        load(**files)
    return str(caught.value)


def problems_of_facts(load: Load, facts: str, rest: str = "") -> str:
    body = textwrap.indent(textwrap.dedent(facts).replace("EVIDENCE", EVIDENCE), "  ")
    return problems(load, ES=f"{HEAD}facts:\n{body}\n{rest}")


def test_a_profile_becomes_values(spain: Market) -> None:
    assert (spain.code, spain.name, spain.currency, spain.path) == ("ES", "Spain", "EUR", "markets/ES.yaml")
    assert [(one.content, one.format, one.tone) for one in spain.locales] == [("es", "es-ES", "tú")]
    assert spain.facts["name"].values[0].value == LocalText(values={"es": "España"})
    assert spain.facts["withdrawal_label"].values[0].value is None
    assert spain.facts["authority.phone"].values[0].value == "+34900293183"
    assert spain.obligations[0].applies_to == ("complaints",)
    assert spain.waivers[0].by == "Ana"


@pytest.mark.parametrize("end", ["", "facts: {}\n"], ids=["no key", "nothing in it"])
def test_a_profile_may_have_no_facts(load: Load, end: str) -> None:
    (market,) = load(ES=f"{HEAD}{end}")
    assert market.facts == {}


def test_values_stand_in_order_of_time(spain: Market) -> None:
    rate = spain.facts["tax.standard_rate"]
    assert (rate.type, rate.is_legal) == (FactType.PERCENT, True)
    assert [value.value for value in rate.values] == [Decimal(18), Decimal(21)]
    assert rate.values[0].evidence.confidence is Confidence.UNVERIFIED
    assert rate.location.key == "facts.tax.standard_rate"
    assert rate.values[0].location.line == 14


def test_both_ways_to_write_a_duration(spain: Market) -> None:
    month, days = spain.facts["trader_reply"].values
    assert month.value == Duration(count=1, unit=DurationUnit.MONTH)
    assert days.value == Duration(count=15, unit=DurationUnit.BUSINESS_DAY)


def test_a_planned_market_is_read_only_where_it_is_wanted(load: Load, tmp_path: Path) -> None:
    planned = PORTUGAL.replace("market: ES", "market: PT").replace("name: Spain", "name: Portugal\nstatus: planned", 1)
    data = "  PT:" + COMPANY.partition("  ES:")[2].replace("{es: ", "{pt-PT: ")
    markets = load(ES=SPAIN, PT=planned, company=COMPANY.rstrip() + "\n" + data)
    assert {market.code: market.is_launched for market in markets} == {"ES": True, "PT": False}
    assert [market.code for market in load_markets(tmp_path, "markets", with_planned=False)] == ["ES"]
    (tmp_path / "PT.yaml").write_text(planned + "\nmistake: 1\n", encoding="utf-8")
    assert [market.code for market in load_markets(tmp_path, "markets", with_planned=False)] == ["ES"]
    assert "'mistake' is not known" in problems(load, PT=planned + "\nmistake: 1\n")
    assert "Write one of: launched, planned" in problems(load, PT=planned.replace("status: planned", "status: soon"))


def test_a_launched_part_of_a_planned_country_reads_its_country(load: Load, tmp_path: Path) -> None:
    planned = SPAIN.replace("name: Spain", "name: Spain\nstatus: planned", 1)
    part = {"ES-CT": "market: ES-CT\nparent: ES\nname: Catalonia\n"}
    assert [market.is_launched for market in load(ES=planned, company=COMPANY, **part)] == [False, False]
    load(ES=planned, company=COMPANY, **{"ES-CT": part["ES-CT"] + "status: launched\n"})
    [found] = load_markets(tmp_path, "markets", with_planned=False)
    assert (found.code, found.currency, "support.phone" in found.company) == ("ES-CT", "EUR", True)


def test_an_obligation_names_facts_as_content_does(load: Load) -> None:
    rest = f"obligations: [{{key: k, applies_to: [tax], facts: [tax.name], text: t, {EVIDENCE}}}]"
    found = problems_of_facts(load, "name: {type: name, value: x, EVIDENCE}", rest)
    assert "'tax.name' is not the path of a fact. Write it as content does: market." in found


def test_a_body_may_have_an_address_a_phone_and_an_email(load: Load) -> None:
    body = f"{{name: B, address: {{es: Calle 1}}, phone: '+34910000000', email: info@b.example, {EVIDENCE}}}"
    [market] = load(ES=f"{HEAD}facts: {{a: {{type: list, items: [{body}]}}}}\n")
    [item] = items_on(market.facts["a"], date(2026, 11, 21))
    assert item.fields == {
        "name": "B",
        "address": LocalText(values={"es": "Calle 1"}),
        "phone": "+34910000000",
        "email": "info@b.example",
    }
    assert {"market.a[].address", "market.a[].phone", "market.a[].email"} <= paths(market)


def test_a_flag_is_true_or_false(load: Load) -> None:
    [market] = load(ES=f"{HEAD}facts:\n  open: {{type: flag, value: false, {EVIDENCE}}}\n")
    assert market.facts["open"].values[0].value is False
    assert "Write true or false" in problems_of_facts(load, "open: {type: flag, value: perhaps, EVIDENCE}")


def test_a_folder_without_profiles_has_no_markets(tmp_path: Path) -> None:
    assert load_markets(tmp_path / "nowhere", "markets") == ()
    assert load_markets(tmp_path, "markets") == ()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            "a: {type: colour, value: 1, EVIDENCE}",
            "markets/ES.yaml:6:13 facts.a.type: 'colour' is not one of",
        ),
        (
            "a: {type: name, value: x, vlaue: y, EVIDENCE}",
            "the key 'vlaue' is not known. Did you mean 'value'?",
        ),
        ("a: {value: x, EVIDENCE}", "facts.a: the fact has no type"),
        ("a: {type: name, EVIDENCE}", "the value is missing. Write `value: …`"),
        ('a: {type: name, value: " ", EVIDENCE}', "the text is empty"),
        ("a: {type: percent, value: 21 %, EVIDENCE}", "facts.a.value: this is text. Write a number"),
        ("a: {type: number, value: true, EVIDENCE}", "facts.a.value: this is true or false. Write a number"),
        ("a: {type: date, value: soon, EVIDENCE}", "Write a date such as"),
        ("a: {type: date, value: 2026-02-30, EVIDENCE}", "2026-02-30 is not a day of the calendar"),
        ("a: {type: duration, value: P1Y6M, EVIDENCE}", "'P1Y6M' is not a duration of one unit"),
        ("a: {type: duration, value: 14 days, EVIDENCE}", "'14 days' is not a duration of one unit"),
        ("a: {type: duration, value: P0D, EVIDENCE}", "'P0D' lasts no time"),
        ("a: {type: duration, value: {count: 0, unit: day}, EVIDENCE}", "0 is too small"),
        ("a: {type: duration, value: {count: 2, unit: fortnight}, EVIDENCE}", "'fortnight' is not one of"),
        ("a: {type: duration, value: {unit: day}, EVIDENCE}", "the key 'count' is missing"),
        ("a: {type: money, value: 49.00, EVIDENCE}", "Write a mapping"),
        ('a: {type: money, value: {amount: "49,00", currency: EUR}, EVIDENCE}', "'49,00' is not an amount"),
        ('a: {type: money, value: {amount: "49", currency: EURO}, EVIDENCE}', "'EURO' is not a currency"),
        ('a: {type: phone, value: "900 293 183", EVIDENCE}', "is not a number in E.164"),
        ("a: {type: time_zone, value: CET, EVIDENCE}", "there is no time zone 'CET'"),
        ("a: {type: phone, value: +34900293183, EVIDENCE}", 'has no quotes. Write "+34900293183"'),
        ("a: {type: url, value: www.aepd.es, EVIDENCE}", "starts with https:// or http://"),
        ("a: {type: url, value: 'javascript:alert(1)', EVIDENCE}", "starts with https:// or http://"),
        ("a: {type: url, value: 'https://', EVIDENCE}", "starts with https:// or http://"),
        ("a: {type: text, value: x, EVIDENCE}", "a text is not written with `value`"),
        ("a: {type: text, values: {}, EVIDENCE}", "there is no text for es"),
        ("a: {type: text, values: {es: x, fr: y}, EVIDENCE}", "the key 'fr' is not known"),
        ("a: {type: text, value: null, values: {es: x}, EVIDENCE}", "both value: null and values"),
        ("a: {type: list, items: []}", "the list has no items"),
        ("a: {type: list, items: [{kind: card, EVIDENCE}]}", "the key 'name' is missing"),
        (
            "a: {type: list, items: [{name: V, verified_on: 2026-11-21, confidence: primary}]}",
            "facts.a.items[0]: the key 'source' is missing",
        ),
        ("a: {type: list, items: [{name: x, website: x, EVIDENCE}]}", "starts with https://"),
        ("a: {type: list, items: [{name: x, phone: '900 100 200', EVIDENCE}]}", "is not a number in E.164"),
        ("a: {type: list, items: [{name: x, email: info.example, EVIDENCE}]}", "is not an e-mail address"),
        ("a: {type: list, items: [{name: x, address: ' ', EVIDENCE}]}", "the text is empty"),
        (
            "a: {type: list, items: [{name: V, EVIDENCE}, {name: V, EVIDENCE}]}",
            "stands twice on the same days",
        ),
        ("a: {type: name, windows: []}", "there are no windows"),
        (
            "a: {type: name, value: x, valid_from: 2026-01-02, valid_until: 2026-01-01, EVIDENCE}",
            "ends before",
        ),
        ("a: {type: name, value: x, verified_on: 2026-11-21, confidence: primary}", "'source' is missing"),
        ("a: {type: name, value: x, source: s, verified_on: 2026-11-21}", "'confidence' is missing"),
        ("a: {type: name, value: x, source: s, confidence: primary}", "primary, but verified_on has no date"),
        (
            "a: {type: name, value: x, source: s, verified_on: 2026-11-21, confidence: unverified}",
            "unverified, but verified_on says 2026-11-21",
        ),
        ("Tax-Rate: {type: name, value: x, EVIDENCE}", "'Tax-Rate' cannot be used as a name in content"),
        ("currency: {type: name, value: EUR, EVIDENCE}", "market.currency is there without a fact"),
        ("a: 5", "facts.a: this is a whole number. Write a mapping"),
    ],
)
def test_what_is_wrong_with_a_fact_is_said_with_its_place(load: Load, facts: str, said: str) -> None:
    message = problems_of_facts(load, facts)
    assert said in message
    assert message.startswith("markets/ES.yaml:6:")
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("valid_until: 2026-01-31", "valid_from: 2026-01-31", "overlap"),
        ("valid_until: 2026-01-31", "valid_from: 2026-02-02", "no value between 2026-01-31 and 2026-02-02"),
        ("valid_from: 2026-01-01", "valid_from: 2026-02-01", "overlap"),
        ("valid_until: 2026-01-01", "valid_until: 2026-02-01", "overlap"),
        ("note: a", "note: b", "overlap"),
    ],
)
def test_windows_neither_overlap_nor_leave_gaps(load: Load, first: str, second: str, said: str) -> None:
    facts = f"""\
    a:
      type: number
      windows:
        - {{value: 1, {first}, EVIDENCE}}
        - {{value: 2, {second}, EVIDENCE}}
    """
    message = problems_of_facts(load, facts)
    assert said in message
    assert len(message.splitlines()) == 1


def test_days_before_the_first_and_after_the_last_window_may_be_open(load: Load) -> None:
    fact = f"{{value: 1, valid_from: 2026-01-01, valid_until: 2026-01-31, {EVIDENCE}}}"
    assert load(ES=f"{HEAD}facts:\n  a: {{type: number, windows: [{fact}]}}\n")


def test_an_item_may_come_back_on_other_days(load: Load) -> None:
    first = f"{{name: Wero, valid_until: 2026-01-31, {EVIDENCE}}}"
    again = f"{{name: Wero, valid_from: 2026-03-01, {EVIDENCE}}}"
    items = load(ES=f"{HEAD}facts: {{a: {{type: list, items: [{first}, {again}]}}}}\n")[0].facts["a"]
    assert len(items_on(items, date(2026, 2, 1))) == 0
    assert len(items_on(items, date(2026, 3, 1))) == 1


def test_all_problems_of_all_profiles_come_at_once(load: Load) -> None:
    message = problems(
        load,
        ES=f"{HEAD}facts: {{a: {{type: name, value: x}}, b: {{type: url, value: y, {EVIDENCE}}}}}\n",
        FR=HEAD + "facts: {}\n",
    )
    assert [line.split(":")[0] for line in message.splitlines()] == ["markets/ES.yaml"] * 3 + ["markets/FR.yaml"]
    assert "the file is named after FR, but holds ES" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("currency: EUR", "currency: euro", "'euro' is not a currency"),
        ("format: es-ES", "format: es-XX", "CLDR has no data for 'es-XX'"),
        ("format: es-ES", "format: fr-FR", "formatted for fr-FR in texts in es"),
        ("  es: {format", "  ES: {format", "'ES' is not the usual spelling. Write es."),
        ("name: Spain\n", "", "the key 'name' is missing"),
        ("fact: refund", "fact: refunds", "there is no fact 'refunds' to waive"),
        ("fact: refund", "fact: trader_reply", "trader_reply is not a legal fact"),
        ("by: Ana, ", "", "the key 'by' is missing"),
        ("fact: refund", "fact: tax", "there is no fact 'tax' to waive"),
        (", on: 2026-11-21}", "}", "the key 'on' is missing"),
        ("    applies_to: [complaints]\n", "", "the key 'applies_to' is missing"),
        ("obligations:", "obligation:", "the key 'obligation' is not known. Did you mean 'obligations'?"),
    ],
)
def test_what_is_wrong_with_a_profile(load: Load, old: str, new: str, said: str) -> None:
    assert old in SPAIN
    assert said in problems(load, ES=SPAIN.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("refund: {type: duration, legal: true", "refund: {type: duration, legal: yess", "Write true or false."),
        ("refund: {type: duration", "refund: {type: duratoin", "'duratoin' is not one of the choices"),
        (
            "  refund: {type",
            "  refunding: {type",
            "there is no fact 'refund' to waive on line 49; refunding",
        ),
        ("valid_until: 2026-12-27", "valid_until: 2026-27-12", "2026-27-12 is not a day of the calendar"),
        ("valid_from: 2026-12-28", "valid_from: 2026-31-12", "2026-31-12 is not a day of the calendar"),
        ("valid_from: 2012-09-01", "valid_from: 2012-09-01, valid_until: 2002-09-01", "ends before it starts"),
    ],
)
def test_what_follows_from_a_slip_is_not_told_with_it(load: Load, old: str, new: str, said: str) -> None:
    assert old in SPAIN
    message = problems(load, ES=SPAIN.replace(old, new, 1))
    assert len(message.splitlines()) == 1
    assert said in message


def test_a_fact_renamed_below_its_waiver_is_told_where_it_stands(load: Load) -> None:
    line = next(number for number, text in enumerate(SPAIN.splitlines(), 1) if text.startswith("  refund:"))
    message = problems(load, ES=SPAIN.replace("  refund: {type", "  refunding: {type", 1))
    assert message.startswith(f"markets/ES.yaml:{line}:")
    assert message.endswith("Call it refund again, or name refunding in the waiver.")


def test_files_must_be_named_after_markets(tmp_path: Path) -> None:
    (tmp_path / "spain.yaml").write_text(SPAIN, encoding="utf-8")
    (tmp_path / "ES.yml").write_text(SPAIN, encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        load_markets(tmp_path, "markets")
    assert "'spain' is not a market code" in str(caught.value)
    assert "markets/ES.yml: profiles and company data end in .yaml" in str(caught.value)


def test_the_project_s_own_profiles_load_and_agree_on_their_paths() -> None:
    markets = load_markets(PROFILES, "markets", with_planned=False)
    assert [market.code for market in markets] == ["BR", "DE", "ES", "FR", "JP", "PT"]
    for market in markets:
        of_items = {f"market.complaints.bodies[].{name}" for name in ("website", "address")}
        of_regions = {f"market.tax.{name}_rate" for name in ("azores", "madeira", "overseas")}
        assert paths(market) ^ paths(markets[0]) <= of_items | of_regions


def test_the_project_s_own_profiles_have_a_value_for_every_fact_on_their_day() -> None:
    for market in load_markets(PROFILES, "markets"):
        for fact in (*market.facts.values(), *market.company.values()):
            assert value_on(fact, date(2026, 11, 21)).window.holds(date(2026, 11, 21))


def test_the_project_s_own_profiles_can_be_shown_in_their_locales() -> None:
    for market in load_markets(PROFILES, "markets"):
        for locale in market.locales:
            for fact in (*market.facts.values(), *market.company.values()):
                for one in fact.values:
                    if one.value is not None and not isinstance(one.value, tuple):
                        assert format_value(one.value, fact.type, locale.format)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("currency: EUR", "curency: EUR", "3:1 curency"),
        ("locales:", "local:", "4:1 local"),
        ("verified_on: 2026", "verifed_on: 2026", "verifed_on"),
        ("confidence: primary", "confidense: primary", "confidense"),
        ("value: null", "vlaue: null", "vlaue"),
    ],
)
def test_one_misspelt_key_of_a_profile_is_told_once(load: Load, old: str, new: str, place: str) -> None:
    assert old in SPAIN
    message = problems(load, ES=SPAIN.replace(old, new, 1))
    assert len(message.splitlines()) == 1, message
    assert place in message
    assert "Did you mean" in message


def test_markets_are_read_without_those_that_cannot_be(load: Load, tmp_path: Path) -> None:
    load(ES=SPAIN, PT=PORTUGAL)
    broken = SPAIN.replace("name: Spain", "nom: Spain")
    (tmp_path / "ES.yaml").write_text(broken, encoding="utf-8")
    (tmp_path / "ES-IC.yaml").write_text("market: ES-IC\nparent: ES\nname: Canarias\n", encoding="utf-8")
    found = sound_markets(tmp_path, "markets")
    assert [one.code for one in found.markets] == ["PT"]
    assert found.broken == {"ES": "markets/ES.yaml", "ES-IC": "markets/ES.yaml"}
    assert {one.location.path for one in found.problems} == {"markets/ES.yaml"}


def test_a_file_that_is_not_to_be_believed_is_not_read(load: Load, tmp_path: Path) -> None:
    load(ES=SPAIN, PT=PORTUGAL)
    found = sound_markets(tmp_path, "markets", doubtful=("ES.yaml",))
    assert ([one.code for one in found.markets], found.broken) == (["PT"], {"ES": "markets/ES.yaml"})
    found = sound_markets(tmp_path, "markets", doubtful=("company.yaml",))
    assert (found.markets, sorted(found.broken)) == ((), ["ES", "PT"])


def test_a_path_misspelt_in_the_data_of_one_market_is_a_fault_of_that_one_alone(load: Load, tmp_path: Path) -> None:
    france = PORTUGAL.replace("market: PT", "market: FR").replace("pt-PT", "fr")
    data = "    support:\n      phone: {type: phone, value: null}\n"
    sections = {code: f"  {code}:\n{data}" for code in ("ES", "FR", "PT")}
    load(ES=SPAIN, FR=france, PT=PORTUGAL, company="markets:\n" + "".join(sections.values()))
    sections["FR"] = sections["FR"].replace("support", "suport")
    (tmp_path / "company.yaml").write_text("markets:\n" + "".join(sections.values()), encoding="utf-8")
    found = sound_markets(tmp_path, "markets")
    assert found.broken == {"FR": "markets/company.yaml"}
    assert [sorted(one.company) for one in found.markets] == [["support.phone"]] * 2
    assert found.problems
