"""The lines of a brief that a market's profile and its company data say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from locmem.checks.keeping import Keeping
from locmem.errors import RenderError
from locmem.markets.cases import cases_on, has_cases
from locmem.markets.channels import RESPONSE, hours_told, ordered, titles, told
from locmem.markets.profile import country_of
from locmem.model.fact import Confidence, DecidedBy, Evidence, Fact, FactType, FactValue, ListItem, LocalText, Market
from locmem.reports.brief_lines import NONE, Line, cut_at_word, first_sentence
from locmem.values.formatting import format_value
from locmem.values.month_names import format_months

ENGLISH = "en-GB"
"""What values are said in beside the market's own language."""

_WITHDRAWAL = (
    ("Withdrawal within", "consumer_rights.withdrawal_period"),
    ("The function says", "consumer_rights.withdrawal_function_label"),
    ("To confirm it", "consumer_rights.withdrawal_confirmation_label"),
    ("Refund within", "consumer_rights.refund_deadline"),
)
_GUARANTEE = (
    ("Legal guarantee", "consumer_rights.legal_guarantee"),
    ("A repair adds", "consumer_rights.repair_extension"),
    ("EU notice from", "consumer_rights.guarantee_notice_from"),
)
_COMPLAINTS = (
    ("We answer within", "complaints.trader_reply"),
    ("Out of court", "complaints.body.name"),
    ("Its website", "complaints.body.website"),
    ("All bodies", "complaints.bodies"),
)
_PRIVACY = (
    ("Law", "data_protection.regime"),
    ("Data given within", "data_protection.access_request.deadline"),
    ("Longer by", "data_protection.access_request.extension"),
    ("Authority", "data_protection.authority.name"),
    ("Its website", "data_protection.authority.website"),
    ("Its telephone", "data_protection.authority.phone"),
)
TAX = (
    ("Name", "tax.name"),
    ("Short", "tax.abbreviation"),
    ("Standard rate", "tax.standard_rate"),
    ("In prices", "tax.included_in_prices"),
    ("Number is called", "tax.number_label"),
    ("Example", "tax.number_example"),
)
LEGAL = (
    ("Tax", TAX),
    ("Withdrawal and refunds", _WITHDRAWAL),
    ("Guarantee", _GUARANTEE),
    ("Complaints", _COMPLAINTS),
    ("Privacy", _PRIVACY),
)
SILENT = "The profile says nothing about it."
_COMPANY = (
    ("Company", "legal_name"),
    ("Address", "address"),
    ("Returns", "returns_address"),
    ("Tax number", "tax_number"),
    ("Telephone", "support.phone"),
    ("Hours", "support.hours"),
    ("E-mail", "support.email"),
    ("Data protection", "dpo.name"),
    ("Its e-mail", "dpo.email"),
    ("Mediator", "mediator.name"),
    ("Delivery", "delivery.standard"),
    ("Free from", "delivery.free_from"),
    ("Plan a month", "subscription.price"),
)


def _line(label: str, value: str, evidence: Evidence, english: str = "") -> Line:
    return Line(
        label=label,
        value=value,
        english="" if english == value else english,
        source=evidence.source,
        read_on=evidence.verified_on,
        is_unverified=evidence.confidence is Confidence.UNVERIFIED,
        is_second_hand=evidence.confidence is Confidence.SECONDARY,
    )


def languages(market: Market, day: date) -> Iterator[Line]:
    """The locales with their tone, and the currency."""
    file = market.path.rpartition("/")[2]
    for locale in market.locales:
        tone = locale.tone or "no tone is set"
        yield Line(label=f"{locale.content} ({locale.format})", value=tone, source=file, read_on=day)
    yield Line(label="Currency", value=market.currency, source=file, read_on=day)


def channel_lines(market: Market, day: date) -> Iterator[Line]:
    """How customers reach the company, when somebody answers, and how they are written to."""
    file = market.path.rpartition("/")[2]
    for one in ordered(market):
        yield _line(titles().get(one.name, one.name), told(market, one, day), one.evidence)
    for path, fact in market.facts.items() if not market.channels else ():
        held = held_on(fact, day) if path.startswith(RESPONSE) else None
        if held:
            name = path.removeprefix(RESPONSE)
            label = f"{titles().get(name, name)} within"
            yield _line(label, _shown(market, fact, held), held.evidence, _in_english(fact, held))
    if market.desk:
        value = f"{hours_told(market.desk.hours)}, {market.desk.time_zone}"
        yield Line(label="Desk", value=value, source=file, read_on=day)
    if market.style:
        style = market.style
        yield _line("Address", f"{style.address}; {style.directness}", style.evidence)
        yield _line("Names", style.name_order.value.replace("-", " name "), style.evidence)
        for label, texts in (("Greeting", style.greeting), ("Closing", style.closing)):
            if texts:
                yield _line(label, " / ".join(dict.fromkeys(texts.values())), style.evidence)


def peak_months(market: Market, day: date) -> Iterator[Line]:
    """The months in which most customers write, by name, the busiest first."""
    held = held_on(market.facts.get("calendar.peak_months"), day)
    if held and isinstance(held.value, str):
        try:
            named = format_months(held.value, ENGLISH)
        except RenderError:
            named = NONE
        yield _line("Peak months", named, held.evidence)


