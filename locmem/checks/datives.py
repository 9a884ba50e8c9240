"""German after a preposition that wants the dative: `innerhalb von 14 Tagen`, typed or printed from a fact.

A fact is printed in the dative by `duration: "dative"`.  *bis zu* and *ab* may stand with another case, and a noun
behind the time may be what the preposition governs (`mit 14 Tage Rückgaberecht`): nothing is said of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import row_finding
from locmem.checks.proving import may_be_mended
from locmem.model.fact import FactType
from locmem.model.finding import Finding, Gate, Rewording, Severity

DATIVE = "dative-missing"

_BEFORE = (
    r"(?<![\w-])(?P<said>(?i:innerhalb von|(?P<loose>von|mit)|binnen|nach|seit|vor|aus|bei)"
    r"(?: (?:bis zu|mehr als|weniger als|über|unter|den ersten|den letzten|den nächsten|weiteren|höchstens|mindestens"
    r"|etwa|rund|ca\.|ungefähr|circa|nur|spätestens|maximal))?)[ \u00a0\n]"
)
_NUMBER = r"(?:\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|vierzehn|dreißig|einigen|mehreren|wenigen)"
_TIME = r"(?:(?:[A-ZÄÖÜ][a-zäöü]+|Bank)?[Tt]age|(?:Kalender)?(?:Monate|monate)|(?:Lebens|Kalender)?(?:Jahre|jahre))"
_TYPED = re.compile(
    rf"{_BEFORE}(?P<number>{_NUMBER}(?:[ \u00a0]?(?:[-\u2013]|bis|oder|und)[ \u00a0]?{_NUMBER})?)[ \u00a0]"
    rf"(?P<time>{_TIME})(?![\w(/*:-])"
)
_PRINTED = re.compile(
    rf"{_BEFORE}(?P<output>\{{\{{-?\s*(?P<path>(?:market|company)\.[\w.]+)\s*(?P<filters>\|[^{{}}]*?)?\s*-?\}}\}})"
)
_NOUN = re.compile(r"[ \u00a0\n](?:(?!Sie\b|Ihr|Ihnen\b|Du\b|Dein)[A-ZÄÖÜ]|lang|alt)")
"""What follows where another word may be the one that the preposition governs."""
_OWN = re.compile(r"[ \u00a0\n](?:lang|alt)")


def missing_datives(context: CheckContext) -> Iterator[Finding]:
    """German times that are not in the dative although their preposition wants it: `innerhalb von 14 Tage`."""
    for pair, row, text in context.texts:
        if text.language != "de" or not _MAY_WANT.search(text.native):
            continue
        target = row.entry.target
        for found in _TYPED.finditer(text.target):
            if not _is_free(text.target, found) and found["time"] not in text.source:
                wrong = f"{found['number']} {found['time']}"
                what = f"“{found['said']} {wrong}” wants the dative."
                rewording = _reworded(target, found[0], f"{found[0]}n") if may_be_mended(row.entry) else None
                yield row_finding(
                    pair, row, DATIVE, Severity.ERROR, what, f"Write “{found['said']} {wrong}n”.", rewording
                )
        for found in _PRINTED.finditer(target):
            if not _is_free(target, found) and _is_plain(context, found["path"], found["filters"] or ""):
                better = f'{{{{ {found["path"]} | duration: "dative" }}}}'
                what = f"“{found['said']} {found['output']}” prints a time that is not in the dative: “14 Tage”."
                new = f"{found[0][: -len(found['output'])]}{better}"
                rewording = _reworded(target, found[0], new) if may_be_mended(row.entry) else None
                yield row_finding(pair, row, DATIVE, Severity.ERROR, what, f"Write `{better}`.", rewording)


_MAY_WANT = re.compile(r"[Tt]age\b|[Mm]onate\b|[Jj]ahre\b|\{\{")


def _is_free(text: str, found: re.Match[str]) -> bool:
    """Whether the preposition may govern what follows, and not the time."""
    return bool((_NOUN if found["loose"] else _OWN).match(text, found.end()))


def _is_plain(context: CheckContext, path: str, filters: str) -> bool:
    """Whether an output is that of a duration as a sentence has it where nothing is said of its case."""
    if "dative" in filters:
        return False
    known = context.once("paths of durations", lambda: _durations(context))
    return filters.replace(" ", "") == "|duration" or (not filters and path in known)


def _durations(context: CheckContext) -> frozenset[str]:
    return frozenset(
        f"{root}.{path}"
        for market in context.all_markets
        for root, facts in (("market", market.facts), ("company", market.company))
        for path, fact in facts.items()
        if fact.type is FactType.DURATION
    )


def _reworded(target: str, old: str, new: str) -> Rewording | None:
    """The target with one piece written otherwise; None where the catalog does not have it once, as it is shown."""
    return Rewording(old=target, new=target.replace(old, new)) if target.count(old) == 1 else None


CHECKS = (
    Listed(
        name=DATIVE,
        family="datives",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=missing_datives,
        why="It is wrong German on every page that prints the fact, and readers trust such a shop less.",
        example='innerhalb von {{ market.refund }}, which reads "innerhalb von 14 Tage"',
        do='Print the fact with `duration: "dative"`, or write the ending: Tagen, Monaten, Jahren.',
        mends="writes the ending, or the form of the fact",
    ),
)
