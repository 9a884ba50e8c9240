from __future__ import annotations

import pytest

from locmem.checks.fact_words import common_names, groups_of, groups_said, pattern_of, right_before, topic_groups


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("market.consumer_rights.withdrawal_period", ("withdrawal",)),
        ("market.shop.return_window", ("withdrawal",)),
        ("market.consumer_rights.refund_deadline", ("refund",)),
        ("market.data_protection.access_request.deadline", ("access",)),
        ("market.complaints.trader_reply", ("complaint",)),
        ("market.rent.notice_period", ("fact market.rent.notice_period",)),
    ],
)
def test_a_fact_has_the_group_that_its_name_tells(path: str, groups: tuple[str, ...]) -> None:
    assert groups_of(path) == groups


def test_a_fact_of_no_group_is_told_by_the_words_of_its_own_name() -> None:
    [group] = groups_of("market.rent.notice_period")
    assert groups_said("Give notice in time.", "en", frozenset({group})) == {group: ((5, 11),)}
    assert pattern_of(group, "de") is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "You may return it."),
        ("de-AT", "Ihr Rückgaberecht"),
        ("ja", "返品できます"),
        ("pt-BR", "devolver o pedido"),
    ],
)
def test_a_text_says_what_it_speaks_of_in_its_language(locale: str, text: str) -> None:
    assert groups_said(text, locale, frozenset({"withdrawal", "guarantee"})).keys() == {"withdrawal"}


def test_a_topic_names_groups() -> None:
    assert topic_groups("returns") == {"withdrawal"}
    assert topic_groups("data-access") == {"access"}
    assert topic_groups("payments") == frozenset()


def test_what_stands_beside_a_period_that_is_no_limit_stands_right_there() -> None:
    assert right_before("en").search("we met every ")
    assert not right_before("en").search("every lamp within ")
    assert not right_before("tlh").search("every ")


def test_names_that_are_words_know_what_stands_behind_them() -> None:
    assert common_names()["Alma"].match(" mater")
    assert not common_names()["Alma"].match(" card")
