"""An editor that is narrow holds hostile texts, however long a word is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from locmem.model.translation import State
from tests.browser.desk import Desk, drafted
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=hit()> {{7*7}} <svg onload=hit()> \u202egnol" + "w" * 300


def test_no_text_becomes_active_and_the_page_holds(browser: Browser, shop: Shop) -> None:
    name = "<img src=x onerror=hit()>"
    shop.write(f"content/articles/{name}.md", "---\ntitle: A name\nslug: name\n---\n\nWhich parcel is it?\n")
    desk = Desk(drafted(shop, 3))
    pair = shop.pair("articles/counter.md")
    entries = tuple(
        replace(entry, target=HOSTILE) if entry.state is State.DRAFT else entry for entry in pair.catalog.entries
    )
    shop.put(pair.path, replace(pair.catalog, entries=entries))
    desk.start()
    context = browser.new_context(viewport={"width": 400, "height": 900})
    page = context.new_page()
    hits: list[str] = []
    page.expose_function("hit", lambda: hits.append("active"))
    page.on("dialog", lambda dialog: dialog.dismiss())
    for address in ("/queue", "/edit?locale=es&state=draft", "/edit?locale=es&state=untranslated", "/edit?locale=ja"):
        page.goto(desk.address + address)
        if page.locator("#editor").count():
            page.wait_for_selector("#problems[data-judged]", state="attached")
            page.keyboard.press("Control+a")
            page.keyboard.insert_text(HOSTILE)
            page.wait_for_timeout(300)
        assert page.locator("main img:not(.cm-widgetBuffer), main svg, main script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto(f"{desk.address}/edit?locale=es&state=draft")
    expect(page.locator("#target .sign").first).to_have_text("U+202E")
    page.wait_for_timeout(200)
    assert hits == []
    context.close()
    desk.stop()
