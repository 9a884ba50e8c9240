"""Files from strangers: each is read, or refused with a place and a sentence; nothing else ever happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.formats import po, tmx, xliff12

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[2].parent / "shared" / "cases" / "hostile"
FORMATS = (".po", ".xlf", ".tmx")


def texts(path: Path) -> list[str]:
    """All sources and targets a file holds."""
    if path.suffix == ".po":
        return [
            text for entry in po.read(path.read_bytes(), path.name).entries for text in (entry.source, entry.target)
        ]
    if path.suffix == ".tmx":
        return [variant.content.text for unit in tmx.read(path, path.name) for variant in unit.variants]
    files = xliff12.read(path.read_bytes(), path.name)
    contents = [content for file in files for unit in file.units for content in (unit.source, unit.target)]
    return [content.text for content in contents if content is not None]


def own(folder: str) -> list[Path]:
    return sorted((CASES / folder).iterdir())


def shared(verdict: str) -> list[Path]:
    """Shared cases with this verdict; none where the shared folder is not at hand."""
    table = SHARED / "EXPECTED.tsv"
    lines = table.read_text("utf-8").splitlines() if table.is_file() else []
    wanted = [name for name, said in (line.split("\t", 1) for line in lines) if said.startswith(verdict)]
    return [SHARED / name for name in wanted if name.endswith(FORMATS) and (SHARED / name).is_file()]


def by_name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", [*own("accept"), *shared("ACCEPT"), *shared("accept as")], ids=by_name)
def test_what_is_right_is_read(path: Path) -> None:
    assert texts(path)
    assert not any("\r" in text for text in texts(path))


@pytest.mark.parametrize("path", own("refuse"), ids=by_name)
def test_what_is_wrong_is_refused_with_its_place(path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        texts(path)
    for problem in caught.value.problems:
        assert problem.location.path == path.name
        assert problem.location.line > 0
        assert problem.what.endswith(".")
        assert problem.do.endswith(".")


# Which language was asked for, and which of two units with one id is meant, only intake knows.
_FOR_INTAKE = ("target_lang_mismatch.xlf", "duplicate_unit_ids.xlf")
REJECTED = [path for path in shared("reject") if path.name not in _FOR_INTAKE]


@pytest.mark.parametrize("path", REJECTED, ids=by_name)
def test_shared_files_that_are_wrong_are_refused(path: Path) -> None:
    with pytest.raises(InputErrors):
        texts(path)


@pytest.mark.parametrize("path", shared(""), ids=by_name)
def test_no_shared_file_ends_in_anything_but_texts_or_input_errors(path: Path) -> None:
    try:
        found = texts(path)
    except InputErrors as error:
        found = [str(error)]
    assert not any("root:" in text for text in found)


def test_the_encodings_say_the_same() -> None:
    assert texts(CASES / "accept" / "utf16.xlf") == ["Café, 3 days.", "Café, 3 días."]
    assert texts(CASES / "accept" / "latin1.xlf") == ["Café, 3 days.", "Café, 3 días."]


def test_entities_in_po_are_only_text() -> None:
    assert texts(CASES / "accept" / "entity_as_text.po")[1] == "&x;"


def test_a_web_page_in_place_of_a_file_is_called_by_its_name() -> None:
    with pytest.raises(InputErrors, match="<!doctype html>"):
        texts(CASES / "refuse" / "web_page.xlf")
    with pytest.raises(InputErrors, match="it has no <header>"):
        texts(CASES / "refuse" / "web_page.tmx")


def test_both_lines_of_a_duplicate_are_named() -> None:
    with pytest.raises(InputErrors, match=r"duplicate_msgid.po:8: .* line 5 "):
        texts(CASES / "refuse" / "duplicate_msgid.po")
