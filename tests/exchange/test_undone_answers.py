"""A manifest that changed since gives up what one run noted in it, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from locmem.exchange.manifest import Aside, Conflict, Manifest, SentUnit
from locmem.exchange.undone_answers import without_run

SENT = Manifest(
    id="2026-11-21-es-1",
    format="po",
    locale="es",
    markets=(),
    created="2026-11-21",
    due="2026-11-26",
    assignee="Ana",
    files=("es/articles/paying.md.po",),
    units=tuple(
        SentUnit(document="articles/paying.md", occurrence=name, source="s", target="", state="untranslated", words=3)
        for name in "abc"
    ),
)
KEYS = tuple(unit.key for unit in SENT.units)


def came(manifest: Manifest, day: str, *names: str, mark: str = "") -> Manifest:
    keys = [key for key in KEYS if key[1] in names]
    return manifest.with_returned(keys, day, (), {key: mark or f"{day}-{key[1]}" for key in keys})


@given(first=st.sets(st.sampled_from("abc")), second=st.sets(st.sampled_from("abc")))
def test_what_is_left_is_what_the_other_return_alone_had_noted(first: set[str], second: set[str]) -> None:
    after = came(SENT, "2026-11-22", *first)
    today = came(after, "2026-11-23", *second)
    left = without_run(SENT, after, today)
    alone = came(SENT, "2026-11-23", *second)
    assert [unit.answer for unit in left.units] == [unit.answer for unit in alone.units]
    assert [bool(unit.returned) for unit in left.units] == [bool(unit.returned) for unit in alone.units]
    # The later one is undone too, and then it is as it was sent.
    assert without_run(after, today, left) == SENT
    # Undoing the undoing notes again what it took away.
    again = without_run(today, left, left)
    assert {unit.key: set(unit.answers) for unit in again.units} == {
        unit.key: set(unit.answers) for unit in today.units
    }


def test_a_recall_since_stays_and_one_that_is_undone_goes_although_something_came_since() -> None:
    after = came(SENT, "2026-11-22", "a")
    recalled = replace(after, closed=True)
    assert without_run(SENT, after, recalled) == replace(SENT, closed=True)
    assert without_run(after, recalled, came(recalled, "2026-11-23", "b")) == came(after, "2026-11-23", "b")


def test_a_document_that_was_renamed_since_is_found_by_its_segments() -> None:
    after = came(SENT, "2026-11-22", "a", "b")
    names = {"articles/paying.md": "articles/money.md"}
    assert without_run(SENT, after, after.renamed(names)) == SENT.renamed(names)


def test_texts_kept_aside_by_the_run_go_and_those_it_settled_wait_again() -> None:
    mine, theirs, later = (
        Conflict(document="articles/paying.md", occurrence="a", returned=text, kept="Pagar", why=Aside.CONFIRMED)
        for text in ("uno", "dos", "tres")
    )
    before, after = replace(SENT, conflicts=(mine,)), replace(SENT, conflicts=(theirs,))
    assert set(without_run(before, after, replace(SENT, conflicts=(theirs, later))).conflicts) == {mine, later}
