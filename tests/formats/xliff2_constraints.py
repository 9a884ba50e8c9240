"""What XLIFF 2 demands that its schema cannot say (sections 4.2 and 4.7): ids, references, halves of pairs, states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from locmem.xmlfile import Element, children, local_name

SUITES = Path(__file__).parents[2].parent / "shared" / "cases" / "xliff"
SCHEMAS = SUITES / "xliff-2.0-xsd"
INLINE = ("ph", "pc", "sc", "ec", "mrk", "sm")
_HINTS = ("canCopy", "canDelete", "canReorder", "canOverlap")
_SUB_TYPES = {"xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt", "xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:var": "ui"}


@cache
def schema() -> etree.XMLSchema:
    """The schema of the core and of the modules that are written here; the test is skipped where it is not there."""
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of XLIFF 2 are not here")
    places = {
        "urn:oasis:names:tc:xliff:document:2.0": "xliff_core_2.0.xsd",
        "urn:oasis:names:tc:xliff:matches:2.0": "modules/matches.xsd",
        "urn:oasis:names:tc:xliff:metadata:2.0": "modules/metadata.xsd",
        "urn:oasis:names:tc:xliff:glossary:2.0": "modules/glossary.xsd",
    }
    imports = "".join(f'<xs:import namespace="{name}" schemaLocation="{place}"/>' for name, place in places.items())
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text, base_url=f"{SCHEMAS}/all.xsd"))


def faults(root: Element) -> tuple[str, ...]:
    """What a document breaks, in words."""
    return tuple(_faults(root))


def _faults(root: Element) -> Iterator[str]:
    if not root.get("trgLang") and next(root.iter("{*}target"), None) is not None:
        yield "targets in no language"
    yield from _twice("file", root.iterchildren("{*}file"))
    for file in root.iterchildren("{*}file"):
        yield from _twice("unit", file.iter("{*}unit"))
        yield from _twice("group", file.iter("{*}group"))
        for notes in file.iter("{*}notes"):
            yield from _twice("note", notes)
        for unit in file.iter("{*}unit"):
            yield from _of_unit(unit)


def _of_unit(unit: Element) -> Iterator[str]:
    data = [one for original in children(unit, "originalData") for one in children(original, "data")]
    yield from _twice("data", data)
    known = {one.get("id") for one in data}
    pieces = [child for child in unit if local_name(child) in ("segment", "ignorable")]
    sides = {
        side: [code for piece in pieces for holder in children(piece, side) for code in holder.iterdescendants()]
        for side in ("source", "target")
    }
    yield from _twice("piece or source code", (*pieces, *sides["source"]))
    yield from _twice("target code", sides["target"])
    kinds = {code.get("id"): local_name(code) for code in sides["source"] if code.get("id")}
    for code in sides["target"]:
        if code.get("id") and kinds.get(code.get("id"), local_name(code)) != local_name(code):
            yield f"{code.get('id')} is another element in the source"
    for codes in sides.values():
        yield from _of_codes(codes, known)
    for piece in pieces:
        if piece.get("subState") and not piece.get("state"):
            yield "a subState without a state"
        if piece.get("state", "initial") != "initial" and not children(piece, "target"):
            yield f"{piece.get('state')} without a target"
    ids = {f"#{one.get('id')}" for one in (*pieces, *sides["source"]) if one.get("id")}
    for match in unit.iter("{urn:oasis:names:tc:xliff:matches:2.0}match"):
        # What is named with a prefix may be of a module.
        if "=" not in (match.get("ref") or "") and match.get("ref") not in ids:
            yield f"a match of {match.get('ref')}, which is not there"


def _of_codes(codes: list[Element], known: set[str | None]) -> Iterator[str]:
    for place, code in enumerate(codes):
        name, identifier = local_name(code), code.get("id") or code.get("startRef") or ""
        for attribute in ("dataRef", "dataRefStart", "dataRefEnd"):
            if code.get(attribute) and code.get(attribute) not in known:
                yield f"{attribute} of {identifier} leads nowhere"
        for start, end in (("dataRefStart", "dataRefEnd"), ("equivStart", "equivEnd")):
            if (code.get(start) is None) != (code.get(end) is None):
                yield f"{start} and {end} of {identifier} are not both there"
        if code.get("subType") and code.get("type") != _SUB_TYPES.get(code.get("subType") or "", code.get("type")):
            yield f"the subType of {identifier} is of another type"
        if code.get("subType") and not code.get("type"):
            yield f"{identifier} has a subType without a type"
        if name == "sc":
            ends = [one for one in codes[place:] if local_name(one) == "ec" and one.get("startRef") == identifier]
            if len(ends) != (code.get("isolated") != "yes"):
                yield f"the start {identifier} has {len(ends)} ends"
            yield from (
                f"{hint} of {identifier} differs" for end in ends for hint in _HINTS if _differ(code, end, hint)
            )
        if name == "ec":
            is_isolated = code.get("isolated") == "yes"
            if is_isolated != bool(code.get("id")) or is_isolated == bool(code.get("startRef")):
                yield f"the end {identifier} is named wrongly"
            starts = [one for one in codes[:place] if local_name(one) == "sc" and one.get("id") == code.get("startRef")]
            if not is_isolated and not starts:
                yield f"the end {identifier} has no start"


def _differ(start: Element, end: Element, hint: str) -> bool:
    return (start.get(hint) or "yes") != (end.get(hint) or "yes") and start.get(hint) != "firstNo"


def _twice(what: str, elements: Iterable[Element]) -> Iterator[str]:
    counts = Counter(element.get("id") for element in elements if element.get("id"))
    yield from (f"the {what} {name} is there {count} times" for name, count in counts.items() if count > 1)
