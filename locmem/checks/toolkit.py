"""Quality filters of translate-toolkit that raise few false alarms; the only file that imports it.

Chosen by trial on es, de, fr, pt and ja.  Left out: capitals and word counts, which every language does in its
own way, and repeated words, which French and German have in good sentences (`nous nous`, `die die`).
Their rules: https://docs.translatehouse.org/projects/translate-toolkit/en/latest/commands/pofilter_tests.html
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import CodeRole, CodeType, Inline
from locmem.model.wording import shortened

if TYPE_CHECKING:
    from translate.filters.checks import StandardChecker

QUALITY = "translation-quality"

_FILTERS = {
    "numbers": ("has other numbers than its source", "Compare the numbers one by one."),
    "brackets": ("has other brackets than its source", "Add or remove the bracket."),
    "endpunc": ("does not end with the sign its source ends with", "End it as the source ends."),
    "doublespacing": ("has double blanks that its source has not", "Write one blank."),
    "unchanged": ("is the same text as its source", "Translate it, or confirm that it stays as it is."),
}
"""Each filter with what is wrong where it fails, and what to do."""

_SHORTEST_UNCHANGED = 3
"""Words; one or two may well be a name, or the same in both languages."""

_SEPARATOR = re.compile(r"(?<=\d)[.,\u00a0\u202f'’](?=\d)")
_WORD = re.compile(r"[^\W\d_]+")


def quality_filters(context: CheckContext) -> Iterator[Finding]:
    """Translations that differ from their source in numbers, brackets, final sign or blanks, or not at all."""
    for pair in context.pairs():
        checker = _checker(str(pair.locale))
        for row in context.shown(pair):
            entry = row.entry
            if entry.is_stale:
                continue
            source, target = _read(row.segment.content), _read(row.target)
            for name in _failures(checker, source, target):
                difference, do = _FILTERS[name]
                yield Finding(
                    check=QUALITY,
                    gate=Gate.RELEASE,
                    severity=Severity.WARNING,
                    location=entry_location(pair, entry),
                    locale=pair.locale,
                    what=f"“{shortened(entry.target, 60)}” {difference}.",
                    do=do,
                )


def _failures(checker: StandardChecker, source: str, target: str) -> Iterator[str]:
    from translate.filters.checks import FilterFailure

    for name in _FILTERS:
        if not _applies(name, source):
            continue
        test: Callable[[str, str], bool] = getattr(checker, name)
        try:
            passed = test(source, target)
        except FilterFailure:
            passed = False
        if not passed:
            yield name


def _applies(name: str, source: str) -> bool:
    """Whether a filter has something to say of a source: salutations, labels and names follow other customs."""
    if name == "unchanged":
        return len(_WORD.findall(source)) >= _SHORTEST_UNCHANGED
    return name != "endpunc" or (source.endswith((".", "?", "!")) and not source.endswith("..."))


@lru_cache(maxsize=32)
def _checker(locale: str) -> StandardChecker:
    from translate.filters.checks import CheckerConfig, StandardChecker

    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=locale.replace("-", "_")))


def _read(content: Inline) -> str:
    """The text as the filters can compare it: codes that show a value as X, digits and brackets in ASCII form."""
    parts: list[str] = []
    for part in content.parts:
        if isinstance(part, str):
            parts.append(part)
        elif part.is_text:
            parts.append(part.text)
        elif part.type is CodeType.BREAK:
            parts.append(" ")
        elif part.role is CodeRole.SINGLE:
            parts.append("X")
    text = "".join(parts).strip()
    # Languages separate thousands and decimals in different ways; the digits are what must be the same.
    return _SEPARATOR.sub("", unicodedata.normalize("NFKC", text))
