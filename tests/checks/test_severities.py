"""Which checks can be set to what, and which findings nobody can wave through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.checks.catalogue import CHECKS
from locmem.checks.severities import document_of, guards_of, is_first, levelled, require_sound
from locmem.errors import InputErrors, Location
from locmem.model.finding import Severity
from tests.checks.lamps import SETTINGS, Lamps
from tests.checks.outputs.reports import DAMAGED, LEAK


def test_a_check_that_there_is_not_is_named_with_near_ones_and_its_line(lamps: Lamps) -> None:
    rows = "  - {check: fact-typed, paths: [a.md], reason: r, owner: o, expires: 2027-01-31}\n"
    lamps.write("locmem.yaml", f"{SETTINGS}checks:\n  stael: error\n  link-broken: note\nexceptions:\n{rows}")
    with pytest.raises(InputErrors) as caught:
        require_sound(lamps.open().settings)
    first, second = caught.value.problems
    assert (first.location.line, second.location.line) == (10, 13)
    assert (first.what, first.do) == ("there is no check `stael`.", "Did you mean `stale`?")
    assert "`fact-typed-in`" in second.do


@pytest.mark.parametrize("level", ["warning", "note", "off"])
@pytest.mark.parametrize("check", ["input", "damaged-codes", "unsafe-markup", "active-content", "fact-expired"])
def test_what_must_never_ship_cannot_be_lowered(lamps: Lamps, check: str, level: str) -> None:
    lamps.write("locmem.yaml", f"{SETTINGS}checks: {{{check}: {level}}}\n")
    with pytest.raises(InputErrors, match=rf"locmem\.yaml:9:10.*`{check}` cannot be set to {level}: .*Leave it out"):
        require_sound(lamps.open().settings)
    lamps.write("locmem.yaml", f"{SETTINGS}checks: {{{check}: error}}\n")
    require_sound(lamps.open().settings)


def test_findings_count_as_the_settings_say(lamps: Lamps) -> None:
    lamps.write("locmem.yaml", f"{SETTINGS}checks: {{fact-typed-in: note}}\n")
    assert list(levelled([LEAK, DAMAGED], lamps.open().settings)) == [replace(LEAK, severity=Severity.NOTE), DAMAGED]
    lamps.write("locmem.yaml", f"{SETTINGS}checks: {{fact-typed-in: off}}\n")
    assert list(levelled([LEAK, DAMAGED], lamps.open().settings)) == [DAMAGED]


@pytest.mark.parametrize(
    ("place", "document"),
    [
        (Location(path="content/articles/a.md", line=3), "articles/a.md"),
        (Location(path="content/translations/es/articles/a.md.po"), "articles/a.md"),
        (Location(path="content/memory/es.tmx", key="articles/a.md#k3"), "articles/a.md"),
        (Location(path="markets/ES.yaml", key="facts.tax"), ""),
    ],
)
def test_a_finding_is_about_the_document_of_its_place(place: Location, document: str) -> None:
    assert document_of(replace(LEAK, location=place)) == document


def test_errors_of_legal_texts_and_of_checks_that_guard_are_of_priority_1() -> None:
    assert is_first(DAMAGED, ())
    assert not is_first(replace(DAMAGED, severity=Severity.WARNING), ("a.md",))
    assert not is_first(LEAK, ("b.md",))
    assert is_first(LEAK, ("a.md",))


def test_each_guard_says_why_in_words_that_stand_in_a_sentence() -> None:
    said = [guards_of(name) for name in ("input", *CHECKS) if guards_of(name)]
    assert len(said) >= 5
    assert all(why[0].islower() and why[-1].isalpha() for why in said)
