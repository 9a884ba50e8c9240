"""Answers that can be no translation, and sound ones that look a little like them."""

from __future__ import annotations

import pytest

from locmem.mt.soundness import Tongues, cut_problem, wording_problem

SPANISH = Tongues(source="en", target="es")
JAPANESE = Tongues(source="en", target="ja")
LONG = "Take the lamp out of its box with both hands. Put it on a table. Then plug it in and wait for the light."


@pytest.mark.parametrize(
    ("why", "source", "target", "tongues"),
    [
        ("gave no words", "Open the box.", "", SPANISH),
        ("gave no words", "Open the box.", " 14 …", SPANISH),
        ("the source once more", "Take the lamp out of the box.", "take the lamp out  of the box.", SPANISH),
        ("over and over", LONG, "Saque la lámpara de la caja, de la caja, de la caja con las dos manos.", SPANISH),
        ("“No” over and over", "Do not open the box today.", "No no no no abra la caja hoy.", SPANISH),
        ("over and over", LONG, "ランプをランプをランプをランプを箱から取り出してください。", JAPANESE),
        ("far longer", "Open the box.", "Abra la caja con mucho cuidado. " * 3, SPANISH),
        ("far longer", LONG, "Saque.", SPANISH),
        ("far longer", "Open the box with care, and wait.", "箱を開けてください" * 12, JAPANESE),
    ],
)
def test_what_can_be_no_translation_is_told_in_words(why: str, source: str, target: str, tongues: Tongues) -> None:
    assert why in wording_problem(source, target, tongues)


@pytest.mark.parametrize(
    ("source", "target", "tongues"),
    [
        ("Hotel Central", "Hotel Central", SPANISH),
        ("nginx, systemd and Python", "nginx, systemd and Python", SPANISH),
        ("GitHub Actions, GitLab CI, Azure", "GitHub Actions, GitLab CI, Azure", SPANISH),
        ("Take the lamp out of the box.", "Take the lamp out of the box.", Tongues(source="en", target="en-GB")),
        ("Very, very, very, very old.", "Muy, muy, muy, muy viejo.", SPANISH),
        ("Bye", "¡Hasta luego y muchas gracias por todo!", SPANISH),
        (LONG, "両手でランプを箱から取り出し、机の上に置きます。電源につなぎ、点灯を待ちます。", JAPANESE),
        ("Refund policy for all customers of our online shops", "返金", JAPANESE),
    ],
)
def test_sound_answers_pass(source: str, target: str, tongues: Tongues) -> None:
    assert wording_problem(source, target, tongues) == ""
    assert cut_problem(source, target, tongues) == ""


def test_without_languages_a_text_may_be_its_source() -> None:
    assert wording_problem("Take the lamp out of the box.", "Take the lamp out of the box.") == ""


def test_the_language_of_a_label_is_not_asked() -> None:
    asked = []

    def strange(answer: str, source: str) -> str:
        asked.append((answer, source))
        return "de"

    tongues = Tongues(source="en", target="es", strange=strange)
    assert wording_problem("Open the box", "Öffne die Kiste", tongues) == ""
    found = wording_problem("Please open the box with both hands.", "Öffne die Kiste mit beiden Händen.", tongues)
    assert "(de)" in found
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("why", "answer"),
    [
        ("ends in the middle", "Saque la lámpara de la caja con las dos manos y"),
        ("ends in the middle", "Saque la lámpara de la caja,"),
        ("ends in the middle", "Saque la lámpara de la caja (con."),
        ("has 1 of 3 sentences", "Saque la lámpara de la caja con las dos manos."),
        ("", "Saque la lámpara con las manos. Póngala en una mesa, enchúfela y espere la luz"),
    ],
)
def test_a_cut_answer_is_short_and_lacks_its_end(why: str, answer: str) -> None:
    assert cut_problem(LONG, answer, SPANISH) == why


def test_a_short_text_that_ends_well_is_no_cut_one() -> None:
    assert cut_problem("It is advisable to open the box with a very sharp pair of scissors.", "Abra con tijeras.") == ""
