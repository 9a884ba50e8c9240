"""What is known of a document without its text: all that checks of other documents, and of the project, ask of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.checks.anchors import moved_places, places_of
from locmem.checks.doubts import Doubt, doubts_of
from locmem.checks.leads import Lead, TranslatedLead, fragments_of, images_of, links_of, sites_of, translated_leads
from locmem.checks.pages import Page, pages
from locmem.checks.passages import is_shown, packed
from locmem.checks.places import Spot, spot
from locmem.checks.printed import printing, unread_in
from locmem.checks.settings_use import front_keys, notations_in
from locmem.checks.spellings import Spelling, spellings_of
from locmem.checks.statements import Statement, is_said, statements_of
from locmem.errors import InputErrors
from locmem.inline.liquid import scan
from locmem.model.document import Risk
from locmem.model.finding import Finding
from locmem.model.translation import State
from locmem.render.regions import regions
from locmem.render.zendesk_identity import identity_of
from locmem.values.locales import chain

SYNTAX = "liquid-syntax"
"""The check of findings of tags that are not closed or balanced, or mean nothing to Liquid."""


class Translated(NamedTuple):
    """A document in a locale: of how many segments the translation is confirmed, and what stands for all of these.

    is_whole: whether customers read it, if it has a topic, without a text of the source.
    """

    locale: str
    confirmed: int
    total: int
    stamp: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A document as others see it.

    path: under the content folder; file: from the project's folder.
    content_set, kind, folder: the name of its content set, what that holds, and where it lies.
    markets: those it is meant for; empty for all.  locales: the content locales in which there may be a translation.
    title: what it is called, empty for nothing.
    slug_at: where it gives itself its slug; None where it is called by its place.
    title_at, topic_at, risk_at: where its title, its topic and its risk stand; None where that is not found.
    start: its first character.
    asks: the facts that its text asks for.
    passages: what customers read of it, if it has a topic, for `locmem.checks.passages`.
    printing: what it prints of lists, if it has a topic, for `locmem.checks.printed`.
    is_draft: whether it has a topic, and its front matter keeps it a draft in the help desk, which no customer sees.
    liquid: what reading it found of tags that are not as Liquid has them.
    links, images: where it leads within its own site, and the pictures it shows.
    fragments: the links that name a place, on itself too; places: the keys of its own, None where nobody knows them.
    translated: the links of its translations that name a place; moved: by locale, the places that are called otherwise
        there, with what they are called (`locmem.checks.anchors`).
    locale: of its text.
    sites: the hosts it leads or writes to, each with the line and column of its first place.
    translations: how far it is translated, and into what, by locale.
    doubts: words that look misspelt.  spellings: words that not all countries of its language have.
    misnamed: catalogs whose header names another document, each with its locale, its path and that document.
    keys: those of its front matter.  notations: dialects of placeholders that it has among its words, unprotected.
    """

    path: str
    file: str
    content_set: str
    kind: str
    folder: str
    markets: tuple[str, ...]
    locales: tuple[str, ...]
    risk: Risk
    title: str
    slug: str
    slug_at: Spot | None
    start: Spot
    topic: str
    asks: frozenset[Statement]
    liquid: tuple[Finding, ...] = ()
    links: tuple[Lead, ...] = ()
    images: tuple[Lead, ...] = ()
    fragments: tuple[Lead, ...] = ()
    places: frozenset[str] | None = None
    translated: tuple[TranslatedLead, ...] = ()
    moved: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    locale: str = ""
    sites: tuple[tuple[str, int, int], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    title_at: Spot | None = None
    topic_at: Spot | None = None
    risk_at: Spot | None = None
    keys: frozenset[str] = frozenset()
    notations: frozenset[str] = frozenset()
    misnamed: tuple[tuple[str, str, str], ...] = ()
    translations: tuple[Translated, ...] = ()
    passages: bytes = field(default=b"", repr=False)
    is_draft: bool = False
    printing: bytes = field(default=b"", repr=False)

    def ships_to(self, market: str) -> bool:
        """Whether the document is meant for a market."""
        return not self.markets or market in self.markets

    def is_read_in(self, locale: str) -> bool:
        """Whether a market's customers read it in their locale: it is written in it, or translated to the end."""
        return self.locale in chain(locale) or any(one.locale == locale and one.is_whole for one in self.translations)

    def asks_for(self, path: str) -> bool:
        """Whether its text asks for a fact, or something of it, be it in a condition."""
        return is_said(path, [statement.path for statement in self.asks])


def cards_of(workspace: Workspace) -> Iterator[Card]:
    """The cards of the documents of a workspace, in order of path."""
    pairs: dict[str, list[Pair]] = {}
    for pair in workspace.pairs:
        pairs.setdefault(pair.source.path, []).append(pair)
    for page in pages(workspace):
        required = workspace.settings.risks[page.source.risk].required
        yield _card(page, tuple(pairs.get(page.source.path, ())), required)


def _card(page: Page, pairs: tuple[Pair, ...], required: State) -> Card:
    source, document = page.source, page.source.document
    return Card(
        path=source.path,
        file=source.file,
        content_set=source.content_set.name,
        kind=source.content_set.kind,
        folder=source.content_set.folder,
        markets=tuple(document.markets),
        locales=tuple(pair.locale for pair in pairs),
        risk=source.risk,
        title=document.title,
        slug=document.slug,
        slug_at=_value_at(source, "slug", document.slug),
        start=spot(source, 0),
        topic=document.topic,
        # Only texts on a topic owe anything, and reading all tags of every text takes long.
        asks=frozenset(_asked_in(source)) if document.topic else frozenset(),
        is_draft=bool(document.topic) and _is_draft(source),
        passages=packed(source, pairs, required) if document.topic else b"",
        printing=printing(source) if document.topic else b"",
        liquid=tuple(
            replace(finding, location=replace(finding.location, path=source.file))
            for finding in document.findings
            if finding.check == SYNTAX
        ),
        links=tuple(links_of(page)),
        images=tuple(images_of(page)),
        fragments=tuple(fragments_of(page)),
        places=places_of(page),
        translated=tuple(lead for pair in pairs for lead in translated_leads(pair)),
        moved=tuple((pair.locale, moved) for pair in pairs if (moved := tuple(moved_places(pair).items()))),
        locale=source.locale,
        sites=tuple(sites_of(page)),
        doubts=tuple(doubts_of(source)),
        spellings=tuple(spellings_of(source)),
        title_at=_value_at(source, "title|name", document.title),
        topic_at=_value_at(source, "topic", document.topic),
        risk_at=_value_at(source, "risk", source.risk.value),
        keys=frozenset(front_keys(document.text)) if source.content_set.kind != "macro" else frozenset(),
        notations=frozenset(notations_in(source)),
        translations=tuple(_translated(pair, bool(document.topic), required) for pair in pairs),
        misnamed=tuple(
            (pair.locale, pair.path, pair.before.named)
            for pair in pairs
            if pair.before.named not in ("", source.path, pair.moved_from)
        ),
    )


def _asked_in(source: Source) -> Iterator[Statement]:
    document = source.document
    for region in regions(document.text, document.path, source.content_set.kind)[0]:
        tags = scan(region.template).tags
        yield from statements_of(tags, unread_in(region.template, region.syntax, tags))


def _is_draft(source: Source) -> bool:
    if "draft" not in source.document.text:
        return False
    try:
        return identity_of(source.document, source.content_set.kind, source.file).is_draft
    except InputErrors:
        # What is wrong with it is told by who writes it for the help desk.
        return False


def _translated(pair: Pair, has_topic: bool, required: State) -> Translated:
    said = [(entry.occurrence, entry.target) for entry in pair.shipped if entry.is_current]
    return Translated(
        locale=str(pair.locale),
        confirmed=len(said),
        total=len(pair.shipped),
        stamp=sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:12],
        is_whole=has_topic and all(is_shown(row, required) for row in pair.shipped_rows),
    )


def _value_at(source: Source, key: str, value: str) -> Spot | None:
    """The place of a value beside its key, in front matter or in a macro."""
    pattern = (
        rf"(?:^|[{{,])[^\S\n]*[\"']?(?:{key})[\"']?[ \t]*[:=][ \t]*[\"']?(?P<value>{re.escape(value)})(?=[\"'\s,}}]|$)"
    )
    found = re.search(pattern, source.document.text, re.MULTILINE) if value else None
    return spot(source, found.start("value"), len(value)) if found else None
