from __future__ import annotations

import os
from pathlib import Path

import pytest

from locmem.sealed import key_file, read_sealed, write_sealed


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, empty."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A file that this machine wrote."""
    place = tmp_path / "project" / "cache"
    write_sealed(place, b"nothing is wrong here")
    return place


def test_what_this_machine_wrote_is_read(cache: Path) -> None:
    assert read_sealed(cache) == b"nothing is wrong here"


def test_one_changed_byte_makes_it_nothing(cache: Path) -> None:
    data = cache.read_bytes()
    for place in range(len(data)):
        cache.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert read_sealed(cache) is None, place


@pytest.mark.parametrize("length", [0, 5, 20, 47])
def test_a_cut_file_is_nothing(cache: Path, length: int) -> None:
    cache.write_bytes(cache.read_bytes()[:length])
    assert read_sealed(cache) is None


def test_what_another_machine_wrote_is_nothing(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    write_sealed(tmp_path / "mine", b"x")
    assert read_sealed(cache) is None
    assert read_sealed(tmp_path / "mine") == b"x"


def test_without_a_key_nothing_is_believed(cache: Path) -> None:
    key_file().unlink()
    assert read_sealed(cache) is None


def test_a_key_that_others_may_write_is_no_key(cache: Path) -> None:
    key_file().chmod(0o666)
    assert read_sealed(cache) is None


def test_only_the_user_reads_the_key_and_the_cache(cache: Path) -> None:
    assert [oct(path.stat().st_mode & 0o777) for path in (key_file(), cache)] == ["0o600", "0o600"]


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_where_no_key_can_be_kept_nothing_is_written(home: Path, tmp_path: Path) -> None:
    home.mkdir(mode=0o500)
    write_sealed(tmp_path / "cache", b"x")
    assert not (tmp_path / "cache").exists()


def test_a_key_of_the_wrong_length_is_no_key(tmp_path: Path) -> None:
    key_file().parent.mkdir(parents=True)
    key_file().write_bytes(b"short")
    write_sealed(tmp_path / "cache", b"x")
    assert not (tmp_path / "cache").exists()


def test_a_relative_state_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "somewhere")
    assert key_file() == Path("~/.local/state/locmem/seal").expanduser()
