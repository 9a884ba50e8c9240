"""How customers reach the company and are written to: read whole, inherited whole, and every mistake has its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from locmem.errors import InputErrors
from locmem.markets.channels import open_hours, ordered, response_target, told
from locmem.model.channel import Expectation, NameOrder
from locmem.model.fact import Confidence, Duration, DurationUnit, Market

Load = Callable[..., tuple[Market, ...]]

TODAY = date(2026, 11, 30)
HEAD = """\
market: CA
name: Canada
currency: CAD
locales: {en-CA: {format: en-CA}, fr-CA: {format: fr-CA}}
"""
EVIDENCE = "source: editorial default, verified_on: null, confidence: unverified"
EMAIL = f"{{name: email, expectation: usual, {EVIDENCE}}}"
PHONE = (
    "{name: phone, expectation: expected, target: PT5M, priority: 1, owner: Support Canada, reviewed_on: 2026-11-02, "
    f"hours: [sat 10:00-14:00], {EVIDENCE}}}"
)
CHANNELS = f"channels:\n  - {EMAIL}\n  - {PHONE}\n"
DESK = "desk: {time_zone: America/Toronto, holidays: CA-ON, hours: [mon-fri 09:00-17:00]}\n"
STYLE = f"""\
style:
  address: you / vous
  directness: medium
  greeting: {{en-CA: "Hello {{name}},", fr-CA: "Bonjour {{name}},"}}
  closing: {{en-CA: "Kind regards,", fr-CA: "Cordialement,"}}
  name_order: given-first
  {EVIDENCE.replace(", ", chr(10) + "  ")}
"""
PROMISE = f"""\
facts:
  support_response:
    email: {{type: duration, value: {{count: 1, unit: business-day}}, {EVIDENCE}}}
