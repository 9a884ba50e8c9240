"""What a check is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

from locmem.catalogs.pairs import Pair, Row, Source, Workspace
from locmem.checks.cards import Card, cards_of
from locmem.checks.pages import Page, pages
from locmem.checks.texts.text import Text, texts_of
from locmem.checks.wordings import Wordings, wordings_of
from locmem.model.fact import Market
from locmem.model.match import Entry
from locmem.model.settings import RiskPolicy, Settings
from locmem.model.signature import Signatures
from locmem.noted_day import in_common
from locmem.render.page_links import PageLinks
from locmem.terms.terminology import Terminology

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """All that checks may look at; they read nothing else.

    markets: those chosen; what only concerns others is not looked for.  all_markets: these and all launched ones.
    broken: codes of markets of which nothing is known, as their profiles or company data cannot be read.
    day: the day on which facts must hold and from which days of grace are counted.
    files: paths of all files of the project's content, from the project's folder; None where nobody listed them,
        and then no check asks whether a file is there.
    stored: pairs of the memory's files with the file's path; only those that have something to look at.
    outline: what is known of every document of the project, where the workspace holds only some; None where it holds
        all of them.
    said: what all documents say, where the workspace holds only some; None where it holds all of them.
    signatures: who signed that the texts of a market keep an obligation.
    terminology: the team's glossary; None where it cannot be read, and then nothing is said of words.
    """

    workspace: Workspace
    markets: tuple[Market, ...]
    all_markets: tuple[Market, ...]
    day: date
    settings: Settings
    broken: frozenset[str] = frozenset()
    files: frozenset[str] | None = None
    stored: tuple[tuple[str, Entry], ...] = ()
    outline: tuple[Card, ...] | None = None
    said: tuple[Wordings, ...] | None = None
    terminology: Terminology | None = None
    signatures: Signatures = field(default_factory=dict)
    _made: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    _here: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)
    _pages: list[Page] = field(default_factory=list, init=False, compare=False, repr=False)
    _texts: list[tuple[Pair, Row, Text]] = field(default_factory=list, init=False, compare=False, repr=False)

    def of(self, workspace: Workspace, stored: tuple[tuple[str, Entry], ...] = ()) -> CheckContext:
        """The same for another part of the project; what was worked out for all of it is not worked out again."""
        context = replace(self, workspace=workspace, stored=stored, outline=self.cards, said=self.wordings)
        object.__setattr__(context, "_made", self._made)
        return context

    def once(self, name: str, make: Callable[[], R]) -> R:
        """What `make` gives, which depends on nothing but what all parts of the project have in common."""
        if name not in self._made:
            with in_common(self.day):
                self._made[name] = make()
        return cast(R, self._made[name])

    def here(self, name: str, make: Callable[[], R]) -> R:
        """What `make` gives, which depends on the workspace of this context; made once, whatever checks ask for it."""
        if name not in self._here:
            self._here[name] = make()
        return cast(R, self._here[name])

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is known of every document of the project, in order of path."""
        if self.outline is not None:
            return self.outline
        return self.once("cards", lambda: tuple(cards_of(self.workspace)))

    @property
    def wordings(self) -> tuple[Wordings, ...]:
        """The texts of every document of the project, as they are compared."""
        if self.said is not None:
            return self.said
        return self.once("wordings", lambda: tuple(wordings_of(self.workspace)))

    @property
    def by_path(self) -> dict[str, Card]:
        """The cards by the paths of their documents."""
        return self.once("by path", lambda: {card.path: card for card in self.cards})

    @property
    def links(self) -> PageLinks:
        """Which document an address leads to."""
        return self.once("links", lambda: PageLinks(self.by_path))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The documents of the workspace as checks of their shape look at them."""
        if not self._pages:
            self._pages.extend(pages(self.workspace))
        return tuple(self._pages)

    @property
    def texts(self) -> tuple[tuple[Pair, Row, Text], ...]:
        """The rows whose target customers may read, each with what they see of it."""
        if not self._texts:
            for pair in self.pairs():
                self._texts.extend((pair, row, text) for row, text in texts_of(pair, self.shown(pair)))
        return tuple(self._texts)

    def pairs(self) -> Iterator[Pair]:
        """The documents in the locales in which they ship to a chosen market; all pairs without any market."""
        for pair in self.workspace.pairs:
            if self.is_shown(pair.source, pair.locale):
                yield pair

    def is_shown(self, document: Source | Card, locale: str) -> bool:
        """Whether a document ships to a chosen market in a content locale; without any market, it may to all.

        What no market reads that is known may be for one of those of which nothing is.
        """
        if not self.all_markets or any(ships(document, market, locale) for market in self.markets):
            return True
        return locale not in self.served and any(map(document.ships_to, self.broken))

    @property
    def served(self) -> frozenset[str]:
        """The content locales that some market reads of which anything is known."""
        return self.once("served", lambda: served_by(self.all_markets))

    def policy(self, source: Source) -> RiskPolicy:
        """What the risk of a document demands."""
        return self.settings.risks[source.risk]

    def shown(self, pair: Pair) -> Iterator[Row]:
        """The rows whose target customers may read: confirmed, or as far as the document's risk demands."""
        required = self.policy(pair.source).required
        for row in pair.shipped_rows:
            entry = row.entry
            if entry.target and (entry.is_confirmed or entry.state.rank >= required.rank):
                yield row


def served_by(markets: Iterable[Market]) -> frozenset[str]:
    """The content locales that some of the markets read."""
    return frozenset(str(locale.content) for market in markets for locale in market.locales)


def ships(document: Source | Card, market: Market, locale: str) -> bool:
    """Whether customers of a market are meant to read a document in a content locale."""
    return document.ships_to(market.code) and any(one.content == locale for one in market.locales)
