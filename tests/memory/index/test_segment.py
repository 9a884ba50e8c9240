"""What a segment finds is what rapidfuzz finds in every string, with and without the compiled part."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from locmem.memory.index.bags import MAX_LENGTH, SHAPES, bags
from locmem.memory.index.kernel import Near, compiled, writer
from locmem.memory.index.probing import MASKED, RAW, Probe, Search
from locmem.memory.index.segment import Segment, Source, build, find
from locmem.memory.index.segment_file import Array, DamagedIndex, SegmentFile, pack

KERNELS = [pytest.param(None, id="numpy"), pytest.param(compiled(), id="compiled")]
ALPHABETS = {
    "english": "etaoinshrdlu ETAO.,0123",
    "japanese": "返品注文日本語のはをにがカード。、ー払",
    "arabic": "الطلبإرجاعمنفيعلى ؟،",
    "emoji": "🙂🚚📦💳👍🏽\u200d❤️ ok",
    "mixed": "a é\u0301日ب🙂\U000f1234\ue0e0\0",
}


def changed(text: str, alphabet: str, share: float, rng: random.Random) -> str:
    characters = list(text)
    for _ in range(round(len(text) * share)):
        place = rng.randrange(len(characters) + 1)
        kind = rng.randrange(3)
        if kind == 0:
            characters.insert(place, rng.choice(alphabet))
        elif place < len(characters):
            characters[place : place + 1] = [] if kind == 1 else [rng.choice(alphabet)]
    return "".join(characters)


def memory(alphabet: str, lengths: Sequence[int], seed: int) -> list[str]:
    """Random texts, and changed ones of the same, so that there is something to find at every distance."""
    rng = random.Random(seed)
    texts: list[str] = []
    for length in lengths:
        text = "".join(rng.choices(alphabet, k=length))
        texts += [text, *(changed(text, alphabet, rng.uniform(0, 0.6), rng) for _ in range(4))]
    return texts


def opened(sources: Sequence[Source], low: int = 0) -> Segment:
    return Segment(SegmentFile(build(sources, low)))


def sources_of(texts: Sequence[str], masks: Callable[[str], str | None]) -> list[Source]:
    return [Source(number, text, masks(text)) for number, text in enumerate(texts)]


def scanned(sources: Sequence[Source], probe: Probe, floor: float) -> set[int]:
    found = set()
    for source in sources:
        masked = source.raw if source.masked is None else source.masked
        for text, kind in ((source.raw, RAW), (masked, MASKED)):
            if kind & probe.wanted and max(len(text), len(probe.text)) <= MAX_LENGTH:
                longest, distance = max(len(text), len(probe.text)), Levenshtein.distance(probe.text, text)
                # Rounding may turn a likeness of exactly the floor into a little less.
                if not longest or 100 * (longest - distance) / longest >= floor - 1e-9:
                    found.add(source.id)
                else:
                    assert Levenshtein.normalized_similarity(probe.text, text) < floor / 100
    return found


@pytest.mark.parametrize("near", KERNELS)
@pytest.mark.parametrize("language", ALPHABETS)
@pytest.mark.parametrize("floor", [50, 60, 70, 75, 90, 100])
def test_a_segment_finds_what_a_full_scan_finds(near: Near | None, language: str, floor: int) -> None:
    alphabet = ALPHABETS[language]
    lengths = [0, 1, 2, 5, 11, 20, 23, 24, 40, 47, 48, 64, 79, 80, 100, 127, 128, 190, 250, 300, 511, 512, 700]
    texts = memory(alphabet, lengths, seed=floor)
    sources = sources_of(texts, lambda text: None if len(text) % 3 else text[::-1])
    segment = opened(sources)
    rng = random.Random(floor)
    asked = [
        (changed(text, alphabet, rng.uniform(0, 0.4), rng), rng.choice([RAW, MASKED, RAW | MASKED])) for text in texts
    ]
    probes = [Probe(*one) for one in asked]
    right = [scanned(sources, probe, floor) for probe in probes]
    # One probe at a time, and all in one pass.
    assert [found for probe in probes for found in find((segment,), Search([probe], floor), near)] == right
    assert find((segment,), Search(probes, floor), near) == right


@pytest.mark.parametrize("near", KERNELS)
@settings(max_examples=150, deadline=None)
@given(
    texts=st.lists(st.text("ab é日🙂", max_size=90) | st.text(max_size=30), unique=True, max_size=25),
    queries=st.lists(st.text("ab é日🙂", max_size=90) | st.text(max_size=30), min_size=1, max_size=4),
    floor=st.integers(50, 100) | st.floats(50, 100),
)
def test_any_texts_are_found_as_in_a_full_scan(
    near: Near | None, texts: list[str], queries: list[str], floor: float
) -> None:
    sources = sources_of(texts, lambda text: text[:-1] if text.endswith("b") else None)
    if not sources:
        return
    segment = opened(sources)
    probes = [Probe(query, wanted) for query in (*queries, *texts) for wanted in (RAW, RAW | MASKED)]
    assert find((segment,), Search(probes, floor), near) == [scanned(sources, probe, floor) for probe in probes]


@pytest.mark.parametrize("near", KERNELS)
@pytest.mark.parametrize("language", ALPHABETS)
def test_where_pairs_rule_most_out_all_within_reach_are_found(near: Near | None, language: str) -> None:
    rng = random.Random(language)
    words = ["".join(rng.choices(ALPHABETS[language], k=rng.randint(2, 9))) for _ in range(60)]
    texts = [" ".join(rng.choices(words, k=60))[: rng.randint(192, 511)] for _ in range(60)]
    # Words moved and exchanged: much the same symbols, and other pairs.
    texts += [" ".join(sorted(text.split(), key=lambda _: rng.random())) for text in texts[:20]]
    texts += [changed(text, ALPHABETS[language], share, rng) for text in texts[:20] for share in (0.2, 0.3)]
    sources = sources_of(texts, lambda text: None)
    segment = opened(sources)
    probes = [Probe(changed(text, ALPHABETS[language], 0.1, rng), RAW) for text in texts[::5]]
    for floor in (60, 70, 75, 90):
        assert find((segment,), Search(probes, floor), near) == [scanned(sources, probe, floor) for probe in probes]


@pytest.mark.parametrize("near", KERNELS)
def test_long_texts_are_found_up_to_the_limit_and_not_beyond(near: Near | None) -> None:
    rng = random.Random(1)
    texts = ["".join(rng.choices("abcdefgh ", k=length)) for length in (3000, MAX_LENGTH, MAX_LENGTH + 1, 100_000)]
    sources = sources_of(texts, lambda text: None)
    segment = opened(sources)
    close = [changed(text, "abc", 0.1, rng)[: len(text)] for text in texts]
    assert segment.rows == 2
    assert find((segment,), Search([Probe(text, RAW) for text in close[:2]], 70), near) == [{0}, {1}]


@given(st.text(max_size=60), st.text(max_size=60))
def test_bags_never_promise_more_distance_than_there_is(a: str, b: str) -> None:
    whole, first, second = bags([a, b])
    distance = Levenshtein.distance(a, b)

    def apart(counts: tuple[object, ...]) -> int:
        mine, other = ([int(count) for count in row] for row in counts)  # type: ignore[attr-defined]
        return sum(abs(x - y) for x, y in zip(mine, other, strict=True))

    assert distance >= (apart(tuple(whole)) + abs(len(a) - len(b))) / 2
    assert distance >= (apart(tuple(first)) + apart(tuple(second))) // 2


def test_a_segment_takes_over_the_choice_of_bits_and_finds_the_same() -> None:
    texts = memory("abcdefghij klm", [30] * 260, seed=3)
    first = opened(sources_of(texts, lambda text: None))
    other = [Source(10_000 + number, text[::-1], None) for number, text in enumerate(texts[:300])]
    second = Segment(SegmentFile(build(other, 10_000, like=first)))
    number = next(number for number, shape in enumerate(SHAPES) if shape.longest >= 30)
    assert all((mine == theirs).all() for mine, theirs in zip(second.bits(number), first.bits(number), strict=True))
    probes = [Probe(source.raw[2:], RAW) for source in other[:50]]
    assert find((second,), Search(probes, 60), None) == [scanned(other, probe, 60) for probe in probes]


@pytest.mark.skipif(writer() is None, reason="the compiled part was not built")
@pytest.mark.parametrize("language", ALPHABETS)
def test_a_segment_has_the_same_bytes_whoever_writes_it(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    texts = memory(ALPHABETS[language], [0, 1, 3, 23, 24, 79, 80, 127, 128, 200, 300, 511, 512, 1_023, 1_500], seed=9)
    sources = sources_of(texts, lambda text: text[::-1])
    by_compiled = build(sources, 0)
    monkeypatch.setattr("locmem.memory.index.segment.writer", lambda: None)
    assert build(sources, 0) == by_compiled


@pytest.mark.skipif(writer() is None, reason="the compiled part was not built")
@pytest.mark.parametrize(("lengths", "head_words"), [([2], 2), ([2, 2], 2), ([3], 1), ([3], 4), ([3], -2)], ids=str)
def test_the_compiled_part_writes_no_bits_for_what_does_not_fit_together(lengths: list[int], head_words: int) -> None:
    write, bits = writer(), numpy.zeros((2, 64), numpy.uint16)
    assert write is not None
    sizes = numpy.array(lengths, numpy.uint16)
    assert len(write(b"abc", numpy.array([3], numpy.uint16), bits, bits, bits, bits, 2)) == 8 * (2 + 1 + 2)
    with pytest.raises(ValueError, match="sizes"):
        write(b"abc", sizes, bits, bits, bits, bits, head_words)


def made_by_a_stranger(name: str, change: Callable[[Array], Array]) -> Segment:
    """A segment of which an array was changed by somebody who gave it the right digests."""
    file = SegmentFile(build(sources_of(["Rückgabe nach 14 Tagen", "Rückgabe nach 30 Tagen"], lambda text: None), 0))
    arrays = {one: file.array(one) for one in file._arrays}
    arrays[name] = change(arrays[name].copy())
    return Segment(SegmentFile(pack(arrays, file.facts)))


MISFITS: dict[str, tuple[str, Callable[[Array], Array]]] = {
    "texts end far away": ("ends", lambda ends: ends + 1_000_000),
    "texts end in another order": ("ends", lambda ends: ends[::-1]),
    "too few ends": ("ends", lambda ends: ends[:1]),
    "lengths of another shape": ("lengths", lambda lengths: lengths + 20_000),
    "lengths in no order": ("lengths", lambda lengths: lengths + numpy.array([9, 0], numpy.uint16)),
    "no kinds": ("kinds", lambda kinds: kinds[:0]),
    "bytes that are no text": ("text0", lambda text: text | 0xF0),
    "a text too short": ("text0", lambda text: text[:9]),
    "symbols too few": ("classes0", lambda classes: classes[:9]),
    "half a head": ("head0", lambda head: head[:1]),
    "a short tail": ("tail0", lambda tail: tail[:, :1]),
    "classes there are not": ("bits0.whole", lambda bits: bits + 60_000),
    "pairs of other rows": ("pairs0", lambda pairs: numpy.zeros((1, 3), numpy.uint64)),
    "too few bits": ("bits0.first", lambda bits: bits[:, :7]),
}


@pytest.mark.parametrize("near", KERNELS)
@pytest.mark.parametrize(("name", "change"), MISFITS.values(), ids=MISFITS)
def test_arrays_that_do_not_fit_together_are_damage_or_find_nothing(
    near: Near | None, name: str, change: Callable[[Array], Array]
) -> None:
    segment = made_by_a_stranger(name, change)
    probes = [Probe("Rückgabe nach 31 Tagen", RAW), Probe("Rückgabe nach 31", RAW)]
    try:
        found = find((segment,), Search(probes, 50), near)
    except DamagedIndex:
        return
    assert set().union(*found) <= {0, 1}


def test_where_a_compiler_is_the_compiled_part_is_tested_too() -> None:
    assert compiled() is None or callable(compiled())
