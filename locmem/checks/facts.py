"""Facts that content asks for: whether they are known, and whether they are good enough to ship."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from locmem.catalogs.pairs import Pair, Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags
from locmem.errors import Location
from locmem.inline.liquid import Owner
from locmem.inline.ownership import OUR_ROOTS
from locmem.markets.leaf import ITEM_FIELDS
from locmem.markets.paths import nearest, paths
from locmem.model.fact import Market, MarketLocale
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed
from locmem.render.merge import translation_of
from locmem.render.page import FactProblem, PageRequest, page_problems

UNKNOWN = "unknown-fact"
NOT_READY = "fact-not-ready"

_OF_LISTS = (".size", ".first", ".last")


def unknown_facts(context: CheckContext) -> Iterator[Finding]:
    """Names of facts that no market has, or not every market a document ships to."""
    market_paths = context.once("paths", lambda: {market.code: paths(market) for market in context.all_markets})
    if not market_paths:
        return
    everywhere = context.once("all paths", lambda: frozenset[str]().union(*market_paths.values()))
    for source in context.workspace.sources:
        for tag, spot in our_tags(source):
            if tag.owner is not Owner.OURS:
                continue
            for path in dict.fromkeys(map(_list_itself, tag.paths)):
                fault = _unknown(path, source, market_paths, everywhere)
                if fault:
                    severity, problem, do = fault
                    yield Finding(
                        check=UNKNOWN,
                        gate=Gate.CHANGE,
                        severity=severity,
                        location=spot.location,
                        what=problem,
                        do=do,
                        excerpt=spot.excerpt,
                    )


def _list_itself(path: str) -> str:
    """The list behind a field of its items, its size or its ends: not every item has every field."""
    listed_path, _, name = path.partition("[]")
    if name.removeprefix(".") in ITEM_FIELDS or not name:
        path = listed_path
    return next((path.removesuffix(end) for end in _OF_LISTS if path.endswith(end)), path)


def _unknown(
    path: str, source: Source, market_paths: dict[str, frozenset[str]], everywhere: frozenset[str]
) -> tuple[Severity, str, str] | None:
    if path.partition(".")[0] not in OUR_ROOTS:
        return None
    if path not in everywhere:
        below = sorted(
            {name[len(path) + 1 :] for name in everywhere if name.startswith(f"{path}.") and "[" not in name}
        )
        if below:
            return Severity.ERROR, f"`{path}` is a group of facts, not a fact.", f"Name one of: {listed(tuple(below))}."
        near = nearest(path, everywhere)
        do = f"Write `{near}`." if near else "Mend the name, or add the fact to the profiles in markets/."
        return Severity.ERROR, f"no market knows `{path}`.", do
    missing = [code for code, names in market_paths.items() if source.ships_to(code) and path not in names]
    if missing:
        problem = f"`{path}` is not known in {listed(tuple(missing))}, where this document ships too."
        return Severity.WARNING, problem, "Add it to those profiles; write `value: null` where there is none."
    return None


@dataclass(slots=True)
class _Group:
    """Everything that is wrong with one fact in one document of one market."""

    problem: FactProblem
    location: Location
    locales: list[str] = field(default_factory=list)
    places: set[tuple[str, int, int]] = field(default_factory=set)


def unready_facts(context: CheckContext) -> Iterator[Finding]:
    """Facts that are missing, absent, expired or not verified in the branches a page really shows."""
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in context.pairs()}
    for market in context.markets:
        for source in context.workspace.sources:
            if source.ships_to(market.code):
                yield from _of_page(context, source, market, pairs)


def _of_page(
    context: CheckContext, source: Source, market: Market, pairs: dict[tuple[str, str], Pair]
) -> Iterator[Finding]:
    groups: dict[tuple[str, str, bool], _Group] = {}
    for locale in market.locales:
        pair = pairs.get((source.path, locale.content))
        if not pair and source.locale != locale.content:
            continue
        for problem in _problems(context, source, source.document.text, market, locale):
            place = Location(path=source.file, line=problem.line, column=problem.column)
            _add(groups, problem, place, locale.content)
        in_source = set(groups)
        if pair and any(entry.target for entry in pair.catalog.entries):
            for problem in _problems(context, source, translation_of(pair), market, locale):
                # What the source has too was reported where its author can mend it.
                if _key(problem) not in in_source:
                    _add(groups, problem, Location(path=pair.path), locale.content)
    for group in groups.values():
        yield _finding(group, market)


def _problems(
    context: CheckContext, source: Source, text: str, market: Market, locale: MarketLocale
) -> tuple[FactProblem, ...]:
    days = context.settings.verified_days
    request = PageRequest(
        document=source.document,
        text=text,
        kind=source.content_set.kind,
        market=market,
        locale=locale,
        day=context.day,
        verified_days=days,
    )
    return page_problems(request)


def _key(problem: FactProblem) -> tuple[str, str, bool]:
    # One finding per fact; Liquid that no fact is to blame for is told apart by what is wrong with it.
    return problem.path, "" if problem.path else problem.what, problem.is_blocking


def _add(groups: dict[tuple[str, str, bool], _Group], problem: FactProblem, location: Location, locale: str) -> None:
    group = groups.setdefault(_key(problem), _Group(problem=problem, location=location))
    group.places.add((location.path, problem.line, problem.column))
    if locale not in group.locales:
        group.locales.append(locale)


def _finding(group: _Group, market: Market) -> Finding:
    problem = group.problem
    more = f" The page asks for it {counted(len(group.places), 'time')}." if len(group.places) > 1 else ""
    return Finding(
        check=NOT_READY,
        gate=Gate.RELEASE,
        severity=Severity.ERROR if problem.is_blocking else Severity.NOTE,
        location=group.location,
        what=f"{problem.what}{more}",
        do=problem.do or f"Mend {market.path}.",
        market=market.code,
        locale=group.locales[0] if len(group.locales) == 1 < len(market.locales) else "",
        excerpt=problem.excerpt,
    )


CHECKS = (
    Listed(
        name=UNKNOWN,
        family="facts",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=unknown_facts,
        why="A fact that no profile has is an empty place on the page.",
        example="{{ market.tax.abreviation }}",
        do="Write the name as the profile has it, or add the fact to the profiles.",
    ),
    Listed(
        name=NOT_READY,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=unready_facts,
        why="A page would tell customers something expired, absent or never verified.",
        example="{{ market.helpline }} where the profile has no number",
        do="Give the fact a value and a source for the day, or waive it by name.",
    ),
)
