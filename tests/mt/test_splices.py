"""What two answers differ in, put into a translation where it is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.compare import code_problems
from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax
from locmem.mt.splices import Splice, by_answers, by_words, keeps_numbers, with_capital


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def spliced(target: str, was: str, now: str, *, is_whole: bool = True) -> str | None:
    result = by_answers(md(target), md(was), md(now), is_whole=is_whole)
    return None if result is None else result[0].native


@pytest.mark.parametrize(
    ("target", "was", "now", "result"),
    [
        pytest.param(
            "Pida hoy un reembolso aquí.",
            "Pide un reembolso hoy.",
            "Pide un abono hoy.",
            "Pida hoy un abono aquí.",
            id="a word for a word",
        ),
        pytest.param(
            "Reembolso ya hoy", "un reembolso", "un abono", None, id="more than half of the text is no splice"
        ),
        pytest.param(
            "Envíe el pedido entero con la caja.",
            "Manda la caja.",
            "Manda la caja roja.",
            "Envíe el pedido entero con la caja roja.",
            id="a word put in at the end",
        ),
        pytest.param(
            "Envíe el pedido con la caja roja.",
            "Manda la caja roja.",
            "Manda la caja.",
            "Envíe el pedido con la caja.",
            id="a word taken out",
        ),
        pytest.param(
            "Abra **Pedidos** para cambiar de tarjeta.",
            "Abre **Pedidos** y cambia de tarjeta",
            "Abre **Facturas** y cambia de tarjeta",
            "Abra **Facturas** para cambiar de tarjeta.",
            id="inside of a code",
        ),
        pytest.param(
            "La **gran** caja roja que ve aquí",
            "una **gran** caja",
            "una **gran** y bonita caja",
            "La **gran** y bonita caja roja que ve aquí",
            id="behind a code",
        ),
        pytest.param(
            "Tarjetas y otras formas de pago",
            "formas de tarjetas",
            "formas de facturas",
            "Facturas y otras formas de pago",
            id="with the capital of its place",
        ),
        pytest.param("La caja y la otra caja están aquí.", "una caja", "una bolsa", None, id="stands there twice"),
        pytest.param("La bolsa está aquí desde ayer.", "una caja", "una bolsa", None, id="stands there never"),
        pytest.param(
            "Ve de la caja a la mesa del fondo.", "la de aquí", "la con aquí", None, id="a little word elsewhere"
        ),
        pytest.param(
            "Un pequeño circo volador de papel.", "circo volador", "volador circo", None, id="words that changed places"
        ),
        pytest.param("Pida la caja (roja) en la tienda.", "caja (roja)", "caja [verde", None, id="half a bracket"),
        pytest.param(
            "Los módulos hechos localmente por el equipo",
            "los módulos hechos localmente",
            "los módulos localmente hechos",
            None,
            id="a word that moved",
        ),
        pytest.param(
            "Pida la caja roja en la tienda.", "la caja roja", "la caja (o bolsa roja", None, id="a bracket put in"
        ),
        pytest.param("La caja cercana de la mesa.", "cercana", "caja", None, id="a word twice in a row"),
    ],
)
def test_what_is_exchanged(target: str, was: str, now: str, result: str | None) -> None:
    assert spliced(target, was, now) == result


def test_the_edges_of_a_sentence_are_none_of_its_paragraph() -> None:
    target = "Vale la pena. Llame por teléfono a la tienda."
    assert spliced(target, "Llame.", "Llame. Gracias", is_whole=False) is None
    assert spliced("Pague ya. Llame.", "Llame.", "Llame hoy.", is_whole=False) == "Pague ya. Llame hoy."


def test_what_was_exchanged_is_named() -> None:
    result = by_answers(md("Pida hoy un Reembolso aquí."), md("un reembolso"), md("un abono"), is_whole=True)
    assert result is not None
    assert result[1] == (Splice(gone="Reembolso", came="Abono"),)


def test_a_word_by_itself_is_exchanged_where_it_stands_once() -> None:
    result = by_words(md("Pida un reembolso hoy."), md("reembolso"), md("abono"))
    assert result is not None
    assert result[0].native == "Pida un abono hoy."
    assert by_words(md("Un reembolso es un reembolso."), md("reembolso"), md("abono")) is None


def test_markup_that_would_be_read_in_another_way_is_left() -> None:
    assert by_words(md("Abra **Pedidos** para ver la tarjeta."), md("Pedidos"), md("*")) is None


def test_the_first_word_of_a_sentence_has_its_capital() -> None:
    result = by_words(md("Nueva caja de la tienda de allí"), md("nueva"), md("vieja"))
    assert result is not None
    assert result[0].native == "Vieja caja de la tienda de allí"
    taken = by_answers(md("Gran caja de la tienda"), md("gran caja"), md("caja"), is_whole=True)
    assert taken is not None
    assert with_capital(taken, md("Box"))[0].native == "Caja de la tienda"
    assert with_capital(taken, md("box"))[0].native == "caja de la tienda"


def test_numbers_are_those_of_the_source() -> None:
    assert keeps_numbers(md("It takes 3 days."), md("Tarda 3 días."), md("Tarda 3 jornadas."))
    assert not keeps_numbers(md("It takes three days."), md("Tarda 3 días."), md("Tarda tres jornadas."))


_TEXT = st.lists(
    st.sampled_from(["caja", "bolsa", "mesa", "la", "**uno**", "`x`", "[ahí](a.md)", "{{ a }}", ","]), max_size=7
)


@given(_TEXT, _TEXT, _TEXT)
def test_no_code_is_ever_touched(target: list[str], was: list[str], now: list[str]) -> None:
    before = md(" ".join(target))
    result = by_answers(before, md(" ".join(was)), md(" ".join(now)), is_whole=True)
    if result is not None:
        after = md(result[0].native)
        assert [code.original for code in after.codes] == [code.original for code in before.codes]
        assert not [one for one in code_problems(before, after) if one.kind.value in ("missing", "extra", "unbalanced")]
