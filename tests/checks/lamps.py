"""A small project in a folder: two markets, one article or more, and catalogs written with real code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from locmem.catalogs.files import write_catalog
from locmem.checks.catalogue import CHECKS
from locmem.checks.model import CheckContext
from locmem.clock import FixedClock
from locmem.model.finding import Finding
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.pages.signatures import signatures_of
from locmem.values.locales import plural_header
from locmem.workspace.project import Project, open_project
from locmem.workspace.workspace import open_workspace

SETTINGS = """\
project: Lamps
source_locale: en
locales: [es, pt-BR]
content:
  - {name: articles, files: articles/**/*.md, kind: markdown}
  - {name: macros, files: macros/**/*.yaml, kind: macro}
risks:
  standard: {required: translated, grace_days: 3}
"""

SPAIN = """\
market: ES
name: Spain
currency: EUR
locales:
  es: {format: es-ES}
facts:
  name: {type: text, values: {es: España}, source: CLDR, verified_on: 2026-11-01, confidence: primary}
  tax:
    abbreviation: {type: text, values: {es: IVA}, source: boe.es, verified_on: 2026-11-01, confidence: primary}
    standard_rate: {type: percent, legal: true, value: 21, source: boe.es, verified_on: 2026-11-01, confidence: primary}
  payment_methods:
    type: list
    items:
      - {name: Bizum, kind: instant_transfer, source: boe.es, verified_on: 2026-11-01, confidence: primary}
      - {name: OldPay, kind: wallet, valid_until: 2024-12-31, source: boe.es, verified_on: 2026-11-01,
         confidence: primary}
  authority:
    name: {type: name, value: Agencia Ejemplo, source: boe.es, verified_on: 2026-11-01, confidence: primary}
    website: {type: url, value: "https://www.agencia.example/", source: boe.es, verified_on: 2026-11-01,
      confidence: primary}
  refund: {type: duration, legal: true, value: P14D, source: boe.es, verified_on: 2026-11-01, confidence: primary}
  reply: {type: duration, legal: true, value: P1M, source: blog, verified_on: null, confidence: unverified}
  helpline: {type: phone, value: null, source: boe.es, verified_on: 2026-11-01, confidence: primary}
obligations:
  - {key: forms, applies_to: [complaints], present: [market.name], text: Name the complaint forms., source: boe.es,
     verified_on: 2026-11-01, confidence: primary}
  - {key: later, applies_to: [complaints], present: [market.name], text: Name the new body., valid_from: 2027-01-01,
     source: boe.es, verified_on: 2026-11-01, confidence: primary}
"""

BRAZIL = """\
market: BR
name: Brazil
currency: BRL
locales:
  pt-BR: {format: pt-BR}
facts:
  tax:
    abbreviation: {type: text, values: {pt-BR: ICMS}, source: gov.br, verified_on: 2026-11-01, confidence: primary}
  payment_methods:
    type: list
    items:
      - {name: Pix, kind: instant_transfer, source: gov.br, verified_on: 2026-11-01, confidence: primary}
  refund: {type: duration, legal: true, value: P7D, source: gov.br, verified_on: 2025-01-01, confidence: primary}
  reply: {type: duration, legal: true, value: P1M, source: blog, verified_on: null, confidence: unverified}
waivers:
  - {fact: reply, by: Ana, reason: Counsel reads it this week., on: 2026-11-01}
"""

COMPANY = """\
company:
  support: {email: {type: name, value: help@lamps.example}}
  website: {type: url, value: "https://lamps.example/"}
markets:
  ES:
    phone: {type: phone, value: "+34910000000"}
    price: {type: money, value: {amount: "4.90", currency: EUR}}
  BR:
    phone: {type: phone, value: "+551140000000"}
    price: {type: money, value: {amount: "19.90", currency: BRL}}
"""


@dataclass
class Lamps:
    """The project under test; `day` is today for its clock and for the checks."""

    root: Path
    day: date = date(2026, 11, 21)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def article(self, body: str, *, name: str = "refunds", front: str = "") -> None:
        self.write(f"content/articles/{name}.md", f"---\ntitle: Refunds\n{front}---\n\n{body}\n")

    def translate(
        self, targets: Mapping[str, str], *, locale: str = "es", state: State = State.TRANSLATED, name: str = "refunds"
    ) -> None:
        """Writes the catalog with a target for each source text that contains a key of `targets`.

        name: of an article, or the path of any document.
        """
        project = self.open()
        for pair in open_workspace(project).pairs_of(locale):
            if pair.source.path not in (name, f"articles/{name}.md"):
                continue
            entries = [self._entry(entry, targets, state) for entry in pair.catalog.entries]
            data = write_catalog(
                replace(pair.catalog, entries=tuple(entries)), project="Lamps", plural_forms=plural_header(locale)
            )
            self.write(pair.path, data.decode())

    def _entry(self, entry: CatalogEntry, targets: Mapping[str, str], state: State) -> CatalogEntry:
        for part, target in targets.items():
            if part in entry.source:
                return entry.with_target(target, state, HUMAN)
        return entry

    def open(self) -> Project:
        moment = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        return open_project(self.root, FixedClock(moment))

    def context(self, *markets: str) -> CheckContext:
        project = self.open()
        return CheckContext(
            workspace=open_workspace(project),
            markets=tuple(one for one in project.markets if not markets or one.code in markets),
            all_markets=project.markets,
            day=self.day,
            settings=project.settings,
            terminology=project.terminology,
            signatures=signatures_of(project),
            files=frozenset(project.folder.files("content/**/*")),
        )

    def findings(self, check: str, *markets: str) -> list[Finding]:
        """What one check finds, in the order of reports."""
        return sorted(CHECKS[check].check(self.context(*markets)), key=lambda finding: finding.order)
