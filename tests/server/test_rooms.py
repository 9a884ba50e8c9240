"""The pages beside the queue and the editor: what they say, where they lead, and what they save."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest

from locmem.server.showing import coded
from locmem.workspace.person import login
from tests.pipelines.shop import MOMENT, Shop
from tests.server.asked import Asked, Read, served
from tests.server.conftest import data_of

PAYING = "articles/paying.md"
COLLECT = "We collect the money when the parcel leaves us."
ADDRESSES = (
    "/",
    "/documents",
    f"/page?document={PAYING}&locale=ja",
    f"/preview?document={PAYING}&market=ES",
    f"/preview/frame?document={PAYING}&market=ES",
    "/memory",
    "/memory?q=parcel&to=es",
    "/markets",
    "/market?code=ES",
    "/queries",
    "/queries?settled=1",
    "/review",
    "/runs",
)


@pytest.fixture
def asked(shop: Shop) -> Iterator[Asked]:
    with served(shop) as one:
        yield one


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_answers_whether_or_not_there_is_anything(asked: Asked, address: str) -> None:
    page = asked.page(address)
    assert page.active == []
    assert page.words


def test_the_heat_map_leads_to_what_waits(asked: Asked) -> None:
    page = asked.page("/")
    assert "/queue?locale=es&content=articles" in page.links
    assert "100 %" in page.words
    assert "Nothing is missing." in page.words


def test_every_text_of_a_page_leads_into_the_editor_whether_it_waits_or_not(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", COLLECT, "We collect the money once the parcel leaves us.")
    shop.run()
    with served(shop) as asked:
        page = asked.page(f"/page?document={PAYING}&locale=es")
        edits = [link for link in page.links if link.startswith("/edit?key=")]
        assert len(edits) == len(shop.pair(PAYING).catalog.entries)
        waits = [data_of(asked.page(edit).raw)["waits"] for edit in (edits[0], edits[-1])]
        assert waits == ["", ""]
        assert "stale" in page.words
        key = shop.key(COLLECT.replace("when", "once"))
        for address in (
            f"/history?{urlencode({'key': key, 'locale': 'es'})}",
            f"/memory?{urlencode({'q': 'Method', 'to': 'es'})}",
        ):
            assert any(link.startswith("/edit?key=") for link in asked.page(address).links)


def test_a_preview_says_what_customers_see_in_a_frame_in_which_nothing_runs(asked: Asked) -> None:
    page = asked.page(f"/preview?document={PAYING}&market=ES&day=2026-11-21")
    assert "Customers of ES read this translation on 2026-11-21." in page.words
    assert "market.tax.standard_rate" in page.words
    answer = asked.client.get(f"/preview/frame?document={PAYING}&market=ES")
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy.split("; ")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "frame-ancestors 'none'" in asked.client.get("/").headers["content-security-policy"]


def test_a_text_that_is_typed_is_shown_in_its_page_and_nothing_is_saved(shop: Shop, asked: Asked) -> None:
    before = shop.in_git()
    answer = asked.send(
        "/api/preview", key=shop.key(COLLECT), locale="es", text="Cobramos **después** <script>x</script>."
    )
    assert '<mark class="here" id="here">Cobramos <strong>después</strong>' in answer["html"]
    assert "<script" not in answer["html"]
    assert shop.in_git() == before


def test_a_query_is_answered_by_whoever_works_and_the_run_can_be_undone(shop: Shop) -> None:
    shop.change_entry(COLLECT, "es", replace(shop.entry(COLLECT), remarks=("Who <b>collects</b> it?",)))
    with served(shop) as asked:
        page = asked.page("/queries")
        assert "Who <b>collects</b> it?" in page.words
        assert page.forms == ["/api/queries/settle"]
        done = asked.send("/api/queries/settle", key=shop.key(COLLECT), text="The shop.", action="answer")
        assert done["summary"] == "1 query answered, 0 left"
        assert "The shop." in asked.page("/queries?settled=1").words
        assert "Nobody asks anything." in asked.page("/queries").words
        assert f"/run?{urlencode({'id': done['run']})}" in asked.page("/runs").links
        asked.send("/api/undo", run=done["run"])
        assert "Who <b>collects</b> it?" in asked.page("/queries").words


def test_what_is_wrong_with_an_answer_is_said(asked: Asked) -> None:
    assert "empty" in asked.send("/api/queries/settle", 400, key=f"{PAYING}#x", text="")["error"]
    assert "nobody asks" in asked.send("/api/queries/settle", 400, key=f"{PAYING}#x", text="a")["error"]
    assert "one of confirm" in asked.send("/api/review/answer", 400, item="ES/x", action="maybe")["error"]


def test_the_review_of_a_month_is_begun_and_answered(asked: Asked) -> None:
    assert "There is no review yet." in asked.page("/review").words
    asked.send("/api/review/start", market="ES")
    page = asked.page("/review")
    assert "2026-11" in page.words
    item = next(word for word in page.words.split() if word.startswith("ES/"))
    done = asked.send("/api/review/answer", item=item, action="confirm")
    assert done["summary"].startswith("1 item answered")
    assert f"confirm by {login()} on {MOMENT.date()}" in asked.page("/review").words


def test_a_run_says_what_it_changed_and_asks_before_it_goes_back(shop: Shop, asked: Asked) -> None:
    shop.edit(f"content/{PAYING}", COLLECT, "We collect it later.")
    shop.run()
    before = shop.in_git()
    (run, *_) = [link for link in asked.page("/runs").links if link.startswith("/run?")]
    page = asked.page(run)
    assert "content/translations/es/articles/paying.md.po" in page.words
    (undo,) = [link for link in page.links if link.startswith("/undo?")]
    question = asked.page(undo)
    assert question.forms == ["/api/undo"]
    assert "would go back" in question.words
    assert shop.in_git() == before
    history = asked.page(f"/history?key={quote(shop.key('We collect it later.'))}")
    assert "We collect it later." not in history.words
    assert "articles/paying.md#" in history.words


def test_a_market_says_what_changes_and_what_its_law_asks(asked: Asked) -> None:
    page = asked.page("/market?code=ES")
    assert "Within 60 days" in page.words
    assert "kept" in page.words
    assert "market.tax.standard_rate" in page.words
    assert "there is no market" in asked.page("/market?code=XX", 422).words


def test_the_release_gate_is_asked_in_a_process_of_its_own_and_once(asked: Asked) -> None:
    page = asked.page("/readiness")
    assert "ES" in page.words
    assert "release gate" in page.words
    assert asked.page("/readiness").words == page.words


def test_what_is_not_there_is_a_page_that_says_so(asked: Asked) -> None:
    for address in (
        "/page?document=../locmem.yaml",
        "/preview",
        "/run?id=x",
        "/undo?id=x",
        "/history?key=x",
        "/market",
    ):
        assert asked.client.get(address).status_code in (400, 422)
        assert "This could not be done" in asked.page(address, asked.client.get(address).status_code).words


def test_a_change_without_the_token_of_a_page_is_refused(shop: Shop, asked: Asked) -> None:
    before = shop.in_git()
    for address in ("/api/undo", "/api/queries/settle", "/api/review/answer", "/api/review/start", "/api/preview"):
        assert asked.client.post(address, json={"run": "x"}).status_code == 403
        assert asked.client.get(address).status_code == 405
    assert shop.in_git() == before


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\" ' onload=alert(3) javascript:alert(4)"


def test_hostile_texts_are_text_on_every_page(shop: Shop) -> None:
    title = HOSTILE.replace('"', "”").replace("'", "’")
    shop.write(
        "content/articles/hostile.md",
        f"---\ntitle: '{title}'\nslug: hostile\n---\n\n{HOSTILE}\n\n[x](javascript:alert(5))\n",
    )
    shop.edit(f"content/{PAYING}", COLLECT, f"{COLLECT} {HOSTILE}")
    shop.run()
    entry = shop.entry("Method")
    shop.change_entry("Method", "es", replace(entry, remarks=(HOSTILE,), doubts=(HOSTILE,)))
    shop.write(
        "markets/ES.yaml",
        shop.read("markets/ES.yaml").replace("name: Spain", "name: 'Spain <script>alert(6)</script>'"),
    )
    hostile = quote(HOSTILE)
    with served(shop) as asked:
        asked.send("/api/queries/settle", key=shop.key("Method"), text=HOSTILE, action="answer")
        asked.send("/api/review/start")
        key = quote(shop.key("Method"))
        run = next(link for link in asked.page("/runs").links if link.startswith("/run?"))
        for address in (
            *ADDRESSES,
            "/queue",
            "/edit",
            run,
            run.replace("/run?", "/undo?"),
            f"/history?key={key}",
            "/page?document=articles/hostile.md&locale=es",
            "/preview?document=articles/hostile.md&market=ES",
            "/preview/frame?document=articles/hostile.md&market=ES",
            f"/memory?q={hostile}&to=es",
            f"/documents?q={hostile}",
        ):
            assert asked.page(address).active == [], address
        for address in (
            f"/page?document={hostile}",
            f"/market?code={hostile}",
            f"/review?market={hostile}",
            f"/run?id={hostile}",
        ):
            answer = asked.client.get(address)
            assert asked.page(address, answer.status_code).active == [], address


def test_the_readers_of_these_tests_see_what_would_act() -> None:
    assert (
        len(Read("<script>1</script><a href='javascript:1'>x</a><b onclick=1></b><iframe src=x></iframe>").active) == 4
    )


def test_what_stands_between_backticks_is_code_and_all_is_text() -> None:
    assert coded("Run `locmem <x>` & wait.") == "Run <code>locmem &lt;x&gt;</code> &amp; wait."
    assert coded("One ` alone <b>") == "One ` alone &lt;b&gt;"
    assert coded("`<script>`") == "<code>&lt;script&gt;</code>"


def test_a_body_that_is_no_object_is_refused(shop: Shop) -> None:
    with served(shop) as asked:
        token = asked.page("/runs").metas["locmem-token"]
        headers = {"x-locmem-token": token, "content-type": "application/json"}
        for body in ("[]", "{", "1", '{"key": 1}'):
            answer = asked.client.post("/api/queries/settle", content=body, headers=headers)
            assert answer.status_code == 400
            assert answer.json()["error"]
