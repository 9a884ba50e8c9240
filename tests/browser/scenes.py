"""What can be looked at: every page of a server with something on it, and what opens above one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.abroad import BUTTON, LAMP, ONLY, PAYING, RATE, address, keys
from tests.browser.desk import Desk, type_anew
from tests.pipelines.shop import Shop

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 400, "height": 800}},
    "narrow-dark": {"color_scheme": "dark", "viewport": {"width": 400, "height": 800}},
}
KEYS = "dialog#help-keys[open]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A page, and what is done there before it is looked at.

    is_variant: whether it holds what another one does, in other words.
    """

    name: str
    at: str
    do: Callable[[Page], object] | None = None
    is_variant: bool = False


def opened(browser: Browser, look: str) -> BrowserContext:
    """A browser of its own that shows pages in that light and width."""
    return browser.new_context(**LOOKS[look])


def come(page: Page, desk: Desk, scene: Scene) -> None:
    """Go to a page and wait until all of it is there."""
    page.goto(desk.address + scene.at)
    if page.locator("#editor").count():
        page.wait_for_selector("#problems[data-judged]", state="attached")
    if scene.do:
        scene.do(page)


def scenes(shop: Shop) -> tuple[Scene, ...]:
    """All there is to look at in the project that `abroad` makes."""
    places = {locale: keys(shop, locale) for locale in ("es", "ja", "ar")}
    key, run = places["es"]["Method"], shop.open().journal.runs(1)[0].id
    month = shop.today.strftime("%Y-%m")

    def edit(source: str, locale: str) -> str:
        return address("/edit", key=places[locale][source], **{"in": locale})

    lamp, plan = edit("The lamp LL-4711 has **three** levels: 30 %, 60 % and 100 %.", "ar"), edit(BUTTON, "ar")
    phone = "Open *Lumen & Larch* on your phone and choose **Settings**."
    return (
        Scene(name="overview", at="/", is_variant=True),
        Scene(name="overview-gate", at="/", do=_gate),
        Scene(name="readiness", at="/readiness", do=_unfold),
        Scene(name="queue", at="/queue", is_variant=True),
        Scene(name="queue-arabic", at="/queue?locale=ar"),
        Scene(name="queue-somebodys", at=address("/queue", locale="ar", assignee="Leïla Haddad"), is_variant=True),
        Scene(name="queue-nothing", at="/queue?locale=es&state=stale&priority=3"),
        Scene(name="queue-unsaved", at="/queue?locale=ar", do=_unsaved(edit(phone, "ar"))),
        Scene(name="queue-keys", at="/queue", do=_press("?", KEYS)),
        Scene(name="editor-draft", at="/edit?locale=es&state=draft", is_variant=True),
        Scene(name="editor-draft-arabic", at=edit(phone, "ar")),
        Scene(name="editor-draft-japanese", at=edit(phone, "ja"), is_variant=True),
        Scene(name="editor-stale", at=edit(ONLY, "es"), is_variant=True),
        Scene(name="editor-stale-arabic", at=edit(ONLY, "ar")),
        Scene(name="editor-stale-code-arabic", at=lamp),
        Scene(name="editor-empty-arabic", at=plan),
        Scene(
            name="editor-wrong-arabic",
            at=edit(phone, "ar"),
            do=lambda page: _typed(page, "افتح Lumen"),
            is_variant=True,
        ),
        Scene(name="editor-preview-arabic", at=edit(phone, "ar"), do=_preview),
        Scene(name="editor-keys", at=plan, do=_press("F1", KEYS)),
        Scene(name="editor-still-valid", at=edit(ONLY, "ar"), do=_press("Alt+v", "dialog#reason[open]")),
        Scene(name="editor-note", at=plan, do=_press("Alt+n", "dialog#note[open]")),
        Scene(name="editor-elsewhere", at=plan, do=_elsewhere),
        Scene(name="editor-conflict-arabic", at=edit(phone, "ar"), do=_conflict),
        Scene(name="editor-offline", at=plan, do=_offline),
        Scene(name="editor-nothing", at="/edit?locale=es&state=stale&priority=3"),
        Scene(name="editor-done", at=address("/edit", key=key, **{"in": "es"})),
        Scene(name="documents", at="/documents"),
        Scene(name="documents-nothing", at="/documents?q=zeppelin", is_variant=True),
        Scene(name="beside", at=address("/page", document=PAYING, locale="es"), is_variant=True),
        Scene(name="beside-arabic", at=address("/page", document=PAYING, locale="ar")),
        Scene(name="beside-lamp-arabic", at=address("/page", document="articles/lamps.md", locale="ar")),
        Scene(name="beside-japanese", at=address("/page", document="articles/lamps.md", locale="ja"), is_variant=True),
        Scene(name="beside-macro", at=address("/page", document="macros/refund.yaml", locale="ar"), is_variant=True),
        Scene(name="preview", at=address("/preview", document=PAYING, market="ES", key=key)),
        Scene(name="preview-arabic", at=address("/preview", market="AE", locale="ar", key=places["ar"][RATE])),
        Scene(name="preview-japanese", at=address("/preview", document=PAYING, market="JP"), is_variant=True),
        Scene(name="preview-withheld", at=address("/preview", document="articles/complaints.md", market="AE")),
        Scene(
            name="preview-macro", at=address("/preview", document="macros/refund.yaml", market="ES"), is_variant=True
        ),
        Scene(name="memory-nothing-asked", at="/memory"),
        Scene(
            name="memory",
            at=address("/memory", q=LAMP.replace("100", "90"), to="ar"),
        ),
        Scene(name="memory-target", at=address("/memory", q="الدفع", to="ar") + "&in=target"),
        Scene(name="memory-japanese", at=address("/memory", q="parcel", to="ja"), is_variant=True),
        Scene(name="memory-none", at=address("/memory", q="zeppelin", to="ar"), is_variant=True),
        Scene(name="markets", at="/markets"),
        Scene(name="market", at="/market?code=ES", is_variant=True),
        Scene(name="market-arabic", at="/market?code=AE"),
        Scene(name="market-japanese", at="/market?code=JP", is_variant=True),
        Scene(name="queries", at="/queries"),
        Scene(name="queries-settled", at="/queries?settled=1"),
        Scene(name="review", at="/review", do=_unfold),
        Scene(name="review-market", at=address("/review", month=month, market="AE"), do=_unfold, is_variant=True),
        Scene(name="review-refused", at="/review", do=_refused),
        Scene(name="review-none", at="/review?market=XX", is_variant=True),
        Scene(name="runs", at="/runs"),
        Scene(name="run", at=address("/run", id=run)),
        Scene(name="undo", at=address("/undo", id=run)),
        Scene(name="history", at=address("/history", key=places["ar"][ONLY])),
        Scene(name="history-none", at=address("/history", key="articles/none.md#abc"), is_variant=True),
        Scene(name="error", at="/run?id=none"),
        Scene(name="error-locale", at="/edit?key=a%23b&in=xx", is_variant=True),
        Scene(name="nowhere", at="/nowhere"),
    )


