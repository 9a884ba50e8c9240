"""What customers read of a document in each locale, piece by piece, with the conditions around each piece.

Which pieces a market's customers get is asked later, of that market and day; the texts of a document are packed until
somebody looks for words in them.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b, sha256

from locmem.catalogs.pairs import Pair, Row, Source
from locmem.checks.statements import Conditions, Guard
from locmem.inline.liquid import Tag, scan
from locmem.model.fact import Market
from locmem.model.inline import Code, CodeRole, Inline
from locmem.model.translation import State
from locmem.render.regions import regions
from locmem.terms.words import UNSPACED

_ENDS = rf"[^\W{UNSPACED}\uac00-\ud7af]"
"""A letter or digit that goes on with a word; scripts without blanks, and Korean particles, end none."""

_BLANKS = re.compile(r"\s+")
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What stands together under the same conditions.

    locale: the one whose words these are; the source's where there is no translation that customers could read.
    text: what a reader sees, codes left out; each segment ends in a line end.
    stamps: what stands for the same with its codes, a few characters for each segment.
    """

    locale: str
    text: str
    stamps: str
    guards: tuple[Guard, ...] = ()

    def is_read(self, market: Market, day: date) -> bool:
        """Whether a market's customers get it on a day; so they do, where nobody can tell."""
        return all(guard.holds(market, day) for guard in self.guards)


