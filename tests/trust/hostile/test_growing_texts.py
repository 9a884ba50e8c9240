"""What made time grow faster than the text: the work is counted, and what cannot be done in good time is refused."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from locmem.catalogs.occurrences import Place, align
from locmem.checks.fact_forms import ADDRESS
from locmem.content import html_reader, units
from locmem.content.kinds import KINDS, ReadOptions
from locmem.content.read_options import MAX_LINES
from locmem.content.reader_text import words_of_html, words_of_markdown
from locmem.content.units import Edge, trimmed
from locmem.errors import InputErrors, RenderError
from locmem.inline import compare
from locmem.inline.matching import Group, groups
from locmem.inline.protect import parse as parse_inline
from locmem.model.inline import Part, Syntax
from locmem.model.segment import UnitKind
from locmem.pipelines.verification import verify_paths
from locmem.render.html import sanitised, to_html
from locmem.yamlfile import MAX_DEPTH, parse
from tests.trust.hostile.growing_shapes import TEXTS
from tests.trust.hostile.growing_texts import SIZES, growth

TABLE = "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "x\n" * 200


@pytest.mark.parametrize("opening", ["[", "{", "[{a: "])
@pytest.mark.parametrize("size", [200, 100_000])
def test_brackets_nested_too_deeply_are_refused_where_they_are(opening: str, size: int) -> None:
    with pytest.raises(InputErrors) as refused:
        parse(f"a: b\nc: {opening * (size // len(opening))}\n", "locmem.yaml")
    [problem] = refused.value.problems
    assert problem.what == f"nested more than {MAX_DEPTH} levels deep."
    assert (problem.location.line, problem.location.column > MAX_DEPTH) == (2, True)


def test_brackets_in_texts_are_no_nesting() -> None:
    text = "[" * 500
    node = parse(f'a: "{text}"\nb: |\n  {text}\nc: x {text}\n', "locmem.yaml")
    assert node is not None


def test_a_page_far_too_long_is_refused_with_its_place_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "dump.md").write_text("- item\n" * (MAX_LINES + 1), encoding="utf-8")
    (tmp_path / "page.md").write_text("- item\n", encoding="utf-8")
    report = verify_paths([tmp_path])
    assert report.files == 1
    assert [str(one) for one in report.refused] == [
        f"{tmp_path}/dump.md:{MAX_LINES + 1}: the page has 210,007 characters in 30,001 lines; 500,000 in 30,000 are"
        " read. Split it, or take it out of the content set."
    ]


def test_a_table_of_empty_cells_is_refused_with_its_place() -> None:
    with pytest.raises(InputErrors, match=r"page.md:5: with this table the page has far more cells than are written"):
        KINDS["markdown"].read(f"---\na: b\n---\n\n{TABLE}", "page.md", ReadOptions())
    with pytest.raises(RenderError, match="first in the table on its line 3"):
        to_html(f"One.\n\n{TABLE}", "Title", "en")


def test_a_table_of_a_usual_page_may_have_short_rows() -> None:
    rows = "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n" + "|x\n" * 300
    assert sum(unit.kind is UnitKind.CELL for unit in KINDS["markdown"].read(rows, "page", ReadOptions()).units) == 306


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<![foo[x]]>a", "a"),
        ("<![ a", "&lt;![ a"),
        ("<![CDATA[x]]>a", "a"),
        ("<!-- a <b>x</b>", "&lt;!-- a &lt;b&gt;x"),
        ("<p>a<!-- b --> c</p> < d", "<p>a c</p> &lt; d"),
        ("<b>a</i>b", "<b>ab</b>"),
        ("<i><b>a</i>b</b>", "<i><b>a</b></i>b"),
        ("<?php a ?>b", "b"),
        ("a <b", "a &lt;b"),
    ],
)
def test_broken_html_is_written_anew_whatever_it_is(text: str, shown: str) -> None:
    assert sanitised(text) == shown


@pytest.mark.parametrize("opening", ["<!-- ", "<![CDATA[ ", "<!-- a>", "<![CDATA[ >"])
def test_the_end_of_a_comment_is_looked_for_once(opening: str) -> None:
    looked: list[int] = []

    class Counting(html_reader.HtmlReader):
        def _end(self, what: str, start: int, find: Any, report: bool) -> int:
            def counted(start: int, report: bool) -> int:
                looked.append(start)
                return int(find(start, report))

            return super()._end(what, start, counted, report)

    Counting().read(opening * 1000)
    assert len(looked) <= 4
    assert words_of_html(opening * 3 + "a") is not None


def test_edges_of_a_unit_are_looked_at_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = [Edge(start=3 * number, end=3 * number + 3, partner=units.ALONE) for number in range(2000)]
    looked: list[Edge] = []
    may_go = units._may_go

    def counted(edge: Edge, starts: Counter[int]) -> bool:
        looked.append(edge)
        assert isinstance(starts, Counter)
        return may_go(edge, starts)

    monkeypatch.setattr(units, "_may_go", counted)
    assert trimmed("<b>" * 2000 + "a", 0, 6001, edges) == (6000, 6001)
    assert len(looked) == 2000


def test_equal_sentences_get_their_ids_without_trying_those_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [Place(kind=UnitKind.PARAGRAPH, name="", source="The same.")] * 400
    before = align("page.md", (), places[:3])
    digests: list[bytes] = []
    sha256 = hashlib.sha256

    def counted(data: bytes) -> Any:
        digests.append(data)
        return sha256(data)

    monkeypatch.setattr(hashlib, "sha256", counted)
    ids = align("page.md", (), places)
    assert ids[:3] == before
    assert len({*ids}) == 400
    assert len(digests) < 420


def test_addresses_are_found_as_before() -> None:
    text = "Write to a.b+c@shop.example, x-y@z.example.org. No: a@b, long.words.without."
    assert [found[0] for found in ADDRESS.finditer(text)] == ["a.b+c@shop.example", "x-y@z.example.org"]


def test_tasks_count_their_words_and_not_their_boxes() -> None:
    assert words_of_markdown("- [x] one two\n- [ ] three\n\n[x] four\n") == ("one", "two", "three", "x", "four")


@pytest.mark.parametrize("reader", ["HTML", "Markdown", "sanitised"])
def test_the_measurement_reads_every_size(reader: str) -> None:
    one = growth(reader, "<!-- a>", (200, 400))
    assert (len(one.seconds), one.failed, one.refused) == (2, "", "")
    assert len(TEXTS) > 200
    assert len(SIZES) == 4


def test_pictures_are_looked_through_once() -> None:
    looked: list[Group] = []

    class Counting(list[Group]):
        def __iter__(self) -> Any:
            for group in super().__iter__():
                looked.append(group)
                yield group

    content = parse_inline("[![a](b) c](d) ![e [f](g)](h) " * 500, Syntax.MARKDOWN)
    found = Counting(groups(content.parts))
    inside = list(compare._in_pictures(found))
    assert [group.head.identity for group in inside] == ["link g"] * 500
    assert len(looked) == len(found)


def test_pairs_in_pairs_are_not_copied_to_see_what_is_in_them() -> None:
    class Whole(tuple[Part, ...]):
        def __getitem__(self, place: Any) -> Any:
            assert isinstance(place, int)
            return super().__getitem__(place)

    content = parse_inline("<b>" * 3 + "a" + "</b>" * 3, Syntax.HTML)
    outer = groups(content.parts)[0]
    whole = SimpleNamespace(parts=Whole(content.parts))
    assert compare._holds(whole, outer)  # type: ignore[arg-type]
