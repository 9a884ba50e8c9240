"""Reads the obligations of a profile or a region: what content on some topics must say there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches

from locmem.markets.leaf import read_evidence, read_window
from locmem.markets.scalars import filled
from locmem.model.fact import Confidence, Departure, Obligation, Window
from locmem.model.tags import language_tag
from locmem.yamlfields import Fields, unique
from locmem.yamlfile import YamlMapping, YamlSequence

_DAY = timedelta(days=1)
_WITHOUT_FIELD = re.compile(r"\[\]\.?\Z")


def read_obligations(top: Fields) -> tuple[Obligation, ...]:
    """What stands under `obligations`, in file order; problems are noted."""
    obligations = []
    for node in top.items("obligations"):
        fields = Fields(node, top.problems)
        if not isinstance(node, YamlMapping) or _is_departure(node):
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


def read_departures(top: Fields, inherited: Mapping[str, Obligation]) -> tuple[Departure, ...]:
    """Those under `obligations` that say `none:` in place of a text; problems are noted.

    inherited: the obligations that the region or the country gives, by key.
    """
    departures = []
    section = top.node.find("obligations") if isinstance(top.node, YamlMapping) else None
    for node in section.items if isinstance(section, YamlSequence) else ():
        if not isinstance(node, YamlMapping) or not _is_departure(node):
            continue
        fields = Fields(node, top.problems)
        key, none = fields.text("key", required=True), fields.node_of("none")
        said = fields.convert(none, filled, "") if none else ""
        window, evidence = Window(end=fields.day("valid_until")), read_evidence(fields, required=True)
        fields.finish()
        if key and key not in inherited:
            near = get_close_matches(key, inherited, n=1)
            do = f"Did you mean {near[0]}?" if near else "Remove it; what nobody asks for needs no answer."
            top.problems.add(fields.location, f"no region or country gives the obligation {key!r}.", do)
        if evidence.confidence is Confidence.UNVERIFIED:
            what = "that an obligation is none here is an answer of somebody who looked, and this is unverified."
            top.problems.add(fields.location, what, "Write source, verified_on and primary or secondary.")
        departures.append(
            Departure(
                key=key,
                none=said,
                window=window,
                evidence=evidence,
                location=fields.location,
                given=inherited.get(key),
            )
        )
    written = ((one.key, one.location) for one in departures)
    unique(written, top.problems, "the departure from")
    return tuple(departures)


def _is_departure(node: YamlMapping) -> bool:
    return node.find("none") is not None


def without(obligations: Iterable[Obligation], departures: Iterable[Departure]) -> tuple[Obligation, ...]:
    """The obligations on the days on which no departure says that a market does not have them."""
    gone = {departure.key: departure.window for departure in departures}
    return tuple(
        replace(one, window=left) if one.key in gone else one
        for one in obligations
        if (left := _left(one.window, gone[one.key]) if one.key in gone else one.window)
    )


def _left(window: Window, gone: Window) -> Window | None:
    """What is left of a window behind the last day of a departure; None for nothing."""
    if gone.end is None or (window.end and window.end <= gone.end):
        return None
    return replace(window, start=max(window.start or date.min, gone.end + _DAY))


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
        elif node and _WITHOUT_FIELD.search(path):
            fact = _WITHOUT_FIELD.sub("", path)
            do = f"Write which: {fact}[].address; or {fact} for the list."
            fields.problems.add(node.location, f"{path!r} names no field of the list's items.", do)
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
