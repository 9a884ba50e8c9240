"""Facts and groups that a profile calls by another name than the documents that ask for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from locmem.checks.model import CheckContext
from locmem.checks.statements import is_said
from locmem.errors import Location
from locmem.markets.paths import fact_at, nearest, paths
from locmem.model.fact import Market


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A fact, or a group of facts, that documents ask for by its old name.

    location: of what has the new name, in the first market.  lacking: the markets that lack the old one while others
    have it; empty where no market has it.
    """

    old: str
    new: str
    location: Location
    lacking: tuple[str, ...] = ()


def renamed_in(context: CheckContext, about: str, lacking: Sequence[Market], documents: int) -> Renamed | None:
    """What a fact was renamed to that documents ask for; None where nothing stands near that nobody asks for.

    lacking: the markets whose profiles lack the fact.  documents: how many ask for it.
    The other name is asked for by no document, no market that has the old one has it, and its type is the same where
    it is known.  What one document alone asks for and several markets call otherwise is a slip of the document.
    """
    homes = [fact for market in context.all_markets if about in paths(market) and (fact := fact_at(market, about))]
    having = frozenset[str]().union(*(paths(one) for one in context.all_markets if about in paths(one)))
    types = {fact.type for fact in homes}
    asked = frozenset(statement.path for card in context.cards for statement in card.asks)
    for market in lacking:
        free = {
            path
            for path in paths(market) - having
            if "[" not in path
            and (fact := fact_at(market, path))
            and (not types or fact.type in types)
            and not is_said(path, asked)
        }
        for old, new in _names(about.partition("[")[0], free, paths(market)):
            if homes or documents > 1 or sum(_has(one, new) for one in context.all_markets) == 1:
                codes = tuple(one.code for one in lacking) if homes else ()
                return Renamed(old=old, new=new, location=_place(market, new), lacking=codes)
    return None


def _names(about: str, free: Collection[str], own: Collection[str]) -> Iterator[tuple[str, str]]:
    """Old names of the fact or of a group around it, the widest first, each with its new one."""
    parts = about.split(".")
    for count in range(2, len(parts)):
        group, rest = ".".join(parts[:count]), "." + ".".join(parts[count:])
        if any(_is_in(path, group) for path in own):
            continue
        others = {path.removesuffix(rest) for path in free if path.endswith(rest)}
        others = {path for path in others if path.rpartition(".")[0] == group.rpartition(".")[0]}
        if near := nearest(group, others) or (next(iter(others)) if len(others) == 1 else ""):
            yield group, near
    if near := nearest(about, free):
        yield about, near


def _has(market: Market, name: str) -> bool:
    return any(_is_in(path, name) for path in paths(market))


def _place(market: Market, name: str) -> Location:
    """Where a fact stands, or the first one of a group."""
    facts = (fact for path in paths(market) if _is_in(path, name) and (fact := fact_at(market, path)))
    return min((fact.location for fact in facts), key=lambda one: (one.line, one.column))


def _is_in(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}.")
