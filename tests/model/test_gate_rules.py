"""What settings say of the gate: each mistake with its line, and nothing taken that lacks a reason or an end."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import InputErrors
from locmem.model.gate_rules import CheckLevel, CheckSetting, GateException, exceptions_of, levels_of
from locmem.yamlfields import fields_of

WHOLE = "{check: stale, paths: [articles/*.md], reason: Meant., owner: Ana, expires: 2027-01-31}"


def read(text: str) -> tuple[tuple[CheckSetting, ...], tuple[GateException, ...]]:
    with fields_of(text, "locmem.yaml") as top:
        return levels_of(top), exceptions_of(top)


def test_checks_and_exceptions_are_read_with_their_places() -> None:
    levels, exceptions = read(
        "checks:\n  stale: error\n  link-broken: off\nexceptions:\n"
        "  - check: fact-typed-in\n    paths: [articles/a.md, 'macros/**/*.yaml']\n    reason: >\n      Klarna itself\n"
        "      is meant.\n    owner: Ana\n    expires: 2027-01-31\n    says: Klarna\n    locale: es\n    market: ES\n"
    )
    assert [(one.check, one.level, one.location.line) for one in levels] == [
        ("stale", CheckLevel.ERROR, 2),
        ("link-broken", CheckLevel.OFF, 3),
    ]
    [one] = exceptions
    assert (one.check, one.paths, one.reason) == (
        "fact-typed-in",
        ("articles/a.md", "macros/**/*.yaml"),
        "Klarna itself is meant.",
    )
    assert (one.owner, one.expires, one.says, one.locale, one.market) == (
        "Ana",
        date(2027, 1, 31),
        "Klarna",
        "es",
        "ES",
    )
    assert (one.location.line, one.is_in_source) == (5, False)
    assert (one.holds(date(2027, 1, 31)), one.holds(date(2027, 2, 1))) == (True, False)
    assert read("exceptions: []\n") == ((), ())


@pytest.mark.parametrize("key", ["check", "paths", "reason", "owner", "expires"])
def test_an_exception_that_lacks_something_is_refused_with_its_line(key: str) -> None:
    lines = [
        line for line in WHOLE.strip("{}").replace("], ", "]\n").replace(", ", "\n").split("\n") if key not in line
    ]
    with pytest.raises(InputErrors, match=rf"locmem\.yaml:2:5.*'{key}' is missing"):
        read("exceptions:\n  - " + "\n    ".join(lines) + "\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2027-01-31", "soon", "a date such as"),
        ("2027-01-31", "null", "the last day on which it holds"),
        ("[articles/*.md]", "[]", "it names no file"),
        ("[articles/*.md]", "[../*.md]", "is not a pattern of files"),
        ("Meant.", '" "', "the reason is empty"),
        ("Ana", '""', "the owner is empty"),
        ("owner", "owned", "the key 'owned' is not known"),
    ],
)
def test_what_is_wrong_with_an_exception_is_said(old: str, new: str, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read(f"exceptions:\n  - {WHOLE.replace(old, new)}\n")
    assert said in str(caught.value)


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(InputErrors, match=r"locmem\.yaml:1:17.*'fatal'.*error, warning, note, off"):
        read("checks: {stale: fatal}\n")
