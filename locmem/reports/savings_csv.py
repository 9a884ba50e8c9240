"""The savings report as CSV: a row for each month and locale, so that whoever adds rows up counts each word once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from locmem.postedit.ledger import LEDGER_BANDS
from locmem.reports.savings import SavingsRow

COLUMNS = (
    "month",
    "locale",
    "markets",
    "words",
    *LEDGER_BANDS,
    "confirmed",
    "weighted",
    "currency",
    "paid",
    "avoided",
    "hours",
    "hours avoided",
    "saved percent",
    "review weighted",
    "review paid",
    "review hours",
)


def as_csv(rows: Iterable[SavingsRow], currency: str) -> str:
    """The rows below a line of column names.

    Codes of markets have blanks between; amounts have a point, and are empty where nobody knows them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        tally = row.tally
        writer.writerow(
            (
                row.month,
                row.locale,
                " ".join(row.markets),
                tally.words,
                *(tally.by_band.get(band, 0) for band in LEDGER_BANDS),
                tally.confirmed,
                _number(tally.weighted),
                currency,
                _number(tally.paid),
                _number(tally.avoided),
                _number(tally.hours),
                _number(tally.hours_avoided),
                "" if tally.saved is None else tally.saved,
                _number(tally.reading.weighted),
                _number(tally.reading.paid),
                _number(tally.reading.hours),
            )
        )
    return out.getvalue()


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
