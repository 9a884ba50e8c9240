"""PO in the charset its header declares: read strictly, never guessed."""

from __future__ import annotations

import pytest

from locmem.errors import InputErrors
from locmem.formats.po_charset import decode_po

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n\nmsgid "a"\nmsgstr "{}"\n'


@pytest.mark.parametrize(
    ("name", "codec", "text"),
    [
        ("UTF-8", "utf-8", "für"),
        ("utf8", "utf-8", "für"),
        ("CHARSET", "utf-8", "für"),
        ("US-ASCII", "utf-8", "für"),
        ("ISO-8859-1", "latin-1", "für"),
        ("iso-8859-15", "iso8859-15", "5 €"),
        ("windows-1252", "cp1252", "5 €"),
        ("CP1251", "cp1251", "да"),
        ("KOI8-R", "koi8-r", "да"),
        ("Shift_JIS", "shift_jis", "返品"),
        ("EUC-JP", "euc-jp", "返品"),
        ("GB18030", "gb18030", "退货"),
        ("Big5", "big5", "退貨"),
    ],
)
def test_a_file_is_read_in_the_charset_of_its_header(name: str, codec: str, text: str) -> None:
    written = HEADER.format(name, text)
    assert decode_po(written.encode(codec), "a.po") == written


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_start_counts_more_than_the_header(codec: str) -> None:
    written = HEADER.format("ISO-8859-1", "für")
    assert decode_po(written.encode(codec), "a.po") == written


def problem(data: bytes) -> str:
    with pytest.raises(InputErrors) as error:
        decode_po(data, "a.po")
    [found] = error.value.problems
    return str(found)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("ISO-8859-1", "für".encode(), "a.po:3: the header says charset=ISO-8859-1, but the text is UTF-8."),
        ("x-mac-roman", b"f\xfcr", "a.po:3: the charset x-mac-roman is not known. Save the file as UTF-8."),
        ("rot13", b"f\xfcr", "a.po:3: the charset rot13 is not known."),
        ("Shift_JIS", b"f\xff", "a.po:6: byte 0xff is not valid Shift_JIS, which the header declares."),
        ("ISO-8859-1", b"5 \x80", "a.po:6: byte 0x80 is no character of ISO-8859-1, which the header declares."),
        ("UTF-8", b"f\xfcr", "a.po:6"),
    ],
    ids=["it is UTF-8", "unknown", "no charset at all", "not valid", "it may be windows-1252", "not UTF-8"],
)
def test_what_does_not_fit_is_refused_with_its_line(name: str, data: bytes, expected: str) -> None:
    assert problem(HEADER.format(name, "@").encode().replace(b"@", data)).startswith(expected)


def test_a_charset_nobody_knows_is_no_matter_in_a_file_of_ascii() -> None:
    written = HEADER.format("x-mac-roman", "fur")
    assert decode_po(written.encode(), "a.po") == written


def test_what_a_translation_says_of_charsets_is_no_header() -> None:
    written = 'msgid "a"\nmsgstr "Content-Type: text/plain; charset=Shift_JIS für"\n'
    assert decode_po(written.encode(), "a.po") == written
