"""Things of a help desk become files that are read back as what they were, under names people can read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions
from locmem.errors import UsageError
from locmem.model.settings import ContentSet, Settings
from locmem.model.tags import language_tag
from locmem.pipelines.desk.sources import path_for, set_for, slug_for, text_of
from locmem.pipelines.desk.view import DeskText, DeskThing
from locmem.render.zendesk_identity import DeskIdentity, DeskKind, identity_of
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

EN, ES = language_tag("en"), language_tag("es")
HELP = ContentSet(name="help", pattern="help-center/**/*.html", kind="html")
MACROS = ContentSet(name="macros", pattern="macros/**/*.yaml", kind="macro")
SECTIONS = ContentSet(name="sections", pattern="sections/*.yaml", kind="macro")
JSON = ContentSet(name="old", pattern="old/*.json", kind="macro")


def settings(*sets: ContentSet) -> Settings:
    return Settings(name="x", source_locale=EN, locales=(ES,), content_sets=sets, risks={})


def thing(kind: DeskKind, title: str = "Title", body: str = "<p>Body</p>", **fields: object) -> DeskThing:
    text = DeskText(key="a", title=title, body=body, is_draft=bool(fields.pop("is_draft", False)))
    known: dict[str, object] = {"kind": kind, "key": "a", "id": 7, "own": EN, "texts": {fields.get("own", EN): text}}
    return DeskThing(**{**known, **fields})  # type: ignore[arg-type]


def file_of(one: DeskThing) -> str:
    return text_of(one, one.text, "slug", EN)


def identity(one: DeskThing) -> DeskIdentity:
    kind, path = ("html", "a.html") if one.kind is DeskKind.ARTICLE else ("macro", "a.yaml")
    return identity_of(KINDS[kind].read(file_of(one), path, ReadOptions()), kind, path)


def test_an_article_is_html_with_front_matter_that_says_its_ids() -> None:
    one = thing(
        DeskKind.ARTICLE, 'Say "hi"', "\r\n<p>a</p>\r<p>b</p>\n", section=3, labels=("x: y", "z"), is_draft=True
    )
    assert file_of(one) == (
        '---\ntitle: "Say \\"hi\\""\nslug: slug\nlabels: ["x: y", "z"]\n'
        "zendesk: {article_id: 7, section_id: 3, draft: true}\n---\n\n<p>a</p>\n<p>b</p>\n"
    )
    assert identity(one) == DeskIdentity(kind=DeskKind.ARTICLE, id=7, section=3, is_draft=True, labels=("x: y", "z"))


def test_a_thing_in_another_language_says_so() -> None:
    assert "\nlocale: es\n" in file_of(thing(DeskKind.ARTICLE, own=ES))
    assert file_of(thing(DeskKind.SECTION, own=ES)).endswith("locmem: {locale: es}\n")
    assert "locale" not in file_of(thing(DeskKind.SECTION))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (thing(DeskKind.SECTION), DeskIdentity(kind=DeskKind.SECTION, id=7)),
        (thing(DeskKind.MACRO, content={"actions": []}), DeskIdentity(kind=DeskKind.MACRO, id=7)),
        (
            thing(DeskKind.ITEM, place="{{dc.title}}"),
            DeskIdentity(kind=DeskKind.ITEM, id=7, name="Title", placeholder="{{dc.title}}"),
        ),
    ],
    ids=["section", "macro", "dynamic content"],
)
def test_all_else_is_yaml_that_says_its_ids(one: DeskThing, expected: DeskIdentity) -> None:
    assert identity(one) == expected


def plain(node: YamlNode | None) -> object:
    if isinstance(node, YamlMapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, YamlSequence):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, YamlScalar) else None


@pytest.mark.parametrize(
    "content",
    [
        {"actions": [{"field": "comment_value", "value": "one\ntwo\n"}]},
        {"actions": [{"field": "comment_value", "value": "one\n\n  two"}]},
        {"actions": [{"field": "x", "value": " one\n two\n\n"}]},
        {"actions": [{"field": "x", "value": ["a", "b: c", 'd"']}, {"odd key": True, "n": None, "i": 3}]},
        {"actions": [], "position": 5, "active": False, "restriction": {"type": "Group", "ids": [1, 2]}},
        {"actions": [{"value": "a\tb\nc\r\nd", "field": "- x"}]},
        {"actions": [{"value": "no\u0085 break\n# x", "field": "yes"}]},
    ],
    ids=["block", "without a last line end", "indented", "lists", "settings", "odd white space", "odd line ends"],
)
def test_what_is_kept_of_a_macro_is_read_back_as_it_was(content: Mapping[str, object]) -> None:
    node = parse(file_of(thing(DeskKind.MACRO, content={**content, "url": "x"})), "a.yaml")
    read = plain(node)
    assert isinstance(read, dict)
    assert {key: value for key, value in read.items() if key in content} == content
    assert "url" not in read


@pytest.mark.parametrize(("body", "field"), [("Hi {{x}}", "comment_value"), ("<p>Hi</p>", "comment_value_html")])
def test_dynamic_content_is_html_where_it_has_tags(body: str, field: str) -> None:
    node = parse(file_of(thing(DeskKind.ITEM, body=body, place="p")), "a.yaml")
    read = plain(node)
    assert isinstance(read, dict)
    assert read["actions"] == [{"field": field, "value": body}]


@pytest.mark.parametrize(
    ("one", "slug"),
    [
        (thing(DeskKind.ARTICLE, place="https://x.example/hc/en-us/articles/7-How-to-pay"), "how-to-pay"),
        (thing(DeskKind.ARTICLE, place="https://x.example/hc/en-us/articles/7", title="Größe & Maß"), "groe-ma"),
        (thing(DeskKind.MACRO, place="https://x.example/a-b", title="Refund: yes!"), "refund-yes"),
        (thing(DeskKind.MACRO, title="返品"), "macro-7"),
        (thing(DeskKind.ITEM, title="123"), "dynamic-content-7"),
        (thing(DeskKind.SECTION, title="a" * 59 + " bc"), "a" * 59),
    ],
)
def test_a_file_is_called_in_plain_letters(one: DeskThing, slug: str) -> None:
    assert slug_for(one) == slug


def test_each_kind_goes_to_a_set_that_takes_it() -> None:
    all_sets = settings(JSON, MACROS, SECTIONS, HELP)
    assert set_for(all_sets, DeskKind.ARTICLE) is HELP
    assert set_for(all_sets, DeskKind.MACRO) is MACROS
    assert set_for(all_sets, DeskKind.SECTION) is SECTIONS
    assert set_for(all_sets, DeskKind.ITEM) is MACROS


@pytest.mark.parametrize(
    ("kind", "line"),
    [(DeskKind.ARTICLE, "kind: html"), (DeskKind.MACRO, "kind: macro"), (DeskKind.ITEM, "kind: macro")],
)
def test_without_one_the_line_to_add_is_told(kind: DeskKind, line: str) -> None:
    with pytest.raises(UsageError, match=rf"Add under content: `- {{.*{line}}}`"):
        set_for(settings(JSON), kind)


@pytest.mark.parametrize(
    ("content_set", "kind", "folder", "path"),
    [
        (HELP, DeskKind.ARTICLE, "returns", "help-center/returns/slug.html"),
        (HELP, DeskKind.ARTICLE, "", "help-center/slug.html"),
        (MACROS, DeskKind.SECTION, "", "macros/sections/slug.yaml"),
        (MACROS, DeskKind.ITEM, "", "macros/dynamic-content/slug.yaml"),
        (SECTIONS, DeskKind.SECTION, "deep", "sections/slug.yaml"),
    ],
)
def test_a_file_lies_where_the_pattern_of_its_set_lets_it(
    content_set: ContentSet, kind: DeskKind, folder: str, path: str
) -> None:
    assert path_for(settings(content_set), content_set, thing(kind), "slug", folder) == path


def test_a_pattern_that_takes_no_such_file_is_told() -> None:
    narrow = ContentSet(name="narrow", pattern="help/a-*.html", kind="html")
    with pytest.raises(UsageError, match=r"of the content set narrow takes no file slug\.html"):
        path_for(settings(narrow), narrow, thing(DeskKind.ARTICLE), "slug", "")
