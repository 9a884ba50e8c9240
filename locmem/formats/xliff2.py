"""XLIFF 2.0, 2.1 and 2.2 (OASIS, 2014, 2018, 2025): bytes to the values of `xliff12` and back.

Written: 2.0, which every reader of 2.1 reads too, as both have one namespace; one `<file>` a document, one `<unit>`
with one segment a segment of ours, our own marks in the namespace `urn:locmem:xliff:1`, what was translated before as
a translation candidate (`mtc:match`), terms as a glossary (`gls:glossary`), the memory's percent as metadata
(`mda:meta`), because a candidate needs its own source, and nobody keeps that of a match.  Read: whatever namespace the
version has, nested groups, units that a tool cut into segments, foreign attributes, elements and modules.  White space
is exact both ways, whatever `xml:space` says.  Not held by the format: which tools touched a file, approval apart from
the state, and the earlier source of a target that is an unfinished one for the present source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from lxml import etree

from locmem.errors import Location, Problems, input_error
from locmem.formats import xliff2_glossary as glossary
from locmem.formats.xliff2_inline import (
    NAMESPACE,
    PREFIX,
    OriginalData,
    UnitCodes,
    comments,
    misplaced,
    read_content,
    write_content,
)
from locmem.formats.xliff2_segments import INITIAL, joined
from locmem.formats.xliff12 import (
    LOCKED_STATE,
    OUR_NAMESPACE,
    XliffFile,
    XliffUnit,
    first_child,
    place_of,
    read_by_units,
    require_sound,
)
from locmem.model.inline import Syntax
from locmem.model.translation import OriginKind, State
from locmem.xmlfile import Element, children, grouped, line_of, local_name, text_of, to_bytes

__all__ = ["LOCKED_STATE", "STATE_NAMES", "is_xliff2", "read", "state_name", "write"]

STATE_NAMES: Mapping[State, str] = MappingProxyType(
    {
        State.UNTRANSLATED: INITIAL,
        State.DRAFT: INITIAL,
        State.TRANSLATED: "translated",
        State.REVIEWED: "reviewed",
    }
)
"""How each state is called in `segment/@state`."""

DRAFT_SUB_STATES: Mapping[OriginKind, str] = MappingProxyType(
    {
        OriginKind.MT: f"{PREFIX}:mt",
        OriginKind.TM: f"{PREFIX}:fuzzy",
        OriginKind.IMPORT: f"{PREFIX}:repository",
    }
)
"""`subState` of a draft, by where it came from."""

EXACT_SUB_STATE = f"{PREFIX}:exact"
"""`subState` of a confirmed target taken over from the memory."""

STALE_SUB_STATE = f"{PREFIX}:previous-version"
"""`subState` of a target that was confirmed for an earlier source, and the kind of the match that holds such a pair."""

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_PREFIXES: dict[str | None, str] = {
    None: NAMESPACE,
    "mtc": _MATCHES,
    "mda": _METADATA,
    "gls": glossary.NAMESPACE,
    PREFIX: OUR_NAMESPACE,
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DIGEST = f"{{{OUR_NAMESPACE}}}digest"
_NATIVE = f"{{{OUR_NAMESPACE}}}native"
_SEGMENT = "s1"
"""The id of the one segment of a unit; inline codes have numbers."""
_OURS = "locmem"
_PERCENT = "match-percent"
_WHOLE = frozenset({"source", "target", "note", "data", "meta"})
_TYPES = {Syntax.MARKDOWN: f"{PREFIX}:markdown", Syntax.HTML: f"{PREFIX}:html", Syntax.PLAIN: f"{PREFIX}:plain"}
_SYNTAXES = {name: syntax for syntax, name in _TYPES.items()}


def state_name(state: State, origin_kind: OriginKind, stale: bool) -> tuple[str, str]:
    """`state` and `subState` of a segment; the second is empty where none fits."""
    if stale and state.is_confirmed:
        return STATE_NAMES[State.DRAFT], STALE_SUB_STATE
    if state is State.DRAFT:
        return STATE_NAMES[state], DRAFT_SUB_STATES.get(origin_kind, "")
    if state is State.TRANSLATED and origin_kind is OriginKind.TM:
        return STATE_NAMES[state], EXACT_SUB_STATE
    return STATE_NAMES[state], ""


def is_xliff2(root: Element) -> bool:
    """Whether a document says that it is XLIFF 2, by its version or, without one, by its namespace."""
    version = root.get("version") or str(root.tag).partition("}")[0].rpartition(":")[2]
    return local_name(root) == "xliff" and version.startswith("2")


def read(data: bytes, path: str) -> tuple[XliffFile, ...]:
    """The `<file>`s in `data`, units of nested groups in their order; `path` is used in messages.

    `qualifier` is the `subState`.  What a tool cut into segments is one unit again.  Two units with one id both stand,
    unless the file is refused anyway: whether they contradict each other is not for the format to say.
    Raises InputErrors with every problem and its line: not XLIFF 2, cut off, units without id, segment or source.
    """
    problems = Problems()
    root, files = read_by_units(data, path, "unit", partial(_read_unit, path=path, problems=problems), _read_file)
    if not is_xliff2(root):
        name = local_name(root)
        fault = f"this is XLIFF {root.get('version') or ''}, not 2." if name == "xliff" else f"this is <{name}>."
        raise input_error(Location(path=path, line=line_of(root)), fault, "Export it as XLIFF 2.")
    require_sound(files, root, path, problems)
    return files


def write(files: Iterable[XliffFile]) -> bytes:
    """The document; the same values always give the same bytes.

    Ids of units must be name tokens of XML, and the files must agree in their two languages, as one document has only
    two; ValueError otherwise.  Raises InputErrors naming the units whose text XML cannot hold (control characters,
    lone surrogates).
    """
    files = tuple(files)
    languages = {(file.source_locale, file.locale) for file in files}
    if len(languages) != 1:
        raise ValueError("a document of XLIFF 2 has one source and one target language.")
    [(source_locale, locale)] = languages
    root = etree.Element(_tag("xliff"), {"version": "2.0", "srcLang": source_locale}, nsmap=_PREFIXES)  # type: ignore[arg-type]
    if locale:
        root.set("trgLang", locale)
    problems = Problems()
    for number, file in enumerate(files, 1):
        element = _write_file(root, file, number)
        for unit in file.units:
            try:
                _write_unit(element, unit)
            except ValueError as error:
                place = Location(path=file.original, key=unit.id)
                fault = f"cannot be written as XML: {error}."
                problems.add(place, fault, "Remove the character from the text.")
    problems.raise_all()
    return to_bytes(root, _WHOLE)


def _read_file(element: Element, units: tuple[XliffUnit, ...]) -> XliffFile:
    said = next(element.iterancestors()).attrib
    return XliffFile(
        original=element.get("original") or "",
        source_locale=str(said.get("srcLang", "")),
        locale=str(said.get("trgLang", "")),
        units=units,
        notes=tuple(_notes((grouped(element),))),
        properties=tuple(
            (str(name).rpartition("}")[2], str(value))
            for name, value in element.items()
            if str(name).startswith(f"{{{OUR_NAMESPACE}}}")
        ),
        line=line_of(element),
    )


def _read_unit(element: Element, _file: Element, *, path: str, problems: Problems) -> XliffUnit | None:
    identifier = element.get("id") or ""
    held = grouped(element)
    whole = joined(element)
    if not identifier or not whole.sources:
        fault = "the unit has no segment with a source." if identifier else "the unit has no id."
        problems.add(place_of(path, element, identifier), fault, "Get the file again from its tool.")
        return None
    syntax = _SYNTAXES.get(element.get("type") or "", Syntax.PLAIN)
    codes = UnitCodes(held.get("originalData", ()), whole.sources, whole.targets)
    # The source comes first, so that numbers follow the order of its codes.
    source = read_content(whole.sources, syntax, codes)
    target = read_content(whole.targets, syntax, codes)
    previous = _previous(held.get("matches", ()))
    terms, added = glossary.read_glossary(held.get("glossary", ()))
    return XliffUnit(
        id=identifier,
        name=element.get("name") or "",
        source=source.content,
        target=target.content or None,
        state=whole.state,
        qualifier=whole.sub_state,
        is_locked=_is_locked(element),
        notes=tuple(_notes((held, *map(grouped, held.get("segment", ()))))),
        remarks=(
            *comments((*whole.sources, *whole.targets)),
            *(f"term: {entry.in_words}" for entry in added),
        ),
        digest=element.get(_DIGEST) or "",
        native=element.get(_NATIVE) or "",
        previous_source=text_of(first_child(previous, "source")),
        previous_target=text_of(first_child(previous, "target")),
        terms=terms,
        percent=_percent(held.get("metadata", ())),
        spellings=source.spellings,
        tags=target.tags,
        unfinished=whole.unfinished,
        misplaced=misplaced(whole.targets) or whole.fault,
        locale=next((said for one in whole.targets if (said := one.get(_LANGUAGE))), ""),
        line=line_of(element),
    )


def _notes(holders: Iterable[Mapping[str, list[Element]]]) -> Iterator[str]:
    """The notes of a file or a unit, and of its segments: some tools put them there."""
    for notes in (found for held in holders for found in held.get("notes", ())):
        yield from map(text_of, children(notes, "note"))


def _is_locked(unit: Element) -> bool:
    """Whether it is not to be translated, as it or the nearest group or file around it says (section 4.3.1.35)."""
    said = (one.get("translate") for one in (unit, *unit.iterancestors()))
    return next((one for one in said if one), "yes") == "no"


def _previous(holders: Sequence[Element]) -> Element | None:
    matches = (match for found in holders for match in children(found, "match"))
    return next((match for match in matches if match.get("subType") == STALE_SUB_STATE), None)


def _percent(metadata: Sequence[Element]) -> int:
    """The percent that is noted in our metadata; 0 where there is none."""
    groups = (group for found in metadata for group in children(found, "metaGroup"))
    for meta in (meta for group in groups if group.get("category") == _OURS for meta in children(group, "meta")):
        if meta.get("type") == _PERCENT and (said := text_of(meta).strip()).isdecimal() and len(said) < 4:
            return int(said)
    return 0


def _write_file(root: Element, file: XliffFile, number: int) -> Element:
    element = etree.SubElement(root, _tag("file"), {"id": f"f{number}", "original": file.original})
    # Units that come back as they were sent are the easiest to compare; what is cut all the same is joined again.
    element.set("canResegment", "no")
    for name, value in file.properties:
        element.set(f"{{{OUR_NAMESPACE}}}{name}", value)
    _write_notes(element, file.notes)
    return element


def _write_unit(file: Element, unit: XliffUnit) -> None:
    element = etree.SubElement(file, _tag("unit"), {"id": unit.id})
    if unit.name:
        element.set("name", unit.name)
    element.set("type", _TYPES[unit.source.syntax])
    if unit.is_locked:
        element.set("translate", "no")
    element.set(_SPACE, "preserve")
    if unit.digest:
        element.set(_DIGEST, unit.digest)
    if unit.native:
        element.set(_NATIVE, unit.native)
    if unit.previous_target:
        # A candidate without a target would be offered as an empty translation.
        matches = etree.SubElement(element, f"{{{_MATCHES}}}matches")
        said = {"id": "m1", "ref": f"#{_SEGMENT}", "type": "other", "subType": STALE_SUB_STATE}
        match = etree.SubElement(matches, f"{{{_MATCHES}}}match", said)
        etree.SubElement(match, _tag("source")).text = unit.previous_source
        etree.SubElement(match, _tag("target")).text = unit.previous_target
    glossary.write_glossary(element, unit.terms, segment=_SEGMENT)
    if unit.percent:
        metadata = etree.SubElement(element, f"{{{_METADATA}}}metadata")
        group = etree.SubElement(metadata, f"{{{_METADATA}}}metaGroup", {"category": _OURS})
        etree.SubElement(group, f"{{{_METADATA}}}meta", {"type": _PERCENT}).text = str(unit.percent)
    _write_notes(element, unit.notes)
    segment = etree.SubElement(element, _tag("segment"), {"id": _SEGMENT, "state": unit.state or INITIAL})
    if unit.qualifier:
        segment.set("subState", unit.qualifier)
    data = OriginalData()
    write_content(etree.SubElement(segment, _tag("source")), unit.source, unit.source, unit.target, data)
    if unit.target:
        write_content(etree.SubElement(segment, _tag("target")), unit.target, unit.source, unit.target, data)
    data.write_before(segment)


def _write_notes(element: Element, texts: tuple[str, ...]) -> None:
    if texts:
        notes = etree.SubElement(element, _tag("notes"))
        for number, text in enumerate(texts, 1):
            etree.SubElement(notes, _tag("note"), {"id": f"n{number}", "category": _OURS}).text = text


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
