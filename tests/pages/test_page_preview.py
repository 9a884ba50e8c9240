"""A page as customers of a market would read it, to be looked at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from locmem.errors import UsageError
from locmem.pages.page_preview import Preview, preview_of
from locmem.pages.shown import Outcome
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import MOMENT, PNG, Shop

PAYING = "articles/paying.md"
TODAY = MOMENT.date()
COLLECT = "We collect the money when the parcel leaves us."


def previewed(
    shop: Shop,
    document: str = PAYING,
    market: str = "ES",
    locale: str = "es",
    *,
    day: date = TODAY,
    here: str = "",
    typed: str | None = None,
) -> Preview:
    project = shop.open()
    occurrence = shop.entry(here, locale).occurrence if here else ""
    return preview_of(
        project,
        open_workspace(project),
        project.market(market),
        locale,
        document,
        day,
        here=occurrence,
        typed=typed,
    )


def test_a_page_is_what_customers_read_with_each_fact_marked(shop: Shop) -> None:
    page = previewed(shop)
    assert page.outcome is Outcome.PUBLISHED
    assert "<h1>Pagar un pedido</h1>" in page.body
    assert 'title="market.tax.standard_rate' in page.body
    assert "21" in page.body.split('title="market.tax.standard_rate', 1)[1][:60]
    assert "{{" not in page.body
    assert "market.tax.standard_rate" in [use.path for use in page.facts]


def test_emphasis_around_a_marked_fact_is_still_emphasis(shop: Shop) -> None:
    """A mark ends in a sign, beside which asterisks would be read as asterisks."""
    assert "**" not in previewed(shop, market="JP", locale="ja").body
    shop.write("content/articles/bold.md", "---\ntitle: Bold\n---\n\nIt is **{{ market.tax.standard_rate }}**in all.\n")
    shop.run()
    shop.translate(
        "ja", {"It is **{{ market.tax.standard_rate }}**in all.": "**{{ market.tax.standard_rate }}**です。"}
    )
    body = previewed(shop, "articles/bold.md", "JP", "ja").body
    assert "<strong><mark" in body
    assert "**" not in body


def test_facts_in_a_title_of_a_picture_stay_text(shop: Shop) -> None:
    shop.write_bytes("content/articles/img/step.png", PNG)
    text = "---\ntitle: Pictures\n---\n\n![Tax of {{ market.tax.standard_rate }}](img/step.png)\n"
    shop.write("content/articles/pictures.md", text)
    shop.run()
    body = previewed(shop, "articles/pictures.md").body
    assert '<img alt="Tax of 21' in body
    assert 'src="data:image/png;base64,' in body
    assert "<mark" not in body


def test_the_text_somebody_works_on_is_marked_and_may_be_shown_as_it_is_typed(shop: Shop) -> None:
    page = previewed(shop, here=COLLECT)
    assert '<mark class="here" id="here">Cobramos el importe cuando sale el paquete.</mark>' in page.body
    typed = previewed(shop, here=COLLECT, typed="Cobramos **después**.")
    assert '<mark class="here" id="here">Cobramos <strong>después</strong>.</mark>' in typed.body
    assert typed.outcome is None
    assert "después" not in shop.read("content/translations/es/articles/paying.md.po")


def test_a_title_is_marked_in_the_heading(shop: Shop) -> None:
    assert (
        '<h1><mark class="here" id="here">Pagar un pedido</mark></h1>'
        in previewed(shop, here="Paying for an order").body
    )


def test_what_customers_do_not_see_is_shown_as_it_is_written_so_far_and_said_so(shop: Shop) -> None:
    shop.write(f"content/{PAYING}", shop.read(f"content/{PAYING}") + "\nA sentence that nobody translated.\n")
    shop.run()
    page = previewed(shop)
    assert page.outcome in (Outcome.SOURCE, Outcome.WITHHELD, Outcome.KEPT)
    assert page.reasons
    assert "A sentence that nobody translated." in page.body


def test_the_facts_are_those_of_the_day(shop: Shop) -> None:
    profile = shop.read("markets/ES.yaml")
    changed = profile.replace("standard_rate:", "old_rate:", 1)
    assert changed != profile
    later = previewed(shop, day=TODAY + timedelta(days=2000))
    assert later.outcome is Outcome.WITHHELD
    assert later.problems


def test_a_macro_is_shown_text_by_text(shop: Shop) -> None:
    page = previewed(shop, "macros/refund.yaml", here="Hello {{ticket.requester.first_name}},")
    assert page.title == "Reembolsos::Reembolso enviado"
    assert '<section class="answer">' in page.body
    assert '<mark class="here" id="here">Hola, {{ticket.requester.first_name}}:</mark>' in page.body


def test_nothing_runs_is_loaded_or_leads_away(shop: Shop) -> None:
    hostile = (
        "<script>alert(1)</script><img src=x onerror=alert(2)> <a href='javascript:alert(3)'>a</a> "
        "[b](javascript:alert(4)) ![c](https://evil.example/p.png) <iframe src=/runs></iframe> "
        "<svg onload=alert(5)></svg> <form action=/api/undo><button>x</button></form> [d](complaints.md)"
    )
    body = previewed(shop, here=COLLECT, typed=hostile).body
    for part in ("<script", "onerror", "onload", "href", "<iframe", "<svg", "<form", 'src="http'):
        assert part not in body
    assert '<a class="link" title="complaints.html">d</a>' in body
    assert '<span class="picture" title="https://evil.example/p.png">c</span>' in body


def test_a_mark_of_the_source_is_no_way_out_of_a_title(shop: Shop) -> None:
    body = previewed(shop, here=COLLECT, typed='<mark title="&quot;><script>alert(1)</script>">x</mark>').body
    assert "<script" not in body


def test_a_page_that_is_not_there_is_named(shop: Shop) -> None:
    with pytest.raises(UsageError, match=r"there is no page of articles/none\.md for ES in es"):
        previewed(shop, "articles/none.md")


def test_a_text_that_customers_do_not_see_says_why_it_is_not_marked(shop: Shop) -> None:
    assert previewed(shop, here=COLLECT).absent == ""
    description = next(
        entry.source for entry in shop.pair(PAYING).catalog.entries if entry.kind and entry.kind.value == "field"
    )
    assert "a field beside the text" in previewed(shop, here=description, typed="Otra").absent
