"""TMX 1.4b (LISA, 2005): translation units streamed in, a whole memory written out.

Read: 1.1 to 1.4, UTF-8 and UTF-16, `lang` with and without `xml:`, a DOCTYPE that names a DTD.  Properties
of other tools (OmegaT `file`, `id`, `prev`, `next`; Trados, memoQ, MateCat `x-…`) are kept as they are.  What
has no place in the values, such as usage counts, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lxml import etree

from locmem.errors import Location, Problems, input_error
from locmem.formats.code_numbers import CodeNumbers
from locmem.formats.tmx_inline import depth_of, names_in, read_segment, write_segment
from locmem.model.inline import Inline, Syntax
from locmem.xmlfile import (
    Element,
    as_it_is,
    children,
    inner_bytes,
    iterate,
    line_of,
    local_name,
    parse,
    text_of,
    to_bytes,
)

SYNTAX_PROPERTY = "x-locmem-syntax"
"""The property of a variant that says which language its text is written in; plain text has none."""

MAX_DEPTH = 64
"""Codes nested deeper in codes make a unit broken; no tool writes such a text."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_WHOLE = frozenset({"seg", "prop", "note"})
_ANY = "*all*"
_SYNTAXES = {syntax.value: syntax for syntax in Syntax}


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxVariant:
    """One language of a unit.

    locale: as the file spells it.
    created, changed: ISO 8601 in UTC (`2026-11-21T18:00:00Z`); empty where absent or not a date.
    author, creator: who changed it last and who created it, as the file names them.
    properties: type and text, in order.
    """

    locale: str
    content: Inline
    created: str = ""
    changed: str = ""
    author: str = ""
    creator: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxUnit:
    """One `<tu>`: the same text in several languages.

    id: `tuid`, which need not be unique.
    source_locale: the unit's own source language, or else the file's; empty where any may be the source.
    line: in the file read, 0 where it was not read.
    faults: why some of its variants, or all, are left out; empty where all are there.
    """

    id: str = ""
    source_locale: str = ""
    variants: tuple[TmxVariant, ...]
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    faults: tuple[str, ...] = ()


def read(source: Path | BinaryIO, path: str = "") -> Iterator[TmxUnit]:
    """The units of a file one after the other, in constant memory; `path` is used in messages.

    A unit that is broken (no language, no segment) says so itself, and keeps what is whole of it.
    Raises InputErrors, at the place where reading stops, for a file that is cut off, not well formed, or no TMX.
    Whoever must not use half a file reads it to its end first.
    """
    shown = path or str(source)
    locale = ""
    is_tmx = False
    for element in iterate(source, ("header", "tu"), shown):
        if not is_tmx:
            _check_root(element, shown)
            is_tmx = True
        if local_name(element) == "header":
            locale = _source_locale(element.get("srclang") or "", "")
        else:
            yield _read_unit(element, locale)
    if not is_tmx:
        raise input_error(Location(path=shown, line=1), "this is not TMX: it has no <header>.", "Get the file again.")


def source_locale(data: bytes, path: str) -> str:
    """The source language that a file's header names; empty where any may be the source.

    Raises InputErrors as `read` does.
    """
    root = parse(data, path)
    _check_root(root, path)
    header = next(iter(children(root, "header")), None)
    return "" if header is None else _source_locale(header.get("srclang") or "", "")


def write(units: Iterable[TmxUnit], *, source_locale: str) -> bytes:
    """The memory's bytes, units in the order given; the same values always give the same bytes.

    Raises InputErrors naming the units whose text XML cannot hold or whose dates are not ISO 8601.
    """
    return b"".join(pieces(units, source_locale=source_locale))


