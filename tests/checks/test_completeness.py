from __future__ import annotations

from locmem.checks.completeness import unread
from locmem.model.finding import Gate, Severity
from locmem.model.translation import State
from locmem.workspace.workspace import open_workspace
from tests.checks.lamps import Lamps


def test_one_finding_per_document_and_locale_counts_what_is_missing(lamps: Lamps) -> None:
    lamps.article("One.\n\nTwo.\n\nThree.")
    lamps.translate({"One": "Uno."})
    spanish, portuguese = sorted(lamps.findings("incomplete"), key=lambda found: found.locale)
    assert spanish.what == "the es text is not finished: 3 segments untranslated (of 4)."
    assert spanish.location.path == "content/translations/es/articles/refunds.md.po"
    assert "locmem export --locale es" in spanish.do
    [pair] = open_workspace(lamps.open()).pairs_of("es")
    unfinished = [entry.occurrence for entry in pair.catalog.entries if "One" not in entry.source]
    assert (spanish.begins, portuguese.begins) == (unfinished[0], "")
    assert (portuguese.locale, portuguese.location.path) == ("pt-BR", "content/articles/refunds.md")
    assert (spanish.gate, spanish.severity) == (Gate.RELEASE, Severity.ERROR)


def test_drafts_and_unreviewed_legal_texts_are_not_finished(lamps: Lamps) -> None:
    lamps.article("One.", front="risk: legal\n")
    lamps.translate({"One": "Uno.", "Refunds": "Devoluciones"})
    [found] = lamps.findings("incomplete", "ES")
    assert "2 segments not reviewed yet" in found.what
    assert "--reviewed" in found.do
    lamps.translate({"One": "Uno.", "Refunds": "Devoluciones"}, state=State.DRAFT)
    [found] = lamps.findings("incomplete", "ES")
    assert "2 drafts nobody confirmed" in found.what
    lamps.translate({"One": "Uno.", "Refunds": "Devoluciones"}, state=State.REVIEWED)
    assert lamps.findings("incomplete", "ES") == []


def test_a_draft_is_enough_where_the_risk_is_low(lamps: Lamps) -> None:
    lamps.article("One.", front="risk: low\n")
    lamps.translate({"One": "Uno.", "Refunds": "Devoluciones"}, state=State.DRAFT)
    assert lamps.findings("incomplete", "ES") == []


def test_only_markets_that_get_the_document_and_were_chosen_count(lamps: Lamps) -> None:
    lamps.article("One.", front="markets: [BR]\n")
    assert [found.locale for found in lamps.findings("incomplete")] == ["pt-BR"]
    assert lamps.findings("incomplete", "ES") == []


def test_a_market_in_a_locale_nobody_translates_into(lamps: Lamps) -> None:
    lamps.write("locmem.yaml", (lamps.root / "locmem.yaml").read_text().replace("[es, pt-BR]", "[es]"))
    [found] = lamps.findings("locale-undeclared")
    assert (found.market, found.locale, found.location.path) == ("BR", "pt-BR", "markets/BR.yaml")


def test_a_declared_locale_that_no_market_reads_is_told_where_it_stands(lamps: Lamps) -> None:
    assert lamps.findings("locale-unread") == []
    settings = (lamps.root / "locmem.yaml").read_text()
    lamps.write("locmem.yaml", settings.replace("[es, pt-BR]", "[es, ja, pt-BR, fr]"))
    found = lamps.findings("locale-unread")
    assert [one.locale for one in found] == ["ja", "fr"]
    assert {(one.severity, one.location.path, one.location.line) for one in found} == {
        (Severity.WARNING, "locmem.yaml", 3)
    }
    assert found[0].what == "no launched market is served in ja, so what is translated into it ships nowhere."


def test_a_base_is_read_where_its_variant_is_and_without_markets_nothing_is_missed(lamps: Lamps) -> None:
    settings = (lamps.root / "locmem.yaml").read_text().replace("[es, pt-BR]", "[pt, es, pt-BR]")
    lamps.write("locmem.yaml", f"{settings}variants: {{pt-BR: pt}}\n")
    context = lamps.context()
    assert unread(context.settings, context.all_markets) == ()
    assert unread(context.settings, ()) == ()
