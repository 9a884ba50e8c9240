"""Our own XLIFF 1.2 as Trados Studio, memoQ and Phrase write it back in the files they work on.

Made after the files of these tools among the public test files of Okapi and MateCat and after their schemas; none of
them was run.  Ids and inline codes stay; what is around them becomes the tool's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from lxml import etree

from locmem.xmlfile import Element, children, local_name, parse

Rewrite = Callable[[bytes, Mapping[str, str]], bytes]
"""A file as its tool leaves it; said: what the tool says of each unit, by its id."""

_XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
_SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
_MEMOQ = "MQXliff"
_PHRASE = "http://www.memsource.com/mxlf/2.0"


def trados(data: bytes, said: Mapping[str, str]) -> bytes:
    """Segments in source and target with their states beside them, groups, a skeleton inside, a byte order mark."""
    root = _with_namespace(data, "sdl", _SDL)
    root.set(f"{{{_SDL}}}version", "1.0")
    number = 0
    for unit in _units(root):
        target = _stripped(unit)
        if target is None:
            continue
        number += 1
        source = children(unit, "source")[0]
        segmented = deepcopy(source)
        segmented.tag = f"{{{_XLIFF}}}seg-source"
        target.addprevious(segmented)
        for holder in (segmented, target):
            _in_mark(holder, str(number))
        defined = etree.SubElement(etree.SubElement(unit, f"{{{_SDL}}}seg-defs"), f"{{{_SDL}}}seg", {"id": str(number)})
        if said.get(unit.get("id") or ""):
            defined.set("conf", said[unit.get("id") or ""])
        defined.set("origin", "interactive")
        etree.SubElement(defined, f"{{{_SDL}}}value", {"key": "modified_on"}).text = "11/29/2026 10:00:00"
    for file in children(root, "file"):
        file.set("original", "C:\\Projects\\shop\\" + (file.get("original") or "").replace("/", "\\"))
        header = etree.Element(f"{{{_XLIFF}}}header")
        etree.SubElement(header, f"{{{_SDL}}}file-info").text = "\n"
        internal = etree.SubElement(etree.SubElement(header, f"{{{_XLIFF}}}reference"), f"{{{_XLIFF}}}internal-file")
        internal.set("form", "base64")
        internal.text = "UEsDBBQAAgAIA" * 40
        file.insert(0, header)
    _grouped(root)
    return b"\xef\xbb\xbf" + _bytes(root)


def memoq(data: bytes, said: Mapping[str, str]) -> bytes:
    """A status on each unit, its history beside the target, information on the document in the header."""
    root = _with_namespace(data, "mq", _MEMOQ)
    for unit in _units(root):
        if _stripped(unit) is None:
            continue
        unit.set(f"{{{_MEMOQ}}}segmentguid", f"0f1e-{unit.get('id')}")
        unit.set(f"{{{_MEMOQ}}}lastchangedtimestamp", "2026-11-29T10:00:00Z")
        if said.get(unit.get("id") or ""):
            unit.set(f"{{{_MEMOQ}}}status", said[unit.get("id") or ""])
        versions = etree.SubElement(unit, f"{{{_MEMOQ}}}minorversions")
        etree.SubElement(versions, f"{{{_MEMOQ}}}historical-unit").text = "what stood here"
    for file in children(root, "file"):
        header = etree.Element(f"{{{_XLIFF}}}header")
        etree.SubElement(header, f"{{{_MEMOQ}}}docinformation", {f"{{{_MEMOQ}}}docname": "shop"})
        file.insert(0, header)
    return _bytes(root)


def phrase(data: bytes, said: Mapping[str, str]) -> bytes:
    """A group around each unit, whether it is confirmed on the unit, what its memory offered beside it."""
    root = _with_namespace(data, "m", _PHRASE)
    root.set(f"{{{_PHRASE}}}version", "2.4")
    root.set(f"{{{_PHRASE}}}level", "1")
    for number, unit in enumerate(_units(root)):
        if _stripped(unit) is None:
            continue
        unit.set(f"{{{_PHRASE}}}para-id", str(number))
        unit.set(f"{{{_PHRASE}}}trans-origin", "null")
        unit.set(f"{{{_PHRASE}}}locked", "false")
        if said.get(unit.get("id") or ""):
            unit.set(f"{{{_PHRASE}}}confirmed", said[unit.get("id") or ""])
        offered = etree.SubElement(unit, f"{{{_XLIFF}}}alt-trans", {"origin": "machine-trans"})
        etree.SubElement(offered, f"{{{_XLIFF}}}target").text = "Lo que dijo una máquina"
        etree.SubElement(unit, f"{{{_PHRASE}}}tunit-metadata")
    _grouped(root)
    return _bytes(root)


def cut(data: bytes, unit_id: str, behind: str) -> bytes:
    """The unit cut into two segments in source and target, each behind these words, the blank between them outside."""
    root = parse(data, "cut")
    [unit] = [one for one in _units(root) if one.get("id") == unit_id]
    target = children(unit, "target")[0]
    segmented = deepcopy(children(unit, "source")[0])
    segmented.tag = f"{{{_XLIFF}}}seg-source"
    target.addprevious(segmented)
    for holder in (segmented, target):
        text = holder.text or ""
        at = text.index(behind) + len(behind)
        first = etree.Element(f"{{{_XLIFF}}}mrk", {"mtype": "seg", "mid": "1"})
        second = etree.Element(f"{{{_XLIFF}}}mrk", {"mtype": "seg", "mid": "2"})
        rest = text[at:]
        first.text, first.tail = text[:at], rest[: len(rest) - len(rest.lstrip())]
        second.text = rest.lstrip()
        for child in list(holder):
            second.append(child)
        holder.text = None
        holder.extend((first, second))
    return _bytes(root)


def _with_namespace(data: bytes, prefix: str, name: str) -> Element:
    declared = data.replace(b"<xliff ", f'<xliff xmlns:{prefix}="{name}" '.encode(), 1)
    return parse(declared, "tool")


def _units(root: Element) -> list[Element]:
    return list(root.iter("{*}trans-unit"))


def _stripped(unit: Element) -> Element | None:
    """The target without its state, which these tools do not write; None where there is none."""
    for target in children(unit, "target"):
        for name in ("state", "state-qualifier"):
            target.attrib.pop(name, "")
        return target
    return None


def _in_mark(holder: Element, number: str) -> None:
    mark = etree.Element(f"{{{_XLIFF}}}mrk", {"mtype": "seg", "mid": number})
    mark.text, holder.text = holder.text, None
    for child in list(holder):
        mark.append(child)
    holder.append(mark)


def _grouped(root: Element) -> None:
    for unit in _units(root):
        group = etree.Element(f"{{{_XLIFF}}}group")
        unit.addprevious(group)
        group.append(unit)


def _bytes(root: Element) -> bytes:
    assert local_name(root) == "xliff"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
