"""Quality filters of translate-toolkit that raise few false alarms; the only file that imports it.

Measured on production translations into es, ja and de; figures stand in docs/measurements.md.  Left out, because they
raise alarms on every tenth sound text or more: capitals, blanks around signs, counts of sentences and words; and what
checks of our own see better: numbers, brackets, final signs, blanks, repeated words, addresses, copies of the source.
Their rules: https://docs.translatehouse.org/projects/translate-toolkit/en/latest/commands/pofilter_tests.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces

if TYPE_CHECKING:
    from translate.filters.checks import StandardChecker

_ACRONYM = re.compile(r"[A-Z][A-Z]")
_PATH = re.compile(r"(?:^|\s)/\w")
_STARTS = re.compile(r"[^\w\s\ue000\ue001]")


def changed_acronyms(text: Text) -> Iterator[Flaw]:
    """Words of capitals in a source (`PIN`, `VAT`) that its translation writes in another way."""
    if _ACRONYM.search(text.source) and not text.is_same_language and _fails("acronyms", text):
        yield Flaw(what="does not have all words of capitals that its source has")


def changed_paths(text: Text) -> Iterator[Flaw]:
    """Paths of files in a source that its translation does not have as they are."""
    if _PATH.search(text.source) and _fails("filepaths", text):
        yield Flaw(what="does not have the paths of its source as they are")


def changed_starts(text: Text) -> Iterator[Flaw]:
    """Translations that begin with another sign than their source: a bracket, a dash, a quotation mark."""
    is_signed = _STARTS.match(text.source) or _STARTS.match(text.target)
    if is_signed and not joins_without_spaces(text.locale) and _fails("startpunc", text):
        yield Flaw(what="does not begin with the sign its source begins with")


def _fails(name: str, text: Text) -> bool:
    from translate.filters.checks import FilterFailure

    test: Callable[[str, str], bool] = getattr(_checker(text.locale), name)
    try:
        return not test(_read(text.source), _read(text.target))
    except FilterFailure:
        return True


@lru_cache(maxsize=32)
def _checker(locale: str) -> StandardChecker:
    from translate.filters.checks import CheckerConfig, StandardChecker

    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=locale.replace("-", "_")))


def _read(text: str) -> str:
    """The text as the filters can compare it: codes that show a value as X."""
    return text.replace(VALUE, "X").replace(MARK, "").replace("\n", " ").strip()


CHECKS = (
    text_check(
        changed_acronyms,
        name="acronym-changed",
        family="toolkit",
        severity=Severity.NOTE,
        why="A name of capitals is looked for as it stands on the screen or in the law.",
        example="Escribe tu clave. (Enter your PIN.)",
        do="Keep the capitals, if the language has no word of its own for them.",
    ),
    text_check(
        changed_paths,
        name="path-changed",
        family="toolkit",
        severity=Severity.WARNING,
        why="Customers look for a folder that is not there.",
        example="Abre /ajustes/cuenta. (Open /settings/account.)",
        do="Write the path as the source has it.",
    ),
    text_check(
        changed_starts,
        name="start-punctuation",
        family="toolkit",
        severity=Severity.NOTE,
        why="A dash or a bracket at the start says what kind of text follows.",
        example="Nuevo (– New)",
        do="Begin as the source begins.",
    ),
)
