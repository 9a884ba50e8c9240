"""TMX files in and out of the memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.errors import UsageError
from locmem.formats import tmx
from locmem.formats.tmx import TmxUnit
from locmem.memory.admission import Rejected
from locmem.memory.tmx_entries import read_entries, unit
from locmem.model.match import Trust
from locmem.model.tags import LanguageTag
from locmem.model.wording import counted
from locmem.pipelines.project import Project
from locmem.pipelines.remembering import FOLDER, identity
from locmem.pipelines.writing import Run

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxImport:
    """A TMX brought in: its place in the project, its pairs, their locales, and what gave no pair.

    given: pairs and broken variants of the file, the sum of all below.  pairs: different ones.  repeated: the same
    texts once more, of which the memory keeps the last.  rejected: each with its reason.
    """

    path: str
    given: int
    pairs: int
    repeated: int
    locales: tuple[str, ...]
    rejected: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line for people."""
        text = f"{self.path}: {counted(self.pairs, 'pair')} in {', '.join(self.locales) or 'no declared locale'}"
        text += f", {self.repeated} repeated" if self.repeated else ""
        return f"{text}, {len(self.rejected)} rejected" if self.rejected else text


def import_tmx(run: Run, file: Path, name: str = "") -> TmxImport:
    """A TMX file taken into `content/memory/`, so that every clone has it.

    Its pairs are imported, not confirmed: they are proposed as drafts.
    Raises InputErrors when any of it cannot be read, and nothing is taken in; UsageError for a name that is
    a declared locale (those files are the project's own) or not a plain file name.
    """
    project = run.project
    data = textfile.read_bytes(file)
    chosen = name or file.stem
    if not _NAME.match(chosen) or chosen in project.settings.locales:
        raise UsageError(f"{chosen!r} cannot be the name of a TMX here. Give another with --name, such as old-agency.")
    path = f"{FOLDER}/{chosen}.tmx"
    found = list(read_entries(io.BytesIO(data), str(file), project.settings.source_locale, Trust.IMPORTED))
    rejected = tuple(f"{one.source_text[:60]}: {one.why}" for one in found if isinstance(one, Rejected))
    keys = [identity(one) for one in found if not isinstance(one, Rejected)]
    locales = {one.locale for one in found if not isinstance(one, Rejected)}
    project.folder.write(path, data)
    return TmxImport(
        path=path, given=len(found), pairs=len(set(keys)), repeated=len(keys) - len(set(keys)),
        locales=tuple(sorted(locales)), rejected=rejected,
    )  # fmt: skip


def export_tmx(project: Project, file: Path, locales: Sequence[LanguageTag]) -> int:
    """How many pairs were written to a TMX file: what the memory holds in these locales."""
    count = 0

    def read() -> Iterator[TmxUnit]:
        nonlocal count
        for locale in locales:
            for entry in project.memory.entries(locale):
                count += 1
                yield unit(entry)

    project.folder.named(file)
    textfile.write_pieces(file, tmx.pieces(read(), source_locale=project.settings.source_locale))
    return count
