"""Slugs: what two documents must not both be called."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from locmem.checks.cards import Card
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.model.finding import Finding, Gate, Severity

REPEATED = "slug-repeated"

_DO = "Give one of the two a `slug` of its own, or rename it."


def repeated_slugs(context: CheckContext) -> Iterator[Finding]:
    """Documents of a content set that have one slug, so that a site or a help desk has one address for both."""
    first: dict[tuple[str, str], Card] = {}
    for card in context.cards:
        other = first.setdefault((card.content_set, card.slug), card)
        are_written = card.slug_at is not None and other.slug_at is not None
        # Macros have no address: two that are called as their files are called alike lie in two folders.
        if other is card or (card.kind == "macro" and not are_written):
            continue
        is_beside = posixpath.dirname(card.path) == posixpath.dirname(other.path)
        place, there = card.slug_at or card.start, other.slug_at or other.start
        yield source_finding(
            place,
            REPEATED,
            Severity.ERROR if are_written and is_beside else Severity.WARNING,
            f"the slug {card.slug!r} is already used by {there.location.path}:{there.location.line}.",
            _DO,
        )


CHECKS = (
    Listed(
        name=REPEATED,
        family="slugs",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=repeated_slugs,
        reach=Reach.PROJECT,
        why="Of two pages with one address customers can reach only one.",
        example="slug: refunds in two articles of a folder",
        do="Give one of the two a slug of its own.",
    ),
)
