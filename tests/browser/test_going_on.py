"""How somebody goes through texts with a pointer: where they get to, what is said of it, and what goes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import Desk, sentence, text_of, translated, type_anew

pytestmark = pytest.mark.browser
QUERY = "locale=es&document=articles/counter.md&state=draft"


def test_the_history_of_the_browser_holds_texts_alone(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/queue?{QUERY}")
    page.get_by_role("link", name="Start with the first").click()
    expect(page.locator("#source")).to_have_text(sentence(0))
    page.locator(".cm-content").click()
    page.keyboard.press("Alt+p")
    page.frame_locator("#preview iframe").locator("mark.here").wait_for()
    expect(page.locator("#preview [role=status]")).to_contain_text("as it would be with this text")
    assert page.locator("#preview iframe").bounding_box()["y"] < 900  # type: ignore[index]
    for text in ("Uno", "Dos"):
        type_anew(page, text)
        page.frame_locator("#preview iframe").locator("mark.here", has_text=text).wait_for()
    page.locator("#below a").first.click()
    expect(page.locator("#source")).to_have_text(sentence(1))
    page.go_back()
    expect(page.locator("#source")).to_have_text(sentence(0))
    assert text_of(page) == "Dos"
    page.go_back()
    page.wait_for_url("**/queue?**")
    page.goto(f"{desk.address}/runs")
    assert page.get_by_role("link", name="Queue").get_attribute("href") == "/queue?locale=es"
    page.goto(f"{desk.address}/queue?locale=")
    assert page.get_by_role("link", name="Queue", exact=True).get_attribute("href") == "/queue"


def test_what_is_said_is_said_of_the_text_it_is_about(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/edit?{QUERY}")
    page.wait_for_selector("#problems[data-judged]", state="attached")
    page.locator("#source button.chip").first.focus()
    type_anew(page, "Nada ")
    page.locator("#source button.chip").first.click()
    assert text_of(page) == "Nada **"
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("Not saved")
    page.get_by_role("button", name="Insert code").click()
    expect(page.locator("#status")).to_have_text("")
    type_anew(page, translated(0))
    held: list[Route] = []
    page.route("**/api/save*", lambda route: held.append(route))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#target")).to_have_attribute("aria-busy", "true")
    page.keyboard.type("typed too late")
    assert text_of(page) == translated(0)
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    expect(page.locator("#source")).to_have_text(sentence(1))
    expect(page.locator("#saved")).to_contain_text("Saved: “Por favor, lleve el paquete 0")
    expect(page.locator("#target")).to_have_attribute("aria-busy", "false")
    assert page.locator("#language").inner_text() == "Spanish · es"
    page.set_viewport_size({"width": 400, "height": 800})
    last, box = page.locator("#above li").last.bounding_box(), page.locator("#above").bounding_box()
    assert last
    assert box
    assert box["y"] <= last["y"] < box["y"] + box["height"]
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#presence")).to_contain_text("You have this text open in another window")
