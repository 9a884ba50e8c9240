"""Strings of TOML read with their places, and written so that Python's own reader reads what was meant."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.toml_scalars import STRING, read_string, replaced_string

SPELLINGS = [
    '"plain"',
    '"a \\"b\\" \\u00e9 \\U0001F600 \\t"',
    '""',
    "'C:\\dir'",
    "''",
    '"""\none\ntwo"""',
    '"""one \\\n   two"""',
    '"""a"b""c"""""',
    "'''\nIt's 'x'\n'''",
    "''''quoted''''",
    '"""\r\na\r\nb\\\r\n  c"""',
    '"日本 語"',
]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def file_of(spelling: str) -> tuple[str, int, int]:
    head = "+++\nx = "
    return f"{head}{spelling}\n+++\n", len(head), len(head) + len(spelling)


def value_of(text: str) -> str:
    return str(tomllib.loads(text.split("+++")[1])["x"])


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_string_is_read_as_python_reads_it(spelling: str) -> None:
    text, start, end = file_of(spelling)
    scalar = read_string(text, start, end)
    assert scalar.view.text == value_of(text)
    assert len(scalar.view.origins) == len(scalar.view.text) + 1
    assert list(scalar.view.origins) == sorted(set(scalar.view.origins))
    assert replaced_string(text, scalar, []) == spelling


@given(st.sampled_from(SPELLINGS), ANY, st.data())
def test_what_is_written_is_read_again(spelling: str, new: str, data: st.DataObject) -> None:
    text, start, end = file_of(spelling)
    scalar = read_string(text, start, end)
    old = scalar.view.text
    first = data.draw(st.integers(0, len(old)))
    last = data.draw(st.integers(first, len(old)))
    written = replaced_string(text, scalar, [(first, last, new)])
    # Python's reader makes one line end of two characters.
    wanted = (
        (old[:first] + new + old[last:]).replace("\r\n", "\n") if "\r\n" in spelling else old[:first] + new + old[last:]
    )
    assert tomllib.loads(f"x = {written}")["x"] == wanted
    assert STRING.fullmatch(written)


@pytest.mark.parametrize(
    ("spelling", "new", "written"),
    [
        ("'one'", "zwei", "'zwei'"),
        ("'one'", "it's", '"it\'s"'),
        ("'''one'''", "it's", "'''it's'''"),
        ("'''one'''", "a'''b", "\"a'''b\""),
        ('"one"', 'a "b" \\', '"a \\"b\\" \\\\"'),
        ('"""one"""', "a\nb", '"""a\nb"""'),
        ('"""one"""', "\na", '"\\na"'),
        ('"one"', "a\nb", '"a\\nb"'),
        ("'one'", "a\x00", '"a\\u0000"'),
    ],
)
def test_the_quotes_stay_where_they_can_hold_the_text(spelling: str, new: str, written: str) -> None:
    text, start, end = file_of(spelling)
    assert replaced_string(text, read_string(text, start, end), [(0, 3, new)]) == written


@pytest.mark.parametrize("spelling", ["plain", '"\\q"', '"a', "'a\nb'", '"""a""'])
def test_what_is_no_string_is_refused(spelling: str) -> None:
    with pytest.raises(ValueError, match=r"TOML|escape"):
        read_string(*file_of(spelling))


def test_elsewhere_it_is_yaml() -> None:
    text = "x: 'it''s'\n"
    assert read_string(text, 3, 10).view.text == "it's"
    assert replaced_string(text, read_string(text, 3, 10), [(0, 2, "that")]) == "'that''s'"
