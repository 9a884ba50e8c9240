"""What documents call the same thing: names in bold type, links that stand alone, and titles, with their translation.

Of each segment it is kept which names its source and its target have, eight bytes for a name.  Names are not paired
one by one, because languages turn them round: a translation of a name is what most segments with that name have.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from locmem.model.segment import UnitKind
from locmem.model.translation import CatalogEntry

_NAME = re.compile(
    r"\*\*([^*\n]{2,60})\*\*|<(?:b|strong)>([^<\n]{2,60})</"
    r"|(?P<link><g\d+>[^<>\n]{2,60}</g\d+>|(?<!!)\[[^\[\]\n]{2,60}\](?=[(\[])(?:\([^()\s]*\)|\[[^\[\]]*\])?)"
)
_READ = re.compile(r"<g\d+>|</g\d+>|\A\[|\](?:\(.*\)|\[.*\])?\Z")
_INSIDE = re.compile(r"[^\s.!?:…] \Z")
_WHOLE = frozenset((UnitKind.TITLE, UnitKind.HEADING))
_LONGEST = 60
_SIZE = 8
_MOST = 255
_LEAST_SHARE = 0.6
"""Share of the segments with a name in which they must have one translation for the others to be odd."""
_FEWEST = 2
"""Segments that must have it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one segment: its number among those of its document, and the signs of the names on both sides."""

    number: int
    sources: tuple[bytes, ...]
    targets: tuple[bytes, ...]


def names_in(text: str, kind: UnitKind, *, is_source: bool = False) -> tuple[str, ...]:
    """The names of a text as a catalog has it, in order: what is marked in it, or the whole of a title.

    is_source: then the words of a link that follow their sentence are left out: one is a name where it is the whole
    text, or has a capital inside of a sentence.
    """
    found = [name for one in _NAME.finditer(text) if (name := _name(one, text, is_source))]
    if not found and kind in _WHOLE and len(text) <= _LONGEST:
        found = [text.strip(_AROUND)]
    return tuple(name for name in found if any(sign.isalpha() for sign in name) and "{" not in name)


_AROUND = " .,:;!?"


def _name(found: re.Match[str], text: str, is_source: bool) -> str:
    link = found["link"]
    if link is None:
        return (found[1] or found[2]).strip(_AROUND)
    name = _READ.sub("", link).strip(_AROUND)
    # With a full stop or an exclamation mark it is a sentence.
    is_whole = text.strip(" :") == link
    is_inside = _INSIDE.search(text[: found.start()]) is not None and name[:1].isupper()
    return name if is_whole or is_inside or not is_source else ""


def packed(entries: Sequence[CatalogEntry], targets: Sequence[str]) -> bytes:
    """The names of the segments that have any on both sides.  targets: those that count, empty for the others."""
    made: list[bytes] = []
    for number, (entry, target) in enumerate(zip(entries, targets, strict=True)):
        ours = names_in(entry.source, entry.kind, is_source=True) if target else ()
        theirs = names_in(target, entry.kind) if ours else ()
        # Where a name lost its marks nobody can tell what it became.
        if ours and len(theirs) >= len(ours) and len(theirs) <= _MOST:
            row = struct.pack("<IBB", number, len(ours), len(theirs)) + b"".join(map(_sign, (*ours, *theirs)))
            # What a page is called weighs more than what another one calls it.
            made.append(row * (2 if entry.kind is UnitKind.TITLE else 1))
    return b"".join(made)


def unpacked(data: bytes) -> Iterator[Named]:
    """The names that were packed."""
    place = 0
    while place < len(data):
        number, ours, theirs = struct.unpack_from("<IBB", data, place)
        place += 6
        signs = [data[at : at + _SIZE] for at in range(place, place + (ours + theirs) * _SIZE, _SIZE)]
        place += len(signs) * _SIZE
        yield Named(number, tuple(signs[:ours]), tuple(signs[ours:]))


def odd_ones(every: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, int, bytes, tuple[int, int]]]:
    """The segments in which a name has another translation than in most: their document and number, the sign of the
    name, and the document and number of a segment that has the usual one.

    every: the documents of a locale, by number, with their names.
    """
    places: dict[bytes, list[tuple[int, Named]]] = {}
    for document, data in every:
        for named in unpacked(data):
            for sign in dict.fromkeys(named.sources):
                places.setdefault(sign, []).append((document, named))
    for sign, some in places.items():
        if len(some) <= _FEWEST:
            continue
        counts = Counter(target for _, named in some for target in dict.fromkeys(named.targets))
        usual, times = counts.most_common(1)[0]
        if times < max(_FEWEST, _LEAST_SHARE * len(some)) or times == len(some):
            continue
        first = next((document, named.number) for document, named in some if usual in named.targets)
        for document, named in some:
            if usual not in named.targets:
                yield document, named.number, sign, first


def name_of(sign: bytes, text: str, kind: UnitKind) -> str:
    """The name of a source that a sign stands for; empty where it has none such."""
    return next((name for name in names_in(text, kind, is_source=True) if _sign(name) == sign), "")


def _sign(name: str) -> bytes:
    return blake2b(" ".join(name.casefold().split()).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
