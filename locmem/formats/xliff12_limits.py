"""How long the target of an XLIFF 1.2 unit may be: `maxwidth`, in the measure that `size-unit` names.

The standard has pixels, bytes and sizes of type besides characters, and pixels where no unit is named.  Only characters
can be counted without knowing how a text is drawn, so only those are read and written.
"""

from __future__ import annotations

from locmem.xmlfile import Element

_WIDTH, _UNIT = "maxwidth", "size-unit"
_CHARACTERS = "char"


def read_limit(element: Element) -> int:
    """The characters that the target of a unit may have; 0 where the file limits none, or in another measure."""
    width = element.get(_WIDTH) or ""
    return int(width) if element.get(_UNIT) == _CHARACTERS and width.isascii() and width.isdigit() else 0


def write_limit(element: Element, most: int) -> None:
    """Say how many characters the target of a unit may have; nothing for 0."""
    if most:
        element.set(_WIDTH, str(most))
        element.set(_UNIT, _CHARACTERS)
