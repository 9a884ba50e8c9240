"""Documents beside their translations, as customers get them, with what changed since and what the gate says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from locmem.catalogs.pairs import CONTENT, Pair, Row, Workspace
from locmem.checks.run import CheckReport
from locmem.errors import InputErrors, UsageError
from locmem.inline.editable import editable_pieces
from locmem.memory.difference import difference
from locmem.model.finding import Finding
from locmem.model.progress import stretch_of
from locmem.model.translation import CatalogEntry, State
from locmem.pages.foreseen import Foreseen
from locmem.postedit.waiting import STALE, readers, waiting_state
from locmem.reports.coverage import document_row
from locmem.reports.side_by_side import DocumentPage, Flaw, SegmentRow
from locmem.workspace.project import Project
from locmem.workspace.survey import survey

_AT_ONCE = 25
"""Documents that are opened together; a large project is never open as a whole."""

_Flaws = Mapping[str, tuple[Flaw, ...]]
"""What the release gate says of each segment, by occurrence; under an empty name what it says of the whole."""


def side_by_side(project: Project, report: CheckReport) -> Iterator[DocumentPage]:
    """Each document in each of its locales that can be read.  report: of the release gate for all markets."""
    surveyed = survey(project)
    paths = [path.removeprefix(f"{CONTENT}/") for path in report.files]
    served = readers(project.markets)
    found = _by_file(report)
    starts = list(range(0, len(paths), _AT_ONCE))
    for start in stretch_of(project.progress, "pages side by side", starts, len(starts)):
        workspace = surveyed.open(paths[start : start + _AT_ONCE])
        for pair in workspace.pairs:
            if pair.shipped:
                markets = _markets(pair, served)
                yield _page(project, pair, markets, _told(pair, markets, report, found))


def page_beside(project: Project, workspace: Workspace, document: str, locale: str) -> DocumentPage:
    """A document in a locale, with what the release gate says of its segments alone.

    workspace: with the document.  Raises UsageError where there is no such document or it has no texts in the locale,
    InputErrors for one that cannot be read.
    """
    (tag,) = project.declared([locale])
    workspace.require(document, tag)
    pair = next((one for one in workspace.pairs if one.locale == tag and one.source.path == document), None)
    if pair is None:
        raise UsageError(f"there is no document {document} with texts in {tag}.")
    try:
        markets = _markets(pair, readers(project.markets))
    except InputErrors:
        # A profile that is broken is told where markets are; a translator can work on.
        markets = ()
    told = Foreseen(project).told(pair, {n: one for n, one in enumerate(pair.catalog.entries) if one.target})
    flaws = {
        pair.catalog.entries[number].occurrence: tuple(_flaw(finding, finding.severity.value) for finding in findings)
        for number, findings in told.items()
    }
    return _page(project, pair, markets, flaws)


def _markets(pair: Pair, served: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(code for code in served.get(str(pair.locale), ()) if pair.source.ships_to(code))


def _by_file(report: CheckReport) -> Mapping[str, Sequence[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.location.path, []).append(finding)
    return found


def _told(
    pair: Pair, markets: Sequence[str], report: CheckReport, found: Mapping[str, Sequence[Finding]]
) -> dict[str, tuple[Flaw, ...]]:
    told: dict[str, tuple[Flaw, ...]] = {}
    for path in dict.fromkeys((pair.source.file, *map(pair.file_of, pair.shipped), pair.path)):
        for finding in found.get(path, ()):
            if finding.locale in ("", str(pair.locale)) and finding.market in ("", *markets):
                occurrence = finding.location.key.partition("#")[2]
                told[occurrence] = (*told.get(occurrence, ()), _flaw(finding, report.level(finding).value))
    return told


def _flaw(finding: Finding, level: str) -> Flaw:
    return Flaw(level=level, check=finding.check, what=finding.what, do=finding.do, market=finding.market)


def _page(project: Project, pair: Pair, markets: tuple[str, ...], flaws: _Flaws) -> DocumentPage:
    source = pair.source
    required = project.settings.risks[source.risk].required
    rows, unit = [], -1
    for row, own in zip(pair.shipped_rows, pair.catalog.entries, strict=True):
        is_first = row.segment.unit != unit
        rows.append(_row(pair, row, own, required, flaws.get(row.entry.occurrence, ()), is_first=is_first))
        unit = row.segment.unit
    shown = {row.occurrence for row in rows}
    return DocumentPage(
        document=source.path,
        title=source.document.title,
        source_locale=str(source.locale),
        locale=str(pair.locale),
        content_set=source.content_set.name,
        risk=source.risk,
        markets=markets,
        counts=document_row(pair).counts,
        rows=tuple(rows),
        flaws=tuple(flaw for occurrence, some in flaws.items() if occurrence not in shown for flaw in some),
    )


def _row(
    pair: Pair, row: Row, own: CatalogEntry, required: State, flaws: tuple[Flaw, ...], *, is_first: bool
) -> SegmentRow:
    """own: the entry that is worked on; of a variant customers may get another one."""
    entry = row.entry
    previous = entry.previous_source if entry.is_stale else ""
    is_other = bool(entry.target) and own.shown not in ("", entry.target)
    return SegmentRow(
        occurrence=entry.occurrence,
        kind=entry.kind,
        is_first=is_first,
        source=editable_pieces(row.segment.content),
        target=editable_pieces(row.target) if entry.target else (),
        legend=entry.legend,
        source_changes=difference(previous, entry.source, pair.source.locale) if previous else (),
        target_changes=difference(entry.target, own.shown, str(pair.locale)) if is_other else (),
        state=STALE if entry.is_stale else entry.state.value,
        origin=str(entry.origin) if entry.target else "",
        inherited=entry.inherited,
        waits=waiting_state(own, required),
        doubts=own.doubts,
        questions=own.questions,
        flaws=flaws,
    )
