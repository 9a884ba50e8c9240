"""The profiles that come with locmem."""

from __future__ import annotations

import pytest

from locmem.markets.known import known_markets, known_profile, known_region


def test_every_profile_of_a_country_comes_along_and_no_other_file() -> None:
    known = known_markets()
    assert {"AT", "DE", "ES", "JP"} <= set(known)
    assert all(len(code) == 2 for code in known)


@pytest.mark.parametrize("code", known_markets())
def test_nobody_answers_for_the_facts_of_somebody_elses_market(code: str) -> None:
    text = known_profile(code)
    assert text.startswith("# ")
    assert "waivers:" not in text
    assert text.endswith("\n")
    assert f"market: {code}\n" in text.replace('"', "")


@pytest.mark.parametrize("code", ["XX", "ES-CT", "company", "../ES", ""])
def test_what_is_not_known_is_empty(code: str) -> None:
    assert known_profile(code) == ""
    assert known_region(code) == ""
