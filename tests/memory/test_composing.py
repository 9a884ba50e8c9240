"""A text put together from its sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.memory.composing import Parted, composed, known_share, parted
from locmem.memory.lookup import matches
from locmem.model.inline import Inline, Syntax
from locmem.model.match import Entry, Match, Query
from locmem.model.segment import UnitKind


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def asked(text: str, locale: str = "es", kind: UnitKind = UnitKind.PARAGRAPH) -> Query:
    return Query(source=md(text), source_locale="en", locale=locale, kind=kind, occurrence="a1b2c3", before="Before.")


def known(text: Parted, pairs: dict[str, str]) -> list[Match | None]:
    entries = [
        Entry(source=md(source), target=md(target), source_locale="en", locale=text.query.locale)
        for source, target in pairs.items()
    ]
    return [next(iter(matches(query, entries, 75, 1)), None) for query in text.queries]


TEXT = "Open the **box**. Read the [letter](a.md) in it. Then call us."
PAIRS = {"Open the **box**.": "Abra la **caja**.", "Read the [letter](b.md) in it.": "Lea la [carta](b.md)."}


def test_each_sentence_is_its_own_query_without_a_context() -> None:
    text = parted(asked(TEXT))
    assert text is not None
    assert [query.source.native for query in text.queries] == [
        "Open the **box**.",
        "Read the [letter](a.md) in it.",
        "Then call us.",
    ]
    assert {(query.occurrence, query.before, query.after) for query in text.queries} == {("", "", "")}


@pytest.mark.parametrize("query", [asked("Open the box."), asked("Open. Read.", kind=UnitKind.HEADING)])
def test_one_sentence_has_no_parts(query: Query) -> None:
    assert parted(query) is None


def test_what_is_known_stands_beside_what_is_not() -> None:
    text = parted(asked(TEXT))
    assert text is not None
    found = known(text, PAIRS)
    assert known_share(text, found) == pytest.approx(8 / 11)
    made = composed(text, found, [None] * 3)
    assert made.target.native == "Abra la **caja**. Lea la [carta](a.md). Then call us."
    assert [part.target is None for part in made.parts] == [False, False, True]
    second = found[1]
    assert second is not None
    assert made.percent == pytest.approx((3 * 100 + 5 * second.percent) / 11)


def test_others_may_say_what_the_memory_does_not() -> None:
    text = parted(asked(TEXT))
    assert text is not None
    others = [None, None, (md("Luego llámenos."), "engine")]
    made = composed(text, known(text, PAIRS), others)
    assert made.target.native == "Abra la **caja**. Lea la [carta](a.md). Luego llámenos."
    assert made.parts[2].by == "engine"


def test_sentences_are_joined_as_their_locale_joins_them() -> None:
    text = parted(asked("Open it. Read it.", "ja"))
    assert text is not None
    pairs = {"Open it.": "開けてください。", "Read it.": "読んでください。"}
    assert composed(text, known(text, pairs), [None] * 2).target.native == "開けてください。読んでください。"


_SENTENCES = st.lists(
    st.sampled_from(["Open **it**.", "Call `us` now!", "Is it [there](a.md)?", "Yes.", "See {{ a }}."]),
    min_size=2,
    max_size=5,
)


@given(_SENTENCES)
def test_nothing_known_gives_the_source_itself(sentences: list[str]) -> None:
    query = asked(" ".join(sentences))
    text = parted(query)
    assert text is not None
    made = composed(text, [None] * len(text.sentences), [None] * len(text.sentences))
    assert (made.target.native, made.percent, known_share(text, [None] * len(text.sentences))) == (
        query.source.native,
        0,
        0,
    )
