"""Step `publish`: each market's pages, rendered with that market's facts by the publish policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path

from locmem import textfile
from locmem.errors import RenderError, UsageError
from locmem.model.fact import Market, MarketLocale
from locmem.model.progress import Progress
from locmem.model.settings import RiskPolicy
from locmem.model.tags import LanguageTag
from locmem.model.wording import counted
from locmem.model.workspace import CONTENT, Pair, Source, Workspace
from locmem.pipelines.approvals import UNSIGNED, is_unsigned
from locmem.pipelines.desk_files import FOLDER, Identities, Shipped, Withheld, desk_files, identities
from locmem.pipelines.project import Project
from locmem.pipelines.workers import spread
from locmem.pipelines.workspace import open_workspace
from locmem.pipelines.writing import Run
from locmem.render.addresses import documents_in
from locmem.render.assets import Asset, localized
from locmem.render.html import to_html
from locmem.render.links import rewritten
from locmem.render.manifest import Manifest, write_manifest
from locmem.render.merge import translation_of
from locmem.render.page import Page, page_problems, render_page
from locmem.render.policy import Choice, Show, choose, nothing_translated, standing
from locmem.render.zendesk import DeskNames, DeskPage

DIST = "dist"
MANIFEST = ".manifest.json"


class Target(Enum):
    """What a rendered page is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    ZENDESK = "zendesk"


class Outcome(Enum):
    """What a customer of a market sees of a document."""

    PUBLISHED = "published"
    KEPT = "kept"
    SOURCE = "source"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What to render: markets and locales (empty for all), the day whose facts hold, where to and as what."""

    markets: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    as_of: date | None = None
    folder: str = DIST
    target: Target = Target.MARKDOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """One document in one market and locale: what is shown, why, and the file's path under the output folder."""

    market: str
    locale: str
    document: str
    outcome: Outcome
    reasons: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """All pages, and how many files changed.  notes: what somebody should know, in words."""

    pages: tuple[PageResult, ...]
    changed: int
    removed: int
    folder: str
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many pages ended so."""
        return sum(page.outcome is outcome for page in self.pages)

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [f"{counted(self.count(Outcome.PUBLISHED), 'page')} published"]
        for outcome, what in (
            (Outcome.KEPT, "with the last confirmed wording"),
            (Outcome.SOURCE, "in the source language"),
            (Outcome.WITHHELD, "withheld"),
        ):
            if self.count(outcome):
                parts.append(f"{self.count(outcome)} {what}")
        parts.append(f"{counted(self.changed + self.removed, 'file')} changed in {self.folder}/")
        return ", ".join(parts)


def publish(run: Run, options: PublishOptions, progress: Progress) -> PublishResult:
    """Render every document for every market and locale it ships to; pages that must not ship are removed.

    Raises UsageError for a market or locale nobody declared, InputErrors for unreadable files.
    """
    project = run.project
    if options.locales and options.target is Target.ZENDESK:
        raise UsageError("the files of a help desk hold every locale of a market. Leave out --locale.")
    markets = chosen_markets(project, options.markets)
    workspace = open_workspace(project)
    workspace.raise_problems()
    if options.locales and not any(one.content in options.locales for market in markets for one in market.locales):
        raise UsageError(f"no chosen market has a locale of {', '.join(options.locales)}.")
    root = project.folder.output(options.folder)
    jobs = list(_jobs(workspace, markets, options.locales))
    progress.start("pages", len(jobs))
    pages: list[PageResult] = []
    wanted: dict[str, bytes] = {}
    if options.target is Target.ZENDESK:
        pages, wanted, notes = _for_zendesk(project, workspace, markets, options, progress)
    else:
        links: list[tuple[PageResult, str]] = []
        known = {source.path for source in workspace.sources}
        for result, files, targets in spread(jobs, partial(_all_rendered, project, options)):
            pages.append(result)
            wanted.update(files)
            links += ((result, target) for target in targets if target in known)
            progress.advance()
        notes = tuple(_lost(links, pages))
    if not run.is_dry:
        for market in markets:
            textfile.sweep(root / market.code)
    changed, removed = _write(root, wanted, _old_files(root, markets, options), is_dry=run.is_dry)
    return PublishResult(pages=tuple(pages), changed=changed, removed=removed, folder=options.folder, notes=notes)


def chosen_markets(project: Project, codes: Sequence[str]) -> tuple[Market, ...]:
    """The markets of these codes, all that are launched for none.  Raises ProjectError for one that is not there."""
    return tuple(project.market(code) for code in codes) if codes else project.markets


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    source: Source
    market: Market
    locale: MarketLocale
    pair: Pair | None


def _jobs(workspace: Workspace, markets: Sequence[Market], locales: Sequence[str]) -> Iterator[_Job]:
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    for market in markets:
        for locale in market.locales:
            if locales and locale.content not in locales:
                continue
            for source in workspace.sources:
                pair = pairs.get((locale.content, source.path))
                if source.ships_to(market.code):
                    yield _Job(source=source, market=market, locale=locale, pair=pair)


def blocked_pages(
    project: Project, workspace: Workspace, markets: Sequence[Market], day: date
) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The facts that keep pages back, in words, by (market, locale, document); pages that render are not in it."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for job in _jobs(workspace, markets, ()):
        text = translation_of(job.pair) if job.pair else job.source.document.text
        problems = page_problems(
            job.source.document, text, job.market, job.locale, day, project.settings.verified_days,
            job.source.content_set.kind,
        )  # fmt: skip
        reasons = tuple(dict.fromkeys(problem.what for problem in problems if problem.is_blocking))
        if reasons:
            found[job.market.code, job.locale.content, job.source.path] = reasons
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What customers see of a job: the text as it ships, or None and the reasons where they see nothing."""

    outcome: Outcome
    reasons: tuple[str, ...]
    page: Page | None = None
    text: str = ""
    manifest: Manifest | None = None
    assets: tuple[Asset, ...] = ()


