"""The labelled pairs are whole, and the rules do on them what they are said to do."""

from __future__ import annotations

from tests.benchmarks.bench_critical import JudgedPair, is_marked, pairs

DEVELOPMENT, TEST = pairs("development"), pairs("test")


def marked(found: tuple[JudgedPair, ...], *, is_critical: bool) -> float:
    """The share of the critical or harmless pairs that is marked."""
    labelled = [pair for pair in found if pair.is_critical is is_critical]
    return sum(map(is_marked, labelled)) / len(labelled)


def test_no_document_and_no_pair_is_in_both_halves() -> None:
    assert len(DEVELOPMENT) + len(TEST) >= 400
    assert not {pair.origin for pair in DEVELOPMENT} & {pair.origin for pair in TEST}
    texts = [(pair.new.native, pair.old.native) for pair in (*DEVELOPMENT, *TEST)]
    assert len(set(texts)) == len(texts)
    assert all(new != old for new, old in texts)
    assert all((pair.kind == "-") is not pair.is_critical for pair in (*DEVELOPMENT, *TEST))


def test_critical_pairs_are_found_and_harmless_ones_mostly_left_alone() -> None:
    assert marked(DEVELOPMENT, is_critical=True) >= 0.93
    assert marked(DEVELOPMENT, is_critical=False) <= 0.10
    support = tuple(pair for pair in TEST if pair.origin.startswith("own"))
    assert marked(support, is_critical=True) >= 0.95
    assert marked(support, is_critical=False) <= 0.05
