"""Whoever accepts a text hears what the release gate will say of it, and takes nothing that is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import UsageError
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.pipelines.accept import AcceptResult, accept
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from tests.pages.test_foreseen import GLOSSARY, PAGE, SOURCE
from tests.pipelines.shop import Shop

OLD = "We collect the money when the parcel leaves us."
NEW = "We collect all the money when the parcel leaves us."


def accepted(
    shop: Shop, *keys: str, drafts: bool = False, proposed: bool = False, locales: tuple[str, ...] = ("es",)
) -> AcceptResult:
    return run_step(
        shop.open(),
        "accept",
        lambda run: accept(run, keys, reason="read", locales=locales, drafts=drafts, proposed=proposed),
    )[1]


@pytest.fixture
def ordered(shop: Shop) -> Shop:
    """Two drafts; one has a word that the glossary forbids."""
    shop.write("content/glossary.csv", GLOSSARY)
    for source, target in {SOURCE: "Pagar una orden", "Method": "Modo"}.items():
        made = Origin(OriginKind.MT, "apertium")
        shop.change_entry(source, "es", shop.entry(source).with_target(target, State.DRAFT, made))
    return shop


def without_proposal(shop: Shop) -> None:
    shop.edit(f"content/{PAGE}", OLD, NEW)
    shop.run("collect")
    assert (shop.entry(NEW).is_stale, shop.entry(NEW).proposal) == (True, "")


def test_where_nothing_is_proposed_nothing_is_taken_as_proposed(shop: Shop) -> None:
    without_proposal(shop)
    before = shop.in_git()
    with pytest.raises(UsageError, match=r"nothing is proposed in its place\. Leave --proposed out"):
        accepted(shop, shop.key(NEW), proposed=True)
    result = accepted(shop, PAGE, proposed=True)
    assert (result.accepted, result.left) == ((), (f"es {shop.key(NEW)}: nothing is proposed in its place",))
    assert result.summary == "nothing was accepted"
    assert shop.in_git() == before


def test_what_is_proposed_is_taken_beside_what_is_left(shop: Shop) -> None:
    shop.edit(f"content/{PAGE}", "## Good to know", "## Nice to know")
    without_proposal(shop)
    shop.change_entry("Nice to know", "es", replace(shop.entry("Nice to know"), proposal="Bueno es saberlo"))
    result = accepted(shop, PAGE, proposed=True)
    assert (len(result.updated), len(result.left)) == (1, 1)
    assert result.summary == "1 target accepted as proposed"
    assert shop.entry(NEW).is_stale


def test_a_draft_that_would_fail_the_release_is_left_until_it_is_named(ordered: Shop) -> None:
    result = accepted(ordered, PAGE, drafts=True)
    [left] = result.left
    assert left.startswith(f"es {ordered.key(SOURCE)}: ")
    assert left.endswith("(term-forbidden, fails the release gate)")
    assert result.accepted == (f"es {ordered.key('Method')}",)
    named = accepted(ordered, ordered.key(SOURCE))
    [note] = named.notes
    assert note.startswith(f"es {ordered.key(SOURCE)}: ")
    assert "orden" in note
    assert ordered.entry(SOURCE).state is State.TRANSLATED


def test_a_stale_text_with_the_old_number_is_accepted_with_a_word(shop: Shop) -> None:
    old, new = "Good to know for 2 years", "Good to know for 3 years"
    shop.edit(f"content/{PAGE}", "Good to know", old)
    shop.run()
    shop.change_entry(old, "es", shop.entry(old).with_target("Conviene saberlo 2 años", State.TRANSLATED, HUMAN))
    shop.edit(f"content/{PAGE}", old, new)
    done = shop.command("accept", f"content/{shop.key(new)}", "--locale", "es", "--reason", "Read.")
    assert (done.returncode, "1 target accepted as still valid" in done.stderr) == (0, True)
    assert f"note: es {shop.key(new)}: " in done.stderr
    assert "(number-changed, fails the release gate)" in done.stderr


def test_texts_that_a_translator_has_are_left_and_end_in_1(ordered: Shop) -> None:
    run_step(ordered.open(), "export", lambda run: hand_off(run, HandoffOptions(locales=("es",))))
    done = ordered.command("accept", "articles", "--drafts", "--locale", "es", "--reason", "Read.")
    assert (done.returncode, "a translator has it" in done.stderr) == (1, True)
    assert "nothing was accepted" in done.stderr


def test_documents_are_named_as_for_the_queue_and_all_slips_at_once(ordered: Shop) -> None:
    assert accepted(ordered, "articles/pay*", drafts=True).drafts == 1
    with pytest.raises(UsageError) as caught:
        accepted(ordered, "payin.md", "articles/payin.md#k1")
    assert str(caught.value).count(f"Did you mean {PAGE}?") == 2
