"""Findings in catalogs lead to the line of the translation, whoever saved the file."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest

from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Rewording, Severity, with_fixes
from locmem.model.translation import State
from locmem.workspace.catalog_lines import CatalogText, with_lines
from tests.pipelines.shop import Shop

PATH = "content/translations/es/articles/paying.md.po"


def finding(key: str, path: str = PATH, line: int = 0) -> Finding:
    place = Location(path=path, line=line, key=key)
    return Finding(check="stale", gate=Gate.RELEASE, severity=Severity.ERROR, location=place, what="It is old.")


def lines_of(shop: Shop, *findings: Finding) -> list[int]:
    return [one.location.line for one in with_lines(shop.open(), findings)]


@pytest.mark.parametrize("saved", ["ours", "msgcat", "CRLF"])
def test_each_entry_is_found_on_its_line(shop: Shop, saved: str) -> None:
    file = shop.root / PATH
    if saved == "msgcat":
        if not shutil.which("msgcat"):
            pytest.skip("gettext is not installed")
        subprocess.run(["msgcat", "--width=40", "-o", str(file), str(file)], check=True)
    elif saved == "CRLF":
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    pair = shop.pair("articles/paying.md")
    text = file.read_text("utf-8").splitlines()
    for entry in pair.catalog.entries:
        [line] = lines_of(shop, finding(pair.key(entry)))
        before = text[: line - 1]
        # Where a program breaks lines, the words begin on the next one.
        assert f'"{entry.target[:5]}' in text[line - 1]
        assert [one for one in before if one.startswith("msgctxt")][-1].endswith(f'#{entry.occurrence}"')


def test_what_stands_nowhere_has_no_line_and_what_has_one_keeps_it(shop: Shop) -> None:
    gone = finding("articles/paying.md#zzzzzz")
    elsewhere = finding("articles/paying.md#zzzzzz", "content/articles/paying.md")
    assert lines_of(shop, gone, elsewhere, finding("articles/paying.md#zzzzzz", line=3)) == [0, 0, 3]
    shop.remove(PATH)
    assert lines_of(shop, gone) == [0]


def test_reports_of_a_check_have_the_line_and_the_key(shop: Shop) -> None:
    source = shop.entry("Good to know").source
    shop.translate("es", {source: "Conviene  saber"})
    [found] = [one for one in shop.check().findings if one.check == "double-space"]
    key = shop.key("Good to know")
    assert found.key == found.location.key == key
    assert shop.read(PATH).splitlines()[found.location.line - 1] == 'msgstr "Conviene  saber"'
    assert found.told.startswith(f"{key}: ")


def test_a_finding_on_a_whole_catalog_leads_to_the_first_entry_it_speaks_of(shop: Shop) -> None:
    entry = shop.pair("articles/paying.md").catalog.entries[1]
    shop.change_entry(entry.source, "es", replace(entry, target="", state=State.UNTRANSLATED))
    [found] = [one for one in shop.check().findings if one.check == "incomplete" and one.location.path == PATH]
    lines = shop.read(PATH).splitlines()
    assert found.begins == entry.occurrence
    assert lines[found.location.line - 1] == 'msgstr ""'
    assert f'#{entry.occurrence}"' in "".join(lines[found.location.line - 4 : found.location.line])
    assert not found.location.key


def test_a_draft_is_found_where_it_is_marked(shop: Shop) -> None:
    entry = shop.pair("articles/paying.md").catalog.entries[1]
    shop.change_entry(entry.source, "es", replace(entry, state=State.DRAFT))
    [found] = [one for one in shop.check().findings if one.check == "incomplete" and one.location.path == PATH]
    assert shop.read(PATH).splitlines()[found.location.line - 1] == "#, fuzzy"


LONG = """msgstr ""
"Conviene "
"saber y  pagar, \\"pagar\\" "
"y saber\""""


@pytest.mark.parametrize(
    ("what", "mended", "line"),
    [
        ("two blanks.", None, "Conviene"),
        ("“y  pagar” has two blanks.", None, "pagar"),
        ("“pagar” stands twice.", None, "Conviene"),
        ("“nowhere” is not there.", None, "Conviene"),
        ("two blanks.", 'Conviene saber y pagar, "pagar" y saber', "pagar"),
        ("a dot is missing.", 'Conviene saber y  pagar, "pagar" y saber.', '"y saber"'),
    ],
)
def test_of_a_translation_over_several_lines_the_one_that_is_meant(
    shop: Shop, what: str, mended: str | None, line: str
) -> None:
    shop.edit(PATH, 'msgstr "Conviene saber"', LONG)
    rewording = Rewording(old='Conviene saber y  pagar, "pagar" y saber', new=mended) if mended else None
    found = replace(finding(shop.key("Good to know")), what=what, mended=rewording)
    [number] = lines_of(shop, found)
    assert line in shop.read(PATH).splitlines()[number - 1]


def test_an_exception_in_a_catalog_has_the_line_of_its_comment(shop: Shop) -> None:
    place = f'msgctxt "heading#{shop.key("Good to know").partition("#")[2]}"'
    comments = "# A remark.\n# locmem:ok double-space Meant so.\n# locmem:ok no-such-check Meant so.\n"
    text = shop.read(PATH)
    start = text.rindex("\n\n", 0, text.index(place)) + 2
    shop.write(PATH, text[:start] + comments + text[start:])
    lines = shop.read(PATH).splitlines()
    told = {one.check: one.location for one in shop.check().findings if one.check.startswith("exception-")}
    assert {check: lines[at.line - 1] for check, at in told.items()} == {
        "exception-unused": "# locmem:ok double-space Meant so.",
        "exception-invalid": "# locmem:ok no-such-check Meant so.",
    }


def test_a_mistyped_tag_in_a_translation_has_the_line_and_the_key_of_its_entry(shop: Shop) -> None:
    entry = shop.entry("The plan costs {{ company.subscription.price }} a month.")
    shop.edit(
        PATH, "El plan cuesta {{ company.subscription.price }}", "El plan cuesta {{ company.subscription.prise }}"
    )
    # That a code is another says all: what follows from it, a fact that there is not, is told no more.
    [found] = [one for one in shop.check().findings if one.check == "damaged-codes"]
    assert found.location.key.endswith(f"#{entry.occurrence}")
    assert "prise" in shop.read(PATH).splitlines()[found.location.line - 1]


def test_a_target_in_another_charset_has_a_line_and_no_fix(shop: Shop) -> None:
    entry = shop.entry("Good to know")
    mended = Rewording(old=entry.target, new="Conviene saber, ya")
    offered = CatalogText(shop.open(), PATH).fix(entry.occurrence, mended)
    assert offered is not None
    assert with_fixes(shop.read(PATH), [offered]).count("Conviene saber, ya") == 1
    assert CatalogText(shop.open(), PATH).fix("zzzzzz", mended) is None
    text = shop.read(PATH)
    shop.write(PATH, text.replace("charset=UTF-8", "charset=ISO-8859-1"))
    assert CatalogText(shop.open(), PATH).fix(entry.occurrence, mended) is None
    shop.write_bytes(PATH, text.encode("utf-16"))
    file = CatalogText(shop.open(), PATH)
    assert file.fix(entry.occurrence, mended) is None
    assert file.target_line(entry.occurrence) == offered.line + 4
