"""Planted faults: how many of those that a stranger wrote the checks find, and at the right place."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.model.finding import Finding, Severity
from tests.benchmarks.rows import Row, share
from tests.planted.faults import CONTROLS, Fault, read_faults
from tests.planted.other_checkers import checkers, reported
from tests.planted.planting import groups
from tests.planted.verdicts import Clean, Verdict, clean, judge

NAME = "Planted faults"
_FEWER = 5
"""A quick run plants every fifth fault."""


_FIRST_SIGHT = (
    ("a second author, 2026-11-30", "96 of 120 (80.0 %)", "56 of 82 (68.3 %) of those that must not ship as errors"),
    ("a third author, 2026-11-30", "94 of 130 (72.3 %)", "51 of 88 (58.0 %) of those that must not ship as errors"),
)
"""What checks found of faults at their place before anybody who writes checks had seen these faults; measured once by
this command, as afterwards checks were mended for them."""


def measure(quick: bool) -> Iterator[Row]:
    """Rows of each family, of what is missed, of what nobody planted, and of other tools on the same catalogs."""
    with TemporaryDirectory() as name:
        known = clean(Path(name) / "clean")
        yield Row(
            what="findings in the clean help centre", value=_by_severity(known.findings), note=_ids(known.findings)
        )
        for author, found, errors in _FIRST_SIGHT:
            yield Row(what=f"faults of {author}, at first sight", value=found, goal="95 %", note=errors)
        place = Path(name) / "planted"
        place.mkdir()
        yield from _of_set(known, read_faults()[:: _FEWER if quick else 1], place)


def _of_set(known: Clean, faults: Sequence[Fault], place: Path) -> Iterator[Row]:
    start = time.perf_counter()
    verdicts, noise = list[Verdict](), list[Finding]()
    runs = groups(faults)
    for number, group in enumerate(runs):
        judged, left = judge(known, group, place / f"run{number}")
        verdicts += judged
        noise += left
    order = {fault.id: number for number, fault in enumerate(faults)}
    verdicts.sort(key=lambda one: order[one.fault.id])
    seconds = time.perf_counter() - start
    yield from _rows([one for one in verdicts if one.fault.family != CONTROLS])
    yield from _alarms([one for one in verdicts if one.fault.family == CONTROLS])
    yield Row(what="findings that no fault explains", value=str(len(noise)), note=_ids(noise))
    yield Row(what="time of both gates", value=f"{seconds:.0f} s", note=f"{len(runs)} copies")
    in_catalogs = [one for one in verdicts if one.fault.at.entry and one.fault.family != CONTROLS]
    yield _row("faults of catalogs reported by locmem", in_catalogs, is_total=True)
    yield from _others([one.fault for one in in_catalogs], place)


def _rows(verdicts: Sequence[Verdict]) -> Iterator[Row]:
    yield _row("faults found at the place", verdicts, is_total=True)
    must = [one for one in verdicts if one.fault.severity == "error"]
    value = share(sum(one.is_error for one in must), len(must))
    yield Row(what="… an error where it must not ship", value=value)
    beside = sum(len(one.elsewhere) for one in verdicts)
    yield Row(what="findings beside the places of faults", value=str(beside))
    for family in dict.fromkeys(one.fault.family for one in verdicts):
        yield _row(f"… {family}", [one for one in verdicts if one.fault.family == family])
    for one in verdicts:
        if not one.is_found:
            place = f"elsewhere: {_ids(one.elsewhere)}" if one.elsewhere else "missed"
            yield Row(what=f"{one.fault.id} {one.fault.locale}".rstrip(), value=place, note=one.fault.wrong)


def _row(what: str, verdicts: Sequence[Verdict], *, is_total: bool = False) -> Row:
    """Found at the place; the note has those found elsewhere, the missed, and the checks that found them."""
    elsewhere = sum(not one.is_found and bool(one.elsewhere) for one in verdicts)
    missed = sum(not one.is_found and not one.elsewhere for one in verdicts)
    errors = sum(one.is_error for one in verdicts)
    checks = Counter(name for one in verdicts for name in {finding.check for finding in one.there})
    note = f"{errors} as errors; {elsewhere} elsewhere; {missed} missed"
    if not is_total:
        note += "; by " + ", ".join(f"{name} {times}" for name, times in checks.most_common())
    return Row(what=what, value=share(len(verdicts) - elsewhere - missed, len(verdicts)), note=note)


def _alarms(controls: Sequence[Verdict]) -> Iterator[Row]:
    false = [one for one in controls if one.there or one.elsewhere]
    note = "; ".join(f"{one.fault.id}: {_ids((*one.there, *one.elsewhere))}" for one in false)
    yield Row(what="good edits that are reported", value=share(len(false), len(controls)), goal="none", note=note)


def _others(faults: Sequence[Fault], folder: Path) -> Iterator[Row]:
    for name, checker in checkers().items():
        there, elsewhere, without = reported(checker, faults, folder / name.partition(" ")[0])
        note = f"{len(elsewhere)} more elsewhere; {without:,} complaints on the clean catalogs"
        yield Row(what=f"faults of catalogs reported by {name}", value=share(len(there), len(faults)), note=note)


def _by_severity(found: Sequence[Finding]) -> str:
    times = Counter(finding.severity for finding in found)
    return ", ".join(f"{times[severity]} {severity.value}s" for severity in Severity)


def _ids(found: Sequence[Finding]) -> str:
    return ", ".join(f"{name} {times}" for name, times in Counter(finding.check for finding in found).most_common())
