"""`check --fix`: what was found and has one certain remedy, mended in sources and catalogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem import textfile
from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.checks.listed import Reach
from locmem.checks.model import CheckContext
from locmem.checks.proving import Place, Trial, place_of, with_targets
from locmem.checks.run import findings_of
from locmem.checks.severities import document_of
from locmem.checks.source_blanks import DOUBLE
from locmem.inline.compare import memory_key
from locmem.model.finding import Finding, Fix, Rewording, with_fixes
from locmem.model.progress import stretch_of
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import changed_words, counted
from locmem.pages.check_context import context_of_today
from locmem.workspace.catalog_files import catalog_in, put_edited
from locmem.workspace.catalog_lines import CatalogText
from locmem.workspace.project import Project
from locmem.workspace.remembering import can_keep
from locmem.workspace.sources import options_of
from locmem.workspace.survey import Survey, survey
from locmem.workspace.writing import Run

_AROUND = 40
"""Characters of a source that are told on either side of what was mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What was written in one place: words of a source, or the target of an entry.

    key, state: of the entry; empty and None for a source.  checks: whose findings are gone.
    column: from 1; 0 for an entry, of which `line` is the first.  old, new: a piece of a source, or the whole target.
    """

    file: str
    line: int
    column: int = 0
    old: str
    new: str
    checks: tuple[str, ...]
    key: str = ""
    state: State | None = None

    @property
    def words(self) -> tuple[str, str]:
        """What changed with some words around it, before and after, for people."""
        return changed_words(self.old, self.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class MendResult:
    """What was mended, in order of place.

    stale: confirmed translations of the sentences that changed; they stay as they are until somebody decides.
    """

    mended: tuple[Mended, ...]
    stale: int = 0

    @property
    def count(self) -> int:
        """How many findings are gone."""
        return sum(len(one.checks) for one in self.mended)

    @property
    def summary(self) -> str:
        """One line for people."""
        return self._told("mended")

    @property
    def planned(self) -> str:
        """The same of a dry run."""
        return self._told("would be mended")

    def _told(self, done: str) -> str:
        files = len({one.file for one in self.mended})
        return f"{counted(self.count, 'finding')} {done} in {counted(files, 'file')}" if self.mended else f"0 {done}"

    @property
    def advice(self) -> str:
        """What to do about translations of what changed, in a sentence; empty where there is nothing to do."""
        if not self.stale:
            return ""
        verb = "is" if self.stale == 1 else "are"
        return (
            f"{counted(self.stale, 'confirmed translation')} {verb} kept and will be stale: "
            "put the expression in place of the fact there, too (`locmem queue list`)."
        )


def mend(run: Run, findings: Collection[Finding], markets: Sequence[str] = ()) -> MendResult:
    """Mend what is still found, of `findings`, and has one certain remedy.

    findings: of a report.  Of a text that has one with a fix all are mended that can be once others are, so that
    nothing is left for a second time; what the report does not have is left: somebody excepts it, or nobody asked.
    markets: those of the report, empty for all.
    A target keeps its state, origin and comments; codes, other entries and the layout of the file stay.  What cannot be
    read stays as it is.
    """
    project = run.project
    # All is found anew: what the report was made of may have been saved since, and is nothing this is made of.
    project.folder.discard()
    wanted: dict[str, list[Finding]] = {}
    for finding in findings:
        wanted.setdefault(document_of(finding), []).append(finding)
    documents = [document for document, found in wanted.items() if any(finding.fix for finding in found)]
    if not documents:
        return MendResult(mended=())
    surveyed = survey(project)
    context = context_of_today(project, markets)
    mended: list[Mended] = []
    stale = 0
    for document in stretch_of(project.progress, "documents mended", sorted(documents), len(documents)):
        workspace = surveyed.open([document])
        targets = tuple(_mend_targets(project, context, workspace, wanted[document]))
        sources = tuple(_mend_sources(project, context, surveyed, workspace, wanted[document]))
        stale += _current(workspace) - _current(surveyed.open([document])) if sources else 0
        mended += (*targets, *sources)
    ordered = sorted(mended, key=lambda one: (one.file, one.line, one.column))
    return MendResult(mended=tuple(ordered), stale=stale)


def _mend_targets(
    project: Project, context: CheckContext, workspace: Workspace, wanted: Sequence[Finding]
) -> Iterator[Mended]:
    """What was written into catalogs, entry by entry."""
    places = {place_of(finding) for finding in wanted if finding.fix}
    reported = frozenset(_key(finding) for finding in wanted if place_of(finding) in places)
    found = _sound_targets(context, workspace, reported) if places else {}
    targets = {place: rewording.new for place, (rewording, _) in found.items()}
    for pair, new in zip(workspace.pairs, with_targets(workspace, targets).pairs, strict=True):
        if new is not pair:
            yield from _write_targets(project, pair, found)


def _sound_targets(
    context: CheckContext, workspace: Workspace, reported: frozenset[tuple[str, str, str]]
) -> dict[Place, tuple[Rewording, tuple[str, ...]]]:
    """The targets to write, each with the one that stands there and the checks whose findings are gone with it.

    reported: findings that may be mended, as of `_key`; what nobody reported is excepted.
    Each text is mended of one finding after the other: what is found next may stand elsewhere in it, or be gone.
    """

    def look(some: Workspace) -> Iterator[Finding]:
        return findings_of(context.of(some), Reach.DOCUMENT)

    done: dict[Place, Rewording] = {}
    tried: set[tuple[str, str, str]] = set()
    before = findings = tuple(look(workspace))
    while True:
        batch: dict[Place, Finding] = {}
        for finding in findings:
            if finding.mended and _key(finding) in reported - tried:
                batch.setdefault(place_of(finding), finding)
        if not batch:
            break
        good = Trial(workspace, findings, look, options_of).sound(batch)
        # What was not sound may be, now that something else is another.
        tried = set() if good else tried | set(map(_key, batch.values()))
        for place in good:
            rewording = batch[place].mended
            assert rewording is not None
            done[place] = replace(done.get(place, rewording), new=rewording.new)
        if good:
            workspace = with_targets(workspace, {place: done[place].new for place in good})
            findings = tuple(look(workspace))
    gone = Counter(map(_key, before)) - Counter(map(_key, findings))
    return {
        place: (
            one,
            tuple(check for check, *at in gone.elements() if tuple(at) == place and (check, *place) in reported),
        )
        for place, one in done.items()
    }


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check, *place_of(finding)


def _write_targets(
    project: Project, pair: Pair, found: Mapping[Place, tuple[Rewording, tuple[str, ...]]]
) -> Iterator[Mended]:
    """Write the targets that are meant for a catalog; what its file says in another way stays."""
    file = CatalogText(project, pair.path)
    fixes: dict[str, Fix] = {}
    told: list[Mended] = []
    for entry in pair.catalog.entries:
        rewording, checks = found.get((pair.path, pair.key(entry)), (None, ()))
        if rewording and (fix := file.fix(entry.occurrence, rewording)):
            fixes[entry.occurrence] = fix
            told.append(
                Mended(
                    file=pair.path,
                    line=file.target_line(entry.occurrence),
                    old=rewording.old,
                    new=rewording.new,
                    checks=checks,
                    key=pair.key(entry),
                    state=entry.state,
                )
            )
    if not fixes:
        return
    data = file.file.encode(with_fixes(file.file.text, fixes.values()))
    after = catalog_in(project, pair.path, data)
    targets = {place[1].partition("#")[2]: one.new for place, (one, _) in found.items() if place[0] == pair.path}
    expected = (
        replace(one, target=targets[one.occurrence]) if one.occurrence in fixes else one for one in pair.before.entries
    )
    # A file that reads otherwise than it was meant is left as it is, whatever the reason.
    if tuple(map(_said, after.entries)) == tuple(map(_said, expected)) and can_keep(project, pair.locale):
        put_edited(project, pair, data, after)
        yield from told


def _said(entry: CatalogEntry) -> tuple[object, ...]:
    return entry.occurrence, entry.source, entry.target, entry.is_confirmed, entry.stale_since, entry.remarks


def _mend_sources(
    project: Project, context: CheckContext, surveyed: Survey, workspace: Workspace, wanted: Sequence[Finding]
) -> Iterator[Mended]:
    """What was written into sources, place by place."""
    meant = Counter(_spot(finding) for finding in wanted if finding.fix and not finding.location.path.endswith(".po"))
    by_file: dict[str, list[Finding]] = {}
    for finding in findings_of(context.of(workspace), Reach.DOCUMENT) if meant else ():
        by_file.setdefault(finding.location.path, []).append(finding)
    for source in workspace.sources:
        here = by_file.get(source.file, [])
        # A fix that is of something else too, which the report does not have, is nobody's wish.
        good = {spot for spot, count in Counter(map(_spot, here)).items() if count == meant[spot]}
        found = _apart(finding for finding in wanted if _spot(finding) in good)
        blanks = [finding for finding in found if finding.check == DOUBLE]
        if blanks and not _is_harmless(project, context, surveyed, source, here, blanks):
            found = [finding for finding in found if finding not in blanks]
        _write_source(project, source, found)
        lines = source.document.text.split("\n") if found else []
        yield from (_in_source(source, finding, lines) for finding in found)


def _write_source(project: Project, source: Source, found: Sequence[Finding]) -> None:
    """Write a source as it was read, with the fixes of these findings."""
    file = textfile.decode(project.folder.read(source.file) or b"", source.file)
    # Several facts may be mended by writing a line anew.
    fixes = dict.fromkeys(finding.fix for finding in found if finding.fix)
    project.folder.write(
        source.file, replace(file, text=source.document.text).encode(with_fixes(source.document.text, fixes))
    )


def _is_harmless(
    project: Project,
    context: CheckContext,
    surveyed: Survey,
    source: Source,
    here: Sequence[Finding],
    blanks: Sequence[Finding],
) -> bool:
    """Whether the source has the same segments without these blanks, but for white space, and nothing new is found."""
    _write_source(project, source, blanks)
    again = surveyed.open([source.path])
    before = Counter(finding.check for finding in here)
    after = Counter(
        finding.check
        for finding in findings_of(context.of(again), Reach.DOCUMENT)
        if finding.location.path == source.file
    )
    return not after - before and _words(again.sources) == _words((source,))


def _words(sources: Iterable[Source]) -> list[str]:
    return [memory_key(segment.content) for source in sources for segment in source.segments]


def _in_source(source: Source, finding: Finding, lines: Sequence[str]) -> Mended:
    fix = finding.fix
    assert fix is not None
    line, start = lines[fix.line - 1].rstrip("\r"), fix.column - 1
    head, tail = line[max(0, start - _AROUND) : start], line[start + len(fix.replaced) :][:_AROUND]
    return Mended(
        file=source.file,
        line=fix.line,
        column=fix.column,
        old=f"{head}{fix.replaced}{tail}",
        new=f"{head}{fix.text}{tail}",
        checks=(finding.check,),
    )


def _spot(finding: Finding) -> tuple[str, str, Fix | None]:
    return finding.check, finding.location.path, finding.fix


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes do not lie over one another, in order of place."""
    kept: list[Finding] = []
    last = (0, 0)
    for finding in sorted(findings, key=lambda one: (one.location.line, one.location.column)):
        fix = finding.fix
        if fix and ((fix.line, fix.column) >= last or (kept and kept[-1].fix == fix)):
            kept.append(finding)
            last = fix.end
    return kept


def _current(workspace: Workspace) -> int:
    """How many translations are confirmed for the source as it is."""
    return sum(entry.is_current for pair in workspace.pairs for entry in pair.catalog.entries)
