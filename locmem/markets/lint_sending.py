"""Rules about what may be sent to engines that are not on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from locmem.markets.sending import last_day
from locmem.markets.subject import Subject
from locmem.model.engine_rules import ENGINES
from locmem.model.finding import Finding, Severity

SENDING = "market-sending"
AHEAD = 30
"""Days before the end of a review in which it is told."""


def overdue_permissions(subject: Subject) -> Iterator[Finding]:
    """Permission to send texts to engines that nobody reviewed for a year, whose day lies ahead, or to no engine."""
    policy = subject.market.sending
    if policy is None:
        return
    for name in policy.allowed:
        engine, _, model = name.partition("/")
        if engine not in ENGINES or "*" in model or name.endswith("/"):
            what = f"{name!r} under `mt.allowed` is no engine, and allows nothing."
            do = f"Write one of: {', '.join(ENGINES)}; with a model behind a slash to allow that one only."
            yield subject.finding(SENDING, policy.location, what, do, Severity.WARNING)
    last = last_day(policy)
    do = "Read the contracts with the engines again, and write the day as `mt.reviewed_on`."
    if policy.reviewed_on > subject.day:
        what = f"the contracts with {', '.join(policy.allowed)} were read on {policy.reviewed_on}, after {subject.day}."
        yield subject.finding(SENDING, policy.location, what, "Write the day on which they were really read.")
    elif subject.day > last:
        what = f"the contracts were read on {policy.reviewed_on}, more than a year ago: nothing is sent any more."
        yield subject.finding(SENDING, policy.location, what, do, Severity.WARNING)
    elif subject.day > last - timedelta(days=AHEAD):
        what = f"the contracts were read on {policy.reviewed_on}: after {last} nothing is sent any more."
        yield subject.finding(SENDING, policy.location, what, do, Severity.WARNING)
