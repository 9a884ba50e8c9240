"""Every page and all that opens above one, in Arabic and Japanese too: all can use them, in any light and width."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect

from tests.browser.abroad import abroad
from tests.browser.desk import Desk
from tests.browser.scenes import LOOKS, Scene, come, opened, scenes
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.browser

WATCH = """() => {
  // What is left out of the order on purpose has a key and a button of its own.
  const parts = "a[href], button:not([tabindex='-1']), input:not([type=hidden]), select, textarea, summary, "
    + "[tabindex='0'], .cm-content";
  const shown = document.querySelector("dialog[open]") ?? document;
  const told = (one) => `${one.localName} ${one.id || one.textContent.trim().slice(0, 30)}`;
  window.left = new Set([...shown.querySelectorAll(parts)].filter((one) => !one.disabled && one.checkVisibility()));
  window.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    window.left.delete(target);
    const ring = getComputedStyle(target);
    if (target.matches(".cm-content")) return; // Its frame gets the ring, a moment later.
    if (ring.outlineStyle === "none" || parseFloat(ring.outlineWidth) < 1) window.unseen.push(told(target));
  });
  document.activeElement.blur();
  window.lacking = () => [...window.left].map(told);
  return window.left.size;
}"""
"""Note which parts of a page, or of the dialog above it, are not reached, and where nobody sees that they are."""
_MORE = 25
"""Further presses: a date has fields of its own, and a page begins anew at its end."""


@pytest.fixture(scope="module")
def travelling(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(abroad(built.copy(tmp_path_factory.mktemp("abroad") / "shop"))).start()
    yield desk
    desk.stop()


def test_axe_finds_nothing_serious_and_all_is_reached_by_keyboard(travelling: Desk, browser: Browser) -> None:
    found: list[str] = []
    for scene in scenes(travelling.shop):
        if scene.is_variant:
            continue
        context = opened(browser, "light")
        page = context.new_page()
        page.on("pageerror", partial(_wrong, found, scene.name))
        page.on("console", partial(_note, found, scene.name))
        come(page, travelling, scene)
        found += [f"{scene.name}: {one}" for one in _judged(page)]
        found += [f"{scene.name}: {one}" for one in _unreached(page)]
        page.set_viewport_size(LOOKS["narrow"]["viewport"])
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{scene.name}: wider than a telephone")
        context.close()
    assert found == []


def test_a_page_on_a_telephone_says_what_each_value_is(travelling: Desk, browser: Browser) -> None:
    context = opened(browser, "narrow")
    page = context.new_page()
    come(page, travelling, Scene(name="overview", at="/"))
    label = "cell => getComputedStyle(cell, '::before').content"
    cells = page.locator("[aria-labelledby=h-ready] tbody tr").first.locator("td").all()
    assert [cell.evaluate(label) for cell in cells[:3]] == ["none", '"Locale "', '"Pages "']
    context.close()


def test_texts_run_as_their_language_does_and_codes_as_they_are_written_on_paper_too(
    travelling: Desk, browser: Browser
) -> None:
    context = opened(browser, "light")
    page = context.new_page()
    named = {one.name: one for one in scenes(travelling.shop)}
    come(page, travelling, named["editor-stale-code-arabic"])
    direction = "one => getComputedStyle(one).direction"
    assert page.locator("#target .cm-content").evaluate(direction) == "rtl"
    assert page.locator("#target .chip").first.evaluate(direction) == "ltr"
    assert page.locator("#source").evaluate(direction) == "ltr"
    # Of a number that changed the old one comes first, as one reads.
    come(page, travelling, named["beside-lamp-arabic"])
    gone, came = (page.locator(f"[dir=rtl] {name}").first.bounding_box() for name in ("del", "ins"))
    assert gone
    assert came
    assert gone["x"] > came["x"]
    page.emulate_media(media="print")
    assert page.locator(".beside .row.title").evaluate("one => one.offsetWidth === one.parentElement.offsetWidth")
    assert not page.get_by_role("button", name="Show").is_visible()
    page.emulate_media(media="screen")
    come(page, travelling, named["preview-arabic"])
    assert page.frame_locator("iframe.preview").locator("html").get_attribute("dir") == "rtl"
    context.close()


def test_a_list_of_keys_that_is_longer_than_the_screen_begins_at_its_top(travelling: Desk, browser: Browser) -> None:
    context = opened(browser, "narrow")
    page = context.new_page()
    come(page, travelling, next(one for one in scenes(travelling.shop) if one.name == "editor-keys"))
    assert page.evaluate("[document.activeElement.id, document.activeElement.scrollTop]") == ["help-keys", 0]
    context.close()


def test_a_dialog_goes_by_escape_and_the_text_has_the_cursor_again(travelling: Desk, browser: Browser) -> None:
    context = opened(browser, "light")
    page = context.new_page()
    for scene in scenes(travelling.shop):
        if scene.name in ("editor-still-valid", "editor-note", "editor-elsewhere"):
            come(page, travelling, scene)
            page.keyboard.press("Escape")
            assert page.locator("dialog[open]").count() == 0
            expect(page.locator("#target .cm-content")).to_be_focused()
            expect(page.locator("#target .cm-editor")).to_have_css("outline-style", "solid")
    context.close()


def _wrong(found: list[str], name: str, error: Error) -> None:
    found.append(f"{name}: {error}")


def _note(found: list[str], name: str, message: ConsoleMessage) -> None:
    """What the browser says; that a page is not there, or that nobody answers, is what these pages show."""
    if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
        found.append(f"{name}: {message.text}")


def _judged(page: Page) -> list[str]:
    """What axe finds, in light and in dark."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in [*found, *dark]
        if one["impact"] in ("serious", "critical")
    ]


def _unreached(page: Page) -> list[str]:
    for press in range(page.evaluate(WATCH) + _MORE):
        page.keyboard.press("Tab")
        if press % 10 == 9 and not page.evaluate("window.left.size"):
            break
    lacking, unseen = page.evaluate("[window.lacking(), window.unseen]")
    return [*(f"no key leads to {one}" for one in lacking), *(f"no focus is seen on {one}" for one in unseen)]
