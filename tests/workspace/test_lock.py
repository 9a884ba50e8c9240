"""Writers of one project wait for each other, say for whom, and give up after a time that is told."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from locmem.errors import ProjectError, UsageError
from locmem.model.finding import Gate
from locmem.model.translation import State
from locmem.pipelines.run import started as begun
from locmem.workspace.lock import VARIABLE, patience, writing
from locmem.workspace.workspace import open_workspace
from tests import warm
from tests.pipelines.shop import LOCMEM, Shop

HOLDS = """
import sys
from pathlib import Path
from locmem.workspace.lock import writing
with writing(Path(sys.argv[1]), "sync.yaml"):
    print("held", flush=True)
    sys.stdin.readline()
"""

FORKS = """
import os, sys, time
from pathlib import Path
from locmem.workspace.lock import writing
with writing(Path(sys.argv[1])):
    child = os.fork()
    if not child:
        # Written by the child, which has let go of the lock by then.
        print(os.getpid(), flush=True)
        time.sleep(60)
        os._exit(0)
    sys.stdin.readline()
"""


@contextmanager
def process(program: str, root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that holds the lock until it reads a line, and the line it wrote."""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stdout is not None
        try:
            yield one, one.stdout.readline().strip()
        finally:
            one.kill()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "0")


def started(shop: Shop, *words: str, wait: str = "120") -> subprocess.Popen[str]:
    environment = shop.environment(**{VARIABLE: wait})
    return subprocess.Popen(
        [str(LOCMEM), *words], cwd=shop.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_ten_writers_at_once_all_succeed_and_nothing_is_lost(shop: Shop, tmp_path: Path) -> None:
    drafts = {
        "Good to know": "ご案内です",
        "We answer without delay.": "すぐに回答します。",
        "Thank you for your loyalty.": "感謝します。",
    }
    shop.translate("ja", drafts, State.DRAFT)
    shop.command("export", "--locale", "ja", "--format", "po", "--to", str(tmp_path / "out"))
    returned = sorted((tmp_path / "out").rglob("*.po"))
    assert len(returned) == 3
    for file in returned:
        # The translator confirms the drafts.
        file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    for document, old, new in (
        ("articles/paying.md", "We collect the money when", "We collect the money as soon as"),
        ("articles/complaints.md", "if something went wrong", "when something went wrong"),
        ("macros/refund.yaml", "It includes", "It also includes"),
    ):
        shop.edit(f"content/{document}", old, new)
    shop.run()
    stale = [
        pair.key(entry)
        for pair in open_workspace(shop.open()).pairs_of("es")
        for entry in pair.catalog.entries
        if entry.is_stale
    ]
    assert len(stale) == 3
    commands = [
        *(("import", str(file)) for file in returned),
        *(("accept", key, "--locale", "es", "--reason", "it still holds") for key in stale),
        *(("sync",) for _ in range(4)),
    ]
    environment = shop.environment(LOCMEM_WAIT="500")
    for one in [warm.begin(words, shop.root, environment) for words in commands]:
        done = one.wait()
        assert done.returncode == 0, done
        assert "locked" not in done.stderr
    for source, target in drafts.items():
        assert (shop.entry(source, "ja").target, shop.entry(source, "ja").state) == (target, State.TRANSLATED)
    for pair in open_workspace(shop.open()).pairs_of("es"):
        for entry in pair.catalog.entries:
            assert not entry.is_stale
            assert (entry.note == "it still holds") == (pair.key(entry) in stale)
    records = shop.open().journal.runs()
    assert {record.status for record in records} == {"done"}
    assert [record.pipeline for record in records].count("import") == 3
    assert [record.pipeline for record in records].count("accept") == 3
    assert shop.run().files == ()


def test_a_second_writer_says_for_whom_it_waits_and_then_goes_on(shop: Shop) -> None:
    with process(HOLDS, shop.root) as (holder, _):
        second = started(shop, "sync")
        assert second.stderr is not None
        said = second.stderr.readline()
        assert re.fullmatch(
            rf"Waiting up to 120 seconds: process {holder.pid} is writing to this project "
            r"\(sync\.yaml, since \d\d:\d\d:\d\d UTC\)\.\n",
            said,
        )
        holder.communicate("done\n")
        _, rest = second.communicate(timeout=60)
    assert second.returncode == 0
    # It said so once.
    assert "Waiting" not in rest


def test_whoever_waits_for_a_pipeline_is_told_that_it_is_one(shop: Shop) -> None:
    with begun(shop.open(), "sync.yaml", is_dry=False):
        done = shop.command("sync", LOCMEM_WAIT="0.3")
    assert "is writing to this project (the pipeline sync.yaml, since " in done.stderr


def test_it_gives_up_after_a_time_that_is_told_and_nothing_is_written(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect the money as soon as")
    before = shop.in_git()
    with process(HOLDS, shop.root) as (holder, _):
        done = shop.command("sync", LOCMEM_WAIT="0.3")
        assert done.returncode == 2
        assert f"process {holder.pid} is writing to this project (sync.yaml, since " in done.stderr
        assert "It was not done after 0.3 seconds; nothing was written." in done.stderr
        assert "LOCMEM_WAIT=600" in done.stderr
        assert shop.in_git() == before
        # Reading is always possible.
        assert shop.check(Gate.CHANGE).failing == ()
        shop.run(is_dry=True)
    shop.run()
    assert shop.in_git() != before


def test_waiting_can_be_interrupted(shop: Shop) -> None:
    with process(HOLDS, shop.root):
        second = started(shop, "sync")
        assert second.stderr is not None
        second.stderr.readline()
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=60)
    assert second.returncode == 130


@pytest.mark.usefixtures("impatient")
def test_a_killed_holder_frees_the_lock_even_where_its_workers_live_on(tmp_path: Path) -> None:
    with process(FORKS, tmp_path) as (holder, child):
        with pytest.raises(ProjectError, match=f"process {holder.pid} is writing"), writing(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        try:
            os.kill(int(child), 0)
            with writing(tmp_path) as has_waited:
                assert not has_waited
        finally:
            os.kill(int(child), signal.SIGKILL)


@pytest.mark.usefixtures("impatient")
def test_a_stopped_holder_keeps_the_lock(tmp_path: Path) -> None:
    with process(HOLDS, tmp_path) as (holder, _):
        holder.send_signal(signal.SIGSTOP)
        with pytest.raises(ProjectError, match=f"process {holder.pid} is writing"), writing(tmp_path):
            pass


def test_a_writer_that_waited_sees_what_the_other_one_changed(shop: Shop) -> None:
    project = shop.open()
    assert [market.code for market in project.markets] == ["ES", "JP"]
    with process(HOLDS, shop.root) as (holder, _):

        def hear(_: str) -> None:
            shop.edit("locmem.yaml", "project: Shop help", "project: Other help")
            shop.edit("markets/JP.yaml", "market: JP", "market: JP\nstatus: planned")
            assert holder.stdin is not None
            holder.stdin.write("done\n")
            holder.stdin.flush()

        project.told_of_waiting = hear
        with begun(project, "look", False):
            assert project.settings.name == "Other help"
            assert [market.code for market in project.markets] == ["ES"]


@pytest.mark.usefixtures("impatient")
def test_caches_deleted_by_the_holder_do_not_let_two_in_afterwards(tmp_path: Path) -> None:
    with writing(tmp_path):
        (tmp_path / ".locmem/lock").unlink()
    with writing(tmp_path), pytest.raises(ProjectError, match="is writing"), writing(tmp_path):
        pass


@pytest.mark.usefixtures("impatient")
def test_a_lock_that_holds_something_else_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / ".locmem").mkdir()
    (tmp_path / ".locmem/lock").write_text("precious")
    with pytest.raises(ProjectError, match="holds something that locmem did not write"), writing(tmp_path):
        pass
    assert (tmp_path / ".locmem/lock").read_text() == "precious"
    # What an earlier version left is ours.
    (tmp_path / ".locmem/lock").write_text("process 4711")
    with writing(tmp_path):
        pass


@pytest.mark.parametrize("said", ["soon", "-1", "nan", "inf", "1e999"])
def test_a_patience_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(UsageError, match=r"LOCMEM_WAIT is .* Write seconds"):
        patience()
