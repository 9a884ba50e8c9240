"""Findings that were there before: a file of fingerprints, so that old debts do not fail new changes.

It is meant to shrink: an update takes out what is gone, and lets nothing in unless somebody asks for it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem.errors import Location, Problems, input_error
from locmem.model.finding import Finding

VERSION = 2

_MOVING = re.compile(r"\bline \d+|\b\d[\d,]*(?= (?:segment|draft|day|time|page)s?\b)")
"""Numbers in findings that change while the finding stays what it is."""


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """One fingerprint per finding, in the order given: what it is about, wherever in the file it stands.

    A finding that occurs several times in one file is numbered by its place, so that one more is a new one.
    """
    counts: Counter[str] = Counter()
    found: dict[int, str] = {}
    for number in sorted(range(len(findings)), key=lambda number: findings[number].order):
        identity = _identity(findings[number])
        counts[identity] += 1
        found[number] = hashlib.sha256(f"{identity}\0{counts[identity]}".encode("utf-8", "surrogatepass")).hexdigest()[
            :20
        ]
    return tuple(found[number] for number in range(len(findings)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding as a baseline holds it.

    since: the day it entered; None where nobody noted it.  expires: the last day on which it is covered; None for no
    end.
    """

    fingerprint: str
    check: str = ""
    path: str = ""
    what: str = ""
    since: date | None = None
    expires: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the finding is still covered on a day."""
        return self.expires is None or day <= self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an update makes of a baseline.

    kept: what is found still.  gone: what is not.  grown: what would come in; findings: the same, as reports have it.
    over: what is kept though its time is over, so that it covers nothing.
    """

    kept: tuple[Known, ...]
    over: tuple[Known, ...]
    gone: tuple[Known, ...]
    grown: tuple[Known, ...]
    findings: tuple[Finding, ...]


def known_of(findings: Sequence[Finding], day: date, expires: date | None = None) -> tuple[Known, ...]:
    """The findings as a baseline holds them that is written on a day."""
    return tuple(
        Known(
            fingerprint=print_,
            check=one.check,
            path=one.location.path,
            what=one.what,
            since=day,
            expires=expires,
        )
        for one, print_ in zip(findings, fingerprints(findings), strict=True)
    )


def updated(
    known: Sequence[Known], found: Sequence[Finding], failing: Sequence[Finding], day: date, expires: date | None = None
) -> Update:
    """What becomes of a baseline.

    found: all that is found now and that a baseline may cover, whatever its gate: what is not among it is gone.
    failing: those that fail and are to be covered.  Known ones keep the day on which they entered.
    """
    there = set(fingerprints(found))
    held = {one.fingerprint for one in known}
    entering = known_of(failing, day, expires)
    new = [number for number, one in enumerate(entering) if one.fingerprint not in held]
    kept = tuple(one for one in known if one.fingerprint in there)
    return Update(
        kept=kept,
        over=tuple(one for one in kept if not one.holds(day)),
        gone=tuple(one for one in known if one.fingerprint not in there),
        grown=tuple(entering[number] for number in new),
        findings=tuple(failing[number] for number in new),
    )


def renewed(change: Update, expires: date) -> Update:
    """The update in which what was over is covered once more, up to another day; since when it is known stays."""
    over = {one.fingerprint for one in change.over}
    kept = tuple(replace(one, expires=expires) if one.fingerprint in over else one for one in change.kept)
    return replace(change, kept=kept)


def write_baseline(known: Iterable[Known]) -> str:
    """A baseline as JSON: the same findings always give the same text."""
    rows = sorted(known, key=lambda one: (one.path, one.check, one.what, one.fingerprint))
    document = {"locmem_baseline": VERSION, "findings": list(map(_row, rows))}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _row(known: Known) -> dict[str, str]:
    days = {"since": known.since, "expires": known.expires}
    return {
        "fingerprint": known.fingerprint,
        "check": known.check,
        "path": known.path,
        "what": known.what,
        **{name: day.isoformat() for name, day in days.items() if day},
    }


def read_baseline(text: str, path: str) -> tuple[Known, ...]:
    """What a baseline holds, in its order, also one of version 1, which knows no days; `path` is used in messages.

    Raises InputErrors for anything else.
    """
    do = "Write it anew from the findings of today."
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise input_error(Location(path=path), f"this is not JSON ({error}).", do) from None
    if not isinstance(document, dict) or document.get("locmem_baseline") not in (1, VERSION):
        raise input_error(Location(path=path, line=1), f"this is no baseline of version 1 to {VERSION}.", do)
    rows = document.get("findings")
    prints = [row.get("fingerprint") for row in _mappings(rows)]
    if not isinstance(rows, list) or len(prints) != len(rows) or not all(isinstance(one, str) for one in prints):
        raise input_error(Location(path=path), "not every finding has a fingerprint.", do)
    problems = Problems()
    known = tuple(_known(row, path, problems) for row in _mappings(rows))
    problems.raise_all()
    return known


def _known(row: dict[str, object], path: str, problems: Problems) -> Known:
    def text(name: str) -> str:
        return str(row.get(name, ""))

    def day(name: str) -> date | None:
        try:
            return date.fromisoformat(text(name)) if name in row else None
        except ValueError:
            what = f"{name} of the finding {row['fingerprint']} is {row[name]!r}, and no day."
            problems.add(Location(path=path), what, "Write it as in 2027-01-31, or take it out.")
            return None

    return Known(
        fingerprint=text("fingerprint"),
        check=text("check"),
        path=text("path"),
        what=text("what"),
        since=day("since"),
        expires=day("expires"),
    )


def _mappings(rows: object) -> Iterable[dict[str, object]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _identity(finding: Finding) -> str:
    place = finding.location
    parts = (finding.check, place.path, place.key, finding.market, finding.locale, _MOVING.sub("N", finding.what))
    return "\0".join(parts)
