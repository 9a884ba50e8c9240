"""What spreadsheet programs, and people who use them, do to a table without changing a word of it."""

from __future__ import annotations

import codecs
import csv
import functools
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from tests.exchange.spreadsheet import Rows, closed, column, in_csv, is_book, put, rows_in, with_rows
from tests.trust.returns import workbook_changes
from tests.trust.returns.rewrites import LANGUAGES, PLACES, Lost, Rewrite, rewrite

LIBREOFFICE = "saved by LibreOffice"
"""The kind of rewrite that takes seconds."""
_OWN = "each column dropped in turn"
_EXCEL: dict[str, Any] = {"delimiter": ";", "quoting": csv.QUOTE_MINIMAL}


def _rows(change: Callable[[Rows], Rows]) -> Callable[[bytes], bytes]:
    """Changes the rows, the header among them, of CSV or of the first sheet."""
    return lambda data: with_rows(data, change(rows_in(data)))


def _below(change: Callable[[Rows], Rows]) -> Callable[[bytes], bytes]:
    """Changes the rows below the header."""
    return _rows(lambda rows: [rows[0], *change(rows[1:])])


def _sorted_by(name: str, *, down: bool = False) -> Callable[[bytes], bytes]:
    """Whole rows in the order of a column; those in which nothing stands there come last, as programs have it."""

    def turn(rows: Rows) -> Rows:
        place = column(rows, name)
        filled = [row for row in rows[1:] if row[place]]
        ordered = sorted(filled, key=lambda row: _letters(row[place]), reverse=down)
        return [rows[0], *ordered, *(row for row in rows[1:] if not row[place])]

    return _rows(turn)


def _letters(text: str) -> str:
    """What decides on the order in most languages: neither case nor accents nor signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum() or letter.isspace())


def _only(*names: str) -> Callable[[bytes], bytes]:
    """No other columns, in the order in which they are named."""

    def keep(rows: Rows) -> Rows:
        places = [column(rows, name) for name in names]
        return [[row[place] for place in places] for row in rows]

    return _rows(keep)


def _without(*names: str) -> Callable[[bytes], bytes]:
    def drop(rows: Rows) -> Rows:
        gone = {column(rows, name) for name in names}
        return [[text for place, text in enumerate(row) if place not in gone] for row in rows]

    return _rows(drop)


def _header(change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    return _rows(lambda rows: [[change(name) for name in rows[0]], *rows[1:]])


def _in_language(name: str) -> Callable[[bytes], bytes]:
    return _header(lambda cell: re.sub(r"(?<=Translation )\(.*\)", f"({name})", cell))


def _saved(encoding: str = "utf-8", **options: Any) -> Callable[[bytes], bytes]:
    """Saved as CSV, by whatever program and from whatever it was."""
    return lambda data: in_csv(rows_in(data), encoding=encoding, **options)


def _with_separator(data: bytes) -> bytes:
    return b"sep=;\r\n" + in_csv(rows_in(data), **_EXCEL)


def _as_book(data: bytes) -> bytes:
    """Opened in a program, and saved as a workbook of its own."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows_in(data), 1):
        for place, text in enumerate(row, 1):
            put(book.worksheets[0], number, place, text)
    return closed(book)


def _without_guards(data: bytes) -> bytes:
    """As programs leave it that take an apostrophe before a formula for a mark of a text, and not for one of it."""
    return with_rows(data, [[re.sub(r"\A'(?=[=+\-@])", "", text) for text in row] for row in rows_in(data)])


def _libreoffice(*formats: str) -> Callable[[bytes], bytes]:
    """As LibreOffice saves it in one format after another."""

    def apply(data: bytes) -> bytes:
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"table.{'xlsx' if is_book(data) else 'csv'}"
            file.write_bytes(data)
            for number, one in enumerate(formats):
                out = Path(folder) / str(number)
                own = f"-env:UserInstallation={Path(_profile().name).as_uri()}"
                # In its window it sees the byte order mark; here somebody has to say that a file is UTF-8.
                command = [
                    "soffice",
                    own,
                    "--headless",
                    *(["--infilter=CSV:44,34,76"] if file.suffix == ".csv" else []),
                ]
                command += ["--convert-to", one, "--outdir", str(out), str(file)]
                subprocess.run(command, check=True, capture_output=True, timeout=300)
                [file] = out.glob("table*.*")
            return file.read_bytes()

    return apply


