"""How much of what was sent a returned file may lack."""

from __future__ import annotations

import pytest

from locmem.errors import Location
from locmem.exchange.answers import Answer, Return
from locmem.exchange.claims import Claim
from locmem.exchange.kinds import Kind
from locmem.exchange.lacking import lacking
from locmem.exchange.manifest import SentUnit


def sent(count: int) -> tuple[SentUnit, ...]:
    return tuple(
        SentUnit(document="a.md", occurrence=f"id{n}", source="", target="", state="", words=1) for n in range(count)
    )


def returned(count: int, *, is_whole: bool) -> Return:
    answers = tuple(
        Answer(
            occurrence=f"id{n}",
            source=None,
            source_digest="",
            text="",
            content=None,
            claim=Claim.NOTHING,
            location=Location(path="a.po"),
        )
        for n in range(count)
    )
    return Return(
        path="a.po", kind=Kind.PO, handoff="h", document="a.md", locale="es", answers=answers, is_whole=is_whole
    )


@pytest.mark.parametrize(
    ("total", "came", "is_whole", "is_refused"),
    [
        (9, 9, False, False),
        (9, 8, True, True),
        (10, 9, True, False),
        (10, 9, False, True),
        (10, 8, True, True),
        (100, 98, False, False),
        (100, 97, False, True),
    ],
)
def test_what_a_file_may_lack(total: int, came: int, is_whole: bool, is_refused: bool) -> None:
    found = lacking(returned(came, is_whole=is_whole), sent(total), None)
    assert (found is not None) is is_refused
    if found:
        assert f"{total - came} of {total} segments" in found.what
        assert f"id{came}" in found.what
