"""A handoff as a job: what is out, what came back, and what it is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.exchange.manifest import Conflict, Manifest, SentUnit
from locmem.reports.handoff_jobs import JobStatus, job_of

TODAY = "2026-11-21"


def unit(occurrence: str, words: int, band: str = "new", document: str = "a.md") -> SentUnit:
    return SentUnit(
        document=document, occurrence=occurrence, source="s", target="", state="untranslated", words=words, band=band
    )


MANIFEST = Manifest(
    id="2026-11-20-es-1-abcde",
    format="po",
    locale="es",
    markets=("ES",),
    created="2026-11-20",
    due="2026-11-25",
    assignee="Ana",
    files=("es/a.md.po", "es/b.md.po"),
    units=(unit("one", 5), unit("two", 7, "85-94"), unit("three", 3, document="b.md")),
)


def returned(*occurrences: str) -> Manifest:
    units = tuple(replace(one, returned=TODAY) if one.occurrence in occurrences else one for one in MANIFEST.units)
    return replace(MANIFEST, units=units)


@pytest.mark.parametrize(
    ("manifest", "today", "status"),
    [
        (MANIFEST, TODAY, JobStatus.OUT),
        (MANIFEST, "2026-11-25", JobStatus.OUT),
        (MANIFEST, "2026-11-26", JobStatus.OVERDUE),
        (returned("one"), TODAY, JobStatus.PARTLY),
        (returned("one"), "2026-11-26", JobStatus.OVERDUE),
        (returned("one", "two", "three"), "2026-11-26", JobStatus.BACK),
        (replace(returned("one"), closed=True), TODAY, JobStatus.RECALLED),
        (replace(returned("one", "two", "three"), closed=True), TODAY, JobStatus.BACK),
    ],
)
def test_a_job_is_as_far_as_its_segments(manifest: Manifest, today: str, status: JobStatus) -> None:
    assert job_of(manifest, today).status is status


def test_words_are_counted_by_band_and_by_document() -> None:
    job = job_of(returned("one"), TODAY)
    assert (job.words, job.words_out, job.answered, job.segments) == (15, 10, 1, 3)
    assert list(job.by_band.items()) == [("85-94", (1, 7)), ("new", (2, 8))]
    assert [(one.document, one.segments, one.answered, one.words_out) for one in job.documents] == [
        ("a.md", 2, 1, 7),
        ("b.md", 1, 0, 3),
    ]


def test_a_recalled_job_has_nothing_out() -> None:
    job = job_of(replace(MANIFEST, closed=True), TODAY)
    assert (job.words_out, [one.words_out for one in job.documents]) == (0, [0, 0])


def test_what_was_kept_aside_is_counted() -> None:
    kept = Conflict(document="a.md", occurrence="one", returned="x", kept="y")
    assert job_of(replace(MANIFEST, conflicts=(kept,)), TODAY).kept_aside == 1


def test_a_handoff_of_version_0_1_has_no_bands() -> None:
    units = tuple(replace(one, band="") for one in MANIFEST.units)
    assert job_of(replace(MANIFEST, units=units), TODAY).by_band == {}
