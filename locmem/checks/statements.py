"""What a text says of a market's facts, and in which markets it does: a fact asked for in a condition is not said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from locmem.errors import RenderError
from locmem.inline.tag import Form, Tag
from locmem.markets.paths import fact_at
from locmem.model.fact import FactType, Market
from locmem.model.inline import CodeRole
from locmem.render.evaluation import Evaluation
from locmem.render.facts import FactScope
from locmem.render.liquid import read_condition

CODE = "market.code"

_ASKING = frozenset({"if", "elsif", "unless", "case", "when"})
_INSIDE = re.compile(r"\A\{%[-+~]?\s*\w+\s*(.*?)\s*[-+~]?%\}\Z", re.DOTALL)
_FACT = re.compile(r"(?:market|company)(?:\.[a-z][a-z0-9_]*)+\Z")
_ALTERNATIVE = re.compile(r"market\.code\s*(==|!=)\s*[\"']([^\"']*)[\"']\Z")
_TEXT = re.compile(r"[\"']([^\"']*)[\"']")
_OPTION = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![^\s,])(?!or\b)[^\s,\"']+")
_BOUND = re.compile(r"([A-Za-z_]\w*)\s*(?:=\s*(.+)|in\b.*)\Z", re.DOTALL)
_PLAIN = re.compile(r"[\w.]+|\"[^\"]*\"|'[^']*'")
_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(r"(?<![\w.-])[A-Za-z_]\w*(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition around a part of a text, as far as it can be followed.

    path: `market.code`, which is one of `values`, or a fact, which is there and not false; empty for any other
        condition.
    is_not: whether the part stands in the other branch.
    condition: any other condition, as it is written.
    """

    path: str = ""
    values: tuple[str, ...] = ()
    is_not: bool = False
    condition: str = ""

    def is_for(self, code: str) -> bool:
        """Whether a condition on `market.code` lets a market's customers read the part."""
        return (code in self.values) is not self.is_not

    def holds(self, market: Market, day: date, locale: str = "") -> bool:
        """Whether a market's customers get the part on a day; so they do, where nobody can tell.

        locale: the content locale in which they read it; in any of the market's if not given.
        """
        if self.path == CODE:
            return self.is_for(market.code)
        if fact := fact_at(market, self.path) if self.path else None:
            held = next((value for value in fact.values if value.window.holds(day)), None)
            return (held is not None and held.value is not None and held.value is not False) is not self.is_not
        if (expression := read_condition(self.condition or self.path)) is None:
            return True
        locales = [one for one in market.locales if not locale or one.content == locale] or market.locales
        for one in locales:
            # Whether evidence is overdue decides no condition.
            scope = FactScope(market=market, locale=one, day=day, verified_days=0)
            try:
                if Evaluation(scope).holds(expression) is not self.is_not:
                    return True
            except RenderError:
                # A name that is bound elsewhere, or the help desk's.
                return True
        return not locales


