"""Which segment an answer belongs to, where a tool gave its units other ids.

A unit of XLIFF is named three times: by its `id`, by its `resname`, and by the digest of its source in an attribute of
ours.  Tools number the first anew, and some write the second themselves.  An answer belongs to a segment that was sent
where one of them says so and nothing contradicts it; of segments with the same source nobody guesses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from locmem.exchange.answers import Answer
from locmem.exchange.correspondence import bare
from locmem.exchange.manifest import SentUnit
from locmem.exchange.outgoing import visible
from locmem.model.inline import Inline


def identified(
    answers: Sequence[Answer], units: Iterable[SentUnit], sources: Mapping[str, Inline]
) -> tuple[Answer, ...]:
    """The answers, each under the occurrence that was sent; those that nothing tells keep the id they have.

    units: what was sent of the document.  sources: what stands here now, by occurrence.
    """
    sent = {unit.occurrence: unit for unit in units}
    named = [replace(answer, occurrence=_named(answer, sent)) for answer in answers]
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
    return tuple(
        answer
        if answer.occurrence in sent
        else replace(answer, occurrence=sent_as.get(answer.occurrence, answer.occurrence))
        for answer in named
    )


def _named(answer: Answer, sent: Mapping[str, SentUnit]) -> str:
    """The occurrence that id or name give; where they give two, the one whose source the answer has."""
    found = [one for one in dict.fromkeys((answer.occurrence, answer.name)) if one in sent]
    fitting = [one for one in found if sent[one].source == answer.source_digest]
    return (fitting or found or [answer.occurrence])[0]


def _pairs(units: Iterable[tuple[str, str]], answers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The occurrences by the ids of answers, where one key stands for one of each and for no other."""
    ours: dict[str, set[str]] = defaultdict(set)
    theirs: dict[str, set[str]] = defaultdict(set)
    for key, occurrence in units:
        ours[key].add(occurrence)
    for key, id_ in answers:
        theirs[key].add(id_)
    return {min(ids): min(ours[key]) for key, ids in theirs.items() if key and len(ids) == 1 and len(ours[key]) == 1}
