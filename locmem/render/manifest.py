"""The manifest beside a rendered file: with which facts and in which state it was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from locmem.render.facts import FactUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is noted of one rendered file.

    shown: what the page is made of (`translation`, `last confirmed wording`, `source`).
    reasons: why it is not the finished translation, empty where it is.
    states: how many segments are in which state.
    inherited: for a variant, how many segments are worded as in which locale it inherits from.
    """

    document: str
    market: str
    locale: str
    shown: str
    reasons: tuple[str, ...]
    states: Mapping[str, int]
    facts: tuple[FactUse, ...]
    inherited: Mapping[str, int] = field(default_factory=dict)


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same bytes for the same page: keys sorted, UTF-8, no date of the run."""
    return (json.dumps(content_of(manifest), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def content_of(manifest: Manifest) -> dict[str, object]:
    """The manifest in the words JSON has."""
    return {
        "document": manifest.document,
        "market": manifest.market,
        "locale": manifest.locale,
        "shown": manifest.shown,
        "fallbacks": [{"shown": manifest.shown, "why": why} for why in manifest.reasons],
        "states": dict(manifest.states),
        **({"inherited": dict(manifest.inherited)} if manifest.inherited else {}),
        "facts": [_fact(use) for use in sorted(manifest.facts, key=_order)],
    }


def _order(use: FactUse) -> tuple[str, str, str, str]:
    return use.path, use.shown, str(use.window), use.source


def _fact(use: FactUse) -> dict[str, object]:
    fact: dict[str, object] = {
        "path": use.path,
        "shown": use.shown,
        "window": {"start": _day(use.window.start), "end": _day(use.window.end)},
        "source": use.source,
        "verified_on": _day(use.verified_on),
        "confidence": use.confidence.value,
    }
    if use.waiver:
        fact["waiver"] = {"by": use.waiver.by, "reason": use.waiver.reason, "on": _day(use.waiver.on)}
    return fact


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
