"""Documents beside their translations, as customers get them, with what the release gate says of each segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from locmem.catalogs.pairs import CONTENT, Pair, Row
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding
from locmem.model.inline import Inline
from locmem.model.progress import stretch_of
from locmem.postedit.waiting import readers
from locmem.reports.coverage import document_row
from locmem.reports.side_by_side import DocumentPage, Flaw, Piece, SegmentRow
from locmem.workspace.project import Project
from locmem.workspace.survey import survey

_AT_ONCE = 25
"""Documents that are opened together; a large project is never open as a whole."""


def side_by_side(project: Project, report: CheckReport) -> Iterator[DocumentPage]:
    """Each document in each of its locales that can be read.  report: of the release gate for all markets."""
    surveyed = survey(project)
    paths = [path.removeprefix(f"{CONTENT}/") for path in report.files]
    served = readers(project.markets)
    found = _by_file(report)
    starts = list(range(0, len(paths), _AT_ONCE))
    for start in stretch_of(project.progress, "pages side by side", starts, len(starts)):
        workspace = surveyed.open(paths[start : start + _AT_ONCE])
        yield from (_page(pair, served, report, found) for pair in workspace.pairs if pair.shipped)


def _by_file(report: CheckReport) -> Mapping[str, Sequence[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.location.path, []).append(finding)
    return found


def _page(
    pair: Pair, served: Mapping[str, Sequence[str]], report: CheckReport, found: Mapping[str, Sequence[Finding]]
) -> DocumentPage:
    source, locale = pair.source, str(pair.locale)
    markets = tuple(code for code in served.get(locale, ()) if source.ships_to(code))
    mine = [
        finding
        for path in dict.fromkeys((source.file, *map(pair.file_of, pair.shipped), pair.path))
        for finding in found.get(path, ())
        if finding.locale in ("", locale) and finding.market in ("", *markets)
    ]
    of_segment: dict[str, list[Flaw]] = {}
    for finding in mine:
        of_segment.setdefault(finding.location.key.partition("#")[2], []).append(_flaw(report, finding))
    rows, unit = [], -1
    for row in pair.shipped_rows:
        rows.append(_row(row, tuple(of_segment.pop(row.entry.occurrence, ())), is_first=row.segment.unit != unit))
        unit = row.segment.unit
    return DocumentPage(
        document=source.path,
        source_locale=str(source.locale),
        locale=locale,
        content_set=source.content_set.name,
        markets=markets,
        counts=document_row(pair).counts,
        rows=tuple(rows),
        flaws=tuple(flaw for flaws in of_segment.values() for flaw in flaws),
    )


def _row(row: Row, flaws: tuple[Flaw, ...], *, is_first: bool) -> SegmentRow:
    entry = row.entry
    return SegmentRow(
        occurrence=entry.occurrence,
        kind=entry.kind,
        is_first=is_first,
        source=tuple(_pieces(row.segment.content)),
        target=tuple(_pieces(row.target)) if entry.target else (),
        before=entry.previous_source if entry.is_stale else "",
        proposed=entry.proposal if entry.is_stale else "",
        state="stale" if entry.is_stale else entry.state.value,
        origin=str(entry.origin) if entry.target else "",
        inherited=entry.inherited,
        flaws=flaws,
    )


def _pieces(content: Inline) -> Iterator[Piece]:
    for part in content.parts:
        if isinstance(part, str):
            yield Piece(text=part)
        elif part.is_text:
            yield Piece(text=part.text)
        else:
            yield Piece(text=part.original, is_code=True)


def _flaw(report: CheckReport, finding: Finding) -> Flaw:
    return Flaw(
        level=report.level(finding).value, check=finding.check, what=finding.what, do=finding.do, market=finding.market
    )
