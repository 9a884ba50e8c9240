"""Words that a form of a fact brings along and that the text says once more: `within within 14 days`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from locmem.catalogs.pairs import Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import row_finding, segment_location
from locmem.errors import RenderError
from locmem.inline.liquid import Owner, Tag, scan
from locmem.model.fact import Market, MarketLocale
from locmem.model.finding import Finding, Gate, Severity
from locmem.render import expression as says
from locmem.render.evaluation import Evaluation
from locmem.render.facts import FactScope
from locmem.render.liquid import TagError, read_tag

DOUBLED, IN_SOURCE = "form-doubled", "source-form-doubled"

_ASKS = re.compile(r"\|\s*(?:duration|currency|after)\s*:")
"""The filters with forms that bring words along."""

_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0\n]+[*_]*\Z")
_AFTER = re.compile(r"[*_]*[ \u00a0\n]+([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")


def doubled_forms(context: CheckContext) -> Iterator[Finding]:
    """Words of a form that stand beside its tag once more: `innerhalb von` before `duration: "within"`."""
    for pair in context.pairs():
        for row in context.shown(pair):
            for tag, word in _doubled(context, row.entry.target, pair.source, str(pair.locale)):
                yield row_finding(pair, row, DOUBLED, Severity.ERROR, _what(tag, word), _do(word))


def doubled_forms_of_sources(context: CheckContext) -> Iterator[Finding]:
    """Words of a form that stand beside its tag in a source once more: `within` before `duration: "within"`."""
    for source in context.workspace.sources:
        if not _ASKS.search(source.document.text):
            continue
        for segment in source.catalog_segments:
            for tag, word in _doubled(context, segment.content.native, source, str(source.locale)):
                yield Finding(
                    check=IN_SOURCE,
                    gate=Gate.CHANGE,
                    severity=Severity.ERROR,
                    location=segment_location(source, segment),
                    what=_what(tag, word),
                    do=_do(word),
                )


def _doubled(context: CheckContext, text: str, source: Source, locale: str) -> Iterator[tuple[Tag, str]]:
    """The tags of a text that bring along a word beside them, with the word."""
    if not _ASKS.search(text):
        return
    for tag in scan(text).tags:
        if tag.owner is Owner.OURS and _ASKS.search(tag.text):
            before, after = _BEFORE.search(text[: tag.start]), _AFTER.match(text, tag.end)
            first, last = _words_of(context, tag.text, source, locale)
            if before and before[1].casefold() in first:
                yield tag, before[1]
            elif after and after[1].casefold() in last:
                yield tag, after[1]


def _words_of(context: CheckContext, tag: str, source: Source, locale: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a tag brings along before its value, and behind its noun, as a market shows it."""
    for market in context.all_markets:
        if source.ships_to(market.code):
            shown = context.once(f"{tag} in {locale} of {market.code}", partial(_brought, context, tag, market, locale))
            if any(shown):
                return shown
    return frozenset(), frozenset()


def _brought(context: CheckContext, text: str, market: Market, locale: str) -> tuple[frozenset[str], frozenset[str]]:
    [tag, *_] = scan(text).tags
    try:
        statement = read_tag(tag)
    except TagError:
        return frozenset(), frozenset()
    value = statement.value if isinstance(statement, says.Print) else None
    if not isinstance(value, says.Filtered) or not isinstance(value.of, says.Path):
        return frozenset(), frozenset()
    where = next((one for one in market.locales if one.content == locale), MarketLocale(content=locale, format=locale))
    name, arguments = value.filters[0].name, value.filters[0].arguments
    alone = says.Filtered(of=value.of, filters=(says.Filter(name=name, arguments=()),))
    evaluation = Evaluation(
        FactScope(market=market, locale=where, day=context.day, verified_days=context.settings.verified_days)
    )
    try:
        shown = evaluation.shown(evaluation.value(says.Filtered(of=value.of, filters=value.filters[:1])))
        plain = evaluation.shown(evaluation.value(value.of if name == "after" else alone))
    except RenderError:
        return frozenset(), frozenset()
    if name == "after":
        [argument] = arguments
        word = argument.value if isinstance(argument, says.Constant) else ""
        return frozenset({str(word).casefold()}), frozenset()
    mine, theirs = (tuple(_WORD.findall(one.casefold())) for one in (shown, plain))
    digits = re.search(r"\d", shown)
    before = tuple(_WORD.findall(shown[: digits.start()].casefold())) if digits else mine[: -len(theirs) or None]
    behind = mine[len(before) + len(theirs) :] if len(mine) > len(before) + len(theirs) else ()
    return frozenset((*before[:1], *before[-1:])), frozenset(behind[-1:])


def _what(tag: Tag, word: str) -> str:
    return f"“{word}” stands beside `{tag.text}`, which brings it along: readers see it twice."


def _do(word: str) -> str:
    return f"Take “{word}” out of the text, or ask for another form."


CHECKS = (
    Listed(
        name=DOUBLED,
        family="doubled_forms",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=doubled_forms,
        why="The sentence is wrong on every page: innerhalb von innerhalb von 14 Tagen.",
        example='innerhalb von {{ market.refund | duration: "within" }}',
        do="Take the word out of the text, or print the fact in the case that the word governs.",
    ),
    Listed(
        name=IN_SOURCE,
        family="doubled_forms",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=doubled_forms_of_sources,
        why="The sentence is wrong on every page: within within 14 days.",
        example='within {{ market.refund | duration: "within" }}',
        do="Take the word out of the text, or leave the form out.",
    ),
)
