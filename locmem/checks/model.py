"""What a check is given, and what a check is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from locmem.catalogs.pairs import Pair, Row, Source, Workspace
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate
from locmem.model.match import Entry
from locmem.model.settings import RiskPolicy, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """All that checks may look at; they read nothing else.

    markets: those chosen; what only concerns others is not looked for.  all_markets: these and all launched ones.
    day: the day on which facts must hold and from which days of grace are counted.
    files: paths of all files of the project's content, from the project's folder; None where nobody listed them,
        and then no check asks whether a file is there.
    stored: pairs of the memory's files with the file's path; only those that have something to look at.
    """

    workspace: Workspace
    markets: tuple[Market, ...]
    all_markets: tuple[Market, ...]
    day: date
    settings: Settings
    files: frozenset[str] | None = None
    stored: tuple[tuple[str, Entry], ...] = ()

    def pairs(self) -> Iterator[Pair]:
        """The documents in the locales in which they ship to a chosen market; all pairs without any market."""
        for pair in self.workspace.pairs:
            if not self.all_markets or any(ships(pair.source, market, pair.locale) for market in self.markets):
                yield pair

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


def ships(source: Source, market: Market, locale: str) -> bool:
    """Whether customers of a market are meant to read a document in a content locale."""
    return source.ships_to(market.code) and any(one.content == locale for one in market.locales)


class Check(Protocol):
    """A pure function from a context to findings; its docstring says in a sentence what it looks for."""

    def __call__(self, context: CheckContext, /) -> Iterator[Finding]:
        """The findings, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A check as the catalogue lists it; `name` and `gate` are those of every finding it yields.

    family: the file it stands in, for reports that group checks.
    """

    name: str
    family: str
    gate: Gate
    check: Check

    @property
    def sentence(self) -> str:
        """What the check looks for."""
        return (self.check.__doc__ or "").strip().partition("\n")[0]
