"""What an address asks for: a filter of the queue, or one text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from locmem.errors import UsageError
from locmem.postedit.ordering import Place, Wanted

_FILTERS = {
    "locale": "locales",
    "state": "states",
    "origin": "made_by",
    "priority": "priorities",
    "content": "content_sets",
    "document": "documents",
    "assignee": "people",
}
"""Names of filters in addresses, and what they are called in `Wanted`."""
_BESIDE = {"here", "page", "key", "in", "limit", "start"}
"""What stands in addresses beside a filter."""


def filter_of(request: Request) -> tuple[dict[str, list[str]], Wanted]:
    """The filter of an address, by field and as a value.  Raises UsageError for a field that there is not."""
    if strange := sorted(set(request.query_params) - set(_FILTERS) - _BESIDE):
        raise UsageError(f"there is no filter {strange[0]!r}. There are: {', '.join((*_FILTERS, 'here'))}.")
    given = {name: [one for one in request.query_params.getlist(name) if one] for name in _FILTERS}
    fields = {name: values for name, values in given.items() if values}
    values: dict[str, Any] = {_FILTERS[name]: tuple(some) for name, some in fields.items()}
    if "priorities" in values:
        # What is no number is said to be no priority.
        values["priorities"] = tuple(int(one) if one.isdecimal() else one for one in values["priorities"])
    is_here = request.query_params.get("here") == "1"
    if is_here:
        fields["here"] = ["1"]
    return fields, Wanted(is_here=is_here, **values)


def query_of(request: Request) -> str:
    """The filter of an address as a part of another one."""
    return urlencode([(name, value) for name, values in filter_of(request)[0].items() for value in values])


def place_in(fields: Mapping[str, Any], locale: str = "locale") -> Place:
    """The place that is named; locale: the name of its field, another one where `locale` is a filter."""
    document, _, occurrence = str(fields.get("key", "")).rpartition("#")
    if not document or not occurrence or not fields.get(locale):
        raise UsageError(f"a segment is named by `key` (articles/refunds.md#k3f9xx) and `{locale}`.")
    return Place(locale=str(fields[locale]), document=document, occurrence=occurrence)
