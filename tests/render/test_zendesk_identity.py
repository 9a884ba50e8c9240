"""What a document says of its place in Zendesk, and what of it is wrong."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions
from locmem.errors import InputErrors
from locmem.model.tags import language_tag
from locmem.render.zendesk_identity import DeskIdentity, DeskKind, identity_of

EN, ES, PT = language_tag("en"), language_tag("es"), language_tag("pt-BR")


def said(text: str, path: str, kind: str) -> DeskIdentity:
    return identity_of(KINDS[kind].read(text, path, ReadOptions()), kind, f"content/{path}")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_an_article_says_its_ids_labels_and_former_addresses(newline: str) -> None:
    text = (
        "---\ntitle: T\nlabels: [refund, bank]\nredirect_from: [/hc/en-us/articles/100]\n"
        "zendesk: {article_id: 360001, section_id: 3600, draft: true}\n---\n\nx\n"
    )
    assert said(text.replace("\n", newline), "a.md", "markdown") == DeskIdentity(
        kind=DeskKind.ARTICLE,
        id=360001,
        section=3600,
        is_draft=True,
        labels=("refund", "bank"),
        redirect_from=("/hc/en-us/articles/100",),
    )


def test_a_macro_has_an_id_of_its_own_and_copies_by_locale() -> None:
    text = "zendesk: {macro_id: 25, macro_ids: {es: 26, pt_br: 27}, dynamic_content_id: 9}\ntitle: x\n"
    identity = said(text, "a.yaml", "macro")
    assert (identity.kind, identity.id, identity.item) == (DeskKind.MACRO, 25, 9)
    assert dict(identity.macros) == {ES: 26, PT: 27}
    assert [identity.macro(locale, EN) for locale in (EN, ES, PT, language_tag("ja"))] == [25, 26, 27, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zendesk: {type: section, section_id: 3600}\n", DeskIdentity(kind=DeskKind.SECTION, id=3600)),
        (
            'zendesk: {type: dynamic_content, dynamic_content_id: 9, name: Refund, placeholder: "{{dc.refund}}"}\n',
            DeskIdentity(kind=DeskKind.ITEM, id=9, name="Refund", placeholder="{{dc.refund}}"),
        ),
    ],
    ids=["section", "dynamic content"],
)
def test_a_macro_file_may_be_a_section_or_an_item(text: str, expected: DeskIdentity) -> None:
    assert said(text, "a.yaml", "macro") == expected


def test_a_macro_in_json_says_the_same_as_one_in_yaml() -> None:
    text = '{"zendesk": {"macro_id": 25, "macro_ids": {"es": 26}}, "title": "x"}'
    assert said(text, "a.json", "macro") == said(text, "a.yaml", "macro")


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("{article_id: 0}", "zendesk.article_id"),
        ("{macro_id: 3}", "the key 'macro_id' is not known"),
        ("{name: x}", "the key 'name' is not known"),
    ],
    ids=["ids begin at one", "an article is no macro", "an article has no name beside its title"],
)
def test_what_an_article_cannot_have_is_named(keys: str, problem: str) -> None:
    with pytest.raises(InputErrors, match=problem):
        said(f"---\ntitle: T\nzendesk: {keys}\n---\n\nx\n", "a.md", "markdown")


def test_a_copy_in_what_is_no_locale_is_named_at_its_key() -> None:
    with pytest.raises(InputErrors) as error:
        said("title: x\nzendesk: {macro_ids: {spanish: 26}}\n", "a.yaml", "macro")
    [problem] = error.value.problems
    assert str(problem).startswith("content/a.yaml:2:23 zendesk.macro_ids: 'spanish' is not a language tag")


def test_every_wrong_key_of_a_document_is_named_with_its_line() -> None:
    text = "---\ntitle: T\nredirect_from: [old]\nzendesk: {article_id: seven, sections: 3}\n---\n\nx\n"
    document = KINDS["markdown"].read(text, "a.md", ReadOptions())
    with pytest.raises(InputErrors) as error:
        identity_of(document, "markdown", "content/a.md")
    assert [str(problem) for problem in error.value.problems] == [
        "content/a.md:3:17 redirect_from[0]: 'old' is no path such as /hc/en-us/articles/1. Mend or remove it.",
        "content/a.md:4:23 zendesk.article_id: this is text. Write a whole number.",
        "content/a.md:4:30 zendesk.sections: the key 'sections' is not known. Did you mean 'section_id'?",
    ]


def test_a_document_that_says_nothing_is_an_article_or_a_macro_without_ids() -> None:
    for path, kind, desk in (("a.md", "markdown", DeskKind.ARTICLE), ("a.yaml", "macro", DeskKind.MACRO)):
        document = KINDS[kind].read("title: x\n", path, ReadOptions())
        assert identity_of(document, kind, path) == DeskIdentity(kind=desk)


@pytest.mark.parametrize(("text", "path"), [("- {title: a, body: b}\n", "a.yaml"), ('[{"body": "b"}]', "a.json")])
def test_a_list_of_saved_replies_has_no_ids(text: str, path: str) -> None:
    assert said(text, path, "macro") == DeskIdentity(kind=DeskKind.MACRO)
