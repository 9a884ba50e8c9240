"""The shapes a help desk takes: nothing of ours in them, every language told apart, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace

from locmem.content.kinds import KINDS, ReadOptions
from locmem.model.settings import ZendeskLocale
from locmem.model.tags import LanguageTag
from locmem.render.zendesk import DeskNames, DeskPage, DeskSet, as_bytes, desk_set, placeholder_of, texts_of
from locmem.render.zendesk_identity import identity_of

EN, ES, PT = LanguageTag("en"), LanguageTag("es"), LanguageTag("pt-BR")
NAMES = DeskNames(source_locale=EN, locales={EN: ZendeskLocale(name="en-us", number=1), ES: ZendeskLocale(number=2)})

ARTICLE = """\
---
title: {title}
slug: bulbs
labels: [bulb, repair]
redirect_from: [/hc/en-us/articles/10, /old/bulbs]
zendesk: {{article_id: 7, section_id: 3}}
---

> [!NOTE]
> Let it cool. <script>alert(1)</script>

See [the guarantee](../legal/guarantee.md#years), [prices](prices.md) and [more](https://x.example/a.md).
"""

MACRO = """\
title: {title}
description: Says so.
actions:
  - {{field: comment_value_html, value: "<p>Hello {{{{ticket.requester.name}}}}</p>"}}
  - {{field: subject, value: "{title}"}}
  - {{field: set_tags, value: refund}}
  - {{field: side_conversation, value: [a, {{priority: low}}, 1.5, true, null]}}
restriction: {{type: Group, ids: [77]}}
zendesk: {{macro_id: 25, macro_ids: {{es: 26}}, dynamic_content_id: 9}}
locmem: {{risk: legal}}
"""


def page(
    text: str, locale: LanguageTag = ES, path: str = "articles/care/bulbs.md", *, behind: bool = False
) -> DeskPage:
    kind = {"md": "markdown", "html": "html"}.get(path.rpartition(".")[2], "macro")
    document = KINDS[kind].read(text, path, ReadOptions())
    return DeskPage(
        document=document,
        kind=kind,
        identity=identity_of(document, kind, path),
        locale=locale,
        own_locale=EN,
        text=text,
        title=document.title,
        is_behind=behind,
    )


def made(*pages: DeskPage, articles: dict[str, int] | None = None) -> DeskSet:
    return desk_set(pages, NAMES, articles or {})


def article(locale: LanguageTag = ES, title: str = "Bombillas") -> DeskPage:
    return page(ARTICLE.format(title=title), locale)


def macro(locale: LanguageTag, title: str) -> DeskPage:
    return page(MACRO.format(title=title), locale, "macros/refund-sent.yaml")


def test_a_translation_holds_the_body_alone_clean_of_what_runs() -> None:
    [one] = made(article()).translations
    assert {key: value for key, value in one.items() if key != "body"} == {
        "document": "articles/care/bulbs.md",
        "source_type": "Article",
        "source_id": 7,
        "locale": "es",
        "title": "Bombillas",
        "draft": False,
        "outdated": False,
    }
    body = str(one["body"])
    assert body.startswith('<blockquote class="note">\n<p>')
    assert not any(word in body for word in ("<html", "<head", "<h1", "script", "alert", "zendesk", "labels"))


def test_links_between_articles_lead_to_the_help_center_in_the_readers_language() -> None:
    known = {"articles/care/bulbs.md": 7, "articles/legal/guarantee.md": 8, "articles/care/prices.md": 0}
    text = ARTICLE.format(title="T") + "\n<https://h.example/hc/en-us/articles/8-x> /hc/en-us/articles/9\n"
    found = made(page(text, PT), articles=known)
    body = str(found.translations[0]["body"])
    assert 'href="/hc/pt-br/articles/8#years"' in body
    assert 'href="https://h.example/hc/pt-br/articles/8-x"' in body
    assert 'href="https://x.example/a.md"' in body
    assert "/hc/en-us/articles/9" in body
    assert found.unresolved == (("articles/care/bulbs.md", "articles/care/prices.md"),)


def test_labels_slugs_sections_and_redirects_are_carried_once_per_article() -> None:
    found = made(article(ES), article(PT, "Lâmpadas"), article(EN, "Bulbs"))
    assert found.articles == (
        {
            "document": "articles/care/bulbs.md",
            "id": 7,
            "section_id": 3,
            "source_locale": "en-us",
            "slug": "bulbs",
            "label_names": ["bulb", "repair"],
        },
    )
    assert [(one["redirect_from"], one["redirect_to"], one["redirect_status"]) for one in found.redirects] == [
        ("/hc/en-us/articles/10", "/hc/en-us/articles/7", "301"),
        ("/old/bulbs", "/hc/en-us/articles/7", "301"),
    ]
    assert [one["locale"] for one in found.translations] == ["en-us", "es", "pt-br"]


def test_an_html_page_goes_out_without_its_front_matter() -> None:
    text = "---\ntitle: T\nzendesk: {article_id: 5, draft: true}\n---\n\n<p onclick='x()'>Hi</p>\n"
    [one] = made(page(text, path="a/b.html", behind=True)).translations
    assert (one["body"], one["draft"], one["outdated"]) == ("<p>Hi</p>\n", True, True)


def test_what_an_article_loses_is_named() -> None:
    text = "---\ntitle: T\n---\n<html><head><title>T</title></head><p>See:</p><iframe src='//v.x'></iframe></html>\n"
    found = made(page(text, path="a/b.html"), article())
    assert found.left_out == (("a/b.html", "<iframe>"), ("articles/care/bulbs.md", "<script>"))


def test_a_macro_goes_out_for_each_locale_with_its_mark_and_without_our_keys() -> None:
    found = made(macro(ES, "Reembolso"), macro(EN, "Refund"), macro(PT, "Reembolso"))
    assert [(one["locale"], one["title"], one.get("id")) for one in found.macros] == [
        ("en", "Refund", 25),
        ("es", "Reembolso [es]", 26),
        ("pt-BR", "Reembolso [pt-BR]", None),
    ]
    for one in found.macros:
        assert not {"locmem", "zendesk"} & one.keys()
        assert one["restriction"] == {"type": "Group", "ids": [77]}
        actions = one["actions"]
        assert isinstance(actions, list)
        assert actions[2:] == [
            {"field": "set_tags", "value": "refund"},
            {"field": "side_conversation", "value": ["a", {"priority": "low"}, 1.5, True, None]},
        ]


def test_a_macro_in_json_goes_out_like_one_in_yaml() -> None:
    text = '{"title": "T", "actions": [{"field": "comment_value", "value": ["channel:all", "Hi"]}], "locmem": {}}'
    [one] = made(page(text, EN, "macros/t.json")).macros
    assert one == {
        "document": "macros/t.json",
        "locale": "en",
        "title": "T",
        "actions": [{"field": "comment_value", "value": ["channel:all", "Hi"]}],
    }
    assert texts_of(one) == (("comment_value", "Hi"),)


def test_dynamic_content_has_an_item_for_each_text_and_a_variant_for_each_locale() -> None:
    first, second = made(macro(ES, "Reembolso"), replace(macro(PT, "R"), is_behind=True), macro(EN, "Refund")).items
    assert (first["name"], first["placeholder"]) == (
        "refund sent comment value html",
        "{{dc.refund_sent_comment_value_html}}",
    )
    assert (second["name"], second.get("id"), first["id"]) == ("refund sent subject", None, 9)
    assert (first["default_locale_id"], first["outdated"]) == (1, True)
    assert second["variants"] == [
        {"locale": "en", "locale_id": 1, "content": "Refund", "default": True, "active": True, "outdated": False},
        {"locale": "es", "locale_id": 2, "content": "Reembolso", "default": False, "active": True, "outdated": False},
        {"locale": "pt-BR", "content": "R", "default": False, "active": True, "outdated": True},
    ]


def test_an_item_that_is_there_keeps_its_default_language_in_a_market_that_does_not_read_it() -> None:
    there, new = made(macro(ES, "Reembolso")).items
    assert (there["default_locale_id"], new["default_locale_id"]) == (1, 2)
    assert [one["default"] for item in (there, new) for one in item["variants"]] == [False, True]  # type: ignore[attr-defined]


def test_what_is_nothing_but_a_reference_to_dynamic_content_is_no_item() -> None:
    text = 'title: T\nactions:\n  - {field: comment_value, value: " {{ dc.greeting }} "}\n'
    assert made(page(text, EN, "macros/t.yaml")).items == ()


def test_sections_and_items_of_their_own_are_no_macros() -> None:
    section = 'title: "Lamps"\ndescription: "All."\nzendesk: {type: section, section_id: 4}\n'
    item = (
        'zendesk: {type: dynamic_content, dynamic_content_id: 9, name: Hi, placeholder: "{{dc.hello}}"}\n'
        "actions: [{field: comment_value, value: Hello}]\n"
    )
    found = made(page(section, ES, "macros/lamps.yaml"), page(item, EN, "macros/hi.yaml"))
    assert (found.macros, found.articles) == ((), ())
    [translation] = found.translations
    assert (translation["source_type"], translation["source_id"], translation["title"], translation["body"]) == (
        "Section",
        4,
        "Lamps",
        "All.",
    )
    assert [(one["id"], one["name"], one["placeholder"]) for one in found.items] == [(9, "Hi", "{{dc.hello}}")]


def test_the_order_of_the_pages_makes_no_difference_to_the_bytes() -> None:
    pages = [article(ES), macro(PT, "R"), article(EN), macro(EN, "Refund")]
    there, back = made(*pages), made(*reversed(pages))
    assert as_bytes(there.translations) == as_bytes(back.translations)
    assert as_bytes(there.items) == as_bytes(back.items)
    assert json.loads(as_bytes(there.macros)) == list(there.macros)


def test_placeholders_are_what_zendesk_makes_of_names() -> None:
    assert placeholder_of("Snowboard Problem") == "{{dc.snowboard_problem}}"


def test_saved_replies_of_another_help_desk_are_no_macros_of_zendesk() -> None:
    replies = page('[{"name": "Hi", "body": "Hello"}]', ES, "macros/replies.json")
    reply = page("title: Hi\ntext: Hello\n", ES, "macros/reply.yaml")
    known = page("title: Hi\nzendesk: {macro_id: 4, macro_ids: {es: 5}}\n", ES, "macros/known.yaml")
    found = made(replies, reply, known, macro(ES, "Hola"))
    assert [one["document"] for one in found.macros] == ["macros/known.yaml", "macros/refund-sent.yaml"]
    assert {one["document"] for one in found.items} == {"macros/refund-sent.yaml"}
