"""XLIFF 2 as other programs write it anew: laid out, renumbered, cut into segments, with less or other marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from locmem.formats.xliff12 import OUR_NAMESPACE
from locmem.xmlfile import Element, children, local_name

CORE = "urn:oasis:names:tc:xliff:document:2.0"
_MODULES = (
    "urn:oasis:names:tc:xliff:matches:2.0",
    "urn:oasis:names:tc:xliff:metadata:2.0",
)
_INLINE = "{*}ph", "{*}pc", "{*}sc", "{*}ec"

Rewrite = Callable[[bytes], bytes]


def changed(data: bytes, change: Callable[[Element], object]) -> bytes:
    """The document after `change` of its root."""
    root = etree.fromstring(data)
    change(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def attributes_dropped(*names: str, below: str = "*") -> Rewrite:
    """Takes attributes off the elements with a local name."""

    def drop(root: Element) -> None:
        for element in root.iter(f"{{*}}{below}"):
            for name in [name for name in element.attrib if name in names]:
                del element.attrib[name]

    return lambda data: changed(data, drop)


def elements_dropped(*names: str) -> Rewrite:
    """Takes elements with a local name out."""

    def drop(root: Element) -> None:
        for name in names:
            for element in list(root.iter(f"{{*}}{name}")):
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)

    return lambda data: changed(data, drop)


def _pretty(root: Element) -> None:
    for element in root.iter():
        if local_name(element) in ("xliff", "file", "group", "unit", "segment", "notes"):
            element.text = "\n\t\t"
            for child in element:
                child.tail = "\n\n\t"


def _own_dropped(root: Element) -> None:
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith(f"{{{OUR_NAMESPACE}}}")]:
            del element.attrib[name]


def _renumbered(root: Element) -> None:
    for unit in root.iter("{*}unit"):
        names: dict[str, str] = {}
        for code in unit.iter(*_INLINE):
            for attribute in ("id", "startRef"):
                if name := code.get(attribute):
                    code.set(attribute, names.setdefault(name, f"t{len(names) + 40}"))


def _pairs_apart(root: Element) -> None:
    """Every `<pc>` becomes `<sc/>` and `<ec/>`."""
    for pair in reversed(list(root.iter("{*}pc"))):
        name = pair.get("id") or ""
        start, end = etree.Element(f"{{{CORE}}}sc", {"id": name}), etree.Element(f"{{{CORE}}}ec", {"startRef": name})
        for code, reference, shown in ((start, "dataRefStart", "dispStart"), (end, "dataRefEnd", "dispEnd")):
            if pair.get(reference):
                code.set("dataRef", pair.get(reference) or "")
                code.set("disp", pair.get(shown) or "")
        start.tail, end.tail = pair.text, pair.tail
        parent = pair.getparent()
        assert parent is not None
        place = parent.index(pair)
        inside = list(pair)
        parent.remove(pair)
        for code in reversed((start, *inside, end)):
            parent.insert(place, code)


def _in_marks(root: Element) -> None:
    """Everything in each target stands in an annotation, and another begins and ends in the source."""
    for number, target in enumerate(root.iter("{*}target")):
        mark = etree.Element(f"{{{CORE}}}mrk", {"id": f"k{number}", "type": "generic"})
        mark.text, target.text = target.text, ""
        mark.extend(list(target))
        target.append(mark)
        source = target.getprevious()
        assert source is not None
        start, end = etree.Element(f"{{{CORE}}}sm", {"id": "w"}), etree.Element(f"{{{CORE}}}em", {"startRef": "w"})
        start.tail, source.text = source.text, ""
        source.insert(0, start)
        source.append(end)


def _split(root: Element) -> None:
    """Each segment whose source and target have a blank outside of pairs becomes two with an ignorable between."""
    for segment in list(root.iter("{*}segment")):
        sides = [children(segment, name) for name in ("source", "target")]
        places = [_blank(side[0]) for side in sides if side]
        if None in places:
            continue
        second = deepcopy(segment)
        second.set("id", "s2")
        between = etree.Element(f"{{{CORE}}}ignorable")
        for element, other, place in zip(segment, second, places, strict=True):
            etree.SubElement(between, element.tag).text = " "
            _cut(element, other, place)
        segment.addnext(second)
        segment.addnext(between)


def _blank(element: Element) -> tuple[int, int] | None:
    """The first blank outside of pairs: how many children stand before it, and where it is in that text."""
    if any(local_name(child) in ("sc", "ec") for child in element):
        return None
    for number, text in enumerate([element.text, *(child.tail for child in element)]):
        if text and " " in text:
            return number, text.index(" ")
    return None


def _cut(first: Element, second: Element, place: tuple[int, int] | None) -> None:
    assert place is not None
    number, at = place
    if number:
        first[number - 1].tail = (first[number - 1].tail or "")[:at]
        second.text = (second[number - 1].tail or "")[at + 1 :]
    else:
        first.text, second.text = (first.text or "")[:at], (second.text or "")[at + 1 :]
    for element in list(first)[number:]:
        first.remove(element)
    for element in list(second)[:number]:
        second.remove(element)


def _grouped(root: Element) -> None:
    """The units stand in groups in groups, the last one first."""
    for file in root.iter("{*}file"):
        units = [child for child in file if local_name(child) == "unit"]
        outer = etree.SubElement(file, f"{{{CORE}}}group", {"id": "g1"})
        inner = etree.SubElement(outer, f"{{{CORE}}}group", {"id": "g2"})
        inner.extend(reversed(units))


def _other_prefix(data: bytes) -> bytes:
    text = re.sub(r"<(/?)([a-zA-Z])(?![\w.-]*:)", r"<\1xlf:\2", data.decode().partition("?>")[2])
    return text.replace(' xmlns="', ' xmlns:xlf="').encode()


def _with_modules(root: Element) -> None:
    for unit in root.iter("{*}unit"):
        extra = etree.Element("{urn:some:tool}thing", {"id": "x"})
        extra.text = "text of a tool"
        unit.insert(0, extra)
        unit.set("{urn:some:tool}seen", "yes")


REWRITES: dict[str, Rewrite] = {
    "as it was": bytes,
    "laid out": lambda data: changed(data, _pretty),
    "our attributes dropped": lambda data: changed(data, _own_dropped),
    "codes renumbered": lambda data: changed(data, _renumbered),
    "pairs apart": lambda data: changed(data, _pairs_apart),
    "in annotations": lambda data: changed(data, _in_marks),
    "cut into segments": lambda data: changed(data, _split),
    "grouped and turned": lambda data: changed(data, _grouped),
    "another prefix": _other_prefix,
    "a tool's own elements": lambda data: changed(data, _with_modules),
    "no modules": elements_dropped("matches", "metadata"),
    "no notes": elements_dropped("notes"),
    "no native text": lambda data: elements_dropped("originalData")(
        attributes_dropped("dataRef", "dataRefStart", "dataRefEnd")(data)
    ),
    "no hints": attributes_dropped(
        "canCopy", "canDelete", "type", "subType", "disp", "equiv", "dispStart", "dispEnd", "canResegment"
    ),
    "no names": attributes_dropped("name", below="unit"),
    "version 2.2": lambda data: data.replace(b"document:2.0", b"document:2.2").replace(b'"2.0"', b'"2.2"'),
    "carriage returns": lambda data: data.replace(b"\n", b"\r\n"),
    "utf-16": lambda data: data.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16"),
}
"""What programs make of a file without changing a word of it."""
