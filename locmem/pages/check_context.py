"""What the checks of single documents are given, whoever runs them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from locmem.catalogs.pairs import Workspace
from locmem.checks.model import CheckContext
from locmem.errors import InputErrors
from locmem.model.fact import Market
from locmem.pages.guidance import readable_terminology
from locmem.pages.signatures import signatures_of
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import reading_on


def context_without_documents(
    project: Project,
    markets: Sequence[Market],
    chosen: Sequence[Market],
    day: date,
    files: frozenset[str] | None = None,
) -> CheckContext:
    """A context that `CheckContext.of` gives documents to, one or more at a time.

    markets: the launched ones.  chosen: those that are checked.  files: as of `CheckContext`.
    """
    return CheckContext(
        workspace=Workspace(settings=project.settings, sources=(), pairs=()),
        markets=tuple(chosen),
        all_markets=(*markets, *(market for market in chosen if not market.is_launched)),
        day=day,
        settings=project.settings,
        broken=frozenset(project.broken_markets),
        files=files,
        outline=(),
        said=(),
        terminology=readable_terminology(project),
        signatures=signatures_of(project),
    )


def context_of_today(project: Project, codes: Sequence[str] = ()) -> CheckContext:
    """The same for today and the markets of these codes, all launched ones for none, as far as they can be read.

    What is wrong with a profile the check says; texts are looked at all the same.
    """
    with reading_on(project):
        markets = chosen = project.markets
        with suppress(InputErrors):
            chosen = project.chosen_markets(codes)
        return context_without_documents(project, markets, chosen, project.today)
