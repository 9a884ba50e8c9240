"""Marks of a merge: each conflict is told once, at the line where it begins."""

from __future__ import annotations

from locmem.checks.source_conflicts import open_conflicts
from tests.checks.lamps import Lamps


def test_each_conflict_is_told_once_with_its_line(lamps: Lamps) -> None:
    side = "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n\n"
    lamps.article(f"{side}Between.\n\n{side}")
    assert [one.location.line for one in open_conflicts(lamps.context())] == [5, 13]
