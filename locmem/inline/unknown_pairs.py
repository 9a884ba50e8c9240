"""Tags nobody knows that are closed by another's end: `{% ifversion x %}…{% endif %}` of a help centre's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

OPENERS = frozenset({"if", "unless", "case", "for", "tablerow", "capture"})
"""The blocks of Liquid, whose ends other engines borrow for blocks of their own."""

_MOST_NAMES = 8
"""Unknown names, and ends, that are tried in one text; no help centre comes near, and each costs a walk through it."""


def unknown_openers(names: Sequence[str], known: Collection[str]) -> dict[str, str]:
    """The names of unknown tags that open a block, each with the block whose end closes it (`ifversion`: `if`).

    names: of all tags of a text in order, empty for those without one.  known: names that open no block of this kind.
    A name is taken only where fewer ends and blocks are left over with it: a stray end beside a tag that stands in
    several places stays an error.
    """
    counts = Counter(names)
    ends = [name[3:] for name in counts if len(name) > 3 and name.startswith("end")]
    borrowed: dict[str, str] = {}
    if not ends:
        return borrowed
    blocks = [*OPENERS, *(name for name in ends if name not in OPENERS and name not in counts)]
    left_over = _left_over(names, borrowed, blocks)
    if not any(left_over.values()):
        return borrowed
    unknown = [name for name in counts if name and " " not in name and name not in known and f"end{name}" not in counts]
    unknown = [name for name in unknown if not name.startswith("end")]
    # A name that says what it is comes first: `ifversion` may be an `if`, and `unlesskind` an `unless`.
    for name in sorted(unknown, key=lambda name: not any(_is_like(name, block) for block in ends))[:_MOST_NAMES]:
        waiting = sorted(block for block in blocks if left_over[f"end{block}"])
        for block in sorted(waiting, key=lambda block: not _is_like(name, block))[:_MOST_NAMES]:
            left_with = _left_over(names, {**borrowed, name: block}, blocks)
            if left_with.total() < left_over.total():
                borrowed[name], left_over = block, left_with
                break
    return borrowed


def _is_like(name: str, block: str) -> bool:
    return name.startswith(block) or name.endswith(block)


def _left_over(names: Sequence[str], borrowed: Mapping[str, str], blocks: Collection[str]) -> Counter[str]:
    """How many ends close nothing, and how many blocks are not closed, by name."""
    opening = {block: block for block in blocks} | dict(borrowed)
    closing = {f"end{block}": block for block in blocks}
    left: Counter[str] = Counter()
    stack: list[str] = []
    depth: Counter[str] = Counter()
    for name in names:
        if (block := opening.get(name)) is not None:
            stack.append(block)
            depth[block] += 1
        elif (closed := closing.get(name)) is not None:
            if not depth[closed]:
                left[name] += 1
                continue
            while (last := stack.pop()) != closed:
                left[last] += 1
                depth[last] -= 1
            depth[closed] -= 1
    left.update(stack)
    return left
