"""Liquid that is broken, mixes owners, or says what no page can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags
from locmem.inline.liquid import Owner
from locmem.model.finding import Finding, Gate, Severity
from locmem.render.liquid import TagError, read_tag

SYNTAX = "liquid-syntax"
TAG = "liquid-tag"

_ADVICE = (
    ("one tag reads our facts", "Use two tags: one for market and company, one for the help desk."),
    ("is evaluated by", "Put the two conditions into blocks of their own."),
    ("is not Liquid", "Nothing, if another program reads it; otherwise write it as Liquid."),
    ("closes nothing", "Remove it, or add the tag it should close."),
    ("stands outside", "Move it into its block, or remove it."),
    ("is not closed", "Close it."),
)


def broken_liquid(context: CheckContext) -> Iterator[Finding]:
    """Liquid tags that are not closed or balanced, or that mix our facts with the help desk's values."""
    for source in context.workspace.sources:
        for finding in source.document.findings:
            if finding.check == SYNTAX:
                do = finding.do or next((do for part, do in _ADVICE if part in finding.what), "Mend the tag.")
                location = replace(finding.location, path=source.file)
                yield replace(finding, location=location, do=do, what=_sentence(finding.what))


def unusable_tags(context: CheckContext) -> Iterator[Finding]:
    """Tags that read facts, but use tags, filters or expressions that pages do not know."""
    for source in context.workspace.sources:
        broken = {
            finding.location.line for finding in source.document.findings
            if finding.check == SYNTAX and finding.severity is Severity.ERROR
        }  # fmt: skip
        for tag, spot in our_tags(source):
            if tag.owner is not Owner.OURS or spot.location.line in broken:
                continue
            try:
                read_tag(tag)
            except TagError as error:
                yield Finding(
                    check=TAG, gate=Gate.CHANGE, severity=Severity.ERROR, location=spot.location,
                    what=f"`{tag.text}`: {error.what}", do=error.do, excerpt=spot.excerpt,
                )  # fmt: skip


def _sentence(what: str) -> str:
    return what if what.endswith(".") else f"{what}."
