"""Mended translations, tried before anybody proposes or writes them.

What a check would put in the place of a text is sound only if all else of it stays: its codes, what its page reads,
what every other check says.  A blank that is taken away may complete a forbidden word or make a list of a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.catalogs.states import one_line
from locmem.model.finding import Finding
from locmem.model.inline import CodeType, Inline
from locmem.model.settings import ContentSet
from locmem.model.translation import CatalogEntry

if TYPE_CHECKING:
    from locmem.content.read_options import ReadOptions

Place = tuple[str, str]
"""An entry: the path of its catalog and its key."""

Look = Callable[[Workspace], Iterable[Finding]]
"""What all checks of a document find in a workspace."""

_ADDRESSED = frozenset({CodeType.LINK, CodeType.IMAGE, CodeType.URL})


def may_be_mended(entry: CatalogEntry) -> bool:
    """Whether a text may be written in the place of the entry's target by rule.

    Not what is inherited, which is its base's, nor what somebody must bring up to date or complete anyway.
    """
    return entry.is_own and not (entry.is_stale or entry.proposal or entry.may_be_cut)


def proven(
    workspace: Workspace, findings: Iterable[Finding], look: Look, options: Callable[[ContentSet], ReadOptions]
) -> Iterator[Finding]:
    """The findings, each with its `mended` text only where that is sound and the finding is gone with it.

    workspace: documents in all their locales.  findings: what `look` gives for them.  options: how a content set wants
    its documents read.
    """
    found = tuple(findings)
    waiting: dict[Place, list[int]] = {}
    for number, finding in enumerate(found):
        if finding.mended:
            waiting.setdefault(place_of(finding), []).append(number)
    sound: set[int] = set()
    trial = Trial(workspace, found, look, options) if waiting else None
    while trial and waiting:
        # Each entry is tried with one text at a time, and all entries at once.
        batch = {place: numbers.pop(0) for place, numbers in waiting.items()}
        good = trial.sound({place: found[number] for place, number in batch.items()})
        sound.update(batch[place] for place in good)
        waiting = {place: numbers for place, numbers in waiting.items() if numbers}
    for number, finding in enumerate(found):
        yield finding if number in sound or not finding.mended else replace(finding, mended=None)


def place_of(finding: Finding) -> Place:
    """The entry that a finding is about."""
    return finding.location.path, finding.location.key


def with_targets(workspace: Workspace, targets: Mapping[Place, str]) -> Workspace:
    """The documents with other targets in these entries, their state and all else being the same."""
    by_path: dict[str, dict[str, str]] = {}
    for (path, key), target in targets.items():
        by_path.setdefault(path, {})[key] = target
    return workspace.with_pairs(tuple(_with_targets(pair, by_path.get(pair.path, {})) for pair in workspace.pairs))


def _with_targets(pair: Pair, targets: Mapping[str, str]) -> Pair:
    """The pair itself where nothing changes."""
    entries = [replace(one, target=targets.get(pair.key(one), one.target)) for one in pair.catalog.entries]
    return pair.with_entries(entries) if targets else pair


class Trial:
    """Mended texts of some documents, tried in the places they are meant for; the arguments are those of `proven`."""

    def __init__(
        self,
        workspace: Workspace,
        findings: Sequence[Finding],
        look: Look,
        options: Callable[[ContentSet], ReadOptions],
    ) -> None:
        self._workspace = workspace
        self._look = look
        self._options = options
        self._before = _counts(findings)
        self._rows: dict[Place, tuple[Pair, Row]] = {}
        for pair in workspace.pairs:
            self._rows.update({(pair.path, pair.key(row.entry)): (pair, row) for row in pair.rows})

    def sound(self, batch: Mapping[Place, Finding]) -> set[Place]:
        """The entries whose mended text is sound, together with those of the others."""
        kept = {place: finding for place, finding in batch.items() if self._is_harmless(place, finding)}
        kept = self._as_read(kept)
        return self._without_news(kept)

    def _is_harmless(self, place: Place, finding: Finding) -> bool:
        """Whether the codes stay and no wording of a variant stands in place of the old words."""
        if place not in self._rows:
            return False
        pair, row = self._rows[place]
        target = _new(finding)
        new = row.holding(replace(row.entry, target=target))
        if not _keeps_codes(row.target, new.target):
            return False
        return one_line(target) == one_line(row.entry.target) or not any(
            one.is_own and one.over and one.occurrence == row.entry.occurrence
            for other in self._workspace.pairs
            if other.source is pair.source and other.variant_of
            for one in other.catalog.entries
        )

    def _as_read(self, batch: Mapping[Place, Finding]) -> dict[Place, Finding]:
        """Those that their page gives back as they are written."""
        # What reads pages is large, and most projects have nothing to mend.
        from locmem.exchange.soundness import Page

        kept = dict(batch)
        by_pair: dict[str, dict[str, Place]] = {}
        for place in batch:
            by_pair.setdefault(place[0], {})[self._rows[place][1].entry.occurrence] = place
        for places in by_pair.values():
            pair = self._rows[next(iter(places.values()))][0]
            page = Page(
                source=pair.source,
                locale=pair.locale,
                options=self._options(pair.source.content_set),
                rows=pair.rows,
            )
            entries = {
                occurrence: replace(self._rows[place][1].entry, target=_new(batch[place]))
                for occurrence, place in places.items()
            }
            for occurrence in page.misread(entries):
                del kept[places[occurrence]]
        return kept

    def _without_news(self, batch: Mapping[Place, Finding]) -> set[Place]:
        """Those with which their finding is gone and nothing else is found."""
        if not batch:
            return set()
        paths = {path for path, _ in batch}
        changed = with_targets(self._workspace, {place: _new(finding) for place, finding in batch.items()})
        alone = changed.with_pairs(tuple(pair for pair in changed.pairs if pair.path in paths))
        after = _counts(one for one in self._look(alone) if one.location.path in paths)
        news = {(path, key) for path, key, _ in after - self._before}
        if news - batch.keys() and len(batch) > 1:
            # Something else is found elsewhere: which of them is it from?
            places = tuple(batch)
            halves = places[: len(places) // 2], places[len(places) // 2 :]
            return set().union(*(self._without_news({place: batch[place] for place in half}) for half in halves))
        if news - batch.keys():
            return set()
        return {
            place
            for place, finding in batch.items()
            if place not in news and after[(*place, finding.check)] < self._before[(*place, finding.check)]
        }


def _new(finding: Finding) -> str:
    return finding.mended.new if finding.mended else ""


def _counts(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((*place_of(one), one.check) for one in findings)


def _keeps_codes(before: Inline, after: Inline) -> bool:
    """Whether the codes are the same; where links lead may be another place if that is all that changes."""
    here, there = before.codes, after.codes
    if len(here) != len(there):
        return False
    others = [(one, other) for one, other in zip(here, there, strict=True) if one.original != other.original]
    return not others or (
        before.text == after.text
        and all(one.type is other.type and one.role is other.role and one.type in _ADDRESSED for one, other in others)
    )
