"""Facts that content asks for: whether they are known, and whether they are good enough to ship."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from locmem.catalogs.pairs import Pair, Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location, our_tags, source_finding
from locmem.checks.statements import CODE, Conditions
from locmem.errors import Location
from locmem.inline.liquid import Owner, Tag, scan
from locmem.inline.ownership import OUR_ROOTS
from locmem.markets.leaf import ITEM_FIELDS
from locmem.markets.paths import fact_at, nearest, paths
from locmem.model.fact import Market, MarketLocale
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed
from locmem.render.cases import CASE_FIELDS
from locmem.render.facts import FactFault
from locmem.render.merge import translation_of
from locmem.render.page import FactProblem, PageRequest, page_problems

UNKNOWN = "fact-unknown"
SOMEWHERE = "fact-not-everywhere"
MISSING = "fact-missing"
ABSENT = "fact-absent"
EXPIRED = "fact-expired"
UNVERIFIED = "fact-unverified"
WAIVED = "fact-waived"
PARTIAL = "fact-in-part"
MISUSED = "fact-misused"

_CHECKS = {
    FactFault.MISSING: MISSING,
    FactFault.ABSENT: ABSENT,
    FactFault.EXPIRED: EXPIRED,
    FactFault.UNVERIFIED: UNVERIFIED,
    FactFault.WAIVED: WAIVED,
    FactFault.PARTIAL: PARTIAL,
    FactFault.MISUSED: MISUSED,
}
NOT_READY = frozenset(_CHECKS.values()) - {PARTIAL}
"""The checks of facts that a page cannot be made with, or is made with under a waiver."""

_OF_LISTS = (".size", ".first", ".last")


def unknown_facts(context: CheckContext) -> Iterator[Finding]:
    """Names of facts that no market has."""
    return (
        found
        for found in context.here("unknown facts", lambda: tuple(_unknown_facts(context)))
        if found.check == UNKNOWN
    )


def facts_of_some_markets(context: CheckContext) -> Iterator[Finding]:
    """Names of facts that not every market has that their document ships to."""
    found = context.here("unknown facts", lambda: tuple(_unknown_facts(context)))
    return (one for one in found if one.check == SOMEWHERE)


def _unknown_facts(context: CheckContext) -> Iterator[Finding]:
    market_paths = context.once("paths", lambda: {market.code: paths(market) for market in context.all_markets})
    if not market_paths:
        return
    everywhere = context.once("all paths", lambda: frozenset[str]().union(*market_paths.values()))
    for source in context.workspace.sources:
        conditions = Conditions()
        for tag, spot in our_tags(source):
            conditions.take(tag)
            if tag.owner is not Owner.OURS:
                continue
            for path in dict.fromkeys(map(_list_itself, tag.paths)):
                # What no market has that can be read may be one of those that cannot.
                is_sure = not any(map(source.ships_to, context.broken))
                # What stands under `market.code == "PT"` is for nobody else.
                guards = [one for one in conditions.around(tag.block) if one.path == CODE]
                asking = {
                    code: names
                    for code, names in market_paths.items()
                    if source.ships_to(code) and all(one.is_for(code) for one in guards)
                }
                fault = _unknown(path, asking, everywhere, is_sure=is_sure)
                if fault:
                    severity, problem, do = fault
                    check = UNKNOWN if severity is Severity.ERROR else SOMEWHERE
                    yield replace(source_finding(spot, check, severity, problem, do), about=path)


def _list_itself(path: str) -> str:
    """The fact behind a field of its items or cases, its size or its ends: not every item has every field."""
    listed_path, _, name = path.partition("[]")
    if name.removeprefix(".") in (*ITEM_FIELDS, *CASE_FIELDS) or not name:
        path = listed_path
    return next((path.removesuffix(end) for end in _OF_LISTS if path.endswith(end)), path)


def _unknown(
    path: str, asking: dict[str, frozenset[str]], everywhere: frozenset[str], *, is_sure: bool
) -> tuple[Severity, str, str] | None:
    if path.partition(".")[0] not in OUR_ROOTS:
        return None
    if path not in everywhere and is_sure:
        below = sorted(
            {name[len(path) + 1 :] for name in everywhere if name.startswith(f"{path}.") and "[" not in name}
        )
        if below:
            return Severity.ERROR, f"`{path}` is a group of facts, not a fact.", f"Name one of: {listed(tuple(below))}."
        near = nearest(path, everywhere)
        home = "markets/company.yaml" if path.startswith("company.") else "the profiles in markets/"
        do = f"Write `{near}`." if near else f"Mend the name, or add the fact to {home}."
        return Severity.ERROR, f"no market knows `{path}`.", do
    missing = [code for code, names in asking.items() if path not in names]
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


def missing_facts(context: CheckContext) -> Iterator[Finding]:
    """Facts that a page shows and its market does not know, or has no text of in this locale."""
    return _unready(context, MISSING)


def absent_facts(context: CheckContext) -> Iterator[Finding]:
    """Facts that a page prints although its market says that there is none."""
    return _unready(context, ABSENT)


def expired_facts(context: CheckContext) -> Iterator[Finding]:
    """Facts that a page shows and that have no value on the day."""
    return _unready(context, EXPIRED)


def unverified_facts(context: CheckContext) -> Iterator[Finding]:
    """Legal facts that a page shows and that nobody verified, or not for too long."""
    return _unready(context, UNVERIFIED)


def waived_facts(context: CheckContext) -> Iterator[Finding]:
    """Legal facts that ship although they are not verified, because somebody answers for them by name."""
    return _unready(context, WAIVED)


def facts_in_part(context: CheckContext) -> Iterator[Finding]:
    """Facts of which a page says one value, while who ordered, got it or wrote earlier still has another one."""
    return _unready(context, PARTIAL)


def misused_facts(context: CheckContext) -> Iterator[Finding]:
    """Tags that ask for something else than their fact is, or that cannot be read when the page is made."""
    return _unready(context, MISUSED)


def _unready(context: CheckContext, check: str) -> Iterator[Finding]:
    """What keeps facts from pages in the branches they really show, of one check."""
    found = context.here("unready facts", lambda: tuple(_unready_facts(context)))
    return (one for one in found if one.check == check)


def _unready_facts(context: CheckContext) -> Iterator[Finding]:
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
                    _add(groups, problem, _in_translation(pair, problem), locale.content)
    for group in groups.values():
        yield _finding(group, market)


def _in_translation(pair: Pair, problem: FactProblem) -> Location:
    """The first entry whose target asks in this way, rather one whose source does not; the catalog without any."""
    asking = [
        (any(_asks(tag, problem) for tag in scan(row.entry.source).tags), index, row.entry)
        for index, row in enumerate(pair.shipped_rows)
        if "{" in row.entry.target and any(_asks(tag, problem) for tag in scan(row.entry.target).tags)
    ]
    return entry_location(pair, min(asking)[-1]) if asking else Location(path=pair.path)


def _asks(tag: Tag, problem: FactProblem) -> bool:
    if problem.fault is FactFault.PARTIAL and "cases" in tag.text:
        return False
    return _list_itself(problem.path) in map(_list_itself, tag.paths) if problem.path else tag.text in problem.excerpt


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
    what = problem.fault.value if problem.fault is FactFault.PARTIAL else "" if problem.path else problem.what
    return problem.path, what, problem.is_blocking


def _add(groups: dict[tuple[str, str, bool], _Group], problem: FactProblem, location: Location, locale: str) -> None:
    group = groups.setdefault(_key(problem), _Group(problem=problem, location=location))
    group.places.add((location.path, problem.line, problem.column))
    if locale not in group.locales:
        group.locales.append(locale)


def _finding(group: _Group, market: Market) -> Finding:
    problem = group.problem
    more = f" The page asks for it {counted(len(group.places), 'time')}." if len(group.places) > 1 else ""
    is_error = problem.is_blocking or problem.fault is FactFault.PARTIAL
    return Finding(
        check=_CHECKS[problem.fault],
        gate=Gate.RELEASE,
        severity=Severity.ERROR if is_error else Severity.NOTE,
        location=group.location,
        what=f"{problem.what}{more}",
        do=problem.do or f"Mend {market.path}.",
        market=market.code,
        about=_about(problem, market),
        locale=group.locales[0] if len(group.locales) == 1 < len(market.locales) else "",
        excerpt=problem.excerpt,
    )


def _about(problem: FactProblem, market: Market) -> str:
    """The fact that a problem shares with findings of other checks."""
    is_shared = problem.fault is FactFault.MISSING and not fact_at(market, problem.path)
    return problem.path if is_shared or problem.fault is FactFault.MISUSED else ""


CHECKS = (
    Listed(
        name=UNKNOWN,
        family="facts",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=unknown_facts,
        why="The page cannot be made: nothing stands behind the name.",
        example="{{ market.tax.abreviation }}",
        do="Mend the name, or add the fact to the profiles in markets/.",
    ),
    Listed(
        name=SOMEWHERE,
        family="facts",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=facts_of_some_markets,
        why="In the markets without the fact the page cannot be made.",
        example="{{ market.authority.name }} in an article for all markets, where only ES has one",
        do="Add it to those profiles; write `value: null` where there is none, and ask with `if`.",
    ),
    Listed(
        name=MISSING,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=missing_facts,
        why="The page is withheld in this market: a sentence would have a hole.",
        example="{{ market.authority.name }} in a market that has none",
        do="Add the fact, or its text in this locale, to the market's profile.",
        guards="customers would read what no longer holds there, or nothing where a fact belongs",
    ),
    Listed(
        name=ABSENT,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=absent_facts,
        why="The page would print nothing where customers expect a number or a name.",
        example="Call {{ market.helpline }}. where the profile says `value: null`",
        do="Put the sentence into `{% if market.helpline %}`, so that it is left out where there is none.",
        guards="customers would read what no longer holds there, or nothing where a fact belongs",
    ),
    Listed(
        name=EXPIRED,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=expired_facts,
        why="Nobody knows what holds on this day, so that the page is withheld.",
        example="{{ market.refund }} whose last value is `valid_until: 2025-12-31`",
        do="Add what holds from then on to the profile, or `value: null`.",
        guards="customers would read what no longer holds there, or nothing where a fact belongs",
    ),
    Listed(
        name=UNVERIFIED,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=unverified_facts,
        why="A legal promise that nobody read in the law, or long ago, may be false.",
        example="{{ market.reply }} with `confidence: unverified`",
        do="Read the source, write it with the day into the profile; or let somebody answer for it by name.",
        guards="customers would read what no longer holds there, or nothing where a fact belongs",
    ),
    Listed(
        name=WAIVED,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.NOTE,
        check=waived_facts,
        why="Somebody answers for a legal fact that still has to be verified.",
        example="{{ market.reply }} under a waiver of Ana",
        do="Verify the fact, and delete the waiver.",
    ),
    Listed(
        name=PARTIAL,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=facts_in_part,
        why="Who ordered before a law changed has the rule of then, and would be told the one of today.",
        example="{{ market.guarantee }} with `decided_by: contract`, three months after it changed",
        do="Write `{{ market.guarantee | cases }}`, or a loop: `{% for case in market.guarantee | cases %}`.",
        guards="earlier customers would be told a rule that is not theirs",
    ),
    Listed(
        name=MISUSED,
        family="facts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=misused_facts,
        why="The page cannot be made with this tag.",
        example="{{ market.payment_methods }} (a list) or {{ market.refund | shout }}",
        do="Write the tag as the type of its fact wants it.",
    ),
)
