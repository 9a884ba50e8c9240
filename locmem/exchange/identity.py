"""Which segment an answer belongs to, where a tool gave its units other ids.

A unit of XLIFF is named three times: by its `id`, by its `resname`, and by the digest of its source in an
attribute of ours.  Tools number the first anew, and some write the second themselves.  An entry of PO is named by
its context, by our comment, and by its source; tools drop the first two.  An answer belongs to a segment that was
sent where one of them says so and nothing contradicts it; of segments with the same source nobody guesses.  A row
of a table without its key is known by where it was sent, or by its source.

A tool may also give the id of one segment to another.  What a unit translates is the source that stands in it: where
that is not the one its id was sent with, and is that of one other segment, the answer belongs to this one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from locmem.catalogs.states import digest
from locmem.exchange.answers import Answer
from locmem.exchange.claims import Claim
from locmem.exchange.correspondence import bare, is_same_source
from locmem.exchange.manifest import SentUnit
from locmem.exchange.outgoing import visible
from locmem.inline.protect import to_editable
from locmem.model.inline import Inline
from locmem.model.wording import listed


def identified(
    answers: Sequence[Answer], units: Iterable[SentUnit], sources: Mapping[str, Inline]
) -> tuple[Answer, ...]:
    """The answers, each under the occurrence that was sent; those that nothing tells keep the id they have.

    units: what was sent of the document.  sources: what stands here now, by occurrence.
    """
    sent = {unit.occurrence: unit for unit in units}
    places = tuple(sent.values())
    by_name = [replace(answer, occurrence=_named(answer, sent, places)) for answer in answers]
    named = _by_their_sources(by_name, sent, sources)
    taken = {answer.occurrence for answer in named}
    free = [unit for unit in sent.values() if unit.occurrence not in taken]
    strangers = [answer for answer in named if answer.occurrence not in sent]
    if not free or not strangers:
        return tuple(named)
    by_digest = _pairs(
        ((unit.source, unit.occurrence) for unit in free),
        ((answer.source_digest, answer.occurrence) for answer in strangers),
    )
    by_text = _pairs(
        (
            (bare(visible(sources[unit.occurrence]).text), unit.occurrence)
            for unit in free
            if unit.occurrence in sources
        ),
        (
            (bare(answer.returned_source.text), answer.occurrence)
            for answer in strangers
            if answer.returned_source and not answer.source_digest
        ),
    )
    sent_as = {**by_text, **by_digest}
    told = [
        answer
        if answer.occurrence in sent
        else replace(answer, occurrence=sent_as.get(answer.occurrence, answer.occurrence))
        for answer in named
    ]
    return _with_twins(told, sent)


def _with_twins(answers: Sequence[Answer], sent: Mapping[str, SentUnit]) -> tuple[Answer, ...]:
    """The answers with those to segments of the same source, in order, where nothing tells which is for which.

    They are taken where they all say the same; else each is kept beside one of the segments, for people to decide.
    """
    taken = {answer.occurrence for answer in answers}
    free: dict[str, list[str]] = defaultdict(list)
    for unit in sent.values():
        if unit.occurrence not in taken:
            free[unit.source].append(unit.occurrence)
    strangers: dict[str, list[int]] = defaultdict(list)
    for number, answer in enumerate(answers):
        if answer.occurrence not in sent and answer.source_digest in free:
            strangers[answer.source_digest].append(number)
    found = list(answers)
    for source, numbers in strangers.items():
        said = {(found[number].text, found[number].content, found[number].claim) for number in numbers}
        is_certain = len(said) == 1 and len(numbers) == len(free[source])
        for number, occurrence in zip(numbers, free[source], strict=False):
            answer = found[number]
            problem = answer.problem
            if not is_certain and answer.claim is not Claim.NOTHING:
                count = sum(unit.source == source for unit in sent.values())
                problem = problem or f"nothing tells which of the {count} segments with this source it is for"
            found[number] = replace(answer, occurrence=occurrence, problem=problem)
    return tuple(found)


def _named(answer: Answer, sent: Mapping[str, SentUnit], places: Sequence[SentUnit]) -> str:
    """The occurrence that id or name give; where they give two, the one whose source the answer has."""
    if answer.occurrence not in sent and 0 < answer.place <= len(places):
        unit = places[answer.place - 1]
        if unit.source == answer.source_digest:
            return unit.occurrence
    found = [one for one in dict.fromkeys((answer.occurrence, answer.name)) if one in sent]
    fitting = [one for one in found if sent[one].source == answer.source_digest]
    return (fitting or found or [answer.occurrence])[0]


def _by_their_sources(
    answers: Sequence[Answer], sent: Mapping[str, SentUnit], sources: Mapping[str, Inline]
) -> list[Answer]:
    """The answers, those under the id of another segment's source under that segment's, or with a word on why not.

    A row of a table says by itself where one of its columns was moved.
    """
    strange = {
        place: answer
        for place, answer in enumerate(answers)
        if answer.occurrence in sent and not answer.is_row and not _is_of(answer, sent[answer.occurrence], sources)
    }
    if not strange:
        return list(answers)
    held = {answer.occurrence for place, answer in enumerate(answers) if place not in strange}
    by_text: dict[str, list[str]] = defaultdict(list)
    for occurrence in sent:
        if occurrence in sources:
            by_text[bare(visible(sources[occurrence]).text)].append(occurrence)
    meant = {place: _meant(answer, sent, sources, by_text) for place, answer in strange.items()}
    times = Counter(found[0] for found in meant.values() if len(found) == 1)
    after = list(answers)
    for place, answer in strange.items():
        found = meant[place]
        if len(found) == 1 and found[0] not in held and times[found[0]] == 1:
            after[place] = replace(answer, occurrence=found[0], source_digest=sent[found[0]].source)
        elif found:
            why = f"its id was sent with another source; the one in the file is that of {listed(found, 3)}"
            after[place] = replace(answer, problem=answer.problem or why)
    return after


def _is_of(answer: Answer, unit: SentUnit, sources: Mapping[str, Inline]) -> bool:
    """Whether an answer has the source of the segment that its id names, as far as one can tell."""
    returned, here = answer.returned_source, sources.get(unit.occurrence)
    if returned is None or here is None:
        return answer.source_digest in (unit.source, "")
    if here.text == returned.text or bare(visible(here).text) == bare(returned.text):
        return True
    # Where another source stands here by now, only the digest tells.
    return digest(to_editable(here)) != unit.source and answer.source_digest in (unit.source, "")


def _meant(
    answer: Answer, sent: Mapping[str, SentUnit], sources: Mapping[str, Inline], by_text: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """The segments that were sent with the source of an answer."""
    returned = answer.returned_source
    if returned is None:
        return tuple(key for key, unit in sent.items() if unit.source == answer.source_digest)
    near = by_text.get(bare(returned.text), ())
    return tuple(key for key in near if is_same_source(visible(sources[key]), returned, answer.spellings))


def _pairs(units: Iterable[tuple[str, str]], answers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The occurrences by the ids of answers, where one key stands for one of each and for no other."""
    ours: dict[str, set[str]] = defaultdict(set)
    theirs: dict[str, set[str]] = defaultdict(set)
    for key, occurrence in units:
        ours[key].add(occurrence)
    for key, id_ in answers:
        theirs[key].add(id_)
    return {min(ids): min(ours[key]) for key, ids in theirs.items() if key and len(ids) == 1 and len(ours[key]) == 1}
