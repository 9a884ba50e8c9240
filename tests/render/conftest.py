"""The project's own markets on a pinned day, and a small market whose values are hostile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from locmem.markets.load import load_markets
from locmem.model.fact import Market
from locmem.render.facts import FactScope

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 21)

PROFILE = """\
market: NL
name: Netherlands
currency: EUR
locales:
  nl: {format: nl-NL}
  en: {format: en-GB}
facts:
  name:
    type: text
    values: {nl: Nederland, en: the Netherlands}
    source: s
    verified_on: 2026-11-01
    confidence: primary
  rate: {type: percent, value: 25.5, source: s, verified_on: 2026-11-01, confidence: primary}
  count: {type: number, value: 3, source: s, verified_on: 2026-11-01, confidence: primary}
  since: {type: date, value: 2027-01-01, source: s, verified_on: 2026-11-01, confidence: primary}
  later: {type: number, value: 1, valid_from: 2027-01-01, source: s, verified_on: 2026-11-01, confidence: primary}
  gone: {type: duration, value: null, source: s, verified_on: 2026-11-01, confidence: primary}
  site: {type: url, value: "https://example.nl/_a_?x=1&copy=2", source: s, verified_on: 2026-11-01, confidence: primary}
  phone: {type: phone, value: "+31201234567", source: s, verified_on: 2026-11-01, confidence: primary}
  label: {type: text, values: {nl: "nu & hier", en: "a\\nb"}, source: s, verified_on: 2026-11-01, confidence: primary}
  peak: {type: name, value: "11 12 1", source: s, verified_on: 2026-11-01, confidence: primary}
  wrong: {type: name, value: "11 13 May", source: s, verified_on: 2026-11-01, confidence: primary}
  zone: {type: time_zone, value: Europe/Amsterdam, source: s, verified_on: 2026-11-01, confidence: primary}
  guarantee: {type: duration, value: P2Y, source: s, verified_on: 2026-11-01, confidence: primary}
  answer: {type: duration, value: P1M, source: s, verified_on: 2026-11-01, confidence: primary}
  delivery:
    {type: duration, value: {count: 3, unit: business-day}, source: s, verified_on: 2026-11-01, confidence: primary}
  fee: {type: money, value: {amount: "49", currency: USD}, source: s, verified_on: 2026-11-01, confidence: primary}
  law:
    weak: {type: duration, legal: true, value: P14D, source: hearsay, verified_on: null, confidence: unverified}
    old: {type: duration, legal: true, value: P14D, source: s, verified_on: 2026-01-01, confidence: primary}
    waived: {type: duration, legal: true, value: P14D, source: hearsay, verified_on: null, confidence: unverified}
  methods:
    type: list
    items:
      - {name: iDEAL | Wero, kind: bank, source: one, verified_on: 2026-11-01, confidence: primary}
      - name: {nl: rembours, en: cash}
        kind: cash
        website: "https://x.nl/a(b)"
        source: two
        verified_on: 2026-11-02
        confidence: secondary
      - {name: Gone, kind: cash, valid_until: 2026-11-20, source: three, verified_on: 2026-11-02, confidence: secondary}
  open: {type: flag, value: true, source: s, verified_on: 2026-11-01, confidence: primary}
  closed: {type: flag, value: false, source: s, verified_on: 2026-11-01, confidence: primary}
  none: {type: list, value: null, source: s, verified_on: 2026-11-01, confidence: primary}
  bad:
    pipe: {type: name, value: iDEAL | Wero, source: s, verified_on: 2026-11-01, confidence: primary}
    amp: {type: name, value: "Lumen & Larch", source: s, verified_on: 2026-11-01, confidence: primary}
    script: {type: name, value: <script>alert(1)</script>, source: s, verified_on: 2026-11-01, confidence: primary}
    quotes: {type: name, value: '"quotes"', source: s, verified_on: 2026-11-01, confidence: primary}
    star: {type: name, value: a*b, source: s, verified_on: 2026-11-01, confidence: primary}
    space: {type: name, value: "49,00\u00a0€", source: s, verified_on: 2026-11-01, confidence: primary}
    scheme: {type: name, value: "javascript:alert(1)", source: s, verified_on: 2026-11-01, confidence: primary}
    liquid: {type: name, value: "{{ ticket.id }}", source: s, verified_on: 2026-11-01, confidence: primary}
    brace: {type: name, value: "{", source: s, verified_on: 2026-11-01, confidence: primary}
    heading: {type: name, value: "# x", source: s, verified_on: 2026-11-01, confidence: primary}
    tick: {type: name, value: "a`b", source: s, verified_on: 2026-11-01, confidence: primary}
    link: {type: name, value: "](https://evil.example)", source: s, verified_on: 2026-11-01, confidence: primary}
waivers:
  - {fact: law.waived, by: Demo Team, reason: part of the demo, on: 2026-11-21}
"""

COMPANY = """\
company:
  mail: {type: name, value: help@lumenlarch.example}
markets:
  NL:
    price: {type: money, value: {amount: "49.00", currency: EUR}}
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """The market of the profile above."""
    folder = tmp_path_factory.mktemp("markets")
    (folder / "NL.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "company.yaml").write_text(COMPANY, encoding="utf-8")
    return load_markets(folder, "markets")[0]


@pytest.fixture(scope="session")
def real() -> Mapping[str, Market]:
    """The project's own markets by code."""
    return {market.code: market for market in load_markets(ROOT / "markets", "markets")}


ScopeOf = Callable[..., FactScope]


@pytest.fixture
def scope_of() -> ScopeOf:
    """The scope of a market on the pinned day, in its first locale or the one asked for."""

    def scope(market: Market, locale: str = "") -> FactScope:
        chosen = next(one for one in market.locales if locale in ("", one.content))
        return FactScope(market=market, locale=chosen, day=DAY, verified_days=180)

    return scope


@pytest.fixture
def scope(small: Market, scope_of: ScopeOf) -> FactScope:
    """The small market in Dutch."""
    return scope_of(small)
