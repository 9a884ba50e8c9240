"""Forgetting: pairs taken out of everything the memory is made of, and the traces they leave elsewhere named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from locmem.catalogs.files import place_of, read_catalog
from locmem.catalogs.pairs import CONTENT
from locmem.errors import UsageError
from locmem.formats import po
from locmem.memory.admission import Rejected
from locmem.model.translation import NO_ORIGIN, Catalog, CatalogEntry, State
from locmem.model.wording import counted
from locmem.pipelines.memory.thinning import Pair, thinned
from locmem.workspace.catalog_files import write_catalog
from locmem.workspace.memory_cache import remembered
from locmem.workspace.project import COMMITTED_TMX, Project
from locmem.workspace.remembering import FOLDER
from locmem.workspace.writing import Run

_CATALOGS = f"{CONTENT}/translations"
_SEARCHED = (f"{CONTENT}/**/*", "handoffs/**/*", "markets/**/*", "dist/**/*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which pairs are meant: those that all of the given fit.  Raises UsageError where nothing is given.

    text: stands in source or target in any case.  author: changed or created the target.  origin: as the memory
    names it, `import:agency`; `import` takes all imports.  locale: of the target, narrows the others.
    """

    text: str = ""
    author: str = ""
    origin: str = ""
    locale: str = ""

    def __post_init__(self) -> None:
        if not (self.text.strip() or self.author or self.origin):
            raise UsageError("nothing says what to forget. Give --text, --author or --origin.")

    def takes(self, pair: Pair, file: str = "") -> bool:
        """Whether a pair of a TMX file is meant; one that could not be read belongs to its file's import."""
        if isinstance(pair, Rejected):
            origin = f"import:{PurePosixPath(file).stem}"
            return self._fits((pair.source_text, pair.target_text), (), origin, (pair.locale,))
        texts = (pair.source.native, pair.source.text, pair.target.native, pair.target.text)
        return self._fits(texts, (pair.author, pair.creator), pair.origin, (pair.locale, pair.made_for))

    def takes_entry(self, entry: CatalogEntry, locale: str) -> bool:
        """Whether a catalog's entry is meant; catalogs name no authors."""
        texts = (entry.source, entry.target, entry.proposal, entry.previous_source)
        return bool(entry.target or entry.previous_source) and self._fits(texts, (), str(entry.origin), (locale,))

    def is_said(self, text: str) -> bool:
        """Whether the text that is meant stands in `text`."""
        return bool(self.text) and _folded(self.text) in _folded(text)

    def stands_in(self, path: str, data: bytes) -> bool:
        """Whether what is meant stands in a file's bytes: the text or the author as any of our formats writes it."""
        wanted = [_folded(one) for one in (self.text, self.author) if one]
        if not wanted:
            return path == f"{FOLDER}/{self.origin.removeprefix('import:')}.tmx"
        written = _folded(_decoded(data))
        return all(any(form in written for form in _spellings(one)) for one in wanted)

    def _fits(self, texts: Sequence[str], people: Sequence[str], origin: str, locales: Sequence[str]) -> bool:
        return (
            (not self.text or any(map(self.is_said, texts)))
            and (not self.author or _folded(self.author) in map(_folded, people))
            and (not self.origin or origin == self.origin or origin.startswith(f"{self.origin}:"))
            and (not self.locale or self.locale in locales)
        )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _decoded(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _spellings(text: str) -> tuple[str, ...]:
    """A text as it is, and as PO, JSON and XML write it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text, escaped, xml, xml.replace('"', "&quot;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A pair that is forgotten, or would be, and the file it stood in."""

    path: str
    locale: str
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What was forgotten.

    in_catalogs: pairs that are meant but stand in catalogs, by key, and were left there.
    remains: files in which the text still stands, by path.
    """

    gone: tuple[Gone, ...]
    in_catalogs: tuple[str, ...]
    remains: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line for people, without the texts."""
        files = counted(len({one.path for one in self.gone}), "file")
        text = f"{counted(len(self.gone), 'pair')} forgotten from {files}"
        return f"{text}, {len(self.in_catalogs)} left in catalogs" if self.in_catalogs else text


def forget(run: Run, selection: Selection, *, with_catalogs: bool) -> Forgotten:
    """Take pairs out of the committed TMX files, and with `with_catalogs` out of the catalogs too.

    Neighbours, properties and notes that hold the text go from the pairs that stay.  A catalog's segment loses
    its target and is untranslated again.  Raises InputErrors when a file cannot be read; nothing is written then.
    """
    project = run.project
    gone: list[Gone] = []
    left: list[str] = []
    for path, catalog in _catalogs(project):
        meant = [entry for entry in catalog.entries if selection.takes_entry(entry, catalog.locale)]
        if meant and with_catalogs:
            gone += (
                Gone(path=path, locale=catalog.locale, source=entry.source, target=entry.target) for entry in meant
            )
            _empty(project, path, catalog, {entry.occurrence for entry in meant})
        else:
            left += (f"{catalog.document}#{entry.occurrence} in {catalog.locale}" for entry in meant)
    for path in project.folder.files(COMMITTED_TMX):
        taken = thinned(project, path, lambda pair, path=path: selection.takes(pair, path), selection.is_said)  # type: ignore[misc]
        gone += (_gone(path, pair) for pair in taken)
    return Forgotten(gone=tuple(gone), in_catalogs=tuple(left), remains=tuple(_remains(project, selection)))


def _gone(path: str, pair: Pair) -> Gone:
    if isinstance(pair, Rejected):
        return Gone(path=path, locale=pair.locale, source=pair.source_text, target=pair.target_text)
    return Gone(path=path, locale=pair.locale, source=pair.source.native, target=pair.target.native)


def _catalogs(project: Project) -> Iterator[tuple[str, Catalog]]:
    for path in project.folder.files(f"{_CATALOGS}/*/**/*.po"):
        locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
        data = project.folder.read(path)
        if data is None or locale not in project.settings.locales:
            continue
        written = dict(po.read(data, path).headers).get("X-Source-Language", "")
        source_locale = written or project.settings.source_locale
        yield path, read_catalog(data, path, document=document, source_locale=source_locale, locale=locale)


def _empty(project: Project, path: str, catalog: Catalog, occurrences: set[str]) -> None:
    entries = tuple(
        entry.with_target("", State.UNTRANSLATED, NO_ORIGIN) if entry.occurrence in occurrences else entry
        for entry in catalog.entries
    )
    write_catalog(project, path, replace(catalog, entries=entries))


def _remains(project: Project, selection: Selection) -> Iterator[str]:
    if not (selection.text or selection.author):
        return
    seen: set[str] = set()
    for pattern in _SEARCHED:
        for path in project.folder.files(pattern):
            data = project.folder.read(path)
            if path not in seen and data is not None and selection.stands_in(path, data):
                seen.add(path)
                yield path


def erase_traces(project: Project, selection: Selection, *, with_history: bool) -> int:
    """How many records of the history were erased; no cache keeps what the memory has forgotten."""
    remembered(project).erase_removed()
    project.answers.erase()
    return project.journal.erase(selection.stands_in) if with_history and project.has_state else 0
