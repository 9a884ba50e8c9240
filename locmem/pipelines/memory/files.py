"""TMX files in and out of the memory."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.errors import UsageError
from locmem.formats import tmx
from locmem.formats.tmx import TmxUnit
from locmem.memory.admission import Rejected
from locmem.memory.tmx_entries import read_sound, unit
from locmem.model.match import Trust
from locmem.model.tags import LanguageTag
from locmem.model.wording import counted
from locmem.workspace.project import Project
from locmem.workspace.remembering import FOLDER, identity, offered
from locmem.workspace.writing import Run

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class TmxImport:
    """A TMX brought in: its place in the project, its pairs, their locales, and what gave no pair.

    given: pairs and broken variants of the file, the sum of pairs, repeated and rejected.  pairs: different ones.
    repeated: the same texts once more, of which the memory keeps the last.  rejected: each with its line and reason.
    offered: pairs by the locale they were made for and the declared one they are offered for as drafts.  unused: pairs
    by a locale that none of the project reads.
    """

    path: str
    given: int
    pairs: int
    repeated: int
    locales: tuple[str, ...]
    rejected: tuple[str, ...]
    offered: tuple[tuple[str, str, int], ...] = ()
    unused: tuple[tuple[str, int], ...] = ()

    @property
    def summary(self) -> str:
        """One line for people."""
        text = f"{self.path}: {counted(self.pairs, 'pair')} in {', '.join(self.locales) or 'no declared locale'}"
        text += f", {self.repeated} repeated" if self.repeated else ""
        return f"{text}, {len(self.rejected)} rejected" if self.rejected else text

    @property
    def remarks(self) -> tuple[str, ...]:
        """What becomes of pairs in locales the project does not declare, and what to do, a line for each locale."""
        offered = (
            f"{counted(count, 'pair')} in {tag} {_are(count)} offered as drafts for {locale}, with points taken off "
            "for the other variant. Declare the locale where it is one of its own."
            for tag, locale, count in self.offered
        )
        unused = (
            f"{counted(count, 'pair')} in {tag} {_are(count)} kept and never offered: no locale of locmem.yaml reads "
            f"{tag}. Add it to `locales`, or name it under `fallbacks` of the locale it may stand in for."
            for tag, count in self.unused
        )
        return (*offered, *unused)


def import_tmx(run: Run, file: Path, name: str = "") -> TmxImport:
    """A TMX file taken into `content/memory/`, so that every clone has it.

    Its pairs are imported, not confirmed: they are proposed as drafts.  A broken unit is rejected by itself.
    Raises InputErrors when the file is cut off or no TMX, and nothing is taken in; UsageError for a name that is
    a declared locale (those files are the project's own) or not a plain file name.
    """
    project = run.project
    data = textfile.read_bytes(file)
    chosen = name or file.stem
    if not _NAME.match(chosen) or chosen in project.settings.locales:
        raise UsageError(f"{chosen!r} cannot be the name of a TMX here. Give another with --name, such as old-agency.")
    path = f"{FOLDER}/{chosen}.tmx"
    given = list(read_sound(io.BytesIO(data), str(file), project.settings.source_locale, Trust.IMPORTED))
    broken = [unit for unit in given if isinstance(unit, Rejected)]
    pairs = {identity(unit): unit for unit in given if not isinstance(unit, Rejected)}
    project.folder.write(path, data)
    held = Counter((offered(project, pair).locale, pair.locale) for pair in pairs.values())
    fallbacks = {tag for tags in project.settings.fallbacks.values() for tag in tags}
    return TmxImport(
        path=path,
        given=len(given),
        pairs=len(pairs),
        repeated=len(given) - len(broken) - len(pairs),
        locales=tuple(sorted({locale for _, locale in held})),
        rejected=tuple(map(_rejection, broken)),
        offered=tuple((tag, locale, count) for (locale, tag), count in sorted(held.items()) if locale != tag),
        unused=tuple(
            (tag, count)
            for (locale, tag), count in sorted(held.items())
            if locale not in project.settings.locales and locale not in fallbacks
        ),
    )


def _rejection(one: Rejected) -> str:
    text = f" ({one.source_text[:60]})" if one.source_text else ""
    return f"line {one.line}{text}: {one.why}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


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
