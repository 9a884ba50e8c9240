"""Marks that look like placeholders of a notation nobody declared: `[AMOUNT]`, `{name}`, `%s`, `$NAME$`, `@@name@@`.

Nothing protects them, so a translator may have translated or lost one.  Whether that is wrong only people know.
"""

from __future__ import annotations

import re
from collections import Counter

from locmem.model.inline import CodeType, Inline

_MARK = re.compile(
    r"""\[\[[\w. -]+\]\] | \[[A-Z][A-Z0-9_ ]*[A-Z0-9_]\] | \{\{?[A-Za-z_][\w.-]*\}?\} | \$\{[\w.]+\} | \$[A-Za-z_]\w*\$
    | %\([\w.]+\)[a-z] | %\w+% | (?<!\w)%(?:\d+\$)?[sd@](?!\w) | @@\w+@@ | <[A-Z][A-Z0-9_]+>""",
    re.VERBOSE,
)
_OPAQUE = frozenset({CodeType.LIQUID, CodeType.VARIABLE, CodeType.CODE, CodeType.COMMENT, CodeType.URL, CodeType.HTML})


def foreign_marks(content: Inline) -> Counter[str]:
    """The marks in the text of `content`, codes left out, and how often each stands there."""
    shown = (
        part if isinstance(part, str) else "\0" if part.type in _OPAQUE else part.text or part.original
        for part in content.parts
    )
    return Counter(found[0] for found in _MARK.finditer("".join(shown)))


def lost_marks(source: Inline, target: Inline) -> tuple[str, ...]:
    """The marks of a source that its target has not, in words."""
    there = foreign_marks(source)
    lost = there - foreign_marks(target) if there else there
    return tuple(f"the source has `{mark}`, the translation has not" for mark in lost)
