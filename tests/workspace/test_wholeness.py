"""Settings, profiles, company data and pipelines that were cut off are never read as something else."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.model.finding import Gate
from locmem.pipelines.accept import AcceptResult, accept
from locmem.pipelines.run import run_pipeline, run_step
from locmem.pipelines.undo import undo
from locmem.workspace.project import open_project
from locmem.workspace.wholeness import SEEN, note_whole
from tests.pipelines.shop import Shop
from tests.trust.damage.truncated_settings import cut_everywhere, in_git

SETTINGS = """\
project: Shop help
source_locale: en
locales: [es, ja]
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
  - name: macros
    files: macros/**/*.yaml
    kind: macro
variants: {}
risks:
  legal: {required: reviewed}
  low:
    required: draft
due_days: 15
assignees: {ja: Hana}   # the last line
"""

PROFILE = """\
market: ES
name: Spain
currency: EUR
locales:
  es:
    format: es-ES
facts:
  name:
    type: text
    values: {es: España}
    source: CLDR
    verified_on: 2026-11-21
    confidence: primary
  tax:
    standard_rate:
      type: percent
      legal: true
      windows:
        - value: 21
          valid_from: 2012-09-01
          source: general knowledge
          verified_on: null
          confidence: unverified
    note:
      type: text
      values:
        es: >-
          Una frase que sigue
          en otra línea
      source: general knowledge
      verified_on: null
      confidence: unverified
obligations: []
waivers:
  - fact: tax.standard_rate
    by: Ana Ley
    reason: read in the law itself
    on: 2026-11-20
"""

COMPANY = """\
company:
  name: {type: name, value: Lamps}
markets:
  ES:
    dpo:
      email: {type: name, value: privacidad@shop.example}
    price: {type: money, value: {amount: "49.00", currency: EUR}}
  GB:
    dpo:
      email: {type: name, value: privacy@shop.example}
    price: {type: money, value: {amount: "39.00", currency: GBP}}
"""

PIPELINE = "steps:\n  - collect\n  - handoff: {format: xliff, locales: [ja]}\n  - check:\n      gate: release\n"

FILES = {
    "locmem.yaml": SETTINGS,
    "markets/ES.yaml": PROFILE,
    "markets/GB.yaml": PROFILE.replace("market: ES", "market: GB")
    .replace("  es", "  en")
    .replace("es-ES", "en-GB")
    .replace("{es:", "{en:"),
    "markets/company.yaml": COMPANY,
    "pipelines/all.yaml": PIPELINE,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The settings of a project, its profiles and a pipeline, without content."""
    folder = tmp_path / "project"
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def said(root: Path) -> str:
    """What opening the project and reading its markets says is wrong; nothing where nothing is."""
    try:
        _ = open_project(root).all_markets
    except InputErrors as error:
        return str(error)
    return ""


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=Ana", "-c", "user.email=ana@shop.example", *words], cwd=root, check=True)


def committed(root: Path) -> None:
    (root / ".gitignore").write_text(".locmem/\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A change")


@pytest.mark.parametrize("path", ["locmem.yaml", "markets/ES.yaml", "markets/company.yaml", "pipelines/all.yaml"])
def test_a_file_cut_at_any_byte_after_a_run_is_said_to_be_cut(root: Path, path: str) -> None:
    run_pipeline(open_project(root), Path("all"))
    cuts = cut_everywhere(root, path)
    assert cuts.other == ()
    # A comment at the end, the last line break: what is missing says nothing.
    assert cuts.same <= len("   # the last line\n")
    assert said(root) == ""


