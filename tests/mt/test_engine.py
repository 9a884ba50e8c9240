"""What an engine is asked, as far as it makes use of it."""

from __future__ import annotations

import pytest

from locmem.mt.engine import Question, Reads

WHOLE = Question(text="Close it.", before="Open the account.", after="Then leave.", terms=(("account", "cuenta"),))


@pytest.mark.parametrize(
    ("reads", "read"),
    [
        ((), Question(text="Close it.")),
        ((Reads.TERMS,), Question(text="Close it.", terms=WHOLE.terms)),
        ((Reads.NEIGHBOURS,), Question(text="Close it.", before=WHOLE.before, after=WHOLE.after)),
        ((Reads.TERMS, Reads.NEIGHBOURS), WHOLE),
    ],
)
def test_two_questions_are_one_where_they_differ_in_what_nobody_reads(reads: tuple[Reads, ...], read: Question) -> None:
    assert WHOLE.read_by(frozenset(reads)) == read
