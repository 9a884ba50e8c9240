"""Reports in a browser without a network: nothing is asked for, no text runs, and who sees little can use them.

`make browser` runs these; without Debian's chromium they are skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from locmem.reports.html.document_pages import document_page, index_page, listed_page
from locmem.reports.html.page import report_page
from locmem.reports.side_by_side import place_of
from tests.reports.full_view import DAY, HOSTILE, empty_view, full_view, hostile_view
from tests.reports.html.test_document_pages import PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request

pytestmark = pytest.mark.browser

sync = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

SCREENS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1200, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1200, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 400, "height": 800}},
    "narrow dark": {"color_scheme": "dark", "viewport": {"width": 400, "height": 800}},
}


def written() -> dict[str, str]:
    """Every kind of page, the hostile ones too."""
    row = replace(PAGE.rows[0], flaws=tuple(replace(PAGE.flaws[0], what=text, do=text) for text in HOSTILE))
    hostile = replace(PAGE, document=HOSTILE[1], rows=(row, *PAGE.rows), flaws=row.flaws, markets=HOSTILE)
    listed = [listed_page(PAGE), replace(listed_page(hostile), locale=HOSTILE[0])]
    return {
        "full.html": report_page(full_view(), lambda row: place_of(row.counts.locale, row.document), "index.html"),
        "empty.html": report_page(empty_view()),
        "hostile.html": report_page(hostile_view(), lambda row: row.document),
        "document.html": document_page(PAGE, DAY, "../full.html"),
        "hostile-document.html": document_page(hostile, DAY, f"../{HOSTILE[1]}"),
        "index.html": index_page(HOSTILE[0], DAY, listed, "full.html"),
    }


PAGES = ("full.html", "empty.html", "hostile.html", "document.html", "hostile-document.html", "index.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as files."""
    found = tmp_path_factory.mktemp("pages")
    for name, text in written().items():
        (found / name).write_text(text, encoding="utf-8")
    # A file whose name would run something, too.
    (found / '"><script>document.title=1<.html').write_text(written()["hostile.html"], encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no chromium")
    with sync.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Looked:
    """A page that was opened, and whatever it did that it must not."""

    def __init__(self, browser: Browser, screen: str) -> None:
        self.context = browser.new_context(offline=True, **SCREENS[screen])
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("dialog", self._spoke)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)

    def _asked(self, request: Request) -> None:
        if not (request.is_navigation_request() and request.url.startswith("file:")):
            self.faults.append(f"asked for {request.url}")

    def _spoke(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, place: Path) -> Page:
        self.page.goto(place.as_uri())
        return self.page


Look = Callable[[str], Looked]


@pytest.fixture
def look(chromium: Browser) -> Iterator[Look]:
    """Gives a page on a screen, which is closed in the end."""
    found: list[Looked] = []

    def opened(screen: str) -> Looked:
        found.append(Looked(chromium, screen))
        return found[-1]

    yield opened
    for one in found:
        one.context.close()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_nothing_runs_and_axe_finds_nothing_serious(
    folder: Path, look: Look, name: str, screen: str
) -> None:
    one = look(screen)
    page = one.open(folder / name)
    title = page.title()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["viewport"]["width"]
    assert page.title() == title
    assert title != "run"
    assert one.faults == []


def test_a_file_with_a_name_that_would_run_is_a_file(folder: Path, look: Look) -> None:
    one = look("light")
    page = one.open(folder / '"><script>document.title=1<.html')
    assert page.title() != "1"
    assert page.locator("script").count() == 1
    assert one.faults == []


def test_what_runs_is_ours_alone(folder: Path, look: Look) -> None:
    one = look("light")
    page = one.open(folder / "full.html")
    why: list[str] = []
    page.on("requestfailed", lambda request: why.append(request.failure or ""))
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.appendChild(s); const i = document.createElement('img'); i.src = 'https://example.org/x';"
        " document.body.appendChild(i); }"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in fault for fault in one.faults)
    assert why == ["csp"]


def test_a_table_is_copied_as_csv_from_disk(folder: Path, look: Look) -> None:
    one = look("light")
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = one.open(folder / "full.html")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.get_by_role("button", name="Copy “Open items by month” as CSV").click()
    page.wait_for_function("document.activeElement.textContent === 'Copied'")
    rows = str(page.evaluate("navigator.clipboard.readText()")).split("\r\n")
    assert rows[0] == "month,priority 1,priority 2,priority 3,words left,markets counted"
    assert rows[-2:] == ['2026-11,6,23,5,4100,"EG, ES, JP"', ""]
    assert one.faults == []


def test_no_cell_that_is_copied_is_a_formula(folder: Path, look: Look) -> None:
    one = look("light")
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = one.open(folder / "hostile.html")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.get_by_role("button", name="Copy “Items with all reasons” as CSV").click()
    page.wait_for_function("document.activeElement.textContent === 'Copied'")
    text = str(page.evaluate("navigator.clipboard.readText()"))
    assert "HYPERLINK" in text
    assert not any(line.startswith(('"=', "=")) or ',"=' in line or ",=" in line for line in text.split("\r\n"))


def test_a_cell_of_the_heat_map_leads_to_its_documents_by_keyboard(folder: Path, look: Look) -> None:
    one = look("light")
    page = one.open(folder / "full.html")
    assert not page.evaluate("document.getElementById('documents-3').open")
    cell = page.locator("svg.wide a[href='#documents-3']").first
    cell.focus()
    assert "es, articles: 100 % of 96 segments" in (cell.get_attribute("aria-label") or "")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('documents-3').open")
    assert page.locator("#documents-3").get_by_role("link").first.get_attribute("href") == "es/articles/0.md.html"
    page.locator("body").press("Home")
    assert one.faults == []


def test_a_telephone_gets_charts_of_its_own_and_no_number_is_cut(folder: Path, look: Look) -> None:
    page = look("narrow").open(folder / "full.html")
    assert page.locator("svg.wide:visible").count() == 0
    assert page.locator("svg.narrow:visible").count() == page.locator("figure").count() == 13
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    cut = "[...document.querySelectorAll('td.num,dd')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
    assert page.evaluate(cut) == 0


def test_dark_and_light_differ_and_charts_go_along(folder: Path, look: Look) -> None:
    colours = []
    for screen in ("light", "dark"):
        page = look(screen).open(folder / "full.html")
        colours.append(
            page.evaluate(
                "[getComputedStyle(document.body).backgroundColor,"
                " getComputedStyle(document.querySelector('svg.wide text')).fill]"
            )
        )
    assert colours == [["rgb(255, 255, 254)", "rgb(27, 31, 36)"], ["rgb(21, 25, 30)", "rgb(232, 234, 237)"]]


def test_the_printer_gets_every_figure_and_no_button(folder: Path, look: Look, tmp_path: Path) -> None:
    page = look("dark").open(folder / "full.html")
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == page.locator("nav:visible").count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.figures table:visible").count() == page.locator("details.figures table").count() > 15
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 254)"
    page.pdf(path=str(tmp_path / "report.pdf"), format="A4")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_texts_of_a_language_that_runs_the_other_way_do(folder: Path, look: Look) -> None:
    page = look("light").open(folder / "document.html")
    arabic = page.locator("td.texts[lang=ar]").first
    assert page.evaluate("one => getComputedStyle(one).direction", arabic.element_handle()) == "rtl"
    english = page.locator("td.texts[lang=en]").first
    assert page.evaluate("one => getComputedStyle(one).direction", english.element_handle()) == "ltr"
