from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from locmem.inline.compare import MAY_BE_MEANT, code_problems
from locmem.inline.protect import parse
from locmem.memory.amounts import read_number
from locmem.memory.lookup import matches
from locmem.memory.placeables import placeables
from locmem.memory.repair import Repair, is_harmless, repair
from locmem.model.inline import Inline, Syntax
from locmem.model.match import Entry, Query
from locmem.values.numbers import format_number


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def repaired(old: str, target: str, new: str) -> Repair:
    return repair(md(old), md(target), md(new))


@pytest.mark.parametrize(
    ("old", "target", "new", "expected"),
    [
        ("Within 14 days.", "En 14 días.", "Within 30 days.", "En 30 días."),
        ("Up to 1,234.5 kg", "Hasta 1.234,5 kg", "Up to 2,345.6 kg", "Hasta 2.345,6 kg"),
        ("Pay 2.5 %", "Paga el 2,5 %", "Pay 3.75 %", "Paga el 3,75 %"),
        ("Form A38, 5 pages", "5 páginas, formulario A38", "Form A39, 6 pages", "6 páginas, formulario A39"),
        ("Since 2026-01-31", "Desde 2026-01-31", "Since 2026-02-28", "Desde 2026-02-28"),
        ("Ask a@x.eu", "Escribe a a@x.eu", "Ask b@x.eu", "Escribe a b@x.eu"),
    ],
)
def test_a_value_that_changed_is_put_in(old: str, target: str, new: str, expected: str) -> None:
    result = repaired(old, target, new)
    assert (result.target.native, result.source.native, result.left) == (expected, new, ())


@pytest.mark.parametrize(
    ("old", "target", "new"),
    [
        ("14 days or 14 weeks", "14 días o 14 semanas", "30 days or 14 weeks"),
        ("Within 14 days", "En catorce días", "Within 30 days"),
        ("Within 14 days", "14 días, sí, 14", "Within 30 days"),
        ("14 for A, 30 for B", "14 para A, 30 para B", "30 for B, 14 for A"),
        ("Within 14 days", "En 14 días", "Within 14 to 30 days"),
        ("Up to 999 kg", "Hasta 999 kg", "Up to 1,000 kg"),
        ("Since 11/11/2026", "Desde 11/11/2026", "Since 12/11/2026"),
        ("Up to 1,234 kg", "Hasta 1234 kg", "Up to 2,345 kg"),
    ],
)
def test_what_is_not_certain_is_left_and_said(old: str, target: str, new: str) -> None:
    result = repaired(old, target, new)
    assert result.target.native == target
    assert result.source.native == old
    assert result.left
    assert not result.repaired


def test_values_after_one_that_stays_or_cannot_be_put_in_are_put_in() -> None:
    stays = repaired("From 10 to 20 days.", "De 10 a 20 días.", "From 10 to 30 days.")
    assert stays.target.text == "De 10 a 30 días."
    unclear = repaired("At 5, 5 and 20 days.", "A los 5, 5 y 20 días.", "At 6, 5 and 30 days.")
    assert unclear.target.text == "A los 5, 5 y 30 días."
    assert len(unclear.left) == 1


def test_codes_are_told_in_the_order_in_which_they_stand() -> None:
    old, new = ("".join(f"`{name}` " for name in names) + "end" for names in ("abcdef", "uvwxyz"))
    told = tuple(f"code {before} became code {after}" for before, after in zip("abcdef", "uvwxyz", strict=True))
    assert repaired(old, old, new).repaired == told


def test_a_repair_says_what_it_did() -> None:
    assert repaired("In 14 days", "En 14 días", "In 30 days").repaired == ("number 14 became 30",)
    assert repaired("In 1 day", "En 1 día", "In 3 days").repaired == ("number 1 became 3: check the plural",)


def test_changed_codes_are_put_in() -> None:
    result = repaired(
        "See [the help]({{ help_url }}) now.",
        "Mira [la ayuda]({{ help_url }}) ahora.",
        "See [the help]({{ support_url }}) now.",
    )
    assert result.target.native == "Mira [la ayuda]({{ support_url }}) ahora."
    assert result.source.native == "See [the help]({{ support_url }}) now."
    assert result.left == ()
    assert len(result.repaired) == 1


def test_a_code_without_a_place_is_said() -> None:
    result = repaired("Dear customer,", "Hola:", "Dear {{ ticket.requester.name }},")
    assert any("ticket.requester.name" in sentence for sentence in result.left)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Click **Save**.", "Click *Save*.", True),
        ("Click **Save**.", "Click **Keep**.", False),
        ("In 14 days", "In 30 days", False),
        ("Dear {{ ticket.name }},", "Dear {{ ticket.name | upcase }},", True),
        ("Dear {{ ticket.name }},", "Dear {{ ticket.email }},", False),
        ("See [a](/a).", "See [a](/b).", False),
        ("See https://a.example/x", "See https://a.example/y", False),
    ],
)
def test_only_markup_and_the_same_help_desk_value_are_harmless(old: str, new: str, expected: bool) -> None:
    assert is_harmless(md(old), md(new)) is expected


