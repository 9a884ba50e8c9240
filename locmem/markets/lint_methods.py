"""Rules about payment methods: of which country they are, of which kind, and how they are spelled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.finding import Finding, Severity
from locmem.tables import Row, rows_of
from locmem.values.address_likeness import is_one_slip

METHOD = "market-method"

_LEAST = 4
"""Signs from which on one slip in a name is no other name."""


def odd_methods(subject: Subject) -> Iterator[Finding]:
    """Payment methods of other countries, under another kind than theirs, or with a slip in their name."""
    fact = subject.fact("payment_methods")
    country = country_of(subject.market.code)
    for item in subject.items(fact) if fact else ():
        name = item.fields.get("name")
        if not isinstance(name, str):
            continue
        row = _rows().get(name)
        if row is None:
            near = next((one for one in _rows() if _is_slip(one, name)), "")
            if near:
                what = f"payment_methods has “{name}”, which is nearly {near}."
                yield subject.finding(METHOD, item.location, what, f"Write {near}, if it was meant.", Severity.WARNING)
            continue
        if row["countries"] != "*" and country not in row["countries"].split():
            what = f"payment_methods has {name}, which customers of {country} are not known to have."
            do = f"It is known in {', '.join(row['countries'].split())}; mend the name, if it is not on purpose."
            yield subject.finding(METHOD, item.location, what, do, Severity.WARNING)
        kind = item.fields.get("kind")
        if isinstance(kind, str) and kind not in row["kinds"].split("; "):
            what = f"payment_methods has {name} as {kind}; it is {' or '.join(row['kinds'].split('; '))}."
            yield subject.finding(METHOD, item.location, what, "Mend the kind.", Severity.WARNING)


def _is_slip(one: str, other: str) -> bool:
    plain, mine = one.casefold(), other.casefold()
    is_long = len(one) >= _LEAST
    return plain.replace(" ", "") == mine.replace(" ", "") or (is_long and is_one_slip(plain, mine))


@cache
def _rows() -> dict[str, Row]:
    return {row["name"]: row for row in rows_of("payment_names.csv", "name", "kinds", "countries")}
