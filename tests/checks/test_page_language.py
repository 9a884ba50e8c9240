"""The language a page says it is in, told at the value of its attribute."""

from __future__ import annotations

from locmem.checks.page_language import other_languages_declared
from tests.checks.lamps import Lamps


def test_the_place_is_that_of_the_value(lamps: Lamps) -> None:
    lamps.article('Above.\n\n<body class="a" lang="fr">\n\nText.\n\n</body>')
    [found] = other_languages_declared(lamps.context())
    assert (found.location.line, found.location.column) == (7, 23)
    assert found.do == 'Write `lang="en"`.'


def test_a_word_of_another_language_is_no_page(lamps: Lamps) -> None:
    lamps.article('The <i lang="fr">mot juste</i>.')
    assert list(other_languages_declared(lamps.context())) == []
