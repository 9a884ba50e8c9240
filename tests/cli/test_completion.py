"""What may come next in a line that somebody types: true for the project, quick, and silent where nothing is known."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from locmem.checks.catalogue import CHECKS
from locmem.checks.outputs.rules import OUTSIDE
from locmem.cli.completion import FILES, FOLDERS, WORDS, Answer, check_names, complete
from locmem.cli.main import HOMES, command_line
from tests.cli.conftest import Locmem
from tests.cli.test_commands import commands
from tests.pipelines.shop import Shop


@pytest.fixture
def here(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.chdir(shop.root)
    return shop


def answer(*words: str) -> Answer:
    return complete(words, command_line)


def names(*words: str) -> list[str]:
    found = answer(*words)
    assert found.adds == WORDS
    return [word for word, _ in found.words]


def test_commands_and_what_they_are_for() -> None:
    assert sorted(names("")) == sorted(word for words in HOMES.values() for word in words)
    assert answer("sta").words == (("status", "Show how far each locale is, and what each market sees."),)
    assert names("queue", "s") == ["show", "stats"]
    assert names("backlog", "") == ["explain", "pin", "snooze", "clear"]
    assert names("nothing", "") == []


def test_options_that_may_still_come() -> None:
    assert names("status", "--q") == ["--quiet"]
    assert names("check", "--gate", "release", "--ga") == []
    assert names("status", "--market", "ES", "--mar") == ["--market"]
    assert names("--") == ["--version", "--install-completion", "--show-completion", "--help"]
    assert names("-C") == ["-C"]
    assert "--help" in names("backlog", "explain", "-")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("status", "--market", ""), ["ES", "JP"]),
        (("status", "--locale", "e"), ["es"]),
        (("status", "--json", "--locale", ""), ["es", "ja"]),
        (("status", "--locale=j"), ["--locale=ja"]),
        (("memory", "search", "A text.", "--to", ""), ["es", "ja"]),
        (("market", "show", ""), ["ES", "JP"]),
        (("market", "add", ""), []),
        (("queue", "list", "--content", ""), ["articles", "macros"]),
        (("queue", "list", "--document", "a"), ["articles/complaints.md", "articles/paying.md"]),
        (("queue", "list", "--priority", ""), ["1", "2", "3"]),
        (("queue", "list", "--state", "d"), ["draft"]),
        (("queue", "work", "--state", "n"), ["not-reviewed"]),
        (("queue", "work", "--revi"), ["--reviewed"]),
        (("export", ""), ["articles/", "macros/"]),
        (("export", "articles/p"), ["articles/paying.md"]),
        (("export", "articles/paying.md", "articles/"), ["articles/complaints.md"]),
        (("export", "content/articles/p"), ["content/articles/paying.md"]),
        (("export", "--profile", "tra"), ["trados"]),
        (("export", "--priority", ""), ["1", "2", "3"]),
        (("check", "--gate", ""), ["change", "release"]),
        (("check", "--explain", "link-brok"), ["link-broken"]),
        (("check", "--format", "js"), ["json"]),
        (("check", "--output", "sar"), ["sarif="]),
        (("check", "articles/p"), ["articles/paying.md"]),
        (("run", "s"), ["sync"]),
        (("approve", "articles/c"), ["articles/complaints.md"]),
        (("backlog", "explain", "E"), ["ES/es/", "ES/ja/"]),
        (("backlog", "explain", "ES/es/articles/p"), ["ES/es/articles/paying.md"]),
        (("market", "sign", "ES", "odr"), ["odr_link"]),
        (("report", "effort", "--by", "engine,l"), ["engine,locale"]),
        (("--show-completion", "f"), ["fish"]),
    ],
)
@pytest.mark.usefixtures("here")
def test_names_that_the_project_has(words: tuple[str, ...], found: list[str]) -> None:
    assert names(*words) == found


def test_segments_of_the_document_that_is_typed(here: Shop) -> None:
    key = here.key("Good to know")
    assert key in names("history", "articles/paying.md#")
    assert key in names("queue", "show", "articles/p")
    assert names("accept", "articles/") == ["articles/complaints.md#", "articles/paying.md#"]


def test_runs_and_handoffs(here: Shop, locmem: Locmem) -> None:
    here.write("content/articles/new.md", "---\ntitle: Newest\n---\n\nThe lamp glows.\n")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    runs = names("undo", "")
    assert runs == ["2026-11-21.2", "2026-11-21.1"]
    [job] = names("jobs", "show", "")
    assert job.startswith("2026-11-21-es")
    assert names("import", "--handoff", "2026") == [job]


@pytest.mark.usefixtures("here")
def test_files_are_for_the_shell_and_for_us_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert answer("kpi", "import", "x").adds == FILES
    assert answer("export", "--to", "").adds == FOLDERS
    assert answer("check", "--baseline", "").adds == FILES
    assert answer("check", "nowhere/").adds == FILES
    assert answer("-C", "").adds == FOLDERS
    monkeypatch.chdir(tmp_path)
    assert names("-C", "shop", "kpi", "import", "locmem.y") == ["locmem.yaml"]
    monkeypatch.chdir(tmp_path)
    assert names("-C", "shop", "-C", "cont") == ["content/"]
    monkeypatch.chdir(tmp_path)
    assert names("-Cshop", "status", "--locale", "") == ["es", "ja"]


def ask(where: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What a shell is answered, in a process of its own."""
    line = ("--complete", "fish", str(len(words)), "locmem", *words)
    code = f"import sys; sys.argv = ['locmem', *{line!r}]\nfrom locmem.cli.main import main\nmain()"
    return subprocess.run([sys.executable, "-c", code + LOADED], cwd=where, capture_output=True, text=True)


