"""The report in its parts: their order, and what figures rest on."""

from __future__ import annotations

from locmem.reports.dashboard_sections import method, sections_of
from tests.reports.full_view import empty_view, full_view

ORDER = [
    "readiness",
    "coverage",
    "backlog",
    "words",
    "cost",
    "effort",
    "stale",
    "publishing",
    "memory",
    "facts",
    "review",
]


def test_parts_come_in_the_order_in_which_a_manager_asks_whatever_there_is() -> None:
    for view in (full_view(), empty_view()):
        found = sections_of(view)
        assert [part.id for part in found] == ORDER
        assert all(part.command.startswith("locmem ") for part in found)
    assert not any(part.empty for part in sections_of(full_view()))
    assert all(part.empty for part in sections_of(empty_view()))


def test_the_method_has_what_the_savings_rest_on() -> None:
    view = full_view()
    assert view.savings
    assert method(view)[-len(view.savings.assumptions) :] == view.savings.assumptions
    assert len(method(empty_view())) == 5
