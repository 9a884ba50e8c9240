"""The post-edit queue of a project: what waits, in order, whose it is, and how much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from locmem.backlog.items import by_document
from locmem.errors import UsageError
from locmem.exchange.manifest import Manifest
from locmem.model.fact import Market
from locmem.model.tags import LanguageTag
from locmem.model.translation import OriginKind
from locmem.pages.assigned import UNNAMED, holding, require_people, said_of
from locmem.pages.overview import WAITING, surveyed_overview
from locmem.postedit.assignments import Assigned
from locmem.postedit.ordering import Ordered, Place, Wanted, is_by, ordered
from locmem.postedit.queue import Queue, QueueItem, items_of
from locmem.postedit.waiting import DRAFT, STATES, Waiting, unseen
from locmem.postedit.worth import Known
from locmem.terms.register import Wanted as Register
from locmem.terms.register import tones_of, wanted_register
from locmem.workspace.estimated import known_estimates
from locmem.workspace.filling import CLAIMS
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.measured_drafts import MeasuredDrafts
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What waits as far as it is wanted, and what it was made from.

    assigned: whose each item is, by its first place.  words: what people said that holds, of every place.
    usual: who does the work of a locale where nobody is named.  unseen: as of `Queue`.
    """

    surveyed: Survey
    items: tuple[Ordered, ...]
    assigned: Mapping[Place, Assigned]
    words: Mapping[Place, Assigned]
    known: Known
    usual: Mapping[LanguageTag, str]
    unseen: Mapping[str, int]

    def within(self, wanted: Wanted) -> Found:
        """What of this is wanted."""

        def person(item: Ordered) -> str:
            word = self.assigned.get(item.place)
            return word.who if word else self.usual.get(LanguageTag(item.place.locale), "")

        return replace(
            self,
            items=tuple(item for item in self.items if wanted.takes(item, person(item))),
            unseen={tag: count for tag, count in self.unseen.items() if not wanted.locales or tag in wanted.locales},
        )


def in_page_order(found: Found, items: Sequence[Ordered], document: str) -> tuple[Ordered, ...]:
    """The items of one document as they stand in it, one locale after the other; nobody works on a page at random."""
    opened = found.surveyed.open({document})
    places = {
        Place(str(pair.locale), pair.source.path, entry.occurrence): number
        for pair in opened.pairs
        for number, entry in enumerate(pair.catalog.entries)
    }
    return tuple(sorted(items, key=lambda one: (one.place.locale, places.get(one.place, len(places)))))


def waiting_queue(
    project: Project, markets: Sequence[Market], wanted: Wanted | None = None, most: int | None = None
) -> Queue:
    """The post-edit queue for the given markets; only the documents of the items that are given are opened.

    wanted: the items that are meant, None for all.  most: how many items are given, None for all of them.
    """
    return queue_of(project, markets, found_waiting(project, markets, wanted or Wanted()), most)


def queue_of(
    project: Project, markets: Sequence[Market], found: Found, most: int | None = None, start: int = 0
) -> Queue:
    """The queue of what was found.  start, most: which of the items are given, from 0."""
    return Queue(
        items=read_items(project, markets, found, found.items[start:][:most]),
        texts=len(found.items),
        segments=sum(item.segments for item in found.items),
        words=sum(item.segments * item.text.words for item in found.items),
        effort=round(sum(item.expected.effort for item in found.items), 1),
        handed_out=sum(item.segments for item in found.items if item.handoff),
        unseen=found.unseen,
    )


def read_items(
    project: Project, markets: Sequence[Market], found: Found, chosen: Sequence[Ordered]
) -> tuple[QueueItem, ...]:
    """Some of the items that were found, with their texts as they are now; those that are gone are left out."""
    opened = found.surveyed.open({item.place.document for item in chosen})
    return tuple(items_of(opened, chosen, found.assigned, found.known, registers(project, markets)))


def found_waiting(project: Project, markets: Sequence[Market], wanted: Wanted) -> Found:
    """What waits in the given markets, as far as it is wanted; no document is opened that was seen before.

    Raises UsageError, with those there are, for an origin that no draft here can have and a person nobody named.
    """
    surveyed, found = surveyed_overview(project, markets, project.today, (WAITING, CLAIMS))
    every_locale = [one for part in surveyed.ask(WAITING) for one in part]
    handoffs = tuple(readable_manifests(project))
    require_known(project, wanted, surveyed)
    waiting = [one for one in every_locale if not wanted.locales or one.locale in wanted.locales]
    out = [manifest for manifest in handoffs if any(manifest.open_units())]
    flying = {
        (manifest.locale, unit.document, unit.occurrence): manifest.id
        for manifest in followed(project, surveyed, out)
        for unit in manifest.open_units()
    }
    known = _known(project, waiting)
    every = ordered(waiting, markets, by_document(found.backlog), flying, known)
    words = holding(said_of(project), waiting)
    assigned = dict(_assigned(words, every, {manifest.id: manifest for manifest in out}))
    everything = Found(
        surveyed=surveyed,
        items=every,
        assigned=assigned,
        words=words,
        known=known,
        usual=project.settings.assignees,
        unseen=unseen(waiting, markets),
    )
    return everything.within(wanted)


