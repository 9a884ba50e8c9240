"""Pages of documents: texts as they are, codes apart, findings beside what they are of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.model.document import Risk
from locmem.model.match import Change, Piece
from locmem.model.segment import UnitKind
from locmem.reports.coverage import CoverageRow
from locmem.reports.html.document_pages import document_page, index_page, listed_page
from locmem.reports.side_by_side import DocumentPage, Flaw, SegmentRow
from tests.reports.full_view import HOSTILE
from tests.reports.html.test_page import Read

DAY = date(2026, 11, 30)
FLAW = Flaw(level="error", check="stale", what="the text is stale.", do="Run `locmem export`.")
ROW = SegmentRow(
    occurrence="k3f9xx",
    kind=UnitKind.PARAGRAPH,
    is_first=True,
    source=(("Open ", False), ("**", True), ("Orders", False)),
    target=(("افتح الطلبات", False),),
    legend=("<g1>: <strong>",),
    source_changes=(
        Piece(text="Open ", change=Change.SAME),
        Piece(text="the old page", change=Change.GONE),
        Piece(text="Orders", change=Change.CAME),
    ),
    target_changes=(),
    waits="stale",
    state="stale",
    origin="human",
    inherited="",
    flaws=(FLAW,),
)
PAGE = DocumentPage(
    document="articles/refunds.md",
    title="Refunds",
    risk=Risk.STANDARD,
    source_locale="en",
    locale="ar",
    content_set="articles",
    markets=("EG", "SA"),
    counts=CoverageRow(
        locale="ar", content_set="articles", total=4, reviewed=2, translated=1, draft=0, untranslated=0, stale=1
    ),
    rows=(
        ROW,
        replace(ROW, occurrence="k4", is_first=False, target=(), source_changes=(), state="untranslated", flaws=()),
    ),
    flaws=(FLAW,),
)


def test_a_page_has_each_text_in_its_language_and_direction_and_codes_apart() -> None:
    page = document_page(PAGE, DAY, "../report.html")
    assert '<td class="texts" lang="en" dir="auto">Open <bdi class="code">**</bdi>Orders' in page
    assert '<td class="texts" lang="ar" dir="auto">افتح الطلبات' in page
    assert "Open <del>the old page</del><ins>Orders</ins>" in page
    assert page.count("&lt;g1&gt;: &lt;strong&gt;") == 2
    assert "75 % of 4 segments confirmed" in page
    assert "Read in EG, SA." in page
    assert page.count("the text is stale. Run <code>locmem export</code>.") == 2
    assert page.count("not translated") == 1


def test_a_page_leads_back_to_the_report_and_to_all_pages() -> None:
    links = [str(one["href"]) for one in Read(document_page(PAGE, DAY, "../my report.html")).named("a")]
    assert links == ["#content", "../../../my%20report.html", "../../index.html"]
    listed = listed_page(PAGE)
    assert (listed.at, listed.done, listed.total, listed.flaws) == ("ar/articles/refunds.md.html", 75, 4, 2)
    index = Read(index_page("Shop help", DAY, [listed, replace(listed, locale="es")], "../report.html"))
    assert [str(one["href"]) for one in index.named("a")][1:3] == ["../report.html", "ar/articles/refunds.md.html"]
    assert len(index.named("h2")) == 2


def test_hostile_texts_are_texts() -> None:
    for text in HOSTILE:
        row = replace(
            ROW,
            occurrence=text,
            source=((text, False), (text, True)),
            target=((text, False),),
            legend=(text,),
            source_changes=tuple(Piece(text=text, change=change) for change in Change),
            target_changes=tuple(Piece(text=text, change=change) for change in Change),
            origin=text,
            inherited=text,
            flaws=(replace(FLAW, what=text, do=text, check=text),),
        )
        page = replace(PAGE, document=text, locale=text, markets=(text,), rows=(row,), flaws=row.flaws)
        for written in (
            document_page(page, DAY, f"../{text}.html"),
            index_page(text, DAY, [listed_page(page)], f"../{text}.html"),
        ):
            read = Read(written)
            assert len(read.named("script")) == 1
            assert read.named("img") == read.named("svg") == read.named("b") == []
            assert "\u202e" not in written
            assert not any(name.startswith("on") for _, found in read.tags for name in found)
