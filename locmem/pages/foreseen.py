"""What the release gate will say of texts that somebody is about to confirm, by the gate's own checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from locmem.catalogs.pairs import Pair, Workspace
from locmem.checks.exceptions import judged
from locmem.checks.listed import Reach
from locmem.checks.model import CheckContext
from locmem.checks.run import findings_of
from locmem.checks.written_exceptions import written_in
from locmem.model.document import Risk
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.translation import CatalogEntry, State
from locmem.noted_day import plain_day
from locmem.pages.check_context import context_of_today
from locmem.workspace.project import Project


class Foreseen:
    """The release gate of a project, asked about texts before they are confirmed.

    What cannot be read of markets and glossary is not asked, as the checks report it.
    """

    def __init__(self, project: Project) -> None:
        self._project = project

    def told(self, pair: Pair, confirmed: Mapping[int, CatalogEntry]) -> dict[int, tuple[Finding, ...]]:
        """The errors and warnings about texts of a document, worst first, by place.

        confirmed: the entries as they would stand there, by place.  What is excepted is left out, and so is what hangs
        on other documents.
        """
        if not confirmed:
            return {}
        # That somebody is to review them still is not what is wrong with them.
        finished = {place: replace(entry, state=State.REVIEWED) for place, entry in confirmed.items()}
        entries = [finished.get(place, entry) for place, entry in enumerate(pair.catalog.entries)]
        workspace = Workspace(
            settings=self._project.settings, sources=(pair.source,), pairs=(pair.with_entries(entries),)
        )
        verdict = judged(
            findings_of(self._context.of(workspace), Reach.DOCUMENT),
            self._project.settings,
            written_in(workspace),
            day=plain_day(self._context.day),
            legal={pair.source.path} if pair.source.risk is Risk.LEGAL else (),
            is_seen=None,
        )
        places = {pair.key(entry): place for place, entry in confirmed.items()}
        found: dict[int, list[Finding]] = {}
        for finding in sorted(dict.fromkeys(verdict.findings), key=lambda one: one.order):
            place = places.get(finding.location.key)
            is_told = finding.gate is Gate.RELEASE and finding.severity is not Severity.NOTE
            if place is not None and is_told and finding.locale == str(pair.locale):
                found.setdefault(place, []).append(finding)
        return {place: tuple(some) for place, some in found.items()}

    @cached_property
    def _context(self) -> CheckContext:
        return context_of_today(self._project)
