"""Reads the leaves of profiles and company data: a mapping with `type` becomes a `Fact`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from locmem.errors import Problems
from locmem.markets.scalars import filled, iso_duration, mail_address, phone_number, read_scalar, web_address
from locmem.model.fact import (
    Confidence,
    DecidedBy,
    Duration,
    Evidence,
    Fact,
    FactType,
    FactValue,
    ListItem,
    LocalText,
    Scalar,
    Window,
)
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar

ITEM_FIELDS = ("name", "kind", "website", "address", "phone", "email")
"""What an item of a list can have for content to use; `name` is required."""

_READERS = {"website": web_address, "phone": phone_number, "email": mail_address}
_IN_LOCALES = ("name", "address")
"""Fields that may differ by content locale."""

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


class Rules(NamedTuple):
    """What holds for the leaves of a file.

    locales: content locales for which each text needs a value.
    evidence: whether each value must say where it comes from, as market facts must; company data need not,
    because the company itself is the source.
    """

    locales: Collection[str]
    evidence: bool


def read_tree(section: Fields, rules: Rules, prefix: str = "") -> Iterator[Fact]:
    """Every fact below a mapping, in file order; a mapping without `type` is a group.

    Problems are noted, and a leaf of unknown type is left out.
    """
    for name, node in section.children():
        path = f"{prefix}{name}"
        if not _NAME.match(name):
            section.problems.add(
                section.key_location(name),
                f"{name!r} cannot be used as a name in content.",
                "Write small letters, digits and underscores, with a letter first.",
            )
        inner = Fields(node, section.problems)
        if not isinstance(node, YamlMapping):
            continue
        if isinstance(node.find("type"), YamlScalar):
            fact = _fact(inner, path, rules)
            if fact:
                yield fact
        elif any(node.find(key) for key in ("value", "values", "windows", "items", "none")):
            choices = ", ".join(kind.value for kind in FactType)
            section.problems.add(node.location, "the fact has no type.", f"Add `type:` with one of: {choices}.")
        else:
            yield from read_tree(inner, rules, f"{path}.")


def read_window(fields: Fields) -> Window:
    """`valid_from` and `valid_until` of a mapping."""
    window = Window(start=fields.day("valid_from"), end=fields.day("valid_until"))
    if window.start and window.end and window.end < window.start:
        fields.problems.add(fields.location, f"the window {window} ends before it starts.", "Swap or mend the dates.")
    return window


def read_evidence(fields: Fields, required: bool) -> Evidence:
    """`source`, `verified_on`, `confidence` and `note` of a mapping.

    Unverified and never verified must go together: a date without trust, or trust without a date, says
    nothing.
    """
    evidence = Evidence(
        source=fields.text("source", required=required),
        verified_on=fields.day("verified_on"),
        confidence=fields.choice("confidence", Confidence, required=required) or Confidence.PRIMARY,
        note=fields.text("note"),
    )
    if fields.has("confidence"):
        node = fields.node_of("confidence")
        location = node.location if node else fields.location
        unverified = evidence.confidence is Confidence.UNVERIFIED
        if unverified and evidence.verified_on:
            fault = f"unverified, but verified_on says {evidence.verified_on}."
            fields.problems.add(location, fault, "Write verified_on: null, or primary or secondary.")
        elif not unverified and not evidence.verified_on:
            fault = f"{evidence.confidence.value}, but verified_on has no date."
            fields.lacks("verified_on", fault, "Write the day the source was read, or unverified.", location)
    return evidence


def _fact(fields: Fields, path: str, rules: Rules) -> Fact | None:
    kind = fields.choice("type", FactType)
    if kind is None:
        return None
    # Where nobody can tell what was written, it may well be legal: a waiver of the fact is not called useless.
    is_legal = fields.flag("legal", fields.has("legal")) if rules.evidence else False
    decided_by, matters_for = _deciding_day(fields) if rules.evidence else (DecidedBy.PUBLICATION, None)
    are_sound = True
    if fields.has("windows"):
        values = []
        for node in fields.items("windows"):
            inner = Fields(node, fields.problems)
            if isinstance(node, YamlMapping):
                values.append(_value(inner, kind, rules))
                are_sound = are_sound and _is_sound(inner, values[-1].window)
                inner.finish()
        if not fields.items("windows"):
            fields.problems.add(fields.location, "there are no windows.", "Add one, or write value: null.")
    else:
        values = [_value(fields, kind, rules)]
    fields.finish()
    values.sort(key=lambda value: value.window.start or date.min)
    if are_sound:
        _check_windows(values, fields.problems)
    return Fact(
        path=path,
        type=kind,
        values=tuple(values),
        location=fields.location,
        is_legal=is_legal,
        decided_by=decided_by,
        matters_for=matters_for,
    )


def _deciding_day(fields: Fields) -> tuple[DecidedBy, Duration | None]:
    """`decided_by` of a fact, and for how long its earlier values matter to customers."""
    decided_by = fields.choice("decided_by", DecidedBy, DecidedBy.PUBLICATION) or DecidedBy.PUBLICATION
    node = fields.node_of("matters_for")
    if node and decided_by is DecidedBy.PUBLICATION and "decided_by" in fields.names():
        what = "what holds on the day of publication concerns nobody later."
        fields.problems.add(node.location, what, "Remove the key, or name another day in `decided_by`.")
    elif node and "decided_by" not in fields.names():
        what = "nothing says which day of a customer's counts."
        fields.problems.add(node.location, what, "Add `decided_by: contract`, or supply or request; or remove the key.")
    return decided_by, fields.convert(node, iso_duration, None) if node else None


def _is_sound(fields: Fields, window: Window) -> bool:
    """Whether a window says what was meant: what follows for others from a date at fault is none of theirs."""
    nodes = filter(None, map(fields.node_of, ("valid_from", "valid_until")))
    are_days = all(isinstance(node, YamlScalar) and isinstance(node.value, date | None) for node in nodes)
    return are_days and not (window.start and window.end and window.end < window.start)


def _check_windows(values: list[FactValue], problems: Problems) -> None:
    for earlier, later in pairwise(values):
        end, start = earlier.window.end, later.window.start
        if end is None or start is None or start <= end:
            what = f"the windows {earlier.window} and {later.window} overlap."
            problems.add(later.location, what, "A day has one value: end the first before the second starts.")
        elif (start - end).days > 1:
            what = f"no value between {end} and {start}."
            problems.add(later.location, what, "Join the windows, or write value: null for the days between.")


def _value(fields: Fields, kind: FactType, rules: Rules) -> FactValue:
    value: Scalar | tuple[ListItem, ...] | None = None
    name = {FactType.TEXT: "values", FactType.LIST: "items"}.get(kind, "value")
    node = fields.node_of("value")
    no_rule = _no_rule(fields, name) if rules.evidence else ""
    is_absent = isinstance(node, YamlScalar) and node.value is None
    if fields.has("none") and rules.evidence:
        is_absent, node = True, None
    elif is_absent and name != "value" and fields.node_of(name):
        fields.problems.add(fields.location, f"both value: null and {name} are here.", "Keep one of them.")
    if is_absent:
        pass
    elif node and name != "value":
        fault = f"a {kind.value} is not written with `value`."
        fields.problems.add(node.location, fault, f"Write `{name}: …`, or value: null.")
    elif node is None and not fields.has(name):
        fault = "the value is missing."
        fields.lacks(name, fault, f"Write `{name}: …`, or value: null for a fact that is absent.")
    # A list's evidence stands with its items; only an absent list needs its own.
    owns_evidence = kind is not FactType.LIST or is_absent
    if is_absent:
        pass
    elif kind is FactType.LIST and fields.has("items"):
        value = _items(fields, rules)
    elif kind is FactType.TEXT and (texts := fields.node_of("values")):
        value = LocalText(values=_texts(fields, texts, rules))
    elif node and name == "value":
        value = read_scalar(fields, node, kind)
    evidence = read_evidence(fields, rules.evidence and owns_evidence)
    if no_rule and evidence.confidence is Confidence.UNVERIFIED:
        what = "that there is no such rule is an answer of somebody who looked, and this is unverified."
        do = "Write source, verified_on and primary or secondary, or value: null until somebody has looked."
        fields.problems.add(fields.location, what, do)
    return FactValue(
        value=value, window=read_window(fields), evidence=evidence, location=fields.location, no_rule=no_rule
    )


def _no_rule(fields: Fields, name: str) -> str:
    """What stands under `none`: what was looked for where the law has no such rule."""
    node = fields.node_of("none")
    both = [key for key in dict.fromkeys(("value", name)) if fields.node_of(key)] if node else []
    if both:
        fields.problems.add(fields.location, f"both none and {' and '.join(both)} are here.", "Keep one of them.")
    return fields.convert(node, filled, "") if node else ""


def _items(fields: Fields, rules: Rules) -> tuple[ListItem, ...]:
    items: list[ListItem] = []
    nodes = fields.items("items", required=True)
    if not nodes:
        fields.problems.add(fields.location, "the list has no items.", "Add one, or write value: null.")
    for node in nodes:
        inner = Fields(node, fields.problems)
        if not isinstance(node, YamlMapping):
            continue
        contents: dict[str, str | LocalText] = {}
        for name in ITEM_FIELDS:
            value = inner.node_of(name, required=name == "name")
            if isinstance(value, YamlMapping) and name in _IN_LOCALES:
                contents[name] = LocalText(values=_texts(inner, value, rules))
            elif value:
                contents[name] = inner.convert(value, _READERS.get(name, filled), "")
        item = ListItem(
            fields=contents,
            window=read_window(inner),
            evidence=read_evidence(inner, rules.evidence),
            location=inner.location,
        )
        inner.finish()
        twin = next((earlier for earlier in items if _same_days(earlier, item)), None)
        if twin:
            fault = f"the item stands twice on the same days, first on line {twin.location.line}."
            fields.problems.add(item.location, fault, "Remove one, or give them windows that do not overlap.")
        items.append(item)
    return tuple(items)


def _same_days(one: ListItem, other: ListItem) -> bool:
    if one.fields.get("name") != other.fields.get("name"):
        return False
    starts = [start for start in (one.window.start, other.window.start) if start]
    ends = [end for end in (one.window.end, other.window.end) if end]
    return not starts or not ends or max(starts) <= min(ends)


def _texts(fields: Fields, node: YamlNode, rules: Rules) -> dict[str, str]:
    inner = Fields(node, fields.problems)
    if not isinstance(node, YamlMapping):
        return {}
    texts = {}
    # Where the locales themselves are at fault, every text counts: what follows from that fault is none of its own.
    for locale in rules.locales or inner.names():
        text = inner.node_of(locale)
        if text is None:
            what = f"there is no text for {locale}."
            fields.problems.add(node.location, what, f"Add `{locale}: …`; every content locale needs one.")
        else:
            texts[locale] = inner.convert(text, filled, "")
    inner.finish()
    return texts