@pytest.mark.parametrize(
    ("locale", "old", "target", "new", "expected"),
    [
        ("es", "Up to 999 kg", "Hasta 999 kg", "Up to 1,000 kg", "Hasta 1000 kg"),
        ("de", "Up to 999.25 kg", "Bis 999,25 kg", "Up to 12,500.50 kg", "Bis 12.500,50 kg"),
        ("es", "Up to 1,234 kg", "Hasta 1234 kg", "Up to 2,345 kg", "Hasta 2345 kg"),
        ("fr", "1,234 users", "1\u202f234 personnes", "5,678 users", "5\u202f678 personnes"),
        ("es", "Pay €4.90", "Paga 4,90 €", "Pay £5.50", "Paga 5,50 £"),
        ("de", "Pay EUR 10", "Zahlen Sie 10 EUR", "Pay CHF 20", "Zahlen Sie 20 CHF"),
        ("es", "version 4.2", "versión 4.2", "version 4.3", "versión 4.3"),
        ("es", "from 9:00", "desde las 9:00", "from 10:30", "desde las 10:30"),
        ("de", "Since 1 March 2026", "Seit dem 1. März 2026", "Since 2 May 2027", "Seit dem 2. Mai 2027"),
        (
            "es",
            "From March 1, 2026",
            "Desde el 1 de marzo de 2026",
            "From April 2, 2026",
            "Desde el 2 de abril de 2026",
        ),
        ("ja", "On 1 March 2026", "2026年3月1日に", "On 2 May 2026", "2026年5月2日に"),
        ("de", "On 2026-03-05", "Am 05.03.2026", "On 2026-04-07", "Am 07.04.2026"),
        ("fr", "On 31/01/2026", "Le 31/01/2026", "On 30/01/2026", "Le 30/01/2026"),
    ],
)
def test_values_are_written_as_the_locale_of_the_target_writes_them(
    locale: str, old: str, target: str, new: str, expected: str
) -> None:
    result = repair(md(old), md(target), md(new), "en", locale)
    assert (result.target.native, result.source.native, result.left) == (expected, new, ())
    assert result.repaired


@pytest.mark.parametrize(
    ("old", "target", "new"),
    [
        ("Since 1 March 2026", "Desde marzo de 2026", "Since 2 May 2026"),
        ("From 1 March 2026", "Del 1 de marzo de 2026, sí, del 1 de marzo de 2026", "From 2 May 2026"),
        ("On 11/12/2026", "El 11/12/2026", "On 11/10/2026"),
        ("Up to 1,234 kg", "Hasta 1.234 kg o 1234 kg", "Up to 2,345 kg"),
    ],
)
def test_dates_and_numbers_without_one_certain_place_are_left(old: str, target: str, new: str) -> None:
    result = repair(md(old), md(target), md(new), "en", "es")
    assert result.target.native == target
    assert result.left


def test_a_currency_stays_with_its_amount_where_that_stays() -> None:
    result = repair(md("Pay €5"), md("Paga 5 €"), md("Pay £5.50"), "en", "es")
    assert (result.target.native, result.left) == ("Paga 5 €", ("number 5 became 5.50",))


def test_a_whole_number_that_gets_noughts_behind_the_point_is_left_too() -> None:
    result = repair(md("Needs PHP 8"), md("Requiere PHP 8"), md("Needs PHP 8.0"), "en", "es")
    assert (result.target.native, result.left) == ("Requiere PHP 8", ("number 8 became 8.0",))


def test_a_currency_in_words_stays() -> None:
    result = repair(md("Pay €5"), md("Paga 5 euros"), md("Pay £5"), "en", "es")
    assert (result.target.native, result.repaired) == ("Paga 5 euros", ())


VALUES = st.sampled_from(["1", "14", "30", "A38", "B-77", "a@x.eu", "https://x.eu/a", "2026-01-31", "1,234.5", "9:00"])
NAMES = ("uno", "dos", "tres", "**cuatro**")
WORDS = st.sampled_from(NAMES)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS | VALUES, max_size=7), st.lists(VALUES, max_size=4), st.randoms(use_true_random=False))
def test_a_repair_touches_nothing_but_values_and_says_all_it_does(
    old_words: list[str], new_values: list[str], chance: Random
) -> None:
    target_words = chance.sample(old_words, len(old_words))
    fresh = iter(new_values)
    new_words = [word if word in NAMES else next(fresh, word) for word in old_words]
    old, target, new = (md(" ".join(words)) for words in (old_words, target_words, new_words))
    result = repair(old, target, new, "en", "de")
    assert bool(result.repaired) == (result.target.native != target.native or result.source.native != old.native)
    assert [word for word in result.target.native.split() if word in NAMES] == [
        word for word in target_words if word in NAMES
    ]
    if not result.left:
        assert Counter(placeables(result.source)) == Counter(placeables(new))


