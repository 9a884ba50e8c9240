"""Reading a project's workspace: sources and catalogs as they would be after collecting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, MAY_BE_CUT, Damaged, Pair, Row, Source, Unread, Workspace
from locmem.catalogs.update import fresh_entries, occurrence_ids, update
from locmem.catalogs.variants import inherited, of_source
from locmem.errors import InputErrors, Problem, in_order
from locmem.model.progress import stretch_of
from locmem.model.settings import Settings
from locmem.model.tags import LanguageTag
from locmem.model.translation import NO_ORIGIN, Catalog, CatalogEntry, State
from locmem.workspace.catalog_files import load_catalog
from locmem.workspace.moves import moved_documents, with_moved_paragraphs, with_paragraphs_of
from locmem.workspace.project import Project
from locmem.workspace.sources import ReadSources, read_source, read_sources
from locmem.workspace.stray_catalogs import StrayCatalogs, certain, stray_catalogs
from locmem.workspace.tag_trials import TagTrial, tag_trial


def open_workspace(project: Project, locales: Collection[str] | None = None) -> Workspace:
    """Sources and catalogs read, aligned and compared.  Changes nothing; the project knows what could not be read.

    locales: content locales whose pairs are wanted, None for all.  No catalog of another locale is opened, nor its
    problems found, but for what one of these inherits from; so what is asked for some locales must not be written:
    only all of a document's catalogs together tell the ids of its segments for sure.
    Documents are always read, all of them, because paragraphs and links lead from one to another.
    """
    read = read_sources(project)
    sources = read.documents
    wanted = _with_bases(project.settings, locales)
    stray = stray_catalogs(project, read, wanted)
    newcomers = [document for document in sources if not _has_catalog(project, document.path, document.locales)]
    moves = moved_documents(newcomers, stray.gone) if stray.gone else {}
    # Any that is new may be one whose catalogs cannot be read, before it moved.
    waiting = {document.path for document in newcomers if document.path not in moves} if stray.lost else set()
    held = [*stray.held, *_may_have_moved(project, read, stray, moves)]
    unread = [*read.unread]
    pairs: list[Pair] = []
    for source in stretch_of(project.progress, "catalogs of documents", sources, len(sources)):
        catalogs: dict[LanguageTag, Catalog] = {}
        damaged: dict[LanguageTag, tuple[Problem, ...]] = {}
        old_path = moves.get(source.path, source.path)
        for locale in _opened(project.settings, source, wanted):
            try:
                catalogs[locale] = load_catalog(project, old_path, source.locale, locale)
            except InputErrors as error:
                damaged[locale] = error.problems
        if source.path in waiting:
            damaged = dict.fromkeys(catalogs, stray.lost)
        if damaged:
            sure = {} if source.path in moves else certain(project.settings, catalogs, damaged)
            held += (catalog for tag, catalog in catalogs.items() if tag not in sure and catalog.entries)
            told = tuple(dict.fromkeys(chain.from_iterable(damaged.values())))
            missing = dict.fromkeys(tag for tag in (*catalogs, *damaged) if tag not in sure)
            unread += (Unread(document=source.path, locale=tag, problems=told) for tag in missing)
            catalogs = sure
        pairs.extend(
            project.made_of(
                ("pairs", source.path),
                (source, *catalogs.values()),
                partial(_pairs, project, source, catalogs, moves.get(source.path, "")),
            )
        )
    by_locale = {
        tag: with_moved_paragraphs([pair for pair in pairs if pair.locale == tag])
        for tag in dict.fromkeys(pair.locale for pair in pairs)
    }
    filled = _with_inherited(project, [pair for group in by_locale.values() for pair in group])
    unlisted = (*read.unlisted, *stray.unlisted)
    problems = (*unlisted, *stray.problems, *chain.from_iterable(one.problems for one in unread))
    taken = {id(catalog) for catalog in held}
    workspace = Workspace(
        settings=project.settings,
        sources=sources,
        pairs=tuple(
            filled[pair.locale, pair.source.path] for pair in pairs if locales is None or pair.locale in locales
        ),
        orphaned=tuple(
            catalog for catalog in stray.orphaned if id(catalog) not in taken and catalog.document not in moves.values()
        ),
        held=tuple(held),
        unread=tuple(unread),
        problems=in_order(dict.fromkeys(problems)),
        unlisted=unlisted,
    )
    project.note_unread(CONTENT, workspace.problems)
    return workspace


def _may_have_moved(
    project: Project, read: ReadSources, stray: StrayCatalogs, moves: Mapping[str, str]
) -> tuple[Catalog, ...]:
    """The catalogs that may belong to a document which moved and cannot be read where it lies now."""
    if all(_has_catalog(project, one.document, project.settings.locales) for one in read.unread):
        return ()
    return tuple(catalog for catalog in stray.gone if catalog.document not in moves.values())


def open_documents(
    project: Project,
    paths: Iterable[str],
    lost: Mapping[str, Sequence[CatalogEntry]],
    locales: Collection[str] | None = None,
) -> Workspace:
    """These documents alone, by their paths under the content folder.

    They are as `open_workspace` has them in a project where no catalog is without its document.
    lost: confirmed entries without a place, of all documents of the project, by locale.
    locales: those that are opened, None for all; none of them may be a variant.
    """
    problems: list[Problem] = []
    sources: list[Source] = []
    pairs: list[Pair] = []
    for path in paths:
        try:
            source = read_source(project, path)
        except InputErrors as error:
            problems += error.problems
            continue
        if source is None:
            continue
        sources.append(source)
        catalogs: dict[LanguageTag, Catalog] = {}
        for locale in source.locales:
            if locales is not None and locale not in locales:
                continue
            try:
                catalogs[locale] = load_catalog(project, path, source.locale, locale)
            except InputErrors as error:
                problems += error.problems
        made = project.made_of(
            ("pairs", path), (source, *catalogs.values()), partial(_pairs, project, source, catalogs, "")
        )
        pairs += (with_paragraphs_of((pair,), lost.get(pair.locale, ()))[0] for pair in made)
    filled = _with_inherited(project, pairs)
    return Workspace(
        settings=project.settings,
        sources=tuple(sources),
        pairs=tuple(filled[pair.locale, pair.source.path] for pair in pairs),
        problems=tuple(problems),
    )


def _with_inherited(project: Project, pairs: Sequence[Pair]) -> dict[tuple[str, str], Pair]:
    """The pairs by locale and document, those of variants with what they inherit."""
    filled = {(str(pair.locale), pair.source.path): pair for pair in pairs}
    for locale in sorted(project.settings.variants, key=lambda tag: len(project.settings.bases(tag))):
        for pair in pairs:
            if pair.locale == locale:
                filled[locale, pair.source.path] = _variant(project, pair, filled)
    return filled


def _with_bases(settings: Settings, locales: Collection[str] | None) -> frozenset[str]:
    """The locales with those that they inherit from; all of the settings for None."""
    if locales is None:
        return frozenset(settings.locales)
    meant = [tag for tag in settings.locales if tag in locales]
    return frozenset(meant).union(*(settings.bases(tag) for tag in meant))


def _opened(settings: Settings, source: Source, wanted: Collection[str]) -> tuple[LanguageTag, ...]:
    """The locales whose catalogs of a document are opened: those wanted, and one without gaps beside variants."""
    opened = [tag for tag in source.locales if tag in wanted]
    whole = [tag for tag in source.locales if tag not in settings.variants]
    if opened and whole and not set(whole).intersection(opened):
        opened.append(whole[0])
    return tuple(tag for tag in source.locales if tag in opened)


def _variant(project: Project, pair: Pair, pairs: Mapping[tuple[str, str], Pair]) -> Pair:
    """A variant's pair with what it inherits from the nearest of its bases that the document is read in."""
    others = (pairs.get((tag, pair.source.path)) for tag in pair.source.locales if tag not in project.settings.variants)
    whole = next((other.before.entries for other in others if other and other.before.entries), ())
    for tag in project.settings.bases(pair.locale):
        entries: tuple[CatalogEntry, ...] = ()
        if tag == pair.source.locale:
            entries = of_source(pair.catalog.entries, tag)
        elif base := pairs.get((tag, pair.source.path)):
            entries = base.shipped
        if entries:
            own = pair.catalog.entries
            empty = [entry.with_target("", State.UNTRANSLATED, NO_ORIGIN) for entry in own]
            theirs = inherited(empty, entries, tag, project.today)
            shown = inherited(own, entries, tag, project.today)
            return replace(pair.with_entries(shown), base=theirs, whole=whole, variant_of=tag)
    return replace(pair, whole=whole, variant_of=project.settings.variants[pair.locale])


