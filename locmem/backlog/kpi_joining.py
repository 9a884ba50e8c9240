"""Rows of a help desk's export joined to the project's documents and markets; what cannot be joined says why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from locmem.backlog.kpi_exports import NAMES, ExportRow, month_of
from locmem.backlog.signals import COUNTS, RATES, Kpi, Place, faults, kpi_of
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
    """One reason why a row is in no figure; a row may have several.

    number: of the row, as spreadsheet programs count.  name: what it says it is.  line, column: where the cell begins.
    """

    number: int
    name: str
    why: str
    line: int = 0
    column: int = 0


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
        month = month_of(row.cells["period"]) if "period" in row.cells else period
        wrong: list[tuple[str, str]] = []
        if not month:
            wrong.append(("period", f"{row.cells.get('period', 'nothing')!r} is no month such as 2026-10"))
        document = _known(known.document, row.cells, NAMES, wrong)
        code = _known(places.market, row.cells, ("market", "locale"), wrong)
        wrong += faults(row.cells)
        if wrong:
            unjoined += [_unjoined(row, field, why) for field, why in wrong]
            continue
        place, kpi = (document, code, month), kpi_of(row.cells, month)
        count += 1
        found.setdefault(place, []).append(kpi)
    return Joined(
        figures={place: _together(figures) for place, figures in found.items()}, rows=count, unjoined=tuple(unjoined)
    )


def _known(
    find: Callable[[Mapping[str, str]], str],
    cells: Mapping[str, str],
    fields: Sequence[str],
    wrong: list[tuple[str, str]],
) -> str:
    """What is found of a row's cells; empty where it is not, which is noted at the first of the fields it says."""
    try:
        return find(cells)
    except ValueError as error:
        wrong.append((next((field for field in fields if field in cells), fields[0]), str(error)))
        return ""


def _unjoined(row: ExportRow, field: str, why: str) -> Unjoined:
    place = row.place(field)
    line, column = place.line or row.number, place.column or 1
    return Unjoined(number=row.number, name=row.name, why=why, line=line, column=column)


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
            if not (found := self._names.get(name.casefold())):
                near = get_close_matches(name.casefold(), self._names, n=1)
                meant = f"; did you mean {self._names[near[0]]}?" if near else ""
                raise ValueError(f"there is no market {name!r}{meant}")
            self._require_served(found, cells.get("locale", ""))
            return found
        if self._default:
            return self._default
        if locale := cells.get("locale"):
            return self._of_locale(locale)
        if len(self._markets) == 1:
            return self._markets[0].code
        raise ValueError("it says neither its market nor its language; add --market CODE")

    def _require_served(self, code: str, locale: str) -> None:
        """Raise ValueError where a row names a market and a language in which it is not served."""
        served = [str(one.content) for market in self._markets if market.code == code for one in market.locales]
        if locale and not set(self._meant(locale)) & set(served):
            raise ValueError(f"{code} is not served in {locale!r}, but in {listed(tuple(served))}")

    def _meant(self, locale: str) -> tuple[str, ...]:
        """The content locales that a cell may mean; one where it is certain."""
        tags = tuple({language_tag(one.content): None for market in self._markets for one in market.locales})
        if named := language_named(locale, tags):
            return (str(named),)
        return tuple(map(str, meant_by(locale.replace("_", "-"), tags)))

    def _of_locale(self, locale: str) -> str:
        region = re.search(r"[-_]([A-Za-z]{2})\Z", locale)
        meant = self._meant(locale)
        tag = meant[0] if len(meant) == 1 else ""
        served = [market.code for market in self._markets if tag in [str(one.content) for one in market.locales]]
        if region and region[1].upper() in served:
            return region[1].upper()
        if len(served) == 1:
            return served[0]
        if served:
            raise ValueError(f"{listed(tuple(served))} are all served in {tag}; add a column of markets, or --market")
        raise ValueError(f"no market is served in {locale!r}")
