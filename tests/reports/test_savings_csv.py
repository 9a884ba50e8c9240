"""The savings report as CSV: every band has a column."""

from __future__ import annotations

import csv
import io

from locmem.model.rates import Rates
from locmem.postedit.ledger import LEDGER_BANDS
from locmem.reports.savings_csv import COLUMNS, as_csv
from tests.reports.test_savings import NEW, of, report


def test_csv_has_a_column_for_every_band() -> None:
    found = report(of("2026-01"), of("2026-01", NEW, source="b"))
    rows = list(csv.DictReader(io.StringIO(as_csv(found.rows, "EUR"))))
    assert set(LEDGER_BANDS) < set(COLUMNS)
    assert [(row["markets"], row["machine"], row["new"], row["paid"]) for row in rows] == [
        ("ES MX", "10", "10", "1.72"),
    ]


def test_what_nobody_knows_is_empty() -> None:
    [row] = csv.DictReader(io.StringIO(as_csv(report(of("2026-01"), rates=Rates()).rows, "")))
    assert (row["paid"], row["avoided"], row["weighted"]) == ("", "", "10")


def test_no_rows_are_the_names_of_the_columns() -> None:
    assert as_csv((), "EUR") == ",".join(COLUMNS) + "\n"
