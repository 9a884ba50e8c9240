"""Step `bring_back`: returned files into catalogs, by a three-way merge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from locmem.catalogs.pairs import Pair, Workspace
from locmem.errors import Problems
from locmem.exchange.answers import Return
from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.intake import decide
from locmem.exchange.lacking import lacking
from locmem.exchange.manifest import Aside, Conflict, Manifest, SentUnit, write_manifest
from locmem.exchange.untranslated import other_language
from locmem.model.match import Entry
from locmem.model.progress import stretch_of
from locmem.model.translation import HUMAN, State, is_exception
from locmem.model.wording import counted, listed, shortened
from locmem.pages.approvals import locks
from locmem.pages.guidance import readable_markets
from locmem.pages.heeding import Heeding
from locmem.pages.present import present, with_answers
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.incoming_files import incoming
from locmem.workspace.project import Project
from locmem.workspace.remembering import keep
from locmem.workspace.returns import read_returns
from locmem.workspace.successors import followed
from locmem.workspace.survey import Survey, survey
from locmem.workspace.writing import Run

_FILLED_DOWN = 3
"""Different sources from which on one text for all of them is named."""


def bring_back(
    run: Run,
    files: Sequence[Path],
    *,
    trust_state: bool = False,
    reviewed: bool = False,
    partial: bool = False,
    whole: bool = False,
    handoff: str = "",
) -> BringBackResult:
    """Take returned files in: those named, and those in the folders and zip archives named.

    trust_state, reviewed: see `locmem.exchange.intake.decide`.  partial: take a file of which much is missing.
    whole: see `locmem.exchange.incoming.read_return`.
    handoff: the id for XLIFF files whose tool dropped it, where their content does not tell.
    Files that are damaged, of another language, not ours, or cut are refused, each by itself, and so are those of a
    page that cannot be read here.
    Raises InputErrors, with the problems of all and nothing written, where no file can be taken.
    """
    project = run.project
    surveyed = survey(project)
    surveyed.rest.require_listed()
    came = incoming(files)
    returns, unread, workspace = read_returns(project, surveyed, came.files, handoff, whole=whole)
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    locked = locks(project, workspace)
    decisions: list[Decision] = []
    homeless: list[Entry] = []
    problems = Problems((*came.problems, *unread))
    taken: list[tuple[Return, Manifest, Sequence[Decision]]] = []
    notes: list[str] = []
    asks_to_look = False
    questions = to_review = reviewed_alone = 0
    heeding = Heeding(project)
    sent_by = {manifest.id: manifest.by_document() for _, manifest in returns}
    answered: dict[tuple[str, str, str], Decision] = {}
    versions: dict[tuple[str, str], list[Return]] = {}
    handoffs = {manifest.id: manifest for _, manifest in returns}
    for returned, manifest in returns:
        sent = sent_by[manifest.id].get(returned.document, ())
        if not partial and (lacks := lacking(returned, sent, pairs.get((returned.locale, returned.document)))):
            problems.take((lacks,))
        else:
            versions.setdefault((manifest.id, returned.document), []).append(returned)
    for (id_, document), came_back in stretch_of(project.progress, "decisions", versions.items(), len(versions)):
        locale = handoffs[id_].locale
        pair = pairs.get((locale, document))
        decided = decide(
            came_back,
            sent_by[id_].get(document, ()),
            present(project, pair, document, locked),
            project.today,
            trust_state=trust_state,
            reviewed=reviewed,
        )
        decided = _told_of_others(decided, handoffs[id_], answered)
        answered |= {(locale, *place): one for one in decided if one.entry is not None and (place := one.place)}
        for returned in came_back:
            notes += (f"{returned.path}: {note}" for note in returned.notes)
        where = listed(tuple(dict.fromkeys(returned.path for returned in came_back)))
        if other := other_language((decision.text for decision in decided if decision.entry is not None), locale):
            notes.append(f"{where}: its texts seem to be in {other}, but {locale} was asked for.")
        notes += (f"{where}: {note}" for note in _filled_down(decided))
        remarks = tuple(_remarks(pair, came_back))
        if pair is not None:
            # The next file may be of the same document: it is decided on what this one gave.
            after = _with_remarks(with_answers(pair, decided), came_back)
            pairs[locale, document] = after
            decided = heeding.told(after, decided)
            to_review += _waiting_for_review(workspace, after, decided)
            if not reviewed:
                reviewed_alone += _reviewed_alone(workspace, after, decided, sent_by[id_].get(document, ()))
        questions += sum(is_question for _, is_question in remarks)
        asks_to_look |= bool(other or remarks or any(decision.doubts for decision in decided))
        notes += (told for told, _ in remarks)
        notes += (
            f"{decision.location}: note: {decision.document}#{decision.occurrence}: {note}"
            for decision in decided
            for note in decision.notes
        )
        taken += ((returned, handoffs[id_], decided if n == 0 else ()) for n, returned in enumerate(came_back))
        homeless += [_gone(project, came_back[0], decision) for decision in decided if decision.homeless]
        decisions.extend(decided)
    if not taken:
        problems.raise_all()
    if readable_markets(project) is None:
        notes.append("links to other hosts were not looked at: a market's profile or company data cannot be read.")
        asks_to_look = True
    put_changed(project, workspace.pairs, tuple(pairs.values()))
    keep(project, homeless)
    also_out = tuple(_also_out(project, surveyed, taken))
    _note_returned(project, taken)
    return BringBackResult(
        files=len({returned.path for returned, _, _ in taken}),
        decisions=tuple(decisions),
        notes=tuple(notes),
        questions=questions,
        to_review=to_review,
        reviewed_alone=reviewed_alone,
        also_out=also_out,
        refused=tuple(problems),
        locales=tuple(dict.fromkeys(_taken_for(one) for one, _, _ in taken if one.said is not None)),
        asks_to_look=asks_to_look,
        left_out=came.left_out,
    )


def _filled_down(decisions: Iterable[Decision]) -> Iterator[str]:
    """Texts that were confirmed for several sources at once, as a spreadsheet fills a column; a note each."""
    sources: dict[str, set[str]] = {}
    for one in decisions:
        if one.outcome is Outcome.ACCEPTED and one.entry is not None and one.entry.is_confirmed:
            sources.setdefault(one.text, set()).add(one.entry.source.strip().casefold())
    for text, of in sources.items():
        if len(of) >= _FILLED_DOWN:
            yield f"“{shortened(text, 60)}” came back for {len(of)} different sources; look whether all are meant."


def _told_of_others(
    decisions: Iterable[Decision], manifest: Manifest, answered: Mapping[tuple[str, str, str], Decision]
) -> tuple[Decision, ...]:
    """The decisions, with what they have to do with earlier answers: some wait already, some meet another file's.

    answered: what the files before gave, by locale, document and occurrence.
    """
    waiting = {(*one.place, one.returned): one for one in manifest.conflicts if one.why is Aside.CONFIRMED}
    found = []
    for one in decisions:
        before = answered.get((one.locale, *one.place))
        kept = waiting.get((*one.place, one.text))
        if one.outcome is Outcome.UNCHANGED and kept is not None:
            why = f"it came back before, and waits for a decision; here stands: {kept.kept}"
            one = replace(one, aside=kept.why, kept=kept.kept, source=kept.source, why=why, is_doubtful=True)
        elif one.aside is Aside.CONFIRMED and before is not None and one.kept == before.text:
            one = replace(one, why=f"another file came with another text ({before.location}): {before.text}")
        found.append(one)
    return tuple(found)


def _also_out(
    project: Project, surveyed: Survey, taken: Sequence[tuple[Return, Manifest, Sequence[Decision]]]
) -> Iterator[str]:
    """The handoffs of others in which segments are that were answered now, with the same source."""
    mine = {manifest.id for _, manifest, _ in taken}
    answered = {
        (one.locale, one.document, one.occurrence)
        for _, _, decided in taken
        for one in decided
        if one.outcome is Outcome.ACCEPTED and not one.stays_out
    }
    others = [one for one in readable_manifests(project) if one.id not in mine and any(one.open_units())]
    for manifest in followed(project, surveyed, others):
        out = [one for one in manifest.open_units() if not one.is_locked]
        count = sum((manifest.locale, *unit.key) in answered for unit in out)
        if count:
            who = manifest.assignee or "somebody"
            yield f"{counted(count, 'segment')} answered here {who} has too ({manifest.id})."


def _waiting_for_review(workspace: Workspace, pair: Pair, decisions: Sequence[Decision]) -> int:
    """How many of the texts that were confirmed somebody else is still to review."""
    required = workspace.settings.risks[pair.source.risk].required
    entries = (one.entry for one in decisions if one.outcome is Outcome.ACCEPTED)
    return sum(entry is not None and entry.is_confirmed and entry.state.rank < required.rank for entry in entries)


def _reviewed_alone(workspace: Workspace, pair: Pair, decisions: Sequence[Decision], sent: Iterable[SentUnit]) -> int:
    """How many texts that demand a review are said to be reviewed by whoever wrote them, as far as anybody can tell."""
    if workspace.settings.risks[pair.source.risk].required is not State.REVIEWED:
        return 0
    new = {unit.occurrence for unit in sent if not unit.was_current}
    mine = (one for one in decisions if one.outcome is Outcome.ACCEPTED and one.occurrence in new)
    return sum(one.entry is not None and one.entry.state is State.REVIEWED for one in mine)


def _taken_for(returned: Return) -> str:
    said = f"the file says it is in {returned.said}" if returned.said else "the file names no language"
    return f"{returned.path}: {said}; it was taken for {returned.locale}, which was sent."


def _remarks(pair: Pair | None, versions: Sequence[Return]) -> Iterator[tuple[str, bool]]:
    """What the translator noted and nobody here knows yet, each with whether it is a question."""
    known = {entry.occurrence: entry.remarks for entry in pair.catalog.entries} if pair else {}
    for returned in versions:
        for answer in returned.answers:
            if new := [line for line in answer.remarks if line not in known.get(answer.occurrence, ())]:
                known[answer.occurrence] = (*known.get(answer.occurrence, ()), *new)
                key = f"{returned.document}#{answer.occurrence}"
                if asked := [line for line in new if not is_exception(line)]:
                    yield f"{answer.location}: note from the translator: {key}: {' '.join(asked)}", True
                for line in filter(is_exception, new):
                    yield (
                        f"{answer.location}: the translator says that a finding is meant so: {key}: {line.strip()}",
                        False,
                    )


def _with_remarks(pair: Pair, versions: Sequence[Return]) -> Pair:
    """The pair with the translator's notes beside its entries, whatever became of the targets."""
    noted: dict[str, list[str]] = {}
    for returned in versions:
        for answer in returned.answers:
            noted.setdefault(answer.occurrence, []).extend(answer.remarks)
    entries = tuple(
        replace(entry, remarks=tuple(dict.fromkeys((*entry.remarks, *noted.get(entry.occurrence, ())))))
        for entry in pair.catalog.entries
    )
    return pair if entries == pair.catalog.entries else pair.with_entries(entries)


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


def _note_returned(project: Project, taken: Sequence[tuple[Return, Manifest, Sequence[Decision]]]) -> None:
    """Mark what came back in the manifests, what was kept aside with both texts, so that neither is lost."""
    for manifest in {manifest.id: manifest for _, manifest, _ in taken}.values():
        # One table may bring back rows of the same document from two handoffs.
        mine = [decision for _, of, decided in taken if of.id == manifest.id for decision in decided]
        done = [(decision.document, decision.occurrence) for decision in mine if not decision.stays_out]
        conflicts = [
            Conflict(
                document=decision.document,
                occurrence=decision.occurrence,
                returned=decision.text,
                kept=decision.kept,
                why=decision.aside,
                source=decision.source,
                reason=decision.why if decision.aside is Aside.REJECTED else "",
            )
            for one in mine
            for decision in (one, *one.others)
            if decision.aside
        ]
        came = {(one.document, one.occurrence): one.mark for one in mine if one.outcome is not Outcome.MISSING}
        after = manifest.with_returned(done, project.today.isoformat(), conflicts, came)
        project.folder.write(manifest.path, write_manifest(after))