def _shown(project: Project, job: _Job, day: date) -> _Shown:
    if is_unsigned(project, job.source, job.market.code, job.locale.content):
        return _Shown(outcome=Outcome.WITHHELD, reasons=(UNSIGNED,))
    policy = project.settings.risks[job.source.risk]
    choice = _choice(job, policy)
    if choice.show is Show.NOTHING:
        return _Shown(outcome=Outcome.WITHHELD, reasons=choice.reasons)
    try:
        page = _page(project, job, choice, day)
    except RenderError as error:
        place = f"{job.source.path}:"
        # The lines between are excerpts, which the checks show.
        lines = str(error).splitlines()
        reasons = [line.removeprefix(place) for line in lines if line.startswith(place)] or lines[:1]
        return _Shown(outcome=Outcome.WITHHELD, reasons=(*choice.reasons, *reasons))
    links = project.settings.links
    text = rewritten(page.text, links, locale=job.locale.content, market=job.market.code)
    shown = localized(text, job.source.path, job.locale.content, project.is_asset)
    manifest = Manifest(
        document=job.source.path,
        market=job.market.code,
        locale=job.locale.content,
        shown=choice.show.value,
        reasons=choice.reasons,
        states=_states(job.pair),
        facts=page.facts,
        inherited=Counter(entry.inherited for entry in job.pair.shipped if entry.inherited) if job.pair else {},
    )
    outcome = {
        Show.TRANSLATION: Outcome.PUBLISHED, Show.LAST_CONFIRMED: Outcome.KEPT, Show.SOURCE: Outcome.SOURCE
    }[choice.show]  # fmt: skip
    return _Shown(
        outcome=outcome, reasons=choice.reasons, page=page, text=shown.text, manifest=manifest, assets=shown.assets
    )


def _choice(job: _Job, policy: RiskPolicy) -> Choice:
    if job.pair:
        return choose(standing(job.pair, policy.required), policy)
    if job.source.locale == job.locale.content:
        return Choice(show=Show.TRANSLATION)
    # The market is served in a locale that nobody translates into yet.
    return choose(nothing_translated(len(job.source.translatable)), policy)


def _lost(links: Sequence[tuple[PageResult, str]], pages: Sequence[PageResult]) -> Iterator[str]:
    """What is linked to on rendered pages and not among them, in words; page by page."""
    outcomes = {(page.market, page.locale, page.document): page.outcome for page in pages}
    for page, target in links:
        outcome = outcomes.get((page.market, page.locale, target))
        if outcome in (None, Outcome.WITHHELD):
            why = "is withheld" if outcome else f"is not meant for {page.market}"
            yield f"{page.path} links to {target}, which {why}: the link leads nowhere."


def _all_rendered(
    project: Project, options: PublishOptions, jobs: Sequence[_Job]
) -> Sequence[tuple[PageResult, Mapping[str, bytes], tuple[str, ...]]]:
    return [_rendered(project, job, options) for job in jobs]


def _rendered(
    project: Project, job: _Job, options: PublishOptions
) -> tuple[PageResult, Mapping[str, bytes], tuple[str, ...]]:
    shown = _shown(project, job, options.as_of or project.today)
    if shown.page is None or shown.manifest is None:
        return _result(job, shown.outcome, shown.reasons, ""), {}, ()
    folder = f"{job.market.code}/{job.locale.content}"
    name, data = f"{folder}/{job.source.path}", shown.text.encode()
    if options.target is Target.HTML and job.source.content_set.kind == "markdown":
        name = str(Path(name).with_suffix(".html"))
        data = to_html(shown.text, shown.page.title, job.locale.content).encode()
    files = {name: data, name + MANIFEST: write_manifest(shown.manifest), **_pictures(project, folder, shown.assets)}
    return _result(job, shown.outcome, shown.reasons, name), files, documents_in(shown.text, job.source.path)


