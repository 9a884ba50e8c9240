"""Sentences in another language than their locale's: how many are found, and how often a sound one is taken for one."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

from locmem.formats import po
from locmem.markets.spoken import FEWEST_WORDS, counted_words, other_language
from tests.benchmarks.bench_leaks import real_segments
from tests.benchmarks.rows import ROOT, SHARED, Row, share

NAME = "Sentences in another language"
SEED, PLANTED, REAL = 20261130, 500, 5_000
AMONG = ("en", "de", "es", "fr", "ja", "pt-BR")


def measure(quick: bool) -> Iterator[Row]:
    """Planted sentences by the language they are in, alarms on real translations, and what one takes."""
    own = {locale: _own(locale) for locale in AMONG[1:]}
    chance = Random(SEED)
    planted, found = Counter[str](), Counter[str]()
    texts = {locale: _sentences(locale) + [target for _, target in own.get(locale, ())] for locale in AMONG}
    for number in range(PLANTED):
        written = AMONG[number % len(AMONG)]
        if not texts[written]:
            continue
        locale = chance.choice([one for one in AMONG if one != written])
        planted[written] += 1
        found[written] += bool(other_language(chance.choice(texts[written]), locale, AMONG))
    yield Row(
        what=f"planted sentences of {FEWEST_WORDS} words or more found",
        value=share(found.total(), planted.total()),
        goal="98 %",
        note=", ".join(f"{name} {found[name]} of {planted[name]}" for name in planted),
    )
    for locale in AMONG[1:]:
        for what, pairs in (("of this project", own[locale]), ("of programs", _corpus(locale, 300 if quick else REAL))):
            if pairs:
                yield _alarms(locale, what, pairs)


def _alarms(locale: str, what: str, pairs: list[tuple[str, str]]) -> Row:
    began = time.process_time()
    alarms = [target for source, target in pairs if other_language(target, locale, AMONG, source)]
    took = 1e6 * (time.process_time() - began) / len(pairs)
    return Row(
        what=f"translations {what} into {locale} taken for another language",
        value=share(len(alarms), len(pairs)),
        goal="0.5 %",
        note=f"{took:.0f} µs each; what is no translation at all counts too, as everything does that stands there",
    )


def _sentences(locale: str) -> list[str]:
    found = (segment.text for segment in real_segments(locale, 1_000))
    return [text for text in found if counted_words(text, AMONG) >= FEWEST_WORDS]


def _own(locale: str) -> list[tuple[str, str]]:
    """Sources and targets of this project's own catalogs."""
    files = sorted((ROOT / "content/translations" / locale).rglob("*.po"))
    entries = (entry for file in files for entry in po.read(file.read_bytes(), file.name).entries)
    return [(one.source, one.target) for one in entries if counted_words(one.target, AMONG, one.source) >= FEWEST_WORDS]


def _corpus(locale: str, count: int) -> list[tuple[str, str]]:
    """Real sources with their translations, those with too few words left out."""
    file = SHARED / "corpus" / f"en-{locale}.tsv.gz"
    if not file.exists():
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [line.split("\t") for line in lines]
    Random(SEED).shuffle(rows)
    long = ((row[0], row[1]) for row in rows if counted_words(row[1], AMONG, row[0]) >= FEWEST_WORDS)
    return [pair for pair, _ in zip(long, range(count), strict=False)]
