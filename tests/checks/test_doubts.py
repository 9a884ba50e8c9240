from __future__ import annotations

from locmem.checks.doubts import doubts_of
from tests.checks.lamps import Lamps


def doubts(lamps: Lamps, body: str) -> dict[str, str]:
    lamps.article(body)
    [source] = lamps.context().workspace.sources
    return {one.word: one.meant for one in doubts_of(source)}


def test_words_are_doubted_once_with_what_is_meant(lamps: Lamps) -> None:
    assert doubts(lamps, "Then we recieve it, and you recieve it.\n\nStil untilll Fridayyy.") == {
        "recieve": "receive",
        "untilll": "",
        "Fridayyy": "",
    }


def test_what_belongs_to_a_program_or_is_no_word_is_not_doubted(lamps: Lamps) -> None:
    assert doubts(lamps, "Set `teh`, teh=1, /teh/teh, teh.txt, part xiii, zzz and wwwlamps.") == {}


def test_the_place_is_that_of_the_word(lamps: Lamps) -> None:
    lamps.article("Fine.\n\nOne sentence. Another one with teh word.")
    [source] = lamps.context().workspace.sources
    [found] = doubts_of(source)
    assert (found.at.location.line, found.at.location.column) == (7, 32)
