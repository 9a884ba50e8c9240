"""`locmem init`: what a newcomer gets works at once, and nothing of theirs is overwritten."""

from __future__ import annotations

import os
import subprocess
from itertools import takewhile
from pathlib import Path

import pytest

from locmem.errors import ProjectError, UsageError
from locmem.pipelines.scaffold import scaffold, set_up_git
from tests import warm

PACKAGE = Path(__file__).parent.parent.parent / "locmem"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return warm.run(words, folder, os.environ)


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "help"
    scaffold(folder)
    return folder


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    written = scaffold(tmp_path).written
    assert set(written) == files_in(tmp_path)
    assert {"locmem.yaml", ".gitignore", ".github/workflows/content.yml", "markets/company.yaml"} <= set(written)
    assert list(written) == sorted(written)


def test_every_file_of_the_package_arrives_unchanged(tmp_path: Path) -> None:
    written = scaffold(tmp_path).written
    stored = [path for path in (PACKAGE / "scaffold").rglob("*") if path.is_file()]
    assert len(written) == len(stored)
    assert sorted((tmp_path / name).read_bytes() for name in written) == sorted(one.read_bytes() for one in stored)


def test_a_new_project_passes_its_own_checks_and_has_nothing_to_sync(project: Path) -> None:
    before = {name: (project / name).read_bytes() for name in files_in(project)}
    for words in (("sync",), ("check",), ("check", "--gate", "release"), ("render",), ("status",)):
        done = run(project, *words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    assert "Nothing changed." in run(project, "sync").stderr
    assert {name: (project / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("day", ["2026-01-01", "2027-12-31", "2040-06-30"])
def test_it_passes_whenever_it_is_tried(project: Path, day: str) -> None:
    done = run(project, "check", "--gate", "release", "--as-of", day)
    assert done.returncode == 0, done.stdout


def test_pages_have_facts_in_the_reader_s_language(project: Path) -> None:
    assert run(project, "render").returncode == 0
    page = (project / "dist/ES/es/articles/delivery-and-returns.md").read_text(encoding="utf-8")
    assert "Un paquete tarda 3 días hábiles." in page
    assert "Puedes pagar con Visa, Bizum o transferencia bancaria." in page
    assert "{{" not in page
    macro = (project / "dist/ES/es/macros/order-delayed.yaml").read_text(encoding="utf-8")
    assert "{{ticket.requester.first_name}}" in macro


def test_what_can_be_built_again_is_left_out_of_git(tmp_path: Path) -> None:
    scaffold(tmp_path)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    article = tmp_path / "content/articles/reset-your-password.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    for words in (("sync",), ("render",)):
        assert run(tmp_path, *words).returncode == 0
    known = {"locmem.db", ".locmem", "dist"}
    assert known <= {path.name for path in tmp_path.iterdir()}
    shown = subprocess.run(
        ["git", "-C", str(tmp_path), "status", "--porcelain"], capture_output=True, text=True, check=True
    ).stdout
    assert not any(name in shown for name in known), shown


@pytest.mark.parametrize("name", ["locmem.yaml", "content/kpi.csv", "markets/ES.yaml"])
def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine\n", encoding="utf-8")
    with pytest.raises(UsageError, match=name):
        scaffold(tmp_path)
    assert files_in(tmp_path) == {name}
    assert mine.read_text(encoding="utf-8") == "mine\n"


def test_no_link_in_the_folder_leads_what_is_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "help").mkdir()
    (tmp_path / "help/markets").symlink_to(tmp_path / "theirs")
    with pytest.raises(ProjectError, match="a symbolic link leads out of"):
        scaffold(tmp_path / "help")
    assert [path.name for path in (tmp_path / "help").iterdir()] == ["markets"]
    assert list((tmp_path / "theirs").iterdir()) == []


def test_a_folder_with_other_files_is_fine(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine\n", encoding="utf-8")
    scaffold(tmp_path)
    assert "notes.txt" in files_in(tmp_path)


def test_all_files_in_the_way_are_named_at_once(tmp_path: Path) -> None:
    for name in ("README.md", "locmem.yaml", "markets/company.yaml", "pipelines"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"already holds locmem\.yaml, markets/company\.yaml, pipelines; nothing"):
        scaffold(tmp_path)
    assert files_in(tmp_path) == {"README.md", "locmem.yaml", "markets/company.yaml", "pipelines"}


@pytest.mark.parametrize(
    ("known", "after"),
    [
        ("node_modules/\n", "node_modules/\n.locmem/\ndist/\nlocmem.db\nlocmem.db-*\nhandoffs/*/\n*.locmem-tmp\n"),
        ("_site\r\n/dist", "_site\r\n/dist\r\n.locmem/\r\nlocmem.db\r\nlocmem.db-*\r\nhandoffs/*/\r\n*.locmem-tmp\r\n"),
        ("*.locmem-tmp\n.locmem\ndist/\nlocmem.db\nlocmem.db-*\nhandoffs/*/", None),
        ("", ".locmem/\ndist/\nlocmem.db\nlocmem.db-*\nhandoffs/*/\n*.locmem-tmp\n"),
    ],
    ids=["none of them", "one of them and windows line ends", "all of them", "an empty file"],
)
def test_a_site_keeps_its_readme_and_what_git_leaves_out(tmp_path: Path, known: str, after: str | None) -> None:
    (tmp_path / "README.md").write_text("mine\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_bytes(known.encode())
    done = scaffold(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / ".gitignore").read_bytes() == (known if after is None else after).encode()
    assert not {"README.md", ".gitignore"} & set(done.written)
    assert [name for name, _ in done.left] == ["README.md"]
    assert (done.added == ()) is (after is None)


def test_a_list_for_git_that_is_a_link_stays_and_its_lines_are_told(tmp_path: Path) -> None:
    (tmp_path / "shared.txt").write_text("mine\n", encoding="utf-8")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "shared.txt")
    [(name, why)] = scaffold(tmp_path).left
    assert name == ".gitignore"
    assert ".locmem/, dist/" in why
    assert (tmp_path / "shared.txt").read_text(encoding="utf-8") == "mine\n"


def test_in_the_folder_of_a_site_the_command_says_what_it_left_alone(tmp_path: Path) -> None:
    for name in ("README.md", ".gitignore", "mkdocs.yml", "docs/index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine\n", encoding="utf-8")
    done = run(tmp_path, "init", ".")
    assert done.returncode == 0
    assert "README.md was left alone" in done.stderr
    assert "Added to .gitignore: .locmem/" in done.stderr
    assert run(tmp_path, "sync").returncode == 0
    assert (tmp_path / "docs/index.md").read_text(encoding="utf-8") == "mine\n"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "help").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        scaffold(tmp_path / "help")


def test_the_command_says_what_to_do_next_and_refuses_a_second_time(tmp_path: Path) -> None:
    first = run(tmp_path, "init", "help")
    assert first.returncode == 0
    assert "locmem.yaml" in first.stdout
    assert "cd help && locmem sync" in first.stderr
    second = run(tmp_path, "init", "help")
    assert second.returncode == 2
    assert "already holds" in second.stderr


def repository(folder: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    return folder


def driver(folder: Path) -> str:
    asked = ["git", "-C", str(folder), "config", "--get", "merge.locmem.driver"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def merging(folder: Path) -> tuple[str, str]:
    """What `doctor` says of merges: its state, and all it says; empty where it says nothing."""
    shown = run(folder, "doctor").stdout.splitlines()
    start = next((number for number, line in enumerate(shown) if line.startswith("git merges")), None)
    if start is None:
        return "", ""
    # What is said stands in lines of its own below the name.
    below = takewhile(lambda line: line.startswith(" "), shown[start + 1 :])
    return shown[start].removeprefix("git merges").split()[0], " ".join(" ".join((shown[start], *below)).split())


def test_in_a_repository_git_is_set_up_to_merge_and_doctor_says_so(tmp_path: Path) -> None:
    done = run(repository(tmp_path), "init")
    assert "git merges catalogs" in done.stderr
    assert driver(tmp_path).endswith("merge-driver %O %A %B %P\n")
    assert merging(tmp_path)[0] == "ok"


def test_outside_a_repository_nothing_is_said_of_merges(project: Path) -> None:
    assert merging(project) == ("", "")


def test_a_clone_is_set_up_by_itself_and_doctor_says_how(tmp_path: Path) -> None:
    scaffold(tmp_path)
    repository(tmp_path)
    state, told = merging(tmp_path)
    assert state == "look"
    assert "has no merge.locmem.driver" in told
    assert "locmem init --git" in told
    before = files_in(tmp_path)
    done = run(tmp_path, "init", "--git")
    assert (done.returncode, done.stdout) == (0, "")
    assert {name for name in files_in(tmp_path) if not name.startswith(".git/")} == {
        name for name in before if not name.startswith(".git/")
    }
    assert merging(tmp_path)[0] == "ok"


def test_a_project_of_before_gets_the_lines_it_lacks_once(tmp_path: Path) -> None:
    scaffold(repository(tmp_path))
    attributes = tmp_path / ".gitattributes"
    attributes.write_text("*.png binary\ncontent/memory/*.tmx merge=locmem\n", encoding="utf-8")
    assert ".gitattributes does not give content/translations/**/*.po" in merging(tmp_path)[1]
    done = run(tmp_path, "init", "--git")
    assert "Added to .gitattributes: content/translations/**/*.po merge=locmem, approvals" in done.stderr
    lines = attributes.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["*.png binary", "content/memory/*.tmx merge=locmem"]
    assert len(lines) == len(set(lines)) == 9
    assert "Added" not in run(tmp_path, "init", "--git").stderr


@pytest.mark.parametrize("is_project", [True, False])
def test_without_a_project_or_a_repository_git_is_not_set_up(tmp_path: Path, is_project: bool) -> None:
    if is_project:
        scaffold(tmp_path)
    else:
        (repository(tmp_path) / "notes.txt").write_text("Mine.", encoding="utf-8")
    done = run(tmp_path, "init", "--git")
    assert done.returncode == 2
    assert ("lies in no git repository" if is_project else "holds no locmem.yaml") in done.stderr


@pytest.mark.parametrize("begun", ["", "folder", "repository", "around"])
def test_a_new_folder_gets_a_project_and_a_repository_at_once(tmp_path: Path, begun: str) -> None:
    folder = tmp_path / "help"
    if begun:
        folder.mkdir()
    if begun in ("repository", "around"):
        repository(folder if begun == "repository" else tmp_path)
    deep = tmp_path / "a/b"
    deep.mkdir(parents=True)
    done = run(deep, "init", "../../help", "--git")
    assert done.returncode == 0, done.stderr
    assert (folder / "locmem.yaml").is_file()
    assert ("A repository of git was begun" in done.stderr) is (begun in ("", "folder"))
    assert (folder / ".git").exists() is (begun != "around")
    assert "cd ../../help && locmem sync" in done.stderr
    assert merging(folder)[0] == "ok"


def test_without_git_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="git is not installed"):
        set_up_git(tmp_path / "help")
    assert not (tmp_path / "help").exists()
