"""`check` with a baseline: written once, shrinking, and never over what must not ship."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
COMPLAINTS = "content/articles/complaints.md"
LEAKS = "You can pay with Bizum.\n\nOr with Bizum, later.\n"


@pytest.fixture
def debts(shop: Shop) -> Shop:
    """A project in which a payment method is typed in twice."""
    shop.write(PAYING, f"{shop.read(PAYING)}\n{LEAKS}")
    return shop


def rows(shop: Shop, name: str = "known.json") -> list[dict[str, str]]:
    found = json.loads(shop.read(name))["findings"]
    assert isinstance(found, list)
    return found


def test_what_is_written_down_lets_old_debts_pass_wherever_their_lines_move(debts: Shop, locmem: Locmem) -> None:
    assert locmem("check").code == 1
    done = locmem("check", "--write-baseline", "known.json")
    assert (done.code, done.out) == (0, "")
    assert done.err == "2 findings written. Pass --baseline known.json from now on.\n"
    assert {row["since"] for row in rows(debts)} == {"2026-11-21"}
    passed = locmem("check", "--baseline", "known.json")
    assert (passed.code, "2 findings known from the baseline." in passed.out) == (0, True)
    debts.edit(PAYING, "\nYou can pay with {{", "\nAll is well.\n\nEven better.\n\nYou can pay with {{")
    assert locmem("check", "--baseline", "known.json").code == 0
    debts.write(PAYING, debts.read(PAYING) + "\nPay with Bizum.\n")
    assert locmem("check", "--baseline", "known.json").code == 1


def test_a_baseline_is_never_written_over_unasked(debts: Shop, locmem: Locmem) -> None:
    locmem("check", "--write-baseline", "known.json", "--expires", "+30d")
    before = debts.read("known.json")
    done = locmem("check", "--write-baseline", "known.json")
    assert done.code == 2
    assert "`--update-baseline known.json` takes out what is gone" in done.err
    assert debts.read("known.json") == before


def test_an_update_takes_out_what_is_gone_and_lets_nothing_in(debts: Shop, locmem: Locmem) -> None:
    locmem("check", "--write-baseline", "known.json")
    kept = rows(debts)[0]
    debts.edit(PAYING, "Or with Bizum, later.", "Or later.")
    done = locmem("check", "--update-baseline", "known.json")
    assert (done.code, done.err) == (0, "known.json: 1 finding gone and taken out, 1 left.\n")
    assert rows(debts) == [kept]
    before = debts.read("known.json")
    debts.write(PAYING, debts.read(PAYING) + "\nCall the OSS if you must, or pay with Bizum.\n")
    done = locmem("check", "--update-baseline", "known.json")
    assert done.code == 1
    assert "“Bizum”" in done.out
    assert "Nothing written: 1 finding would come in." in done.err
    assert debts.read("known.json") == before
    done = locmem("check", "--update-baseline", "known.json", "--allow-growth", "--expires", "+30d")
    assert (done.code, done.err) == (0, "known.json: 0 findings gone and taken out, 1 came in, 2 left.\n")
    assert [row.get("expires") for row in rows(debts)].count("2026-12-21") == 1
    debts.edit(PAYING, "You can pay with Bizum.\n", "")
    debts.edit(PAYING, "or pay with Bizum", "or write")
    assert "Nothing is left to cover" in locmem("check", "--update-baseline", "known.json").err


def test_an_update_takes_nothing_out_that_may_hide_in_a_file_nobody_can_read(debts: Shop, locmem: Locmem) -> None:
    locmem("check", "--write-baseline", "known.json")
    before = debts.read("known.json")
    (debts.root / PAYING).write_bytes(b"\xff\xfe\x00\xd8")
    done = locmem("check", "--update-baseline", "known.json")
    assert (done.code, debts.read("known.json")) == (1, before)
    assert "files that cannot be read" in done.err


@pytest.mark.usefixtures("debts")
def test_an_entry_covers_nothing_after_its_day(locmem: Locmem) -> None:
    done = locmem("check", "--write-baseline", "known.json", "--expires", "2026-12-31")
    assert "2 findings written, covered until 2026-12-31." in done.err
    assert locmem("check", "--baseline", "known.json", "--as-of", "2026-12-31").code == 0
    done = locmem("check", "--baseline", "known.json", "--as-of", "2027-01-01")
    assert done.code == 1
    assert "2 findings in the baseline, whose time there is over" in done.out


def test_an_update_says_what_is_over_and_renews_it_only_when_asked_to(debts: Shop, locmem: Locmem) -> None:
    locmem("check", "--write-baseline", "known.json")
    text = debts.read("known.json").replace(
        '"since": "2026-11-21"', '"since": "2026-08-01",\n   "expires": "2026-11-20"'
    )
    debts.write("known.json", text)
    before = rows(debts)
    done = locmem("check", "--update-baseline", "known.json")
    assert done.code == 0
    assert done.err == (
        "known.json: 0 findings gone and taken out, 2 left.\n"
        "Of these 2 are over (2026-11-20 was the last day), and cover nothing. Mend what is found, or give it "
        "another end with --allow-growth --expires DATE.\n"
    )
    assert rows(debts) == before
    done = locmem("check", "--update-baseline", "known.json", "--allow-growth")
    assert "2 are over" in done.err
    done = locmem("check", "--update-baseline", "known.json", "--allow-growth", "--expires", "+30d")
    assert done.err == "known.json: 0 findings gone and taken out, 2 covered anew until 2026-12-21, 2 left.\n"
    assert {(row["since"], row["expires"]) for row in rows(debts)} == {("2026-08-01", "2026-12-21")}
    assert locmem("check", "--baseline", "known.json").code == 0


def test_what_must_never_ship_is_covered_by_no_baseline(debts: Shop, locmem: Locmem) -> None:
    debts.write(COMPLAINTS, debts.read(COMPLAINTS) + "\nPay with Bizum.\n")
    done = locmem("check", "--write-baseline", "known.json")
    assert done.code == 0
    assert (
        "1 finding of priority 1 left out, which fail all the same:\n  1 fact-typed-in: its text is legal" in done.err
    )
    assert {row["path"] for row in rows(debts)} == {PAYING}
    report = json.loads(locmem("check", "--baseline", "known.json", "--json").out)
    assert [(one["path"], one["priority"]) for one in report["findings"] if one["failing"]] == [(COMPLAINTS, 1)]


def test_a_text_that_becomes_legal_leaves_the_cover_of_its_baseline(debts: Shop, locmem: Locmem) -> None:
    locmem("check", "--write-baseline", "known.json")
    debts.edit(PAYING, "topic: payments\n", "topic: payments\nrisk: legal\n")
    done = locmem("check", "--baseline", "known.json")
    assert done.code == 1
    assert "2 findings of priority 1 in the baseline: it does not cover what must never ship." in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--baseline", "a.json", "--update-baseline", "a.json"), "exclude each other"),
        (("--baseline", "a.json", "--write-baseline", "a.json"), "exclude each other"),
        (("--allow-growth",), "belongs to --update-baseline"),
        (("--expires", "+9d"), "--expires is of what enters a baseline"),
        (("--update-baseline", "a.json", "--expires", "+9d"), "--expires is of what enters a baseline"),
        (("--write-baseline", "a.json", "--expires", "2026-11-20"), "has passed"),
        (("--write-baseline", "a.json", "--expires", "soon"), "is not a day"),
        (("--update-baseline", "a.json", "--market", "ES"), "looks at the whole project"),
        (("--update-baseline", "a.json", PAYING), "looks at the whole project"),
        (("--update-baseline", "none.json"), "none.json"),
        (("--update-baseline", "a.json", "--since", "main"), "looks at the whole project"),
        (("--since", "main"), "--since needs git"),
        (("--since", ""), "--since names no commit: the text behind it is empty. Name a branch"),
        (("--fix", "--since", " "), "--since names no commit"),
        (("--fix", "--since", "main"), "--since needs git"),
        (("--fix", "--write-baseline", "a.json"), "--fix writes no baseline"),
        (("--fix", "--as-of", "+9d"), "--fix writes what holds today"),
        (("--fix", "--all"), "--fix writes no report"),
        (("--fix", "--format", "sarif"), "--fix writes no report"),
        (("--dry-run",), "says what --fix would do"),
    ],
)
def test_what_makes_no_sense_together_is_refused(shop: Shop, locmem: Locmem, words: tuple[str, ...], said: str) -> None:
    done = locmem("check", *words)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (shop.root / "a.json").exists()
