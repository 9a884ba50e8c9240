from __future__ import annotations

import pytest

from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.typed_periods import groups_about, period_leaks
from tests.checks.lamps import SPAIN, Lamps

_RIGHTS = """\
  rights:
    withdrawal_period:
      {type: duration, legal: true, value: P14D, source: s, verified_on: 2026-11-01, confidence: primary}
    guarantee: {type: duration, legal: true, value: P2Y, source: s, verified_on: 2026-11-01, confidence: primary}
    access_deadline: {type: duration, legal: true, value: P1M, source: s, verified_on: 2026-11-01, confidence: primary}
"""


@pytest.fixture
def forms(lamps: Lamps) -> FactForms:
    duty = (
        "  - {key: w, applies_to: [sales], facts: [market.rights.withdrawal_period], text: Say it., source: s,\n"
        "     verified_on: 2026-11-01, confidence: primary}\nobligations:"
    )
    more = SPAIN.replace("  helpline:", f"{_RIGHTS}  helpline:").replace("obligations:", f"obligations:\n{duty}", 1)
    lamps.write("markets/ES.yaml", more.replace("\nobligations:\n  - {key: forms", "\n  - {key: forms"))
    return fact_forms(lamps.context().all_markets, "en", lamps.day)


@pytest.mark.parametrize(
    ("locale", "text", "path"),
    [
        ("en", "You can withdraw within fourteen days.", "market.rights.withdrawal_period"),
        ("en", "There is a 2-year guarantee.", "market.rights.guarantee"),
        ("en", "You get your personal data within a month.", "market.rights.access_deadline"),
        ("es", "Tiene catorce días para desistir.", "market.rights.withdrawal_period"),
        ("de", "Zwei Jahre Gewährleistung", "market.rights.guarantee"),
        ("fr", "Vous avez quinze jours pour vous rétracter.", "market.rights.withdrawal_period"),
        ("ja", "十四日以内なら返品できます。", "market.rights.withdrawal_period"),
        ("pt-BR", "Você pode devolver em até catorze dias.", "market.rights.withdrawal_period"),
        ("it", "La garanzia dura due anni.", "market.rights.guarantee"),
        ("en", "We have a month for your access request.", "market.rights.access_deadline"),
        ("nl", "U kunt binnen veertien dagen herroepen.", "market.rights.withdrawal_period"),
    ],
)
def test_a_period_is_a_fact_where_its_sentence_speaks_of_that(
    forms: FactForms, locale: str, text: str, path: str
) -> None:
    [leak] = period_leaks(text, forms, locale)
    assert leak.is_sure
    assert leak.held is not None
    assert path in leak.held.paths


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "We are open for 14 days a year."),
        ("en", "You can withdraw within 15 days."),
        ("en", "We ship within 14 days, and you can withdraw then."),
        ("en", "You can withdraw once a month from your data plan."),
        ("en", "We changed the guarantee two years ago."),
        ("en", "The battery lasts two years."),
        ("de", "Vor zwei Jahren gab es keine Garantie."),
        ("ja", "2年前の保証書"),
    ],
)
def test_a_period_of_something_else_is_none(forms: FactForms, locale: str, text: str) -> None:
    assert list(period_leaks(text, forms, locale)) == []


def test_what_a_document_is_about_tells_where_the_sentence_does_not(forms: FactForms) -> None:
    text = "You have 14 days."
    assert list(period_leaks(text, forms, "en")) == []
    for topic in ("returns", "sales"):
        about = groups_about(topic, forms)
        assert [one.word for one in period_leaks(text, forms, "en", about)] == ["14 days"]
        for other in (
            "You have 14 days to use the code.",
            "The label is for 14 days.",
            "We have 14 days of sun.",
            "You have in May, for 14 days, a tent.",
        ):
            assert list(period_leaks(other, forms, "en", about)) == []
    assert groups_about("payments", forms) == frozenset()


