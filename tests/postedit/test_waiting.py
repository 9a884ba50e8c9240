"""What is known of a text that waits without opening its document again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.model.document import Risk
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.postedit.estimate import digest_of
from locmem.postedit.waiting import STATES, Waiting, made_by, readers, seen_by, waiting_in
from locmem.workspace.workspace import open_workspace
from tests.pairs import entry
from tests.pipelines.shop import Shop

MT = Origin(OriginKind.MT, "apertium")


def test_a_draft_says_who_made_it_and_what_it_is_worth_in_words(shop: Shop) -> None:
    sentence = "Open **Orders** to change the method."
    shop.change_entry(sentence, "es", shop.entry(sentence).with_target("Abra **Pedidos**.", State.DRAFT, MT))
    (paying,) = [one for one in waiting_in(open_workspace(shop.open())) if one.locale == "es"]
    (text,) = paying.texts
    assert (paying.document, paying.content_set, paying.risk) == ("articles/paying.md", "articles", Risk.STANDARD)
    assert (STATES[text.state], text.words, text.made_by, text.match) == ("draft", 6, "mt:apertium", 0)
    assert text.digest == digest_of(sentence, "Abra **Pedidos**.")


@pytest.mark.parametrize(
    ("held", "maker"),
    [
        (entry("a"), ""),
        (entry("a", "b", state=State.DRAFT, origin=MT), "mt:apertium"),
        (entry("a", "b", state=State.TRANSLATED, origin=HUMAN), "human"),
        (replace(entry("a", "b", state=State.TRANSLATED, origin=HUMAN), proposal="c"), "tm"),
        (replace(entry("a", "b", state=State.TRANSLATED, origin=HUMAN), proposal="c", is_begun=True), "human"),
    ],
    ids=["empty", "draft", "confirmed", "proposal", "begun"],
)
def test_what_is_shown_was_made_by_somebody(held: object, maker: str) -> None:
    assert made_by(held) == maker  # type: ignore[arg-type]


def test_a_text_and_its_source_are_not_run_together() -> None:
    assert digest_of("a", "bc") != digest_of("ab", "c")
    assert digest_of("a", "b") == digest_of("a", "b")
    assert len(digest_of("\ud800", "")) == 8


def test_a_document_is_read_where_it_is_meant_for(shop: Shop) -> None:
    served = readers([*shop.open().markets, shop.open().market("ES")])
    everywhere = Waiting("a.md", "es", "articles", Risk.LOW, (), ())
    assert seen_by(everywhere, served)[0] == "ES"
    assert seen_by(everywhere._replace(markets=("JP",)), served) == ()
    assert seen_by(everywhere._replace(locale="fr"), served) == ()
