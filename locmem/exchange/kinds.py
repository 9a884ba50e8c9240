"""What a file that came back is, by what is in it and not by its name."""

from __future__ import annotations

import codecs
import re
from enum import Enum

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEGINNING = 1 << 16
_PO = re.compile(r"^[^\S\n]*(?:#~[^\S\n]*)?msgid[^\S\n]+\"", re.MULTILINE)
_XLIFF = re.compile(r"<(?:[\w.-]+:)?xliff[\s>]")
_TAG = re.compile(r"<(?:[?!]|[\w.-]+[\s:>/])")


class Kind(Enum):
    """Kinds of files: those that come back, other XML, and anything else."""

    PO = "po"
    XLIFF = "xliff"
    XML = "xml"
    OTHER = "other"

    @property
    def is_returned(self) -> bool:
        """Whether a translator may have sent it back."""
        return self in (Kind.PO, Kind.XLIFF)


def kind_of(data: bytes) -> Kind:
    """What a file is, by its first 64 KB; they may be in any encoding of which a byte order mark tells, or ASCII."""
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "latin-1"))
    head = data[len(mark) : _BEGINNING]
    if not mark and head[1:2] == b"\0":
        encoding = "utf-16-le"
    text = head.decode(encoding, "replace").lstrip()
    if _TAG.match(text):
        return Kind.XLIFF if _XLIFF.search(text) else Kind.XML
    return Kind.PO if _PO.search(text) else Kind.OTHER
