"""What the reports need, gathered: blocked pages, backlog, queue, coverage, analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from locmem import textfile
from locmem.backlog.items import BacklogItem, backlog, by_document
from locmem.backlog.signals import KPI_FILE, Kpi, read_kpi
from locmem.catalogs.pairs import Workspace
from locmem.errors import InputErrors
from locmem.model.fact import Market
from locmem.model.tags import LanguageTag
from locmem.pages.approvals import UNSIGNED, unsigned_pages
from locmem.pages.shown import blocked_pages
from locmem.postedit.queue import QueueItem, queue, waiting_state
from locmem.reports.analysis import AnalysisRow, analyze
from locmem.reports.coverage import CoverageRow, ReadinessRow, coverage, readiness
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.open_entries import engine_setting, is_open, query_of
from locmem.workspace.project import Project
from locmem.workspace.remembering import refresh_memory
from locmem.workspace.workspace import open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A project's state on one day."""

    workspace: Workspace
    markets: tuple[Market, ...]
    backlog: tuple[BacklogItem, ...]
    coverage: tuple[CoverageRow, ...]
    readiness: tuple[ReadinessRow, ...]


def overview(project: Project, markets: Sequence[Market], day: date | None = None) -> Overview:
    """Coverage of every locale, and readiness and backlog of the given markets, as far as files can be read."""
    workspace = open_workspace(project)
    workspace.require_listed()
    blocked = blocked_pages(project, workspace, markets, day or project.today)
    unsigned = unsigned_pages(project, workspace, markets)
    held = blocked | {key: (*blocked.get(key, ()), UNSIGNED) for key in unsigned}
    items = backlog(workspace, markets, kpi_of(project), held)
    priorities = {(item.market, item.locale, item.document): item.scored.priority for item in items}
    return Overview(
        workspace=workspace,
        markets=tuple(markets),
        backlog=items,
        coverage=coverage(workspace),
        readiness=readiness(workspace, markets, blocked, priorities, frozenset(unsigned)),
    )


def waiting_queue(project: Project, markets: Sequence[Market]) -> tuple[QueueItem, ...]:
    """The post-edit queue for the given markets."""
    found = overview(project, markets)
    flying = {
        (manifest.locale, unit.document, unit.occurrence): manifest.id
        for manifest in readable_manifests(project)
        for unit in manifest.open_units()
    }
    return queue(found.workspace, markets, by_document(found.backlog), flying)


def kpi_of(project: Project) -> dict[tuple[str, str], Kpi]:
    """The help desk's figures; none where there is no file.

    There is none either in a file that cannot be read, which the project then knows.
    """
    data = project.folder.read(KPI_FILE)
    try:
        figures = dict(read_kpi(textfile.decode(data, KPI_FILE).text)) if data is not None else {}
    except InputErrors as error:
        project.note_unread(KPI_FILE, error.problems)
        return {}
    project.note_unread(KPI_FILE, ())
    return figures


def analysis(project: Project, locales: Sequence[LanguageTag]) -> tuple[AnalysisRow, ...]:
    """Waiting words by band, one row a locale.  Asks no engine and writes nothing but the memory's cache."""
    workspace = open_workspace(project)
    workspace.require_listed()
    refresh_memory(project, workspace)
    rows = []
    for locale in locales:
        pairs = workspace.pairs_of(locale)
        waiting: list[tuple[int, int]] = []
        queries = []
        machine: list[bool] = []
        for number, pair in enumerate(pairs):
            required = project.settings.risks[pair.source.risk].required
            texts = [segment.content.text for segment in pair.source.catalog_segments]
            for index, entry in enumerate(pair.catalog.entries):
                if pair.is_ours(entry) and waiting_state(entry, required):
                    waiting.append((number, index))
                    queries.append(query_of(pair, index, texts))
                    machine.append(is_open(entry) and engine_setting(project, pair) is not None)
        answers = project.memory.lookup_many(queries, floor=project.settings.floor, limit=1)
        rows.append(analyze(locale, pairs, waiting, answers, machine))
    return tuple(rows)
