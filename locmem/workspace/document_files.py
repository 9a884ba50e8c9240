"""The files of each document of a plain project: its source, and its catalogs in all locales.

A project is plain where every catalog has a document, in a locale of the settings, and every path is one that locmem
can name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from locmem.catalogs.files import catalog_path, place_of
from locmem.catalogs.pairs import CONTENT
from locmem.model.progress import stretch_of
from locmem.settings import FILE_NAME, content_set_of
from locmem.workspace.folder import Folder
from locmem.workspace.kept_answers import key_of
from locmem.workspace.project import MARKETS, Project
from locmem.workspace.sources import name_problem, source_paths


class NotPlain(Exception):
    """A file of the project belongs to nothing, or nobody can tell what to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFiles:
    """The files of a document, from the project's folder.

    ground: what stands for all else that the document depends on.  print_: what stands for it with its files as they
    were found.
    """

    files: tuple[str, ...]
    ground: bytes
    print_: bytes

    def print_now(self, folder: Folder) -> bytes:
        """What stands for the document as the step at hand has left its files."""
        return _print(folder, self.ground, self.files)


def documents_of(project: Project, locales: Collection[str] | None) -> Iterator[tuple[str, DocumentFiles]]:
    """The documents by their paths under the content folder, in order, with the catalogs of these locales, or of all.

    Raises NotPlain.
    """
    settings, folder = project.settings, project.folder
    paths = source_paths(folder, settings)
    if any(name_problem(f"{CONTENT}/{path}") for path in paths):
        raise NotPlain
    catalogs: dict[str, list[str]] = {path: [] for path in paths}
    for path in folder.files(f"{CONTENT}/translations/*/**/*.po"):
        locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
        if document not in catalogs or locale not in settings.locales:
            raise NotPlain
        if locales is None or locale in locales:
            catalogs[document].append(locale)
    common = key_of(ground_of(project), None if locales is None else sorted(locales))
    for path, found in stretch_of(project.progress, "files of documents", catalogs.items(), len(catalogs)):
        content_set = content_set_of(settings, path)
        rules = folder.digest(content_set.srx) if content_set and content_set.srx else None
        files = (f"{CONTENT}/{path}", *(f"{CONTENT}/{catalog_path(locale, path)}" for locale in found))
        ground = key_of(common, path, rules)
        yield path, DocumentFiles(files=files, ground=ground, print_=_print(folder, ground, files))


def ground_of(project: Project) -> bytes:
    """What stands for all that every document depends on: settings and profiles, and which of these are left out."""
    folder = project.folder
    profiles = ((path, folder.digest(path)) for path in folder.files(f"{MARKETS}/**/*.y*ml"))
    return key_of(folder.digest(FILE_NAME), *profiles, *sorted(project.broken_markets))


def _print(folder: Folder, ground: bytes, files: tuple[str, ...]) -> bytes:
    return key_of(ground, *((file, folder.digest(file)) for file in files))
