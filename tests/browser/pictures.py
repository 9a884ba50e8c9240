"""Pictures of every page, for somebody to look at: `python -m tests.browser.pictures FOLDER`.

`--only beside` takes those whose name holds the word, `--look dark` one light and width.  Beside them stand sheets of
small ones, `sheet-LOOK-1.png` and so on.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from locmem.reports.html.page import report_page
from tests.browser.abroad import abroad
from tests.browser.desk import Desk, chromium
from tests.browser.scenes import LOOKS, come, opened, scenes
from tests.pipelines.shop import Shop, build
from tests.reports.full_view import full_view

_ON_A_SHEET = 9
_SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; font: 13px sans-serif; padding: 8px; background: #888 }}
body {{ display: grid; grid-template-columns: repeat({columns}, 1fr); gap: 8px }}
figure {{ margin: 0; background: #fff; height: {height}px; overflow: hidden }} img {{ width: 100%; display: block }}
</style>{figures}"""


def take(folder: Path, looks: Sequence[str], only: str = "") -> list[str]:
    """What could not be shown, each with why; the pictures stand in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        shop = abroad(build(Path(place) / "shop"))
        pages = [one for one in scenes(shop) if only in one.name]
        files = {name: file for name, file in _reports(shop, Path(place) / "reports").items() if only in name}
        for look in looks:
            # A scene may save: each light has the project as it was.
            desk = Desk(shop.copy(Path(place) / look)).start()
            for scene in pages:
                wrong += _taken(browser, look, folder, scene.name, partial(come, desk=desk, scene=scene))
            desk.stop()
            for name, file in files.items():
                wrong += _taken(browser, look, folder, name, partial(_open, file=file))
            _sheets(browser, folder, look, [*(scene.name for scene in pages), *files])
    return wrong


def _taken(browser: Browser, look: str, folder: Path, name: str, show: Callable[[Page], object]) -> list[str]:
    """Why there is no picture, if there is none."""
    context = opened(browser, look)
    page = context.new_page()
    try:
        show(page)
        page.screenshot(path=folder / f"{look}-{name}.png", full_page=True)
    except (Error, AssertionError) as error:  # One page that cannot be shown hides no other.
        return [f"{look} {name}: {error}"]
    finally:
        context.close()
    return []


def _open(page: Page, file: Path) -> None:
    page.goto(file.as_uri())


def _reports(shop: Shop, place: Path) -> dict[str, Path]:
    """The report of the project, some of its pages, and one in which every part has something."""
    done = shop.command("report", "--to", str(place / "report.html"), "--pages")
    assert done.returncode == 0, done.stderr
    (place / "full.html").write_text(report_page(full_view()), encoding="utf-8")
    pages = place / "report-pages"
    return {
        "report": place / "report.html",
        "report-full": place / "full.html",
        "report-pages": pages / "index.html",
        "report-page-arabic": pages / "ar/articles/lamps.md.html",
        "report-page-japanese": pages / "ja/articles/paying.md.html",
        "report-page-macro": pages / "ar/macros/refund.yaml.html",
    }


def _sheets(browser: Browser, folder: Path, look: str, names: Sequence[str]) -> None:
    is_narrow = look.startswith("narrow")
    page = browser.new_page(viewport={"width": 2000, "height": 1000})
    for number, start in enumerate(range(0, len(names), _ON_A_SHEET), 1):
        figures = "".join(
            f'<figure><figcaption>{name}</figcaption><img src="{look}-{name}.png"></figure>'
            for name in names[start : start + _ON_A_SHEET]
        )
        sheet = folder / "sheet.html"
        columns, height = (9, 900) if is_narrow else (3, 480)
        sheet.write_text(_SHEET.format(figures=figures, columns=columns, height=height), encoding="utf-8")
        page.goto(sheet.as_uri())
        page.screenshot(path=folder / f"sheet-{look}-{number}.png", full_page=True)
        sheet.unlink()
    page.close()


def main() -> int:
    """0 where every page could be shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="a part of the names of pages")
    parser.add_argument("--look", action="append", choices=LOOKS, help="one light and width; may be repeated")
    given = parser.parse_args()
    wrong = take(given.folder, given.look or tuple(LOOKS), given.only)
    for one in wrong:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
