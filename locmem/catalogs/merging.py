"""Catalogs of two branches as one, segment by segment.

What a branch left alone comes from the other one as it stands in its file: what somebody edited outside locmem is
still seen to be edited.  No text ever holds a marker of a conflict: where two people confirmed different targets, ours
stands and theirs is kept beside it, where `locmem conflicts` and `locmem check` find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from locmem.catalogs.branches import Decided, decide
from locmem.catalogs.files import place_of
from locmem.catalogs.states import from_po, remarks, to_po, with_rivals
from locmem.errors import InputErrors, Location, Problems
from locmem.formats import po
from locmem.formats.po import PoEntry, PoFile
from locmem.model.three_way import Changed, Disagreement, Merged, changed, in_order, kept_keys, members, same_file
from locmem.model.translation import CatalogEntry, Rival

_REVISED = "PO-Revision-Date"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """An entry as it stands in a file, and what it says."""

    po: PoEntry
    entry: CatalogEntry

    @property
    def content(self) -> tuple[object, ...]:
        """What makes it another one; where it stands in the file and under which document does not."""
        return self.po.is_fuzzy, self.entry

    @property
    def is_taken_as_it_is(self) -> bool:
        """Whether it may be written as it was read: not where the file had lost its end, which is written anew."""
        return not self.po.doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A catalog as one branch has it: its entries by occurrence, in order."""

    file: PoFile
    units: Mapping[str, _Unit]

    @property
    def headers(self) -> dict[str, str]:
        return dict(self.file.headers)


_NOTHING = _Side(file=PoFile(), units={})


def merge_catalogs(base: bytes | None, ours: bytes, theirs: bytes, *, path: str, today: date) -> Merged:
    """The catalog made of both, with what two people decided differently.

    base: the file that both were made from, None where both added it.  path: of the file from the project's folder,
    for messages and keys.  today: the day from which a target is stale whose source the other side changed.

    The bytes are those that locmem writes for these entries; one side's own where the other one changed nothing.
    Raises InputErrors, naming the side, for a file that cannot be read, or holds a segment twice.
    """
    if (same := same_file(base, ours, theirs)) is not None:
        return Merged(data=same)
    problems = Problems()
    before = _side(base, f"{path} (before both changed it)", problems) if base is not None else _NOTHING
    here, there = _side(ours, f"{path} (ours)", problems), _side(theirs, f"{path} (theirs)", problems)
    problems.raise_all()
    contents = [{key: unit.content for key, unit in side.units.items()} for side in (before, here, there)]
    kept = kept_keys(*contents)
    entries: list[PoEntry] = []
    outdated: list[PoEntry] = []
    disagreements: list[Disagreement] = []
    for occurrence in in_order(tuple(before.units), tuple(here.units), tuple(there.units), kept):
        old, mine, other = (side.units.get(occurrence) for side in (before, here, there))
        if mine is None or other is None:
            alone = mine or other
            assert alone is not None
            entries.append(alone.po if alone.is_taken_as_it_is else _written(alone.entry, alone.po))
            continue
        decided = decide(old.entry if old else None, mine.entry, other.entry, today)
        entries.append(_entry(decided, old, mine, other))
        if decided.outdated:
            outdated.append(_written(decided.outdated, other.po if decided.is_ours else mine.po))
        if told := _told(decided, mine.entry, other.entry, path):
            disagreements.append(told)
    said = {(entry.context, entry.source, entry.target) for entry in entries}
    out_of_use = members(before.file.obsolete, here.file.obsolete, there.file.obsolete)
    obsolete = dict.fromkeys((*out_of_use, *outdated))
    merged = PoFile(
        headers=_headers(before.headers, here.headers, there.headers),
        entries=tuple(entries),
        obsolete=tuple(one for one in obsolete if (one.context, one.source, one.target) not in said),
        comments=members(before.file.comments, here.file.comments, there.file.comments),
    )
    return Merged(data=po.write(merged), disagreements=tuple(disagreements))


def _side(data: bytes, path: str, problems: Problems) -> _Side:
    try:
        file = po.read(data, path)
    except InputErrors as error:
        problems.take(error.problems)
        return _NOTHING
    units: dict[str, _Unit] = {}
    for unit in _units(file.entries, path, problems):
        if unit.entry.occurrence in units:
            what = f"the segment {unit.entry.occurrence} stands here twice."
            problems.add(Location(path=path, line=unit.po.line), what, "Keep the entry whose translation is right.")
        units[unit.entry.occurrence] = unit
    # What may have lost its end is written as something that may.
    doubtful = _units((one for one in file.obsolete if one.doubt), path, problems)
    obsolete = (*(one for one in file.obsolete if not one.doubt), *(_written(one.entry, one.po) for one in doubtful))
    return _Side(file=replace(file, obsolete=obsolete), units=units)


