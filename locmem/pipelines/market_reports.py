"""Reports on markets over time: what the rules say, what to read again, what changes, and what a fact touches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem import textfile
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags
from locmem.errors import UsageError
from locmem.inline.liquid import scan
from locmem.markets.changes import OBLIGATION, Change, changes
from locmem.markets.due import Limits, Review, reviews, soonest
from locmem.markets.lint import RuleResult, lint
from locmem.markets.paths import nearest, paths
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed
from locmem.model.workspace import Pair, Source, Workspace
from locmem.pipelines.overview import kpi_of
from locmem.pipelines.project import Project
from locmem.pipelines.publish import chosen_markets
from locmem.pipelines.workspace import open_workspace
from locmem.render.merge import translation_of
from locmem.render.regions import regions
from locmem.similarity import word_count
from locmem.yamlfile import YamlMapping, YamlNode, parse

CHANGES = "fact-changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow:
    """A document that asks for a fact, in one market and locale.

    uses: how often the source asks; in_translation: how often the translation does, 0 where there is none.
    words: source words of the segments that print the fact.  views: of the help desk's last period.
    on: the first day on which the page says something else, None where no change is in store.
    """

    document: str
    content_set: str
    market: str
    locale: str
    uses: int
    in_translation: int
    words: int
    views: int
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a change of a fact touches.

    facts: the paths it stands for, several where a group was named.  changes: what its windows hold in store.
    """

    facts: tuple[str, ...]
    rows: tuple[ImpactRow, ...]
    changes: tuple[Change, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents, each once."""
        return tuple(dict.fromkeys(row.document for row in self.rows))


def limits_of(project: Project) -> Limits:
    """After how many days readings are overdue: legal ones by the settings."""
    return Limits(legal=project.settings.verified_days)


def lint_markets(project: Project, codes: Sequence[str], day: date) -> tuple[RuleResult, ...]:
    """What each rule found in the markets of these codes, all for none, planned ones too; every place with its line.

    Raises InputErrors for profiles that cannot be read, ProjectError for a market that is not there.
    """
    markets = chosen_markets(project, codes) if codes else project.all_markets
    results = lint(markets, day, limits=limits_of(project))
    trees: dict[str, YamlNode | None] = {}
    return tuple(
        replace(result, findings=tuple(_with_line(project, finding, trees) for finding in result.findings))
        for result in results
    )


def _with_line(project: Project, finding: Finding, trees: dict[str, YamlNode | None]) -> Finding:
    place = finding.location
    if place.line:
        return finding
    if place.path not in trees:
        data = project.folder.read(place.path)
        trees[place.path] = parse(textfile.decode(data, place.path).text, place.path) if data is not None else None
    node = trees[place.path]
    for name in place.key.split("."):
        inner = node.find(name) if isinstance(node, YamlMapping) else None
        if inner is None:
            break
        node = inner
    if node is None:
        return finding
    return replace(finding, location=replace(place, line=node.line, column=node.column))


def due_reviews(project: Project, codes: Sequence[str], day: date) -> tuple[Review, ...]:
    """Every review of the chosen markets, soonest first; what a sub-market inherits counts once."""
    found: dict[object, Review] = {}
    for market in chosen_markets(project, codes):
        for review in reviews(market, day, limits_of(project)):
            found.setdefault((review.location, review.item), review)
    return tuple(sorted(found.values(), key=soonest))


def fact_changes(project: Project, codes: Sequence[str], since: date, until: date | None) -> tuple[Change, ...]:
    """What changes in the chosen markets after `since` up to and including `until`, by day.  Raises UsageError."""
    if until and until < since:
        raise UsageError(f"{until} lies before {since}. Swap the two days.")
    found = [change for market in chosen_markets(project, codes) for change in changes(market, since, until)]
    return tuple(sorted(found, key=lambda change: (change.on, change.market, change.path)))


def impact(project: Project, path: str, codes: Sequence[str], day: date) -> Impact:
    """What a change of a fact touches in the chosen markets: by the Liquid of sources and translations.

    path: `tax.standard_rate`, `market.tax.standard_rate`, `company.support.phone`, or a group such as `tax`.
    A page counts even where its fact stands in a branch that is not shown today.  Raises UsageError for a fact no
    market has, InputErrors for files that cannot be read.
    """
    markets = chosen_markets(project, codes)
    wanted = _named(path, markets)
    workspace = open_workspace(project)
    workspace.raise_problems()
    rows = touched(project, workspace, markets, wanted)
    coming = tuple(
        change for market in markets for change in changes(market, day) if change.path in wanted
    )
    coming = tuple(sorted(coming, key=lambda one: (one.on, one.market)))
    first = {change.market: change.on for change in reversed(coming)}
    return Impact(facts=wanted, rows=tuple(replace(row, on=first.get(row.market)) for row in rows), changes=coming)


def coming_changes(project: Project, context: CheckContext, gate: Gate) -> Iterator[Finding]:
    """What changes for customers between today and the day of a check, as warnings of the gate that is asked.

    Facts that no document asks for are left out; obligations count for the topics they apply to.
    """
    for market in context.markets:
        for change in changes(market, project.today, context.day):
            documents = _documents_of(project, context.workspace, market, change)
            if not documents:
                continue
            until = f"“{shortened(change.before)}” to “{shortened(change.after)}”"
            what = f"{change.path} of {market.code} changes from {until} on {change.on}."
            if change.is_ending:
                what = f"{change.path} of {market.code} has no value from {change.on} on; it was “{change.before}”."
            yield Finding(
                check=CHANGES, gate=gate, severity=Severity.WARNING, location=change.location, market=market.code,
                what=f"{what} {counted(len(documents), 'document')} will say so: {listed(documents)}.",
                do=f"See that the texts around it stay true; render them with `locmem render --as-of {change.on}`.",
            )  # fmt: skip


def _documents_of(project: Project, workspace: Workspace, market: Market, change: Change) -> tuple[str, ...]:
    if change.path.startswith(OBLIGATION):
        key = change.path.removeprefix(OBLIGATION)
        topics = {topic for one in market.obligations if one.key == key for topic in one.applies_to}
        sources = [one for one in workspace.sources if one.document.topic in topics and one.ships_to(market.code)]
        return tuple(source.path for source in sources)
    rows = touched(project, workspace, (market,), (change.path,))
    return tuple(dict.fromkeys(row.document for row in rows))


def shortened(text: str, most: int = 60) -> str:
    """A text on one line, cut to a width that a report has room for."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _named(path: str, markets: Sequence[Market]) -> tuple[str, ...]:
    known = sorted({one for market in markets for one in paths(market)})
    plain = path.strip().removeprefix("{{").removesuffix("}}").strip()
    for candidate in (plain, f"market.{plain}", f"company.{plain}"):
        found = [one for one in known if one == candidate or one.startswith((f"{candidate}.", f"{candidate}["))]
        if found:
            return tuple(one for one in found if "[" not in one)
    near = nearest(f"market.{plain}", known) or nearest(f"company.{plain}", known)
    hint = f" Did you mean {near}?" if near else " `locmem market show CODE` lists them."
    raise UsageError(f"no chosen market has a fact {plain!r}.{hint}")


def touched(
    project: Project, workspace: Workspace, markets: Sequence[Market], wanted: Iterable[str]
) -> tuple[ImpactRow, ...]:
    """The documents that ask for one of these facts, by market and locale; those with most readers first."""
    pattern = re.compile(rf"(?:{'|'.join(re.escape(one) for one in sorted(wanted, reverse=True))})(?![\w])")
    kpi = kpi_of(project)
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in workspace.pairs}
    rows = []
    for source in workspace.sources:
        uses = sum(any(_is(path, pattern) for path in tag.paths) for tag, _ in our_tags(source))
        translated: dict[str, int] = {}
        words = _words(source, pattern) if uses else 0
        for market in markets:
            for locale in market.locales:
                pair = pairs.get((source.path, locale.content))
                if not source.ships_to(market.code) or (not pair and source.locale != locale.content):
                    continue
                if locale.content not in translated:
                    translated[locale.content] = _in_translation(pair, pattern) if pair else 0
                if not uses and not translated[locale.content]:
                    continue
                figures = kpi.get((source.path, market.code))
                rows.append(
                    ImpactRow(
                        document=source.path, content_set=source.content_set.name, market=market.code,
                        locale=locale.content, uses=uses, in_translation=translated[locale.content], words=words,
                        views=figures.views if figures else 0,
                    )
                )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.views, row.document, row.market, row.locale)))


def _is(path: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.match(path))


def _words(source: Source, pattern: re.Pattern[str]) -> int:
    return sum(
        word_count(segment.content, source.locale)
        for segment in source.catalog_segments
        if any(pattern.search(code.identity) for code in segment.content.codes)
    )


def _in_translation(pair: Pair, pattern: re.Pattern[str]) -> int:
    if not any(entry.target for entry in pair.catalog.entries):
        return 0
    text = translation_of(pair)
    found = regions(text, pair.source.path, pair.source.content_set.kind)[0]
    return sum(any(_is(path, pattern) for path in tag.paths) for region in found for tag in scan(region.template).tags)
