"""What a terminal gives as text, and what of it a translation can hold."""

from __future__ import annotations

import re

from locmem.model.visible import visible

_BYTES = re.compile("[\udc80-\udcff]+")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls other than tab and line ends, halves of characters, and what is none: no catalog is written with them."""


def given_text(text: str) -> tuple[str, str]:
    """What was typed or pasted, as far as a text can hold it, and a word on what became of the rest; empty for none.

    Bytes that are not UTF-8 are read as Windows-1252, which most of such texts are.  Every other character stays, also
    one that nobody sees: no-break spaces, joiners, direction marks.
    """
    told = []
    read = _BYTES.sub(_read, text)
    if read != text:
        told.append("Some of it was not UTF-8 and was read as Windows-1252: look whether it is right.")
    kept = _NO_TEXT.sub("", read)
    if kept != read:
        gone = dict.fromkeys(_NO_TEXT.findall(read))
        told.append(f"Left out, as no text can hold it: {' '.join(map(visible, gone))}.")
    return kept, " ".join(told)


def _read(found: re.Match[str]) -> str:
    return found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
