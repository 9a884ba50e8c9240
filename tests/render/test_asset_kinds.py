"""Files are what their endings say, and an SVG is only a picture."""

from __future__ import annotations

import pytest

from locmem.model.settings import ASSET_ENDINGS
from locmem.render.asset_kinds import MAX_BYTES, ending_of, kind_verdict
from locmem.render.assets import Verdict

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


@pytest.mark.parametrize("ending", [one for one in ASSET_ENDINGS if one not in ("csv", "txt")])
@pytest.mark.parametrize("data", [b"<!DOCTYPE html><script>x", b"<script>x</script>", b"MZ\x90\0", b"#!/bin/sh"])
def test_a_page_under_another_name_is_refused(ending: str, data: bytes) -> None:
    assert kind_verdict(f"a.{ending}", data).why


@pytest.mark.parametrize("data", [b"<html>", b" \n<svg onload=x>", b"\xef\xbb\xbf<!doctype html>", b"\0\1\2", b"a\0b"])
@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_a_text_is_text_and_no_markup(ending: str, data: bytes) -> None:
    assert kind_verdict(f"a.{ending}", data).why == f"its bytes are no {ending.upper()}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\nrest"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.GIF", b"GIF89a"),
        ("a.webp", b"RIFF1234WEBPVP8 "),
        ("a.avif", b"\0\0\0\x1cftypavif"),
        ("a.ico", b"\0\0\1\0\1"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.mp4", b"\0\0\0\x18ftypisom"),
        ("a.webm", b"\x1aE\xdf\xa3"),
        ("a.mp3", b"ID3\4"),
        ("a.mp3", b"\xff\xfb\x90"),
        ("a.docx", b"PK\3\4"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.csv", b"name,day\nAnna,1\n"),
        ("a.txt", "Grüße".encode()),
        ("a.txt", "Grüße".encode("latin-1")),
        ("a.csv", "á;1".encode("utf-16")),
        ("a.ics", b"BEGIN:VCALENDAR\r\n"),
        ("a.vtt", b"WEBVTT\n"),
        ("a.svg", PICTURE % b'<path d="M0 0" style="fill:url(#a)"/>'),
    ],
)
def test_a_file_that_is_what_it_says_is_fine(name: str, data: bytes) -> None:
    assert kind_verdict(name, data) == Verdict()


def test_large_and_empty_files_are_refused() -> None:
    assert kind_verdict("a.png", b"").why == "it is empty"
    assert kind_verdict("a.png", bytes(MAX_BYTES + 1)).why == "it has 20,000,001 bytes; the most is 20,000,000"


@pytest.mark.parametrize(
    ("path", "ending"), [("a/b.PNG", "png"), ("a.b/c", ""), (".htaccess", ""), ("a.svg.HTML", "html"), ("a.", "")]
)
def test_the_ending_is_the_last_one(path: str, ending: str) -> None:
    assert ending_of(path) == ending


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
    assert kind_verdict("a.svg", PICTURE % inside).why


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
    assert kind_verdict("a.svg", PICTURE % inside).do == f"{do}, or export the picture as PNG."


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
    assert kind_verdict("a.svg", data).why


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
    assert kind_verdict("a.svg", PICTURE % inside) == Verdict()
