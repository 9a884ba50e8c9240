"""The names that content can use in a market: `market.tax.standard_rate`, `company.support.phone`."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from locmem.model.fact import Fact, Market

GIVEN = ("code", "currency")
"""Names under `market.` that every market has without a fact."""


def paths(market: Market) -> frozenset[str]:
    """Every path that can be used in content for this market.

    A list has its own path and one for each field that some item of it has on some day:
    `market.payment_methods` and `market.payment_methods[].name`.  Groups such as `market.tax` are not values
    and have none.
    """
    given = {"market.name", *(f"market.{name}" for name in GIVEN)}
    return frozenset(given | _paths("market", market.facts) | _paths("company", market.company))


def fact_at(market: Market, path: str) -> Fact | None:
    """The fact behind a path of content, also for a field of a list's items; None where there is none."""
    root, _, rest = path.partition(".")
    facts = {"market": market.facts, "company": market.company}.get(root, {})
    return facts.get(rest.partition("[")[0])


def is_known(market: Market, path: str) -> bool:
    """Whether a market has something at a path of content, or below it."""
    return any(one == path or one.startswith((f"{path}.", f"{path}[")) for one in paths(market))


def nearest(path: str, known: Collection[str]) -> str:
    """The known path that looks most like `path`, for "did you mean"; empty where none comes near.

    What the two have in common at their beginning and end does not make one of `company.support.phone` and
    `company.support.hours`: the names between have to look alike, too.
    """
    near = difflib.get_close_matches(path, sorted(known), n=5, cutoff=0.6)
    return max((one for one in near if _likeness(path, one) > 0.5), key=lambda one: _likeness(path, one), default="")


def _likeness(path: str, other: str) -> float:
    """How much the names look alike in which two paths differ, from 0 to 1; 1 where one path has only names more."""
    one, two = path.split("."), other.split(".")
    for end in (0, -1):
        while one and two and one[end] == two[end]:
            one.pop(end)
            two.pop(end)
    return difflib.SequenceMatcher(None, ".".join(two), ".".join(one)).ratio() if one and two else 1.0


def _paths(root: str, facts: Mapping[str, Fact]) -> set[str]:
    found = set()
    for path, fact in facts.items():
        found.add(f"{root}.{path}")
        for value in fact.values:
            for item in value.value if isinstance(value.value, tuple) else ():
                found |= {f"{root}.{path}[].{name}" for name in item.fields}
    return found
