from __future__ import annotations

import pytest

from locmem.model.finding import Gate, Severity
from tests.checks.lamps import Lamps


@pytest.mark.parametrize(
    "names",
    [
        ("a/index", "b/index"),
        ("a/_index", "b/_index", "_index"),
        ("README", "a/README", "b/readme"),
        ("a/setup", "b/setup"),
        ("index", "a/index", "a/b/index"),
        ("index/page", "page"),
    ],
    ids=",".join,
)
def test_pages_of_one_name_in_two_folders_are_two_pages(lamps: Lamps, names: tuple[str, ...]) -> None:
    for name in names:
        lamps.article("Text.", name=name)
    assert lamps.findings("slug-repeated") == []


@pytest.mark.parametrize(
    "names", [("a", "a/index"), ("a/README", "a/index"), ("a", "a/_index"), ("README", "_index")], ids=",".join
)
def test_two_pages_of_one_place_are_told_and_stop_nothing(lamps: Lamps, names: tuple[str, str]) -> None:
    for name in names:
        lamps.article("Text.", name=name)
    [found] = lamps.findings("slug-repeated")
    assert (found.gate, found.severity, found.location.line) == (Gate.CHANGE, Severity.WARNING, 1)
    there = {found.location.path, found.what.split()[-1].split(":")[0]}
    assert there == {f"content/articles/{name}.md" for name in names}


@pytest.mark.parametrize("spelled", ["slug: same", 'slug: "same"', "slug: 'same'   # as it was", "slug:   same  "])
def test_a_slug_that_is_written_twice_is_underlined(lamps: Lamps, spelled: str) -> None:
    lamps.article("Text.", name="one", front="slug: same\n")
    lamps.article("Text.", name="two", front=f"topic: x\n{spelled}\n")
    [found] = lamps.findings("slug-repeated")
    assert (found.severity, found.location.path) == (Severity.ERROR, "content/articles/two.md")
    assert found.what == "the slug 'same' is already used by content/articles/one.md:3."
    text, carets = found.excerpt.split("\n")
    assert (found.location.line, text[carets.index("^") : len(carets)]) == (4, "same")


@pytest.mark.parametrize(
    ("name", "front"), [("b/two", "slug: same\n"), ("same", "")], ids=["another folder", "the name of a file"]
)
def test_what_a_site_may_tell_apart_is_a_warning(lamps: Lamps, name: str, front: str) -> None:
    lamps.article("Text.", name="one", front="slug: same\n")
    lamps.article("Text.", name=name, front=front)
    assert [found.severity for found in lamps.findings("slug-repeated")] == [Severity.WARNING]


def test_macros_are_called_as_their_files_and_may_be_called_alike(lamps: Lamps) -> None:
    for folder in ("a", "b"):
        lamps.write(f"content/macros/{folder}/hello.yaml", "title: Hello\n")
    assert lamps.findings("slug-repeated") == []
    for folder in ("a", "b"):
        lamps.write(f"content/macros/{folder}/bye.yaml", "title: Bye\nlocmem: {slug: bye}\n")
    assert [found.severity for found in lamps.findings("slug-repeated")] == [Severity.WARNING]
