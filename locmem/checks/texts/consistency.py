"""Texts of one document that say the same thing in two ways, or two things in one way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.checks.texts.numbers import changed_numbers
from locmem.checks.texts.text import Text
from locmem.markets.languages import function_words
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.segment import UnitKind
from locmem.model.wording import shortened
from locmem.values.negations import negates

TWO_TARGETS = "same-source-two-translations"
TWO_SOURCES = "two-sources-same-translation"
QUOTED_NAME = "quoted-name-inconsistent"

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,40})[”\"»“]|\*\*([^*\n]{2,40})\*\*|<(?:b|strong)>([^<]{2,40})</")
_FEWEST_WORDS = 2
_FEWEST_LETTERS = 12

Shown = tuple[Row, Text]


def two_translations(context: CheckContext) -> Iterator[Finding]:
    """Sentences that stand several times in a document and have different confirmed translations."""
    return _within(context, _two_targets)


def two_sources(context: CheckContext) -> Iterator[Finding]:
    """Different sentences of a document that have the same translation."""
    return _within(context, _two_sources)


def inconsistent_names(context: CheckContext) -> Iterator[Finding]:
    """Names in quotation marks or bold type that a document keeps in one place and translates in another."""
    return _within(context, _names)


def _within(context: CheckContext, find: Callable[[Pair, list[Shown]], Iterator[Finding]]) -> Iterator[Finding]:
    documents: dict[int, tuple[Pair, list[Shown]]] = {}
    for pair, row, text in context.texts:
        if not text.is_stale and not text.is_same_language:
            documents.setdefault(id(pair), (pair, []))[1].append((row, text))
    for pair, rows in documents.values():
        if len(rows) > 1:
            yield from find(pair, rows)


def _two_targets(pair: Pair, rows: list[Shown]) -> Iterator[Finding]:
    first: dict[tuple[object, str], Row] = {}
    for row, text in rows:
        if len(text.source_words) < _FEWEST_WORDS or not row.entry.is_confirmed:
            continue
        other = first.setdefault((row.segment.kind, row.entry.source), row)
        if other is not row and _plain(other.entry.target) != _plain(row.entry.target):
            what = f"is “{shortened(other.entry.target, 60)}” where the same source stands before"
            yield _found(TWO_TARGETS, Severity.WARNING, pair, row, what, "Say it in one way, if nothing differs.")


def _two_sources(pair: Pair, rows: list[Shown]) -> Iterator[Finding]:
    first: dict[str, Shown] = {}
    for row, text in rows:
        is_cell = row.segment.kind is UnitKind.CELL
        if not is_cell and len(text.target) < _FEWEST_LETTERS:
            continue
        other, there = first.setdefault(_plain(row.entry.target), (row, text))
        if other is row or _plain(other.entry.source) == _plain(row.entry.source):
            continue
        if is_cell and other.segment.kind is UnitKind.CELL and not _is_near(row, other):
            # Which of two labels is wrong nobody can tell from them.
            yield _alike(pair, row, other, Severity.WARNING)
            yield _alike(pair, other, row, Severity.WARNING)
        elif _are_apart(text, there):
            worse = (other, row) if _oddness(there) > _oddness(text) else (row, other)
            yield _alike(pair, *worse, Severity.ERROR)
        else:
            yield _alike(pair, row, other, Severity.NOTE)


def _alike(pair: Pair, row: Row, other: Row, severity: Severity) -> Finding:
    what = f"is also the translation of “{shortened(other.entry.source, 60)}”"
    return _found(TWO_SOURCES, severity, pair, row, what, "See whether both say what their source says.")


def _are_apart(text: Text, other: Text) -> bool:
    """Whether two sources are sentences that have no word in common but small ones such as `it` and `for`."""
    if min(len(text.source_words), len(other.source_words)) < _FEWEST_OF_SENTENCE:
        return False
    small = function_words(text.source_locale)
    ours, theirs = ({word.casefold() for word in one.source_words} - small for one in (text, other))
    return min(len(ours), len(theirs)) > 1 and ours.isdisjoint(theirs)


_FEWEST_OF_SENTENCE = 4


def _oddness(text: Text) -> tuple[int, float]:
    """How little a translation fits its source: by its numbers and its `not`, then by its length."""
    is_other = bool(next(changed_numbers(text), None)) + (
        negates(text.source, text.source_language) != negates(text.target, text.language)
    )
    return is_other, abs(len(text.target) / max(1, len(text.source)) - 1)


def _is_near(row: Row, other: Row) -> bool:
    """Whether two labels are one in two spellings or numbers: `Lamp`, `Lamps`."""
    ours, theirs = (_plain(one.entry.source) for one in (row, other))
    return ours[:_NEAR] == theirs[:_NEAR]


_NEAR = 4


def _names(pair: Pair, rows: list[Shown]) -> Iterator[Finding]:
    kept: Counter[str] = Counter()
    changed: dict[str, list[Row]] = {}
    for row, _ in rows:
        for found in _QUOTED.finditer(row.entry.source):
            name = next(part for part in found.groups() if part).strip(" .,:;!?")
            if not name[:1].isupper() or "{" in name:
                continue
            if name in row.entry.target:
                kept[name] += 1
            else:
                changed.setdefault(name, []).append(row)
    for name, some in changed.items():
        if kept[name]:
            row = some[0]
            what = f"translates the name “{name}”, which the document keeps in another place"
            yield _found(QUOTED_NAME, Severity.NOTE, pair, row, what, "Call it by one name everywhere.")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".:")


def _found(check: str, severity: Severity, pair: Pair, row: Row, what: str, do: str) -> Finding:
    return Finding(
        check=check,
        gate=Gate.RELEASE,
        severity=severity,
        location=entry_location(pair, row.entry),
        locale=pair.locale,
        what=f"“{shortened(row.entry.target, 60)}” {what}.",
        do=do,
    )


CHECKS = (
    Listed(
        name=TWO_TARGETS,
        family="consistency",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=two_translations,
        why="Customers wonder whether two things are meant.",
        example="“Guardar cambios” here, “Salvar cambios” there, for Save changes",
        do="Say it in one way, if nothing differs.",
    ),
    Listed(
        name=TWO_SOURCES,
        family="consistency",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=two_sources,
        why="One of the two may have been pasted by mistake.",
        example="“Abre la página.” for Open the page. and for Close the page.",
        do="See whether both say what their source says.",
    ),
    Listed(
        name=QUOTED_NAME,
        family="consistency",
        gate=Gate.RELEASE,
        severity=Severity.NOTE,
        check=inconsistent_names,
        why="Customers look for a button under two names.",
        example="“Settings” here, “Ajustes” there",
        do="Call it by one name everywhere.",
    ),
)
