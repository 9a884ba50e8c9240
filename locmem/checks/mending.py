"""What can be written in the place of a fact that somebody typed in, where only one thing can be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from locmem.catalogs.pairs import Source
from locmem.checks.typed import Leak
from locmem.errors import RenderError
from locmem.inline.matching import highest
from locmem.inline.protect import parse
from locmem.markets.paths import fact_at
from locmem.markets.windows import value_on
from locmem.model.fact import Market
from locmem.model.finding import Fix
from locmem.model.inline import Code, Inline, Part, inline
from locmem.render.merge import translated


def expression_of(leak: Leak, markets: Sequence[Market], day: date) -> str:
    """The expression to write in the place of a leak, empty where it is not sure which.

    It is sure where the words stand for one path only, that path is no list, and every one of `markets`, those to
    which the document ships, has a value for it on the day.
    """
    held = leak.held
    path = held.path if held and leak.is_sure and len(held.paths) == 1 else ""
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


def fix_of(source: Source, index: int, leak: Leak, expression: str) -> Fix | None:
    """The line of the source in which the expression stands in the place of a leak of one of its segments.

    It is taken from the whole file written anew, which alone says for certain where the words stand and how the
    expression is spelled there; None where more than one line, or nothing, would change.
    """
    content = with_expressions(source.segments[index].content, {leak: expression})
    kind = source.content_set.kind
    text = translated(source.document, source.segments, {index: content}, source.locale, kind)
    before, after = source.document.text.split("\n"), text.split("\n")
    if len(before) != len(after):
        return None
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    if len(changed) != 1:
        return None
    [number] = changed
    return Fix(line=number + 1, old=before[number].rstrip("\r"), new=after[number].rstrip("\r"))


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