def pieces(units: Iterable[TmxUnit], *, source_locale: str) -> Iterator[bytes]:
    """The bytes of `write`, unit by unit, so that a memory of any size can be written.

    Raises InputErrors as `write` does, after the last unit.
    """
    whole = to_bytes(_document(source_locale), _WHOLE)
    head, _, foot = whole.rpartition(b"<body/>")
    body = etree.Element("body")
    is_first = True
    problems = Problems()
    for unit in units:
        body.clear()
        try:
            _write_unit(body, unit, source_locale)
        except ValueError as error:
            key = unit.id or next((variant.content.text[:40] for variant in unit.variants), "")
            place, fault = Location(path="TMX unit", key=key), f"cannot be written as TMX: {error}."
            problems.add(place, fault, "Correct the entry.")
            continue
        if is_first:
            yield head + b"<body>\n"
            is_first = False
        yield b"    " + inner_bytes(body[0], _WHOLE, 2) + b"\n"
    problems.raise_all()
    yield whole if is_first else b"  </body>" + foot


def _document(source_locale: str) -> Element:
    """A memory without units."""
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "locmem",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "locmem",
            "adminlang": "en",
            "srclang": source_locale or _ANY,
            "datatype": "plaintext",
        },
    )
    etree.SubElement(root, "body")
    return root


def without(
    data: bytes, path: str, gone: Callable[[TmxUnit], Collection[str]], is_said: Callable[[str], bool]
) -> bytes:
    """The file less the variants in the languages that `gone` names of each unit, everything else as it is.

    Languages are named as the file spells them, a variant that names none is "".  A unit that is left with fewer
    than two variants, or without one that is whole, goes.  is_said: properties and notes whose text it knows go too.
    The result is UTF-8 without DOCTYPE and comments.  Raises InputErrors as `read` does.
    """
    root = parse(data, path)
    for unit in list(root.iter("{*}tu")):
        parsed = _read_unit(unit, "")
        lost = gone(parsed)
        for variant in children(unit, "tuv"):
            if (variant.get(_LANGUAGE) or variant.get("lang") or "") in lost:
                unit.remove(variant)
        parent = unit.getparent()
        is_empty = len(children(unit, "tuv")) < 2 or all(variant.locale in lost for variant in parsed.variants)
        if lost and is_empty and parent is not None:
            parent.remove(unit)
            continue
        for said in list(unit.iter("{*}prop", "{*}note")):
            if is_said(text_of(said)) and (above := said.getparent()) is not None:
                above.remove(said)
    return as_it_is(root)


def renamed(data: bytes, path: str, names: Mapping[str, tuple[str, str]], mark: str) -> bytes:
    """The file with variants in other languages, everything else as it is, in UTF-8 without DOCTYPE and comments.

    names: the new language by the one that the file spells, and what a property of the name `mark` keeps of that.
    Raises InputErrors as `read` does.
    """
    root = parse(data, path)
    for variant in root.iter("{*}tuv"):
        spelled = variant.get(_LANGUAGE) or variant.get("lang") or ""
        if spelled in names:
            new, kept = names[spelled]
            if "lang" in variant.attrib:
                del variant.attrib["lang"]
            variant.set(_LANGUAGE, new)
            said = etree.Element(etree.QName(etree.QName(variant).namespace, "prop"), {"type": mark})
            said.text = kept
            variant.insert(0, said)
    return as_it_is(root)


def _check_root(element: Element, path: str) -> None:
    root = local_name(element.getroottree().getroot())
    if root != "tmx":
        raise input_error(Location(path=path, line=1), f"this is <{root}>, not TMX.", "Export it as TMX.")


def _source_locale(said: str, default: str) -> str:
    locale = said or default
    return "" if locale.lower() == _ANY else locale


class _Parts(NamedTuple):
    """What stands in a `<tu>` or `<tuv>`, gone through once; inside: its variants or segments."""

    inside: Sequence[Element]
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def _parts(element: Element, wanted: str) -> _Parts:
    children = list(element)
    if len(children) == 1 and local_name(children[0]) == wanted:
        # Most variants have a segment and nothing else.
        return _Parts(children)
    inside: list[Element] = []
    properties: list[tuple[str, str]] = []
    notes: list[str] = []
    for child in children:
        name = local_name(child)
        if name == wanted:
            inside.append(child)
        elif name == "prop":
            properties.append((child.get("type") or "", text_of(child)))
        elif name == "note":
            notes.append(text_of(child))
    return _Parts(inside, tuple(properties), tuple(notes))