@pytest.mark.parametrize("path", ["locmem.yaml", "markets/ES.yaml", "markets/company.yaml", "pipelines/all.yaml"])
def test_in_a_fresh_clone_git_knows_how_long_the_file_was(root: Path, tmp_path: Path, path: str) -> None:
    in_git(root)
    git(tmp_path, "clone", "-q", str(root), str(tmp_path / "clone"))
    text = FILES[path].encode()
    lines = [place + 1 for place, byte in enumerate(text) if byte == 10][:-1]
    cuts = cut_everywhere(tmp_path / "clone", path, sorted({*lines, *range(0, len(text), 11)}))
    assert cuts.other == ()
    assert not (tmp_path / "clone" / SEEN).exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_without_a_run_and_without_git_the_middle_of_a_line_is_not_an_end(root: Path, newline: str) -> None:
    text = SETTINGS.replace("\n", newline)
    (root / "locmem.yaml").write_bytes(text.partition("due_days: 1")[0].encode() + b"due_days: 1")
    assert said(root) == (
        "locmem.yaml:14:12: the file ends in the middle of a line, as a file does that was cut off."
        " If this is all of it, put a line break at its end."
    )
    (root / "locmem.yaml").write_bytes(text.encode())
    assert said(root) == ""


def test_an_editor_that_writes_no_last_line_break_is_fine_once_git_has_it(root: Path) -> None:
    (root / "locmem.yaml").write_text(SETTINGS.rstrip("\n"), encoding="utf-8")
    assert "middle of a line" in said(root)
    in_git(root)
    assert said(root) == ""


def test_the_message_names_the_place_what_followed_and_what_to_do(root: Path) -> None:
    note_whole(root)
    (root / "markets/ES.yaml").write_text(PROFILE.partition("obligations")[0], encoding="utf-8")
    assert said(root) == (
        "markets/ES.yaml:33:1: the file ends here; in the last run it went on with `obligations: []`."
        " If it was cut off, bring it back: a copy lies in .locmem/seen/markets/ES.yaml."
        ' If it is meant so, commit it or run `locmem accept markets/ES.yaml --reason "…"`.'
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "lost"),
    [
        (
            "locmem.yaml",
            "variants: {}\nrisks:\n  legal: {required: reviewed}\n  low:\n    required: draft\n",
            "",
            "variants, risks",
        ),
        ("locmem.yaml", "  - name: macros\n    files: macros/**/*.yaml\n    kind: macro\n", "", "content.macros"),
        (
            "markets/ES.yaml",
            "  name:\n    type: text\n    values: {es: España}\n    source: CLDR\n"
            "    verified_on: 2026-11-21\n    confidence: primary\n",
            "",
            "facts.name",
        ),
        ("markets/ES.yaml", PROFILE[PROFILE.index("waivers:") :], "", "waivers"),
        ("markets/company.yaml", COMPANY[COMPANY.index("company:") : COMPANY.index("markets:")], "", "company"),
    ],
)
def test_a_section_that_is_gone_from_the_middle_is_missed(root: Path, path: str, old: str, new: str, lost: str) -> None:
    note_whole(root)
    # Something else is changed too, so that the file is not simply the beginning of what it was.
    edit(root, path, old, new)
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("# Edited.\n")
    assert f"{path}: the file lacks what it had in the last run: {lost}." in said(root)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("locmem.yaml", "due_days: 15", "due_days: 5"),
        ("locmem.yaml", "locales: [es, ja]", "locales: [ja]"),
        ("locmem.yaml", "name: macros", "name: answers"),
        ("locmem.yaml", "   # the last line", ""),
        ("markets/ES.yaml", "    note:\n", "    remark:\n"),
        ("markets/ES.yaml", "reason: read in the law itself", "reason: read"),
        ("markets/company.yaml", "dpo:", "officer:"),
        ("pipelines/all.yaml", "  - check:\n      gate: release\n", "  - check\n"),
    ],
)
def test_nothing_is_said_of_an_edit(root: Path, path: str, old: str, new: str) -> None:
    note_whole(root)
    edit(root, path, old, new)
    assert said(root) == ""


