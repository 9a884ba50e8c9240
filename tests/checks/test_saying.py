"""Which facts texts say: a list's items and the loops over them are looked into."""

from __future__ import annotations

import pytest

from tests.checks.lamps import Lamps

RATE = "{{ market.tax.standard_rate }}"
WALLETS = '{% assign l = market.payment_methods | where: "kind", "KIND" %}{% for one in l %}SAY{% endfor %}'


def unkept(lamps: Lamps, text: str, path: str) -> bool:
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    if "facts: [" not in profile:
        lamps.write("markets/ES.yaml", profile.replace("key: forms", f'key: forms, facts: ["{path}"]'))
    lamps.article(text, front="topic: complaints\n")
    return bool(lamps.findings("obligation-unkept"))


@pytest.mark.parametrize(("kind", "is_unkept"), [("instant_transfer", False), ("wallet", True)])
def test_what_stands_in_a_loop_is_said_where_the_loop_has_an_item(lamps: Lamps, kind: str, is_unkept: bool) -> None:
    loop = WALLETS.replace("KIND", kind)
    assert unkept(lamps, loop.replace("SAY", RATE), "market.tax.standard_rate") is is_unkept
    assert unkept(lamps, loop.replace("SAY", "-") + RATE, "market.tax.standard_rate") is False


@pytest.mark.parametrize(("kind", "is_unkept"), [("instant_transfer", False), ("wallet", True)])
def test_a_field_is_said_where_some_item_shows_it(lamps: Lamps, kind: str, is_unkept: bool) -> None:
    text = WALLETS.replace("KIND", kind).replace("SAY", "{{ one.name }}")
    assert unkept(lamps, text, "market.payment_methods[].name") is is_unkept
    assert unkept(lamps, "{% assign f = market.payment_methods | first %}{{ f.name }}", "") is False


def test_a_fact_in_an_attribute_is_read_by_nobody(lamps: Lamps) -> None:
    assert unkept(lamps, f'<a href="https://a.example" title="{RATE}">More</a>', "market.tax.standard_rate")
    assert not unkept(lamps, f"<p>{RATE}</p>", "market.tax.standard_rate")


def test_where_nobody_can_tell_it_is_said(lamps: Lamps) -> None:
    text = "{% for one in market.payment_methods %}{{ one.name }}{% endfor %}{{ market.payment_methods | shout: }}"
    assert not unkept(lamps, text, "market.payment_methods[].name")
