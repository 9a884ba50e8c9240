"""A market's facts on a day, as its pages would print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from locmem.errors import Location, RenderError
from locmem.markets.channels import hours_told, ordered, response_target, told
from locmem.markets.due import owner_of
from locmem.markets.windows import evidence_problem, items_on, value_on, waiver_for
from locmem.model.fact import DecidedBy, Evidence, Fact, FactType, ListItem, LocalText, Market, Money
from locmem.model.service_level import Span
from locmem.values.formatting import format_value
from locmem.values.numbers import amount_problem
from locmem.workspace.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact: what is printed, when it holds, and how good the evidence is.

    is_blocking: whether pages that use it are held back.
    comes_from: the region or the country it is inherited from, `EU` or `CA`; empty for what the market says itself.
    decided_by: which day of a customer's chooses among its values, `contract`; empty for the day of publication.
    """

    path: str
    value: str
    window: str
    verified_on: str
    confidence: str
    note: str
    is_blocking: bool
    comes_from: str = ""
    decided_by: str = ""


def facts_on(project: Project, market: Market, day: date) -> tuple[FactRow, ...]:
    """All facts and company data of a market, in the market's first locale, in the order of the files."""
    rows = [_row(project, market, f"market.{path}", fact, day) for path, fact in market.facts.items()]
    rows += [_row(project, market, f"company.{path}", fact, day) for path, fact in market.company.items()]
    return tuple(rows)


def contacts_on(market: Market, day: date) -> tuple[FactRow, ...]:
    """How customers reach the company and are written to, a row for each thing that the profile says of it."""
    return tuple(_contacts(market, day))


def contacts_told(market: Market, day: date) -> tuple[FactRow, ...]:
    """The same in fewer rows: a channel in one, the desk in one."""
    rows: list[FactRow] = []
    for one in ordered(market):
        seen = f"; seen on {one.reviewed_on}" if one.reviewed_on else "; never looked at"
        said = {one.name: told(market, one, day) + seen}
        rows += _told_rows(market, "channels", said, one.evidence, one.location)
    for row in _contacts(market, day):
        if row.path == "desk.hours" and market.desk:
            holidays = f"; holidays of {market.desk.holidays}" if market.desk.holidays else ""
            rows.append(replace(row, path="desk", value=f"{row.value}, {market.desk.time_zone}{holidays}"))
        elif row.path.startswith("style."):
            rows.append(row)
    return tuple(rows)


def departures_told(market: Market, day: date) -> tuple[FactRow, ...]:
    """The obligations of its region or country that the market does not have: what was looked for, and where."""
    return tuple(
        FactRow(
            path=f"obligations.{one.key}",
            value=f"none: {' '.join(one.none.split())}",
            window="" if one.window.start is None and one.window.end is None else str(one.window),
            verified_on=str(one.evidence.verified_on or ""),
            confidence=one.evidence.confidence.value,
            note=" ".join(one.evidence.source.split()),
            is_blocking=False,
            comes_from="" if owner_of(one.location) == market.code else owner_of(one.location),
        )
        for one in market.departures
        if one.window.holds(day)
    )


def _contacts(market: Market, day: date) -> Iterator[FactRow]:
    for one in ordered(market):
        target = response_target(market, one.name, day)
        said = {
            "expectation": one.expectation.value,
            "target": str(Span(amount=Decimal(target.count), unit=target.unit)) if target else "",
            "hours": hours_told(one.hours),
            "priority": str(one.priority or ""),
            "owner": one.owner,
            "reviewed_on": str(one.reviewed_on or ""),
        }
        yield from _told_rows(market, f"channels.{one.name}", said, one.evidence, one.location)
    if desk := market.desk:
        said = {"hours": hours_told(desk.hours), "time_zone": desk.time_zone, "holidays": desk.holidays}
        yield from _told_rows(market, "desk", said, Evidence(), desk.location)
    if style := market.style:
        said = {
            "address": style.address,
            "directness": style.directness,
            **{f"greeting.{locale}": text for locale, text in style.greeting.items()},
            **{f"closing.{locale}": text for locale, text in style.closing.items()},
            "name_order": style.name_order.value,
        }
        yield from _told_rows(market, "style", said, style.evidence, style.location)


def _told_rows(
    market: Market, path: str, said: Mapping[str, str], evidence: Evidence, place: Location
) -> Iterator[FactRow]:
    owner = owner_of(place)
    for name, value in said.items():
        if value:
            yield FactRow(
                path=f"{path}.{name}",
                value=value,
                window="",
                verified_on=str(evidence.verified_on or ""),
                confidence=evidence.confidence.value if evidence.source else "",
                note=" ".join(evidence.note.split()),
                is_blocking=False,
                comes_from="" if owner == market.code else owner,
            )


def _row(project: Project, market: Market, path: str, fact: Fact, day: date) -> FactRow:
    is_company = path.startswith("company.")
    owner = "" if is_company else owner_of(fact.location)
    comes_from = "" if owner == market.code else owner
    try:
        held = value_on(fact, day)
    except RenderError as error:
        return FactRow(
            path=path,
            value="",
            window="",
            verified_on="",
            confidence="",
            note=str(error),
            is_blocking=True,
            comes_from=comes_from,
        )
    problem = evidence_problem(fact, held, market, day, project.settings.verified_days)
    wrong = amount_problem(held.value) if isinstance(held.value, Money) else ""
    problem = f"{wrong}; nothing prints it." if wrong else problem
    waiver = waiver_for(market, fact, held)
    note = problem or (f"waived by {waiver.by}: {waiver.reason}" if waiver else held.no_rule or held.evidence.note)
    return FactRow(
        path=path,
        value=_shown(market, fact, day),
        window="" if held.window.start is None and held.window.end is None else str(held.window),
        verified_on=str(held.evidence.verified_on or ""),
        confidence="" if is_company or fact.type is FactType.LIST else held.evidence.confidence.value,
        note=" ".join(note.split()),
        is_blocking=bool(problem),
        comes_from=comes_from,
        decided_by="" if fact.decided_by is DecidedBy.PUBLICATION else fact.decided_by.value,
    )


def _shown(market: Market, fact: Fact, day: date) -> str:
    locale = market.locales[0]
    if fact.type is FactType.LIST and value_on(fact, day).value is not None:
        return format_value(tuple(_names(items_on(fact, day), locale.content)), fact.type, locale.format)
    held = value_on(fact, day)
    value = held.value
    if held.no_rule:
        return "(no such rule)"
    if value is None or isinstance(value, tuple):
        return "(none)"
    if isinstance(value, LocalText):
        return value.for_locale(locale.content) or "(none)"
    if isinstance(value, Money) and amount_problem(value):
        # As it is written: printed by the rules of the locale, a slip of the pen looks like a price.
        return f"{value.amount:f} {value.currency}"
    return format_value(value, fact.type, locale.format)


def _names(items: Sequence[ListItem], locale: str) -> Iterator[str]:
    for item in items:
        name = item.fields.get("name", "")
        yield (name.for_locale(locale) or "") if isinstance(name, LocalText) else name
