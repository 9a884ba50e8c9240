"""Texts in tags become units of their own, and are written so that the tag ends where it did."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions
from locmem.content.translated import misread
from locmem.content.verify import verify
from locmem.inline.protect import from_editable, to_editable
from locmem.model.document import Document
from locmem.model.segment import Unit, UnitKind
from locmem.model.settings import KNOWN_TEXTS_IN_TAGS, SegmentMode
from locmem.segmentation.split import segments

NOTE = '{% include note.html content="Mind the step." %}'


def texts_of(text: str, options: ReadOptions | None = None) -> list[str]:
    document = KINDS["markdown"].read(text, "a.md", options or ReadOptions())
    assert KINDS["markdown"].write(document, {}) == text
    return [unit.content.native for unit in document.units if unit.kind is UnitKind.ATTRIBUTE]


def translated(text: str, new: str) -> str:
    document = KINDS["markdown"].read(text, "a.md", ReadOptions())
    new_contents = {
        index: from_editable(new if unit.kind is UnitKind.ATTRIBUTE else "Neu.", unit.content)
        for index, unit in enumerate(document.units)
        if unit.kind is UnitKind.ATTRIBUTE or not unit.content.codes
    }
    return KINDS["markdown"].write(document, new_contents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{NOTE}\n", ["Mind the step."]),
        (f"One.\r\n\r\n{NOTE}\r\n\r\nTwo.\r\n", ["Mind the step."]),
        (f"- one\n\n  {NOTE}  \n", ["Mind the step."]),
        (f"> {NOTE}\n> {NOTE}\n", ["Mind the step."] * 2),
        (f"{NOTE} {NOTE}\n", ["Mind the step."] * 2),
        (f"<div>\n{NOTE}\n</div>\n", ["Mind the step."]),
        ('{{% note title="Attention à la marche" %}}\nText\n{{% /note %}}\n', ["Attention à la marche"]),
        ('{{<\n  img alt="A lamp"\n>}}\n', ["A lamp"]),
        ('{{ name | default: "there" }}\n', ["there"]),
        ('| a | b |\n|---|---|\n| {{ x | default: "you" }} | b {{ x | default: "us" }} |\n', ["you", "us"]),
        (f"```\n{NOTE}\n```\n", []),
        (f"<pre>\n{NOTE}\n</pre>\n", []),
        (f"<!-- locmem:off -->\n\n{NOTE}\n\n<!-- locmem:on -->\n\n{NOTE}\n", ["Mind the step."]),
        ('`{{ x | default: "there" }}`\n', []),
    ],
)
def test_texts_in_tags_are_units(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


def test_units_stand_in_the_order_of_the_file() -> None:
    document = KINDS["markdown"].read(f"One.\n{NOTE}\nTwo.\n\n{NOTE}\n", "a.md", ReadOptions())
    assert [unit.line for unit in document.units] == [1, 2, 3, 5]


NAMED = [
    ('Hi {{ first_name | fallback: "there" }}.\n', "there"),
    ("Hi {{first_name|fallback:'du'}}.\n", "du"),
    ('{{< note text="Lies das zuerst." >}}\n', "Lies das zuerst."),
    ('> {% include hero.html heading="ようこそ" %}\r\n', "ようこそ"),
    ('- {{% tip\n    message="Espera, por favor" %}}\n', "Espera, por favor"),
    ('| 1 |\n|---|\n| {% render "x", tooltip: "What it costs", subtitle: x %} |\n', "What it costs"),
    ('<p>{% include card.html subtitle="For all" %}</p>\n', "For all"),
    ('Go {% include form.html placeholder="Your name" %} now.\n', "Your name"),
    ('{{< card src="a.png" description="All of it" >}}\n', "All of it"),
]


@pytest.mark.parametrize(("text", "words"), NAMED)
def test_more_names_are_read_where_the_content_set_says_so(text: str, words: str) -> None:
    assert texts_of(text) == []
    assert translated(text, "Neu").replace("Neu.", "1") == text
    assert texts_of(text, ReadOptions(texts_in_tags=KNOWN_TEXTS_IN_TAGS)) == [words]
    document = KINDS["markdown"].read(text, "a.md", ReadOptions(texts_in_tags=KNOWN_TEXTS_IN_TAGS))
    new = _written(document, "markdown", lambda unit: "mundo" if unit.place.is_in_tag else None)
    assert new == text.replace(words, "mundo")


def test_an_empty_list_switches_them_off() -> None:
    assert texts_of(f'{NOTE}\n\nHi {{{{ x | default: "you" }}}}.\n', ReadOptions(texts_in_tags=())) == []


@pytest.mark.parametrize(
    ("source", "new", "expected"),
    [
        ("Hi {{ x | default: 'you' }}.\n", "l'ami", 'Hi {{ x | default: "l\'ami" }}.\n'),
        (f"{NOTE}\n", 'Das "Brett".', "{% include note.html content='Das \"Brett\".' %}\n"),
        (f"{NOTE}\n", "A \"b\" 'c'.", "{% include note.html content=\"A &quot;b&quot; 'c'.\" %}\n"),
        ('{{< a alt="A b" >}}\n', 'A "b".', '{{< a alt="A &quot;b&quot;." >}}\n'),
        ('{{% a alt="A b" %}}\n', 'A "b".', '{{% a alt="A &quot;b&quot;." %}}\n'),
        (f"{NOTE}\n", "a }} b %} c", '{% include note.html content="a &#125;&#125; b %&#125; c" %}\n'),
    ],
)
def test_the_tag_ends_where_it_did(source: str, new: str, expected: str) -> None:
    assert translated(source, new) == expected


@given(
    source=st.sampled_from(
        [
            f"{NOTE}\n",
            "Hi {{ x | default: 'you' }} and more.\n",
            '> {{< img alt="A lamp" >}}\n',
            '| a |\n|---|\n| {{ x | default: "you" }} or me |\n',
        ]
    ),
    new=st.text(st.sampled_from("ab é\"'}%>|\\&;<`#"), max_size=12).filter(lambda new: not re.search("<[ab]", new)),
)
def test_any_text_is_read_back_as_it_was_written(source: str, new: str) -> None:
    document = KINDS["markdown"].read(source, "a.md", ReadOptions())
    index = next(n for n, unit in enumerate(document.units) if unit.kind is UnitKind.ATTRIBUTE)
    # Two words before it, so that it is text whatever it holds; a tag of HTML would be a code in it.
    content = from_editable(f"Zwei Wörter {new}".strip(), document.units[index].content)
    again = KINDS["markdown"].read(KINDS["markdown"].write(document, {index: content}), "a.md", ReadOptions())
    units = [unit for unit in again.units if unit.kind is UnitKind.ATTRIBUTE]
    assert [unit.content.text for unit in units] == [content.text]


EVERYWHERE = {
    "paragraph of HTML": ("html", '<p class="x">For {{ x | default: "there" }} now.</p>\n', ["there"]),
    "include in a paragraph of HTML": ("html", '<p>Look: {% include n.html content="Keep it." %}</p>\n', ["Keep it."]),
    "two in one cell of HTML, CRLF": (
        "html",
        "<table>\r\n<tr><td>Hi {{ x | default: \"du\" }} {{ y | default: 'ihr' }}</td></tr>\r\n</table>\r\n",
        ["du", "ihr"],
    ),
    "title of a block": ("html", "<p title=\"For {{ x | default: 'all of you' }}\">Text</p>\n", ["all of you"]),
    "title of a link in HTML": (
        "html",
        "<p>See <a href='/a' title='For {{ x | default: \"ustedes\" }}'>this</a> now.</p>\n",
        ["ustedes"],
    ),
    "alone in elements": (
        "html",
        '<p>{% include n.html content="Keep it." %}</p>\n<ul><li>{{ x | default: "there" }}</li></ul>\n',
        ["Keep it.", "there"],
    ),
    "alone in a picture": ("html", '<img src="a.png" alt="{{ x | default: \'A lamp\' }}">\n', ["A lamp"]),
    "alone on a line of HTML": ("html", '<div>\n\t{% include n.html title="注意" %}\n</div>\n', ["注意"]),
    "before and behind the text": (
        "html",
        '<p>{% box title="Nur so" %}Text</p><p>Ende{% endbox %}</p>\n',
        ["Nur so"],
    ),
    "summary in Markdown": (
        "markdown",
        '<details>\n<summary>{{ x | default: "Dear all" }}</summary>\n\nText\n\n</details>\n',
        ["Dear all"],
    ),
    "HTML in a quote of Markdown": (
        "markdown",
        '> <p>Hi {{ x | default: "there" }}, hello.</p>\n> <p>{{ y | default: "you" }}</p>\n',
        ["there", "you"],
    ),
    "HTML in a list of Markdown": (
        "markdown",
        '- <div>Hi {{ x | default: "there" }}.</div>\n\n  {% include n.html content="Keep it." %}\n',
        ["there", "Keep it."],
    ),
    "title of a link": ("markdown", "See [a](/b \"For {{ x | default: 'you all' }} x\") now.\n", ["you all"]),
    "title of a link in a table": (
        "markdown",
        "| a |\n|---|\n| [a](/b \"For {{ x | default: 'you all' }} x\") |\n",
        ["you all"],
    ),
    "title of a definition": ("markdown", "[l]: /x \"For {{ y | default: 'us' }}\"\n\nSee [l].\n", ["us"]),
    "front matter": ("markdown", "---\ntitle: 'Hi {{ x | default: \"there\" }}'\n---\nText\n", ["there"]),
    "front matter of HTML": ("html", "---\ntitle: 'Hi {{ x | default: \"there\" }}'\n---\n<p>Text</p>\n", ["there"]),
    "nothing else in front matter": ("markdown", "---\ntitle: '{{ x | default: \"there\" }}'\n---\nText\n", ["there"]),
    "macro in HTML": (
        "macro",
        "actions:\n- field: comment_value_html\n  value: \"<p>Hi {{ x | default: 'there' }}!</p><p>"
        "{% include n.html content='Keep it.' %}</p>\"\n",
        ["there", "Keep it."],
    ),
    "alone on lines of plain text": (
        "macro",
        "actions:\n- field: comment_value\n  value: |\n    Hello you\n"
        '    {% include sig.txt content="Best wishes from us" %}  \n\n    {% include b.txt title="Bis bald" %}\n',
        ["Best wishes from us", "Bis bald"],
    ),
    "alone in plain text, CRLF": (
        "macro",
        "text: |\r\n  {% include a.txt content='お元気で' %}\r\n  ¡Hola!\r\n",
        ["お元気で"],
    ),
    "alone in a string of JSON": (
        "macro",
        "{\"text\": \"{% include a.txt content='Take care' %}\\nHello\\n\\n{% include b.txt title='Y adiós' %}\"}\n",
        ["Take care", "Y adiós"],
    ),
    "macro in plain text": (
        "macro",
        "title: 'To {{ x | default: \"you\" }}'\nactions:\n- field: comment_value\n"
        '  value: |\n    Hi {{ x | default: "there" }},\n    bye.\n',
        ["you", "there"],
    ),
}


def _read(kind: str, text: str, options: ReadOptions | None = None) -> Document:
    names = {"html": "a.html", "markdown": "a.md", "macro": "a.yaml"}
    return KINDS[kind].read(text, names[kind], options or ReadOptions())


def _written(document: Document, kind: str, new: Callable[[Unit], str | None]) -> str:
    contents = {
        index: from_editable(text, unit.content)
        for index, unit in enumerate(document.units)
        if (text := new(unit)) is not None
    }
    return KINDS[kind].write(document, contents)


def _answer(answers: Mapping[int, str], unit: Unit) -> str | None:
    return answers.get(unit.start)


def _in_tags(text: str) -> list[str]:
    return [found[1] or found[2] for found in re.finditer(r"""[:=] ?(?:"([^"<>]*)"|'([^'<>]*)') (?=[%}])""", text)]


