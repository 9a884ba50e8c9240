"""Near matches that were proposed, brought up to date with the words that changed.

They stay drafts: whatever was put in stands among their doubts, word for word, until a person confirms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from locmem.catalogs.pairs import Pair
from locmem.inline import protect
from locmem.memory.bands import CONTEXT_BANDS
from locmem.memory.critical import critical_differences
from locmem.memory.repair import repair
from locmem.model.inline import Inline, inline
from locmem.model.match import Band, Match, Query, Trust
from locmem.model.tags import LanguageTag
from locmem.model.translation import CatalogEntry, State
from locmem.mt.drafting import Drafter
from locmem.mt.pieces import Surroundings
from locmem.mt.splicing import Fuzzy, Spliced, splice_all
from locmem.workspace.project import Project
from locmem.workspace.proposals import doubts_of

LOWEST = 75
"""The percent from which a match is near enough that a phrase in it may be exchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A near match that an entry shows.

    pair: the number of its pair among those that are handed over.  place: the number of the entry in it.
    around: what an engine may be told beside its source.
    """

    pair: int
    place: int
    match: Match
    around: Surroundings = field(default_factory=Surroundings)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtNear:
    """The pairs with what was put into their near matches, and what it took.

    spliced: how many entries got other words.  asked: texts the engine translated now.  reused: answers that were
    stored.
    """

    pairs: tuple[Pair, ...]
    spliced: int = 0
    asked: int = 0
    reused: int = 0


def is_near(entry: CatalogEntry, match: Match) -> bool:
    """Whether an entry shows a near match of which a phrase may be exchanged: a draft, or what is proposed."""
    is_shown = entry.shown == protect.to_editable(match.target) and (entry.state is State.DRAFT or entry.is_stale)
    is_exact = match.band in (*CONTEXT_BANDS, Band.EXACT)
    return is_shown and not is_exact and not entry.is_begun and match.percent >= LOWEST


def texts_to_ask(pairs: Sequence[Pair], found: Sequence[Near], may_ask: Callable[[Pair], bool]) -> int:
    """How many texts an engine would be asked for at most, were nothing stored and nothing known to the memory."""
    wanted = [_fuzzy(pairs[near.pair], near, {}) for near in found if may_ask(pairs[near.pair])]
    return 2 * sum(bool(one and one.phrases) for one in wanted)


def brought_near(
    project: Project,
    pairs: Sequence[Pair],
    found: Sequence[Near],
    *,
    locale: LanguageTag,
    drafter_of: Callable[[Pair], Drafter | None] = lambda pair: None,
) -> BroughtNear:
    """The pairs with the words that changed put into the near matches of `locale`, where that is sure.

    drafter_of: gives the engine that may draft a document; where there is none the memory alone is heard, for phrases
    that people translated.  Raises StoreError.
    """
    own = [near for near in found if pairs[near.pair].locale == locale and not pairs[near.pair].base]
    wanted = [(near, one) for near in own if (one := _fuzzy(pairs[near.pair], near, {})) is not None and one.phrases]
    words = _known(project, [one for _, one in wanted], locale)
    new = list(pairs)
    spliced = asked = reused = 0
    groups: dict[int, tuple[Drafter | None, list[tuple[Near, Fuzzy]]]] = {}
    for near, one in wanted:
        drafter = drafter_of(pairs[near.pair])
        groups.setdefault(id(drafter), (drafter, []))[1].append((near, one))
    for drafter, group in groups.values():
        result = splice_all(
            drafter,
            [replace(one, words=words) for _, one in group],
            source_locale=project.settings.source_locale,
            progress=project.progress,
        )
        asked, reused = asked + result.asked, reused + result.reused
        for (near, _), made in zip(group, result.spliced, strict=True):
            if made is not None:
                new[near.pair] = _with_words(new[near.pair], near, made)
                spliced += 1
    return BroughtNear(pairs=tuple(new), spliced=spliced, asked=asked, reused=reused)


def _fuzzy(pair: Pair, near: Near, words: Mapping[str, Inline]) -> Fuzzy | None:
    """What is to be spliced; None where codes changed of which nobody knows the place."""
    match = near.match
    source = pair.source.catalog_segment(near.place).content
    mended = repair(match.entry.source, match.entry.target, source, pair.source.locale, pair.locale)
    if mended.target != match.target:
        return None
    return Fuzzy(new=source, old=mended.source, target=match.target, around=near.around, words=words)


def _known(project: Project, wanted: Sequence[Fuzzy], locale: LanguageTag) -> Mapping[str, Inline]:
    """How people translated the phrases that changed where they stood by themselves."""
    phrases = {
        text: one.new.syntax
        for one in wanted
        if len(one.phrases) == 1 and one.phrases[0].gone and one.phrases[0].came
        for text in (one.phrases[0].gone, one.phrases[0].came)
    }
    spellings = [(text, way) for text in phrases for way in dict.fromkeys((text, text[:1].upper() + text[1:]))]
    queries = [
        Query(source=inline((way,), phrases[text]), source_locale=project.settings.source_locale, locale=locale)
        for text, way in spellings
    ]
    known: dict[str, Inline] = {}
    answered = project.memory.lookup_many(queries, floor=100, limit=2) if queries else ()
    for (text, _), matches in zip(spellings, answered, strict=True):
        if matches and _is_sure(matches[0], locale):
            known.setdefault(text, matches[0].target)
    return known


def _is_sure(match: Match, locale: LanguageTag) -> bool:
    return match.entry.trust is Trust.CONFIRMED and match.entry.locale == locale and not match.is_ambiguous


def _with_words(pair: Pair, near: Near, made: Spliced) -> Pair:
    """The pair with an entry that shows other words, and says which."""
    entries = list(pair.catalog.entries)
    entry = entries[near.place]
    text = protect.to_editable(made.target)
    doubts = tuple(dict.fromkeys((*_left(pair, near), *made.told)))
    if entry.is_stale:
        entries[near.place] = entry.with_proposal(text, entry.match, doubts)
    else:
        entries[near.place] = replace(entry, target=text, doubts=doubts)
    return pair.with_entries(entries)


def _left(pair: Pair, near: Near) -> Iterator[str]:
    """What is left to look at once the words are those of the new source: facts, and what found no place."""
    match = near.match
    source = pair.source.catalog_segment(near.place).content
    yield from doubts_of(replace(match, critical=()))
    yield from critical_differences(source, match.entry.source, source, pair.source.locale)