def test_nothing_is_written_and_every_command_says_so(shop: Shop) -> None:
    whole = shop.read("locmem.yaml")
    shop.write("locmem.yaml", whole.partition("content:")[0] + "content: []\n")
    before = shop.tree()
    for words in (("sync",), ("sync", "--dry-run"), ("check",), ("status",)):
        done = shop.command(*words)
        assert (done.returncode, done.stdout) == (2, ""), words
        assert (
            "locmem.yaml: the file lacks what it had in the last run: content.articles, content.macros" in done.stderr
        )
    assert shop.tree() == before
    shop.write("locmem.yaml", whole)
    assert shop.command("check").returncode == 0


def test_a_cut_profile_fails_both_gates_and_stops_what_writes(shop: Shop) -> None:
    text = shop.read("markets/ES.yaml")
    shop.write("markets/ES.yaml", text[: text.index("waivers:")])
    for gate in Gate:
        [failing] = shop.check(gate).failing
        assert (failing.location.path, failing.what[:19]) == ("markets/ES.yaml", "the file ends here;")
    before = shop.tree()
    with pytest.raises(InputErrors, match="the file ends here"):
        run_step(shop.open(), "accept", lambda run: accept(run, [shop.key("Complaints")], reason="Read again."))
    assert shop.tree() == before


def accepted(root: Path, *paths: str, reason: str = "We left that market.") -> tuple[str, AcceptResult]:
    project = open_project(root, vouched=paths)
    run, result = run_step(project, "accept", lambda run: accept(run, paths, reason=reason))
    return run.id, result


def test_what_is_left_out_on_purpose_is_accepted_with_a_reason_and_undoable(root: Path) -> None:
    note_whole(root)
    edit(root, "locmem.yaml", "due_days: 15\nassignees: {ja: Hana}   # the last line\n", "")
    assert "the file ends here" in said(root)
    with pytest.raises(UsageError, match="a reason is needed"):
        accepted(root, "locmem.yaml", reason=" ")
    run, result = accepted(root, "locmem.yaml")
    assert result.summary == "locmem.yaml accepted as it is: We left that market."
    assert said(root) == ""
    assert any(one.summary == result.summary for one in open_project(root).journal.runs())
    assert accepted(root, "locmem.yaml")[1].needless == ("locmem.yaml",)
    undo(open_project(root), run)
    assert "the file ends here" in said(root)


def test_the_command_accepts_a_file_by_its_path(shop: Shop) -> None:
    text = shop.read("markets/ES.yaml")
    shop.write("markets/ES.yaml", text[: text.index("waivers:")])
    assert shop.command("sync").returncode == 2
    done = shop.command("accept", "markets/ES.yaml", "--reason", "No waiver holds any more.")
    assert (done.returncode, done.stdout) == (0, "markets/ES.yaml\n"), done.stderr
    assert shop.command("sync").returncode == 0


def test_another_branch_with_a_shorter_file_is_no_alarm(root: Path) -> None:
    in_git(root)
    git(root, "checkout", "-q", "-b", "short")
    edit(root, "locmem.yaml", "due_days: 15\nassignees: {ja: Hana}   # the last line\n", "")
    committed(root)
    git(root, "checkout", "-q", "-")
    note_whole(root)
    git(root, "checkout", "-q", "short")
    assert said(root) == ""
    # Also with an edit of one's own on top, before any command ran there.
    edit(root, "locmem.yaml", "project: Shop help", "project: Shop")
    assert said(root) == ""


def test_a_section_removed_and_committed_is_gone_for_good(root: Path) -> None:
    in_git(root)
    note_whole(root)
    edit(root, "markets/company.yaml", COMPANY[COMPANY.index("company:") : COMPANY.index("markets:")], "")
    assert "lacks what it had" in said(root)
    committed(root)
    assert said(root) == ""
    edit(root, "markets/company.yaml", "49.00", "59.00")
    assert said(root) == ""


