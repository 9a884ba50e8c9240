from __future__ import annotations

from tests.checks.lamps import Lamps


def test_a_frame_of_the_companys_own_site_is_none_of_another_one(lamps: Lamps) -> None:
    lamps.article(
        '<iframe src="https://lamps.example/form"></iframe> <iframe src="https://notlamps.example/"></iframe>'
    )
    [found] = lamps.findings("frame-of-other-site")
    assert "notlamps.example" in found.what
    assert found.excerpt.splitlines()[0].endswith("</iframe>")


def test_a_style_is_told_where_its_element_begins(lamps: Lamps) -> None:
    lamps.article('Read\nthis <b style="VISIBILITY : hidden">word</b>.')
    [found] = lamps.findings("style-hides-text")
    assert (found.location.line, found.location.column) == (6, 6)
    assert "`VISIBILITY : hidden`" in found.what
