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

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, WORD, Text
from locmem.model.finding import Severity

if TYPE_CHECKING:
    from translate.filters.checks import StandardChecker

_SHORTEST_UNCHANGED = 3
"""Words; one or two may well be a name, or the same in both languages."""

_SEPARATOR = re.compile(r"(?<=\d)[.,\u00a0\u202f'’](?=\d)")


def changed_brackets(text: Text) -> Iterator[Flaw]:
    """Translations that have other brackets than their source."""
    if _fails("brackets", text):
        yield Flaw(what="has other brackets than its source")


def changed_ends(text: Text) -> Iterator[Flaw]:
    """Translations that do not end with the sign their source ends with."""
    # Salutations and labels follow other customs.
    source = text.source.strip()
    if source.endswith((".", "?", "!")) and not source.endswith("...") and _fails("endpunc", text):
        yield Flaw(what="does not end with the sign its source ends with")


def double_blanks(text: Text) -> Iterator[Flaw]:
    """Translations with two blanks in a row where their source has one."""
    if "  " in text.target and _fails("doublespacing", text):
        yield Flaw(what="has double blanks that its source has not")


def untranslated_texts(text: Text) -> Iterator[Flaw]:
    """Translations that are the same text as their source."""
    if len(WORD.findall(text.source)) >= _SHORTEST_UNCHANGED and _fails("unchanged", text):
        yield Flaw(what="is the same text as its source")


def _fails(name: str, text: Text) -> bool:
    from translate.filters.checks import FilterFailure

    if text.is_stale:
        return False
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
    """The text as the filters can compare it: codes that show a value as X, digits and brackets in ASCII form."""
    # Languages separate thousands and decimals in different ways; the digits are what must be the same.
    plain = text.replace(VALUE, "X").replace(MARK, "").replace("\n", " ").strip()
    return _SEPARATOR.sub("", unicodedata.normalize("NFKC", plain))


CHECKS = (
    text_check(
        changed_brackets,
        name="bracket-changed",
        family="toolkit",
        severity=Severity.WARNING,
        why="A bracket that opens and never closes looks careless, and may break markup.",
        example="Reembolso (por banco.",
        do="Add or remove the bracket.",
    ),
    text_check(
        changed_ends,
        name="end-punctuation",
        family="toolkit",
        severity=Severity.WARNING,
        why="A question that ends in a full stop, or a sentence that ends in nothing, reads as cut off.",
        example="Abre la página (Open the page.)",
        do="End it as the source ends.",
    ),
    text_check(
        double_blanks,
        name="double-space",
        family="toolkit",
        severity=Severity.WARNING,
        why="Two blanks look like a word is missing.",
        example="Abre  la página.",
        do="Write one blank.",
    ),
    text_check(
        untranslated_texts,
        name="untranslated-text",
        family="toolkit",
        severity=Severity.WARNING,
        why="Customers get a sentence in a language they may not read.",
        example="Open the whole page. (in the Spanish catalog)",
        do="Translate it, or confirm that it stays as it is.",
    ),
)