@pytest.mark.parametrize(("kind", "text", "words"), EVERYWHERE.values(), ids=EVERYWHERE)
def test_the_texts_of_tags_are_offered_wherever_they_stand(kind: str, text: str, words: list[str]) -> None:
    document = _read(kind, text)
    assert KINDS[kind].write(document, {}) == text
    assert [unit.content.native for unit in document.units if unit.place.is_in_tag] == words
    assert _in_tags(text) == words
    for unit in document.units:
        if unit.place.is_in_tag:
            assert from_editable(to_editable(unit.content), unit.content) == unit.content


@pytest.mark.parametrize(("kind", "text", "words"), EVERYWHERE.values(), ids=EVERYWHERE)
@pytest.mark.parametrize("tags", [ReadOptions().texts_in_tags, ()], ids=["offered", "switched off"])
def test_a_tag_stays_as_it_is_where_only_the_text_around_it_is_new(
    kind: str, text: str, words: list[str], tags: tuple[str, ...]
) -> None:
    document = _read(kind, text, ReadOptions(texts_in_tags=tags))
    new = _written(document, kind, lambda unit: None if unit.place.is_in_tag else f"Neu {to_editable(unit.content)}")
    assert _in_tags(new) == words
    assert new.count("Neu ") == sum(not unit.place.is_in_tag for unit in document.units)


