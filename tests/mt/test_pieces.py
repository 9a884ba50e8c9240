"""How a stretch of a source is asked for: as a whole with two families of tokens, then as its texts between codes."""

from __future__ import annotations

from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.mt.layout import items_of, shown_text
from locmem.mt.pieces import BETWEEN_CODES, Piece, Surroundings
from locmem.mt.soundness import Tongues


def piece(text: str, target: str = "es") -> Piece:
    items = items_of(protect.parse(text, Syntax.MARKDOWN))
    terms = (("box", "caja"), ("lamp", "lámpara"))
    return Piece(items, Surroundings(terms=terms), Tongues(source="en", target=target))


def asked(one: Piece) -> list[str]:
    return [question.text for question in one.questions]


def test_codes_and_blanks_at_the_ends_are_not_asked_for() -> None:
    one = piece("**Open the box now**  ")
    assert asked(one) == ["Open the box now"]
    one.take(["Abra la caja ya"])
    assert shown_text(one.items) == " Abra la caja ya   "


def test_each_text_between_codes_is_asked_with_the_terms_in_it() -> None:
    one = piece("Open the *box*, then take `it`: the **lamp**!")
    one.take(["Abra."])
    one.take(["Abra."])
    assert asked(one) == ["Open the", "box", "then take", "the", "lamp"]
    assert [len(question.terms) for question in one.questions] == [0, 1, 0, 0, 1]
    one.take(["Abra la", "Caja", "luego tome", "la", "lámpara"])
    assert (one.why, one.note, one.tries) == ("", BETWEEN_CODES, 3)
    assert shown_text(one.items).split() == ["Abra", "la", "caja", ",", "luego", "tome", ":", "la", "lámpara", "!"]


def test_nothing_is_parted_where_the_order_of_words_turns() -> None:
    one = piece("Open the *box* now.", target="ja")
    one.take(["箱を開けてください。"])
    one.take(["箱を開けてください。"])
    assert not one.is_open


def test_what_was_not_answered_is_closed() -> None:
    one = piece("Open the *box* now.")
    one.take([None])
    assert (one.is_open, one.why) == (False, "was not answered")
