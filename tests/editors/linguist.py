"""Qt Linguist: PO; of XLIFF 1.2 it shows no more than what stands behind the last code, and XLIFF 2 it refuses."""

from __future__ import annotations

from pathlib import Path

from tests.editors.job import COMMENT, COMMENTED, TASKS, Picture
from tests.editors.screen import Screen, saved

PROGRAM = "/usr/lib/qt5/bin/linguist"


def work(screen: Screen, file: Path, picture: Picture) -> None:
    """The whole job."""
    before = file.read_bytes()
    with screen.program(PROGRAM, str(file), window="Settings for", folder=file.parent):
        screen.press("Tab", "Tab")
        screen.type("Spanish")
        screen.press("Return", pause=1)
        screen.fill(f"{file.stem}.*Linguist")
        # More room for what is typed than for a program's source code, which there is none of.
        screen.drag((900, 572), (900, 330))
        # To the next text and back: the cursor then stands in the field of the translation.
        screen.press("ctrl+shift+j", "ctrl+shift+k")
        for task in TASKS:
            if task.name == "stale":
                picture("linguist-po")
            if task.target:
                screen.press("ctrl+a")
                screen.paste(task.target)
            if task.name == COMMENTED:
                screen.press("Tab")
                screen.type(COMMENT)
            screen.press("ctrl+Return" if task.done else "ctrl+shift+j", pause=0.5)
        screen.press("ctrl+s")
        saved(file, before)
