"""Words that a form brings along; more is found and left alone in `cases/form-doubled.yaml` and its sibling."""

from __future__ import annotations

import pytest

from tests.checks.lamps import SETTINGS, SPAIN, Lamps

WITHIN = '{{ market.refund | duration: "within" }}'


@pytest.mark.parametrize(
    ("locale", "target", "word"),
    [
        ("de", f"innerhalb von {WITHIN}", "von"),
        ("de", f"innerhalb {WITHIN}", "innerhalb"),
        ("fi", f"{WITHIN} kuluessa", "kuluessa"),
        ("hu", f"{WITHIN} belül", "belül"),
        ("pl", f"w ciągu {WITHIN}", "ciągu"),
        ("de", f"bis zu {WITHIN}", ""),
        ("fi", f"{WITHIN} siitä", ""),
        ("ja", f"到着後{WITHIN}に", ""),
    ],
)
def test_words_before_and_behind_are_found_in_each_language(lamps: Lamps, locale: str, target: str, word: str) -> None:
    lamps.write("locmem.yaml", SETTINGS.replace("[es, pt-BR]", f"[es, pt-BR, {locale}]"))
    market = SPAIN.replace("  es: {format: es-ES}", f"  es: {{format: es-ES}}\n  {locale}: {{format: {locale}}}")
    lamps.write(
        "markets/ES.yaml",
        market.replace("es: España", f"es: España, {locale}: S").replace("es: IVA", f"es: IVA, {locale}: V"),
    )
    lamps.article("Send it back within {{ market.refund }}, please.")
    lamps.translate({"Send": target}, locale=locale)
    found = lamps.findings("form-doubled")
    assert [f"“{word}”" in one.what for one in found] == ([True] if word else [])
