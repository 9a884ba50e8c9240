"""Matches: what a stored entry is worth for a query, exact or near, and which come first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import NamedTuple

from locmem.inline.compare import memory_key
from locmem.inline.transfer import transfer
from locmem.memory import critical, repair
from locmem.memory.bands import CONTEXT_BANDS, band_of
from locmem.memory.difference import difference
from locmem.memory.penalties import penalties
from locmem.memory.symbols import raw_symbols, without_emphasis
from locmem.model.inline import Inline
from locmem.model.match import Band, Entry, Match, Query, Trust
from locmem.similarity import similarity, token_similarity, words

_CONTEXT_ORDER = (Band.CONTEXT_BOTH, Band.CONTEXT)


def matches(query: Query, entries: Iterable[Entry], floor: float, limit: int) -> tuple[Match, ...]:
    """The best matches for `query` among `entries`, best first: one for each different source and target.

    Those are all whose percent reaches `floor`, cut off after `limit`.  Entries of other locales than the
    query's are taken as variants the caller allowed, and never count as exact.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(memory_key(entry.source), []).append(entry)
    same = groups.pop(memory_key(query.source), [])
    waiting = [_Waiting(_order(query, match), number, match) for number, match in enumerate(_exact(query, same))]
    work = _Work(query)
    for group in groups.values():
        for entry in group:
            match = _near_match(work, entry)
            waiting.append(_Waiting(_order(query, match), len(waiting), match, group))
    heapify(waiting)
    return tuple(islice(_best_first(work, waiting, floor), limit))


class _Waiting(NamedTuple):
    """A match that may be the next one; of those in the same order the first comes first.

    group: the entries that share its source, where that is not the query's.  is_capped: whether its critical
    differences have been counted.
    """

    order: tuple[object, ...]
    number: int
    match: Match
    group: Sequence[Entry] = ()
    is_capped: bool = False


def _best_first(work: _Work, waiting: list[_Waiting], floor: float) -> Iterator[Match]:
    """The matches in a heap whose percent reaches `floor`, best first, one for each different source and target.

    Critical differences are sought only where a match would be the next one: they can but put it back.
    """
    seen: set[tuple[int, str, str]] = set()
    while waiting:
        _, number, match, group, is_capped = heappop(waiting)
        if match.percent < floor:
            return
        if not group:
            yield match
            continue
        if not is_capped:
            capped = _capped(work, match)
            if capped is not match:
                heappush(waiting, _Waiting(_order(work.query, capped), number, capped, group, is_capped=True))
                continue
        if len(group) > 1:
            told = (id(group), match.entry.made_for, memory_key(match.entry.target))
            if told in seen:
                continue
            seen.add(told)
            targets = {memory_key(entry.target) for entry in group if entry.made_for == work.query.locale}
            match = _with_ambiguity(match, len(targets) > 1)
        yield _explained(work, match)


def context_band(query: Query, entry: Entry) -> Band:
    """The band of an entry with the query's own source: 102, 101 or 100.

    102: the same occurrence of the same document between the same neighbours.  101: either of the two.  The
    kind belongs to the context, unknown context equals nothing, and imported entries have none to trust.
    """
    if entry.trust is Trust.IMPORTED or entry.kind is None or entry.kind is not query.kind:
        return Band.EXACT
    return (Band.EXACT, Band.CONTEXT, Band.CONTEXT_BOTH)[_same_place(query, entry) + _same_neighbours(query, entry)]


def _same_place(query: Query, entry: Entry) -> bool:
    place = (entry.document, entry.occurrence)
    return all(place) and place == (query.document, query.occurrence)


def _same_neighbours(query: Query, entry: Entry) -> bool:
    around = (entry.before, entry.after)
    return all(around) and tuple(map(_nfc, around)) == (_nfc(query.before), _nfc(query.after))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _exact(query: Query, entries: Sequence[Entry]) -> list[Match]:
    own = _newest_of_each_place([entry for entry in entries if entry.made_for == query.locale])
    variants = [entry for entry in entries if entry.made_for != query.locale]
    found = _best_of_each_target(query, [_exact_match(query, entry) for entry in own])
    sure = _sure_target(found)
    return [
        _with_ambiguity(match, len(found) > 1 and memory_key(match.entry.target) != sure) for match in found
    ] + _best_of_each_target(query, [_exact_match(query, entry) for entry in variants])


def _newest_of_each_place(entries: Sequence[Entry]) -> list[Entry]:
    """Without the entries that a later one of the same place replaced: a place has one target at a time."""
    newest: dict[tuple[str, str], str] = {}
    for entry in entries:
        place = (entry.document, entry.occurrence)
        if all(place) and entry.trust is Trust.CONFIRMED:
            newest[place] = max(entry.changed, newest.get(place, ""))
    return [
        entry
        for entry in entries
        if entry.trust is Trust.IMPORTED
        or entry.changed == newest.get((entry.document, entry.occurrence), entry.changed)
    ]


def _sure_target(found: Sequence[Match]) -> str | None:
    """The one target that stood in this context before; None where there is none, or more than one."""
    for band in _CONTEXT_ORDER:
        targets = {memory_key(match.entry.target) for match in found if match.band is band}
        if targets:
            return targets.pop() if len(targets) == 1 else None
    return None


