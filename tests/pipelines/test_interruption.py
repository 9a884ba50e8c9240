"""Kills, full disks and second writers: every file is old or new, and the next run goes on from there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from locmem import overwriting, renaming, textfile
from locmem.errors import ProjectError
from locmem.pipelines.run import run_pipeline
from tests.pipelines.shop import Shop

KILLED = """
import os, signal, sys
from locmem import overwriting
from locmem.history.journal import Journal

where, number = sys.argv.pop(1), int(sys.argv.pop(1))
seen = 0

def at(name, function):
    def call(*args, **options):
        global seen
        if name == where:
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **options)
    return call

overwriting.swap = at("rename", overwriting.swap)
overwriting.take_name = at("rename", overwriting.take_name)
os.rename = at("rename", os.rename)
os.unlink = at("unlink", os.unlink)
for step in ("begin", "record", "finish"):
    setattr(Journal, step, at(step, getattr(Journal, step)))
from locmem.cli.main import main
main()
"""


def change(shop: Shop) -> None:
    """Work that rewrites six catalogs, removes two and makes files of the memory."""
    shop.write("content/articles/new.md", "---\ntitle: New\nslug: new\n---\n\nYou confirm the payment. All is new.\n")
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    shop.edit("content/articles/complaints.md", "We answer without delay.\n", "")
    shop.remove("content/macros/refund.yaml")


def stages(shop: Shop, place: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The files before a run, after its first step, and after its last."""
    whole = shop.copy(place)
    whole.run("collect")
    collected = whole.in_git()
    whole.run()
    return shop.in_git(), collected, whole.in_git()


@pytest.mark.parametrize(
    ("where", "number"),
    [
        ("begin", 1),
        ("record", 1),
        ("rename", 1),
        ("rename", 4),
        ("rename", 8),
        ("unlink", 1),
        ("unlink", 9),
        ("finish", 1),
    ],
)
def test_a_killed_run_leaves_files_old_or_new_and_the_next_one_completes_it(
    shop: Shop, tmp_path: Path, where: str, number: int
) -> None:
    change(shop)
    old, between, new = stages(shop, tmp_path / "whole")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(number), "sync"],
        cwd=shop.root,
        env=shop.environment(),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    for path, digest in shop.in_git().items():
        # What a killed writer left beside a file is no file of the project.
        assert path.endswith(".locmem-tmp") or digest in (old.get(path), between.get(path), new.get(path)), path
    result = shop.run()
    assert shop.in_git() == new
    assert bool(result.recovered) == (where not in ("begin",))
    assert [record.status for record in shop.open().journal.runs()] == ["done"] * len(shop.open().journal.runs())


def test_a_run_cut_off_between_journal_and_files_is_finished_by_the_next_command_that_writes(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    old = (shop.root / path).read_bytes()
    new = old.replace(b"Conviene saber", b"Bueno es saberlo")
    from locmem.history.changes import FileChange

    project = shop.open()
    run = project.journal.begin("sync.yaml")
    project.journal.record(run, [FileChange(path=path, before=old, after=new)], [])
    result = shop.run()
    assert result.recovered == (run,)
    assert shop.entry("Good to know").target == "Bueno es saberlo"
    assert shop.run().recovered == ()


def test_a_cut_off_run_is_taken_back_where_people_changed_a_file_since(shop: Shop) -> None:
    from locmem.history.changes import FileChange

    path = "content/translations/es/articles/paying.md.po"
    old = (shop.root / path).read_bytes()
    project = shop.open()
    run = project.journal.begin("sync.yaml")
    changes = [
        FileChange(path="handoffs/a.json", before=None, after=b"half of what it did"),
        FileChange(path=path, before=old, after=b""),
        FileChange(path="handoffs/b.json", before=None, after=b"never written"),
    ]
    project.journal.record(run, changes, [])
    shop.write("handoffs/a.json", "half of what it did")
    shop.edit(path, '"Conviene saber"', '"Bueno es saberlo"')
    result = shop.run()
    assert (result.recovered, result.taken_back) == ((), (run,))
    assert shop.entry("Good to know").target == "Bueno es saberlo"
    assert not (shop.root / "handoffs/a.json").exists()
    [record] = [one for one in shop.open().journal.runs() if one.id == run]
    assert (record.status, path in record.summary) == ("undone", True)


def test_a_save_that_a_killed_run_had_taken_from_its_place_comes_back(shop: Shop) -> None:
    from locmem.history.changes import FileChange

    path = "content/translations/es/articles/paying.md.po"
    old = (shop.root / path).read_bytes()
    new, theirs = old.replace(b"Conviene saber", b"Es bueno"), old.replace(b"Conviene saber", b"Bueno es saberlo")
    project = shop.open()
    run = project.journal.begin("sync.yaml")
    project.journal.record(run, [FileChange(path=path, before=old, after=new)], [])
    # Killed after the two files had changed places, before it was looked at what stood there.
    (shop.root / path).write_bytes(new)
    textfile.free_name(shop.root / path).write_bytes(theirs)
    assert shop.run().taken_back == (run,)
    assert shop.entry("Good to know").target == "Bueno es saberlo"
    assert not list(shop.root.rglob("*.locmem-tmp"))


@pytest.mark.parametrize("number", [1, 4])
def test_a_full_disk_leaves_files_old_or_new_and_the_next_run_completes(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    change(shop)
    old, between, new = stages(shop, tmp_path / "whole")
    calls = []
    swap = renaming.swap

    def full(one: Path, other: Path) -> bool:
        calls.append(other)
        if len(calls) == number:
            raise OSError(28, "No space left on device")
        return swap(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(overwriting, "swap", full)
        with pytest.raises(ProjectError, match=r"cannot be written \(No space left on device\)") as caught:
            shop.run()
    told = str(caught.value)
    assert re.search(r"is half done: \d+ files? of \d+ (is|are) written, missing: .*\.po", told)
    assert "the next command that writes finishes it" in told
    for path, digest in shop.in_git().items():
        assert digest in (old.get(path), between.get(path), new.get(path)), path
    assert shop.run().recovered != ()
    assert shop.in_git() == new


def test_the_memory_follows_a_run_that_is_finished_after_a_kill(shop: Shop) -> None:
    from locmem.history.changes import FileChange

    path = "content/translations/es/articles/paying.md.po"
    old = (shop.root / path).read_bytes()
    new = old.replace(b'msgstr "Conviene saber"', b'msgstr ""')
    assert shop.open().memory.search("Good to know", target="es")[0].target_text == "Conviene saber"
    project = shop.open()
    run = project.journal.begin("undo 2026-11-20.1")
    project.journal.record(run, [FileChange(path=path, before=old, after=new)], [])
    (shop.root / path).write_bytes(new)
    assert shop.run("publish").recovered == (run,)
    assert [one for one in shop.open().memory.search("Good to know", target="es") if one.percent >= 100] == []


def test_a_second_run_of_one_project_sees_what_was_saved_between_them(shop: Shop) -> None:
    project = shop.open()
    assert run_pipeline(project, Path("sync")).id == ""
    shop.edit("content/articles/paying.md", "We collect the money when", "We take the money when")
    assert run_pipeline(project, Path("sync"), is_dry=True).files
