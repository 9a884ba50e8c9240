"""Estimates of a project's drafts: made when a draft is, kept under the digest of its text, read by the queue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair
from locmem.model.progress import stretch_of
from locmem.workspace.project import Project

if TYPE_CHECKING:
    from locmem.mt.likeness import Likeness
    from locmem.postedit.estimate import Estimate

_AT_ONCE = 100


def keep_estimates_of(
    project: Project, engine: str, version: str, drafts: Sequence[tuple[Pair, int]], likeness: Likeness | None
) -> None:
    """Estimate drafts of one engine, a pair and a place in its catalog each, and keep what is found.

    likeness: one for all locales of a run, since it remembers the sources.
    """
    from locmem.postedit.estimate import digest_of, estimate_all, model_of
    from locmem.postedit.estimates import keep_estimates
    from locmem.postedit.signals import DraftText

    among = tuple(map(str, (project.settings.source_locale, *project.settings.locales)))
    batches = [drafts[start : start + _AT_ONCE] for start in range(0, len(drafts), _AT_ONCE)]
    for batch in stretch_of(project.progress, "hundreds of drafts estimated", batches, len(batches)):
        texts = []
        for pair, place in batch:
            entry = pair.catalog.entries[place]
            texts.append(
                DraftText(
                    source=entry.source,
                    target=entry.shown,
                    source_locale=pair.source.locale,
                    locale=pair.locale,
                    among=among,
                    digest=digest_of(entry.source, entry.shown),
                )
            )
        found = estimate_all(texts, likeness)
        keep_estimates(project.database, found, engine=engine, version=version, model=model_of(likeness))


def known_estimates(project: Project, digests: Iterable[bytes]) -> Mapping[bytes, Estimate]:
    """What is known of texts, by their digests; what an earlier version or another model said counts no more."""
    from locmem.mt.likeness import open_likeness
    from locmem.postedit.estimate import model_of
    from locmem.postedit.estimates import estimates_of

    if not project.has_state:
        return {}
    return estimates_of(project.database, digests, model=model_of(open_likeness()))
