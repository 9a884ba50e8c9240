"""The files that content is measured on: real cases where they are, the project's own always."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from locmem.content.kinds import KINDS, ReadOptions
from locmem.errors import InputErrors
from locmem.model.document import Document
from locmem.textfile import TextFile, read
from tests.benchmarks.rows import ROOT, cases

_KINDS = {".md": "markdown", ".txt": "markdown", ".html": "html", ".yaml": "macro", ".yml": "macro", ".json": "macro"}
_OWN = ("content/articles", "content/macros", "tests/content/cases")
_REAL = ("markdown", "field", "macros", "hostile/md", "hostile/json", "hostile/yaml")
_LOCALE = re.compile(r"/(?:\w+_)?(de|es|fr|it|ja|nl|pt(?:-br)?)(?:_head)?/")
_FIELDS = ("title", "description", "subject", "linkTitle", "short_description", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One file of valid text, the kind it is read as, and the locale it is written in."""

    path: Path
    file: TextFile
    kind: str
    locale: str

    @property
    def text(self) -> str:
        return self.file.text

    @property
    def options(self) -> ReadOptions:
        dialects = {"osticket": ("percent",), "datenanfragen-gdpr-letters": ("bracket",)}
        return ReadOptions(fields=_FIELDS, dialects=dialects.get(self.path.parts[-3], ()))

    def document(self) -> Document:
        return KINDS[self.kind].read(self.text, str(self.path), self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All samples in order of path, and the files whose bytes are not valid text with the reason."""

    samples: tuple[Sample, ...]
    refused: tuple[str, ...]

    def of_kind(self, kind: str) -> tuple[Sample, ...]:
        return tuple(sample for sample in self.samples if sample.kind == kind)

    @property
    def note(self) -> str:
        real = cases("markdown") is not None
        return f"{len(self.samples)} files, {'real cases and' if real else 'only'} the project's own"


@cache
def corpus(quick: bool) -> Corpus:
    """The files; every fifth of the real ones when quick."""
    samples: list[Sample] = []
    refused: list[str] = []
    for number, path in enumerate(_paths()):
        if quick and number % 5 and ROOT not in path.parents:
            continue
        try:
            file = read(path)
        except InputErrors as error:
            refused.append(f"{path.name}: {error.problems[0].what}")
            continue
        found = _LOCALE.search(str(path))
        samples.append(
            Sample(path=path, file=file, kind=_KINDS[path.suffix.lower()], locale=found[1] if found else "en")
        )
    return Corpus(samples=tuple(samples), refused=tuple(refused))


def _paths() -> Iterator[Path]:
    folders = [cases(name) for name in _REAL]
    for folder in (*filter(None, folders), *(ROOT / name for name in _OWN)):
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KINDS and path.is_file())
