"""What Trados Studio, memoQ and Phrase say of a text in namespaces of their own, and what is believed of it."""

from __future__ import annotations

import pytest

from locmem.exchange.claims import Claim, xliff_claim
from locmem.formats import xliff12

FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"
 xmlns:mq="MQXliff" xmlns:m="http://www.memsource.com/mxlf/2.0"
><file original="a.md" source-language="en" target-language="es" datatype="plaintext"><body>
<trans-unit id="1" {attributes}><source>The link works two times.</source><target {state}>{target}</target>{rest}
</trans-unit></body></file></xliff>
"""
CUT = '<mrk mtype="seg" mid="1">El enlace funciona</mrk> <mrk mtype="seg" mid="2">dos veces.</mrk>'


def said(attributes: str = "", rest: str = "", *, target: str = "Uno", state: str = "") -> tuple[Claim, str]:
    data = FILE.format(attributes=attributes, rest=rest, target=target, state=state).encode()
    (file,) = xliff12.read(data, "a.xlf")
    return xliff_claim(file.units[0])


def trados(*confs: str) -> str:
    """The definitions of as many segments; an empty one says nothing."""
    said_of = {conf: f'conf="{conf}" ' if conf else "" for conf in confs}
    segments = (f'<sdl:seg id="{number}" {said_of[conf]}percent="100"/>' for number, conf in enumerate(confs, 1))
    return f"<sdl:seg-defs>{''.join(segments)}</sdl:seg-defs>"


@pytest.mark.parametrize(
    ("rest", "attributes", "claim"),
    [
        (trados("Translated"), "", Claim.TRANSLATED),
        (trados("ApprovedTranslation"), "", Claim.REVIEWED),
        (trados("ApprovedSignOff"), "", Claim.REVIEWED),
        ("", 'mq:status="ManuallyConfirmed"', Claim.TRANSLATED),
        ("", 'mq:status="Proofread"', Claim.REVIEWED),
        ("", 'm:confirmed="1" m:locked="false" m:level-edited="true"', Claim.TRANSLATED),
    ],
)
def test_what_a_tool_says_is_confirmed_is_as_confirmed_as_it_says(rest: str, attributes: str, claim: Claim) -> None:
    assert said(attributes, rest) == (claim, "")


@pytest.mark.parametrize(
    ("rest", "attributes", "reason"),
    [
        (trados("Draft"), "", "its tool says “Draft”"),
        (trados("RejectedTranslation"), "", "its tool says “RejectedTranslation”"),
        (trados("RejectedSignOff"), "", "its tool says “RejectedSignOff”"),
        (trados(""), "", "its tool names no confirmation"),
        ("", 'mq:status="PartiallyEdited"', "its tool says “PartiallyEdited”"),
        ("", 'mq:status="Pretranslated"', "its tool says “Pretranslated”"),
        ("", 'mq:status="WhatNobodyKnows"', "its tool says “WhatNobodyKnows”"),
        ("", 'mq:segmentguid="0"', "its tool names no confirmation"),
        ("", 'm:confirmed="0"', "its tool names no confirmation"),
        ("", 'm:para-id="4"', "its tool names no confirmation"),
    ],
)
@pytest.mark.parametrize("state", ["", 'state="translated"', 'state="final"'])
def test_what_no_person_finished_confirms_nothing_whatever_else_the_file_says(
    rest: str, attributes: str, reason: str, state: str
) -> None:
    assert said(f'{attributes} approved="yes"', rest, state=state) == (Claim.DRAFT, reason)


@pytest.mark.parametrize(
    ("confs", "claim", "reason"),
    [
        (("ApprovedSignOff", "Translated"), Claim.TRANSLATED, ""),
        (("ApprovedSignOff", "ApprovedTranslation"), Claim.REVIEWED, ""),
        (("Translated", "Draft"), Claim.DRAFT, "its tool says “Draft” of its segment 2"),
        (("Translated", ""), Claim.DRAFT, "its tool names no confirmation of its segment 2"),
        (("Translated",), Claim.DRAFT, "its tool names no confirmation of its segment 2"),
    ],
)
def test_of_several_segments_the_weakest_counts(confs: tuple[str, ...], claim: Claim, reason: str) -> None:
    assert said(rest=trados(*confs), target=CUT) == (claim, reason)


def test_a_state_of_the_standard_that_is_weaker_counts_more() -> None:
    approved = trados("ApprovedSignOff")
    assert said(rest=approved, state='state="translated"') == (Claim.TRANSLATED, "")
    assert said(rest=approved, state='state="needs-review-translation"')[0] is Claim.DRAFT
