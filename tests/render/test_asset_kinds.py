"""Files are what their endings say."""

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


def test_an_svg_that_is_more_than_a_picture_is_refused_by_name() -> None:
    assert kind_verdict("a.svg", PICTURE % b"<script>x</script>").why == "it holds <script> (line 1)"
