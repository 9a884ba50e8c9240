"""How often a reader meets a fact, whichever branches of a Liquid block a page takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from locmem.model.inline import CodeRole, CodeType, Part

_FACT = re.compile(r"liquid \{\{ ((?:market|company)[^|,{}]*(?:, (?:market|company)[^|,{}]*)*) \}\}")
_NAME = re.compile(r"\{\{?%?[-~+]?\s*(#?\w+)")
_ELSE = re.compile(r"\{\{?%?[-~+]?\s*else\b(?!\s*if)")
_ALWAYS = frozenset({"for", "tablerow", "capture"})
"""Blocks whose inside is no choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """How often a fact is printed: on the page that has it least often, and on the one that has it most often."""

    least: int
    most: int


@dataclass(slots=True)
class _Open:
    """A block that is still open: what its branches so far hold, and whether one of them is always taken."""

    is_sure: bool
    branches: list[dict[str, Uses]] = field(default_factory=list)
    now: dict[str, Uses] = field(default_factory=dict)

    def divide(self) -> None:
        self.branches.append(self.now)
        self.now = {}


def is_fact(identity: str) -> bool:
    """Whether a code prints facts of ours, which are the same whatever filter stands behind them."""
    return bool(_FACT.fullmatch(identity))


def fact_uses(parts: Sequence[Part]) -> dict[str, Uses]:
    """How often each fact of ours is printed, by the identity of its code.

    Of an `if` with its `else` one branch is printed and never both; one without an `else` may print nothing.
    A block that is not whole counts as text around it.
    """
    stack = [_Open(is_sure=True)]
    for part in parts:
        if isinstance(part, str) or part.type is not CodeType.LIQUID:
            continue
        if part.role is CodeRole.OPEN:
            name = _NAME.match(part.original)
            stack.append(_Open(is_sure=name is not None and name[1] in _ALWAYS))
        elif part.role is CodeRole.MIDDLE and len(stack) > 1:
            stack[-1].divide()
            stack[-1].is_sure = stack[-1].is_sure or bool(_ELSE.match(part.original))
        elif part.role is CodeRole.CLOSE and len(stack) > 1:
            _add(stack[-2].now, _closed(stack.pop()))
        elif is_fact(part.identity):
            _add(stack[-1].now, {part.identity: Uses(least=1, most=1)})
    while len(stack) > 1:
        _add(stack[-2].now, _closed(stack.pop()))
    return stack[0].now


def _closed(block: _Open) -> dict[str, Uses]:
    block.divide()
    return {identity: _of_branches(block, identity) for identity in _identities(block)}


def _identities(block: _Open) -> Iterator[str]:
    yield from dict.fromkeys(identity for branch in block.branches for identity in branch)


def _of_branches(block: _Open, identity: str) -> Uses:
    found = [branch.get(identity, Uses(least=0, most=0)) for branch in block.branches]
    least = min(uses.least for uses in found) if block.is_sure else 0
    return Uses(least=least, most=max(uses.most for uses in found))


def _add(into: dict[str, Uses], more: dict[str, Uses]) -> None:
    for identity, uses in more.items():
        known = into.get(identity, Uses(least=0, most=0))
        into[identity] = Uses(least=known.least + uses.least, most=known.most + uses.most)
