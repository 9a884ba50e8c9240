"""Two outputs of one name, and names that cannot be written."""

from __future__ import annotations

import pytest

from locmem.render.outputs import Output, Target, clashes, not_on_windows, page_name, page_outputs, too_long, unwritable


def outputs(*paths: str) -> list[Output]:
    return [Output(path=path, origin=f"content/{number}") for number, path in enumerate(paths)]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("a/x.html", "a/x.html", "would be written from here and from content/0"),
        ("a/X.md", "a/x.md", "are one file where case and accents do not count"),
        ("a/caf\u00e9.md", "a/cafe\u0301.md", "are one file where case and accents do not count"),
        ("a/STRASSE.md", "a/stra\u00dfe.md", "are one file"),
        ("a/x.html", "a/x.html/y.md", "a name is a file or a folder"),
        ("a/x.html/y.md", "a/X.html", "a name is a file or a folder"),
    ],
)
def test_two_files_of_one_name_are_told(one: str, other: str, said: str) -> None:
    [found] = clashes(outputs(one, other))
    assert said in found.what
    assert (found.first.origin, found.second.origin) == ("content/0", "content/1")


def test_a_file_that_many_pages_bring_along_is_one_file() -> None:
    same = Output(path="a/x.png", origin="content/x.png")
    assert list(clashes([same, same, *outputs("a/x.md", "A/y.md", "a/x.md.manifest.json")])) == []


def test_pages_of_markdown_change_their_ending_as_html() -> None:
    assert page_name("a/x.b.md", "markdown", Target.HTML) == "a/x.b.html"
    assert page_name("a/x.md", "markdown", Target.MARKDOWN) == "a/x.md"
    assert page_name("a/x.htm", "html", Target.HTML) == "a/x.htm"
    page, manifest = page_outputs("ES/es", "x.md", "markdown", Target.HTML, "content/x.md")
    assert (page.path, manifest.path) == ("ES/es/x.html", "ES/es/x.html.manifest.json")


def test_lengths_are_counted_in_bytes() -> None:
    assert too_long("a/" + "x" * 255) == ""
    assert "has 256 bytes" in too_long("a/" + "x" * 256)
    assert "has 258 bytes" in too_long("a/" + "語" * 86)
    assert "the path has" in too_long("/".join(["x" * 200] * 20), "/home/somebody/" + "y" * 100)


@pytest.mark.parametrize("path", ["a/CON", "a/con.md", "Lpt1.tar.gz", "a./x.md", "a /x.md", "a/x?.md", "a:b.md"])
def test_names_that_windows_does_not_know(path: str) -> None:
    assert not_on_windows(path)
    assert not_on_windows("a/console.md") == ""


def test_of_two_that_cannot_both_be_there_neither_is_written() -> None:
    html, markdown, other = (Output(path=f"ES/es/{name}", origin=name) for name in ("a.html", "A.html", "b.html"))
    found = unwritable([html, markdown, other])
    assert list(found) == [html, markdown]
    assert (
        found[html][0]
        == "ES/es/a.html and ES/es/A.html, from A.html, are one file where case and accents do not count."
    )
    assert found[markdown][0].startswith("ES/es/A.html and ES/es/a.html, from a.html,")
    assert {do for _, do in found.values()} == {"Rename one of the two."}


def test_a_name_that_is_too_long_is_not_written() -> None:
    long = Output(path="ES/" + "x" * 300, origin="x.md")
    what, do = unwritable([long, Output(path="ES/y", origin="y.md")])[long]
    assert what.endswith("file systems take 255.")
    assert do.startswith("Give the file a shorter name")
