"""Codes of other tools: whatever they are, the pair can be admitted, stored, found and repaired."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.memory.admission import objection
from locmem.memory.inline_json import dump, load
from locmem.memory.repair import repair
from locmem.memory.store import open_memory
from locmem.memory.tmx_entries import read_entries, read_sound
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Trust

HEAD = '<tmx version="1.4"><header creationtool="t" srclang="en"/><body>'


def entry(source: str, target: str, locale: str = "es") -> tuple[Entry, list[str]]:
    """The one pair of a unit with these segments, and the codes that were left out of it."""
    unit = f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="{locale}"><seg>{target}</seg></tuv></tu>'
    left_out: list[str] = []
    data = io.BytesIO(f"{HEAD}{unit}</body></tmx>".encode())
    (found,) = read_sound(data, "a.tmx", "en", Trust.IMPORTED, lambda line, codes: left_out.extend(codes))
    assert isinstance(found, Entry), found
    return found, left_out


@pytest.mark.parametrize(
    ("source", "target", "identities"),
    [
        (
            'Press <bpt i="1" x="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept> now',
            'Pulsa <bpt i="1" x="1">&lt;b&gt;</bpt>Aceptar<ept i="1">&lt;/b&gt;</ept> ya',
            ["bold", "bold"],
        ),
        (
            'Press <bpt i="1" type="bold">{\\b </bpt>OK<ept i="1">}</ept> now',
            'Pulsa <bpt i="2" type="bold">{\\b </bpt>Aceptar<ept i="2">}</ept> ya',
            ["bold", "bold"],
        ),
        (
            '<it pos="begin" x="1">&lt;I&gt;</it>Press<it pos="end" x="2">&lt;/I&gt;</it> now',
            'Ya <it pos="begin" x="1">&lt;I&gt;</it>pulsa<it pos="end" x="2">&lt;/I&gt;</it>',
            ["italic", "italic"],
        ),
        (
            'See <bpt i="1">&lt;a href="/help"&gt;</bpt>help<ept i="1">&lt;/a&gt;</ept>.',
            'Mira la <bpt i="1">&lt;a href="/es/help"&gt;</bpt>ayuda<ept i="1">&lt;/a&gt;</ept>.',
            ["link /help", "link /help"],
        ),
        ("Hi <ph>{{ticket.id}}</ph>", "Hola <ph>{{ticket.id}}</ph>", ["liquid {{ticket.id}}"]),
        ("A<ph>&lt;br/&gt;</ph>b", "C<ph>&lt;br/&gt;</ph>d", ["break"]),
        ("Hi <ph x='9'>{0}</ph>", "Hola <ph x='3'>{0}</ph>", ["id 9"]),
        ("Hi <ph>%s</ph> <ph>%d</ph>", "<ph>%d</ph> hola <ph>%s</ph>", ["id ph-1", "id ph-2"]),
        ("<ut>{\\cs6}</ut>OK", "<ut>{\\cs6}</ut>Vale", ["id ut-1"]),
        ('<hi type="term">lamp</hi> oil', "aceite", []),
        ("あ<ph x='1'>&lt;ph id=\"a\"/&gt;</ph>い", "ア<ph x='1'>&lt;ph id=\"a\"/&gt;</ph>イ", ["id 1"]),
        ("<ph>&lt;img alt='<sub>A cat</sub>'&gt;</ph> x", "<ph>&lt;img alt='<sub>Un gato</sub>'&gt;</ph> y", ["image"]),
    ],
    ids=[
        "tags of HTML",
        "a type",
        "halves",
        "a link",
        "liquid",
        "a break",
        "other numbers",
        "no numbers",
        "old codes",
        "highlights",
        "japanese",
        "text in a code",
    ],
)
def test_codes_that_stand_for_each_other_are_the_same_code(source: str, target: str, identities: list[str]) -> None:
    found, left_out = entry(source, target)
    assert [code.identity for code in found.source.codes] == identities
    assert objection(found) == ""
    assert left_out == []


@pytest.mark.parametrize(
    ("source", "target", "gone", "texts"),
    [
        ("Press <ut>{\\cs6}</ut>OK", "Pulsa OK", ["{\\cs6}"], ("Press OK", "Pulsa OK")),
        ("A <bpt i='1'>&lt;b&gt;</bpt>b<ept i='1'>&lt;/b&gt;</ept>", "C d", ["<b>", "</b>"], ("A b", "C d")),
        ("A <it pos='begin'>x1</it>b", "C <it pos='end'>x2</it>d", ["x1", "x2"], ("A b", "C d")),
        ("A <it pos='begin'>&lt;b&gt;</it>b", "C d", ["<b>"], ("A b", "C d")),
        ("A <bpt i='1'>q</bpt>b", "C <ept i='1'>q</ept>d", ["q"], ("A b", "C d")),
        ("<ph>a</ph><ph>a</ph> x", "<ph>a</ph> y", ["a"], (" x", " y")),
    ],
    ids=["old code", "pair", "halves that do not meet", "half a tag", "ends without starts", "one of two"],
)
def test_a_code_that_one_side_lacks_is_left_out_of_both_and_named(
    source: str, target: str, gone: list[str], texts: tuple[str, str]
) -> None:
    found, left_out = entry(source, target)
    assert left_out == gone
    assert (found.source.text.strip(), found.target.text.strip()) == tuple(text.strip() for text in texts)
    assert objection(found) == ""


def test_a_pair_is_markup_whatever_its_halves_are_written_as() -> None:
    found, _ = entry(
        'A <bpt i="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept> button',
        'Botón <bpt i="1">{1}</bpt>rojo<ept i="1">{/1}</ept>',
    )
    assert found.target.native == "Botón rojo"


@pytest.mark.parametrize("value", ["%s", "%1$s", "{0}", "{name}", "${a.b}", "{{ x }}", "%(n)s", "[AMOUNT]"])
def test_a_translation_without_a_value_is_turned_away(value: str) -> None:
    unit = (
        f'<tu><tuv xml:lang="en"><seg>Pay <ph>{value}</ph> now</seg></tuv>'
        '<tuv xml:lang="es"><seg>Paga ya</seg></tuv></tu>'
    )
    (found,) = read_sound(io.BytesIO(f"{HEAD}{unit}</body></tmx>".encode()), "a.tmx", "en", Trust.IMPORTED)
    assert not isinstance(found, Entry)
    assert found.why


def test_a_bold_of_another_tool_is_the_bold_of_an_article() -> None:
    found, _ = entry(
        'Press <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept> now',
        'Pulsa <bpt i="1">&lt;b&gt;</bpt>Aceptar<ept i="1">&lt;/b&gt;</ept> ya',
    )
    with open_memory("sqlite://") as memory:
        memory.add([found])
        (match,) = memory.search("Press **OK** now", source="en", target="es")
    assert (match.target_text, match.left, match.repaired) == ("Pulsa **Aceptar** ya", (), ())


CONTENT = st.sampled_from(
    ["<b>", "</b>", "<a href='x'>", "</a>", "<font color=red>", "<ph id='1'/>", "<br>", "<!--", "-->", "{\\b ", "}"]
) | st.sampled_from(
    ["%s", "{0}", "{{ x }}", "{% if a %}", "{% endif %}", "**", "`", "", " ", "[", "](x)", "&amp;", "返金"],
)
WORDS = st.sampled_from(["a", "OK ", " ", "返金", "**b**", "x_y_z", "<", "{{ y }}", "\n", "1 < 2", "`c`", "[d](e)"])


@st.composite
def segments(draw: st.DrawFn) -> str:
    """What stands in a `<seg>`: words, and codes of every kind with any content, nested at will."""

    def some(depth: int) -> Iterator[str]:
        for _ in range(draw(st.integers(0, 4))):
            tag = draw(st.sampled_from(["", "", "ph", "bpt", "ept", "it", "ut", "hi", "sub"]))
            inside = escape(draw(CONTENT)) if tag else escape(draw(WORDS))
            marks = f' x="{draw(st.integers(0, 3))}"' if draw(st.booleans()) else ""
            marks += f' i="{draw(st.integers(1, 3))}"' if tag in ("bpt", "ept") else ""
            marks += f' pos="{draw(st.sampled_from(["begin", "end", "none"]))}"' if tag == "it" else ""
            marks += f' type="{draw(st.sampled_from(["bold", "italic", "link", "x-locmem-bold", "x"]))}"' if tag else ""
            inner = "".join(some(depth - 1)) if depth and tag in ("hi", "ph") else ""
            yield f"<{tag}{marks}>{inside}{inner}</{tag}>" if tag else inside

    return "".join(some(2))


@given(segments(), segments(), st.sampled_from(["Press **OK** or wait", "{{ x }} <b>a</b> [d](e) `c`", "返金"]))
def test_no_pair_of_any_tool_makes_a_later_command_fail(source: str, target: str, text: str) -> None:
    unit = f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="es"><seg>{target}</seg></tuv></tu>'
    data = f"{HEAD}{unit}</body></tmx>".encode()
    new = parse(text, Syntax.MARKDOWN)
    for found in read_entries(io.BytesIO(data), "a.tmx", "en", Trust.IMPORTED):
        assert isinstance(found, Entry)
        assert (load(dump(found.source)), load(dump(found.target))) == (found.source, found.target)
        repair(found.source, found.target, new, "en", "es")
        with open_memory("sqlite://") as memory:
            memory.add([found])
            memory.search(found.source.native or text, source="en", target="es", floor=50)
            memory.search(text, source="en", target="es", floor=50)
