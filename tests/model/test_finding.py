"""Fixes: put into the text they were made for they give the text that is meant, in every unit of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.finding import Fix, fix_in, with_fixes

TEXTS = st.text(alphabet="ab é現\n\r{}", max_size=30)


@given(TEXTS, TEXTS, st.data())
def test_a_fix_put_into_its_text_gives_the_new_one(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    fix = fix_in(text, start, end, new)
    assert with_fixes(text, [fix]) == text[:start] + new + text[end:]
    lines = text.split("\n")
    behind_line, behind_column = fix.end
    assert "\n".join((*lines[: behind_line - 1], lines[behind_line - 1][: behind_column - 1])) == text[:end]
    assert lines[fix.line - 1].encode()[: fix.byte - 1].decode() == lines[fix.line - 1][: fix.column - 1]
    assert lines[behind_line - 1].encode()[: fix.end_byte - 1].decode() == lines[behind_line - 1][: behind_column - 1]


def test_several_fixes_are_put_in_whatever_their_order() -> None:
    text = "Add IVA.\nThen IVA again."
    fixes = [fix_in(text, 14, 17, "{{ b }}"), fix_in(text, 4, 7, "{{ a }}")]
    assert with_fixes(text, fixes) == "Add {{ a }}.\nThen {{ b }} again."
    assert with_fixes(text, []) == text


def test_what_does_not_fit_is_refused() -> None:
    text = "Add IVA."
    with pytest.raises(ValueError, match="line 1, column 5"):
        with_fixes("Add ICMS.", [fix_in(text, 4, 7, "x")])
    with pytest.raises(ValueError, match="line 1, column 6"):
        with_fixes(text, [fix_in(text, 4, 7, "x"), fix_in(text, 5, 7, "y")])
    with pytest.raises(ValueError, match="line 9, column 1"):
        with_fixes(text, [Fix(line=9, column=1, byte=1, replaced="IVA", text="x")])


def test_the_first_line_of_a_piece_is_told() -> None:
    assert fix_in("é IVA", 2, 5, "x", first=7) == Fix(line=7, column=3, byte=4, replaced="IVA", text="x")
