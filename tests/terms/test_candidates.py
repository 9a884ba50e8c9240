"""Candidates for terms: what is often translated, in which ways, and nothing that the glossary has."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.terms.candidates import Candidate, Text, candidates

OBJECTS = ("parcel", "invoice", "voucher", "charger", "manual", "socket", "cable", "bulb")
IN_SPANISH = ("paquete", "factura", "vale", "cargador", "manual", "enchufe", "cable", "bombilla")


def _texts() -> Iterator[Text]:
    """Sentences about eight things, of which the parcel is a paquete in five texts and an envío in three."""
    frames = (
        ("We sent the {} yesterday.", "Ayer enviamos {}."),
        ("Where is my {}?", "¿Dónde está {}?"),
        ("Keep the {} dry.", "Mantén seco {}."),
        ("Two {}s came late.", "Llegaron tarde dos {}s."),
        ("The {} is blue.", "{} es azul."),
        ("No {} was found.", "No se encontró {}."),
        ("A new {} costs more.", "{} cuesta más si es nuevo."),
        ("Your {} is broken.", "Tu {} se rompió."),
    )
    for number, (source, target) in enumerate(frames):
        for thing, name in zip(OBJECTS, IN_SPANISH, strict=True):
            said = "envío" if thing == "parcel" and number >= 5 else name
            document = f"articles/{number}.md"
            yield Text(source.format(thing), target.format(said), document, f"{document}#{thing}")


def _by_text(found: tuple[Candidate, ...]) -> dict[str, Candidate]:
    return {one.text: one for one in found}


def test_what_is_translated_in_two_ways_comes_first_with_both_and_places() -> None:
    first, *rest = candidates(_texts(), "es", "en")
    assert (first.text, first.texts, first.documents, first.others, first.differing) == ("parcel", 8, 8, 0, 3)
    assert [(one.text, one.texts) for one in first.renderings] == [("paquete", 5), ("envío", 3)]
    assert first.renderings[1].place == "articles/5.md#parcel"
    assert {one.text for one in rest} >= {"invoice", "voucher", "bulb"}
    assert rest == sorted(rest, key=lambda one: one.rank)


def test_forms_of_a_word_are_one() -> None:
    found = _by_text(candidates(_texts(), "es", "en"))
    assert [(one.text, one.texts) for one in found["invoice"].renderings] == [("factura", 8)]
    assert "invoices" not in found


def test_words_of_the_glossary_and_of_grammar_are_no_candidates() -> None:
    def known(text: str) -> Iterator[tuple[int, int]]:
        at = text.find("parcel")
        if at >= 0:
            yield at, at + 6

    found = _by_text(candidates(_texts(), "es", "en", known))
    assert "invoice" in found
    assert not {"parcel", "the", "your", "where", "new parcel"} & found.keys()


def test_a_text_counts_once_however_often_it_stands() -> None:
    many = [*_texts(), *_texts(), *_texts()]
    assert candidates(many, "es", "en") == candidates(_texts(), "es", "en")


def test_a_word_within_a_phrase_is_left_to_the_phrase() -> None:
    texts = [
        Text(f"{a} the gift card {b}.", f"{c} la tarjeta regalo {d}.", f"{a}.md", "")
        for a, c in (("Use", "Usa"), ("Lose", "Pierde"), ("Print", "Imprime"))
        for b, d in (("here", "aquí"), ("later", "luego"))
    ]
    texts += [Text(f"It is {n} o’clock.", f"Son las {n}.", "t.md", "") for n in range(30)]
    found = _by_text(candidates(texts, "es", "en"))
    assert found["gift card"].renderings[0].text == "tarjeta regalo"
    assert not {"gift", "card"} & found.keys()


def test_languages_without_blanks_are_cut_where_their_signs_change() -> None:
    texts = [
        Text(f"Your account {n} here.", f"{n}アカウントです。" if n < 5 else f"{n}口座です。", f"{n % 3}.md", "")
        for n in range(8)
    ]
    texts += [Text(f"Number {n} is red.", f"番号{n}は赤い。", f"{n}.md", "") for n in range(60)]
    found = _by_text(candidates(texts, "ja", "en"))
    assert [(one.text, one.texts) for one in found["account"].renderings] == [("アカウント", 5), ("口座", 3)]


def test_nothing_is_proposed_of_few_texts() -> None:
    assert candidates([Text("Your parcel.", "Tu paquete.", "a.md", "")] * 9, "es", "en") == ()
    assert candidates([], "es", "en") == ()


def test_what_is_much_longer_than_a_word_does_not_translate_it() -> None:
    clause, process = "cuándo vuestro orden deja", "proceso de pago"
    told = [
        one._replace(source=one.source.replace("bulb", word), target=one.target.replace("bombilla", said))
        for word, said in (("email", clause), ("checkout", process))
        for one in _texts()
    ]
    found = _by_text(candidates(told, "es", "en"))
    assert [one.text for one in found["checkout"].renderings] == [process]
    assert clause not in [one.text for one in found["email"].renderings]
