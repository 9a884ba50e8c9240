"""What a document says of its place in Zendesk.

Articles say it in their front matter, macros, sections and items of dynamic content at the top of the file:

    labels: [refund, bank]
    redirect_from: [/hc/en-us/articles/100]
    zendesk: {article_id: 360001, section_id: 3600}

    zendesk: {macro_id: 25, macro_ids: {es: 26}, dynamic_content_id: 9}
    zendesk: {type: section, section_id: 3600}
    zendesk: {type: dynamic_content, dynamic_content_id: 9, name: Refund, placeholder: "{{dc.refund}}"}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from locmem.content.frontmatter import read_front_matter
from locmem.content.json_nodes import parse_json
from locmem.content.read_options import ReadOptions
from locmem.errors import InputErrors, Problems
from locmem.model.document import Document
from locmem.model.tags import LanguageTag, language_tag
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlMapping, YamlNode, parse

OWN_KEYS = ("locmem", "zendesk")
"""Keys of a macro's file that are ours and never go out."""


class DeskKind(Enum):
    """What a document is in Zendesk."""

    ARTICLE = "article"
    SECTION = "section"
    MACRO = "macro"
    ITEM = "dynamic_content"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskIdentity:
    """The ids of a document in Zendesk, 0 where it has none yet.

    id: of the article, section, macro or item itself.  section: of the section around an article.
    item: of the dynamic content a macro's text stands in.  macros: of the macro's copies, by locale.
    name, placeholder: of an item, where it is called otherwise than its file.
    """

    kind: DeskKind
    id: int = 0
    section: int = 0
    item: int = 0
    macros: Mapping[LanguageTag, int] = field(default_factory=dict)
    is_draft: bool = False
    labels: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    name: str = ""
    placeholder: str = ""

    def macro(self, locale: LanguageTag, own_locale: LanguageTag) -> int:
        """The id of the macro in a locale."""
        return self.macros.get(locale, self.id if locale == own_locale else 0)


_ID_KEYS = {
    DeskKind.ARTICLE: "article_id",
    DeskKind.SECTION: "section_id",
    DeskKind.MACRO: "macro_id",
    DeskKind.ITEM: "dynamic_content_id",
}


def identity_of(document: Document, kind: str, shown: str) -> DeskIdentity:
    """What a document of a content kind says; its place is named as `shown` in messages.

    Raises InputErrors with every key that is unknown or holds the wrong thing.  What is wrong with the YAML or
    JSON itself stands in the document's findings and is not said here.
    """
    problems = Problems()
    node = _top(document, kind, shown)
    desk = DeskKind.MACRO if kind == "macro" else DeskKind.ARTICLE
    if node is None or (kind == "macro" and not isinstance(node, YamlMapping)):
        # A list of saved replies is no macro of Zendesk's, and has no place for an id.
        return DeskIdentity(kind=desk)
    top = Fields(node, problems)
    own = top.mapping("zendesk") or Fields.nothing(node, problems)
    if kind == "macro":
        desk = own.choice("type", DeskKind, desk) or desk
    copies = own.mapping("macro_ids") if desk is DeskKind.MACRO else None
    identity = DeskIdentity(
        kind=desk,
        id=own.integer(_ID_KEYS[desk], least=1),
        section=own.integer("section_id", least=1) if desk is DeskKind.ARTICLE else 0,
        item=own.integer("dynamic_content_id", least=1) if desk is DeskKind.MACRO else 0,
        macros={tag: copies.integer(name, least=1) for name, tag in _tags(copies)} if copies else {},
        is_draft=own.flag("draft") if desk is DeskKind.ARTICLE else False,
        labels=top.texts("labels") if desk is DeskKind.ARTICLE else (),
        redirect_from=_redirects(top) if desk is DeskKind.ARTICLE else (),
        name=own.text("name") if desk is DeskKind.ITEM else "",
        placeholder=own.text("placeholder") if desk is DeskKind.ITEM else "",
    )
    own.finish()
    problems.raise_all()
    return identity


def _redirects(top: Fields) -> tuple[str, ...]:
    return tuple(top.convert(item, _path, "") for item in top.items("redirect_from"))


def _path(text: str) -> str:
    if not text.startswith("/"):
        raise ValueError(f"{text!r} is no path such as /hc/en-us/articles/1")
    return text


def _tags(copies: Fields) -> Iterator[tuple[str, LanguageTag]]:
    for name in copies.names():
        try:
            yield name, language_tag(name)
        except ValueError as error:
            copies.problems.add(copies.key_location(name), f"{error}.", "Name a locale.")


def _top(document: Document, kind: str, shown: str) -> YamlNode | None:
    text, line, start = document.text, 0, 0
    try:
        if kind != "macro":
            end = read_front_matter(text, shown, ReadOptions(fields=())).body
            if not end:
                return None
            start = text.index("\n") + 1 if "\n" in text[:end] else text.index("\r") + 1
            text, line = text[start : len(text[:end].rstrip()) - len("---")], 1
        elif document.path.endswith(".json"):
            return parse_json(text, shown)
        return parse(text, shown, line_offset=line, offset=start)
    except InputErrors:
        return None
