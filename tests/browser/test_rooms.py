"""All pages in a browser: nothing goes wrong, nothing acts, everybody can use them, in any light and width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.desk import Desk
from tests.pipelines.shop import PNG, Shop

pytestmark = pytest.mark.browser

PAYING = "articles/paying.md"
COLLECT = "We collect the money when the parcel leaves us."
HOSTILE = "<script>document.title='acted'</script><img src=x onerror=\"document.title='acted'\">"


@pytest.fixture(scope="module")
def busy(with_drafts: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A project in which every page has something to show, hostile texts among it."""
    shop = with_drafts.copy(tmp_path_factory.mktemp("busy") / "shop")
    shop.write_bytes("content/articles/img/step.png", PNG)
    head = "---\ntitle: '<b>Hostile</b>'\nslug: hostile\n---\n"
    text = f"{head}\n{HOSTILE}\n\n![Step](img/step.png) [x](javascript:alert(1))\n"
    shop.write("content/articles/hostile.md", text)
    shop.edit(f"content/{PAYING}", COLLECT, f"{COLLECT} {HOSTILE}")
    shop.run()
    shop.change_entry("Method", "es", replace(shop.entry("Method"), remarks=(f"Why? {HOSTILE}",)))
    assert shop.command("review", "start").returncode == 0
    desk = Desk(shop).start()
    yield desk
    desk.stop()


def addresses(shop: Shop) -> tuple[str, ...]:
    key, run = quote(shop.key("Method")), shop.open().journal.runs(1)[0].id
    return (
        "/",
        "/queue",
        "/documents",
        f"/page?document={PAYING}&locale=es",
        f"/page?document={PAYING}&locale=ja",
        "/page?document=articles/hostile.md&locale=es",
        f"/preview?document={PAYING}&market=ES&key={key}",
        "/preview?document=articles/hostile.md&market=JP",
        "/preview?document=macros/refund.yaml&market=ES",
        "/memory?q=parcel&to=ja",
        "/markets",
        "/market?code=ES",
        "/queries",
        "/review",
        "/runs",
        f"/run?id={run}",
        f"/undo?id={run}",
        f"/history?key={key}",
        "/run?id=none",
    )


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 400)], ids=["light", "dark", "narrow"]
)
def test_all_pages_in_this_light_and_width(busy: Desk, browser: Browser, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda message: _note(wrong, page, message))
    page.on("dialog", lambda dialog: wrong.append(f"{page.url}: {dialog.message}"))
    for address in addresses(busy.shop):
        page.goto(busy.address + address)
        expect(page.get_by_text("is being asked")).to_have_count(0, timeout=60_000)
        assert "acted" not in page.title()
        too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(too_wide), address
        found = Axe().run(page).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"], [n["any"][0]["message"] for n in one["nodes"]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], address
    context.close()
    assert wrong == []


def _note(wrong: list[str], page: Page, message: ConsoleMessage) -> None:
    """A page that is not there is told by its status, which the browser notes."""
    if message.type in ("error", "warning") and "/run?id=none" not in message.location.get("url", ""):
        wrong.append(f"{page.url}: {message.text}")


def test_a_query_is_answered_by_keyboard_and_said_so(busy: Desk, page: Page) -> None:
    page.goto(f"{busy.address}/queries")
    page.get_by_label("Answer, for translators of every locale").focus()
    page.keyboard.type("The shop.")
    page.keyboard.press("Enter")
    page.wait_for_selector("#said:not([hidden])")
    assert "1 query answered" in page.inner_text("#said")
    assert "Nobody asks anything." in page.inner_text("main")


def test_a_form_goes_nowhere_before_its_script_is_there(busy: Desk, page: Page) -> None:
    page.route("**/static/rooms.js", lambda route: route.abort())
    page.goto(f"{busy.address}/review")
    page.get_by_label("Reason, needed unless it is right").first.fill("Not yet.")
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="It has to change").first.is_disabled()
    assert page.url == f"{busy.address}/review"
    assert page.get_by_label("Reason, needed unless it is right").first.input_value() == "Not yet."


def test_what_cannot_be_saved_says_why_and_what_was_typed_stays(busy: Desk, page: Page) -> None:
    page.goto(f"{busy.address}/review")
    page.get_by_label("Reason, needed unless it is right").first.fill(" ")
    page.get_by_role("button", name="It has to change").first.click()
    page.wait_for_selector(".bad[role=status]")
    assert "has a reason" in page.inner_text(".bad[role=status] >> nth=0")


def test_a_run_goes_back_after_a_question(busy: Desk, page: Page) -> None:
    run = busy.shop.open().journal.runs(1)[0]
    page.goto(f"{busy.address}/run?id={run.id}")
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_selector("#said:not([hidden])", timeout=60_000)
    assert page.url.endswith("/runs")
    assert f"{run.id} undone" in page.inner_text("#said")


def test_the_text_in_question_is_seen_in_the_preview(busy: Desk, page: Page) -> None:
    page.goto(f"{busy.address}/preview?document={PAYING}&market=ES&key={quote(busy.shop.key('Good to know'))}")
    frame = page.frame_locator("iframe.preview")
    assert frame.locator("mark.here").inner_text() == "Conviene saber"
    assert frame.locator("mark.fact").first.get_attribute("title")
    assert (
        page.evaluate("() => { try { return document.querySelector('iframe').contentDocument } catch { return null } }")
        is None
    )


def test_the_editor_shows_its_text_in_its_page_as_it_is_typed(busy: Desk, page: Page) -> None:
    page.goto(f"{busy.address}/edit?locale=es&document=articles/counter.md")
    page.locator(".cm-content").click()
    page.keyboard.press("Alt+p")
    frame = page.frame_locator("#preview iframe")
    frame.locator("mark.here").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Escrito **ahora** <script>1</script>.")
    frame.locator("mark.here strong", has_text="ahora").wait_for()
    assert "market=ES" in (page.get_by_role("link", name="Other markets and days").get_attribute("href") or "")
    key = page.inner_text("#where")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_function("key => document.getElementById('where').textContent !== key", arg=key)
    frame.locator("mark.here", has_not_text="Escrito").wait_for()
