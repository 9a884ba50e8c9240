"""Files that came back: in folders and archives, under names of their tools, and what lies beside them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.formats import xlsx
from locmem.formats.table import Column, Table
from locmem.workspace import incoming_files
from locmem.workspace.incoming_files import Incoming, incoming

XLIFF = b'<xliff version="1.2"/>'
PO = b'msgid "a"\nmsgstr "b"\n'


def put(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        place = folder / name.replace("__", "/").replace("_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def names(found: Incoming, root: Path) -> list[str]:
    return [Path(one.path).relative_to(root).as_posix() for one in found.files]


def test_a_folder_stands_for_the_returned_files_in_it_and_others_are_named(tmp_path: Path) -> None:
    put(tmp_path, b_po=PO, es__a_mxliff=XLIFF, es__c_sdlxliff_txt=XLIFF, bill_pdf=b"%PDF", table_xlsx=b"not zipped")
    put(tmp_path, empty_po=b"", other_tmx=b"<tmx/>")
    found = incoming([tmp_path])
    assert names(found, tmp_path) == ["b.po", "empty.po", "es/a.mxliff", "es/c.sdlxliff.txt"]
    assert [Path(name).name for name in found.left_out] == ["bill.pdf", "other.tmx", "table.xlsx"]
    assert [one.read() for one in found.files] == [PO, b"", XLIFF, XLIFF]


def test_a_workbook_is_one_file_and_one_of_others_is_left_out(tmp_path: Path) -> None:
    ours, bill = (
        xlsx.write(Table(columns=tuple(Column(name=name, width=9) for name in names), rows=()))
        for names in (("Key", "Translation (es)"), ("Price",))
    )
    put(tmp_path, a_xlsx=ours, bill_xlsx=bill, cut_xlsx=ours[:-30], t_csv=b"Key,Translation\r\n", prices_csv=b"a,b\r\n")
    packed(tmp_path / "back.zip", {"es/b.xlsx": ours, "es/bill.xlsx": bill})
    found = incoming([tmp_path])
    assert names(found, tmp_path) == ["a.xlsx", "back.zip/es/b.xlsx", "cut.xlsx", "t.csv"]
    assert [Path(name).name for name in found.left_out] == ["bill.xlsx", "bill.xlsx", "prices.csv"]
    assert names(incoming([tmp_path / "a.xlsx", tmp_path / "bill.xlsx"]), tmp_path) == ["a.xlsx", "bill.xlsx"]


def test_what_systems_put_into_folders_is_nobodys_file(tmp_path: Path) -> None:
    put(tmp_path, a_po=PO, _DS_Store=b"x")
    put(tmp_path / "__MACOSX", a_po=PO)
    put(tmp_path / ".git", a_po=PO)
    found = incoming([tmp_path])
    assert (names(found, tmp_path), found.left_out) == (["a.po"], ())


def test_a_file_that_is_named_is_meant_whatever_is_in_it(tmp_path: Path) -> None:
    put(tmp_path, letter_txt=b"words")
    assert names(incoming([tmp_path / "letter.txt", tmp_path / "none.po"]), tmp_path) == ["letter.txt", "none.po"]


def test_a_manifest_beside_the_folder_of_its_handoff_is_none(tmp_path: Path) -> None:
    put(tmp_path, one__a_po=PO, one_json=b"{}", two_json=b"{}")
    assert incoming([tmp_path / "one", tmp_path / "one.json"]).left_out == ()
    assert [Path(name).name for name in incoming([tmp_path]).left_out] == ["two.json"]


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "in a folder"])
def test_an_archive_stands_for_the_files_in_it(tmp_path: Path, is_named: bool) -> None:
    members = {"es/a.po": PO, "es/b.xlf": XLIFF, "read me.txt": b"Thanks!", "__MACOSX/es/._a.po": b"\0", "ja/": b""}
    archive = packed(tmp_path / "back.zip", members)
    found = incoming([archive if is_named else tmp_path])
    assert names(found, archive) == ["es/a.po", "es/b.xlf"]
    assert [one.read() for one in found.files] == [PO, XLIFF]
    assert found.left_out == (f"{archive}/read me.txt",)


@pytest.mark.parametrize(
    "name", ["../a.po", "/a.po", "es/../../a.po", "..\\a.po", "C:\\a.po"], ids=["up", "root", "within", "back", "drive"]
)
def test_an_archive_with_a_name_that_leads_out_of_it_is_refused(tmp_path: Path, name: str) -> None:
    archive = packed(tmp_path / "back.zip", {"a.po": PO, name: PO})
    with pytest.raises(InputErrors, match="leads out of it"):
        incoming([archive])


def test_one_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    packed(tmp_path / "back.zip", {"a.po": PO})
    with zipfile.ZipFile(tmp_path / "back.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a.po", XLIFF)
    with pytest.raises(InputErrors, match=r"two files of one name: a\.po"):
        incoming([tmp_path / "back.zip"])


def test_an_archive_is_never_unpacked_to_more_than_it_may_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(tmp_path / "back.zip", {"a.po": b"0" * 1_000_000})
    monkeypatch.setattr(incoming_files, "_MOST_BYTES", 999_999)
    with pytest.raises(InputErrors, match="more than"):
        incoming([archive])
    monkeypatch.setattr(incoming_files, "_MOST_BYTES", 10**9)
    monkeypatch.setattr(incoming_files, "MAX_BYTES", 999_999)
    with pytest.raises(InputErrors, match=r"a\.po: the file has 1,000,000 bytes"):
        incoming([archive])


def test_cut_damaged_and_encrypted_archives_are_refused_and_the_rest_is_taken(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.zip", {"a.po": PO * 50, "b.po": PO}).read_bytes()
    put(tmp_path, cut_zip=whole[:-30], spoilt_zip=whole.replace(whole[40:60], b"x" * 20, 1))
    secret = bytearray(whole)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        secret[secret.index(mark) + offset] |= 1
    put(tmp_path, secret_zip=bytes(secret))
    found = incoming([tmp_path])
    assert [str(Path(one.path).relative_to(tmp_path)) for one in found.files] == [
        "secret.zip/b.po",
        "spoilt.zip/b.po",
        "whole.zip/a.po",
        "whole.zip/b.po",
    ]
    told = {Path(one.location.path).relative_to(tmp_path).as_posix(): one.what for one in found.problems}
    assert set(told) == {"cut.zip", "spoilt.zip/a.po", "secret.zip/a.po"}
    assert "encrypted" in told["secret.zip/a.po"]
    assert "damaged" in told["spoilt.zip/a.po"]


@pytest.mark.parametrize("length", range(0, 260, 7))
def test_an_archive_cut_anywhere_gives_no_file_and_no_fault_of_ours(tmp_path: Path, length: int) -> None:
    whole = packed(tmp_path / "whole.zip", {"a.po": PO}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: min(length, len(whole) - 1)])
    if length < 4:
        # It cannot even be told that it is an archive.
        assert [one.path for one in incoming([tmp_path / "cut.zip"]).files] == [str(tmp_path / "cut.zip")]
    else:
        with pytest.raises(InputErrors, match="cannot be read"):
            incoming([tmp_path / "cut.zip"])


def test_nothing_at_all_is_said_and_what_stands_in_the_way_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no PO, XLIFF, CSV or XLSX file of a handoff there"):
        incoming([put(tmp_path, letter_txt=b"words")])
    os.mkfifo(tmp_path / "x.po")
    with pytest.raises(InputErrors, match="named pipe"):
        incoming([tmp_path])
    assert incoming([]).files == ()