def packed(source: Source, pairs: Iterable[Pair], required: State) -> bytes:
    """The passages of a document in its own locale and in those of its pairs, for `unpacked`.

    required: the state in which translations ship.
    """
    places = tuple(_places(source))
    found = {source.locale: _passages(source, places, {}, source.locale)}
    for pair in pairs:
        rows = dict(zip(source.translatable, pair.shipped_rows, strict=True))
        shown = {index: row for index, row in rows.items() if _is_shown(row, required)}
        found[pair.locale] = _passages(source, places, shown, pair.locale)
    told = {
        locale: [
            [one.locale, one.text, one.stamps, [[guard.path, guard.values, guard.is_not] for guard in one.guards]]
            for one in passages
        ]
        for locale, passages in found.items()
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


@lru_cache(maxsize=256)
def unpacked(data: bytes) -> Mapping[str, tuple[Passage, ...]]:
    """The passages that `packed` gave, by locale, the document's own first; none for no bytes."""
    told = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")) if data else {}
    return {
        locale: tuple(
            Passage(
                locale=of,
                text=text,
                stamps=stamps,
                guards=tuple(Guard(path=path, values=tuple(values), is_not=no) for path, values, no in guards),
            )
            for of, text, stamps, guards in passages
        )
        for locale, passages in told.items()
    }


def read_in(data: bytes, market: Market, locale: str, day: date) -> tuple[Passage, ...]:
    """What a market's customers read of a document in one of its locales on a day.

    Where there is no translation into it, that is the source.
    """
    by_locale = unpacked(data)
    passages = by_locale.get(locale, next(iter(by_locale.values()), ()))
    return tuple(one for one in passages if one.is_read(market, day))


def digest_in(data: bytes, market: Market, locale: str, day: date) -> str:
    """What stands for the words that a market's customers read of a document in a locale on a day.

    The values of facts are no part of it, and what only other markets read is none.
    """
    stamps = "".join(one.stamps for one in read_in(data, market, locale, day))
    return sha256(stamps.encode()).hexdigest()[:16]


def words_in(data: bytes, market: Market, locale: str, day: date) -> Mapping[str, str]:
    """The same as one text for each language in it, by locale, for `phrase_in`."""
    found: dict[str, list[str]] = {}
    for one in read_in(data, market, locale, day):
        found.setdefault(one.locale, []).append(one.text)
    return {of: "".join(texts) for of, texts in found.items()}


def phrase_in(text: str, phrases: Sequence[str]) -> str:
    """The first of some phrases that a text of passages holds, as whole words whatever their case; empty for none.

    In scripts without blanks between words a part of a text is enough.
    """
    plain = _plain(text)
    return next((phrase for phrase in phrases if _pattern(phrase).search(plain)), "")


@lru_cache(maxsize=1_024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.escape(_plain(phrase).strip())
    return re.compile(rf"(?<!{_ENDS}){words}(?!{_ENDS})") if words else re.compile(r"(?!)")


def _plain(text: str) -> str:
    lines = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).casefold().splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


def _is_shown(row: Row, required: State) -> bool:
    entry = row.entry
    return bool(entry.target) and (entry.is_confirmed or entry.state.rank >= required.rank)


def _places(source: Source) -> Iterator[tuple[int, tuple[Guard, ...]]]:
    """The index of each unit in the order of the file, with the conditions around its beginning."""
    document = source.document
    found: list[tuple[int, int, int, Tag | None, int]] = []
    for number, region in enumerate(regions(document.text, document.path, source.content_set.kind)[0]):
        found += [(region.origin(tag.start), 1, number, tag, 0) for tag in scan(region.template).tags]
    found += [(unit.start, 0, -1, None, index) for index, unit in enumerate(document.units)]
    conditions, here = Conditions(), -1
    for _, _, region_number, tag, index in sorted(found, key=lambda one: one[:2]):
        if tag is None:
            yield index, conditions.around()
            continue
        if region_number != here:
            conditions, here = Conditions(), region_number
        conditions.take(tag)


@dataclass(slots=True)
class _Gathered:
    """Passages as they grow: what follows under the same conditions goes on with the last one."""

    done: list[tuple[str, tuple[Guard, ...], list[str], list[str]]] = field(default_factory=list)

    def add(self, locale: str, guards: tuple[Guard, ...], text: str, native: str, end: str) -> None:
        if not self.done or self.done[-1][:2] != (locale, guards):
            self.done.append((locale, guards, [], []))
        _, _, texts, stamps = self.done[-1]
        texts.append(_BLANKS.sub(" ", text) + end)
        stamps.append(blake2b(" ".join(native.split()).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest())


def _passages(
    source: Source, places: Sequence[tuple[int, tuple[Guard, ...]]], rows: Mapping[int, Row], locale: str
) -> tuple[Passage, ...]:
    """rows: those that customers read, by the index of their segment; of all others the source."""
    segments: dict[int, list[int]] = {}
    for index, segment in enumerate(source.segments):
        segments.setdefault(segment.unit, []).append(index)
    gathered = _Gathered()
    for unit, guards in places:
        for index in segments.get(unit, ()):
            row = rows.get(index)
            content, of = (row.target, locale) if row else (source.segments[index].content, source.locale)
            pieces = tuple(_pieces(content))
            for number, (inner, text, native) in enumerate(pieces, start=1):
                gathered.add(of, (*guards, *inner), text, native, "\n" if number == len(pieces) else "")
    return tuple(
        Passage(locale=of, guards=guards, text="".join(texts), stamps="".join(stamps))
        for of, guards, texts, stamps in gathered.done
    )


def _pieces(content: Inline) -> Iterator[tuple[tuple[Guard, ...], str, str]]:
    """A text in pieces, each with the conditions that stand around it within the text, its words and its characters."""
    native = content.native
    if "{%" not in native:
        yield (), content.text, native
        return
    tags = {tag.start: tag for tag in scan(native).tags}
    conditions = Conditions()
    words: list[str] = []
    signs: list[str] = []
    offset = 0
    for part in content.parts:
        tag = tags.get(offset) if isinstance(part, Code) else None
        is_turn = tag is not None and tag.block is not None and tag.role is not CodeRole.SINGLE
        if is_turn and signs:
            yield conditions.around(), "".join(words), "".join(signs)
            words, signs = [], []
        if tag is not None and is_turn:
            conditions.take(tag)
        elif isinstance(part, str):
            words.append(part)
            signs.append(part)
        else:
            words.append(part.text)
            signs.append(part.original)
        offset += len(part if isinstance(part, str) else part.original)
    if signs:
        yield conditions.around(), "".join(words), "".join(signs)
