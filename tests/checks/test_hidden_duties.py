"""Of a kept obligation it is said where customers see nothing, and of no other."""

from __future__ import annotations

from locmem.checks.hidden_duties import Unseen
from locmem.pages.duty_states import DutyState, duty_states
from tests.pipelines.shop import Shop
from tests.pipelines.test_sign import ODR

PAGE = "articles/complaints.md"


def state_of(shop: Shop, key: str) -> DutyState:
    return next(one for one in duty_states(shop.open(), ("ES",), shop.today) if one.key == key)


def test_a_page_that_nobody_is_shown_keeps_an_obligation_for_no_customer(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", ODR, ODR.replace("present: [market.name]", "phrases: {es: [Reclamaciones]}"))
    shown = state_of(shop, "odr_link")
    assert (shown.state, shown.hidden_in, shown.hidden) == ("kept", (), ())
    shop.edit(
        "locmem.yaml",
        "source_locale: en\n",
        "source_locale: en\nrisks: {legal: {sign_off: required}, standard: {sign_off: required}}\n",
    )
    away = state_of(shop, "odr_link")
    assert (away.state, away.hidden_in, away.hidden) == ("kept", ("es",), (f"content/{PAGE}",))
    assert away.how.endswith(f"; customers see nothing of it in es today: content/{PAGE} is withheld or not translated")
    # What the company data keep is on no page.
    assert state_of(shop, "complaint_path").hidden_in == ()


def test_what_is_shown_is_told_in_no_word() -> None:
    assert str(Unseen()) == ""
