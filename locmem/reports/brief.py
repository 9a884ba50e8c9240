"""The market brief: what a manager must know of a market, on one page, each value with its source and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from locmem.backlog.items import BacklogItem
from locmem.checks.keeping import Keeping
from locmem.markets.changes import OBLIGATION, Change
from locmem.model.fact import Confidence, Evidence, Fact, FactType, FactValue, ListItem, LocalText, Market
from locmem.model.priority import Priority
from locmem.model.wording import counted
from locmem.reports.coverage import CoverageRow, ReadinessRow
from locmem.values.formatting import format_value

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what, its value, and where from and when; `source` is as the profile has it.

    is_unverified: nobody read the source yet.
    """

    label: str
    value: str
    source: str
    read_on: date | None
    is_unverified: bool = False

    @property
    def short_source(self) -> str:
        """The source in a few characters: a package, a site, or the first words."""
        return short_source(self.source)

    @property
    def link(self) -> str:
        """The first web address of the source, empty where it has none."""
        found = re.search(r"https?://[^\s;,)]+", self.source)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading and its lines; `empty` is what stands there without any."""

    title: str
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page: sections are always the same, in the same order."""

    code: str
    name: str
    currency: str
    project: str
    day: date
    sections: tuple[Section, ...]


MOST_OPEN = 6
MOST_CHANGES = 5
_WITHDRAWAL = (
    ("Withdrawal within", "consumer_rights.withdrawal_period"),
    ("The function says", "consumer_rights.withdrawal_function_label"),
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
_TAX = (
    ("Name", "tax.name"),
    ("Short", "tax.abbreviation"),
    ("Standard rate", "tax.standard_rate"),
    ("In prices", "tax.included_in_prices"),
    ("Number is called", "tax.number_label"),
    ("Example", "tax.number_example"),
)
_LEGAL = (
    ("Tax", _TAX),
    ("Withdrawal and refunds", _WITHDRAWAL),
    ("Guarantee", _GUARANTEE),
    ("Complaints", _COMPLAINTS),
    ("Privacy", _PRIVACY),
)
_SILENT = "The profile says nothing about it."
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


def brief(
    market: Market,
    day: date,
    *,
    project: str,
    coverage: Sequence[CoverageRow],
    readiness: Sequence[ReadinessRow],
    open_items: Sequence[BacklogItem],
    ahead: Sequence[Change],
    keepings: Sequence[Keeping] = (),
) -> Brief:
    """The brief of a market on a day: values as its first locale writes them, texts in each of its locales.

    coverage, readiness, open_items, ahead: of the whole project; what concerns other markets is left out.
    keepings: how its obligations stand.
    """
    tags = [locale.content for locale in market.locales]
    kept = {one.obligation.key: one for one in keepings}
    is_served = any(row.pages for row in readiness if row.market == market.code)
    return Brief(
        code=market.code,
        name=market.name,
        currency=market.currency,
        project=project,
        day=day,
        sections=(
            Section(title="Languages and peak months", lines=tuple(_languages(market, day)), empty="No locale."),
            Section(
                title="Payment methods",
                lines=tuple(_methods(market, day)),
                empty="The profile names no payment method.",
            ),
            *(
                Section(title=title, lines=tuple(_facts(market, day, wanted)), empty=_SILENT)
                for title, wanted in _LEGAL
            ),
            Section(title="Company contacts", lines=tuple(_company(market, day)), empty="There are no company data."),
            Section(
                title="Obligations",
                lines=tuple(_obligations(market, day, kept)),
                empty="Authors owe nothing special here.",
            ),
            Section(title="Changes ahead", lines=tuple(_ahead(market, ahead)), empty="No change is known of."),
            Section(
                title="Coverage",
                lines=tuple(_coverage(market, tags, coverage, readiness, day)),
                empty="No content ships here yet.",
            ),
            Section(
                title="Open items of priority 1",
                lines=tuple(_open(market, open_items, day)),
                empty=f"None on {day}." if is_served else "None is counted before the market's locales are declared.",
            ),
        ),
    )


def short_source(source: str) -> str:
    """A source in a few characters: `eu-vat-rates-data 2026.9.29`, `aepd.es`, `general knowledge`."""
    first = re.split(r"[;,(]", source.strip(), maxsplit=1)[0].strip()
    found = re.search(r"https?://\S+", source)
    if found and (source.strip().startswith("http") or len(first) > _SHORT):
        return (urlsplit(found[0]).hostname or "").removeprefix("www.")
    if first.startswith("github:"):
        return first.removeprefix("github:").split("@")[0]
    plain = first.removeprefix("pypi:").removeprefix("npm:")
    return _cut(plain, _SHORT)


_SHORT = 30
_PEAK = "calendar.peak_months"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _line(label: str, value: str, evidence: Evidence) -> Line:
    return Line(
        label=label,
        value=value,
        source=evidence.source,
        read_on=evidence.verified_on,
        is_unverified=evidence.confidence is Confidence.UNVERIFIED,
    )


def _languages(market: Market, day: date) -> Iterator[Line]:
    file = market.path.rpartition("/")[2]
    for locale in market.locales:
        tone = locale.tone or "no tone is set"
        yield Line(label=f"{locale.content} ({locale.format})", value=tone, source=file, read_on=day)
    yield Line(label="Currency", value=market.currency, source=file, read_on=day)
    held = _held(market.facts.get(_PEAK), day)
    if held and isinstance(held.value, str):
        months = [_MONTHS[int(one) - 1] for one in re.findall(r"\b(?:[1-9]|1[0-2])\b", held.value)]
        yield _line("Peak months", ", ".join(months) or NONE, held.evidence)
    held = _held(market.facts.get("support_response.email"), day)
    if held:
        yield _line("E-mail within", _shown(market, market.facts["support_response.email"], held), held.evidence)


def _methods(market: Market, day: date) -> Iterator[Line]:
    fact = market.facts.get("payment_methods")
    for item in _items(fact, day):
        kind = item.fields.get("kind", "")
        yield _line(_name(item, market), str(kind).replace("_", " "), item.evidence)


def _facts(market: Market, day: date, wanted: Sequence[tuple[str, str]]) -> Iterator[Line]:
    for label, path in wanted:
        fact = market.facts.get(path)
        held = _held(fact, day)
        if not fact or not held:
            continue
        if fact.type is FactType.LIST:
            items = list(_items(fact, day))
            if items:
                yield _line(label, "; ".join(_name(item, market) for item in items), _weakest(items))
            continue
        yield _line(label, _shown(market, fact, held), held.evidence)


def _weakest(items: Sequence[ListItem]) -> Evidence:
    """The evidence that vouches least: unverified before verified, old before new."""
    return min((item.evidence for item in items), key=lambda one: (one.verified_on or date.min, one.source))


def _company(market: Market, day: date) -> Iterator[Line]:
    for label, path in _COMPANY:
        fact = market.company.get(path)
        held = _held(fact, day)
        if fact and held:
            shown = _shown(market, fact, held)
            if shown != NONE:
                file = fact.location.path.rpartition("/")[2]
                yield Line(label=label, value=shown, source=file, read_on=held.evidence.verified_on or day)


def _obligations(market: Market, day: date, keepings: Mapping[str, Keeping]) -> Iterator[Line]:
    for one in market.obligations:
        if one.window.holds(day):
            # The facts that one names stand above; what is left to say is where texts must have them.
            value = f"in texts on {', '.join(one.applies_to)}" if one.facts else first_sentence(one.text)
            if one.key in keepings:
                value = f"{value.removesuffix('.')} ({keepings[one.key].in_short})"
            yield _line(one.key.replace("_", " "), value, one.evidence)


def _ahead(market: Market, changes: Sequence[Change]) -> Iterator[Line]:
    mine = [change for change in changes if change.market == market.code]
    for change in mine[:MOST_CHANGES]:
        value = f"{change.before} → {change.after}"
        if change.path.startswith(OBLIGATION):
            is_new = change.before == "(none)"
            text = first_sentence(change.after if is_new else change.before)
            value = text if is_new else f"no longer: {text}"
        name = change.path.removeprefix("market.").removeprefix(OBLIGATION).replace("_", " ")
        yield Line(
            label=str(change.on),
            value=f"{name}: {value}",
            source=change.source,
            read_on=change.verified_on,
            is_unverified=change.verified_on is None,
        )


def _coverage(
    market: Market, tags: Sequence[str], coverage: Sequence[CoverageRow], readiness: Sequence[ReadinessRow], day: date
) -> Iterator[Line]:
    for row in coverage:
        if row.locale in tags:
            stale = f", {row.stale} stale" if row.stale else ""
            value = f"{row.percent:.0f} % of {counted(row.total, 'segment')} confirmed{stale}"
            yield Line(label=f"{row.content_set} in {row.locale}", value=value, source="catalogs", read_on=day)
    for ready in readiness:
        if ready.market == market.code and ready.pages:
            rest = ", ".join(
                f"{count} {standing}"
                for count, standing in (
                    (ready.last_confirmed, "with older wording"),
                    (ready.source, "in the source language"),
                    (ready.withheld, "withheld"),
                    (ready.blocked, "held back by a fact"),
                )
                if count
            )
            value = f"{ready.ready} of {counted(ready.pages, 'page')} ready{f'; {rest}' if rest else ''}"
            yield Line(label=f"pages in {ready.locale}", value=value, source="locmem status", read_on=day)

    without = [row.locale for row in readiness if row.market == market.code and not row.pages]
    if without:
        value = "nothing is translated: not declared"
        yield Line(label=", ".join(without), value=value, source="locmem.yaml", read_on=day)


def _open(market: Market, items: Sequence[BacklogItem], day: date) -> Iterator[Line]:
    mine = [one for one in items if one.market == market.code and one.scored.priority is Priority.MUST]
    groups: dict[tuple[str, ...], list[BacklogItem]] = {}
    for one in mine:
        groups.setdefault((one.document, *one.scored.reasons), []).append(one)
    shown = list(groups.values())[:MOST_OPEN]
    for same in shown:
        locales = ", ".join(one.locale for one in same)
        reasons = "; ".join(_plain(reason) for reason in same[0].scored.reasons)
        label = same[0].document.rpartition("/")[2]
        yield Line(label=f"{label} ({locales})", value=_cut(reasons, 150), source="locmem backlog", read_on=day)
    left = len(mine) - sum(map(len, shown))
    if left:
        value = f"locmem backlog --market {market.code} lists them"
        yield Line(label=f"and {left} more", value=value, source="locmem backlog", read_on=day)


def _plain(reason: str) -> str:
    """A reason without the source of a fact that follows in brackets: the fact's own line has it."""
    return re.sub(r" \(source: .*?\)(?=[.;]|$)", "", reason)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def first_sentence(text: str) -> str:
    """The first sentence of an instruction; a long one is cut at a word."""
    sentence = re.split(r"(?<=[\w)»”%])\.\s(?=[A-ZÀ-Þ])", text, maxsplit=1)[0].rstrip(".") + "."
    if len(sentence) <= 150:
        return sentence
    return f"{sentence[:147].rsplit(' ', 1)[0]} …"


def _held(fact: Fact | None, day: date) -> FactValue | None:
    return next((value for value in fact.values if value.window.holds(day)), None) if fact else None


def _items(fact: Fact | None, day: date) -> Iterator[ListItem]:
    held = _held(fact, day)
    for item in held.value if held and isinstance(held.value, tuple) else ():
        if item.window.holds(day):
            yield item


def _name(item: ListItem, market: Market) -> str:
    name = item.fields.get("name", "")
    return name if isinstance(name, str) else _texts(name, market)


def _texts(value: LocalText, market: Market) -> str:
    texts = (value.for_locale(locale.content) for locale in market.locales)
    return " / ".join(dict.fromkeys(text for text in texts if text)) or NONE


def _shown(market: Market, fact: Fact, held: FactValue) -> str:
    value, locale = held.value, market.locales[0]
    if value is None or isinstance(value, tuple):
        return NONE
    if isinstance(value, LocalText):
        return _texts(value, market)
    return format_value(value, fact.type, locale.format)
