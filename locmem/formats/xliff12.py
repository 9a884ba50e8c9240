"""XLIFF 1.2 (OASIS, 2008): bytes to values and back.

Written: one `<file>` a document, one `<trans-unit>` a segment, valid against the transitional schema, our own
marks in the namespace `urn:locmem:xliff:1`.  Read: 1.0, 1.1 and 1.2, with or without namespace, foreign
attributes and elements tolerated.  White space is exact both ways, whatever `xml:space` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from lxml import etree

from locmem.errors import Location, Problem, Problems, input_error
from locmem.formats.code_numbers import CodeNumbers
from locmem.formats.xliff2_glossary import GlossaryEntry
from locmem.formats.xliff12_inline import (
    NAMESPACE,
    NOTHING_READ,
    misplaced,
    names_in,
    read_content,
    write_content,
)
from locmem.formats.xliff12_limits import read_limit, write_limit
from locmem.formats.xliff12_tools import comments, file_comments, own_state
from locmem.formats.xliff12_unfinished import unfinished
from locmem.model.inline import Inline, Syntax
from locmem.model.translation import OriginKind, State
from locmem.xmlfile import Element, children, grouped, line_of, local_name, parse, text_of, to_bytes

OUR_NAMESPACE = "urn:locmem:xliff:1"

STATE_NAMES: Mapping[State, str] = MappingProxyType(
    {
        State.UNTRANSLATED: "needs-translation",
        State.DRAFT: "needs-review-translation",
        State.TRANSLATED: "translated",
        State.REVIEWED: "signed-off",
    }
)
"""How each state is called in `target/@state`."""

STATES: Mapping[str, State] = MappingProxyType(
    {
        "new": State.UNTRANSLATED,
        "needs-translation": State.UNTRANSLATED,
        "needs-l10n": State.DRAFT,
        "needs-adaptation": State.DRAFT,
        "needs-review-translation": State.DRAFT,
        "needs-review-l10n": State.DRAFT,
        "needs-review-adaptation": State.DRAFT,
        "translated": State.TRANSLATED,
        "signed-off": State.REVIEWED,
        "final": State.REVIEWED,
    }
)
"""What each of XLIFF's names means here; whether it is believed is for intake to decide."""

DRAFT_QUALIFIERS: Mapping[OriginKind, str] = MappingProxyType(
    {
        OriginKind.MT: "leveraged-mt",
        OriginKind.TM: "fuzzy-match",
        OriginKind.IMPORT: "leveraged-repository",
    }
)
"""`state-qualifier` of a draft, by where it came from."""

EXACT_QUALIFIER = "exact-match"
"""`state-qualifier` of a confirmed target taken over from the memory."""

STALE_QUALIFIER = "x-previous-version"
"""`state-qualifier` of a target that was confirmed for an earlier source."""

LOCKED_STATE = "final"
"""`state` of a target that nobody is to change; with it goes `translate="no"`."""

_DATATYPES = {Syntax.MARKDOWN: "x-markdown", Syntax.HTML: "html", Syntax.PLAIN: "plaintext"}
_SYNTAXES = {name: syntax for syntax, name in _DATATYPES.items()}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DIGEST = f"{{{OUR_NAMESPACE}}}digest"
_NATIVE = f"{{{OUR_NAMESPACE}}}native"
_WHOLE = frozenset({"source", "target", "note"})
_PREVIOUS = "previous-version"


