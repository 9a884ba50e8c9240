"""What somebody meant by an option that a command does not have: another spelling, or what takes such a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

_ALIKE = 0.75
"""The share of signs that two names have in common, from which one may be the other mistyped."""
_SHORTEST = 3
"""Letters that the beginning of a name needs, so that it can be no other's."""


def explained(error: Any) -> None:
    """Have the complaint about an option that is not there name what is meant, and nothing that only looks a bit alike.

    error: of the library that reads the command line.
    """
    name, context = error.option_name, error.ctx
    error.possibilities = None
    if not name.startswith("--") or context is None:
        return
    hints = tuple(_hints(name, context.command, context.command_path))
    if hints:
        error.message = " ".join((f"{error.message}.", *hints))


def _hints(name: str, command: Any, path: str) -> Iterator[str]:
    options = _options(command)
    near = nearest(name, tuple(options))
    if near:
        yield f"Did you mean {' or '.join(map(_quoted, near))}?"
        return
    takers = [one for one, value in options.items() if value == name.removeprefix("--").upper()]
    if takers:
        yield f"{' and '.join(map(_quoted, takers))} take{'s' if len(takers) == 1 else ''} a {options[takers[0]]}."
    below = [word for word, one in getattr(command, "commands", {}).items() if name in _options(one)]
    if below:
        listed = " and ".join(_quoted(f"{path} {word}") for word in below)
        yield f"{listed} {'has' if len(below) == 1 else 'have'} it."


def _options(command: Any) -> Mapping[str, str]:
    """The long options of a command, each with what it takes as the help calls it."""
    return {
        name: (param.metavar or "").strip("[]")
        for param in command.params
        if not getattr(param, "hidden", False)
        for name in param.opts
        if name.startswith("--")
    }


def nearest(name: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options that are `name` begun, carried on or mistyped, best first, three at most."""
    word = name.removeprefix("--").casefold()
    ranked = []
    for option in options:
        other = option.removeprefix("--")
        shorter = min(word, other, key=len)
        is_begun = len(shorter) >= _SHORTEST and word.startswith(shorter) and other.startswith(shorter)
        alike = SequenceMatcher(None, word, other).ratio()
        if is_begun or alike >= _ALIKE:
            ranked.append((not is_begun, -alike, option))
    best = sorted(ranked)[:3]
    # What merely looks alike is left out beside what was begun.
    return tuple(option for is_other, _, option in best if is_other == best[0][0])


def _quoted(text: str) -> str:
    return f"'{text}'"
