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
from locmem.content.code_spans import code_spans_by_paragraph
from locmem.content.html_tags import HtmlTag, tags_of, without_escaped_signs
from locmem.inline.liquid import Tag, mask, scan
from locmem.model.fact import Market
from locmem.model.inline import Code, CodeRole, Inline, Syntax
from locmem.model.translation import State
from locmem.render.regions import regions
from locmem.terms.words import UNSPACED

_ENDS = rf"[^\W{UNSPACED}\uac00-\ud7af]"
"""A letter or digit that goes on with a word; scripts without blanks, and Korean particles, end none."""

_BLANKS = re.compile(r"\s+")
_MAY_HIDE = re.compile(r"<!--|\bhidden\b|display|visibility|<(?:template|script|style)\b", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_TEXT = frozenset({"template", "script", "style"})
_ENDLESS = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "option"})
"""Elements whose end need not be written: their like, or the end of what they stand in, ends them."""

_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^[ \t>]*(?P=fence)|\Z)", re.MULTILINE)
_NOT_LINE_END = re.compile(r"[^\n]")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
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

    def is_read(self, market: Market, day: date, locale: str = "") -> bool:
        """Whether a market's customers get it on a day, in a locale; so they do, where nobody can tell."""
        return all(guard.holds(market, day, locale) for guard in self.guards)


