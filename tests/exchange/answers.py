"""One answer to one text, taken in by the real readers without a folder."""

from __future__ import annotations

import re
from dataclasses import replace

from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.model.segment import Segment
from tests.trust.returns.all_places import Answered, taken_back, untranslated

_NUMBERED = re.compile(r"<(?P<close>/?)(?P<kind>[gx])(?P<number>\d+)/?>")


def po_answer(text: str, target: str, *, path: str = "a.md", locale: str = "es", source: str = "") -> Answered:
    """What becomes of `target`, typed into a PO file for the text `source`, the last one of the document."""
    return _answer(text, Inline(syntax=Syntax.PLAIN, parts=(target,)), "po", path, locale, source)


def xliff_answer(text: str, target: str, *, path: str = "a.md", locale: str = "es", source: str = "") -> Answered:
    """The same in XLIFF; `<g1>…</g1>` and `<x2/>` are the codes of that number."""
    return _answer(text, inline(list(_parts(target)), Syntax.PLAIN), "xliff", path, locale, source)


def _answer(text: str, target: Inline, format_: str, path: str, locale: str, source: str) -> Answered:
    pair = untranslated(text, path, locale)
    wanted = [segment for segment in pair.source.catalog_segments if source in segment.content.native][-1]

    def work(segment: Segment, shown: Inline) -> Inline | None:
        syntax = shown.syntax if format_ == "xliff" else Syntax.PLAIN
        return replace(target, syntax=syntax) if segment is wanted else None

    [found] = taken_back(pair, format_, work)
    return found


def _parts(target: str) -> list[Part]:
    parts: list[Part] = []
    last = 0
    for found in _NUMBERED.finditer(target):
        role = CodeRole.SINGLE if found["kind"] == "x" else CodeRole.CLOSE if found["close"] else CodeRole.OPEN
        number = int(found["number"])
        code = Code(id=number, role=role, type=CodeType.UNKNOWN, original="", identity=f"id {number}")
        parts += (target[last : found.start()], code)
        last = found.end()
    return [*parts, target[last:]]