def _units(found: Iterable[PoEntry], path: str, problems: Problems) -> Iterator[_Unit]:
    """The entries that can be read; adds those that cannot to `problems`."""
    for one in found:
        try:
            yield _Unit(po=one, entry=from_po(one))
        except ValueError as error:
            problems.add(Location(path=path, line=one.line), f"{error}.", "Restore the line from git.")


def _entry(decided: Decided, old: _Unit | None, ours: _Unit, theirs: _Unit) -> PoEntry:
    """What is written for a segment that both sides have."""
    taken = ours if decided.is_ours else theirs
    is_as_read = taken.is_taken_as_it_is and decided.entry == taken.entry
    found = taken.po if is_as_read else _written(decided.entry, taken.po)
    units = old, ours, theirs
    noted = members(*(remarks(unit.po) if unit else () for unit in units))
    if noted != remarks(taken.po):
        found = replace(found, translator=noted)
    references = [unit.po.references if unit else () for unit in units]
    if changed(*references) is not Changed.ALIKE:
        found = replace(found, references=references[2 if changed(*references) is Changed.THEIRS else 1])
    rivals = _rivals(decided, *(unit.entry.rivals if unit else () for unit in units))
    return found if rivals == taken.entry.rivals else with_rivals(found, rivals)


def _rivals(
    decided: Decided, base: tuple[Rival, ...], ours: tuple[Rival, ...], theirs: tuple[Rival, ...]
) -> tuple[Rival, ...]:
    """The texts of other branches that nobody decided on yet, each once."""
    found = dict.fromkeys((*members(base, ours, theirs), *((decided.rival,) if decided.rival else ())))
    entry = decided.entry
    return tuple(one for one in found if not (entry.is_current and one.target == entry.target))


def _written(entry: CatalogEntry, read: PoEntry) -> PoEntry:
    """The entry as locmem writes it, under the document it was read under."""
    return replace(to_po(entry, ""), references=read.references)


def _told(decided: Decided, ours: CatalogEntry, theirs: CatalogEntry, path: str) -> Disagreement | None:
    """What people are told of a segment on which both sides decided; None where nothing of either is set aside."""
    locale, document = place_of(path.removeprefix("content/"))
    key = f"{document}#{ours.occurrence}"
    take, drop = (f"`locmem conflicts {word} {key} --locale {locale}`" for word in ("take", "drop"))
    if decided.outdated and ours.target == theirs.target:
        return None
    if decided.outdated:
        do = "The source changed under one of them: that pair goes into the memory with the next `locmem sync`."
    elif decided.rival and decided.rival.state.is_confirmed:
        do = f"Both are confirmed. Ours stands, theirs is kept beside it: {take} confirms theirs, {drop} forgets it."
    elif decided.rival:
        do = f"What somebody began is kept beside it: {take} confirms it, {drop} forgets it."
    else:
        return None
    winner, loser = (ours, theirs) if decided.is_ours else (theirs, ours)
    other = decided.rival.target if decided.rival else loser.target
    texts = (winner.target, other) if decided.is_ours else (other, winner.target)
    is_open = decided.rival is not None and decided.rival.state.is_confirmed
    return Disagreement(key=key, source=decided.entry.source, ours=texts[0], theirs=texts[1], do=do, is_open=is_open)


def _headers(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The headers of both; the date is that of the newest confirmed change."""
    kept = kept_keys(base, ours, theirs)
    found: list[tuple[str, str]] = []
    for name in in_order(tuple(base), tuple(ours), tuple(theirs), kept):
        values = base.get(name), ours.get(name), theirs.get(name)
        which = changed(*values)
        mine, other = ours.get(name, values[2] or ""), theirs.get(name, values[1] or "")
        if which is Changed.BOTH and name == _REVISED:
            found.append((name, max(mine, other, key=_moment)))
        else:
            found.append((name, other if which is Changed.THEIRS else mine))
    return tuple(found)


def _moment(written: str) -> tuple[float, str]:
    """A date of a header in order of time; one that is none is older than any."""
    try:
        return datetime.strptime(written, "%Y-%m-%d %H:%M%z").timestamp(), written
    except ValueError:
        return 0.0, written
