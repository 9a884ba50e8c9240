"""Reads the obligations of a profile or a region: what content on some topics must say there."""

from __future__ import annotations

from collections.abc import Iterable

from locmem.markets.leaf import read_evidence, read_window
from locmem.markets.scalars import filled
from locmem.model.fact import Obligation
from locmem.model.tags import language_tag
from locmem.yamlfields import Fields, unique
from locmem.yamlfile import YamlMapping, YamlSequence


def read_obligations(top: Fields) -> tuple[Obligation, ...]:
    """What stands under `obligations`, in file order; problems are noted."""
    obligations = []
    for node in top.items("obligations"):
        fields = Fields(node, top.problems)
        if not isinstance(node, YamlMapping):
            continue
        obligations.append(
            Obligation(
                key=fields.text("key", required=True),
                applies_to=fields.texts("applies_to"),
                text=fields.text("text", required=True),
                window=read_window(fields),
                evidence=read_evidence(fields, required=True),
                location=fields.location,
                facts=_paths(fields, "facts"),
                phrases=_phrases(fields),
                present=_paths(fields, "present"),
            )
        )
        if not fields.has("applies_to"):
            fields.node_of("applies_to", required=True)
        fields.finish()
    unique(((obligation.key, obligation.location) for obligation in obligations), top.problems, "the obligation")
    return tuple(obligations)


def overlaid(*layers: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """All obligations, each as the last layer has it that writes its key."""
    return tuple({obligation.key: obligation for layer in layers for obligation in layer}.values())


def _paths(fields: Fields, name: str) -> tuple[str, ...]:
    """The paths under a key; that market facts exist is seen where they are looked for, company data come later."""
    paths = fields.texts(name)
    node = fields.node_of(name)
    for path in paths:
        if node and not path.startswith(("market.", "company.")):
            do = "Write it as content does: market.complaints.body.name or company.dpo.email."
            fields.problems.add(node.location, f"{path!r} is not the path of a fact.", do)
    return paths


def _phrases(fields: Fields) -> dict[str, tuple[tuple[str, ...], ...]]:
    """`phrases`: for each content locale a list, of which a text has to hold one: a phrase, or all those of a list."""
    section = fields.mapping("phrases")
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name, node in section.children() if section else ():
        try:
            tag = language_tag(name)
        except ValueError as error:
            fields.problems.add(node.location, f"{error}.", "Name a content locale.")
            continue
        if not isinstance(node, YamlSequence) or not node.items:
            fields.problems.add(node.location, "these are no words.", f"Write `{name}: [Canarias, Canary Islands]`.")
            continue
        for item in node.items:
            if isinstance(item, YamlSequence) and not item.items:
                fields.problems.add(item.location, "this list has no words.", "Write `[Canarias, IGIC]`, or remove it.")
        alternatives = [item.items if isinstance(item, YamlSequence) else (item,) for item in node.items]
        phrases[tag] = tuple(tuple(fields.convert(word, filled, "") for word in words) for words in alternatives)
    return phrases
