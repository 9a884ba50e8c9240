"""The queries of a project: what translators noted in its catalogs, beside what was settled of it."""

from __future__ import annotations

from collections.abc import Sequence

from locmem import textfile
from locmem.catalogs.pairs import Workspace
from locmem.exchange.queries import QUERIES_FILE, Query, Settled, read_settled, unsettled
from locmem.workspace.project import Project
from locmem.workspace.survey import Question, survey


def _asked(workspace: Workspace) -> tuple[Query, ...]:
    return tuple(
        Query(
            document=pair.source.path,
            occurrence=entry.occurrence,
            locale=str(pair.locale),
            line=segment.line,
            source=entry.source,
            question=" ".join(" ".join(entry.questions).split()),
        )
        for pair in workspace.pairs
        for segment, entry in zip(pair.source.catalog_segments, pair.catalog.entries, strict=True)
        if entry.questions and not entry.inherited
    )


ASKED = Question(name="asked", kind=tuple[Query, ...], answer=_asked)
"""What translators noted in the catalogs of a document, settled or not."""


def open_queries(project: Project, locales: Sequence[str] = ()) -> tuple[Query, ...]:
    """What nobody settled yet, in order of place.

    locales: who asked, empty for all.  Raises UsageError for an undeclared locale, InputErrors for a damaged file.
    """
    wanted = project.declared(locales)
    surveyed = survey(project, expecting=(ASKED,))
    surveyed.rest.require_listed()
    found = [query for part in surveyed.ask(ASKED) for query in part if query.question and query.locale in wanted]
    found.sort(key=lambda one: (one.document, one.line, one.occurrence, one.locale))
    return unsettled(found, settled_queries(project))


def settled_queries(project: Project) -> tuple[Settled, ...]:
    """What was settled; nothing where there is no file.  Raises InputErrors for one that cannot be read."""
    data = project.folder.read(QUERIES_FILE)
    return () if data is None else read_settled(textfile.decode(data, QUERIES_FILE).text)
