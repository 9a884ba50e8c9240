"""Words that address a reader, where they count."""

from __future__ import annotations

from locmem.terms.address_words import without_quotes, words_in


def test_a_word_counts_only_where_it_can_be_nothing_else() -> None:
    assert [one.word for one in words_in("Sie ist da. Wenn Sie da sind.", "de")] == ["Sie"]
    assert [one.word for one in words_in("Haga esto; no haga nada.", "es")] == ["Haga"]
    assert words_in("The unit TU and tu@x.example", "es") == ()
    assert words_in("You may.", "en") == ()
    assert [one.word for one in words_in("Quando l’hai comprato?", "it")] == ["hai"]
    assert words_in("Aujourd’tu", "fr") == ()


def test_what_stands_in_quotation_marks_is_somebody_elses() -> None:
    assert without_quotes("Er sagte „du“ laut") == "Er sagte      laut"
