"""What was typed and is not saved survives whatever ends the program."""

from __future__ import annotations

import errno
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from locmem import textfile
from locmem.clock import FixedClock
from locmem.pipelines.post_edit import Seen
from locmem.postedit.ordering import Place
from locmem.views.typed_texts import TypedTexts

PLACE = Place(locale="es", document="articles/paying.md", occurrence="k3f9xx")
SEEN = Seen(source="s", shown="t", stands="", state="draft")
EARLY, LATE = (FixedClock(datetime(2026, 11, 21, hour, tzinfo=UTC)) for hour in (9, 12))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def test_another_window_is_offered_what_was_typed_last(project: Path, tmp_path: Path) -> None:
    first, second = (TypedTexts(project, clock, tmp_path / "state") for clock in (EARLY, LATE))
    assert first.keep(PLACE, "Uno", SEEN)
    assert first.keep(PLACE, "Uno, dos \ud800", SEEN)
    found = TypedTexts(project, LATE, tmp_path / "state").of(PLACE)
    assert found is not None
    assert (found.text, found.seen, found.at) == ("Uno, dos \ufffd", SEEN, "2026-11-21T09:00:00+00:00")
    second.keep(PLACE, "Tres", SEEN)
    assert [one.text for one in first.all()] == ["Tres", "Uno, dos \ufffd"]
    assert TypedTexts(project, LATE, tmp_path / "state").of(PLACE._replace(locale="ja")) is None


def test_a_window_is_done_with_its_own_and_with_what_is_the_same(project: Path, tmp_path: Path) -> None:
    first, second, third = (TypedTexts(project, EARLY, tmp_path / "state") for _ in range(3))
    first.keep(PLACE, "Uno", SEEN)
    second.keep(PLACE, "Dos", SEEN)
    third.keep(PLACE, "Uno", SEEN)
    first.forget(PLACE, ("Uno",))
    assert [one.text for one in first.all()] == ["Dos"]


def test_nobody_else_reads_it_and_other_projects_do_not_have_it(project: Path, tmp_path: Path) -> None:
    kept = TypedTexts(project, EARLY, tmp_path / "state")
    kept.keep(PLACE, "Uno", SEEN)
    [file] = (tmp_path / "state").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert TypedTexts(tmp_path, EARLY, tmp_path / "state").all() == ()
    assert not list(project.iterdir())


@pytest.mark.parametrize("held", [b"", b"[]", b"{}", b'{"locale": "es"', b"\xff"])
def test_half_a_text_is_none(project: Path, tmp_path: Path, held: bytes) -> None:
    kept = TypedTexts(project, EARLY, tmp_path / "state")
    kept.keep(PLACE, "Uno", SEEN)
    [file] = (tmp_path / "state").rglob("*.json")
    file.write_bytes(held)
    assert (kept.all(), kept.of(PLACE)) == ((), None)


def test_what_the_disk_does_not_take_is_held_by_its_window_until_it_does(project: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder", encoding="utf-8")
    typed = TypedTexts(project, EARLY, tmp_path / "state")
    assert not typed.keep(PLACE, "Uno", SEEN)
    assert [one.text for one in typed.held()] == ["Uno"]
    assert (found := typed.of(PLACE)) is not None
    assert (found.text, typed.all()) == ("Uno", ())
    (tmp_path / "state").unlink()
    assert typed.held() == ()
    assert [one.text for one in typed.all()] == ["Uno"]


def test_an_older_part_on_a_full_disk_takes_no_place_of_what_is_held_and_done_is_done(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = TypedTexts(project, EARLY, tmp_path / "state")
    assert typed.keep(PLACE, "Uno", SEEN)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(textfile, "write_bytes", full)
    monkeypatch.setattr(textfile, "remove", full)
    assert not typed.keep(PLACE, "Uno, dos", SEEN)
    assert (found := typed.of(PLACE)) is not None
    assert found.text == "Uno, dos"
    typed.forget(PLACE)
    assert (typed.of(PLACE), typed.held(), typed.all()) == (None, (), ())
