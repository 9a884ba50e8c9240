"""Documents that were renamed since their segments were sent out or confirmed: what they are called by now.

A document that moves takes its catalogs along, and with them the ids of its segments.  Such an id is made from the
path a document had when the segment was new, so that no other document gives it to a segment of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from locmem.catalogs.pairs import CONTENT, Workspace
from locmem.exchange.manifest import Manifest, SentUnit
from locmem.exchange.outgoing import source_digest
from locmem.history.work import Work
from locmem.workspace.moves import SAME_DOCUMENT
from locmem.workspace.project import Project
from locmem.workspace.survey import Question, Survey

_ENOUGH = 2
"""Ids that two documents never have in common by chance, also where the sources of all of them changed."""


class Places(NamedTuple):
    """The segments of a document: the id of each, and what stands for its source."""

    document: str
    segments: tuple[tuple[str, str], ...]


def places_in(workspace: Workspace) -> tuple[Places, ...]:
    """The segments of each document of a workspace; its locales have the same ones."""
    pairs = {pair.source.path: pair for pair in workspace.pairs}
    return tuple(
        Places(path, tuple((entry.occurrence, source_digest(entry)) for entry in pair.catalog.entries))
        for path, pair in pairs.items()
    )


PLACES = Question(name="places", kind=tuple[Places, ...], answer=places_in)


def followed(project: Project, surveyed: Survey, manifests: Iterable[Manifest]) -> tuple[Manifest, ...]:
    """The manifests, with the documents that were renamed since under the names they have now.

    A document was renamed where nothing lies at its path any more and one other document, which was not sent along
    with it, has at least half of its segments: one of them with the same source, or several.  Where that is not
    certain it keeps its name.
    """
    found = tuple(manifests)
    gone = {path for one in found for path in one.by_document() if not project.folder.exists(f"{CONTENT}/{path}")}
    if not gone:
        return found
    places = {one.document: dict(one.segments) for part in surveyed.ask(PLACES) for one in part}
    holders: dict[str, set[str]] = {}
    for document, segments in places.items():
        for occurrence in segments:
            holders.setdefault(occurrence, set()).add(document)
    return tuple(one.renamed(_successors(one, gone, places, holders)) for one in found)


def _successors(
    manifest: Manifest,
    gone: Iterable[str],
    places: Mapping[str, Mapping[str, str]],
    holders: Mapping[str, Iterable[str]],
) -> Mapping[str, str]:
    """The new names of the documents of a manifest that were renamed."""
    sent = manifest.by_document()
    found: dict[str, str] = {}
    for old in sent.keys() & gone:
        near = {document for unit in sent[old] for document in holders.get(unit.occurrence, ())}
        took = [document for document in near if _took_over(sent[old], places[document])]
        if len(took) == 1 and took[0] not in sent:
            found[old] = took[0]
    times = Counter(found.values())
    return {old: new for old, new in found.items() if times[new] == 1}


def _took_over(units: Iterable[SentUnit], segments: Mapping[str, str]) -> bool:
    """Whether a document with these segments is the one that was sent."""
    sent = {unit.occurrence: unit.source for unit in units}
    common = sent.keys() & segments.keys()
    is_told = len(common) >= _ENOUGH or any(segments[one] == sent[one] for one in common)
    return is_told and len(common) >= SAME_DOCUMENT * len(sent)


def followed_work(project: Project, surveyed: Survey, works: Iterable[Work]) -> tuple[Work, ...]:
    """The records, in order, with the documents that were renamed since under the names they have now.

    A document was renamed where nothing lies at its path any more and one other has ids of its segments: one of them
    with the same source, or several.  The one with most of them counts, since much of what was confirmed long ago may
    have left the page; where two have as many, and where none has any, it keeps its name.
    """
    found = tuple(works)
    there = {path: project.folder.exists(f"{CONTENT}/{path}") for path in {one.document for one in found}}
    if all(there.values()):
        return found
    known: dict[str, dict[str, set[str]]] = {}
    for one in found:
        if not there[one.document]:
            known.setdefault(one.document, {}).setdefault(one.occurrence, set()).add(one.source)
    places = {one.document: dict(one.segments) for part in surveyed.ask(PLACES) for one in part}
    holders: dict[str, list[str]] = {}
    for document, segments in places.items():
        for occurrence in segments:
            holders.setdefault(occurrence, []).append(document)
    names = {old: _holder(segments, places, holders) or old for old, segments in known.items()}
    return tuple(replace(one, document=names.get(one.document, one.document)) for one in found)


def _holder(
    segments: Mapping[str, set[str]],
    places: Mapping[str, Mapping[str, str]],
    holders: Mapping[str, Iterable[str]],
) -> str:
    """The document that has most of these segments now; empty where there is none, or not one alone."""
    counts = Counter(document for occurrence in segments for document in holders.get(occurrence, ()))
    first, *others = (*counts.most_common(2), ("", 0))
    document, count = first
    if not count or others[0][1] == count:
        return ""
    is_told = count >= _ENOUGH or any(
        places[document].get(occurrence) in sources for occurrence, sources in segments.items()
    )
    return document if is_told else ""
