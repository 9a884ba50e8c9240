"""Tables on a terminal: numbers are whole, long texts stand under their row, and what has no room is named."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from locmem.cli import output

Terminal = Callable[[int], io.StringIO]

KEY = "articles/older/docs/languages/instrumentation/_index.md#c6gmmz"
BANDS = ("102", "101", "100", "95-99", "85-94", "75-84", "50-74", "new", "repeats")


class Screen(io.StringIO):
    """What a terminal is sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Makes the standard output a terminal of so many columns, without colours."""

    def made(columns: int) -> io.StringIO:
        screen = Screen()
        monkeypatch.setattr(sys, "stdout", screen)
        for name, value in {"COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}.items():
            monkeypatch.setenv(name, value)
        return screen

    return made


def shown_lines(screen: io.StringIO) -> list[str]:
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in screen.getvalue().splitlines()]


@pytest.mark.parametrize("columns", [160, 120, 100, 80, 60])
@pytest.mark.parametrize("below", ["why", ""], ids=["text below", "all in columns"])
def test_a_number_is_whole_however_narrow_the_terminal_is(terminal: Terminal, columns: int, below: str) -> None:
    screen = terminal(columns)
    names = ("prio", "locale", "words", "segment", "views", "why")
    row = ("2", "pt-BR", "1,234,567", KEY, "7,654,321", "There is no translation and no draft of it.")
    output.table(names, [row], right=("prio", "words", "views"), below=below, wraps=() if below else ("why",))
    lines = shown_lines(screen)
    text = " ".join(lines)
    assert ("1,234,567" in text, "7,654,321" in text, " 2 " in text) == (True, True, True)
    assert max(cell_len(line.rstrip()) for line in lines if KEY not in line) <= columns


def test_numbers_for_which_there_is_no_room_are_named_and_the_others_whole(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = terminal(60)
    output.table(("locale", *BANDS), [("pt-BR", *["1,234,567"] * len(BANDS))], right=BANDS)
    header, _, line = shown_lines(screen)
    assert header.split() == ["locale", *BANDS[:4]]
    assert line.split() == ["pt-BR", *["1,234,567"] * 4]
    said = "No room for 85-94, 75-84, 50-74, new, repeats: 107 columns show all, and so do --json and a pipe.\n"
    assert capsys.readouterr().err == said
    screen = terminal(107)
    output.table(("locale", *BANDS), [("pt-BR", *["1,234,567"] * len(BANDS))], right=BANDS)
    assert (shown_lines(screen)[0].split(), capsys.readouterr().err) == (["locale", *BANDS], "")


def test_a_table_says_which_columns_stay_longest(terminal: Terminal) -> None:
    screen = terminal(40)
    output.table(("locale", *BANDS), [("pt-BR", *["1,234,567"] * len(BANDS))], right=BANDS, first=("new", "100"))
    assert shown_lines(screen)[0].split() == ["locale", "100", "new"]


def test_a_path_in_the_first_column_keeps_its_end_and_a_name_its_beginning(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(KEY, "1,234,567"), ("配送料と手数料についてのご案内をご覧ください", "1")]
    screen = terminal(40)
    output.table(("document", "words"), rows, right=("words",))
    _, _, path, name = shown_lines(screen)
    assert path.split() == [f"…{KEY[-26:]}", "1,234,567"]
    assert name.split() == ["配送料と手数料についてのご…", "1"]
    assert max(map(cell_len, (path.rstrip(), name.rstrip()))) <= 40
    assert "No room for parts of document: 75 columns show all" in capsys.readouterr().err


def test_a_terminal_without_any_power_is_as_wide_as_somebody_says(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = terminal(120)
    monkeypatch.setenv("TERM", "dumb")
    output.table(("locale", *BANDS), [("pt-BR", *["1,234,567"] * len(BANDS))], right=BANDS, styles=["red"])
    assert screen.getvalue().splitlines()[0].split() == ["locale", *BANDS]
    assert "\x1b" not in screen.getvalue()


@pytest.mark.parametrize("below", ["why", ""], ids=["text below", "all in columns"])
def test_a_key_that_is_too_wide_goes_on_in_the_next_line(terminal: Terminal, below: str) -> None:
    screen = terminal(50)
    output.table(("words", "segment", "why"), [("12", KEY, "It waits.")], right=("words",), below=below, wraps=("why",))
    lines = [line.strip() for line in shown_lines(screen)]
    assert max(map(len, lines)) <= 50
    text = "".join(lines)
    assert KEY in text
    assert "It waits." in text


def test_a_key_that_fits_a_line_without_its_name_is_not_parted(terminal: Terminal) -> None:
    screen = terminal(70)
    output.table(("words", "segment"), [("12", KEY)], right=("words",))
    assert [line.strip() for line in shown_lines(screen)] == ["words", "12", "segment:", KEY]


def test_what_fits_stays_on_the_line_and_the_last_texts_give_way_first(terminal: Terminal) -> None:
    screen = terminal(80)
    columns = ("handoff", "locale", "files", "segments", "words", "due", "assignee", "folder")
    row = ("2026-11-30-es-1-244n7", "es", "1", "1", "7", "2026-12-05", "Ana", "handoffs/2026-11-30-es-1-244n7")
    output.table(columns, [row, (*row[:6], "", row[7])], right=("files", "segments", "words"))
    lines = shown_lines(screen)
    assert lines[0].split() == list(columns[:7])
    assert lines[1].split() == list(row[:7])
    assert [line.strip() for line in lines[2::2]] == [f"folder: {row[7]}"] * 2
    assert max(cell_len(line.rstrip()) for line in lines) <= 80


def test_signs_of_two_columns_are_measured_by_the_width_they_take(terminal: Terminal) -> None:
    screen = terminal(40)
    output.table(("words", "segment"), [("1,234", "配送料と手数料についてのご案内をご覧ください")], right=("words",))
    lines = shown_lines(screen)
    assert max(map(cell_len, lines)) <= 40
    assert "".join(line.strip() for line in lines).endswith("配送料と手数料についてのご案内をご覧ください")


@pytest.mark.parametrize("right", [(), ("words",)], ids=["left", "right"])
def test_nothing_is_cut_where_no_terminal_is(capsys: pytest.CaptureFixture[str], right: tuple[str, ...]) -> None:
    output.table(("words", "segment"), [("12", KEY * 3)], right=right)
    assert capsys.readouterr().out == f"words  segment\n{'   12' if right else '12   '}  {KEY * 3}\n"


@pytest.mark.parametrize("columns", [120, 80, 40])
@pytest.mark.parametrize("below", ["summary", ""], ids=["text below", "all in columns"])
def test_what_somebody_types_again_is_never_cut(terminal: Terminal, columns: int, below: str) -> None:
    screen = terminal(columns)
    row = ("2026-11-29.41", "sync", "done", "12", "1,234", "collect: 208 documents in 3 locales")
    names = ("run", "what", "status", "files", "targets", "summary")
    output.table(names, [row], right=("files", "targets"), below=below)
    assert any("2026-11-29.41" in line for line in shown_lines(screen))


@pytest.mark.parametrize("columns", [60, 40, 20, 9])
def test_no_column_is_left_out_unsaid(terminal: Terminal, columns: int, capsys: pytest.CaptureFixture[str]) -> None:
    screen = terminal(columns)
    numbers = [f"{number * 1_111_111:,}" for number in range(1, len(BANDS) + 1)]
    output.table(("locale", *BANDS), [("pt-BR", *numbers)], right=BANDS)
    lines, said = shown_lines(screen), capsys.readouterr().err
    shown = [band for band, number in zip(BANDS, numbers, strict=True) if number in lines[-1]]
    hidden = [band for band in BANDS if band not in shown]
    assert all(band in said for band in hidden[:4])
    assert max(map(len, (line.rstrip() for line in lines))) <= columns
    assert lines[-1].split() == ["pt-BR", *numbers[: len(shown)]]


PARTS = [
    ("", "Customers see nothing."),
    ("do", f"Have it done: `locmem export {KEY} --locale es`, then wait."),
    ("why", "it is so; " * 30),
]


@pytest.mark.parametrize("columns", [200, 80, 40])
def test_a_block_is_wrapped_to_the_terminal_and_a_command_stays_whole(terminal: Terminal, columns: int) -> None:
    screen = terminal(columns)
    output.block("1  ES/es/articles/a.md", PARTS)
    lines = shown_lines(screen)
    assert lines[0] == "1  ES/es/articles/a.md"
    assert [line[:7].strip() for line in lines[1:] if line[:7].strip()] == ["do", "why"]
    command = f"`locmem export {KEY} --locale es`"
    assert any(command in line for line in lines)
    assert max(cell_len(line) for line in lines if command not in line) <= columns
    assert all(cell_len(line) <= columns or line.split(command)[0].strip() == "" for line in lines)
    assert " ".join(" ".join(lines).split()).endswith(("it is so; " * 30).strip())


def test_the_head_of_a_block_is_wrapped_too(terminal: Terminal) -> None:
    screen = terminal(50)
    output.block(f"1  {KEY[:40]}  (12 words, 1,234,567 views)", [("", "It waits.")], "red")
    assert shown_lines(screen) == [f"1 {KEY[:40]} (12", "words, 1,234,567 views)", "    It waits."]


def test_what_is_piped_is_as_wide_as_an_old_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.block("head", [*PARTS, ("long", "配送料" * 60)])
    lines = capsys.readouterr().out.splitlines()
    assert 60 < max(cell_len(line) for line in lines if KEY not in line and "配" not in line) <= 80
    assert "配送料" * 60 in "".join(lines)


def test_what_stands_under_a_row_is_no_wider_than_the_terminal(terminal: Terminal) -> None:
    columns = ("market", "fact", "kind", "read on", "due", "days", "source")
    rows = [("DE", fact, "legal", "never", "now", "1", "s") for fact in ("consumer_rights.refund_deadline", "f" * 70)]
    screen = terminal(80)
    output.table(columns, rows, right=("days",), below="source")
    assert max(len(line) for line in shown_lines(screen) if "fff" not in line) <= 80


def test_an_entry_is_a_line_where_it_fits_and_a_block_where_it_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    output.entry("lxml  ok", [("", "6.1.3")])
    output.entry("engine  ok", [("", "word " * 30)])
    output.entry("git  look", [("", "no driver"), ("do", "Run `locmem init --git`.")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["lxml  ok  6.1.3", "engine  ok"]
    assert lines[-3:] == ["git  look", "      no driver", "  do  Run `locmem init --git`."]
    assert max(map(len, lines)) <= 80


def test_no_sign_of_a_text_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.block("head\x1b[31m", [("do\x1b", "a\x1b[2Jb")])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("columns", [80, 40])
def test_talk_is_wrapped_on_a_terminal_and_not_where_it_is_piped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int
) -> None:
    text = f"  Run `locmem export {KEY} --locale es` first, {'and then this, ' * 12}".rstrip()
    output.say(text)
    assert capsys.readouterr().err == f"{text}\n"
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    output.say(text)
    lines = screen.getvalue().splitlines()
    assert all(line.startswith("  ") for line in lines)
    assert f"`locmem export {KEY} --locale es`" in screen.getvalue()
    assert max(len(line) for line in lines if KEY not in line) <= columns
    assert " ".join(screen.getvalue().split()) == " ".join(text.split())


@pytest.mark.parametrize("columns", [80, 40])
def test_a_sentence_is_wrapped_on_a_terminal_alone(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], columns: int
) -> None:
    text = "No: 14 of 29 pages can be published, and 16 findings of the release gate block: 15 for translator."
    output.sentence(text)
    assert capsys.readouterr().out == f"{text}\n"
    screen = terminal(columns)
    output.sentence(text, "red")
    lines = shown_lines(screen)
    assert max(map(len, lines)) <= columns
    assert " ".join(lines) == text


def test_a_piped_table_has_a_line_a_row_whatever_columns_somebody_set(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = ("2", "pt-BR", KEY, "There is no translation and no draft of it. " * 3)
    monkeypatch.setenv("COLUMNS", "80")
    output.table(("prio", "locale", "segment", "why"), [row], below="why")
    _, line = capsys.readouterr().out.splitlines()
    assert line.split() == " ".join(row).split()
