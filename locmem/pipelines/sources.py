"""The source documents of a project, read and cut into segments."""

from __future__ import annotations

from collections.abc import Iterable

from locmem import textfile
from locmem.content.kinds import KINDS, ReadOptions
from locmem.errors import InputErrors, Location, Problem
from locmem.inline.protect import is_translatable
from locmem.model.document import Document
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.workspace import CONTENT, Source
from locmem.pipelines.folder import Folder
from locmem.pipelines.project import Project
from locmem.segmentation.split import segments as split
from locmem.settings import content_set_of


def read_sources(project: Project) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every document of the content sets, in order of path, and problems: unreadable files, equal slugs."""
    documents: list[Source] = []
    problems: list[Problem] = []
    for path in source_paths(project.folder, project.settings):
        try:
            source = read_source(project, path)
        except InputErrors as error:
            problems.extend(error.problems)
            continue
        if source is not None:
            documents.append(source)
    problems.extend(_equal_slugs(documents))
    return tuple(documents), tuple(problems)


def source_paths(folder: Folder, settings: Settings) -> tuple[str, ...]:
    """Paths under the content folder that some content set takes, sorted."""
    found: set[str] = set()
    for one in settings.content_sets:
        for path in folder.files(f"{CONTENT}/{one.pattern}"):
            inner = path.removeprefix(f"{CONTENT}/")
            if content_set_of(settings, inner) is one:
                found.add(inner)
    return tuple(sorted(found))


def read_source(project: Project, path: str) -> Source | None:
    """One document by its path under the content folder; None when no content set takes it.

    Raises InputErrors when the file is not valid text.
    """
    return project.reading(f"{CONTENT}/{path}", lambda data: _source(project, path, data))


def _source(project: Project, path: str, data: bytes | None) -> Source | None:
    settings = project.settings
    content_set = content_set_of(settings, path)
    if content_set is None or data is None:
        return None
    text = textfile.decode(data, f"{CONTENT}/{path}").text
    options = ReadOptions(fields=content_set.fields, dialects=content_set.dialects)
    document = KINDS[content_set.kind].read(text, path, options)
    locale = document.locale or settings.source_locale
    segments = tuple(
        segment
        for index, unit in enumerate(document.units)
        for segment in split(unit, index, locale, content_set.segment)
    )
    return Source(
        document=document,
        content_set=content_set,
        segments=segments,
        translatable=tuple(n for n, segment in enumerate(segments) if is_translatable(segment.content)),
        risk=document.risk or content_set.risk,
        locale=locale,
        locales=tuple(tag for tag in settings.locales if tag != locale and _is_read(project, document, tag)),
    )


def _is_read(project: Project, document: Document, locale: LanguageTag) -> bool:
    """Whether a market the document is limited to reads this locale; nobody pays for a text that ships nowhere."""
    if not document.markets:
        return True
    return any(
        one.content == locale
        for market in project.markets
        if market.code in document.markets
        for one in market.locales
    )


def _equal_slugs(documents: Iterable[Source]) -> Iterable[Problem]:
    first: dict[tuple[str, str], str] = {}
    for source in documents:
        slug = source.document.slug
        key = (source.content_set.name, slug)
        if slug and key in first:
            yield Problem(
                location=Location(path=source.file, line=1),
                what=f"the slug {slug!r} is already used by {first[key]}.",
                do="Give one of the two another slug.",
            )
        first.setdefault(key, source.file)
