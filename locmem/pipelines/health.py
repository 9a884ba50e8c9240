"""`doctor`: whether the machine and the project are fit for work."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import CONTENT
from locmem.checks.completeness import unread
from locmem.checks.content_sets import empty_sets
from locmem.errors import LocmemError
from locmem.inline.notations import families_in
from locmem.model.progress import Progress
from locmem.model.wording import counted, listed
from locmem.settings import FILE_NAME
from locmem.workspace.project import Project, open_project
from locmem.workspace.trust import how_to_trust, is_trusted

if TYPE_CHECKING:
    from locmem.catalogs.pairs import Workspace
    from locmem.workspace.routing import EngineReport

LIBRARIES = (
    "babel",
    "choppa-srx",
    "lxml",
    "markdown-it-py",
    "numpy",
    "phonenumberslite",
    "python-liquid2",
    "pyyaml",
    "rapidfuzz",
    "ruamel.yaml",
    "sqlalchemy",
    "translate-toolkit",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One thing looked at: whether it is fine, what was found, and what to do where it is not."""

    name: str
    is_fine: bool
    what: str
    do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notations:
    """What a document uses beside CommonMark: the families; None for one that is no Markdown."""

    content_set: str
    families: tuple[str, ...] | None


def examine(start: Path, *, keeps_answers: bool = True, progress: Progress | None = None) -> tuple[Diagnosis, ...]:
    """Everything looked at, in a fixed order.  Never raises for what it finds.

    keeps_answers, progress: as of `locmem.workspace.project.Project`.
    """
    found = [*_machine()]
    try:
        project = open_project(start, keeps_answers=keeps_answers)
    except LocmemError as error:
        # What there is to do without a project, the message says itself; one that is there is never begun anew.
        here = start.resolve()
        is_there = any((folder / FILE_NAME).exists() for folder in (here, *here.parents))
        do = f"Mend it; `git restore {FILE_NAME}` brings back what was committed." if is_there else ""
        return (*found, Diagnosis(name="project", is_fine=False, what=str(error), do=do))
    project.progress = progress or project.progress
    return (*found, *_project(project))


def _machine() -> Iterator[Diagnosis]:
    from locmem.database import sqlite_report

    yield Diagnosis(name="Python", is_fine=True, what=platform.python_version())
    sqlite = sqlite_report()
    # The range of the bug only matters with a write-ahead log, which is not used there.
    told = f"{sqlite.version}, journal {sqlite.journal_mode}"
    if sqlite.has_wal_reset_bug:
        told += " (the write-ahead log is avoided: this version can damage it)"
    yield Diagnosis(name="SQLite", is_fine=True, what=told)
    for name in LIBRARIES:
        try:
            yield Diagnosis(name=name, is_fine=True, what=version(name))
        except PackageNotFoundError:
            do = "Run python -m pip install 'locmem[cli]'."
            yield Diagnosis(name=name, is_fine=False, what="not installed", do=do)


def _project(project: Project) -> Iterator[Diagnosis]:
    from locmem.workspace.survey import Question, survey

    yield Diagnosis(name="project", is_fine=True, what=f"{project.settings.name}, {project.root}")
    try:
        markets = project.all_markets
        launched = ", ".join(market.code for market in markets if market.is_launched)
        planned = counted(sum(not market.is_launched for market in markets), "planned market")
        told = f"{launched or 'none yet'}, {planned}" if len(launched.split(", ")) < len(markets) else launched
        yield Diagnosis(name="markets", is_fine=True, what=told or "none yet")
        if idle := unread(project.settings, [market for market in markets if market.is_launched]):
            what = f"no launched market is served in {', '.join(idle)}"
            yield Diagnosis(name="locales", is_fine=True, what=what)
    except LocmemError as error:
        yield Diagnosis(name="markets", is_fine=False, what=str(error).splitlines()[0], do="Run `locmem check`.")
    question = Question(name="notations", kind=tuple[Notations, ...], answer=notations_in)
    surveyed = survey(project, expecting=(question,))
    documents, problems = [one for part in surveyed.ask(question) for one in part], surveyed.rest.problems
    yield Diagnosis(
        name="content",
        is_fine=not problems,
        what=f"{counted(len(documents), 'document')}, {counted(len(problems), 'problem')}",
        do="Run `locmem check`." if problems else "",
    )
    for empty in empty_sets(project.settings, project.folder.files(f"{CONTENT}/**/*")):
        what = f"{empty.content_set.location}: {empty.what}"
        yield Diagnosis(name=f"content {empty.content_set.name}", is_fine=False, what=what, do=empty.do)
    yield from _notations(project, documents)
    yield from _merges(project)
    yield from _engines(project)
    yield from _registers(project)
    yield _memory(project)
    yield from _state(project)


