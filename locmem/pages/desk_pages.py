"""The pages of a market as a help desk takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from locmem.catalogs.pairs import Workspace
from locmem.model.fact import Market
from locmem.model.progress import stretch_of
from locmem.model.tags import LanguageTag
from locmem.pages.desk_files import FOLDER, Identities, Shipped, Withheld
from locmem.pages.shelf import Shelf
from locmem.pages.shown import (
    UNREAD,
    Outcome,
    PageResult,
    Shown,
    all_jobs,
    page_for,
    pictures,
    refusals,
    result_of,
)
from locmem.render.outputs import Output
from locmem.render.zendesk import DeskNames, DeskPage
from locmem.workspace.project import Project

UNPLACED = "its place in Zendesk cannot be told"
"""Why a page is not sent of which the id is wrong or claimed by another document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What one market ships to a help desk, and what it must not; files are the pictures on its pages.

    notes: what somebody should know, in words.  unclear: (document, locale) of the pages that stay as they are out.
    """

    market: Market
    shipped: tuple[Shipped, ...]
    withheld: tuple[Withheld, ...]
    pages: tuple[PageResult, ...]
    files: Mapping[Output, bytes]
    notes: tuple[str, ...] = ()
    unclear: frozenset[tuple[str, str]] = frozenset()


def desk(project: Project, workspace: Workspace, market: Market, identified: Identities, day: date) -> Desk:
    """The pages of a market in all its locales, by the publish policy, as a help desk takes them."""
    shipped: list[Shipped] = []
    withheld: list[Withheld] = []
    pages: list[PageResult] = []
    files: dict[Output, bytes] = {}
    notes: dict[str, None] = {}
    unclear: set[tuple[str, str]] = set()
    shelf = Shelf(project)
    jobs = list(all_jobs(workspace, [market], ()))
    # All locales of a macro are one thing there, of which no half is sent.
    halves = {job.source.path for job in jobs if job.is_unread and job.source.content_set.kind == "macro"}
    for job in stretch_of(project.progress, f"pages of {market.code}", jobs, len(jobs)):
        if job.is_unread or job.source.path in halves or job.source.path not in identified:
            reason = UNREAD if job.source.path in identified else UNPLACED
            held = Shown(outcome=Outcome.WITHHELD, reasons=(reason,), is_damaged=True)
            unclear.add((job.source.path, job.locale.content))
            pages.append(result_of(job, held, ""))
            continue
        shown = page_for(project, shelf.judge(job.source.content_set), job, day, for_desk=True)
        folder, locale = f"{market.code}/{FOLDER}", LanguageTag(job.locale.content)
        if shown.page is None or shown.manifest is None:
            identity = identified[job.source.path]
            withheld.append(Withheld(source=job.source, identity=identity, locale=locale, reasons=shown.reasons))
            pages.append(result_of(job, shown, ""))
            continue
        page = DeskPage(
            document=job.source.document,
            kind=job.source.content_set.kind,
            identity=identified[job.source.path],
            locale=locale,
            own_locale=job.source.locale,
            text=shown.text,
            title=shown.page.title,
            is_behind=shown.outcome is not Outcome.PUBLISHED,
            folder=job.source.content_set.folder,
        )
        shipped.append(Shipped(page=page, manifest=shown.manifest))
        pages.append(result_of(job, shown, folder))
        files |= pictures(project, f"{folder}/{locale}", shown.assets)
        notes.update(dict.fromkeys(refusals(job, shown)))
    return Desk(
        market=market,
        shipped=tuple(shipped),
        withheld=tuple(withheld),
        pages=tuple(pages),
        files=files,
        notes=tuple(notes),
        unclear=frozenset(unclear),
    )


def desk_names(project: Project) -> DeskNames:
    """How the project's locales are called in Zendesk."""
    settings = project.settings
    return DeskNames(source_locale=settings.source_locale, locales=settings.zendesk_locales)
