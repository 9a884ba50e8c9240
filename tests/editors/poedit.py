"""Poedit: PO, XLIFF 1.2 and XLIFF 2, one text after the other in its window."""

from __future__ import annotations

import re
from pathlib import Path

from tests.editors.job import COMMENT, COMMENTED, TASKS, Picture
from tests.editors.screen import Screen, saved

PROGRAM = "poedit"
FIELD = (300, 720)
"""Where the translation is typed, in a window that fills the screen."""


def work(screen: Screen, file: Path, picture: Picture) -> None:
    """The whole job; comments only in PO, because Poedit offers none in XLIFF."""
    is_po, before = file.suffix == ".po", file.read_bytes()
    with screen.program(PROGRAM, str(file), window="Poedit", folder=file.parent):
        screen.fill("Poedit")
        # A hint about missing dictionaries would stand in the picture.
        screen.click(1169, 108)
        for task in TASKS:
            screen.click(*FIELD)
            if task.name == "stale":
                picture(f"poedit-{'po' if is_po else 'xliff'}")
            if task.target:
                screen.press("ctrl+a")
                screen.paste(task.target if is_po else with_tags(task.target))
                if not task.done:
                    screen.press("ctrl+u")
            if task.name == COMMENTED and is_po:
                screen.press("ctrl+m", pause=1)
                screen.type(COMMENT)
                screen.press("Tab", "Return", pause=0.5)
            # "Done and next" would leave out what Poedit takes for finished.
            screen.press("ctrl+Down")
        screen.press("ctrl+s")
        saved(file, before)


def change_first(screen: Screen, file: Path, target: str) -> None:
    """Another translation of the first text, whatever the file says of it."""
    before = file.read_bytes()
    with screen.program(PROGRAM, str(file), window="Poedit", folder=file.parent):
        screen.fill("Poedit")
        screen.click(1169, 108)
        screen.click(*FIELD)
        screen.press("ctrl+a")
        screen.paste(target)
        screen.press("ctrl+s")
        saved(file, before)


def with_tags(target: str) -> str:
    """A target as Poedit shows one of XLIFF: codes as `<g>`, numbered where there are several."""
    count = 0

    def tagged(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f'<g id="{count}">{found[1] or found[2] or found[3]}</g>'

    shown = re.sub(r"\*\*(.+?)\*\*|\*(.+?)\*|\[(.+?)\]\(.*?\)", tagged, target)
    return shown.replace(' id="1"', "") if count == 1 else shown
