"""`content align`: articles that were translated elsewhere, brought into the catalogs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from locmem import textfile
from locmem.catalogs.pairs import CONTENT, Pair, Row
from locmem.content.align import SURE, AlignedPair, align, same_shape
from locmem.content.kinds import KINDS, ReadOptions
from locmem.errors import InputErrors, Problems, UsageError
from locmem.exchange.review_rows import ReviewRow
from locmem.exchange.strange_texts import strange
from locmem.inline.matching import number_like
from locmem.inline.protect import is_translatable, to_editable
from locmem.model.inline import Inline, inline
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, Origin, OriginKind, State
from locmem.model.wording import by_outcome, counted
from locmem.segmentation.split import segments as split
from locmem.workspace.catalog_files import put_pair
from locmem.workspace.review_table import put_review
from locmem.workspace.workspace import open_workspace, target_problems
from locmem.workspace.writing import Run

REVIEW = "align-review"
"""The folder, beside locmem.yaml, where the pairs that a person must look at go, if no other file is named: one table
for each locale and document or folder of documents."""

_OTHERWISE = "a person translated it otherwise: "
_NAME = re.compile(r"[\w.-]+\Z")


class AlignOutcome(Enum):
    """What became of a segment, or of a text of the translation that belongs to none."""

    IMPORTED = "imported"
    KEPT = "kept"
    UNSURE = "unsure"
    DAMAGED = "damaged"
    MISSING = "missing"
    LEFT_OVER = "left-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """How translations are brought in.

    name: who they come from, kept in their origin (`import:agency`).
    sure: the confidence, 0 to 1, from which a pair is taken without a look.
    review: the file for all other pairs; None for the default.
    """

    locale: str
    name: str = "aligned"
    sure: float = SURE
    review: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignDecision:
    """One segment with what was found for it."""

    outcome: AlignOutcome
    row: ReviewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedFile:
    """One document beside its translation.

    is_same_shape: whether their blocks correspond one to one.  strange: why it may be the wrong file, in words; empty
    where nothing speaks for that.
    """

    document: str
    translation: str
    is_same_shape: bool
    strange: str
    decisions: tuple[AlignDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignResult:
    """What became of every segment; the counts add up to `total`.

    without_translation: documents of the folder that have no file in the other; without_document: the reverse.
    review: the file that was written, empty where there was nothing to look at.
    """

    files: tuple[AlignedFile, ...]
    without_translation: tuple[str, ...] = ()
    without_document: tuple[str, ...] = ()
    review: str = ""

    @property
    def decisions(self) -> tuple[AlignDecision, ...]:
        """What was decided, in order of documents and segments."""
        return tuple(decision for file in self.files for decision in file.decisions)

    @property
    def total(self) -> int:
        """How many segments and texts left over there were."""
        return len(self.decisions)

    @property
    def counts(self) -> dict[str, int]:
        """Segments and texts by outcome, every outcome named."""
        return by_outcome((decision.outcome for decision in self.decisions), AlignOutcome)

    @property
    def to_review(self) -> tuple[AlignDecision, ...]:
        """What a person should look at."""
        return tuple(one for one in self.decisions if _needs_a_look(one))

    @property
    def summary(self) -> str:
        """One line for people."""
        shaped = sum(file.is_same_shape for file in self.files)
        parts = [f"{count} {name}" for name, count in self.counts.items() if count]
        return f"{counted(len(self.files), 'document')} ({shaped} of the same shape): {', '.join(parts) or 'no text'}"


def align_translations(run: Run, source: Path, translation: Path, options: AlignOptions) -> AlignResult:
    """Bring the translation of a document, or of every document in a folder, into the catalogs.

    source: a document or folder of the project, from the current folder, the project's or `content/`.
    translation: a file, or a folder with the same paths in it.
    Pairs from `options.sure` on become translated where no person has translated the segment yet; the others,
    and those whose codes do not fit, go to the review file.  Raises UsageError for wrong options and paths,
    InputErrors, with nothing written, where a file cannot be read.
    """
    project = run.project
    options = replace(options, locale=project.meant_locale(options.locale))
    _check(options, project.settings.locales)
    workspace = open_workspace(project)
    workspace.require_all()
    pairs = {pair.source.path: pair for pair in workspace.pairs_of(options.locale)}
    meant = _meant(project.root, source, translation, pairs)
    among = (project.settings.source_locale, *project.settings.locales)
    files: list[AlignedFile] = []
    problems = Problems()
    for path, file in meant.files:
        try:
            aligned, entries = _aligned(pairs[path], file, options, among)
        except InputErrors as error:
            problems.take(error.problems)
            continue
        files.append(aligned)
        pair = pairs[path]
        if entries != pair.catalog.entries:
            put_pair(project, pair.with_entries(entries))
    if problems:
        project.folder.discard()
        raise InputErrors(problems)
    result = AlignResult(
        files=tuple(files),
        without_translation=meant.without_translation,
        without_document=meant.without_document,
    )
    file = options.review or project.root / REVIEW / options.locale / f"{meant.name}.csv"
    again = {(one.document, Path(one.translation).resolve()) for one in files}
    review = put_review(
        run,
        file,
        [decision.row for decision in result.to_review],
        lambda row: row.locale == options.locale and (row.document, Path(row.translation).resolve()) in again,
    )
    return replace(result, review=review)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """The documents, each with the file of its translation, and what has no counterpart.

    name: what was named, from `content/`; `content` where it was all of it.
    """

    name: str
    files: tuple[tuple[str, Path], ...]
    without_translation: tuple[str, ...] = ()
    without_document: tuple[str, ...] = ()


def _check(options: AlignOptions, locales: Sequence[LanguageTag]) -> None:
    if options.locale not in locales:
        raise UsageError(f"the locale {options.locale!r} is not declared. Declared: {', '.join(locales)}.")
    if not _NAME.match(options.name):
        raise UsageError(f"{options.name!r} is not a name. Use letters, digits, dots and dashes: --name agency-2026.")
    if not 0 < options.sure <= 1:
        raise UsageError(f"{options.sure} is not a confidence. Write a number above 0 and up to 1: --sure {SURE}.")


def _meant(root: Path, source: Path, translation: Path, pairs: dict[str, Pair]) -> _Meant:
    content = root / CONTENT
    for place in (source.resolve(), (root / source).resolve(), (content / source).resolve()):
        if not place.is_relative_to(content):
            continue
        inner = place.relative_to(content).as_posix()
        if inner in pairs:
            if not translation.is_file():
                raise UsageError(f"{translation} is no file. Name the translation of {inner}.")
            return _Meant(name=inner, files=((inner, translation),))
        inside = [path for path in pairs if inner == "." or path.startswith(f"{inner}/")]
        if inside:
            return _in_folder(inner, inside, translation)
    example = next(iter(pairs), "articles/refunds.md")
    raise UsageError(f"{source}: no document of the project that is translated. Name one such as {example}.")


def _in_folder(folder: str, inside: Sequence[str], translation: Path) -> _Meant:
    if not translation.is_dir():
        raise UsageError(f"{translation} is no folder. Name the folder with the translations of {folder}/.")
    relative = {path: path if folder == "." else path.removeprefix(f"{folder}/") for path in inside}
    there = {path: translation / name for path, name in relative.items() if (translation / name).is_file()}
    if not there:
        raise UsageError(f"{translation} has no file under the name of a document, such as {relative[inside[0]]}.")
    suffixes = {file.suffix for file in there.values()}
    known = set(there.values())
    others = sorted(one for one in translation.rglob("*") if one.suffix in suffixes and one.is_file())
    return _Meant(
        name=CONTENT if folder == "." else folder,
        files=tuple(there.items()),
        without_translation=tuple(path for path in inside if path not in there),
        without_document=tuple(one.relative_to(translation).as_posix() for one in others if one not in known),
    )


def _aligned(
    pair: Pair, file: Path, options: AlignOptions, among: Sequence[str]
) -> tuple[AlignedFile, tuple[CatalogEntry, ...]]:
    """A document beside its translation, and the entries of its catalog as they become.

    among: the locales the project has texts in.
    """
    content_set = pair.source.content_set
    read_options = ReadOptions(fields=content_set.fields, dialects=content_set.dialects)
    document = KINDS[content_set.kind].read(textfile.read(file).text, pair.source.path, read_options)
    texts = [
        segment
        for index, unit in enumerate(document.units)
        for segment in split(unit, index, options.locale, content_set.segment)
    ]
    segments = pair.source.catalog_segments
    entries = list(pair.catalog.entries)
    decisions: list[AlignDecision] = []
    aligned_pairs = align(pair.source.document, document, segments, texts, options.locale)
    both = {
        one.source: (segments[one.source].content, one.target)
        for one in aligned_pairs
        if one.source is not None and one.target is not None
    }
    odd = strange(tuple(both.values()), str(pair.source.locale), options.locale, among)
    why_odd = dict(zip(both, odd.texts, strict=True))
    for aligned_pair in aligned_pairs:
        if aligned_pair.source is None and aligned_pair.target and not is_translatable(aligned_pair.target):
            continue
        row = ReviewRow(
            locale=options.locale,
            name=options.name,
            document=pair.source.path,
            translation=str(file),
            target=to_editable(aligned_pair.target) if aligned_pair.target else "",
            confidence=aligned_pair.confidence,
            reason=aligned_pair.why,
        )
        if aligned_pair.source is None:
            decisions.append(AlignDecision(outcome=AlignOutcome.LEFT_OVER, row=row))
            continue
        here = pair.rows[aligned_pair.source].holding(entries[aligned_pair.source])
        entry = here.entry
        row = replace(
            row,
            key=pair.key(entry),
            line=here.segment.line,
            source=entry.source,
            here=entry.target,
            was_confirmed=entry.is_current,
        )
        outcome, target, reason = _decided(here, aligned_pair, options, why_odd.get(aligned_pair.source, ""))
        if outcome is AlignOutcome.IMPORTED:
            entries[aligned_pair.source] = entry.with_target(target, State.TRANSLATED, _origin(options))
        decisions.append(
            AlignDecision(outcome=outcome, row=replace(row, target=target or row.target, reason=reason or row.reason))
        )
    aligned = AlignedFile(
        document=pair.source.path,
        translation=str(file),
        is_same_shape=same_shape(pair.source.document, document),
        strange=odd.file,
        decisions=tuple(decisions),
    )
    return aligned, tuple(entries)


def _decided(row: Row, aligned_pair: AlignedPair, options: AlignOptions, odd: str) -> tuple[AlignOutcome, str, str]:
    """What becomes of a segment: the outcome, its target as a catalog holds it, and a reason where there is one.

    odd: why its text is hardly a translation; empty where nothing speaks for that.
    """
    segment, entry, content = row.segment, row.entry, aligned_pair.target
    is_sure = aligned_pair.confidence >= options.sure and not odd
    fits = content is not None and content.syntax is segment.content.syntax
    target = to_editable(_numbered_like(content, segment.content)) if content and fits else ""
    if _is_of_a_person(entry) and not (entry.inherited and target and target != entry.target):
        return AlignOutcome.KEPT, target, f"{_OTHERWISE}{entry.target}" if is_sure and target != entry.target else ""
    if content is None:
        return AlignOutcome.MISSING, "", ""
    if not is_sure:
        return AlignOutcome.UNSURE, target, odd
    if not fits:
        return AlignOutcome.DAMAGED, "", "it is marked up in another way than the source"
    imported = entry.with_target(target, State.TRANSLATED, _origin(options))
    if problems := target_problems(row.holding(imported)):
        return AlignOutcome.DAMAGED, target, "; ".join(problems)
    return AlignOutcome.IMPORTED, target, ""


def _is_of_a_person(entry: CatalogEntry) -> bool:
    """Whether the entry has a target that a person answers for or is working on."""
    return bool(entry.target) and (entry.is_confirmed or entry.origin.kind in (OriginKind.HUMAN, OriginKind.IMPORT))


def _needs_a_look(decision: AlignDecision) -> bool:
    if decision.outcome is AlignOutcome.KEPT:
        return decision.row.reason.startswith(_OTHERWISE)
    return decision.outcome is not AlignOutcome.IMPORTED


def _numbered_like(target: Inline, source: Inline) -> Inline:
    return inline(number_like(target.parts, source, lambda _: True), target.syntax)


def _origin(options: AlignOptions) -> Origin:
    return Origin(OriginKind.IMPORT, options.name)
