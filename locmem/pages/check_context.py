"""What the checks of single documents are given, whoever runs them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from locmem.catalogs.pairs import Workspace
from locmem.checks.model import CheckContext
from locmem.model.fact import Market
from locmem.pages.guidance import readable_terminology
from locmem.workspace.project import Project


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
    )
