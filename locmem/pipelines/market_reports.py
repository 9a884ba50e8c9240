"""Reports on markets over time: what the rules say, what to read again, what changes, and what a fact touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from locmem import textfile
from locmem.backlog.signals import KPI_FILE
from locmem.checks.exceptions import judged
from locmem.errors import UsageError
from locmem.markets.changes import Change, changes
from locmem.markets.lint import RuleResult, lint
from locmem.markets.paths import nearest, paths
from locmem.model.fact import Market
from locmem.model.finding import Finding
from locmem.noted_day import plain_day
from locmem.pages.fact_uses import ImpactRow, most_read_first, touched
from locmem.pages.overview import kpi_of
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import comparable_markets
from locmem.workspace.survey import Question, survey
from locmem.yamlfile import YamlMapping, YamlNode, parse


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


def lint_markets(project: Project, codes: Sequence[str], day: date) -> tuple[RuleResult, ...]:
    """What each rule found in the markets of these codes, all for none, planned ones too; every place with its line.

    Raises InputErrors for profiles that cannot be read, ProjectError for a market that is not there.
    """
    markets = project.chosen_markets(codes) if codes else project.all_markets
    results = lint(markets, day, limits=project.review_limits, known=comparable_markets(project))
    trees: dict[str, YamlNode | None] = {}
    placed = [
        replace(result, findings=tuple(_with_line(project, finding, trees) for finding in result.findings))
        for result in results
    ]
    return tuple(_but_excepted(project, result, plain_day(day)) for result in placed)


def _but_excepted(project: Project, result: RuleResult, day: date) -> RuleResult:
    """What is left of a rule's findings where the settings say of some that they are meant so, as the gate has it."""
    # How much a check counts is for the gate: here each rule speaks with its own voice.
    settings = replace(project.settings, checks=())
    verdict = judged(result.findings, settings, (), day=day, legal=(), is_seen=None)
    meant = {one.finding for one in verdict.excepted}
    left = tuple(one for one in result.findings if one not in meant)
    return replace(result, findings=left, excepted=tuple(one for one in result.findings if one in meant))


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


def impact(project: Project, path: str, codes: Sequence[str], day: date) -> Impact:
    """What a change of a fact touches in the chosen markets: by the Liquid of sources and translations.

    path: `tax.standard_rate`, `market.tax.standard_rate`, `company.support.phone`, or a group such as `tax`.
    A page counts even where its fact stands in a branch that is not shown today.  Raises UsageError for a fact no
    market has, InputErrors for files that cannot be read.
    """
    markets = project.chosen_markets(codes)
    wanted = _named(path, markets)
    question = Question(
        name="impact",
        kind=tuple[ImpactRow, ...],
        answer=lambda workspace: touched(project, workspace, markets, wanted),
        depends=(tuple(market.code for market in markets), wanted, project.folder.digest(KPI_FILE)),
    )
    locales = {locale.content for market in markets for locale in market.locales}
    surveyed = survey(project, locales, (question,))
    surveyed.rest.require_listed()
    # What it finds is not kept, but what is wrong with the figures should be known.
    kpi_of(project)
    parts = surveyed.ask(question)
    rows = most_read_first(chain.from_iterable(parts))
    coming = tuple(change for market in markets for change in changes(market, day) if change.path in wanted)
    coming = tuple(sorted(coming, key=lambda change: (change.on, change.market)))
    first = {change.market: change.on for change in reversed(coming)}
    return Impact(facts=wanted, rows=tuple(replace(row, on=first.get(row.market)) for row in rows), changes=coming)


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
