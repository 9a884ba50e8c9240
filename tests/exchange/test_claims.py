"""The weakest claim of a returned unit counts, and a contradiction is told."""

from __future__ import annotations

import itertools

import pytest

from locmem.exchange.claims import Claim, table_claim, weakened, xliff_claim
from locmem.exchange.decision import Outcome
from locmem.exchange.manifest import SentUnit
from locmem.formats.xliff12 import STATES, XliffUnit
from locmem.model.inline import plain
from locmem.model.translation import State
from tests.exchange.desk import Desk

DRAFTS = (
    "new",
    "needs-translation",
    "needs-l10n",
    "needs-adaptation",
    "needs-review-translation",
    "needs-review-l10n",
    "needs-review-adaptation",
    "x-vendor-done",
    "invented",
)
QUALIFIERS = (
    "",
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-mt",
    "leveraged-tm",
    "mt-suggestion",
    "x-own",
    "rejected-grammar",
    "rejected-inaccurate",
    "rejected-length",
    "rejected-spelling",
)


def test_the_table_names_every_state() -> None:
    assert set(STATES) <= {*DRAFTS, "translated", "signed-off", "final"}


@pytest.mark.parametrize("approved", [False, True])
def test_the_weakest_of_state_approval_and_rejection_counts(approved: bool) -> None:
    for state, qualifier, target in itertools.product(
        (*DRAFTS, "translated", "signed-off", "final", ""), QUALIFIERS, (None, plain("Hola"))
    ):
        unit = XliffUnit(
            id="1", source=plain("Hello"), target=target, state=state, qualifier=qualifier, approved=approved
        )
        claim, doubt = xliff_claim(unit)
        case = (state, qualifier, approved, bool(target), doubt)
        says_done = approved or state in ("translated", "signed-off", "final")
        if target is None:
            assert (claim, bool(doubt)) == (Claim.NOTHING, says_done), case
        elif state in DRAFTS:
            assert (claim, bool(doubt)) == (Claim.DRAFT, approved), case
        elif qualifier.startswith("rejected-"):
            assert (claim, bool(doubt)) == (Claim.DRAFT, says_done), case
        else:
            best = Claim.REVIEWED if approved or state in ("signed-off", "final") else Claim.TRANSLATED
            assert (claim, doubt) == (best, ""), case


def sent(state: str, target: str = "d1") -> SentUnit:
    return SentUnit(document="a.md", occurrence="o", source="s", target=target, state=state, words=1)


def test_what_was_sent_bears_on_what_a_claim_is_worth() -> None:
    targets = {"untranslated": "", "draft": "d", "stale": "d", "translated": "d", "reviewed": "d"}
    for claim in Claim:
        for was, target in targets.items():
            for qualifier in ("", "leveraged-mt", "mt-suggestion", "exact-match"):
                for approved in (False, True):
                    unread = not target and claim.is_confirmed and qualifier in ("leveraged-mt", "mt-suggestion")
                    withdrawn = claim is Claim.REVIEWED and was == "reviewed" and not approved
                    wanted = Claim.DRAFT if unread else Claim.TRANSLATED if withdrawn else claim
                    found, doubt = weakened(
                        claim, sent(was, target), qualifier=qualifier, is_approved=approved, is_xliff=True
                    )
                    assert (found, bool(doubt)) == (wanted, wanted is not claim)
            wanted = Claim.TRANSLATED if claim is Claim.REVIEWED and was != "reviewed" else claim
            found, doubt = weakened(claim, sent(was, target), qualifier="", is_approved=False, is_xliff=False)
            assert (found, bool(doubt)) == (wanted, wanted is not claim)


def test_an_approved_unit_that_still_needs_review_is_a_draft_and_reported(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee", state="needs-review-translation")
    file = desk.translator.file
    file.write_text(file.read_text("utf-8").replace('approved="no"', 'approved="yes"'), "utf-8")
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, found.is_doubtful, desk.entry("changed").state) == (Outcome.ACCEPTED, True, State.DRAFT)
    assert 'approved="yes"' in found.why
    assert "needs-review-translation" in found.why
    assert found in result.needs_attention


