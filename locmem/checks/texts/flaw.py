"""What is wrong with a text, and how a function that finds it becomes a check of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.checks.proving import may_be_mended
from locmem.checks.texts.text import Text, text_of
from locmem.content.source_findings import excerpt
from locmem.model.finding import Finding, Gate, Rewording, Severity
from locmem.model.wording import changed_part, shortened
from locmem.textfile import position


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that is wrong with a target.

    what: goes on where the target was named: `has the number 4, which its source has not`.
    is_inside: whether it tells instead what stands in the target: `“TODO” stands in place of a translation`.
    do: empty for what the check always advises.  severity: None for the worst that the check yields.
    word: the words of the target that are wrong, as they stand there; empty where something is missing.
    core: what of these words is wrong, where the others only tell where it stands; empty for all of them.
    at: where they begin in what readers see of the target; None where they stand in it once, as its catalog has it.
    better: what belongs in their place where only one thing can be meant, else None.
    """

    what: str
    do: str = ""
    severity: Severity | None = None
    word: str = ""
    core: str = ""
    at: int | None = None
    better: str | None = None
    is_inside: bool = False

    def mended(self, text: Text) -> str | None:
        """The target, as its catalog has it, as it would be without the flaw; None where that is not certain."""
        if self.better is None or not self.word:
            return None
        if self.at is not None:
            start, end, new = changed_part(self.word, self.better)
            return text.reworded(self.at + start, self.at + end, new)
        return text.native.replace(self.word, self.better) if text.native.count(self.word) == 1 else None


Find = Callable[[Text], Iterable[Flaw]]
"""A pure function from a text to what is wrong with it; its docstring says in a sentence what it looks for."""


_MOST = 200
"""Flaws of one sort in one text that are mended at once."""


def text_check(
    find: Find, *, name: str, family: str, severity: Severity, why: str, example: str, do: str, mends: str = ""
) -> Listed:
    """The check of the catalogue that asks `find` of every text customers may read; the rest as `Listed` has it."""

    def check(context: CheckContext) -> Iterator[Finding]:
        for pair, row, text in context.texts:
            for flaw in find(text):
                finding = _finding(name, severity, do, pair, row, text, flaw)
                yield replace(finding, mended=_without_flaws(find, pair, row, text)) if mends else finding

    check.__doc__ = find.__doc__
    return Listed(
        name=name,
        family=family,
        gate=Gate.RELEASE,
        severity=severity,
        check=check,
        why=why,
        example=example,
        do=do,
        mends=mends,
    )


def _without_flaws(find: Find, pair: Pair, row: Row, text: Text) -> Rewording | None:
    """The target without any flaw of one sort that can be mended; None where there is none, or where it may not be."""
    old = row.entry.target
    for _ in range(_MOST if may_be_mended(row.entry) else 0):
        better = next((target for flaw in find(text) if (target := flaw.mended(text)) is not None), None)
        if better is None:
            break
        row = row.holding(replace(row.entry, target=better))
        text = text_of(pair, row, text.follows)
    new = row.entry.target
    return Rewording(old=old, new=new) if new != old else None


_SHOWN = 60
"""Characters that a message shows of a target."""


def _shown(target: str, start: int, length: int) -> str:
    """The part of a target in which the flaw lies, from a word on, with every blank that stands there; its beginning
    where nothing tells."""
    if start < 0 or len(target) <= _SHOWN:
        return target.replace("\n", " ") if start >= 0 and length < len(target) else shortened(target, _SHOWN)
    first = 0 if start + length <= _SHOWN else max(0, start - max(0, _SHOWN - length) // 2)
    if first:
        first = target.rfind(" ", 0, first) + 1 if " " in target[max(0, first - _SHOWN // 3) : first] else first
    part = target[first : max(first + _SHOWN, min(start + length, first + 2 * _SHOWN))].replace("\n", " ")
    return f"{'…' if first else ''}{part.rstrip()}{'…' if first + len(part) < len(target) else ''}"


def _finding(name: str, severity: Severity, do: str, pair: Pair, row: Row, text: Text, flaw: Flaw) -> Finding:
    target = row.entry.target
    mended = flaw.mended(text)
    advice = f"Write “{shortened(mended, 80)}”." if mended is not None else flaw.do or do
    start = target.find(flaw.word) if flaw.word else -1
    wrong = flaw.core or flaw.word
    at = start + max(0, flaw.word.find(wrong)) if start >= 0 else -1
    if at < 0 and flaw.core and target.count(flaw.core) == 1:
        # Readers see a blank where the catalog has the end of a line among the words around.
        at = start = target.index(flaw.core)
    return Finding(
        check=name,
        gate=Gate.RELEASE,
        severity=flaw.severity or severity,
        location=entry_location(pair, row.entry),
        locale=pair.locale,
        what=f"{'in ' if flaw.is_inside else ''}“{_shown(target, start, len(flaw.word))}” {flaw.what}.",
        do=advice,
        excerpt=excerpt(target, *position(target, at), len(wrong)) if at >= 0 else "",
    )
