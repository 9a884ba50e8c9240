"""Fifty texts are worked on while the server is killed twenty times: what was saved and what was typed is all there."""

from __future__ import annotations

import random
import re
import threading

import pytest
from playwright.sync_api import Page

from tests.browser.desk import Desk, drafted, text_of, translated, type_anew
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.browser

SENTENCES, KILLS, SEED = 50, 20, 17


def test_nothing_saved_and_nothing_typed_is_lost(page: Page, shop: Shop) -> None:
    desk = Desk(drafted(shop, SENTENCES)).start()
    chance = random.Random(SEED)
    killed = set(chance.sample(range(SENTENCES), KILLS))
    done: dict[str, str] = {}
    lost = 0
    try:
        page.goto(f"{desk.address}/edit?locale=es&state=draft&document=articles/counter.md")
        for turn in range(SENTENCES):
            page.wait_for_selector("#problems[data-judged]", state="attached")
            key, source = page.inner_text("#where"), page.inner_text("#source")
            text = translated(int(re.findall(r"parcel (\d+)", source)[0]))
            type_anew(page, text)
            if turn in killed:
                lost += _killed(page, desk, key, text, chance)
            else:
                page.keyboard.press("Control+Enter")
            done[source] = text
            if turn < SENTENCES - 1:
                page.wait_for_function("key => (document.getElementById('where')?.textContent ?? key) !== key", arg=key)
            else:
                # The editor leaves for the queue once the server has the last one, too.
                page.wait_for_url("**/queue*")
    finally:
        desk.stop()
    targets = {entry.source: entry.target for entry in desk.shop.pair("articles/counter.md").catalog.entries}
    assert lost == 0
    assert [source for source, text in done.items() if targets[source] != text] == []
    assert len(done) == SENTENCES


def _killed(page: Page, desk: Desk, key: str, text: str, chance: random.Random) -> int:
    """Confirm while the server is killed at some moment of it; how many typed texts are lost then."""
    kill = threading.Timer(chance.uniform(0, 0.4), desk.kill)
    kill.start()
    page.keyboard.press("Control+Enter")
    kill.join()
    page.wait_for_timeout(chance.uniform(0, 300))
    if chance.random() < 0.5:
        # Whoever waits sees it saved by itself.
        desk.start()
        return 0
    desk.start()
    if page.inner_text("#where") != key:
        return 0
    page.reload()
    page.wait_for_selector("#problems[data-judged], #next", state="attached")
    if page.locator("#next").count():
        # It was saved, and the answer was lost.
        page.locator("#next").click()
        return 0
    if page.inner_text("#where") != key:
        return 0
    lost = int(text_of(page) != text)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return lost
