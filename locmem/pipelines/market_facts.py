"""A market's facts on a day, as its pages would print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.errors import RenderError
from locmem.markets.due import owner_of
from locmem.markets.windows import evidence_problem, items_on, value_on, waiver_for
from locmem.model.fact import DecidedBy, Fact, FactType, ListItem, LocalText, Market, Money
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
