"""`locmem privacy-report` as users type it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import date
from decimal import Decimal

from locmem.mt.audit import AuditLog, Call, Grounds, Permission
from tests.cli.conftest import Locmem
from tests.pipelines.shop import SETTINGS, Shop


def send(shop: Shop) -> None:
    with shop.open() as project:
        word = Permission(market="ES", region="EU", reviewed_on=date(2026, 11, 1))
        grounds = Grounds(command="sync", permissions=(word,), per_million=Decimal(20), unit="EUR")
        calls = AuditLog(project.database, project.clock).calls(grounds)
        made = Call(
            engine="deepl",
            version="2",
            host="api.deepl.com",
            source_locale="en",
            locale="es",
            texts=12,
            characters=24_000,
            hidden={"name": 2, "email": 1},
        )
        calls.ended(calls.sent(made, 24_000), answered=12)
        calls.sent(made, 24_000)


def test_an_empty_log_is_no_proof_that_nothing_left(locmem: Locmem) -> None:
    done = locmem("privacy-report")
    assert done.code == 0
    assert "The log of this project's database (locmem.db) has no call." in done.out
    assert "What was sent with another database, or before this one was made, is not in it." in done.out
    assert "No engine is set in locmem.yaml: nothing can leave." in done.out
    assert "(locmem.db) has no call for 2026-10." in locmem("privacy-report", "--month", "2026-10").out


def test_it_says_what_left_where_to_and_by_whose_word(shop: Shop, locmem: Locmem) -> None:
    send(shop)
    done = locmem("privacy-report", "--month", "2026-11")
    assert done.code == 0
    assert "api.deepl.com" in done.out
    assert "48,000" in done.out
    assert "ES (EU, read on 2026-11-01)" in done.out
    assert "2 mail addresses, 4 names" in done.out
    assert "again where that text stands beside another" in done.out
    assert "0 failed and 1 ended before the answer was there; they may be billed" in done.out
    assert "The log is whole" in done.out


def test_programs_get_all_of_it(shop: Shop, locmem: Locmem) -> None:
    send(shop)
    said = json.loads(locmem("privacy-report", "--json").out)
    assert said["sent"][0]["cost"] == {"EUR": "0.96"}
    assert said["hidden"] == {"email": 2, "name": 4}
    rows = list(csv.DictReader(io.StringIO(locmem("privacy-report", "--csv").out)))
    assert [row["outcome"] for row in rows] == ["answered", "open"]


def test_a_log_that_was_touched_fails_and_is_named(shop: Shop, locmem: Locmem) -> None:
    send(shop)
    with sqlite3.connect(shop.root / "locmem.db") as connection:
        connection.execute("DELETE FROM mt_calls WHERE number = 1")
    connection.close()
    done = locmem("privacy-report")
    assert done.code == 1
    assert "The log was touched: row 1 is missing." in done.err
    assert "The log is whole" not in done.out


def test_what_cannot_be_meant_is_a_mistake_of_the_call(locmem: Locmem) -> None:
    assert locmem("privacy-report", "--month", "soon").code == 2
    assert locmem("privacy-report", "--json", "--csv").code == 2


def test_a_broken_market_is_in_the_table_and_nothing_may_be_sent(shop: Shop, locmem: Locmem) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {{engine: deepl}}\n")
    shop.write("markets/ES.yaml", f"{shop.read('markets/ES.yaml')}nonsense: 1\n")
    done = locmem("privacy-report")
    assert "nothing can leave" not in done.out
    assert "ES cannot be read: until that is mended nothing is sent." in done.out
    assert " may" not in [line[-4:] for line in done.out.splitlines()]
