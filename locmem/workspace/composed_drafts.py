"""Drafts put together sentence by sentence where the memory knows nothing of the whole text.

Each part says where it is from.  A draft that would ship as it is holds nothing in the source's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair
from locmem.inline import protect
from locmem.memory.composing import ENOUGH, Composed, Parted, composed, known_share, parted
from locmem.model.inline import Inline
from locmem.model.match import Match
from locmem.model.tags import LanguageTag
from locmem.model.translation import Origin, OriginKind, State
from locmem.mt.drafting import Drafter
from locmem.mt.pieces import UNANSWERED, Surroundings
from locmem.workspace.engine_drafts import texts_of
from locmem.workspace.open_entries import query_of
from locmem.workspace.project import Project
from locmem.workspace.proposals import doubts_of
from locmem.workspace.sources import sentence_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedDrafts:
    """The pairs with what was put together for their entries, and what it took.

    composed: how many entries got a draft.  asked: texts the engine translated now.  reused: answers that were stored.
    """

    pairs: tuple[Pair, ...]
    composed: int = 0
    asked: int = 0
    reused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """An entry without a translation, its sentences, and what the memory knows of each."""

    pair: int
    place: int
    text: Parted
    matches: tuple[Match | None, ...]

    @property
    def unknown(self) -> tuple[Inline, ...]:
        """The sentences of which the memory knows nothing."""
        pairs = zip(self.text.sentences, self.matches, strict=True)
        return tuple(sentence.content for sentence, match in pairs if match is None)


def compose_drafts(
    project: Project,
    pairs: Sequence[Pair],
    missed: Sequence[tuple[int, int]],
    *,
    locale: LanguageTag,
    drafter_of: Callable[[Pair], Drafter | None] = lambda pair: None,
) -> ComposedDrafts:
    """The pairs with drafts for entries of `locale` of whose sentences the memory knows most.

    missed: entries for which the memory had nothing, each the number of its pair and its own number in it.
    drafter_of: gives the engine that is asked for the other sentences of a document; where there is none, and where it
    gives nothing sound, they stay in the source's own words and the draft says so.  Raises StoreError.
    """
    wanted = [one for one in missed if pairs[one[0]].locale == locale]
    jobs = list(_jobs(project, pairs, wanted, drafter_of))
    others: dict[tuple[int, Inline], Inline] = {}
    silent: set[tuple[int, Inline]] = set()
    asked = reused = 0
    groups: dict[int, tuple[Drafter, list[tuple[Inline, Surroundings]]]] = {}
    for job in jobs:
        if drafter := drafter_of(pairs[job.pair]):
            document = texts_of(pairs[job.pair]) if job.unknown and drafter.engine.traits.host else ()
            around = Surroundings(document=document)
            groups.setdefault(id(drafter), (drafter, []))[1].extend((source, around) for source in job.unknown)
    for number, (drafter, unknown) in groups.items():
        sources = [source for source, _ in unknown]
        drafted = drafter.draft(sources, [around for _, around in unknown], progress=project.progress)
        asked, reused = asked + drafted.asked, reused + drafted.reused
        for source, draft in zip(sources, drafted.drafts, strict=True):
            if draft.target is not None:
                others[number, source] = draft.target
            elif draft.why == UNANSWERED:
                silent.add((number, source))
    new = list(pairs)
    count = 0
    for job in jobs:
        pair = new[job.pair]
        by = drafter_of(pair)
        if any((id(by), sentence) in silent for sentence in job.unknown):
            # It is asked for again in the next run, and a draft would stand in the way.
            continue
        given = [others.get((id(by), sentence.content)) for sentence in job.text.sentences]
        name = by.engine.name if by else ""
        result = composed(job.text, job.matches, [None if one is None else (one, name) for one in given])
        is_whole = all(part.target is not None for part in result.parts)
        if not is_whole and project.settings.risks[pair.source.risk].required is State.DRAFT:
            continue
        entries = list(pair.catalog.entries)
        entries[job.place] = entries[job.place].with_target(
            protect.to_editable(result.target),
            State.DRAFT,
            Origin(OriginKind.TM),
            match=int(result.percent),
            doubts=tuple(told(result)),
        )
        new[job.pair] = pair.with_entries(entries)
        count += 1
    return ComposedDrafts(pairs=tuple(new), composed=count, asked=asked, reused=reused)


def _jobs(
    project: Project,
    pairs: Sequence[Pair],
    missed: Sequence[tuple[int, int]],
    drafter_of: Callable[[Pair], Drafter | None],
) -> Iterator[_Job]:
    """The entries of whose words the memory knows enough, sentence by sentence: one batch of lookups for all."""
    texts: list[tuple[int, int, Parted]] = []
    for number, place in missed:
        pair = pairs[number]
        if pair.base or pair.catalog.entries[place].state is not State.UNTRANSLATED:
            continue
        query = query_of(pair, place, [""] * len(pair.catalog.entries))
        if text := parted(query, sentence_rules(project, pair.source.content_set)):
            texts.append((number, place, text))
    if not texts:
        return
    locale = pairs[texts[0][0]].locale
    found = iter(
        project.memory.lookup_many(
            [query for _, _, text in texts for query in text.queries],
            floor=project.settings.floor,
            limit=1,
            fallbacks=project.settings.fallbacks.get(locale, ()),
        )
    )
    for number, place, text in texts:
        drafter = drafter_of(pairs[number])
        least = drafter.beats if drafter else 0
        best = [next(iter(next(found)), None) for _ in text.sentences]
        matches = tuple(match if match and match.percent >= least else None for match in best)
        if known_share(text, matches) >= ENOUGH:
            yield _Job(pair=number, place=place, text=text, matches=matches)


def told(result: Composed) -> Iterator[str]:
    """Where each part is from, a sentence each, and what a person must look at in it."""
    for number, part in enumerate(result.parts, 1):
        name = f"sentence {number} of {len(result.parts)}"
        if part.match is not None:
            yield f"{name}: {int(part.match.percent)} % from the memory"
            yield from (f"{name}: {doubt}" for doubt in doubts_of(part.match))
        elif part.by:
            yield f"{name}: drafted by {part.by}"
        else:
            yield f"{name} is not translated: “{part.source.text}”"