@functools.cache
def _profile() -> TemporaryDirectory[str]:
    """LibreOffice's own folder, which takes seconds to make; it goes with the process."""
    return TemporaryDirectory()


_LIBREOFFICE_CSV = "csv:Text - txt - csv (StarCalc):59,34,76"
"""Semicolons, quotes, UTF-8 without a byte order mark."""


def _noted(rows: Rows) -> Rows:
    place = column(rows, "Your note")
    return [rows[0], *([*row[:place], "¿En serio?\n- sí", *row[place + 1 :]] for row in rows[1:])]


def _columns_added(rows: Rows) -> Rows:
    """One with a name between ours, one at the end, and one that nobody gave a name."""
    names = ("Precio", "Revisado por", "")
    return [
        [*row[:2], cells[0], *row[2:], *cells[1:]]
        for row, cells in zip(rows, (names, *[("4,50", "Ana", "")] * (len(rows) - 1)), strict=True)
    ]


def _remark_beside(rows: Rows) -> Rows:
    """What somebody wrote into the first free cell beside some rows."""
    return [rows[0], *([*row, "¿seguro?"] if number % 2 else row for number, row in enumerate(rows[1:]))]


def _either(is_csv: bool) -> tuple[Rewrite, ...]:
    """What people do to a table of either format; CSV alone proves by the order of its columns that it is whole."""
    end = (Lost.END,) if is_csv else ()
    return (
        rewrite("as it was"),
        rewrite("columns in another order", _only(*_PROGRAMS, *_SHOWN), *end, name="translation behind the proof"),
        rewrite("columns in another order", _only("Key", *_SHOWN, "Handoff", "Proof"), name="key first"),
        rewrite("columns added", _rows(_columns_added), name="columns added"),
        rewrite("columns added", _rows(_remark_beside), name="a remark beside the table"),
        rewrite("rows in another order", _below(lambda rows: rows[::-1]), name="turned"),
        rewrite("rows in another order", _sorted_by("Source"), name="by source"),
        rewrite("rows in another order", _sorted_by("Source", down=True), name="by source, downwards"),
        rewrite("rows in another order", _sorted_by("Key"), name="by key"),
        rewrite("rows in another order", _sorted_by("State"), name="by state"),
        rewrite("rows in another order", _sorted_by("Translation"), name="by translation"),
        rewrite("empty rows", _below(lambda rows: [one for row in rows for one in (row, [""] * 9)]), name="between"),
        rewrite("empty rows", _rows(lambda rows: [*([*row, "", ""] for row in rows), *[[""] * 12] * 30])),
        rewrite("rows without a translation deleted", _rows(_filled_rows), Lost.ROWS),
        rewrite("title above", _rows(lambda rows: [["Traducción para la tienda"], ["Para el lunes"], [], *rows])),
        rewrite("names of columns otherwise", _header(lambda name: f"  {name.upper()} "), name="capitals"),
        rewrite("names of columns otherwise", _header(lambda name: name.partition(" (")[0]), name="without locales"),
        *(rewrite("language spelled otherwise", _in_language(one), name=one) for one in LANGUAGES),
        rewrite("notes of the translator", _rows(_noted)),
        rewrite(_OWN, _without("Place"), name="Place"),
        rewrite(_OWN, _without("Source"), Lost.CODES, name="Source"),
        rewrite(_OWN, _without("State"), Lost.DRAFTS, Lost.APPROVAL, name="State"),
        rewrite(_OWN, _without("Your note"), name="Your note"),
        rewrite(_OWN, _without("About this text"), Lost.CODES, name="About this text"),
        rewrite(_OWN, _without("Key"), Lost.IDENTITY, name="Key"),
        rewrite(_OWN, _without("Handoff"), name="Handoff"),
        rewrite(_OWN, _without("Proof"), *end, name="Proof"),
        rewrite("columns of programs dropped", _without(*_PROGRAMS), Lost.IDENTITY, *end),
        rewrite(
            "all but source and translation dropped",
            _only("Source", "Translation"),
            *(Lost.IDENTITY, Lost.CODES, Lost.DRAFTS, Lost.APPROVAL, *end),
        ),
        rewrite("all but key and translation dropped", _only("Key", "Translation"), *_ALL_BUT_KEY, *end),
        *(replace(one, place=_renamed) if one.name == "file renamed" else one for one in PLACES),
    )


