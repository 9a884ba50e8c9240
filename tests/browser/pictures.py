"""Pictures of every page, for somebody to look at: `python -m tests.browser.pictures FOLDER`.

`--only beside` takes those whose name holds the word, `--look dark` one light and width.  Beside them stand sheets of
small ones, `sheet-LOOK-1.png` and so on.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.abroad import abroad
from tests.browser.desk import Desk, chromium
from tests.browser.scenes import LOOKS, come, opened, scenes
from tests.pipelines.shop import build

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
        for look in looks:
            # A scene may save: each light has the project as it was.
            desk = Desk(shop.copy(Path(place) / look)).start()
            for scene in pages:
                context = opened(browser, look)
                page = context.new_page()
                try:
                    come(page, desk, scene)
                    page.screenshot(path=folder / f"{look}-{scene.name}.png", full_page=True)
                except Exception as error:  # one page that cannot be shown hides no other
                    wrong.append(f"{look} {scene.name}: {error}")
                context.close()
            desk.stop()
            _sheets(browser, folder, look, [scene.name for scene in pages])
    return wrong


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