"""


def test_a_profile_says_how_customers_reach_the_company(load: Load) -> None:
    (canada,) = load(CA=HEAD + CHANNELS + DESK)
    email, phone = canada.channels
    assert (email.name, email.expectation, email.target, email.priority) == ("email", Expectation.USUAL, None, 0)
    assert phone.target == Duration(count=5, unit=DurationUnit.MINUTE)
    assert (phone.priority, phone.owner, phone.reviewed_on) == (1, "Support Canada", date(2026, 11, 2))
    assert phone.evidence.confidence is Confidence.UNVERIFIED
    assert phone.location.line == 7
    assert canada.desk is not None
    assert (canada.desk.time_zone, canada.desk.holidays) == ("America/Toronto", "CA-ON")
    assert list(map(str, canada.desk.hours)) == ["mon-fri 09:00-17:00"]


def test_a_profile_says_how_letters_begin_and_end_in_each_language(load: Load) -> None:
    (canada,) = load(CA=HEAD + STYLE)
    assert canada.style is not None
    assert canada.style.greeting == {"en-CA": "Hello {name},", "fr-CA": "Bonjour {name},"}
    assert canada.style.closing["fr-CA"] == "Cordialement,"
    assert canada.style.name_order is NameOrder.GIVEN_FIRST
    assert (canada.style.address, canada.style.directness) == ("you / vous", "medium")


def test_a_profile_without_them_has_none(load: Load) -> None:
    (canada,) = load(CA=HEAD)
    assert (canada.channels, canada.desk, canada.style) == ((), None, None)


def test_what_pages_promise_holds_for_the_channel(load: Load) -> None:
    (canada,) = load(CA=HEAD + CHANNELS + PROMISE)
    assert response_target(canada, "email", TODAY) == Duration(count=1, unit=DurationUnit.BUSINESS_DAY)
    assert response_target(canada, "phone", TODAY) == Duration(count=5, unit=DurationUnit.MINUTE)
    assert response_target(canada, "chat", TODAY) is None


def test_a_channel_is_told_with_the_desks_hours_where_it_has_none_of_its_own(load: Load) -> None:
    (canada,) = load(CA=HEAD + CHANNELS + DESK + PROMISE)
    email, phone = canada.channels
    assert told(canada, email, TODAY) == "usual; answered within 1 business day; nobody answers for it"
    owned = replace(email, owner="Ana Ruiz")
    assert told(canada, owned, TODAY) == "usual; answered within 1 business day; mon-fri 09:00-17:00; of Ana Ruiz"
    assert told(canada, phone, TODAY) == "expected; answered within 5 minutes; sat 10:00-14:00; of Support Canada"


def test_channels_stand_by_priority_and_then_by_what_customers_expect(load: Load) -> None:
    one = "channels:\n  - {name: %s, expectation: %s, priority: %s, " + EVIDENCE + "}\n"
    rows = [("sms", "rare", 2), ("chat", "usual", 1)]
    text = "channels:\n" + "".join((one % row).partition("\n")[2] for row in rows)
    text += f"  - {EMAIL}\n  - {{name: phone, expectation: expected, {EVIDENCE}}}\n"
    (canada,) = load(CA=HEAD + text)
    assert [channel.name for channel in ordered(canada)] == ["chat", "sms", "phone", "email"]


def test_a_sub_market_has_its_countrys_unless_it_writes_its_own(load: Load) -> None:
    part = "market: CA-QC\nparent: CA\nname: Quebec\n"
    country = HEAD + CHANNELS + DESK + STYLE
    canada, quebec = load(CA=country, **{"CA-QC": part})
    assert (quebec.channels, quebec.desk, quebec.style) == (canada.channels, canada.desk, canada.style)
    own = f"channels:\n  - {EMAIL}\ndesk: {{time_zone: America/Montreal, hours: [mon 09:00-12:00]}}\n"
    _, quebec = load(CA=country, **{"CA-QC": part + own})
    assert [channel.name for channel in quebec.channels] == ["email"]
    assert quebec.desk is not None
    assert quebec.desk.holidays == ""
    assert quebec.style == canada.style


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mon-fri 09:00-18:00", "mon-fri 09:00-18:00"),
        ("sat 10:00-14:00", "sat 10:00-14:00"),
        ("tue-tue 00:00-24:00", "tue 00:00-24:00"),
    ],
)
def test_hours_are_shown_as_they_are_written(text: str, shown: str) -> None:
    assert str(open_hours(text)) == shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mon-fri 9-18", "no time such as"),
        ("mo-fr 09:00-18:00", "no time such as"),
        ("mon-fri 25:00-26:00", "no clock shows"),
        ("mon-fri 09:60-18:00", "no clock shows"),
        ("mon-fri 18:00-09:00", "ends before it begins"),
        ("mon 09:00-09:00", "ends before it begins"),
        ("sat-mon 09:00-18:00", "write two rows"),
    ],
)
def test_hours_that_nobody_can_keep_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        open_hours(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"channels: [{{expectation: usual, {EVIDENCE}}}]\n", "markets/CA.yaml:5:12 channels[0]: the key 'name'"),
        (f"channels: [{{name: E-mail, expectation: usual, {EVIDENCE}}}]\n", "cannot name a channel"),
        (f"channels: [{{name: email, expectation: high, {EVIDENCE}}}]\n", "Write one of: expected, usual, rare"),
        (f"channels: [{{name: email, expectation: usual, target: 24 h, {EVIDENCE}}}]\n", "not a duration"),
        (f"channels: [{{name: email, expectation: usual, priority: 0, {EVIDENCE}}}]\n", "0 is too small"),
        (f"channels: [{{name: email, expectation: usual, owners: A, {EVIDENCE}}}]\n", "Did you mean 'owner'?"),
        (f"channels: [{EMAIL}, {EMAIL}]\n", "the channel 'email' stands twice"),
        ("channels: [{name: email, expectation: usual}]\n", "the key 'source' is missing"),
        ("channels: [email]\n", "this is text"),
        ("desk: {hours: [mon-fri 09:00-17:00]}\n", "the key 'time_zone' is missing"),
        ("desk: {time_zone: Europe/Rome}\n", "the key 'hours' is missing"),
        ("desk: {time_zone: Europe/Rom, hours: [mon 09:00-17:00]}\n", "did you mean Europe/Rome"),
        (
            "desk: {time_zone: Europe/Rome, hours: [mon-fri 09:00-17:00, wed 16:00-20:00]}\n",
            "wed 16:00-20:00 and mon-fri 09:00-17:00 lie on each other",
        ),
        (STYLE.replace(', fr-CA: "Cordialement,"', ""), "there is no closing in fr-CA"),
        (STYLE.replace('fr-CA: "Bonjour', 'fr-FR: "Bonjour'), "the market has no locale 'fr-FR'"),
        (STYLE.replace("Hello {name}", "Hello {nam}"), "'{nam}' stands for nothing"),
        (STYLE.replace("given-first", "first"), "given-first, family-first"),
        (STYLE.replace("  directness: medium\n", ""), "the key 'directness' is missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(load: Load, text: str, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        load(CA=HEAD + text)
    assert said in str(caught.value)
    assert "markets/CA.yaml:" in str(caught.value)
