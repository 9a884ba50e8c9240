"""How requests are answered: as pages, as data, and with what a user did wrong."""

from __future__ import annotations

import re

import pytest

from locmem.views.live import StillLooking
from tests.server.conftest import Desk


@pytest.mark.parametrize("query", ["key=x&in=es", "key=articles/paying.md%23a", "key=&in=", "key=a%23b&in=xx"])
def test_what_a_user_did_wrong_is_data_for_scripts_and_a_page_for_people(desk: Desk, query: str) -> None:
    answer = desk.client.get(f"/api/item?{query}")
    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    page = desk.client.get(f"/edit?{query}")
    assert page.status_code == 400
    assert "This could not be done" in page.text


def test_a_bug_of_ours_is_told_with_what_becomes_of_the_work(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("locmem.views.live.Live.found", broken)
    page = desk.client.get("/queue")
    assert (page.status_code, "what you typed is kept" in page.text) == (500, True)
    answer = desk.client.get("/api/queue")
    assert (answer.status_code, "a bug of locmem" in answer.json()["error"]) == (500, True)
    assert "ZeroDivisionError" not in page.text + answer.text


@pytest.mark.parametrize("body", [{}, {"key": "a#b", "locale": "es", "text": "x", "seen": 3}, {"key": 1, "text": []}])
def test_a_request_that_is_not_whole_changes_nothing(desk: Desk, body: dict[str, object]) -> None:
    before = desk.shop.in_git()
    status, answer = desk.post("/api/save", **body)
    assert (status, list(answer)) == (400, ["error"])
    assert desk.shop.in_git() == before


def test_a_body_that_is_too_deep_is_a_wrong_request(desk: Desk) -> None:
    [token] = re.findall('name="locmem-token" content="(.*?)"', desk.page("/queue"))
    for deep in (b"[" * 100_000, b'{"a":' * 100_000):
        answer = desk.client.post("/api/judge", content=deep, headers={"x-locmem-token": token})
        assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_what_the_project_does_not_allow_is_no_bug_of_ours(desk: Desk) -> None:
    assert desk.client.get("/market?code=XX").status_code == 422
    assert desk.client.get("/api/status?market=XX").status_code == 422


def test_who_comes_before_the_project_is_looked_through_sees_how_far_that_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is there at once, goes on by itself, and can be loaded again by who lets no script run."""
    with monkeypatch.context() as early:
        early.setattr(desk.live, "seen", _not_yet)
        early.setattr(type(desk.live), "stage", "3 of 1,000 documents")
        answer = desk.client.get("/queue")
        assert answer.status_code == 503
        assert "3 of 1,000 documents" in answer.text
        assert '<script type="module" src="/static/looking.js">' in answer.text
        assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in answer.text
        assert desk.client.get("/api/looking").json() == {"done": False, "what": "3 of 1,000 documents"}
    assert "2</b> texts" in desk.page("/queue")


def _not_yet(*_: object) -> object:
    raise StillLooking