@pytest.mark.parametrize(("kind", "text", "words"), EVERYWHERE.values(), ids=EVERYWHERE)
@pytest.mark.parametrize("word", ["mundo", "12", "app_mundo", "Ganz neu", "l’été"])
def test_any_answer_stands_in_its_tag_and_is_sound(kind: str, text: str, words: list[str], word: str) -> None:
    document = _read(kind, text)
    new = _written(document, kind, lambda unit: word if unit.place.is_in_tag else f"Neu {to_editable(unit.content)}")
    assert _in_tags(new) == [word] * len(words)
    assert _in_tags(_written(document, kind, lambda unit: word if unit.place.is_in_tag else None)) == [word] * len(
        words
    )
    cut = [
        segment
        for index, unit in enumerate(document.units)
        for segment in segments(unit, index, "en", SegmentMode.SENTENCE)
    ]
    targets = {
        index: from_editable(
            word if document.units[one.unit].place.is_in_tag else f"Neu {to_editable(one.content)}", one.content
        )
        for index, one in enumerate(cut)
    }
    assert misread(document, cut, targets, "es", kind, ReadOptions()) == ""


UNFIT = ["A \"b\" 'c'", "C:\\", "a }} b", "so {% so"]


@pytest.mark.parametrize(
    "place", ["paragraph of HTML", "alone in elements", "macro in plain text", "summary in Markdown"]
)
@pytest.mark.parametrize("answer", UNFIT)
def test_an_answer_that_its_tag_cannot_hold_is_rejected_in_words(place: str, answer: str) -> None:
    kind, text, _ = EVERYWHERE[place]
    document = _read(kind, text)
    index = next(number for number, unit in enumerate(document.units) if unit.place.is_in_tag)
    cut = [segments(unit, number, "en", SegmentMode.UNIT)[0] for number, unit in enumerate(document.units)]
    why = misread(document, cut, {index: from_editable(answer, cut[index].content)}, "es", kind, ReadOptions())
    assert "a tag" in why or "the quote behind it" in why
    assert "out" in why or "in place of" in why


