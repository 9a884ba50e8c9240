"""Inline codes in XLIFF 1.2 (section 2.4, inline elements), both ways.

Written: `<g>` for a pair that nests well, `<bx/>` and `<ex/>` for a Liquid block and for a pair that does
not, `<x/>` for what stands alone and for the middle of a block (`else`), called `3-m1` in block 3.  Codes
that only spell text are written as that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from locmem.formats.code_numbers import CodeNumbers
from locmem.formats.inline_layout import append_text, linked_ends, middle_numbers, nested_pairs
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, inline
from locmem.xmlfile import Element, local_name, text_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_PAIR_TYPES = {CodeType.BOLD: "bold", CodeType.ITALIC: "italic", CodeType.LINK: "link"}
_SINGLE_TYPES = {CodeType.IMAGE: "image", CodeType.BREAK: "lb"}
_ROLES = {
    "bx": CodeRole.OPEN,
    "bpt": CodeRole.OPEN,
    "ex": CodeRole.CLOSE,
    "ept": CodeRole.CLOSE,
}
_POSITIONS = {"open": CodeRole.OPEN, "begin": CodeRole.OPEN, "close": CodeRole.CLOSE, "end": CodeRole.CLOSE}
_EMPTY = frozenset({"x", "bx", "ex"})
_HOLDING_TEXT = frozenset({"g", "mrk", "bpt", "ept", "ph", "it"})
_INLINE = _EMPTY | _HOLDING_TEXT | {"sub"}
END_OF_GROUP = "</g>"
"""What `tags` gives for the end of a `<g>`, which has no name of its own."""
_OURS = re.compile(r"(\d+)-(?:end|m\d+)")


def write_content(element: Element, content: Inline, source: Inline) -> None:
    """Fills a `<source>` or `<target>` with `content`; `source` is the unit's, whose middles give the names.

    Raises ValueError for characters XML cannot hold.
    """
    pairs = nested_pairs(content.parts)
    middles = middle_numbers((*source.parts, *content.parts))
    linked = linked_ends(content.parts, pairs)
    into, last = element, None
    stack: list[Element] = []
    for index, part in enumerate(content.parts):
        if isinstance(part, str) or part.is_text:
            append_text(into, last, part if isinstance(part, str) else part.text)
        elif index in pairs and part.role is CodeRole.OPEN:
            stack.append(into)
            into, last = _child(into, "g", str(part.id), part, _PAIR_TYPES), None
        elif index in pairs:
            into, last = stack.pop(), into
        elif part.role is CodeRole.OPEN:
            last = _child(into, "bx", str(part.id), part, _PAIR_TYPES)
        elif part.role is CodeRole.CLOSE:
            last = _child(into, "ex", f"{part.id}-end", part, None)
        elif part.role is CodeRole.MIDDLE:
            last = _child(into, "x", f"{part.id}-m{middles[part.id, part.original]}", part, _SINGLE_TYPES)
        else:
            last = _child(into, "x", str(part.id), part, _SINGLE_TYPES)
        if index in linked and last is not None and isinstance(part, Code):
            last.set("rid", str(part.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a `<source>` or `<target>` holds, or several of one unit joined.

    spellings: what the file says a code stands for in the text it was made of, one for each, empty where it says
        nothing.  tags: each code as the file names it (`<x id="2"/>`).
    """

    content: Inline
    spellings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


NOTHING_READ = Read(content=Inline(syntax=Syntax.PLAIN, parts=()))
"""What stands in a `<target>` that is not there."""


def read_content(element: Element, syntax: Syntax, numbers: CodeNumbers) -> Read:
    """The content of a `<source>` or `<target>`, segments (`mrk`) joined, white space as it stands.

    Codes have type UNKNOWN; `original` is the `equiv-text` or the native content, `identity` is `id N`.
    Text inside a code (`sub`) stays a part of the code.  Elements XLIFF does not know become codes.
    The spelling of a code is its `equiv-text`; the end of a `<g>` has none, nor do codes that hold native text: tools
    write into those what they like.
    """
    if not len(element):
        text = element.text
        return Read(content=Inline(syntax=syntax, parts=(text,) if text else ()))
    found: list[str | tuple[Code, str, str]] = []
    _read_parts(element, numbers, found)
    told = [one for one in found if not isinstance(one, str)]
    return Read(
        content=inline([one if isinstance(one, str) else one[0] for one in found], syntax),
        spellings=tuple([spelling for _, spelling, _ in told]),
        tags=tuple([tag for _, _, tag in told]),
    )


