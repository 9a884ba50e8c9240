"""Characters that nobody sees but that steer: spelled out for people, escaped for programs.

A control character moves a terminal's cursor or rewrites its title; a direction mark shows a text in another order
than it is read by a program (Unicode Standard Annex 9; CVE-2021-42574); a character without width hides in a name.
"""

from __future__ import annotations

import json
import re
from typing import Any

_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, delete, C1
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff"
)
_IN_TEXT = re.compile(f"[{_HIDDEN}]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WITHOUT_CONTROLS = re.compile(f"(?![\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff])[{_HIDDEN}]")


def visible(text: str) -> str:
    r"""The text as a terminal may get it: what is hidden is spelled `\x1b` or `\u202e`, and `\r\n` is a line feed.

    Tabs and line feeds stay.  The joiners of Persian, of Indic scripts and of joined emoji are spelled out, too: here
    they cannot be told from those that hide something.
    """
    return _IN_TEXT.sub(_spelled, text.replace("\r\n", "\n"))


def json_text(value: Any, *, indent: int | None = 2) -> str:
    """`value` as JSON that may be shown anywhere: what is hidden stands there as `\\uXXXX`, all else as it is.

    indent: blanks by which what is inside stands further right; None for one line.

    Any reader of JSON gives the same value back.  Raises TypeError for what JSON has no form for.
    """
    return _IN_TEXT.sub(_as_json, json.dumps(value, ensure_ascii=False, indent=indent))


def as_markup(text: str) -> str:
    """HTML or Markdown with what is hidden in it as character references; controls, which have none, as `visible`."""
    return visible(_WITHOUT_CONTROLS.sub(lambda found: f"&#x{ord(found[0]):x};", text))


def xml_text(text: str) -> str:
    """XML whose names are plain, with what is hidden in its texts and values as character references."""
    return _IN_TEXT.sub(lambda found: f"&#x{ord(found[0]):x};", text)


def for_xml(text: str) -> str:
    """The text with U+FFFD in the place of every character that XML 1.0 has no way to write."""
    return _NOT_XML.sub("\ufffd", text)


def spelled_for_xml(text: str) -> str:
    """The text with every character that XML 1.0 has no way to write spelled as `\\x01`, for people."""
    return _NOT_XML.sub(_spelled, text)


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _as_json(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