LINES = '{% include note.html content="- one\n- two\n\nAnother block" %}\n'
INDENTED = LINES.replace("\n-", "\n    -").replace("\nA", "\n    A")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", LINES),
        ("markdown", f"Look: {LINES}"),
        ("markdown", LINES.replace("\n", "\r\n")),
        ("html", f"<div>{LINES}</div>\n"),
        ("html", f"<p>\n{LINES}</p>\n".replace("\n", "\r\n")),
        ("macro", f"actions:\n- field: comment_value\n  value: |\n    Look: {INDENTED}"),
    ],
    ids=["alone", "in a sentence", "CRLF", "HTML", "HTML, CRLF", "plain text of a macro"],
)
def test_blocks_in_a_parameter_keep_their_lines(kind: str, text: str) -> None:
    document = _read(kind, text)
    assert [unit.content.native for unit in document.units if unit.place.is_in_tag] == ["- one\n- two\n\nAnother block"]
    for line_end in ("\n", "\r\n"):
        target = "- uno\n- dos\n\nOtro".replace("\n", line_end)
        answers = {unit.start: target for unit in document.units if unit.place.is_in_tag}
        new = _written(document, kind, partial(_answer, answers))
        assert new == text.replace("one", "uno").replace("two", "dos").replace("Another block", "Otro")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"> {line}\n" for line in LINES.splitlines()),
        '{% include n.html content="<b>So</b> it is\n\n- one" %}\n',
        '> {{< img alt="A lamp\n> on a table" >}}\n',
    ],
    ids=["blocks in a quote", "tags in blocks", "wrapped in a quote"],
)
def test_what_cannot_be_offered_safely_stays_as_it_is(text: str) -> None:
    assert texts_of(text) == []
    assert translated(f"Text\n\n{text}", "Neu") == f"Neu.\n\n{text}"


