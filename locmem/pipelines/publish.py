"""Step `publish`: each market's pages, rendered with that market's facts by the publish policy."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from locmem import textfile
from locmem.catalogs.pairs import CONTENT
from locmem.errors import InputErrors, Problem, UsageError, in_order, unread_files
from locmem.model.fact import Market
from locmem.model.progress import stretch_of
from locmem.model.wording import counted
from locmem.pages.approvals import note_approval, unsigned_pages
from locmem.pages.desk_files import FOLDER, Unclear, desk_files, told_identities
from locmem.pages.desk_pages import desk, desk_names
from locmem.pages.making import MadePage, PageMaker
from locmem.pages.shown import Outcome, PageResult
from locmem.render.outputs import MANIFEST, Output, Target, unwritable
from locmem.render.policy import UNSIGNED
from locmem.workspace.project import DIST, Project
from locmem.workspace.sources import document_kinds
from locmem.workspace.survey import PlainProject, survey
from locmem.workspace.workers import spread
from locmem.workspace.workspace import open_workspace
from locmem.workspace.writing import Run

__all__ = ["Outcome", "PageResult", "PublishOptions", "PublishResult", "Target", "publish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What to render: markets and locales (empty for all), the day whose facts hold, where to and as what."""

    markets: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    as_of: date | None = None
    folder: str = DIST
    target: Target = Target.MARKDOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """All pages, and how many files changed.

    notes: what somebody should know, in words.  unwritable: files that cannot be written under their name, each with
    why and what to do; their pages are withheld.  unread: what could not be read; no page was made of it.
    """

    pages: tuple[PageResult, ...]
    changed: int
    removed: int
    folder: str
    notes: tuple[str, ...] = ()
    unwritable: tuple[str, ...] = ()
    unread: tuple[Problem, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many pages ended so."""
        return sum(page.outcome is outcome for page in self.pages)

    @property
    def fails(self) -> bool:
        """Whether something is kept back until somebody mends it."""
        return bool(self.damaged or self.unwritable or self.unread)

    @property
    def damaged(self) -> tuple[PageResult, ...]:
        """The pages whose translation is kept back until somebody mends it."""
        return tuple(page for page in self.pages if page.is_damaged)

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
        if self.damaged:
            parts.append(f"{counted(len(self.damaged), 'translation')} kept back as damaged")
        if self.unwritable:
            parts.append(f"{counted(len(self.unwritable), 'file')} that cannot be written")
        parts += unread_files(self.unread)
        parts.append(f"{counted(self.changed + self.removed, 'file')} changed in {self.folder}/")
        return ", ".join(parts)


def publish(run: Run, options: PublishOptions) -> PublishResult:
    """Render every document for every market and locale it ships to; pages that must not ship are removed.

    Of files of which two would be written under one name, or one under a name that is too long, none is.  A page is
    withheld of which a file cannot be read.
    Raises UsageError for a market or locale nobody declared, InputErrors for folders that cannot be looked into;
    nothing is written then.
    """
    project = run.project
    if options.locales and options.target is Target.ZENDESK:
        raise UsageError("the files of a help desk hold every locale of a market. Leave out --locale.")
    options = replace(options, locales=tuple(map(project.meant_locale, options.locales)))
    markets = project.chosen_markets(options.markets)
    root = project.folder.output(options.folder)
    if options.target is Target.ZENDESK:
        pages, wanted, notes, unplaced = _for_zendesk(project, markets, options)
    else:
        pages, wanted, notes = _for_a_site(project, markets, options)
        unplaced = ()
    held = unwritable(wanted, root.absolute().as_posix())
    pages, wanted = _without(held, pages, wanted)
    if not run.is_dry:
        for market in markets:
            textfile.sweep(root / market.code)
    files = {output.path: data for output, data in wanted.items()}
    changed, removed = _write(root, files, _old_files(root, markets, options), is_dry=run.is_dry)
    return PublishResult(
        pages=tuple(pages),
        changed=changed,
        removed=removed,
        folder=options.folder,
        notes=notes,
        unwritable=_told_once(held),
        unread=in_order((*project.unread, *unplaced)),
    )


def _read_in(markets: Sequence[Market], options: PublishOptions) -> frozenset[str] | None:
    """The content locales of the pages that were asked for, None for all."""
    if not options.markets and not options.locales:
        return None
    read = {one.content for market in markets for one in market.locales}
    return frozenset(read.intersection(options.locales or read))


def _lost(links: Sequence[tuple[PageResult, str]], pages: Sequence[PageResult]) -> Iterator[str]:
    """What is linked to on rendered pages and not among them, in words; page by page."""
    outcomes = {(page.market, page.locale, page.document): page.outcome for page in pages}
    for page, target in links:
        outcome = outcomes.get((page.market, page.locale, target))
        if outcome in (None, Outcome.WITHHELD):
            why = "is withheld" if outcome else f"is not meant for {page.market}"
            yield f"{page.path} links to {target}, which {why}: the link leads nowhere."


def _without(
    held: Mapping[Output, tuple[str, str]], pages: Sequence[PageResult], wanted: Mapping[Output, bytes]
) -> tuple[list[PageResult], dict[Output, bytes]]:
    """Pages and files less those that cannot be written; a page goes with its manifest."""
    reasons = {(output.path.removesuffix(MANIFEST), output.origin): what for output, (what, _) in held.items()}
    left = {
        output: data
        for output, data in wanted.items()
        if (output.path.removesuffix(MANIFEST), output.origin) not in reasons
    }
    shown: list[PageResult] = []
    for page in pages:
        why = reasons.get((page.path, f"{CONTENT}/{page.document}"))
        withheld = replace(page, outcome=Outcome.WITHHELD, reasons=(*page.reasons, why or ""), path="")
        shown.append(withheld if why else page)
    return shown, left


def _told_once(held: Mapping[Output, tuple[str, str]]) -> tuple[str, ...]:
    """What is wrong with outputs, once for each file: in each market and locale they meet again."""
    told: dict[str, str] = {}
    for output, (what, do) in held.items():
        told.setdefault(output.origin, f"{output.origin}: {what} {do}")
    return tuple(told.values())


def _for_a_site(
    project: Project, markets: Sequence[Market], options: PublishOptions
) -> tuple[list[PageResult], dict[Output, bytes], tuple[str, ...]]:
    """The pages of the markets with their files, market by market and locale by locale, and what should be known."""
    maker, made = _made(project, markets, options)
    pages: list[PageResult] = []
    wanted: dict[Output, bytes] = {}
    links: list[tuple[PageResult, str]] = []
    refused: dict[str, None] = {}
    for page in made:
        pages.append(page.result)
        wanted |= dict(page.files) | maker.assets(page)
        links += ((page.result, target) for target in maker.documents_at(page))
        refused.update(dict.fromkeys(page.notes))
    project.keep_answers()
    return pages, wanted, (*refused, *_lost(links, pages))


def _made(project: Project, markets: Sequence[Market], options: PublishOptions) -> tuple[PageMaker, list[MadePage]]:
    """The pages in the order of markets, locales and documents, and who made them."""
    day = options.as_of or project.today
    maker_of = partial(PageMaker, project, markets, locales=options.locales, day=day, target=options.target)
    kinds: dict[str, str] = {}
    with contextlib.suppress(InputErrors):
        kinds = document_kinds(project)
    maker = maker_of(kinds=kinds)
    surveyed = survey(project, _read_in(markets, options), (maker.question,))
    surveyed.rest.require_listed()
    _require_served(markets, options)
    if isinstance(surveyed, PlainProject):
        parts = surveyed.ask(maker.question)
        made = list(chain.from_iterable(parts))
        for page in made:
            if UNSIGNED in page.result.reasons:
                # A damaged approval is none, and that should be known.
                note_approval(project, page.result.document, page.result.market, page.result.locale)
        served = [(market.code, locale.content) for market in markets for locale in market.locales]
        places = {place: number for number, place in enumerate(served)}
        return maker, sorted(made, key=lambda page: places[page.result.market, page.result.locale])
    workspace = surveyed.whole()
    maker = maker_of(kinds={source.path: source.content_set.kind for source in workspace.sources})
    # Pages are made by several processes, and what one of them cannot read only that one would know.
    unsigned_pages(project, workspace.sources, markets)
    jobs = list(maker.jobs(workspace))
    return maker, list(stretch_of(project.progress, "pages", spread(jobs, maker.made), len(jobs)))


def _require_served(markets: Sequence[Market], options: PublishOptions) -> None:
    if options.locales and not any(
        locale.content in options.locales for market in markets for locale in market.locales
    ):
        raise UsageError(f"no chosen market has a locale of {', '.join(options.locales)}.")


def _for_zendesk(
    project: Project, markets: Sequence[Market], options: PublishOptions
) -> tuple[list[PageResult], dict[Output, bytes], tuple[str, ...], tuple[Problem, ...]]:
    workspace = open_workspace(project, _read_in(markets, options))
    workspace.require_listed()
    (identified, unplaced), names = told_identities(workspace), desk_names(project)
    is_complete = not (unplaced or any(not one.locale for one in workspace.unread))
    root, day = project.folder.output(options.folder), options.as_of or project.today
    pages: list[PageResult] = []
    wanted: dict[Output, bytes] = {}
    notes: list[str] = []
    for market in markets:
        shown = desk(project, workspace, market, identified, day)
        unclear = Unclear(pages=shown.unclear, is_complete=is_complete)
        files, more = desk_files(root, market.code, shown.shipped, shown.withheld, identified, names, unclear)
        pages.extend(shown.pages)
        wanted |= shown.files
        wanted |= {Output(path=path, origin=f"the help desk's files of {market.code}"): files[path] for path in files}
        notes.extend((*shown.notes, *more))
    return pages, wanted, tuple(notes), unplaced


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
            _remove_empty(places[name].parent, root)
    for name, data in sorted(wanted.items()):
        path = places[name]
        if is_dry:
            changed += not path.is_file() or path.read_bytes() != data
        else:
            # Pages can be made again, and the next run compares every byte: no need to wait for the disk.
            changed += textfile.write_bytes(path, data, durable=False)
    return changed, removed


def _remove_empty(folder: Path, root: Path) -> None:
    """A folder that nothing is left in may have to make room for a file of its name."""
    with contextlib.suppress(OSError):
        while folder != root and folder.is_relative_to(root):
            folder.rmdir()
            folder = folder.parent
