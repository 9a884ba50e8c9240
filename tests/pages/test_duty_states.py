"""How obligations stand, for people: the state of each, what it rests on, and what comes later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from locmem.model.fact import Departure, Evidence, Window
from locmem.pages.duty_states import coming_duties, departed_duties, duty_states
from locmem.pipelines.market_facts import departures_told
from locmem.pipelines.run import run_step
from locmem.pipelines.sign import sign
from locmem.reports.brief_facts import obligations
from tests.pipelines.shop import Shop
from tests.pipelines.test_sign import ODR


def test_each_obligation_in_force_has_a_state_and_a_next_step(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", ODR, ODR.replace("present: [market.name]", "phrases: {es: [Reclamaciones]}"))
    forms = "  - key: hojas_de_reclamaciones\n    applies_to: [complaints]\n    present: [market.name]\n"
    shop.edit("markets/ES.yaml", forms, forms.replace("    present: [market.name]\n", ""))

    def states() -> dict[str, tuple[str, str, bool]]:
        found = duty_states(shop.open(), ("ES",), shop.today)
        return {one.key: (one.state, one.how, bool(one.do)) for one in found}

    told = states()
    assert told["complaint_path"] == ("kept", "market.name has a value", False)
    assert told["odr_link"] == ("kept", "articles/complaints.md says Reclamaciones in es", False)
    assert told["hojas_de_reclamaciones"] == ("nobody", "nobody signed that it is kept", True)
    assert "ley_10_2025_channels" not in told
    run_step(shop.open(), "sign", lambda run: sign(run, "ES", "hojas_de_reclamaciones", "Ana", shop.today))
    assert states()["hojas_de_reclamaciones"] == ("signed", "signed by Ana on 2026-11-21", False)


def test_what_begins_later_is_named_with_its_day(shop: Shop) -> None:
    spain = shop.open().market("ES")
    assert coming_duties((spain,), shop.today) == (("ES", "ley_10_2025_channels", date(2026, 12, 28)),)
    assert coming_duties((spain,), date(2026, 12, 28)) == ()


def test_what_a_market_departs_from_is_told_with_its_source(shop: Shop) -> None:
    spain = shop.open().market("ES")
    away = Departure(
        key="repair_choice",
        none="not transposed",
        window=Window(end=date(2026, 12, 31)),
        evidence=Evidence(source="https://law.example"),
        location=spain.place("obligations"),
    )
    [told] = departed_duties((replace(spain, departures=(away,)),), shop.today)
    assert (told.key, told.state, told.how, told.source) == (
        "repair_choice",
        "none",
        "not transposed",
        "https://law.example",
    )
    assert told.is_kept
    assert departed_duties((replace(spain, departures=(away,)),), date(2027, 1, 1)) == ()
    [row] = departures_told(replace(spain, departures=(away,)), shop.today)
    assert (row.path, row.value, row.note) == (
        "obligations.repair_choice",
        "none: not transposed",
        "https://law.example",
    )
    [line] = list(obligations(replace(spain, obligations=(), departures=(away,)), shop.today, {}))
    assert (line.label, line.value, line.source) == (
        "repair choice",
        "None here: not transposed.",
        "https://law.example",
    )
