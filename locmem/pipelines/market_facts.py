"""A market's facts on a day, as its pages would print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.errors import RenderError
from locmem.markets.windows import evidence_problem, items_on, value_on, waiver_for
from locmem.model.fact import Fact, FactType, ListItem, LocalText, Market, Money
from locmem.values.formatting import format_value
from locmem.values.numbers import amount_problem
from locmem.workspace.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact: what is printed, when it holds, and how good the evidence is.

    is_blocking: whether pages that use it are held back.
    """

    path: str
    value: str
    window: str
    verified_on: str
    confidence: str
    note: str
    is_blocking: bool


def facts_on(project: Project, market: Market, day: date) -> tuple[FactRow, ...]:
    """All facts and company data of a market, in the market's first locale, in the order of the files."""
    rows = [_row(project, market, f"market.{path}", fact, day) for path, fact in market.facts.items()]
    rows += [_row(project, market, f"company.{path}", fact, day) for path, fact in market.company.items()]
    return tuple(rows)


def _row(project: Project, market: Market, path: str, fact: Fact, day: date) -> FactRow:
    try:
        held = value_on(fact, day)
    except RenderError as error:
        return FactRow(path=path, value="", window="", verified_on="", confidence="", note=str(error), is_blocking=True)
    problem = evidence_problem(fact, held, market, day, project.settings.verified_days)
    wrong = amount_problem(held.value) if isinstance(held.value, Money) else ""
    problem = f"{wrong}; nothing prints it." if wrong else problem
    waiver = waiver_for(market, fact, held)
    note = problem or (f"waived by {waiver.by}: {waiver.reason}" if waiver else held.evidence.note)
    is_company = path.startswith("company.")
    return FactRow(
        path=path,
        value=_shown(market, fact, day),
        window="" if held.window.start is None and held.window.end is None else str(held.window),
        verified_on=str(held.evidence.verified_on or ""),
        confidence="" if is_company or fact.type is FactType.LIST else held.evidence.confidence.value,
        note=" ".join(note.split()),
        is_blocking=bool(problem),
    )


def _shown(market: Market, fact: Fact, day: date) -> str:
    locale = market.locales[0]
    if fact.type is FactType.LIST:
        return format_value(tuple(_names(items_on(fact, day), locale.content)), fact.type, locale.format)
    value = value_on(fact, day).value
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
