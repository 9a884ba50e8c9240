"""The pages as all can use them: no text becomes active, axe finds nothing serious, narrow and dark too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from locmem.model.translation import State
from tests.browser.desk import Desk, drafted, sentence
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=hit()> {{7*7}} <svg onload=hit()> \u202egnol" + "w" * 300
LOOKS = [("light", 1280), ("dark", 1280), ("light", 400)]


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("scheme", "width"), LOOKS, ids=[f"{scheme} {width}" for scheme, width in LOOKS])
def test_pages_can_be_used_by_all(browser: Browser, desk: Desk, scheme: str, width: int) -> None:
    shop = desk.shop
    shop.edit("content/articles/paying.md", "We collect the money when", "We only collect the money when")
    shop.run()
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in ("/queue", "/edit?locale=es&state=draft", "/edit?state=stale", "/edit?locale=ja", "/edit?key=-"):
        page.goto(desk.address + address)
        if page.locator("#editor").count():
            page.wait_for_selector("#problems[data-judged]", state="attached")
            page.keyboard.press("F1")
            assert faults(page) == []
            page.keyboard.press("Escape")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()


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


def test_the_picture_of_the_editor(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    """What the documentation shows is made from pages as they are."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{desk.address}/edit?locale=es&state=draft")
    page.wait_for_selector("#problems[data-judged]", state="attached")
    page.screenshot(path=tmp_path / "editor.png")
    assert page.locator("#source").inner_text().startswith(sentence(0)[:6])
    context.close()
