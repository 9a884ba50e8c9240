"""Findings that were there before: a file of fingerprints, so that old debts do not fail new changes."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from locmem.errors import Location, input_error
from locmem.model.finding import Finding

VERSION = 1

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


def write_baseline(findings: Sequence[Finding]) -> str:
    """A baseline of these findings as JSON: the same findings always give the same text."""
    rows = {
        print_: {"check": one.check, "path": one.location.path, "what": one.what}
        for one, print_ in zip(findings, fingerprints(findings), strict=True)
    }
    ordered = sorted(rows.items(), key=lambda row: (row[1]["path"], row[1]["check"], row[1]["what"], row[0]))
    document = {"locmem_baseline": VERSION, "findings": [{"fingerprint": key, **row} for key, row in ordered]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str, path: str) -> frozenset[str]:
    """The fingerprints of a baseline; `path` is used in messages.  Raises InputErrors for anything else."""
    do = "Write it anew from the findings of today."
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise input_error(Location(path=path), f"this is not JSON ({error}).", do) from None
    if not isinstance(document, dict) or document.get("locmem_baseline") != VERSION:
        raise input_error(Location(path=path, line=1), f"this is not a baseline of version {VERSION}.", do)
    rows = document.get("findings")
    prints = [row.get("fingerprint") for row in _mappings(rows)]
    if not isinstance(rows, list) or len(prints) != len(rows) or not all(isinstance(one, str) for one in prints):
        raise input_error(Location(path=path), "not every finding has a fingerprint.", do)
    return frozenset(str(one) for one in prints)


def _mappings(rows: object) -> Iterable[dict[str, object]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _identity(finding: Finding) -> str:
    place = finding.location
    parts = (finding.check, place.path, place.key, finding.market, finding.locale, _MOVING.sub("N", finding.what))
    return "\0".join(parts)