def _pictures(project: Project, folder: str, assets: Sequence[Asset]) -> Mapping[str, bytes]:
    found = {f"{folder}/{asset.path}": project.folder.read(f"{CONTENT}/{asset.path}") for asset in assets}
    return {path: data for path, data in found.items() if data is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one market ships to a help desk, and what it must not; files are the pictures on its pages."""

    market: Market
    shipped: tuple[Shipped, ...]
    withheld: tuple[Withheld, ...]
    pages: tuple[PageResult, ...]
    files: Mapping[str, bytes]


def desk(
    project: Project, workspace: Workspace, market: Market, known: Identities, day: date, progress: Progress
) -> Desk:
    """The pages of a market in all its locales, by the publish policy, as a help desk takes them."""
    shipped: list[Shipped] = []
    withheld: list[Withheld] = []
    pages: list[PageResult] = []
    files: dict[str, bytes] = {}
    for job in _jobs(workspace, [market], ()):
        shown = _shown(project, job, day)
        progress.advance()
        folder, locale = f"{market.code}/{FOLDER}", LanguageTag(job.locale.content)
        if shown.page is None or shown.manifest is None:
            identity = known[job.source.path]
            withheld.append(
                Withheld(source=job.source, identity=identity, locale=locale, reasons=shown.reasons)
            )
            pages.append(_result(job, shown.outcome, shown.reasons, ""))
            continue
        page = DeskPage(
            document=job.source.document, kind=job.source.content_set.kind, identity=known[job.source.path],
            locale=locale, own_locale=job.source.locale, text=shown.text, title=shown.page.title,
            is_behind=shown.outcome is not Outcome.PUBLISHED,
        )  # fmt: skip
        shipped.append(Shipped(page=page, manifest=shown.manifest))
        pages.append(_result(job, shown.outcome, shown.reasons, folder))
        files |= _pictures(project, f"{folder}/{locale}", shown.assets)
    return Desk(market=market, shipped=tuple(shipped), withheld=tuple(withheld), pages=tuple(pages), files=files)


def desk_names(project: Project) -> DeskNames:
    """How the project's locales are called in Zendesk."""
    settings = project.settings
    return DeskNames(source_locale=settings.source_locale, locales=settings.zendesk_locales)


def _for_zendesk(
    project: Project, workspace: Workspace, markets: Sequence[Market], options: PublishOptions, progress: Progress
) -> tuple[list[PageResult], dict[str, bytes], tuple[str, ...]]:
    known, names = identities(workspace), desk_names(project)
    root, day = project.folder.output(options.folder), options.as_of or project.today
    pages: list[PageResult] = []
    wanted: dict[str, bytes] = {}
    notes: list[str] = []
    for market in markets:
        found = desk(project, workspace, market, known, day, progress)
        files, more = desk_files(root, market.code, found.shipped, found.withheld, known, names)
        pages.extend(found.pages)
        wanted |= {**found.files, **files}
        notes.extend(more)
    return pages, wanted, tuple(notes)


def _page(project: Project, job: _Job, choice: Choice, day: date) -> Page:
    locale = job.locale
    text = job.source.document.text
    if choice.show is Show.SOURCE:
        # An English page in Spain: numbers as English has them, but the names of Spain's own taxes and bodies.
        locale = MarketLocale(content=locale.content, format=job.source.locale, tone=locale.tone)
    elif job.pair:
        text = translation_of(job.pair)
    return render_page(
        job.source.document, text, job.market, locale, day, project.settings.verified_days,
        job.source.content_set.kind,
    )  # fmt: skip


def _result(job: _Job, outcome: Outcome, reasons: tuple[str, ...], path: str) -> PageResult:
    return PageResult(
        market=job.market.code, locale=job.locale.content, document=job.source.path, outcome=outcome,
        reasons=reasons, path=path,
    )  # fmt: skip


def _states(pair: Pair | None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in pair.shipped if pair else ():
        name = "stale" if entry.is_stale else entry.state.value
        counts[name] = counts.get(name, 0) + 1
    return counts


def _old_files(root: Path, markets: Sequence[Market], options: PublishOptions) -> Iterator[str]:
    """Files of earlier runs in the folders this run is answerable for."""
    for market in markets:
        chosen = [one.content for one in market.locales if not options.locales or one.content in options.locales]
        for name in (FOLDER,) if options.target is Target.ZENDESK else chosen:
            folder = root / market.code / name
            yield from (path.relative_to(root).as_posix() for path in folder.glob("**/*") if path.is_file())


def _write(root: Path, wanted: Mapping[str, bytes], old: Iterator[str], *, is_dry: bool) -> tuple[int, int]:
    changed = removed = 0
    places = {name: textfile.below(root, name) for name in {*old, *wanted}}
    for name in sorted(places.keys() - wanted.keys()):
        removed += 1
        if not is_dry:
            textfile.remove(places[name])
    for name, data in sorted(wanted.items()):
        path = places[name]
        if is_dry:
            changed += not path.is_file() or path.read_bytes() != data
        else:
            # Pages can be made again, and the next run compares every byte: no need to wait for the disk.
            changed += textfile.write_bytes(path, data, durable=False)
    return changed, removed
