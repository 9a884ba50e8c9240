from __future__ import annotations

import pytest

from locmem.values.lengths import usual_growth


@pytest.mark.parametrize(
    ("source", "target", "least", "most"),
    [("en", "es", 0.9, 1.3), ("en", "ja", 0.4, 0.6), ("en", "zh", 0.3, 0.4), ("ja", "en", 1.8, 2.5)],
)
def test_a_translation_is_as_long_as_its_script_makes_it(source: str, target: str, least: float, most: float) -> None:
    assert least < usual_growth(source, target) < most


def test_two_locales_of_one_dense_script_are_alike() -> None:
    assert usual_growth("ja", "ja") == 1.0
