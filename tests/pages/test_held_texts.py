"""Texts that somebody answers for, or works on, have no fix, and whoever asks is told why."""

from __future__ import annotations

import pytest

from locmem.model.translation import State
from locmem.pipelines.approve import approve
from locmem.pipelines.check import CheckOptions, CheckResult, check
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop

PAGE = "articles/paying.md"
KNOWN = "Good to know"


def checked(shop: Shop) -> CheckResult:
    return check(shop.open(), CheckOptions())


def found(shop: Shop, name: str) -> list[bool]:
    """Whether each finding of a check has a fix."""
    return [one.fix is not None for one in checked(shop).report.findings if one.check == name]


def test_a_page_that_somebody_approved_by_name_is_theirs(shop: Shop) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    shop.translate("ja", {KNOWN: "ご案内."})
    assert (found(shop, "double-space"), found(shop, "half-width-punctuation")) == ([True], [True])
    assert checked(shop).held == {}
    run_step(shop.open(), "approve", lambda run: approve(run, PAGE, "ES", "es", "Ana Ley", shop.today))
    assert (found(shop, "double-space"), found(shop, "half-width-punctuation")) == ([False], [True])
    assert list(checked(shop).held.values()) == [f"somebody answers for the page by name (approvals/ES/es/{PAGE}.json)"]


@pytest.fixture
def work(shop: Shop) -> Shop:
    """A page of which two texts are to be read, and a new one that nobody has translated."""
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "risks: {standard: {required: reviewed}}\n")
    shop.write("content/articles/new.md", "---\ntitle: New\n---\n\nOpen  the page.\n")
    shop.translate("es", {KNOWN: "Conviene  saber"}, state=State.TRANSLATED)
    shop.run()
    return shop


def test_a_text_that_is_with_a_translator_is_theirs(work: Shop) -> None:
    assert (found(work, "double-space"), found(work, "source-double-space")) == ([True], [True])
    run_step(work.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",))))
    assert (found(work, "double-space"), found(work, "source-double-space")) == ([False], [False])
    assert {(one.check, why) for one, why in checked(work).held.items()} == {
        ("double-space", "it is with a translator; `locmem jobs list` says with whom"),
        ("source-double-space", "it is with a translator; `locmem jobs list` says with whom"),
    }


def test_a_handoff_that_cannot_be_read_may_have_sent_anything(work: Shop) -> None:
    work.write("handoffs/es-1.json", "{")
    assert (found(work, "double-space"), found(work, "source-double-space")) == ([False], [False])
    assert set(checked(work).held.values()) == {"a handoff that cannot be read may have sent it out"}
