"""`locmem market lint|due|diff|impact|brief|readiness|obligations|sign` as users type them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.pipelines.shop import Shop
from tests.pipelines.test_sign import ODR


def said(shop: Shop, *words: str, code: int = 0) -> str:
    done = shop.command("market", *words)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout + done.stderr


def answered(shop: Shop, *words: str, code: int = 0) -> Any:
    done = shop.command("market", *words, "--json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_lint_prints_a_result_per_rule_and_the_place_of_each_finding(shop: Shop) -> None:
    assert "Nothing found on 2026-11-21" in said(shop, "lint")
    shop.edit("markets/ES.yaml", "value: 21\n", "value: 22\n")
    text = said(shop, "lint", code=1)
    assert "market-rate" in text
    assert "other rules found nothing" in text
    assert "market-phone" not in text
    assert "markets/ES.yaml:" in text
    assert "facts.tax.standard_rate" in text
    assert "profile 22, eu-vat-rates-data" in text
    rules = {one["rule"]: one["findings"] for one in answered(shop, "lint", "ES", code=1)}
    assert len(rules["market-rate"]) >= 1
    assert rules["market-phone"] == []
    assert answered(shop, "lint", "JP")


def test_lint_heeds_exceptions_as_the_gate_does(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "{es: España}", "{es: Francia}")
    first, second = (one["findings"] for one in answered(shop, "lint") if one["findings"])
    words = "paths: [markets/ES.yaml], says: Francia, reason: so, owner: Ana, expires: 2027-01-31"
    meant = "".join(f"  - {{check: {one['check']}, {words}}}\n" for one in (*first, *second))
    shop.write("locmem.yaml", f"{shop.read('locmem.yaml')}exceptions:\n{meant}")
    assert "2 findings are meant so" in said(shop, "lint")
    assert [one["findings"] for one in answered(shop, "lint") if one["findings"]] == []


def test_warnings_of_lint_do_not_fail_it(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "{es: España}", "{es: Francia}")
    assert "2 findings, 0 errors among them" in said(shop, "lint")


def test_due_lists_what_nobody_read_and_what_is_overdue(shop: Shop) -> None:
    text = said(shop, "due", "--market", "ES")
    assert "never" in text
    assert "general knowledge" in text
    later = answered(shop, "due", "--market", "ES", "--as-of", "2027-06-01", "--within", "0")
    assert any(one["path"] == "complaints.body.name" and one["due"] == "2027-05-20" for one in later)
    assert later[0]["due"] is None


def test_due_says_what_comes_next_where_nothing_is_owed(shop: Shop) -> None:
    for code in ("ES", "JP"):
        text = shop.read(f"markets/{code}.yaml")
        text = text.replace("verified_on: null\n", "verified_on: 2026-11-21\n")
        shop.write(f"markets/{code}.yaml", text.replace("confidence: unverified", "confidence: secondary"))
    assert "Next: payment_methods of ES on 2027-02-19" in said(shop, "due")
    assert answered(shop, "due") == []


def test_diff_shows_old_and_new_value_and_from_when(shop: Shop) -> None:
    text = said(shop, "diff", "--since", "2026-11-21", "--to", "2026-12-31")
    assert "2026-12-28" in text
    assert "15 días" in text
    assert "15 días hábiles" in text
    assert "still ahead" in text
    assert "No window of a fact begins or ends" in said(shop, "diff", "--since", "2030-01-01")
    found = {one["path"]: one for one in answered(shop, "diff", "--since", "+0d")}
    assert found["market.complaints.trader_reply"]["source"].startswith("https://")


def test_impact_lists_pages_and_what_is_in_store(shop: Shop) -> None:
    text = said(shop, "impact", "complaints.trader_reply", "--market", "ES")
    assert "articles/complaints.md" in text
    assert "2026-12-28  ES  market.complaints.trader_reply: 15 días -> 15 días hábiles" in text
    found = answered(shop, "impact", "tax.abbreviation")
    assert {row["document"] for row in found["rows"]} == {"macros/refund.yaml"}
    assert "No document asks for market.tax.number_label" in said(shop, "impact", "tax.number_label")
    assert "Did you mean market.tax.name" in said(shop, "impact", "tax.nam", code=2)


def test_brief_prints_markdown_and_writes_html(shop: Shop) -> None:
    text = said(shop, "brief", "ES")
    assert text.startswith("# Market brief: Spain (ES)")
    assert "Written to brief.html" in said(shop, "brief", "ES", "--format", "html", "--to", "brief.html")
    assert shop.read("brief.html").startswith("<!DOCTYPE html>")
    # The charts say what the lines of their section say, which are not there twice.
    assert "<svg" in shop.read("brief.html")
    assert shop.read("brief.html").count("pages in es</th>") == 1
    assert "pages in es</td>" not in shop.read("brief.html")
    assert "svg" not in text
    assert answered(shop, "brief", "ES")["figures"]["readiness"][0]["market"] == "ES"
    titles = [one["title"] for one in answered(shop, "brief", "JP")["sections"]]
    assert titles[:2] == ["Languages", "Launch and volumes"]
    assert "there is no market 'XX'" in said(shop, "brief", "XX", code=2)


def test_readiness_says_yes_or_no_and_what_to_run_next(shop: Shop) -> None:
    assert "Yes: the release gate passes and all 3 pages can be published." in said(shop, "readiness", "ES")
    shop.remove("content/translations/es")
    text = said(shop, "readiness", "ES", code=1)
    no = "No: 0 of 3 pages can be published, and 3 findings of the release gate block: 3 for translator."
    assert text.splitlines()[0] == no
    assert "locmem export --locale es --market ES" in text
    [found] = answered(shop, "readiness", "ES", code=1)
    assert (found["may_launch"], found["answer"]) == (False, no)
    assert {block["owner"] for block in found["blocks"]} == {"translator"}
    assert "ES: No: " in said(shop, "readiness", code=1)


def test_readiness_names_twelve_duties_that_nobody_keeps(shop: Shop) -> None:
    read = "text: x, source: x, verified_on: null, confidence: unverified"
    row = f"  - {{{{key: duty_{{0}}, applies_to: [complaints], {read}}}}}\n"
    duties = "".join(row.format(number) for number in range(13))
    shop.edit("markets/ES.yaml", "\nobligations:\n", f"\nobligations:\n{duties}")
    text = " ".join(said(shop, "readiness", "ES", code=1).split())
    assert f"duties {', '.join(f'duty_{number}' for number in range(12))} and 1 more" in text
    [found] = answered(shop, "readiness", "ES", code=1)
    assert [len(block["duties"]) for block in found["blocks"]] == [13]


def test_readiness_tells_the_law_that_comes_into_force_soon_and_fits_80_columns(shop: Shop) -> None:
    soon = shop.later(9)
    text = said(soon, "readiness", "ES")
    assert text.startswith("Yes: ")
    assert "ES, due on 2026-12-28, in 28 days\n" in text
    assert "15 días becomes 15 días hábiles." in text
    assert "  texts  content/articles/complaints.md\n" in text
    assert "ES: Until 2026-12-30 the release gate goes on passing, as far as a machine can tell." in text
    shown = soon.command("market", "readiness", "ES").stdout
    assert max(len(line) for line in shown.splitlines() if "Until" not in line and "`" not in line) <= 80
    [found] = answered(soon, "readiness", "ES")
    assert {one["on"] for one in found["coming"]} == {"2026-12-28"}
    assert (found["may_launch"], found["blocks_from"]) == (True, None)
    shop.remove("content/translations/es")
    shown = shop.command("market", "readiness", "ES").stdout
    assert max(map(len, shown.splitlines()[1:])) <= 80


@pytest.mark.parametrize("words", [("lint",), ("due",), ("brief", "ES"), ("readiness", "ES"), ("impact", "tax")])
def test_reports_write_nothing_into_the_project(words: tuple[str, ...], shop: Shop) -> None:
    before = shop.tree()
    shop.command("market", *words)
    assert shop.tree() == before


def test_one_broken_profile_is_no_reason_to_say_nothing_of_the_other_markets(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    for words, left in (
        (("status",), "Not counted"),
        (("backlog",), "Not in this list"),
        (("market", "readiness"), "Not judged"),
        (("market", "readiness", "ES"), "Not judged"),
    ):
        done = shop.command(*words)
        assert done.returncode == 1, done.stderr
        assert f"{left}: market ES, as markets/ES.yaml cannot be read." in done.stderr
        assert "not read: markets/ES.yaml:7:1 nom: the key 'nom' is not known." in done.stderr
        assert ("JP" in done.stdout) is (words in (("status",), ("market", "readiness")))
    assert "No launched market is served in es" not in shop.command("status").stderr


def test_obligations_say_who_keeps_each_and_what_to_do_and_sign_does_it(shop: Shop) -> None:
    assert "All 9 obligations in force are kept." in said(shop, "obligations", "ES")
    shop.edit("markets/ES.yaml", ODR, ODR.replace("    present: [market.name]\n", ""))
    text = said(shop, "obligations", "ES", code=1)
    assert re.search(r"ES +odr_link +nobody", text)
    assert "`locmem market sign ES odr_link --by NAME`" in " ".join(text.split())
    assert "1 of 9 obligations is kept by nobody." in text
    assert "1 more begins later: ley_10_2025_channels of ES on 2026-12-28." in text
    assert all(len(line) <= 80 for line in text.splitlines())
    dry = said(shop, "sign", "ES", "odr_link", "--by", "Ana Ley", "--dry-run")
    assert "Remove every link to the European ODR platform" in " ".join(dry.split())
    assert not (shop.root / "approvals").exists()
    done = said(shop, "sign", "ES", "odr_link", "--by", "Ana Ley", "--note", "Searched for it.")
    assert "Ana Ley answers that content/articles/complaints.md in es keep odr_link for ES" in " ".join(done.split())
    assert "undo with `locmem undo" in done
    [state] = [one for one in answered(shop, "obligations", "ES") if one["key"] == "odr_link"]
    assert (state["state"], state["signature"]["by"], state["signature"]["note"]) == (
        "signed",
        "Ana Ley",
        "Searched for it.",
    )
    assert "withdrawn" in said(shop, "sign", "ES", "odr_link", "--withdraw")
    assert answered(shop, "readiness", "ES", code=1)[0]["blocks"][0]["check"] == "obligation-unkept"
    assert "nobody signed for the texts as they are" in said(shop, "brief", "ES")


def test_sign_says_in_a_line_what_it_does_not_take(shop: Shop) -> None:
    for words, problem in (
        (("ES", "odr_lnk", "--by", "Ana"), "Did you mean odr_link?"),
        (("ES", "odr_link"), "Pass --by NAME."),
        (("ES", "odr_link", "--by", "Ana", "--on", "+3d"), "is to come"),
        (("ES", "legal_guarantee", "--by", "Ana"), "there is no text to sign for"),
    ):
        text = said(shop, "sign", *words, code=2)
        assert problem in " ".join(text.split())
        assert "Traceback" not in text


@pytest.mark.parametrize("words", [("due",), ("readiness", "ES"), ("brief", "ES"), ("show", "ES")])
def test_a_day_that_nobody_means_is_refused(shop: Shop, words: tuple[str, ...]) -> None:
    for day in ("9999-12-31", "0001-01-01"):
        assert f"{day} is too far off" in said(shop, *words, "--as-of", day, code=2)
    assert "36500" in said(shop, "due", "--within", "99999999", code=2)
