"""An engine is asked with patience, never twice for an answer it gave, and never for more than is counted and paid."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.clock import FixedClock
from locmem.database import Database, open_database
from locmem.errors import EngineError, StoreError
from locmem.inline import protect
from locmem.model.inline import Syntax
from locmem.mt.allowance import Allowance
from locmem.mt.answers import Answers
from locmem.mt.asking import ATTEMPTS, Asking, billed
from locmem.mt.audit import AuditLog, Grounds
from locmem.mt.drafting import Drafter
from locmem.mt.engine import MtEngine, Question, Traits
from locmem.mt.outcomes import Formless, Outcome, Passing, TooLarge
from locmem.mt.remote import Remote
from tests.mt.fault_server import Fault, FaultServer, serving
from tests.mt.services import Waits, asked, chat, openai, opened

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def questions(*texts: str) -> list[Question]:
    return [Question(text=text) for text in texts]


def engine(ask: Callable[[Sequence[Question]], object], traits: Traits | None = None) -> Remote:
    return Remote(name="deepl", version="1", traits=traits or Traits(characters=0), ask=ask)


def quoted(sent: Sequence[Question]) -> list[str]:
    return [f"«{question.text}»" for question in sent]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_database(tmp_path_factory.mktemp("state") / "state.db") as database:
        yield database


@settings(max_examples=50)
@given(
    st.lists(st.text("abcd", min_size=1, max_size=4), max_size=12, unique=True),
    st.integers(1, 6),
    st.sets(st.sampled_from(["a", "bb", "cd"])),
)
def test_a_call_that_is_too_large_goes_in_parts_in_order(texts: list[str], most: int, never: set[str]) -> None:
    sent_texts: list[str] = []

    def ask(sent: Sequence[Question]) -> object:
        if len(sent) > most or any(question.text in never for question in sent):
            raise TooLarge("")
        sent_texts.extend(question.text for question in sent)
        return quoted(sent)

    answers = asked(engine(ask), questions(*texts))
    assert answers == tuple(None if text in never else f"«{text}»" for text in texts)
    assert sent_texts == [text for text in texts if text not in never]


def test_what_was_answered_is_kept_when_a_later_part_fails() -> None:
    def ask(sent: Sequence[Question]) -> object:
        if len(sent) > 2:
            raise TooLarge("")
        if sent[0].text == "c":
            raise EngineError("gone")
        return quoted(sent)

    asking = Asking(engine(ask), source_locale="en", locale="es")
    assert list(asking.answers(questions("a", "b", "c", "d"))) == [
        dict(zip(questions("a", "b"), ("«a»", "«b»"), strict=True))
    ]
    assert asking.stopped == "gone"
    assert list(asking.answers(questions("e"))) == []


@pytest.mark.parametrize("failures", [1, ATTEMPTS - 1, ATTEMPTS])
def test_what_passes_is_waited_for_longer_each_time(failures: int) -> None:
    left = [Passing("It is busy.", after=7), *(Passing("It is busy.") for _ in range(failures - 1))]
    sent: list[int] = []

    def ask(asked: Sequence[Question]) -> object:
        sent.append(len(asked))
        if left:
            raise left.pop(0)
        return quoted(asked)

    waits = Waits()
    asking = Asking(engine(ask), source_locale="en", locale="es", timing=waits.timing())
    given = list(asking.answers(questions("a")))
    assert bool(given) is (failures < ATTEMPTS)
    assert asking.stopped.startswith("It is busy. It was asked 5 times") is (failures == ATTEMPTS)
    assert len(sent) == min(failures + 1, ATTEMPTS)
    assert waits.slept[0] == 7
    assert all(0.5 <= seconds <= 0.5 + 2**place for place, seconds in enumerate(waits.slept[1:], 1))


def counted(there: MtEngine, database: Database, *, characters: int) -> Asking:
    """The engine with a log, and a budget for so many characters at a price of 1 each."""
    log = AuditLog(database, FixedClock(NOW))
    price = Decimal(1_000_000)
    allowance = Allowance(
        log, there.name, "2026-11", budget=Decimal(characters), per_million=price, used_up="it pays for no more"
    )
    return Asking(
        there,
        source_locale="en",
        locale="es",
        log=log.calls(Grounds(per_million=price)),
        allowance=allowance,
        timing=Waits().timing(),
    )


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "state.db") as database:
        yield database


FAULTS = (
    Fault(status=500, body=b""),
    Fault(status=429, body=b"", headers={"Retry-After": "1"}),
    Fault(status=429, body=b"", headers={"Retry-After": "9999"}),
    Fault(body=b'{"translatedText": ["a", ', cut=9),
    Fault(body=b'{"translatedText": ["a"]}'),
    Fault(body=b"<html>"),
    Fault(status=401, body=b"{}"),
    Fault(status=413, body=b""),
    Fault(status=400, body=b'{"error": "request exceeds text limit"}'),
    Fault(status=302, body=b"", headers={"Location": "https://evil.example"}),
)
FREE = (401, 413, 429, 302)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with serving(lambda request: {"translatedText": [f"Dice {text}" for text in request.body["q"]]}) as server:
        yield server


@pytest.fixture(scope="module")
def whole(server: FaultServer) -> Remote:
    return opened("libretranslate", server.url)


@settings(max_examples=25)
@given(st.lists(st.sampled_from((None, *FAULTS)), max_size=8), st.integers(0, 80))
def test_each_request_is_counted_and_the_budget_is_never_passed(
    server: FaultServer, whole: Remote, database: Database, script: list[Fault | None], budget: int
) -> None:
    server.received.clear()
    server.faults[:] = [fault or Fault() for fault in script]
    there = Remote(name=str(uuid4()), version="1", traits=Traits(texts=9), ask=whole._ask)
    asking = counted(there, database, characters=budget)
    texts = [f"Text {number}." for number in range(7)]
    list(asking.answers(questions(*texts)))
    rows = [row for row in AuditLog(database, FixedClock(NOW)).rows() if row.call.engine == there.name]
    sizes = [sum(map(len, request.body["q"])) for request in server.received]
    assert [row.call.characters for row in rows] == sizes
    ended = list(zip_longest(server.received, script[: len(sizes)]))
    billed_sizes = [
        size for size, (_, fault) in zip(sizes, ended, strict=True) if fault is None or fault.status not in FREE
    ]
    assert sum(row.cost or 0 for row in rows) == sum(billed_sizes) <= budget
    assert all(row.outcome is not Outcome.OPEN for row in rows)


@pytest.mark.parametrize(("budget", "answered"), [(1, 0), (2, 1), (5, 1), (6, 2), (11, 3), (19, 4), (39, 5)])
def test_a_budget_that_is_smaller_than_a_call_pays_for_what_it_can(fresh: Database, budget: int, answered: int) -> None:
    asking = counted(engine(quoted), fresh, characters=budget)
    # Of those behind a text that costs too much each one is taken that still fits.
    given = list(asking.answers(questions("aaaa", "bbbbb", "cc", "dddddddd", "e" * 20)))
    assert sum(map(len, given)) == answered
    assert asking.stopped == ("" if answered == 5 else "it pays for no more")


def test_a_budget_stops_the_next_try(fresh: Database) -> None:
    def ask(_: Sequence[Question]) -> object:
        raise Passing("It is silent.")

    asking = counted(engine(ask), fresh, characters=25)
    assert list(asking.answers(questions("a" * 10))) == []
    assert asking.stopped == "It is silent. It is not asked again: it pays for no more."
    rows = AuditLog(fresh, FixedClock(NOW)).rows()
    assert [(row.outcome, row.cost) for row in rows] == [(Outcome.FAILED, Decimal(10))] * 2


def test_who_is_turned_away_pays_nothing(fresh: Database) -> None:
    turned_away = iter([Outcome.TURNED_AWAY, Outcome.NOT_SENT, Outcome.TURNED_AWAY])

    def ask(sent: Sequence[Question]) -> object:
        if outcome := next(turned_away, None):
            raise Passing("Not now.", outcome)
        return quoted(sent)

    asking = counted(engine(ask), fresh, characters=10)
    assert len(list(asking.answers(questions("a" * 10)))) == 1
    assert [row.cost for row in AuditLog(fresh, FixedClock(NOW)).rows()] == [0, 0, 0, 10]


def test_what_an_engine_bills_beside_texts_counts(fresh: Database) -> None:
    traits = Traits(whole=lambda sent: 5 + sum(len(one.text) + 7 for one in sent))
    question = Question(text="ab", before="1234", after="1", terms=(("c", "de"),))
    assert billed([question], traits) == 2 + 7 + 5
    assert billed([question], Traits(nearby=3)) == 2
    asking = counted(engine(quoted, traits), fresh, characters=13)
    assert list(asking.answers([question])) == []
    asking = counted(engine(quoted, traits), fresh, characters=14)
    assert list(asking.answers([question])) == [{question: "«ab»"}]


def test_an_answer_is_handed_over_before_its_request_is_noted(fresh: Database) -> None:
    """So that what was paid for is stored even where nothing can be written to the log any more."""
    kept: dict[Question, str | None] = {}
    log = AuditLog(fresh, FixedClock(NOW))
    asking = Asking(engine(quoted), source_locale="en", locale="es", log=log.calls(Grounds()))
    for part in asking.answers(questions("a")):
        kept |= part
        assert [row.outcome for row in log.rows()] == [Outcome.OPEN]
    assert kept
    assert [(row.outcome, row.answered) for row in log.rows()] == [(Outcome.ANSWERED, 1)]


def prose(count: int) -> list[Fault]:
    return [Fault(body=json.dumps(chat("I am happy to help!")).encode())] * count


TWENTY = [Question(text=f"Text {number:02}.") for number in range(20)]


def test_a_model_that_never_answers_in_the_form_costs_five_requests() -> None:
    with serving(openai, prose(999)) as server:
        model = opened("openai", server.url)
        asking = Asking(model, source_locale="en", locale="es", timing=Waits().timing())
        for _ in range(2):
            assert not any(answer for part in asking.answers(TWENTY) for answer in part.values())
        items = [len(json.loads(request.body["messages"][1]["content"])) for request in server.received]
    assert "does not answer in the form" in asking.stopped
    assert items == [20, 5, 1, 1, 1]
    # Of texts as short as these: those of a usual length make the first request dearer, and not the others.
    costs = [billed(TWENTY[:size], model.traits) for size in items]
    assert sum(costs) < 4.5 * costs[0]


def test_a_model_that_falls_silent_is_given_up_as_soon() -> None:
    with serving(openai, [Fault(), *prose(999)]) as server:
        asking = Asking(opened("openai", server.url), source_locale="en", locale="es", timing=Waits().timing())
        list(asking.answers(questions("a")))
        list(asking.answers(TWENTY))
        assert len(server.received) == 6
    assert "does not answer in the form" in asking.stopped


def test_a_text_of_which_a_model_says_something_else_is_not_asked_again(fresh: Database) -> None:
    def answering(request: object) -> object:
        items = json.loads(request.body["messages"][1]["content"])  # type: ignore[attr-defined]
        return chat("I cannot.") if any("bad" in item["text"] for item in items) else openai(request)  # type: ignore[arg-type]

    sources = [protect.parse(f"This one is {word}.", Syntax.MARKDOWN) for word in ("good", "bad", "fine", "new")]
    with serving(answering) as server:
        there = opened("openai", server.url)
        for _ in range(2):
            drafter = Drafter(
                engine=there, answers=Answers(fresh), source_locale="en", locale="es", timing=Waits().timing()
            )
            drafted = drafter.draft(sources)
            assert (drafted.stopped, drafted.unanswered) == ("", 0)
            assert [draft.why for draft in drafted.drafts] == ["", "gave no words", "", ""]
            requests = len(server.received)
        assert len(server.received) == requests == 5


def test_texts_that_are_longer_than_any_the_engine_takes_do_not_stop_it() -> None:
    def ask(sent: Sequence[Question]) -> object:
        if any(len(question.text) > 5 for question in sent):
            raise TooLarge("It takes no request that large.")
        return quoted(sent)

    long = [str(number) * 9 for number in range(6)]
    assert asked(engine(ask, Traits(characters=5)), questions(*long, "a"))[-1] == "«a»"


def test_a_service_that_takes_nothing_at_all_is_soon_left_alone() -> None:
    sent_texts: list[int] = []

    def ask(sent: Sequence[Question]) -> object:
        sent_texts.append(len(sent))
        raise TooLarge("It takes no request that large.")

    asking = Asking(engine(ask, Traits()), source_locale="en", locale="es")
    assert all(answer is None for part in asking.answers(TWENTY) for answer in part.values())
    assert asking.stopped == "It takes no request that large."
    assert len(sent_texts) == 8


PAGES = tuple(protect.parse(f"Read page {number} of **the guide**.", Syntax.MARKDOWN) for number in range(7))


def drafter(there: MtEngine, database: Database) -> Drafter:
    return Drafter(engine=there, answers=Answers(database), source_locale="en", locale="es", timing=Waits().timing())


@settings(max_examples=15)
@given(st.lists(st.sampled_from((None, *FAULTS)), max_size=8))
def test_nothing_that_was_answered_is_asked_again_whatever_fails(
    server: FaultServer, whole: Remote, database: Database, script: list[Fault | None]
) -> None:
    server.received.clear()
    server.faults[:] = [fault or Fault() for fault in script]
    there = Remote(name="libretranslate", version=str(uuid4()), traits=Traits(texts=3), ask=whole._ask)
    for _ in range(len(script) + 2):
        drafted = drafter(there, database).draft(PAGES)
        if not drafted.unanswered:
            break
    assert all(draft.target is not None for draft in drafted.drafts)
    went_well = [request for request, fault in zip_longest(server.received, script) if fault is None]
    answered = [text for request in went_well if request for text in request.body["q"]]
    assert len(answered) == len(set(answered)) == len(PAGES)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, MemoryError])
def test_who_interrupts_loses_the_request_under_way_and_no_other(fresh: Database, stop: type[BaseException]) -> None:
    asked_texts: list[str] = []
    is_on = True

    def ask(sent: Sequence[Question]) -> object:
        if len(sent) > 2:
            raise TooLarge("")
        if is_on and len(asked_texts) >= 2:
            raise stop
        asked_texts.extend(question.text for question in sent)
        return quoted(sent)

    there = Remote(name="deepl", version="1", traits=Traits(host="h"), ask=ask)
    with pytest.raises(stop):
        drafter(there, fresh).draft(PAGES)
    rows = AuditLog(fresh, FixedClock(NOW)).rows()
    assert [row.outcome for row in rows if row.outcome is not Outcome.FAILED][-2:] == [Outcome.ANSWERED, Outcome.OPEN]
    is_on = False
    assert drafter(there, fresh).draft(PAGES).unanswered == 0
    assert len(asked_texts) == len(set(asked_texts)) == len(PAGES)


def test_what_was_answered_is_stored_though_the_log_takes_no_more(
    fresh: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_texts: list[str] = []

    def ask(sent: Sequence[Question]) -> object:
        asked_texts.extend(question.text for question in sent)
        return quoted(sent)

    def full(*_: object, **__: object) -> int:
        raise StoreError("The disk is full.")

    there = Remote(name="deepl", version="1", traits=Traits(host="h", texts=3), ask=ask)
    record = AuditLog.record
    with monkeypatch.context() as patch:
        patch.setattr(AuditLog, "record", lambda self, **row: full() if row.get("of") else record(self, **row))
        with pytest.raises(StoreError):
            drafter(there, fresh).draft(PAGES)
        assert len(asked_texts) == 3
        patch.setattr(AuditLog, "record", full)
        with pytest.raises(StoreError):
            drafter(there, fresh).draft(PAGES)
        # What cannot be put into the log is not sent.
        assert len(asked_texts) == 3
    assert drafter(there, fresh).draft(PAGES).unanswered == 0
    assert len(asked_texts) == len(set(asked_texts)) == len(PAGES)


def test_no_engine_is_asked_for_a_part_that_was_not_asked_for() -> None:
    assert list(Asking(engine(quoted), source_locale="en", locale="es").answers(())) == []


def test_a_formless_answer_before_any_other_is_none() -> None:
    def ask(_: Sequence[Question]) -> object:
        raise Formless("It does not answer in the form.")

    assert asked(engine(ask, Traits()), questions("a")) == (None,)
