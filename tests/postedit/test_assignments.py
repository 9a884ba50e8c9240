"""Whose a text is: the last word holds, and every word stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import inspect

from locmem.database import open_database
from locmem.postedit.assignments import Assigned, Assignments
from locmem.postedit.ordering import Place

ONE, TWO = Place("es", "articles/a.md", "k3f9xx"), Place("es", "articles/a.md", "p7q2yy")


def word(place: Place, who: str, due: date | None = None) -> Assigned:
    return Assigned(place=place, who=who, due=due, by="Lena", on="2026-11-21T12:00:00+00:00")


def test_the_last_word_about_a_place_holds_and_nobody_is_a_word_too(tmp_path: Path) -> None:
    with open_database(tmp_path / "locmem.db") as database:
        assignments = Assignments(database)
        said = [word(ONE, "Ana", date(2026, 12, 1)), word(TWO, "Ana"), word(ONE, "Ben"), word(TWO, "")]
        assignments.say(said)
        assert assignments.now() == {ONE: said[2]}
        assert assignments.of([ONE]) == (said[0], said[2])
    with open_database(tmp_path / "locmem.db") as database:
        assert Assignments(database).of([ONE, TWO]) == tuple(said)


def test_a_word_holds_for_the_source_and_the_work_it_was_said_of() -> None:
    said = Assigned(place=ONE, who="Ana", due=None, by="Lena", on="", about=b"1", is_review=False)
    assert said.holds(b"1", is_review=False)
    assert not said.holds(b"2", is_review=False)
    assert not said.holds(b"1", is_review=True)


def test_reading_makes_nothing(tmp_path: Path) -> None:
    with open_database(tmp_path / "locmem.db") as database:
        assert Assignments(database).now() == {}
        Assignments(database).say([])
        with database.read() as connection:
            assert not inspect(connection).has_table("assignments")
