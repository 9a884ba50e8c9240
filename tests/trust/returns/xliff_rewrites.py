"""What programs for XLIFF, of both versions, do to a file without changing a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from translate.storage import xliff

from locmem.formats.xliff12_inline import NAMESPACE
from locmem.xmlfile import Element, children, local_name
from tests.formats import xliff2_tools
from tests.trust.returns.rewrites import (
    ENCODINGS,
    LANGUAGES,
    PLACES,
    Lost,
    Rewrite,
    attributes_dropped,
    attributes_on_lines,
    changed,
    elements_dropped,
    foreign_marks,
    laid_out,
    other_prefix,
    remarks_between,
    rewrite,
    turned,
    utf16,
)

_OWN = "each own mark dropped in turn"
_CODES = "{*}g", "{*}x", "{*}bx", "{*}ex"


def _in_language(name: str) -> Callable[[bytes], bytes]:
    """The language of the targets, wherever the file says it."""
    return lambda data: re.sub(
        r"""((?:target-language|trgLang)=|(?<=<target )xml:lang=)("|')[^"']*\2""", rf"\1\g<2>{name}\2", data.decode()
    ).encode()


def _units_renumbered(root: Element) -> None:
    for number, unit in enumerate(root.iter("{*}trans-unit", "{*}unit"), start=1):
        unit.set("id", str(number))


def _codes_renumbered(root: Element) -> None:
    """Every code has another name, the same one in source and target."""
    for unit in root.iter("{*}trans-unit"):
        names: dict[str, str] = {}
        for code in unit.iter(*_CODES):
            for attribute in ("rid", "id"):
                if name := code.get(attribute):
                    # Both ends of a pair go by the number of the first.
                    stem = re.sub(r"-(?:end|m\d+)\Z", "", name)
                    number = names.setdefault(stem, str(len(names) + 40))
                    code.set(attribute, number + name[len(stem) :])


def _paired(root: Element) -> None:
    """Every `<g>` becomes `<bpt>` and `<ept>` with the native text inside."""
    for pair in reversed(list(root.iter("{*}g"))):
        name = pair.get("id") or ""
        start = etree.Element(f"{{{NAMESPACE}}}bpt", {"id": name, "rid": name})
        end = etree.Element(f"{{{NAMESPACE}}}ept", {"id": f"{name}e", "rid": name})
        start.text, end.text = pair.get("equiv-text"), "</>"
        start.tail, end.tail = pair.text, pair.tail
        parent = pair.getparent()
        assert parent is not None
        place, inside = parent.index(pair), list(pair)
        parent.remove(pair)
        for code in reversed((start, *inside, end)):
            parent.insert(place, code)


def _placeholders(root: Element) -> None:
    """Every `<x/>` becomes `<ph>` with the native text inside."""
    for code in list(root.iter("{*}x")):
        code.tag = f"{{{NAMESPACE}}}ph"
        code.text = code.get("equiv-text")
        code.attrib.pop("equiv-text", "")


def _all_otherwise(root: Element) -> None:
    _paired(root)
    _placeholders(root)


def _marked(root: Element) -> None:
    """Each unit is one segment: a `<seg-source>` beside the source, and `<mrk>` in it and in the target."""
    for unit in root.iter("{*}trans-unit"):
        source, *targets = [child for child in unit if local_name(child) in ("source", "target")]
        segmented = deepcopy(source)
        segmented.tag = f"{{{NAMESPACE}}}seg-source"
        source.addnext(segmented)
        segmented.tail = None
        for element in (segmented, *(target for target in targets if target.text or len(target))):
            mark = etree.Element(f"{{{NAMESPACE}}}mrk", {"mtype": "seg", "mid": "1"})
            mark.text, element.text = element.text, None
            mark.extend(list(element))
            element.append(mark)


def _split(root: Element) -> None:
    """As `_marked`, but what stands before the first blank of a text is a segment of its own."""
    _marked(root)
    for mark in list(root.iter("{*}mrk")):
        text = mark.text or ""
        if " " not in text.strip():
            continue
        first = etree.Element(f"{{{NAMESPACE}}}mrk", {"mtype": "seg", "mid": "0"})
        first.text, _, mark.text = text.partition(" ")
        first.tail = " "
        mark.addprevious(first)


def _grouped(root: Element) -> None:
    for body in root.iter("{*}body"):
        outer = etree.SubElement(body, f"{{{NAMESPACE}}}group", {"id": "g1", "resname": "all"})
        inner = etree.SubElement(outer, f"{{{NAMESPACE}}}group", {"id": "g2"})
        inner.extend(children(body, "trans-unit"))


def _noted(root: Element) -> None:
    for unit in root.iter("{*}trans-unit"):
        etree.SubElement(unit, f"{{{NAMESPACE}}}note", {"from": "Ana"}).text = "¿En serio?"
    for unit in root.iter("{*}unit"):
        notes = unit.find("{*}notes")
        if notes is None:
            notes = etree.Element(f"{{{xliff2_tools.CORE}}}notes")
            unit.insert(0, notes)
        etree.SubElement(notes, f"{{{xliff2_tools.CORE}}}note", {"category": "comment"}).text = "¿En serio?"


