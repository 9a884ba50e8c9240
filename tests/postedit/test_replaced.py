"""What a draft says in place of something else."""

from __future__ import annotations

import pytest

from locmem.postedit.replaced import changed_numbers, exchanged_words, lost_conditions


@pytest.mark.parametrize(
    ("locale", "source", "target", "changed"),
    [
        ("de", "Send it before noon.", "Senden Sie es vor 12 Uhr.", 0),
        ("ja", "Send it by 9 June.", "6 月 9 日までにお送りください。", 0),
        ("ja", "After the fifth error the door is locked.", "5 回目のエラーでドアがロックされます。", 0),
        ("ja", "A quarter of the lamps were sold.", "ランプの 4 分の 1 が売れました。", 0),
        ("ja", "It stores three thousand names.", "3,000 件の名前を保存します。", 0),
        ("de", "It stores three thousand names.", "Es speichert 4.000 Namen.", 2),
        ("es", "Wait five minutes.", "Espera 6 minutos.", 2),
        ("es", "Wait 5 minutes after the third beep.", "Espera 3 minutos tras el quinto pitido.", 1),
    ],
)
def test_a_number_that_a_word_of_the_source_says_is_no_other(
    locale: str, source: str, target: str, changed: int
) -> None:
    assert (changed_numbers(source, target, "en", locale) > 0) is (changed > 0)


@pytest.mark.parametrize(
    ("locale", "source", "right", "wrong"),
    [
        ("es", "Wait for six seconds.", "Espera seis segundos.", "Espera seis minutos."),
        ("de", "Keep it for 5 weeks.", "Bewahren Sie es fünf Wochen auf.", "Bewahren Sie es fünf Monate auf."),
        ("ja", "It lasts 20 minutes.", "20 分かかります。", "20 時間かかります。"),
        ("fr", "It ends on 3 April.", "Cela finit le 3 avril.", "Cela finit le 3 juin."),
        ("ja", "It ends on 3 April.", "4 月 3 日に終わります。", "3 月 4 日に終わります。"),
        ("es", "You may pay until 9 May.", "Puedes pagar hasta el 9 de mayo.", "Puedes pagar hasta el 9 de marzo."),
        ("pt-BR", "Use the fourth door.", "Use a quarta porta.", "Use a quinta porta."),
        ("it", "Read the first page.", "Leggi la prima pagina.", "Leggi l'ultima pagina."),
    ],
)
def test_another_unit_month_or_order_is_told(locale: str, source: str, right: str, wrong: str) -> None:
    assert exchanged_words(source, right, "en", locale) == 0
    assert exchanged_words(source, wrong, "en", locale) >= 0.4


def test_japanese_puts_must_and_can_for_each_other() -> None:
    assert exchanged_words("You can open the box.", "箱を開けてください。", "en", "ja") == 0
    assert exchanged_words("You can open the box.", "Debes abrir la caja.", "en", "es") > 0


def test_a_condition_without_a_word_is_told() -> None:
    source = "The lamp stays on unless you leave the room."
    assert lost_conditions(source, "La lámpara sigue encendida, a menos que salgas.", "en", "es") == 0
    assert lost_conditions(source, "La lámpara sigue encendida.", "en", "es") == 1
    assert lost_conditions(source, source, "en", "en-GB") == 0
    assert lost_conditions(source, "Lampan lyser.", "en", "sv") == 0
