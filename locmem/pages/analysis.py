"""What waits in each document and how near the memory is to it, added up to the words of each locale by band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair, Workspace
from locmem.memory.changed_sources import Sought, sought
from locmem.model.progress import stretch_of
from locmem.model.tags import LanguageTag
from locmem.postedit.waiting import waiting_state
from locmem.reports.analysis import AnalysisRow, WaitingSegment, analyze, words_in
from locmem.similarity import word_count
from locmem.workspace.filling import CLAIMS, fill_memory
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.memory_changes import Leaning, MemoryNow
from locmem.workspace.open_entries import is_open, query_of
from locmem.workspace.project import Project
from locmem.workspace.routing import Routes
from locmem.workspace.survey import Question, survey

if TYPE_CHECKING:
    from locmem.model.match import Match

_BANDS = "bands"
"""The name under which the bands of what waits in a document are kept."""

_Counted = dict[str, tuple[WaitingSegment, ...]]
"""What waits in a document, by locale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of a document to be translated into a locale, and whether some of them wait."""

    document: str
    locale: str
    total: int
    is_waiting: bool


def _words(workspace: Workspace) -> tuple[_Words, ...]:
    return tuple(
        _Words(
            document=pair.source.path,
            locale=pair.locale,
            total=words_in(pair),
            is_waiting=any(True for _ in _waiting(workspace, pair)),
        )
        for pair in workspace.pairs
    )


_WORDS = Question(name="words", kind=tuple[_Words, ...], answer=_words)


def _waiting(workspace: Workspace, pair: Pair) -> Iterator[int]:
    """The places of the segments that wait for somebody; what a variant inherits waits in its base."""
    required = workspace.settings.risks[pair.source.risk].required
    for place, entry in enumerate(pair.catalog.entries):
        if pair.is_ours(entry) and waiting_state(entry, required):
            yield place


def analysis(project: Project, locales: Sequence[LanguageTag]) -> tuple[AnalysisRow, ...]:
    """Waiting words by band, one row a locale.  Asks no engine and writes nothing but caches."""
    surveyed = survey(project, expecting=(CLAIMS, _WORDS))
    surveyed.rest.require_listed()
    fill_memory(project, surveyed)
    words = [one for part in surveyed.ask(_WORDS) for one in part]
    totals: Counter[str] = Counter()
    for one in words:
        totals[one.locale] += one.total
    documents = sorted({one.document for one in words if one.is_waiting and one.locale in locales})
    now = MemoryNow(project)
    routes = Routes(project)
    engines = routes.key(locales)
    keys = {path: key_of(print_, tuple(locales), engines) for path, print_ in surveyed.prints(documents).items()}
    known = {path: now.recall(_BANDS, key) for path, key in keys.items()}
    unknown = [path for path in documents if known[path] is None]
    counted = _counted(project, routes, surveyed.open(unknown), locales, now.stamp) if unknown else {}
    known.update(counted)
    # Another process may have filled the memory meanwhile.
    if not project.unread and project.memory.stamp() == now.stamp:
        for path in surveyed.as_found(counted):
            now.keep(_BANDS, keys[path], counted[path])
    project.keep_answers()
    read = reader_of(_Counted)
    by_document = {path: read(leaning.answer) for path, leaning in known.items() if leaning is not None}
    return tuple(
        analyze(
            locale,
            [(path, by_document[path].get(locale, ())) for path in documents if path in by_document],
            totals[locale],
        )
        for locale in locales
    )


def _counted(
    project: Project, routes: Routes, workspace: Workspace, locales: Sequence[LanguageTag], stamp: bytes
) -> dict[str, Leaning]:
    """What waits in each document of a workspace, with the texts that the memory was asked for."""
    counted: dict[str, _Counted] = {source.path: {} for source in workspace.sources}
    texts: dict[str, dict[int, Sought]] = {source.path: {} for source in workspace.sources}
    for locale in stretch_of(project.progress, "locales against the memory", locales, len(locales)):
        pairs = workspace.pairs_of(locale)
        places = [list(_waiting(workspace, pair)) for pair in pairs]
        queries = []
        for pair, waiting in zip(pairs, places, strict=True):
            around = [segment.content.text for segment in pair.source.catalog_segments]
            queries += [query_of(pair, place, around) for place in waiting]
        answers = iter(project.memory.lookup_many(queries, floor=project.settings.floor, limit=1))
        for pair, waiting in zip(pairs, places, strict=True):
            known = texts[pair.source.path]
            for place in waiting:
                if place not in known:
                    known[place] = sought(pair.source.catalog_segment(place).content)
            counted[pair.source.path][locale] = tuple(
                _segment(routes, pair, place, known[place], next(answers)) for place in waiting
            )
    return {path: Leaning(stamp, tuple(texts[path].values()), as_bytes(answer)) for path, answer in counted.items()}


def _segment(routes: Routes, pair: Pair, place: int, text: Sought, matches: Sequence[Match]) -> WaitingSegment:
    return WaitingSegment(
        key=text.key,
        band=matches[0].band if matches else None,
        may_draft=is_open(pair.catalog.entries[place]) and bool(routes.engines_for(pair)),
        words=word_count(pair.source.catalog_segment(place).content, pair.source.locale),
    )
