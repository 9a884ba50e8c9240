"""The closed list of kinds of files that pages may bring along, and whether a file is what its ending says.

A browser that gets a page under the name of a picture may show it as a page.  So every kind with a known beginning
must begin so; texts must be text and no markup; SVG must be only a picture (`locmem.render.svg`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from locmem.model.settings import ASSET_ENDINGS
from locmem.render.assets import Verdict
from locmem.render.svg import svg_verdict

MAX_BYTES = 20_000_000
"""Larger files are not copied: a page that needs one links to where it lies."""

_MARKUP = re.compile(rb"\s*(?:<[!?/A-Za-z]|%!PS)")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def ending_of(path: str) -> str:
    """The ending of a file's name in lower case, without its dot; empty for none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name[1:] else ""


def kind_verdict(path: str, data: bytes) -> Verdict:
    """Why a file must not stand beside a page, judged from its bytes, and what to do; nothing where it may.

    path: its ending says what it must be.  Raises KeyError for an ending that is not in the list.
    """
    if not data:
        return Verdict(why="it is empty", do="Put the file there anew, or take out what leads to it.")
    if len(data) > MAX_BYTES:
        return too_large(len(data))
    ending = ending_of(path)
    if ending == "svg":
        return svg_verdict(data, path)
    if _BEGINNINGS[ending](data):
        return Verdict()
    do = "Put the file there that its name says, or one of another kind."
    return Verdict(why=f"its bytes are no {ending.upper()}", do=do)


def too_large(size: int) -> Verdict:
    """What is said of a file of more than `MAX_BYTES`."""
    do = "Make it smaller, or link to where it lies."
    return Verdict(why=f"it has {size:,} bytes; the most is {MAX_BYTES:,}", do=do)


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(b"RIFF") and data[8:12] == kind


def _boxes(*brands: bytes) -> Callable[[bytes], bool]:
    """The files of ISO 14496-12, told apart by their brand; any where none is named."""
    return lambda data: data[4:8] == b"ftyp" and (not brands or data[8:12] in brands)


def _is_mp3(data: bytes) -> bool:
    return data.startswith(b"ID3") or (data[:1] == b"\xff" and len(data) > 1 and data[1] & 0xE6 == 0xE2)


def _is_text(data: bytes) -> bool:
    mark = next((one for one in _MARKS if data.startswith(one)), b"")
    try:
        text = data.decode("utf-16" if mark in _MARKS[1:] else "utf-8")
    except UnicodeDecodeError:
        # An 8-bit text of older days: nothing in it may steer.
        text = data.decode("latin-1")
    if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text):
        return False
    return not _MARKUP.match(text.lstrip("\ufeff").encode())


_ZIP = _begins(b"PK\x03\x04")
_OLE = _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

_BEGINNINGS: Mapping[str, Callable[[bytes], bool]] = {
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "jpeg": _begins(b"\xff\xd8\xff"),
    "gif": _begins(b"GIF87a", b"GIF89a"),
    "webp": _riff(b"WEBP"),
    "avif": _boxes(b"avif", b"avis", b"mif1", b"msf1"),
    "svg": _begins(b"<"),
    "ico": _begins(b"\0\0\1\0"),
    "pdf": _begins(b"%PDF-"),
    "mp4": _boxes(),
    "webm": _begins(b"\x1aE\xdf\xa3"),
    "mp3": _is_mp3,
    "ogg": _begins(b"OggS"),
    "wav": _riff(b"WAVE"),
    "vtt": _begins(b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    "zip": _ZIP,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "odp": _ZIP,
    "doc": _OLE,
    "xls": _OLE,
    "ppt": _OLE,
    "csv": _is_text,
    "txt": _is_text,
    "ics": _begins(b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
}
assert {*_BEGINNINGS} == {*ASSET_ENDINGS}
