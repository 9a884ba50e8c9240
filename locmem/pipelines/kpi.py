"""Step `kpi import`: what a help desk counted, joined to the project's documents and kept in `content/kpi.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from locmem import textfile
from locmem.backlog.kpi_exports import read_columns, read_export
from locmem.backlog.kpi_joining import KnownDocument, Unjoined, join
from locmem.backlog.signals import KPI_FILE, Kpi, Place, read_rows, write_rows
from locmem.catalogs.pairs import Pair, Source
from locmem.errors import UsageError
from locmem.model.segment import UnitKind
from locmem.model.wording import counted, listed
from locmem.noted_day import plain_day
from locmem.pages.desk_files import told_identities
from locmem.render.merge import translation_of
from locmem.render.regions import title_of
from locmem.render.zendesk_identity import DeskIdentity
from locmem.workspace.project import Project
from locmem.workspace.survey import Question, survey
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiImport:
    """An export that was taken in.

    rows, joined: how many it has, and how many are in the figures.  columns: which heading was taken for what.
    unused: headings of columns that are nothing here; doubtful: those that may be misspelt, in words.
    new, changed, same: figures by document, market and month.  unjoined: why rows are in no figure.
    held: figures that were not taken, as a row of theirs cannot be read, in words.
    """

    file: str
    path: str
    rows: int
    joined: int
    columns: Mapping[str, str]
    unused: tuple[str, ...]
    periods: tuple[str, ...]
    documents: int
    new: int
    changed: int
    same: int
    unjoined: tuple[Unjoined, ...]
    doubtful: tuple[str, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether a row is in no figure, or a column may be one that was misspelt."""
        return bool(self.unjoined or self.doubtful)

    @property
    def summary(self) -> str:
        """One line for people."""
        months = listed(self.periods, 3) or "no month"
        text = (
            f"{self.joined} of {counted(self.rows, 'row')} joined to {counted(self.documents, 'document')} in {months}"
        )
        text = f"{text}: {self.new} new, {self.changed} changed, {self.same} as before"
        return f"{text}; {counted(len(self.held), 'figure')} not taken" if self.held else text


def import_kpi(run: Run, file: Path, *, columns: Path | None = None, period: str = "", market: str = "") -> KpiImport:
    """Take the figures of an export in; those of the same document, market and month are replaced, others stay.

    columns: a YAML file that names headings.  period, market: of all rows that do not say theirs.
    Raises InputErrors for files that cannot be read, UsageError for a market that is not there and a month that is
    none, or has not begun.
    """
    project = run.project
    markets = project.chosen_markets((market,) if market else ())
    named = read_columns(textfile.read(columns, str(columns)).text, str(columns)) if columns else {}
    export = read_export(textfile.read_bytes(file), str(file), named)
    if "period" not in export.headings and not period:
        raise UsageError(f"{file} has no column of days or months. Add --period 2026-10.")
    everywhere = project.markets if market == "" else markets
    now = str(plain_day(project.today))[:7]
    if period > now:
        raise UsageError(f"{period} has not begun. Write the month that was counted, such as {now}.")
    found = join(
        export.rows,
        _documents(project),
        everywhere,
        market=market,
        period=period,
        order=export.order,
        now=now,
    )
    before = project.folder.read(KPI_FILE)
    known: Mapping[Place, Kpi] = {} if before is None else read_rows(textfile.decode(before, KPI_FILE).text)
    figures = {place: kpi.over(known[place]) if place in known else kpi for place, kpi in found.figures.items()}
    changed = sum(place in known and known[place] != kpi for place, kpi in figures.items())
    new = sum(place not in known for place in figures)
    if new or changed:
        project.folder.write(KPI_FILE, write_rows({**known, **figures}).encode())
    return KpiImport(
        file=str(file),
        path=KPI_FILE,
        rows=len(export.rows),
        joined=found.rows,
        columns=export.headings,
        unused=export.unused,
        periods=tuple(sorted({place[2] for place in figures})),
        documents=len({place[0] for place in figures}),
        new=new,
        changed=changed,
        same=len(figures) - new - changed,
        unjoined=found.unjoined,
        doubtful=export.doubtful,
        held=tuple(
            f"{document} in {market} in {month}: not taken, as another row of it cannot be read; what is stored stays."
            for document, market, month in found.held
        ),
    )


def _titles(source: Source, pairs: Sequence[Pair]) -> Iterator[str]:
    """What a document is called in every language: its title, or its first heading where it has none."""
    is_titled = False
    for text in (source.document.text, *map(translation_of, pairs)):
        if title := title_of(text, source.path, source.content_set.kind):
            is_titled = True
            yield title
    if is_titled:
        return
    heading = next((one for one in source.segments if one.kind is UnitKind.HEADING), None)
    if heading is not None:
        yield heading.content.text
        for pair in pairs:
            yield from (row.target.text for row in pair.shipped_rows if row.segment is heading and row.entry.target)


_NAMES = Question(
    name="names",
    kind=tuple[KnownDocument, ...],
    answer=lambda workspace: tuple(
        KnownDocument(
            path=source.path,
            slug=source.document.slug,
            titles=tuple(dict.fromkeys(_titles(source, [pair for pair in workspace.pairs if pair.source is source]))),
        )
        for source in workspace.sources
    ),
)
"""What a help desk may call a document."""


def _documents(project: Project) -> Iterator[KnownDocument]:
    surveyed = survey(project, expecting=(_NAMES,))
    surveyed.rest.require_listed()
    parts = surveyed.ask(_NAMES)
    identities, _ = told_identities(surveyed.whole())
    for part in parts:
        for one in part:
            yield replace(one, ids=tuple(_ids(identities.get(one.path))))


def _ids(identity: DeskIdentity | None) -> Iterator[str]:
    if identity is not None:
        for number in (identity.id, identity.item, *identity.macros.values()):
            if number:
                yield str(number)
