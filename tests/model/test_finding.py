"""Fixes: what is taken out of a line and what is put there, whatever the two lines are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locmem.model.finding import Fix

LINES = st.text(alphabet="ab é現{}", max_size=12)


@given(LINES, LINES)
def test_a_fix_put_into_the_old_line_gives_the_new_one(old: str, new: str) -> None:
    fix = Fix(line=1, old=old, new=new)
    end = fix.start + len(fix.replaced)
    assert old[fix.start : end] == fix.replaced
    assert old[: fix.start] + fix.text + old[end:] == new


def test_a_fix_is_as_small_as_it_can_be() -> None:
    fix = Fix(line=1, old="Pay IVA now.", new="Pay {{ market.tax }} now.")
    assert (fix.start, fix.replaced, fix.text) == (4, "IVA", "{{ market.tax }}")
