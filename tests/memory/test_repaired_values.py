"""Values that changed in a source: the target says the right one, or the old one and that it is old.

The file holds a case a line; as the repaired target, `-` stands for a value that nobody can know, `=` for an old
target that says the new value too.  Whoever finds a wrong value adds a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.inline.protect import parse
from locmem.memory.lookup import matches
from locmem.model.inline import Syntax
from locmem.model.match import Entry, Query

FILE = Path(__file__).parent / "cases" / "repairs.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
CASES = [pytest.param(*row[1:], id=f"{row[0]}: {row[1]}-{row[2]} {row[5]}") for row in ROWS]
UNKNOWN, UNTOUCHED = "-", "="


@pytest.mark.parametrize(("source_locale", "locale", "old", "target", "new", "expected"), CASES)
def test_a_value_is_right_or_left_and_marked(
    source_locale: str, locale: str, old: str, target: str, new: str, expected: str
) -> None:
    stored, text, asked = (parse(one, Syntax.MARKDOWN) for one in (old, target, new))
    entry = Entry(source=stored, target=text, source_locale=source_locale, locale=locale)
    (found,) = matches(Query(source=asked, source_locale=source_locale, locale=locale), (entry,), 0, 1)
    if expected == UNKNOWN:
        assert found.target_text == target
        assert found.left
        assert found.critical
        assert found.percent <= 94
    elif expected == UNTOUCHED:
        assert (found.target_text, found.critical) == (target, ())
    else:
        assert found.target_text == expected
        assert (found.left, found.critical) == ((), ())
