"""The backlog of a real project: one changed input, another order and other words."""

from __future__ import annotations

import pytest

from locmem.backlog.items import BacklogItem, by_document
from locmem.model.priority import Priority, Scored
from locmem.pages.overview import overview
from tests.pipelines.shop import Shop

KPI = "document,market,period,views,tickets,unhelpful\n"
NEW = "\nThe lamp glows softly in every room of the house tonight.\n"


def items(shop: Shop) -> list[BacklogItem]:
    project = shop.open()
    return list(overview(project, project.markets).backlog)


def places(shop: Shop) -> list[tuple[str, str, int]]:
    return [(item.document, item.market, int(item.scored.priority)) for item in items(shop)]


@pytest.fixture
def waiting(shop: Shop) -> Shop:
    """One new sentence in each article."""
    for name in ("paying", "complaints"):
        shop.write(f"content/articles/{name}.md", shop.read(f"content/articles/{name}.md") + NEW)
    return shop


def test_a_project_that_is_ready_has_no_backlog(shop: Shop) -> None:
    assert items(shop) == []


def test_a_legal_text_comes_first_in_every_market(waiting: Shop) -> None:
    assert places(waiting) == [
        ("articles/complaints.md", "ES", 1),
        ("articles/complaints.md", "JP", 1),
        ("articles/paying.md", "ES", 2),
        ("articles/paying.md", "JP", 2),
    ]
    first = items(waiting)[0]
    assert first.words_left == 11
    assert first.scored.reasons == ("a legal text", "1 segment without translation", "customers see nothing")


def test_readers_of_one_market_move_its_item_up(waiting: Shop) -> None:
    waiting.write("content/kpi.csv", KPI + "articles/paying.md,JP,2026-10,900,12,3\n")
    assert places(waiting)[2:] == [("articles/paying.md", "JP", 2), ("articles/paying.md", "ES", 2)]
    waiting.write("content/kpi.csv", KPI + "articles/paying.md,JP,2026-10,2500,12,3\n")
    # A priority of 1 with more points than the legal texts, which nobody reads.
    assert places(waiting)[0] == ("articles/paying.md", "JP", 1)
    assert "2,500 views and 12 tickets in 2026-10" in items(waiting)[0].scored.reasons


def test_a_risk_that_is_lowered_and_a_sentence_that_is_done_change_the_item(waiting: Shop) -> None:
    waiting.edit("content/articles/complaints.md", "risk: legal", "risk: low")
    assert {item.scored.priority for item in items(waiting) if "complaints" in item.document} == {Priority.MAY}
    waiting.translate("es", {NEW.strip(): "La lámpara brilla suavemente en todas las habitaciones esta noche."})
    assert [(item.document, item.market) for item in items(waiting)] == [
        ("articles/paying.md", "JP"),
        ("articles/complaints.md", "JP"),
    ]


def test_a_stale_text_says_so_and_what_customers_see(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    found = items(shop)[0]
    assert found.scored.reasons[:2] == (
        "1 segment changed in the source since confirmed",
        "customers see the last confirmed wording",
    )


def test_a_page_blocked_by_a_fact_must_be_done(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "  - fact: complaints.body.website\n", "  - fact: complaints.body.name\n")
    [found] = items(shop)
    assert (found.document, found.market, found.scored.priority) == ("articles/complaints.md", "JP", Priority.MUST)
    assert found.scored.reasons[1].startswith("blocked: ")
    assert "complaints.body.website" in found.scored.reasons[1]


def test_the_score_of_a_document_is_the_most_pressing_of_its_markets() -> None:
    def item(market: str, priority: Priority) -> BacklogItem:
        scored = Scored(priority=priority, reasons=(market,))
        return BacklogItem(document="articles/a.md", locale="es", market=market, scored=scored, words_left=0, views=0)

    best = by_document([item("ES", Priority.MUST), item("MX", Priority.MAY)])
    assert {key: scored.reasons for key, scored in best.items()} == {("es", "articles/a.md"): ("ES",)}
    assert by_document([]) == {}
