"""One fault is told once, and where it is mended."""

from __future__ import annotations

import pytest

from locmem.checks.causes import told_once
from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Rewording, Severity, fix_in
from locmem.pages.check_context import context_without_documents
from tests.pipelines.shop import Shop

COLLECT = "We collect the money when the parcel leaves us."
PLAN = "The plan costs {{ company.subscription.price }} a month."
RATE = "market.tax.standard_rate"
PAYING = "content/articles/paying.md"
CATALOG = "content/translations/es/articles/paying.md.po"
TWO = f"""\
---
title: Two
slug: two
topic: payments
locale: es
---

El precio incluye el {{{{ {RATE} }}}} y otra vez el {{{{ {RATE} }}}}.
"""


def told(shop: Shop, gate: Gate = Gate.RELEASE) -> list[Finding]:
    return [one for one in shop.check(gate).findings if one.severity is not Severity.NOTE]


def checks(shop: Shop, gate: Gate = Gate.RELEASE) -> list[str]:
    return [one.check for one in told(shop, gate)]


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        (COLLECT, "Мы списываем деньги, когда посылка уходит со склада.", "other-language"),
        (COLLECT, "Cobramos el imp\u043erte cuando sale el paquete.", "look-alike-letter"),
        (COLLECT, "Cobramos el \u202eimporte\u202c cuando sale \u202eel paquete.", "text-direction"),
        (PLAN, "El plan cuesta 4,90 € al mes.", "damaged-codes"),
        (PLAN, "El plan cuesta al mes.", "damaged-codes"),
        (PLAN, "El plan cuesta {{ company.subscription.prise }} al mes.", "damaged-codes"),
    ],
    ids=["another language", "a letter of another script", "signs of direction", "typed", "lost", "mistyped"],
)
def test_one_fault_of_a_translation_is_one_finding(shop: Shop, source: str, target: str, check: str) -> None:
    shop.translate("es", {source: target})
    for gate in Gate:
        assert checks(shop, gate) == [check]


def test_an_exception_of_what_is_told_lets_what_follows_from_it_speak(shop: Shop) -> None:
    shop.translate("es", {COLLECT: "Cobramos el imp\u043erte cuando sale el paquete."})
    text = shop.read(CATALOG)
    start = text.rindex("\n\n", 0, text.index("imp\u043erte")) + 2
    shop.write(CATALOG, f"{text[:start]}# locmem:ok look-alike-letter A joke.\n{text[start:]}")
    assert checks(shop) == ["other-script"]
    # Both are used where both are written: neither is called useless because the other one is told.
    text = shop.read(CATALOG)
    shop.write(CATALOG, f"{text[:start]}# locmem:ok other-script A joke.\n{text[start:]}")
    assert checks(shop) == []


def test_a_document_unfinished_for_another_reason_too_is_told(shop: Shop) -> None:
    shop.translate("es", {PLAN: "El plan cuesta al mes.", COLLECT: ""})
    assert sorted(checks(shop)) == ["damaged-codes", "incomplete"]
    [found] = [one for one in told(shop) if one.check == "incomplete"]
    assert "fuzzy" not in found.do


def test_a_fact_renamed_in_one_profile_is_one_finding_there(shop: Shop) -> None:
    shop.write("content/articles/two.md", TWO)
    shop.edit("markets/ES.yaml", "\n    standard_rate:", "\n    standard_rat:")
    line = shop.read("markets/ES.yaml").splitlines().index("    standard_rat:") + 1
    for gate in Gate:
        [found] = [one for one in told(shop, gate) if RATE in one.what]
        assert (found.check, found.market) == ("fact-missing", "ES")
        assert found.location.path == "markets/ES.yaml"
        assert found.location.line - line in (0, 1)
        assert f"`{RATE}` is not known in ES. 2 documents ask for it, first {PAYING}:" in found.what
        assert "Did you mean it by `market.tax.standard_rat`?" in found.do
        assert shop.check(gate).fails(found) is (gate is Gate.RELEASE)
    assert sum(one.check == "fact-missing" for one in shop.check(Gate.RELEASE).every) > 1


def test_a_fact_renamed_in_all_profiles_is_one_finding_at_the_first(shop: Shop) -> None:
    shop.write("content/articles/two.md", TWO)
    for code in ("ES", "JP"):
        shop.edit(f"markets/{code}.yaml", "\n    standard_rate:", "\n    standard_rat:")
    for gate, check in ((Gate.CHANGE, "fact-unknown"), (Gate.RELEASE, "fact-missing")):
        report = shop.check(gate)
        [found] = [one for one in told(shop, gate) if RATE in one.what]
        assert (found.check, found.location.path, report.fails(found)) == (check, "markets/ES.yaml", True)
        assert "2 documents ask for it" in found.what


def test_a_name_mistyped_in_a_document_is_one_finding_there_whatever_the_gate(shop: Shop) -> None:
    shop.edit(PAYING, "The plan costs", f"Again {{{{ {RATE}x }}}}, and {{{{ {RATE}x }}}}. The plan costs")
    for gate, check in ((Gate.CHANGE, "fact-unknown"), (Gate.RELEASE, "fact-missing")):
        report = shop.check(gate)
        [found] = [one for one in report.findings if f"{RATE}x" in one.what and one.check.startswith("fact")]
        assert (found.check, found.location.path, report.fails(found)) == (check, PAYING, True)
        assert "2 times" in found.what


