"""XLIFF 2 as translators' tools need it: exact text, valid files, states that mean what they say, any tool's layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff2 as toolkit

from locmem.errors import InputErrors
from locmem.formats import xliff2
from locmem.formats.xliff2_segments import STATES
from locmem.formats.xliff12 import XliffFile, XliffUnit
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, inline, plain
from locmem.model.translation import OriginKind, State
from tests.formats.schematron import broken_rules
from tests.formats.test_xliff12 import BOLD, CONTENT, IF, LINK, NAME, TEXT, code, essence, markdown
from tests.formats.xliff2_constraints import SUITES, faults, schema
from tests.formats.xliff2_tools import REWRITES

CORE = {"x": "urn:oasis:names:tc:xliff:document:2.0"}


def file_of(*units: XliffUnit, locale: str = "es") -> XliffFile:
    return XliffFile(original="articles/refunds.md", source_locale="en", locale=locale, units=units)


def read_one(body: str, *, version: str = "2.0", namespace: str = CORE["x"], around: str = "{}") -> XliffUnit:
    declared = f' xmlns="{namespace}"' if namespace else ""
    content = around.format(body)
    text = f'<xliff version="{version}"{declared} srcLang="en" trgLang="es"><file id="f">{content}</file></xliff>'
    [file] = xliff2.read(text.encode(), "a.xlf")
    [unit] = file.units
    return unit


NAMES = st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True)
UNITS = st.builds(
    XliffUnit,
    id=NAMES,
    name=TEXT,
    source=CONTENT,
    target=st.none() | CONTENT.filter(lambda content: bool(essence(content))),
    state=st.sampled_from(["initial", "translated", "reviewed", "final"]),
    qualifier=st.sampled_from(["", "lm:mt"]),
    is_locked=st.booleans(),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    digest=TEXT,
    native=TEXT,
    previous_source=TEXT,
    previous_target=TEXT,
    percent=st.integers(0, 100),
)
FILES = st.builds(
    XliffFile,
    original=TEXT,
    source_locale=st.just("en"),
    locale=st.just("pt-BR"),
    units=st.lists(UNITS, min_size=1, max_size=4, unique_by=lambda unit: unit.id).map(tuple),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    properties=st.dictionaries(st.sampled_from(["handoff", "sent"]), TEXT).map(lambda found: tuple(found.items())),
)

WORDS = st.text(st.sampled_from("aé界 .,<&>'\"\u200f"), max_size=6)
PIECES = {
    "pair": st.builds(lambda word: [BOLD[0], word, BOLD[1]], WORDS),
    "pairs in a pair": st.builds(lambda word: [BOLD[0], word, LINK[0], "x", LINK[1], BOLD[1]], WORDS),
    "link": st.builds(lambda word: [LINK[0], word, LINK[1]], WORDS),
    "crossing": st.builds(lambda word: [BOLD[0], word, LINK[0], "x", BOLD[1], LINK[1]], WORDS),
    "variable": st.just([NAME]),
    "block": st.builds(lambda word: [IF[0], word, IF[1], "b", IF[2], word, IF[3]], WORDS),
    "half": st.just([code(5, CodeRole.CLOSE, CodeType.ITALIC, "*")]),
}


CODES = {
    "pair": {1},
    "pairs in a pair": {1, 2},
    "link": {2},
    "crossing": {1, 2},
    "variable": {3},
    "block": {4},
    "half": {5},
}
"""The numbers of the codes of each piece; a source has each of them once."""


@st.composite
def texts(draw: st.DrawFn) -> tuple[Inline, Inline]:
    """A source as a page has it, and a target with other words, the same codes in another order, and some twice."""
    chosen: list[str] = []
    for kind in draw(st.lists(st.sampled_from(sorted(PIECES)), max_size=4, unique=True)):
        if not any(CODES[kind] & CODES[other] for other in chosen):
            chosen.append(kind)
    copied = draw(st.lists(st.sampled_from(chosen), max_size=1)) if chosen else []
    return draw(_content(chosen)), draw(_content(draw(st.permutations([*chosen, *copied]))))


@st.composite
def _content(draw: st.DrawFn, kinds: Sequence[str]) -> Inline:
    parts = [part for kind in kinds for part in (draw(WORDS), *draw(PIECES[kind]))]
    return inline([*parts, draw(WORDS), "."], Syntax.MARKDOWN)


def exact(content: Inline | None) -> list[object]:
    """What must survive: text as it is read, and number, role and spelling of each code."""
    if content is None:
        return []
    parts = [part.text if isinstance(part, Code) and part.is_text else part for part in content.parts]
    joined = inline(parts, content.syntax).parts
    return [part if isinstance(part, str) else (part.id, part.role, part.original) for part in joined]


def comparable(file: XliffFile) -> tuple[XliffFile, list[list[list[object]]]]:
    contents = [[exact(unit.source), exact(unit.target)] for unit in file.units]
    units = tuple(
        replace(unit, source=plain(""), target=None, previous_source=unit.previous_source * bool(unit.previous_target))
        for unit in file.units
    )
    return replace(file, units=units), contents


@given(st.lists(FILES, min_size=1, max_size=2))
def test_what_is_written_is_read_back_and_fits_the_schema(files: list[XliffFile]) -> None:
    data = xliff2.write(files)
    assert [comparable(file) for file in xliff2.read(data, "a.xlf")] == [comparable(file) for file in files]
    assert xliff2.write(files) == data
    schema().assertValid(etree.fromstring(data))


@given(texts(), st.sampled_from(sorted(STATES)))
def test_what_is_written_keeps_what_the_schema_cannot_say(pair: tuple[Inline, Inline], state: str) -> None:
    source, target = pair
    file = file_of(
        XliffUnit(id="u", source=source, target=target, state=state, qualifier="lm:fuzzy", notes=("one", "two")),
        XliffUnit(id="v", source=source, state="initial", previous_source="old", previous_target="viejo", percent=87),
    )
    root = etree.fromstring(xliff2.write([file]))
    schema().assertValid(root)
    assert faults(root) == ()
    assert broken_rules(xliff2.write([file])) == ()
    [read] = xliff2.read(xliff2.write([file]), "a.xlf")
    assert comparable(read)[1] == comparable(file)[1]


@given(texts(), st.sampled_from(sorted(REWRITES)))
def test_texts_and_codes_survive_what_tools_make_of_a_file(pair: tuple[Inline, Inline], how: str) -> None:
    source, target = pair
    unit = XliffUnit(id="u", name="paragraph#u", source=source, target=target, state="translated", digest="d")
    [file] = xliff2.read(REWRITES[how](xliff2.write([file_of(unit)])), "a.xlf")
    [read] = file.units
    assert (read.id, read.state, read.misplaced) == ("u", "translated", "")
    assert in_order(read.source, read.target) == in_order(source, target)
    if how not in ("no native text", "no hints"):
        assert [one.original for one in read.source.codes] == [one.original for one in source.codes]


def in_order(source: Inline, target: Inline | None) -> list[object]:
    """Texts and codes of both sides, the codes numbered in the order in which they appear; ends of a pair are one."""
    assert target is not None
    numbers: dict[object, int] = {}
    found: list[object] = []
    for part in (*source.parts, "|", *target.parts):
        if isinstance(part, str):
            found.append(part)
        else:
            is_end = part.role in (CodeRole.OPEN, CodeRole.CLOSE)
            # Which middle it is says its name where it was read, and its text where it was made.
            key = part.id if is_end else (part.identity if part.type.value == "unknown" else (part.id, part.original))
            found.append((numbers.setdefault(key, len(numbers)), part.role in (CodeRole.OPEN, CodeRole.CLOSE)))
    return found


@pytest.mark.parametrize("suite", ["core/valid", "core/invalid"])
def test_the_constraints_are_those_of_the_standard(suite: str) -> None:
    folder = SUITES / "oasis-2.1" / "test-suite" / suite
    if not folder.is_dir():
        pytest.skip("the suite of the standard is not here")
    broken = 0
    for path in sorted(folder.glob("*.xlf")):
        try:
            root = etree.parse(path).getroot()
        except etree.XMLSyntaxError:
            continue
        if suite == "core/valid":
            assert faults(root) == (), path.name
        broken += bool(faults(root))
    assert suite == "core/valid" or broken > 30


@pytest.mark.parametrize(("suite", "least", "most"), [("core/valid", 0, 6), ("core/invalid", 65, 119)])
def test_the_rules_of_the_standard_find_what_its_suite_breaks(suite: str, least: int, most: int) -> None:
    folder = SUITES / "oasis-2.1" / "test-suite" / suite
    if not folder.is_dir():
        pytest.skip("the suite of the standard is not here")
    found = 0
    for path in sorted(folder.glob("*.xlf")):
        try:
            etree.parse(path)
        except etree.XMLSyntaxError:
            continue
        found += bool(broken_rules(path.read_bytes()))
    assert least <= found <= most


def test_translate_toolkit_reads_the_same_words() -> None:
    units = [
        XliffUnit(id=f"k{number}", source=plain(f"Press {number}."), target=plain(f"Pulse «{number}»."), state="final")
        for number in range(3)
    ]
    store = toolkit.Xliff2File.parsestring(xliff2.write([file_of(*units)]))  # type: ignore[no-untyped-call]
    read = [(str(unit.source), str(unit.target)) for unit in store.units]
    assert read == [(one.source.text, one.target.text if one.target else "") for one in units]


@pytest.mark.parametrize(
    ("state", "origin", "stale", "name"),
    [
        (State.UNTRANSLATED, OriginKind.NONE, False, ("initial", "")),
        (State.DRAFT, OriginKind.MT, False, ("initial", "lm:mt")),
        (State.DRAFT, OriginKind.TM, False, ("initial", "lm:fuzzy")),
        (State.DRAFT, OriginKind.HUMAN, False, ("initial", "")),
        (State.TRANSLATED, OriginKind.HUMAN, False, ("translated", "")),
        (State.TRANSLATED, OriginKind.TM, False, ("translated", "lm:exact")),
        (State.REVIEWED, OriginKind.HUMAN, False, ("reviewed", "")),
        (State.REVIEWED, OriginKind.HUMAN, True, ("initial", "lm:previous-version")),
    ],
)
def test_states_by_name(state: State, origin: OriginKind, stale: bool, name: tuple[str, str]) -> None:
    assert xliff2.state_name(state, origin, stale) == name
    assert STATES[name[0]] is (state if state.is_confirmed and not stale else State.DRAFT)


@pytest.mark.parametrize(
    ("version", "namespace"),
    [("2.0", CORE["x"]), ("2.1", CORE["x"]), ("2.2", "urn:oasis:names:tc:xliff:document:2.2"), ("2.0", "")],
)
def test_every_version_is_read_with_or_without_namespace(version: str, namespace: str) -> None:
    body = '<unit id="1"><segment state="reviewed"><source>a</source><target>b</target></segment></unit>'
    unit = read_one(body, version=version, namespace=namespace, around='<group id="g"><group id="h">{}</group></group>')
    assert (unit.target, unit.state) == (plain("b"), "reviewed")


def test_a_segment_without_a_state_is_initial() -> None:
    unit = read_one('<unit id="1"><segment><source>a</source><target>b</target></segment></unit>')
    assert (unit.state, unit.target) == ("initial", plain("b"))


def test_white_space_is_exact_whatever_the_file_says_about_it() -> None:
    unit = read_one('<unit id="1" xml:space="default"><segment><source>  a   b\n   c </source></segment></unit>')
    assert unit.source.native == "  a   b\n   c "


@pytest.mark.parametrize(
    ("around", "own", "locked"),
    [
        ('<group id="g" translate="no">{}</group>', "", True),
        ('<group id="g" translate="no">{}</group>', 'translate="yes"', False),
        ("{}", 'translate="no"', True),
        ("{}", "", False),
    ],
)
def test_what_is_not_to_be_translated_is_inherited(around: str, own: str, locked: bool) -> None:
    body = f'<unit id="1" {own}><segment><source>a</source></segment></unit>'
    assert read_one(body, around=around).is_locked is locked


def test_notes_are_read_wherever_a_tool_put_them() -> None:
    unit = read_one(
        '<unit id="1"><notes><note category="locmem">ours</note><note>yours?</note></notes><segment>'
        '<notes><note category="translator">in a segment</note></notes><source>a</source>'
        '<target><mrk id="m" type="comment" value="about b">b</mrk></target></segment></unit>'
    )
    assert unit.remarks == ("about b",)
    assert unit.notes == ("ours", "yours?", "in a segment")


def test_candidates_of_a_tool_are_never_the_target() -> None:
    unit = read_one(
        '<unit id="1"><matches xmlns="urn:oasis:names:tc:xliff:matches:2.0"><match ref="#s"><source>aa</source>'
        "<target>bb</target></match></matches><segment><source>a</source></segment></unit>"
    )
    assert (unit.target, unit.previous_source, unit.previous_target) == (None, "", "")


def test_every_problem_is_told_with_its_unit() -> None:
    text = (
        f'<xliff version="2.0" xmlns="{CORE["x"]}" srcLang="en"><file id="f">\n'
        '<unit id="1"><segment><source>a</source></segment></unit>\n<unit id="1"><segment><source>b</source></segment>'
        '</unit>\n<unit><segment><source>c</source></segment></unit>\n<unit id="2"/>\n</file></xliff>'
    )
    with pytest.raises(InputErrors) as caught:
        xliff2.read(text.encode(), "a.xlf")
    told = [(problem.location.line, problem.location.key) for problem in caught.value.problems]
    assert told == [(3, "1"), (4, ""), (5, "2")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<xliff version="1.2"/>', "this is XLIFF 1.2, not 2."),
        ("<html/>", "this is <html>"),
        ('<xliff version="2.0"/>', "there is no <file>"),
    ],
)
def test_what_is_no_xliff_2_is_refused(text: str, told: str) -> None:
    with pytest.raises(InputErrors, match=told):
        xliff2.read(text.encode(), "a.xlf")


def test_texts_xml_cannot_hold_are_named_all_at_once() -> None:
    units = [XliffUnit(id=f"k{number}", source=plain(f"a{character}")) for number, character in enumerate("\x01b\x02")]
    with pytest.raises(InputErrors) as caught:
        xliff2.write([file_of(*units)])
    assert [problem.location.key for problem in caught.value.problems] == ["k0", "k2"]


def test_one_document_has_one_pair_of_languages() -> None:
    with pytest.raises(ValueError, match="one source and one target language"):
        xliff2.write([file_of(), file_of(locale="fr")])


def test_a_file_cut_at_any_byte_is_refused() -> None:
    unit = XliffUnit(id="u", source=markdown("Press ", *BOLD), target=markdown("Pulse ", *BOLD), state="translated")
    data = xliff2.write([file_of(unit)])
    for end in range(len(data) - 1):
        if data[:end].rstrip().endswith(b"</xliff>"):
            continue
        with pytest.raises(InputErrors):
            xliff2.read(data[:end], "a.xlf")
