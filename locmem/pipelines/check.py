"""Step `check`: what the two gates say."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from locmem.catalogs.files import FOLDER as TRANSLATIONS
from locmem.catalogs.pairs import CONTENT, Workspace
from locmem.checks.baseline import Known
from locmem.checks.causes import told_once
from locmem.checks.exceptions import judged
from locmem.checks.listed import Reach
from locmem.checks.model import CheckContext, served_by
from locmem.checks.proving import proven
from locmem.checks.run import UNREADABLE, CheckReport, findings_of, problems_as_findings, report_of
from locmem.checks.severities import is_first, require_sound
from locmem.checks.unfinished import is_in, unfinished_in
from locmem.checks.wordings import Wordings, wordings_of
from locmem.checks.written_exceptions import Written, written_in
from locmem.errors import InputErrors, UsageError
from locmem.exchange.manifest import FOLDER as HANDOFFS
from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate
from locmem.model.gate_rules import GateException
from locmem.model.progress import stretch, stretch_of
from locmem.model.wording import counted, listed
from locmem.noted_day import NotedDay, plain_day
from locmem.pages.approvals import approval_digests, lost_approvals, missing_approvals
from locmem.pages.check_context import context_without_documents
from locmem.pages.dead_memory import stored_with_dead_words
from locmem.pages.fact_uses import CHANGES, coming_changes
from locmem.pages.figure_findings import figure_findings
from locmem.pages.held_texts import without_held
from locmem.pages.kept_records import RECORDS, note_unread_records
from locmem.pages.output_findings import Ways, brought_along, name_findings, ways_of
from locmem.pages.overview import CARDS
from locmem.pages.touched import Touched, touched
from locmem.settings import FILE_NAME
from locmem.workspace.approval_files import APPROVALS
from locmem.workspace.catalog_lines import exceptions_with_lines, with_lines
from locmem.workspace.changed_files import branch_since
from locmem.workspace.handoffs import waiting_findings
from locmem.workspace.project import COMMITTED_TMX, MARKETS, Project
from locmem.workspace.sound_markets import left_out, reading_on
from locmem.workspace.sources import options_of
from locmem.workspace.survey import Question, survey

_WORDINGS = Question(name="wordings", kind=tuple[Wordings, ...], answer=lambda workspace: tuple(wordings_of(workspace)))
"""What documents say, so that they can be compared with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """Which gate, for which markets (empty for all), on which day (None for today).

    known: what a baseline holds; it is reported, but does not fail.
    since: a commit or branch; only what was touched since this branch left it is reported, and what depends on that.
        Empty for everything.
    tells_changes: whether facts that change between today and a day to come are told, which opens all documents.
    """

    gate: Gate = Gate.CHANGE
    markets: tuple[str, ...] = ()
    as_of: date | None = None
    known: tuple[Known, ...] = ()
    since: str = ""
    tells_changes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The report, and how it reads in one line.

    held: the findings that a rule could mend, but for somebody who has their text, each with why, in words.
    """

    report: CheckReport
    held: Mapping[Finding, str] = field(default_factory=dict)

    @property
    def fails(self) -> bool:
        """Whether the gate fails."""
        return bool(self.report.failing)

    @property
    def summary(self) -> str:
        """One line for people."""
        failing, others = len(self.report.failing), len(self.report.findings) - len(self.report.failing)
        text = f"{self.report.gate.value} gate: " + (counted(failing, "finding") if failing else "passed")
        return f"{text}, {others} reported" if others else text


def check(project: Project, options: CheckOptions, paths: Sequence[str] = ()) -> CheckResult:
    """Every check run over the project.  Reads only.

    paths: report only findings in these files or folders.  Files that cannot be read are findings, too; what does not
    depend on them is checked as ever, and the report says which markets were not.  A locmem.yaml that cannot be read,
    or names a check that there is not, raises InputErrors, as nothing can be checked without it.
    Raises UsageError for paths that lead to nothing or hold nothing that is checked, and for a commit that git does
    not know: a gate must not pass because of a slip of the pen.
    """
    with reading_on(project):
        return _check(project, options, paths)


def release_gate(project: Project, markets: Sequence[str], asked: date | None) -> Callable[[date], CheckReport]:
    """Gives the release gate's report of these markets on a day; asked: the day that a command names, None for none."""
    start = plain_day(asked or project.today)

    def gate(on: date) -> CheckReport:
        as_of = asked if plain_day(on) == start else on
        options = CheckOptions(gate=Gate.RELEASE, markets=tuple(markets), as_of=as_of, tells_changes=False)
        return check(project, options).report

    return gate