def notations_in(workspace: Workspace) -> tuple[Notations, ...]:
    """What each document of a workspace uses."""
    return tuple(
        Notations(
            content_set=source.content_set.name,
            families=families_in(source.document.text) if source.content_set.kind == "markdown" else None,
        )
        for source in workspace.sources
    )


def _notations(project: Project, documents: Sequence[Notations]) -> Iterator[Diagnosis]:
    """What the documents of each content set use beside CommonMark, and whether it is read."""
    used: dict[str, Counter[str]] = {}
    for document in documents:
        if document.families is not None:
            used.setdefault(document.content_set, Counter()).update(document.families)
    read = {one.name: frozenset(one.notations) for one in project.settings.content_sets}
    for name, families in used.items():
        for verdict, is_read in (("protected", True), ("left as text", False)):
            some = tuple(f"{one} ({count})" for one, count in families.items() if (one in read[name]) is is_read)
            if some:
                what = f"found in it and {verdict}: {listed(some, most=6)}; `notations` in {FILE_NAME} decides"
                yield Diagnosis(name=f"content {name}", is_fine=True, what=what)


def _merges(project: Project) -> Iterator[Diagnosis]:
    """Whether git merges our files unit by unit in this clone; nothing outside a repository."""
    from locmem.workspace.git_setup import git_setup

    setup = git_setup(project.root)
    if setup is None:
        return
    if setup.unclaimed:
        what = f"line by line: .gitattributes does not give {listed(setup.unclaimed)} to locmem"
    elif not setup.driver:
        what = "line by line: this clone has no merge.locmem.driver"
    elif not setup.is_driver_sound:
        what = f"no: merge.locmem.driver is {setup.driver!r}, and that cannot be run"
    else:
        yield Diagnosis(name="git merges", is_fine=True, what=f"unit by unit: {setup.driver}")
        return
    do = "Run `locmem init --git` in the project's folder, once in each clone."
    yield Diagnosis(name="git merges", is_fine=False, what=what, do=do)


def _engines(project: Project) -> Iterator[Diagnosis]:
    from locmem.workspace.routing import Routes

    try:
        rows = Routes(project).report(project.settings.locales)
    except LocmemError as error:
        yield Diagnosis(name="engines", is_fine=False, what=str(error))
        return
    yield from _budgets(project)
    for row in rows:
        if row.engine:
            where = _sends(row) if row.host else ""
            found = f"ready. {row.about} {where} The memory goes first {row.first}." if row.is_ready else row.why
            what = f"{row.engine}: {' '.join(found.split())}"
            is_kept_home = bool(row.host) and not any(not why for _, why in row.senders)
            do = "" if row.is_ready else "Mend that, or remove it from locmem.yaml."
            if row.is_ready and is_kept_home:
                do = next((why for _, why in row.senders), "Have a market read the locale, or remove the engine.")
            yield Diagnosis(name=f"engine {row.locale}", is_fine=row.is_ready and not is_kept_home, what=what, do=do)