@dataclass(frozen=True, slots=True, kw_only=True)
class XliffUnit:
    """One `<trans-unit>`, or one `<unit>` of XLIFF 2.

    id: names the unit in its file, where a tool may have written it twice.  name: `resname`.
    target: None where there is none or it is empty; never taken from `alt-trans`.
    state, qualifier: as the file says, empty where it does not; see `state_name` and `STATES`.  Where only a tool says
        something, in a way of its own, the state is what that means.
    digest, native: what locmem wrote beside the unit when it was sent: a digest of its source, and the source's
        exact characters, which its inline codes alone do not give back.
    is_locked: whether it is there to be read only, `translate="no"`.
    previous_source, previous_target: text of the earlier version, kept in `alt-trans`.
    percent: of the memory's match that the target came from, 0 where there was none; XLIFF 1.2 has no place for it.
    most: characters the target may have, `maxwidth`, 0 for any number; XLIFF 2.0 says it in a note only.
    terms: what a glossary says of words in it; XLIFF 1.2 says it in notes only.
    remarks: what somebody noted beside its words in another place than its notes; not written.
    unfinished: why its tool cannot have finished it, in words, whatever `state` says; not written.
    misplaced: what stands in its target that cannot be read as text, in words; not written.
    spellings: the `equiv-text` of each code of the source, empty where there is none; not written.
    tags: the codes of the target as the file names them (`<x id="2"/>`); not written.
    locale: of the target as it says itself; not written.  line: in the file read, 0 where it was not read.
    """

    id: str
    source: Inline
    target: Inline | None = None
    name: str = ""
    state: str = ""
    qualifier: str = ""
    approved: bool = False
    is_locked: bool = False
    notes: tuple[str, ...] = ()
    digest: str = ""
    native: str = ""
    previous_source: str = ""
    previous_target: str = ""
    percent: int = 0
    most: int = 0
    terms: tuple[GlossaryEntry, ...] = ()
    spellings: tuple[str, ...] = field(default=(), compare=False)
    tags: tuple[str, ...] = field(default=(), compare=False)
    remarks: tuple[str, ...] = field(default=(), compare=False)
    unfinished: str = field(default="", compare=False)
    misplaced: str = field(default="", compare=False)
    locale: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class XliffFile:
    """One `<file>`: a document in one locale.

    locale: the target language, empty where the file does not say.
    tools: name and version of each tool that says it touched the file.
    properties: our own marks, such as the id of the handoff; names must be XML names.
    """

    original: str
    source_locale: str
    locale: str
    units: tuple[XliffUnit, ...] = ()
    notes: tuple[str, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


def state_name(state: State, origin_kind: OriginKind, stale: bool) -> tuple[str, str]:
    """`state` and `state-qualifier` of a target; the qualifier is empty where none fits."""
    if stale and state.is_confirmed:
        return STATE_NAMES[State.DRAFT], STALE_QUALIFIER
    if state is State.DRAFT:
        return STATE_NAMES[state], DRAFT_QUALIFIERS.get(origin_kind, "")
    if state is State.TRANSLATED and origin_kind is OriginKind.TM:
        return STATE_NAMES[state], EXACT_QUALIFIER
    return STATE_NAMES[state], ""


def read(data: bytes, path: str) -> tuple[XliffFile, ...]:
    """The `<file>`s in `data`; `path` is used in messages.

    Two units with one id both stand, unless the file is refused anyway: whether they contradict each other is not
    for the format to say.
    Raises InputErrors with every problem and its line: not XLIFF 1.x, cut off, units without id or source.
    """
    problems = Problems()
    root, files = read_by_units(data, path, "trans-unit", partial(_read_unit, path=path, problems=problems), _read_file)
    name, version = local_name(root), root.get("version") or ""
    if name != "xliff" or version.startswith("2"):
        fault = f"this is XLIFF {version}, not 1.2." if name == "xliff" else f"this is <{name}>, not XLIFF."
        raise input_error(Location(path=path, line=line_of(root)), fault, "Export it as XLIFF 1.2.")
    require_sound(files, root, path, problems)
    return files


def read_by_units(
    data: bytes,
    path: str,
    unit_name: str,
    read_unit: Callable[[Element, Element], XliffUnit | None],
    read_file: Callable[[Element, tuple[XliffUnit, ...]], XliffFile],
) -> tuple[Element, tuple[XliffFile, ...]]:
    """The root of a document of any version, and its `<file>`s.

    read_unit: gets the unit and its file.  Each is read as soon as it has ended, and emptied then, so that a large file
    never stands in memory whole.
    Raises InputErrors as `parse` does.
    """
    files: list[XliffFile] = []
    units: list[XliffUnit] = []
    within: list[Element] = []

    def visit(begins: bool, element: Element) -> None:
        # A unit in a unit is none of any version; it is read with the one around it.
        is_unit = local_name(element) == unit_name
        if begins:
            if len(within) == 1 if is_unit else not within and _is_below_root(element):
                within.append(element)
        elif within and element is within[-1]:
            within.pop()
            if is_unit:
                units.extend(unit for one in element.iter(f"{{*}}{unit_name}") if (unit := read_unit(one, within[0])))
                element.clear()
            else:
                files.append(read_file(element, tuple(units)))
                units.clear()

    return parse(data, path, ("file", unit_name), visit), tuple(files)


def _is_below_root(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def require_sound(files: tuple[XliffFile, ...], root: Element, path: str, problems: Problems) -> None:
    """Raises InputErrors where a document of any version has no file or other problems, then with ids that repeat."""
    if not files:
        problems.add(place_of(path, root, ""), "there is no <file> in it.", "Get the file again.")
    if problems:
        for file in files:
            problems.take(_named_twice(file, path))
        problems.raise_all()


def write(files: Iterable[XliffFile]) -> bytes:
    """The document; the same values always give the same bytes.

    Raises InputErrors naming the units whose text XML cannot hold (control characters, lone surrogates).
    """
    names: dict[str | None, str] = {None: NAMESPACE, "lm": OUR_NAMESPACE}
    root = etree.Element(_tag("xliff"), {"version": "1.2"}, nsmap=names)  # type: ignore[arg-type]
    problems = Problems()
    for file in files:
        body = _write_file(root, file)
        for unit in file.units:
            try:
                _write_unit(body, unit, file)
            except ValueError as error:
                place = Location(path=file.original, key=unit.id)
                fault = f"cannot be written as XML: {error}."
                problems.add(place, fault, "Remove the character from the text.")
    problems.raise_all()
    return to_bytes(root, _WHOLE)


def _read_file(element: Element, units: tuple[XliffUnit, ...]) -> XliffFile:
    headers = children(element, "header")
    return XliffFile(
        original=element.get("original") or "",
        source_locale=element.get("source-language") or "",
        locale=element.get("target-language") or "",
        units=tuple(units),
        notes=tuple(
            text for header in headers for text in (*map(text_of, children(header, "note")), *file_comments(header))
        ),
        tools=tuple(
            (tool.get("tool-name") or tool.get("tool-id") or "", tool.get("tool-version") or "")
            for header in headers
            for tool in children(header, "tool")
        ),
        properties=tuple(
            (str(name).rpartition("}")[2], str(value))
            for name, value in element.items()
            if str(name).startswith(f"{{{OUR_NAMESPACE}}}")
        ),
        line=line_of(element),
    )


def _named_twice(file: XliffFile, path: str) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for unit in file.units:
        if unit.id in lines:
            what = f"another unit, in line {lines[unit.id]}, has the same id."
            location = Location(path=path, line=unit.line, key=unit.id)
            yield Problem(location=location, what=what, do="Get the file again from its tool.")
        lines[unit.id] = unit.line


def _read_unit(element: Element, file: Element, *, path: str, problems: Problems) -> XliffUnit | None:
    said = {str(name): str(value) for name, value in element.items()}
    identifier = said.get("id", "")
    held = grouped(element)
    source, targets = next(iter(held.get("source", ())), None), held.get("target", ())
    if source is None or not identifier:
        fault = "the trans-unit has no id." if source is not None else "the trans-unit has no source."
        problems.add(place_of(path, element, identifier), fault, "Get the file again from its tool.")
        return None
    syntax = _SYNTAXES.get(said.get("datatype") or file.get("datatype") or "", Syntax.PLAIN)
    numbers = CodeNumbers(names_in(element))
    # The source comes first, so that numbers follow the order of its codes.
    read_source = read_content(source, syntax, numbers)
    target = targets[0] if targets else None
    read_target = read_content(target, syntax, numbers) if target is not None else NOTHING_READ
    previous = next((one for one in held.get("alt-trans", ()) if one.get("alttranstype") == _PREVIOUS), None)
    tool_state, unconfirmed = own_state(said, held) if targets else ("", "")
    return XliffUnit(
        id=identifier,
        name=said.get("resname", ""),
        source=read_source.content,
        target=read_target.content or None,
        state=(target.get("state") or tool_state) if target is not None else "",
        qualifier=(target.get("state-qualifier") or "") if target is not None else "",
        approved=said.get("approved") == "yes",
        is_locked=said.get("translate") == "no",
        notes=tuple([text_of(note) for note in held.get("note", ())]),
        remarks=comments(held),
        digest=said.get(_DIGEST, ""),
        native=said.get(_NATIVE, ""),
        previous_source=text_of(first_child(previous, "source")),
        previous_target=text_of(first_child(previous, "target")),
        most=read_limit(element),
        spellings=read_source.spellings,
        tags=read_target.tags,
        unfinished=unconfirmed or unfinished(held),
        misplaced=misplaced(target) if target is not None else "",
        locale=(target.get(_LANGUAGE) or "") if target is not None else "",
        line=line_of(element),
    )


def _write_file(root: Element, file: XliffFile) -> Element:
    element = etree.SubElement(root, _tag("file"), {"original": file.original})
    element.set("source-language", file.source_locale)
    if file.locale:
        element.set("target-language", file.locale)
    element.set("datatype", _DATATYPES[file.units[0].source.syntax if file.units else Syntax.PLAIN])
    if file.tools:
        element.set("tool-id", file.tools[0][0])
    for name, value in file.properties:
        element.set(f"{{{OUR_NAMESPACE}}}{name}", value)
    if file.tools or file.notes:
        header = etree.SubElement(element, _tag("header"))
        for note in file.notes:
            etree.SubElement(header, _tag("note")).text = note
        for name, version in file.tools:
            tool = etree.SubElement(header, _tag("tool"), {"tool-id": name, "tool-name": name})
            if version:
                tool.set("tool-version", version)
    return etree.SubElement(element, _tag("body"))


def _write_unit(body: Element, unit: XliffUnit, file: XliffFile) -> None:
    element = etree.SubElement(body, _tag("trans-unit"), {"id": unit.id})
    if unit.name:
        element.set("resname", unit.name)
    if unit.source.syntax is not file.units[0].source.syntax:
        element.set("datatype", _DATATYPES[unit.source.syntax])
    element.set("approved", "yes" if unit.approved else "no")
    if unit.is_locked:
        element.set("translate", "no")
    write_limit(element, unit.most)
    element.set(_SPACE, "preserve")
    if unit.digest:
        element.set(_DIGEST, unit.digest)
    if unit.native:
        element.set(_NATIVE, unit.native)
    source = etree.SubElement(element, _tag("source"), {_LANGUAGE: file.source_locale})
    write_content(source, unit.source, unit.source)
    if unit.target or unit.state:
        target = etree.SubElement(element, _tag("target"))
        if file.locale:
            target.set(_LANGUAGE, file.locale)
        if unit.state:
            target.set("state", unit.state)
        if unit.qualifier:
            target.set("state-qualifier", unit.qualifier)
        if unit.target:
            write_content(target, unit.target, unit.source)
    for note in unit.notes:
        etree.SubElement(element, _tag("note"), {"from": "locmem"}).text = note
    if unit.previous_target:
        previous = etree.SubElement(element, _tag("alt-trans"), {"alttranstype": _PREVIOUS})
        etree.SubElement(previous, _tag("source")).text = unit.previous_source
        etree.SubElement(previous, _tag("target")).text = unit.previous_target


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def first_child(element: Element | None, name: str) -> Element | None:
    """The first child with a local name, None where there is none, or no element."""
    return next(iter(children(element, name)), None) if element is not None else None


def place_of(path: str, element: Element, key: str) -> Location:
    """Where an element stands in a file; key: the id of its unit."""
    return Location(path=path, line=line_of(element), key=key)
