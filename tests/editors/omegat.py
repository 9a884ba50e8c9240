"""OmegaT: the project folder that its profile writes, in its console mode and in its window."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.editors.job import TASKS, Picture
from tests.editors.screen import Screen, saved

PROGRAM = "omegat"
JAR = Path("/usr/share/omegat/OmegaT.jar")

_MEMORY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" creationtoolversion="3.6" segtype="paragraph" o-tmf="OmegaT TMX" adminlang="EN-US"
    srclang="EN" datatype="plaintext"/>
  <body>
{units}
  </body>
</tmx>
"""
_UNIT = '<tu><tuv lang="EN"><seg>{}</seg></tuv><tuv lang="ES"><seg>{}</seg></tuv></tu>'


def translate(folder: Path, targets: Mapping[str, str], home: Path) -> Path:
    """The files that come back where somebody translated these sources, without a window."""
    units = "\n".join(_UNIT.format(escape(source), escape(target)) for source, target in targets.items())
    (folder / "omegat/project_save.tmx").write_text(_MEMORY.format(units=units), encoding="utf-8")
    subprocess.run(
        ["java", f"-Duser.home={home}", "-jar", str(JAR), str(folder), "--mode=console-translate"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "target"


def work(screen: Screen, folder: Path, picture: Picture) -> Path:
    """The whole job in the window; gives the files that come back.

    OmegaT has no state that says "unfinished", and its notes stay in the project.
    """
    words = ("java", f"-Duser.home={screen.home}", "-jar", str(JAR), str(folder))
    [source] = (folder / "source").rglob("*.po")
    with screen.program(*words, window="Project Files", folder=folder):
        screen.press("Escape", pause=1)
        screen.fill(f"OmegaT.*{folder.name}")
        # The header of the file is the first text.
        screen.press("ctrl+j", pause=1)
        screen.type("2")
        screen.press("Return", pause=1)
        for task in TASKS:
            if task.name == "stale":
                picture("omegat")
            if task.target:
                screen.press("ctrl+a")
                screen.paste(task.target)
            screen.press("Return", pause=0.7)
        screen.press("ctrl+s", pause=1)
        screen.press("ctrl+d", pause=1)
        saved(folder / "target" / source.relative_to(folder / "source"), b"")
    return folder / "target"