def _assigned(
    words: Mapping[Place, Assigned], items: Iterable[Ordered], out: Mapping[str, Manifest]
) -> Iterator[tuple[Place, Assigned]]:
    """Whose each item is: what is out is its translator's, all else as the last word says that holds still."""
    for item in items:
        place, manifest, word = item.place, out.get(item.handoff), words.get(item.place)
        if manifest:
            due = date.fromisoformat(manifest.due) if manifest.due else None
            who = manifest.assignee or UNNAMED
            yield place, Assigned(place=place, who=who, due=due, by="", on=manifest.created)
        elif word:
            yield place, word


def require_known(project: Project, wanted: Wanted, surveyed: Survey) -> None:
    """Raise UsageError, with those there are, for an origin that no draft can have and a person nobody named."""
    if wanted.made_by:
        _require_origins(project, wanted, [one for part in surveyed.ask(WAITING) for one in part])
    if people := [name for name in wanted.people if name]:
        require_people(project, people, readable_manifests(project))


def _require_origins(project: Project, wanted: Wanted, waiting: Iterable[Waiting]) -> None:
    kinds = [kind.value for kind in OriginKind if kind is not OriginKind.NONE]
    if not set(wanted.made_by) - set(kinds):
        return
    engines = {f"{OriginKind.MT.value}:{one.engine}" for one in project.settings.engines}
    known = engines | {text.made_by for one in waiting for text in one.texts if ":" in text.made_by}
    for name in wanted.made_by:
        if name not in kinds and not any(is_by(one, name) for one in known):
            raise UsageError(f"there is no origin {name!r} here. There are: {', '.join((*kinds, *sorted(known)))}.")


def registers(project: Project, markets: Sequence[Market]) -> Callable[[str], Register]:
    """Gives how readers of a locale are to be addressed."""
    tones, settings = tones_of(markets), project.settings
    named = {str(tag): words for tag, words in settings.registers.items()}
    return lambda locale: wanted_register(locale, settings.bases(LanguageTag(locale)), named, tones)


def _known(project: Project, waiting: Iterable[Waiting]) -> Known:
    """What is known of drafts beyond their catalogs: what people changed in others, and what estimates say of them."""
    drafted = STATES.index(DRAFT)
    digests = [text.digest for one in waiting for text in one.texts if text.state == drafted]
    estimates = known_estimates(project, digests) if digests else {}
    measured = MeasuredDrafts(project)
    groups: dict[tuple[str, str], list[float]] = {}
    for one in waiting:
        for text in one.texts:
            if estimate := estimates.get(text.digest):
                groups.setdefault((text.made_by, one.locale), []).append(estimate.edits)
    return Known(
        drafts=measured.of_engine,
        matches=measured.of_matches,
        estimates=estimates,
        usual={key: fmean(edits) for key, edits in groups.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """What waits of one locale.

    texts, segments, words, effort: as of `Queue`.  states, priorities, made_by: how many texts of each.
    assigned, overdue: texts that are somebody's, and those of them whose day is past.  handed_out: segments.
    """

    locale: str
    texts: int
    segments: int
    words: int
    effort: float
    states: Mapping[str, int]
    priorities: Mapping[int, int]
    made_by: Mapping[str, int]
    assigned: int
    overdue: int
    handed_out: int


def queue_rows(project: Project, markets: Sequence[Market], wanted: Wanted) -> tuple[QueueRow, ...]:
    """A row for each locale in which something waits, by locale."""
    found = found_waiting(project, markets, wanted)
    rows = []
    for locale in sorted({item.place.locale for item in found.items}):
        items = [item for item in found.items if item.place.locale == locale]
        words = [found.assigned[item.place] for item in items if item.place in found.assigned]
        rows.append(
            QueueRow(
                locale=locale,
                texts=len(items),
                segments=sum(item.segments for item in items),
                words=sum(item.segments * item.text.words for item in items),
                effort=round(sum(item.expected.effort for item in items), 1),
                states=Counter(item.state for item in items),
                priorities=Counter(int(item.scored.priority) for item in items),
                made_by=Counter(item.text.made_by or "nobody" for item in items),
                assigned=len(words),
                overdue=sum(_is_over(word, project.today) for word in words),
                handed_out=sum(item.segments for item in items if item.handoff),
            )
        )
    return tuple(rows)


def _is_over(word: Assigned, day: date) -> bool:
    return word.due is not None and word.due < day
