"""Inline codes in XLIFF 2 (section 4.7, inline content), both ways.

Written: `<pc>` for a pair that nests well in source and target, `<sc/>` and `<ec/>` for a Liquid block and for a pair
that does not, `<ph/>` for what stands alone and for the middle of a block (`else`), called `3-m1` in block 3.  What a
code stands for is in `originalData`.  Codes that only spell text are written as that text.  No code may be deleted or
copied, and all may move: that the parts of a block keep their order cannot be said where other codes stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from locmem.formats.code_numbers import CodeNumbers
from locmem.formats.inline_layout import append_text, linked_ends, middle_numbers, nested_pairs
from locmem.formats.xliff12_inline import END_OF_GROUP, Read
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.xmlfile import Element, children, local_name, text_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of 2.0 and of 2.1."""

PREFIX = "lm"
"""What our own values begin with where the standard asks for `prefix:value`."""

_TYPES: Mapping[CodeType, tuple[str, str]] = MappingProxyType(
    {
        CodeType.BOLD: ("fmt", "xlf:b"),
        CodeType.ITALIC: ("fmt", "xlf:i"),
        CodeType.STRIKE: ("fmt", f"{PREFIX}:strike"),
        CodeType.CODE: ("fmt", f"{PREFIX}:code"),
        CodeType.BREAK: ("fmt", "xlf:lb"),
        CodeType.LINK: ("link", ""),
        CodeType.URL: ("link", f"{PREFIX}:url"),
        CodeType.IMAGE: ("image", ""),
        CodeType.VARIABLE: ("ui", "xlf:var"),
    }
)
"""`type` and `subType` of codes; those of others are `other` and our own name of the kind."""

_ROLES = {"sc": CodeRole.OPEN, "ec": CodeRole.CLOSE}
_EMPTY = frozenset({"ph", "sc", "ec", "cp", "sm", "em"})
_MARKS = frozenset({"mrk", "sm", "em"})
_INLINE = frozenset({*_EMPTY, *_MARKS, "pc"})
_KEPT = {"canCopy": "no", "canDelete": "no"}
_OURS = re.compile(r"(?P<number>\d+)(?P<part>-end|-m\d+)?(?:-c\d+)?")
"""Ids as they are written here: a number, for the end of half a pair and the middles of a block with what part it is,
and for what is there once more in the same text with a number of its own."""


class OriginalData:
    """The native text behind the codes of a unit that is being written, each text once."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, text: str) -> str:
        """The id of the `<data>` that holds `text`."""
        return self._ids.setdefault(text, f"d{len(self._ids) + 1}")

    def write_before(self, segment: Element) -> None:
        """Puts `<originalData>` where the standard wants it; nothing where no code has any.

        Raises ValueError for characters XML cannot hold.
        """
        if self._ids:
            element = etree.Element(_tag("originalData"))
            for text, identifier in self._ids.items():
                etree.SubElement(element, _tag("data"), {"id": identifier}).text = text
            segment.addprevious(element)


def write_content(element: Element, content: Inline, source: Inline, target: Inline | None, data: OriginalData) -> None:
    """Fills a `<source>` or `<target>` with `content`, one of the unit's two.

    What is one element in one of them is the same element in the other, as the standard wants it of equal ids.
    Raises ValueError for characters XML cannot hold.
    """
    sides = (source, target) if target is not None else (source,)
    crossing = frozenset().union(*(_crossing(side.parts) for side in sides))
    pairs = frozenset(
        index
        for index in nested_pairs(content.parts)
        if isinstance(part := content.parts[index], Code) and part.id not in crossing
    )
    linked = linked_ends(content.parts, pairs)
    middles = middle_numbers((*source.parts, *content.parts))
    used: set[str] = set()
    starts: dict[int, str] = {}
    stack: list[tuple[Element, Element, Code]] = []
    into, last = element, None
    for index, part in enumerate(content.parts):
        if isinstance(part, str) or part.is_text:
            append_text(into, last, part if isinstance(part, str) else part.text)
        elif index in pairs and part.role is CodeRole.OPEN:
            pair = etree.SubElement(into, _tag("pc"), {"id": _free(str(part.id), used)})
            stack.append((into, pair, part))
            into, last = pair, None
        elif index in pairs:
            into, last, opening = stack.pop()
            _say_pair(last, opening, part, data)
        elif part.role is CodeRole.OPEN:
            last = etree.SubElement(into, _tag("sc"), {"id": _free(str(part.id), used)})
            if index in linked:
                starts[part.id] = last.get("id") or ""
            else:
                last.set("isolated", "yes")
            _say(last, part, data)
        elif part.role is CodeRole.CLOSE:
            last = etree.SubElement(into, _tag("ec"))
            if index in linked:
                last.set("startRef", starts[part.id])
            else:
                last.set("id", _free(f"{part.id}-end", used))
                last.set("isolated", "yes")
            _say(last, part, data)
        else:
            is_middle = part.role is CodeRole.MIDDLE
            name = f"{part.id}-m{middles[part.id, part.original]}" if is_middle else str(part.id)
            last = etree.SubElement(into, _tag("ph"), {"id": _free(name, used)})
            _say(last, part, data)


class UnitCodes:
    """The codes of a unit that is being read: what they are called, their numbers, and the native text behind them.

    original_data: the elements that hold the native text.  sources, targets: those that hold the codes, in order.
    """

    def __init__(
        self, original_data: Sequence[Element], sources: Sequence[Element], targets: Sequence[Element]
    ) -> None:
        self._data = {
            data.get("id") or "": text_of(data) for original in original_data for data in children(original, "data")
        }
        ours = [code for source in sources if len(source) for code in _codes_in(source)]
        theirs = [code for target in targets if len(target) for code in _codes_in(target)]
        self._names = {_id(code): _base(_id(code)) for code in ours}
        # A code that a tool copied got an id of its own; what it stands for says of which it is a copy.
        holders: dict[tuple[str, str], set[str]] = {}
        for code in ours:
            if reference := _reference(code):
                holders.setdefault((local_name(code), reference), set()).add(_id(code))
        for code in theirs:
            found = holders.get((local_name(code), _reference(code)), set())
            if _id(code) not in self._names:
                original = min(found) if len(found) == 1 else _id(code)
                self._names[_id(code)] = _base(original)
        numbers = CodeNumbers(self._names.values())
        # Each name stands for as many codes as there are in source and target.
        self._blocks = {name: (block := _block(name), numbers.number(block)) for name in self._names.values()}

    def name(self, element: Element) -> str:
        """What both ends of a pair, and the copies of a code, are called."""
        return self._names[_id(element)]

    def block(self, name: str) -> tuple[str, int]:
        """Of a name what all parts of its pair or block are called, and their number."""
        return self._blocks[name]

    def native(self, element: Element, reference: str) -> str:
        """The text in `originalData` that an attribute names; empty where there is none."""
        return self._data.get(element.get(reference) or "", "")


def read_content(elements: Sequence[Element], syntax: Syntax, codes: UnitCodes) -> Read:
    """The content of the sources or targets of one unit, one after the other, white space as it stands.

    Codes have type UNKNOWN; `original` is their native text or else what the file shows for it, `identity` is `id N`.
    Annotations (`mrk`, `sm`, `em`) are left out, not what they stand around.  Elements that XLIFF does not know, and
    the characters of `cp`, which no XML can hold, become codes.  The spelling of a code is its `originalData`.
    """
    if not any(map(len, elements)):
        return Read(content=inline([element.text or "" for element in elements], syntax))
    found = [one for element in elements for one in _parts(element, codes)]
    told = [one for one in found if not isinstance(one, str)]
    return Read(
        content=inline([one if isinstance(one, str) else one[0] for one in found], syntax),
        spellings=tuple(spelling for _, spelling, _ in told),
        tags=tuple(tag for _, _, tag in told),
    )


def comments(elements: Iterable[Element]) -> tuple[str, ...]:
    """What somebody wrote into the annotations of sources or targets (`mrk` of type `comment`)."""
    marks = (mark for element in elements if len(element) for mark in element.iterdescendants("{*}mrk", "{*}sm"))
    return tuple(mark.get("value") or "" for mark in marks if mark.get("type") == "comment" and mark.get("value"))


def misplaced(elements: Iterable[Element]) -> str:
    """What stands in targets that no reader of XLIFF takes for their text, and what to do; empty where nothing does."""
    for child in (child for element in elements if len(element) for child in element.iterdescendants()):
        name = local_name(child)
        if name in ("pc", "mrk"):
            continue
        text = " ".join(text_of(child).split())
        if name == "note":
            return f"a <note> (“{text}”) stands inside of the target. Put it into the <notes> of the unit"
        if name in _EMPTY and text:
            return f"“{text}” stands inside of <{name}>, which holds no text. Write it before or behind the code"
        if name not in _INLINE:
            return f"<{name}> stands inside of the target, and is no code of XLIFF. Use the codes of the source"
    return ""


def _parts(element: Element, codes: UnitCodes) -> Iterator[str | tuple[Code, str, str]]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name in _MARKS:
            yield from _parts(child, codes)
        elif name == "pc":
            start, end = codes.native(child, "dataRefStart"), codes.native(child, "dataRefEnd")
            shown = start or child.get("dispStart") or child.get("equivStart") or ""
            yield _code(child, CodeRole.OPEN, shown, codes), start, f'<pc id="{child.get("id") or ""}">'
            yield from _parts(child, codes)
            shown = end or child.get("dispEnd") or child.get("equivEnd") or ""
            yield _code(child, CodeRole.CLOSE, shown, codes), end, END_OF_GROUP
        else:
            native = codes.native(child, "dataRef")
            shown = native or child.get("disp") or child.get("equiv") or text_of(child)
            yield _code(child, _role(child, codes), shown, codes), native, _shown_tag(child, name)
        yield child.tail or ""


def _code(element: Element, role: CodeRole, original: str, codes: UnitCodes) -> Code:
    name = codes.name(element)
    block, number = codes.block(name)
    shown = name if role in (CodeRole.MIDDLE, CodeRole.SINGLE) else block
    return Code(id=number, role=role, type=CodeType.UNKNOWN, original=original, identity=f"id {shown}")


def _role(element: Element, codes: UnitCodes) -> CodeRole:
    if local_name(element) == "ph" and re.fullmatch(r"\d+-m\d+", codes.name(element)):
        return CodeRole.MIDDLE
    return _ROLES.get(local_name(element), CodeRole.SINGLE)


def _codes_in(element: Element) -> Iterator[Element]:
    for child in element.iterdescendants():
        if local_name(child) not in _MARKS:
            yield child


def _id(element: Element) -> str:
    """The id an element is known by: the one it copies, the one it ends, its own; of a `cp` its character."""
    named = element.get("copyOf") or element.get("startRef") or element.get("id")
    return named or (f"U+{element.get('hex')}" if element.get("hex") else "")


def _base(identifier: str) -> str:
    ours = _OURS.fullmatch(identifier)
    return f"{ours['number']}{ours['part'] or ''}" if ours else identifier


def _block(name: str) -> str:
    ours = _OURS.fullmatch(name)
    return ours["number"] if ours else name


def _reference(element: Element) -> str:
    return element.get("dataRef") or element.get("dataRefStart") or ""


def _shown_tag(element: Element, name: str) -> str:
    attribute = next((one for one in ("startRef", "id", "hex") if element.get(one)), "id")
    return f'<{name} {attribute}="{element.get(attribute) or ""}"/>'


def _crossing(parts: tuple[Part, ...]) -> frozenset[int]:
    """The numbers of the pairs that cannot be one element, or not everywhere."""
    pairs = nested_pairs(parts)
    ends = (CodeRole.OPEN, CodeRole.CLOSE)
    return frozenset(
        part.id
        for index, part in enumerate(parts)
        if isinstance(part, Code) and part.role in ends and not part.is_text and index not in pairs
    )


def _free(name: str, used: set[str]) -> str:
    found, number = name, 2
    while found in used:
        found, number = f"{name}-c{number}", number + 1
    used.add(found)
    return found


def _say(element: Element, code: Code, data: OriginalData) -> None:
    for name, value in _KEPT.items():
        element.set(name, value)
    if code.role is not CodeRole.CLOSE:
        _say_type(element, code)
    if code.original:
        element.set("dataRef", data.id_of(code.original))
        element.set("disp", code.original)
        if code.role is CodeRole.SINGLE:
            element.set("equiv", code.original)


def _say_pair(element: Element, opening: Code, closing: Code, data: OriginalData) -> None:
    for name, value in _KEPT.items():
        element.set(name, value)
    _say_type(element, opening)
    if opening.original or closing.original:
        # One is allowed only beside the other.
        element.set("dataRefStart", data.id_of(opening.original))
        element.set("dataRefEnd", data.id_of(closing.original))
        element.set("dispStart", opening.original)
        element.set("dispEnd", closing.original)


def _say_type(element: Element, code: Code) -> None:
    if code.type is not CodeType.UNKNOWN:
        kind, kind_of_it = _TYPES.get(code.type, ("other", f"{PREFIX}:{code.type.value}"))
        element.set("type", kind)
        if kind_of_it:
            element.set("subType", kind_of_it)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
