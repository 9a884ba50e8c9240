from __future__ import annotations

from tests.checks.lamps import Lamps


def test_a_slip_is_shown_at_its_word_in_whichever_sentence(lamps: Lamps) -> None:
    lamps.article("Wait a week. Then we *recieve* the parcel.")
    [found] = lamps.findings("source-misspelt")
    assert (found.location.line, found.location.column) == (5, 23)
    assert found.do == "Write “receive”, if it was meant."


def test_a_word_that_its_author_writes_again_and_again_is_meant(lamps: Lamps) -> None:
    lamps.article("A teh, a teh and a teh.")
    assert lamps.findings("source-misspelt") == []


def test_a_word_of_many_documents_is_one_of_the_trade(lamps: Lamps) -> None:
    for name in ("one", "two"):
        lamps.article("The backend is new.", name=name)
    assert {one.location.path for one in lamps.findings("source-misspelt")} == {
        "content/articles/one.md",
        "content/articles/two.md",
    }
    lamps.article("The backend is new.", name="three")
    assert lamps.findings("source-misspelt") == []


def test_a_word_with_three_equal_letters_is_told_once(lamps: Lamps) -> None:
    lamps.article("It cannnot dim.")
    assert len(lamps.findings("source-misspelt")) == 1


def test_a_sign_is_shown_with_the_word_before_it(lamps: Lamps) -> None:
    lamps.article("Wait! The lamp is hot!! Do not touch it!")
    [found] = lamps.findings("source-punctuation")
    assert (found.location.line, found.location.column) == (5, 19)