def as_lokalize_saves_it(desk: Desk) -> None:
    """What Lokalize writes where somebody types a text: approved, in a phase of its own."""
    file = desk.translator.file
    tool = '<tool tool-id="lokalize-22.12.3" tool-name="Lokalize" tool-version="22.12.3"/>'
    phase = '<phase phase-name="approval-1" process-name="approval" tool-id="lokalize-22.12.3"/>'
    header = f"<header><phase-group>{phase}</phase-group>{tool}</header>"
    text = file.read_text("utf-8").replace("<body>", f"{header}<body>")
    [unit] = [one for one in text.split("<trans-unit") if 'state="signed-off"' in one]
    saved = unit.replace('approved="no"', 'approved="yes"').replace("signed-off", 'signed-off" phase-name="approval-1')
    file.write_text(text.replace(unit, saved), "utf-8")


def test_what_lokalize_approves_because_it_was_typed_is_translated(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee", state="signed-off")
    as_lokalize_saves_it(desk)
    result = desk.bring_back()
    assert (desk.entry("changed").state, desk.decision(result, "changed").why) == (State.TRANSLATED, "")


def test_a_reviewer_who_works_in_lokalize_is_believed_by_name(desk: Desk) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee", state="signed-off")
    as_lokalize_saves_it(desk)
    desk.bring_back(reviewed=True)
    assert desk.entry("changed").state is State.REVIEWED


def test_what_was_sent_as_reviewed_stays_so_in_lokalize() -> None:
    for was, claim in (("reviewed", Claim.REVIEWED), ("translated", Claim.TRANSLATED), ("draft", Claim.TRANSLATED)):
        found = weakened(
            Claim.REVIEWED, sent(was), qualifier="", is_approved=True, is_xliff=True, tools=("Other", "Lokalize")
        )
        assert found == (claim, "")


def test_a_comment_that_says_reviewed_is_not_believed(desk: Desk) -> None:
    desk.hand_off("po")
    desk.translator.confirm(" confirmed page")
    file = desk.translator.file
    file.write_text(file.read_text("utf-8").replace("state=draft", "state=reviewed"), "utf-8")
    result = desk.bring_back()
    assert desk.entry("confirmed").state is State.TRANSLATED
    assert "reviewed" in desk.decision(result, "confirmed").why


def test_a_target_of_signs_that_nobody_sees_is_empty() -> None:
    unit = XliffUnit(id="1", source=plain("Hello"), target=plain("\u200b \ufeff"), state="translated")
    assert xliff_claim(unit)[0] is Claim.NOTHING
    shown = XliffUnit(id="1", source=plain("Hello"), target=plain("\u200bHola"), state="translated")
    assert xliff_claim(shown)[0] is Claim.TRANSLATED


@pytest.mark.parametrize(
    ("text", "state", "is_as_sent", "claim", "doubt"),
    [
        ("", "", False, Claim.NOTHING, ""),
        (" \u200b", "draft", False, Claim.NOTHING, ""),
        ("", "Translated", False, Claim.NOTHING, "it is marked “Translated”, but it is empty"),
        ("Uno", "", False, Claim.TRANSLATED, ""),
        ("Uno", "", True, Claim.DRAFT, ""),
        ("Uno", "translated", True, Claim.TRANSLATED, ""),
        ("Uno", " DONE ", False, Claim.TRANSLATED, ""),
        ("Uno", "✓", False, Claim.TRANSLATED, ""),
        ("Uno", "reviewed", False, Claim.REVIEWED, ""),
        ("Uno", "to do", False, Claim.DRAFT, ""),
        (
            "Uno",
            "hecho",
            False,
            Claim.DRAFT,
            "its state “hecho” is none of translated, reviewed, draft; it was taken as a draft",
        ),
    ],
)
def test_what_a_row_of_a_table_claims(text: str, state: str, is_as_sent: bool, claim: Claim, doubt: str) -> None:
    assert table_claim(text, state, is_as_sent=is_as_sent) == (claim, doubt)


@pytest.mark.parametrize(
    ("claim", "sent", "holds"),
    [
        (Claim.REVIEWED, State.REVIEWED, Claim.TRANSLATED),
        (Claim.REVIEWED, State.DRAFT, Claim.REVIEWED),
        (Claim.TRANSLATED, State.REVIEWED, Claim.TRANSLATED),
    ],
)
def test_a_state_that_a_table_was_sent_with_is_nobodys_word(claim: Claim, sent: State, holds: Claim) -> None:
    unit = SentUnit(document="a.md", occurrence="a", source="x", target="y", state=sent.value, words=1)
    found = weakened(claim, unit, qualifier="", is_approved=False, is_xliff=False, is_table=True)
    assert found == (holds, "")
