"""What `content/kpi.csv` counts for nothing: markets that there are not, months to come, documents that are gone."""

from __future__ import annotations

from collections.abc import Collection

from locmem import textfile
from locmem.backlog.signals import KPI_FILE, Astray, astray
from locmem.catalogs.pairs import CONTENT
from locmem.checks.run import UNREADABLE
from locmem.errors import InputErrors, Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.noted_day import plain_day
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.project import Project

_QUESTION = "figures-astray"


def figure_findings(project: Project, files: Collection[str]) -> tuple[Finding, ...]:
    """What is wrong with rows of the figures, at their cells; nothing where there are none or they cannot be read.

    That they cannot is noted by `locmem.pages.kept_records`.  files: of the content folder, from the project's folder.
    What was found is kept under all that it depends on, as the rows of years are many.
    """
    data = project.folder.read(KPI_FILE)
    if data is None:
        return ()
    markets = {one.code for one in project.all_markets} | set(project.broken_markets)
    documents = {path.removeprefix(f"{CONTENT}/") for path in files}
    now = str(plain_day(project.today))[:7]
    key = key_of(project.folder.digest(KPI_FILE), now, sorted(markets), sorted(documents))
    kept = project.answers.get(_QUESTION, key)
    if kept is not None:
        rows = reader_of(tuple[Astray, ...])(kept)
    else:
        try:
            text = textfile.decode(data, KPI_FILE).text
            rows = astray(text, documents=documents, markets=markets, now=now)
        except InputErrors:
            return ()
        project.answers.put(_QUESTION, key, as_bytes(rows), is_of_all=True)
    return tuple(
        Finding(
            check=UNREADABLE,
            gate=Gate.CHANGE,
            severity=Severity.ERROR if one.is_error else Severity.WARNING,
            location=Location(path=KPI_FILE, line=one.line, column=one.column),
            what=one.what,
            do=one.do,
        )
        for one in rows
    )
