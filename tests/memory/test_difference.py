from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.memory.difference import difference
from locmem.model.match import Change

MARKS = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.CAME: "{{+{}+}}"}


def shown(old: str, new: str, locale: str = "en") -> str:
    return "".join(MARKS[piece.change].format(piece.text) for piece in difference(old, new, locale))


@pytest.mark.parametrize(
    ("old", "new", "locale", "expected"),
    [
        ("Pay now", "Pay now", "en", "Pay now"),
        ("Pay in 14 days.", "Pay in 30 days.", "en", "Pay in [-14-]{+30+} days."),
        ("Pay at once now", "Pay by card now", "en", "Pay [-at once-]{+by card+} now"),
        ("Pay", "", "en", "[-Pay-]"),
        ("14日です", "30日です", "ja", "[-14-]{+30+}日です"),
    ],
)
def test_words_change_as_wholes(old: str, new: str, locale: str, expected: str) -> None:
    assert shown(old, new, locale) == expected


@given(st.text("ab .é日\n", max_size=20), st.text("ab .é日\n", max_size=20), st.sampled_from(["en", "ja"]))
def test_the_pieces_are_both_texts(old: str, new: str, locale: str) -> None:
    pieces = difference(old, new, locale)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.CAME) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.GONE) == new
    assert all(piece.text for piece in pieces)
