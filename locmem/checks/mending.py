"""What can be written in the place of a fact that somebody typed in, where only one thing can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from locmem.catalogs.pairs import Source
from locmem.checks.leak import Leak
from locmem.errors import Location, RenderError
from locmem.inline.matching import highest
from locmem.inline.protect import parse
from locmem.markets.paths import fact_at
from locmem.markets.windows import value_on
from locmem.model.fact import Market
from locmem.model.finding import Fix, fix_in
from locmem.model.inline import Code, Inline, Part, inline
from locmem.model.wording import changed_part
from locmem.render.merge import translated


def expression_of(leak: Leak, markets: Sequence[Market], day: date) -> str:
    """The expression to write in the place of a leak, empty where it is not sure which.

    It is sure where the words can be nothing but a fact (`Leak.is_certain`), stand for one path only, that path is no
    list, and every one of `markets`, those to which the document ships, has a value for it on the day.
    """
    held = leak.held
    is_one = held is not None and leak.is_sure and leak.is_certain and len(held.paths) == 1
    path = held.path if held and is_one else ""
    is_ours = held is not None and any(one.code in held.markets for one in markets)
    is_good = path and "[]" not in path and is_ours and all(_has(one, path, day) for one in markets)
    return f"{{{{ {path} }}}}" if is_good else ""


def with_expressions(content: Inline, expressions: Mapping[Leak, str]) -> Inline:
    """The content with an expression in place of each leak; offsets are those of the text a reader sees.

    What stands inside a code stays.
    """
    parts: list[Part] = []
    fresh = highest(content.parts)
    position = 0
    for part in content.parts:
        size = len(part) if isinstance(part, str) else len(part.text) if part.is_text else 1
        inside = [leak for leak in expressions if position <= leak.start and leak.end <= position + size]
        last = 0
        for leak in inside if isinstance(part, str) else ():
            assert isinstance(part, str)
            [code] = parse(expressions[leak], content.syntax).parts
            assert isinstance(code, Code)
            fresh += 1
            parts += (part[last : leak.start - position], replace(code, id=fresh))
            last = leak.end - position
        parts.append(part[last:] if isinstance(part, str) else part)
        position += size
    return inline(parts, content.syntax)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certain:
    """A leak of a segment whose expression is certain; place: where it was found, which may be near by."""

    index: int
    leak: Leak
    expression: str
    place: Location


def fixes_of(source: Source, certain: Sequence[Certain]) -> dict[Certain, Fix]:
    """For each leak the place where the expression belongs, or its line as a whole.

    The places are taken from the whole file written anew, which alone says for certain where words stand and how an
    expression is spelled there.  What does not come out within its line has no fix.
    """
    contents: dict[int, Inline] = {}
    for index, leaks in groupby(certain, key=lambda one: one.index):
        expressions = {one.leak: one.expression for one in leaks}
        contents[index] = with_expressions(source.segments[index].content, expressions)
    if not contents:
        return {}
    text = translated(source.document, source.segments, contents, source.locale, source.content_set.kind)
    before, after = source.document.text.split("\n"), text.split("\n")
    if len(before) != len(after):
        return {}
    asked: dict[tuple[str, str], list[Certain]] = {}
    by_line: dict[int, list[Certain]] = {}
    for one in sorted(certain, key=lambda one: (one.place.line, one.place.column)):
        asked.setdefault((one.leak.word, one.expression), []).append(one)
        by_line.setdefault(one.place.line, []).append(one)
    found: dict[tuple[str, str], list[Fix]] = {}
    anew: dict[Certain, Fix] = {}
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        old, new = old.rstrip("\r"), new.rstrip("\r")
        pieces = _pieces(old, new, asked) if old != new else []
        for start, word, expression in pieces:
            fix = fix_in(old, start, start + len(word), expression, first=number)
            found.setdefault((word, expression), []).append(fix)
        if old != new and not pieces:
            # A value of YAML gets quotation marks: all of its line is mended at once.
            fix = fix_in(old, *changed_part(old, new), first=number)
            anew |= dict.fromkeys(by_line.get(number, ()), fix)
    asked = {pair: [one for one in ones if one not in anew] for pair, ones in asked.items()}
    # Which of equal words is whose is certain only where as many were written as were asked for.
    whose = [
        zip(ones, found.get(pair, ()), strict=True)
        for pair, ones in asked.items()
        if len(ones) == len(found.get(pair, ()))
    ]
    return {one: fix for pairs in whose for one, fix in pairs} | anew


def _pieces(old: str, new: str, written: Iterable[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """What of a line became what, and from where on; nothing where the line changed in any other way.

    No word begins as an expression does, so the first difference is the beginning of both.
    """
    found: list[tuple[int, str, str]] = []
    at, there = 0, 0
    while at < len(old) or there < len(new):
        if old[at : at + 1] == new[there : there + 1]:
            at, there = at + 1, there + 1
            continue
        pair = next((one for one in written if old.startswith(one[0], at) and new.startswith(one[1], there)), None)
        if pair is None:
            return []
        found.append((at, *pair))
        at, there = at + len(pair[0]), there + len(pair[1])
    return found


def _has(market: Market, path: str, day: date) -> bool:
    if path == "market.currency":
        return True
    fact = fact_at(market, path)
    if fact is None:
        return False
    try:
        return value_on(fact, day).value is not None
    except RenderError:
        return False
