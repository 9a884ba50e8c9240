"""Liquid that is broken, mixes owners, or says what no page can say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from locmem.catalogs.pairs import Source
from locmem.checks.cards import SYNTAX
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags, source_finding
from locmem.errors import RenderError
from locmem.inline.liquid import Owner
from locmem.markets.paths import fact_at
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.render import expression as says
from locmem.render.evaluation import Evaluation
from locmem.render.facts import FactError, FactFault, FactScope
from locmem.render.filters import FORMATS
from locmem.render.liquid import TagError, read_tag

TAG = "liquid-tag"

_FOREIGN, _UNKNOWN, _UNREADABLE = "is not Liquid", "is no tag of Liquid", "cannot be read"
_ADVICE = (
    ("one tag reads our facts", "Use two tags: one for market and company, one for the help desk."),
    ("is evaluated by", "Put the two conditions into blocks of their own."),
    (_FOREIGN, "Nothing, if another program reads it; otherwise write it as Liquid."),
    ("closes nothing", "Remove it, or add the tag it should close."),
    ("stands outside", "Move it into its block, or remove it."),
    ("is not closed", "Close it."),
    (_UNKNOWN, "Nothing, if your help desk or your site's generator knows it; otherwise mend its name."),
    (_UNREADABLE, "Nothing, if your help desk or your site's generator reads it; otherwise mend the tag."),
)
_NAME = re.compile(r"`(?:\{%[-+~]?\s*)?(?P<name>[\w-]+)[^`]*`|`\{\{[-~]?\s*(?P<sign>\W?)")


def broken_liquid(context: CheckContext) -> Iterator[Finding]:
    """Liquid tags that are not closed or balanced, or that mix our facts with the help desk's values.

    What may well be another program's is told once for each name, where it stands first.
    """
    found: dict[str, list[Finding]] = {}
    for card in context.cards:
        for number, finding in enumerate(card.liquid):
            found.setdefault(_dialect(finding) or f"{card.file} {number}", []).append(finding)
    for alike in found.values():
        first = alike[0]
        is_theirs = first.severity is Severity.WARNING
        advice = next((do for part, do in _ADVICE if part in first.what and (is_theirs or part != _UNREADABLE)), "")
        pages = len({finding.location.path for finding in alike})
        more = f", on {pages} pages; this is the first" if pages > 1 else ""
        yield replace(first, do=first.do or advice or "Mend the tag.", what=f"{first.what.rstrip('.')}{more}.")


def _dialect(finding: Finding) -> str:
    """What kind of tag of another program a warning speaks of, and its name; empty for every other finding."""
    kind = next((kind for kind in (_FOREIGN, _UNKNOWN, _UNREADABLE) if kind in finding.what), "")
    name = _NAME.match(finding.what)
    if finding.severity is not Severity.WARNING or not kind or not name:
        return ""
    return f"{kind} {name['name'] or name['sign']}"


def unusable_tags(context: CheckContext) -> Iterator[Finding]:
    """Tags that read facts, but use tags, filters, expressions or comparisons that pages do not know."""
    for source in context.workspace.sources:
        broken = {
            finding.location.line
            for finding in source.document.findings
            if finding.check == SYNTAX and finding.severity is Severity.ERROR
        }
        for tag, spot in our_tags(source):
            if tag.owner is not Owner.OURS or spot.location.line in broken:
                continue
            try:
                statement = read_tag(tag)
            except TagError as error:
                problem, do = error.what, error.do
                path = ""
            else:
                problem, do = _misfit(statement, source, context.all_markets), "Use the filter of that type, or none."
                path = ""
                if isinstance(statement, says.Condition) and (unlike := _unlike(context, statement, source, tag.text)):
                    path, problem, do = unlike.path, unlike.what, unlike.do
            if problem:
                found = source_finding(spot, TAG, Severity.ERROR, f"`{tag.text}`: {problem}", do)
                yield replace(found, about=path)


def _misfit(statement: says.Statement, source: Source, markets: Sequence[Market]) -> str:
    """Which filter does not fit the fact that a tag prints; empty where all do, or where another check says more."""
    value = statement.value if isinstance(statement, says.Print) else None
    if not isinstance(value, says.Filtered) or not isinstance(value.of, says.Path):
        return ""
    name = value.filters[0].name if value.filters else ""
    if name not in FORMATS:
        return ""
    for market in markets:
        fact = fact_at(market, str(value.of)) if source.ships_to(market.code) else None
        if fact and fact.type is not FORMATS[name]:
            return f"the filter {name} is for a {FORMATS[name].value}, but {value.of} is a {fact.type.value}."
    return ""


def _unlike(context: CheckContext, asked: says.Condition, source: Source, text: str) -> FactError | None:
    """Why a condition cannot be answered in some market on any branch: it compares what has no order."""
    for market in context.all_markets:
        if source.ships_to(market.code):
            tried = context.once(f"condition {text} in {market.code}", partial(_tried, context, asked, market))
            if tried:
                return tried
    return None


def _tried(context: CheckContext, asked: says.Condition, market: Market) -> FactError | None:
    days = context.settings.verified_days
    scope = FactScope(market=market, locale=market.locales[0], day=context.day, verified_days=days)
    try:
        Evaluation(scope).holds(asked.holds)
    except FactError as error:
        return error if error.fault is FactFault.MISUSED else None
    except RenderError:
        return None
    return None


CHECKS = (
    Listed(
        name=SYNTAX,
        family="liquid",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=broken_liquid,
        reach=Reach.PROJECT,
        why="A tag that is not closed shows customers the tag, or hides what follows it.",
        example="{% if market.refund %}We refund you.",
        do="Close the tag, or mend its name.",
    ),
    Listed(
        name=TAG,
        family="liquid",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=unusable_tags,
        why="A page with a tag that nobody can run cannot be made at all.",
        example="{{ market.tax.standard_rate | shout }}",
        do="Use a filter that fits the type of the fact.",
    ),
)
