"""What docs/design.md says of rooms and commands is what there is, and what is only planned is marked so."""

from __future__ import annotations

import re
from pathlib import Path

from locmem.cli.main import command_line

ROOT = Path(__file__).parent.parent
DESIGN = (ROOT / "docs/design.md").read_text(encoding="utf-8")
NOT_ROOMS = {"__pycache__"}


def section(number: int) -> str:
    return DESIGN.split(f"\n## {number}. ")[1].split("\n## ")[0]


def fences(text: str) -> list[str]:
    return re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def named(fence: str) -> set[str]:
    """The commands of a fence; `a|b` stands for two of them."""
    found: set[str] = set()
    for words in re.findall(r"\blocmem ((?:[a-z][a-z|-]* )*[a-z][a-z|-]*)", fence):
        first, *rest = words.split()
        choices = rest[0].split("|") if rest else [""]
        found |= {f"{first} {one}".strip() for one in choices}
    return found


def programs() -> set[str]:
    """The commands of the program; of a group, each with its group, and the group where it is one itself."""
    found: set[str] = set()
    for name, command in command_line().commands.items():
        found |= {f"{name} {inner}" for inner in getattr(command, "commands", {})} or {name}
        found |= {name} if getattr(command, "invoke_without_command", False) else set()
    return found


def test_the_commands_that_are_promised_are_there_and_no_others() -> None:
    promised, planned = (named(fence) for fence in fences(section(10)))
    assert promised == programs()
    assert not planned & programs()


def test_the_rooms_that_are_promised_are_there_and_no_others() -> None:
    [house] = fences(section(8))
    rooms = set(re.findall(r"(?<![\w/])([a-z]+)/(?=\s)(?! \(planned)", house))
    folders = {path.name for path in (ROOT / "locmem").iterdir() if path.is_dir()} - NOT_ROOMS
    inner = {path.name for path in (ROOT / "locmem").glob("*/*") if path.is_dir()} - NOT_ROOMS
    assert folders <= rooms <= folders | inner
    planned = set(re.findall(r"(?<![\w/])([a-z]+)/ \(planned", house))
    assert not planned & folders


def test_every_file_of_a_room_is_named_and_no_other() -> None:
    lists = re.findall(r"^- `([a-z/]+)/` ([a-z0-9_, ]+)$", section(8), re.MULTILINE)
    named = {f"{room}/{name}" for room, names in lists for name in names.split(", ")}
    package = ROOT / "locmem"
    files = {path.relative_to(package).with_suffix("").as_posix() for path in package.glob("*/**/*.py")}
    assert named == {name for name in files if not name.endswith("__init__")}
