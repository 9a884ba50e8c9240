"""A macro whose folder is written otherwise than in the others is told with the folder it belongs to."""

from __future__ import annotations

from locmem.checks.macro_folders import strange_folders
from tests.checks.lamps import Lamps


def _told(lamps: Lamps, *titles: str) -> list[str]:
    for number, title in enumerate(titles):
        lamps.write(
            f"content/macros/{number}.yaml",
            f'title: "{title}"\nactions:\n  - {{field: comment_value, value: Hello.}}\n',
        )
    return [one.do for one in strange_folders(lamps.context())]


def test_the_folder_of_most_macros_is_advised(lamps: Lamps) -> None:
    told = _told(lamps, "Orders::One", "Orders::Two", "Orders::Three", "Order::Four", "ORDERS | Five")
    assert told == ["Write “Orders::Four”.", "Write “Orders::Five”."]


def test_a_team_without_folders_may_use_colons(lamps: Lamps) -> None:
    assert _told(lamps, "Orders: One", "Orders: Two", "Orders::Three") == []
