"""Things of a help desk written as source files: articles as HTML with front matter, all else as YAML."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from locmem.content.scalars import double_quoted
from locmem.errors import InputErrors, UsageError
from locmem.model.settings import ContentSet, Settings
from locmem.model.tags import LanguageTag
from locmem.pipelines.desk.view import DeskText, DeskThing
from locmem.render.zendesk_identity import DeskKind
from locmem.settings import content_set_of
from locmem.yamlfile import YamlMapping, YamlScalar, parse

_KEPT = ("description", "active", "default", "position", "restriction")
"""What of a macro is kept beside its title and actions; the rest is Zendesk's own bookkeeping."""
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_LINE_END = re.compile(r"\r\n?")
_MOST = 60
"""Letters of a file's name."""


def text_of(thing: DeskThing, version: DeskText, slug: str, source_locale: LanguageTag) -> str:
    """The file of a thing with one of its texts; two texts of equal structure give files of equal structure."""
    if thing.kind is DeskKind.ARTICLE:
        head = "".join(f"{line}\n" for line in _front_matter(thing, version, slug, source_locale))
        body = _LINE_END.sub("\n", version.body).strip("\n")
        return f"---\n{head}---\n\n{body}\n"
    return "".join(f"{line}\n" for line in _yaml_file(thing, version, source_locale))


def slug_for(thing: DeskThing) -> str:
    """A name for the file in plain letters: from the address, or else the title, or else the id."""
    address = thing.place.rstrip("/").rpartition("/")[2] if thing.kind is DeskKind.ARTICLE else ""
    tail = re.sub(r"^\d+-?", "", address)
    for text in (tail, thing.text.title):
        flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:_MOST].strip("-")
        if re.search("[a-z]", slug):
            return slug
    return f"{thing.kind.value.replace('_', '-')}-{thing.id}"


def set_for(settings: Settings, kind: DeskKind) -> ContentSet:
    """The content set that takes new things of a kind.

    Articles go to the first set of kind `html`, all else to a set of kind `macro` for YAML: sections and dynamic
    content to the one called so where there is one.  Raises UsageError, with the line to add, where there is none.
    """
    if kind is DeskKind.ARTICLE:
        fitting = [content_set for content_set in settings.content_sets if content_set.kind == "html"]
        line = "{name: help-center, files: help-center/**/*.html, kind: html}"
    else:
        fitting = [
            content_set
            for content_set in settings.content_sets
            if content_set.kind == "macro" and not content_set.pattern.endswith(".json")
        ]
        fitting.sort(key=lambda content_set: content_set.name != _FOLDERS[kind])
        line = "{name: macros, files: macros/**/*.yaml, kind: macro}"
    if not fitting:
        name = "article" if kind is DeskKind.ARTICLE else "macro"
        raise UsageError(f"no content set of locmem.yaml takes an {name} of Zendesk. Add under content: `- {line}`.")
    return fitting[0]


_FOLDERS = {DeskKind.ARTICLE: "", DeskKind.MACRO: "", DeskKind.SECTION: "sections", DeskKind.ITEM: "dynamic-content"}


def path_for(settings: Settings, content_set: ContentSet, thing: DeskThing, slug: str, folder: str) -> str:
    """Where the file goes, under `folder` where the set's pattern allows folders.  Raises UsageError."""
    parts = PurePosixPath(content_set.pattern).parts
    fixed = [part for part in parts[:-1] if not set(part) & set("*?[")]
    suffix = PurePosixPath(content_set.pattern).suffix
    inner = "" if content_set.name == _FOLDERS[thing.kind] else _FOLDERS[thing.kind]
    for inside in ((inner, folder), (inner,), (folder,), ()):
        path = "/".join((*fixed, *(part for part in inside if part), slug + suffix))
        if content_set_of(settings, path) is content_set:
            return path
    raise UsageError(
        f"the pattern {content_set.pattern!r} of the content set {content_set.name} takes no file {slug}{suffix}. "
        "Write one such as help-center/**/*.html."
    )


def _front_matter(thing: DeskThing, version: DeskText, slug: str, source_locale: LanguageTag) -> Iterator[str]:
    yield f"title: {double_quoted(version.title)}"
    yield f"slug: {slug}"
    if thing.labels:
        yield f"labels: [{', '.join(double_quoted(label) for label in thing.labels)}]"
    if thing.own != source_locale:
        yield f"locale: {thing.own}"
    ids = [f"article_id: {thing.id}"]
    if thing.section:
        ids.append(f"section_id: {thing.section}")
    if thing.text.is_draft:
        ids.append("draft: true")
    yield f"zendesk: {{{', '.join(ids)}}}"


def _yaml_file(thing: DeskThing, version: DeskText, source_locale: LanguageTag) -> Iterator[str]:
    if thing.kind is DeskKind.ITEM:
        field = "comment_value_html" if re.search(r"</?[a-z][^<>]*>", thing.text.body) else "comment_value"
        yield from _actions([{"field": field, "value": version.body}])
        own = f"name: {double_quoted(version.title)}, placeholder: {double_quoted(thing.place)}"
        yield f"zendesk: {{type: dynamic_content, dynamic_content_id: {thing.id}, {own}}}"
    else:
        yield f"title: {double_quoted(version.title)}"
        if thing.kind is DeskKind.SECTION:
            yield f"description: {_value(version.body, 2)}"
            yield f"zendesk: {{type: section, section_id: {thing.id}}}"
        else:
            for key in _KEPT:
                if key in thing.content:
                    yield f"{key}: {_value(thing.content[key], 2)}"
            actions = thing.content.get("actions")
            yield from _actions(actions if isinstance(actions, list) else [])
            yield f"zendesk: {{macro_id: {thing.id}}}"
    if thing.own != source_locale:
        yield f"locmem: {{locale: {thing.own}}}"


def _actions(actions: list[object]) -> Iterator[str]:
    yield "actions:" if actions else "actions: []"
    for action in actions:
        assert isinstance(action, Mapping)
        mark = "-"
        for key, value in action.items():
            yield f"  {mark} {_name(key)}: {_value(value, 6)}"
            mark = " "


def _value(value: object, indent: int) -> str:
    """A value as YAML, a text of several lines as a literal block where that says it exactly."""
    if isinstance(value, str) and "\n" in value:
        blanks = " " * indent
        lines = value.removesuffix("\n").split("\n")
        block = "|" if value.endswith("\n") else "|-"
        block += "".join(f"\n{blanks}{line}" if line else "\n" for line in lines)
        if _reads_as(block, value):
            return block
    if isinstance(value, str):
        return double_quoted(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_name(key)}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(inner) for inner in value)}]"
    return json.dumps(value)


def _flow(value: object) -> str:
    return double_quoted(value) if isinstance(value, str) else _value(value, 0)


def _name(key: str) -> str:
    return key if _PLAIN_NAME.match(key) else double_quoted(key)


def _reads_as(block: str, value: str) -> bool:
    try:
        node = parse(f"value: {block}\n", "")
    except InputErrors:
        return False
    read = node.find("value") if isinstance(node, YamlMapping) else None
    return isinstance(read, YamlScalar) and read.text == value
