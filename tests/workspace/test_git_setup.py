"""Whether git merges our files unit by unit in a clone, and how that is set up."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from locmem.workspace.git_setup import GitSetup, git_setup, own_driver, set_driver

LINES = Path(__file__).parents[2] / "locmem/scaffold/gitattributes"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def test_outside_a_repository_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert git_setup(tmp_path) is None
    assert not set_driver(tmp_path)


def test_a_clone_without_anything_merges_line_by_line(repository: Path) -> None:
    kinds = (
        "content/translations/**/*.po",
        "content/memory/*.tmx",
        "approvals/**/*.json",
        "handoffs/*.json",
        "reviews/**/*.yaml",
    )
    assert git_setup(repository) == GitSetup(unclaimed=kinds, driver="")
    given = [line.split() for line in LINES.read_text().splitlines()[1:]]
    assert tuple(kind for kind, driver in given if driver == "merge=locmem") == kinds


@pytest.mark.parametrize("folder", ["", "help centre/es"])
def test_once_set_up_everything_is_claimed_wherever_the_project_lies(repository: Path, folder: str) -> None:
    root = repository / folder
    root.mkdir(parents=True, exist_ok=True)
    (root / ".gitattributes").write_bytes(LINES.read_bytes())
    assert set_driver(root)
    setup = git_setup(root)
    assert setup == GitSetup(unclaimed=(), driver=own_driver())
    assert setup.is_driver_sound


def test_the_driver_is_this_very_program_and_looks_for_nothing_in_the_clone() -> None:
    python, safe, *rest = shlex.split(own_driver())
    assert (python, safe, rest[-4:]) == (Path(sys.executable).as_posix(), "-P", ["%O", "%A", "%B", "%P"])
    done = subprocess.run([python, safe, *rest[:-4], "--help"], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in ("merge-driver", "BASE", "OURS", "THEIRS", "PATH"))


@pytest.mark.parametrize(
    ("driver", "is_sound"),
    [
        ("sh -c locmem merge-driver %O %A %B %P", True),
        ("/nowhere/locmem merge-driver %O %A %B %P", False),
        ("sh merge-driver %O %A %B", False),
        ("'sh merge-driver %O %A %B %P", False),
        ("", False),
    ],
)
def test_a_driver_that_cannot_be_run_is_seen(driver: str, is_sound: bool) -> None:
    assert GitSetup(unclaimed=(), driver=driver).is_driver_sound is is_sound