def _check(project: Project, options: CheckOptions, paths: Sequence[str]) -> CheckResult:
    wanted = from_root(project.root, paths)
    require_sound(project.settings)
    branch = branch_since(project, options.since) if options.since else None
    findings: list[Finding] = []
    markets = project.markets
    chosen: tuple[Market, ...] = ()
    try:
        chosen = project.chosen_markets(options.markets)
        if options.gate is Gate.CHANGE:
            # A planned market ships nothing, so a mistake in its profile concerns its author only.
            _ = project.all_markets
    except InputErrors as error:
        chosen = chosen or tuple(market for market in markets if market.code in options.markets)
        findings += problems_as_findings(error.problems)
    served = served_by(chosen)
    if any(code in project.broken_markets for code in options.markets):
        # What nobody else reads may be for these.
        served |= {*project.settings.locales} - served_by(markets)
    locales = served if options.markets else None
    files: frozenset[str] | None = None
    try:
        files = frozenset(project.folder.files(f"{CONTENT}/**/*"))
    except InputErrors as error:
        findings += problems_as_findings(error.problems)
    asked = project.noted(options.as_of)
    alone = context_without_documents(project, markets, chosen, asked, files)
    own, leading, approved = _findings(project, alone, asked, locales), _ways(locales), _lost(project, alone, asked)
    beside = _written(project)
    surveyed = survey(project, locales, (CARDS, _WORDINGS, own, leading, approved, beside))
    cards, ways = surveyed.ask(CARDS), surveyed.ask(leading)
    context = replace(
        alone,
        outline=tuple(chain.from_iterable(cards)),
        said=tuple(one for part in surveyed.ask(_WORDINGS) for one in part),
    )
    written = surveyed.ask(beside)
    findings += chain.from_iterable((*surveyed.ask(own), *surveyed.ask(approved)))
    gone = approved.of_document.keys() - context.by_path.keys()
    findings += lost_approvals(project, surveyed.rest, chosen, context.day, gone)
    leads = tuple(chain.from_iterable(ways))
    brought = brought_along(project, stretch_of(project.progress, "links of documents", leads, len(leads)))
    findings += brought.findings
    stored, unread = stored_with_dead_words(project, context, asked)
    note_unread_records(project)
    findings += figure_findings(project, files) if files is not None else ()
    project.keep_answers()
    findings += problems_as_findings(unread)
    with stretch(project.progress, "what documents say together"):
        findings += with_lines(project, findings_of(context.of(surveyed.rest, stored)))
        findings += missing_approvals(project, context.cards, chosen)
        findings += waiting_findings(project, sorted(served))
        findings += name_findings(project, context.cards, brought.files, markets)
    if options.tells_changes and chosen and context.day > project.today:
        with stretch(project.progress, "changes to come"):
            everything = context.of(surveyed.open([card.path for card in context.cards]))
            findings += coming_changes(project, everything, options.gate)
    findings += problems_as_findings(project.unread)
    _require_something(project, wanted, (*(card.file for card in context.cards), *brought.files), findings)
    about: Touched | None = None
    if branch is not None:
        with stretch(project.progress, "what depends on the change"):
            unread_now = {finding.location.path for finding in findings if finding.check == UNREADABLE}
            about = touched(project, branch, options.since, surveyed, context.cards, context.all_markets, unread_now)
        findings = list(map(about.of_author, findings))
    with stretch(project.progress, "findings in order"):
        legal = frozenset(card.path for card in context.cards if card.risk is Risk.LEGAL)
        day = plain_day(context.day)
        verdict = judged(
            findings,
            project.settings,
            chain.from_iterable(written),
            day=day,
            legal=legal,
            is_seen=_seen(context, options, findings),
            has_files=lambda pattern: any(project.folder.files(one) for one in (pattern, f"{CONTENT}/{pattern}")),
        )
        told, held = without_held(project, surveyed, verdict.findings)
        looked_at = [*_looked_at(project, options, chosen, about)]
        if wanted and options.gate is Gate.CHANGE and (unfinished := unfinished_in(told, wanted)):
            looked_at.append(unfinished)
        report = report_of(
            told,
            options.gate,
            excepted=verdict.excepted,
            is_first=lambda finding: is_first(finding, legal),
            day=day,
            only=about.concerns if about is not None else None,
            looked_at=" ".join(looked_at),
            files=[card.file for card in context.cards if about is None or about.is_looked_at(card.file)],
            known=options.known,
            paths=wanted,
            markets=options.markets,
            folder=_within_repository(project.root),
            readers=_readers(chosen),
            told_once=partial(told_once, context=context),
        )
    shown = frozenset(report.findings) if held else frozenset()
    return CheckResult(report=report, held={finding: why for finding, why in held.items() if finding in shown})


