"""Documents beside their translations as pages in a folder beside the report, and the list of all of them."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import quote

import locmem
from locmem.reports.html.page import rendered
from locmem.reports.side_by_side import DocumentPage, place_of

INDEX = "index.html"
"""The list of all pages, in their folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A page in the list of all; at: its address from there.  flaws: how many findings it shows."""

    locale: str
    document: str
    content_set: str
    at: str
    done: int
    total: int
    flaws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pages of a locale."""

    id: str
    locale: str
    rows: tuple[ListedPage, ...]


def document_page(page: DocumentPage, day: date, report: str) -> str:
    """The page.  report: the address of the report from the folder of the pages."""
    up = "../" * place_of(page.locale, page.document).count("/")
    return rendered(
        "document.html",
        page=page,
        done=int(page.counts.percent),
        report=f"{up}{quote(report)}",
        index=f"{up}{INDEX}",
        day=day.isoformat(),
        version=locmem.__version__,
    )


def listed_page(page: DocumentPage) -> ListedPage:
    """What the list says of a page."""
    return ListedPage(
        locale=page.locale,
        document=page.document,
        content_set=page.content_set,
        at=quote(place_of(page.locale, page.document)),
        done=int(page.counts.percent),
        total=page.counts.total,
        flaws=len(page.flaws) + sum(len(row.flaws) for row in page.rows),
    )


def index_page(project: str, day: date, pages: Sequence[ListedPage], report: str) -> str:
    """The list of all pages, by locale."""
    ordered = sorted(pages, key=lambda one: (one.locale, one.document))
    groups = tuple(
        Group(id=f"locale-{number}", locale=locale, rows=tuple(rows))
        for number, (locale, rows) in enumerate(groupby(ordered, key=lambda one: one.locale), start=1)
    )
    return rendered(
        "pages.html",
        project=project,
        day=day.isoformat(),
        groups=groups,
        report=quote(posixpath.normpath(report)),
        version=locmem.__version__,
    )
