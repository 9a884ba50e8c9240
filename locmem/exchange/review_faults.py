"""Rows of a table of pairs that must not be taken, whatever their texts say: moved, or at odds with other rows.

None of it needs the project: each row tells what it was when it was written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from locmem.exchange.review_rows import ReviewRow, segment_digest, source_digest, text_digest
from locmem.formats.table import fills_its_cell

NO_SEGMENT = "it belongs to no segment: copy its text into the row of the segment it translates"
"""Why a text of the translation that stands for nothing in the source is not taken."""

_SORTED = "a column was sorted or moved by itself; sort whole rows"
_FEWEST_WORDS = 3
"""Words of a text from which on it translates two different sources by no chance."""
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WITHOUT_BLANKS = "⺀"
"""The first character of the scripts of East Asia, of which two letters are about a word."""


def faults(rows: Sequence[ReviewRow], locales: Collection[str]) -> dict[int, str]:
    """Why decided rows cannot be followed, by their places among `rows`; of the others nothing is said.

    locales: those that are declared.
    """
    decided = [(place, row) for place, row in enumerate(rows) if row.is_taken is not None]
    found: dict[int, str] = {}
    files = {_file(row): _Table([one for one in rows if _file(one) == _file(row)], locales) for _, row in decided}
    for place, row in decided:
        if fault := files[_file(row)].fault(row):
            found[place] = fault
    sound = [(place, row) for place, row in decided if place not in found]
    found |= dict(_at_odds(sound))
    found |= dict(_for_two_sources([(place, row) for place, row in sound if row.is_taken and place not in found]))
    return found


def is_telling(text: str) -> bool:
    """Whether a text is long enough to translate two different sources by no chance."""
    words = _WORD.findall(text)
    dense = sum(letter >= _FIRST_WITHOUT_BLANKS for word in words for letter in word)
    return bool(len(words) + dense // 2 >= _FEWEST_WORDS)


def same_sentence(other: str) -> str:
    """Why a text is not taken that also stands for the segment with the key `other`."""
    return (
        f"the same sentence is taken for {other}, whose source says something else: where the translation says both "
        "in one, split it between the rows"
    )


class _Table:
    """The rows of one file, and what only all of them together tell."""

    def __init__(self, rows: Sequence[ReviewRow], locales: Collection[str]) -> None:
        self._rows, self._locales = rows, locales

    def fault(self, row: ReviewRow) -> str:
        """What in a row is not its own, and for one to be taken, why its target is none; empty where nothing is."""
        return self._moved(row) or (self._no_target(row) if row.is_taken else "")

    def _moved(self, row: ReviewRow) -> str:
        written = row.as_written
        if segment_digest(row.locale, row.key) != written.segment:
            return self._strange_segment(row)
        said = source_digest(row.source)
        if not said or said == written.source:
            return ""
        if other := next((one for one in self._rows if one.as_written.source == said), None):
            return f"its source is that of {_called(other)}: {_SORTED}"
        if row.is_lossy and "?" in row.source:
            return "its source lost letters: the file was saved in a character set without them; save it as UTF-8"
        return "the source in the row is not the one it was written with: it was edited; undo that, or align again"

    def _strange_segment(self, row: ReviewRow) -> str:
        written = row.as_written.segment
        if row.locale not in self._locales:
            return f"the locale {row.locale!r} in the row is not declared; write the one that stood there"
        if any(segment_digest(locale, row.key) == written for locale in self._locales):
            return f"the locale in the row was another one than {row.locale}; write the one that stood there"
        if any(segment_digest(locale, "") == written for locale in self._locales):
            return NO_SEGMENT
        said = segment_digest(row.locale, row.key)
        if other := next((one for one in self._rows if one.as_written.segment == said), None):
            return f"its segment is that of {_called(other)}: {_SORTED}"
        what = (
            f"{row.key} is not the segment the row was written for" if row.key else "its segment is gone from the row"
        )
        return f"{what}; write the one that stood there, or align again"

    def _no_target(self, row: ReviewRow) -> str:
        if not row.key:
            return NO_SEGMENT
        if not row.target.strip():
            return "there is no target to take: write one, or leave the row to a translator"
        if fills_its_cell(row.target):
            return "the cell is as full as a cell can be, so that the program may have cut the text"
        if not row.is_as_proposed and (other := self._owner(row)):
            return (
                f"its target is what was proposed in {_called(other)}, for another source: {_SORTED}. Where it is "
                "meant, write it into the catalog"
            )
        return ""

    def _owner(self, row: ReviewRow) -> ReviewRow | None:
        """The row of another source in which the target of this one was proposed, unless it may come from there."""
        target = text_digest(row.target)
        for other in self._rows:
            written = other.as_written
            if written.target != target or written.source == row.as_written.source:
                continue
            is_still_there = other.is_as_proposed
            if not other.key and (is_still_there or not other.target.strip()):
                # It stood for nothing, and it is for its text to be copied or moved from there.
                continue
            if other.key and is_still_there and not is_telling(row.target):
                # Two short texts may well be translated alike.
                continue
            return other
        return None


def _at_odds(decided: Sequence[tuple[int, ReviewRow]]) -> Iterator[tuple[int, str]]:
    """The rows of segments that say two things."""
    segments: dict[tuple[str, str], list[tuple[int, ReviewRow]]] = {}
    for place, row in decided:
        if row.key:
            segments.setdefault((row.locale, row.key), []).append((place, row))
    for several in segments.values():
        taken = [(place, row) for place, row in several if row.is_taken]
        if len({row.target for _, row in taken}) > 1:
            yield from ((place, "another row takes another text for its segment; keep one") for place, _ in taken)
            continue
        proposals = {row.as_written.target for _, row in taken} | {text_digest(row.target) for _, row in taken}
        both = [(place, row) for place, row in several if not row.is_taken and row.as_written.target in proposals]
        if both:
            why = "it is taken in one row and dropped in another; keep one of them"
            yield from ((place, why) for place, _ in (*taken, *both))


def _for_two_sources(taken: Iterable[tuple[int, ReviewRow]]) -> Iterator[tuple[int, str]]:
    """The rows of a page that give one sentence to two sources."""
    texts: dict[tuple[str, str, str], list[tuple[int, ReviewRow]]] = {}
    for place, row in taken:
        if is_telling(row.target):
            document = row.key.rpartition("#")[0]
            texts.setdefault((row.locale, document, " ".join(row.target.split())), []).append((place, row))
    for several in texts.values():
        for place, row in several:
            others = (one for _, one in several if one.key != row.key and _said(one) != _said(row))
            if other := next(others, None):
                yield place, same_sentence(other.key)


def _said(row: ReviewRow) -> str:
    """The words of a row's source, however they are written."""
    return " ".join(_WORD.findall(row.source.casefold())) or row.as_written.source


def _file(row: ReviewRow) -> str:
    return row.place.path if row.place else ""


def _called(row: ReviewRow) -> str:
    return f"row {row.place.line}" if row.place else "another row"
