"""What the columns of a glossary in a spreadsheet say, told by their headings.

Headings are those that people and Weblate write; case, blanks, `_` and `-` do not matter.  A heading that is the tag or
the name of a language is the column of its terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from locmem.formats.table_cells import Cell
from locmem.model.tags import tag_and_more


class Column(Enum):
    """What a column holds; the value is the heading that is written."""

    CONCEPT = "concept"
    LOCALE = "locale"
    TERM = "term"
    STATUS = "status"
    PART_OF_SPEECH = "part_of_speech"
    MARKETS = "markets"
    NOTE = "note"
    KEEP = "do_not_translate"
    DOMAIN = "domain"
    DEFINITION = "definition"
    CONCEPT_NOTE = "concept_note"
    SOURCE = "source"
    TARGET = "target"
    FORBIDDEN = "forbidden"


ALWAYS = (
    Column.CONCEPT,
    Column.LOCALE,
    Column.TERM,
    Column.STATUS,
    Column.MARKETS,
    Column.NOTE,
    Column.DEFINITION,
)
"""Columns that are always written; others only where a term or a concept needs them, or the file had them."""

ORDER = (
    Column.CONCEPT,
    Column.LOCALE,
    Column.TERM,
    Column.STATUS,
    Column.PART_OF_SPEECH,
    Column.MARKETS,
    Column.NOTE,
    Column.KEEP,
    Column.DOMAIN,
    Column.DEFINITION,
    Column.CONCEPT_NOTE,
)
"""The columns of a file with one row a term, in the order in which they are written."""


class Layout(Enum):
    """How a glossary lies in a table.

    TERMS: one row a term.  PAIRS: one row a source term with its target.  WIDE: one row a source term, one column a
    locale.
    """

    TERMS = "one row a term"
    PAIRS = "one row a pair"
    WIDE = "one column a locale"


_HEADINGS = {
    "concept": Column.CONCEPT,
    "concept id": Column.CONCEPT,
    "entry": Column.CONCEPT,
    "entry id": Column.CONCEPT,
    "id": Column.CONCEPT,
    "locale": Column.LOCALE,
    "language": Column.LOCALE,
    "lang": Column.LOCALE,
    "term": Column.TERM,
    "source": Column.SOURCE,
    "source term": Column.SOURCE,
    "target": Column.TARGET,
    "target term": Column.TARGET,
    "translation": Column.TARGET,
    "status": Column.STATUS,
    "forbidden": Column.FORBIDDEN,
    "forbidden terms": Column.FORBIDDEN,
    "part of speech": Column.PART_OF_SPEECH,
    "pos": Column.PART_OF_SPEECH,
    "market": Column.MARKETS,
    "markets": Column.MARKETS,
    "note": Column.NOTE,
    "notes": Column.NOTE,
    "comment": Column.NOTE,
    "comments": Column.NOTE,
    "explanation": Column.NOTE,
    "do not translate": Column.KEEP,
    "dnt": Column.KEEP,
    "domain": Column.DOMAIN,
    "subject": Column.DOMAIN,
    "subject field": Column.DOMAIN,
    "definition": Column.DEFINITION,
    "description": Column.DEFINITION,
    "concept note": Column.CONCEPT_NOTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table.

    known: the number of each column by what it holds; locales: by the language of its terms, in BCP 47 spelling.
    unknown: headings that say nothing here, or the same as one before.
    """

    layout: Layout
    known: dict[Column, int]
    locales: dict[str, int]
    unknown: tuple[str, ...]

    @property
    def written(self) -> tuple[Column, ...]:
        """Those that a file with one row a term goes on having."""
        return tuple(column for column in self.known if column in ORDER)


Named = Callable[[str, Collection[str]], str]
"""The one locale of some that a name of a language means; empty for none."""


def columns_of(
    headings: Sequence[Cell], source_locale: str, locales: Collection[str], named: Named | None = None
) -> Columns | None:
    """What the first row of a table says; None where it is no row of headings.

    locales: those of the project; a word of three letters names a language only where it is one of them.
    named: finds them by the names of their languages; None where only tags count.
    """
    known: dict[Column, int] = {}
    tags: dict[str, int] = {}
    unknown: list[str] = []
    for number, cell in enumerate(headings):
        heading = " ".join(re.sub(r"[\s_-]+", " ", cell.text).split())
        column = _HEADINGS.get(heading.casefold())
        tag = "" if column else _tag(cell.text.strip(), locales, named)
        if column and column not in known:
            known[column] = number
        elif tag and tag not in tags:
            tags[tag] = number
        elif heading:
            unknown.append(heading)
    if Column.SOURCE not in known and source_locale in tags and not {Column.TERM, Column.TARGET} & known.keys():
        known[Column.SOURCE] = tags.pop(source_locale)
    layout = _layout(known, tags)
    if layout is None:
        return None
    if layout is not Layout.WIDE:
        unknown += tags
        tags = {}
    return Columns(layout=layout, known=known, locales=tags, unknown=tuple(unknown))


def _layout(known: dict[Column, int], tags: dict[str, int]) -> Layout | None:
    if {Column.TERM, Column.LOCALE} <= known.keys():
        return Layout.TERMS
    if {Column.SOURCE, Column.TARGET} <= known.keys():
        return Layout.PAIRS
    return Layout.WIDE if Column.SOURCE in known and (tags or Column.KEEP in known) else None


def _tag(heading: str, locales: Collection[str], named: Named | None) -> str:
    if heading not in locales and named is not None and (meant := named(heading, locales)):
        return meant
    try:
        tag = tag_and_more(heading)[0]
    except ValueError:
        return ""
    return tag if tag in locales or len(tag) != 3 else ""
