"""A small project of two countries that share a language: pages for Austria read like the German ones."""

from __future__ import annotations

from collections.abc import Mapping

from tests.checks.lamps import SETTINGS, Lamps

LABEL, OTHER_LABEL = "Vertrag widerrufen", "Rücktritt erklären"
AGENCY, OTHER_AGENCY = "Deutsche Beispielaufsicht (DBA)", "Österreichische Musterbehörde (ÖMB)"

_MARKET = """\
market: {code}
name: {code}
currency: EUR
locales:
  {locale}: {{format: {format}}}
facts:
  label: {{type: text, legal: true, values: {{{locale}: {label}}}, source: law, verified_on: 2026-11-01,
    confidence: primary}}
  authority:
    name: {{type: name, legal: true, value: {agency}, source: law, verified_on: 2026-11-01, confidence: primary}}
    website: {{type: url, legal: true, value: "{site}", source: law, verified_on: 2026-11-01, confidence: primary}}
    phone: {{type: phone, value: "{phone}", source: law, verified_on: 2026-11-01, confidence: primary}}
  body: {{type: text, legal: true, values: {{{locale}: {body}}}, source: law, verified_on: 2026-11-01,
    confidence: primary}}
  shared: {{type: name, legal: true, value: Europäisches Beispielzentrum, source: law, verified_on: 2026-11-01,
    confidence: primary}}
"""


def two_countries(lamps: Lamps, austria: Mapping[str, str] | None = None) -> None:
    """Writes the project: Germany and Austria, whose locale is a variant.  austria: other values of its facts."""
    settings = SETTINGS.replace("locales: [es, pt-BR]", "locales: [de, de-AT]\nvariants: {de-AT: de}")
    lamps.write("locmem.yaml", settings)
    for code in ("ES", "BR"):
        (lamps.root / f"markets/{code}.yaml").unlink(missing_ok=True)
    lamps.write("markets/company.yaml", "markets: {DE: {}, AT: {}}\n")
    germany = {
        "code": "DE", "locale": "de", "format": "de-DE", "label": LABEL, "agency": AGENCY,
        "site": "https://www.aufsicht-beispiel.de", "phone": "+4930138890", "body": "Verbraucherhilfe",
    }  # fmt: skip
    there = {
        "code": "AT", "locale": "de-AT", "format": "de-AT", "label": OTHER_LABEL, "agency": OTHER_AGENCY,
        "site": "https://www.musterbehoerde.at", "phone": "+431521520", "body": "Konsumentenstelle", **(austria or {}),
    }  # fmt: skip
    for values in (germany, there):
        lamps.write(f"markets/{values['code']}.yaml", _MARKET.format(**values))
