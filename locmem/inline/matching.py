"""Which code of one text is which code of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.model.inline import Code, CodeRole, Inline, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A single code, or the codes of one pair or block in order; `places` are their indexes in the text."""

    codes: tuple[Code, ...]
    places: tuple[int, ...]

    @property
    def head(self) -> Code:
        """The code that stands first and names the group."""
        return self.codes[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is a single, or opens and closes."""
        if self.head.role is CodeRole.SINGLE:
            return True
        return self.head.role is CodeRole.OPEN and self.codes[-1].role is CodeRole.CLOSE


def groups(parts: Sequence[Part]) -> list[Group]:
    """The codes of `parts` that must survive, grouped, in order of first appearance."""
    grouped: list[tuple[list[Code], list[int]]] = []
    waiting: dict[int, tuple[list[Code], list[int]]] = {}
    for place, part in enumerate(parts):
        if isinstance(part, str) or part.is_text:
            continue
        group = waiting.get(part.id) if part.role in (CodeRole.MIDDLE, CodeRole.CLOSE) else None
        if group is None:
            group = ([], [])
            grouped.append(group)
        group[0].append(part)
        group[1].append(place)
        if part.role is CodeRole.OPEN:
            waiting[part.id] = group
        elif part.role is CodeRole.CLOSE:
            waiting.pop(part.id, None)
    return [Group(codes=tuple(codes), places=tuple(places)) for codes, places in grouped]


def match(targets: Sequence[Group], sources: Sequence[Group]) -> dict[int, int]:
    """Index of the source group each target group stands for, one to one; those without one are left out.

    The same identity comes before the same type, and the same number before the order of appearance.
    """
    partners: dict[int, int] = {}
    keys: tuple[Callable[[Code], Hashable], ...] = (
        lambda code: (code.role, code.identity, code.id),
        lambda code: (code.role, code.identity),
        lambda code: (code.role, code.type, code.id),
        lambda code: (code.role, code.type),
    )
    used: set[int] = set()
    for key in keys:
        if len(used) == min(len(targets), len(sources)):
            break
        free: dict[Hashable, list[int]] = {}
        for number in range(len(sources) - 1, -1, -1):
            if number not in used:
                free.setdefault(key(sources[number].head), []).append(number)
        for number, target in enumerate(targets):
            if number in partners:
                continue
            candidates = free.get(key(target.head))
            if candidates:
                partners[number] = candidates.pop()
                used.add(partners[number])
    return partners


def number_like(parts: Sequence[Part], source: Inline, movable: Callable[[Code], bool]) -> list[Part]:
    """`parts` with the codes that are `movable` numbered as the codes of `source` they stand for.

    Those that stand for none get numbers the source does not use.
    """
    targets = [group for group in groups(parts) if movable(group.head)]
    sources = [group for group in groups(source.parts) if movable(group.head)]
    partners = match(targets, sources)
    fresh = highest([*source.parts, *(part for part in parts if isinstance(part, str) or not movable(part))])
    renumbered: dict[int, int] = {}
    for number, target in enumerate(targets):
        if number in partners:
            new = sources[partners[number]].head.id
        else:
            new = fresh = fresh + 1
        renumbered.update(dict.fromkeys(target.places, new))
    return renumber(parts, renumbered)


def renumber(parts: Iterable[Part], numbers: Mapping[int, int]) -> list[Part]:
    """`parts` with the codes at the indexes in `numbers` renumbered."""
    return [
        replace(part, id=numbers[place]) if isinstance(part, Code) and place in numbers else part
        for place, part in enumerate(parts)
    ]


def highest(parts: Iterable[Part]) -> int:
    """The highest number of a code, 0 without codes."""
    return max((part.id for part in parts if isinstance(part, Code)), default=0)