def _press(key: str, until: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.keyboard.press(key)
        page.wait_for_selector(until)

    return press


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def _gate(page: Page) -> None:
    page.wait_for_selector("#verdicts details")
    _unfold(page)


def _unsaved(other: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        queue = page.url
        page.goto(page.url.partition("/queue")[0] + other)
        page.wait_for_selector("#problems[data-judged]", state="attached")
        _typed(page, "افتح *Lumen & Larch* الآن.")
        page.goto(queue)
        page.wait_for_selector("#unsaved:not([hidden])")

    return act


def _typed(page: Page, text: str) -> None:
    type_anew(page, text)
    page.wait_for_function("text => document.getElementById('problems').dataset.judged === text", arg=text)


def _preview(page: Page) -> None:
    page.keyboard.press("Alt+p")
    page.frame_locator("#preview iframe").locator("mark.here").wait_for()
    page.locator("#preview").scroll_into_view_if_needed()


def _elsewhere(page: Page) -> None:
    _typed(page, "اضغط الزر لمدة خمس ثوانٍ.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("dialog#others[open]")


def _conflict(page: Page) -> None:
    """Somebody else saved a draft from the same address meanwhile."""
    _typed(page, "افتح *Lumen & Larch* على الهاتف الآن واختر **الإعدادات**.")
    page.evaluate(
        """async () => {
          const item = JSON.parse(document.getElementById("item").textContent);
          const token = document.querySelector("meta[name=locmem-token]").content;
          const text = item.target.map(([one]) => one).join("").replace("هاتفك", "جهازك");
          const { key, locale, seen } = item;
          const body = JSON.stringify({ key, locale, seen, text, draft: true, others: [] });
          const headers = { "content-type": "application/json", "x-locmem-token": token };
          await fetch("/api/save", { method: "POST", headers, body });
        }"""
    )
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#conflict:not([hidden])")


def _offline(page: Page) -> None:
    page.route("**/api/**", lambda route: route.abort())
    page.locator(".cm-content").click()
    page.keyboard.insert_text("اضغط")
    page.wait_for_selector("#offline:not([hidden])")


def _refused(page: Page) -> None:
    page.get_by_role("button", name="It has to change").first.click()
    page.wait_for_selector(".bad[role=status]")
