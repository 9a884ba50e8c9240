"""What is said of an option that a command does not have: what was meant, and no guess that helps nobody."""

from __future__ import annotations

import pytest

from locmem.cli.unknown_options import nearest
from tests.pipelines.shop import Shop


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("report", "savings", "--mont", "2026-01"), "No such option: --mont. Did you mean '--month'?"),
        (("queue", "list", "--locales", "es"), "No such option: --locales. Did you mean '--locale'?"),
        (("export", "--lcale", "es"), "No such option: --lcale. Did you mean '--locale'?"),
        (
            ("report", "--month", "2026-01"),
            "No such option: --month. '--from' and '--until' take a MONTH. "
            "'locmem report savings' and 'locmem report effort' have it.",
        ),
        (("market", "brief", "ES", "--file", "x"), "No such option: --file. '--to' takes a FILE."),
        (("check", "--xyz"), "No such option: --xyz"),
        (("import", "--locale", "es"), "No such option: --locale"),
        (("--versoin",), "No such option: --versoin. Did you mean '--version'?"),
        (("check", "-x"), "No such option: -x"),
    ],
)
def test_what_is_meant_is_named(shop: Shop, words: tuple[str, ...], told: str) -> None:
    done = shop.command(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {told}"


@pytest.mark.parametrize(
    ("name", "options", "found"),
    [
        ("--loc", ("--all", "--locale"), ("--locale",)),
        ("--out", ("--output", "--to"), ("--output",)),
        ("--mnoth", ("--json", "--month"), ("--month",)),
        ("--month", ("--json", "--to"), ()),
        ("--market", ("--markets", "--marker"), ("--markets",)),
        ("--t", ("--to",), ()),
    ],
)
def test_another_spelling_is_one_begun_carried_on_or_mistyped(
    name: str, options: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert nearest(name, options) == found
