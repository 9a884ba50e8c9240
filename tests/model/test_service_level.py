"""Service levels as people write them, and times that can or cannot be compared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from locmem.errors import InputErrors
from locmem.model.fact import DurationUnit
from locmem.model.service_level import Span, plain, service_targets, share, span
from locmem.yamlfields import fields_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8 h", "8 hours"),
        ("45min", "45 minutes"),
        ("2.5 hours", "2.5 hours"),
        ("2,5 h", "2.5 hours"),
        ("1 business-day", "1 business day"),
        ("3 Business Days", "3 business days"),
        ("1 d", "1 day"),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, said: str) -> None:
    assert str(span(text)) == said


@pytest.mark.parametrize("text", ["", "8", "h", "8 parsecs", "-1 h", "1 h 30 min", "1e3 h"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time such as"):
        span(text)


@pytest.mark.parametrize(
    ("one", "other", "is_within", "more"),
    [
        ("26 h", "1 d", False, "2"),
        ("24 h", "1 day", True, "0"),
        ("30 min", "1 h", True, "-30"),
        ("2 business-days", "1 business-day", False, "1"),
        # Nobody knows on which of these hours the desk was open.
        ("8 h", "1 business-day", None, None),
        ("30 d", "1 month", None, None),
    ],
)
def test_only_times_of_clocks_are_converted(one: str, other: str, is_within: bool | None, more: str | None) -> None:
    assert span(one).within(span(other)) is is_within
    assert span(one).minus(span(other)) == (None if more is None else Decimal(more))


def test_a_share_is_a_percentage() -> None:
    assert share("93,5 %") == Decimal("93.5")
    for text in ("", "101", "-1", "9e1", "ninety"):
        with pytest.raises(ValueError, match="is no percentage"):
            share(text)
    assert (plain(Decimal("90.0")), plain(Decimal("100"))) == ("90", "100")


def test_the_table_of_the_settings_names_channels_and_what_is_promised() -> None:
    text = "sla:\n  email: {first_response: 1 business-day, share: 90}\n  live_chat: {first_response: 2 min}\n"
    with fields_of(text, "locmem.yaml") as top:
        found = service_targets(top)
    day = Span(amount=Decimal(1), unit=DurationUnit.BUSINESS_DAY)
    assert (found["email"].first_response, found["email"].resolution, found["email"].share) == (day, None, Decimal(90))
    assert list(found) == ["email", "live_chat"]


def test_everything_wrong_with_the_table_is_told_at_once() -> None:
    text = "sla:\n  E-Mail: {first_response: soon, share: 120, speed: 1 h}\n"
    with pytest.raises(InputErrors) as caught, fields_of(text, "locmem.yaml") as top:
        service_targets(top)
    told = [str(problem) for problem in caught.value.problems]
    assert [line.split(": ")[0].split(" ")[0] for line in told] == [
        "locmem.yaml:2:3",
        "locmem.yaml:2:28",
        "locmem.yaml:2:41",
        "locmem.yaml:2:46",
    ]