@settings(max_examples=100, deadline=None)
@given(
    st.decimals(1, 99_999_999, places=2),
    st.decimals(1, 99_999_999, places=2),
    st.sampled_from(["de", "es", "fr", "pt-BR", "de-CH", "en"]),
)
def test_any_amount_goes_there_and_back(before: Decimal, after: Decimal, locale: str) -> None:
    assume(before != after)
    old, new = md(f"Pay {before:,} now"), md(f"Pay {after:,} now")
    target = md(f"Bezahlen {format_number(before, locale)} jetzt")
    there = repair(old, target, new, "en", locale)
    assert read_number(there.target.native.removeprefix("Bezahlen ").removesuffix(" jetzt"), locale) == after
    back = repair(new, there.target, old, "en", locale)
    assert read_number(back.target.native.removeprefix("Bezahlen ").removesuffix(" jetzt"), locale) == before


@pytest.mark.parametrize(
    ("old", "target", "new"),
    [
        (
            "Block the `FirstBot` and `OtherBot` agents",
            "Bloquee los agentes `FirstBot` y `OtherBot`",
            "Block the `FirstBot` agent",
        ),
        ("Use `a`, `b` or `c`.", "Use `a`, `b` o `c`.", "Use `a` or `c`."),
        ("The mode (`old`) is off.", "Der Modus (`old`) ist aus.", "The mode is off."),
        ("Open `a` and `b`.", "`a`と`b`を開きます。", "Open `a`."),
        ("Hello {{ ticket.name }}, welcome!", "{{ ticket.name }}様、ようこそ！", "Hello, welcome!"),
        ("Send {{ a.id }} and {{ a.name }} to us.", "Envíe {{ a.id }} y {{ a.name }}.", "Send {{ a.id }} to us."),
        (
            "See https://a.example and https://b.example.",
            "Siehe https://a.example und https://b.example.",
            "See https://a.example.",
        ),
        ("Press <kbd>Ctrl</kbd> + `S`.", "Pulse <kbd>Ctrl</kbd> + `S`.", "Press <kbd>Ctrl</kbd>."),
        ("Set <your-id> and `x`.", "Ponga <your-id> y `x`.", "Set `x`."),
        ("Click ![gear](g.png) **Save**.", "Pulse ![engranaje](g.png) **Guardar**.", "Click **Save**."),
        ("- `x`, `y`\r\n- z", "- `x`, `y`\r\n- z", "- `x`\r\n- z"),
    ],
)
def test_no_word_is_cut_out_of_a_phrase_because_it_is_a_code(old: str, target: str, new: str) -> None:
    result = repaired(old, target, new)
    assert result.target.native == target
    assert result.kept
    assert any("in the translation only" in sentence for sentence in result.left)


def test_a_code_that_stays_has_a_number_of_its_own() -> None:
    result = repaired("`a`, `b` and [c](d)", "`a`, `b` y [c](d)", "`b` and [c](e)")
    assert result.target.native == "`a`, `b` y [c](e)"
    assert len({code.id for code in result.target.codes}) == 3


def test_what_stays_in_another_syntax_is_what_a_reader_sees() -> None:
    old, target = md("Open `a` or `b`."), md("Abra `a` o `b`.")
    result = repair(old, target, parse("Open <code>a</code>.", Syntax.HTML))
    assert result.target.native == "Abra <code>a</code> o b."


@pytest.mark.parametrize(
    ("old", "target", "new", "expected"),
    [
        ("See the [guide](a) now.", "Vea la [guía](a) ya.", "See the guide now.", "Vea la guía ya."),
        ("It **is** so.", "**Es** así.", "It is so.", "Es así."),
        ("It is so.[^1]", "Es así.[^1]", "It is so.", "Es así."),
    ],
)
def test_a_code_around_words_or_behind_them_is_taken_out(old: str, target: str, new: str, expected: str) -> None:
    assert repaired(old, target, new).target.native == expected


_PIECES = st.sampled_from(
    ["caja ", "bolsa ", "`x`", "`y`", "{{ a }}", "[ahí](a.md)", "[ahí](b.md)", "**uno**", " y ", "."]
)
_CODED = st.lists(_PIECES, min_size=1, max_size=6)


@given(_CODED.flatmap(lambda pieces: st.tuples(st.just(pieces), st.permutations(pieces))), _CODED)
@settings(max_examples=300)
def test_no_target_has_other_codes_than_its_source_unless_it_is_said(
    pair: tuple[list[str], ...], asked: list[str]
) -> None:
    old, target, new = ("".join(pieces) for pieces in (*pair, asked))
    assume(not code_problems(md(old), md(target)))
    found = matches(
        Query(source=md(new), source_locale="en", locale="es"),
        [Entry(source=md(old), target=md(target), source_locale="en", locale="es")],
        0,
        1,
    )
    for match in found:
        lost = [one for one in code_problems(md(new), md(match.target.native)) if one.kind not in MAY_BE_MEANT]
        assert not lost or match.left or match.critical