def _exact_match(query: Query, entry: Entry) -> Match:
    target, left = entry.target, 0
    if entry.source != query.source:
        moved = transfer(entry.target, entry.source, query.source)
        target, left = moved.inline, len(moved.left)
    taken_off = penalties(query, entry, left, is_exact=True)
    percent = max(0.0, 100.0 - sum(penalty.points for penalty in taken_off))
    return Match(
        entry=entry,
        target=target,
        raw=100.0,
        percent=percent,
        band=context_band(query, entry) if percent == 100 else band_of(percent),
        penalties=taken_off,
        left=tuple(moved.left) if left else (),
    )


class _Work:
    """What was worked out for entries proposed for a query: repairs, and critical differences where they counted."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._repairs: dict[int, repair.Repair] = {}
        self._critical: dict[int, tuple[str, ...]] = {}

    def repair(self, entry: Entry) -> repair.Repair:
        """An entry brought up to date with the query."""
        # By number, not by value: entries are long, and live as long as this.
        if id(entry) not in self._repairs:
            query = self.query
            mended = repair.repair(entry.source, entry.target, query.source, query.source_locale, query.locale)
            self._repairs[id(entry)] = mended
        return self._repairs[id(entry)]

    def critical(self, entry: Entry) -> tuple[str, ...]:
        """The critical differences that are left after the repair."""
        if id(entry) not in self._critical:
            self._critical[id(entry)] = _critical(self.query, entry.source, self.repair(entry))
        return self._critical[id(entry)]


def _near_match(work: _Work, entry: Entry) -> Match:
    """What an entry with another source is worth for a query, before its critical differences are counted.

    The percent is the larger of character and token similarity between the query and the repaired stored source,
    less penalties; at most 99 unless only markup or a help desk's tags differed.  Bold and italic without a certain
    place cost nothing: they are put in with one movement.
    """
    query = work.query
    new, old = query.source, entry.source
    here, there = raw_symbols(new), raw_symbols(old)
    mended = work.repair(entry)
    taken_off = penalties(query, entry, len(mended.left) - mended.looks, mended.codes, is_exact=False)
    if mended.looks:
        sides = raw_symbols(without_emphasis(new)), raw_symbols(without_emphasis(mended.source))
    else:
        sides = here, there if mended.source is old else raw_symbols(mended.source)
    percent = likeness(*sides, query.source_locale)
    percent = max(0.0, percent - sum(penalty.points for penalty in taken_off))
    if not (percent == 100 and not mended.left and repair.is_harmless(old, new)):
        percent = min(percent, repair.HIGHEST)
    return Match(
        entry=entry,
        target=mended.target,
        raw=similarity(here, there),
        percent=percent,
        band=band_of(percent),
        penalties=taken_off,
        repaired=mended.repaired,
        left=mended.left,
    )


def _capped(work: _Work, match: Match) -> Match:
    """The match with at most 94 percent if it has a critical difference, which is sought only where that matters."""
    if match.percent > critical.HIGHEST and work.critical(match.entry):
        return replace(match, percent=critical.HIGHEST, band=band_of(critical.HIGHEST))
    return match


def _critical(query: Query, old: Inline, mended: repair.Repair) -> tuple[str, ...]:
    found = critical.critical_differences(query.source, old, mended.source, query.source_locale)
    values = (identity.partition(" ")[2] for identity in mended.kept)
    told = " ".join(found)
    only_there = (f"code: nothing here, “{value}” in the translation" for value in values if f"“{value}”" not in told)
    return (*found, *only_there)


def _explained(work: _Work, match: Match) -> Match:
    """The match of another source than the query's with its critical differences and its word difference."""
    new, old = work.query.source, match.entry.source
    return replace(
        match,
        critical=work.critical(match.entry),
        difference=difference(old.native, new.native, work.query.source_locale),
    )


def likeness(a: str, b: str, locale: str) -> float:
    """Percent of likeness of two symbol strings: the larger of character and token similarity.

    An ending that changed costs a whole token, a long word that changed costs many characters; to a translator each
    is one correction.
    """
    return max(similarity(a, b), token_similarity(words(a, locale), words(b, locale)))


def _best_of_each_target(query: Query, found: Iterable[Match]) -> list[Match]:
    best: dict[tuple[str, str], Match] = {}
    for match in sorted(found, key=lambda match: _order(query, match)):
        best.setdefault((match.entry.made_for, memory_key(match.entry.target)), match)
    return list(best.values())


def _with_ambiguity(match: Match, is_ambiguous: bool) -> Match:
    return replace(match, is_ambiguous=True) if is_ambiguous else match


def _order(query: Query, match: Match) -> tuple[object, ...]:
    """Sorting key, best first; ends in the texts themselves, so that equal memories answer equally."""
    entry = match.entry
    in_context = _CONTEXT_ORDER.index(match.band) if match.band in CONTEXT_BANDS else len(_CONTEXT_ORDER)
    return (
        in_context,
        -match.percent,
        bool(match.repaired),
        entry.made_for != query.locale,
        entry.trust is not Trust.CONFIRMED,
        not (entry.document and entry.document == query.document),
        entry.kind is None or entry.kind is not query.kind,
        not _same_neighbours(query, entry),
        _newest_first(entry.changed),
        entry.source.native,
        entry.target.native,
        entry.document,
        entry.occurrence,
    )


def _newest_first(changed: str) -> tuple[int, ...]:
    # An unknown date is older than any.
    return tuple(-ord(character) for character in changed) or (1,)