def _budgets(project: Project) -> Iterator[Diagnosis]:
    """What is left of each engine's budget for this month, as the log says."""
    from locmem.mt.audit import AuditLog
    from locmem.workspace.drafters import allowance_of

    settings = {one.engine: one for one in project.settings.engines if one.budget is not None and one.price}
    if not settings:
        return
    log = AuditLog(project.database, project.clock) if project.has_state else None
    for name, setting in settings.items():
        allowance = allowance_of(project, setting, log) if log else None
        left = max(allowance.left(), Decimal(0)) if allowance else setting.budget or Decimal(0)
        is_spent = allowance is not None and not allowance.room()
        unit = f" {project.settings.rates.currency}".rstrip()
        yield Diagnosis(
            name=f"budget {name}",
            is_fine=not is_spent,
            what=f"{left.normalize():f} of {setting.budget}{unit} are left for {project.today:%Y-%m}",
            do="It sends nothing more this month: raise `budget` in locmem.yaml, or wait." if is_spent else "",
        )


def _sends(row: EngineReport) -> str:
    """Where an engine elsewhere is, and whose texts it may get."""
    may = [code for code, why in row.senders if not why]
    may_not = [code for code, why in row.senders if why]
    whose = f" those of {listed(tuple(may))}" if may else " nobody's yet"
    others = f", not those of {listed(tuple(may_not))}" if may and may_not else ""
    return f"Sends texts to {row.host}:{whose}{others}."


def _registers(project: Project) -> Iterator[Diagnosis]:
    """Words of `registers` that name no way to address readers, so that nothing is looked for."""
    from locmem.terms.register import register_named

    for locale, words in project.settings.registers.items():
        if not register_named(words, locale):
            what = f"“{words}” names no register that is known: how readers are addressed is not checked"
            do = f"Write formal or informal first in `registers.{locale}`, then your own words: `informal: tú`."
            yield Diagnosis(name=f"register {locale}", is_fine=False, what=what, do=do)


def _memory(project: Project) -> Diagnosis:
    if not project.has_memory:
        return Diagnosis(name="memory", is_fine=True, what="none yet")
    try:
        project.memory.prove()
        entries = sum(pair.entries for pair in project.memory.stats())
    except LocmemError as error:
        return Diagnosis(name="memory", is_fine=False, what=str(error), do="Run `locmem memory rebuild`.")
    return Diagnosis(name="memory", is_fine=True, what=f"{counted(entries, 'entry', 'entries')}, all as written")


def _database(project: Project) -> Iterator[Diagnosis]:
    """Whether a shared database may be used; it is not connected to for that."""
    place = project.settings.database
    if not place.address:
        return
    try:
        is_fine = is_trusted(project.root, place.address)
    except LocmemError as error:
        yield Diagnosis(name="database", is_fine=False, what=str(error))
        return
    what = f"{place.shown}, {'trusted' if is_fine else 'not trusted: it was not connected to'}"
    yield Diagnosis(name="database", is_fine=is_fine, what=what, do="" if is_fine else how_to_trust(place.address))


def _state(project: Project) -> Iterator[Diagnosis]:
    diagnoses = tuple(_database(project))
    yield from diagnoses
    if not all(diagnosis.is_fine for diagnosis in diagnoses):
        return
    try:
        if not project.has_state:
            yield Diagnosis(name="history", is_fine=True, what="none yet")
            return
        damaged = project.journal.damage()
        runs = project.journal.runs(1)
        cut = project.journal.interrupted()
        elsewhere = project.journal.interrupted(elsewhere=True)
    except LocmemError as error:
        yield Diagnosis(name="history", is_fine=False, what=str(error))
        return
    if damaged:
        told = listed(tuple(dict.fromkeys(map(str, damaged))), 5)
        do = "Put a backup in its place: what is damaged is not used, and cannot be undone."
        yield Diagnosis(name="history", is_fine=False, what=f"damaged: {told}", do=do)
        return
    last = f"last run {runs[0].id}" if runs else "no run yet"
    do = "The next command that writes finishes it." if cut else ""
    yield Diagnosis(name="history", is_fine=not cut, what=f"{last}, {len(cut)} cut off", do=do)
    if elsewhere:
        cut_elsewhere = (
            f"{counted(len(elsewhere), 'run')} cut off, or under way, in another place: {listed(elsewhere, 3)}"
        )
        do = "They are left alone here; undo one with `locmem undo RUN` if you want its changes gone."
        yield Diagnosis(name="runs elsewhere", is_fine=False, what=cut_elsewhere, do=do)
