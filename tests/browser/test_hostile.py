"""Hostile texts in every page, in the data and in the report: nothing acts or asks, and nothing is markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request, expect

from tests.browser.abroad import address, keys
from tests.browser.desk import Desk, sentence, type_anew
from tests.browser.hostile import ALL, CLASSES, NAME, TEXTS, hostile, payloads
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.browser

MADE_OF_A_TEXT = """() => [...document.querySelectorAll("*")].filter((one) => {
  const names = [...one.attributes].map((each) => each.name);
  const address = one.getAttribute("href") ?? one.getAttribute("src") ?? one.getAttribute("action") ?? "";
  const isOurs = /^(?:[/#?]|data:,$|)/.test(address) && !address.startsWith("//");
  return one.hasAttribute("data-hit")
    || names.some((name) => /^on|^srcdoc$|^style$/.test(name)) && one.closest(".cm-editor") === null
    || /^(?:base|embed|object|marquee|math|audio|video)$/i.test(one.localName)
    || one.localName === "script" && !/^\\/static\\//.test(address) && one.type !== "application/json"
    || address && one.localName !== "link" && !isOurs;
}).map((one) => one.outerHTML.slice(0, 200))"""
"""Elements of a page that are none of ours."""
ACTIVE = "script, iframe, object, embed, form, base, link, meta[http-equiv=refresh], [href], [data-hit], body style"
"""What stands in no page that is only to be looked at."""


NO_PAGE = ("template",)
"""Classes of which nothing can be rendered."""


class Watched:
    """A page of a browser, and whatever it did that it must not."""

    def __init__(self, browser: Browser, own: str) -> None:
        self.context = browser.new_context(viewport={"width": 1000, "height": 900})
        self.page = self.context.new_page()
        self.own = own
        self.wrong: list[str] = []
        self.context.route(lambda address: not address.startswith(own), lambda route: route.abort())
        self.page.on("request", self._asked)
        self.page.on("dialog", self._spoke)
        self.page.on("popup", lambda other: self._note(f"opened {other.url}"))
        self.page.on("download", lambda file: self._note(f"loads down {file.url}"))
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("console", self._told)

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url[:120]}: {what[:300]}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.own, "data:,", "about:srcdoc", "data:image/png")):
            self._note(f"asked for {request.url}")

    def _spoke(self, dialog: Dialog) -> None:
        self._note(f"dialog {dialog.message}")
        dialog.dismiss()

    def _told(self, message: ConsoleMessage) -> None:
        # What a policy had to stop was active already.
        if "Content Security" in message.text or "acted" in message.text:
            self._note(message.text)

    def look(self, *, is_ours: bool = True) -> None:
        """Note what a text made of the page as it stands now.  is_ours: whether it is one of the server's."""
        if self.page.title() == "acted":
            self._note("the title was changed")
        for found in self.page.evaluate(MADE_OF_A_TEXT) if is_ours else ():
            self._note(f"holds {found}")


@pytest.fixture(scope="module")
def hostiles(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(hostile(built.copy(tmp_path_factory.mktemp("hostile") / "shop"))).start()
    yield desk
    desk.stop()


def pages(shop: Shop) -> tuple[str, ...]:
    """Every kind of page, in which the texts stand."""
    here, runs = keys(shop, "es"), shop.open().journal.runs(20)
    method = here["Method"]
    changed = next(run.id for run in runs if run.pipeline == "accept")
    odd = next(path for path in here.values() if path.startswith("articles/<img"))
    return (
        "/",
        "/readiness",
        "/queue?locale=es",
        "/queue?locale=es&page=2",
        "/queue?locale=ja",
        "/documents",
        *(address("/page", document=f"articles/{kind}.md", locale="es") for kind in CLASSES),
        *(address("/page", document="articles/counter.md", locale=one) for one in ("es", "ja")),
        address("/page", document=odd.rpartition("#")[0], locale="es"),
        address("/preview", document="articles/html.md", market="ES"),
        address("/preview", document="articles/counter.md", market="ES", key=here[sentence(0)]),
        address("/memory", q="Please wait parcel 1 and keep it at a counter.", to="es"),
        address("/memory", q="document.title", to="es") + "&in=target",
        address("/memory", q=NAME, to="es"),
        "/markets",
        "/market?code=ES",
        "/queries",
        "/queries?settled=1",
        "/review",
        "/review?market=ES",
        "/runs",
        address("/run", id=changed),
        address("/undo", id=changed),
        address("/history", key=here["What happens"]),
        address("/history", key=method, locale="es"),
        address("/run", id=NAME),
        address("/edit", key=f"{NAME}#x", **{"in": "es"}),
        address("/edit", key=here["Good to know"], **{"in": "es"}),
        address("/queue", assignee=NAME, document=NAME),
        f"/{quote(NAME)}",
    )


def test_no_page_holds_anything_that_a_text_made(hostiles: Desk, browser: Browser) -> None:
    one = Watched(browser, hostiles.address)
    silent = []
    for path in pages(hostiles.shop):
        one.page.goto(hostiles.address + path, wait_until="load")
        one.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if path == "/":
            one.page.wait_for_selector("#verdicts details", timeout=60_000)
        one.look()
        if "data-hit" not in one.page.inner_text("body") + one.page.title():
            silent.append(path)
    one.context.close()
    assert one.wrong == []
    # Of a page without any of the texts this says nothing; these show figures, or texts of which all are words.
    assert [path for path in silent if "direction" not in path] == []


def test_the_editor_shows_and_takes_hostile_texts_as_texts(hostiles: Desk, browser: Browser) -> None:
    here = keys(hostiles.shop, "es")
    one = Watched(browser, hostiles.address)
    for number in (0, 33, len(TEXTS) - 1):
        one.page.goto(hostiles.address + address("/edit", key=here[sentence(number)], **{"in": "es"}))
        one.page.wait_for_selector("#problems[data-judged]", state="attached")
        one.look()
    assert one.page.locator("#suggestions del, #suggestions ins").count()
    one.page.keyboard.press("Alt+1")
    type_anew(one.page, "\n".join(TEXTS))
    one.page.wait_for_selector("#problems[data-judged*='elsewhere']", state="attached")
    one.look()
    one.page.keyboard.press("Alt+p")
    with one.page.expect_response("**/api/preview"):
        type_anew(one.page, " ".join(payloads("html", "svg", "mathml", "attribute")))
    frame = one.page.frame_locator("#preview iframe")
    expect(frame.locator("body")).to_contain_text("a harmless word")
    assert frame.locator(ACTIVE).count() == 0
    one.page.reload()
    one.page.wait_for_selector("#kept:not([hidden])")
    one.look()
    one.page.goto(f"{hostiles.address}/queue")
    one.page.wait_for_selector("#unsaved:not([hidden])")
    one.look()
    one.context.close()
    assert one.wrong == []


def test_what_scripts_are_told_is_no_page_for_a_browser(hostiles: Desk, browser: Browser) -> None:
    here = keys(hostiles.shop, "es")
    one = Watched(browser, hostiles.address)
    text = quote("Please wait parcel 1 and keep it at a counter.")
    for path in (
        "/api/queue?locale=es&limit=200",
        "/api/next?locale=es",
        "/api/status",
        "/api/findings?gate=release",
        f"/api/memory/search?q={text}&to=es",
        "/api/memory/concordance?q=title&to=es&in=target",
        f"/tmserver/en/es/unit/{text}",
        address("/api/item", key=here[sentence(0)], **{"in": "es"}),
        address("/api/queue", locale=NAME),
        f"/api/{quote(NAME)}",
    ):
        answer = one.page.goto(hostiles.address + path)
        assert answer
        assert answer.headers["content-type"] == "application/json", path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert one.page.locator("script, img, svg, iframe, [data-hit]").count() == 0, path
        one.look(is_ours=False)
    one.context.close()
    assert one.wrong == []


def test_the_page_in_the_frame_runs_nothing_where_it_is_opened_alone(hostiles: Desk, browser: Browser) -> None:
    one = Watched(browser, hostiles.address)
    for kind in (*CLASSES, "counter"):
        one.page.goto(hostiles.address + address("/preview/frame", document=f"articles/{kind}.md", market="ES"))
        assert kind in NO_PAGE or one.page.inner_text("body").strip(), kind
        held = one.page.locator(ACTIVE)
        assert held.count() == 0, (kind, held.first.evaluate("one => one.outerHTML"))
    one.context.close()
    assert one.wrong == []


def test_the_report_and_its_pages_hold_nothing_that_a_text_made(
    hostiles: Desk, browser: Browser, tmp_path: Path
) -> None:
    done = hostiles.shop.command("report", "--to", str(tmp_path / "report.html"), "--pages")
    assert done.returncode == 0, done.stderr
    files = sorted(tmp_path.rglob("*.html"))
    assert len(files) > len(CLASSES)
    one = Watched(browser, tmp_path.as_uri())
    for file in files:
        one.page.goto(file.as_uri())
        one.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert one.page.locator("[data-hit], iframe, img, form, base, link, object, embed").count() == 0, file.name
        one.look(is_ours=False)
    one.context.close()
    assert one.wrong == []


def test_there_are_texts_of_every_class() -> None:
    assert len(TEXTS) >= 60
    assert all(len(payloads(kind)) >= 3 for kind in CLASSES)
    assert "data-hit" in ALL
