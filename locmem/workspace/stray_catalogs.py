"""Catalogs beside documents that are gone or cannot be read, and what can be told without a damaged catalog."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.files import place_of
from locmem.catalogs.pairs import CONTENT
from locmem.errors import InputErrors, Location, Problem, Problems
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.translation import Catalog
from locmem.settings import FILE_NAME
from locmem.values.locales import meant_instead
from locmem.workspace.catalog_files import load_catalog
from locmem.workspace.project import Project
from locmem.workspace.sources import ReadSources, name_problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayCatalogs:
    """Catalogs without a document that could be read.

    orphaned: those of no document.  gone: those among them whose document lies nowhere any more; the others' is
        merely in no content set.  held: those of a document that cannot be read.
    problems: of all that cannot be read here, and of catalogs in locales that are not declared.  lost: those among
        them of catalogs whose document is gone.
    unlisted: why nobody knows which catalogs there are.
    """

    orphaned: tuple[Catalog, ...] = ()
    gone: tuple[Catalog, ...] = ()
    held: tuple[Catalog, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: tuple[Problem, ...] = ()
    unlisted: tuple[Problem, ...] = ()


def stray_catalogs(project: Project, read: ReadSources, wanted: Collection[str]) -> StrayCatalogs:
    """The catalogs that belong to none of the documents read; wanted: the locales of those that are opened."""
    try:
        paths = project.folder.files(f"{CONTENT}/translations/*/**/*.po")
    except InputErrors as error:
        return StrayCatalogs(unlisted=error.problems)
    if read.unlisted:
        return StrayCatalogs()
    documents = {source.path for source in read.documents}
    unread = {one.document for one in read.unread}
    orphaned: list[Catalog] = []
    held: list[Catalog] = []
    problems = Problems()
    lost: list[Problem] = []
    undeclared: dict[str, list[str]] = {}
    for path in paths:
        if problem := name_problem(path):
            problems.take((problem,))
            continue
        locale, document = place_of(path.removeprefix(f"{CONTENT}/"))
        if locale not in project.settings.locales:
            undeclared.setdefault(locale, []).append(path)
            continue
        if document in documents or locale not in wanted:
            continue
        try:
            catalog = load_catalog(project, document, project.settings.source_locale, locale)
        except InputErrors as error:
            problems.take(error.problems)
            if _is_gone(project, document):
                lost += error.problems
            continue
        (held if document in unread else orphaned).append(catalog)
    problems.take(_undeclared(project.settings, locale, found) for locale, found in undeclared.items())
    return StrayCatalogs(
        orphaned=tuple(orphaned),
        # What merely is in no content set any more has not moved.
        gone=tuple(catalog for catalog in orphaned if _is_gone(project, catalog.document)),
        held=tuple(held),
        problems=tuple(problems),
        lost=tuple(lost),
    )


def _undeclared(settings: Settings, locale: str, paths: Sequence[str]) -> Problem:
    """That catalogs are in a locale nobody declared: of several at the settings, where one line mends it."""
    meant = meant_instead(locale, settings.locales)
    if len(paths) == 1:
        what = f"a catalog for {locale}, which {FILE_NAME} does not declare."
        do = f"{meant}Add the locale to `locales`, or move the catalog away."
        return Problem(location=Location(path=paths[0]), what=what, do=do)
    what = f"{locale} is not declared, and {len(paths)} catalogs are in it, first {paths[0]}."
    do = f"{meant}Add the locale to `locales`, or move the catalogs away."
    return Problem(location=replace(settings.place("locales"), key=f"locales.{locale}"), what=what, do=do)


def _is_gone(project: Project, document: str) -> bool:
    return not project.folder.exists(f"{CONTENT}/{document}")


def certain(
    settings: Settings, catalogs: Mapping[LanguageTag, Catalog], damaged: Collection[str]
) -> dict[LanguageTag, Catalog]:
    """Those catalogs of a document that can be told without the damaged ones, by locale.

    The ids of its segments come from a catalog without gaps, and a variant is not read without all of its bases.
    """
    if not any(catalog.entries for tag, catalog in catalogs.items() if tag not in settings.variants):
        return {}
    return {
        tag: catalog
        for tag, catalog in catalogs.items()
        if tag not in settings.variants or not set(settings.bases(tag)).intersection(damaged)
    }
