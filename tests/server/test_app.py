"""An address that leads nowhere is a page for people and data for scripts."""

from __future__ import annotations

from tests.server.conftest import Desk


def test_an_address_that_leads_nowhere_says_so_and_escapes_it(desk: Desk) -> None:
    page = desk.client.get("/<b>nowhere")
    assert page.status_code == 404
    assert "there is nothing at /&lt;b&gt;nowhere." in page.text
    data = desk.client.get("/api/nowhere")
    assert (data.status_code, data.json()) == (404, {"error": "there is nothing at /api/nowhere."})
