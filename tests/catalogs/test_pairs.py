from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from locmem.inline.protect import from_editable
from locmem.model.finding import Gate
from locmem.model.inline import Inline
from locmem.model.translation import HUMAN, State
from locmem.pipelines.check import CheckOptions, check
from tests.pipelines.shop import Shop


@pytest.fixture
def times_read(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, int]]:
    """How often each target was read beside its source."""
    counts: Counter[tuple[str, int]] = Counter()
    sources: list[Inline] = []

    def counted(text: str, source: Inline) -> Inline:
        sources.append(source)  # An id stands for one source only as long as that lives.
        counts[text, id(source)] += 1
        return from_editable(text, source)

    monkeypatch.setattr("locmem.catalogs.pairs.from_editable", counted)
    return counts


@pytest.mark.parametrize("gate", list(Gate))
def test_a_check_reads_each_target_of_a_locale_once(
    shop: Shop, times_read: Counter[tuple[str, int]], gate: Gate
) -> None:
    locales = len(shop.open().settings.locales)
    check(shop.open(), CheckOptions(gate=gate))
    assert times_read
    assert max(times_read.values()) <= locales


def test_a_row_keeps_what_it_read_as_long_as_the_target_is_the_same(shop: Shop) -> None:
    row = next(row for row in shop.pair("articles/complaints.md").rows if "{{" in row.entry.target)
    noted = row.holding(replace(row.entry, note="looked at"))
    assert noted.entry.note == "looked at"
    assert noted.target is row.target
    emptied = row.holding(row.entry.with_target("Nada.", State.TRANSLATED, HUMAN))
    assert emptied.target.native == "Nada."
    assert [problem.what for problem in emptied.code_problems] == list(emptied.serious_problems) != []
    assert row.serious_problems == ()


def test_a_pair_with_other_entries_shows_them_beside_the_same_segments(shop: Shop) -> None:
    pair = shop.pair("articles/complaints.md")
    entries = [pair.catalog.entries[0].with_target("Quejas", State.DRAFT, HUMAN), *pair.catalog.entries[1:]]
    changed = pair.with_entries(entries)
    assert changed.rows[0].target.native == "Quejas"
    assert [row.segment for row in changed.rows] == [row.segment for row in pair.rows]
    assert changed.rows[1] is pair.rows[1]


def test_rows_of_another_source_are_never_taken_over(shop: Shop) -> None:
    pair, other = shop.pair("articles/complaints.md"), shop.pair("articles/paying.md")
    entries = tuple(other.catalog.entries)
    moved = replace(pair.with_entries(pair.catalog.entries), source=other.source, catalog=other.catalog)
    assert [row.segment for row in moved.rows] == list(other.source.catalog_segments)
    assert tuple(row.entry for row in moved.rows) == entries
