"""What scripts and other tools ask: each address is there, described, and answers as it is described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import jsonschema
import pytest

from locmem.server.api import ADDRESSES, Address, openapi
from tests.pipelines.shop import Shop
from tests.server.asked import Asked, served

COLLECT = "We collect the money when the parcel leaves us."
GIVEN = {
    "/api/memory/search": f"?q={quote(COLLECT)}&to=es",
    "/api/memory/concordance": "?q=parcel&to=es",
    "/api/findings": "?gate=release&market=ES",
}


@pytest.fixture
def asked(shop: Shop) -> Iterator[Asked]:
    shop.edit("content/articles/paying.md", COLLECT, f"{COLLECT}\n\nA new sentence waits.")
    shop.run()
    with served(shop) as one:
        yield one


def _address(one: Address) -> str:
    path = one.path.format(source_language="en", target_language="es", source=quote(COLLECT, safe=""))
    return path + GIVEN.get(one.path, "")


@pytest.mark.parametrize("one", ADDRESSES, ids=lambda one: one.path)
def test_each_address_answers_as_it_is_described(asked: Asked, one: Address) -> None:
    operation = asked.data("/api/openapi.json")["paths"][one.path]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answer = asked.data(_address(one))
    jsonschema.validate(answer, schema)
    assert answer


def test_the_description_is_one_of_openapi() -> None:
    told = json.loads(json.dumps(openapi()))
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {one.path for one in ADDRESSES}
    for path, methods in told["paths"].items():
        parameters = methods["get"]["parameters"]
        assert all(one["in"] in ("path", "query") and one["schema"] for one in parameters)
        assert {one["name"] for one in parameters if one["in"] == "path"} == {
            part.strip("{}") for part in path.split("/") if part.startswith("{")
        }


def test_what_is_missing_or_unknown_is_an_error_in_words(asked: Asked) -> None:
    for address, word in (
        ("/api/memory/search?to=es", "missing"),
        ("/api/memory/search?q=a&to=xx", "not declared"),
        ("/api/memory/search?q=a&to=es&floor=x", "whole number"),
        ("/api/queue?locale=xx", "not declared"),
        ("/api/queue?limit=-1", "whole number"),
        ("/api/status?locale=xx", "not declared"),
        ("/api/findings?gate=none", "there is no gate"),
    ):
        assert word in asked.data(address, 400)["error"]
    assert "no market" in asked.data("/api/findings?market=--help", 422)["error"]


def test_the_queue_is_that_of_the_command_in_stretches(shop: Shop, asked: Asked) -> None:
    said = json.loads(shop.command("queue", "list", "--json").stdout)
    told = asked.data("/api/queue")
    assert [one["key"] for one in told["items"]] == [one["key"] for one in said]
    assert asked.data("/api/queue?start=1&limit=1")["items"] == told["items"][1:2]
    assert {one["locale"] for one in asked.data("/api/queue?locale=ja")["items"]} == {"ja"}
    assert asked.data("/api/next?locale=ja")["item"]["locale"] == "ja"
    assert asked.data("/api/next?locale=es&state=stale") is None


def test_status_and_findings_are_those_of_the_commands(shop: Shop, asked: Asked) -> None:
    assert asked.data("/api/status") == json.loads(shop.command("status", "--json").stdout)
    said = json.loads(shop.command("check", "--gate", "change", "--format", "json").stdout)
    assert asked.data("/api/findings") == said


def test_a_text_with_a_slash_or_in_the_query_is_looked_up_as_by_amagama(asked: Asked) -> None:
    assert asked.data("/tmserver/en/es/unit/a/b%2Fc") == []
    found = asked.data(f"/tmserver/en/es_ES/unit/?source={quote(COLLECT)}&min_similarity=75&max_candidates=1")
    assert [one["target"] for one in found] == ["Cobramos el importe cuando sale el paquete."]
