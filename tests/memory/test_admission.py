"""What may enter the memory: whole pairs whose codes fit, and everything else with the reason."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.memory.admission import AddResult, Rejected, admitted, objection
from locmem.model.inline import Syntax
from locmem.model.match import Entry


def entry(source: str, target: str) -> Entry:
    return Entry(
        source=parse(source, Syntax.MARKDOWN),
        target=parse(target, Syntax.MARKDOWN),
        source_locale="en",
        locale="es",
    )


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("Pay.", "Paga.", ""),
        ("", "Paga.", "The source is empty."),
        (" \n", "Paga.", "The source is empty."),
        ("Pay.", " ", "The target is empty."),
        ("Pay **now**.", "Paga **ya**.", ""),
        ("[a](b.md)", "[x](c.md)", ""),
        ("Open `Settings`.", "Abre `Ajustes`.", ""),
        ("Press <kbd>Ctrl</kbd>.", "Pulsa <kbd>Control</kbd>.", ""),
    ],
)
def test_empty_texts_stay_out_and_what_may_be_meant_comes_in(source: str, target: str, why: str) -> None:
    assert objection(entry(source, target)) == why


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("Pay {{ x }}.", "Paga.", "`{{ x }}` is missing"),
        ("Pay.", "Paga {{ x }}.", "`{{ x }}` is not in the source"),
        ("Pay {{ x }}.", "Paga {{ y }}.", "`{{ x }}` became `{{ y }}`"),
        ("[a](b.md)", "a", "`link b.md` is missing"),
        ("Run `git push`.", "Ejecuta `git empuja`.", "``git push`` became ``git empuja``"),
    ],
    ids=["lost", "added", "renamed", "a link lost", "a command renamed"],
)
def test_a_pair_whose_codes_do_not_fit_is_objected_to_in_words(source: str, target: str, why: str) -> None:
    assert objection(entry(source, target)) == why


def test_the_good_ones_come_through_in_order_and_each_other_one_is_told() -> None:
    early = Rejected(source_text="a", target_text="b", locale="es", why="read so", line=7)
    good, other = entry("Pay.", "Paga."), entry("Go.", "Ve.")
    rejected: list[Rejected] = []
    assert list(admitted([good, early, entry("Pay **x**.", " "), other], rejected)) == [good, other]
    assert rejected == [
        early,
        Rejected(source_text="Pay **x**.", target_text=" ", locale="es", why="The target is empty."),
    ]


def test_the_sum_of_what_was_given_leaves_nobody_out() -> None:
    rejected = Rejected(source_text="a", target_text="b", locale="es", why="x")
    assert AddResult(added=1, updated=20, unchanged=300, rejected=(rejected,) * 4, removed=5_000).given == 325
    assert AddResult().given == 0
