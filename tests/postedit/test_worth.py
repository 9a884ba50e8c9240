"""What a text is likely to take and to bring: measured where enough came back, usual before."""

from __future__ import annotations

from locmem.postedit.effort import Share
from locmem.postedit.estimate import Basis, Estimate
from locmem.postedit.waiting import STATES, WaitingText
from locmem.postedit.worth import Expected, Known, expected


def share(mean: float, count: int) -> Share:
    return Share(mean=mean, count=count, low=mean, high=mean)


def estimate(trouble: float) -> Estimate:
    return Estimate(digest=b"x", trouble=trouble, reasons=(), edits=0.1, basis=Basis.STRUCTURE)


def text(state: str, made_by: str = "", match: int = 0, words: int = 100, digest: bytes = b"x") -> WaitingText:
    return WaitingText("k3f9xx", words, STATES.index(state), made_by, match, digest, b"")


def likely(state: str, made_by: str = "", match: int = 0, known: Known | None = None) -> Expected:
    return expected(text(state, made_by, match), "es", known or Known())


def test_an_empty_text_takes_all_its_words_and_a_review_little() -> None:
    assert likely("untranslated") == Expected(effort=105.0, gain=100.0)
    assert likely("not reviewed", "human") == Expected(effort=15.0, gain=10.0)


def test_a_better_match_takes_less() -> None:
    efforts = [likely("draft", "tm", match).effort for match in (100, 97, 88, 80, 60, 0)]
    assert efforts[:5] == sorted(efforts[:5])
    assert efforts[0] < 20
    assert efforts[5] > efforts[0]


def test_drafts_of_a_rule_based_engine_take_more_than_those_of_a_neural_one() -> None:
    assert likely("draft", "mt:apertium").effort > likely("draft", "mt:deepl").effort


def test_what_was_measured_here_counts_once_there_is_enough_of_it() -> None:
    few = Known(drafts=lambda engine, locale: share(0.9, 49))
    many = Known(drafts=lambda engine, locale: share(0.9 if (engine, locale) == ("deepl", "es") else 0, 50))
    assert likely("draft", "mt:deepl", known=few) == likely("draft", "mt:deepl")
    assert likely("draft", "mt:deepl", known=many).effort > likely("draft", "mt:deepl").effort
    matches = Known(matches=lambda locale, band: share(0.0 if band == 75 else 1.0, 60))
    assert likely("draft", "tm", 80, matches).effort < likely("draft", "tm", 97, matches).effort


def test_a_broken_draft_brings_most_and_a_sound_one_next_to_nothing() -> None:
    broken, sound = (Known(estimates={b"x": estimate(trouble)}) for trouble in (0.95, 0.0))
    assert likely("draft", "mt:deepl", known=broken).gain == 95.0
    assert 0 < likely("draft", "mt:deepl", known=sound).gain < 5.0
    assert likely("draft", "mt:deepl", known=broken).effort > likely("draft", "mt:deepl", known=sound).effort


def test_an_estimate_says_nothing_of_a_text_that_was_edited() -> None:
    known = Known(estimates={b"other": estimate(0.99)})
    assert likely("draft", "mt:deepl", known=known) == likely("draft", "mt:deepl")


def test_what_a_variant_inherits_takes_only_the_opening() -> None:
    assert expected(text("draft", "mt:deepl", words=0), "es-MX", Known()).effort == 5.0