_SHOWN = ("Place", "Source", "Translation", "State", "Your note", "About this text")
_PROGRAMS = ("Key", "Handoff", "Proof")
_ALL_BUT_KEY = (Lost.CODES, Lost.DRAFTS, Lost.APPROVAL)


def _filled_rows(rows: Rows) -> Rows:
    place = column(rows, "Translation")
    return [rows[0], *(row for row in rows[1:] if row[place])]


def _renamed(path: str) -> str:
    place = PurePath(path)
    return place.with_name(f"{place.stem} (final) (2){place.suffix}").as_posix()


def _called(suffix: str) -> Callable[[str], str]:
    return lambda path: PurePath(path).with_suffix(suffix).as_posix()


def _by_libreoffice(*ways: tuple[str, Sequence[str]]) -> tuple[Rewrite, ...]:
    """None where it is not installed."""
    return tuple(
        rewrite(LIBREOFFICE, _libreoffice(*formats), name=f"LibreOffice, {name}")
        for name, formats in ways
        if shutil.which("soffice")
    )


CSV_REWRITES: tuple[Rewrite, ...] = (
    *_either(is_csv=True),
    rewrite("separators", _saved("utf-8-sig", delimiter=";"), name="semicolons"),
    rewrite("separators", _saved("utf-8-sig", delimiter="\t"), name="tabs"),
    rewrite("separators", _with_separator, name="the line sep=;"),
    rewrite("quotes", _saved("utf-8-sig", quoting=csv.QUOTE_ALL), name="all"),
    rewrite("quotes", _saved("utf-8-sig", quoting=csv.QUOTE_MINIMAL), name="the fewest"),
    rewrite("byte order mark", _saved(), name="none"),
    rewrite("UTF-16", _saved("utf-16", delimiter="\t"), name="Excel's Unicode text"),
    rewrite("UTF-16", lambda data: codecs.BOM_UTF16_BE + _saved("utf-16-be")(data), name="the other byte order"),
    rewrite("carriage returns", _saved(lineterminator="\r", quoting=csv.QUOTE_ALL), name="alone"),
    rewrite("carriage returns", _saved(lineterminator="\n"), name="none"),
    rewrite("windows-1252", _saved("cp1252", delimiter=";"), Lost.LETTERS),
    rewrite("guards taken off", _without_guards),
    *_by_libreoffice(
        ("CSV", (_LIBREOFFICE_CSV,)),
        ("workbook", ("xlsx",)),
        ("workbook, then CSV", ("xlsx", _LIBREOFFICE_CSV)),
        ("its own format, then CSV", ("ods", _LIBREOFFICE_CSV)),
    ),
    replace(rewrite("saved in the other format", _as_book), place=_called(".xlsx")),
)

XLSX_REWRITES: tuple[Rewrite, ...] = (
    *_either(is_csv=False),
    rewrite("how cells hold their texts", workbook_changes.inline, name="as results"),
    rewrite("how cells hold their texts", workbook_changes.runs, name="in runs"),
    rewrite("how cells hold their texts", workbook_changes.in_book(lambda book: None), name="in a table of strings"),
    rewrite("cells without places", workbook_changes.without_places),
    rewrite("another prefix", workbook_changes.prefixed),
    rewrite("strict", workbook_changes.strict),
    rewrite("header styled, widths, rows hidden", workbook_changes.in_book(workbook_changes.styled)),
    rewrite("title above", workbook_changes.in_book(workbook_changes.merged_title), name="merged"),
    rewrite("sheets", workbook_changes.in_book(workbook_changes.named), name="renamed"),
    rewrite("sheets", workbook_changes.in_book(workbook_changes.without_facts), name="the hidden one deleted"),
    rewrite("sheets", workbook_changes.in_book(workbook_changes.among_others), name="others added"),
    rewrite("sheets", _as_book, name="copied into another workbook"),
    *_by_libreoffice(
        ("workbook", ("xlsx",)),
        ("CSV", (_LIBREOFFICE_CSV,)),
        ("its own format, then a workbook", ("ods", "xlsx")),
    ),
    replace(
        rewrite("saved in the other format", _saved("utf-16", delimiter="\t"), name="Excel's Unicode text"),
        place=_called(".txt"),
    ),
    replace(
        rewrite("saved in the other format", _saved("cp1252", **_EXCEL), Lost.LETTERS, name="windows-1252"),
        place=_called(".csv"),
    ),
    replace(
        rewrite("saved in the other format", _saved("utf-8-sig", **_EXCEL), name="CSV UTF-8"), place=_called(".csv")
    ),
)
