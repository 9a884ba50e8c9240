"""What is asked of the renderer for a document of a project."""

from __future__ import annotations

from datetime import date

from locmem.catalogs.pairs import Source
from locmem.model.fact import Market, MarketLocale
from locmem.render.page import PageRequest
from locmem.workspace.project import Project


def page_request(
    project: Project, source: Source, text: str, market: Market, locale: MarketLocale, day: date
) -> PageRequest:
    """The page of a source with `text`, its own or a translation, in place of its text."""
    return PageRequest(
        document=source.document,
        text=text,
        kind=source.content_set.kind,
        market=market,
        locale=locale,
        day=day,
        verified_days=project.settings.verified_days,
    )
