from __future__ import annotations

import pytest

from locmem.memory.penalties import penalties
from locmem.model.inline import plain
from locmem.model.match import Entry, Query, Trust


def entry(**fields: object) -> Entry:
    known = {"source": plain("Pay."), "target": plain("Paga."), "source_locale": "en", "locale": "es-ES"}
    return Entry(**{**known, **fields})  # type: ignore[arg-type]


def query(**fields: object) -> Query:
    known = {"source": plain("Pay."), "source_locale": "en", "locale": "es-ES", "as_of": "2026-11-21"}
    return Query(**{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stored", "asked", "expected"),
    [
        (entry(), query(), []),
        (entry(trust=Trust.IMPORTED, origin="import:seed"), query(), ["imported"]),
        (entry(trust=Trust.IMPORTED, origin="import:aligned"), query(), ["aligned"]),
        (entry(trust=Trust.IMPORTED, origin="superseded"), query(), ["replaced"]),
        (entry(locale="es-MX"), query(), ["other market"]),
        (entry(locale="es"), query(), ["other variant"]),
        (entry(changed="2023-11-20"), query(), ["age"]),
        (entry(changed="2023-11-20"), query(as_of=""), []),
        (entry(changed="2025-11-20"), query(), []),
        (entry(changed="last year"), query(), []),
    ],
)
def test_each_penalty_has_a_name_points_and_a_sentence(stored: Entry, asked: Query, expected: list[str]) -> None:
    found = penalties(asked, stored, 0, is_exact=False)
    assert [penalty.name for penalty in found] == expected
    assert all(penalty.points > 0 and penalty.why.endswith(".") for penalty in found)


def test_codes_and_what_is_left_are_counted() -> None:
    found = penalties(query(), entry(), 2, 1, is_exact=False)
    assert [(penalty.name, penalty.points) for penalty in found] == [("codes differ", 1), ("left", 4)]
    assert "2 parts" in found[1].why


@pytest.mark.parametrize("stored", [entry(trust=Trust.IMPORTED, origin="import:seed"), entry(changed="2020-01-01")])
def test_where_the_source_is_the_same_the_doubt_is_said_but_costs_nothing(stored: Entry) -> None:
    assert [penalty.points for penalty in penalties(query(), stored, 0, is_exact=True)] == [0]
