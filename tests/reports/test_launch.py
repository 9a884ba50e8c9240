"""Whether a real small market may be launched: the release gate's answer, and what blocks by who can mend it."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.checks.run import CheckReport
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.translation import State
from locmem.pages.launching import launch_verdicts
from locmem.pipelines.check import CheckOptions, check
from locmem.reports.launch import Owner, Verdict, owner_of
from locmem.workspace.wholeness import SEEN
from tests.pipelines.shop import Shop
from tests.pipelines.test_sign import ODR

TODAY = date(2026, 11, 21)
CHANNEL = """\
channels:
  - name: whatsapp
    expectation: expected
    reviewed_on: 2026-11-20
    source: editorial default
    verified_on: null
    confidence: unverified
"""
WAIVED = (
    "1 legal fact goes out on a waiver of Demo Team, as nobody has read the source lately: `locmem market due --market"
    " ES`."
)


def gate_of(shop: Shop, code: str, day: date = TODAY) -> CheckReport:
    return check(shop.open(), CheckOptions(gate=Gate.RELEASE, markets=(code,), as_of=day)).report


def answer(shop: Shop, code: str = "ES", day: date = TODAY) -> Verdict:
    def gate(on: date) -> CheckReport:
        return gate_of(shop, code, on)

    [found] = launch_verdicts(shop.open(), [code], day, gate)
    # Whatever a test does: a yes of one is a yes of the other.
    assert not (found.may_launch and gate(day).failing)
    return found


def owners(found: Verdict) -> dict[str, tuple[str, int]]:
    return {block.check: (block.owner.value, block.count) for block in found.blocks}


@pytest.fixture
def finished(shop: Shop) -> Shop:
    """The small shop without the obligations, most of which speak of topics that it has no texts on."""
    text = shop.read("markets/ES.yaml")
    head, _, rest = text.partition("obligations:\n")
    shop.write("markets/ES.yaml", head + "waivers:\n" + rest.partition("\nwaivers:\n")[2])
    # Nobody but the test removes all obligations; the copy of the last run would be missed.
    shop.remove(SEEN)
    return shop


def test_a_finished_market_may_be_launched(finished: Shop) -> None:
    found = answer(finished)
    assert found.line == "Yes: the release gate passes and all 3 pages can be published."
    assert (found.blocks, found.remarks) == ((), (WAIVED,))


def test_channels_that_customers_expect_and_nobody_answers_are_good_to_know(finished: Shop) -> None:
    text = finished.read("markets/ES.yaml")
    finished.write("markets/ES.yaml", text + CHANNEL)
    found = answer(finished)
    assert found.may_launch
    assert found.remarks == (
        WAIVED,
        "customers expect WhatsApp, and nobody answers there: `locmem market show ES`.",
    )


def test_a_market_without_any_translation_may_not(finished: Shop) -> None:
    finished.remove("content/translations/es")
    found = answer(finished)
    assert not found.may_launch
    assert found.line == (
        "No: 0 of 3 pages can be published, and 3 findings of the release gate block: 3 for translator."
    )
    [block] = found.blocks
    assert (block.check, block.do) == ("incomplete", "locmem export --locale es --market ES")
    assert len(block.places) == 3


def test_duties_that_no_text_keeps_are_the_authors(shop: Shop) -> None:
    shop.edit(
        "markets/ES.yaml", "applies_to: [contact, complaints]\n", "applies_to: [contact]\n    facts: [company.vat]\n"
    )
    assert answer(shop).may_launch
    found = answer(shop, day=date(2026, 12, 28))
    assert owners(found) == {"obligation-unkept": ("author", 1)}
    assert found.line.startswith("No: 3 of 3 pages can be published, and 1 finding of the release gate block")
    # The gate says it, and a remark would say it twice.
    assert not any("no document has the topic" in remark for remark in found.remarks)


def test_a_fact_that_holds_pages_back_is_the_markets(finished: Shop) -> None:
    finished.edit("markets/ES.yaml", "value: Junta Arbitral de Consumo\n", "value: null\n")
    found = answer(finished)
    assert owners(found) == {"fact-absent": ("market or legal", 1)}
    assert found.line.startswith("No: 2 of 3 pages can be published, and 1 finding of the release gate block")
    assert found.blocks[0].do == "locmem market show ES"


def test_what_only_waits_for_a_review_is_the_reviewers(finished: Shop) -> None:
    finished.edit("content/articles/complaints.md", "We answer without delay.", "We answer at once.")
    finished.run()
    finished.translate("es", {"We answer at once.": "Respondemos enseguida."}, State.TRANSLATED)
    found = answer(finished)
    assert owners(found) == {"incomplete": ("reviewer", 1)}
    assert found.blocks[0].do == "locmem queue list --locale es --market ES"


def test_older_wording_within_its_days_of_grace_is_told(finished: Shop) -> None:
    text = finished.read("locmem.yaml")
    finished.write("locmem.yaml", text + "risks: {standard: {grace_days: 9}}\n")
    finished.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    found = answer(finished)
    assert found.line == "Yes: the release gate passes and all 3 pages can be published, 1 with older wording."
    assert not answer(finished, day=date(2026, 12, 24)).may_launch


def test_a_market_whose_locale_is_not_declared_ships_nothing(finished: Shop) -> None:
    finished.edit("locmem.yaml", "locales: [es, ja]", "locales: [ja]")
    finished.remove("content/translations/es")
    found = answer(finished)
    assert found.line == "No: no document ships to this market."
    assert owners(found)["locale-undeclared"] == ("engineering", 1)


def test_a_page_that_is_withheld_though_the_gate_passes_makes_it_a_no(finished: Shop) -> None:
    passed = CheckReport(findings=(), gate=Gate.RELEASE)
    [found] = launch_verdicts(finished.open(), ["ES"], TODAY, lambda on: passed)
    assert found.may_launch
    finished.edit("markets/ES.yaml", "value: Junta Arbitral de Consumo\n", "value: null\n")
    [found] = launch_verdicts(finished.open(), ["ES"], TODAY, lambda on: passed)
    assert found.line.startswith("No: 2 of 3 pages can be published. The release gate passes;")


def test_what_lint_finds_is_told_and_blocks_nothing(finished: Shop) -> None:
    finished.edit("markets/ES.yaml", "{es: España}", "{es: Francia}")
    found = answer(finished)
    assert found.may_launch
    assert found.remarks == ("2 findings of lint: `locmem market lint ES`.", WAIVED)


def test_what_becomes_due_soon_is_told_and_is_no_no(shop: Shop) -> None:
    found = answer(shop, day=date(2026, 11, 30))
    assert found.line == "Yes: the release gate passes and all 3 pages can be published."
    assert {one.on for one in found.coming} == {date(2026, 12, 28)}
    assert (found.blocks_from, found.then) == (None, ())
    assert found.outlook == "Until 2026-12-30 the release gate goes on passing, as far as a machine can tell."
    assert answer(shop).coming == ()


def test_it_says_from_when_on_the_gate_will_block_and_what(shop: Shop) -> None:
    shop.edit(
        "markets/ES.yaml", "applies_to: [contact, complaints]\n", "applies_to: [contact]\n    facts: [company.vat]\n"
    )
    found = answer(shop, day=date(2026, 12, 1))
    assert found.may_launch
    assert found.blocks_from == date(2026, 12, 28)
    assert [(block.owner, block.check) for block in found.then] == [(Owner.AUTHOR, "obligation-unkept")]
    assert found.outlook == "From 2026-12-28 on, 1 finding of the release gate will block."
    assert not answer(shop, day=date(2026, 12, 28)).may_launch
    assert answer(shop, day=date(2026, 12, 27)).may_launch


def test_days_of_grace_end_on_a_day_that_is_told(finished: Shop) -> None:
    text = finished.read("locmem.yaml")
    finished.write("locmem.yaml", text + "risks: {standard: {grace_days: 9}}\n")
    finished.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    finished.run("collect")
    found = answer(finished)
    assert (found.may_launch, found.blocks_from) == (True, date(2026, 11, 30))
    assert answer(finished, day=date(2026, 11, 29)).may_launch
    assert not answer(finished, day=date(2026, 11, 30)).may_launch


def test_where_it_blocks_already_only_more_is_told(shop: Shop) -> None:
    shop.remove("content/translations/es")
    found = answer(shop, day=date(2026, 12, 1))
    assert (found.may_launch, found.then) == (False, ())
    assert found.outlook.startswith("Until 2026-12-31 nothing more fails the release gate")


@pytest.mark.parametrize(
    ("check_name", "path", "owner"),
    [
        ("approval-missing", "content/articles/a.md", Owner.REVIEWER),
        ("damaged-codes", "content/translations/es/articles/a.po", Owner.TRANSLATOR),
        ("something-new", "content/articles/a.md", Owner.AUTHOR),
        ("something-new", "markets/ES.yaml", Owner.MARKET),
        ("something-new", "approvals/ES/es/a.json", Owner.REVIEWER),
        ("something-new", "handoffs/a.json", Owner.TRANSLATOR),
        ("something-new", "locmem.yaml", Owner.ENGINEERING),
        ("input", "content/articles/a.md", Owner.ENGINEERING),
    ],
)
def test_every_finding_has_an_owner(check_name: str, path: str, owner: Owner) -> None:
    place = Location(path=path)
    finding = Finding(check=check_name, gate=Gate.RELEASE, severity=Severity.ERROR, location=place, what="x")
    assert owner_of(finding) is owner


def test_what_somebody_has_to_sign_for_is_the_reviewers(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", ODR, ODR.replace("    present: [market.name]\n", ""))
    found = answer(shop)
    assert owners(found) == {"obligation-unkept": ("reviewer", 1)}
    assert found.blocks[0].do == "locmem market obligations ES"
    assert found.blocks[0].duties == ("odr_link",)


def test_what_a_market_departs_from_is_good_to_know(finished: Shop) -> None:
    read = "source: BOE-A-2007-20555, verified_on: 2026-11-20, confidence: secondary"
    finished.write(
        "markets/_regions/EU.yaml",
        "region: EU\nname: Union\nmembers: [ES]\nobligations:\n"
        f"  - {{key: colours, applies_to: [prices], text: Name the colours., {read}}}\n",
    )
    text = finished.read("markets/ES.yaml")
    head, _, rest = text.partition("\ncurrency:")
    away = f"obligations:\n  - {{key: colours, none: no such rule, {read}}}\n"
    finished.write("markets/ES.yaml", f"{head}\nregion: EU\ncurrency:{rest.rstrip()}\n{away}")
    found = answer(finished)
    assert "1 obligation departed from: colours. `locmem market obligations ES` says why." in found.remarks