def _readers(markets: Sequence[Market]) -> dict[str, tuple[str, ...]]:
    """The markets that read a content locale, by locale."""
    found: dict[str, tuple[str, ...]] = {}
    for market in markets:
        for tag in dict.fromkeys(str(locale.content) for locale in market.locales):
            found[tag] = (*found.get(tag, ()), market.code)
    return found


def _looked_at(
    project: Project, options: CheckOptions, chosen: Sequence[Market], about: Touched | None
) -> Iterator[str]:
    """What was looked at where that is not everything, in sentences."""
    if about is not None:
        yield about.said
    broken = dict(project.broken_markets)
    if options.markets:
        # Who asks for some markets does not wait for what is said of others.
        codes = {*options.markets} - {market.code for market in chosen}
        broken = {code: broken.get(code, f"{MARKETS}/{code}.yaml") for code in codes}
    words = (
        "" if project.was_read(project.settings.glossary) else f"words, as {project.settings.glossary} cannot be read"
    )
    if missing := "; ".join(filter(None, (left_out(broken), words))):
        yield f"Not checked: {missing}."


def _seen(
    context: CheckContext, options: CheckOptions, findings: Sequence[Finding]
) -> Callable[[GateException], bool] | None:
    """Whether everything was looked at that an exception could cover; None where nobody can tell.

    A file that cannot be read may hold what it covers, and what another day or another market shows is not known.
    """
    if options.markets or options.as_of or any(finding.check == UNREADABLE for finding in findings):
        return None

    def is_seen(exception: GateException) -> bool:
        if exception.check == CHANGES or (exception.market and exception.market not in markets):
            return False
        if not exception.is_in_source:
            return not exception.locale or not markets or exception.locale in locales
        card = context.by_path.get(exception.document)
        wanted = (exception.locale,) if exception.locale else card.locales if card else ()
        return card is not None and (not wanted or any(context.is_shown(card, locale) for locale in wanted))

    markets = {market.code for market in context.markets}
    locales = {str(locale.content) for market in context.markets for locale in market.locales}
    return is_seen


def _written(project: Project) -> Question[tuple[Written, ...]]:
    """What people wrote beside texts to say that a finding is meant so."""
    return Question(
        name="exceptions",
        kind=tuple[Written, ...],
        answer=lambda workspace: tuple(exceptions_with_lines(project, written_in(workspace))),
    )


def _within_repository(root: Path) -> str:
    """The project's folder from the root of the repository around it, empty where it is that or there is none."""
    around = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if around == root else root.relative_to(around).as_posix()


