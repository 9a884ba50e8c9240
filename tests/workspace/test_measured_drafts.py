"""What people changed in drafts of an engine, as the history has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.workspace import measured_drafts
from locmem.workspace.measured_drafts import MeasuredDrafts
from tests.pipelines.shop import Shop
from tests.works import RETURNED

WORK = replace(
    RETURNED,
    origin="mt:openai/small",
    draft="Uno dos tres.",
    final="Uno dos tres.",
    handoff="",
    seen_from="",
    moment="2026-11-21T12:00:00+00:00",
)


@pytest.fixture
def measured(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> MeasuredDrafts:
    works = [
        WORK,
        replace(WORK, final="Cuatro cinco seis."),
        replace(WORK, origin="mt:openai/large", final="Siete."),
        replace(WORK, origin="tm", percent=88),
        replace(WORK, origin="tm", percent=97, final="Nada."),
        replace(WORK, locale="ja", origin="mt:apertium"),
        replace(WORK, draft=None, origin="mt:apertium"),
    ]
    monkeypatch.setattr(measured_drafts, "recorded", lambda project: tuple(works))
    return MeasuredDrafts(shop.open())


def test_an_engine_is_measured_by_model_and_over_all_of_them(measured: MeasuredDrafts) -> None:
    small, every = measured.of_engine("openai/small", "es"), measured.of_engine("openai", "es")
    assert small is not None
    assert every is not None
    assert (small.count, every.count) == (2, 3)
    assert measured.of_engine("open", "es") is None
    assert measured.of_engine("openai", "ja") is None


def test_matches_are_measured_by_band(measured: MeasuredDrafts) -> None:
    good, high = measured.of_matches("es", 85), measured.of_matches("es", 95)
    assert good is not None
    assert high is not None
    assert (good.count, good.mean, high.count) == (1, 0.0, 1)
    assert high.mean > 0.5
    assert measured.of_matches("es", 75) is None


def test_a_draft_that_nobody_knows_any_more_says_nothing(measured: MeasuredDrafts) -> None:
    assert measured.of_engine("apertium", "es") is None


def test_without_a_history_nothing_is_known(shop: Shop) -> None:
    assert MeasuredDrafts(shop.open()).of_engine("apertium", "es") is None
