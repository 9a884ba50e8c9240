"""What other files call a status."""

from __future__ import annotations

import pytest

from locmem.formats.term_words import part_in_tbx, part_named, status_in_tbx, status_named
from locmem.model.term import TermStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", TermStatus.PREFERRED),
        ("Preferred", TermStatus.PREFERRED),
        ("standardizedTerm-admn-sts", TermStatus.PREFERRED),
        ("preferredTerm", TermStatus.PREFERRED),
        (" admitted term ", TermStatus.ADMITTED),
        ("admittedTerm-admn-sts", TermStatus.ADMITTED),
        ("supersededTerm-admn-sts", TermStatus.FORBIDDEN),
        ("Do_not  use", TermStatus.FORBIDDEN),
        ("obsolete", TermStatus.FORBIDDEN),
    ],
)
def test_words_for_a_status(text: str, status: TermStatus) -> None:
    assert status_named(text) is status


@pytest.mark.parametrize("text", ["new", "term", "not preferred", "preferred?"])
def test_what_says_no_status_is_not_guessed(text: str) -> None:
    assert status_named(text) is None


@pytest.mark.parametrize("status", TermStatus)
def test_what_is_written_as_tbx_comes_back(status: TermStatus) -> None:
    assert status_named(status_in_tbx(status)) is status


@pytest.mark.parametrize("part", ["noun", "proper noun", "Substantiv", ""])
def test_parts_of_speech_come_back(part: str) -> None:
    assert part_named(part_in_tbx(part)) == part
    assert " noun" not in part_in_tbx(part)
