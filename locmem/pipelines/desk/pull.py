"""`pull zendesk`: a help desk's articles, sections, macros and dynamic content as source files and catalogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path, PurePosixPath

from locmem import textfile
from locmem.catalogs.pairs import CONTENT, Pair, Workspace
from locmem.exchange.review_rows import ReviewRow
from locmem.formats.zendesk import read_export
from locmem.model.settings import ContentSet
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State
from locmem.model.wording import counted
from locmem.pages.desk_files import Identities, claims, identities
from locmem.pipelines.desk.pairing import Paired, Version, paired
from locmem.pipelines.desk.sources import path_for, set_for, slug_for, text_of
from locmem.pipelines.desk.view import DeskText, DeskThing, view_of
from locmem.render.desk_cases import was_rendered
from locmem.render.zendesk_identity import DeskKind
from locmem.workspace.catalog_files import put_pair
from locmem.workspace.remembering import keep, orphan_entries
from locmem.workspace.review_table import put_review
from locmem.workspace.sources import dialects_in, read_version
from locmem.workspace.workspace import open_workspace, target_problems
from locmem.workspace.writing import Run

REVIEW = "zendesk-review.csv"
"""Where the pairs that a person must look at go, beside locmem.yaml."""

ORIGIN = Origin(OriginKind.IMPORT, "zendesk")


class PullOutcome(Enum):
    """What became of a segment that has a text in the export."""

    IMPORTED = "imported"
    DRAFT = "draft"
    KEPT = "kept"
    REVIEW = "to review"


@dataclass(frozen=True, slots=True, kw_only=True)
class PulledText:
    """A document in one locale, with what became of its segments; key: where its text stands in the export."""

    document: str
    locale: LanguageTag
    key: str
    counts: tuple[tuple[PullOutcome, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullResult:
    """What came in.

    written: new source files, from the project's folder.  known: things that documents here stand for already.
    left_out: what is not brought in and why.  review: the file to look through, empty where there is none.
    """

    written: tuple[str, ...]
    known: int
    texts: tuple[PulledText, ...]
    left_out: tuple[str, ...]
    review: str

    @property
    def counts(self) -> dict[str, int]:
        """Segments by outcome, every outcome named."""
        found: Counter[PullOutcome] = Counter()
        for text in self.texts:
            found.update(dict(text.counts))
        return {outcome.value: found[outcome] for outcome in PullOutcome}

    @property
    def summary(self) -> str:
        """One line for people."""
        found = ", ".join(f"{count} {name}" for name, count in self.counts.items() if count) or "none"
        return f"{counted(len(self.written), 'new source file')}, {self.known} known; translated segments: {found}"


def pull(run: Run, file: Path) -> PullResult:
    """Bring the export in `file` in.

    A thing whose id no document here bears becomes a source file; one that is known leaves its file as it is.
    Translations go to the catalogs, as drafts where the help desk calls them drafts or outdated, and only into
    segments whose source is the same there and that nobody translated here.
    Raises InputErrors with every problem of the file, UsageError where no content set takes what it holds.
    """
    project = run.project
    view = view_of(read_export(textfile.read_bytes(file), str(file)), project.settings)
    workspace = open_workspace(project)
    workspace.require_all()
    identified = identities(workspace)
    owners = {claim: path for path, identity in identified.items() for claim in claims(identity)}
    homes = {thing.key: owners[_claim(thing)] for thing in view.things if _claim(thing) in owners}
    sections = {
        identity.id: PurePosixPath(path).stem
        for path, identity in identified.items()
        if identity.kind is DeskKind.SECTION
    }
    made = [thing for thing in view.things if thing.key not in homes and _was_rendered(thing)]
    things = [thing for thing in view.things if thing not in made]
    new = _Writer(run, workspace, sections).write([thing for thing in things if thing.key not in homes])
    importer = _Importer(run, file, {**homes, **new}, identified)
    texts = importer.take(things)
    return PullResult(
        written=tuple(sorted(f"{CONTENT}/{path}" for path in new.values())),
        known=len(homes),
        texts=texts,
        left_out=(*view.left_out, *map(_told_rendered, made)),
        review=put_review(run, project.root / REVIEW, importer.rows, _is_of(texts)),
    )


def _was_rendered(thing: DeskThing) -> bool:
    """Whether a text of the help desk is what locmem made of a source: its Liquid is no source to translate from."""
    texts = (one.body for one in thing.texts.values())
    return any(map(was_rendered, (*texts, *_strings(thing.content))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _strings(one)


def _told_rendered(thing: DeskThing) -> str:
    named = f"{thing.kind.value} {thing.id} “{thing.text.title}”"
    return (
        f"{named}: locmem rendered it, as it chooses by the customer's day; write its id into the source file it was "
        "made from, which says the fact itself"
    )


def _is_of(texts: Iterable[PulledText]) -> Callable[[ReviewRow], bool]:
    """Whether a row of the review file is of one of the texts that came in now, whatever its export was called."""
    ends = tuple(f": {text.key}" for text in texts)
    return lambda row: row.translation.endswith(ends)


def _claim(thing: DeskThing) -> tuple[str, int]:
    return thing.kind.value, thing.id


class _Writer:
    """Writes things as source files under names nobody has; sections: the folders of those that are known."""

    def __init__(self, run: Run, workspace: Workspace, sections: Mapping[int, str]) -> None:
        self.project = run.project
        self.sections = dict(sections)
        self.taken = {(source.content_set.name, source.document.slug) for source in workspace.sources}

    def write(self, things: Iterable[DeskThing]) -> dict[str, str]:
        """The path of each thing under the content folder, by its key in the export."""
        paths: dict[str, str] = {}
        for thing in sorted(things, key=lambda one: (one.kind is not DeskKind.SECTION, one.kind.value, one.id)):
            content_set = set_for(self.project.settings, thing.kind)
            folder = self.sections.get(thing.section, "") if thing.kind is DeskKind.ARTICLE else ""
            slug, path = self._free(content_set, thing, folder)
            if thing.kind is DeskKind.SECTION:
                self.sections[thing.id] = slug
            text = text_of(thing, thing.text, slug, self.project.settings.source_locale)
            self.project.folder.write(f"{CONTENT}/{path}", text.encode())
            paths[thing.key] = path
        return paths

    def _free(self, content_set: ContentSet, thing: DeskThing, folder: str) -> tuple[str, str]:
        first = slug_for(thing)
        for slug in (first, f"{first}-{thing.id}"):
            path = path_for(self.project.settings, content_set, thing, slug, folder)
            if (content_set.name, slug) not in self.taken and not self.project.folder.exists(f"{CONTENT}/{path}"):
                break
        self.taken.add((content_set.name, slug))
        return slug, path


class _Importer:
    """Takes the translations of things into the catalogs of their documents."""

    def __init__(self, run: Run, file: Path, paths: Mapping[str, str], known: Identities) -> None:
        self.project = run.project
        self.file = file
        self.paths = paths
        self.pairs = {(pair.source.path, pair.locale): pair for pair in open_workspace(run.project).pairs}
        self.copies = {number: tag for one in known.values() for tag, number in one.macros.items()}
        self.rows: list[ReviewRow] = []

    def take(self, things: Sequence[DeskThing]) -> tuple[PulledText, ...]:
        """What became of every text that stands in another language than its document's own."""
        pulled: list[PulledText] = []
        macros = [thing for thing in things if thing.kind is DeskKind.MACRO]
        bases = {self.paths[thing.key]: thing for thing in macros if thing.id not in self.copies}
        for thing in things:
            path = self.paths[thing.key]
            versions: Iterable[tuple[LanguageTag, DeskThing, DeskText]]
            if thing.kind is DeskKind.MACRO and thing.id in self.copies:
                base = bases.get(path)
                if base is None:
                    continue
                # A macro has one language; the copy in another one is read as the macro itself would be.
                copy = replace(thing, id=base.id, own=base.own, texts={base.own: thing.text})
                versions = [(self.copies[thing.id], copy, thing.text)]
                source = base
            else:
                versions = [(locale, thing, text) for locale, text in thing.texts.items()]
                source = thing
            for locale, holder, text in versions:
                if pair := self.pairs.get((path, locale)):
                    pulled.append(self._text(pair, source, holder, text))
        return tuple(pulled)

    def _text(self, pair: Pair, thing: DeskThing, holder: DeskThing, version: DeskText) -> PulledText:
        path = pair.source.path
        kind = "html" if thing.kind is DeskKind.ARTICLE else "macro"
        content_set = replace(pair.source.content_set, kind=kind)
        source = self._version(content_set, path, thing, thing.text, pair.source.locale)
        target = self._version(content_set, path, holder, version, pair.locale)
        state = State.DRAFT if version.is_draft or version.is_outdated else State.TRANSLATED
        entries = list(pair.catalog.entries)
        counts: Counter[PullOutcome] = Counter()
        same = _same_segments(source, pair)
        for translation in paired(source, target, pair.locale):
            place = same.get(translation.source)
            if place is None:
                continue
            imported = entries[place].with_target(translation.target, state, ORIGIN)
            why = translation.why or "; ".join(target_problems(pair.rows[place].holding(imported)))
            if _is_of_a_person(entries[place]) and not _is_a_variant_of(entries[place], translation.target):
                counts[PullOutcome.KEPT] += 1
            elif why:
                counts[PullOutcome.REVIEW] += 1
                self._look(pair, place, translation, why, version.key)
            else:
                counts[PullOutcome.IMPORTED if state is State.TRANSLATED else PullOutcome.DRAFT] += 1
                entries[place] = imported
        if tuple(entries) != pair.catalog.entries:
            dialects = dialects_in(pair.source.content_set)
            keep(self.project, orphan_entries(pair.before, pair.orphans, dialects, pair.whole))
            put_pair(self.project, pair.with_entries(entries))
        return PulledText(document=path, locale=pair.locale, key=version.key, counts=tuple(counts.items()))

    def _version(
        self, content_set: ContentSet, path: str, thing: DeskThing, text: DeskText, locale: LanguageTag
    ) -> Version:
        written = text_of(thing, text, PurePosixPath(path).stem, self.project.settings.source_locale)
        # The file here may be Markdown or JSON; what is compared are texts written in one and the same way.
        name = PurePosixPath(path).with_suffix(".html" if thing.kind is DeskKind.ARTICLE else ".yaml").as_posix()
        document, segments = read_version(self.project, content_set, name, written, locale)
        return Version(document=document, segments=segments)

    def _look(self, pair: Pair, place: int, one: Paired, why: str, key: str) -> None:
        segment, entry = pair.source.catalog_segment(place), pair.catalog.entries[place]
        self.rows.append(
            ReviewRow(
                locale=str(pair.locale),
                name=ORIGIN.detail,
                document=pair.source.path,
                here=entry.target,
                was_confirmed=entry.is_current,
                key=pair.key(entry),
                line=segment.line,
                source=entry.source,
                target=one.target,
                confidence=0.0,
                reason=why,
                translation=f"{self.file.name}: {key}",
            )
        )


def _same_segments(source: Version, pair: Pair) -> dict[int, int]:
    """For each segment of the export's source the place in the catalog of the same segment here, in order.

    A segment that reads otherwise here is left out: what the help desk has is not its translation.
    """
    here = [(segment.kind, segment.content.native) for segment in pair.source.catalog_segments]
    found: dict[int, int] = {}
    last = 0
    for index, segment in enumerate(source.segments):
        key = (segment.kind, segment.content.native)
        if key in here[last:]:
            found[index] = here.index(key, last)
            last = found[index] + 1
    return found


def _is_a_variant_of(entry: CatalogEntry, target: str) -> bool:
    return bool(entry.inherited and target and target != entry.target)


def _is_of_a_person(entry: CatalogEntry) -> bool:
    """Whether the entry has a target that a person answers for or is working on."""
    return bool(entry.target) and (entry.is_confirmed or entry.origin.kind in (OriginKind.HUMAN, OriginKind.IMPORT))
