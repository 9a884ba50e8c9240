"""What is left on a page: words by what there is to start from, and whether customers read what no longer holds."""

from __future__ import annotations

import pytest

from locmem.backlog.work import Words, says_otherwise
from locmem.model.backlog_rules import Effort
from locmem.pages.overview import overview
from tests.pipelines.shop import Shop


def test_a_draft_costs_less_than_a_new_text_and_a_near_match_least() -> None:
    words = Words(new=100, near=100, draft=100, stale=100, review=100)
    assert words.total == 500
    assert words.effort(Effort(draft=50, stale=40, review=25)) == 100 + 50 + 40 + 25 + 25


@pytest.mark.parametrize(
    ("before", "now", "is_otherwise"),
    [
        ("Write within 14 days.", "Write within 30 days.", True),
        ("Write within 14 days.", "Write to us within 14 days.", False),
        ("See [terms](/terms).", "See [terms](/conditions).", True),
        ("See [terms](/terms).", "Read the [terms](/terms).", False),
        ("Rate: {{ market.tax.standard_rate }}.", "Rate: {{ market.tax.reduced_rate }}.", True),
        ("Rate: {{ market.tax.standard_rate }}.", "The rate is {{ market.tax.standard_rate | round }}.", False),
        ("The rate is 21 %.", "The rate is {{ market.tax.standard_rate }}.", False),
        ("Write to help@a.example.", "Write to care@a.example.", True),
        ("", "Write within 30 days.", False),
    ],
)
def test_another_figure_fact_or_address_makes_the_old_wording_untrue(before: str, now: str, is_otherwise: bool) -> None:
    assert says_otherwise(before, now) is is_otherwise


def test_a_changed_figure_in_a_source_is_work_that_must_be_done(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "The plan costs", "For 12 months the plan costs")
    project = shop.open()
    found = {item.market: item for item in overview(project, project.markets).backlog}
    assert set(found) == {"ES", "JP"}
    for item in found.values():
        assert item.scored.reasons[0] == "customers read a figure, a fact or an address that no longer holds"
        assert 0 < item.effort < item.words_left