def misplaced(element: Element) -> str:
    """What stands in a `<target>` that no reader of XLIFF takes for its text, and what to do; empty where nothing does.

    Elements that hold no text in the standard but do here, those that belong elsewhere, and text inside of a code.
    """
    for child in element.iterdescendants() if len(element) else ():
        name = local_name(child)
        if name in _HOLDING_TEXT:
            continue
        text = " ".join(text_of(child).split())
        if name == "note":
            return f"a <note> (“{text}”) stands inside of the target. Put it behind it, as </target><note>…</note>"
        if name == "sub" and text:
            return (
                f"“{text}” stands in a <sub>, a text inside of a code, which would be lost. "
                "Take the code as the source has it; such texts are units of their own"
            )
        if name in _EMPTY and text:
            return f"“{text}” stands inside of <{name}>, which holds no text. Write it before or behind the code"
        if name not in _INLINE:
            return f"<{name}> stands inside of the target, and is no code of XLIFF. Use the codes of the source"
    return ""


def names_in(element: Element) -> Iterator[str]:
    """The names of all inline codes below a trans-unit."""
    for descendant in element.iterdescendants():
        yield _name(descendant)


def _read_parts(element: Element, numbers: CodeNumbers, found: list[str | tuple[Code, str, str]]) -> None:
    """Texts and codes below an element, each code with its spelling and its tag."""
    if text := element.text:
        found.append(text)
    for child in element:
        name, identifier = local_name(child), child.get("id") or child.get("rid") or ""
        if name == "mrk":
            _read_parts(child, numbers, found)
        elif name == "g":
            shown = child.get("equiv-text") or ""
            found.append((_code(child, CodeRole.OPEN, shown, numbers), shown, f'<g id="{identifier}">'))
            _read_parts(child, numbers, found)
            found.append((_code(child, CodeRole.CLOSE, "", numbers), "", END_OF_GROUP))
        else:
            shown = child.get("equiv-text") or ""
            code = _code(child, _role(child, name), text_of(child) or shown, numbers)
            if name in _EMPTY:
                found.append((code, shown, f'<{name} id="{identifier}"/>'))
            else:
                found.append((code, "", f'<{name} id="{identifier}">'))
        if text := child.tail:
            found.append(text)


def _code(element: Element, role: CodeRole, original: str, numbers: CodeNumbers) -> Code:
    name = _name(element)
    shown = element.get("id") or name if role in (CodeRole.MIDDLE, CodeRole.SINGLE) else name
    return Code(id=numbers.number(name), role=role, type=CodeType.UNKNOWN, original=original, identity=f"id {shown}")


def _name(element: Element) -> str:
    """What both ends of a pair are called."""
    name = element.get("rid") or element.get("id") or ""
    ours = _OURS.fullmatch(name) if "-" in name else None
    return ours[1] if ours else name


def _role(element: Element, name: str) -> CodeRole:
    if name == "it":
        return _POSITIONS.get(element.get("pos") or "", CodeRole.SINGLE)
    if name in ("x", "ph") and re.fullmatch(r"\d+-m\d+", element.get("id") or ""):
        return CodeRole.MIDDLE
    return _ROLES.get(name, CodeRole.SINGLE)


def _child(into: Element, name: str, identifier: str, code: Code, types: dict[CodeType, str] | None) -> Element:
    child = etree.SubElement(into, f"{{{NAMESPACE}}}{name}", {"id": identifier})
    if types is not None and code.type is not CodeType.UNKNOWN:
        child.set("ctype", types.get(code.type, f"x-{code.type.value}"))
    if code.original:
        child.set("equiv-text", code.original)
    return child