LOADED = """
heavy = ('sqlalchemy', 'numpy', 'lxml', 'babel', 'liquid2', 'rapidfuzz', 'markdown_it', 'choppa', 'rich')
print([name for name in heavy if name in sys.modules])
"""


@pytest.mark.parametrize(
    "words", [("status", "--locale", ""), ("history", "articles/paying.md#"), ("undo", ""), ("check", "--explain", "")]
)
def test_nothing_heavy_is_loaded_and_nothing_is_written(shop: Shop, words: tuple[str, ...]) -> None:
    shop.write("content/articles/new.md", "The lamp glows.\n")
    assert shop.command("sync").returncode == 0
    before = shop.tree()
    done = ask(shop.root, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "[]"
    assert len(done.stdout.splitlines()) > 2
    assert shop.tree() == before


@pytest.mark.parametrize("broken", ["", "locales: [", "project: x\n"])
def test_where_nothing_is_known_nothing_is_said(tmp_path: Path, broken: str) -> None:
    if broken:
        (tmp_path / "locmem.yaml").write_text(broken, encoding="utf-8")
    (tmp_path / "locmem.db").write_bytes(b"no database")
    for words in (("status", "--locale", ""), ("undo", ""), ("history", "a#"), ("-C", "nowhere", "status", "")):
        done = ask(tmp_path, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout in ("words\n[]\n", "[]\n")


@pytest.mark.usefixtures("here")
def test_every_option_and_argument_has_an_answer() -> None:
    for path, command in commands(command_line()):
        for one in command.params:
            if one.param_type_name == "option" and not one.is_flag:
                answer(*path, one.opts[0], "")
        answer(*path, "")


def test_no_name_steers_a_terminal_or_breaks_a_line(here: Shop) -> None:
    (here.root / "content" / "articles" / "a\x1b[2Jb.md").write_text("# A\n", encoding="utf-8")
    (here.root / "content" / "articles" / "a\nb.md").write_text("# A\n", encoding="utf-8")
    assert names("export", "articles/") == ["articles/complaints.md", "articles/paying.md"]


def test_the_names_of_checks_are_those_there_are() -> None:
    assert check_names() == tuple(sorted((*CHECKS, *OUTSIDE))), "run `make reference`"