def test_a_pipe_in_a_tag_is_no_end_of_a_cell() -> None:
    text = "| a |\n|---|\n| Go [a](/b \"For {{ x | default: 'you' }} | x\") |\n".replace("| x", "or x")
    document = _read("markdown", text)
    new = _written(document, "markdown", lambda unit: f"N|{to_editable(unit.content)}")
    assert "{{ x | default: 'N&#124;you' }}" in new
    assert new.count("N\\|") == 3


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('{{ x | default: "you" }}', '{{ x | default: "N &#124; du" }}'),
        ('{{% a alt="Cat" %}}', '{{% a alt="N &#124; du" %}}'),
        ('{{< a alt="Cat" >}}', '{{< a alt="N | du" >}}'),
    ],
)
@pytest.mark.parametrize("around", ["{}", "Text {}"])
def test_a_pipe_in_an_answer_ends_no_cell(tag: str, expected: str, around: str) -> None:
    text = f"| a | b |\n|---|---|\n| {around.format(tag)} | c |\n"
    new = _written(_read("markdown", text), "markdown", lambda unit: "N | du" if unit.place.is_in_tag else None)
    assert new == text.replace(tag, expected)


def test_entities_are_written_only_where_something_decodes_them() -> None:
    answer = 'A & <B> "c"'
    in_shortcode = _read("markdown", '{{< img alt="So it is" >}}\n')
    assert _written(in_shortcode, "markdown", lambda _: "A & B; c") == '{{< img alt="A & B; c" >}}\n'
    in_macro = _read("macro", "actions:\n- field: comment_value\n  value: Hi {{ x | default:'you there' }}\n")
    new = _written(in_macro, "macro", lambda unit: answer if unit.place.is_in_tag else None)
    assert f"{{{{ x | default:'{answer}' }}}}" in new
    in_value = _read("html", "<p title=\"For {{ x | default: 'you' }}\">Text</p>\n")
    new = _written(in_value, "html", lambda unit: 'l\'a "b"' if unit.place.is_in_tag else None)
    assert "'l&#39;a &quot;b&quot;'" in new


