"""What stands in a unit that is not finished, whatever its state says."""

from __future__ import annotations

import pytest

from locmem.exchange.claims import Claim, xliff_claim
from locmem.formats import xliff12

FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.md" source-language="en" target-language="es" datatype="plaintext"><body>
<trans-unit id="1" approved="yes"><source>The link works two times.</source>{rest}</trans-unit>
</body></file></xliff>
"""

CUT = '<seg-source><mrk mtype="seg" mid="1">The link works</mrk> <mrk mtype="seg" mid="2">two times.</mrk></seg-source>'


def segments(*texts: str) -> str:
    marks = " ".join(f'<mrk mtype="seg" mid="{number}">{text}</mrk>' for number, text in enumerate(texts, 1))
    return f'{CUT}<target state="translated">{marks}</target>'


def said(rest: str) -> tuple[Claim, str]:
    (file,) = xliff12.read(FILE.format(rest=rest).encode(), "a.xlf")
    return xliff_claim(file.units[0])


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        (segments("El enlace"), "segment 2, “two times.”, has no translation"),
        (segments("El enlace", ""), "segment 2, “two times.”, has no translation"),
        (segments("El enlace", "two times."), "segment 2, “two times.”, is still the source"),
        ("<target>Uno</target><target>Otro</target>", "more than one target, the second “Otro”"),
        ('<target>Uno <mrk mtype="x-sdl-deleted">dos</mrk></target>', "“dos”, a deletion that nobody accepted"),
    ],
)
def test_a_unit_that_is_not_finished_claims_nothing_more(rest: str, reason: str) -> None:
    claim, doubt = said(rest)
    assert claim is Claim.DRAFT
    assert reason in doubt


@pytest.mark.parametrize(
    "rest",
    [
        segments("El enlace funciona", "dos veces."),
        # What is its source all through is no less finished for being cut into segments: intake looks at copies.
        segments("The link works", "two times."),
        '<seg-source><mrk mtype="seg" mid="1">The link works two times.</mrk></seg-source>'
        '<target state="final"><mrk mtype="seg" mid="1">The link works two times.</mrk></target>',
        "<target>Uno</target><alt-trans><target>Otro</target></alt-trans>",
        '<target>Uno <mrk mtype="x-sdl-added">dos</mrk></target>',
    ],
)
def test_a_finished_unit_is_believed(rest: str) -> None:
    assert said(rest) == (Claim.REVIEWED, "")