def test_what_nobody_has_committed_yet_is_missed_too(root: Path) -> None:
    in_git(root)
    edit(root, "locmem.yaml", "   # the last line\n", "\nfloor: 75\n")
    note_whole(root)
    edit(root, "locmem.yaml", "floor: 75\n", "")
    # That is what git has, too, apart from a comment; but the last run had more.
    assert "the file ends here; in the last run it went on with `floor: 75`." in said(root)


def test_what_was_pulled_is_missed_before_any_run(root: Path) -> None:
    in_git(root)
    note_whole(root)
    edit(root, "locmem.yaml", "due_days: 15\n", "due_days: 15\nverified_days: 90\n")
    committed(root)
    edit(root, "locmem.yaml", "15\nverified_days: 90\n", "16\n")
    assert "the file lacks what it had in git's last commit: verified_days." in said(root)


def wrong_copy(copy: Path) -> None:
    copy.write_text(SETTINGS.replace("due_days", "none: [\ndue_days"), encoding="utf-8")


def link_to_a_file(copy: Path) -> None:
    copy.unlink()
    copy.symlink_to("../../locmem.yaml")


def link_to_the_project(copy: Path) -> None:
    shutil.rmtree(copy.parent)
    copy.parent.symlink_to("..")


def link_of_the_cache(copy: Path) -> None:
    shutil.rmtree(copy.parents[1])
    copy.parents[1].symlink_to("content")


def pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


def bytes_of_no_text(copy: Path) -> None:
    copy.write_bytes(b"\xff\x00\xff")


@pytest.mark.parametrize(
    "spoil", [wrong_copy, link_to_a_file, link_to_the_project, link_of_the_cache, pipe, bytes_of_no_text]
)
def test_a_spoilt_copy_harms_nothing_and_no_link_is_followed(root: Path, spoil: Callable[[Path], None]) -> None:
    (root / "content").mkdir()
    note_whole(root)
    spoil(root / SEEN / "locmem.yaml")
    assert said(root) == ""
    edit(root, "locmem.yaml", "due_days: 15", "due_days: 16")
    note_whole(root)
    files = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.yaml") if SEEN not in path.as_posix()}
    expected = {root / path: text.replace("due_days: 15", "due_days: 16") for path, text in FILES.items()}
    assert files == expected


@pytest.mark.parametrize("end", ["", ".sum"])
def test_whatever_bit_of_a_copy_flips_nobody_is_accused(root: Path, end: str) -> None:
    note_whole(root)
    copy = root / SEEN / f"locmem.yaml{end}"
    whole = copy.read_bytes()
    for place in range(len(whole)):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :])
        assert said(root) == ""
    note_whole(root)
    assert copy.read_bytes() == whole


def test_a_copy_of_a_file_that_is_gone_is_forgotten(root: Path) -> None:
    note_whole(root)
    (root / "pipelines/all.yaml").unlink()
    note_whole(root)
    assert not list((root / SEEN / "pipelines").iterdir())
    (root / "pipelines/all.yaml").write_text("steps: [collect]\n", encoding="utf-8")
    run_pipeline(open_project(root), Path("all"), is_dry=True)


def test_a_new_project_is_watched_from_its_first_minute(shop: Shop, tmp_path: Path) -> None:
    assert shop.command("init", str(tmp_path / "new")).returncode == 0
    file = tmp_path / "new/locmem.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("content:")] + "content: []\n", encoding="utf-8")
    assert "lacks what it had in the last run: " in said(tmp_path / "new")


def test_git_is_asked_only_where_a_file_differs_from_its_copy(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_git(root)
    note_whole(root)
    asked: list[object] = []
    run = subprocess.run

    def counted(command: list[str], **rest: Any) -> object:
        asked.append(command)
        return run(command, **rest)

    monkeypatch.setattr(subprocess, "run", counted)
    assert said(root) == ""
    assert asked == []
    edit(root, "locmem.yaml", "due_days: 15", "due_days: 16")
    assert said(root) == ""
    assert len(asked) == 1