@pytest.mark.parametrize("place", ["paragraph of HTML", "include in a paragraph of HTML", "macro in plain text"])
@pytest.mark.parametrize("word", ["guardalo", "12", 'Di "ya"', "app_mundo"])
def test_words_that_a_translator_wrote_into_the_tag_itself_are_sound(place: str, word: str) -> None:
    kind, text, _ = EVERYWHERE[place]
    document = _read(kind, text)
    quote = "'" if '"' in word else '"'
    index = next(n for n, unit in enumerate(document.units) if not unit.place.is_in_tag and unit.content.codes)
    cut = [segments(unit, number, "en", SegmentMode.UNIT)[0] for number, unit in enumerate(document.units)]
    target = from_editable(to_editable(cut[index].content).replace('""', f"{quote}{word}{quote}"), cut[index].content)
    assert misread(document, cut, {index: target}, "es", kind, ReadOptions()) == ""
    assert word in _written(document, kind, lambda unit: target.native if unit is document.units[index] else None)


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {{ x | default: "there" }} -->',
        '<p><code>{{ x | default: "there" }}</code></p>',
        '<pre>{{ x | default: "there" }}</pre>',
        '<p translate="no">{{ x | default: "there" }}</p>',
        '<p><span translate="no">{{ x | default: "there" }}</span></p>',
        "<script>say(\"{{ x | default: 'there you' }}\")</script>",
        '<!-- locmem:off --><p>{{ x | default: "there" }}</p><!-- locmem:on -->',
        "<option value=\"{{ x | default: 'a b' }}\"></option>",
        '{% comment %}{% include a title="A b" %}{% endcomment %}',
    ],
)
@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_tags_in_what_is_not_translated_have_no_texts(kind: str, text: str) -> None:
    assert _read(kind, f"{text}\n").units == ()


@given(
    source=st.sampled_from([one for one in EVERYWHERE.values() if one[0] == "html"]),
    new=st.text(st.sampled_from("ab é\"'}%>|\\&;<`#"), max_size=12),
)
def test_any_answer_in_html_is_read_back_or_rejected(source: tuple[str, str, list[str]], new: str) -> None:
    kind, text, words = source
    document = _read(kind, text)
    answer = f"Zwei Wörter {new}".strip()
    content = {
        index: from_editable(answer, unit.content) for index, unit in enumerate(document.units) if unit.place.is_in_tag
    }
    cut = [segments(unit, number, "en", SegmentMode.UNIT)[0] for number, unit in enumerate(document.units)]
    again = _read(kind, KINDS[kind].write(document, content))
    read = [unit.content.text for unit in again.units if unit.place.is_in_tag]
    if not misread(document, cut, content, "de", kind, ReadOptions()):
        assert read == [answer] * len(words)
    # Whatever is written, no tag loses its words and the page its tags.
    assert len(read) == len(words)


CELLS = [
    ('<img alt="Cell img" src="a.png">', "Cell img"),
    ('<Badge label="Für alle" />', "Für alle"),
    ('<Badge title="Cell title" />', "Cell title"),
    ('**<img src="a.png" alt="ランプの写真">**', "ランプの写真"),
    ("<img\tsrc=a.png alt='Una lámpara' /> <br>", "Una lámpara"),
]


@pytest.mark.parametrize(("cell", "words"), CELLS)
@pytest.mark.parametrize(
    "table", ["| a | b |\n|---|---|\n| {} | x |\n", "> | {} | b |\r\n> |---|---|\r\n> | x | y |\r\n"]
)
def test_a_tag_alone_in_a_cell_has_its_words(table: str, cell: str, words: str) -> None:
    text = table.format(cell)
    document = _read("markdown", text)
    assert [unit.content.native for unit in document.units if unit.kind is UnitKind.ATTRIBUTE] == [words]
    new = _written(document, "markdown", lambda unit: "N | neu" if unit.kind is UnitKind.ATTRIBUTE else None)
    assert new == text.replace(words, "N \\| neu")
    assert _read("markdown", new).structure == document.structure
    seen = verify(text, "a.md", "markdown", ReadOptions())
    assert seen.is_identical
    assert seen.missed == ()