def _original(change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """Another name of the document in `original`."""

    def rename(root: Element) -> None:
        for file in root.iter("{*}file"):
            file.set("original", change(file.get("original") or ""))

    return changed(rename)


def _toolkit(data: bytes) -> bytes:
    """As translate-toolkit parses and writes it."""
    return bytes(xliff.xlifffile.parsestring(data))  # type: ignore[no-untyped-call]


_EITHER = (
    rewrite("as it was"),
    rewrite("header in another order", attributes_on_lines),
    *ENCODINGS,
    rewrite("UTF-16", utf16),
    rewrite(_OWN, attributes_dropped("digest"), name="lm:digest"),
    rewrite(_OWN, attributes_dropped("native"), Lost.CODES, name="lm:native"),
    rewrite(_OWN, attributes_dropped("handoff"), name="lm:handoff"),
    rewrite(_OWN, attributes_dropped("original"), name="original"),
    rewrite(_OWN, attributes_dropped("lang"), name="xml:lang"),
    rewrite(_OWN, attributes_dropped("space"), name="xml:space"),
    rewrite(_OWN, attributes_dropped("target-language", "trgLang"), name="target language"),
    rewrite(_OWN, attributes_dropped("state-qualifier", "subState"), name="state-qualifier"),
    rewrite("units renumbered", changed(_units_renumbered)),
    rewrite("comments inside", changed(remarks_between)),
    rewrite("notes of the translator", changed(_noted)),
    rewrite("foreign namespaces", changed(foreign_marks)),
    rewrite("another prefix", other_prefix),
    *(rewrite("language spelled otherwise", _in_language(one), name=one) for one in LANGUAGES),
    rewrite("file and folder renamed", _original(lambda name: f"C:\\Work\\{name}".replace("/", "\\")), name="original"),
    *PLACES,
)

XLIFF_REWRITES: tuple[Rewrite, ...] = (
    *_EITHER,
    rewrite("lines wrapped", lambda data: attributes_on_lines(laid_out("trans-unit")(data))),
    rewrite(_OWN, attributes_dropped("resname"), name="resname"),
    rewrite(_OWN, attributes_dropped("equiv-text"), name="equiv-text"),
    rewrite(_OWN, attributes_dropped("ctype"), name="ctype"),
    rewrite(_OWN, attributes_dropped("datatype"), name="datatype"),
    # A text without a state is finished in XLIFF 1.2, as most editors write none, and unfinished in XLIFF 2.
    rewrite(_OWN, attributes_dropped("state", "state-qualifier"), Lost.DRAFTS, name="state"),
    rewrite(_OWN, attributes_dropped("approved"), name="approved"),
    rewrite(_OWN, elements_dropped("alt-trans"), name="alt-trans"),
    rewrite(_OWN, elements_dropped("note"), name="notes"),
    rewrite(
        "all own marks dropped",
        lambda data: attributes_dropped(
            "digest", "native", "handoff", "resname", "equiv-text", "ctype", "approved", "space"
        )(elements_dropped("alt-trans", "note")(data)),
        Lost.CODES,
    ),
    rewrite("laid out anew", laid_out("xliff", "file", "body", "trans-unit")),
    rewrite("units in another order", turned("trans-unit", within="body")),
    rewrite("codes renumbered", changed(_codes_renumbered)),
    rewrite("pairs as two codes", changed(_paired)),
    rewrite("single codes otherwise", changed(_placeholders)),
    rewrite("pairs as two codes", changed(_all_otherwise), name="and single codes"),
    rewrite("segments marked", changed(_marked)),
    rewrite("segments split", changed(_split)),
    rewrite("units in groups", changed(_grouped)),
    rewrite("saved by other libraries", _toolkit, name="translate-toolkit"),
)

XLIFF2_REWRITES: tuple[Rewrite, ...] = (
    *_EITHER,
    rewrite("lines wrapped", lambda data: attributes_on_lines(laid_out("unit")(data))),
    rewrite(_OWN, attributes_dropped("state", "subState"), Lost.FINISHED, Lost.APPROVAL, name="state"),
    rewrite(_OWN, xliff2_tools.REWRITES["no names"], name="name"),
    rewrite(_OWN, xliff2_tools.REWRITES["no hints"], Lost.CODES, name="hints of codes"),
    rewrite(_OWN, xliff2_tools.REWRITES["no native text"], name="native text of codes"),
    rewrite(_OWN, xliff2_tools.REWRITES["no modules"], Lost.CODES, name="matches and metadata"),
    rewrite(_OWN, xliff2_tools.REWRITES["no notes"], name="notes"),
    rewrite(
        "all own marks dropped",
        lambda data: xliff2_tools.REWRITES["no names"](
            xliff2_tools.REWRITES["no modules"](
                xliff2_tools.REWRITES["no notes"](
                    xliff2_tools.REWRITES["no hints"](xliff2_tools.REWRITES["our attributes dropped"](data))
                )
            )
        ),
        Lost.CODES,
    ),
    rewrite("laid out anew", xliff2_tools.REWRITES["laid out"]),
    rewrite("units in another order", turned("unit", within="file")),
    rewrite("codes renumbered", xliff2_tools.REWRITES["codes renumbered"]),
    rewrite("pairs as two codes", xliff2_tools.REWRITES["pairs apart"]),
    rewrite("segments marked", xliff2_tools.REWRITES["in annotations"]),
    rewrite("segments split", xliff2_tools.REWRITES["cut into segments"]),
    rewrite("units in groups", xliff2_tools.REWRITES["grouped and turned"]),
    rewrite("another version", xliff2_tools.REWRITES["version 2.2"]),
)
