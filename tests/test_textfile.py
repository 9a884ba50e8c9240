from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem import textfile
from locmem.errors import InputErrors, ProjectError


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_a_text_comes_back_as_the_same_bytes(text: str) -> None:
    data = text.encode()
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return
    assert textfile.decode(data, "a.md").encode() == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_kept_and_not_part_of_the_text(encoding: str) -> None:
    data = "línea\r\n".encode(encoding)
    file = textfile.decode(data, "a.md")
    assert file.text == "línea\r\n"
    assert file.encode() == data


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    with pytest.raises(InputErrors, match=r"a\.md:2:4: byte 0xf3 is not valid UTF-8\. Save the file as UTF-8\."):
        textfile.decode(b"uno\nabc\xf3n", "a.md")
    with pytest.raises(InputErrors, match=r"a\.md:2: a NUL character"):
        textfile.decode(b"uno\nd\0s", "a.md")


def test_writing_says_whether_anything_changed(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    assert textfile.write_text(path, "one\r\n") is True
    assert path.read_bytes() == b"one\r\n"
    before = path.stat().st_mtime_ns
    assert textfile.write_text(path, "one\r\n") is False
    assert path.stat().st_mtime_ns == before


def test_writing_keeps_the_rights_of_the_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.sh"
    path.write_text("old")
    path.chmod(0o750)
    textfile.write_text(path, "new")
    assert path.stat().st_mode & 0o777 == 0o750
    assert [one.name for one in tmp_path.iterdir()] == ["a.sh"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match=r"a\.txt: cannot be written \(No space left on device\)"):
        textfile.write_text(path, "new")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_link_is_written_through_not_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    textfile.write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_positions_count_lines_and_columns_from_one() -> None:
    assert textfile.position("ab\ncd", 0) == (1, 1)
    assert textfile.position("ab\ncd", 4) == (2, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_nul_character_is_refused_with_its_line(encoding: str) -> None:
    with pytest.raises(InputErrors, match="a:2: a NUL character"):
        textfile.decode("one\ntwo\0".encode(encoding), "a")


def test_pieces_are_a_whole_file_or_none(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.tmx"
    textfile.write_pieces(path, (piece for piece in (b"one ", b"two")))
    assert path.read_bytes() == b"one two"

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        textfile.write_pieces(path, broken())
    assert [(one.name, one.read_bytes()) for one in path.parent.iterdir()] == [("a.tmx", b"one two")]
