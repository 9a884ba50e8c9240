from __future__ import annotations

from locmem.model.finding import Severity
from tests.checks.alps import two_countries
from tests.checks.lamps import Lamps
from tests.checks.test_other_law import told


def test_an_act_of_one_country_is_told_to_the_other_that_reads_the_same_text(lamps: Lamps) -> None:
    two_countries(lamps)
    assert told(lamps, "Nach § 355 BGB dürfen Sie widerrufen.") == [("AT", "“BGB”")]
    assert told(lamps, "Nach dem KSchG dürfen Sie widerrufen.") == [("DE", "“KSchG”")]


def test_an_act_of_a_region_both_are_in_and_one_whose_country_is_named_are_no_law_of_others(lamps: Lamps) -> None:
    two_countries(lamps)
    assert told(lamps, "Die DSGVO gibt Ihnen Rechte.") == []
    assert told(lamps, "In Deutschland dürfen Sie nach § 355 BGB widerrufen.") == []
    assert told(lamps, "BGB heißt unsere Band.") == []


def test_an_act_whose_country_is_said_by_an_adjective_is_no_law_of_others(lamps: Lamps) -> None:
    two_countries(lamps)
    assert told(lamps, "Für unsere deutschen Kunden gilt weiter § 355 BGB, in Österreich nicht.") == []
    assert told(lamps, "Für unsere österreichischen Kunden gilt § 355 BGB.") == [("AT", "“BGB”")]


def test_an_act_of_a_country_of_another_language_is_told_to_all(lamps: Lamps) -> None:
    two_countries(lamps)
    assert told(lamps, "Nach Art. 49 CDC dürfen Sie widerrufen.") == [("AT", "“CDC”"), ("DE", "“CDC”")]


def test_an_act_in_a_source_is_told_to_each_market_that_reads_the_source(lamps: Lamps) -> None:
    lamps.write("markets/GB.yaml", "market: GB\nname: UK\ncurrency: GBP\nlocales:\n  en: {format: en-GB}\nfacts: {}\n")
    lamps.write("markets/AU.yaml", "market: AU\nname: AU\ncurrency: AUD\nlocales:\n  en: {format: en-AU}\nfacts: {}\n")
    lamps.write("markets/company.yaml", "markets: {ES: {}, BR: {}, GB: {}, AU: {}}\n")
    lamps.article("The Consumer Rights Act 2015 protects you.")
    found = lamps.findings("law-of-other-market")
    assert [(one.market, one.location.path) for one in found] == [("AU", "content/articles/refunds.md")]
    assert "law of GB" in found[0].what


def _abroad(lamps: Lamps, text: str) -> list[tuple[str, Severity]]:
    lamps.write("markets/AU.yaml", "market: AU\nname: AU\ncurrency: AUD\nlocales:\n  en: {format: en-AU}\nfacts: {}\n")
    lamps.write("markets/company.yaml", "markets: {ES: {}, BR: {}, AU: {}}\n")
    lamps.article(text)
    return [(one.market, one.severity) for one in lamps.findings("law-of-other-market") if one.market == "AU"]


def test_a_company_elsewhere_may_say_that_the_law_of_a_region_binds_it(lamps: Lamps) -> None:
    assert _abroad(lamps, "We are bound by the GDPR, wherever you live. You can ask us.") == []


def test_a_right_by_the_law_of_a_region_is_a_warning_elsewhere(lamps: Lamps) -> None:
    assert _abroad(lamps, "Under the GDPR you can have your data erased.") == [("AU", Severity.WARNING)]


def test_a_right_by_the_law_of_one_country_is_an_error_elsewhere(lamps: Lamps) -> None:
    assert _abroad(lamps, "The Consumer Rights Act 2015 protects you.") == [("AU", Severity.ERROR)]