def test_a_name_mistyped_in_two_documents_is_no_fault_of_the_profile(shop: Shop) -> None:
    shop.write("content/articles/two.md", TWO.replace("standard_rate", "standard_rat"))
    shop.write("content/articles/three.md", TWO.replace("standard_rate", "standard_rat").replace("two", "three"))
    [found] = [one for one in told(shop, Gate.CHANGE) if one.check == "fact-unknown"]
    assert found.location.path == "content/articles/three.md"
    assert found.do == f"Write `{RATE}`."


def test_what_only_one_document_asks_for_is_told_at_the_name_that_only_one_market_has(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "\n    standard_rate:", "\n    normal_rate:")
    [found] = [one for one in told(shop) if RATE in one.what]
    assert (found.check, found.location.path, found.market) == ("fact-missing", "markets/JP.yaml", "JP")
    assert found.do.startswith("Did you mean it by `market.tax.normal_rate`? Rename that.")


def test_what_only_one_document_asks_for_is_told_in_the_document_where_nothing_stands_near(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "\n    standard_rate:", "\n    other:")
    [found] = [one for one in told(shop) if RATE in one.what]
    assert (found.check, found.location.path, found.market) == ("fact-missing", PAYING, "JP")


def test_a_group_renamed_in_one_profile_is_one_finding_there(shop: Shop) -> None:
    shop.write("content/articles/two.md", TWO)
    shop.edit(PAYING, "The plan costs", "In {{ market.tax.abbreviation }}. The plan costs")
    shop.edit("markets/ES.yaml", "\n  tax:\n", "\n  taxation:\n")
    for gate in Gate:
        [found] = [one for one in told(shop, gate) if "market.tax" in f"{one.what}{one.do}"]
        assert (found.check, found.location.path) == ("fact-missing", "markets/ES.yaml")
        assert found.what.startswith("`market.tax` is not known in ES. It is a group, of which 3 facts are asked for.")
        assert "Did you mean it by `market.taxation`? Rename that." in found.do


def test_a_locale_taken_out_is_one_finding_at_the_settings(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [ja]")
    for gate in Gate:
        [found] = told(shop, gate)
        assert (found.check, str(found.location)) == ("input", "locmem.yaml:3:1")
        assert found.what.startswith("es is not declared, and 3 catalogs are in it, first content/translations/es/")
    shop.write("content/glossary.csv", "concept,locale,term,status\nbox,en,box,preferred\nbox,es,caja,preferred\n")
    for gate in Gate:
        assert [one.check for one in told(shop, gate)] == ["input"]


KEY = "articles/a.md#abc"


def finding(check: str, severity: Severity = Severity.ERROR, gate: Gate = Gate.RELEASE, **more: object) -> Finding:
    place = Location(path="content/translations/es/articles/a.md.po", key=KEY)
    values: dict[str, object] = {"locale": "es", "what": f"{check}."} | more
    return Finding(check=check, gate=gate, severity=severity, location=place, **values)  # type: ignore[arg-type]


def left(
    shop: Shop, *findings: Finding, gate: Gate = Gate.RELEASE, known: frozenset[Finding] = frozenset()
) -> set[str]:
    report = CheckReport(findings=findings, gate=gate, known=known)
    context = context_without_documents(shop.open(), (), (), shop.today)
    return {one.check for one in told_once(report, context)}


def test_nothing_is_left_out_that_alone_would_fail_the_gate(shop: Shop) -> None:
    strong, weak = finding("other-language"), finding("other-script")
    assert left(shop, strong, weak) == {"other-language"}
    # A team may have set the stronger one lower, or know it already.
    lowered = finding("other-language", Severity.WARNING)
    assert left(shop, lowered, weak) == {"other-language", "other-script"}
    assert left(shop, strong, weak, known=frozenset({strong})) == {"other-language", "other-script"}
    assert left(shop, strong, weak, known=frozenset({strong, weak})) == {"other-language"}


def test_what_can_be_mended_by_itself_is_not_left_out(shop: Shop) -> None:
    strong = finding("other-language")
    weak = finding("other-script", Severity.WARNING, fix=fix_in("abc", 0, 1, "x"), mended=Rewording(old="a", new="b"))
    assert left(shop, strong, weak) == {"other-language", "other-script"}


def test_what_names_another_word_of_the_same_text_is_told(shop: Shop) -> None:
    amount = finding("amount-changed", what="“El plan cuesta 4,90 €.” has the amount 4,90 € where its source has 5 €.")
    same = finding("fact-typed-into-translation", what="“4,90 €” is typed in.")
    other = finding("fact-typed-into-translation", what="“Klarna” is typed in.")
    assert left(shop, amount, same) == {"amount-changed"}
    assert left(shop, amount, other) == {"amount-changed", "fact-typed-into-translation"}
