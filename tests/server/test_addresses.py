"""What an address asks for."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from locmem.errors import UsageError
from locmem.postedit.ordering import Place, Wanted
from locmem.server.addresses import filter_of, place_in, query_of


def asked(query: str) -> Request:
    return Request({"type": "http", "query_string": query.encode(), "headers": []})


def test_a_filter_is_read_from_an_address_and_told_as_one() -> None:
    request = asked("locale=es&locale=ja&origin=&priority=1&priority=high&here=1&page=3")
    fields, wanted = filter_of(request)
    # What is no number is left for whoever knows what there is.
    assert wanted == Wanted(locales=("es", "ja"), priorities=(1, "high"), is_here=True)  # type: ignore[arg-type]
    assert fields == {"locale": ["es", "ja"], "priority": ["1", "high"], "here": ["1"]}
    assert query_of(request) == "locale=es&locale=ja&priority=1&priority=high&here=1"
    assert filter_of(asked("")) == ({}, Wanted())
    with pytest.raises(UsageError, match=r"there is no filter 'market'\. There are: locale, state"):
        filter_of(asked("market=ES"))


def test_a_text_is_named_by_its_key_and_locale() -> None:
    given = {"key": "articles/a#b.md#k3", "in": "es", "locale": "ja"}
    assert place_in(given, "in") == Place(locale="es", document="articles/a#b.md", occurrence="k3")
    assert place_in(given).locale == "ja"
    for lacking in ({"key": "articles/a.md"}, {"key": "#k3", "locale": "es"}, {"key": "articles/a.md#k3"}):
        with pytest.raises(UsageError, match="a segment is named by"):
            place_in({"locale": "", **lacking})
