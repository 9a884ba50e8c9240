"""The order of the queue, and which texts are one item."""

from __future__ import annotations

import pytest

from locmem.model.document import Risk
from locmem.model.priority import Priority, Scored
from locmem.postedit.estimate import Basis, Estimate
from locmem.postedit.ordering import Ordered, Wanted, ordered
from locmem.postedit.waiting import STATES, Waiting, WaitingText
from locmem.postedit.worth import Known
from tests.pipelines.shop import Shop


def estimate(trouble: float) -> Estimate:
    return Estimate(digest=b"", trouble=trouble, reasons=(), edits=0.1, basis=Basis.STRUCTURE)


def text(
    occurrence: str, *, same: str = "", state: str = "draft", words: int = 10, made_by: str = "mt:x"
) -> WaitingText:
    digest = (same or occurrence).encode()
    return WaitingText(occurrence, words, STATES.index(state), made_by, 0, digest, b"")


def waiting(document: str, *texts: WaitingText, locale: str = "es") -> Waiting:
    return Waiting(document, locale, document.split("/")[0], Risk.STANDARD, (), texts)


def queue(
    shop: Shop,
    *parts: Waiting,
    scores: dict[str, Scored] | None = None,
    out: dict[tuple[str, str, str], str] | None = None,
    troubles: dict[bytes, float] | None = None,
) -> tuple[Ordered, ...]:
    documents = {("es", document): scored for document, scored in (scores or {}).items()}
    return ordered(
        parts,
        [shop.open().market("ES")],
        documents,
        out or {},
        Known(estimates={digest: estimate(one) for digest, one in (troubles or {}).items()}),
    )


def names(items: tuple[Ordered, ...]) -> list[str]:
    return [item.place.occurrence for item in items]


def scored(priority: Priority, points: float = 0.0) -> Scored:
    return Scored(priority=priority, reasons=("because",), points=points)


def test_priority_goes_before_everything(shop: Shop) -> None:
    scores = {"a/1.md": scored(Priority.SHOULD, 900), "a/2.md": scored(Priority.MUST)}
    items = queue(
        shop, waiting("a/1.md", text("k")), waiting("a/2.md", text("m")), waiting("a/3.md", text("n")), scores=scores
    )
    assert names(items) == ["m", "k", "n"]


def test_a_page_that_many_read_goes_before_one_that_few_do_and_a_broken_draft_before_a_sound_one(shop: Shop) -> None:
    scores = {"a/1.md": scored(Priority.SHOULD, 5), "a/2.md": scored(Priority.SHOULD, 50)}
    parts = waiting("a/1.md", text("k"), text("l")), waiting("a/2.md", text("m"), text("n"))
    assert names(queue(shop, *parts, scores=scores)) == ["m", "n", "k", "l"]
    troubles = {b"k": 0.9, b"l": 0.0, b"m": 0.0, b"n": 0.9}
    assert names(queue(shop, *parts, scores=scores, troubles=troubles))[0] == "n"
    assert names(queue(shop, *parts, troubles=troubles))[:2] == ["k", "n"]


def test_a_long_text_is_worth_the_opening_more_than_a_short_one(shop: Shop) -> None:
    assert names(queue(shop, waiting("a/1.md", text("short", words=2), text("long", words=80)))) == ["long", "short"]


def test_the_same_text_in_several_places_is_one_item_at_the_most_pressing_one(shop: Shop) -> None:
    scores = {"a/2.md": scored(Priority.MUST)}
    parts = waiting("a/1.md", text("k", same="s"), text("l")), waiting("a/2.md", text("m", same="s"))
    first, second = queue(shop, *parts, scores=scores)
    assert (first.place.occurrence, [one.key for one in first.others], first.segments) == ("m", ["a/1.md#k"], 2)
    assert second.place.occurrence == "l"


@pytest.mark.parametrize("other", [{"state": "stale"}, {"words": 0}], ids=["state", "inherited"])
def test_texts_that_wait_for_something_else_are_items_of_their_own(shop: Shop, other: dict[str, object]) -> None:
    one, two = text("k", same="s", **other), text("l", same="s", **({} if "state" in other else other))  # type: ignore[arg-type]
    assert len(queue(shop, waiting("a/1.md", one, two))) == 2


def test_what_is_with_a_translator_comes_last_in_its_priority_and_is_another_item(shop: Shop) -> None:
    parts = waiting("a/1.md", text("k", same="s"), text("l", same="s"))
    items = queue(shop, parts, out={("es", "a/1.md", "k"): "2026-11-21-es-1"})
    assert [(item.place.occurrence, item.handoff) for item in items] == [("l", ""), ("k", "2026-11-21-es-1")]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "kmn"),
        (Wanted(states=("stale",)), "m"),
        (Wanted(made_by=("mt",)), "k"),
        (Wanted(made_by=("mt:x",)), "k"),
        (Wanted(made_by=("mt:y",)), ""),
        (Wanted(made_by=("tm", "human")), "mn"),
        (Wanted(documents=("a/1.md",)), "k"),
        (Wanted(documents=("a/1.md", "a/2.md")), "km"),
        (Wanted(content_sets=("b",)), "n"),
        (Wanted(priorities=(1,)), "n"),
        (Wanted(is_here=True), "kn"),
        (Wanted(people=("Ana",)), "n"),
        (Wanted(people=("ana",)), "n"),
        (Wanted(people=("",)), "km"),
    ],
    ids=str,
)
def test_a_filter_takes_what_it_says(shop: Shop, wanted: Wanted, found: str) -> None:
    items = queue(
        shop,
        waiting("a/1.md", text("k")),
        waiting("a/2.md", text("m", state="stale", made_by="tm")),
        waiting("b/3.md", text("n", made_by="human")),
        scores={"b/3.md": scored(Priority.MUST)},
        out={("es", "a/2.md", "m"): "h"},
    )
    taken = [item for item in items if wanted.takes(item, "Ana" if item.place.occurrence == "n" else "")]
    assert "".join(sorted(names(tuple(taken)))) == found


def test_an_engine_stands_for_all_of_its_models(shop: Shop) -> None:
    (item,) = queue(shop, waiting("a/1.md", text("k", made_by="mt:openai/small")))
    assert Wanted(made_by=("mt:openai",)).takes(item, "")
    assert Wanted(made_by=("mt:openai/small",)).takes(item, "")
    assert not Wanted(made_by=("mt:openai/large",)).takes(item, "")
    assert not Wanted(made_by=("mt:open",)).takes(item, "")
