from __future__ import annotations

import pytest

from locmem.values.negations import added_negation, implied_negations, lost_negation, negates, negation_count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Do not open it, and don't drop it.", 2),
        ("es", "No la abra ni la deje caer.", 2),
        ("de", "Nicht öffnen, keine Teile entfernen.", 2),
        ("ja", "開けないでください。落としません。", 2),
        ("en", "A note on knots.", 0),
        ("es", "No hay ningún botón, y no funciona nunca.", 2),
        ("fr", "Il n'y a pas de bouton.", 1),
        ("es", "Nadie contesta.", 1),
        ("ja", "まず、いずれか一つずつ必ず選びます。残りが少なくなります。", 0),
        ("ja", "開けずに待ちます。", 1),
        ("xx", "not", 0),
    ],
)
def test_words_that_say_not_are_counted(language: str, text: str, count: int) -> None:
    assert negation_count(text, language) == count
    assert negates(text, language) is (count > 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You can sign in without a password unless you close the account."),
        ("es", "Puedes entrar sin contraseña, a menos que cierres la cuenta."),
        ("pt", "Você pode entrar sem senha, a menos que feche a conta."),
        ("de", "Sie kommen ohne Kennwort herein, es sei denn, Sie schließen das Konto."),
        ("ja", "アカウントを閉じない限り、パスワードなしでログインできます。"),
    ],
)
def test_without_and_unless_count_as_much_in_each_language(language: str, text: str) -> None:
    assert negation_count(text, language) == 2


@pytest.mark.parametrize(
    ("source", "target", "language", "said"),
    [
        ("Do not unplug the lamp.", "Desenchufe la lámpara.", "es", "Do not"),
        ("Do not unplug the lamp.", "Evite desenchufar la lámpara.", "es", ""),
        ("The lamp cannot be returned.", "Die Lampe kann zurückgegeben werden.", "de", "cannot"),
        ("We are unable to return the lamp.", "Conseguimos devolver a lâmpada.", "pt", "are unable to"),
        ("Unable to return the lamp.", "Erro ao devolver a lâmpada.", "pt", ""),
        ("The lamp cannot be returned.", "Rückgabe ausgeschlossen.", "xx", ""),
    ],
)
def test_a_lost_not_is_named_unless_another_word_says_it(source: str, target: str, language: str, said: str) -> None:
    assert lost_negation(source, target, language) == said


def test_an_added_not_is_named_unless_the_source_may_say_it() -> None:
    assert added_negation("Open the box.", "No abra la caja.", "es") == "No"
    assert added_negation("Keep the box closed.", "No abra la caja.", "es") == ""
    assert added_negation("You must open the box.", "箱を開けなければなりません。", "ja") == ""


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("The code is invalid, and only you can mend it.", 2),
        ("A case-insensitive and useless name.", 2),
        ("Open it.", 0),
    ],
)
def test_words_that_say_not_in_part_are_counted(source: str, count: int) -> None:
    assert implied_negations(source) == count
