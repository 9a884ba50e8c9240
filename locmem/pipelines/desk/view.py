"""A Zendesk export seen with the project's eyes: things with their texts by the project's locales."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from locmem.formats.zendesk import ARTICLE, SECTION, DeskArticle, DeskExport, DeskItem, DeskMacro, DeskTranslation
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.wording import counted
from locmem.render.zendesk_identity import DeskKind
from locmem.values.locales import meant_by

_MARK = re.compile(r"(?s)(.*\S)\s*\[([A-Za-z-]+)\]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskText:
    """A thing in one locale.  key: its JSON path; body: of a macro empty, its text stands in its content."""

    key: str
    title: str
    body: str = ""
    is_draft: bool = False
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskThing:
    """An article, section, macro or item of dynamic content.

    own: the locale it was written in.  texts: its versions in the project's locales, its own among them.
    place: the address or placeholder it is known by.  content: of a macro, the whole object.
    """

    kind: DeskKind
    key: str
    id: int
    own: LanguageTag
    texts: Mapping[LanguageTag, DeskText]
    place: str = ""
    section: int = 0
    labels: tuple[str, ...] = ()
    content: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> DeskText:
        """The version in its own language."""
        return self.texts[self.own]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """All things of an export that the project has a language for.  left_out: what it has none for, in words."""

    things: tuple[DeskThing, ...]
    left_out: tuple[str, ...]

    def of(self, kind: DeskKind) -> tuple[DeskThing, ...]:
        """The things of one kind."""
        return tuple(thing for thing in self.things if thing.kind is kind)

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts its articles stand on."""
        return frozenset(host for thing in self.of(DeskKind.ARTICLE) if (host := urlsplit(thing.place).netloc))


def view_of(export: DeskExport, settings: Settings) -> DeskView:
    """What an export holds, in the project's locales.

    A name of a locale is the project's by `zendesk_locales`, by its own spelling, or, where the export has one name
    that means it and the project no other that could be meant, by `locmem.values.locales.meant_by` (`en-us` is `en`).
    """
    return _Viewer(export, settings).view()


