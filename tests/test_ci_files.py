"""The files that others copy into their repositories do what they say, from a fresh clone and without a network.

What is not run here is what only the platforms have: their runners, their images, and the installing of packages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests import warm
from tests.checks.outputs.validators import faults
from tests.pipelines.shop import Shop

ROOT = Path(__file__).parent.parent
FILES = ("action.yml", ".pre-commit-hooks.yaml", "ci/locmem.gitlab-ci.yml", "ci/Containerfile")
PAYING = "content/articles/paying.md"


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What somebody has who fetched this repository: files that git knows, or those of an sdist."""
    folder = tmp_path_factory.mktemp("fetched") / "locmem"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if (ROOT / ".git").exists() and listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name and not name.startswith(("tests/", "content/"))]
    else:
        names = [path.relative_to(ROOT).as_posix() for name in FILES for path in ROOT.glob(name)]
        names += ["pyproject.toml", "setup.py", "README.md", "LICENSE", "MANIFEST.in", "constraints.txt"]
        names += ["locmem/__init__.py"]
    for name in names:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture
def theirs(built: Shop, tmp_path: Path) -> Shop:
    """A repository of somebody who uses locmem, fresh from a clone; the project lies in a folder of it."""
    origin = tmp_path / "origin"
    built.copy(origin / "help")
    # The program's own, and a real clone has none of it.
    shutil.rmtree(origin / "help" / ".locmem", ignore_errors=True)
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "All")):
        subprocess.run(["git", *words], cwd=origin, check=True)
    subprocess.run(["git", "clone", "-q", str(origin), str(tmp_path / "clone")], check=True)
    return Shop(root=tmp_path / "clone" / "help", moment=built.moment)


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def bash(script: str, folder: Path, shop: Shop, **variables: str) -> subprocess.CompletedProcess[str]:
    """The script as runners of GitHub and GitLab start it."""
    environment = {
        **{name: value for name, value in warm.environment().items() if name in ("PATH", warm.ADDRESS)},
        "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"],
        "SOURCE_DATE_EPOCH": str(int(shop.moment.timestamp())),
        **variables,
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


# action.yml


def step(clone: Path, name: str) -> dict[str, Any]:
    [found] = [one for one in read_yaml(clone / "action.yml")["runs"]["steps"] if one["name"] == name]
    return dict(found)


