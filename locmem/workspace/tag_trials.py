"""Trying the tags of translations against the markets' facts, for whoever is about to confirm one."""

from __future__ import annotations

from collections.abc import Callable

from locmem.catalogs.pairs import Source
from locmem.checks.trial import own_spellings, tag_problems
from locmem.errors import LocmemError
from locmem.model.inline import Inline
from locmem.noted_day import in_common
from locmem.workspace.project import Project

TagTrial = Callable[[Inline, Inline], tuple[str, ...]]
"""What is wrong with the tags of a target (second) that its source (first) does not have in this spelling."""


def tag_trial(project: Project, source: Source, locale: str) -> TagTrial:
    """A trial for the translations of a document into one content locale.

    Markets are read only where there is such a tag; where they cannot be read only the tags themselves are looked at,
    because what is wrong with a profile is reported elsewhere.
    """

    def problems(content: Inline, target: Inline) -> tuple[str, ...]:
        tags = own_spellings(content, target)
        if not tags:
            return ()
        try:
            readable = project.markets
        except LocmemError:
            readable = ()

        def tried() -> tuple[str, ...]:
            markets = tuple(market for market in readable if source.ships_to(market.code))
            with in_common(project.today):
                return tag_problems(tags, markets, locale, project.today, project.settings.verified_days)

        # Many pages print a fact in the same way, and what it gives in thirty markets is slow to find out.
        key = ("tag trial", locale, *source.document.markets, "", *(tag.text for tag in tags))
        return project.made_of(key, (readable,), tried)

    return problems
