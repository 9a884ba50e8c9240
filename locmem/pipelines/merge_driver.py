"""The merge driver of git: two branches' versions of one of the project's files made into one, unit by unit.

Git names the file by its path from the top of the repository, which may lie above the project; the places of our files
tell what it is.  Nothing else of the project is read: while git merges, its settings may be half merged themselves.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from locmem import textfile
from locmem.clock import Clock, SystemClock, today
from locmem.errors import Location, input_error
from locmem.model.three_way import Merged
from locmem.overwriting import write_over

_CATALOG, _MEMORY, _SIGNATURE, _APPROVAL, _MANIFEST, _REVIEW = _PLACES = (
    re.compile(r"(?:\A|/)(content/translations/[^/]+/.+\.po)\Z", re.DOTALL),
    re.compile(r"(?:\A|/)(content/memory/[^/]+\.tmx)\Z"),
    re.compile(r"(?:\A|/)(approvals/[^/]+/obligations/[^/]+\.json)\Z"),
    re.compile(r"(?:\A|/)(approvals/[^/]+/[^/]+/.+\.json)\Z", re.DOTALL),
    re.compile(r"(?:\A|/)(handoffs/[^/]+\.json)\Z"),
    re.compile(r"(?:\A|/)(reviews/[^/]+/[^/]+\.yaml)\Z"),
)
"""Where our files lie, from the project's folder; `locmem.workspace.git_setup` says the same to git."""


def merge_file(base: Path, ours: Path, theirs: Path, path: str, clock: Clock | None = None) -> Merged:
    """What was made of both, which is written over `ours`; the very bytes of `ours` stand where it cannot be made.

    base, ours, theirs: files as git hands them over; an empty base is none.  path: of the merged file in the
    repository, posix.
    Raises InputErrors for a file that cannot be read, and for one that is none of the project's.
    """
    before, here, there = (textfile.read_bytes(file, path) for file in (base, ours, theirs))
    merged = _merged(before or None, here, there, path, today(clock or SystemClock()))
    if merged.data != here:
        write_over(ours, here, merged.data, path)
    return merged


def _merged(base: bytes | None, ours: bytes, theirs: bytes, path: str, day: date) -> Merged:
    place, kind = next(((found[1], one) for one in _PLACES if (found := one.search(path))), ("", None))
    if kind is _CATALOG:
        from locmem.catalogs.merging import merge_catalogs

        return merge_catalogs(base, ours, theirs, path=place, today=day)
    if kind is _MEMORY:
        from locmem.memory.kept_pairs import merge_kept_pairs

        return merge_kept_pairs(base, ours, theirs, path=path)
    if kind is _SIGNATURE:
        from locmem.workspace.signature_files import merge_signatures

        return merge_signatures(base, ours, theirs, path=place)
    if kind is _APPROVAL:
        from locmem.workspace.approval_files import merge_approvals

        return merge_approvals(base, ours, theirs, path=place)
    if kind is _MANIFEST:
        from locmem.exchange.manifest_merging import merge_manifests

        return merge_manifests(base, ours, theirs, path=path)
    if kind is _REVIEW:
        from locmem.reviews.merging import merge_reviews

        return merge_reviews(base, ours, theirs, path=place)
    kinds = "catalog, memory, approval, signature, review or manifest of a handoff"
    what = f"this is no {kinds}, so that locmem cannot merge it."
    raise input_error(Location(path=path), what, "Take the line out of .gitattributes that gives it to locmem.")