def packed(source: Source, pairs: Iterable[Pair], required: State) -> bytes:
    """The passages of a document in its own locale and in those of its pairs, for `unpacked`.

    required: the state in which translations ship.
    """
    places = tuple(_places(source))
    found = {source.locale: _passages(source, places, {}, source.locale)}
    for pair in pairs:
        rows = dict(zip(source.translatable, pair.shipped_rows, strict=True))
        shown = {index: row for index, row in rows.items() if is_shown(row, required)}
        found[pair.locale] = _passages(source, places, shown, pair.locale)
    told = {
        locale: [
            [one.locale, one.text, one.stamps, [[by.path, by.values, by.is_not, by.condition] for by in one.guards]]
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
                guards=tuple(
                    Guard(path=path, values=tuple(values), is_not=no, condition=condition)
                    for path, values, no, condition in guards
                ),
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
    return tuple(one for one in passages if one.is_read(market, day, locale))


def digest_in(data: bytes, market: Market, locale: str, day: date) -> str:
    """What stands for the words that a market's customers read of a document in a locale on a day.

    The values of facts are no part of it, and what only other markets read is none.
    """
    stamps = "".join(one.stamps for one in read_in(data, market, locale, day))
    return sha256(stamps.encode()).hexdigest()[:16]


def words_in(data: bytes, market: Market, locale: str, day: date) -> Mapping[str, str]:
    """The same as one text for each language in it, by locale, for `phrases_in`."""
    found: dict[str, list[str]] = {}
    for one in read_in(data, market, locale, day):
        found.setdefault(one.locale, []).append(one.text)
    return {of: "".join(texts) for of, texts in found.items()}


def phrases_in(text: str, alternatives: Iterable[Sequence[str]]) -> Sequence[str]:
    """The first of some alternatives of which a text of passages holds all phrases; empty for none.

    Phrases are whole words, whatever their case; in scripts without blanks between words a part of a text is enough.
    """
    plain = _plain(text)
    return next((phrases for phrases in alternatives if all(_pattern(one).search(plain) for one in phrases)), ())


def told_phrases(phrases: Sequence[str]) -> str:
    """Phrases that a text has to hold together, for messages."""
    return " and ".join(filter(None, (", ".join(phrases[:-1]), phrases[-1])))


@lru_cache(maxsize=1_024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.escape(_plain(phrase).strip())
    return re.compile(rf"(?<!{_ENDS}){words}(?!{_ENDS})") if words else re.compile(r"(?!)")


def _plain(text: str) -> str:
    lines = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).casefold().splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


def hidden_in(template: str, syntax: Syntax, tags: Sequence[Tag]) -> tuple[tuple[int, int], ...]:
    """The places of a template that no customer sees: comments of HTML, and elements that are not shown.

    tags: those of Liquid in it.
    """
    if syntax is Syntax.PLAIN or not _MAY_HIDE.search(template):
        return ()
    text = mask(template, tags, "\ue000")
    is_markdown = syntax is Syntax.MARKDOWN
    if is_markdown:
        text = without_escaped_signs(_without_code(text))
    spans: list[tuple[int, int]] = []
    element: _Element | None = None
    for tag in tags_of(text):
        ended = element.end_before(tag, text, is_markdown=is_markdown) if element else None
        if element and ended is not None:
            spans.append((element.start, ended))
            element = None
        if text.startswith("<!--", tag.start):
            spans.append((tag.start, tag.end))
        elif element:
            if element.is_ended_by(tag):
                spans.append((element.start, tag.end))
                element = None
        elif not tag.is_closing and not tag.is_void and _is_hidden(tag, text):
            element = _Element(start=tag.start, inside=[tag.name])
    if element:
        empty = _EMPTY_LINE.search(text, element.start) if is_markdown and element.inside == ["p"] else None
        spans.append((element.start, empty.start() if empty else len(text)))
    return tuple(spans)


def _without_code(text: str) -> str:
    """Markdown at its own length, its code left blank."""
    fenceless = _FENCE.sub(lambda found: _NOT_LINE_END.sub(" ", found[0]), text)
    parts: list[str] = []
    done = 0
    for start, end in code_spans_by_paragraph(fenceless):
        parts += (fenceless[done:start], _NOT_LINE_END.sub(" ", fenceless[start:end]))
        done = end
    return "".join(parts) + fenceless[done:]


@dataclass(slots=True)
class _Element:
    """An element that is not shown; inside: the names of those that are open from it on."""

    start: int
    inside: list[str]

    def end_before(self, tag: HtmlTag, text: str, *, is_markdown: bool) -> int | None:
        """Where it ended before a tag without an end of its own; None where it did not."""
        outer = self.inside[0]
        # A paragraph of Markdown begins one of HTML, which ends the one that is open.
        if is_markdown and outer == "p" and (empty := _EMPTY_LINE.search(text, self.start, tag.start)):
            return empty.start()
        if self.inside != [outer] or outer not in _ENDLESS:
            return None
        is_parent = tag.is_closing and tag.name != outer
        return tag.start if is_parent or (tag.name == outer and not tag.is_closing) else None

    def is_ended_by(self, tag: HtmlTag) -> bool:
        """Whether a tag ends it; otherwise the tag stands within."""
        if not tag.is_closing:
            self.inside += [] if tag.is_void else [tag.name]
        elif tag.name in self.inside:
            while self.inside.pop() != tag.name:
                pass
        return not self.inside


def _is_hidden(tag: HtmlTag, text: str) -> bool:
    style = tag.attribute("style")
    is_styled = style is not None and _NOT_SHOWN.search(text, style.start, style.end) is not None
    return tag.name in _NO_TEXT or tag.attribute("hidden") is not None or is_styled


def is_shown(row: Row, required: State) -> bool:
    """Whether customers read the translation of a row.  required: the state in which translations ship."""
    entry = row.entry
    return bool(entry.target) and (entry.is_confirmed or entry.state.rank >= required.rank)


def _places(source: Source) -> Iterator[tuple[int, tuple[Guard, ...]]]:
    """The index of each unit that is shown in the order of the file, with the conditions around its beginning."""
    document = source.document
    found: list[tuple[int, int, int, Tag | None, int]] = []
    hidden: list[tuple[int, int]] = []
    for number, region in enumerate(regions(document.text, document.path, source.content_set.kind)[0]):
        tags = scan(region.template).tags
        found += [(region.origin(tag.start), 1, number, tag, 0) for tag in tags]
        places = hidden_in(region.template, region.syntax, tags)
        hidden += [(region.origin(start), region.origin(end - 1) + 1) for start, end in places]
    found += [
        (unit.start, 0, -1, None, index)
        for index, unit in enumerate(document.units)
        if not any(start <= unit.start and unit.end <= end for start, end in hidden)
    ]
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
    syntax = Syntax.MARKDOWN if source.content_set.kind == "markdown" else Syntax.HTML
    for unit, guards in places:
        shown = [
            (row.target, locale) if (row := rows.get(index)) else (source.segments[index].content, source.locale)
            for index in segments.get(unit, ())
        ]
        # What begins to be hidden in one sentence may end in the next.
        whole = "".join(content.native for content, _ in shown)
        hidden = hidden_in(whole, syntax, scan(whole).tags) if _MAY_HIDE.search(whole) else ()
        start = 0
        for content, of in shown:
            pieces = tuple(_pieces(content, start, hidden))
            start += len(content.native)
            for number, (inner, text, native) in enumerate(pieces, start=1):
                gathered.add(of, (*guards, *inner), text, native, "\n" if number == len(pieces) else "")
    return tuple(
        Passage(locale=of, guards=guards, text="".join(texts), stamps="".join(stamps))
        for of, guards, texts, stamps in gathered.done
    )


def _pieces(
    content: Inline, start: int, hidden: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[Guard, ...], str, str]]:
    """A text in pieces, each with the conditions that stand around it within the text, its words and its characters.

    start: where it begins in its unit; hidden: the places of that which nobody sees.
    """
    native = content.native
    if "{%" not in native and not hidden:
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
        place = start + offset
        if tag is not None and is_turn:
            conditions.take(tag)
        elif any(first <= place < last for first, last in hidden):
            pass
        elif isinstance(part, str):
            words.append(part)
            signs.append(part)
        else:
            words.append(part.text)
            signs.append(part.original)
        offset += len(part if isinstance(part, str) else part.original)
    if signs:
        yield conditions.around(), "".join(words), "".join(signs)
