"""Words that not all countries have, told by each document once; names are left alone."""

from __future__ import annotations

from locmem.checks.spellings import spellings_of
from tests.checks.lamps import Lamps


def test_each_word_is_told_once_with_its_place(lamps: Lamps) -> None:
    lamps.article("Choose a colour.\n\nThe colour stays. Gray is a color, too.\n\nColour names")
    [source] = lamps.context().workspace.sources
    found = [(one.word, one.at.location.line, one.at.location.column) for one in spellings_of(source)]
    assert found == [("colour", 5, 10), ("Gray", 7, 19), ("color", 7, 29)]


def test_a_name_within_a_sentence_is_left_alone(lamps: Lamps) -> None:
    lamps.article("Open the Game Center of your telephone.")
    [source] = lamps.context().workspace.sources
    assert list(spellings_of(source)) == []
