"""What is asked of the renderer for a document of a project."""

from __future__ import annotations

from datetime import date

from locmem.catalogs.pairs import Source
from locmem.model.fact import Market, MarketLocale
from locmem.render.page import PageRequest
from locmem.workspace.project import Project


def page_request(
    project: Project,
    source: Source,
    text: str,
    market: Market,
    locale: MarketLocale,
    day: date,
    *,
    for_desk: bool = False,
    is_marked: bool = False,
) -> PageRequest:
    """The page of a source with `text`, its own or a translation, in place of its text.

    is_marked: whether printed facts are marked, as of `FactScope`.
    for_desk: whether it is for the help desk whose dates the settings name, which chooses a case when it answers.
    """
    return PageRequest(
        document=source.document,
        text=text,
        kind=source.content_set.kind,
        market=market,
        locale=locale,
        day=day,
        verified_days=project.settings.verified_days,
        desk_dates=project.settings.help_desk_dates if for_desk and source.content_set.kind == "macro" else {},
        is_marked=is_marked,
    )
