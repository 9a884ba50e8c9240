"""Texts that were kept aside: which there are, and what somebody decides on them.

Those that came back from a translator stand in the manifest of their handoff, those of another branch beside the entry
whose place they would take.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.catalogs.states import digest
from locmem.errors import UsageError
from locmem.exchange.decision_table import Decided, Waiting
from locmem.exchange.manifest import Aside, Conflict, Manifest, write_manifest
from locmem.exchange.outgoing import Lock
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.model.wording import counted, listed, shortened
from locmem.pages.approvals import locks
from locmem.pages.guidance import readable_markets
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.handoffs import kept_aside, manifests, readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Question, survey
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.workspace import target_problems
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One text that was decided on.  key: `document#segment`."""

    locale: str
    key: str
    text: str
    is_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsResult:
    """What was decided on, and how many texts still wait."""

    settled: tuple[Settled, ...]
    left: int

    @property
    def summary(self) -> str:
        """One line for people."""
        taken = sum(one.is_taken for one in self.settled)
        counts = {"taken": taken, "dropped": len(self.settled) - taken}
        done = [f"{counted(count, 'text')} {what}" for what, count in counts.items() if count] or ["0 texts settled"]
        return f"{', '.join(done)}, {counted(self.left, 'text')} left"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A text that waits, and where: in a manifest, or beside the entry of its segment.

    state: what it was on its branch; a returned one is confirmed by taking it.
    """

    locale: str
    conflict: Conflict
    manifest: Manifest | None = None
    state: State = State.TRANSLATED

    @property
    def place(self) -> tuple[str, str]:
        """Locale and document."""
        return self.locale, self.conflict.document


def _rivals_in(workspace: Workspace) -> tuple[Waiting, ...]:
    """The texts of other branches that wait in the catalogs of a workspace."""
    return tuple(
        Waiting(
            handoff="",
            locale=str(pair.locale),
            key=pair.key(entry),
            why=Aside.BRANCH,
            source=rival.source,
            returned=rival.target,
            here=entry.target,
            is_for_another_source=rival.source != entry.source,
            remedy=_write_or_drop(pair, entry) if rival.source != entry.source else "",
        )
        for pair in workspace.pairs
        for entry in pair.catalog.entries
        for rival in entry.rivals
    )


_RIVALS = Question(name="rivals", kind=tuple[Waiting, ...], answer=_rivals_in)


def waiting(project: Project, locales: Sequence[str] = ()) -> tuple[Waiting, ...]:
    """Every text that was kept aside and still differs from what stands here: oldest handoff first, then branches.

    locales: empty for all.  What stands here is empty where it cannot be read.  Raises UsageError for an undeclared
    locale.
    """
    surveyed = survey(project, expecting=(_RIVALS,))
    surveyed.rest.require_listed()
    wanted = project.declared(locales)
    kept = [one for one in readable_manifests(project) if one.locale in wanted and one.conflicts]
    found = followed(project, surveyed, kept)
    workspace = surveyed.open([conflict.document for manifest in found for conflict in manifest.conflicts])
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    is_locked = any(conflict.why is Aside.LOCKED for manifest in found for conflict in manifest.conflicts)
    locked = locks(project, workspace) if is_locked and readable_markets(project) is not None else {}
    returned = (
        _waiting(manifest, conflict, pairs.get((manifest.locale, conflict.document)), workspace, locked)
        for manifest in found
        for conflict in manifest.conflicts
    )
    rivals = (rival for part in surveyed.ask(_RIVALS) for rival in part if rival.locale in wanted)
    return (*(aside for aside in returned if aside is not None), *rivals)


def take(
    run: Run,
    keys: Sequence[str],
    *,
    locales: Sequence[str] = (),
    reviewed: bool = False,
    handoff: str = "",
    texts: Collection[tuple[str, str]] | None = None,
) -> ConflictsResult:
    """Confirm texts in place of what stands here; what they replace is kept as every replaced target is.

    keys: `document#segment`.  reviewed: as reviewed, as another branch's is that was so there.
    handoff: only what came back with it, by its id or as much of it as tells it; empty for any.
    texts: only these, each with its key; None for all that wait.
    Raises UsageError, naming all of them, for keys of which nothing waits, segments for which several texts wait,
    texts for another source than stands here now, texts whose codes do not fit, and pages that somebody answers for
    by name.
    """
    project = run.project
    chosen, workspace, left = _chosen(project, keys, locales, handoff, texts)
    locked = locks(project, workspace)
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    wrong = list(_several(chosen))
    for kept in {(kept.locale, kept.conflict.key): kept for kept in chosen}.values():
        conflict = kept.conflict
        pair, lock = pairs.get(kept.place), locked.get(kept.place)
        row = _row(pair, conflict)
        asked = _asked(kept.manifest, conflict, row)
        why, remedy = _hindrance(pair, row, conflict, asked, lock)
        if remedy:
            why = f"{why}; {remedy}"
        elif pair is not None and row is not None:
            trial = tag_trial(project, pair.source, pair.locale)
            state = State.REVIEWED if reviewed or kept.state is State.REVIEWED else State.TRANSLATED
            entry = row.entry.with_target(conflict.returned, state, HUMAN)
            why = "; ".join(target_problems(row.holding(entry), trial))
            pairs[kept.place] = _with_entry(pair, entry)
        if why:
            wrong.append(f"{kept.locale} {conflict.key}: {why}")
    _refuse(wrong, "taken")
    return _settled(project, chosen, workspace.pairs, pairs, left, is_taken=True)


def drop(
    run: Run,
    keys: Sequence[str],
    *,
    locales: Sequence[str] = (),
    handoff: str = "",
    texts: Collection[tuple[str, str]] | None = None,
) -> ConflictsResult:
    """Forget texts that were kept aside: what stands here stays.  Git and `locmem undo` still have them.

    keys, handoff, texts: as for `take`.  What another branch confirmed stays in the memory, as all that is replaced.
    Raises UsageError for keys of which nothing waits, InputErrors for a page that cannot be read.
    """
    found, workspace, left = _chosen(run.project, keys, locales, handoff, texts)
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    return _settled(run.project, found, workspace.pairs, pairs, left, is_taken=False)


def settle(run: Run, decisions: Sequence[Decided], *, reviewed: bool = False) -> ConflictsResult:
    """Take and drop texts that were kept aside, as somebody decided on each.

    Raises UsageError, naming all of them, as `take` and `drop` do, and for a text that is not the one that waits.
    """
    waits = {(one.locale, one.key, one.returned): one.here for one in waiting(run.project)}
    known = {(locale, key) for locale, key, _ in waits}
    wrong: list[str] = []
    sound: list[Decided] = []
    for one in decisions:
        if (one.locale, one.key) not in known:
            wrong.append(f"{one.locale} {one.key}: no text waits for it. `locmem conflicts list` shows what does")
        elif (one.locale, one.key, one.returned) not in waits:
            what = "the text in the table is not the one that waits; put other words into the catalog"
            wrong.append(f"{one.locale} {one.key}: {what}")
        elif one.is_taken and waits[one.locale, one.key, one.returned] != one.here:
            what = "another text stands here than when the table was written; write the table anew"
            wrong.append(f"{one.locale} {one.key}: {what}")
        else:
            sound.append(one)
    done: list[Settled] = []
    left = len(waits)
    for is_taken, step in ((True, partial(take, reviewed=reviewed)), (False, drop)):
        for locale in dict.fromkeys(one.locale for one in sound if one.is_taken is is_taken):
            meant = [one for one in sound if one.is_taken is is_taken and one.locale == locale]
            texts = {(one.key, one.returned) for one in meant}
            try:
                result = step(run, [one.key for one in meant], locales=[locale], texts=texts)
            except _RefusedError as error:
                wrong += error.reasons
                continue
            done += result.settled
            left = result.left
    _refuse(wrong, "settled")
    return ConflictsResult(settled=tuple(done), left=left)


class _RefusedError(UsageError):
    """Texts that cannot be decided on in this way, each with its reason; nothing was written."""

    def __init__(self, reasons: Sequence[str], done: str) -> None:
        super().__init__("\n".join((f"nothing was {done}:", *(f"  {reason}" for reason in reasons))))
        self.reasons = tuple(reasons)


def _refuse(reasons: Sequence[str], done: str) -> None:
    if reasons:
        raise _RefusedError(reasons, done)


def _hindrance(
    pair: Pair | None, row: Row | None, conflict: Conflict, asked: str, lock: Lock | None
) -> tuple[str, str]:
    """Why a text cannot be taken as it is, and what can be done instead; both empty where nothing is against it."""
    if pair is None or row is None:
        return "its source changed or is gone", "write the text where it belongs yourself, or drop it"
    if asked != row.entry.source:
        return "its source changed or is gone", _write_or_drop(pair, row.entry)
    if conflict.why is Aside.REJECTED:
        return f"it was rejected ({conflict.reason})", _write_or_drop(pair, row.entry)
    return (lock.who, f"{lock.unlock} takes that back, or drop it") if lock else ("", "")


def _write_or_drop(pair: Pair, entry: CatalogEntry) -> str:
    return f'write it as it should be into {pair.path}, at msgctxt "{entry.context}", or drop it'


def _waiting(
    manifest: Manifest,
    conflict: Conflict,
    pair: Pair | None,
    workspace: Workspace,
    locked: Mapping[tuple[str, str], Lock],
) -> Waiting | None:
    row = _row(pair, conflict)
    if row and row.entry.target == conflict.returned and row.entry.is_current:
        # Somebody wrote the same meanwhile.
        return None
    asked = _asked(manifest, conflict, row)
    return Waiting(
        handoff=manifest.id,
        locale=manifest.locale,
        key=conflict.key,
        why=conflict.why,
        source=asked or "(no longer here)",
        returned=conflict.returned,
        here=row.entry.target if row else "",
        is_for_another_source=(row is None and not workspace.is_unread(conflict.document, manifest.locale))
        or (row is not None and asked != row.entry.source),
        reason=conflict.reason,
        remedy=_hindrance(pair, row, conflict, asked, locked.get((manifest.locale, conflict.document)))[1],
    )


def _asked(manifest: Manifest | None, conflict: Conflict, row: Row | None) -> str:
    """The source that a returned text translates, as far as it is known here; empty where it is not.

    The manifest says what was sent, so that a source which changed after the text was kept aside is told from it.
    """
    if conflict.source or row is None:
        return conflict.source
    sent = next((unit.source for unit in manifest.units if unit.key == conflict.place), "") if manifest else ""
    texts = (row.entry.source, row.entry.previous_source)
    return next((text for text in texts if digest(text) == sent), "") if sent else row.entry.source


def _row(pair: Pair | None, conflict: Conflict) -> Row | None:
    rows = pair.rows if pair else ()
    return next((row for row in rows if row.entry.occurrence == conflict.occurrence), None)


def _several(chosen: Sequence[_Kept]) -> Iterator[str]:
    """The segments of which nobody can say which of several texts is meant."""
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for kept in chosen:
        where = kept.manifest.id if kept.manifest else "another branch"
        texts.setdefault((kept.locale, kept.conflict.key), {})[kept.conflict.returned] = where
    for (locale, key), found in texts.items():
        if len(found) > 1:
            said = "; ".join(f"{where}: {shortened(text, 60)}" for text, where in found.items())
            do = "Name one with --handoff, or decide" if len(set(found.values())) > 1 else "Decide"
            yield f"{locale} {key}: several texts wait ({said}). {do} in a table"


def _chosen(
    project: Project,
    keys: Sequence[str],
    locales: Sequence[str],
    handoff: str,
    texts: Collection[tuple[str, str]] | None,
) -> tuple[list[_Kept], Workspace, int]:
    """What waits for these keys, their documents, and how many texts of other branches wait in all."""
    surveyed = survey(project, expecting=(_RIVALS,))
    surveyed.rest.require_listed()
    wanted = project.declared(locales)
    rivals = sum(len(part) for part in surveyed.ask(_RIVALS))
    workspace = surveyed.open([key.partition("#")[0] for key in keys])
    for key in keys:
        workspace.require(key.partition("#")[0], *wanted)
    waits = [manifest for manifest in manifests(project) if manifest.locale in wanted and manifest.conflicts]
    returned = [
        _Kept(locale=manifest.locale, conflict=conflict, manifest=manifest)
        for manifest in followed(project, surveyed, waits)
        for conflict in manifest.conflicts
    ]
    others = [kept for pair in workspace.pairs if pair.locale in wanted for kept in _beside(pair)]
    chosen = [
        kept
        for kept in (*returned, *others)
        if kept.conflict.key in keys
        and (not handoff or (kept.manifest is not None and handoff in kept.manifest.id))
        and (texts is None or (kept.conflict.key, kept.conflict.returned) in texts)
    ]
    waiting_keys = {kept.conflict.key for kept in chosen}
    unknown = [key for key in keys if key not in waiting_keys]
    if unknown:
        raise UsageError(f"no text waits for {listed(tuple(unknown))}. `locmem conflicts list` shows them.")
    return chosen, workspace, rivals


def _beside(pair: Pair) -> Iterator[_Kept]:
    """The texts of other branches that a catalog holds beside its own."""
    for entry in pair.catalog.entries:
        for rival in entry.rivals:
            conflict = Conflict(
                document=pair.source.path,
                occurrence=entry.occurrence,
                returned=rival.target,
                kept=entry.target,
                why=Aside.BRANCH,
                source="" if rival.source == entry.source else rival.source,
            )
            yield _Kept(locale=str(pair.locale), conflict=conflict, state=rival.state)


def _with_entry(pair: Pair, entry: CatalogEntry) -> Pair:
    entries = tuple(entry if one.occurrence == entry.occurrence else one for one in pair.catalog.entries)
    return pair.with_entries(entries)


def _settled(
    project: Project,
    found: Sequence[_Kept],
    before: Sequence[Pair],
    pairs: dict[tuple[str, str], Pair],
    rivals: int,
    *,
    is_taken: bool,
) -> ConflictsResult:
    """Write what was decided: `pairs` as they are to be, less what no longer waits beside their entries."""
    by_handoff: dict[str, tuple[Manifest, list[Conflict]]] = {}
    for kept in found:
        if kept.manifest:
            by_handoff.setdefault(kept.manifest.id, (kept.manifest, []))[1].append(kept.conflict)
            continue
        rivals -= 1
        pair = pairs[kept.place]
        if row := _row(pair, kept.conflict):
            pairs[kept.place] = _with_entry(pair, replace(row.entry, rivals=()))
    put_changed(project, before, tuple(pairs.values()))
    for manifest, conflicts in by_handoff.values():
        project.folder.write(manifest.path, write_manifest(manifest.without(conflicts)))
    settled = dict.fromkeys(
        Settled(locale=kept.locale, key=kept.conflict.key, text=kept.conflict.returned, is_taken=is_taken)
        for kept in found
    )
    return ConflictsResult(settled=tuple(settled), left=kept_aside(project) + rivals)
