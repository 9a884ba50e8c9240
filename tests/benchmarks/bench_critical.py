"""Critical differences: how many of the labelled pairs are told right."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from locmem.inline.protect import parse
from locmem.memory.critical import critical_differences
from locmem.memory.difference import difference
from locmem.memory.placeables import PlaceableKind, placeables
from locmem.model.inline import Inline, Syntax
from locmem.model.match import Change
from tests.benchmarks.intervals import mean
from tests.benchmarks.rows import Row

NAME = "Critical differences"
_FOLDER = Path(__file__).with_name("critical")
_NEGATION = re.compile(r"\b(?:no|not|never|none|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_MARKS = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.CAME: "{{+{}+}}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """A new source, the one a translation was made for, and what a person said of the two."""

    new: Inline
    old: Inline
    is_critical: bool
    kind: str
    origin: str

    def __str__(self) -> str:
        pieces = difference(self.old.native, self.new.native, "en")
        return "".join(_MARKS[piece.change].format(piece.text) for piece in pieces)


def pairs(half: str) -> tuple[JudgedPair, ...]:
    """The pairs of `development` or `test`."""
    with (_FOLDER / f"{half}.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("# "))
        return tuple(
            JudgedPair(
                new=parse(row["source"], Syntax.MARKDOWN),
                old=parse(row["old source"], Syntax.MARKDOWN),
                is_critical=row["label"] == "critical",
                kind=row["type"],
                origin=row["origin"],
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def measure(quick: bool) -> Iterator[Row]:
    """Rows for both halves and both rules; then every miss of the test half, and what was marked in vain."""
    frozen = re.findall(r"# frozen: (.+)", (_FOLDER / "test.tsv").read_text(encoding="utf-8"))
    for batch, value in enumerate(frozen, 1):
        yield Row(
            what=f"test half, batch {batch}, rules as frozen before it was labelled",
            value=value,
            goal="95 %, at most 10 %",
            note="the rows below are those of today's rules, made knowing what had been missed",
        )
    for half in ("test", "development"):
        found = pairs(half)
        yield from _rates(f"{half} half", found, is_marked, goals=("95 %", "at most 10 %"))
        if half == "test":
            own = tuple(pair for pair in found if pair.origin.startswith("own"))
            yield from _rates("test half, support texts only", own, is_marked)
        yield from _rates(f"{half} half, plain rule: number, code or negation differs", found, is_plainly_other)
    test = pairs("test")
    for pair in test:
        if pair.is_critical and not is_marked(pair):
            yield Row(what="missed", value=pair.kind, note=str(pair))
    if not quick:
        for pair in test:
            if not pair.is_critical and is_marked(pair):
                yield Row(what="marked in vain", value="-", note=str(pair))


def _rates(
    what: str, found: tuple[JudgedPair, ...], rule: Callable[[JudgedPair], bool], goals: tuple[str, str] = ("", "")
) -> Iterator[Row]:
    for is_critical, name, goal in ((True, "recall", goals[0]), (False, "false alarms", goals[1])):
        marked = [100.0 * rule(pair) for pair in found if pair.is_critical is is_critical]
        yield Row(what=f"{what}: {name}", value=f"{mean(marked)} %", goal=goal, note=f"{len(marked)} pairs")


def is_marked(pair: JudgedPair) -> bool:
    """Whether locmem marks the pair."""
    return bool(critical_differences(pair.new, pair.old, pair.old, "en"))


def is_plainly_other(pair: JudgedPair) -> bool:
    """The rule of thumb: numbers, codes or the count of negations differ."""
    return _plainly(pair.new) != _plainly(pair.old)


def _plainly(content: Inline) -> tuple[Counter[str], Counter[str], int]:
    numbers = (found.text for found in placeables(content) if found.kind is PlaceableKind.NUMBER)
    codes = (code.identity for code in content.codes)
    return Counter(numbers), Counter(codes), len(_NEGATION.findall(content.text))
