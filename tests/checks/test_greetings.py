"""A macro that greets one person by name; what is a placeholder or nobody in particular is left alone."""

from __future__ import annotations

import pytest

from locmem.checks.greetings import greeted_in_sources, greeted_in_targets
from locmem.model.finding import Severity
from tests.checks.lamps import Lamps

_MACRO = 'title: Hello\nactions:\n  - field: comment_value\n    value: "{}"\n'


@pytest.mark.parametrize(
    ("greeting", "severity"),
    [
        ("Dear Dr O'Neill,", Severity.ERROR),
        ("Good morning Ms Weber-Smith!", Severity.ERROR),
        ("Hello Anna Weber,", Severity.WARNING),
        ("Dear Valued Customer,", None),
        ("Hello Mr {{ticket.requester.name}},", None),
        ("Hi team,", None),
        ("Dear Mr Surname,", None),
    ],
)
def test_a_person_is_told_from_nobody(lamps: Lamps, greeting: str, severity: Severity | None) -> None:
    lamps.write("content/macros/one.yaml", _MACRO.format(greeting))
    found = [one.severity for one in greeted_in_sources(lamps.context())]
    assert found == ([severity] if severity else [])


def test_what_the_source_says_is_told_there_alone(lamps: Lamps) -> None:
    lamps.write("content/macros/one.yaml", _MACRO.format("Hello Mrs Weber,"))
    lamps.translate({"Hello Mrs": "Hola, Sra. Weber:"}, name="macros/one.yaml")
    context = lamps.context()
    assert len(list(greeted_in_sources(context))) == 1
    assert list(greeted_in_targets(context)) == []
