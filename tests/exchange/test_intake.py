"""Three-way intake: whatever came back and whatever happened here meanwhile, no confirmed word is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from locmem.exchange.decision import Outcome
from locmem.inline import protect
from locmem.inline.compare import memory_key
from locmem.model.inline import Syntax
from locmem.model.translation import HUMAN, State
from tests.exchange.conftest import Desks
from tests.exchange.desk import RETURNS, Desk

SITUATIONS = ("same", "draft", "confirmed", "source", "gone")
"""What can become of a segment here while it is with the translator."""


@dataclass
class Case:
    """What is to come of one returned segment: outcome, the target that stands, its state."""

    outcome: str
    target: str
    state: State


def expected(situation: str, returned: str, format_: str, draft: str) -> Case:
    """The table of what must come out; `X` stands for what somebody wrote here meanwhile."""
    new = draft.replace("tiene", "posee")
    is_answer = returned == "changed" or (returned == "confirmed" and format_ in ("po", "csv", "xlsx"))
    answer = new if returned == "changed" else draft
    silent = "missing" if returned == "absent" else "unchanged"
    if situation == "same":
        return Case("accepted", answer, State.TRANSLATED) if is_answer else Case(silent, draft, State.DRAFT)
    if situation == "draft":
        return Case("accepted", answer, State.TRANSLATED) if is_answer else Case(silent, "X", State.DRAFT)
    if situation == "confirmed":
        return Case("conflict" if is_answer else silent, "X", State.TRANSLATED)
    if situation == "source":
        return Case("outdated", answer, State.TRANSLATED) if is_answer else Case(silent, "", State.UNTRANSLATED)
    return Case("orphaned", answer, State.TRANSLATED) if is_answer else Case(silent, "", State.UNTRANSLATED)


def happen(desk: Desk, situation: str) -> None:
    """What people do here while the files are away."""
    if situation in ("draft", "confirmed"):
        state = State.DRAFT if situation == "draft" else State.TRANSLATED
        desk.write({name: desk.draft(name).replace("tiene", "lleva") for name in RETURNS}, state)
    elif situation == "source":
        desk.change_source()
    elif situation == "gone":
        lines = [line for line in desk.shop.read(desk.file).splitlines() if " lamp has " not in line]
        desk.shop.write(desk.file, "\n".join([*lines, "Something else." if desk.kind == "markdown" else ""]))
        if desk.kind == "html":
            desk.shop.write(desk.file, desk.shop.read(desk.file).rstrip() + "\n      <p>Something else.</p>\n")
        desk.shop.run()


def answer(desk: Desk) -> None:
    """What the translator does with each segment."""
    translator = desk.translator
    translator.drop(" absent page")
    translator.empty(" empty page")
    translator.change(" changed page", "tiene", "posee")
    translator.confirm(" confirmed page")


@pytest.mark.parametrize(
    ("kind", "format_"),
    [
        *((kind, format_) for kind in ("markdown", "html") for format_ in ("po", "xliff", "xliff2")),
        ("markdown", "csv"),
        ("html", "xlsx"),
    ],
)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_nothing_confirmed_is_lost_or_silently_replaced(desks: Desks, situation: str, format_: str, kind: str) -> None:
    desk = desks(kind)
    drafts = {name: desk.draft(name) for name in RETURNS}
    manifest = desk.hand_off(format_)
    happen(desk, situation)
    answer(desk)
    result = desk.bring_back(partial=True)

    assert result.total == len(manifest.units) == sum(result.counts.values())
    memory, entries = desk.shop.open().memory, desk.entries()
    for name in RETURNS:
        wanted = expected(situation, name, format_, drafts[name])
        decision = desk.decision(result, name)
        assert (name, decision.outcome.value) == (name, wanted.outcome)
        if situation == "gone":
            syntax = Syntax.MARKDOWN if kind == "markdown" else Syntax.HTML
            native = desk.source(name)
            if kind == "html":
                native = native.replace("<g1>", "<b>").replace("</g1>", "</b>")
                native = native.replace("<g2>", f'<a class="more… of it" href="/{name}">').replace("</g2>", "</a>")
            query = protect.parse(native, syntax)
            found = [one for one in memory.entries("es") if memory_key(one.source) == memory_key(query)]
            assert [protect.to_editable(one.target) for one in found] == [wanted.target] * bool(wanted.target)
            continue
        entry = entries[name]
        other = drafts[name].replace("tiene", "lleva")
        assert entry.target == (other if wanted.target == "X" else wanted.target)
        assert entry.state is wanted.state
        assert entry.is_stale == (wanted.outcome == "outdated")
        if entry.is_stale:
            assert entry.previous_source == desk.source(name)
    if situation == "confirmed":
        conflicts = {one.occurrence: one for one in desk.manifest.conflicts}
        assert conflicts[desk.ids["changed"]].returned == drafts["changed"].replace("tiene", "posee")
        assert conflicts[desk.ids["changed"]].kept == drafts["changed"].replace("tiene", "lleva")

    # Taking the same file in once more, on another day, changes nothing.
    before = desk.shop.in_git()
    desk.shop = desk.shop.later()
    again = desk.bring_back(partial=True)
    assert again.counts["accepted"] == 0
    assert desk.shop.in_git() == before


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_somebody_who_confirmed_the_draft_here_is_not_overruled(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.write({"changed": desk.draft("changed")}, State.TRANSLATED)
    desk.translator.change(" changed page", "tiene", "posee")
    result = desk.bring_back()
    assert desk.decision(result, "changed").outcome is Outcome.CONFLICT
    assert desk.entry("changed").target == desk.draft("changed")


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_an_unfinished_answer_is_kept_as_a_persons_draft(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "posee", state="draft")
    assert desk.bring_back().counts["accepted"] == 1
    entry = desk.entry("changed")
    assert (entry.target, entry.state, entry.origin) == (
        desk.draft("changed").replace("tiene", "posee"),
        State.DRAFT,
        HUMAN,
    )


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("situation", ["source", "gone"])
def test_an_unfinished_answer_never_enters_the_memory(desk: Desk, situation: str, format_: str) -> None:
    desk.hand_off(format_)
    happen(desk, situation)
    desk.translator.change(" changed page", "tiene", "posee", state="draft")
    desk.bring_back()
    assert not any("posee" in entry.target.native for entry in desk.shop.open().memory.entries("es"))


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
@pytest.mark.parametrize("damage", ["lost", "renamed", "added"])
def test_an_answer_with_damaged_codes_is_rejected_with_the_reason(desk: Desk, damage: str, format_: str) -> None:
    desk.hand_off(format_)
    if format_ == "po":
        code = "{{ market.name }}"
        new = {"lost": "España", "renamed": "{{ market.nome }}", "added": f"{code} {{{{ market.currency }}}}"}[damage]
        desk.translator.change(" changed page", code, new)
    else:
        file = desk.translator.file.read_text("utf-8")
        [code] = set(re.findall(r'<(?:x|ph) id="3"[^>]*/>\.</target>', file))
        # What a code of XLIFF 2 stands for says which it is, whatever its id.
        unknown = re.sub(r' dataRef="\w+"', "", code)
        new = {
            "lost": "España.</target>",
            "renamed": unknown.replace('"3"', '"7"'),
            "added": unknown.replace('"3"', '"9"').partition(".<")[0] + code,
        }[damage]
        desk.translator.change(" changed page", code, new)
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, found.entry) == (Outcome.REJECTED, None)
    assert found.why
    assert found.location.line
    assert desk.entry("changed").target == desk.draft("changed")


def test_identical_text_marked_translated_by_a_tool_proves_nothing(desk: Desk) -> None:
    desk.hand_off("xliff")
    for name in RETURNS:
        desk.translator.confirm(f" {name} page")
    assert desk.bring_back().counts["unchanged"] == len(RETURNS)
    assert desk.entry("changed").state is State.DRAFT
    assert desk.bring_back(trust_state=True).counts["accepted"] == len(RETURNS)
    assert desk.entry("changed").state is State.TRANSLATED


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_a_stale_target_sent_and_left_alone_stays_stale(desk: Desk, format_: str) -> None:
    desk.write({name: desk.draft(name) for name in RETURNS}, State.TRANSLATED)
    desk.change_source()
    desk.hand_off(format_)
    if format_ != "po":
        desk.translator.confirm(" changed page")
    assert desk.bring_back().counts["unchanged"] == len(RETURNS)
    assert desk.entry("changed").is_stale
    desk.translator.change(" changed page", "tiene", "ahora tiene")
    assert desk.bring_back().counts["accepted"] == 1
    assert desk.entry("changed").is_current


def test_an_answer_to_a_stale_reviewed_text_is_not_reviewed_by_itself(desk: Desk) -> None:
    desk.write({"changed": desk.draft("changed")}, State.REVIEWED)
    desk.change_source()
    desk.hand_off("po")
    desk.translator.change(" changed page", "tiene", "ahora tiene")
    desk.bring_back()
    assert desk.entry("changed").state is State.TRANSLATED


@pytest.mark.parametrize("state", ["signed-off", "final"])
def test_approved_units_and_reviewers_answers_count_as_reviewed(desk: Desk, state: str) -> None:
    desk.hand_off("xliff")
    desk.translator.approve(" changed page")
    desk.translator.confirm(" confirmed page", state=state)
    desk.bring_back()
    assert [desk.entry(name).state for name in ("changed", "confirmed", "untouched")] == [
        State.REVIEWED,
        State.REVIEWED,
        State.DRAFT,
    ]


@pytest.mark.parametrize("state", ["new", "needs-l10n", "needs-review-l10n", "x-vendor-done", "invented"])
def test_states_that_confirm_nothing_and_names_nobody_knows_make_drafts(desk: Desk, state: str) -> None:
    desk.hand_off("xliff")
    desk.translator.change(" changed page", "tiene", "posee", state=state)
    desk.bring_back()
    assert desk.entry("changed").state is State.DRAFT


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_what_a_reviewer_confirms_is_reviewed(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.confirm(" confirmed page")
    desk.bring_back(reviewed=True)
    assert desk.entry("confirmed").state is State.REVIEWED
    assert desk.entry("untouched").state is State.DRAFT


def test_a_source_edited_in_the_file_is_no_base_for_an_answer(desk: Desk) -> None:
    desk.hand_off("po")
    file = desk.translator.file
    file.write_text(file.read_text("utf-8").replace("The changed lamp", "A changed lamp"), "utf-8")
    desk.translator.change(" changed page", "tiene", "posee")
    assert desk.decision(desk.bring_back(), "changed").outcome is Outcome.REJECTED
    assert desk.entry("changed").target == desk.draft("changed")


@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_a_text_confirmed_here_for_the_source_that_was_sent_is_not_replaced_while_stale(
    desk: Desk, format_: str
) -> None:
    desk.hand_off(format_)
    other = desk.draft("changed").replace("tiene", "lleva")
    desk.write({"changed": other}, State.TRANSLATED)
    desk.change_source()
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    assert (desk.entry("changed").target, desk.entry("changed").is_stale) == (other, True)
    kept = [entry.target.native for entry in desk.shop.open().memory.entries("es") if "posee" in entry.target.native]
    assert kept == [desk.draft("changed").replace("tiene", "posee")]
