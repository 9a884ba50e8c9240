"""Step `bring_back`: returned files into catalogs, by a three-way merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from locmem import textfile
from locmem.checks.codes import foreign_to, hosts_known
from locmem.errors import InputErrors, Location, Problem, UsageError, input_error
from locmem.exchange.incoming import Return, read_return
from locmem.exchange.intake import Decision, Outcome, Present, decide
from locmem.exchange.manifest import FOLDER, Conflict, Manifest, read_manifest, write_manifest
from locmem.exchange.outgoing import Lock
from locmem.exchange.soundness import Page
from locmem.model.fact import Market
from locmem.model.match import Entry
from locmem.model.translation import HUMAN
from locmem.model.wording import by_outcome, counted
from locmem.model.workspace import Pair
from locmem.pipelines.approvals import locks
from locmem.pipelines.project import Project
from locmem.pipelines.remembering import keep
from locmem.pipelines.sources import options_of
from locmem.pipelines.workspace import open_workspace
from locmem.pipelines.writing import Run, put_pair
from locmem.values.locales import answers_for

MOST_MISSING = 0.02
"""A file that lacks more of its segments than this share was cut or emptied, and is refused whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BringBackResult:
    """What became of every segment of the returned files; the counts add up to `total`.

    notes: what somebody should know of single segments, and what translators noted beside them, one line each.
    """

    files: int
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many segments were decided on."""
        return len(self.decisions)

    @property
    def counts(self) -> dict[str, int]:
        """Segments by outcome, every outcome named."""
        return by_outcome((decision.outcome for decision in self.decisions), Outcome)

    @property
    def needs_attention(self) -> tuple[Decision, ...]:
        """What somebody should look at: conflicts, rejections, answers to a source that changed or is gone."""
        calm = (Outcome.ACCEPTED, Outcome.UNCHANGED)
        return tuple(decision for decision in self.decisions if decision.outcome not in calm)

    @property
    def summary(self) -> str:
        """One line for people."""
        parts = [f"{count} {name}" for name, count in self.counts.items() if count]
        return f"{counted(self.files, 'file')}, {counted(self.total, 'segment')}: {', '.join(parts) or 'none'}"


def returned_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files meant: those named, and every PO and XLIFF file in the folders named.

    Raises UsageError when there is none.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.suffix.lower() in (".po", ".xlf", ".xliff"))
        else:
            found.append(path)
    if not found:
        raise UsageError("there is no PO or XLIFF file there. Name the returned files or their folder.")
    return tuple(found)


def bring_back(
    run: Run,
    files: Sequence[Path],
    *,
    trust_state: bool = False,
    reviewed: bool = False,
    partial: bool = False,
    whole: bool = False,
) -> BringBackResult:
    """Take returned files in.

    trust_state, reviewed: see `locmem.exchange.intake.decide`.  partial: take a file of which much is missing.
    whole: see `locmem.exchange.incoming.read_return`.
    Raises InputErrors, with the problems of all files and nothing written, for files that are damaged, of
    another language, not ours, or cut.
    """
    project = run.project
    returns = _read(files, whole=whole)
    workspace = open_workspace(project)
    workspace.raise_problems()
    known = _manifests(project, returns)
    # What tools write into the header (`es_ES`) is the locale that was sent, in their spelling.
    returns = [replace(returned, locale=known[returned.handoff].locale) for returned in returns]
    markets = _markets(project)
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    locked = locks(project, workspace)
    decisions: list[Decision] = []
    homeless: list[Entry] = []
    problems: list[Problem] = []
    notes: list[str] = []
    for returned in returns:
        pair = pairs.get((returned.locale, returned.document))
        found = decide(
            returned, known[returned.handoff], _present(pair, locked, markets), project.today, trust_state=trust_state,
            reviewed=reviewed,
        )  # fmt: skip
        missing = sum(decision.outcome is Outcome.MISSING for decision in found)
        if not partial and missing > MOST_MISSING * len(found):
            problems.append(
                Problem(
                    location=Location(path=returned.path),
                    what=f"{missing} of {len(found)} segments that were sent are missing.",
                    do="Ask for the whole file, or pass --partial where this was agreed.",
                )
            )
        if pair is not None:
            # The next file may be of the same document: it is decided on what this one gave.
            pairs[returned.locale, returned.document] = _with_remarks(_with_answers(pair, found), returned)
        notes += _remarks(pair, returned)
        notes += (
            f"{one.location}: note: {one.document}#{one.occurrence}: {note}" for one in found for note in one.notes
        )
        homeless += [_gone(project, returned, one) for one in found if one.homeless]
        decisions.extend(found)
    if problems:
        raise InputErrors(problems)
    for before, after in zip(workspace.pairs, pairs.values(), strict=True):
        if after is not before:
            put_pair(project, after)
    keep(project, homeless)
    _note_returned(project, known, returns, decisions)
    return BringBackResult(files=len(files), decisions=tuple(decisions), notes=tuple(notes))


def _read(files: Sequence[Path], *, whole: bool) -> list[Return]:
    returns: list[Return] = []
    problems: list[Problem] = []
    for file in files:
        try:
            returns.extend(read_return(textfile.read_bytes(file), str(file), whole=whole))
        except InputErrors as error:
            problems.extend(error.problems)
    if problems:
        raise InputErrors(problems)
    return returns


def _manifests(project: Project, returns: Sequence[Return]) -> dict[str, Manifest]:
    """The manifest of each handoff returned; a file of another language than was sent is refused."""
    known: dict[str, Manifest] = {}
    problems: list[Problem] = []
    for returned in returns:
        path = f"{FOLDER}/{returned.handoff}.json"
        data = project.folder.read(path) if PurePosixPath(returned.handoff).name == returned.handoff else None
        if data is None:
            raise input_error(
                Location(path=returned.path),
                f"the handoff {returned.handoff!r} is not known here.",
                f"Take in the files in the project that sent them, with {path} in git.",
            )
        manifest = known.setdefault(returned.handoff, read_manifest(data, path))
        if manifest.id != returned.handoff or manifest.locale not in project.settings.locales:
            what = f"the manifest says it is of {manifest.id} in {manifest.locale}."
            do = "Restore it from git, or declare the locale in locmem.yaml."
            problems.append(Problem(location=Location(path=path), what=what, do=do))
        elif not answers_for(returned.locale or manifest.locale, manifest.locale, project.settings.locales):
            what = f"the file says it is in {returned.locale}, but {manifest.locale} was sent."
            do = f"Return the right file; if this is the one, let it say {manifest.locale}."
            problems.append(Problem(location=Location(path=returned.path), what=what, do=do))
    if problems:
        raise InputErrors(problems)
    return known


def _markets(project: Project) -> tuple[Market, ...] | None:
    """The markets whose facts name hosts of ours; None where a profile cannot be read, which its own check reports."""
    try:
        return project.markets
    except InputErrors:
        return None


def _present(
    pair: Pair | None, locked: Mapping[tuple[str, str], Lock], markets: tuple[Market, ...] | None
) -> Present:
    if pair is None:
        return Present(rows={})
    rows = {entry.occurrence: (segment, entry) for segment, entry in pair.rows()}
    lock = locked.get((pair.locale, pair.source.path))
    approved = {entry.occurrence: entry.target for entry in pair.shipped} if lock else {}
    source = pair.source
    hosts = None if markets is None else hosts_known(source.document.text, markets)
    page = Page(
        source=source, locale=pair.locale, options=options_of(source.content_set), entries=pair.catalog.entries,
        objections=None if hosts is None else partial(foreign_to, known=hosts),
    )  # fmt: skip
    return Present(rows=rows, lock=lock, approved=approved, page=page)


def _with_answers(pair: Pair, decisions: Sequence[Decision]) -> Pair:
    new = {one.occurrence: one.entry for one in decisions if one.entry is not None}
    if not new:
        return pair
    entries = tuple(new.get(entry.occurrence) or entry for entry in pair.catalog.entries)
    return replace(pair, catalog=replace(pair.catalog, entries=entries))


def _remarks(pair: Pair | None, returned: Return) -> Iterator[str]:
    """What the translator noted and nobody here knows yet."""
    known = {entry.occurrence: entry.remarks for entry in pair.catalog.entries} if pair else {}
    for answer in returned.answers:
        if new := [line for line in answer.remarks if line not in known.get(answer.occurrence, ())]:
            key = f"{returned.document}#{answer.occurrence}"
            yield f"{answer.location}: note from the translator: {key}: {' '.join(new)}"


def _with_remarks(pair: Pair, returned: Return) -> Pair:
    """The pair with the translator's notes beside its entries, whatever became of the targets."""
    noted = {answer.occurrence: answer.remarks for answer in returned.answers if answer.remarks}
    entries = tuple(
        replace(entry, remarks=tuple(dict.fromkeys((*entry.remarks, *noted[entry.occurrence]))))
        if entry.occurrence in noted else entry
        for entry in pair.catalog.entries
    )  # fmt: skip
    return pair if entries == pair.catalog.entries else replace(pair, catalog=replace(pair.catalog, entries=entries))


