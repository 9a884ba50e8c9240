"""What `check` says of the files that a render would write: those that must not leave, and names that do not work."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, Pair, Row, Workspace
from locmem.checks.cards import Card
from locmem.checks.pages import Page, pages
from locmem.checks.places import entry_location, spot
from locmem.errors import Location
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.pages.shelf import Shelf
from locmem.render.addresses import addresses_in, local_path
from locmem.render.assets import NOT_IN_SOURCE, Verdict, named_in
from locmem.render.outputs import Output, Target, clashes, not_on_windows, page_outputs, too_long
from locmem.workspace.project import DIST, Project

ASSET, CLASH, NAME = "asset-refused", "output-clash", "output-name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An address on a page that leads to a place under the content folder, whatever is there.

    locale: of the translation it stands in, empty in the source.  is_in_source: whether the source leads there too.
    """

    path: str
    location: Location
    excerpt: str = ""
    locale: str = ""
    is_in_source: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where a document leads.

    content_set: its name.  locales: those that may have a version of a file of their own.
    of_translations: only those that the source does not name.
    """

    content_set: str
    locales: tuple[str, ...]
    of_source: tuple[Way, ...]
    of_translations: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The files that pages bring along, by their paths under the content folder, and what is said of the others."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def ways_of(workspace: Workspace) -> tuple[Ways, ...]:
    """Where each document of a workspace leads."""
    translated: dict[str, list[Way]] = {}
    for pair in workspace.pairs:
        translated.setdefault(pair.source.path, []).extend(_of_translation(pair))
    return tuple(
        Ways(
            content_set=page.source.content_set.name,
            locales=tuple(page.source.locales),
            of_source=tuple(_of_source(page)),
            of_translations=tuple(translated.get(page.source.path, ())),
        )
        for page in pages(workspace)
    )


def brought_along(project: Project, documents: Iterable[Ways]) -> Brought:
    """What documents lead to in their own folder."""
    shelf = Shelf(project)
    content_sets = {one.name: one for one in project.settings.content_sets}
    files: dict[str, None] = {}
    found: list[Finding] = []
    for ways in documents:
        judge = shelf.judge(content_sets[ways.content_set])
        for way in ways.of_source:
            stem, suffix = posixpath.splitext(way.path)
            for version in (way.path, *(f"{stem}.{tag}{suffix}" for tag in ways.locales)):
                verdict = judge(version)
                if verdict is not None and verdict.why:
                    found.append(_refused(version, verdict, way))
                elif verdict is not None:
                    files[version] = None
        for way in ways.of_translations:
            verdict = judge(way.path)
            if verdict is not None and not verdict.why and not way.is_in_source:
                verdict = NOT_IN_SOURCE
            if verdict is not None and verdict.why:
                found.append(_refused(way.path, verdict, way))
    return Brought(files=tuple(files), findings=tuple(found))


def _of_source(page: Page) -> Iterator[Way]:
    for address in addresses_in(page.text):
        if path := local_path(address.text, page.source.path):
            place = spot(page.source, address.start, address.end - address.start)
            yield Way(path=path, location=place.location, excerpt=place.excerpt)


def _of_translation(pair: Pair) -> Iterator[Way]:
    named = named_in(pair.source.document.text, pair.source.path)
    for row in _with_addresses(pair):
        for address in addresses_in(row.target.native):
            path = local_path(address.text, pair.source.path)
            # What the source itself leads to is told there.
            if path and path not in named.paths:
                yield Way(
                    path=path,
                    location=entry_location(pair, row.entry),
                    locale=pair.locale,
                    is_in_source=named.holds(path, pair.locale),
                )


def name_findings(
    project: Project, cards: Sequence[Card], files: Sequence[str], markets: Sequence[Market]
) -> Iterator[Finding]:
    """Outputs of one name, and names that cannot be written.

    files: those that pages bring along.  markets: two documents that no market gets both of do not meet.
    """
    yield from _clashes(cards, files, markets)
    yield from _names(project, cards, files)


def _with_addresses(pair: Pair) -> Iterator[Row]:
    """The rows whose target may lead somewhere, and is another text than its source."""
    for row in pair.rows:
        target = row.entry.target
        if target and target != row.entry.source and ("](" in target or "<" in target):
            yield row


def _refused(path: str, verdict: Verdict, way: Way) -> Finding:
    file = posixpath.normpath(f"{CONTENT}/{path}")
    return Finding(
        check=ASSET,
        gate=Gate.RELEASE if way.locale else Gate.CHANGE,
        severity=Severity.ERROR,
        location=way.location,
        locale=way.locale,
        excerpt=way.excerpt,
        what=f"{file} is not published: {verdict.why}.",
        do=verdict.do,
    )


def _clashes(cards: Sequence[Card], files: Sequence[str], markets: Sequence[Market]) -> Iterator[Finding]:
    by_file = {card.file: card for card in cards}
    told: set[tuple[str, str]] = set()
    for target in (Target.MARKDOWN, Target.HTML):
        outputs = [output for card in cards for output in page_outputs(DIST, card.path, card.kind, target, card.file)]
        outputs += (Output(path=f"{DIST}/{path}", origin=f"{CONTENT}/{path}") for path in files)
        for clash in clashes(outputs):
            first, second = clash.first.origin, clash.second.origin
            if (first, second) in told or not _meet(by_file.get(first), by_file.get(second), markets):
                continue
            told.add((first, second))
            yield Finding(
                check=CLASH,
                gate=Gate.CHANGE,
                severity=Severity.ERROR,
                location=Location(path=second, line=1),
                what=f"with --target {target.value}, {clash.what}",
                do="Rename one of the two.",
            )


def _meet(one: Card | None, other: Card | None, markets: Sequence[Market]) -> bool:
    """Whether some market gets both documents; a file that is none goes where its page goes."""
    if one is None or other is None or not markets:
        return True
    return any(one.ships_to(market.code) and other.ships_to(market.code) for market in markets)


def _names(project: Project, cards: Sequence[Card], files: Sequence[str]) -> Iterator[Finding]:
    """Names that are too long for what is written under them, and those that Windows does not know."""
    root = project.root.as_posix()
    longest = max((*project.settings.locales, project.settings.source_locale), key=len)
    for card in cards:
        written = [one.path for one in page_outputs(f"{DIST}/XX-XX/{longest}", card.path, "", Target.MARKDOWN, "")]
        written.append(f"{CONTENT}/{catalog_path(longest, card.path)}")
        if why := next((why for path in written if (why := too_long(path, root))), ""):
            yield _name(card.file, Severity.ERROR, f"{why}, with what is added to it.", "Give it a shorter name.")
    for file in (*(card.file for card in cards), *(f"{CONTENT}/{path}" for path in files)):
        if why := not_on_windows(file):
            yield _name(file, Severity.WARNING, f"on Windows it cannot be written: {why}.", "Give it another name.")


def _name(file: str, severity: Severity, what: str, do: str) -> Finding:
    return Finding(
        check=NAME, gate=Gate.CHANGE, severity=severity, location=Location(path=file, line=1), what=what, do=do
    )
