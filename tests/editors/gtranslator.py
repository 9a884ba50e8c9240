"""Gtranslator: PO alone."""

from __future__ import annotations

from pathlib import Path

from tests.editors.job import COMMENT, COMMENTED, TASKS, Picture
from tests.editors.screen import Screen, saved

PROGRAM = "gtranslator"
NOTE, SAVE, FIELD = (904, 479), (738, 271), (300, 720)
"""The link that adds a note, the button that takes it, and where the translation is typed."""


def work(screen: Screen, file: Path, picture: Picture) -> None:
    """The whole job."""
    before = file.read_bytes()
    with screen.program(PROGRAM, str(file), window="Assistant", folder=file.parent):
        # It wants a profile, and the list of teams from a server that a machine without network does not reach.
        screen.press("Return", "Escape", "Escape", pause=1)
        screen.fill("Translation Editor")
        for task in TASKS:
            if task.name == "stale":
                picture("gtranslator-po")
            if task.target:
                screen.press("ctrl+a")
                screen.paste(task.target)
                # What is typed is finished by itself.
                if not task.done:
                    screen.press("ctrl+u")
            if task.name == COMMENTED:
                screen.click(*NOTE, pause=1.5)
                screen.type(COMMENT)
                screen.click(*SAVE, pause=1)
                screen.click(*FIELD)
            screen.press("alt+Next", pause=0.5)
        screen.press("ctrl+s")
        saved(file, before)
