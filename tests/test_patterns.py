from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.patterns import own_pattern


def test_a_pattern_finds_its_places() -> None:
    assert list(own_pattern(r"ORD-[0-9]{3}").spans("ORD-123 and ORD-9 and ORD-456")) == [(0, 7), (22, 29)]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("[a", "cannot be read"),
        ("a*", "matches nothing at all"),
        ("(a+)+$", "takes too long"),
        ("(?:0|00)+x", "takes too long"),
    ],
)
def test_a_careless_pattern_is_refused(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        own_pattern(pattern)


def test_a_pattern_that_is_slow_on_a_real_text_is_stopped() -> None:
    pattern = own_pattern("(?:xy|xyxy)+z")
    with pytest.raises(UsageError, match=r"takes more than 0\.1 s on a text of 4,000 characters"):
        list(pattern.spans("xy" * 2000))