def methods(market: Market, day: date) -> Iterator[Line]:
    """The payment methods in the order in which customers see them, with their kind."""
    fact = market.facts.get("payment_methods")
    for item in _items(fact, day):
        yield _line(_name(item, market), _kind(item), item.evidence)


def facts_of(market: Market, day: date, wanted: Sequence[tuple[str, str]]) -> Iterator[Line]:
    """The facts at the wanted paths that the market has that day, each under its label."""
    for label, path in wanted:
        fact = market.facts.get(path)
        held = held_on(fact, day)
        if not fact or not held:
            continue
        if fact.type is FactType.LIST:
            items = list(_items(fact, day))
            if items:
                # Each body was looked up by itself: no source speaks for all of them.
                for number, item in enumerate(items):
                    yield _line("and" if number else label, _named(item, market), item.evidence)
            elif held.no_rule:
                yield _line(label, _shown(market, fact, held), held.evidence)
            continue
        yield _line(label, f"{_shown(market, fact, held)}{_of_whom(fact, day)}", held.evidence, _in_english(fact, held))


def _of_whom(fact: Fact, day: date) -> str:
    """For whose orders or deliveries a value is, where others still have another."""
    cases = cases_on(fact, day) if has_cases(fact) else ()
    if len(cases) < 2 or not cases[0].window.start:
        return ""
    return f", {_DECIDING[fact.decided_by]} from {cases[0].window.start}"


_DECIDING = {DecidedBy.CONTRACT: "orders", DecidedBy.SUPPLY: "deliveries", DecidedBy.REQUEST: "requests"}
UNREAD = "not looked up yet"
_DUTY = 120
"""Signs of a duty that a brief has room for."""


def company_lines(market: Market, day: date) -> Iterator[Line]:
    """Who and where the company is there, as far as that is written down."""
    for label, path in _COMPANY:
        fact = market.company.get(path)
        held = held_on(fact, day)
        if fact and held:
            shown = _shown(market, fact, held)
            if shown != NONE:
                file = fact.location.path.rpartition("/")[2]
                yield Line(label=label, value=shown, source=file, read_on=held.evidence.verified_on or day)


def obligations(
    market: Market, day: date, keepings: Mapping[str, Keeping], hidden: Collection[str] = ()
) -> Iterator[Line]:
    """The duties in force: what texts must say, or where, if the facts that one names stand above.

    keepings: how each stands, by its key.  hidden: the keys of those of which customers see nothing today.
    What the market departs from is told, too: it asks nothing there.
    """
    for one in market.obligations:
        if one.window.holds(day):
            value = cut_at_word(first_sentence(one.text), _DUTY)
            if one.key in keepings:
                stands = keepings[one.key].in_short
                if one.key in hidden:
                    # That it is not translated yet goes without saying where customers see nothing.
                    stands = f"{stands.partition(';')[0]}; customers see nothing of it today"
                value = f"{value.removesuffix('.')} ({stands})"
            yield _line(one.key.replace("_", " "), value, one.evidence)
    for away in market.departures:
        if away.window.holds(day):
            yield _line(
                away.key.replace("_", " "), f"None here: {cut_at_word(first_sentence(away.none), _DUTY)}", away.evidence
            )


def held_on(fact: Fact | None, day: date) -> FactValue | None:
    """The value of a fact on a day; None where there is none."""
    return next((value for value in fact.values if value.window.holds(day)), None) if fact else None


def _items(fact: Fact | None, day: date) -> Iterator[ListItem]:
    held = held_on(fact, day)
    for item in held.value if held and isinstance(held.value, tuple) else ():
        if item.window.holds(day):
            yield item


_KINDS = {"adr": "out of court", "bnpl": "pay later"}
"""Kinds whose short names not everybody knows."""


def _kind(item: ListItem) -> str:
    kind = str(item.fields.get("kind", ""))
    return _KINDS.get(kind, kind.replace("_", " "))


def _named(item: ListItem, market: Market) -> str:
    """A body with its kind, which is in English whatever the language of the name."""
    kind = _kind(item)
    return f"{_name(item, market)} ({kind})" if kind else _name(item, market)


def _name(item: ListItem, market: Market) -> str:
    name = item.fields.get("name", "")
    return name if isinstance(name, str) else _texts(name, market)


def _texts(value: LocalText, market: Market) -> str:
    texts = (value.for_locale(locale.content) for locale in market.locales)
    return " / ".join(dict.fromkeys(text for text in texts if text)) or NONE


def _shown(market: Market, fact: Fact, held: FactValue) -> str:
    value, locale = held.value, market.locales[0]
    if held.no_rule:
        return f"no such rule: {first_sentence(held.no_rule)}"
    if held.is_unread and fact.path in market.facts:
        return UNREAD
    if value is None or isinstance(value, tuple):
        return NONE
    if isinstance(value, LocalText):
        return _texts(value, market)
    return format_value(value, fact.type, locale.format, "", country_of(market.code))


_SAID = (FactType.DURATION, FactType.DATE)
"""Types of which the value is in words of the market's language."""


def _in_english(fact: Fact, held: FactValue) -> str:
    value = held.value
    if fact.type not in _SAID or value is None or isinstance(value, tuple):
        return ""
    return format_value(value, fact.type, ENGLISH)
