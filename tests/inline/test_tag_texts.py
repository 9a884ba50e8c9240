"""Texts inside tags: which strings of a tag are words for readers, and which are read by a program."""

from __future__ import annotations

import pytest

from locmem.inline.compare import code_problems
from locmem.inline.protect import from_editable, parse, to_editable
from locmem.inline.tag_texts import has_blocks, is_text, quotes_in, strings_in, texts_in
from locmem.model.inline import Syntax


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ('{{ user.name | default: "there" }}', ["there"]),
        ("{{- user.name|default:'du' -}}", ["du"]),
        ('{{ market.support.phone.main | default: "our chat" }}', ["our chat"]),
        ("{% include note.html content=\"Mind the step.\" title='Careful' %}", ["Mind the step.", "Careful"]),
        ('{% octicon "gear" aria-label="The gear" %}', ["The gear"]),
        ('{% render "card", title: "Send back", icon: "box" %}', ["Send back"]),
        ('{{< img src="a.png" alt="Eine Lampe" caption="Die Lampe, an" >}}', ["Eine Lampe", "Die Lampe, an"]),
        ('{{% note title="注意してください" %}}', ["注意してください"]),
        ('{{< img\n  alt="Una\tlámpara"\r\n>}}', ["Una\tlámpara"]),
        ('{% echo user.name | default: "there" %}', ["there"]),
        ("{%- echo x | upcase | default:'l\u00e0-bas' -%}", ["l\u00e0-bas"]),
        ('{%\techo x\r\n | default: "お客様" %}', ["お客様"]),
        ('{% echoes x | default: "there" %}', []),
        ('{% assign title = "Lamps for all" %}', []),
        ('{% if page.title == "Lamps for all" %}', []),
        ('{% include a.html data-title="Not a name of the list" %}', []),
        ("{% include a.html title=page.title %}", []),
        ('{% include a.html title="{{ page.title }} now" %}', []),
        ('{{! note title="Not read by anybody" }}', []),
        ('{{< tab default="true story" >}}', []),
        ('{% include a.html title="First one" title="Second one" %}', ["First one"]),
    ],
)
def test_what_readers_see_of_a_tag(tag: str, texts: list[str]) -> None:
    assert [tag[start:end] for _, start, end in texts_in(tag)] == texts


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("default", "there", True),
        ("default", "Kundin", True),
        ("title", "FAQ", True),
        ("title", "Check-in", True),
        ("content", "Done!", True),
        ("content", "l'étagère", True),
        ("content", "page", False),
        ("title", "id-1", False),
        ("title", "userName", False),
        ("label", "a/b.html", False),
        ("content", "https://example.com/a", False),
        ("content", "width=1, initial-scale=2", False),
        ("default", "12", False),
        ("default", "me@example.com", False),
        ("caption", "", False),
    ],
)
def test_one_word_is_text_where_it_looks_like_no_name_of_a_program(name: str, value: str, expected: bool) -> None:
    assert is_text(value, name) is expected


def test_an_empty_string_keeps_its_place() -> None:
    assert list(strings_in('{{ x | default: "" }}')) == [("default", 17, 17)]


@pytest.mark.parametrize("text", ['Hi {{ x | default: "there" }}.', '{% icon "a" aria-label="The gear" %} Press.'])
@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
def test_the_text_is_no_part_of_the_code(text: str, syntax: Syntax) -> None:
    here, there = parse(text, syntax), parse(text.replace("there", "du").replace("The gear", "Das Rad"), syntax)
    assert [code.identity for code in here.codes] == [code.identity for code in there.codes]
    shown = to_editable(here)
    assert shown == to_editable(there)
    assert "there" not in shown
    assert "gear" not in shown
    assert from_editable(shown, here).native == text
    assert from_editable(to_editable(there), here).native == text


def test_a_text_of_the_translators_own_is_kept() -> None:
    source = parse('Hi {{ x | default: "there" }}.', Syntax.MARKDOWN)
    assert from_editable('Hallo {{ x | default: "du da" }}.', source).native == 'Hallo {{ x | default: "du da" }}.'


