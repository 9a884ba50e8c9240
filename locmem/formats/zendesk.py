"""A Zendesk export: one JSON object with what the list endpoints of its API return.

    {"articles": […], "sections": […], "translations": […], "macros": […], "dynamic_content": […]}

Each list is optional and holds the objects as the API gives them (Help Center API: articles, sections,
translations; Ticketing API: macros, dynamic content items with their variants).  Keys that are not named below are
left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locmem.errors import Location, Problems, input_error

ARTICLE, SECTION = "article", "section"
LISTS = ("articles", "sections", "translations", "macros", "dynamic_content")
_SHAPE = "See docs/reference/zendesk.md for what it should hold."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticle:
    """An article with its text in the locale it was listed in.

    key: its JSON path in the file.  section: the id of its section, 0 where it has none.
    """

    key: str
    id: int
    locale: str
    source_locale: str
    title: str
    body: str
    section: int = 0
    is_draft: bool = False
    is_outdated: bool = False
    labels: tuple[str, ...] = ()
    html_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSection:
    """A section; its description is what a translation calls its body."""

    key: str
    id: int
    locale: str
    source_locale: str
    name: str
    description: str
    category: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTranslation:
    """An article or section in one locale; source_type is `article`, `section` or `category`."""

    key: str
    source_type: str
    source: int
    locale: str
    title: str
    body: str
    is_draft: bool = False
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMacro:
    """A macro: `content` is the whole object."""

    key: str
    id: int
    title: str
    is_active: bool
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVariant:
    """The text of a dynamic-content item in the language whose number is `locale`."""

    key: str
    locale: int
    content: str
    is_default: bool = False
    is_active: bool = True
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskItem:
    """A dynamic-content item; placeholder is what macros write: `{{dc.refund}}`."""

    key: str
    id: int
    name: str
    placeholder: str
    default_locale: int
    variants: tuple[DeskVariant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskExport:
    """All of a file."""

    articles: tuple[DeskArticle, ...] = ()
    sections: tuple[DeskSection, ...] = ()
    translations: tuple[DeskTranslation, ...] = ()
    macros: tuple[DeskMacro, ...] = ()
    items: tuple[DeskItem, ...] = ()


def read_export(data: bytes, path: str) -> DeskExport:
    """The export in `data`; `path` is used in messages.

    Raises InputErrors with every problem of the file at once; each names its JSON path (`articles[3].title`).
    """
    document = _parsed(data, path)
    problems = Problems()
    top = _Object(document, "", path, problems)
    if isinstance(document, dict) and not any(name in document for name in LISTS):
        top.wrong("", f"none of the keys {', '.join(LISTS)} is there.", _SHAPE)
    export = DeskExport(
        articles=tuple(_article(article) for article in top.objects("articles")),
        sections=tuple(_section(section) for section in top.objects("sections")),
        translations=tuple(_translation(translation) for translation in top.objects("translations")),
        macros=tuple(_macro(macro) for macro in top.objects("macros")),
        items=tuple(_item(item) for item in top.objects("dynamic_content")),
    )
    for things in (export.articles, export.sections, export.macros, export.items):
        _once(((thing.key, str(thing.id)) for thing in things if thing.id), top)
    _once(
        (
            (translation.key, f"{translation.source_type} {translation.source} {translation.locale}")
            for translation in export.translations
        ),
        top,
    )
    problems.raise_all()
    return export


def _parsed(data: bytes, path: str) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise input_error(Location(path=path, line=line), "this is not UTF-8.", "Save the file as UTF-8.") from None
    except json.JSONDecodeError as error:
        location = Location(path=path, line=error.lineno, column=error.colno)
        raise input_error(location, f"not valid JSON: {error.msg}.", "Export it again; is it cut off?") from None
    except (RecursionError, ValueError):
        raise input_error(Location(path=path), "not valid JSON: nested too deeply, or a number too long.") from None


def _once(keyed: Iterator[tuple[str, str]], top: _Object) -> None:
    first: dict[str, str] = {}
    for key, name in keyed:
        if name in first:
            top.wrong(key, f"the same as {first[name]}: {name}.", "Keep one of them.")
        first.setdefault(name, key)


def _article(one: _Object) -> DeskArticle:
    locale = one.text("locale", required=True)
    return DeskArticle(
        key=one.key,
        id=one.id("id", required=True),
        locale=locale,
        source_locale=one.text("source_locale") or locale,
        title=one.text("name") or one.text("title", required=True),
        body=one.text("body"),
        section=one.id("section_id"),
        is_draft=one.flag("draft"),
        is_outdated=one.flag("outdated"),
        labels=one.texts("label_names"),
        html_url=one.text("html_url"),
    )


def _section(one: _Object) -> DeskSection:
    locale = one.text("locale", required=True)
    return DeskSection(
        key=one.key,
        id=one.id("id", required=True),
        locale=locale,
        source_locale=one.text("source_locale") or locale,
        name=one.text("name", required=True),
        description=one.text("description"),
        category=one.id("category_id"),
    )


def _translation(one: _Object) -> DeskTranslation:
    return DeskTranslation(
        key=one.key,
        source_type=one.text("source_type", required=True).lower(),
        source=one.id("source_id", required=True),
        locale=one.text("locale", required=True),
        title=one.text("title", required=True),
        body=one.text("body"),
        is_draft=one.flag("draft"),
        is_outdated=one.flag("outdated"),
    )


def _macro(one: _Object) -> DeskMacro:
    for action in one.objects("actions"):
        action.text("field", required=True)
        action.check("value")
    return DeskMacro(
        key=one.key,
        id=one.id("id", required=True),
        title=one.text("title", required=True),
        is_active=one.flag("active", True),
        content=one.values,
    )


def _item(item: _Object) -> DeskItem:
    return DeskItem(
        key=item.key,
        id=item.id("id", required=True),
        name=item.text("name", required=True),
        placeholder=item.text("placeholder"),
        default_locale=item.id("default_locale_id"),
        variants=tuple(
            DeskVariant(
                key=variant.key,
                locale=variant.id("locale_id", required=True),
                content=variant.text("content"),
                is_default=variant.flag("default"),
                is_active=variant.flag("active", True),
                is_outdated=variant.flag("outdated"),
            )
            for variant in item.objects("variants")
        ),
    )


class _Object:
    """One object of the file, read key by key; what is wrong is noted with its JSON path."""

    def __init__(self, value: object, key: str, path: str, problems: Problems) -> None:
        self.key = key
        self.path = path
        self.problems = problems
        self.is_object = isinstance(value, dict)
        self.values: Mapping[str, object] = value if isinstance(value, dict) else {}
        if not self.is_object:
            self.wrong(key, f"this is {_kind(value)}.", "An object `{…}` belongs here.")

    def wrong(self, key: str, what: str, do: str) -> None:
        self.problems.add(Location(path=self.path, key=key), what, do)

    def text(self, name: str, *, required: bool = False) -> str:
        value = self._value(name, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(self._at(name), f"this is {_kind(value)}.", "Text belongs here.")
            return ""
        return self._clean(value, self._at(name))

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._list(name)
        wrong = [number for number, one in enumerate(found) if not isinstance(one, str)]
        for number in wrong:
            self.wrong(f"{self._at(name)}[{number}]", f"this is {_kind(found[number])}.", "Text belongs here.")
        return tuple(self._clean(one, self._at(name)) for one in found if isinstance(one, str))

    def check(self, name: str) -> None:
        """Note what no file can hold in a value of any shape."""
        waiting = [(self._at(name), self.values.get(name))]
        for key, value in waiting:
            if isinstance(value, str):
                self._clean(value, key)
            elif isinstance(value, list):
                waiting += ((f"{key}[{number}]", one) for number, one in enumerate(value))
            elif isinstance(value, dict):
                waiting += ((f"{key}.{inner}", one) for inner, one in value.items())

    def id(self, name: str, *, required: bool = False) -> int:
        """A positive whole number, 0 where there is none."""
        value = self._value(name, required=required)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            self.wrong(self._at(name), f"{json.dumps(value)[:40]} is no id.", "A positive whole number belongs here.")
            return 0
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._value(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(self._at(name), f"this is {_kind(value)}.", "true or false belongs here.")
            return default
        return value

    def objects(self, name: str) -> Iterator[_Object]:
        for number, one in enumerate(self._list(name)):
            yield _Object(one, f"{self._at(name)}[{number}]", self.path, self.problems)

    def _list(self, name: str) -> list[object]:
        value = self._value(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(self._at(name), f"this is {_kind(value)}.", "A list `[…]` belongs here.")
            return []
        return value

    def _value(self, name: str, *, required: bool = False) -> object:
        value = self.values.get(name)
        if value in (None, "") and required and self.is_object:
            self.wrong(self._at(name), "this is missing.", _SHAPE)
        return value

    def _clean(self, text: str, key: str) -> str:
        """The text, where a file can hold it."""
        try:
            text.encode()
        except UnicodeEncodeError:
            self.wrong(key, "half of a character outside the basic plane stands in the text.", "Mend it in Zendesk.")
            return ""
        if "\0" in text:
            self.wrong(key, "a NUL character stands in the text.", "Mend it in Zendesk.")
            return ""
        return text

    def _at(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return names[type(value)]
