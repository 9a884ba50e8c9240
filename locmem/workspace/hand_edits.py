"""What somebody wrote into catalogs since locmem wrote them last, and what had stood there for them to read.

A step that writes such a catalog takes the edit in: from then on the digest beside the text fits it again.  That is the
moment at which the history hears of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.files import place_of
from locmem.catalogs.pairs import CONTENT
from locmem.catalogs.states import digest, noted, set_aside
from locmem.errors import InputErrors
from locmem.formats import po
from locmem.history.changes import FileChange, TargetChange
from locmem.history.work import Place
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.workspace.catalog_files import catalog_in, catalogs_among, state_of
from locmem.workspace.project import Project

_EMPTY = ("", State.UNTRANSLATED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a text was before somebody wrote or confirmed it, as of `locmem.history.work.Work`."""

    text: str | None = ""
    origin: str = ""
    percent: int = 0
    state: str = State.UNTRANSLATED.value
    seen_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandEdit:
    """An entry as somebody left it in its catalog.

    draft: what they had been shown.  replaced: the target that stood there, which is another text where something was
    proposed in place of a stale one; None where nobody knows it any more.
    """

    place: Place
    entry: CatalogEntry
    draft: Draft
    replaced: str | None


def hand_edits(project: Project, changes: Sequence[FileChange]) -> dict[Place, HandEdit]:
    """What people wrote into the catalogs that these changes replace, as far as the changes take it in, by place."""
    return {edit.place: edit for change in catalogs_among(changes) for edit in _in_catalog(project, change)}


def edited_targets(edits: Iterable[HandEdit]) -> Iterator[TargetChange]:
    """What people did to targets, for the history; unfinished work beside a stale target leaves that as it is."""
    for edit in edits:
        before, after = edit.replaced or "", edit.entry.target
        before_state, after_state = edit.draft.state, state_of(edit.entry)
        if (before, before_state) == (after, after_state) or not (before or after or before_state not in _EMPTY):
            continue
        yield TargetChange(
            **edit.place._asdict(),
            before=before,
            before_state=before_state,
            after=after,
            after_state=after_state,
            # Who clears a text, or doubts it, did not make it, and decided all the same.
            origin=OriginKind.HUMAN.value,
        )


def _in_catalog(project: Project, change: FileChange) -> Iterator[HandEdit]:
    if change.before is None:
        return
    catalog = catalog_in(project, change.path, change.before)
    # What mends a text leaves edits beside it as they are, and the next step takes them in.
    still = catalog_in(project, change.path, change.after).edited if change.after is not None else frozenset()
    if not catalog.edited - still:
        return
    locale, document = place_of(change.path.removeprefix(f"{CONTENT}/"))
    written = _written(change.path, change.before)
    shown = _Shown(project, change.path)
    for entry in catalog.entries:
        if entry.occurrence in catalog.edited and entry.occurrence not in still:
            place = Place(locale, document, entry.occurrence)
            line = written.get(entry.occurrence)
            draft = _draft(project, place, line)
            if line is not None and draft.text is None:
                draft = replace(draft, text=shown.at(line))
            old = set_aside(line, entry) if line is not None else None
            # What somebody began beside a stale target leaves that as it is.
            stood = old.target if old else entry.target if entry.is_stale else draft.text
            yield HandEdit(place=place, entry=entry, draft=draft, replaced=stood)


def _written(path: str, data: bytes) -> Mapping[str, po.PoEntry]:
    """The entries of a catalog's file as they stand there, by occurrence; one in use before one that is not."""
    file = po.read(data, path)
    return {entry.context.partition("#")[2]: entry for entry in (*file.obsolete, *file.entries)}


class _Shown:
    """What runs showed in a catalog: proposals, which are targets of nothing, stand in its file alone."""

    def __init__(self, project: Project, path: str) -> None:
        self._contents = project.journal.contents(path)
        self._path = path
        self._texts: dict[tuple[str, str], str] = {}

    def at(self, line: po.PoEntry) -> str | None:
        """What stood at the place of an entry when its digest was written; None where nobody knows it any more."""
        known = noted(line)
        key = line.context, known.digest if known is not None else ""
        while key not in self._texts:
            data = next(self._contents, None)
            if data is None:
                return None
            with contextlib.suppress(InputErrors):
                for one in po.read(data, self._path).entries:
                    self._texts.setdefault((one.context, digest(one.target)), one.target)
        return self._texts[key]


def _draft(project: Project, place: Place, line: po.PoEntry | None) -> Draft:
    """What locmem wrote at a place where `line` stands since somebody wrote something else."""
    known = noted(line) if line is not None else None
    texts = project.journal.texts(place)
    if line is None or known is None:
        # A program dropped the line; what a run wrote last is what was there to read.
        last = texts[0] if texts else None
        if last is None:
            return Draft(text=None, state="")
        return Draft(text=last.text, origin=last.origin, state=last.state, seen_from=last.moment)
    if not known.digest:
        return Draft()
    moment, text = next(
        ((one.moment, one.text) for one in texts if digest(one.text) == known.digest),
        ("", line.target if digest(line.target) == known.digest else None),
    )
    state = f"{known.state.value}, stale" if known.is_stale else known.state.value
    origin = OriginKind.TM.value if known.is_stale else str(known.origin)
    return Draft(text=text, origin=origin, percent=known.match, state=state, seen_from=moment)
