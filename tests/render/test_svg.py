"""An SVG is only a picture, or it is refused with the reason and what to do."""

from __future__ import annotations

import pytest

from locmem.render.assets import Verdict
from locmem.render.svg import svg_verdict

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>x</script>",
        b'<g onload="x"/>',
        b"<foreignObject/>",
        b'<a href="https://x.example"/>',
        b'<use href="https://x.example/y.svg#z"/>',
        b'<image href="https://x.example/y.png"/>',
        b'<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        b'<image href="&#9;data:text/html,x"/>',
        b'<use xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:x"/>',
        b'<set attributeName="href" to="x"/>',
        b'<animate attributeName="href"/>',
        b'<style>@import "x"</style>',
        b"<style>a{b:url(//x.example)}</style>",
        b"<style>a{b:u\\72l(//x.example)}</style>",
        b'<g style="fill:url(https://x.example)"/>',
        b'<g fill="url(//x.example#a)"/>',
        b'<g fill="url(/**/&quot;//x&quot;)"/>',
        b"<iframe/>",
        b'<p xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<g xml:base="//x.example"/>',
        b"<handler/>",
        b"<g>",
        b"<metadata><script>x</script></metadata>",
        b'<style>@font-face{src:url("x")}</style>',
    ],
)
def test_an_svg_that_does_more_than_to_be_seen_is_refused(inside: bytes) -> None:
    assert svg_verdict(PICTURE % inside, "a.svg").why


@pytest.mark.parametrize(
    ("inside", "do"),
    [
        (b"<script>x</script>", "Remove <script>"),
        (b'<g onload="x"/>', "Remove the attribute onload from <g>"),
        (b'<a href="https://x.example"><g/></a>', "Remove <a>, keeping what is in it"),
        (b'<use href="https://x.example/y.svg#z"/>', "Remove the attribute href from <use>"),
        (b'<image href="https://x.example/y.png"/>', "Put that picture into the file as data"),
        (b'<style>@import "x"</style>', "Take the rule that begins with `@` out of <style>"),
        (b'<g style="fill:url(https://x.example)"/>', "Take it out of the attribute style of <g>"),
        (b'<p xmlns="http://www.w3.org/1999/xhtml"/>', "Remove <p>"),
        (b"<g>", "Save it anew"),
    ],
)
def test_a_refused_svg_says_what_to_do(inside: bytes, do: str) -> None:
    assert svg_verdict(PICTURE % inside, "a.svg").do == f"{do}, or export the picture as PNG."


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + PICTURE % b"&a;",
        b"<!DOCTYPE svg>" + PICTURE % b"",
        b'<?xml-stylesheet href="x.css"?>' + PICTURE % b"",
        b'<svg onload="x" xmlns="http://www.w3.org/2000/svg"/>',
        b"<svg/>",
        b"<html/>",
        (PICTURE % b"<script/>").decode().encode("utf-16"),
        b"\x89PNG",
    ],
)
def test_what_is_no_plain_svg_is_refused(data: bytes) -> None:
    assert svg_verdict(data, "a.svg").why


@pytest.mark.parametrize(
    "inside",
    [
        b'<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        b'<rect fill="url(#a)"/>',
        b'<use href="#a"/>',
        b'<image href="data:image/png;base64,iVBORw0KGgo="/>',
        b"<style>.a{fill:red}@media print{.a{fill:black}}</style>",
        b"<title>One &amp; two</title><!-- made by hand -->",
        b'<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        b'<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="a"/>',
        b'<filter id="f"><feColorMatrix values="1 0 0"/></filter><text xml:space="preserve">a: b</text>',
    ],
)
def test_pictures_as_drawing_programs_save_them_are_fine(inside: bytes) -> None:
    assert svg_verdict(PICTURE % inside, "a.svg") == Verdict()