class _Viewer:
    def __init__(self, export: DeskExport, settings: Settings) -> None:
        self.export = export
        self.settings = settings
        self.left: Counter[str] = Counter()
        names = [one.locale for one in export.translations]
        names += (name for one in export.articles for name in (one.locale, one.source_locale))
        names += (name for one in export.sections for name in (one.locale, one.source_locale))
        self.tags = tags_of(names, settings)
        self.numbers = {one.number: tag for tag, one in settings.zendesk_locales.items() if one.number}

    def view(self) -> DeskView:
        versions: dict[tuple[str, int], list[DeskTranslation]] = {}
        for translation in self.export.translations:
            versions.setdefault((translation.source_type, translation.source), []).append(translation)
        things = (
            *(self._article(article, versions.pop((ARTICLE, article.id), [])) for article in self.export.articles),
            *self._sections(versions),
            *(self._macro(macro) for macro in self.export.macros),
            *(self._item(content) for content in self.export.items),
        )
        for (kind, _), translations in versions.items():
            self.left[f"the {kind} it belongs to is not in the file"] += len(translations)
        return DeskView(
            things=tuple(thing for thing in things if thing is not None),
            left_out=tuple(f"{counted(count, 'text')}: {why}" for why, count in sorted(self.left.items())),
        )

    def _article(self, article: DeskArticle, versions: Iterable[DeskTranslation]) -> DeskThing | None:
        listed = DeskText(
            key=article.key,
            title=article.title,
            body=article.body,
            is_draft=article.is_draft,
            is_outdated=article.is_outdated,
        )
        own, texts = self._texts(article.locale, article.source_locale, listed, versions)
        if own is None:
            return None
        return DeskThing(
            kind=DeskKind.ARTICLE,
            key=article.key,
            id=article.id,
            own=own,
            texts=texts,
            place=article.html_url,
            section=article.section,
            labels=article.labels,
        )

    def _sections(self, versions: dict[tuple[str, int], list[DeskTranslation]]) -> Iterator[DeskThing | None]:
        for section in self.export.sections:
            listed = DeskText(key=section.key, title=section.name, body=section.description)
            own, texts = self._texts(
                section.locale, section.source_locale, listed, versions.pop((SECTION, section.id), [])
            )
            if own is not None:
                yield DeskThing(
                    kind=DeskKind.SECTION,
                    key=section.key,
                    id=section.id,
                    own=own,
                    texts=texts,
                    section=section.category,
                )

    def _texts(
        self, locale: str, source_locale: str, listed: DeskText, versions: Iterable[DeskTranslation]
    ) -> tuple[LanguageTag | None, dict[LanguageTag, DeskText]]:
        texts: dict[LanguageTag, DeskText] = {}
        if tag := self._tag(locale):
            texts[tag] = listed
        for version in versions:
            # Only the translation itself says whether it is a draft or outdated.
            if tag := self._tag(version.locale):
                texts[tag] = DeskText(
                    key=version.key,
                    title=version.title,
                    body=version.body,
                    is_draft=version.is_draft,
                    is_outdated=version.is_outdated,
                )
        own = self.tags.get(source_locale)
        if own is not None and own not in texts:
            self.left[f"written in {own}, but the file has no text in {own}"] += 1
        return own if own in texts else None, texts

    def _tag(self, name: str) -> LanguageTag | None:
        if name not in self.tags:
            self.left[f"{name} is no locale of locmem.yaml; add it to locales, or name it in zendesk_locales"] += 1
        return self.tags.get(name)

    def _macro(self, macro: DeskMacro) -> DeskThing:
        title, own = macro.title, self.settings.source_locale
        if (mark := _MARK.match(title)) and mark[2] in self.settings.locales:
            title, own = mark[1], LanguageTag(mark[2])
        text = DeskText(key=macro.key, title=title, is_draft=not macro.is_active)
        return DeskThing(
            kind=DeskKind.MACRO, key=macro.key, id=macro.id, own=own, texts={own: text}, content=macro.content
        )

    def _item(self, content: DeskItem) -> DeskThing | None:
        texts: dict[LanguageTag, DeskText] = {}
        own = None
        for variant in content.variants:
            tag = self.numbers.get(variant.locale)
            if tag is None:
                self.left[f"no locale of zendesk_locales in locmem.yaml has the number {variant.locale}"] += 1
                continue
            if variant.is_default or variant.locale == content.default_locale:
                own = tag
            texts[tag] = DeskText(
                key=variant.key,
                title=content.name,
                body=variant.content,
                is_draft=not variant.is_active,
                is_outdated=variant.is_outdated,
            )
        if own is None:
            self.left["dynamic content whose default language the project does not know"] += 1
            return None
        return DeskThing(
            kind=DeskKind.ITEM, key=content.key, id=content.id, own=own, texts=texts, place=content.placeholder
        )


def tags_of(names: Iterable[str], settings: Settings) -> dict[str, LanguageTag]:
    """The project's locale for each name of an export's that it has one for."""
    locales = (settings.source_locale, *settings.locales)
    named = {desk_locale.name: tag for tag, desk_locale in settings.zendesk_locales.items() if desk_locale.name}
    own = {tag.lower(): tag for tag in locales if tag not in named.values()}
    tags: dict[str, LanguageTag] = {}
    others: dict[LanguageTag, list[str]] = {}
    for name in dict.fromkeys(names):
        spelt = name.lower().replace("_", "-")
        if tag := named.get(spelt) or own.get(spelt):
            tags[name] = tag
        elif len(meant := meant_by(name, tuple(own.values()))) == 1:
            others.setdefault(meant[0], []).append(name)
    for tag, variants in others.items():
        if len(variants) == 1 and tag not in tags.values():
            tags[variants[0]] = tag
    return tags