def test_another_filter_of_a_fact_of_ours_gets_the_text_of_the_source() -> None:
    source = parse('Call {{ market.a.b | default: "us" }}.', Syntax.MARKDOWN)
    target = from_editable('{{ market.a.b | upcase | default: "" }} …', source)
    assert target.native == '{{ market.a.b | upcase | default: "us" }} …'


@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
@pytest.mark.parametrize(
    ("source", "shown", "restored"),
    [
        ('Hi {{ x | default: "there" }}.', "Hola {{ x | default: '' }}.", "Hola {{ x | default: 'there' }}."),
        ('Hi {{ x | default: "l\'été" }}.', "Hola {{ x | default: '' }}.", 'Hola {{ x | default: "l\'été" }}.'),
        ("Hi {{ x | default: '\"so\" it' }}.", 'Hola {{x|default:""}}.', "Hola {{x|default:'\"so\" it'}}."),
        ('{{ x | default: "a" }} {{ y | default: "b" }}', '{{ y | default: "" }}', '{{ y | default: "b" }}'),
    ],
)
def test_the_words_come_back_into_a_tag_wherever_it_went(
    source: str, shown: str, restored: str, syntax: Syntax
) -> None:
    content = parse(source, syntax)
    assert from_editable(shown, content).native == restored


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("One line of text", False),
        ("Words that are\n  merely wrapped", False),
        ("2026\nwas a year", False),
        ("- one\n- two", True),
        ("One.\n\nTwo.", True),
        ("One.\r\n\r\nTwo.", True),
        ("Eins\n\t1. Zwei", True),
        ("見出し\n# 本文", True),
        ("A break  \nof lines", True),
        ("a\n| b |", True),
    ],
)
def test_lines_that_make_blocks_are_no_wrapped_words(value: str, expected: bool) -> None:
    assert has_blocks(value) is expected


@pytest.mark.parametrize(
    ("tag", "outer", "quotes"),
    [
        ("{{ x }}", "", "\"'"),
        ("{% x %}", '"', "'"),
        ("{{ x }}", "'", '"'),
        ("{{< x >}}", "", '"'),
        ("{{% x %}}", "'", '"'),
    ],
)
def test_the_quotes_that_a_text_can_stand_in(tag: str, outer: str, quotes: str) -> None:
    assert quotes_in(tag, outer) == quotes


@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML, Syntax.PLAIN])
@pytest.mark.parametrize(
    ("source", "target", "is_sound"),
    [
        ('Hi {{ x | default: "there" }}.', 'Hola {{ x | default: "12" }}.', True),
        ('Hi {{ x | default: "there" }}.', "Hola {{ x|default: 'app_mundo' }}.", True),
        ('Take {% include n.html content="Keep it" %}.', 'Toma {% include n.html content="guardalo" %}.', True),
        ('Take {% include n.html content="Keep it" %}.', "Toma {% include n.html content='Di \"ya\"' %}.", True),
        ('See {{< img src="a.png" alt="Cat" >}}.', 'Mira {{< img src="a.png" alt="gato_2" >}}.', True),
        ('See {{< img src="a.png" alt="Cat" >}}.', 'Mira {{< img src="b.png" alt="gato" >}}.', False),
        ('Hi {{ x | default: "there" }}.', 'Hola {{ y | default: "12" }}.', False),
        ('Take {% include n.html content="page" %}.', 'Toma {% include n.html content="seite" %}.', False),
        ('Take {% include n.html content="Keep it" %}.', 'Toma {% include m.html content="guardalo" %}.', False),
    ],
)
def test_a_tag_is_the_same_whatever_its_words_are(source: str, target: str, is_sound: bool, syntax: Syntax) -> None:
    content = parse(source, syntax)
    read = from_editable(target, content)
    assert (not code_problems(content, read)) is is_sound
    assert read.native == target
