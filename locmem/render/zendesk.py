"""Rendered documents in the shapes of Zendesk's API: the objects of one market, ready to be sent.

Shapes: Help Center API (articles, translations, redirect rules) and Ticketing API (macros, dynamic content items)
on developer.zendesk.com.  Each object has one key more, `document`: the path of its source, by which the ids that
Zendesk gives can be written back.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from locmem.content.frontmatter import read_front_matter
from locmem.content.json_nodes import parse_json
from locmem.content.read_options import ReadOptions
from locmem.model.document import Document
from locmem.model.settings import ZendeskLocale
from locmem.model.tags import LanguageTag
from locmem.render.addresses import with_addresses
from locmem.render.html import as_written, left_out, sanitised
from locmem.render.page_links import PageLinks
from locmem.render.regions import TEXT_FIELDS
from locmem.render.zendesk_identity import OWN_KEYS, DeskIdentity, DeskKind
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar, YamlSequence, parse

_REFERENCE = re.compile(r"\s*\{\{-?\s*dc\.[^}]*\}\}\s*\Z")
_HELP_CENTER = re.compile(r"/hc/([a-z-]+)/")
_ARTICLE = re.compile(r"((?:https?://[^/]+)?/hc/)(?P<locale>[A-Za-z-]+)/articles/(?P<id>\d+)")

DeskObject = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """One document as customers of a market read it in one locale.

    text: the rendered file, its links rewritten; title: its rendered title.
    kind: a name in `locmem.content.kinds.KINDS`.  own_locale: the language its source is written in.
    is_behind: whether it is not the finished translation of the source as it is now.
    folder: that of its content set, from which links of a site may start.
    """

    document: Document
    kind: str
    identity: DeskIdentity
    locale: LanguageTag
    own_locale: LanguageTag
    text: str
    title: str
    is_behind: bool
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskNames:
    """How a project's locales are called in Zendesk.  source_locale: the one whose macros bear no mark."""

    source_locale: LanguageTag
    locales: Mapping[LanguageTag, ZendeskLocale] = field(default_factory=dict)

    def name(self, locale: LanguageTag) -> str:
        """The Help Center's name of a locale: `en-us`."""
        return self.locales[locale].name or locale.lower() if locale in self.locales else locale.lower()

    def number(self, locale: LanguageTag) -> int | None:
        """The number of a locale in dynamic content, where the settings say it."""
        return self.locales[locale].number if locale in self.locales else None

    def marked(self, title: str, locale: LanguageTag) -> str:
        """A macro's title with its locale: Zendesk's macros have none."""
        return title if locale == self.source_locale else f"{title} [{locale}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSet:
    """The objects of one market, each list in order of documents and locales.

    unresolved: links to articles that have no id yet, as (document, document linked to).
    left_out: what of an article does not go out, as (document, names of tags): nothing that runs or embeds does.
    """

    articles: tuple[DeskObject, ...]
    translations: tuple[DeskObject, ...]
    macros: tuple[DeskObject, ...]
    items: tuple[DeskObject, ...]
    redirects: tuple[DeskObject, ...]
    unresolved: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def desk_set(pages: Sequence[DeskPage], names: DeskNames, articles: Mapping[str, int]) -> DeskSet:
    """The objects of a market's pages.

    articles: the id of every article of the project by its path, 0 where it has none; links between them become
    links of the Help Center.
    """
    ordered = sorted(pages, key=lambda page: (page.document.path, page.locale != page.own_locale, page.locale))
    ordered = [replace(page, text=with_addresses(page.text, _in_language(page, names, articles))) for page in ordered]
    own = {kind: [page for page in ordered if page.identity.kind is kind] for kind in DeskKind}
    unresolved: dict[tuple[str, str], None] = {}
    links = PageLinks(articles)
    lost: dict[str, str] = {}
    translations = []
    for page in own[DeskKind.ARTICLE]:
        body = _body(page, _linked(page, names, articles, links, unresolved))
        if tags := left_out(body):
            lost[page.document.path] = ", ".join(f"<{tag}>" for tag in tags)
        clean = sanitised(body).strip("\n") + "\n"
        translations.append(_translation(page, names, "Article", page.title, clean))
    for page in own[DeskKind.SECTION]:
        values = _values(page)
        translations.append(
            _translation(page, names, "Section", _text(values.get("title")), _text(values.get("description")))
        )
    first = {page.document.path: page for page in reversed(own[DeskKind.ARTICLE])}
    return DeskSet(
        articles=tuple(_article(first[path], names) for path in sorted(first)),
        translations=tuple(translations),
        macros=tuple(_macros(own[DeskKind.MACRO], names)),
        items=tuple(_items([*own[DeskKind.MACRO], *own[DeskKind.ITEM]], names)),
        redirects=tuple(redirect for path in sorted(first) for redirect in _redirects(first[path], names)),
        unresolved=tuple(sorted(unresolved)),
        left_out=tuple(sorted(lost.items())),
    )


