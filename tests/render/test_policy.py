"""What a customer sees while a text is stale, unfinished or damaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.model.segment import Place
from locmem.model.settings import RiskPolicy, Shown
from locmem.model.translation import State
from locmem.render.policy import (
    Choice,
    Show,
    Standing,
    choose,
    instead,
    nothing_translated,
    standing,
    unfinished_in_tags,
)
from tests.pairs import entry, pair_of, source_of

FINISHED = Standing(total=9, ready=9, untranslated=0, drafts=0, below=0, stale=0)
STALE = replace(FINISHED, ready=8, stale=1)


def policy(stale: Shown = Shown.KEEP, unfinished: Shown = Shown.SOURCE) -> RiskPolicy:
    return RiskPolicy(required=State.REVIEWED, stale=stale, unfinished=unfinished)


@pytest.mark.parametrize("stale", Shown)
@pytest.mark.parametrize("unfinished", Shown)
def test_a_finished_page_is_shown_whatever_the_policy(stale: Shown, unfinished: Shown) -> None:
    assert choose(FINISHED, policy(stale, unfinished)) == Choice(show=Show.TRANSLATION)


@pytest.mark.parametrize(
    ("stale", "show"),
    [(Shown.KEEP, Show.LAST_CONFIRMED), (Shown.SOURCE, Show.SOURCE), (Shown.WITHHOLD, Show.NOTHING)],
)
def test_a_stale_page_is_what_the_policy_says_of_stale_ones(stale: Shown, show: Show) -> None:
    assert choose(STALE, policy(stale=stale)) == Choice(show=show, reasons=("1 segment stale",))


@pytest.mark.parametrize(("unfinished", "show"), [(Shown.SOURCE, Show.SOURCE), (Shown.WITHHOLD, Show.NOTHING)])
@pytest.mark.parametrize("what", ["untranslated", "drafts", "below"])
def test_an_unfinished_page_is_never_kept_even_where_it_is_stale_too(unfinished: Shown, show: Show, what: str) -> None:
    found = replace(STALE, ready=7, **{what: 1})
    choice = choose(found, policy(stale=Shown.KEEP, unfinished=unfinished))
    assert (choice.show, choice.is_damaged, choice.reasons[-1]) == (show, False, "1 segment stale")


def test_reasons_name_each_kind_of_missing_segment() -> None:
    found = Standing(total=1_300, ready=0, untranslated=1_204, drafts=1, below=2, stale=3)
    assert found.reasons(State.REVIEWED) == (
        "1,204 segments untranslated",
        "1 draft nobody confirmed",
        "2 segments not reviewed yet",
        "3 segments stale",
    )
    assert found.unfinished == 1_207
    assert FINISHED.reasons(State.REVIEWED) == ()


def test_a_locale_without_a_catalog_has_everything_still_to_do() -> None:
    assert nothing_translated(7).reasons(State.TRANSLATED) == ("7 segments untranslated",)
    assert choose(nothing_translated(7), policy()).show is Show.SOURCE


@pytest.mark.parametrize(("unfinished", "show"), [(Shown.SOURCE, Show.SOURCE), (Shown.WITHHOLD, Show.NOTHING)])
def test_a_damaged_translation_counts_as_unfinished_and_says_so(unfinished: Shown, show: Show) -> None:
    assert instead(policy(unfinished=unfinished), ("why",)) == Choice(show=show, reasons=("why",), is_damaged=True)


IN_TAGS = Standing(total=9, ready=7, untranslated=1, drafts=1, below=0, stale=0, in_tags=2)


@pytest.mark.parametrize(
    ("found", "stale", "unfinished", "show"),
    [
        (IN_TAGS, Shown.KEEP, Shown.SOURCE, Show.LAST_CONFIRMED),
        (replace(IN_TAGS, ready=5, stale=2), Shown.KEEP, Shown.SOURCE, Show.LAST_CONFIRMED),
        (replace(IN_TAGS, drafts=2), Shown.KEEP, Shown.SOURCE, Show.SOURCE),
        (replace(IN_TAGS, total=2, ready=0), Shown.KEEP, Shown.SOURCE, Show.SOURCE),
        (IN_TAGS, Shown.KEEP, Shown.WITHHOLD, Show.NOTHING),
        (IN_TAGS, Shown.SOURCE, Shown.SOURCE, Show.SOURCE),
        (IN_TAGS, Shown.WITHHOLD, Shown.SOURCE, Show.SOURCE),
    ],
    ids=["kept", "stale too", "a sentence too", "nothing else", "withheld", "source", "withheld while stale"],
)
def test_a_page_that_lacks_texts_inside_tags_alone_is_kept_rather_than_shown_in_the_source_language(
    found: Standing, stale: Shown, unfinished: Shown, show: Show
) -> None:
    choice = choose(found, policy(stale, unfinished))
    assert choice.show is show
    assert choice.reasons[-1] == "2 texts inside tags among them"


def test_texts_inside_tags_are_counted_until_they_are_confirmed() -> None:
    entries = [
        entry("there"),
        entry("you", "du", state=State.DRAFT, occurrence="k3f9xy"),
        entry("all", "alle", state=State.REVIEWED, occurrence="k3f9xz"),
    ]
    source = source_of(entries, place=Place(quote='"', tag_quotes="\"'"))
    pair = pair_of(entries, source=source)
    assert unfinished_in_tags(pair, State.REVIEWED) == {"k3f9xx", "k3f9xy"}
    assert standing(pair, State.REVIEWED).in_tags == 2
    assert unfinished_in_tags(pair_of(entries), State.REVIEWED) == frozenset()


PAGE = pair_of(
    [
        entry("One."),
        *(entry(f"Two {number}.", "Dos.", state=State.DRAFT) for number in range(2)),
        *(entry(f"Three {number}.", "Tres.", state=State.TRANSLATED) for number in range(3)),
        *(entry(f"Four {number}.", "Cuatro.", state=State.REVIEWED) for number in range(4)),
        *(
            entry(f"Five {number}.", "Cinco.", state=State.REVIEWED, stale_since=date(2026, 1, 1))
            for number in range(5)
        ),
    ]
)


@pytest.mark.parametrize(
    ("required", "ready", "below"), [(State.REVIEWED, 4, 3), (State.TRANSLATED, 7, 0)], ids=lambda value: str(value)
)
def test_each_segment_of_a_page_counts_once_and_what_is_stale_apart(required: State, ready: int, below: int) -> None:
    assert standing(PAGE, required) == Standing(total=15, ready=ready, untranslated=1, drafts=2, below=below, stale=5)


def test_where_drafts_may_ship_they_are_ready() -> None:
    assert standing(PAGE, State.DRAFT) == Standing(total=15, ready=9, untranslated=1, drafts=0, below=0, stale=5)
