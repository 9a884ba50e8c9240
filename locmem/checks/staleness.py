"""Translations whose source has changed since somebody confirmed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from difflib import SequenceMatcher

from locmem.catalogs.pairs import Pair
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import segment_location
from locmem.inline.protect import display
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.segment import Segment
from locmem.model.translation import CatalogEntry
from locmem.model.wording import shortened

STALE = "stale"

_WORDS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[^\W_]+(?:['’.,][^\W_]+)*|\S")
_MOST = 3
"""Changes that are told one by one; beyond that the sentence counts as rewritten."""


def stale_translations(context: CheckContext) -> Iterator[Finding]:
    """Confirmed translations made for an earlier source: warnings in their days of grace, errors after."""
    for pair in context.pairs():
        grace = context.policy(pair.source).grace_days
        for row in pair.rows:
            segment, entry = row.segment, row.entry
            if entry.stale_since is None:
                continue
            last = entry.stale_since + timedelta(days=grace)
            is_late = context.day >= last
            key = pair.key(entry)
            do = (
                f"Translate it anew, or run `locmem accept {key} --locale {pair.locale} --reason …` if the "
                "translation still holds."
            )
            if entry.proposal:
                do = do.removesuffix(".") + ", with `--proposed` if what the catalog proposes is right."
            if entry.inherited:
                do = f"It is the wording of {entry.inherited}: bring it up to date there."
            within = "" if is_late else f" It may ship until {last - timedelta(days=1)}."
            yield Finding(
                check=STALE,
                gate=Gate.RELEASE,
                severity=Severity.ERROR if is_late else Severity.WARNING,
                location=segment_location(pair.source, segment, key),
                locale=pair.locale,
                what=f"the {pair.locale} text has been stale since {entry.stale_since}: "
                f"{_story(pair, segment, entry)}.{within}",
                do=do,
            )


def _story(pair: Pair, segment: Segment, entry: CatalogEntry) -> str:
    if not entry.previous_source:
        told = changes(entry.over, entry.base) or f"it reads “{shortened(entry.base, 80)}” now"
        return f"the wording of {pair.variant_of} that it departs from changed: {told}"
    told = changes(entry.previous_source, entry.source)
    before = shortened(entry.previous_source, 80)
    if told:
        return f"in “{before}” {told}"
    return f"“{before}” was rewritten as “{display(segment.content)}”"


def changes(before: str, after: str) -> str:
    """The words that changed, such as `“14” became “30”`; empty where the sentence is a new one."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    told: list[str] = []
    steps = [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]
    for _, start, end, begin, stop in steps:
        gone, come = " ".join(old[start:end]), " ".join(new[begin:stop])
        if gone and come:
            told.append(f"“{shortened(gone, 40)}” became “{shortened(come, 40)}”")
        elif gone:
            told.append(f"“{shortened(gone, 40)}” was removed")
        else:
            told.append(f"“{shortened(come, 40)}” was added")
    changed = sum(max(end - start, stop - begin) for _, start, end, begin, stop in steps)
    if not told or len(told) > _MOST or changed * 2 > max(len(old), len(new)):
        return ""
    return ", ".join(told)


CHECKS = (
    Listed(
        name=STALE,
        family="staleness",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=stale_translations,
        why="The source says something new, and the translation still says the old.",
        example="Tienes 14 días, where the source now says 30",
        do="Translate it anew, or accept it with `locmem accept`.",
    ),
)