def as_bytes(value: object) -> bytes:
    """A value as JSON, the same bytes for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def texts_of(macro: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The texts of a macro object that customers read, as (field, text)."""
    actions = macro.get("actions")
    found = []
    for action in actions if isinstance(actions, Sequence) and not isinstance(actions, str) else ():
        if not isinstance(action, Mapping) or action.get("field") not in TEXT_FIELDS:
            continue
        value = action.get("value")
        if isinstance(value, list):
            # The first of the pair names the channel the text goes to.
            value = value[1] if len(value) > 1 else ""
        if isinstance(value, str):
            found.append((str(action["field"]), value))
    return tuple(found)


def placeholder_of(name: str) -> str:
    """What macros write for the item of a name: `{{dc.refund_sent}}`."""
    return "{{dc." + re.sub(r"\W+", "_", name.lower()).strip("_") + "}}"


def _article(page: DeskPage, names: DeskNames) -> DeskObject:
    one: DeskObject = {"document": page.document.path}
    if page.identity.id:
        one["id"] = page.identity.id
    if page.identity.section:
        one["section_id"] = page.identity.section
    one |= {
        "source_locale": names.name(page.own_locale),
        "slug": page.document.slug,
        "label_names": list(page.identity.labels),
    }
    return one


def _translation(page: DeskPage, names: DeskNames, source_type: str, title: str, body: str) -> DeskObject:
    one: DeskObject = {"document": page.document.path, "source_type": source_type}
    if page.identity.id:
        one["source_id"] = page.identity.id
    return one | {
        "locale": names.name(page.locale),
        "title": title,
        "body": body,
        "draft": page.identity.is_draft,
        "outdated": page.is_behind,
    }


def _body(page: DeskPage, change: Callable[[str], str]) -> str:
    text = with_addresses(page.text, change)
    if page.kind == "markdown":
        return as_written(text)
    return text[read_front_matter(text, page.document.path, ReadOptions(fields=())).body :]


def _linked(
    page: DeskPage,
    names: DeskNames,
    articles: Mapping[str, int],
    links: PageLinks,
    unresolved: dict[tuple[str, str], None],
) -> Callable[[str], str]:
    def changed(address: str) -> str:
        head = re.match(r"[^#?]*", address)
        path = head.group() if head else ""
        target = links.document_at(address, page.document.path, page.folder)
        if not target:
            return address
        if not articles[target]:
            unresolved[page.document.path, target] = None
            return address
        return f"/hc/{names.name(page.locale)}/articles/{articles[target]}{address[len(path) :]}"

    return changed


def _in_language(page: DeskPage, names: DeskNames, articles: Mapping[str, int]) -> Callable[[str], str]:
    """Links to this project's articles in the Help Center lead to the version in the page's own language."""
    known = {str(number) for number in articles.values() if number}

    def changed(address: str) -> str:
        found = _ARTICLE.match(address)
        if not found or found["id"] not in known:
            return address
        return found[1] + names.name(page.locale) + address[found.end("locale") :]

    return changed


