"""Permission to send texts to engines is not left to run out unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from locmem.markets.lint import lint
from locmem.model.fact import Market

Load = Callable[..., tuple[Market, ...]]

SPAIN = """\
market: ES
name: Spain
currency: EUR
locales: {es: {format: es-ES}}
mt: {allowed: [deepl], region: EU, reviewed_on: 2026-11-01}
"""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 1), "were read on 2026-11-01, after 2026-10-01"),
        (date(2026, 11, 21), ""),
        (date(2027, 10, 10), "after 2027-11-01 nothing is sent"),
        (date(2027, 12, 1), "nothing is sent any more"),
    ],
    ids=["ahead", "fresh", "soon", "over"],
)
def test_lint_tells_of_a_review_that_is_over_before_drafts_stop(load: Load, day: date, said: str) -> None:
    (result,) = (one for one in lint(load(ES=SPAIN), day) if one.rule.name == "market-sending")
    found = result.findings
    assert [said in one.what for one in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("allowed", "wrong"),
    [("[deepl, openai, openai/gpt-x]", 0), ("[DeepL]", 1), ("[openai/*, openai/]", 2)],
    ids=["known", "capitals", "stars"],
)
def test_lint_names_what_can_never_allow_an_engine(load: Load, allowed: str, wrong: int) -> None:
    profile = SPAIN.replace("[deepl]", allowed)
    (result,) = (one for one in lint(load(ES=profile), date(2026, 11, 21)) if one.rule.name == "market-sending")
    assert ["is no engine" in one.what for one in result.findings] == [True] * wrong
    assert all("deepl" in one.do for one in result.findings)
