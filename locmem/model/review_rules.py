"""How a month is reviewed: who is asked what, by when, and how far ahead, as `review:` of locmem.yaml has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from locmem.yamlfields import Fields


class ItemKind(Enum):
    """What an item of a review is about, in the order in which a review has them; `done` asks nobody anything."""

    LAW = "law"
    LEGAL_FACT = "legal_fact"
    FACT = "fact"
    OBLIGATION = "obligation"
    TEMPLATE = "template"
    SLA = "sla"
    PRIORITY = "priority"
    QUESTION = "question"
    DONE = "done"


ASKS: Mapping[ItemKind, str] = {
    ItemKind.LAW: "Do the texts say what holds from then on?",
    ItemKind.LEGAL_FACT: "Is it still so at its source?",
    ItemKind.FACT: "Is it still so?",
    ItemKind.OBLIGATION: "Do the texts keep this duty?",
    ItemKind.TEMPLATE: "Does it still say the right thing, and say it well?",
    ItemKind.SLA: "Is that as it should be, or what is done about it?",
    ItemKind.PRIORITY: "Is that so, and who does it?",
    ItemKind.QUESTION: "What is the answer? `locmem queries answer` gives it to all translators.",
}
"""What an item of a kind asks whoever answers it; nobody is asked about `done`."""

OWNERS: Mapping[ItemKind, str] = {
    ItemKind.LAW: "legal",
    ItemKind.LEGAL_FACT: "legal",
    ItemKind.FACT: "support",
    ItemKind.OBLIGATION: "legal",
    ItemKind.TEMPLATE: "support",
    ItemKind.SLA: "support",
    ItemKind.PRIORITY: "localization",
    ItemKind.QUESTION: "authors",
}
"""Who is asked where the settings name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """The whole table.

    due_day: of the month, by which everything is to be answered.  facts_days, law_days: how far ahead readings that
    end and law that changes are looked for.  templates: how many articles and macros, those with most tickets first.
    owners: who is asked, for the kinds for which it is not as in `OWNERS`.
    """

    due_day: int = 15
    facts_days: int = 90
    law_days: int = 90
    templates: int = 5
    owners: Mapping[ItemKind, str] = field(default_factory=dict)

    def owner(self, kind: ItemKind) -> str:
        """Who is asked about items of a kind; empty where nobody is."""
        return self.owners.get(kind) or OWNERS.get(kind, "")


def review_rules(top: Fields) -> ReviewRules:
    """The table under `review` of the settings, what is not there as it is by default; notes what is wrong."""
    section = top.mapping("review")
    if section is None:
        return ReviewRules()
    default = ReviewRules()
    due_day = section.integer("due_day", default.due_day, least=1)
    if due_day > 28 and (node := section.node_of("due_day")):
        section.problems.add(node.location, f"{due_day} is no day of every month.", "Write 1-28.")
    owners = section.mapping("owners")
    asked = {kind: owners.text(kind.value) for kind in OWNERS if owners.has(kind.value)} if owners else {}
    if owners:
        # Names what can be asked for, beside a key that nobody knows.
        for kind in OWNERS:
            owners.node_of(kind.value)
        owners.finish()
    rules = ReviewRules(
        due_day=min(due_day, 28),
        facts_days=section.integer("facts_days", default.facts_days, least=1),
        law_days=section.integer("law_days", default.law_days, least=1),
        templates=section.integer("templates", default.templates),
        owners=asked,
    )
    section.finish()
    return rules
