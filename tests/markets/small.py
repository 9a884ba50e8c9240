"""Small markets written to a folder, and what a rule of the lint says of one of them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent, indent

from locmem.markets.lint import lint
from locmem.markets.load import load_markets
from locmem.model.finding import Finding

TODAY = date(2026, 11, 30)
READ = "source: eur-lex.europa.eu, verified_on: 2026-11-21, confidence: primary"
OTHERS = ("AT", "BE", "DE", "FR", "IT", "NL", "PT", "IE", "FI")
"""Enough countries for something to be usual."""

_CURRENCIES = {"GB": "GBP", "US": "USD", "CA": "CAD", "CH": "CHF", "JP": "JPY", "MX": "MXN", "NO": "NOK"}


def market(code: str, facts: str = "", *, locales: str = "es: {format: es-ES}", more: str = "") -> str:
    """The text of a profile.  facts, more: what stands under `facts` and at the end, indented as one likes."""
    body = indent(dedent(facts).strip("\n"), "  ")
    return (
        f"market: {code}\nname: {code}\ncurrency: {_CURRENCIES.get(code[:2], 'EUR')}\nlocales: {{{locales}}}\n"
        f"facts:\n  name: {{type: name, value: {code}, {READ.replace('eur-lex.europa.eu', 'CLDR')}}}\n"
        f"{body}\n{dedent(more).strip(chr(10))}\n"
    )


def findings(
    rule: str, files: Mapping[str, str], code: str = "ES", day: date = TODAY, company: Mapping[str, str] | None = None
) -> list[Finding]:
    """What a rule says of one market beside the others.  files: texts of profiles, and of regions as `_regions/EU`.

    company: data of the company by market, each the text of a mapping; those of no market are empty.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "_regions").mkdir()
        for stem, text in files.items():
            (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
        if company is not None:
            codes = [stem for stem in files if "/" not in stem]
            own = "".join(f"  {one}: {company.get(one, company.get('*', '{}'))}\n" for one in codes)
            website = "company:\n  website: {type: url, value: https://lamps.example/}\n"
            (folder / "company.yaml").write_text(f"{website}markets:\n{own}", encoding="utf-8")
        known = load_markets(folder, "markets")
    chosen = [one for one in known if one.code == code]
    return [one for result in lint(chosen, day, known=known) if result.rule.name == rule for one in result.findings]


def said(rule: str, files: Mapping[str, str], code: str = "ES", company: Mapping[str, str] | None = None) -> str:
    """All that a rule says of one market, a line each; empty for nothing."""
    return "\n".join(f"{one.severity.value}: {one.what}" for one in findings(rule, files, code, company=company))
