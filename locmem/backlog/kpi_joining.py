"""Rows of a help desk's export joined to the project's documents and markets; what cannot be joined says why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from locmem.backlog.kpi_exports import ExportRow, month_of
from locmem.backlog.signals import COUNTS, RATES, Kpi, Place, kpi_of
from locmem.model.fact import Market
from locmem.model.tags import language_tag
from locmem.model.wording import listed
from locmem.values.locales import language_named, meant_by


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """A document as a help desk may call it.  ids: of its articles and macros there.  titles: in every locale."""

    path: str
    slug: str
    ids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjoined:
    """A row that belongs to nothing here.  number: as spreadsheet programs count rows.  name: what it says it is."""

    number: int
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What an export says of the project's documents.  rows: how many of its rows are in the figures."""

    figures: Mapping[Place, Kpi]
    rows: int
    unjoined: tuple[Unjoined, ...]


def join(
    rows: Iterable[ExportRow],
    documents: Iterable[KnownDocument],
    markets: Sequence[Market],
    *,
    market: str = "",
    period: str = "",
) -> Joined:
    """The figures of each document, market and month; several rows of one are added, their rates averaged.

    market, period: of all rows that do not say theirs.
    """
    known, places = _Names(documents), _Markets(markets, market)
    found: dict[Place, list[Kpi]] = {}
    unjoined: list[Unjoined] = []
    count = 0
    for row in rows:
        try:
            month = month_of(row.cells["period"]) if "period" in row.cells else period
            if not month:
                raise ValueError(f"{row.cells.get('period', 'nothing')!r} is no month such as 2026-10")
            place = known.document(row.cells), places.market(row.cells), month
            kpi = kpi_of(row.cells, month)
        except ValueError as error:
            unjoined.append(Unjoined(number=row.number, name=row.name, why=str(error)))
            continue
        count += 1
        found.setdefault(place, []).append(kpi)
    return Joined(
        figures={place: _together(figures) for place, figures in found.items()}, rows=count, unjoined=tuple(unjoined)
    )


def _together(figures: Sequence[Kpi]) -> Kpi:
    first, *others = figures
    if not others:
        return first
    sums: dict[str, Any] = {name: sum(getattr(one, name) for one in figures) for name in COUNTS}
    for name in RATES:
        known = [(rate, max(1, one.tickets)) for one in figures if (rate := getattr(one, name)) is not None]
        weight = sum(tickets for _, tickets in known)
        sums[name] = round(sum(rate * tickets for rate, tickets in known) / weight, 2) if known else None
    uncounted = tuple(name for name in COUNTS if all(name in one.uncounted for one in figures))
    return replace(first, **sums, uncounted=uncounted)


class _Names:
    """The documents by all that an export may call them."""

    def __init__(self, documents: Iterable[KnownDocument]) -> None:
        self._paths: dict[str, set[str]] = {}
        self._ids: dict[str, set[str]] = {}
        self._slugs: dict[str, set[str]] = {}
        self._titles: dict[str, set[str]] = {}
        for one in documents:
            for name in (one.path, f"content/{one.path}"):
                self._paths.setdefault(name, set()).add(one.path)
            for number in one.ids:
                self._ids.setdefault(number, set()).add(one.path)
            for name in {_slug(one.slug), _slug(one.slug).rpartition("/")[2]}:
                self._slugs.setdefault(name, set()).add(one.path)
            for title in one.titles:
                self._titles.setdefault(_title(title), set()).add(one.path)

    def document(self, cells: Mapping[str, str]) -> str:
        """The path of the document that a row is about; the surest of what it says counts.

        Raises ValueError where none is, or several may be.
        """
        tried = []
        for field, names, key in self._ways(cells):
            found = names.get(key, set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise ValueError(f"several documents have the {field} {key!r}: {listed(tuple(sorted(found)), 3)}")
            tried.append(f"the {field} {key!r}")
        raise ValueError(f"no document has {' or '.join(dict.fromkeys(tried))}" if tried else "it names no document")

    def _ways(self, cells: Mapping[str, str]) -> Iterable[tuple[str, Mapping[str, set[str]], str]]:
        if path := cells.get("document"):
            yield "path", self._paths, path
        if number := cells.get("id"):
            yield "id", self._ids, number.removesuffix(".0")
        if address := cells.get("slug"):
            if in_address := re.search(r"/(?:articles|macros)/(\d+)", address):
                yield "id", self._ids, in_address[1]
            slug = _slug(address)
            yield "slug", self._slugs, slug
            # Zendesk and Intercom put a number before the words of an address.
            yield "slug", self._slugs, re.sub(r"\A\d+-", "", slug.rpartition("/")[2])
        if title := cells.get("title"):
            yield "title", self._titles, _title(title)


def _slug(address: str) -> str:
    path = re.sub(r"\A[a-z]+://[^/]+", "", address.strip(), flags=re.IGNORECASE).partition("?")[0].partition("#")[0]
    return re.sub(r"\.(md|mdx|html?|ya?ml|json)\Z", "", path.strip("/")).casefold()


def _title(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


class _Markets:
    """The markets by all that an export may call them."""

    def __init__(self, markets: Sequence[Market], default: str) -> None:
        self._default = default
        self._markets = markets
        self._names = {name.casefold(): market.code for market in markets for name in (market.code, market.name)}

    def market(self, cells: Mapping[str, str]) -> str:
        """The code of the market that a row counts for.  Raises ValueError where none is, or several may be."""
        if name := cells.get("market"):
            if found := self._names.get(name.casefold()):
                return found
            raise ValueError(f"there is no market {name!r}")
        if self._default:
            return self._default
        if locale := cells.get("locale"):
            return self._of_locale(locale)
        if len(self._markets) == 1:
            return self._markets[0].code
        raise ValueError("it says neither its market nor its language; add --market CODE")

    def _of_locale(self, locale: str) -> str:
        tags = tuple({language_tag(one.content): None for market in self._markets for one in market.locales})
        region = re.search(r"[-_]([A-Za-z]{2})\Z", locale)
        meant = meant_by(locale.replace("_", "-"), tags)
        tag = language_named(locale, tags) or (meant[0] if len(meant) == 1 else "")
        served = [market.code for market in self._markets if tag in [str(one.content) for one in market.locales]]
        if region and region[1].upper() in served:
            return region[1].upper()
        if len(served) == 1:
            return served[0]
        if served:
            raise ValueError(f"{listed(tuple(served))} are all served in {tag}; add a column of markets, or --market")
        raise ValueError(f"no market is served in {locale!r}")
