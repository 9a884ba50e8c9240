"""`report` alone: everything in one file that anyone can open, pages beside it, and charts to send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import AsOf, Json, NoCache, day_of, leaves_memory, opened
from locmem.cli.report_files import require_place
from locmem.errors import REPORT, UsageError, missing_library
from locmem.model.wording import counted

if TYPE_CHECKING:
    from locmem.checks.run import CheckReport
    from locmem.reports.dashboard import Dashboard
    from locmem.workspace.project import Project

DEFAULT = "report.html"
_KB = 1024


def report(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="FILE", help=f"Where to write it; {DEFAULT} if not given.")] = "",
    pages: Annotated[
        bool,
        typer.Option("--pages", help="Also a page for each document and locale, source beside target, in a folder."),
    ] = False,
    charts: Annotated[
        str, typer.Option("--charts", metavar="DIR", help="Also each chart as SVG and PNG, for a mail or a page.")
    ] = "",
    first: Annotated[str, typer.Option("--from", metavar="MONTH", help="Work from this month on: 2026-01.")] = "",
    last: Annotated[str, typer.Option("--until", metavar="MONTH", help="Work up to this month: 2026-12.")] = "",
    as_of: AsOf = "",
    json: Json = False,
    no_cache: NoCache = False,
) -> None:
    """Write one file that shows how the project stands: markets, coverage, backlog, costs, effort, facts, review.

    It opens in any browser, from disk or a mail, and asks nothing of a network. Every figure is the one that the
    command beside it gives. With --json they are printed, and files written only as --to, --pages or --charts say.
    """
    if context.invoked_subcommand is not None:
        return
    from functools import cache

    from locmem.cli.report import require_months
    from locmem.pages.dashboard import Shown, dashboard
    from locmem.pipelines.check import release_gate

    require_months((("--from", first), ("--until", last)), first, last, "--until")
    project = opened(no_cache=no_cache, reads_on=True)
    leaves_memory(project)
    for option, place in (("to", to), ("charts", charts)):
        source = context.get_parameter_source(option)
        if not place and source is not None and source.name == "COMMANDLINE":
            raise UsageError(f"--{option} names nothing. Write a name behind it, or leave it out.")
    is_written = bool(to or pages or charts or not json)
    target = Path(to or DEFAULT)
    if is_written:
        with missing_library(REPORT):
            from locmem.reports.html import page  # noqa: F401
        _require_ours(project, target, has_pages=pages)
        if charts:
            require_place(project, str(Path(charts) / "chart.svg"))
            _require_ours_in(Path(charts))
    day = day_of(as_of, project)
    gate = cache(release_gate(project, (), day))
    view = dashboard(project, Shown(day=day, first=first, last=last), gate)
    if is_written:
        written = _pages(project, view, gate(view.day), target) if pages else 0
        _write(view, target, has_pages=pages)
        drawn = _charts(view, Path(charts)) if charts else 0
        _told(target, written, charts, drawn)
    if json:
        output.as_json({"headline": view.headline, **output.plain(view)})
    raise typer.Exit(output.unread(project.unread))


def _require_ours(project: Project, target: Path, *, has_pages: bool) -> None:
    """Raises UsageError or InputErrors where something stands that is no report of ours, before anything is made."""
    from locmem.reports.html.document_pages import INDEX
    from locmem.reports.html.page import is_report

    require_place(project, str(target))
    if target.exists() and not is_report(target.read_bytes()):
        raise UsageError(f"{target} is there and is no report of locmem. Name another file with --to, or remove it.")
    folder = _folder(target)
    if not has_pages or not folder.exists():
        return
    project.folder.named(folder)
    index = folder / INDEX
    is_ours = index.is_file() and is_report(index.read_bytes())
    if not folder.is_dir() or (any(folder.iterdir()) and not is_ours):
        raise UsageError(f"{folder} is there and holds no pages of locmem. Name another file with --to, or remove it.")


def _require_ours_in(folder: Path) -> None:
    """Raises UsageError where charts would take the place of somebody's files."""
    from locmem.reports.html.drawing import is_chart
    from locmem.reports.html.page import CHART_TITLES

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--charts {folder} is a file. Name a folder.")
    for name in CHART_TITLES:
        drawn = folder / f"{name}.svg"
        if not (drawn.is_file() and is_chart(drawn.read_bytes())):
            for one in (drawn, drawn.with_suffix(".png")):
                if one.exists():
                    raise UsageError(f"{one} is there and is no chart of locmem. Name another folder, or remove it.")


def _folder(target: Path) -> Path:
    """Where the pages lie, beside the report."""
    return target.with_name(f"{target.stem}-pages")


def _write(view: Dashboard, target: Path, *, has_pages: bool) -> None:
    from locmem import textfile
    from locmem.reports.html.document_pages import INDEX
    from locmem.reports.html.page import report_page
    from locmem.reports.side_by_side import place_of

    folder = _folder(target).name
    if has_pages:
        text = report_page(
            view, lambda row: f"{folder}/{place_of(row.counts.locale, row.document)}", f"{folder}/{INDEX}"
        )
    else:
        text = report_page(view)
    textfile.write_text(target, text)


def _pages(project: Project, view: Dashboard, report: CheckReport, target: Path) -> int:
    """How many pages were written; those of before that are none any more are removed."""
    from locmem import textfile
    from locmem.pages.side_by_side import side_by_side
    from locmem.reports.html.document_pages import INDEX, document_page, index_page, listed_page
    from locmem.reports.html.page import is_report
    from locmem.reports.side_by_side import place_of

    folder, back = _folder(target), f"../{target.name}"
    listed, places = [], {folder / INDEX}
    for one in side_by_side(project, report):
        place = textfile.below(folder, place_of(one.locale, one.document))
        textfile.write_bytes(place, document_page(one, view.day, back).encode(), durable=False)
        places.add(place)
        listed.append(listed_page(one))
    textfile.write_text(textfile.below(folder, INDEX), index_page(view.project, view.day, listed, back))
    for place in sorted(folder.rglob("*.html")):
        if place not in places and place.is_file() and not place.is_symlink() and is_report(place.read_bytes()):
            textfile.remove(place)
    return len(listed)


def _charts(view: Dashboard, folder: Path) -> int:
    """How many charts were written, each as SVG and as PNG."""
    from locmem import textfile
    from locmem.reports.dashboard_sections import sections_of
    from locmem.reports.html.charts import spec_of
    from locmem.reports.html.drawing import png, svg
    from locmem.reports.html.page import CHART_TITLES, WIDE

    names = [name for section in sections_of(view) for name in section.charts]
    for name in names:
        spec = spec_of(name, view, WIDE, CHART_TITLES[name])
        textfile.write_text(textfile.below(folder, f"{name}.svg"), svg(spec))
        textfile.write_bytes(textfile.below(folder, f"{name}.png"), png(spec))
    return len(names)


def _told(target: Path, pages: int, charts: str, drawn: int) -> None:
    size = max(1, round(target.stat().st_size / _KB))
    output.say(f"Written to {target}, {size:,} KB. Open it in any browser: {target.resolve().as_uri()}")
    if pages:
        output.say(f"{counted(pages, 'page')} side by side in {_folder(target)}/, linked from its lists.")
    if charts:
        output.say(f"{counted(drawn, 'chart')} in {charts}/, each as SVG and PNG.")
