"""Templates as a help desk evaluates them: python-liquid2 with what Ruby's Liquid does otherwise.

Ruby's `date` gives back what it cannot read, nothing for nothing, and takes digits alone for seconds since 1970; its
numbers begin where a text begins with digits (Shopify/liquid, lib/liquid/standardfilters.rb and utils.rb).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from liquid2 import Environment


def _date(value: object, form: str) -> object:
    text = "" if value is None else str(value)
    if re.fullmatch(r"\d+", text):
        return datetime.fromtimestamp(int(text), UTC).strftime(form)
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).strftime(form)
    except ValueError:
        return value


def _number(value: object) -> int:
    found = re.match(r"-?\d+", str(value).strip())
    return int(found[0]) if found else 0


def answered(template: str, ticket: Mapping[str, object]) -> str:
    """What an agent sends."""
    environment = Environment()
    environment.filters["date"] = _date
    environment.filters["plus"] = lambda value, more: _number(value) + _number(more)
    environment.filters["divided_by"] = lambda value, by: _number(value) // _number(by)
    return environment.from_string(template).render(ticket=ticket)