def test_a_label_or_a_question_says_what_a_short_answer_is(forms: FactForms) -> None:
    def found(text: str, beside: str) -> list[str]:
        return [one.word for one in period_leaks(text, forms, "en", beside=beside)]

    assert found("14 days after delivery", "How long can I send a lamp back?") == ["14 days"]
    assert found("14 days after delivery", "") == []
    assert found("14 days", "Voucher for your return") == []
    assert found("14 days of light", "Return") == ["14 days"]
    assert found(f"We have 14 days of sun{' and more' * 10}", "Return") == []
    row = "| How long can I send a lamp back? | 14 days |"
    assert [one.word for one in period_leaks(row, forms, "en")] == ["14 days"]


def test_a_year_more_is_a_period_and_a_year_of_something_none(forms: FactForms) -> None:
    assert [one.word for one in period_leaks("You wait for your personal data a month longer.", forms, "en")] == [
        "a month"
    ]
    assert list(period_leaks("You get your personal data with a month of notes.", forms, "en")) == []


def test_how_long_something_lasts_limits_only_what_readers_may_do(forms: FactForms) -> None:
    about = groups_about("returns", forms)
    assert list(period_leaks("O ponto tem o embrulho lá durante duas semanas.", forms, "pt-PT", about)) == []
    assert list(period_leaks("A caixa fica ali durante duas semanas.", forms, "pt-PT", about)) == []
    [leak] = period_leaks("Pode fazê-lo durante duas semanas.", forms, "pt-PT", about)
    assert leak.word == "duas semanas"


def test_a_topic_alone_makes_no_fact_of_time_for_other_things(forms: FactForms) -> None:
    about = groups_about("returns", forms)

    def found(text: str, locale: str = "en") -> list[str]:
        return [one.word for one in period_leaks(text, forms, locale, about)]

    assert found("You have 14 days to plant the bulbs.") == []
    assert found("You have 14 days to think about it.") == ["14 days"]
    assert found("Sie haben 14 Tage, um die Zwiebeln zu setzen.", "de") == []
    assert found("The aphids will all be gone within 14 days.") == []
    assert found("Tell us all about the lamp within 14 days.") == ["14 days"]
    assert found("Deadline: within 14 days") == ["14 days"]
    assert found("No reason is asked for: 14 days, counted from the parcel.") == ["14 days"]


def test_a_bare_month_begins_a_sentence_as_a_limit_does(forms: FactForms) -> None:
    [leak] = period_leaks("Un mois, c'est le délai pour obtenir vos données.", forms, "fr")
    assert leak.word == "Un mois"


def test_the_sentence_before_tells_too(forms: FactForms) -> None:
    assert [one.word for one in period_leaks("Changed your mind? You have 14 days.", forms, "en")] == ["14 days"]


def test_where_no_law_sets_a_period_nothing_is_told(lamps: Lamps) -> None:
    forms = fact_forms((), "en", lamps.day)
    assert list(period_leaks("You can withdraw within 14 days.", forms, "en")) == []


def test_a_period_in_a_clause_of_its_own_beside_the_value_of_a_right_is_another(forms: FactForms) -> None:
    value = "\ue000"
    assert list(period_leaks(f"You can withdraw within {value}; the welcome parcel comes after 14 days.", forms)) == []
    # What says the same once more, and what speaks of the right itself, is found.
    for text in (
        f"You can withdraw within {value}, so within 14 days.",
        f"You can ask us within {value}; you can withdraw within 14 days.",
        "If you \ue000change your mind\ue000, you may do it within 14 days.",
    ):
        assert [one.word for one in period_leaks(text, forms)] == ["14 days"]


def test_a_topic_alone_makes_no_right_of_a_limit(forms: FactForms) -> None:
    about = groups_about("returns", forms)
    assert list(period_leaks("We collect heavy floor lamps within 14 days.", forms, "en", about)) == []
    for text in ("You have 14 days for that, whatever you say.", "By law it is done within 14 days of your message."):
        assert len(list(period_leaks(text, forms, "en", about))) == 1
