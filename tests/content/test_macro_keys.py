"""What stands under the keys of saved replies, in the spellings of many help desks."""

from __future__ import annotations

import pytest

from locmem.content.macro_keys import Role, looks_like_html, role_of, says_html, sorts_replies


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.BODY, "text body content message reply response answer html body_html bodyHtml content_html"),
        (Role.BODY, "Message chatText plain_text rich_text email_body auto-reply canned_response closingMessage"),
        (Role.BODIES, "replies messages texts bodies responses saved_replies cannedResponses"),
        (Role.SUBJECT, "subject email_subject Subject"),
        (Role.NAME, "title name Name macroName template_name description"),
        (Role.SILENT, "id folder_id tags channel channels shortcut short_code content_type created_at createdBy"),
        (Role.SILENT, "url type visible_to available_on attachments notes locale available_locale"),
        (Role.OTHER, "footer address hero 見出し preview_text md"),
    ],
)
def test_what_stands_under_a_key(role: Role, keys: str) -> None:
    assert {key: role_of(key) for key in keys.split()} == dict.fromkeys(keys.split(), role)


def test_a_key_without_words_says_nothing() -> None:
    assert role_of("") is Role.OTHER
    assert role_of("--") is Role.OTHER


def test_a_key_may_say_that_its_text_is_html() -> None:
    assert [key for key in ("body_html", "bodyHTML", "html", "body", "htmlish") if says_html(key)] == [
        "body_html",
        "bodyHTML",
        "html",
    ]


@pytest.mark.parametrize("text", ["<p>Hello</p>", "a<br/>b", "a<BR>b", '<a href="/x">x</a>', "end</li>"])
def test_html_is_known_by_its_tags(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize("text", ["Hello <name>", "a < b > c", "1<2", "<buyer id>", "Hi & bye", "<p", "x <- y"])
def test_placeholders_and_signs_are_no_html(text: str) -> None:
    assert not looks_like_html(text)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("folder", True),
        ("categoryName", True),
        ("macro_group", True),
        ("Section title", True),
        ("product_care", False),
        ("follow_up", False),
        ("", False),
    ],
)
def test_keys_under_which_replies_are_kept(key: str, expected: bool) -> None:
    assert sorts_replies(key) is expected
