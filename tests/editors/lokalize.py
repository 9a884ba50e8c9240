"""Lokalize: PO and XLIFF 1.2; a file of XLIFF 2 opens without a text."""

from __future__ import annotations

import re
from pathlib import Path

from tests.editors.job import COMMENT, COMMENTED, TASKS, Picture, Task
from tests.editors.screen import Screen, saved

PROGRAM = "lokalize"
WINDOW = "default"
"""Lokalize calls its window by its project, and there is none."""

NOTE = (47, 419)
"""The link that adds a note to a text that has none."""

_ASKED = {"Author name": "Ana", "Author email": "ana@lumen.example", "Alternate": ""}
"""What it asks once, by the title of the window, and what is answered."""

_CODES = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[(?P<link>.+?)\]\(.*?\)|(?P<liquid>\{\{.*?\}\})")


def work(screen: Screen, file: Path, picture: Picture) -> None:
    """The whole job."""
    is_po, before = file.suffix == ".po", file.read_bytes()
    with screen.program(PROGRAM, str(file), window=PROGRAM, folder=file.parent):
        _answer(screen)
        screen.fill(WINDOW)
        # In XLIFF it asks who you are at the first letter, and drops the letter.
        screen.type("x")
        _answer(screen)
        for task in TASKS:
            if task.name == "stale":
                picture(f"lokalize-{'po' if is_po else 'xliff'}")
            if task.target:
                screen.press("ctrl+a", "Delete")
                if is_po:
                    screen.paste(task.target)
                else:
                    _with_codes(screen, task)
                # What is typed is ready by itself.
                if not task.done:
                    screen.press("ctrl+u")
            # In XLIFF the link stands below our notes, wherever these end.
            if task.name == COMMENTED and is_po:
                screen.click(*NOTE, pause=1)
                screen.type(COMMENT)
                screen.press("ctrl+Return", pause=1)
            screen.press("Next")
            _answer(screen)
        screen.press("ctrl+s")
        saved(file, before)


def change_first(screen: Screen, file: Path, target: str) -> None:
    """Another translation of the first text, whatever the file says of it."""
    before = file.read_bytes()
    with screen.program(PROGRAM, str(file), window=PROGRAM, folder=file.parent):
        _answer(screen)
        screen.fill(WINDOW)
        screen.type("x")
        _answer(screen)
        screen.press("ctrl+a", "Delete")
        screen.paste(target)
        screen.press("ctrl+s")
        saved(file, before)


def _answer(screen: Screen) -> None:
    """Answers what it asks, as long as it asks."""
    while asked := next((name for name in _ASKED for title in screen.titles() if title.startswith(name)), ""):
        screen.wait_for(asked)
        screen.type(_ASKED[asked])
        screen.press("Return", pause=1)
    screen.wait_for(WINDOW)


def _with_codes(screen: Screen, task: Task) -> None:
    """Types a target, and inserts its codes from the menu, which begins at the first that is still missing."""
    found = list(_CODES.finditer(task.target))
    # Codes of Liquid are the only ones that change places.
    order = sorted(range(len(found)), key=lambda place: found[place][0] != "{{ market.name }}")
    numbers = {place: number for number, place in enumerate(order)} if "{{" in task.target else dict(enumerate(order))
    used: set[int] = set()
    at = 0
    for place, match in enumerate(found):
        screen.paste(task.target[at : match.start()])
        first = next(number for number in range(len(found)) if number not in used)
        screen.press("ctrl+t", *["Down"] * ((numbers[place] - first) % len(found)), "Return", "Right")
        used.add(numbers[place])
        if inside := match["bold"] or match["italic"] or match["link"]:
            screen.paste(inside)
            screen.press("Right")
        at = match.end()
    screen.paste(task.target[at:])
