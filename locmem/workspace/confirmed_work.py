"""What was done to each text that a step confirms, for the history: see `locmem.history.work`.

The changes themselves say how a text was confirmed: an answer that came back is marked in its handoff's manifest, a
text that somebody wrote into a catalog does not fit the digest beside it, what the memory confirmed has its origin.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from locmem.catalogs.files import place_of
from locmem.catalogs.pairs import CONTENT
from locmem.catalogs.states import digest
from locmem.catalogs.texts import source_inline
from locmem.errors import InputErrors
from locmem.exchange.manifest import FOLDER, STALE, Manifest, SentUnit, read_manifest
from locmem.history.changes import FileChange, TargetChange
from locmem.history.past import UNDOING
from locmem.history.work import How, Place, Work
from locmem.model.match import MACHINE
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.similarity import word_count
from locmem.workspace.catalog_files import catalog_in, catalogs_among
from locmem.workspace.hand_edits import Draft, HandEdit
from locmem.workspace.project import Project
from locmem.workspace.remembering import dialects_at

DECISIONS: Mapping[str, How] = {
    "import": How.RETURN,
    "accept": How.ACCEPT,
    "conflicts": How.ACCEPT,
    "post-edit": How.ACCEPT,
    "align": How.TABLE,
    "align-review": How.TABLE,
    "pull": How.EDIT,
}
"""The runs in which people decide, by name.  All others confirm by the memory only, or take in what somebody wrote."""
_CONFIRMED = (State.TRANSLATED.value, State.REVIEWED.value)


def work_of(
    project: Project,
    name: str,
    changes: Sequence[FileChange],
    targets: Iterable[TargetChange],
    edits: Mapping[Place, HandEdit],
) -> tuple[Work, ...]:
    """What was done to the texts that these changes confirm.

    name: the run's.  targets, edits: what `target_changes` and `hand_edits` say of the changes.  Undoing, mending and
    carrying along are no work and have no record.
    """
    if name.startswith(UNDOING):
        return ()
    confirmed: dict[tuple[str, str], list[str]] = {}
    for one in targets:
        if one.after_state in _CONFIRMED:
            confirmed.setdefault((one.locale, one.document), []).append(one.occurrence)
    looked = _Looked(project, name, changes, edits)
    found: list[Work] = []
    for change in catalogs_among(changes):
        found += looked.in_catalog(change, confirmed)
    return tuple(found)


class _Looked:
    """The changes of a step, looked at for what was confirmed in them."""

    def __init__(
        self, project: Project, name: str, changes: Sequence[FileChange], edits: Mapping[Place, HandEdit]
    ) -> None:
        self._project = project
        self._name = name
        self._changes = changes
        self._edits = edits
        self._edited: dict[tuple[str, str], list[str]] = {}
        for place in sorted(edits):
            self._edited.setdefault((place.locale, place.document), []).append(place.occurrence)
        self._moments: dict[str, str] = {}
        self._sources: dict[tuple[str, str, str], tuple[str, int]] = {}

    def in_catalog(self, change: FileChange, confirmed: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[Work]:
        """What was done in one catalog."""
        locale, document = place_of(change.path.removeprefix(f"{CONTENT}/"))
        occurrences = dict.fromkeys((*confirmed.get((locale, document), ()), *self._edited.get((locale, document), ())))
        if not occurrences or change.after is None:
            return
        old = self._held(change) if change.before is not None else self._left.get(locale, {})
        for entry in catalog_in(self._project, change.path, change.after).entries:
            if entry.occurrence not in occurrences or not entry.is_current or entry.inherited:
                continue
            place = Place(locale, document, entry.occurrence)
            stood, before = old.get(entry.occurrence, (place, None))
            how = self._how(place, before, entry)
            edit = self._edits.get(stood)
            if edit is not None and (how is None or edit.entry.target == entry.target):
                if edit.draft.text != entry.target or edit.draft.state not in _CONFIRMED:
                    yield self._work(place, entry, edit.draft, How.EDIT)
            elif how is not None:
                yield self._decided(place, before, entry, how)

    def _how(self, place: Place, before: CatalogEntry | None, entry: CatalogEntry) -> How | None:
        """By which way a text was confirmed; None where it only was carried along."""
        if before is not None and (before.target, before.state, before.stale_since) == (
            entry.target,
            entry.state,
            entry.stale_since,
        ):
            return None
        if self._name in DECISIONS:
            return DECISIONS[self._name]
        if place in self._returned:
            return How.RETURN
        if before is None or not before.is_confirmed:
            return How.MEMORY if entry.origin.kind is OriginKind.TM else None
        # A confirmed target that took the codes of its source; one whose source came back as it was needed nothing.
        return How.MEMORY if before.is_stale and before.target != entry.target else None

    def _decided(self, place: Place, before: CatalogEntry | None, entry: CatalogEntry, how: How) -> Work:
        draft = _draft_of(before)
        if how is How.MEMORY:
            return self._work(place, entry, replace(draft, text=entry.target, origin=OriginKind.TM.value), how)
        if how is How.RETURN and place in self._returned:
            manifest, unit = self._returned[place]
            draft = self._draft_sent(place, draft, unit)
            moment = self._handed_out(manifest.path)
            work = self._work(place, entry, replace(draft, seen_from=moment), how)
            return replace(work, handoff=manifest.id, who=manifest.assignee)
        if how is How.ACCEPT and draft.text:
            moments = (one.moment for one in self._project.journal.texts(place) if one.text == draft.text)
            draft = replace(draft, seen_from=next(moments, ""))
        return self._work(place, entry, draft, how)

    def _work(self, place: Place, entry: CatalogEntry, draft: Draft, how: How) -> Work:
        source, words = self._counted(place.document, entry)
        return Work(
            **place._asdict(),
            source=source,
            words=words,
            origin=draft.origin,
            percent=draft.percent,
            draft=draft.text,
            final=entry.target,
            before_state=draft.state,
            after_state=entry.state.value,
            how=how,
            seen_from=draft.seen_from,
        )

    def _counted(self, document: str, entry: CatalogEntry) -> tuple[str, int]:
        """What stands for the source of an entry, and its words; counted once for all locales."""
        key = document, entry.occurrence, entry.source
        if key not in self._sources:
            content = source_inline(entry, dialects_at(self._project, document))
            self._sources[key] = digest(entry.source), word_count(content, self._project.settings.source_locale)
        return self._sources[key]

    def _draft_sent(self, place: Place, here: Draft, unit: SentUnit) -> Draft:
        """What stood in the file that went to the translator.  here: what stands here now."""
        if here.text and digest(here.text) == unit.target:
            return here
        state = here.state if unit.state != STALE else f"{State.TRANSLATED.value}, stale"
        if unit.target in ("", unit.source):
            return Draft(state=state)
        percent = int(unit.band.partition("-")[0]) if unit.band[:1].isdigit() else 0
        for one in self._project.journal.texts(place):
            if digest(one.text) == unit.target:
                return Draft(text=one.text, origin=one.origin, percent=percent, state=state)
        kind = OriginKind.MT.value if unit.band == MACHINE else OriginKind.TM.value if percent else ""
        return Draft(text=None, origin=kind, percent=percent, state=state)

    def _handed_out(self, path: str) -> str:
        if path not in self._moments:
            self._moments[path] = self._project.journal.began(path)
        return self._moments[path]

    @cached_property
    def _returned(self) -> Mapping[Place, tuple[Manifest, SentUnit]]:
        """What came back in this step, by its place: what its manifest says now that it did not say before."""
        found: dict[Place, tuple[Manifest, SentUnit]] = {}
        for change in self._changes:
            if not change.path.startswith(f"{FOLDER}/") or change.before is None or change.after is None:
                continue
            with contextlib.suppress(InputErrors):
                before = read_manifest(change.before, change.path)
                after = read_manifest(change.after, change.path)
                for old, new in zip(before.units, after.units, strict=False):
                    if (old.returned, old.answer) != (new.returned, new.answer):
                        found[Place(after.locale, new.document, new.occurrence)] = after, new
        return found

    def _held(self, change: FileChange) -> dict[str, tuple[Place, CatalogEntry]]:
        """What a catalog held before the step, and where, by occurrence."""
        catalog = catalog_in(self._project, change.path, change.before)
        return {
            entry.occurrence: (Place(str(catalog.locale), catalog.document, entry.occurrence), entry)
            for entry in catalog.entries
        }

    @cached_property
    def _left(self) -> Mapping[str, dict[str, tuple[Place, CatalogEntry]]]:
        """What catalogs held that are gone now, by locale and occurrence: a document that moves takes them along."""
        found: dict[str, dict[str, tuple[Place, CatalogEntry]]] = {}
        for change in catalogs_among(self._changes):
            if change.after is None and change.before is not None:
                locale, _ = place_of(change.path.removeprefix(f"{CONTENT}/"))
                found.setdefault(locale, {}).update(self._held(change))
        return found


def _draft_of(entry: CatalogEntry | None) -> Draft:
    """What stands at an entry for a person to read."""
    if entry is None or entry.state is State.UNTRANSLATED:
        return Draft()
    if entry.is_stale:
        origin = OriginKind.HUMAN if entry.is_begun else OriginKind.TM
        state = f"{entry.state.value}, stale"
        return Draft(text=entry.shown, origin=origin.value, percent=entry.match, state=state)
    return Draft(text=entry.target, origin=str(entry.origin), percent=entry.match, state=entry.state.value)
