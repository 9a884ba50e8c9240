"""What all documents say together: one source with two confirmed translations, and one translation of two sources.

Of each document it is kept what stands for its texts, eight bytes each, so that documents are compared without being
read; the texts themselves are packed beside them, and unpacked only for what is told.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, Pair, Source, Workspace
from locmem.checks.names import name_of, odd_ones
from locmem.checks.names import packed as names_of_entries
from locmem.model.segment import UnitKind

SIZE = 8
"""Bytes that stand for a text."""

NONE = bytes(SIZE)
"""What stands in the place of a translation that nobody confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The texts of a document, in order.

    path: its path under the content folder; locale: of its sources.
    keys: what commands call its segments, without the document.  sources: `SIZE` bytes for each.
    targets: by locale, as many bytes; `NONE` for what is not confirmed, or is inherited from another locale.
    packed: the texts, for `texts_of`.
    kinds: of the segments, for `names`.  names: by locale, what `names.packed` says of them.
    """

    path: str
    locale: str
    keys: tuple[str, ...]
    sources: bytes
    targets: tuple[tuple[str, bytes], ...]
    packed: bytes
    kinds: tuple[str, ...] = ()
    names: tuple[tuple[str, bytes], ...] = ()

    def file(self, locale: str) -> str:
        """Its catalog, from the project's folder."""
        return f"{CONTENT}/{catalog_path(locale, self.path)}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One segment of one document in a locale."""

    wordings: Wordings
    number: int
    locale: str

    @property
    def key(self) -> str:
        """What commands call it."""
        return f"{self.wordings.path}#{self.wordings.keys[self.number]}"

    @property
    def file(self) -> str:
        """Its catalog, from the project's folder."""
        return self.wordings.file(self.locale)

    @property
    def source(self) -> str:
        """Its source as a translator is shown it."""
        return _texts(self.wordings.packed)[""][self.number]

    @property
    def target(self) -> str:
        """Its confirmed translation."""
        return _texts(self.wordings.packed)[self.locale][self.number]


def wordings_of(workspace: Workspace) -> Iterator[Wordings]:
    """The texts of each document of a workspace that has any."""
    pairs: dict[str, list[Pair]] = {}
    for pair in workspace.pairs:
        pairs.setdefault(pair.source.path, []).append(pair)
    for source in workspace.sources:
        if found := pairs.get(source.path):
            yield _of_document(source, found)


def _of_document(source: Source, pairs: Sequence[Pair]) -> Wordings:
    entries = pairs[0].catalog.entries
    texts: dict[str, list[str]] = {"": [entry.source for entry in entries]}
    targets: list[tuple[str, bytes]] = []
    named: list[tuple[str, bytes]] = []
    for pair in pairs:
        said = [
            entry.target if entry.is_confirmed and not entry.is_stale and not entry.inherited else ""
            for entry in pair.catalog.entries
        ]
        if any(said):
            targets.append((pair.locale, b"".join(map(_sign, said))))
            texts[pair.locale] = said
            if names := names_of_entries(pair.catalog.entries, said):
                named.append((pair.locale, names))
    return Wordings(
        path=source.path,
        locale=source.locale,
        keys=tuple(entry.occurrence for entry in entries),
        sources=b"".join(map(_sign, texts[""])),
        targets=tuple(targets),
        kinds=tuple(entry.kind.value for entry in entries),
        names=tuple(named),
        packed=zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), 1),
    )


def _sign(text: str) -> bytes:
    plain = " ".join(text.split())
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest() if plain else NONE


@cache
def _texts(packed: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(zlib.decompress(packed))
    return found


def of_one_source(every: Sequence[Wordings]) -> Iterator[tuple[Occurrence, ...]]:
    """For each source and locale with several translations in different documents: one place of each translation, the
    most frequent first, then in order of the documents."""
    for places in _repeated(every):
        by_locale: dict[str, dict[bytes, list[Occurrence]]] = {}
        for document, number in places:
            for locale, targets in document.targets:
                target = targets[number * SIZE : (number + 1) * SIZE]
                if target != NONE:
                    found = by_locale.setdefault(locale, {})
                    found.setdefault(target, []).append(Occurrence(document, number, locale))
        for said in by_locale.values():
            if len(said) > 1:
                ranked = sorted(said.values(), key=len, reverse=True)
                # What differs within one document is told by its own check.
                first = ranked[0][0]
                others = [_elsewhere(one, {found.wordings.path for found in ranked[0]}) for one in ranked[1:]]
                if told := [one for one in others if one is not None]:
                    yield (first, *told)


def of_one_name(every: Sequence[Wordings]) -> Iterator[tuple[Occurrence, str, Occurrence]]:
    """The segments that call something otherwise than most segments of their locale do: where, the name as its source
    has it, and a segment that says it in the usual way."""
    by_locale: dict[str, list[tuple[int, bytes]]] = {}
    for number, one in enumerate(every):
        for locale, names in one.names:
            by_locale.setdefault(locale, []).append((number, names))
    for locale, some in by_locale.items():
        for document, number, sign, (other, place) in odd_ones(some):
            here = Occurrence(every[document], number, locale)
            if name := name_of(sign, here.source, UnitKind(here.wordings.kinds[number])):
                yield here, name, Occurrence(every[other], place, locale)


def _elsewhere(places: Sequence[Occurrence], documents: set[str]) -> Occurrence | None:
    return next((one for one in places if one.wordings.path not in documents), None)


def _repeated(every: Sequence[Wordings]) -> Iterator[list[tuple[Wordings, int]]]:
    """The places of each source that stands in several documents."""
    documents: Counter[bytes] = Counter()
    for one in every:
        documents.update({*_parts(one.sources)})
    shared = {sign for sign, count in documents.items() if count > 1} - {NONE}
    found: dict[bytes, list[tuple[Wordings, int]]] = {}
    for one in every:
        for number, sign in enumerate(_parts(one.sources)):
            if sign in shared:
                found.setdefault(sign, []).append((one, number))
    yield from found.values()


def of_one_target(every: Sequence[Wordings]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """For each translation that several documents have for different sources: a place of each of two sources, the first
    one beside each other one."""
    first: dict[tuple[str, bytes], tuple[Wordings, int]] = {}
    told: set[tuple[str, bytes, bytes]] = set()
    for one in every:
        sources = _parts(one.sources)
        for locale, targets in one.targets:
            for number, target in enumerate(_parts(targets)):
                document, place = first.setdefault((locale, target), (one, number))
                if document is one or target == NONE:
                    continue
                source = document.sources[place * SIZE : (place + 1) * SIZE]
                if source != sources[number] and (key := (locale, target, sources[number])) not in told:
                    told.add(key)
                    yield Occurrence(document, place, locale), Occurrence(one, number, locale)


def _parts(signs: bytes) -> list[bytes]:
    return [signs[start : start + SIZE] for start in range(0, len(signs), SIZE)]
