"""Returned texts that were kept beside the catalogs: which there are, and what somebody decides on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.errors import UsageError
from locmem.exchange.manifest import Aside, Conflict, Manifest, write_manifest
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.model.wording import counted, listed
from locmem.pages.approvals import locks
from locmem.workspace.catalog_files import put_pair
from locmem.workspace.handoffs import kept_aside, manifests, readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.survey import survey
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.workspace import target_problems
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One returned text that nobody decided on yet.

    source: what it translates.  here: the target that stands here now, empty for none.
    is_for_another_source: whether the segment's source changed since it was sent, or the segment is gone.
    """

    handoff: str
    locale: str
    key: str
    why: Aside
    source: str
    returned: str
    here: str
    is_for_another_source: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsResult:
    """What was decided on, as `locale key`, and how many returned texts still wait."""

    settled: tuple[str, ...]
    left: int
    is_taken: bool

    @property
    def summary(self) -> str:
        """One line for people."""
        done = "taken" if self.is_taken else "dropped"
        return f"{counted(len(self.settled), 'returned text')} {done}, {counted(self.left, 'text')} left"


def waiting(project: Project, locales: Sequence[str] = ()) -> tuple[Waiting, ...]:
    """Every returned text that was kept aside and still differs from what stands here, oldest handoff first.

    locales: empty for all.  What stands here is empty where it cannot be read.  Raises UsageError for an undeclared
    locale.
    """
    surveyed = survey(project)
    surveyed.rest.require_listed()
    wanted = project.declared(locales)
    found = [manifest for manifest in readable_manifests(project) if manifest.locale in wanted]
    workspace = surveyed.open([conflict.document for manifest in found for conflict in manifest.conflicts])
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    return tuple(
        aside
        for manifest in found
        for conflict in manifest.conflicts
        if (aside := _waiting(manifest, conflict, pairs.get((manifest.locale, conflict.document)), workspace))
        is not None
    )


def take(run: Run, keys: Sequence[str], *, locales: Sequence[str] = (), reviewed: bool = False) -> ConflictsResult:
    """Confirm returned texts in place of what stands here; what they replace is kept as every replaced target is.

    keys: `document#segment`.  Of several returned texts for one segment the newest is taken, and all are settled.
    Raises UsageError, naming all of them, for keys of which nothing waits, texts for another source than stands here
    now, texts whose codes do not fit, and pages that somebody answers for by name.
    """
    project = run.project
    chosen, workspace = _chosen(project, keys, locales)
    locked = locks(project, workspace)
    pairs = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
    wrong: list[str] = []
    newest = {(manifest.locale, conflict.key): (manifest, conflict) for manifest, conflict in chosen}
    for manifest, conflict in newest.values():
        place = manifest.locale, conflict.document
        pair, lock = pairs.get(place), locked.get(place)
        row = _row(pair, conflict)
        if pair is None or row is None or conflict.source:
            why = "its source changed or is gone; write the text into the catalog yourself, or drop it"
        elif lock:
            why = f"{lock.who}; {lock.unlock} takes that back"
        else:
            trial = tag_trial(project, pair.source, pair.locale)
            entry = row.entry.with_target(conflict.returned, State.REVIEWED if reviewed else State.TRANSLATED, HUMAN)
            why = "; ".join(target_problems(row.holding(entry), trial))
            pairs[place] = _with_entry(pair, entry)
        if why:
            wrong.append(f"{manifest.locale} {conflict.key}: {why}")
    if wrong:
        raise UsageError("\n".join(wrong))
    for before, after in zip(workspace.pairs, pairs.values(), strict=True):
        if after is not before:
            put_pair(project, after)
    return _settled(project, chosen, is_taken=True)


def drop(run: Run, keys: Sequence[str], *, locales: Sequence[str] = ()) -> ConflictsResult:
    """Forget returned texts: what stands here stays.  Git and `locmem undo` still have them.

    keys: as for `take`.  Raises UsageError for keys of which nothing waits, InputErrors for a page that cannot be read.
    """
    found, _ = _chosen(run.project, keys, locales)
    return _settled(run.project, found, is_taken=False)


def _waiting(manifest: Manifest, conflict: Conflict, pair: Pair | None, workspace: Workspace) -> Waiting | None:
    row = _row(pair, conflict)
    if row and row.entry.target == conflict.returned and row.entry.is_current:
        # Somebody wrote the same meanwhile.
        return None
    return Waiting(
        handoff=manifest.id,
        locale=manifest.locale,
        key=conflict.key,
        why=conflict.why,
        source=conflict.source or (row.entry.source if row else ""),
        returned=conflict.returned,
        here=row.entry.target if row else "",
        is_for_another_source=bool(conflict.source)
        or (row is None and not workspace.is_unread(conflict.document, manifest.locale)),
    )


def _row(pair: Pair | None, conflict: Conflict) -> Row | None:
    rows = pair.rows if pair else ()
    return next((row for row in rows if row.entry.occurrence == conflict.occurrence), None)


def _chosen(
    project: Project, keys: Sequence[str], locales: Sequence[str]
) -> tuple[list[tuple[Manifest, Conflict]], Workspace]:
    surveyed = survey(project)
    surveyed.rest.require_listed()
    wanted = project.declared(locales)
    workspace = surveyed.open([key.partition("#")[0] for key in keys])
    for key in keys:
        workspace.require(key.partition("#")[0], *wanted)
    chosen = [
        (manifest, conflict)
        for manifest in manifests(project)
        if manifest.locale in wanted
        for conflict in manifest.conflicts
        if conflict.key in keys
    ]
    waiting_keys = {conflict.key for _, conflict in chosen}
    unknown = [key for key in keys if key not in waiting_keys]
    if unknown:
        raise UsageError(f"no returned text waits for {listed(tuple(unknown))}. `locmem conflicts list` shows them.")
    return chosen, workspace


def _with_entry(pair: Pair, entry: CatalogEntry) -> Pair:
    entries = tuple(entry if one.occurrence == entry.occurrence else one for one in pair.catalog.entries)
    return pair.with_entries(entries)


def _settled(project: Project, found: Iterable[tuple[Manifest, Conflict]], *, is_taken: bool) -> ConflictsResult:
    by_handoff: dict[str, tuple[Manifest, list[Conflict]]] = {}
    for manifest, conflict in found:
        by_handoff.setdefault(manifest.id, (manifest, []))[1].append(conflict)
    for manifest, conflicts in by_handoff.values():
        project.folder.write(manifest.path, write_manifest(manifest.without(conflicts)))
    keys = dict.fromkeys(f"{manifest.locale} {one.key}" for manifest, one in found)
    return ConflictsResult(settled=tuple(keys), left=kept_aside(project), is_taken=is_taken)
