"""The text of a PO file in the charset its header declares.

Older editors save PO in the charset of the language.  It is read strictly and never guessed: what does not fit is
refused with its place, and so is UTF-8 that says it is something else, because one of the two is wrong and half
of such files are damaged already (`fÃ¼r`).
"""

from __future__ import annotations

import re

from locmem.errors import Location, input_error
from locmem.textfile import decode

# Only these: a name from a file must not choose freely among Python's codecs, some of which decompress.
_NAMES = {
    "iso-8859-1 iso8859-1 latin1 latin-1 iso_8859-1": "iso8859-1",
    **{
        f"iso-8859-{n} iso8859-{n} iso_8859-{n}": f"iso8859-{n}"
        for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)
    },
    **{f"windows-{n} cp{n}": f"cp{n}" for n in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 874)},
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "koi8-t": "koi8-t",
    "shift_jis shift-jis sjis": "shift_jis",
    "cp932 windows-31j ms932": "cp932",
    "euc-jp": "euc-jp",
    "euc-kr": "euc-kr",
    "cp949 uhc": "cp949",
    "gb2312 euc-cn": "gb2312",
    "gbk cp936": "gbk",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
    "tis-620": "tis-620",
}
_CODECS = {name: codec for names, codec in _NAMES.items() for name in names.split()}
_UNICODE = frozenset({"charset", "utf-8", "utf8", "us-ascii", "ascii"})
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(rb"Content-Type:[^\n]*?charset\s*=\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_ENTRY = re.compile(rb"^[ \t]*msgid[ \t]+\"[^\"]|^[ \t]*msgctxt", re.MULTILINE)
_CONTROL = re.compile("[\x80-\x9f]")


def decode_po(data: bytes, path: str) -> str:
    """The text of a PO file, in UTF-8 or UTF-16 or in the 8-bit or East Asian charset that its header declares.

    Raises InputErrors, with the line, for bytes that do not fit, for an unknown charset where there is anything
    but ASCII, and for UTF-8 declared to be something else.
    """
    entry = _ENTRY.search(data)
    declared = _DECLARED.search(data, 0, entry.start() if entry else len(data))
    name = declared[1].decode("ascii") if declared else ""
    if not declared or name.lower() in _UNICODE or data.isascii() or data.startswith(_MARKS):
        return decode(data, path).text
    place = Location(path=path, line=data.count(b"\n", 0, declared.start()) + 1)
    if _is_utf8(data):
        fault = f"the header says charset={name}, but the text is UTF-8."
        raise input_error(
            place, fault, "Make sure that the letters with accents are right, then let the header say UTF-8."
        )
    codec = _CODECS.get(name.lower())
    if codec is None:
        raise input_error(place, f"the charset {name} is not known.", "Save the file as UTF-8.")
    try:
        # The bound on the size and the look for NUL are the same for every text.
        text = decode(data.decode(codec).encode(), path).text
    except UnicodeDecodeError as error:
        where = Location(path=path, line=data.count(b"\n", 0, error.start) + 1)
        fault = f"byte 0x{data[error.start]:02x} is not valid {name}, which the header declares."
        raise input_error(where, fault, "Save the file as UTF-8.") from None
    if control := _CONTROL.search(text):
        where = Location(path=path, line=text.count("\n", 0, control.start()) + 1)
        fault = f"byte 0x{ord(control[0]):02x} is no character of {name}, which the header declares."
        raise input_error(where, fault, "It may be windows-1252; save the file as UTF-8.")
    return text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
