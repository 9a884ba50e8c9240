"""What somebody types is judged as what comes back from outside, and writes over nobody."""

from __future__ import annotations

import pytest

from locmem.errors import UsageError
from locmem.exchange.decision import Outcome
from locmem.model.translation import HUMAN, State
from locmem.pipelines.post_edit import PostEditResult, Seen, Typed, post_edit
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.pipelines.shop import Shop
from tests.waiting import CODED, DRAFT, SOURCE

OWN = "Cobramos el importe al enviar el paquete."


def typed(shop: Shop, text: str, source: str = SOURCE, remark: str = "") -> Typed:
    """What somebody types who looks at the text now."""
    document, _, occurrence = shop.key(source).partition("#")
    seen = Seen.of(shop.entry(source))
    return Typed(document=document, occurrence=occurrence, locale="es", text=text, seen=seen, remark=remark)


def saved(shop: Shop, *texts: Typed, reviewed: bool = False, is_draft: bool = False) -> tuple[str, PostEditResult]:
    run, result = run_step(
        shop.open(), "post-edit", lambda run: post_edit(run, texts, reviewed=reviewed, is_draft=is_draft)
    )
    return run.id, result


def test_what_is_typed_is_confirmed_and_a_persons(drafted: Shop) -> None:
    run, result = saved(drafted, typed(drafted, OWN))
    entry = drafted.entry(SOURCE)
    assert (entry.target, entry.state, entry.origin) == (OWN, State.TRANSLATED, HUMAN)
    assert result.summary == "1 text taken"
    undo(drafted.open(), run)
    assert drafted.entry(SOURCE).target == DRAFT


def test_a_draft_that_holds_is_confirmed_as_it_is(drafted: Shop) -> None:
    saved(drafted, typed(drafted, DRAFT))
    assert drafted.entry(SOURCE).state is State.TRANSLATED


def test_a_reviewer_answers_as_one(drafted: Shop) -> None:
    saved(drafted, typed(drafted, OWN), reviewed=True)
    assert drafted.entry(SOURCE).state is State.REVIEWED


def test_an_unfinished_text_confirms_nothing(drafted: Shop) -> None:
    saved(drafted, typed(drafted, OWN), is_draft=True)
    entry = drafted.entry(SOURCE)
    assert (entry.target, entry.state, entry.origin) == (OWN, State.DRAFT, HUMAN)


def test_a_text_without_its_codes_is_not_taken_and_the_others_are(drafted: Shop) -> None:
    _, result = saved(drafted, typed(drafted, OWN), typed(drafted, "Abre Pedidos.", CODED))
    assert [one.outcome for one in result.decisions] == [Outcome.ACCEPTED, Outcome.REJECTED]
    assert "**" in result.decisions[1].why
    assert drafted.entry(CODED).target == DRAFT
    assert result.summary == "1 text taken, 1 not"


def test_what_somebody_confirmed_meanwhile_stands_and_is_shown(drafted: Shop) -> None:
    late = typed(drafted, OWN)
    theirs = "Cobramos cuando sale el paquete."
    saved(drafted, typed(drafted, theirs))
    _, result = saved(drafted, late)
    assert drafted.entry(SOURCE).target == theirs
    assert (result.decisions[0].outcome, result.decisions[0].kept) == (Outcome.CONFLICT, theirs)


def test_whoever_saw_that_text_may_replace_it(drafted: Shop) -> None:
    saved(drafted, typed(drafted, "Cobramos cuando sale el paquete."))
    saved(drafted, typed(drafted, OWN))
    assert drafted.entry(SOURCE).target == OWN


def test_a_source_that_changed_meanwhile_takes_nothing(drafted: Shop) -> None:
    late = typed(drafted, OWN)
    drafted.edit("content/articles/paying.md", SOURCE, "We collect all the money when the parcel leaves us.")
    drafted.run("collect")
    before = drafted.in_git()
    _, result = saved(drafted, late)
    assert result.taken == 0
    assert "the source changed" in result.decisions[0].why
    assert drafted.in_git() == before


def test_a_text_whose_place_is_gone_takes_nothing(drafted: Shop) -> None:
    late = typed(drafted, OWN)
    drafted.edit("content/articles/paying.md", f" {SOURCE}", "")
    drafted.run("collect")
    _, result = saved(drafted, late)
    assert result.decisions[0].outcome is Outcome.ORPHANED


def test_an_unfinished_text_replaces_nothing_that_was_confirmed(shop: Shop) -> None:
    before = shop.in_git()
    _, result = saved(shop, typed(shop, OWN), is_draft=True)
    assert result.decisions[0].outcome is Outcome.CONFLICT
    assert shop.in_git() == before


def test_a_remark_stays_beside_the_text(drafted: Shop) -> None:
    saved(drafted, typed(drafted, OWN, remark="Which parcel?"))
    assert "Which parcel?" in drafted.entry(SOURCE).remarks


@pytest.mark.parametrize("nothing", ["", "  \n", "\u200b"])
def test_nothing_typed_deletes_nothing(drafted: Shop, nothing: str) -> None:
    with pytest.raises(UsageError, match="there is no text"):
        saved(drafted, typed(drafted, nothing))


def test_saving_twice_is_saving_once(drafted: Shop) -> None:
    saved(drafted, typed(drafted, OWN))
    before = drafted.in_git()
    run, result = saved(drafted, typed(drafted, OWN))
    assert (run, result.taken) == ("", 1)
    assert drafted.in_git() == before


def test_a_source_that_changed_or_went_is_told_in_the_words_of_who_typed(drafted: Shop) -> None:
    one = typed(drafted, OWN)
    drafted.edit("content/articles/paying.md", SOURCE, "We collect it later.")
    for sync in (False, True):
        if sync:
            drafted.run("collect")
        _, result = saved(drafted, one)
        [decision] = result.decisions
        assert decision.outcome in (Outcome.OUTDATED, Outcome.ORPHANED)
        assert "nothing was saved; what was typed is here still" in decision.why
