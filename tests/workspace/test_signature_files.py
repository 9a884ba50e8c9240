"""Signatures as files, and those of two branches as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import InputErrors
from locmem.model.signature import Signature
from locmem.workspace.approval_files import is_page
from locmem.workspace.signature_files import merge_signatures, read_signature, signature_path, written_signature

ANA = Signature(
    market="ES",
    obligation="forms",
    by="Ana",
    on="2026-11-20",
    asked="aaa",
    texts=(("articles/complaints.md", "ca", "bbb"), ("articles/complaints.md", "es", "ccc")),
)
EVA = replace(ANA, by="Eva", on="2026-11-21", note="Read aloud.")
PATH = "approvals/ES/obligations/forms.json"


def test_a_signature_comes_back_as_it_was_written() -> None:
    for one in (ANA, EVA):
        assert read_signature(written_signature(one), PATH) == one
    assert (ANA.locales, ANA.documents) == (("ca", "es"), ("articles/complaints.md",))
    assert str(EVA) == "signed by Eva on 2026-11-21: Read aloud."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        written_signature(ANA).replace(b'"Ana"', b"7"),
        written_signature(ANA).replace(b'"Ana"', b'" "'),
        written_signature(ANA).replace(b"2026-11-20", b"yesterday"),
        written_signature(ANA).replace(b'"forms"', b'"../forms"'),
        written_signature(ANA)[:-20],
    ],
)
def test_a_damaged_one_is_refused(data: bytes) -> None:
    with pytest.raises(InputErrors, match="this is no signature"):
        read_signature(data, PATH)


def test_one_that_was_copied_to_another_obligation_or_market_is_refused() -> None:
    for path in ("approvals/ES/obligations/other.json", "approvals/PT/obligations/forms.json"):
        with pytest.raises(InputErrors, match="signed for forms of ES"):
            read_signature(written_signature(ANA), path)


@pytest.mark.parametrize("key", ["", "../up", "a/b", ".hidden", "a b"])
def test_a_key_that_names_no_file_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="cannot name a file"):
        signature_path("ES", key)


def test_a_signature_is_no_approval_of_a_page() -> None:
    assert not is_page(PATH)
    assert is_page("approvals/ES/es/articles/complaints.md.json")


def test_of_two_that_answer_for_the_same_the_later_one_stands_and_it_is_told() -> None:
    for sides in ((ANA, EVA), (EVA, ANA)):
        merged = merge_signatures(None, *map(written_signature, sides), path=PATH)
        assert merged.data == written_signature(EVA)
        assert merged.is_settled
        assert "Eva" in merged.disagreements[0].do


def test_of_two_that_answer_for_different_texts_ours_stands_and_somebody_must_read() -> None:
    other = replace(EVA, texts=(("articles/complaints.md", "es", "ddd"),))
    for ours, theirs in ((ANA, other), (other, ANA)):
        base = written_signature(replace(ANA, asked="old"))
        merged = merge_signatures(base, written_signature(ours), written_signature(theirs), path=PATH)
        assert merged.data == written_signature(ours)
        assert not merged.is_settled
        assert "`locmem market sign ES forms --by NAME`" in merged.disagreements[0].do


def test_one_side_s_signature_is_taken() -> None:
    for ours, theirs in ((ANA, EVA), (EVA, ANA)):
        merged = merge_signatures(written_signature(ANA), written_signature(ours), written_signature(theirs), path=PATH)
        assert merged.data == written_signature(EVA)
    with pytest.raises(InputErrors):
        merge_signatures(None, b"{", written_signature(ANA), path=PATH)
