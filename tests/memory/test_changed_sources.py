"""Nothing that a text may find in the memory changes without its being said to be reached."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.memory.changed_sources import MOST, Sought, is_reached, sought
from locmem.memory.store import open_memory
from locmem.model.inline import Inline, Syntax
from locmem.model.match import Entry, Query, Trust

SENTENCES = st.builds(
    "{} the {} {} {}{}".format,
    st.sampled_from(["Send", "Ship", "Bring", "We will bring"]),
    st.sampled_from(["lamp", "**lamp**", "lamps", "{{ order.id }}", "[shade](a.md)"]),
    st.sampled_from(["today", "on 3 May", "on 14 May", "within 30 days"]),
    st.sampled_from(["at noon", "to us", "to me or somebody else in the house"]),
    st.sampled_from([".", "!", ""]),
)


def read(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def entry(source: str, number: int, target: str = "Llévalo.") -> Entry:
    return Entry(
        source=read(source),
        target=read(target),
        source_locale="en",
        locale="es",
        trust=Trust.CONFIRMED,
        document=f"{number}.md",
        occurrence="x",
    )


def entries(sources: list[str]) -> list[Entry]:
    return [entry(source, number, source.replace("lamp", "lámpara")) for number, source in enumerate(sources)]


@settings(max_examples=60)
@given(
    before=st.lists(SENTENCES, max_size=6),
    after=st.lists(SENTENCES, max_size=6),
    asked=st.lists(SENTENCES, min_size=1, max_size=6, unique=True),
    floor=st.sampled_from([50, 70, 90]),
)
def test_a_text_that_is_not_reached_finds_what_it_found(
    before: list[str], after: list[str], asked: list[str], floor: int
) -> None:
    queries = [Query(source=read(text), source_locale="en", locale="es") for text in asked]
    with open_memory("sqlite://") as memory:
        memory.replace_all(entries(before))
        found = memory.lookup_many(queries, floor=floor)
        change = memory.fill(lambda: entries(after))
        assert change.sources is not None
        for query, old, new in zip(queries, found, memory.lookup_many(queries, floor=floor), strict=True):
            assert old == new or is_reached([sought(query.source)], change.sources, floor)


def test_what_is_far_from_every_change_is_not_reached() -> None:
    text = sought(read("Nobody has seen the invoice."))
    assert not is_reached([text], [sought(read("Send the lamp today."))], 70)
    assert is_reached([text], [sought(read("Nobody has seen an invoice."))], 70)
    assert not is_reached([], [text], 70)
    assert not is_reached([text], [], 70)


def test_numbers_do_not_keep_texts_apart() -> None:
    text = sought(read("{{ a.very.long.name.of.something }} 12"))
    assert is_reached([text], [sought(read("{{ another.name }} 345"))], 70)


def test_a_text_too_long_to_be_compared_is_reached_by_itself() -> None:
    long = "many words " * 2_000
    assert is_reached([sought(read(long))], [Sought(sought(read(long)).key, "", "")], 70)


@pytest.mark.parametrize("kind", ["fill", "parts"])
def test_a_change_names_the_sources_that_came_went_or_got_another_translation(kind: str) -> None:
    from locmem.memory.parts import Parts, claims_of, made_of

    def fill(*some: Entry) -> set[str] | None:
        if kind == "fill":
            change = memory.fill(lambda: some)
        else:
            parts = Parts(claims=[claims_of(some)], make=lambda numbers: [made_of(some) for _ in numbers])
            change = memory.fill_parts(lambda: parts, lambda: some)
        assert (change.before == change.after) == (change.sources == ())
        assert change.after == memory.stamp()
        return None if change.sources is None else {one.raw for one in change.sources}

    with open_memory("sqlite://") as memory:
        assert fill(entry("One", 1), entry("Two", 2)) == {"One", "Two"}
        assert fill(entry("One", 1), entry("Two", 2)) == set()
        assert fill(entry("One", 1), entry("Two", 2, "Otro")) == {"Two"}
        assert fill(entry("Two", 2, "Otro"), entry("Three", 3)) == {"One", "Three"}
        assert fill(*(entry(f"Source {number}", number) for number in range(MOST + 1))) is None


def test_a_memory_that_is_full_is_not_filled_again() -> None:
    with open_memory("sqlite://") as memory:
        stamp = memory.fill(lambda: [entry("One", 1)]).after
        change = memory.fill_parts(lambda: pytest.fail("asked for parts"), lambda: (), stamp)
        assert (change.before, change.after, change.sources) == (stamp, stamp, ())
