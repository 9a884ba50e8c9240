"""Placeholder notations other than Liquid, by name; a content set switches them on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from locmem.errors import UsageError

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


def patterns(names: Sequence[str]) -> list[re.Pattern[str]]:
    """The patterns of the dialects named.  Raises UsageError for a name that is not known."""
    unknown = [name for name in names if name not in DIALECTS]
    if unknown:
        known = ", ".join(sorted(DIALECTS))
        raise UsageError(f"{unknown[0]!r} is not a placeholder dialect; there are: {known}.")
    return [DIALECTS[name] for name in names]
