"""What a help desk calls the days that choose among the cases of a fact: `help_desk_dates:` of locmem.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping

from locmem.model.fact import DecidedBy
from locmem.yamlfields import Fields

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_IN_WORDS = {
    "ticket.created_at": "ticket.created_at_with_timestamp",
    "ticket.updated_at": "ticket.updated_at_with_timestamp",
}
"""Placeholders of Zendesk that say a date in words of a language, and those that say it in digits
(support.zendesk.com, placeholders reference)."""


def desk_dates_of(top: Fields) -> Mapping[DecidedBy, str]:
    """The names by what they decide; those of a day that nobody named are not there.

    Notes what is no name of a value of the help desk, and what is known to be no date in digits.
    """
    section = top.mapping("help_desk_dates")
    if section is None:
        return {}
    found: dict[DecidedBy, str] = {}
    for by in (DecidedBy.CONTRACT, DecidedBy.SUPPLY, DecidedBy.REQUEST):
        if not section.has(by.value):
            continue
        name, place = section.text(by.value), section.key_location(by.value)
        if not _NAME.fullmatch(name) or name.startswith(("market.", "company.")):
            do = "Write it without braces, as in ticket.ticket_field_360020001."
            section.problems.add(place, f"{name!r} names no value of the help desk.", do)
        elif name in _IN_WORDS:
            what = f"{name} is a date in words, and no help desk can compare it."
            section.problems.add(place, what, f"Write {_IN_WORDS[name]}.")
        else:
            found[by] = name
    section.finish()
    return found
