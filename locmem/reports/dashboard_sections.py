"""The parts of the report on a project, in the order in which a manager asks."""

from __future__ import annotations

from locmem.reports import standing_sections, work_sections
from locmem.reports.dashboard import Dashboard
from locmem.reports.sections import Section


def sections_of(view: Dashboard) -> tuple[Section, ...]:
    """All parts, in order."""
    return (
        standing_sections.readiness(view),
        standing_sections.coverage(view),
        standing_sections.backlog(view),
        work_sections.words(view),
        work_sections.cost(view),
        work_sections.effort(view),
        standing_sections.stale(view),
        work_sections.publishing(view),
        work_sections.memory(view),
        standing_sections.facts(view),
        standing_sections.review(view),
    )


def method(view: Dashboard) -> tuple[str, ...]:
    """How figures are made, a sentence or two each."""
    grounds = view.savings.assumptions if view.savings else ()
    return (
        "Every figure is the one that the command named beside it gives, of the same day and files.",
        "Done is the share of segments that a person confirmed for the source as it is now.",
        "A market can be launched where the release gate passes and all of its pages can be published.",
        "Shares of words and prices are counts of all that was recorded, not samples; only what people changed in "
        "drafts has an interval.",
        "Priorities 1 to 3 say must, should and may; their weights are those under `backlog` in locmem.yaml.",
        *grounds,
    )