def _read_unit(element: Element, locale: str) -> TmxUnit:
    parts = _parts(element, "tuv")
    said = _attributes(element)
    numbers: CodeNumbers | None = None
    variants: list[TmxVariant] = []
    faults: list[str] = []
    for variant in parts.inside:
        inside = _parts(variant, "seg")
        own = _attributes(variant)
        language = own.get(_LANGUAGE) or own.get("lang") or ""
        if not language:
            faults.append("A <tuv> names no language.")
        elif len(inside.inside) != 1:
            faults.append(f"The <tuv> in {language} has {len(inside.inside) or 'no'} <seg>.")
        else:
            segment = inside.inside[0]
            if len(segment):
                # Most units have no codes, whose names would have to be known before the first is read.
                numbers = numbers or CodeNumbers(names_in(element))
                if depth_of(segment) > MAX_DEPTH:
                    fault = f"The codes of the <tuv> in {language} are nested more than {MAX_DEPTH} deep."
                    faults.append(fault)
                    continue
            variants.append(_read_variant(inside, segment, language, {**said, **own}, numbers))
    if not variants and not faults:
        faults.append("The unit has no <tuv>.")
    return TmxUnit(
        id=said.get("tuid", ""),
        source_locale=_source_locale(said.get("srclang", ""), locale),
        variants=tuple(variants),
        properties=parts.properties,
        notes=parts.notes,
        line=line_of(element),
        faults=tuple(faults),
    )


def _attributes(element: Element) -> dict[str, str]:
    """Those that say something."""
    said: dict[str, str] = dict(element.items())  # type: ignore[arg-type]
    return {name: value for name, value in said.items() if value} if "" in said.values() else said


def _read_variant(
    inside: _Parts, segment: Element, language: str, said: Mapping[str, str], numbers: CodeNumbers | None
) -> TmxVariant:
    """said: the attributes of the variant, and those of its unit that it does not have itself."""
    properties = inside.properties
    syntax = _SYNTAXES.get(dict(properties).get(SYNTAX_PROPERTY, "")) if properties else None
    if syntax is not None:
        properties = tuple([pair for pair in properties if pair[0] != SYNTAX_PROPERTY])
    return TmxVariant(
        locale=language,
        content=read_segment(segment, syntax or Syntax.PLAIN, numbers),
        created=_iso(said["creationdate"]) if "creationdate" in said else "",
        changed=_iso(said["changedate"]) if "changedate" in said else "",
        author=said.get("changeid", ""),
        creator=said.get("creationid", ""),
        properties=properties,
        notes=inside.notes,
    )


def _write_unit(body: Element, unit: TmxUnit, source_locale: str) -> None:
    element = etree.SubElement(body, "tu")
    if unit.id:
        element.set("tuid", unit.id)
    if unit.source_locale != source_locale:
        element.set("srclang", unit.source_locale or _ANY)
    _write_marks(element, unit.properties, unit.notes)
    for variant in unit.variants:
        written = etree.SubElement(element, "tuv", {_LANGUAGE: variant.locale})
        for name, value in (
            ("creationdate", _tmx_date(variant.created)),
            ("changedate", _tmx_date(variant.changed)),
            ("creationid", variant.creator),
            ("changeid", variant.author),
        ):
            if value:
                written.set(name, value)
        syntax = variant.content.syntax
        own = ((SYNTAX_PROPERTY, syntax.value),) if syntax is not Syntax.PLAIN else ()
        _write_marks(written, (*own, *variant.properties), variant.notes)
        write_segment(etree.SubElement(written, "seg"), variant.content)


def _write_marks(element: Element, properties: tuple[tuple[str, str], ...], notes: tuple[str, ...]) -> None:
    for name, value in properties:
        etree.SubElement(element, "prop", {"type": name}).text = value
    for note in notes:
        etree.SubElement(element, "note").text = note


@lru_cache(maxsize=1_000)
def _iso(date: str) -> str:
    try:
        return _moment(date).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def _tmx_date(date: str) -> str:
    return re.sub(r"[-:]", "", _moment(date).isoformat(timespec="seconds")[:19]) + "Z" if date else ""


def _moment(date: str) -> datetime:
    moment = datetime.fromisoformat(date)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
