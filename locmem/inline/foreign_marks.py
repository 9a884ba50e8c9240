"""Marks that look like placeholders of a notation nobody declared: `[AMOUNT]`, `{name}`, `%s`, `$NAME$`, `@@name@@`.

Nothing protects them, so a translator may have translated or lost one.  Whether that is wrong only people know.  What
an engine added, or took apart so that no program reads it any more, is told from them by the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from locmem.model.inline import CodeType, Inline

_MARK = re.compile(
    r"""\[\[[\w. -]+\]\] | \[[A-Z][A-Z0-9_ ]*[A-Z0-9_]\](?![(\[]) | \{\{?[A-Za-z_][\w.-]*\}?\} | \$\{[\w.]+\}
    | \$[A-Za-z_]\w*\$ | %\([\w.]+\)[a-z] | %\w+% | (?<!\w)%(?:\d+\$)?[sd@](?!\w) | @@\w+@@ | <[A-Z][A-Z0-9_]+>""",
    re.VERBOSE,
)
_OPAQUE = frozenset({CodeType.LIQUID, CodeType.VARIABLE, CodeType.CODE, CodeType.COMMENT, CodeType.URL, CodeType.HTML})
_PRINTF = re.compile(
    r"""%(?:\d{1,2}\$|\([\w.]{1,40}\))[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?|[jztLq])?[a-zA-Z@]
    | (?<![\d%])(?<!\d[ \u00a0\u202f])%[-+#0]{0,2}\d{0,2}(?:\.\d{1,3})?(?:hh?|ll?|[jztLq])?[sdifuxXcpgeE@](?![\w%])""",
    re.VERBOSE,
)
_BROKEN = re.compile(
    r"""\{[ \u00a0\u3000]+[{%] | [}%][ \u00a0\u3000]+\} | [｛｝]{1,2} | \{％ | ％\} | [{｛][％%]｝?
    | %[ \u00a0](?:\d{1,2}\$[sd]|\([\w.]{1,40}\)[sd]) | ％(?:\d{1,2}\$)?[sd](?!\w) | \$[ \u00a0]\{""",
    re.VERBOSE,
)
_BROKEN_WHOLE = re.compile(
    r"(?:\{[ \u00a0\u3000]+[{%]|[｛{]{1,2}(?:[％%])?)[^{}｛｝\n]{0,80}"
    r"(?:[}％%][ \u00a0\u3000]+\}|％\}|[％%]?[｝}]{1,2})"
)
_BRACES = re.compile(r"\{\{|\{%|\{[\w.]+\}")


def foreign_marks(content: Inline) -> Counter[str]:
    """The marks in the text of `content`, codes left out, and how often each stands there."""
    return Counter(found[0] for found in _MARK.finditer(_shown(content)))


def lost_marks(source: Inline, target: Inline) -> tuple[str, ...]:
    """The marks of a source that its target has not, in words."""
    there = foreign_marks(source)
    lost = there - foreign_marks(target) if there else there
    return tuple(f"the source has `{mark}`, the translation has not" for mark in lost)


def added_marks(source: Inline, target: Inline) -> Iterator[tuple[str, bool]]:
    """The printf codes of a target that its source has not, in words, and whether nobody can have meant them.

    Where the source has such codes itself, another one may be the same with its place (`%s`, `%1$s`).
    """
    there = [found[0] for found in _PRINTF.finditer(_shown(target))] if "%" in target.native else []
    if not there:
        return
    here = [found[0] for found in _PRINTF.finditer(source.native)]
    kinds = Counter(map(_kind, here))
    has_own = bool(re.search(r"%[A-Za-z]", source.native))
    for mark in there:
        kinds[_kind(mark)] -= 1
        if kinds[_kind(mark)] == -1 and mark not in source.native:
            yield f"`{mark}` is a placeholder of a program, and not in the source", not has_own


def _kind(mark: str) -> str:
    """What a printf code prints: its name, or the letter of its type."""
    name = re.search(r"\([\w.]+\)", mark)
    return name[0] if name else mark[-1].lower()


def broken_marks(source: Inline, target: Inline) -> Iterator[tuple[str, bool]]:
    """Placeholders that no program reads any more, in words: taken apart by blanks, or with fullwidth signs.

    Certain where the source has placeholders in braces or of printf, which these must have been.
    """
    here, there = source.native, _shown(target)
    if not _BROKEN.search(there):
        return
    is_certain = bool(_BRACES.search(here) or _PRINTF.search(here))
    told: set[str] = set()
    for mark in _BROKEN.finditer(there):
        whole = next(
            (wider[0] for wider in _BROKEN_WHOLE.finditer(there) if wider.start() <= mark.start() < wider.end()), ""
        )
        text = (whole or mark[0]).replace("\0", "…").strip()
        # Fullwidth braces around other things are brackets of Chinese and Japanese.
        is_meant = is_certain or re.search(r"[A-Za-z%]", text)
        if is_meant and mark[0] not in here and text not in told:
            told.add(text)
            verdict = "is a broken placeholder: write it as in the source"
            yield f"“{text}” {verdict}" if is_certain else f"“{text}” looks like a broken placeholder", is_certain


def _shown(content: Inline) -> str:
    return "".join(
        part if isinstance(part, str) else "\0" if part.type in _OPAQUE else part.text or part.original
        for part in content.parts
    )