def _redirects(page: DeskPage, names: DeskNames) -> Iterator[DeskObject]:
    for path in page.identity.redirect_from:
        one: DeskObject = {"document": page.document.path, "redirect_from": path, "redirect_status": "301"}
        if page.identity.id:
            place = _HELP_CENTER.match(path)
            name = place[1] if place else names.name(page.locale)
            one["redirect_to"] = f"/hc/{name}/articles/{page.identity.id}"
        yield one


def _macros(pages: Sequence[DeskPage], names: DeskNames) -> Iterator[DeskObject]:
    """The macros of Zendesk's shape; saved replies of other help desks have no place there."""
    for page in pages:
        values = {key: value for key, value in _values(page).items() if key not in (*OWN_KEYS, "id")}
        number = page.identity.macro(page.locale, page.own_locale)
        if not number and "actions" not in values:
            continue
        one: DeskObject = {"document": page.document.path, "locale": page.locale}
        if number:
            one["id"] = number
        yield one | values | {"title": names.marked(_text(values.get("title")), page.locale)}


def _items(pages: Sequence[DeskPage], names: DeskNames) -> Iterator[DeskObject]:
    """An item for each text of each macro, and for each item of its own, with a variant for each page."""
    grouped: dict[str, list[DeskPage]] = {}
    for page in pages:
        grouped.setdefault(page.document.path, []).append(page)
    taken: set[str] = set()
    for path, versions in sorted(grouped.items()):
        texts = [texts_of(_values(page)) for page in versions]
        identity, slug = versions[0].identity, re.sub(r"[-_]+", " ", versions[0].document.slug)
        for number, (field_name, first) in enumerate(texts[0]):
            if not first.strip() or _REFERENCE.match(first):
                continue
            name = identity.name or (slug if len(texts[0]) == 1 else f"{slug} {field_name.replace('_', ' ')}")
            if name in taken:
                name = f"{name} ({posixpath.splitext(path)[0]}, {number})"
            taken.add(name)
            known_id = identity.id if identity.kind is DeskKind.ITEM else identity.item if not number else 0
            # An item that is there keeps its default language, though this market may not read it.
            default = versions[0].own_locale if known_id else versions[0].locale
            variants = [
                _variant(page, names, fields[number][1], is_default=page.locale == default)
                for page, fields in zip(versions, texts, strict=True)
                if number < len(fields)
            ]
            yield _item(versions[0], names, default, name, known_id, variants)


def _item(
    page: DeskPage, names: DeskNames, default: LanguageTag, name: str, known: int, variants: Sequence[DeskObject]
) -> DeskObject:
    one: DeskObject = {"document": page.document.path}
    if known:
        one["id"] = known
    one |= {"name": name, "placeholder": page.identity.placeholder or placeholder_of(name)}
    if (number := names.number(default)) is not None:
        one["default_locale_id"] = number
    return one | {"outdated": any(variant["outdated"] for variant in variants), "variants": list(variants)}


def _variant(page: DeskPage, names: DeskNames, content: str, *, is_default: bool) -> DeskObject:
    one: DeskObject = {"locale": page.locale}
    if (number := names.number(page.locale)) is not None:
        one["locale_id"] = number
    active = _values(page).get("active", True)
    return one | {"content": content, "default": is_default, "active": active is not False, "outdated": page.is_behind}


def _values(page: DeskPage) -> Mapping[str, object]:
    """The file of a macro as the values it holds."""
    path = page.document.path
    node = parse_json(page.text, path) if path.endswith(".json") else parse(page.text, path)
    values = _plain(node) if node else None
    return values if isinstance(values, dict) else {}


def _plain(node: YamlNode) -> object:
    if isinstance(node, YamlMapping):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, YamlSequence):
        return [_plain(item) for item in node.items]
    assert isinstance(node, YamlScalar)
    if isinstance(node.value, Decimal):
        return float(node.value)
    return node.value if node.value is None or isinstance(node.value, bool | int | str) else node.text


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
