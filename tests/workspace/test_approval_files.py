"""Approvals as files, and those of two branches as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import InputErrors
from locmem.workspace.approval_files import Approval, bytes_of, merge_approvals, read_approval

ANA = Approval(
    document="articles/refunds.md",
    market="ES",
    locale="es",
    by="Ana",
    on="2026-11-20",
    source="aaa",
    text="bbb",
    facts=(("market.tax", "21 %", "from 2012-09-01"), ("market.reply", "1 month", "from 2012-09-01 to 2027-01-01")),
)
EVA = replace(ANA, by="Eva", on="2026-11-21")


def test_an_approval_comes_back_as_it_was_written() -> None:
    assert read_approval(bytes_of(ANA), ANA.path) == ANA
    assert ANA.until == "2027-01-01"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", bytes_of(ANA).replace(b'"Ana"', b"7")])
def test_a_damaged_one_is_refused(data: bytes) -> None:
    with pytest.raises(InputErrors, match="this is no approval"):
        read_approval(data, ANA.path)


def test_one_that_was_copied_to_another_page_is_refused() -> None:
    with pytest.raises(InputErrors, match="not the page it lies under"):
        read_approval(bytes_of(ANA), "approvals/ES/es/articles/other.md.json")


def test_of_two_that_approve_the_same_the_later_one_stands_and_it_is_told() -> None:
    for sides in ((ANA, EVA), (EVA, ANA)):
        merged = merge_approvals(None, *map(bytes_of, sides), path=ANA.path)
        assert merged.data == bytes_of(EVA)
        assert merged.is_settled
        assert "Eva" in merged.disagreements[0].do


def test_of_two_that_approve_different_texts_ours_stands_and_somebody_must_read() -> None:
    other = replace(EVA, text="ccc")
    for ours, theirs in ((ANA, other), (other, ANA)):
        merged = merge_approvals(bytes_of(replace(ANA, text="old")), bytes_of(ours), bytes_of(theirs), path=ANA.path)
        assert merged.data == bytes_of(ours)
        assert not merged.is_settled
        [told] = merged.disagreements
        assert (told.ours, told.theirs) == (f"{ours.by} on {ours.on}", f"{theirs.by} on {theirs.on}")
        assert ANA.command in told.do


def test_one_side_s_approval_is_taken() -> None:
    files = bytes_of(ANA), bytes_of(EVA)
    assert merge_approvals(files[0], files[0], files[1], path=ANA.path).data == files[1]
    assert merge_approvals(files[0], files[1], files[0], path=ANA.path).data == files[1]


def test_nothing_is_made_of_a_damaged_one() -> None:
    with pytest.raises(InputErrors, match="this is no approval"):
        merge_approvals(None, bytes_of(ANA), b"{", path=ANA.path)
