"""Unchanged segments: what a new version of a page keeps of the translations of the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.catalogs.update import occurrence_ids, update
from locmem.inline.protect import to_editable
from locmem.memory.store import Memory, open_memory
from locmem.model.match import EDGE, Band, Entry, Query
from locmem.model.segment import Segment
from locmem.model.translation import HUMAN, Catalog, State
from tests.benchmarks.rows import Row, share
from tests.benchmarks.translated_pages import OPENTELEMETRY, Page, document, pages, texts

NAME = "Unchanged segments"
_CONTEXT = (Band.CONTEXT, Band.CONTEXT_BOTH)
_TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A page of which a translation has the very same shape, and the same page later on.

    truth: for each new segment the target of the same text in the same place before, None for new texts.
    """

    page: Page
    old: tuple[Segment, ...]
    targets: tuple[Segment, ...]
    new: tuple[Segment, ...]
    truth: tuple[str | None, ...]


def measure(quick: bool) -> Iterator[Row]:
    """Rows for the catalogs, and for the memory alone, as after all catalogs were lost; quick takes one locale."""
    versions = list(_versions())
    if not versions:
        yield Row(what="unchanged segments", value="not measured", note="the real cases are not here")
        return
    locales = sorted({version.page.locale for version in versions})[: 1 if quick else None]
    versions = [version for version in versions if version.page.locale in locales]
    unchanged = sum(target is not None for version in versions for target in version.truth)
    note = (
        f"{OPENTELEMETRY}, {len(versions)} pages in {', '.join(locales)} whose translation has the same blocks; "
        "truth: the target of the same text, kind and n-th place in the page before"
    )
    kept = wrong = 0
    left: list[str] = []
    for version in versions:
        for segment, found, truth in zip(version.new, _by_catalog(version), version.truth, strict=True):
            kept += truth is not None and found == truth
            wrong += truth is not None and found is not None and found != truth
            if truth is not None and found is None:
                left.append(f"“{segment.content.text}” in {version.page.locale} {version.page.path}")
    yield Row(what="catalogs: carried over exactly", value=share(kept, unchanged), goal="100 %", note=note)
    if left:
        yield Row(what="catalogs: left to the memory", value=str(len(left)), note="; ".join(left))
    yield Row(what="catalogs: wrong, silently", value=str(wrong), goal="0")
    counts: Counter[str] = Counter()
    for locale in locales:
        some = [version for version in versions if version.page.locale == locale]
        with TemporaryDirectory() as scratch, open_memory(Path(scratch) / "memory.db", durable=False) as memory:
            memory.add(entry for version in some for entry in _entries(version))
            for version in some:
                counts.update(_by_memory(version, memory))
    yield Row(what="memory alone: confirmed exactly", value=share(counts["kept"], unchanged), goal="", note=note)
    yield Row(what="memory alone: wrong, silently", value=str(counts["wrong"]), goal="0")
    yield Row(
        what="memory alone: proposed as a draft",
        value=share(counts["draft"], unchanged),
        note=f"{counts['first']} of them with the right target first; their neighbours changed, so nothing says "
        f"which of the places it was; {counts['rejected']} targets never entered, their codes differ",
    )


def _versions() -> Iterator[Version]:
    for page in pages():
        if page.collection != OPENTELEMETRY or not page.head.is_file():
            continue
        old = texts(document(page.source, page.path), "en")
        targets = texts(document(page.translation, page.path), page.locale)
        if [one.kind for one in old] != [one.kind for one in targets]:
            continue
        new = texts(document(page.head, page.path), "en")
        places: dict[tuple[str, str], list[str]] = {}
        for segment, target in zip(old, targets, strict=True):
            places.setdefault(_place(segment), []).append(to_editable(target.content))
        seen: Counter[tuple[str, str]] = Counter()
        now = Counter(map(_place, new))
        truth: list[str | None] = []
        for segment in new:
            place = _place(segment)
            known = places.get(place, [])
            # Where one of several went away nobody can tell which; one more than there were is a new place.
            is_clear = seen[place] < len(known) and (len(known) == now[place] or len(set(known)) == 1)
            truth.append(known[seen[place]] if is_clear else None)
            seen[place] += 1
        yield Version(page=page, old=old, targets=targets, new=new, truth=tuple(truth))


def _place(segment: Segment) -> tuple[str, str]:
    return segment.kind.value, to_editable(segment.content)


def _catalog(version: Version) -> Catalog:
    empty = Catalog(document=version.page.path, source_locale="en", locale=version.page.locale, entries=())
    ids = occurrence_ids(version.page.path, (), version.old)
    made = update(empty, version.old, ids, _TODAY).catalog
    entries = tuple(
        entry.with_target(to_editable(target.content), State.TRANSLATED, HUMAN)
        for entry, target in zip(made.entries, version.targets, strict=True)
    )
    return replace(made, entries=entries)


def _by_catalog(version: Version) -> list[str | None]:
    """The target that stands, confirmed and not stale, at each new segment."""
    catalog = _catalog(version)
    ids = occurrence_ids(version.page.path, (catalog,), version.new)
    updated = update(catalog, version.new, ids, _TODAY).catalog
    return [entry.target if entry.is_current else None for entry in updated.entries]


def _entries(version: Version) -> Iterator[Entry]:
    around = _around(version.old)
    for segment, target, entry, (before, after) in zip(
        version.old, version.targets, _catalog(version).entries, around, strict=True
    ):
        yield Entry(
            source=segment.content,
            target=target.content,
            source_locale="en",
            locale=version.page.locale,
            kind=segment.kind,
            document=version.page.path,
            occurrence=entry.occurrence,
            before=before,
            after=after,
        )


def _around(segments: Sequence[Segment]) -> list[tuple[str, str]]:
    shown = [EDGE, *(one.content.text for one in segments), EDGE]
    return [(shown[number], shown[number + 2]) for number in range(len(segments))]


def _by_memory(version: Version, memory: Memory) -> Iterator[str]:
    """What becomes of each unchanged segment whose place nobody remembers: `kept`, `wrong`, `draft`; `rejected`
    where its target never entered, because its codes are others than those of its source.
    """
    queries = [
        Query(
            source=segment.content,
            source_locale="en",
            locale=version.page.locale,
            kind=segment.kind,
            document=version.page.path,
            before=before,
            after=after,
        )
        for segment, (before, after) in zip(version.new, _around(version.new), strict=True)
    ]
    answers = memory.lookup_many(queries, floor=100, limit=5)
    for matches, truth in zip(answers, version.truth, strict=True):
        if truth is None:
            continue
        if not matches:
            # A target with damaged codes never entered the memory.
            yield "rejected"
            continue
        is_right = to_editable(matches[0].target) == truth
        if matches[0].band in _CONTEXT and not matches[0].is_ambiguous:
            yield "kept" if is_right else "wrong"
            continue
        yield "draft"
        if is_right:
            yield "first"