def _has_catalog(project: Project, document: str, locales: Iterable[str]) -> bool:
    paths = (f"{CONTENT}/{catalog_path(locale, document)}" for locale in locales)
    return any(project.folder.exists(path) for path in paths)


def target_problems(row: Row, trial: TagTrial | None = None) -> tuple[str, ...]:
    """What is wrong with the codes of a target, in words; a changed link address alone is not serious.

    trial: tries the target's tags against the facts they print; None for a target that is tried when it is read again.
    """
    if row.serious_problems or trial is None or not row.may_have_codes:
        return row.serious_problems
    return trial(row.segment.content, row.target)


def _pairs(
    project: Project, source: Source, catalogs: Mapping[LanguageTag, Catalog], moved_from: str
) -> tuple[Pair, ...]:
    # A variant's catalog has gaps, so that whole ones lead.
    leading = sorted(catalogs, key=lambda locale: locale in project.settings.variants)
    ids = occurrence_ids(source.path, [catalogs[locale] for locale in leading], source.catalog_segments)
    fresh = fresh_entries(source.catalog_segments, ids)
    return tuple(
        _pair(project, source, tag, replace(catalogs[tag], document=source.path), fresh, moved_from)
        for tag in source.locales
        if tag in catalogs
    )


def _pair(
    project: Project,
    source: Source,
    locale: LanguageTag,
    before: Catalog,
    fresh: tuple[CatalogEntry, ...],
    moved_from: str,
) -> Pair:
    ids = tuple(entry.occurrence for entry in fresh)
    updated = update(before, source.catalog_segments, ids, project.today, fresh)
    pair = Pair(
        source=source,
        locale=locale,
        path=f"{CONTENT}/{catalog_path(locale, source.path)}",
        before=before,
        catalog=updated.catalog,
        orphans=updated.orphans,
        moved_from=moved_from,
    )
    entries: list[CatalogEntry] = []
    damaged: list[Damaged] = []
    trial = tag_trial(project, source, locale)
    for row in pair.rows:
        entry = row.entry
        problems = target_problems(row, trial) if entry.is_current else ()
        if entry.may_be_cut:
            damaged.append(Damaged(entry=entry, problems=(MAY_BE_CUT,)))
        if problems:
            # A target that lost a code must not count as confirmed, whoever wrote it.
            draft = entry.with_target(entry.target, State.DRAFT, entry.origin)
            damaged.append(Damaged(entry=draft, problems=problems))
            entries.append(draft)
        else:
            entries.append(entry)
    return replace(pair.with_entries(entries), damaged=tuple(damaged))
