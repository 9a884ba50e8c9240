"""`sign_off: required`: a page of that risk stays away from customers until somebody approved it by name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from locmem.errors import InputErrors
from locmem.model.finding import Finding
from locmem.model.tags import LanguageTag
from locmem.pages.approvals import unsigned_pages
from locmem.pages.overview import overview
from locmem.pipelines.approve import approve, withdraw
from locmem.pipelines.publish import Outcome, PageResult, PublishOptions, PublishResult, Target, publish
from locmem.pipelines.run import run_step
from locmem.render.policy import UNSIGNED
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

PAGE = "articles/complaints.md"


@pytest.fixture
def strict(shop: Shop) -> Shop:
    """The project with a sign-off on legal texts: the page about complaints."""
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "risks: {legal: {sign_off: required}}\n")
    return shop


def approved(shop: Shop, market: str = "ES", locale: str = "es") -> None:
    run_step(shop.open(), "approve", lambda run: approve(run, PAGE, market, locale, "Ana Ley", shop.today))


def missing(shop: Shop) -> list[Finding]:
    return [one for one in shop.check().failing if one.check == "approval-missing"]


def rendered(shop: Shop, target: Target = Target.MARKDOWN) -> PublishResult:
    options = PublishOptions(target=target)
    return run_step(shop.open(), "render", lambda run: publish(run, options))[1]


def pages(shop: Shop, target: Target = Target.MARKDOWN) -> dict[tuple[str, str], PageResult]:
    return {(page.market, page.document): page for page in rendered(shop, target).pages}


def test_without_the_setting_nobody_must_approve_anything(shop: Shop) -> None:
    assert missing(shop) == []
    assert pages(shop)["ES", PAGE].outcome is Outcome.PUBLISHED


def test_the_release_gate_names_each_market_and_locale_without_approval(strict: Shop) -> None:
    assert [(one.market, one.locale, str(one.location)) for one in missing(strict)] == [
        ("ES", "es", f"content/{PAGE}:1"),
        ("JP", "ja", f"content/{PAGE}:1"),
    ]
    assert f"`locmem approve {PAGE} --market ES --locale es --by NAME`" in missing(strict)[0].do
    approved(strict)
    assert [one.market for one in missing(strict)] == ["JP"]
    run_step(strict.open(), "approve", lambda run: withdraw(run, PAGE, "ES", "es"))
    assert [one.market for one in missing(strict)] == ["ES", "JP"]


def test_what_becomes_of_an_approval_is_seen_at_once_whatever_was_found_out_before(strict: Shop) -> None:
    def told(shop: Shop) -> tuple[list[str], list[str]]:
        with shop.open() as project:
            found = overview(project, project.markets).backlog
        unsigned = sorted(one.locale for one in found if UNSIGNED in str(one.scored))
        return unsigned, [one.check for one in shop.check().failing if one.check.startswith("approval")]

    assert told(strict) == (["es", "ja"], ["approval-missing", "approval-missing"])
    approved(strict)
    assert told(strict) == (["ja"], ["approval-missing"])
    file = f"approvals/ES/es/{PAGE}.json"
    held = strict.read(file)
    strict.write(file, held.replace('"text": "', '"text": "0'))
    assert told(strict) == (["ja"], ["approval-lost", "approval-missing"])
    strict.write(file, "no approval")
    assert told(strict) == (["es", "ja"], ["approval-missing", "approval-missing"])


@pytest.mark.parametrize("target", [Target.MARKDOWN, Target.ZENDESK])
def test_the_page_is_withheld_until_it_is_approved(strict: Shop, target: Target) -> None:
    found = pages(strict, target)
    assert found["ES", PAGE].outcome is Outcome.WITHHELD
    assert found["ES", PAGE].reasons == (UNSIGNED,)
    assert found["ES", "articles/paying.md"].outcome is Outcome.PUBLISHED
    approved(strict)
    found = pages(strict, target)
    assert found["ES", PAGE].outcome is Outcome.PUBLISHED
    assert found["JP", PAGE].outcome is Outcome.WITHHELD


def test_it_is_not_shown_in_the_source_language_instead(strict: Shop) -> None:
    strict.edit("locmem.yaml", "sign_off: required", "sign_off: required, show_while_unfinished: source")
    assert not (strict.root / f"dist/ES/es/{PAGE}").exists()
    assert pages(strict)["ES", PAGE].outcome is Outcome.WITHHELD


def test_a_lost_approval_is_lost_and_not_missing(strict: Shop) -> None:
    approved(strict)
    approved(strict, "JP", "ja")
    strict.edit(f"content/{PAGE}", "We answer without delay.", "We answer at once.")
    assert missing(strict) == []
    assert {one.market for one in strict.check().failing if one.check == "approval-lost"} == {"ES", "JP"}
    assert pages(strict)["ES", PAGE].outcome is Outcome.KEPT


def test_status_and_backlog_say_what_render_does(strict: Shop) -> None:
    project = strict.open()
    found = overview(project, project.markets)
    assert [(row.market, row.ready, row.withheld, row.must) for row in found.readiness] == [
        ("ES", 2, 1, 1),
        ("JP", 2, 1, 1),
    ]
    [spain] = [item for item in found.backlog if item.market == "ES"]
    assert (spain.document, f"blocked: {UNSIGNED}" in spain.scored.reasons) == (PAGE, True)


def test_a_page_in_the_source_language_is_signed_off_too(strict: Shop) -> None:
    project = strict.open()
    english = replace(project.market("ES").locales[0], content=LanguageTag("en"), format=LanguageTag("en-IE"))
    market = replace(project.market("ES"), locales=(english,))
    assert unsigned_pages(project, open_workspace(project).sources, [market]) == (("ES", "en", PAGE),)


def test_the_command_fails_and_says_what_to_do(strict: Shop) -> None:
    told = strict.command("check", "--gate", "release", "--market", "ES", "--format", "json")
    assert told.returncode == 1
    [found] = [one for one in json.loads(told.stdout)["findings"] if one["check"] == "approval-missing"]
    assert (found["market"], found["locale"]) == ("ES", "es")


def test_a_slip_in_the_setting_is_told(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "risks: {legal: {sign_off: yes}}\n")
    with pytest.raises(InputErrors, match="none, required"):
        shop.open()


def test_an_approval_copied_from_another_page_publishes_nothing(strict: Shop) -> None:
    approved(strict)
    path = f"approvals/ES/es/{PAGE}.json"
    strict.write(path, strict.read(path).replace('"market": "ES"', '"market": "JP"'))
    assert pages(strict)["ES", PAGE].outcome is Outcome.WITHHELD
    result = rendered(strict)
    [problem] = result.unread
    assert "not the page it lies under" in problem.what
    assert result.fails
