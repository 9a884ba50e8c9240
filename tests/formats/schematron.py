"""Rules of Schematron (ISO 19757-3, `queryBinding="xslt2"`) run by Saxon: what the standard of XLIFF 2 asks for.

A file of rules becomes a stylesheet: each pattern a mode of its own, each rule a template of it, the first that fits
being the one that counts.  Not supported, because no file of the standard has them: phases, abstract rules, includes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.formats.xliff2_constraints import SUITES

RULES = SUITES / "oasis-2.1" / "schemas"
_SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
_XSLT = "http://www.w3.org/1999/XSL/Transform"


def broken_rules(data: bytes) -> tuple[str, ...]:
    """What a document breaks of the rules of 2.1 for core, matches and metadata, as `file pattern: text`.

    The test is skipped where the rules or Saxon are not there.
    """
    if not RULES.is_dir():
        pytest.skip("the rules of XLIFF 2.1 are not here")
    processor, stylesheets = _compiled()
    document = processor.parse_xml(xml_text=data.decode("utf-8-sig"))
    found: list[str] = []
    for stylesheet in stylesheets:
        said = stylesheet.transform_to_string(xdm_node=document)
        found += [line for line in (said or "").splitlines() if line]
    return tuple(found)


@cache
def _compiled() -> tuple[Any, tuple[Any, ...]]:
    saxon = pytest.importorskip("saxonche")
    processor = saxon.PySaxonProcessor(license=False)
    names = ("xliff_core_2.1.sch", "matches.sch", "metadata.sch")
    return processor, tuple(
        processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=_stylesheet(RULES / name)) for name in names
    )


def _stylesheet(path: Path) -> str:
    # The files of rules are the standard's own, and name their parts by entities.
    parser = etree.XMLParser(load_dtd=True, no_network=True)
    rules = etree.parse(path, parser).getroot()
    names: dict[Any, Any] = {one.get("prefix"): one.get("uri") for one in rules.iter(f"{_SCHEMATRON}ns")}
    names["xsl"] = _XSLT
    sheet = etree.Element(f"{{{_XSLT}}}stylesheet", version="3.0", nsmap=names)
    etree.SubElement(sheet, f"{{{_XSLT}}}output", method="text")
    start = etree.SubElement(sheet, f"{{{_XSLT}}}template", match="/")
    for number, pattern in enumerate(rules.iter(f"{_SCHEMATRON}pattern")):
        mode = f"p{number}"
        every = etree.SubElement(sheet, f"{{{_XSLT}}}mode", name=mode)
        every.set("on-no-match", "shallow-skip")
        etree.SubElement(start, f"{{{_XSLT}}}apply-templates", select="/", mode=mode)
        found = list(pattern.iter(f"{_SCHEMATRON}rule"))
        for place, rule in enumerate(found):
            template = etree.SubElement(sheet, f"{{{_XSLT}}}template", match=rule.get("context"), mode=mode)
            # Of the rules that fit an element the first counts.
            template.set("priority", str(len(found) - place))
            for child in rule:
                _statement(template, child, f"{path.name} {pattern.get('id') or number}")
            etree.SubElement(template, f"{{{_XSLT}}}apply-templates", select="@*|node()", mode=mode)
    return etree.tostring(sheet, encoding="unicode")


def _statement(into: Any, child: Any, where: str) -> None:
    if child.tag == f"{_SCHEMATRON}let":
        etree.SubElement(into, f"{{{_XSLT}}}variable", name=child.get("name"), select=child.get("value"))
    elif child.tag in (f"{_SCHEMATRON}assert", f"{_SCHEMATRON}report"):
        test = child.get("test")
        asked = f"not({test})" if child.tag == f"{_SCHEMATRON}assert" else test
        when = etree.SubElement(into, f"{{{_XSLT}}}if", test=asked)
        text = " ".join("".join(child.itertext()).split())
        etree.SubElement(when, f"{{{_XSLT}}}text").text = f"{where}: {text}\n"
