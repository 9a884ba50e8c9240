"""What people who come to the project are told, and what looks at their work, is so."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CI = ".github/workflows/ci.yml"


def read_yaml(path: str) -> Any:
    return YAML(typ="safe").load((ROOT / path).read_text(encoding="utf-8"))


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))


# CONTRIBUTING.md


def test_the_readme_leads_to_the_guide_and_the_guide_is_short() -> None:
    assert "](CONTRIBUTING.md)" in README
    assert len(GUIDE.splitlines()) <= 120


@pytest.mark.parametrize("page", [GUIDE, README], ids=["CONTRIBUTING.md", "README.md"])
def test_every_make_command_that_is_named_is_there(page: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)(?=`|\n| +#)", page))
    assert named
    assert named - {"help"} <= targets()


def test_every_file_and_folder_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:locmem|tests|tools|docs)/[\w/.]*)(?= --write)?`", GUIDE)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


# CI and hooks


def steps() -> list[dict[str, Any]]:
    return [step for job in read_yaml(CI)["jobs"].values() for step in job["steps"]]


def test_ci_runs_every_python_that_is_promised() -> None:
    promised = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
    assert read_yaml(CI)["jobs"]["tests"]["strategy"]["matrix"]["python"] == promised
    assert PROJECT["requires-python"] == f">={promised[0]}"


def test_ci_runs_what_developers_run() -> None:
    commands = "\n".join(step.get("run", "") for step in steps())
    named = set(re.findall(r"make (?:-C \w+ )?([a-z]+)", commands))
    assert {"lint", "types", "suite"} <= named <= targets()
    assert "tools/subjects.py" in commands


def test_ci_pins_its_actions_may_read_only_and_knows_no_secret() -> None:
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []
    workflow = read_yaml(CI)
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    assert workflow["concurrency"]["group"]
    assert "secrets." not in (ROOT / CI).read_text(encoding="utf-8")
    # An expression in a command would run what a branch or title is called.
    assert not any("${{" in step.get("run", "") for step in steps())


def test_hooks_use_the_tools_of_the_environment() -> None:
    hooks = [hook for repo in read_yaml(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert {"ruff", "ruff-format", "mypy", "subject"} <= {hook["id"] for hook in hooks}
    for hook in hooks:
        assert hook["language"] == "system"
        assert hook["entry"].startswith((".venv/bin/", "git "))
        assert all((ROOT / script).is_file() for script in re.findall(r"tools/\w+\.py", hook["entry"]))


# Subjects of commits

MESSAGES = {
    "a short sentence": ("A damaged cache is built anew\n", 0),
    "71 characters": ("x" * 71, 0),
    "72 characters": ("x" * 72, 1),
    "71 letters of two bytes each": ("ä" * 71, 0),
    "a text below": ("It is so\n\nBecause it was asked for.\n", 0),
    "no blank line": ("It is so\nBecause it was asked for.\n", 1),
    "a full stop": ("It is so.\n", 1),
    "nothing": ("\n# what git writes below\n", 1),
    "what git writes below": ("It is so\n# On branch main\n# " + "x" * 80, 0),
}


@pytest.mark.parametrize(("message", "code"), MESSAGES.values(), ids=MESSAGES)
def test_a_subject_is_one_sentence_under_72_characters(message: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "message").write_text(message, encoding="utf-8")
    words = [sys.executable, str(ROOT / "tools/subjects.py"), str(tmp_path / "message")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (code, code), done.stdout


def test_a_range_of_commits_is_looked_at_one_by_one(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        names = ("-c", "user.name=Ana", "-c", "user.email=ana@shop.example")
        subprocess.run(["git", *names, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "--quiet")
    for subject in ("It is so", "x" * 80, "It is other"):
        git("commit", "--quiet", "--allow-empty", "-m", subject)
    words = [sys.executable, str(ROOT / "tools/subjects.py"), "--range"]
    for asked, code in (("HEAD~2..HEAD", 1), ("HEAD~1..HEAD", 0)):
        done = subprocess.run([*words, asked], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout
