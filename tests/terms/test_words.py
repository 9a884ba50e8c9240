"""Words of a text, and the other forms of those of a term."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.terms.words import forms_of, is_unspaced, is_verb_between, joint, key_of, words_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Send the Lamps!", ["send", "the", "lamps"]),
        ("an e-mail's A4 snake_case", ["an", "e", "mail", "s", "a4", "snake", "case"]),
        ("Rück\u00adgabe", ["rückgabe"]),
        ("Ru\u0308ckgabe", ["rückgabe"]),
        ("ＳＩＭカード", ["sim", "カ", "ー", "ド"]),
        ("हिन्दी", ["हिन्दी"]),
        ("{} — !", []),
    ],
)
def test_words_and_what_they_are_compared_by(text: str, keys: list[str]) -> None:
    assert [word.key for word in words_of(text)] == keys


@settings(max_examples=40)
@given(st.text(max_size=20))
def test_words_stand_in_order_where_they_say(text: str) -> None:
    words = words_of(text)
    assert all(key_of(text[word.start : word.end]) == word.key for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


@pytest.mark.parametrize("gap", [" ", "-", "\u2011", "\u00a0", " \n", " - "])
def test_blanks_and_hyphens_between_words_are_the_same(gap: str) -> None:
    assert joint(gap) == joint(" ")


@pytest.mark.parametrize("gap", ["", "'", ", ", " & ", "/", ". "])
def test_other_gaps_are_not(gap: str) -> None:
    assert joint(gap) != joint(" ")
    assert joint("\u2019") == joint("'")


@pytest.mark.parametrize(
    ("term", "locale", "part", "forms"),
    [
        ("lamp", "en", "", {"lamps"}),
        ("policy", "en-GB", "noun", {"policies"}),
        ("delivery address", "en", "", {"delivery addresses"}),
        ("terms of service", "en", "", {"term of service"}),
        ("payment methods", "en", "", {"payment method"}),
        ("PIN", "en", "", {"PINs"}),
        ("log in", "en", "verb", {"logs in", "logged in", "logging in"}),
        ("cancel", "en", "verb", {"cancelled", "canceled", "cancels"}),
        ("número de pedido", "es", "", {"números de pedido"}),
        ("dirección postal", "es-MX", "", {"direcciones postales"}),
        ("digital", "es", "adjective", {"digitales"}),
        ("devolução", "pt-BR", "", {"devoluções"}),
        ("abat-jour", "fr", "", set()),
        ("étiquette de retour", "fr", "", {"étiquettes de retour"}),
        ("marca", "it", "", {"marche"}),
        ("Vertrag", "de", "", {"Vertrags", "Verträge", "Verträgen"}),
        ("Leselampe", "de", "", {"Leselampen"}),
        ("digitaler Gutschein", "de", "", {"digitalen Gutscheins", "digitale Gutscheine"}),
        ("Recht auf Widerruf", "de", "", {"Rechts auf Widerruf", "Rechte auf Widerruf"}),
    ],
)
def test_regular_forms(term: str, locale: str, part: str, forms: set[str]) -> None:
    words = term.split()
    found = {" ".join(form) for form in forms_of(words, locale, part)}
    assert term in found
    assert forms <= found


@pytest.mark.parametrize(
    ("term", "locale", "part"),
    [("Lumen", "en", "proper noun"), ("lamppu", "fi", ""), ("読書灯", "ja", ""), ("lunes", "es", "")],
)
def test_no_other_form_where_none_is_certain(term: str, locale: str, part: str) -> None:
    assert forms_of([term], locale, part) == ((term,),)


def test_a_plural_of_one_word_has_no_singular_as_it_may_be_another_word() -> None:
    assert ("new",) not in forms_of(["news"], "en")
    assert ("good",) not in forms_of(["goods"], "en")


def test_scripts_without_blanks() -> None:
    assert is_unspaced("灯")
    assert is_unspaced("ก")
    assert not is_unspaced("한")


@pytest.mark.parametrize(
    ("before", "behind", "locale", "is_verb"),
    [("we", "", "en", True), ("", "the", "en-US", True), ("your", "of", "en", False), ("we", "the", "de", False)],
)
def test_a_verb_is_known_by_its_neighbours(before: str, behind: str, locale: str, is_verb: bool) -> None:
    assert is_verb_between(before, behind, locale) is is_verb


@pytest.mark.parametrize(
    ("locale", "word", "forms"),
    [
        ("pl", "plik", ["pliku", "pliki", "plików", "plikiem"]),
        ("pl", "paczka", ["paczki", "paczkę", "paczek"]),
        ("pl", "zamówienie", ["zamówienia", "zamówień"]),
        ("pl", "hasło", ["hasła", "haseł"]),
        ("pl", "błąd", ["błędu", "błędy"]),
        ("nl", "map", ["mappen"]),
        ("nl", "fout", ["fouten"]),
        ("nl", "optie", ["opties"]),
        ("nl", "gebruiker", ["gebruikers"]),
        ("de", "Datei", ["Dateien"]),
        ("de", "Passwort", ["Passwörter"]),
    ],
)
def test_nouns_are_found_in_their_cases_and_plurals(locale: str, word: str, forms: list[str]) -> None:
    made = {form for (form,) in forms_of([word], locale)}
    assert made >= {word, *forms}


def test_in_polish_what_stands_behind_a_noun_stays() -> None:
    assert ("zwrotu", "pieniędzy") in forms_of(["zwrot", "pieniędzy"], "pl")
    assert {last for _, last in forms_of(["zwrot", "pieniędzy"], "pl")} == {"pieniędzy"}
