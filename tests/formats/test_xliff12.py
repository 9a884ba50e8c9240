"""XLIFF 1.2 as translators' tools need it: exact text, codes that survive, states that mean what they say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff

from locmem.errors import InputErrors
from locmem.formats import xliff12
from locmem.formats.xliff12 import STATES, XliffFile, XliffUnit, state_name
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax, inline, plain
from locmem.model.translation import OriginKind, State

SCHEMAS = Path(__file__).parents[2].parent / "shared" / "cases" / "xliff" / "xliff-1.2-xsd"
NAMES = {"x": "urn:oasis:names:tc:xliff:document:1.2"}

OPEN, MIDDLE, CLOSE, SINGLE = CodeRole.OPEN, CodeRole.MIDDLE, CodeRole.CLOSE, CodeRole.SINGLE


def code(number: int, role: CodeRole, kind: CodeType, original: str, text: str = "") -> Code:
    return Code(id=number, role=role, type=kind, original=original, identity=kind.value, text=text)


def markdown(*parts: str | Code) -> Inline:
    return inline(parts, Syntax.MARKDOWN)


def file_of(*units: XliffUnit) -> XliffFile:
    return XliffFile(original="articles/refunds.md", source_locale="en", locale="es", units=units)


def written(source: Inline, target: Inline | None = None) -> str:
    """The `<source>` (or `<target>`) as it stands in the file, without namespaces."""
    root = etree.fromstring(xliff12.write([file_of(XliffUnit(id="1", source=source, target=target))]))
    element = root.find(".//x:target" if target else ".//x:source", NAMES)
    assert element is not None
    inner = (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
    return inner.replace(f' xmlns="{NAMES["x"]}"', "").replace(' xmlns:lm="urn:locmem:xliff:1"', "")


def read_one(body: str, *, version: str = "1.2", namespace: str = NAMES["x"]) -> XliffUnit:
    declared = f' xmlns="{namespace}"' if namespace else ""
    text = (
        f'<xliff version="{version}"{declared} xmlns:sdl="urn:sdl"><file original="a.md" source-language="en" '
        f'target-language="es" datatype="x-markdown"><body>{body}</body></file></xliff>'
    )
    (file,) = xliff12.read(text.encode(), "a.xlf")
    (unit,) = file.units
    return unit


BOLD = (code(1, OPEN, CodeType.BOLD, "**"), code(1, CLOSE, CodeType.BOLD, "**"))
LINK = (code(2, OPEN, CodeType.LINK, "["), code(2, CLOSE, CodeType.LINK, "](/help)"))
NAME = code(3, SINGLE, CodeType.LIQUID, "{{ ticket.id }}")
IF = (
    code(4, OPEN, CodeType.LIQUID, "{% if a %}"),
    code(4, MIDDLE, CodeType.LIQUID, "{% elsif b %}"),
    code(4, MIDDLE, CodeType.LIQUID, "{% else %}"),
    code(4, CLOSE, CodeType.LIQUID, "{% endif %}"),
)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r "),
    max_size=12,
)
CODES = st.builds(
    code,
    st.integers(1, 4),
    st.sampled_from(CodeRole),
    st.sampled_from([kind for kind in CodeType if kind not in (CodeType.SOFT_BREAK, CodeType.ENTITY, CodeType.ESCAPE)]),
    TEXT,
) | st.builds(code, st.just(0), st.just(SINGLE), st.just(CodeType.ENTITY), TEXT, TEXT)
CONTENT = st.lists(TEXT | CODES, max_size=8).map(lambda parts: inline(parts, Syntax.MARKDOWN))
UNITS = st.builds(
    XliffUnit,
    id=TEXT.filter(bool),
    name=TEXT,
    source=CONTENT,
    target=st.none() | CONTENT.filter(lambda content: bool(essence(content))),
    state=st.sampled_from(["needs-translation", "translated", "x-ours"]),
    qualifier=st.sampled_from(["", "leveraged-mt"]),
    approved=st.booleans(),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    digest=TEXT,
    previous_source=TEXT,
    previous_target=TEXT,
)
DOCUMENTS = st.builds(
    XliffFile,
    original=TEXT,
    source_locale=st.just("en"),
    locale=st.sampled_from(["es", "pt-BR"]),
    units=st.lists(UNITS, max_size=4, unique_by=lambda unit: unit.id).map(tuple),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    tools=st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=2, unique_by=lambda tool: tool[0]).map(tuple),
    properties=st.dictionaries(st.sampled_from(["handoff", "sent"]), TEXT).map(lambda found: tuple(found.items())),
)


def essence(content: Inline | None) -> list[object]:
    """What must survive: text as it is read, and number, role and spelling of each code."""
    if content is None:
        return []
    parts = [part.text if isinstance(part, Code) and part.is_text else part for part in content.parts]
    return [
        # An element that holds a pair has no place for what its end looks like.
        part if isinstance(part, str) else (part.id, part.role, "" if part.role is CLOSE else part.original)
        for part in inline(parts, content.syntax).parts
    ]


def comparable(file: XliffFile) -> tuple[XliffFile, list[list[list[object]]]]:
    contents = [[essence(unit.source), essence(unit.target)] for unit in file.units]
    units = tuple(
        replace(unit, source=plain(""), target=None, previous_source=unit.previous_source * bool(unit.previous_target))
        for unit in file.units
    )
    return replace(file, units=units), contents


@given(st.lists(DOCUMENTS, min_size=1, max_size=2))
def test_what_is_written_is_read_back(files: list[XliffFile]) -> None:
    data = xliff12.write(files)
    assert [comparable(file) for file in xliff12.read(data, "a.xlf")] == [comparable(file) for file in files]
    assert xliff12.write(files) == data


def numbered(count: int) -> XliffFile:
    units = [
        XliffUnit(
            id=f"k{number}",
            source=markdown("Press ", BOLD[0], f"{number}", BOLD[1], " for ", NAME),
            target=markdown("Pulse ", BOLD[0], f"«{number}»", BOLD[1], " para ", NAME) if number % 7 else None,
            state="translated" if number % 7 else "needs-translation",
        )
        for number in range(count)
    ]
    return file_of(*units)


@pytest.mark.parametrize(("encoding", "count"), [("utf-8", 8), ("utf-16", 3)])
def test_cut_anywhere_it_is_refused_or_whole(encoding: str, count: int) -> None:
    data = xliff12.write([numbered(count)]).decode().replace("UTF-8", encoding).encode(encoding)
    whole = xliff12.read(data, "a.xlf")
    accepted = []
    for length in range(len(data)):
        try:
            found = xliff12.read(data[:length], "a.xlf")
        except InputErrors:
            continue
        assert found == whole
        accepted.append(length)
    # Nothing but the last newline may be missing.
    assert all(length >= len(data) - len("\n".encode("utf-16-le")) for length in accepted)


def test_the_document_is_laid_out_for_people_and_marked_for_us() -> None:
    file = replace(
        file_of(
            XliffUnit(
                id="k1",
                name="paragraph#k1",
                source=plain(" two  blanks "),
                target=plain("dos"),
                state="translated",
                qualifier="exact-match",
                notes=("formal",),
                digest="ab12",
                previous_source="one",
                previous_target="uno",
            )
        ),
        tools=(("locmem", "1"),),
        properties=(("handoff", "h-7"),),
    )
    assert xliff12.write([file]).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:lm="urn:locmem:xliff:1" version="1.2">\n'
        '  <file original="articles/refunds.md" source-language="en" target-language="es" datatype="plaintext" '
        'tool-id="locmem" lm:handoff="h-7">\n'
        "    <header>\n"
        '      <tool tool-id="locmem" tool-name="locmem" tool-version="1"/>\n'
        "    </header>\n"
        "    <body>\n"
        '      <trans-unit id="k1" resname="paragraph#k1" approved="no" xml:space="preserve" lm:digest="ab12">\n'
        '        <source xml:lang="en"> two  blanks </source>\n'
        '        <target xml:lang="es" state="translated" state-qualifier="exact-match">dos</target>\n'
        '        <note from="locmem">formal</note>\n'
        '        <alt-trans alttranstype="previous-version">\n'
        "          <source>one</source>\n"
        "          <target>uno</target>\n"
        "        </alt-trans>\n"
        "      </trans-unit>\n"
        "    </body>\n"
        "  </file>\n"
        "</xliff>\n"
    )


def transitional() -> etree.XMLSchema:
    """The schema, with the one it imports taken from beside it instead of from the network."""
    main = etree.parse(str(SCHEMAS / "xliff-core-1.2-transitional.xsd"))
    for imported in main.getroot().iter("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", str(SCHEMAS / "xml" / "xml.xsd"))
    return etree.XMLSchema(main)


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the OASIS schemas are not at hand")
def test_the_transitional_schema_finds_nothing_wrong() -> None:
    schema = transitional()
    crossing = markdown(BOLD[0], LINK[0], BOLD[1], LINK[1], IF[1], IF[0], IF[3], NAME, BOLD[1])
    units = [
        XliffUnit(id=f"u{number}", source=crossing, target=target, state=state, qualifier=qualifier, notes=("a",))
        for number, (target, (state, qualifier)) in enumerate(
            (target, state_name(state, origin, stale))
            for target in (None, crossing)
            for state in State
            for origin in OriginKind
            for stale in (False, True)
        )
    ]
    every = [
        XliffUnit(id=f"c{number}", source=markdown(code(1, role, kind, "o")), previous_source="a", digest="d")
        for number, (role, kind) in enumerate((role, kind) for role in CodeRole for kind in CodeType)
    ]
    file = replace(
        file_of(*units, *every), tools=(("locmem", "1"),), properties=(("handoff", "h"),), notes=("Read me.",)
    )
    document = etree.fromstring(xliff12.write([file]))
    assert schema.validate(document), schema.error_log


def test_an_alternative_is_never_the_target() -> None:
    unit = read_one(
        '<trans-unit id="1"><source>a</source>'
        '<alt-trans match-quality="80"><source>aa</source><target state="final">bb</target></alt-trans>'
        '<alt-trans alttranstype="previous-version"><source>old</source><target>viejo</target></alt-trans>'
        "</trans-unit>"
    )
    assert (unit.target, unit.state) == (None, "")
    assert (unit.previous_source, unit.previous_target) == ("old", "viejo")


def test_an_empty_target_is_none_but_its_state_is_kept() -> None:
    unit = read_one('<trans-unit id="1"><source>a</source><target state="needs-translation"/></trans-unit>')
    assert (unit.target, unit.state) == (None, "needs-translation")


@pytest.mark.parametrize(
    ("version", "namespace"), [("1.0", ""), ("1.1", "urn:oasis:names:tc:xliff:document:1.1"), ("1.2", "")]
)
def test_older_versions_and_files_without_namespace_are_read(version: str, namespace: str) -> None:
    body = '<group id="g"><trans-unit id="1" sdl:x="y"><source>a</source><target>b</target></trans-unit></group>'
    assert read_one(body, version=version, namespace=namespace).target == inline(("b",), Syntax.MARKDOWN)


def test_white_space_is_exact_whatever_the_file_says_about_it() -> None:
    unit = read_one('<trans-unit id="1" xml:space="default"><source>  a   b\n   c </source></trans-unit>')
    assert unit.source.native == "  a   b\n   c "


def test_a_tools_own_state_confirms_nothing() -> None:
    unit = read_one('<trans-unit id="1"><source>a</source><target state="x-vendor-done">b</target></trans-unit>')
    assert unit.state == "x-vendor-done"
    assert unit.state not in STATES
    assert not unit.approved


@pytest.mark.parametrize(
    ("state", "origin", "stale", "name"),
    [
        (State.UNTRANSLATED, OriginKind.NONE, False, ("needs-translation", "")),
        (State.DRAFT, OriginKind.MT, False, ("needs-review-translation", "leveraged-mt")),
        (State.DRAFT, OriginKind.TM, False, ("needs-review-translation", "fuzzy-match")),
        (State.DRAFT, OriginKind.HUMAN, False, ("needs-review-translation", "")),
        (State.TRANSLATED, OriginKind.HUMAN, False, ("translated", "")),
        (State.TRANSLATED, OriginKind.TM, False, ("translated", "exact-match")),
        (State.REVIEWED, OriginKind.HUMAN, False, ("signed-off", "")),
        (State.REVIEWED, OriginKind.HUMAN, True, ("needs-review-translation", "x-previous-version")),
    ],
)
def test_states_by_name(state: State, origin: OriginKind, stale: bool, name: tuple[str, str]) -> None:
    assert state_name(state, origin, stale) == name
    assert STATES[name[0]] is (State.DRAFT if stale else state)


def test_every_problem_is_told_with_its_unit() -> None:
    text = (
        '<xliff version="1.2"><file original="a.md"><body>\n<trans-unit id="1"><source>a</source></trans-unit>\n'
        '<trans-unit id="1"><source>b</source></trans-unit>\n<trans-unit><source>c</source></trans-unit>\n'
        '<trans-unit id="2"/>\n</body></file></xliff>'
    )
    with pytest.raises(InputErrors) as caught:
        xliff12.read(text.encode(), "a.xlf")
    assert [(problem.location.line, problem.location.key) for problem in caught.value.problems] == [
        (3, "1"),
        (4, ""),
        (5, "2"),
    ]
    assert "in line 2, has the same id" in str(caught.value)


def test_other_documents_are_called_by_their_name() -> None:
    with pytest.raises(InputErrors, match=r"XLIFF 2\.1, not 1\.2"):
        xliff12.read(b'<xliff version="2.1"/>', "a.xlf")
    with pytest.raises(InputErrors, match="<tmx>, not XLIFF"):
        xliff12.read(b"<tmx/>", "a.xlf")
    with pytest.raises(InputErrors, match="no <file>"):
        xliff12.read(b'<xliff version="1.2"/>', "a.xlf")


def test_text_xml_cannot_hold_is_refused_with_the_units_name() -> None:
    units = (XliffUnit(id="k1", source=plain("a\x0bb")), XliffUnit(id="k2", source=plain("a\ud800b")))
    with pytest.raises(InputErrors) as caught:
        xliff12.write([file_of(*units)])
    assert [problem.location.key for problem in caught.value.problems] == ["k1", "k2"]


def test_another_reader_sees_the_same_texts() -> None:
    units = (
        XliffUnit(id="k1", source=plain("One & two"), target=plain("Uno y dos"), state="signed-off", approved=True),
        XliffUnit(id="k2", source=plain("Three"), state="needs-translation"),
    )
    data = xliff12.write([file_of(*units)])
    store = xliff.xlifffile.parsestring(data)  # type: ignore[no-untyped-call]
    assert [(unit.source, unit.target or "", unit.isapproved()) for unit in store.units] == [
        ("One & two", "Uno y dos", True),
        ("Three", "", False),
    ]


@pytest.mark.parametrize(
    ("attribute", "is_locked"), [('translate="no"', True), ('translate="yes"', False), ("", False)]
)
def test_a_unit_that_is_not_to_be_translated_is_locked(attribute: str, is_locked: bool) -> None:
    unit = read_one(f'<trans-unit id="1" {attribute}><source>a</source><target>b</target></trans-unit>')
    assert unit.is_locked is is_locked
