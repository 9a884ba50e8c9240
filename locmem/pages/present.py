"""What stands here now, as what comes from outside is judged against it; and a document with what was taken of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from locmem.catalogs.pairs import Pair
from locmem.checks.codes import foreign_to, hosts_known
from locmem.exchange.decision import Decision, Present
from locmem.exchange.outgoing import Lock
from locmem.exchange.soundness import Page
from locmem.pages.guidance import readable_markets
from locmem.workspace.project import Project
from locmem.workspace.remembering import dialects_at
from locmem.workspace.sources import dialects_in, options_of
from locmem.workspace.tag_trials import tag_trial


def present(project: Project, pair: Pair | None, document: str, locked: Mapping[tuple[str, str], Lock]) -> Present:
    """What an answer to a text of the document is decided by.

    pair: the document beside its catalog, None where it is gone.  locked: as `locmem.pages.approvals.locks` gives them.
    """
    if pair is None:
        dialects = dialects_at(project, document)
        return Present(rows={}, source_locale=project.settings.source_locale, dialects=dialects)
    rows = {row.entry.occurrence: row for row in pair.rows}
    lock = locked.get((pair.locale, pair.source.path))
    source = pair.source
    markets = readable_markets(project)
    hosts = None if markets is None else hosts_known(source.document.text, markets)
    return Present(
        rows=rows,
        source_locale=source.locale,
        dialects=dialects_in(source.content_set),
        trial=tag_trial(project, source, pair.locale),
        lock=lock,
        approved={entry.occurrence: entry.target for entry in pair.shipped} if lock else {},
        page=Page(
            source=source,
            locale=pair.locale,
            options=options_of(source.content_set),
            rows=pair.rows,
            objections=None if hosts is None else partial(foreign_to, known=hosts),
        ),
    )


def with_answers(pair: Pair, decisions: Sequence[Decision]) -> Pair:
    """The pair with the entries that decisions give; the very same one where they give none."""
    new = {one.occurrence: one.entry for one in decisions if one.entry is not None}
    if not new:
        return pair
    entries = tuple(new.get(entry.occurrence) or entry for entry in pair.catalog.entries)
    return pair.with_entries(entries)
