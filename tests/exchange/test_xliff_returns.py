"""XLIFF as tools leave it: renumbered, other elements, our marks gone, a unit twice, one missing, a source edited."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

import pytest

from locmem.errors import InputErrors
from locmem.exchange.correspondence import in_codes_of, is_same_source, swapped_parts
from locmem.exchange.decision import Outcome
from locmem.exchange.outgoing import visible
from locmem.formats import xliff12
from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.model.translation import State
from tests.exchange.desk import RETURNS, Desk

IF = "Hi **{{ticket.name}}**, {% if ticket.a %}one{% elsif ticket.b %}two{% else %}many{% endif %} &amp; `x`."


def unit_of(source: str, target: str = "") -> xliff12.XliffUnit:
    data = (
        '<xliff version="1.2"><file original="a.md" datatype="x-markdown"><body><trans-unit id="u">'
        f"<source>{source}</source><target>{target}</target></trans-unit></body></file></xliff>"
    )
    [file] = xliff12.read(data.encode(), "a.xlf")
    return file.units[0]


def written(source: str) -> str:
    """The `<source>` that locmem writes for a Markdown text."""
    content = visible(protect.parse(source, Syntax.MARKDOWN))
    unit = xliff12.XliffUnit(id="u", source=content)
    data = xliff12.write([xliff12.XliffFile(original="a.md", source_locale="en", locale="es", units=(unit,))])
    found = re.search(r"(?s)<source[^>]*>(.*)</source>", data.decode())
    assert found
    return found[1]


OURS = written(IF)


def other_elements(text: str) -> str:
    """Codes as tools write them that know no `<g>` and no `<x>`."""
    pair = r'<bpt id="\1" rid="\1">&lt;\1&gt;</bpt>\2<ept id="\1e" rid="\1">&lt;/\1&gt;</ept>'
    text = re.sub(r'<g id="(\d+)"[^>]*>(.*?)</g>', pair, text)
    single = r'<(?:x|bx|ex) id="([^"]+)"(?: ctype="[^"]*")?(?: equiv-text="([^"]*)")?(?: rid="\d+")?/>'
    return re.sub(single, r'<ph id="\1">\2</ph>', text)


def exchanged(text: str) -> str:
    one, other = "{% elsif ticket.b %}", "{% else %}"
    return text.replace(one, "@").replace(other, one).replace("@", other)


Change = Callable[[str], str]

SAME: dict[str, Change] = {
    "as it was": lambda text: text,
    "laid out": lambda text: "\n      " + text.replace(" ", "\n  ") + "\n",
    "numbers shifted": lambda text: re.sub(r'\b(r?id)="(\d+)', lambda one: f'{one[1]}="{int(one[2]) + 10}', text),
    "named": lambda text: re.sub(r'\b(r?id)="(\d+)', r'\1="tag\2', text),
    "other elements": other_elements,
    "no shown text": lambda text: re.sub(r' equiv-text="[^"]*"', "", text),
    "entities": lambda text: text.replace("&amp;", "&#38;").replace("one", "&#x6f;ne"),
    "in marks": lambda text: f'<mrk mtype="seg" mid="1">{text}</mrk>',
}

EDITED: dict[str, Change] = {
    "a word": lambda text: text.replace("many", "most"),
    "a sign": lambda text: text.replace(".", "!"),
    "a code taken out": lambda text: re.sub(r"<x id=\"\d+\"[^>]*/>", "", text, count=1),
    "a code added": lambda text: text + '<x id="77"/>',
    "a code moved": lambda text: text.replace("Hi ", "", 1).replace(", ", ", Hi ", 1),
    "a tag rewritten": lambda text: text.replace("{% elsif ticket.b %}", "{% elsif ticket.c %}"),
    "a mark rewritten": lambda text: text.replace('equiv-text="**"', 'equiv-text="*"'),
    "two middles exchanged": exchanged,
}


@pytest.mark.parametrize("how", SAME)
def test_a_source_that_a_tool_wrote_anew_is_the_same_and_says_what_its_codes_are(how: str) -> None:
    content = protect.parse(IF, Syntax.MARKDOWN)
    changed = SAME[how](OURS)
    unit = unit_of(changed, changed)
    assert is_same_source(visible(content), unit.source, unit.spellings)
    assert unit.target is not None
    target = in_codes_of(content, unit.source, unit.target)
    assert target.codes == content.codes
    assert swapped_parts(content, target) == ""


@pytest.mark.parametrize("how", EDITED)
def test_a_source_that_somebody_edited_is_not_the_same(how: str) -> None:
    changed = EDITED[how](OURS)
    assert changed != OURS
    unit = unit_of(changed)
    assert not is_same_source(visible(protect.parse(IF, Syntax.MARKDOWN)), unit.source, unit.spellings)


def test_codes_the_source_does_not_have_are_nobodys_and_moved_branches_are_seen() -> None:
    content = protect.parse(IF, Syntax.MARKDOWN)
    middles = re.findall(r'<x id="\d+-m\d"[^>]*/>', OURS)
    swapped = OURS.replace(middles[0], "@").replace(middles[1], middles[0]).replace("@", middles[1])
    unit = unit_of(OURS, swapped + '<x id="77"/><g id="1">more</g>')
    assert unit.target is not None
    target = in_codes_of(content, unit.source, unit.target)
    assert swapped_parts(content, target) == "{% if ticket.a %}"
    assert [code.id for code in target.codes if code not in content.codes] == [5]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The changed lamp has ", "The changed lamp had "),
        ('<x id="3" ctype="x-liquid" equiv-text="{{ market.name }}"/>', "Spain"),
    ],
)
def test_only_the_unit_whose_source_was_edited_is_rejected(desk: Desk, old: str, new: str) -> None:
    desk.hand_off("xliff")
    for name in ("changed", "untouched"):
        desk.translator.change(f" {name} page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    unit = re.search(r"(?s)<trans-unit(?:(?!</trans-unit>).)* changed page.*?</trans-unit>", text)
    assert unit
    head, end, tail = unit[0].partition("</source>")
    edited = re.sub(r"(<source[^>]*>)(.*)", lambda one: one[1] + one[2].replace(old, new), head) + end + tail
    assert edited != unit[0]
    file.write_text(text.replace(unit[0], edited), "utf-8")
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, found.why) == (Outcome.REJECTED, "the source text was edited in the file")
    assert desk.decision(result, "untouched").outcome is Outcome.ACCEPTED


def bare(file: Path) -> None:
    """Takes our marks out, as tools do that know no foreign attributes."""
    text = re.sub(r' (?:xmlns:lm|lm:\w+)="[^"]*"', "", file.read_text("utf-8"))
    file.write_text(text, "utf-8")


def test_a_file_without_our_marks_is_known_by_what_it_holds(desk: Desk) -> None:
    desk.hand_off("po")
    first = desk.translator.file
    first.unlink()
    first.parent.rmdir()
    desk.hand_off_again("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    bare(desk.translator.file)
    assert desk.bring_back().counts["accepted"] == 1
    assert desk.bring_back().counts["unchanged"] == len(RETURNS)


def test_a_file_without_our_marks_that_two_handoffs_sent_asks_which(desk: Desk) -> None:
    one = desk.hand_off("xliff")
    desk.translator.file.unlink()
    two = desk.hand_off_again("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    bare(desk.translator.file)
    with pytest.raises(InputErrors, match=rf"it may be of {one.id}, {two.id}\. .*--handoff {two.id}"):
        desk.bring_back()
    assert desk.bring_back(handoff=one.id).counts["accepted"] == 1
    assert [unit.returned for unit in desk.manifest.units] == [""] * len(RETURNS)


def test_a_file_without_our_marks_of_segments_nobody_sent_is_refused(desk: Desk) -> None:
    desk.hand_off("xliff")
    file = desk.translator.file
    bare(file)
    file.write_text(file.read_text("utf-8").replace("<trans-unit id=", '<trans-unit id="other" resname=', 1), "utf-8")
    file.write_text(re.sub(r'(resname="[^"]*") resname="[^"]*"', r"\1", file.read_text("utf-8")), "utf-8")
    file.write_text(re.sub(r"(<source[^>]*>)", r"\1Nobody's ", file.read_text("utf-8"), count=1), "utf-8")
    with pytest.raises(InputErrors, match="no handoff known here sent these segments"):
        desk.bring_back()


def test_a_handoff_named_against_what_the_file_says_is_refused(desk: Desk) -> None:
    desk.hand_off("xliff")
    with pytest.raises(InputErrors, match="--handoff names another"):
        desk.bring_back(handoff="another")


def test_the_answer_to_a_changed_source_needs_the_source_that_was_sent(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    desk.change_source()
    bare(desk.translator.file)
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, bool(found.aside)) == (Outcome.OUTDATED, True)
    assert "posee" in next(one.returned for one in desk.manifest.conflicts if one.occurrence == found.occurrence)


@pytest.mark.parametrize("name", ["C:\\work\\articles\\work.md", "/srv/in/articles/work.md", "work.md"])
def test_a_document_that_a_tool_names_with_its_folders_is_known(desk: Desk, name: str) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    file = desk.translator.file
    file.write_text(file.read_text("utf-8").replace('original="articles/work.md"', f'original="{name}"'), "utf-8")
    assert desk.bring_back().counts["accepted"] == 1


def test_a_language_in_capitals_is_the_same_language(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    file = desk.translator.file
    file.write_text(file.read_text("utf-8").replace('target-language="es"', 'target-language="ES"'), "utf-8")
    assert desk.bring_back().counts["accepted"] == 1


@pytest.mark.parametrize("is_same", [True, False])
def test_a_unit_that_stands_in_the_file_twice_concerns_itself_only(desk: Desk, is_same: bool) -> None:
    desk.hand_off("xliff")
    for name in ("changed", "untouched"):
        desk.translator.change(f" {name} page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    [unit] = [one for one in re.findall(r"(?s)<trans-unit\b.*?</trans-unit>", text) if " changed page" in one]
    copy = unit if is_same else unit.replace("posee", "dispone de")
    file.write_text(text.replace("</body>", f"{copy}</body>"), "utf-8")
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert found.outcome is (Outcome.ACCEPTED if is_same else Outcome.CONFLICT)
    assert is_same or "more than once" in found.why
    assert desk.decision(result, "untouched").outcome is Outcome.ACCEPTED
    assert result.total == len(RETURNS)


def test_copies_of_a_unit_count_as_the_least_finished_one(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee")
    file = desk.translator.file
    text = file.read_text("utf-8")
    [unit] = [one for one in re.findall(r"(?s)<trans-unit\b.*?</trans-unit>", text) if " changed page" in one]
    copy = unit.replace('state="translated"', 'state="needs-review-translation"')
    file.write_text(text.replace("</body>", f"{copy}</body>"), "utf-8")
    found = desk.decision(desk.bring_back(), "changed")
    assert (found.outcome, found.is_doubtful, desk.entry("changed").state) == (Outcome.ACCEPTED, True, State.DRAFT)


def test_one_of_many_segments_may_be_missing_where_the_file_was_not_cut(desk: Desk) -> None:
    body = "\n\n".join(f"Sentence number {number} of the page." for number in range(12))
    desk.shop.write("content/articles/many.md", f"---\ntitle: Many\nslug: many\n---\n\n{body}\n")
    desk.shop.run()
    desk.hand_off("xliff")
    file = next(one for one in desk.files if "many" in one.name)
    units = re.findall(r"(?s) *<trans-unit\b.*?</trans-unit>\n", file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace(units[5], ""), "utf-8")
    result = desk.bring_back([file])
    assert (result.counts["missing"], len(result.needs_attention)) == (1, 1)
    file.write_text(file.read_text("utf-8").replace(units[6], ""), "utf-8")
    with pytest.raises(InputErrors, match="2 of 13 segments that were sent are missing"):
        desk.bring_back([file])


ASKED = {
    "in our name, as Lokalize does": ("</trans-unit>", '<note from="locmem" priority="5">Is this a shop?</note>'),
    "in our name": ("</trans-unit>", '<note from="locmem" annotates="target">Is this a shop?</note>'),
    "in nobody's name": ("</trans-unit>", "<note>Is this a shop?</note>"),
    "in a mark of the standard": ("</target>", '<mrk mtype="comment" comment="Is this a shop?"/>'),
    "in a mark of Trados": ("</target>", '<mrk mtype="x-sdl-comment" xmlns:s="{sdl}" s:cid="c1"/>'),
    "in memoQ": (
        "</trans-unit>",
        '<m:comments xmlns:m="MQXliff"><m:comment>Is this a shop?</m:comment><m:comment deleted="true">No</m:comment>'
        "</m:comments>",
    ),
}
SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
DEFINED = (
    f'<doc-info xmlns="{SDL}"><cmt-defs><cmt-def id="c1"><Comments xmlns=""><Comment severity="Low">Is this a shop?'
    '</Comment></Comments></cmt-def><cmt-def id="c2"><Comments xmlns=""><Comment>All of it?</Comment></Comments>'
    "</cmt-def></cmt-defs></doc-info>"
)


@pytest.mark.parametrize(("where", "asked"), ASKED.values(), ids=ASKED)
def test_a_question_is_told_and_kept_wherever_a_tool_puts_it(desk: Desk, where: str, asked: str) -> None:
    desk.hand_off("xliff")
    file = desk.translator.file
    before, at, behind = file.read_text("utf-8").replace("<file ", f"{DEFINED}<file ", 1).rpartition(where)
    file.write_text(f"{before}{asked.format(sdl=SDL)}{at}{behind}", "utf-8")
    result = desk.bring_back()
    assert [one.remarks for one in desk.shop.pair("articles/work.md").catalog.entries if one.remarks] == [
        ("Is this a shop?",)
    ]
    assert "Is this a shop?" in "\n".join(result.notes)


@pytest.mark.parametrize("format_", ["xliff", "xliff2"])
@pytest.mark.parametrize("indent", ["\t", "  "], ids=["tabs", "blanks"])
def test_a_file_that_a_script_indented_has_the_texts_it_had(desk: Desk, format_: str, indent: str) -> None:
    desk.hand_off(format_)
    for name in RETURNS:
        desk.translator.change(f" {name} page", "tiene", "posee")
    file = desk.translator.file
    file.write_text(minidom.parse(str(file)).toprettyxml(indent), "utf-8")
    assert desk.bring_back().counts["accepted"] == len(RETURNS)
    for name in RETURNS:
        assert desk.entry(name).target == desk.draft(name).replace("tiene", "posee")


@pytest.mark.parametrize("format_", ["xliff", "xliff2", "po"])
def test_what_is_noted_on_a_whole_file_is_told(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    file = desk.translator.file
    told = {
        "xliff": ("<body>", f'<header><note>All of it?</note><cmt xmlns="{SDL}" id="c2"/></header><body>'),
        "xliff2": ("<unit ", "<notes><note>All of it?</note></notes><unit "),
        "po": ('msgid ""', '# All of it?\n# Ana Gil <ana@gil.es>, 2026.\n#\nmsgid ""'),
    }
    text = file.read_text("utf-8").replace("<file ", f"{DEFINED}<file ", 1)
    file.write_text(text.replace(*told[format_], 1), "utf-8")
    notes = [note for note in desk.bring_back().notes if "whole file" in note]
    times = 2 if format_ == "xliff" else 1
    assert notes == [f"{file}: note from the translator on the whole file: All of it?"] * times
