from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.memory.critical import critical_differences
from locmem.memory.lexicon import LANGUAGES, lexicon_of
from locmem.model.inline import Syntax, plain


def differences(new: str, old: str, locale: str = "en") -> tuple[str, ...]:
    return critical_differences(plain(new), plain(old), plain(old), locale)


def marked(new: str, old: str) -> tuple[str, ...]:
    here, there = parse(new, Syntax.MARKDOWN), parse(old, Syntax.MARKDOWN)
    return critical_differences(here, there, there, "en")


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ("Refund in 14 days", "Refund in 30 days", "number: “14” here, “30” in the memory"),
        ("You can return it", "You cannot return it", "negation: nothing here, “not” in the memory"),
        ("You don’t pay", "You pay", "negation: “not” here, nothing in the memory"),
        ("A non-refundable fee", "A refundable fee", "negation: “non” here, nothing in the memory"),
        ("You must reply", "You may reply", "obligation: “must” here, “may” in the memory"),
        ("It applies only if you pay", "It applies if you pay", "condition: “only” here, nothing in the memory"),
        ("Pay in EUR", "Pay in CHF", "currency: “EUR” here, “CHF” in the memory"),
        ("Pay €5", "Pay $5", "currency: “€” here, “$” in the memory"),
        ("Pay 5 euros", "Pay 5 zł", "currency: “euros” here, “zł” in the memory"),
        ("Up to 5 kg", "Up to 5 lb", "unit: “kg” here, “lb” in the memory"),
        ("Sold in Spain", "Sold in Portugal", "country: “Spain” here, “Portugal” in the memory"),
        ("In the UK", "In the EU", "country: “UK” here, “EU” in the memory"),
        ("Ask the ombudsman", "Ask the court", "legal body: “ombudsman” here, “court” in the memory"),
        ("in 5 business days", "in 5 days", "unit: “business days” here, “days” in the memory"),
        ("before delivery", "after delivery", "time: “before” here, “after” in the memory"),
        ("From 1 May 2026", "From 1 March 2026", "date: “May” here, “March” in the memory"),
        ("Form A38", "Form A39", "identifier: “A38” here, “A39” in the memory"),
        ("Ask a@x.eu", "Ask b@x.eu", "e-mail address: “a@x.eu” here, “b@x.eu” in the memory"),
        ("See https://a.eu/x", "See https://a.eu/y", "URL: “https://a.eu/x” here, “https://a.eu/y” in the memory"),
        ("twice a month", "a month", "number: “twice” here, nothing in the memory"),
        ("14 for A, 30 for B", "30 for A, 14 for B", "order of numbers: “14”, “30” here, “30”, “14” in the memory"),
        ("The buyer pays for it", "The seller pays for it", "wording: “buyer” here, “seller” in the memory"),
        ("Open Lumina now", "Open Lumino now", "name: “Lumina” here, “Lumino” in the memory"),
        ("Pay with Bizum", "Pay with Klarna", "name: “Bizum” here, “Klarna” in the memory"),
        ("We pay for it", "You pay for it", "party: “we” here, “you” in the memory"),
        ("The customer pays for it", "We pay for it", "party: “customer pays” here, “we pay” in the memory"),
        ("A repair, a credit or a refund", "A repair or a refund", "item: “credit” here, nothing in the memory"),
        ("Wait until it is off", "Wait until it is on", "opposite: “off” here, “on” in the memory"),
        ("It includes VAT", "It excludes VAT", "state: “includes” here, “excludes” in the memory"),
        ("Call in the morning", "Call in the evening", "date: “morning” here, “evening” in the memory"),
        ("Reply by tomorrow", "Reply by today", "date: “tomorrow” here, “today” in the memory"),
        ("Choose option B", "Choose option A", "letter: “B” here, “A” in the memory"),
        ("Both must sign", "Either must sign", "quantity: “Both” here, “Either” in the memory"),
        ("by card", "by card or by voucher", "alternative: nothing here, “or”, “voucher” in the memory"),
    ],
)
def test_what_changes_the_meaning_is_said_in_the_words_of_the_texts(new: str, old: str, expected: str) -> None:
    assert expected in differences(new, old)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Refunds take 14 days.", "A refund takes 14 days."),
        ("Refunds take five days.", "Refunds take 5 days."),
        ("Pay 1,000 euros", "Pay 1000 euros"),
        ("Pay 5 euros", "Pay €5"),
        ("In Great Britain", "In the UK"),
        ("Do not pay", "Never pay"),
        ("It doesn't work", "It does not work"),
        ("You can pay later", "You may pay later"),
        ("If it fails, call us.", "When it fails, call us."),
        ("Not at home? Call us.", "If you are not at home, call us."),
        ("We refund you within 5 days", "You are refunded within 5 days"),
        ("Choose your favourite colour", "Choose your favorite color"),
        ("Order by 1 May 2026", "Order by May 1st, 2026"),
        ("Order by 2026-05-01, at 3:00 PM", "Order by 1 May 2026, at 3 p.m."),
        ("It holds 10GB", "It holds 10 GB"),
        ("Setting up your lamp", "Set up your lamp"),
        ("Should you need help, call us", "If you need help, call us"),
        ("Click Next to continue.", "To continue, click Next."),
        ("Don't forget to save", "Remember to save"),
        ("Choose an item", "Select an item"),
        ("Fully-qualified names in upper case", "Fully qualified names in upper-case"),
        ("Please pay now in Bitbucket", "Pay in BitBucket"),
        ("See http://a.eu/", "See https://a.eu"),
        ("Red, green and blue", "Blue, green and red"),
    ],
)
def test_harmless_rewording_is_not_marked(new: str, old: str) -> None:
    assert differences(new, old) == ()