def _findings(
    project: Project, context: CheckContext, day: NotedDay, locales: Collection[str] | None
) -> Question[tuple[Finding, ...]]:
    """What the checks of a document find.  locales: those whose translations are looked at, None for all."""

    def found(workspace: Workspace) -> tuple[Finding, ...]:
        def look(some: Workspace) -> Iterator[Finding]:
            return findings_of(context.of(_within(some, locales)), Reach.DOCUMENT)

        return tuple(with_lines(project, proven(workspace, look(workspace), look, options_of)))

    glossary = project.folder.digest(project.settings.glossary)
    codes = tuple((market.code, market.is_launched) for market in context.markets)
    others = tuple((market.code, market.is_launched) for market in context.all_markets)
    return Question(
        name="findings",
        kind=tuple[Finding, ...],
        answer=found,
        depends=(codes, others, sorted(context.broken), glossary, *_scope(locales)),
        day=day,
    )


def _lost(project: Project, context: CheckContext, day: NotedDay) -> Question[tuple[Finding, ...]]:
    """Which approvals no longer hold."""

    def lost(workspace: Workspace) -> tuple[Finding, ...]:
        documents = {source.path for source in workspace.sources}
        return tuple(lost_approvals(project, workspace, context.markets, context.day, documents))

    return Question(
        name="approvals",
        kind=tuple[Finding, ...],
        answer=lost,
        depends=tuple(market.code for market in context.markets),
        day=day,
        of_document=approval_digests(project),
    )


def _ways(locales: Collection[str] | None) -> Question[tuple[Ways, ...]]:
    """Where documents lead."""
    return Question(
        name="ways",
        kind=tuple[Ways, ...],
        answer=lambda workspace: ways_of(_within(workspace, locales)),
        depends=_scope(locales),
    )


def _scope(locales: Collection[str] | None) -> tuple[object, ...]:
    return (None if locales is None else tuple(sorted(locales)),)


def _within(workspace: Workspace, locales: Collection[str] | None) -> Workspace:
    return workspace if locales is None else workspace.in_locales(locales)


_CHECKED = (
    FILE_NAME,
    f"{MARKETS}/**/*.yaml",
    f"{CONTENT}/{TRANSLATIONS}/**/*.po",
    COMMITTED_TMX,
    f"{APPROVALS}/**/*.json",
    f"{HANDOFFS}/*.json",
    *RECORDS,
)
"""What is looked at besides documents and what they bring along."""


def _require_something(
    project: Project, wanted: Sequence[str], known: Sequence[str], findings: Collection[Finding]
) -> None:
    """Raise UsageError where none of the paths holds anything that could ever be found wanting.

    Beside others one may: who names what a change touched names a README, too.

    wanted: from the project's folder.  known: documents, and what goes out with them.
    """
    if not wanted:
        return
    files = (*known, project.settings.glossary, *chain.from_iterable(map(project.folder.files, _CHECKED)))
    told = tuple(finding.location.path for finding in findings)
    empty = [path for path in wanted if not is_in((*files, *told), (path,))]
    if len(empty) == len(wanted):
        raise UsageError(
            f"{listed(tuple(empty))}: nothing is checked there, neither a document of a content set nor a catalog or"
            f" profile. Name other files or folders; `content` in {FILE_NAME} says what documents are."
        )


def from_root(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """The paths as findings have them, from the project's folder; they may be named from the current folder too."""
    found: list[str] = []
    missing: list[str] = []
    for path in paths:
        places = [Path(os.path.normpath(one / path)) for one in (Path.cwd(), root, root / CONTENT)]
        place = next((one for one in places if one.is_relative_to(root) and one.exists()), None)
        if place is None:
            missing.append(path)
        else:
            found.append(place.relative_to(root).as_posix())
    if missing:
        raise UsageError(f"there is no {listed(tuple(missing))} in {root}. Name files or folders of the project.")
    return tuple(found)
