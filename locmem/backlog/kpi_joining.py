"""Rows of a help desk's export joined to the project's documents and markets; what cannot be joined says why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from locmem.backlog.kpi_exports import NAMES, ExportRow
from locmem.backlog.kpi_months import DateOrder, month_of
from locmem.backlog.signals import COUNTS, RATES, Kpi, Place, faults, kpi_of
from locmem.model.fact import Market
from locmem.model.tags import language_tag
from locmem.model.wording import listed
from locmem.values.locales import language_named, meant_by
from locmem.values.territories import territory_names


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
    """What an export says of the project's documents.  rows: how many of its rows are in the figures.

    held: the places of which some rows can be read and others, which may count for them, cannot; they have no figures,
    as a part of a month is no month.
    """

    figures: Mapping[Place, Kpi]
    rows: int
    unjoined: tuple[Unjoined, ...]
    held: tuple[Place, ...] = ()


class _Unknown(ValueError):
    """Why a cell cannot be joined, with all that it may mean: nothing of ours, one of some, or anything for None."""

    def __init__(self, why: str, among: Collection[str] | None = ()) -> None:
        super().__init__(why)
        self.among = among


_Hold = tuple[Collection[str] | None, Collection[str] | None]
"""The markets and months for which a row that cannot be read may count; None for any."""


def join(
    rows: Iterable[ExportRow],
    documents: Iterable[KnownDocument],
    markets: Sequence[Market],
    *,
    market: str = "",
    period: str = "",
    order: DateOrder | None = None,
    now: str = "",
) -> Joined:
    """The figures of each document, market and month; several rows of one are added, their rates averaged.

    A place of which a row cannot be read has no figures, as they would be too small.
    market, period: of all rows that do not say theirs.  order: of day and month in dates.  now: the present month,
    after which nothing can have been counted; empty for no limit.
    """
    known, places = _Names(documents), _Markets(markets, market)
    locales = tuple(dict.fromkeys(one.format for market in markets for one in market.locales))
    found: dict[Place, list[Kpi]] = {}
    holds: dict[str, list[_Hold]] = {}
    unjoined: list[Unjoined] = []

    def month_in(cells: Mapping[str, str]) -> str:
        month = month_of(cells["period"], order, locales) if "period" in cells else period
        if not month:
            raise _Unknown(f"{cells.get('period', 'nothing')!r} is no month such as 2026-10", None)
        if now and month > now:
            raise _Unknown(f"{month} has not begun", (month,))
        return month

    for row in rows:
        wrong: list[tuple[str, str]] = []
        months = _known(month_in, row.cells, ("period",), wrong)
        named = _known(known.document, row.cells, NAMES, wrong)
        codes = _known(places.market, row.cells, ("market", "locale"), wrong)
        wrong += faults(row.cells)
        if wrong:
            unjoined += [_unjoined(row, field, why) for field, why in wrong]
            for document in named or ():
                holds.setdefault(document, []).append((codes, months))
            continue
        place = next(iter(named or ())), next(iter(codes or ())), next(iter(months or ()))
        found.setdefault(place, []).append(kpi_of(row.cells, place[2]))
    held = {place for place in found if _is_held(place, holds)}
    return Joined(
        figures={place: _together(figures) for place, figures in found.items() if place not in held},
        rows=sum(len(figures) for place, figures in found.items() if place not in held),
        unjoined=tuple(unjoined),
        held=tuple(sorted(held)),
    )


def _is_held(place: Place, holds: Mapping[str, Sequence[_Hold]]) -> bool:
    document, market, month = place
    return any(
        (codes is None or market in codes) and (months is None or month in months)
        for codes, months in holds.get(document, ())
    )


def _known(
    find: Callable[[Mapping[str, str]], str],
    cells: Mapping[str, str],
    fields: Sequence[str],
    wrong: list[tuple[str, str]],
) -> Collection[str] | None:
    """The one thing that a row's cells mean, else all that they may; why it is not one is noted at the first field."""
    try:
        return (find(cells),)
    except _Unknown as error:
        wrong.append((next((field for field in fields if field in cells), fields[0]), str(error)))
        return error.among


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

        Raises _Unknown where none is, or several may be.
        """
        tried = []
        for field, names, key in self._ways(cells):
            found = names.get(key, set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                told = listed(tuple(sorted(found)), 3)
                raise _Unknown(f"several documents have the {field} {key!r}: {told}", found)
            tried.append(f"the {field} {key!r}")
        raise _Unknown(f"no document has {' or '.join(dict.fromkeys(tried))}" if tried else "it names no document")

    def _ways(self, cells: Mapping[str, str]) -> Iterable[tuple[str, Mapping[str, set[str]], str]]:
        if path := cells.get("document"):
            yield "path", self._paths, path
        if number := cells.get("id"):
            yield "id", self._ids, number.removesuffix(".0")
        if address := cells.get("slug"):
            yield from self._by_address(address)
        if title := cells.get("title"):
            yield "title", self._titles, _title(title)
            # Many a column that is headed as one of titles holds paths or addresses, which have no blanks.
            if _title(title) not in self._titles and " " not in title:
                ways = (("path", self._paths, title), *self._by_address(title))
                yield from ((field, names, key) for field, names, key in ways if key in names)

    def _by_address(self, address: str) -> Iterator[tuple[str, Mapping[str, set[str]], str]]:
        if in_address := re.search(r"/(?:articles|macros)/(\d+)", address):
            yield "id", self._ids, in_address[1]
        slug = _slug(address)
        yield "slug", self._slugs, slug
        # Zendesk and Intercom put a number before the words of an address.
        yield "slug", self._slugs, re.sub(r"\A\d+-", "", slug.rpartition("/")[2])


def _slug(address: str) -> str:
    path = re.sub(r"\A[a-z]+://[^/]+", "", address.strip(), flags=re.IGNORECASE).partition("?")[0].partition("#")[0]
    return re.sub(r"\.(md|mdx|html?|ya?ml|json)\Z", "", path.strip("/")).casefold()


def _title(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _own_names(market: Market) -> Iterator[str]:
    """What a country calls itself, by CLDR: `España`, `Österreich`."""
    for locale in market.locales:
        with suppress(ValueError):
            yield from territory_names(market.code, locale.format)


class _Markets:
    """The markets by all that an export may call them."""

    def __init__(self, markets: Sequence[Market], default: str) -> None:
        self._default = default
        self._markets = markets
        self._names = {name.casefold(): market.code for market in markets for name in _own_names(market)}
        self._names |= {name.casefold(): market.code for market in markets for name in (market.code, market.name)}

    def market(self, cells: Mapping[str, str]) -> str:
        """The code of the market that a row counts for.  Raises _Unknown where none is, or several may be."""
        if name := cells.get("market"):
            if not (found := self._names.get(name.casefold())):
                near = get_close_matches(name.casefold(), self._names, n=1)
                meant = f"; did you mean {self._names[near[0]]}?" if near else ""
                raise _Unknown(f"there is no market {name!r}{meant}", [self._names[one] for one in near])
            self._require_served(found, cells.get("locale", ""))
            return found
        if self._default:
            return self._default
        if locale := cells.get("locale"):
            return self._of_locale(locale)
        if len(self._markets) == 1:
            return self._markets[0].code
        raise _Unknown("it says neither its market nor its language; add --market CODE", None)

    def _require_served(self, code: str, locale: str) -> None:
        """Raise _Unknown where a row names a market and a language in which it is not served."""
        served = [str(one.content) for market in self._markets if market.code == code for one in market.locales]
        if locale and not set(self._meant(locale)) & set(served):
            raise _Unknown(f"{code} is not served in {locale!r}, but in {listed(tuple(served))}", (code,))

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
            why = f"{listed(tuple(served))} are all served in {tag}; add a column of markets, or --market"
            raise _Unknown(why, served)
        raise _Unknown(f"no market is served in {locale!r}")