def test_may_is_a_month_only_beside_a_number() -> None:
    assert differences("May I pay in June?", "Can I pay in June?") == ()
    assert differences("from 5 May", "from 5 June") == ("date: “May” here, “June” in the memory",)


@pytest.mark.parametrize(
    ("new", "old", "family"),
    [
        ("Run `npm test`.", "Run `npm start`.", "code"),
        ("Select **Pay later**.", "Select **Pay now**.", "label"),
        ("Write to [us](mailto:a@x.eu).", "Write to [us](mailto:b@x.eu).", "address"),
    ],
)
def test_codes_and_labels_count(new: str, old: str, family: str) -> None:
    assert [found.split(":")[0] for found in marked(new, old)][:1] == [family]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Click **Save**.", "Click Save."),
        ("See [the help](/b).", "See [the help](/a)."),
        ("Use `os.getpid` now.", "Use `getpid()` now."),
        ("The value `None` counts.", "The value None counts."),
        ("See it now. The `queue` module explains more.", "See it now."),
    ],
)
def test_the_look_of_text_the_targets_of_links_and_additions_do_not(new: str, old: str) -> None:
    assert marked(new, old) == ()


def test_words_are_compared_where_there_is_a_lexicon_but_values_everywhere() -> None:
    assert differences("no 5", "yes 5", "es") == ()
    assert set(differences("no 5 €", "no 6 £", "ja")) == {
        "number: “5” here, “6” in the memory",
        "currency: “€” here, “£” in the memory",
    }


@pytest.mark.parametrize(
    ("new", "old"), [("It is 5 °C.", "It is -5 °C."), ("Gain -3 dB", "Gain +3 dB"), ("(−2)", "(2)")]
)
@pytest.mark.parametrize("locale", ["en", "xx"])
def test_the_sign_of_a_number_is_a_part_of_it(new: str, old: str, locale: str) -> None:
    source, stored = plain(new), plain(old)
    assert any("signed number" in one for one in critical_differences(source, stored, stored, locale))
    assert critical_differences(stored, stored, stored, locale) == ()


def test_a_changed_fact_is_critical_even_when_it_was_repaired() -> None:
    new = parse("VAT is {{ market.tax.standard_rate }}.", Syntax.MARKDOWN)
    old = parse("VAT is {{ market.tax.reduced_rate }}.", Syntax.MARKDOWN)
    (difference,) = critical_differences(new, old, new, "en")
    assert "market.tax.standard_rate" in difference
    assert "market.tax.reduced_rate" in difference


def test_a_help_desk_tag_that_was_put_in_is_not_critical_and_one_that_was_not_is() -> None:
    new = parse("Dear {{ ticket.requester.name }},", Syntax.MARKDOWN)
    old = parse("Dear {{ ticket.requester.first_name }},", Syntax.MARKDOWN)
    assert critical_differences(new, old, new, "en") == ()
    assert critical_differences(new, old, old, "en") != ()


WORDS = (
    "Pay", "not", "never", "14", "30", "EUR", "€", "if", "only", "May", "Spain", "the", "buyer", "can't", "e-mail",
    "`x`", "?", ".", "A38", "two", "None",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(TEXTS, TEXTS)
def test_equal_texts_never_differ_and_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert marked(one, one) == ()
    assert bool(marked(one, other)) == bool(marked(other, one))


def test_characters_without_a_meaning_are_no_stumbling_block() -> None:
    assert differences("5 \uf8d0\uf8d1\uf8d4 days", "6 \uf8d0 days") == ("number: “5” here, “6” in the memory",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_names_only_meanings_it_has(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    meanings = {sense.meaning for senses in lexicon.senses.values() for sense in senses} | {"asked"}
    assert lexicon.soft <= meanings
    assert {meaning for pair in lexicon.near for meaning in pair} <= meanings
