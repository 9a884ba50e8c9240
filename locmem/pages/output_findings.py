"""What `check` says of the files that a render would write: those that must not leave, and names that do not work."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, Pair, Row, Workspace
from locmem.checks.cards import Card
from locmem.checks.pages import pages
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
class Brought:
    """The files that pages bring along, by their paths under the content folder, and what is said of the others.

    leads_out: whether some address leads out of the content folder or by a link, where anything may come and go.
    """

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    leads_out: bool = False


def brought_along(project: Project, workspace: Workspace) -> Brought:
    """What the documents of a workspace lead to in their own folder."""
    shelf = Shelf(project)
    files: dict[str, None] = {}
    found: list[Finding] = []
    leads_out = False
    for page in pages(workspace):
        source = page.source
        judge = shelf.judge(source.content_set)
        for address in addresses_in(page.text):
            path = local_path(address.text, source.path)
            if not path:
                continue
            leads_out = leads_out or shelf.leads_out(path)
            stem, suffix = posixpath.splitext(path)
            for version in (path, *(f"{stem}.{tag}{suffix}" for tag in source.locales)):
                verdict = judge(version)
                if verdict is not None and verdict.why:
                    place = spot(source, address.start, address.end - address.start)
                    found.append(_refused(version, verdict, place.location, place.excerpt))
                elif verdict is not None:
                    files[version] = None
    for pair in workspace.pairs:
        for row in _with_addresses(pair):
            leads_out = leads_out or any(map(shelf.leads_out, _paths_in(pair, row)))
            found += _of_target(shelf, pair, row)
    return Brought(files=tuple(files), findings=tuple(found), leads_out=leads_out)


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


def _paths_in(pair: Pair, row: Row) -> Iterator[str]:
    paths = (local_path(address.text, pair.source.path) for address in addresses_in(row.target.native))
    return (path for path in paths if path)


def _of_target(shelf: Shelf, pair: Pair, row: Row) -> Iterator[Finding]:
    judge = shelf.judge(pair.source.content_set)
    named = named_in(pair.source.document.text, pair.source.path)
    for path in _paths_in(pair, row):
        verdict = judge(path)
        if verdict is not None and not verdict.why and not named.holds(path, pair.locale):
            verdict = NOT_IN_SOURCE
        # What the source itself leads to is told there.
        if verdict is not None and verdict.why and path not in named.paths:
            yield _refused(path, verdict, entry_location(pair, row.entry), locale=pair.locale, gate=Gate.RELEASE)


def _refused(
    path: str, verdict: Verdict, location: Location, excerpt: str = "", *, locale: str = "", gate: Gate = Gate.CHANGE
) -> Finding:
    file = posixpath.normpath(f"{CONTENT}/{path}")
    return Finding(
        check=ASSET,
        gate=gate,
        severity=Severity.ERROR,
        location=location,
        locale=locale,
        excerpt=excerpt,
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
