"""What is open is what translators noted in the catalogs and nobody settled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.exchange.queries import QUERIES_FILE, Settled, write_settled
from locmem.pages.queries import open_queries, settled_queries
from tests.pipelines.shop import Shop

SENTENCE = "You confirm the payment."


@pytest.fixture
def asked(shop: Shop) -> Shop:
    for locale, lines in (("es", ("Who is", "you?")), ("ja", ("Customer?",))):
        shop.change_entry(SENTENCE, locale, replace(shop.entry(SENTENCE, locale), remarks=lines))
    return shop


def test_a_query_has_the_place_of_its_source(asked: Shop) -> None:
    found = open_queries(asked.open())
    assert [(one.locale, one.question, one.key) for one in found] == [
        ("es", "Who is you?", asked.key(SENTENCE)),
        ("ja", "Customer?", asked.key(SENTENCE)),
    ]
    line = asked.read("content/articles/paying.md").splitlines()[found[0].line - 1]
    assert SENTENCE in line


def test_only_who_asked_is_asked_for(asked: Shop) -> None:
    assert [one.locale for one in open_queries(asked.open(), ["ja"])] == ["ja"]
    with pytest.raises(UsageError):
        open_queries(asked.open(), ["fr"])


def test_what_was_settled_is_not_open(asked: Shop) -> None:
    document, _, occurrence = asked.key(SENTENCE).partition("#")
    row = Settled(
        document=document, occurrence=occurrence, locale="es", question="Who is you?", answer="", by="", on="2026-11-21"
    )
    asked.write(QUERIES_FILE, write_settled([row]))
    assert [one.locale for one in open_queries(asked.open())] == ["ja"]


def test_a_damaged_file_is_named(asked: Shop) -> None:
    assert settled_queries(asked.open()) == ()
    asked.write(QUERIES_FILE, "a,b\n")
    with pytest.raises(InputErrors, match=r"content/queries\.csv:1"):
        open_queries(asked.open())
