"""Every kind of source against its cases: a file, and beside it the units that must be found in it.

A case is added by adding two files: `name.md` and `name.md.units`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locmem.content.kinds import KINDS, ContentKind, ReadOptions
from locmem.content.verify import verify
from locmem.inline.protect import to_editable
from locmem.model.document import Document
from locmem.model.inline import Inline, inline
from locmem.textfile import decode

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".units")
NAMES = [str(path.relative_to(FOLDER)) for path in CASES]

each_case = pytest.mark.parametrize("case", CASES, ids=NAMES)
each_line_end = pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])


def text_of(case: Path, line_end: str = "\n") -> str:
    return decode(case.read_bytes(), case.name).text.replace("\n", line_end)


def kind_of(case: Path) -> ContentKind:
    return KINDS[case.parent.name]


def document_of(case: Path, line_end: str = "\n") -> Document:
    return kind_of(case).read(text_of(case, line_end), f"articles/{case.name}", ReadOptions(folder="articles"))


def listing(case: Path) -> str:
    """A line for each unit, each word of a reader that stands in none, and each finding."""
    document = document_of(case)
    about = [document.title, document.slug, document.topic, document.risk and document.risk.value, document.locale]
    lines = [json.dumps([*about, *document.markets, *document.images], ensure_ascii=False)]
    for unit in document.units:
        text = json.dumps(unit.content.native, ensure_ascii=False)
        lines.append(f"{unit.line}:{unit.column} {unit.kind.value} {unit.name or '-'} {text}")
    proof = verify(text_of(case), case.name, case.parent.name, ReadOptions())
    lines += [f"missed: {word}" for word in proof.missed]
    lines += [f"{finding.location.line} {finding.check}: {finding.what}" for finding in document.findings]
    return "\n".join(lines) + "\n"


def translated(content: Inline) -> Inline:
    """The content with its vowels changed, its codes untouched."""
    table = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")
    return inline([part.translate(table) if isinstance(part, str) else part for part in content.parts], content.syntax)


@each_case
def test_the_units_are_those_of_the_case(case: Path) -> None:
    assert listing(case) == case.with_name(f"{case.name}.units").read_text("utf-8")


@each_case
@each_line_end
def test_written_back_unchanged_is_the_same_text(case: Path, line_end: str) -> None:
    proof = verify(text_of(case, line_end), case.name, case.parent.name, ReadOptions())
    assert proof.is_identical
    assert proof.missed == verify(text_of(case), case.name, case.parent.name, ReadOptions()).missed


@each_case
@each_line_end
def test_units_are_the_same_with_either_line_end(case: Path, line_end: str) -> None:
    seen = [unit.content.native.replace("\r\n", "\n") for unit in document_of(case, line_end).units]
    assert seen == [unit.content.native for unit in document_of(case).units]


@each_case
@each_line_end
def test_one_translated_unit_changes_only_its_own_span(case: Path, line_end: str) -> None:
    document = document_of(case, line_end)
    kind = kind_of(case)
    for index, unit in enumerate(document.units):
        new = translated(unit.content)
        text = kind.write(document, {index: new})
        assert text[: unit.start] == document.text[: unit.start]
        assert text[len(text) - (len(document.text) - unit.end) :] == document.text[unit.end :]
        assert kind.read(text, document.path, ReadOptions()).units[index].content.native == new.native


@each_case
@each_line_end
def test_all_units_translated_are_found_again_in_the_same_shape(case: Path, line_end: str) -> None:
    document = document_of(case, line_end)
    kind = kind_of(case)
    new = {index: translated(unit.content) for index, unit in enumerate(document.units)}
    text = kind.write(document, new)
    again = kind.read(text, document.path, ReadOptions())
    assert [to_editable(unit.content) for unit in again.units] == [to_editable(content) for content in new.values()]
    assert again.structure == document.structure


HOSTILE = (
    "# x ", "- y ", "* y ", "1. z ", "2) z ", "> q ", "| a | b ", "---", "===", "\n\n", "one\ntwo ", "```", "~~~ ",
    "::: t ", "!!! note ", "[x]: y ", "'\" ", "key: v #c ", ": d ", "    four ", "***", "]",
)  # fmt: skip


@each_case
@pytest.mark.parametrize("start", HOSTILE)
def test_no_translation_can_change_the_shape(case: Path, start: str) -> None:
    document = document_of(case)
    kind = kind_of(case)
    new = {
        index: inline((start, *unit.content.parts), unit.content.syntax) for index, unit in enumerate(document.units)
    }
    text = kind.write(document, new)
    again = kind.read(text, document.path, ReadOptions())
    assert again.structure == document.structure
    assert [(unit.kind, unit.name) for unit in again.units] == [(unit.kind, unit.name) for unit in document.units]


PROJECT = Path(__file__).parents[2] / "content"
SOURCES = sorted(path for path in PROJECT.glob("*/**/*") if path.parts[len(PROJECT.parts)] in ("articles", "macros"))


@pytest.mark.parametrize(
    "source", [path for path in SOURCES if path.suffix in (".md", ".yaml")], ids=lambda path: path.name
)
def test_every_article_and_macro_of_the_project_survives(source: Path) -> None:
    text = decode(source.read_bytes(), source.name).text
    proof = verify(text, source.name, "markdown" if source.suffix == ".md" else "macro", ReadOptions())
    assert proof.is_identical
    assert proof.coverage >= 99.0
