"""Who keeps an obligation: texts as a machine sees, somebody who signed for them as they are, or nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.checks.cards import Card, cards_of
from locmem.checks.keeping import (
    Keeper,
    Keeping,
    asked_digest,
    by_topic,
    keeping_of,
    keepings_of,
    phrases_for,
    texts_signed,
)
from locmem.errors import Location
from locmem.model.fact import Confidence, Evidence, Market, MarketLocale, Obligation, Window
from locmem.model.signature import Signature, Signatures
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

DAY = date(2026, 11, 21)
DUTY = Obligation(
    key="forms",
    applies_to=("complaints",),
    text="Name the forms.",
    window=Window(),
    evidence=Evidence(source="https://law.example", verified_on=DAY, confidence=Confidence.PRIMARY),
    location=Location(path="markets/ES.yaml"),
)


@pytest.fixture
def spain(shop: Shop) -> Market:
    return shop.open().market("ES")


@pytest.fixture
def cards(shop: Shop) -> tuple[Card, ...]:
    return tuple(cards_of(open_workspace(shop.open())))


def kept(market: Market, cards: tuple[Card, ...], one: Obligation, signatures: Signatures | None = None) -> Keeping:
    return keeping_of(market, one, by_topic(market, cards), DAY, signatures or {})


def signed(market: Market, cards: tuple[Card, ...], one: Obligation, by: str = "Ana") -> Signature:
    on_topic = [card for card in cards if card.topic in one.applies_to]
    texts = texts_signed(market, on_topic, DAY)
    return Signature(
        market=market.code, obligation=one.key, by=by, on="2026-11-20", asked=asked_digest(one), texts=texts
    )


def test_facts_phrases_and_values_are_all_asked_for(spain: Market, cards: tuple[Card, ...]) -> None:
    one = replace(
        DUTY,
        facts=("market.complaints.body.name",),
        phrases={"es": (("Reclamaciones",), ("queja",))},
        present=("market.complaints.body.name",),
    )
    found = kept(spain, cards, one)
    assert (found.keeper, found.lacking, found.blind) == (Keeper.SEEN, (), ())
    assert found.how == (
        "market.complaints.body.name has a value; articles/complaints.md says market.complaints.body.name; "
        "articles/complaints.md says Reclamaciones in es"
    )
    for lacking, clause in (
        (replace(one, facts=("market.tax.name",)), "no text on complaints says market.tax.name"),
        (replace(one, phrases={"es": (("Canarias",),)}), "no text on complaints in es says Canarias"),
        (replace(one, present=("company.nothing",)), "company.nothing has no value"),
    ):
        missing = kept(spain, cards, lacking)
        assert (missing.keeper, missing.lacking, missing.problem) == (Keeper.NOBODY, (clause,), clause)


def test_a_field_of_a_list_has_a_value_where_an_item_of_the_day_has_it(spain: Market, cards: tuple[Card, ...]) -> None:
    path = "market.complaints.bodies[].address"
    bodies = spain.facts["complaints.bodies"]
    items = bodies.values[0].value
    assert isinstance(items, tuple)

    def found(window: Window, **more: str) -> Keeping:
        last = replace(items[-1], fields={**items[-1].fields, **more}, window=window)
        value = replace(bodies.values[0], value=(*items[:-1], last))
        facts = {**spain.facts, "complaints.bodies": replace(bodies, values=(value,))}
        return kept(replace(spain, facts=facts), cards, replace(DUTY, present=(path,)))

    assert found(Window(), address="Calle 1, Madrid").keeper is Keeper.SEEN
    assert found(Window(end=date(2025, 1, 1)), address="Calle 1, Madrid").lacking == (f"{path} has no value",)
    assert found(Window()).lacking == (f"{path} has no value",)


def test_what_ended_is_not_absent_on_purpose(spain: Market, cards: tuple[Card, ...]) -> None:
    path, over = "market.complaints.bodies[].address", Window(end=date(2025, 1, 1))
    bodies, body = spain.facts["complaints.bodies"], spain.facts["complaints.body.name"]
    items = bodies.values[0].value
    assert isinstance(items, tuple)
    last = replace(items[-1], fields={**items[-1].fields, "address": "Calle 1, Madrid"}, window=over)
    ended = replace(bodies, values=(replace(bodies.values[0], value=(*items[:-1], last)),))
    gone = replace(body, values=tuple(replace(value, window=over) for value in body.values))
    facts = {**spain.facts, "complaints.bodies": ended, "complaints.body.name": gone}
    for one in (path, "market.complaints.body.name"):
        found = kept(replace(spain, facts=facts), cards, replace(DUTY, facts=(one,)))
        assert (found.keeper, found.lacking) == (Keeper.NOBODY, (f"{one} has no value",))
        assert found.step.startswith(f"Write the value of {one};")
    null = replace(bodies, values=(replace(bodies.values[0], value=None),))
    found = kept(replace(spain, facts={**spain.facts, "complaints.bodies": null}), cards, replace(DUTY, facts=(path,)))
    assert found.seen == (f"{path} is absent here on purpose",)


def test_a_field_of_a_list_is_advised_as_content_says_it(spain: Market, cards: tuple[Card, ...]) -> None:
    found = kept(spain, cards, replace(DUTY, facts=("market.complaints.bodies[].name",)))
    assert found.step.startswith(
        "Write `{% for item in market.complaints.bodies %}{% if item.name %}{{ item.name }}{% endif %}{% endfor %}`"
    )


def test_each_topic_has_to_say_it(spain: Market, cards: tuple[Card, ...]) -> None:
    found = kept(
        spain, cards, replace(DUTY, applies_to=("complaints", "returns"), phrases={"es": (("Reclamaciones",),)})
    )
    assert found.lacking == ("there is no text on returns, which must say Reclamaciones in es",)


def test_what_must_be_written_or_filled_in_is_said(spain: Market, cards: tuple[Card, ...]) -> None:
    facts = kept(spain, cards, replace(DUTY, facts=("market.tax.name",)))
    assert facts.step == (
        "Write `{{ market.tax.name }}` into content/articles/complaints.md, or have somebody who finds it kept sign: "
        "`locmem market sign ES forms --by NAME`."
    )
    words = kept(spain, cards, replace(DUTY, phrases={"es": (("Canarias",),)}))
    assert words.step.startswith("Write it into content/articles/complaints.md, or ")
    rate = spain.facts["complaints.body.name"]
    absent = replace(rate, values=(replace(rate.values[0], value=None),))
    without = replace(spain, facts={**spain.facts, "complaints.body.name": absent})
    value = kept(without, cards, replace(DUTY, present=("market.complaints.body.name",)))
    assert value.step == (
        "Write the value of market.complaints.body.name; the source of the duty is https://law.example."
    )
    bare = kept(spain, cards, replace(DUTY, applies_to=("returns", "guarantee")))
    assert (
        bare.step == "Write a document with `topic: returns` or `topic: guarantee`; the source is https://law.example."
    )
    assert (bare.problem, bare.bare) == ("there is no text on returns, guarantee", ("returns", "guarantee"))


@pytest.mark.parametrize(
    ("locale", "tag"),
    [("es", "es"), ("es-MX", "es"), ("pt-PT", "pt"), ("pt-BR", "pt"), ("zh-Hant", ""), ("ca", ""), ("zh-Hans", "zh")],
)
def test_a_locale_without_words_has_those_of_its_base_language(locale: str, tag: str) -> None:
    one = replace(DUTY, phrases={"es": (("es",),), "pt": (("pt",),), "zh": (("zh",),)})
    assert phrases_for(one, locale) == (((tag,),) if tag else ())


def test_a_locale_without_any_words_needs_a_signature(spain: Market, cards: tuple[Card, ...]) -> None:
    market = replace(spain, locales=(*spain.locales, MarketLocale(content="ja", format="ja-JP")))
    one = replace(DUTY, phrases={"es": (("Reclamaciones",),)})
    found = kept(market, cards, one)
    assert (found.keeper, found.blind, found.problem) == (
        Keeper.NOBODY,
        ("ja",),
        "nobody signed that it is kept in ja",
    )
    signature = signed(market, cards, one)
    by_ana = kept(market, cards, one, {("ES", "forms"): signature})
    assert by_ana.keeper is Keeper.SIGNED
    assert by_ana.how == "articles/complaints.md says Reclamaciones in es; in ja signed by Ana on 2026-11-20"
    # In the language that a machine sees the text may be another since.
    texts = tuple((path, of, "0" if of == "es" else digest) for path, of, digest in signature.texts)
    assert kept(market, cards, one, {("ES", "forms"): replace(signature, texts=texts)}).is_kept


def test_a_signature_holds_for_the_obligation_and_the_texts_as_they_were(
    spain: Market, cards: tuple[Card, ...]
) -> None:
    signature = signed(spain, cards, DUTY)
    held = {("ES", "forms"): signature}
    assert kept(spain, cards, DUTY).problem == "nobody signed that it is kept"
    assert kept(spain, cards, DUTY, held).how == "signed by Ana on 2026-11-20"
    assert kept(spain, cards, replace(DUTY, text="Name  the\nforms."), held).is_kept
    one = cards[0]
    for market, some, asked, change in (
        (spain, cards, replace(DUTY, text="Name the new forms."), "what it asks changed"),
        (spain, (*cards, replace(one, path="articles/new.md", topic="complaints")), DUTY, "articles/new.md came"),
        (
            replace(spain, locales=(*spain.locales, MarketLocale(content="ja", format="ja-JP"))),
            cards,
            DUTY,
            "ja came, which nobody signed for",
        ),
    ):
        found = kept(market, some, asked, held)
        assert (found.keeper, found.changed) == (Keeper.OUTDATED, (change,))
        assert found.problem == f"Ana signed on 2026-11-20 that it is kept, and since then {change}"
    more = replace(signature, texts=(*signature.texts, ("articles/old.md", "es", "0")))
    assert kept(spain, cards, DUTY, {("ES", "forms"): more}).changed == ("articles/old.md went",)


def test_whoever_signs_answers_for_what_a_machine_misses(spain: Market, cards: tuple[Card, ...]) -> None:
    one = replace(DUTY, phrases={"es": (("Canarias",),)})
    held = {("ES", "forms"): signed(spain, cards, one)}
    found = kept(spain, cards, one, held)
    assert (found.keeper, found.lacking, found.step) == (Keeper.SIGNED, (), "")
    outdated = {("ES", "forms"): replace(held["ES", "forms"], asked="0")}
    assert kept(spain, cards, one, outdated).problem == (
        "no text on complaints in es says Canarias; what Ana signed on 2026-11-20 is outdated"
    )


def test_a_country_s_signature_counts_for_its_part_where_the_texts_are_the_same(
    spain: Market, cards: tuple[Card, ...]
) -> None:
    catalonia = replace(spain, code="ES-CT")
    held = {("ES", "forms"): signed(spain, cards, DUTY)}
    assert kept(catalonia, cards, DUTY, held).is_kept
    assert kept(spain, cards, DUTY, {("ES-CT", "forms"): signed(catalonia, cards, DUTY)}).keeper is Keeper.NOBODY
    both = replace(catalonia, locales=(*spain.locales, MarketLocale(content="ja", format="ja-JP")))
    assert kept(both, cards, DUTY, held).changed == ("ja came, which nobody signed for",)
    own = signed(both, cards, DUTY, by="Pau")
    for_ja = replace(own, texts=tuple(one for one in own.texts if one[1] == "ja"))
    together = kept(both, cards, DUTY, {**held, ("ES-CT", "forms"): for_ja})
    assert together.keeper is Keeper.SIGNED


def test_only_what_is_in_force_is_listed(spain: Market, cards: tuple[Card, ...]) -> None:
    later = replace(DUTY, key="later", window=Window(start=date(2027, 1, 1)))
    market = replace(spain, obligations=(DUTY, later))
    assert [one.obligation.key for one in keepings_of(market, cards, DAY, {})] == ["forms"]
    assert [one.in_short for one in keepings_of(market, cards, DAY, {})] == ["nobody signed for the texts as they are"]


def test_a_fact_that_nobody_has_looked_up_keeps_nothing(spain: Market, cards: tuple[Card, ...]) -> None:
    path = "complaints.trader_reply"
    fact = spain.facts[path]

    def absent(confidence: Confidence, read: date | None, no_rule: str = "") -> Market:
        evidence = Evidence(source="x", verified_on=read, confidence=confidence)
        held = replace(fact.values[0], value=None, window=Window(), evidence=evidence, no_rule=no_rule)
        return replace(spain, facts={**spain.facts, path: replace(fact, values=(held,))}, waivers=())

    one = replace(DUTY, facts=(f"market.{path}",))
    unread = kept(absent(Confidence.UNVERIFIED, None), cards, one)
    assert (unread.keeper, unread.problem) == (Keeper.NOBODY, f"nobody has looked up market.{path} yet")
    for answered in (absent(Confidence.SECONDARY, DAY), absent(Confidence.PRIMARY, DAY, "Read whole.")):
        found = kept(answered, cards, one)
        assert (found.keeper, found.how) == (Keeper.SEEN, f"market.{path} is absent here on purpose")


def test_a_page_that_is_a_draft_in_the_help_desk_keeps_nothing(shop: Shop) -> None:
    one = replace(DUTY, phrases={"es": (("Reclamaciones",),)})
    page = "content/articles/complaints.md"
    shop.edit(page, "topic: complaints\n", "topic: complaints\nzendesk: {draft: false}\n")
    assert kept(shop.open().market("ES"), tuple(cards_of(open_workspace(shop.open()))), one).is_kept
    shop.edit(page, "draft: false", "draft: true")
    found = kept(shop.open().market("ES"), tuple(cards_of(open_workspace(shop.open()))), one)
    assert found.problem == "there is no text on complaints, which must say Reclamaciones in es"


def test_words_that_belong_together_are_all_asked_of_one_text(spain: Market, cards: tuple[Card, ...]) -> None:
    def found(*alternatives: tuple[str, ...]) -> Keeping:
        return kept(spain, cards, replace(DUTY, phrases={"es": alternatives}))

    assert found(("Reclamaciones", "Canarias", "IGIC")).lacking == (
        "no text on complaints in es says Reclamaciones, Canarias and IGIC",
    )
    assert found(("Canarias", "IGIC"), ("Ceuta",)).lacking == (
        "no text on complaints in es says Canarias and IGIC or Ceuta",
    )
    assert found(("Canarias", "IGIC"), ("Reclamaciones",)).how == "articles/complaints.md says Reclamaciones in es"


def test_a_signature_counts_from_its_day_on(spain: Market, cards: tuple[Card, ...]) -> None:
    signature = signed(spain, cards, DUTY)

    def found(on: str, day: date) -> Keeping:
        held = {("ES", "forms"): replace(signature, on=on)}
        return keeping_of(spain, DUTY, by_topic(spain, cards), day, held)

    early = found("2027-05-01", DAY)
    assert early.keeper is Keeper.NOBODY
    assert early.problem == "nobody signed that it is kept; that of Ana is of 2027-05-01, a later day"
    assert not found("2026-11-20", date(2026, 1, 1)).is_kept
    assert found("2026-11-20", date(2026, 11, 20)).is_kept


def test_a_document_that_is_only_renamed_ends_no_signature(spain: Market, cards: tuple[Card, ...]) -> None:
    held = {("ES", "forms"): signed(spain, cards, DUTY)}
    [page] = [card for card in cards if card.topic == "complaints"]
    renamed = replace(page, path="articles/claims.md")
    assert kept(spain, (renamed,), DUTY, held).keeper is Keeper.SIGNED
    other = replace(page, path="articles/new.md", passages=b"")
    assert kept(spain, (renamed, other), DUTY, held).changed == ("articles/new.md came",)
    assert kept(spain, (other,), DUTY, held).changed == ("articles/new.md came", f"{page.path} went")


@pytest.mark.parametrize(
    ("one", "step"),
    [
        (
            replace(DUTY, present=("company.nope",)),
            "There is no company.nope. Mend its name in the obligation forms, or add it to the profile, or to the "
            "company data.",
        ),
        (
            replace(DUTY, present=("company.nope",), location=Location(path="markets/_regions/EU.yaml")),
            "There is no company.nope. Add it to markets/company.yaml under ES.",
        ),
        (replace(DUTY, facts=("market.nope.x", "market.no")), "There is no market.nope.x, market.no. Mend their names"),
    ],
)
def test_a_path_that_is_not_there_is_mended_and_not_written_into_texts(
    spain: Market, cards: tuple[Card, ...], one: Obligation, step: str
) -> None:
    assert kept(spain, cards, one).step.startswith(step)


def test_a_group_of_facts_is_there(spain: Market, cards: tuple[Card, ...]) -> None:
    assert kept(spain, cards, replace(DUTY, facts=("market.complaints.body",))).is_kept


def test_what_only_the_source_says_is_said_to_be_so(spain: Market, cards: tuple[Card, ...]) -> None:
    lithuania = replace(spain, locales=(MarketLocale(content="lt", format="lt-LT"),))
    fact = replace(DUTY, facts=("market.complaints.body.name",))
    word = replace(DUTY, phrases={"en": (("wrong",),), "lt": (("skundas",),)})
    source = "the source says it; not translated yet"
    for one in (fact, word):
        found = kept(lithuania, cards, one)
        assert (found.is_kept, found.in_short) == (True, source)
        assert found.how.endswith(f"; {source}")
    both = replace(lithuania, locales=(*spain.locales, *lithuania.locales))
    assert kept(both, cards, fact).in_short == "the texts say it"
    ireland = replace(spain, locales=(MarketLocale(content="en-IE", format="en-IE"),))
    assert kept(ireland, cards, fact).in_short == "the texts say it"
    assert kept(ireland, cards, word).in_short == "the texts say it"
