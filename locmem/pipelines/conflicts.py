"""Texts that were kept aside: which there are, and what somebody decides on them.

Those that came back from a translator stand in the manifest of their handoff, those of another branch beside the entry
whose place they would take.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.catalogs.states import digest
from locmem.errors import UsageError
from locmem.exchange.decision_table import Decided
from locmem.exchange.manifest import Aside, Conflict, Manifest, write_manifest
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.model.wording import counted, listed, shortened
from locmem.pages.approvals import locks
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.handoffs import kept_aside, manifests, readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Question, survey
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.workspace import target_problems
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One text that nobody decided on yet.

    handoff: the batch that it came back with; empty for one of another branch.
    source: what it translates.  here: the target that stands here now, empty for none.
    is_for_another_source: whether the segment's source changed since it was sent, or the segment is gone.
    reason: why it could not be taken, of one that was rejected.
    """

    handoff: str
    locale: str
    key: str
    why: Aside
    source: str
    returned: str
    here: str
    is_for_another_source: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsResult:
    """What was decided on, as `locale key`, and how many texts still wait.

    is_taken: whether all were taken, or all dropped; None for some of each.
    """

    settled: tuple[str, ...]
    left: int
    is_taken: bool | None

    @property
    def summary(self) -> str:
        """One line for people."""
        done = {True: "taken", False: "dropped", None: "settled"}[self.is_taken]
        return f"{counted(len(self.settled), 'text')} {done}, {counted(self.left, 'text')} left"


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
    returned = (
        _waiting(manifest, conflict, pairs.get((manifest.locale, conflict.document)), workspace)
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
        is_other = row is None or (kept.manifest and _asked(kept.manifest, conflict, row) != row.entry.source)
        if pair is None or row is None or conflict.source or is_other:
            why = "its source changed or is gone; write the text into the catalog yourself, or drop it"
        elif conflict.why is Aside.REJECTED:
            why = f"it was rejected ({conflict.reason}); write it into the catalog as it should be, or drop it"
        elif lock:
            why = f"{lock.who}; {lock.unlock} takes that back"
        else:
            trial = tag_trial(project, pair.source, pair.locale)
            state = State.REVIEWED if reviewed or kept.state is State.REVIEWED else State.TRANSLATED
            entry = row.entry.with_target(conflict.returned, state, HUMAN)
            why = "; ".join(target_problems(row.holding(entry), trial))
            pairs[kept.place] = _with_entry(pair, entry)
        if why:
            wrong.append(f"{kept.locale} {conflict.key}: {why}")
    if wrong:
        raise UsageError("\n".join(wrong))
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
    wrong = [
        f"{one.locale} {one.key}: the text in the table is not the one that waits; put other words into the catalog"
        for one in decisions
        if (one.locale, one.key) in known and (one.locale, one.key, one.returned) not in waits
    ]
    wrong += [
        f"{one.locale} {one.key}: another text stands here than when the table was written; write the table anew"
        for one in decisions
        if one.is_taken and waits.get((one.locale, one.key, one.returned), one.here) != one.here
    ]
    done: list[str] = []
    left = len(waits)
    for is_taken in (True, False):
        for locale in dict.fromkeys(one.locale for one in decisions if one.is_taken is is_taken):
            meant = [one for one in decisions if one.is_taken is is_taken and one.locale == locale]
            keys, texts = [one.key for one in meant], {(one.key, one.returned) for one in meant}
            try:
                result = (
                    take(run, keys, locales=[locale], reviewed=reviewed, texts=texts)
                    if is_taken
                    else drop(run, keys, locales=[locale], texts=texts)
                )
            except UsageError as error:
                wrong += str(error).splitlines()
                continue
            done += result.settled
            left = result.left
    if wrong:
        raise UsageError("\n".join(wrong))
    kinds = {one.is_taken for one in decisions}
    return ConflictsResult(settled=tuple(done), left=left, is_taken=kinds.pop() if len(kinds) == 1 else None)


def _waiting(manifest: Manifest, conflict: Conflict, pair: Pair | None, workspace: Workspace) -> Waiting | None:
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
    )


def _asked(manifest: Manifest, conflict: Conflict, row: Row | None) -> str:
    """The source that a returned text translates, as far as it is known here; empty where it is not.

    The manifest says what was sent, so that a source which changed after the text was kept aside is told from it.
    """
    if conflict.source or row is None:
        return conflict.source
    sent = next((unit.source for unit in manifest.units if unit.key == conflict.place), "")
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
    keys = dict.fromkeys(f"{kept.locale} {kept.conflict.key}" for kept in found)
    return ConflictsResult(settled=tuple(keys), left=kept_aside(project) + rivals, is_taken=is_taken)
