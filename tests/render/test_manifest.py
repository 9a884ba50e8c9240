"""Manifests: the same bytes for the same page."""

from __future__ import annotations

import json
from datetime import date

from locmem.errors import Location
from locmem.model.fact import Confidence, Waiver, Window
from locmem.render.facts import FactUse
from locmem.render.manifest import Manifest, write_manifest

RATE = FactUse(
    path="market.tax.standard_rate",
    shown="21\u00a0%",
    window=Window(start=date(2012, 9, 1)),
    source="s",
    verified_on=date(2026, 11, 21),
    confidence=Confidence.SECONDARY,
)
REFUND = FactUse(
    path="market.consumer_rights.refund_deadline",
    shown="14 días",
    window=Window(),
    source="hearsay",
    verified_on=None,
    confidence=Confidence.UNVERIFIED,
    waiver=Waiver(
        fact="consumer_rights.refund_deadline",
        by="Demo Team",
        reason="demo",
        on=date(2026, 11, 21),
        location=Location(path="markets/ES.yaml"),
    ),
)


def manifest(*facts: FactUse, reasons: tuple[str, ...] = (), states: dict[str, int] | None = None) -> Manifest:
    return Manifest(
        document="articles/a.md",
        market="ES",
        locale="es",
        shown="source" if reasons else "translation",
        reasons=reasons,
        states=states or {"translated": 2, "draft": 1},
        facts=facts,
    )


def test_a_manifest_says_with_what_a_page_was_made() -> None:
    content = json.loads(write_manifest(manifest(RATE, REFUND, reasons=("1 draft nobody confirmed",))))
    assert content == {
        "document": "articles/a.md",
        "market": "ES",
        "locale": "es",
        "shown": "source",
        "fallbacks": [{"shown": "source", "why": "1 draft nobody confirmed"}],
        "states": {"draft": 1, "translated": 2},
        "facts": [
            {
                "path": "market.consumer_rights.refund_deadline",
                "shown": "14 días",
                "window": {"start": None, "end": None},
                "source": "hearsay",
                "verified_on": None,
                "confidence": "unverified",
                "waiver": {"by": "Demo Team", "reason": "demo", "on": "2026-11-21"},
            },
            {
                "path": "market.tax.standard_rate",
                "shown": "21\u00a0%",
                "window": {"start": "2012-09-01", "end": None},
                "source": "s",
                "verified_on": "2026-11-21",
                "confidence": "secondary",
            },
        ],
    }


def test_the_bytes_do_not_depend_on_order() -> None:
    one = write_manifest(manifest(RATE, REFUND))
    other = write_manifest(manifest(REFUND, RATE, states={"draft": 1, "translated": 2}))
    assert one == other
    assert one.endswith(b"\n")
    assert "21\u00a0%".encode() in one
