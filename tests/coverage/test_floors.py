"""Floors of coverage: counted by package, told where one is not reached, and never lowered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.coverage import floors
from tests.coverage.__main__ import rows_of
from tests.coverage.floors import LOWEST_FILES, Reached


def counted(lines: tuple[int, int], branches: tuple[int, int]) -> dict[str, dict[str, int]]:
    return {
        "summary": {
            "covered_lines": lines[0],
            "num_statements": lines[1],
            "covered_branches": branches[0],
            "num_branches": branches[1],
        }
    }


def test_files_are_summed_by_the_folder_below_locmem() -> None:
    report = {
        "files": {
            "locmem/memory/store.py": counted((8, 10), (1, 2)),
            "locmem/memory/index/segment.py": counted((4, 6), (0, 2)),
            "locmem/clock.py": counted((5, 5), (0, 0)),
            "locmem/errors.py": counted((1, 5), (0, 0)),
        }
    }
    assert floors.by_package(report) == {
        LOWEST_FILES: Reached(reached=6, all=10),
        "memory": Reached(reached=13, all=20),
    }


def test_floors_rise_to_whole_percents_and_never_fall() -> None:
    now = {
        "better": Reached(reached=959, all=1000),
        "worse": Reached(reached=70, all=100),
        "new": Reached(reached=1, all=2),
    }
    assert floors.raised({"better": 90, "worse": 80, "gone": 99}, now) == {"better": 95, "worse": 80, "new": 50}


def test_a_written_floor_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "floors.tsv"
    assert floors.read(file) == {}
    floors.write({"memory": 97, LOWEST_FILES: 95}, file)
    assert floors.read(file) == {"memory": 97, LOWEST_FILES: 95}


def test_a_table_without_its_heading_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "floors.tsv"
    file.write_text("memory\t97\n", encoding="utf-8")
    with pytest.raises(ValueError, match="begins with"):
        floors.read(file)


def test_what_is_below_its_floor_or_has_none_is_named() -> None:
    now = {"inline": Reached(reached=95, all=100), "memory": Reached(reached=949, all=1000)}
    assert floors.below({"inline": 95, "memory": 94}, now) == []
    assert floors.below({"inline": 96, "gone": 90}, now) == [
        "inline is at 95.0 %, below its floor of 96 %",
        "memory has no floor yet: set it with --raise",
        "gone has a floor and is no package: take it away with --raise",
    ]


def test_the_table_has_a_row_for_each_package_and_one_for_all() -> None:
    now = {"inline": Reached(reached=1900, all=2000), "memory": Reached(reached=50, all=100)}
    assert [(row.what, row.value, row.goal, row.note) for row in rows_of({"inline": 94}, now)] == [
        ("inline", "95.0 %", "at least 94 %", "1,900 of 2,000 lines and branches"),
        ("memory", "50.0 %", "", "50 of 100 lines and branches"),
        ("all", "92.9 %", "", "1,950 of 2,100 lines and branches"),
    ]
