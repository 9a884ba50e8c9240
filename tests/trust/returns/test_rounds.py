"""A few units of each format through every rewrite, and whether what goes wrong on the way would be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from locmem.errors import Location
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.outgoing import ExchangeFormat
from locmem.exchange.profiles import GENERIC
from tests.pipelines.shop import Shop
from tests.trust.returns.rewrites import Lost, Rewrite, rewrite
from tests.trust.returns.rounds import REWRITES, TOOLS, Verdict, judge, project, rounds, untouched
from tests.trust.returns.sent_work import Role, Typed
from tests.trust.returns.table_rewrites import LIBREOFFICE


def one_of_each() -> Mapping[ExchangeFormat, Sequence[Rewrite]]:
    """A rewrite of each kind, in one of the formats that have it: they take turns."""
    # The last of a kind is the one that does most.
    lasts = {format_: {one.kind: one for one in rewrites} for format_, rewrites in REWRITES.items()}
    having = {kind: [one for one in lasts if kind in lasts[one]] for known in lasts.values() for kind in known}
    # That takes seconds, and is not on every machine.
    having.pop(LIBREOFFICE, None)
    chosen = {kind: formats[number % len(formats)] for number, (kind, formats) in enumerate(having.items())}
    return {
        format_: [one for kind, one in known.items() if chosen.get(kind) is format_] for format_, known in lasts.items()
    }


_ONE_OF_EACH = one_of_each()
_BAD = (Verdict.FALSE, Verdict.WRONG, Verdict.LOST)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A project with a file of a few units for every kind of rewrite."""
    most = max(len(rewrites) for rewrites in _ONE_OF_EACH.values())
    return project(tmp_path_factory.mktemp("rounds"), 4 * most, sentences=3)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """One with a file of each kind."""
    return project(tmp_path_factory.mktemp("few"), 12, sentences=3)


@pytest.mark.parametrize("format_", REWRITES, ids=lambda format_: format_.value)
def test_files_survive_every_kind_of_rewrite(shop: Shop, format_: ExchangeFormat) -> None:
    rewrites = _ONE_OF_EACH[format_]
    tried = list(rounds(shop, tools=(GENERIC,), rewrites={format_: rewrites}))
    assert {one.rewrite for one in tried} == set(rewrites)
    assert [(one.rewrite.name, one.document, one.why) for one in tried if one.verdict in _BAD] == []
    assert sum(one.verdict is Verdict.RIGHT for one in tried) > 0.9 * len(tried)


def test_a_handoff_that_comes_back_untouched_changes_nothing(small: Shop) -> None:
    ways = [
        (format_, next(one for one in (*TOOLS[number:], GENERIC) if format_ in one.formats))
        for number, format_ in enumerate(REWRITES)
        # Both tables are read by the same code.
        if format_ is not ExchangeFormat.XLSX
    ]
    assert [(name, count) for name, count in untouched(small, ways) if count] == []


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [(b"Finished", b"Changed", Verdict.WRONG), (b"Finished ", b"Finished {{ gone }} ", Verdict.FALSE)],
)
def test_a_rewrite_that_changes_a_word_or_a_code_is_seen(small: Shop, old: bytes, new: bytes, verdict: Verdict) -> None:
    spoiling = rewrite("spoilt", lambda data: data.replace(old, new))
    tried = list(rounds(small, tools=(GENERIC,), rewrites={ExchangeFormat.PO: (spoiling,)}))
    assert {one.verdict for one in tried if one.typed.role is Role.FINISHED} == {verdict}


_TYPED = Typed(role=Role.FINISHED, text="La lámpara", source="The lamp", is_moved=False, was_confirmed=False)


def decision(outcome: Outcome, *, text: str = "", why: str = "") -> Decision:
    place = Location(path="a.po")
    return Decision(outcome=outcome, document="a.md", occurrence="x", location=place, text=text, why=why)


@pytest.mark.parametrize(
    ("came", "loses", "verdict"),
    [
        (None, (), Verdict.LOST),
        (decision(Outcome.MISSING), (), Verdict.LOST),
        (decision(Outcome.UNCHANGED, text="La lámpara"), (), Verdict.LOST),
        (decision(Outcome.REJECTED, why="the source text was edited in the file"), (), Verdict.FALSE),
        (decision(Outcome.REJECTED, why="the end mark is gone"), (), Verdict.FALSE),
        (decision(Outcome.REJECTED, why="the end mark is gone"), (Lost.END,), Verdict.TRUE),
        (decision(Outcome.ACCEPTED, text="La lámp"), (), Verdict.WRONG),
    ],
)
def test_what_becomes_of_an_answer_is_judged(came: Decision | None, loses: Sequence[Lost], verdict: Verdict) -> None:
    assert judge(_TYPED, came, loses)[0] is verdict


def test_what_nobody_touched_must_change_nothing() -> None:
    typed = replace(_TYPED, role=Role.UNTOUCHED, text="")
    assert judge(typed, decision(Outcome.UNCHANGED), ())[0] is Verdict.RIGHT
    homeless = replace(decision(Outcome.ORPHANED), aside=None, homeless=(None, None))  # type: ignore[arg-type]
    assert judge(typed, homeless, ())[0] is Verdict.WRONG
