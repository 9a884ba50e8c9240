"""What the server refuses, and what every answer carries."""

from __future__ import annotations

import pytest

from tests.server.conftest import HOST, Desk


@pytest.mark.parametrize(
    "headers",
    [
        {"x-locmem-token": "guessed"},
        {},
        {"origin": "http://other.test"},
        {"host": "other.test"},
    ],
    ids=["another token", "no token", "another origin", "another name"],
)
def test_a_change_that_no_page_of_ours_made_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    before = desk.shop.in_git()
    answer = desk.client.post("/api/save", json={}, headers=headers)
    assert answer.status_code == 403
    assert desk.shop.in_git() == before


def test_another_name_is_answered_nothing(desk: Desk) -> None:
    assert desk.client.get("/queue", headers={"host": f"{HOST}.other.test"}).status_code == 403


def test_pages_run_no_script_of_their_texts(desk: Desk) -> None:
    for address in ("/queue", "/edit", "/static/editor.js", "/nothing"):
        headers = desk.client.get(address).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_token_of_strange_signs_and_a_name_in_capitals_are_answered(desk: Desk) -> None:
    answer = desk.client.post("/api/save", json={}, headers={"x-locmem-token": b"\xff"})
    assert answer.status_code == 403
    assert desk.client.get("/queue", headers={"host": HOST.upper()}).status_code == 200
