"""What an answer does not keep to is told, and stands in nobody's way."""

from __future__ import annotations

from functools import partial

import pytest

from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions
from locmem.pipelines.run import run_step
from tests.exchange import spreadsheet
from tests.exchange.translator import Translator
from tests.pipelines.shop import SETTINGS, Shop
from tests.pipelines.test_handoff import PAYING, handed_off

TITLE = "Ways to pay an order"
GLOSSARY = """concept,locale,term,status
order,en,order,preferred
order,es,pedido,preferred
order,es,orden,forbidden
"""


@pytest.fixture
def out(shop: Shop) -> Shop:
    """A title that may have 20 characters is with a translator."""
    shop.write("locmem.yaml", SETTINGS.replace("kind: markdown}", "kind: markdown, max_length: {title: 20}}", 1))
    shop.write("content/glossary.csv", GLOSSARY)
    shop.edit(PAYING, "title: Paying for an order", f"title: {TITLE}")
    shop.run()
    handed_off(shop)
    return shop


def came_back(shop: Shop, text: str) -> BringBackResult:
    [file] = (shop.root / "handoffs").rglob("*.po")
    Translator(file).write(TITLE, text)
    return run_step(shop.open(), "import", lambda run: bring_back(run, [file]))[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pago de pedidos", []),
        ("Cómo pagar los pedidos de la tienda", ["35 characters; 20 are allowed"]),
        ("Pagar una orden", ["the glossary forbids “orden” for “order”; write pedido"]),
        (
            "Cómo pagar una orden de la tienda",
            ["33 characters; 20 are allowed", "the glossary forbids “orden” for “order”; write pedido"],
        ),
    ],
)
def test_what_is_too_long_or_forbidden_is_taken_and_told(out: Shop, text: str, told: list[str]) -> None:
    result = came_back(out, text)
    assert [note.partition(f"{out.key(TITLE)}: ")[2] for note in result.notes] == told
    assert result.asks_to_look is bool(told)
    assert (out.entry(TITLE).target, out.entry(TITLE).state) == (text, State.TRANSLATED)


def test_a_glossary_that_cannot_be_read_tells_nothing(out: Shop) -> None:
    out.write("content/glossary.csv", "nothing\n")
    assert came_back(out, "Pagar una orden").notes == ()


def test_texts_that_a_review_is_demanded_of_are_counted(out: Shop) -> None:
    out.write("locmem.yaml", f"{out.read('locmem.yaml')}risks: {{standard: {{required: reviewed}}}}\n")
    assert came_back(out, "Pagar un pedido").to_review == 1


def test_a_review_by_whoever_translated_is_told(shop: Shop) -> None:
    shop.write("locmem.yaml", f"{SETTINGS}risks: {{standard: {{required: reviewed}}}}\n")
    shop.edit(PAYING, "title: Paying for an order", f"title: {TITLE}")
    shop.run()
    handed_off(shop, HandoffOptions(format=ExchangeFormat.CSV, locales=("es",), folder="handoffs"))
    [file] = (shop.root / "handoffs").rglob("*.csv")
    spreadsheet.write(file, TITLE, Translation="Pagar un pedido", State="reviewed")
    back = partial(bring_back, files=[file])
    assert run_step(shop.open(), "import", lambda run: back(run), is_dry=True)[1].reviewed_alone == 1
    assert run_step(shop.open(), "import", lambda run: back(run, reviewed=True))[1].reviewed_alone == 0
    assert shop.entry(TITLE).state is State.REVIEWED


def test_another_register_than_the_projects_is_taken_and_told(shop: Shop) -> None:
    shop.write("locmem.yaml", SETTINGS + "registers: {es: formal}\n")
    shop.edit(PAYING, "title: Paying for an order", f"title: {TITLE}")
    shop.run()
    handed_off(shop)
    result = came_back(shop, "Cómo pagas tu pedido")
    assert [note.partition(f"{shop.key(TITLE)}: ")[2] for note in result.notes] == [
        "“tu” is informal address; es wants “formal”"
    ]
