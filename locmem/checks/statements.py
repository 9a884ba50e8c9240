"""What a text says of a market's facts, and in which markets it does: a fact asked for in a condition is not said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from locmem.inline.tag import Form, Tag
from locmem.markets.paths import fact_at
from locmem.model.fact import FactType, Market
from locmem.model.inline import CodeRole

CODE = "market.code"

_ASKING = frozenset({"if", "elsif", "unless", "case", "when"})
_INSIDE = re.compile(r"\A\{%-?\s*\w+\s*(.*?)\s*-?%\}\Z", re.DOTALL)
_FACT = re.compile(r"(?:market|company)(?:\.[a-z][a-z0-9_]*)+\Z")
_ALTERNATIVE = re.compile(r"market\.code\s*(==|!=)\s*[\"']([^\"']*)[\"']\Z")
_TEXT = re.compile(r"[\"']([^\"']*)[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition around a part of a text, as far as it can be followed.

    path: `market.code`, which is one of `values`, or a fact, which is there and not false.
    is_not: whether the part stands in the other branch.
    """

    path: str
    values: tuple[str, ...] = ()
    is_not: bool = False

    def holds(self, market: Market, day: date) -> bool:
        """Whether a market's customers get the part on a day; so they do, where nobody can tell."""
        if self.path == CODE:
            return (market.code in self.values) is not self.is_not
        fact = fact_at(market, self.path)
        if fact is None:
            return True
        held = next((value for value in fact.values if value.window.holds(day)), None)
        return (held is not None and held.value is not None and held.value is not False) is not self.is_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact that a text asks for, by its path, with the conditions around the place.

    is_shown: whether its value is shown; otherwise it is asked for in a condition.
    """

    path: str
    is_shown: bool
    guards: tuple[Guard, ...] = ()

    def is_made(self, market: Market, day: date) -> bool:
        """Whether a market's customers read it on a day: a flag is said by what stands in its condition."""
        fact = fact_at(market, self.path)
        is_flag = fact is not None and fact.type is FactType.FLAG
        return (self.is_shown or is_flag) and all(guard.holds(market, day) for guard in self.guards)


@dataclass(slots=True)
class _Block:
    """A block around the place that is looked at: what it compares, the branches before, and the present one."""

    subject: str = ""
    before: list[Guard | None] = field(default_factory=list)
    now: Guard | None = None

    @property
    def guards(self) -> Iterator[Guard]:
        if self.now:
            yield self.now
        yield from (_other(one) for one in self.before if one)


def is_said(path: str, said: Collection[str]) -> bool:
    """Whether a fact, or something of it, is among those that texts ask for."""
    return any(one == path or one.startswith((f"{path}.", f"{path}[")) for one in said)


class Conditions:
    """The conditions around the place that a walk through the tags of a text has come to."""

    def __init__(self) -> None:
        self._blocks: dict[int, _Block] = {}

    def take(self, tag: Tag) -> None:
        """Go past a tag."""
        # The condition of a branch stands outside of it.
        if tag.block is not None and tag.name in _ASKING | {"else"} and tag.role is not CodeRole.CLOSE:
            _turn(self._blocks.setdefault(tag.block, _Block()), tag)
        if tag.block is not None and tag.role is CodeRole.CLOSE:
            self._blocks.pop(tag.block, None)

    def around(self, but: int | None = None) -> tuple[Guard, ...]:
        """The conditions of all blocks; but: the number of one that is left out."""
        return tuple(guard for number, block in self._blocks.items() if number != but for guard in block.guards)


def statements_of(tags: Iterable[Tag]) -> frozenset[Statement]:
    """The facts that the tags of a text ask for, in the order of the text."""
    found: set[Statement] = set()
    conditions = Conditions()
    for tag in tags:
        conditions.take(tag)
        inside = conditions.around(tag.block)
        is_shown = tag.form is not Form.TAG or tag.name not in _ASKING
        found.update(Statement(path=path, is_shown=is_shown, guards=inside) for path in tag.paths)
    return frozenset(found)


def _turn(block: _Block, tag: Tag) -> None:
    """The block in its next branch."""
    inside = _INSIDE.match(tag.text)
    condition = inside[1] if inside else ""
    if tag.name == "case":
        block.subject = condition
        return
    if block.now or block.before or tag.name in ("elsif", "else"):
        block.before.append(block.now)
    if tag.name == "when":
        values = tuple(_TEXT.findall(condition))
        block.now = Guard(path=CODE, values=values) if block.subject == CODE and values else None
    elif tag.name == "else":
        # One branch before that nobody can follow says nothing of this one; the others still do.
        block.now = None
    else:
        guard = _guard(condition)
        block.now = _other(guard) if guard and tag.name == "unless" else guard


def _guard(condition: str) -> Guard | None:
    if _FACT.match(condition):
        return Guard(path=condition)
    if condition == "false":
        return Guard(path=CODE)
    parts = [_ALTERNATIVE.match(part.strip()) for part in re.split(r"\bor\b", condition)]
    if not all(parts):
        return None
    signs = {part[1] for part in parts if part}
    values = tuple(part[2] for part in parts if part)
    if signs == {"=="}:
        return Guard(path=CODE, values=values)
    return Guard(path=CODE, values=values, is_not=True) if len(values) == 1 else None


def _other(guard: Guard) -> Guard:
    return Guard(path=guard.path, values=guard.values, is_not=not guard.is_not)
