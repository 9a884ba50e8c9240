"""The markets of a project, kept as an answer: parsing their profiles takes longer than many a command.

What the answer depends on is the bytes of the profiles and of the company data, and the program with its tables.
They are read each time, which takes a moment, so nobody has to be believed about when a file was saved.

A value of a fact is one of several types, and some of them are written alike: an amount, a day and a name are texts.
So each is kept with the number of its type, as bytes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

from locmem import textfile
from locmem.errors import InputErrors, Location
from locmem.model.channel import Channel, Desk, Style
from locmem.model.fact import (
    DecidedBy,
    Departure,
    Duration,
    Evidence,
    Fact,
    FactType,
    FactValue,
    ListItem,
    LocalText,
    Market,
    MarketLocale,
    Money,
    Obligation,
    Waiver,
    Window,
)
from locmem.model.sending import SendingPolicy
from locmem.ownfiles import require_file
from locmem.workspace.kept_answers import KeptAnswers, as_bytes, key_of, reader_of
from locmem.workspace.steady_files import digest_of

_KINDS: tuple[Any, ...] = (
    *(NoneType, str, Decimal, date, bool, Money, Duration, LocalText),
    tuple[ListItem, ...],
)
"""The types that the value of a fact can have."""

_NUMBERS = {getattr(kind, "__origin__", kind): number for number, kind in enumerate(_KINDS)}


class _Value(NamedTuple):
    kind: int
    written: bytes
    window: Window
    evidence: Evidence
    location: Location
    no_rule: str


class _Fact(NamedTuple):
    path: str
    type: FactType
    values: tuple[_Value, ...]
    location: Location
    is_legal: bool
    decided_by: DecidedBy
    matters_for: Duration | None


class _Market(NamedTuple):
    code: str
    name: str
    currency: str
    locales: tuple[MarketLocale, ...]
    facts: dict[str, _Fact]
    company: dict[str, _Fact]
    obligations: tuple[Obligation, ...]
    waivers: tuple[Waiver, ...]
    path: str
    is_launched: bool
    heads: tuple[tuple[str, Location], ...]
    sending: SendingPolicy | None
    regions: tuple[str, ...]
    primary_hosts: tuple[str, ...]
    channels: tuple[Channel, ...]
    desk: Desk | None
    style: Style | None
    member_of: tuple[str, ...]
    departures: tuple[Departure, ...]
    replaced: dict[str, _Fact]


def markets_in(root: Path, folder: str, answers: KeptAnswers, *, with_planned: bool) -> tuple[Market, ...]:
    """The markets in a folder of the project, as `locmem.markets.load.load_markets` has them, and raises.

    They are taken from the answers where these know them; where nothing is wrong with any, they are kept.
    """
    key = _key(root, folder)
    question = "all-markets" if with_planned else "markets"
    known = answers.get(question, key) if key is not None else None
    if known is not None:
        return read_markets(known)
    # What reads profiles takes a while to be loaded itself.
    from locmem.markets.load import load_markets

    markets = load_markets(root / folder, folder, with_planned=with_planned)
    written = written_markets(markets)
    # What somebody saved meanwhile may have been read before or after.
    if key is not None and written is not None and _key(root, folder) == key:
        answers.put(question, key, written, is_of_all=True)
    return markets


def _key(root: Path, folder: str) -> bytes | None:
    """What stands for all files of the folder; None where one of them is no file, or cannot be read."""
    try:
        # Regions stand in a folder below.
        names = sorted(place.relative_to(root / folder).as_posix() for place in (root / folder).rglob("*.y*ml"))
        return key_of(folder, *((name, _digest(root, f"{folder}/{name}")) for name in names))
    except (InputErrors, OSError):
        return None


def _digest(root: Path, path: str) -> bytes:
    require_file(root / path, path)
    return digest_of(textfile.read_bytes(root / path, path))


def written_markets(markets: tuple[Market, ...]) -> bytes | None:
    """The markets as they are kept; None where that cannot be: a count may have more digits than are written there."""
    try:
        return as_bytes([_written(market) for market in markets])
    except (OverflowError, UnicodeEncodeError):
        return None


def read_markets(written: bytes) -> tuple[Market, ...]:
    """The markets that `written_markets` wrote.  Raises ValueError for anything else."""
    return tuple(map(_read, reader_of(tuple[_Market, ...])(written)))


def _written(market: Market) -> _Market:
    return _Market(
        code=market.code,
        name=market.name,
        currency=market.currency,
        locales=market.locales,
        facts=_written_facts(market.facts),
        company=_written_facts(market.company),
        obligations=market.obligations,
        waivers=market.waivers,
        path=market.path,
        is_launched=market.is_launched,
        heads=market.heads,
        sending=market.sending,
        regions=market.regions,
        primary_hosts=market.primary_hosts,
        channels=market.channels,
        desk=market.desk,
        style=market.style,
        member_of=market.member_of,
        departures=market.departures,
        replaced=_written_facts(market.replaced),
    )


def _written_facts(facts: Mapping[str, Fact]) -> dict[str, _Fact]:
    return {
        path: _Fact(
            path=fact.path,
            type=fact.type,
            values=tuple(map(_written_value, fact.values)),
            location=fact.location,
            is_legal=fact.is_legal,
            decided_by=fact.decided_by,
            matters_for=fact.matters_for,
        )
        for path, fact in facts.items()
    }


def _written_value(held: FactValue) -> _Value:
    return _Value(
        kind=_NUMBERS[type(held.value)],
        written=as_bytes(held.value),
        window=held.window,
        evidence=held.evidence,
        location=held.location,
        no_rule=held.no_rule,
    )


def _read(market: _Market) -> Market:
    facts = {name: _read_facts(getattr(market, name)) for name in ("facts", "company", "replaced")}
    return Market(**market._asdict() | facts)


def _read_facts(facts: Mapping[str, _Fact]) -> dict[str, Fact]:
    return {
        path: Fact(
            path=fact.path,
            type=fact.type,
            values=tuple(map(_read_value, fact.values)),
            location=fact.location,
            is_legal=fact.is_legal,
            decided_by=fact.decided_by,
            matters_for=fact.matters_for,
        )
        for path, fact in facts.items()
    }


def _read_value(held: _Value) -> FactValue:
    return FactValue(
        value=_readers()[held.kind](held.written),
        window=held.window,
        evidence=held.evidence,
        location=held.location,
        no_rule=held.no_rule,
    )


@cache
def _readers() -> tuple[Callable[[bytes], Any], ...]:
    return tuple(map(reader_of, _KINDS))
