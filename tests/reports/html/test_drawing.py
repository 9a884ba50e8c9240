"""Pictures for pages hold shapes and texts in the page's colours, and nothing that runs or leads away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.model.visible import visible
from locmem.reports.html import drawing
from locmem.reports.html.charts import CHARTS, spec_of
from locmem.reports.html.drawing import figure, png, svg
from locmem.reports.html.inks import INKS
from locmem.xmlfile import local_name, parse
from tests.reports.full_view import HOSTILE, full_view, hostile_view

_HOSTILE_NAMES = {"script", "img", "foreignObject", "image", "use", "style"}


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_on_a_page_has_no_colour_of_its_own_and_no_address_but_places_of_the_page(name: str) -> None:
    found = figure(spec_of(name, hostile_view(), 300), "told")
    root = parse(found.encode(), "figure.svg")
    for element in root.iter():
        assert local_name(element) not in _HOSTILE_NAMES
        for key, value in element.attrib.items():
            assert not str(key).startswith("on")
            assert "style" not in str(key)
            if key in ("fill", "stroke"):
                assert value in ("none", "transparent", *(f"var(--{ink})" for ink in INKS)), value
            if str(key).endswith("href"):
                assert str(value).startswith("#documents-")
    assert '="http' not in found


def test_of_a_strange_picture_only_shapes_texts_and_places_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    strange = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" '
        'viewBox="0 0 9 9"><script>run()</script><style>*{}</style><foreignObject><p>x</p></foreignObject>'
        '<image xlink:href="https://example.org/x"/><use xlink:href="#a"/>'
        '<g onclick="run()" style="fill:url(https://example.org)"><text class="x" onload="run()" x="1">told</text></g>'
        '<a xlink:href="javascript:run()"><path d="M0,0h1v1" fill="#1b1f24"/></a>'
        '<a xlink:href="https://example.org/#documents-1"><path d="M0,0h1v1" fill="#1b1f24"/></a></svg>'
    )
    monkeypatch.setattr(drawing, "svg", lambda spec: strange)
    assert figure({}, "t") == (
        '<svg width="9" height="9" viewBox="0 0 9 9" role="group" aria-label="t"><g><text x="1">told</text></g>'
        '<g><path d="M0,0h1v1" fill="var(--ink)"></path></g>'
        '<a href="#documents-1"><path d="M0,0h1v1" fill="var(--ink)"></path></a></svg>'
    )


def test_what_a_shape_stands_for_is_told_where_one_points_at_it() -> None:
    found = figure(spec_of("backlog", full_view(), 300), "Open items")
    assert "<title>EG: 3 of priority 1</title>" in found
    assert 'role="img" aria-label="Open items"' in found
    assert "domain" not in found.casefold()


def test_cells_that_lead_somewhere_are_links_with_a_name() -> None:
    found = figure(spec_of("coverage", full_view(), 300), "Coverage")
    assert '<a href="#documents-1" aria-label="ar, articles: 0 % of 96 segments">' in found
    assert 'role="group"' in found


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_texts(text: str) -> None:
    view = full_view()
    found = figure(spec_of("publishing", replace(view, published=(replace(view.published[0], locale=text),)), 300), "t")  # type: ignore[index]
    texts = "".join(map(str, parse(found.encode(), "figure.svg").itertext()))
    assert visible(text[:8]) in texts
    assert "high:" not in texts


def test_files_to_send_have_their_colours_and_a_title() -> None:
    spec = spec_of("cost", full_view(), 300, "From list price to what was paid")
    found = svg(spec)
    assert "vega.github.io" not in svg(spec_of("coverage", full_view(), 300, "Coverage"))
    assert INKS["blue-3"].light in found
    assert "From list price to what was paid" in found
    assert png(spec).startswith(b"\x89PNG\r\n\x1a\n")
    assert png(spec) == png(spec)
