"""Whoever works is named in the history, and a risk may name who confirms its texts."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.model.translation import State
from locmem.pages.editing import edited
from locmem.pages.waiting_queue import found_waiting
from locmem.pipelines.accept import accept
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.pipelines.run import run_step
from locmem.postedit.ordering import Wanted
from locmem.workspace.person import OWN_WORK, is_own_work, login, refused_confirmation
from locmem.workspace.project import Project
from tests.pipelines.shop import Shop

LEGAL = "Write to {{ company.support.email }} if something went wrong."
ONLY_ANA = "risks:\n  legal: {confirmed_by: [Ana Reis, Ben]}\n"


@pytest.fixture
def counsel(shop: Shop) -> Shop:
    """A shop with a legal draft, whose texts two people confirm."""
    shop.write("locmem.yaml", shop.read("locmem.yaml") + ONLY_ANA)
    entry = shop.entry(LEGAL)
    shop.change_entry(LEGAL, "es", entry.with_target(entry.target, State.DRAFT, entry.origin))
    return shop


def by(shop: Shop, person: str) -> Project:
    project = shop.open()
    project.person = person
    return project


def typed(shop: Shop) -> Typed:
    document, _, occurrence = shop.key(LEGAL).partition("#")
    entry = shop.entry(LEGAL)
    return Typed(document=document, occurrence=occurrence, locale="es", text=entry.target, seen=Seen.of(entry))


def test_who_is_not_named_confirms_nothing_and_may_keep_a_draft(counsel: Shop) -> None:
    before = counsel.in_git()
    one = replace(typed(counsel), text=counsel.entry(LEGAL).target + " ")
    with pytest.raises(UsageError, match=r"confirmed here by Ana Reis, Ben, and you are Eve\. Keep it as a draft"):
        run_step(by(counsel, "Eve"), "post-edit", lambda run: post_edit(run, [one]))
    with pytest.raises(UsageError, match="confirmed here by Ana Reis, Ben, and you are Eve"):
        run_step(
            by(counsel, "Eve"), "accept", lambda run: accept(run, [counsel.key(LEGAL)], reason="read", locales=["es"])
        )
    assert counsel.in_git() == before
    run_step(by(counsel, "Eve"), "post-edit", lambda run: post_edit(run, [one], is_draft=True))
    assert counsel.entry(LEGAL).state is State.DRAFT


@pytest.mark.parametrize("name", ["Ana Reis", "ana reis", "Ben"])
def test_who_is_named_confirms_and_stands_in_the_history(counsel: Shop, name: str) -> None:
    run, _ = run_step(by(counsel, name), "post-edit", lambda run: post_edit(run, [typed(counsel)]))
    assert counsel.entry(LEGAL).state is State.TRANSLATED
    assert counsel.open().journal.runs(1)[0].who == name
    assert run.id


def test_a_page_whose_drafts_are_accepted_leaves_what_others_confirm(counsel: Shop) -> None:
    document = counsel.key(LEGAL).partition("#")[0]
    _, result = run_step(
        by(counsel, "Eve"), "accept", lambda run: accept(run, [document], reason="read", locales=["es"], drafts=True)
    )
    assert (result.accepted, len(result.left)) == ((), 1)
    assert "confirmed here by Ana Reis, Ben" in result.left[0]


def test_who_translated_a_text_is_told_before_and_when_they_review_it(counsel: Shop) -> None:
    document, locale = counsel.key(LEGAL).partition("#")[0], "es"
    run_step(by(counsel, "Ben"), "post-edit", lambda run: post_edit(run, [typed(counsel)]))
    entry = counsel.entry(LEGAL)
    who = {name: is_own_work(by(counsel, name), document, locale, entry) for name in ("ben", "Ana Reis", "")}
    assert who == {"ben": True, "Ana Reis": False, "": False}
    assert not is_own_work(by(counsel, "Ben"), document, "ja", entry)
    assert not is_own_work(by(counsel, "Ben"), document, locale, replace(entry, target="Otra cosa."))
    shown = {name: doubts(by(counsel, name)) for name in ("Ben", "Ana Reis")}
    assert [OWN_WORK in told for told in shown.values()] == [True, False]
    _, result = run_step(by(counsel, "Ben"), "post-edit", lambda run: post_edit(run, [typed(counsel)], reviewed=True))
    assert counsel.entry(LEGAL).state is State.REVIEWED
    assert OWN_WORK in result.decisions[0].notes


def test_who_reviews_the_work_of_another_is_told_nothing(counsel: Shop) -> None:
    run_step(by(counsel, "Ben"), "post-edit", lambda run: post_edit(run, [typed(counsel)]))
    _, result = run_step(
        by(counsel, "Ana Reis"), "post-edit", lambda run: post_edit(run, [typed(counsel)], reviewed=True)
    )
    assert OWN_WORK not in result.decisions[0].notes


def doubts(project: Project) -> tuple[str, ...]:
    found = found_waiting(project, project.markets, Wanted(locales=("es",)))
    [item] = [one for one in found.items if one.state == "not reviewed"]
    return edited(project, project.markets, found, item).doubts


def test_where_nobody_is_named_everybody_confirms(shop: Shop) -> None:
    project = shop.open()
    assert project.person == login()
    assert refused_confirmation(project, shop.pair("articles/complaints.md").source) == ""


def test_names_are_a_list(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "risks:\n  legal: {confirmed_by: {Ana: yes}}\n")
    with pytest.raises(InputErrors, match="confirmed_by"):
        shop.open()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there the environment says who works")
def test_the_system_says_who_works_and_the_environment_only_where_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "Max")
    assert login() == pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert login() == "Max"
