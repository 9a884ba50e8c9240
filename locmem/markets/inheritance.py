"""What a market takes over from its region, and CA-QC from its country: every fact that it does not write itself."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from locmem.errors import Location, Problems
from locmem.model.fact import Fact, FactType, LocalText


def inherited(
    own: Mapping[str, Fact],
    parent: Mapping[str, Fact],
    locales: Collection[str],
    place: Location,
    problems: Problems,
    *,
    may_add: bool,
) -> dict[str, Fact]:
    """The parent's facts by path, in its order, each replaced as a whole where `own` has one.

    may_add: whether the market has facts that the parent has not, as a country beside its region; they come last.
    A fact keeps the location of the file that wrote it, so that messages name that file.
    locales: content locales of the sub-market.  place: where an inherited text that lacks one is reported.
    Notes a fact that the parent does not have, because a slip of the pen would replace nothing, and one of another
    type than the parent's.
    """
    for path, fact in own.items():
        if path not in parent and not may_add:
            near = difflib.get_close_matches(path, parent, n=1)
            do = f"Did you mean {near[0]}?" if near else "Add it there first; write value: null if it has none."
            problems.add(fact.location, f"the parent has no {path} that this could replace.", do)
    for path, fact in own.items():
        if path in parent and parent[path].type is not fact.type and not {parent[path].type, fact.type} <= _WORDS:
            what = f"{path} is a {fact.type.value}, and a {parent[path].type.value} in {parent[path].location}."
            problems.add(fact.location, what, "Texts are written for one type: write it as the other is.")
    for path, fact in parent.items():
        if path not in own and (missing := _untold(fact, locales)):
            fault = f"{path} is inherited from {fact.location} and has no text in {', '.join(missing)}."
            problems.add(place, fault, "Write the fact in this market, with a text for each of its locales.")
    return {path: own.get(path, fact) for path, fact in parent.items()} | dict(own)


_WORDS = frozenset({FactType.NAME, FactType.TEXT})
"""Types that a text shows in the same way: a name that is one in all languages of a market, or one in each."""


def _untold(fact: Fact, locales: Collection[str]) -> list[str]:
    texts = list(_texts(fact))
    return [locale for locale in locales if any(text.for_locale(locale) is None for text in texts)]


def _texts(fact: Fact) -> Iterator[LocalText]:
    for value in fact.values:
        if isinstance(value.value, LocalText):
            yield value.value
        elif isinstance(value.value, tuple):
            for item in value.value:
                yield from (one for one in item.fields.values() if isinstance(one, LocalText))
