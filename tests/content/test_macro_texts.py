"""Which values of macro files readers see, in the shapes of many help desks; a case is added by adding a row."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.macro_texts import html_starts
from locmem.content.verify import verify
from locmem.inline.protect import parse
from locmem.model.document import Document
from locmem.model.inline import Inline, Syntax, inline
from locmem.yamlfile import parse as parse_yaml


def read(text: str, path: str = "macros/reply.yaml", fields: tuple[str, ...] = ("title", "description")) -> Document:
    document = KINDS["macro"].read(text, path, ReadOptions(fields=fields))
    assert verify(text, path, "macro", ReadOptions(fields=fields)).is_identical
    return document


def texts(text: str, path: str = "macros/reply.yaml", fields: tuple[str, ...] = ("title", "description")) -> list[str]:
    """The texts of all units; those of HTML with a mark, because what is written into them differs."""
    units = read(text, path, fields).units
    return [("html: " if unit.content.syntax is Syntax.HTML else "") + unit.content.text for unit in units]


def action(field: str, value: object, **beside: str) -> str:
    return json.dumps({"title": "T", "actions": [{"field": field, "value": value, **beside}]}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        (
            "side_conversation",
            ["Parcel", "<p>It is lost.</p>", "a@carrier.example", "text/html"],
            ["Parcel", "html: It is lost."],
        ),
        (
            "side_conversation",
            ["Paket", "Bitte prüfen <Nr>", "a@carrier.example", "text/plain"],
            ["Paket", "Bitte prüfen <Nr>"],
        ),
        (
            "side_conversation",
            ["返品", "ご確認ください", ["a@x.example", "b@x.example"], "text/html; charset=utf-8"],
            ["返品", "html: ご確認ください"],
        ),
        ("side_conversation", ["Only a subject", "text/html"], ["Only a subject"]),
        ("side_conversation", ["Two", "A body without type"], ["Two", "A body without type"]),
        ("side_conversation", ["a@x.example", "text/html"], []),
        (
            "side_conversation_slack",
            ["Ayuda", "<b>Urgente</b>, por favor", "help-desk", "text/html"],
            ["Ayuda", "html: Urgente, por favor"],
        ),
        (
            "side_conversation_ticket",
            ["Second line", "Look at it", "SupportAssignable:support_assignable/group/12", "text/plain"],
            ["Second line", "Look at it"],
        ),
        ("side_conversation_msteams", ["Team", "Who can help?", "general", "text/plain"], ["Team", "Who can help?"]),
        (
            "notification_user",
            ["requester_id", "We got it", "Thanks for writing."],
            ["We got it", "Thanks for writing."],
        ),
        ("notification_group", ["12", "New one", "<p>Look</p>"], ["New one", "html: Look"]),
        ("comment_value", ["channel:all", "Hello"], ["Hello"]),
        ("current_tags", "refund late vip", []),
        ("custom_fields_12", "some words here", []),
        ("status", "solved", []),
    ],
)
def test_texts_of_actions(field: str, value: object, found: list[str]) -> None:
    assert texts(action(field, value), "m.json") == ["T", *found]


def test_a_side_conversation_may_have_its_subject_beside_its_text() -> None:
    text = action(
        "side_conversation_ticket", "Look", notification_subject="New", content_type="text/html", target="x:y"
    )
    assert sorted(texts(text, "m.json")) == ["New", "T", "html: Look"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "help scout.json",
            '[{"id": 7, "name": "Hi", "text": "<p>Hello</p>", "chatText": "Hello you"}]',
            ["Hi", "html: Hello", "Hello you"],
        ),
        (
            "intercom.json",
            '{"type": "list", "data": [{"type": "macro", "id": "1", "name": "Late", "body": '
            '"<p>Sorry &amp; bye</p>", "body_text": "Sorry", "visible_to": "everyone", "available_on": ["inbox"]}]}',
            ["Late", "html: Sorry & bye", "Sorry"],
        ),
        (
            "front.json",
            '{"_results": [{"id": "rsp_1", "name": "Danke", "subject": "Kauf", "body": "<div>Danke</div>", '
            '"attachments": [{"filename": "a b.pdf", "name": "a b"}], "is_available_for_all_inboxes": true}]}',
            ["Danke", "Kauf", "html: Danke"],
        ),
        (
            "hubspot.json",
            '{"results": [{"name": "S", "body": "Hi {{ contact.firstname }}", "shortcut": "say hi"}]}',
            ["S", "Hi "],
        ),
        (
            "osticket.yaml",
            "- isenabled: 1\n  title: What\n  response: >\n    A long\n    answer.\n  notes: for us\n",
            ["What", "A long answer."],
        ),
        (
            "freshdesk.json",
            '{"canned_responses": [{"title": "A", "content": "B c", "content_html": "<b>B</b> c", '
            '"folder": {"name": "Of us", "title": "Of us"}, "folder_id": 3}]}',
            ["A", "B c", "html: B c"],
        ),
        (
            "chatwoot.json",
            '[{"short_code": "hi there", "content": "こんにちは"}, {"content": "さようなら"}]',
            ["こんにちは", "さようなら"],
        ),
        (
            "gorgias.json",
            '{"name": "Order", "actions": [{"name": "setText", "title": "Reply to it", "arguments": '
            '{"body_html": "<div>Sent</div>", "body_text": "Sent"}}, {"name": "addTags", "title": "Add tags", '
            '"arguments": {"tags": "one two"}}]}',
            ["Order", "html: Sent", "Sent"],
        ),
        (
            "gorgias subject.json",
            '{"name": "Order", "actions": [{"name": "setText", "arguments": {"body_html": "<div>Sent</div>", '
            '"subject": "Über Ihre Bestellung"}}, {"name": "setSubject", "arguments": {"subject": "Your order"}}]}',
            ["Order", "html: Sent", "Über Ihre Bestellung", "Your order"],
        ),
        (
            "salesforce.json",
            '[{"Name": "Q", "Message": "Gracias por escribir", "Category": "Buying things"}]',
            ["Q", "Gracias por escribir"],
        ),
        (
            "names.json",
            '{"refund": {"text": "We paid."}, "links": {"text": "See them."}, "name": {"text": "Who?"}}',
            ["We paid.", "See them.", "Who?"],
        ),
        (
            "names.yml",
            "refund:\n  text: |\n    One.\n\n    Two.\nlate: {title: Late, body: Sorry}\n",
            ["One.", "Two.", "Late", "Sorry"],
        ),
        (
            "grouped.yaml",
            "folders:\n- name: Refunds\n  replies:\n  - {title: A, body: B}\n  - {title: C, reply: D}\n",
            ["A", "B", "C", "D"],
        ),
        ("replies.yaml", "replies:\n  paid: We paid.\n  late: We are late.\n", ["We paid.", "We are late."]),
        ("replies.json", '{"replies": ["Hello", "Bye"], "version": "2 of them"}', ["Hello", "Bye"]),
        ("several.yaml", "title: T\nbody:\n- One\n- <p>Two</p>\n", ["T", "One", "html: Two"]),
        ("inside.yaml", "title: T\ncontent:\n  html: <p>One</p>\n  text: One\n", ["T", "html: One", "One"]),
        (
            "zendesk.json",
            '{"macros": [{"id": 1, "title": "M", "description": "for agents", "actions": '
            '[{"field": "comment_value", "value": "Hi"}]}, {"title": "N", "actions": []}]}',
            ["M", "for agents", "Hi", "N"],
        ),
        ("anchors.yaml", "- &a {title: T, body: &b 'It''s'}\n- *a\n- {title: U, body: *b}\n", ["T", "It's", "U"]),
        ("merged.yaml", "base: &x\n  text: Shared\nuse:\n  <<: *x\n  title: Mine\n", ["Shared", "Mine"]),
    ],
)
def test_saved_replies_are_read_by_their_usual_keys(name: str, text: str, found: list[str]) -> None:
    assert texts(text, name) == found
    crlf = text.replace("\n", "\r\n")
    assert texts(crlf, name) == found


def test_a_reply_alone_in_its_file_bears_the_title_of_the_document() -> None:
    document = read('{"type": "saved_reply", "name": "Hi", "body_html": "<p>Hello there</p>"}', "hi.json")
    assert (document.title, [unit.kind.value for unit in document.units]) == ("Hi", ["title", "text"])
    assert not document.findings


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "Of a folder", "id": "one two", "tags": ["a b", "c d"]}]',
        '{"text": {"en": "Hello", "de": "Hallo"}}',
        '{"late": {"en": {"title": "Late", "body": "Sorry"}, "pt_br": {"title": "Tarde", "body": "Desculpe"}}}',
        '[{"es": {"body": "Hola"}, "zh-Hant": {"body": "你好"}}]',
        '{"replies": {"en": "Hello all", "pt-BR": "Olá a todos"}}',
        '{"title": 5, "text": 7, "body": null, "message": true}',
        '{"reply": {"id": "x y", "from": "a b", "body": "{{ ticket.id }}"}}',
        "[]",
        "{}",
    ],
)
def test_what_is_no_text_stays(text: str) -> None:
    assert texts(text, "m.json") == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (("title", "description"), ["T", "B"]),
        (("title", "footer"), ["T", "B", "html: F g"]),
        (("title", "replies.footer"), ["T", "B", "html: F g"]),
        (("title", "hint.long"), ["T", "B", "H i"]),
        (("footer",), ["B", "html: F g"]),
        ((), ["B"]),
    ],
)
def test_the_content_set_names_more_keys(fields: tuple[str, ...], found: list[str]) -> None:
    text = json.dumps(
        {"replies": [{"title": "T", "body": "B", "footer": "F <b>g</b>", "hint": {"long": "H i"}}], "footer": 1}
    )
    assert texts(text, "m.json", fields) == found


def changed(content: Inline) -> Inline:
    return inline([p.replace("o", 'ö"') if isinstance(p, str) else p for p in content.parts], content.syntax)


@pytest.mark.parametrize(
    ("path", "text", "written"),
    [
        (
            "m.json",
            '[{"name":"No","body":"<p>So no \\u00e9<\\/p>"}]',
            '[{"name":"Nö\\"","body":"<p>Sö\\" nö\\" \\u00e9<\\/p>"}]',
        ),
        ("m.yaml", "- body: |\n    no\n  name: so\n", '- body: |\n    nö"\n  name: sö"\n'),
        ("m.yaml", "- &a {body: no}\n", '- &a {body: nö"}\n'),
        (
            "m.yaml",
            "actions:\n- field: side_conversation\n  value: [so, no, x, text/plain]\n",
            'actions:\n- field: side_conversation\n  value: [sö", nö", x, text/plain]\n',
        ),
    ],
)
def test_only_the_words_are_written(path: str, text: str, written: str) -> None:
    document = read(text, path)
    contents = {index: changed(unit.content) for index, unit in enumerate(document.units)}
    assert KINDS["macro"].write(document, contents) == written


def test_a_comma_in_braces_behind_an_anchor_is_quoted() -> None:
    document = read("- &a {body: no}\n")
    assert KINDS["macro"].write(document, {0: parse("a, b", Syntax.PLAIN)}) == '- &a {body: "a, b"}\n'


def test_html_is_known_to_the_renderer_whichever_keys_are_named() -> None:
    text = "- body: <p>One</p>\n  name: <b>x</b>\n  footer: <i>Two</i>\n- body: plain\n"
    node = parse_yaml(text, "m.yaml")
    assert node is not None
    assert {text[start : start + 3] for start in html_starts(text, node)} == {"<p>", "<i>"}


KEYS = st.sampled_from(
    [
        "title",
        "name",
        "subject",
        "body",
        "text",
        "body_html",
        "replies",
        "actions",
        "field",
        "value",
        "tags",
        "zendesk",
        "locmem",
        "arguments",
        "notification_subject",
        "content_type",
        "x",
        "refund",
        "äö",
        "",
    ]
)
WORDS = st.one_of(
    st.sampled_from(["side_conversation", "comment_value", "comment_value_html", "notification_user", "text/html"]),
    st.sampled_from(["<p>One & two</p>", "a <b> c", "{{ ticket.id }} hi", 'Ein "Satz"', "行 1\n\n行 2", "a@b.example"]),
    st.text(st.characters(codec="utf-8"), max_size=12),
)
TREES = st.recursive(
    st.one_of(WORDS, st.integers(0, 9), st.none(), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@given(TREES, st.booleans(), st.sets(KEYS, max_size=3))
def test_any_tree_is_read_and_written_back_to_the_same_bytes(tree: object, is_ascii: bool, named: set[str]) -> None:
    text = json.dumps(tree, ensure_ascii=is_ascii)
    document = read(text, "m.json", tuple(named))
    spans = sorted((unit.start, unit.end) for unit in document.units if unit.place.code is None)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


GORGIAS = """[{"name": "Refund", "actions": [
{"name": "setResponseText", "title": "Add text", "arguments": {"body_text": "It is on its way.", "name": "x"}},
{"name": "addTags", "arguments": {"tags": [{"name": "vip"}]}}]}]"""
DESK = '{"macros": [{"title": "M", "name": "N", "description": "D", "position": 1, "actions": [], "tags": ["vip"]}]}'


@pytest.mark.parametrize(
    ("text", "fields", "found"),
    [
        (GORGIAS, ("title", "description", "name"), ["Refund", "It is on its way."]),
        (GORGIAS, ("title", "description"), ["Refund", "It is on its way."]),
        (GORGIAS, ("name",), ["Refund", "It is on its way."]),
        (GORGIAS, ("actions.title",), ["Add text", "It is on its way."]),
        ('[{"name": "Folder", "tags": [{"name": "vip"}]}]', ("name",), []),
        ('[{"macro_name": "返金", "body": "完了"}]', ("macro_name",), ["返金", "完了"]),
        ('{"name": "Top", "tags": [{"name": "vip"}]}', ("name",), ["Top"]),
        (DESK, ("title", "description"), ["M", "D"]),
        (DESK, ("title",), ["M"]),
        (DESK, ("description", "name"), ["N", "D"]),
        (DESK.replace('"D"', "null"), ("title", "description"), ["M"]),
        (DESK.replace('"D"', '["D"]'), ("title", "description"), ["M"]),
    ],
)
def test_names_are_texts_as_far_as_fields_lets_them_and_never_names_of_actions(
    text: str, fields: tuple[str, ...], found: list[str]
) -> None:
    assert texts(text, "replies.json", fields) == found
