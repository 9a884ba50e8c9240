"""A file is what is in it, whatever it is called."""

from __future__ import annotations

import pytest

from locmem.exchange.kinds import Kind, kind_of

XLIFF = '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'
PO = '# by somebody\nmsgid ""\nmsgstr ""\n"Language: es\\n"\n'

CASES = {
    "xliff": (XLIFF.encode(), Kind.XLIFF),
    "xliff with another prefix": (
        b'<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.1">',
        Kind.XLIFF,
    ),
    "xliff after blanks and a comment": (b"\n\n<!-- a -->\n<xliff>", Kind.XLIFF),
    "xliff with a byte order mark": (XLIFF.encode("utf-8-sig"), Kind.XLIFF),
    "xliff in UTF-16": (XLIFF.encode("utf-16"), Kind.XLIFF),
    "xliff in UTF-16 without a mark": (XLIFF.encode("utf-16-le"), Kind.XLIFF),
    "po": (PO.encode(), Kind.PO),
    "po in UTF-16": (PO.encode("utf-16"), Kind.PO),
    "po in Latin-1": ('msgid "year"\nmsgstr "a\xf1o"\n'.encode("latin-1"), Kind.PO),
    "po with obsolete entries alone": (b'#~ msgid "a"\n#~ msgstr "b"\n', Kind.PO),
    "tmx": (b'<?xml version="1.0"?><tmx version="1.4"/>', Kind.XML),
    "a page": (b"<!DOCTYPE html><p>msgid</p>", Kind.XML),
    "words": (b"Please find attached what you asked for: msgid and more.", Kind.OTHER),
    "nothing": (b"", Kind.OTHER),
    "a picture": (b"\x89PNG\r\n\x1a\n", Kind.OTHER),
    "a sum": (b"1 < 2 and 3 > 2", Kind.OTHER),
}


@pytest.mark.parametrize(("data", "kind"), CASES.values(), ids=CASES)
def test_what_a_file_is(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
    assert kind.is_returned == (kind in (Kind.PO, Kind.XLIFF))
