"""`check --output`: every form from one run, whole or not at all; and exit codes that are never mixed up."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from locmem import textfile
from locmem.checks.outputs.formats import FORMATS
from locmem.cli.report_files import wanted_reports
from locmem.errors import ProjectError, UsageError
from tests.checks.outputs.validators import faults
from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"


@pytest.fixture
def stale(shop: Shop) -> Shop:
    """A project that a market must not ship, and whose change is fine."""
    shop.edit(PAYING, "We collect the money when", "We collect your money when")
    return shop


def test_all_forms_of_one_run_are_written_beside_the_report_on_stdout(stale: Shop, locmem: Locmem) -> None:
    outputs = [word for name in FORMATS for word in ("--output", f"{name}=reports/new/{name}.out")]
    done = locmem("check", "--gate", "release", *outputs)
    assert done.code == 1
    assert "Release gate failed" in done.out
    for name in FORMATS:
        written = (stale.root / f"reports/new/{name}.out").read_text(encoding="utf-8")
        assert faults(name, written) == []
        assert written == locmem("check", "--gate", "release", "--format", name).out


def test_a_report_on_stdout_can_be_named_by_a_dash(stale: Shop, locmem: Locmem) -> None:
    assert locmem("check", "--output", "sarif=-").out == locmem("check", "--format", "sarif").out
    done = locmem("check", "--output", "sarif=-", "--output", "json=found.json")
    assert done.out.startswith('{\n "$schema"')
    assert (stale.root / "found.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--output", "sarf=x"), "there is no format 'sarf'. There are: text, json, sarif, junit, github, gitlab,"),
        (("--output", "sarif"), "names no file. Write FORMAT=FILE"),
        (("--output", "sarif="), "names no file. Write FORMAT=FILE"),
        (("--output", "sarif=x", "--output", "json=./x"), "two reports would be written to ./x"),
        (("--output", "sarif=-", "--output", "json=-"), "stdout takes one report, and sarif and json were asked for"),
        (("--format", "json", "--output", "sarif=-"), "stdout takes one report, and json and sarif"),
        (("--format", "sarf"), "sarf"),
        (("--json", "--format", "sarif"), "contradict each other"),
        (("--output", "json=content"), "is a folder, where a file belongs"),
        (("--output", "json=pipe"), "is a named pipe, where a file belongs"),
        (("--output", "json=content/articles/paying.md"), "is among the files that locmem reads"),
        (("--output", "json=locmem.yaml"), "is among the files that locmem reads"),
        (("--output", "json=link.json"), "is among the files that locmem reads"),
        (("--fix", "--output", "json=x"), "--fix writes no report"),
    ],
)
def test_a_slip_of_the_pen_is_told_and_nothing_is_written(
    shop: Shop, locmem: Locmem, words: tuple[str, ...], said: str
) -> None:
    os.mkfifo(shop.root / "pipe")
    (shop.root / "link.json").symlink_to(PAYING)
    before = sorted(shop.root.rglob("*")), (shop.root / PAYING).read_bytes()
    done = locmem("check", *words)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())
    assert (sorted(shop.root.rglob("*")), (shop.root / PAYING).read_bytes()) == before


def test_every_format_can_be_asked_for() -> None:
    wanted = wanted_reports("", [f"{name}=a/{name}" for name in FORMATS])
    assert (wanted.shown, [name for name, _ in wanted.files]) == ("text", list(FORMATS))
    with pytest.raises(UsageError, match="There are: text, json,"):
        wanted_reports("", ["xml=x"])


def test_a_report_that_cannot_be_written_leaves_the_old_one_whole(
    shop: Shop, locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop.root / "found.json").write_text("old")
    monkeypatch.setattr(textfile, "_replace", _full_disk)
    done = locmem("check", "--output", "json=found.json")
    assert (done.code, done.out) == (2, "")
    assert "found.json: cannot be written (No space left on device). The old file, if any, is unchanged." in done.err
    assert (shop.root / "found.json").read_text() == "old"
    assert sorted(path.name for path in shop.root.glob("*found*")) == ["found.json"]


def _full_disk(path: Path, *_: object, **__: object) -> None:
    raise OSError(28, "No space left on device", str(path))


# Exit codes


def test_what_a_market_must_not_ship_is_1_and_what_could_not_be_checked_is_2(stale: Shop, locmem: Locmem) -> None:
    baseline = stale.root / "known.json"
    codes = {
        "the gate of the change passes": locmem("check").code,
        "not ready": locmem("check", "--gate", "release").code,
        "not ready, in a market": locmem("check", "--gate", "release", "--market", "ES").code,
        "not ready, with a report in a file": locmem("check", "--gate", "release", "--output", "sarif=x.sarif").code,
        "not ready, for programs": locmem("check", "--gate", "release", "--json").code,
    }
    assert locmem("check", "--gate", "release", "--write-baseline", str(baseline)).code == 0
    codes["known"] = locmem("check", "--gate", "release", "--baseline", str(baseline)).code
    baseline.write_text("{}")
    codes |= {
        "no such option": locmem("check", "--gates", "release").code,
        "no such gate": locmem("check", "--gate", "relase").code,
        "no such market": locmem("check", "--gate", "release", "--market", "XX").code,
        "no such path": locmem("check", "content/articles/payed.md").code,
        "no such day": locmem("check", "--as-of", "tomorrow").code,
        "no such baseline": locmem("check", "--baseline", "nowhere.json").code,
        "a broken baseline": locmem("check", "--baseline", str(baseline)).code,
        "no such format": locmem("check", "--format", "xml").code,
    }
    stale.write("content/articles/broken.md", "---\ntitle: [\n---\n\nText.\n")
    codes["a page that cannot be read"] = locmem("check").code
    stale.write("locmem.yaml", "project: [\n")
    codes["settings that cannot be read"] = locmem("check", "--gate", "release", "--output", "sarif=y.sarif").code
    assert codes == {
        "the gate of the change passes": 0,
        "not ready": 1,
        "not ready, in a market": 1,
        "not ready, with a report in a file": 1,
        "not ready, for programs": 1,
        "known": 0,
        "no such option": 2,
        "no such gate": 2,
        "no such market": 2,
        "no such path": 2,
        "no such day": 2,
        "no such baseline": 2,
        "a broken baseline": 2,
        "no such format": 2,
        "a page that cannot be read": 1,
        "settings that cannot be read": 2,
    }
    assert not (stale.root / "y.sarif").exists()


def test_outside_of_a_project_nothing_can_be_checked(
    locmem: Locmem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert locmem("check", "--gate", "release").code == 2


# Where the project is in its repository


def test_platforms_get_paths_from_the_root_of_the_repository(stale: Shop, locmem: Locmem, tmp_path: Path) -> None:
    alone = locmem("check", "--gate", "release", "--format", "github").out
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    within = locmem("check", "--gate", "release", "--format", "github").out
    assert "file=content/" in alone
    assert within == alone.replace("file=", f"file={stale.root.name}/")
    assert locmem("check", "--gate", "release").out.startswith("content/")
    subprocess.run(["git", "init", "-q", str(stale.root)], check=True)
    assert locmem("check", "--gate", "release", "--format", "github").out == alone


def test_an_error_that_is_no_error_of_ours_is_not_taken_for_a_finding(
    locmem: Locmem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ProjectError("The project cannot be worked with.")

    monkeypatch.setattr("locmem.pipelines.check.check", broken)
    assert locmem("check").code == 2