NEVER = Guard(path=CODE)
"""Around what no customer of any market reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact that a text asks for, by its path, with the conditions around the place.

    is_shown: whether its value is shown; otherwise it is asked for in a condition.
    lists: the facts over whose items loops around it go; where these have none, it is not shown.
    """

    path: str
    is_shown: bool
    guards: tuple[Guard, ...] = ()
    lists: tuple[str, ...] = ()

    def rests_on_items(self, market: Market) -> bool:
        """Whether it is shown only where a list has items to show it for, which who renders it can tell."""
        path, is_of_items, _ = self.path.partition("[")
        facts = (fact_at(market, one) for one in ((path,) if is_of_items else ()) + self.lists)
        return self.is_shown and any(fact is not None and fact.type is FactType.LIST for fact in facts)

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
        self._names: dict[str, str] = {}

    def take(self, tag: Tag) -> None:
        """Go past a tag."""
        inside = _INSIDE.match(tag.text)
        condition = self._resolved(inside[1]) if inside else ""
        if tag.name in ("assign", "for") and (bound := _BOUND.match(inside[1] if inside else "")):
            self._bind(bound[1], condition.partition("=")[2].strip() if tag.name == "assign" else "")
        # The condition of a branch stands outside of it.
        if tag.block is not None and tag.name in _ASKING | {"else"} and tag.role is not CodeRole.CLOSE:
            _turn(self._blocks.setdefault(tag.block, _Block()), tag.name, condition)
        if tag.block is not None and tag.role is CodeRole.CLOSE:
            self._blocks.pop(tag.block, None)

    def around(self, but: int | None = None) -> tuple[Guard, ...]:
        """The conditions of all blocks; but: the number of one that is left out."""
        return tuple(guard for number, block in self._blocks.items() if number != but for guard in block.guards)

    def _bind(self, name: str, value: str) -> None:
        # What is bound within a block is another value outside of it, and what is made by filters nobody follows.
        if value and not self._blocks and _PLAIN.fullmatch(value):
            self._names[name] = value
        else:
            self._names.pop(name, None)

    def _resolved(self, condition: str) -> str:
        """A condition with the values of names that were assigned in their places."""
        if not self._names:
            return condition
        parts = _QUOTED.split(condition)
        parts[::2] = [_NAME.sub(lambda found: self._names.get(found[0], found[0]), part) for part in parts[::2]]
        return "".join(parts)


def statements_of(tags: Iterable[Tag], hidden: Sequence[tuple[int, int]] = ()) -> frozenset[Statement]:
    """The facts that the tags of a text ask for, in the order of the text.

    hidden: places of the text that no customer sees.  A value that is assigned is said where its name is printed.
    """
    found: set[Statement] = set()
    conditions = Conditions()
    loops: dict[int, tuple[str, ...]] = {}
    for tag in tags:
        conditions.take(tag)
        around = tuple(path for paths in loops.values() for path in paths)
        if tag.name == "for" and tag.block is not None and tag.role is CodeRole.OPEN:
            loops[tag.block] = tag.paths
        elif tag.block is not None and tag.role is CodeRole.CLOSE:
            loops.pop(tag.block, None)
        inside = conditions.around(tag.block)
        if tag.name == "assign" or any(start <= tag.start < end for start, end in hidden):
            inside = (*inside, NEVER)
        is_shown = tag.form is not Form.TAG or tag.name not in _ASKING
        found.update(Statement(path=path, is_shown=is_shown, guards=inside, lists=around) for path in tag.paths)
    return frozenset(found)


def _turn(block: _Block, name: str, condition: str) -> None:
    """The block in its next branch."""
    if name == "case":
        block.subject = condition
        return
    if block.now or block.before or name in ("elsif", "else"):
        block.before.append(block.now)
    if name == "when":
        block.now = _chosen(block.subject, condition)
    elif name == "else":
        # One branch before that nobody can follow says nothing of this one; the others still do.
        block.now = None
    else:
        guard = _guard(condition)
        block.now = _other(guard) if guard and name == "unless" else guard


def _chosen(subject: str, condition: str) -> Guard | None:
    """The condition of a `when` of a `case`."""
    values = tuple(_TEXT.findall(condition))
    if subject == CODE and values:
        return Guard(path=CODE, values=values)
    options = _OPTION.findall(condition)
    return Guard(condition=" or ".join(f"{subject} == {one}" for one in options)) if subject and options else None


def _guard(condition: str) -> Guard | None:
    if condition == "false":
        return NEVER
    if _FACT.match(condition) and condition != CODE:
        return Guard(path=condition)
    parts = [_ALTERNATIVE.match(part.strip()) for part in re.split(r"\bor\b", condition)]
    signs = {part[1] for part in parts if part}
    values = tuple(part[2] for part in parts if part)
    if all(parts) and signs == {"=="}:
        return Guard(path=CODE, values=values)
    if all(parts) and signs == {"!="} and len(values) == 1:
        return Guard(path=CODE, values=values, is_not=True)
    return Guard(condition=condition) if condition else None


def _other(guard: Guard) -> Guard:
    return replace(guard, is_not=not guard.is_not)
