"""Inline codes in TMX 1.4b (section "Content Markup"), both ways.

Written: `<bpt>`/`<ept>` for a pair, `<it>` for half of one, `<ph>` for the rest, with the native code as
content.  What TMX has no place for stands in `type`: `x-locmem-link;identity=link /help`; so our own file
reads back to the very same values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from locmem.formats.code_numbers import CodeNumbers
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.xmlfile import Element, local_name, text_of

_OURS = "x-locmem-"
_TYPES = {kind.value: kind for kind in CodeType}
_LOOKS = {kind.value: kind for kind in (CodeType.BOLD, CodeType.ITALIC)}
_RESERVED = re.compile(r"[;%\t\r\n]")


def write_segment(element: Element, content: Inline) -> None:
    """Fills a `<seg>`.  Raises ValueError for characters XML cannot hold."""
    pairs = _pairs(content.parts)
    last: Element | None = None
    for index, part in enumerate(content.parts):
        if isinstance(part, str):
            if last is None:
                element.text = part
            else:
                last.tail = part
            continue
        if index in pairs and part.role is CodeRole.CLOSE:
            last = etree.SubElement(element, "ept", {"i": str(pairs[index])})
        else:
            last = etree.SubElement(element, *_start(part, pairs.get(index, 0)))
            last.set("x", str(part.id))
            last.set("type", _described(part))
        last.text = part.original


def read_segment(element: Element, syntax: Syntax, numbers: CodeNumbers | None) -> Inline:
    """The content of a `<seg>`, white space as it stands.

    Codes of other tools have type UNKNOWN, `original` is their content and `identity` is `id N`, where N is
    their `x` or `i`; where their `type` says that they are bold or italic they are that.  Half of a pair (`it`) is one
    with the next other half of its type in the segment, and else a code of its own.  Highlighted text (`hi`) is text,
    because nothing stands there in a page; text inside a code (`sub`) stays a part of the code.
    numbers: needed only where there are codes.
    """
    if numbers is None or not len(element):
        text = element.text
        return Inline(syntax=syntax, parts=(text,) if text else ())
    halves: list[tuple[Code, str]] = []
    parts = list(_parts(element, numbers, {}, {}, halves))
    return inline(_with_pairs(parts, halves) if halves else parts, syntax)


def names_in(element: Element) -> Iterator[str]:
    """The names of all inline codes below a `<tu>`."""
    for segment in element.iterdescendants("{*}seg"):
        # Most segments hold text only.
        if len(segment):
            for code in segment.iterdescendants("{*}bpt", "{*}it", "{*}ph", "{*}ut", "{*}hi"):
                yield code.get("x") or code.get("i") or ""


def depth_of(element: Element) -> int:
    """How deep the codes of a `<seg>` are nested: 0 for text only."""
    deepest = 0
    level = list(element)
    while level:
        deepest += 1
        level = [child for one in level for child in one]
    return deepest


def _parts(
    element: Element,
    numbers: CodeNumbers,
    opened: dict[str, Code],
    unnamed: dict[str, int],
    halves: list[tuple[Code, str]],
) -> Iterator[Part]:
    yield element.text or ""
    for child in element:
        tag = local_name(child)
        if tag == "hi":
            yield from _parts(child, numbers, opened, unnamed, halves)
        elif tag == "ept" and (child.get("i") or "") in opened:
            # An `ept` only names its `bpt`; all else is said there.
            yield replace(opened[child.get("i") or ""], role=CodeRole.CLOSE, original=text_of(child))
        else:
            code = _code(child, _role(child, tag), numbers, unnamed)
            if tag == "bpt":
                opened[child.get("i") or ""] = code
            if tag == "it" and not (child.get("type") or "").startswith(_OURS):
                halves.append((code, child.get("type") or ""))
            yield code
        yield child.tail or ""


def _with_pairs(parts: list[Part], halves: list[tuple[Code, str]]) -> Iterator[Part]:
    """The parts with the halves of pairs that belong together as pairs, and the others as codes of their own."""
    pairs: dict[int, Code] = {}
    begun: list[tuple[Code, str]] = []
    for code, kind in halves:
        if code.role is CodeRole.OPEN:
            begun.append((code, kind))
        elif begun and begun[-1][1] == kind:
            start, _ = begun.pop()
            pairs[id(start)] = start
            pairs[id(code)] = replace(start, role=CodeRole.CLOSE, original=code.original)
    alone = {id(code) for code, _ in halves}
    for part in parts:
        if id(part) in pairs:
            yield pairs[id(part)]
        elif isinstance(part, Code) and id(part) in alone:
            yield replace(part, role=CodeRole.SINGLE, identity=f"{part.identity} {part.role.value}")
        else:
            yield part


def _role(element: Element, tag: str) -> CodeRole:
    if tag == "bpt" or (tag == "it" and element.get("pos") == "begin"):
        return CodeRole.OPEN
    if tag == "ept" or (tag == "it" and element.get("pos") == "end"):
        return CodeRole.CLOSE
    return CodeRole.SINGLE


def _code(element: Element, role: CodeRole, numbers: CodeNumbers, unnamed: dict[str, int]) -> Code:
    described = element.get("type") or ""
    if described.startswith(_OURS):
        return _ours(element, described.removeprefix(_OURS), role, numbers)
    name = element.get("x") or element.get("i") or ""
    if not name:
        # Codes without a number are the same in both languages when they come in the same order.
        tag = local_name(element)
        unnamed[tag] = unnamed.get(tag, 0) + 1
        name = f"{tag}-{unnamed[tag]}"
    # What is bold in the other tool's format is bold here; all else that it says of a code is its own business.
    type_ = _LOOKS.get(described, CodeType.UNKNOWN) if local_name(element) in ("bpt", "it") else CodeType.UNKNOWN
    return Code(
        id=numbers.number(name),
        role=role,
        type=type_,
        original=text_of(element),
        identity=f"id {name}" if type_ is CodeType.UNKNOWN else type_.value,
    )


def _ours(element: Element, described: str, role: CodeRole, numbers: CodeNumbers) -> Code:
    kind, *marks = described.split(";")
    values = {name: unquote(value) for name, _, value in (mark.partition("=") for mark in marks)}
    number = element.get("x") or ""
    return Code(
        id=0 if number == "0" else numbers.number(number),
        role=CodeRole.MIDDLE if "middle" in values else role,
        type=_TYPES.get(kind, CodeType.UNKNOWN),
        original=text_of(element),
        identity=values.get("identity", kind),
        text=values.get("text", ""),
    )


def _described(code: Code) -> str:
    marks = [_OURS + code.type.value]
    if code.role is CodeRole.MIDDLE:
        marks.append("middle")
    if code.identity != code.type.value:
        marks.append(f"identity={_escaped(code.identity)}")
    if code.text:
        marks.append(f"text={_escaped(code.text)}")
    return ";".join(marks)


def _escaped(text: str) -> str:
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _start(code: Code, pair: int) -> tuple[str, dict[str, str]]:
    if pair:
        return "bpt", {"i": str(pair)}
    if code.role is CodeRole.OPEN:
        return "it", {"pos": "begin"}
    if code.role is CodeRole.CLOSE:
        return "it", {"pos": "end"}
    return "ph", {}


def _pairs(parts: tuple[Part, ...]) -> dict[int, int]:
    """For the positions of both ends of each pair, the number (`i`) that links them."""
    found: dict[int, int] = {}
    waiting: dict[tuple[int, CodeType, str, str], list[int]] = {}
    for index, part in enumerate(parts):
        if not isinstance(part, Code):
            continue
        opened = waiting.setdefault((part.id, part.type, part.identity, part.text), [])
        if part.role is CodeRole.OPEN:
            opened.append(index)
        elif part.role is CodeRole.CLOSE and opened:
            found[opened.pop()] = found[index] = len(found) // 2 + 1
    return found