def test_the_action_needs_nothing_of_anybody_else_and_names_what_it_has(clone: Path) -> None:
    action = read_yaml(clone / "action.yml")
    steps = action["runs"]["steps"]
    assert all("uses" not in one and one["shell"] == "bash" for one in steps)
    text = (clone / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(action["inputs"])
    assert all(one["description"] for one in (*action["inputs"].values(), *action["outputs"].values()))
    # What a stranger's pull request brings never stands in a script itself, where it would be run.
    assert all("${{" not in one["run"] for one in steps)
    written = set(re.findall(r'echo "(\w+)=', step(clone, "Check")["run"]))
    asked = {re.findall(r"steps\.check\.outputs\.(\w+)", one["value"])[0] for one in action["outputs"].values()}
    assert written == asked


def test_the_action_installs_the_whole_program_from_its_own_folder(clone: Path, built: Shop, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        f"#!/bin/bash\nprintf '%s\\n' \"$@\" >> {tmp_path}/called\n"
        'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n'
    )
    python.chmod(0o755)
    script = step(clone, "Install locmem")["run"]
    done = bash(script, tmp_path, built, PYTHON=str(python), RUNNER_TEMP=str(tmp_path), GITHUB_ACTION_PATH=str(clone))
    assert done.returncode == 0, done.stderr
    words = (tmp_path / "called").read_text().splitlines()
    assert words[:3] == ["-m", "venv", str(tmp_path / "locmem")]
    assert Path(words[words.index("-c") + 1]) == clone / "constraints.txt"
    assert (clone / "constraints.txt").is_file()
    folder, extra = words[-1].rstrip("]").split("[")
    project = tomllib.loads((Path(folder) / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert extra in project["optional-dependencies"]


@pytest.mark.parametrize(
    ("change", "inputs", "code", "result"),
    [
        ("", {}, 0, "passed"),
        ("We collect your money when", {}, 1, "failed"),
        ("We collect your money when", {"GATE": "change"}, 0, "passed"),
        ("We collect your money when", {"BASELINE": "known.json"}, 0, "passed"),
        ("", {"MARKETS": "ES XX"}, 2, "error"),
        ("", {"MARKETS": "E?"}, 2, "error"),
        ("", {"AS_OF": "tomorrow; touch broken"}, 2, "error"),
        ("", {"SINCE": "nowhere; touch broken"}, 2, "error"),
    ],
    ids=["passes", "not-ready", "other-gate", "known", "no-such-market", "no-pattern", "no-command", "no-commit"],
)
def test_the_action_checks_and_tells_what_came_out(
    clone: Path, theirs: Shop, tmp_path: Path, change: str, inputs: dict[str, str], code: int, result: str
) -> None:
    # What a pattern of the shell would find.
    theirs.write("ES", "")
    if change:
        theirs.edit(PAYING, "We collect the money when", change)
    if "BASELINE" in inputs:
        written = bash("locmem check --gate release --write-baseline known.json", theirs.root, theirs)
        assert written.returncode == 0, written.stderr
    temporary = tmp_path / "temp"
    (temporary / "locmem" / "bin").mkdir(parents=True)
    (temporary / "locmem" / "bin" / "locmem").symlink_to(str(shutil.which("locmem", path=warm.environment()["PATH"])))
    given = {
        "GATE": "release",
        "MARKETS": "",
        "BASELINE": "",
        "SINCE": "",
        "AS_OF": "",
        "RUNNER_TEMP": str(temporary),
    } | inputs
    files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    done = bash(step(clone, "Check")["run"], theirs.root, theirs, **given, **files)
    assert done.returncode == code, done.stderr
    outputs = dict(line.split("=", 1) for line in Path(files["GITHUB_OUTPUT"]).read_text().splitlines())
    assert outputs["result"] == result
    assert not (theirs.root / "broken").exists()
    if result == "error":
        assert not Path(outputs["sarif"]).exists()
        return
    assert faults("github", done.stdout) == []
    assert faults("sarif", Path(outputs["sarif"]).read_text()) == []
    assert faults("comment", Path(outputs["comment"]).read_text()) == []
    assert Path(files["GITHUB_STEP_SUMMARY"]).read_text().startswith("<!-- locmem-check:")
    if result == "failed":
        assert "file=help/content/" in done.stdout


@pytest.mark.parametrize("before", ["", "17\n", "17\n23\n"], ids=["none", "one", "two"])
def test_the_action_writes_its_comment_anew(clone: Path, built: Shop, tmp_path: Path, before: str) -> None:
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(
        f"#!/bin/bash\nprintf '%s ' \"$@\" >> {tmp_path}/called; echo >> {tmp_path}/called\n"
        f'if [ "$2" = --paginate ]; then printf {before!r}; fi\n'
    )
    gh.chmod(0o755)
    body = tmp_path / "comment.md"
    body.write_text("<!-- locmem-check:change -->\n## locmem\n")
    script = step(clone, "Keep the comment up to date")["run"]
    path = f"{gh.parent}:{os.environ['PATH']}"
    done = bash(script, tmp_path, built, PATH=path, NUMBER="7", GITHUB_REPOSITORY="o/r", BODY=str(body))
    assert done.returncode == 0, done.stderr
    asked, sent = (tmp_path / "called").read_text().splitlines()
    assert 'startswith("<!-- locmem-check:change -->")' in asked
    assert '.user.type == "Bot"' in asked
    where = "PATCH repos/o/r/issues/comments/17" if before else "POST repos/o/r/issues/7/comments"
    assert f"--method {where} --field body=@{body}" in sent


# .pre-commit-hooks.yaml


def test_the_hooks_run_and_fail_where_something_must_be_mended(clone: Path, theirs: Shop) -> None:
    hooks = {one["id"]: one for one in read_yaml(clone / ".pre-commit-hooks.yaml")}
    assert set(hooks) == {"locmem-change", "locmem-release"}
    theirs.edit(PAYING, "We collect the money when", "We collect your money when")
    codes = {name: bash(one["entry"], theirs.root, theirs).returncode for name, one in hooks.items()}
    assert codes == {"locmem-change": 0, "locmem-release": 1}
    for hook in hooks.values():
        assert (hook["language"], hook["additional_dependencies"]) == ("python", [".[cli]"])
        assert re.search(hook["files"], "help/content/articles/a.md")
        assert re.search(hook["files"], "locmem.yaml")
        assert not re.search(hook["files"], "src/main.py")


# ci/


@pytest.mark.parametrize("gate", ["change", "release"])
def test_the_template_of_gitlab_writes_the_reports_it_names(clone: Path, theirs: Shop, gate: str) -> None:
    template = read_yaml(clone / "ci" / "locmem.gitlab-ci.yml")
    job = template[f"locmem-{gate}"]
    assert job["extends"] == ".locmem"
    whole = {**template["variables"], **template[".locmem"]["variables"], **job.get("variables", {})}
    assert whole["LOCMEM_GATE"] == gate
    theirs.edit(PAYING, "We collect the money when", "We collect your money when")
    top = theirs.root.parent
    variables = {**whole, "LOCMEM_FOLDER": "help", "CI_PROJECT_DIR": str(top)}
    done = bash("\n".join(template[".locmem"]["script"]), top, theirs, **variables)
    assert done.returncode == (1 if gate == "release" else 0), done.stderr
    named = template[".locmem"]["artifacts"]["reports"]
    quality, junit = (top / named[kind].replace("$LOCMEM_GATE", gate) for kind in ("codequality", "junit"))
    assert faults("gitlab", quality.read_text()) == []
    assert faults("junit", junit.read_text()) == []
    assert ("blocker" in quality.read_text()) == (gate == "release")
    assert "help/content/" in quality.read_text()


def test_the_container_is_made_of_what_is_there(clone: Path) -> None:
    text = (clone / "ci" / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY") and "--from" not in line]
    names = {name for line in copied for name in line}
    assert all((clone / name).exists() for name in names)
    project = tomllib.loads((clone / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # What building the package reads must be copied before.
    assert {project["readme"], *project["license-files"], "pyproject.toml", "setup.py", "locmem"} <= names
    [extra] = re.findall(r"'\.\[(\w+)\]'", text)
    assert extra in project["optional-dependencies"]
    [entry] = re.findall(r'^ENTRYPOINT \["(\w+)"\]', text, re.MULTILINE)
    assert entry in project["scripts"]


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_in_the_sdist(name: str) -> None:
    manifest = (ROOT / "MANIFEST.in").read_text(encoding="utf-8")
    included = [words[1:] for line in manifest.splitlines() if (words := line.split()) and words[0] == "include"]
    grafted = re.findall(r"^graft (\S+)", manifest, re.MULTILINE)
    assert any(name in words for words in included) or name.split("/")[0] in grafted
