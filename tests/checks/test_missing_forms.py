"""Forms that a locale lacks; what is found and left alone stands in `cases/form-missing.yaml` and its sibling."""

from __future__ import annotations

import pytest

from locmem.model.finding import Gate, Severity
from tests.checks.lamps import BRAZIL, Lamps
from tests.pipelines.shop import Shop

DATIVE = 'Send it back {{ market.refund | duration: "dative" }}.'


def test_a_translation_in_another_form_answers_for_its_locale(lamps: Lamps) -> None:
    lamps.article(DATIVE)
    [found] = lamps.findings("source-form-missing")
    assert "It fails in" in found.what
    lamps.translate({"Send": 'Devuélvalo {{ market.refund | duration: "within" }}.'})
    [found] = lamps.findings("source-form-missing")
    assert ("in pt-BR" in found.what, "es-ES" in found.what, "It fails in" in found.what) == (True, False, False)
    assert lamps.findings("form-missing") == []


def test_a_market_that_a_document_does_not_ship_to_has_no_say(lamps: Lamps) -> None:
    lamps.article(DATIVE, front="markets: [BR]\n")
    [found] = lamps.findings("source-form-missing")
    assert ("in pt-BR" in found.what, "It fails in" in found.what) == (True, False)


def test_a_document_says_which_locales_read_its_own_words(lamps: Lamps) -> None:
    english = BRAZIL.replace("  pt-BR: {format: pt-BR}", "  pt-BR: {format: pt-BR}\n  en: {format: en-GB}")
    lamps.write("markets/BR.yaml", english.replace("{pt-BR: ICMS}", "{pt-BR: ICMS, en: ICMS}"))
    lamps.article(DATIVE)
    [found] = lamps.findings("source-form-missing")
    assert found.severity is Severity.ERROR
    assert "no form 'dative' in en-GB" in found.what


def test_an_invalid_month_of_a_profile_is_found_where_it_is_shown(lamps: Lamps) -> None:
    months = "\n  peak: {type: name, value: '11 13', source: s, verified_on: 2026-11-01, confidence: primary}\n"
    lamps.write("markets/BR.yaml", BRAZIL.replace("facts:\n", f"facts:{months}", 1))
    lamps.article("We are busy in {{ market.peak | months }}.", front="markets: [BR]\n")
    [found] = lamps.findings("source-form-missing")
    assert "“13” is no month. Write numbers from 1 to 12" in found.what


@pytest.mark.parametrize("gate", Gate)
def test_what_is_missing_is_told_once_in_a_report(shop: Shop, gate: Gate) -> None:
    """The page that cannot be made says the same."""
    page, price = shop.root / "content/articles/paying.md", 'company.subscription.price | money: "dative"'
    page.write_text(page.read_text(encoding="utf-8").replace("company.subscription.price", price), encoding="utf-8")
    shop.translate("es", {f"The plan costs {{{{ {price} }}}} a month.": f"El plan cuesta {{{{ {price} }}}} al mes."})
    found = [one for one in shop.check(gate).findings if "dative" in one.what]
    assert [one.check for one in found] == ["form-missing"]
    assert "money has no form 'dative'. Write symbol, whole, code or name." in found[0].what
