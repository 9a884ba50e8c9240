from __future__ import annotations

from datetime import date

from locmem.model.finding import Severity
from tests.checks.lamps import Lamps


def test_a_market_s_obligations_are_listed_once_per_topic(lamps: Lamps) -> None:
    lamps.article("One.", front="topic: complaints\n")
    lamps.article("Two.", name="more", front="topic: complaints\n")
    [found] = lamps.findings("obligation")
    assert (found.market, found.severity) == ("ES", Severity.NOTE)
    assert found.what.endswith("Name the complaint forms.")
    assert "articles/more.md, articles/refunds.md" in found.do
    lamps.day = date(2027, 1, 1)
    [found] = lamps.findings("obligation")
    assert "(2) Name the new body." in found.what


def test_a_fact_that_an_obligation_names_must_be_said(lamps: Lamps) -> None:
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    named = "key: forms, facts: [market.tax.standard_rate, market.helpline]"
    lamps.write("markets/ES.yaml", profile.replace("key: forms", named))
    [found] = lamps.findings("obligation-unkept")
    assert (found.severity, found.market) == (Severity.ERROR, "ES")
    assert "there is no text on complaints, which must say market.tax.standard_rate" in found.what
    lamps.article("Nothing.", front="topic: complaints\n")
    [found] = lamps.findings("obligation-unkept")
    assert "no text on complaints says market.tax.standard_rate" in found.what
    assert "articles/refunds.md" in found.do
    lamps.article("The rate is {{ market.tax.standard_rate }}.", front="topic: complaints\n")
    assert lamps.findings("obligation-unkept") == []


def test_no_topic_no_obligation(lamps: Lamps) -> None:
    assert lamps.findings("obligation") == []


def test_what_only_an_answer_says_is_asked_of_the_pages(lamps: Lamps) -> None:
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    lamps.write("markets/ES.yaml", profile.replace("key: forms", "key: forms, facts: [market.tax.standard_rate]"))
    lamps.write(
        "content/macros/rate.yaml",
        "title: Rate\nlocmem: {topic: complaints}\n"
        'actions:\n  - {field: comment_value, value: "It is {{ market.tax.standard_rate }}."}\n',
    )
    assert lamps.findings("obligation-in-answers-only") == []
    lamps.article("Nothing.", front="topic: complaints\n")
    [found] = lamps.findings("obligation-in-answers-only")
    assert "articles/refunds.md" in found.do
    assert lamps.findings("obligation-unkept") == []
    lamps.article("It is {{ market.tax.standard_rate }}.", name="other", front="topic: complaints\n")
    assert lamps.findings("obligation-in-answers-only") == []


def test_what_a_market_departs_from_is_told_at_the_release_gate(lamps: Lamps) -> None:
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8").replace("\nlocales:", "\nregion: EU\nlocales:", 1)

    def written(source: str) -> None:
        read = f"source: {source}, verified_on: 2026-11-20, confidence: secondary"
        away = f"obligations:\n  - {{key: colours, none: no such rule, {read}}}"
        lamps.write("markets/ES.yaml", profile.replace("\nobligations:", f"\n{away}", 1))

    lamps.write(
        "markets/_regions/EU.yaml",
        "region: EU\nname: Union\nmembers: [ES]\nobligations:\n"
        "  - {key: colours, applies_to: [prices], text: Name the colours., "
        "source: eur-lex.europa.eu, verified_on: 2026-11-20, confidence: primary}\n",
    )
    written("BOE-A-2007-20555 art. 2")
    [found] = [one for one in lamps.findings("obligation") if "departs" in one.what]
    assert (found.what, found.severity) == (
        "Spain departs from 1 obligation, which nothing looks for: colours.",
        Severity.NOTE,
    )
    written("talked to a colleague")
    [found] = [one for one in lamps.findings("obligation") if "departs" in one.what]
    assert (found.severity, "locmem market lint ES" in found.do) == (Severity.WARNING, True)
