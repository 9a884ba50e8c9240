"""Every promise is tried a little with every change, and the defect its trials are there for is seen."""

from __future__ import annotations

import pytest

from tests.trust.__main__ import families, opened, tried
from tests.trust.family import Size
from tests.trust.figures import faults

_PLACES = families()
_SEED = 20261201


@pytest.mark.parametrize("name", sorted(_PLACES))
def test_what_is_promised_is_kept(name: str) -> None:
    found = tried(opened(name, _PLACES), Size.SHORT, _SEED)
    if found.get("cannot"):
        pytest.skip(found["cannot"])
    assert faults(found) == []
