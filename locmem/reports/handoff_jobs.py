"""Handoffs as jobs: who has what, since when, how much of it came back, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from locmem.exchange.manifest import Manifest, SentUnit
from locmem.model.match import REVIEW
from locmem.reports.analysis import BANDS

WORK_BANDS = (*BANDS, REVIEW)
"""The bands of a job, in the order of reports."""


class JobStatus(Enum):
    """How far a job is."""

    OUT = "out"
    OVERDUE = "overdue"
    PARTLY = "partly back"
    BACK = "back"
    RECALLED = "recalled"

    @property
    def is_open(self) -> bool:
        """Whether something is still with the translator."""
        return self in (JobStatus.OUT, JobStatus.OVERDUE, JobStatus.PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """A document's part of a job: its segments, how many were answered, and the words that are still out."""

    document: str
    segments: int
    answered: int
    words_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One handoff on one day.

    profile, scope: as in the manifest.  created, due: ISO dates.
    words, words_out: of all its segments, and of those the translator still has.
    by_band: segments and words of each band in which there is work; empty for a handoff of version 0.1.0.
    kept_aside: returned texts that wait for a decision.
    """

    id: str
    locale: str
    status: JobStatus
    format: str
    profile: str
    scope: str
    markets: tuple[str, ...]
    assignee: str
    created: str
    due: str
    segments: int
    answered: int
    words: int
    words_out: int
    by_band: Mapping[str, tuple[int, int]]
    documents: tuple[DocumentPart, ...]
    kept_aside: int


def job_of(manifest: Manifest, today: str) -> Job:
    """The job that a manifest tells of.  today: an ISO date."""
    out = set(manifest.open_units())
    return Job(
        id=manifest.id,
        locale=manifest.locale,
        status=_status(manifest, len(out), today),
        format=manifest.format,
        profile=manifest.profile,
        scope=manifest.scope,
        markets=manifest.markets,
        assignee=manifest.assignee,
        created=manifest.created,
        due=manifest.due,
        segments=len(manifest.units),
        answered=sum(bool(unit.returned) for unit in manifest.units),
        words=sum(unit.words for unit in manifest.units),
        words_out=sum(unit.words for unit in out),
        by_band=_by_band(manifest.units),
        documents=tuple(_parts(manifest.units, out)),
        kept_aside=len(manifest.conflicts),
    )


def _status(manifest: Manifest, out: int, today: str) -> JobStatus:
    if not out:
        return JobStatus.RECALLED if any(not unit.returned for unit in manifest.units) else JobStatus.BACK
    if manifest.due < today:
        return JobStatus.OVERDUE
    return JobStatus.PARTLY if out < len(manifest.units) else JobStatus.OUT


def _by_band(units: Iterable[SentUnit]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for unit in units:
        if unit.band:
            segments, words = found.get(unit.band, (0, 0))
            found[unit.band] = segments + 1, words + unit.words
    return {band: found[band] for band in WORK_BANDS if band in found}


def _parts(units: Iterable[SentUnit], out: Iterable[SentUnit]) -> Iterator[DocumentPart]:
    still_out = set(out)
    by_document: dict[str, list[SentUnit]] = {}
    for unit in units:
        by_document.setdefault(unit.document, []).append(unit)
    for document, mine in by_document.items():
        yield DocumentPart(
            document=document,
            segments=len(mine),
            answered=sum(bool(unit.returned) for unit in mine),
            words_out=sum(unit.words for unit in mine if unit in still_out),
        )
