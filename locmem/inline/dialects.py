"""Placeholder notations other than Liquid: those known by name, and those a team describes by a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from locmem.errors import UsageError
from locmem.inline.notations import is_left_out
from locmem.patterns import own_pattern

DIALECTS: Mapping[str, re.Pattern[str]] = {
    "percent": re.compile(r"%\{[^{}\s]+\}"),
    "ruby": re.compile(r"#\{[^{}\n]+\}"),
    "printf": re.compile(
        r"%(?:\([A-Za-z_][\w.]*\)|\d+\$)?[-+#0]?(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:ll|[hlzjt])?[sdiufgexXcoaAEGp@]|%%"
    ),
    "bracket": re.compile(r"\[[A-Za-z_]\w*>(?:\{\w+\}\])?|\{[A-Za-z_]\w*\}"),
    "handlebars": re.compile(r"\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}"),
}
"""Name of a dialect and the pattern of its placeholders: `%{name}`; `#{name}`; `%s`, `%(x)d`, `%1$d`;
`[runs>{runs_list}]`, `[runs>` and `{runs_list}`; `{{name}}`, `{{{name}}}`."""

_OWN = "="
"""Stands between the name and the pattern of a dialect that a team describes itself: `order=ORD-[0-9]{6}`."""

Finder = Callable[[str], Iterator[tuple[int, int]]]
"""Gives start and end of every placeholder of a text, in order."""


def own_dialect(name: str, pattern: str) -> str:
    """The dialect of a team's own pattern, to stand among names of known dialects."""
    return f"{name}{_OWN}{pattern}"


def finders(dialects: Sequence[str]) -> list[Finder]:
    """A finder for each dialect.  Raises UsageError for a name that is not known."""
    found: list[Finder] = []
    for dialect in dialects:
        name, is_own, pattern = dialect.partition(_OWN)
        if is_left_out(dialect):
            continue
        if is_own:
            found.append(own_pattern(pattern).spans)
        elif name in DIALECTS:
            found.append(_spans(DIALECTS[name]))
        else:
            known = ", ".join(sorted(DIALECTS))
            raise UsageError(f"{name!r} is not a placeholder dialect; there are: {known}.")
    return found


def dialects_of(placeholders: Sequence[str]) -> list[str]:
    """The dialects in which the given placeholders are written; one nobody knows is a dialect by itself."""
    known = [name for name, pattern in DIALECTS.items() if any(pattern.fullmatch(text) for text in placeholders)]
    own = sorted({text for text in placeholders if not any(DIALECTS[name].fullmatch(text) for name in known)})
    return [*known, *(own_dialect("", re.escape(text)) for text in own)]


def _spans(pattern: re.Pattern[str]) -> Finder:
    return lambda text: (found.span() for found in pattern.finditer(text))
