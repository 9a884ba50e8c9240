from __future__ import annotations

import pytest

from locmem.model.fact import Duration, DurationUnit
from locmem.values.periods import figures, keys_of, periods_in, spelled_numbers


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en", "within 14 days, a 30-day answer, two-year cover", ["14 days", "30-day", "two-year"]),
        ("en-GB", "within fourteen (14) days or a fortnight", ["fourteen (14) days", "a fortnight"]),
        ("es", "quince días naturales, 2 años", ["quince días naturales", "2 años"]),
        ("de", "vierzehntägig, zwei Jahre, 14 Tagen", ["vierzehntägig", "zwei Jahre", "14 Tagen"]),
        ("fr", "14\u00a0jours ouvrés ou deux ans", ["14\u00a0jours ouvrés", "deux ans"]),
        ("pt-BR", "sete dias corridos", ["sete dias corridos"]),
        ("it", "quattordici giorni", ["quattordici giorni"]),
        ("nl", "veertien dagen en één maand", ["veertien dagen", "één maand"]),
        ("ja", "7日以内、十四日間、2年間", ["7日", "十四日間", "2年間"]),
        ("pl", "czternastu dni", ["czternastu dni"]),
        ("sv", "fjorton dagars", ["fjorton dagars"]),
        ("ko", "14일 이내", ["14일"]),
        ("fi", "14 päivän kuluessa", ["14 päivän"]),
        ("el", "εντός 14 ημερών", ["14 ημερών"]),
        ("cs", "do 2 týdnů", ["2 týdnů"]),
        ("hu", "14 napos", ["14 napos"]),
        ("ro", "30 de zile", ["30 de zile"]),
        (
            "en",
            "the 14th day, the fourteenth day, 2 further months",
            ["14th day", "fourteenth day", "2 further months"],
        ),
        ("de", "am 14. Tag, am vierzehnten Tag", ["14. Tag", "vierzehnten Tag"]),
        ("it", "14 gg. dalla consegna, 14º giorno", ["14 gg.", "14º giorno"]),
        ("ja", "14日目までに", ["14日目"]),
        ("en", "on day 14, not on day 14-16 or at 9:14 days", ["day 14"]),
        ("ja", "期限:14日", ["14日"]),
    ],
)
def test_periods_are_read_in_figures_and_in_words(locale: str, text: str, words: list[str]) -> None:
    assert [text[one.start : one.end] for one in periods_in(text, locale)] == words


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Version 3.14 days ahead, 1,014 days, step 14, daylight"),
        ("ja", "12月14日、2026年、第14日、14日付"),
        ("de", "am 14. Monat, am 14.Oktober"),
        ("en", "in the 2nd year, the tenth month"),
        ("tlh", "14 days"),
    ],
)
def test_dates_and_other_numbers_are_no_periods(locale: str, text: str) -> None:
    assert periods_in(text, locale) == ()


@pytest.mark.parametrize(
    ("one", "other", "locale"),
    [
        ("two weeks", "14 days", "en"),
        ("24 months", "two years", "en"),
        ("30 days", "one month", "en"),
        ("quinze jours", "14 jours", "fr"),
        ("14営業日", "二週間", "ja"),
    ],
)
def test_what_people_mean_by_the_same_has_a_key_in_common(one: str, other: str, locale: str) -> None:
    [first], [second] = periods_in(one, locale), periods_in(other, locale)
    assert first.keys & second.keys


def test_a_duration_of_a_profile_has_the_keys_of_its_words() -> None:
    assert keys_of(Duration(count=2, unit=DurationUnit.WEEK)) == periods_in("fourteen days", "en")[0].keys
    assert keys_of(Duration(count=2, unit=DurationUnit.HOUR)) == frozenset()


def test_an_article_is_told_from_a_number() -> None:
    assert [one.is_once for one in periods_in("a month and one month", "en")] == [True, False]


@pytest.mark.parametrize(("text", "is_one"), [("14d", True), ("14 d from then", True), ("and 2 lamps", False)])
def test_a_letter_is_a_unit_behind_figures_alone(text: str, *, is_one: bool) -> None:
    assert bool(list(periods_in(text, "en"))) is is_one


@pytest.mark.parametrize(("word", "value"), [("14", 14), ("十四", 14), ("二十", 20), ("三十一", 31), ("x", None)])
def test_chinese_numerals_are_numbers(word: str, value: int | None) -> None:
    assert figures(word) == value


def test_numbers_in_words_know_their_short_forms() -> None:
    assert spelled_numbers("es")["veintiún"] == 21
    assert spelled_numbers("tlh") == {}
