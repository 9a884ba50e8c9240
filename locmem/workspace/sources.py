"""The source documents of a project, read and cut into segments."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locmem import textfile
from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, Source, Unread
from locmem.errors import InputErrors, Location, Problem, input_error
from locmem.model.document import Document
from locmem.model.progress import stretch_of
from locmem.model.segment import Segment
from locmem.model.settings import ContentSet, Settings
from locmem.model.tags import LanguageTag
from locmem.settings import content_set_of
from locmem.workspace.folder import Folder
from locmem.workspace.project import Project

if TYPE_CHECKING:
    from locmem.content.read_options import ReadOptions
    from locmem.segmentation.srx import OwnRules

_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and what Python reads the bytes of a name as that is not UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSources:
    """The documents of the content sets in order of path, and those of them that cannot be read.

    unlisted: why nobody knows which documents there are; there is none then.
    """

    documents: tuple[Source, ...]
    unread: tuple[Unread, ...] = ()
    unlisted: tuple[Problem, ...] = ()


def read_sources(project: Project) -> ReadSources:
    """Every document of the content sets."""
    documents: list[Source] = []
    unread: list[Unread] = []
    try:
        paths = source_paths(project.folder, project.settings)
    except InputErrors as error:
        return ReadSources(documents=(), unlisted=error.problems)
    for path in stretch_of(project.progress, "documents", paths, len(paths)):
        if problem := name_problem(f"{CONTENT}/{path}"):
            unread.append(Unread(document=path, locale="", problems=(problem,)))
            continue
        try:
            source = read_source(project, path)
        except InputErrors as error:
            unread.append(Unread(document=path, locale="", problems=error.problems))
            continue
        if source is not None:
            documents.append(source)
    return ReadSources(documents=tuple(documents), unread=tuple(unread))


def source_paths(folder: Folder, settings: Settings) -> tuple[str, ...]:
    """Paths under the content folder that some content set takes, sorted.  Raises InputErrors."""
    found: set[str] = set()
    for one in settings.content_sets:
        for path in folder.files(f"{CONTENT}/{one.pattern}"):
            inner = path.removeprefix(f"{CONTENT}/")
            if content_set_of(settings, inner) is one:
                found.add(inner)
    return tuple(sorted(found))


def document_kinds(project: Project) -> dict[str, str]:
    """The kind of each document by its path under the content folder.  Raises InputErrors."""
    settings = project.settings
    sets = {path: content_set_of(settings, path) for path in source_paths(project.folder, settings)}
    return {path: found.kind for path, found in sets.items() if found is not None}


def name_problem(path: str) -> Problem | None:
    """What is wrong with a file's name where its characters cannot stand in a catalog or a report."""
    if not _NO_NAME.search(path):
        return None
    shown = path.encode("unicode-escape").decode()
    do = "Rename it, in UTF-8 and without control characters."
    return Problem(location=Location(path=shown), what="the file's name cannot be written down.", do=do)


def read_source(project: Project, path: str) -> Source | None:
    """One document by its path under the content folder; None when no content set takes it.

    Raises InputErrors when the file is not valid text, its front matter or keys no YAML or JSON, or the segmentation
    rules of its set are wrong.
    """
    content_set = content_set_of(project.settings, path)
    if content_set is None:
        return None
    rules = sentence_rules(project, content_set)
    return project.parsed(f"{CONTENT}/{path}", lambda data: _source(project, content_set, path, data), rules.digest)


def read_version(
    project: Project, content_set: ContentSet, path: str, text: str, locale: LanguageTag | None = None
) -> tuple[Document, tuple[Segment, ...]]:
    """A text as the document it would be at `path`, cut as texts of `locale` are, by default its own.

    Raises InputErrors for a text that is too long to be read in good time.
    """
    # Whoever only lists documents does not wait for all that can read one.
    from locmem.content.kinds import KINDS
    from locmem.content.read_options import require_readable
    from locmem.segmentation.split import segments as split

    require_readable(text, f"{CONTENT}/{path}")
    document = KINDS[content_set.kind].read(text, path, options_of(content_set))
    tag = locale or document.locale or project.settings.source_locale
    rules = sentence_rules(project, content_set)
    return document, tuple(
        segment
        for index, unit in enumerate(document.units)
        for segment in split(unit, index, tag, content_set.segment, rules)
    )


def options_of(content_set: ContentSet) -> ReadOptions:
    """How a content set wants its documents read."""
    from locmem.content.read_options import ReadOptions

    return ReadOptions(
        fields=content_set.fields,
        dialects=dialects_in(content_set),
        attributes=content_set.attributes,
        texts_in_tags=content_set.texts_in_tags,
        folder=content_set.folder,
    )


def dialects_in(content_set: ContentSet | None) -> tuple[str, ...]:
    """The placeholder notations of a content set, known ones and the team's own; none where no set is known.

    The families of notations that it leaves out stand among them.
    """
    if content_set is None:
        return ()
    from locmem.inline.dialects import own_dialect
    from locmem.inline.notations import left_out

    return (
        *left_out(content_set.notations),
        *content_set.dialects,
        *(own_dialect(name, pattern) for name, pattern in content_set.patterns),
    )


def sentence_rules(project: Project, content_set: ContentSet) -> OwnRules:
    """The segmentation rules a content set brings along."""
    from locmem.segmentation.srx import NO_RULES

    if not content_set.srx:
        return NO_RULES
    return project.parsed(content_set.srx, lambda data: _srx(data, content_set.srx))


def _srx(data: bytes | None, path: str) -> OwnRules:
    if data is None:
        do = "Name an SRX file in the project's folder under `segmentation`, or remove the key."
        raise input_error(Location(path=path), "there is no such file.", do)
    from locmem.segmentation.srx import read_srx

    return read_srx(data, path)


def _source(project: Project, content_set: ContentSet, path: str, data: bytes | None) -> Source | None:
    if data is None:
        return None
    from locmem.inline.protect import is_translatable

    settings = project.settings
    file = f"{CONTENT}/{path}"
    text = textfile.decode(data, file).text
    document, segments = read_version(project, content_set, path, text)
    if document.unread:
        # Neither its risk nor its markets are known, and its title and fields would look as if they were removed.
        raise InputErrors(replace(one, location=replace(one.location, path=file)) for one in document.unread)
    locale = document.locale or settings.source_locale
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
    """Whether a market the document is limited to reads this locale or a variant of it.

    Nobody pays for a text that ships nowhere.
    """
    if not document.markets:
        return True
    wanted = {locale, *(tag for tag in project.settings.variants if locale in project.settings.bases(tag))}
    launched = {market.code for market in project.markets}
    markets = project.markets if launched.issuperset(document.markets) else project.all_markets
    if not project.broken_markets.keys().isdisjoint(document.markets):
        # Which locales such a market reads nobody knows now: what there is was there for it.
        files = (f"{CONTENT}/{catalog_path(tag, document.path)}" for tag in wanted)
        if any(project.folder.read(file) is not None for file in files):
            return True
    return any(one.content in wanted for market in markets if market.code in document.markets for one in market.locales)
