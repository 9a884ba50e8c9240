"""Says how well the legal facts of this repository's markets are read, and writes docs/evidence.md.

python tools/evidence.py            prints the page; exit code 1 where docs/evidence.md is another
python tools/evidence.py --write    writes it
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from locmem.markets.citations import anonymous_origin
from locmem.markets.load import load_markets
from locmem.model.fact import Confidence, Evidence, Fact, Market, Window

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "evidence.md"
KINDS = ("primary", "secondary", "anonymous", "no rule", "unverified")
ORDER = ("unverified", "anonymous", "secondary", "primary", "no rule")
"""A fact counts once, as the weakest of its values."""

HEAD = """\
# How well the demo's facts are read

Written by `python tools/evidence.py --write` from the profiles in `markets/`; do not edit it by hand.

This is research for a demo, not legal advice. The table counts the legal facts of each market, those it has from a
region among them, each once and as the weakest of its values: *primary* is the law itself, an authority or the owner
of a scheme; *secondary* is somebody who read it; *anonymous* is public code or a page for which nobody answers, called
secondary in the profile, but no better than unverified, as `market lint` says; *no rule* is an answer, too: somebody
looked, and the law has none; *unverified* holds back every page that uses it, unless somebody answers for it by name.
"""

TAIL = """\
## What is unverified

Each with what was searched, as its profile says. A value that a sub-market or a member of a region inherits stands
where it is written.
"""


class Reading(NamedTuple):
    """One value or item of a fact, with its evidence; `is_none` where the law has no such rule."""

    evidence: Evidence
    window: Window
    name: str
    is_none: bool

    @property
    def kind(self) -> str:
        """The column in which it counts."""
        if self.is_none:
            return "no rule"
        confidence = self.evidence.confidence
        is_anonymous = confidence is Confidence.SECONDARY and anonymous_origin(self.evidence.source)
        return "anonymous" if is_anonymous else confidence.value


def readings(fact: Fact) -> Iterator[Reading]:
    """Every value of a fact; of a list every item."""
    for held in fact.values:
        if isinstance(held.value, tuple):
            for item in held.value:
                name = item.fields["name"]
                shown = name if isinstance(name, str) else next(iter(name.values.values()), "")
                yield Reading(item.evidence, item.window, shown, False)
        else:
            yield Reading(held.evidence, held.window, "", bool(held.no_rule))


def kind_of(fact: Fact) -> str:
    """The column of a fact: that of its weakest value."""
    found = {reading.kind for reading in readings(fact)}
    return next(kind for kind in ORDER if kind in found)


def legal(market: Market) -> tuple[Fact, ...]:
    """The legal facts of a market, inherited ones among them."""
    return tuple(fact for fact in market.facts.values() if fact.is_legal)


def table(markets: Iterable[Market]) -> Iterator[str]:
    """A row a market, launched ones first, with sums for those of the launched and the EU."""
    yield "| market | status | legal facts | primary | secondary | anonymous | no rule | unverified |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    rows = sorted(markets, key=lambda market: (not market.is_launched, market.code))
    chosen: Counter[str] = Counter()
    for market in rows:
        counted = Counter(kind_of(fact) for fact in legal(market))
        if market.is_launched or "EU" in market.regions:
            chosen.update(counted)
        status = "launched" if market.is_launched else "planned"
        yield row(market.code, status, counted)
    yield row("**launched and EU**", "", chosen)


def row(name: str, status: str, counted: Counter[str]) -> str:
    """A row of the table."""
    cells = (name, status, counted.total(), *(counted[kind] for kind in KINDS))
    return f"| {' | '.join(map(str, cells))} |"


def unverified(markets: Iterable[Market]) -> Iterator[str]:
    """A row each value of a legal fact that nobody read, where it is written."""
    yield "| file | fact | when | not read | what was searched |"
    yield "| --- | --- | --- | --- | --- |"
    seen = set()
    for market in markets:
        for fact in legal(market):
            place = (fact.location.path, fact.path)
            if place in seen:
                continue
            seen.add(place)
            for reading in readings(fact):
                evidence = reading.evidence
                if evidence.confidence is Confidence.UNVERIFIED:
                    named = f"`{fact.path}`" + (f": {reading.name}" if reading.name else "")
                    said = (evidence.source.removeprefix("not read; "), evidence.note or "-")
                    cells = (fact.location.path.removeprefix("markets/"), named, str(reading.window), *said)
                    yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def page() -> str:
    """The whole page."""
    markets = load_markets(ROOT / "markets", "markets")
    parts = (HEAD, "\n".join(table(markets)) + "\n", TAIL, "\n".join(unverified(markets)) + "\n")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Prints or writes the page; 1 where what is there is another."""
    text = page()
    if arguments == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    print(text, end="")
    return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
