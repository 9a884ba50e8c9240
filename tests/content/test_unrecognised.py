"""A file in which nothing was recognised says so, and which keys of it were left; other files say nothing."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.unrecognised import is_prose
from locmem.model.finding import Finding, Gate, Severity


def said(kind: str, text: str, path: str, fields: tuple[str, ...] = ("title", "description")) -> list[Finding]:
    document = KINDS[kind].read(text, path, ReadOptions(fields=fields))
    found = [finding for finding in document.findings if "recognised" in finding.what]
    assert all(one.gate is Gate.CHANGE and one.severity is Severity.WARNING and one.do for one in found)
    return found


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        ("m.json", '{"intro": "Hello there", "outro": "Good bye"}', "`intro`, `outro`"),
        ("m.yaml", "refund_done: We paid you.\nlate: Sorry for that.\n", "`refund_done`, `late`"),
        ("m.json", '[{"frage": "Wo ist es?", "antwort": "Es ist da.", "id": 5}]', "`frage`, `antwort`"),
        ("m.yml", "pregunta: ¿Dónde está?\n", "`pregunta`"),
        ("m.json", '{"挨拶": "こんにちは、お元気ですか"}', "`挨拶`"),
        ("m.json", '{"a": "One two", "b": "One two", "c": "One two", "d": "One two"}', "`a`, `b`, `c` and 1 more"),
        ("m.json", '{"text": {"en": "Hello you", "es": "Hola a ti"}}', "`en`, `es`"),
        ("m.yaml", "greet: Hello\nid: x\n", "`greet`"),
    ],
)
def test_nothing_recognised_is_said_with_the_keys_that_were_left(path: str, text: str, keys: str) -> None:
    (finding,) = said("macro", text, path)
    assert finding.what == f"nothing in this file is recognised as text; it holds strings under {keys}."
    assert finding.do == (
        "Name the keys that customers read in `fields` of the content set, or take the file out of the content set."
    )
    assert finding.excerpt


def test_a_list_of_strings_has_no_keys_to_name() -> None:
    (finding,) = said("macro", '["Hello there"]', "m.json")
    assert finding.what == "nothing in this file is recognised as text."


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        ("m.yaml", "title: Refund\nparagraph: We have refunded you.\n", "`paragraph`"),
        ("m.yaml", "title: Refund\nactions: []\nextra:\n  note_to_buyer: Look at it\n", "`extra.note_to_buyer`"),
        ("m.json", '{"title": "A b", "blocks": [{"id": "x y", "words": "Say it well"}]}', "`words`"),
        ("m.yaml", "title: T\ndescription: For all of us\nabsatz: Wir zahlen zurück.\n", "`absatz`"),
    ],
)
def test_only_the_title_recognised_is_said(path: str, text: str, keys: str) -> None:
    (finding,) = said("macro", text, path)
    assert finding.what == f"nothing but the title of this file is recognised as text; it holds strings under {keys}."


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        (
            "m.json",
            '{"greeting": "Hello you", "bye": "See you.", "refund": "We paid you", "answer": "So it is"}',
            "`bye`, `refund`",
        ),
        ("m.yaml", '- comment: "Please wait for us."\n  text: Main\n', "`comment`"),
        ("m.yaml", "antwort: Wir zahlen.\ntext: Danke!\nschluss: Bis bald!\n", "`antwort`, `schluss`"),
        ("m.json", '{"reply": "ありがとうございます", "結び": "よろしくお願いします"}', "`結び`"),
        ("m.json", '[{"id": 5, "body": "Hola", "despedida": "<p>Un saludo</p>"}]', "`despedida`"),
        ("m.yaml", "text: |\n  Hello\nsteps:\n- Open the box.\r\n- Press it!\n", "`steps`"),
        ("m.yaml", "actions:\n- {field: comment_value, value: Hello you}\nfollow: Tell them to wait.\n", "`follow`"),
        (
            "m.json",
            '{"a": {"text": "Hello"}, "b": {"text": "Bye", "ps": "¡Hasta pronto!"}, "c": {"ps": "No more"}}',
            "`ps`",
        ),
    ],
)
def test_sentences_beside_the_texts_are_said_with_their_keys(path: str, text: str, keys: str) -> None:
    (finding,) = said("macro", text, path)
    assert finding.what == f"not all of this file is recognised as text; it holds strings under {keys}."
    assert "in `fields` of the content set" in finding.do
    named = tuple(key.strip("`") for key in keys.split(", "))
    assert not said("macro", text, path, ("title", *named))


@pytest.mark.parametrize(
    "text",
    [
        "text: Thank you for waiting so long.\npreview: Thank you for waiting…\n",
        "title: T\nraw_title: For all of us\nactions:\n- {field: comment_value, value: For all of us}\n",
        "body_html: <p>We <b>paid</b> you.</p>\nstripped: We paid you.\n",
        "text: Hello\nfolder: Orders and their returns\ncategory_name: Was du wissen musst\n",
        "text: Hello\ndescription: What only our team reads.\n",
        "text: Hello\ncolor: dark red\nlogo: /img/a b c.png\nsite: https://shop.example/a\n",
        "text: Hello\nnote: Use this only after noon.\nconditions:\n- If the order is late.\n",
    ],
)
def test_what_no_reader_sees_beside_the_texts_is_not_said(text: str) -> None:
    assert not said("macro", text, "m.yaml", ("title",))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("title: T\nparagraph: We have refunded you.\n", "paragraph"),
        ("refund:\n  words: We paid you.\nlate:\n  words: Wait, please.\n", "words"),
        ("- title: T\n  p: One two\n", "p"),
        ("title: T\nactions: []\nextra: {hint: Look at it}\n", "extra.hint"),
        ("name: Only a name\n", "name"),
    ],
)
def test_naming_the_key_brings_the_text_and_ends_the_finding(text: str, field: str) -> None:
    assert said("macro", text, "m.yaml")
    assert not said("macro", text, "m.yaml", ("title", field))


@pytest.mark.parametrize(
    "text",
    [
        "title: Done\nactions:\n- {field: status, value: solved}\n- {field: current_tags, value: one two three}\n",
        "actions:\n- {field: custom_fields_7, value: some words here}\n",
        "title: Section\ndescription: What it is\nzendesk: {type: section, section_id: 6, name: some name}\n",
        "title: Link\nurl: https://shop.example/a\nlogo: /img/a.png\ncolor: '#fff'\n",
        "title: T\nbody: Text\nother: two words\n",
        "id: abc\ntags: [one two]\n",
        "count: 5\non: true\n",
        "",
        "# only a comment\n",
        "[]\n",
    ],
)
def test_a_macro_with_nothing_more_to_read_says_nothing(text: str) -> None:
    assert not said("macro", text, "m.yaml")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", '<Hero heading="Welcome to the shop" />\n'),
        ("markdown", "---\nlayout: home\n---\n\n```\nsome words of code\n```\n"),
        ("markdown", '{{< card words="Read all of it" >}}\n'),
        ("html", "<pre>Some words that are kept</pre>\n"),
        ("html", "---\nlayout: x\n---\n<script>let it = 'some words';</script>\n"),
    ],
)
def test_an_article_without_a_segment_says_so(kind: str, text: str) -> None:
    assert [one.what for one in said(kind, text, f"a.{kind}")] == ["nothing in this page is recognised as text."]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", ""),
        ("markdown", "---\nlayout: home page\n---\n"),
        ("markdown", "{% include all of it.md %}\n\n{{< toc >}}\n"),
        ("markdown", "<!-- some words in a comment -->\n"),
        ("markdown", "<!-- locmem:off -->\nSome words kept.\n<!-- locmem:on -->\n"),
        ("markdown", "![](a-picture.png)\n\n---\n"),
        ("markdown", "---\ntitle: T\n---\n```\nsome words of code\n```\n"),
        ("html", '<div translate="no">Some words kept</div>\n'),
        ("html", '<img src="a.png"><br>\n'),
    ],
)
def test_an_article_with_nothing_to_read_says_nothing(kind: str, text: str) -> None:
    assert not said(kind, text, f"a.{kind}")


@pytest.mark.parametrize("text", ["Hello there", "Wo ist es?", "こんにちは", "안녕하세요", "a «buen día»", "See, you"])
def test_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text", ["Hello", "https://a.example/b c"[:21], "a@b.example", "#ff0000", "/img/a.png", "12 3"]
)
def test_no_prose(text: str) -> None:
    assert not is_prose(text)
