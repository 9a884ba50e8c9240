"""A market in which two laws changed, told in several languages, for the tests of cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from locmem.markets.load import load_markets
from locmem.model.fact import DecidedBy, Market
from locmem.render.facts import FactScope

DAY = date(2026, 11, 21)
FIELD = "ticket.ticket_field_360020001"

_SOURCE = "source: law, verified_on: 2026-11-01, confidence: primary"

PROFILE = f"""\
market: ES
name: Spain
currency: EUR
locales:
  en: {{format: en-GB}}
  de: {{format: de-DE}}
  ja: {{format: ja-JP}}
facts:
  name: {{type: text, values: {{en: Spain, de: Spanien, ja: スペイン}}, {_SOURCE}}}
  guarantee:
    type: duration
    legal: true
    decided_by: contract
    windows:
      - {{value: P1Y, valid_until: 2021-12-31, {_SOURCE}}}
      - {{value: P2Y, valid_from: 2022-01-01, valid_until: 2026-07-30, {_SOURCE}}}
      - {{value: P3Y, valid_from: 2026-07-31, {_SOURCE}}}
  extension:
    type: duration
    decided_by: supply
    windows:
      - {{value: null, valid_until: 2026-07-30, {_SOURCE}}}
      - {{value: P1Y, valid_from: 2026-07-31, {_SOURCE}}}
  steady: {{type: duration, decided_by: contract, value: P14D, {_SOURCE}}}
  ending: {{type: number, decided_by: request, value: 5, valid_from: 2025-01-01, valid_until: 2026-12-31, {_SOURCE}}}
  days: {{type: number, value: 7, {_SOURCE}}}
  online:
    type: flag
    decided_by: request
    windows:
      - {{value: false, valid_until: 2026-07-30, {_SOURCE}}}
      - {{value: true, valid_from: 2026-07-31, {_SOURCE}}}
  form:
    type: url
    decided_by: contract
    windows:
      - {{value: "https://old.example/a", valid_until: 2026-07-30, {_SOURCE}}}
      - {{value: "https://new.example/_b_", valid_from: 2026-07-31, {_SOURCE}}}
  weak:
    type: duration
    legal: true
    decided_by: contract
    windows:
      - {{value: P1Y, valid_until: 2026-07-30, source: blog, verified_on: null, confidence: unverified}}
      - {{value: P3Y, valid_from: 2026-07-31, {_SOURCE}}}
  vat:
    type: percent
    legal: true
    decided_by: supply
    windows:
      - {{value: 20, valid_from: 2009-07-01, valid_until: 2023-12-31, {_SOURCE}}}
      - {{value: 22, valid_from: 2024-01-01, valid_until: 2025-06-30, {_SOURCE}}}
      - {{value: 24, valid_from: 2025-07-01, {_SOURCE}}}
  extra:
    type: number
    decided_by: contract
    windows:
      - {{value: 2, valid_until: 2026-07-30, {_SOURCE}}}
      - {{value: 3, valid_from: 2026-07-31, {_SOURCE}}}
  soon:
    type: duration
    decided_by: contract
    windows:
      - {{value: P1Y, valid_until: 2026-12-14, {_SOURCE}}}
      - {{value: P2Y, valid_from: 2026-12-15, {_SOURCE}}}
  since: {{type: duration, decided_by: contract, value: P2Y, valid_from: 2022-01-01, {_SOURCE}}}
  unread:
    type: duration
    legal: true
    decided_by: contract
    windows:
      - {{value: P1Y, valid_until: 2020-12-31, source: blog, verified_on: null, confidence: unverified}}
      - {{value: P2Y, valid_from: 2021-01-01, valid_until: 2027-05-31, {_SOURCE}}}
      - {{value: P3Y, valid_from: 2027-06-01, source: blog, verified_on: null, confidence: unverified}}
  cover:
    type: duration
    decided_by: contract
    windows:
      - {{value: null, valid_until: 2020-12-31, {_SOURCE}}}
      - {{value: P2Y, valid_from: 2021-01-01, {_SOURCE}}}
  cap:
    type: money
    decided_by: contract
    windows:
      - {{value: {{amount: 20, currency: EUR}}, valid_until: 2026-07-30, {_SOURCE}}}
      - {{value: {{amount: 30, currency: EUR}}, valid_from: 2026-07-31, {_SOURCE}}}
  methods:
    type: list
    items: [{{name: Bizum, {_SOURCE}}}]
"""


def market_in(folder: Path) -> Market:
    """The market, read from a folder in which its profile is written."""
    (folder / "ES.yaml").write_text(PROFILE, encoding="utf-8")
    return load_markets(folder, "markets")[0]


def scope_in(market: Market, locale: str = "en", *, day: date = DAY, for_desk: bool = False) -> FactScope:
    """The market on a day in a locale, for a page or for a help desk that knows two of three dates."""
    names = {DecidedBy.CONTRACT: FIELD, DecidedBy.SUPPLY: "ticket.ticket_field_2"} if for_desk else {}
    chosen = next(one for one in market.locales if one.content == locale)
    return FactScope(market=market, locale=chosen, day=day, verified_days=180, desk_dates=names)
