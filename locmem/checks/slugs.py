"""Slugs: what two documents must not both be called."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from locmem.catalogs.pairs import Source
from locmem.checks.model import CheckContext
from locmem.checks.places import Spot, spot
from locmem.model.finding import Finding, Gate, Severity

REPEATED = "slug-repeated"

_DO = "Give one of the two a `slug` of its own, or rename it."


def repeated_slugs(context: CheckContext) -> Iterator[Finding]:
    """Documents of a content set that have one slug, so that a site or a help desk has one address for both."""
    first: dict[tuple[str, str], Source] = {}
    for source in context.workspace.sources:
        slug = source.document.slug
        other = first.setdefault((source.content_set.name, slug), source)
        place, there = _written(source), _written(other)
        are_written = place is not None and there is not None
        # Macros have no address: two that are called as their files are called alike lie in two folders.
        if other is source or (source.content_set.kind == "macro" and not are_written):
            continue
        is_beside = posixpath.dirname(source.path) == posixpath.dirname(other.path)
        place, there = place or spot(source, 0), there or spot(other, 0)
        yield Finding(
            check=REPEATED,
            gate=Gate.CHANGE,
            # A site may put the folder before a slug that is written, and tell `a.md` from `a/index.md` in its own way.
            severity=Severity.ERROR if are_written and is_beside else Severity.WARNING,
            location=place.location,
            what=f"the slug {slug!r} is already used by {there.location.path}:{there.location.line}.",
            do=_DO,
            excerpt=place.excerpt,
        )


def _written(source: Source) -> Spot | None:
    """Where a document gives itself its slug; None where it is called by its place."""
    slug = re.escape(source.document.slug)
    pattern = rf"(?:^|[{{,])[^\S\n]*[\"']?slug[\"']?[ \t]*[:=][ \t]*[\"']?(?P<slug>{slug})(?=[\"'\s,}}]|$)"
    found = re.search(pattern, source.document.text, re.MULTILINE)
    return spot(source, found.start("slug"), len(source.document.slug)) if found else None
