"""Whether two profiles of a market stand on one reading, and how a difference between them is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from locmem.errors import Location
from locmem.markets.statutes import told_value
from locmem.model.fact import Duration, Evidence, Fact, FactValue, ListItem, LocalText, Market
from locmem.model.tags import language_of
from locmem.values.spans import compared

OWN_CHOICE = "editorial default"
"""How a source begins that says: nobody found anything, and the team decided."""

_SHOWN = 60


def is_from(market: Market, known: Market) -> bool:
    """Whether a profile was begun from the known one: it has most of its facts, on the same evidence."""
    same = sum(
        proofs(market.facts[path]) == proofs(theirs) for path, theirs in known.facts.items() if path in market.facts
    )
    return same * 2 > len(known.facts)


def proofs(fact: Fact) -> tuple[tuple[str, object], ...]:
    """Source and day of each value, of a list those of its items."""
    found: list[tuple[str, object]] = []
    for value in fact.values:
        items = value.value if isinstance(value.value, tuple) else ()
        found += [(plain(one.evidence.source), one.evidence.verified_on) for one in items or (value,)]
    return tuple(found)


def is_same(mine: Evidence, theirs: Evidence) -> bool:
    """Whether two values stand on one reading; what is a team's own choice stands on none."""
    return (
        (plain(mine.source), mine.verified_on) == (plain(theirs.source), theirs.verified_on)
        and bool(theirs.source)
        and not theirs.source.startswith(OWN_CHOICE)
    )


def has_own_note(mine: Evidence, theirs: Evidence) -> bool:
    """Whether somebody wrote a note of their own, and so answers for what they wrote beside it."""
    return bool(mine.note) and plain(mine.note) != plain(theirs.note)


def is_alike(mine: object, theirs: object) -> bool:
    """Whether two values are the same: twelve months are a year."""
    if isinstance(mine, Duration) and isinstance(theirs, Duration):
        return compared(mine, "==", theirs) is True
    return mine == theirs


def item_name(item: ListItem) -> str:
    """The name of an item, in all languages."""
    name = item.fields.get("name", "")
    return " ".join(sorted(name.values.values())) if isinstance(name, LocalText) else name


def in_locale(texts: Mapping[str, str], locale: str) -> str:
    """The text in a locale, or in the only one of its language: `de` for `de-AT`; empty for none."""
    if locale in texts:
        return texts[locale]
    near = [text for tag, text in texts.items() if language_of(tag) == language_of(locale)]
    return near[0] if len(near) == 1 else ""


def told(value: FactValue) -> str:
    """A value in words, as far as a line has room."""
    if isinstance(value.value, Duration) or value.value is None:
        return told_value(value.value) if value.value is not None or value.no_rule else "absent"
    return str(value.value)


def short(text: str, beside: str = "") -> str:
    """The first words of a text; beside another one those in which it differs."""
    line, other = plain(text), plain(beside)
    pairs = enumerate(zip(line, other, strict=False))
    same = next((number for number, (mine, theirs) in pairs if mine != theirs), 0)
    # A few words before the place are enough to find it.
    start = line.rfind(" ", 0, max(0, same - _SHOWN // 3)) + 1 if same > _SHOWN // 2 else 0
    shown = f"…{line[start:]}" if start else line
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def plain(text: str) -> str:
    """A text without the line breaks of its file."""
    return " ".join(text.split())


def fell_back(market: Market, mine: Location, theirs: Location) -> bool:
    """Whether a market has from its region, or from its country, what the known one writes itself."""
    own = PurePosixPath(theirs.path).name == PurePosixPath(market.path.replace("\\", "/")).name
    return own and mine.path != market.path
