"""What was asked once is never asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from locmem.database import Database, open_database
from locmem.errors import EngineError
from locmem.inline import protect
from locmem.model.inline import Inline, Syntax
from locmem.mt.answers import Answers, Asked
from locmem.mt.drafting import Drafted, Drafter
from locmem.mt.engine import MtEngine, Question, Traits
from tests.mt.sentences import MARKDOWN

SOURCES = tuple(protect.parse(text, Syntax.MARKDOWN) for text in MARKDOWN)


class Loud:
    """An engine that answers in capitals, loses the codes of texts about money, and counts its texts."""

    name = "loud"
    traits = Traits()

    def __init__(self, version: str = "1", fail_after: int = 10_000) -> None:
        self.version = version
        self.fail_after = fail_after
        self.asked: list[str] = []

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        texts = [question.text for question in questions]
        if len(self.asked) + len(texts) > self.fail_after:
            raise EngineError("loud has lost its voice")
        self.asked += texts
        return tuple(re.sub(r"(ID|PHX)\d+", "", text) if "costs" in text else text.upper() for text in texts)


def question(text: str) -> Question:
    return Question(text=text)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "state.db") as database:
        yield database


def run(engine: MtEngine, database: Database, sources: Sequence[Inline] = SOURCES, locale: str = "es") -> Drafted:
    return Drafter(engine=engine, answers=Answers(database), source_locale="en", locale=locale).draft(sources)


def test_a_second_run_asks_nothing_and_says_the_same(database: Database) -> None:
    first, second = Loud(), Loud()
    before = run(first, database)
    after = run(second, database)
    assert second.asked == []
    assert after.drafts == before.drafts
    assert (after.asked, after.reused) == (0, before.asked)
    assert before.asked == len(first.asked) == len(set(first.asked))


def test_a_rejection_is_remembered_too(database: Database) -> None:
    # A word that is glued to a code keeps the texts between codes from being asked for.
    sources = [protect.parse("It costs **much**, {{ n.x }}px.", Syntax.MARKDOWN)]
    assert run(Loud(), database, sources).rejected == 1
    again = Loud()
    result = run(again, database, sources)
    assert (result.rejected, result.asked, again.asked) == (1, 0, [])
    assert result.drafts[0].why


def test_answers_of_a_real_engine_are_reused(engine: MtEngine, database: Database) -> None:
    before = run(engine, database)
    after = run(engine, database)
    assert after.drafts == before.drafts
    assert before.asked > 20
    assert after.asked == 0


@pytest.mark.parametrize("change", ["version", "locale"])
def test_another_version_or_locale_is_asked_anew(change: str, database: Database) -> None:
    before = run(Loud(), database)
    other = Loud("2") if change == "version" else Loud()
    after = run(other, database, locale="es-MX" if change == "locale" else "es")
    assert after.asked == before.asked


def test_only_new_texts_are_asked(database: Database) -> None:
    run(Loud(), database, SOURCES[:10])
    engine = Loud()
    result = run(engine, database, [*SOURCES[:10], protect.parse("Something new.", Syntax.MARKDOWN)])
    assert engine.asked == ["Something new."]
    assert result.asked == 1


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(database: Database) -> None:
    sources = [protect.parse(f"Read page {number}.", Syntax.MARKDOWN) for number in range(250)]
    cut = run(Loud(fail_after=200), database, sources)
    assert (cut.asked, cut.rejected, cut.stopped) == (200, 50, "loud has lost its voice")
    assert all(one.target for one in cut.drafts[:200])
    engine = Loud()
    result = run(engine, database, sources)
    assert len(engine.asked) == 50
    assert (result.asked, result.reused, result.rejected) == (50, 200, 0)


def test_an_engine_that_failed_is_left_alone_for_the_rest_of_its_run(database: Database) -> None:
    """One run asks for near matches, for sentences and for whole texts: three calls of one drafter."""
    engine = Loud(fail_after=1)
    drafter = Drafter(engine=engine, answers=Answers(database), source_locale="en", locale="es")
    one, two = (protect.parse(text, Syntax.MARKDOWN) for text in ("Open it.", "Close it."))
    assert not drafter.draft([one]).stopped
    assert drafter.draft([two]).stopped
    engine.fail_after = 9
    last = drafter.draft([one, two])
    assert (last.reused, last.unanswered, last.stopped) == (1, 1, "loud has lost its voice")
    assert engine.asked == ["Open it."]


def test_the_first_answer_stays(database: Database) -> None:
    answers = Answers(database)
    asked = Asked(engine="loud", version="1", source_locale="en", locale="es")
    one, other, third = map(question, "abc")
    answers.put_many(asked, {one: "first"})
    answers.put_many(asked, {one: "second", other: "other"})
    answers.put_many(asked, {})
    assert answers.get_many(asked, [one, other, third]) == {one: "first", other: "other"}


def test_many_answers_are_found_again(database: Database) -> None:
    answers = Answers(database)
    asked = Asked(engine="loud", version="1", source_locale="en", locale="es")
    texts = {question(f"text {number}"): f"answer {number}" for number in range(1_200)}
    answers.put_many(asked, texts)
    assert answers.get_many(asked, texts) == texts


def test_the_store_does_not_keep_what_was_asked(database: Database, tmp_path: Path) -> None:
    run(Loud(), database, [protect.parse("Quite a secret sentence.", Syntax.MARKDOWN)])
    assert b"Quite a secret" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
