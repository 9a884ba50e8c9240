"""The words of sources; what each check finds and leaves stands in its cases."""

from __future__ import annotations

import pytest

from locmem.checks.listed import Listed
from locmem.checks.source_texts import CHECKS
from locmem.model.finding import Gate
from tests.checks.lamps import Lamps


def test_a_word_is_underlined_where_it_stands(lamps: Lamps) -> None:
    lamps.article("Wait.\n\nThen send **it** to to us until 03/04/2025.")
    [twice] = lamps.findings("source-repeated-word")
    assert (twice.location.line, twice.location.column) == (7, 18)
    [day] = lamps.findings("source-ambiguous-date")
    assert day.excerpt.split("\n")[1].count("^") == len("03/04/2025")


def test_a_remark_in_brackets_may_be_several_sentences_long(lamps: Lamps) -> None:
    lamps.article("Wait (it takes long. It comes by ship). Then open it.")
    assert lamps.findings("source-bracket-unbalanced") == []


@pytest.mark.parametrize("listed", CHECKS, ids=lambda one: one.name)
def test_sources_are_the_authors_matter(listed: Listed, lamps: Lamps) -> None:
    assert listed.gate is Gate.CHANGE
    lamps.article("The lamp is sent the next day, in a box that you can keep.")
    assert lamps.findings(listed.name) == []
