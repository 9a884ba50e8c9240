"""Liquid that is broken, mixes owners, or says what no page can say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from locmem.catalogs.pairs import Source
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags
from locmem.inline.liquid import Owner
from locmem.markets.paths import fact_at
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.render import expression as says
from locmem.render.evaluation import FORMATS
from locmem.render.liquid import TagError, read_tag

SYNTAX = "liquid-syntax"
TAG = "liquid-tag"

_ADVICE = (
    ("one tag reads our facts", "Use two tags: one for market and company, one for the help desk."),
    ("is evaluated by", "Put the two conditions into blocks of their own."),
    ("is not Liquid", "Nothing, if another program reads it; otherwise write it as Liquid."),
    ("closes nothing", "Remove it, or add the tag it should close."),
    ("stands outside", "Move it into its block, or remove it."),
    ("is not closed", "Close it."),
    ("is no tag of Liquid", "Nothing, if your help desk knows it; otherwise mend its name."),
)


def broken_liquid(context: CheckContext) -> Iterator[Finding]:
    """Liquid tags that are not closed or balanced, or that mix our facts with the help desk's values."""
    for source in context.workspace.sources:
        for finding in source.document.findings:
            if finding.check == SYNTAX:
                do = finding.do or next((do for part, do in _ADVICE if part in finding.what), "Mend the tag.")
                location = replace(finding.location, path=source.file)
                yield replace(finding, location=location, do=do, what=_sentence(finding.what))


def unusable_tags(context: CheckContext) -> Iterator[Finding]:
    """Tags that read facts, but use tags, filters or expressions that pages do not know."""
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
            else:
                problem, do = _misfit(statement, source, context.all_markets), "Use the filter of that type, or none."
            if problem:
                yield Finding(
                    check=TAG,
                    gate=Gate.CHANGE,
                    severity=Severity.ERROR,
                    location=spot.location,
                    what=f"`{tag.text}`: {problem}",
                    do=do,
                    excerpt=spot.excerpt,
                )


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


def _sentence(what: str) -> str:
    return what if what.endswith(".") else f"{what}."