def _gone(project: Project, returned: Return, decision: Decision) -> Entry:
    """A person's answer that has no place in a catalog and would otherwise be lost."""
    assert decision.homeless is not None
    source, target = decision.homeless
    return Entry(
        source=source,
        target=target,
        source_locale=project.settings.source_locale,
        locale=returned.locale,
        document=returned.document,
        occurrence=decision.occurrence,
        origin=str(HUMAN),
    )


def _note_returned(
    project: Project, known: dict[str, Manifest], returns: Sequence[Return], decisions: Sequence[Decision]
) -> None:
    """Mark what came back in the manifests, conflicts with both texts, so that neither is lost."""
    handoff_of = {(returned.path, returned.document): returned.handoff for returned in returns}
    for id_, manifest in known.items():
        mine = [one for one in decisions if handoff_of.get((one.location.path, one.document)) == id_]
        done = [(one.document, one.occurrence) for one in mine if one.outcome is not Outcome.MISSING]
        conflicts = [
            Conflict(
                document=one.document, occurrence=one.occurrence, returned=one.text, kept=one.kept
            )
            for one in mine if one.outcome in (Outcome.CONFLICT, Outcome.LOCKED)
        ]  # fmt: skip
        after = manifest.with_returned(done, project.today.isoformat(), conflicts)
        project.folder.write(manifest.path, write_manifest(after))
