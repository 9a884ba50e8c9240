"""Saved replies of other help desks go the whole way in a project, and files nobody can read are named."""

from __future__ import annotations

import json

import pytest

from locmem.model.finding import Gate
from tests.pipelines.shop import Shop

REPLIES = """\
[
  {"id": 7, "name": "Parcel", "text": "<p>Your parcel left with <b>care</b> &amp; speed.<\\/p>", "tags": ["sent out"]},
  {"id": 8, "name": "Tax", "text": "Prices include {{ market.tax.abbreviation }}.", "notes": "For us alone."}
]
"""
NAMES = "thanks:\n  text: |\n    Thank you for writing.\n  channel: by mail\n"
PARTNER = """\
title: Ask the carrier
actions:
  - field: side_conversation
    value: ["Where is it?", "<p>Please look for it.</p>", "desk@carrier.example", "text/html"]
"""


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """The small project whose macros may lie in files of every ending that is known."""
    shop.edit("locmem.yaml", "macros/**/*.yaml", "macros/**/*")
    shop.write("content/macros/replies.json", REPLIES)
    shop.write("content/macros/names.yml", NAMES)
    shop.write("content/macros/partner.yaml", PARTNER)
    shop.run()
    return shop


def test_they_are_translated_and_published_in_their_own_shape(shop: Shop) -> None:
    shop.translate(
        "es",
        {
            "Parcel": "Paquete",
            "Your parcel left with <g1>care</g1> & speed.": "Tu paquete salió con <g1>cuidado</g1> & rapidez.",
            "Tax": "Impuesto",
            "Prices include {{ market.tax.abbreviation }}.": "Incluye {{ market.tax.abbreviation }}.",
            "Thank you for writing.": "Gracias por escribir.",
            "Ask the carrier": "Preguntar",
            "Where is it?": "¿Dónde está?",
            "Please look for it.": "Búscalo, por favor.",
        },
    )
    shop.run("publish")
    replies = json.loads(shop.read("dist/ES/es/macros/replies.json"))
    assert [reply["name"] for reply in replies] == ["Paquete", "Impuesto"]
    assert replies[0]["text"] == "<p>Tu paquete salió con <b>cuidado</b> &amp; rapidez.</p>"
    assert replies[1] == {"id": 8, "name": "Impuesto", "text": "Incluye IVA.", "notes": "For us alone."}
    assert shop.read("dist/ES/es/macros/names.yml") == NAMES.replace("Thank you for writing.", "Gracias por escribir.")
    partner = shop.read("dist/ES/es/macros/partner.yaml")
    assert '["¿Dónde está?", "<p>Búscalo, por favor.</p>", "desk@carrier.example", "text/html"]' in partner


def test_a_file_in_which_nothing_is_recognised_is_named_and_stops_no_other(shop: Shop) -> None:
    shop.write("content/macros/unknown.yml", "greeting_of_ours: Hello there\n")
    shop.run()
    [finding] = [one for one in shop.check(Gate.CHANGE).findings if "recognised" in one.what]
    assert (finding.check, str(finding.location.path)) == ("text-not-read", "content/macros/unknown.yml")
    assert "`greeting_of_ours`" in finding.what
    assert "`fields`" in finding.do
    shop.edit("locmem.yaml", "kind: macro", "kind: macro, fields: [title, greeting_of_ours]")
    shop.run()
    assert not [one for one in shop.check(Gate.CHANGE).findings if "recognised" in one.what]
    assert "Hello there" in shop.read("content/translations/es/macros/unknown.yml.po")
