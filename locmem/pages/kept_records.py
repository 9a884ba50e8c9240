"""What people keep beside the texts: figures of the help desk, decisions, answers to translators, reviews of months."""

from __future__ import annotations

import re
from collections.abc import Callable

from locmem import textfile
from locmem.backlog.decisions import DECISIONS_FILE, read_decisions
from locmem.backlog.signals import KPI_FILE, read_kpi
from locmem.errors import InputErrors
from locmem.exchange.queries import QUERIES_FILE, read_settled
from locmem.noted_day import plain_day
from locmem.reviews.items import REVIEWS
from locmem.reviews.record import read_review
from locmem.reviews.service import SLA_FILE, read_measured
from locmem.reviews.trend import TREND_FILE, read_trend
from locmem.reviews.work_items import read_snapshot
from locmem.workspace.kept_answers import key_of
from locmem.workspace.project import Project

_TABLES: dict[str, Callable[[str, str], object]] = {
    KPI_FILE: read_kpi,
    DECISIONS_FILE: read_decisions,
    QUERIES_FILE: read_settled,
    SLA_FILE: read_measured,
    TREND_FILE: read_trend,
}
_OF_MONTH = re.compile(rf"{REVIEWS}/\d{{4}}-\d\d/[^/]+\.(?P<end>yaml|csv)")

RECORDS = (*_TABLES, f"{REVIEWS}/*/*.yaml", f"{REVIEWS}/*/*.csv")
"""The files, as patterns."""

_SOUND = "sound-records"


def note_unread_records(project: Project) -> None:
    """Let the project know which of these files cannot be read, and why.

    Whether one can is kept under what it holds: of past months there are many, and none of them changes.
    """
    for path in dict.fromkeys(path for pattern in RECORDS for path in project.folder.files(pattern)):
        try:
            _require_sound(project, path)
        except InputErrors as error:
            project.note_unread(path, error.problems)
        else:
            project.note_unread(path, ())


def _require_sound(project: Project, path: str) -> None:
    key = key_of(path, project.folder.digest(path))
    if project.answers.get(_SOUND, key) is None:
        _read(project, path)
        # An answer of a day to come is wrong today; one that is right today stays so.
        project.answers.put(_SOUND, key, b"1")


def _read(project: Project, path: str) -> None:
    data = project.folder.read(path) or b""
    of_month = _OF_MONTH.fullmatch(path)
    if of_month and of_month["end"] == "yaml":
        read_review(data, path, plain_day(project.today))
        return
    read = read_snapshot if of_month else _TABLES.get(path)
    if read is not None:
        read(textfile.decode(data, path).text, path)
