"""Public bodies that customers turn to: names, hosts, telephone numbers, and what people get there.

They stand in `locmem/data/public_bodies.csv`, each with the market it is of.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from locmem.tables import rows_of

PRIVACY, CONSUMER = "privacy", "consumer"
"""The groups of bodies: those that watch over data, and those that help consumers."""

_NAME, _SHORT = "name", "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBody:
    """A body of a market, which may be a part of a country (`ES-CT`).

    name: as the body writes it, or the words that the names of several have in common.  short: empty for none.
    kinds: what customers get there (`adr`, `helpline`), as far as somebody looked.  said: the names by which people
    mean it in texts, whatever a profile has.  languages: those of the name.
    """

    market: str
    group: str
    kinds: tuple[str, ...]
    name: str
    short: str
    said: tuple[str, ...]
    languages: frozenset[str]
    hosts: tuple[str, ...]
    phones: tuple[str, ...]


@cache
def public_bodies() -> tuple[PublicBody, ...]:
    """The bodies of all markets, in the order of the table."""
    columns = ("market", "group", "kinds", "name", "short", "in_texts", "languages", "hosts", "phones")
    return tuple(
        PublicBody(
            market=row["market"],
            group=row["group"],
            kinds=_several(row["kinds"]),
            name=row["name"],
            short=row["short"],
            said=tuple(row[part] for part in (_NAME, _SHORT) if part in _several(row["in_texts"])),
            languages=frozenset(_several(row["languages"])),
            hosts=_several(row["hosts"]),
            phones=_several(row["phones"]),
        )
        for row in rows_of("public_bodies.csv", *columns)
    )


def authorities_of(country: str) -> tuple[PublicBody, ...]:
    """The data protection authorities of a country of which the site is known, one for each language."""
    return tuple(one for one in public_bodies() if one.market == country and one.group == PRIVACY and one.hosts)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("; ")))
