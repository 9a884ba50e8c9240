"""What a match makes of an entry: the table of the contract, section 5."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from locmem.model.match import Band, Entry, Match, Trust
from locmem.model.tags import Percent
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.workspace.matched import answered, is_asked_for
from locmem.workspace.routing import Routes
from tests.pipelines.shop import SETTINGS, Shop

SENTENCE = "You confirm the payment."


def match(band: Band, percent: float, *, trust: Trust = Trust.CONFIRMED, **more: object) -> Match:
    source, target = parse("You confirm it.", Syntax.MARKDOWN), parse("Lo confirmas.", Syntax.MARKDOWN)
    entry = Entry(source=source, target=target, source_locale="en", locale="es", trust=trust)
    made = Match(entry=entry, target=target, raw=Percent(percent), percent=Percent(percent), band=band)
    return replace(made, **more)  # type: ignore[arg-type]


MT = Origin(OriginKind.MT, "engine")
TM = Origin(OriginKind.TM)


def filled(shop: Shop, found: Match, before: tuple[State, str, Origin] | None, *, accept: str = "101") -> str:
    """The state, target and origin after a match, `same` where the entry stays as it is."""
    shop.write("locmem.yaml", SETTINGS.replace("kind: markdown}", f"kind: markdown, accept: {accept}}}"))
    pair = shop.pair("articles/paying.md")
    [entry] = [one for one in pair.catalog.entries if one.source == SENTENCE]
    state, target, origin = before or (State.UNTRANSLATED, "", Origin(OriginKind.NONE))
    now = answered(
        Routes(shop.open()), pair, replace(entry, state=state, target=target, origin=origin), found, is_sure=True
    )
    return "same" if now is None else f"{now.state.value}: {now.target} ({now.match})"


CASES = {
    "context confirms": (match(Band.CONTEXT_BOTH, 102), None, "translated: Lo confirmas. (0)"),
    "exact without context is a draft": (match(Band.EXACT, 100), None, "draft: Lo confirmas. (100)"),
    "what was imported never confirms": (
        match(Band.CONTEXT_BOTH, 102, trust=Trust.IMPORTED),
        None,
        "draft: Lo confirmas. (102)",
    ),
    "what is ambiguous never confirms": (
        match(Band.CONTEXT_BOTH, 102, is_ambiguous=True),
        None,
        "draft: Lo confirmas. (102)",
    ),
    "near is a draft": (match(Band.FAIR, 80), None, "draft: Lo confirmas. (80)"),
    "near never replaces a machine's draft": (match(Band.FAIR, 80), (State.DRAFT, "Algo", MT), "same"),
    "exact does": (match(Band.EXACT, 100), (State.DRAFT, "Algo", MT), "draft: Lo confirmas. (100)"),
}


@pytest.mark.parametrize(("found", "before", "expected"), CASES.values(), ids=CASES)
def test_what_becomes_of_an_entry(
    shop: Shop, found: Match, before: tuple[State, str, Origin] | None, expected: str
) -> None:
    assert filled(shop, found, before) == expected


@pytest.mark.parametrize(("asked", "made_for"), [("You confirm it.", ""), (SENTENCE, "You confirm it.")])
def test_a_draft_says_which_source_it_was_made_for_where_that_is_another(shop: Shop, asked: str, made_for: str) -> None:
    pair = shop.pair("articles/paying.md")
    [entry] = [one for one in pair.catalog.entries if one.source == SENTENCE]
    entry = replace(entry, source=asked, target="", state=State.UNTRANSLATED, origin=Origin(OriginKind.NONE))
    now = answered(Routes(shop.open()), pair, entry, match(Band.FAIR, 80), is_sure=True)
    assert now is not None
    assert now.previous_source == made_for


def test_a_set_may_take_exact_matches_without_context(shop: Shop) -> None:
    assert filled(shop, match(Band.EXACT, 100), None, accept="100") == "translated: Lo confirmas. (0)"


def test_what_a_person_did_is_not_asked_for(shop: Shop) -> None:
    pair = shop.pair("articles/paying.md")
    [entry] = [one for one in pair.catalog.entries if one.source == SENTENCE]
    assert not is_asked_for(pair, entry)
    assert not is_asked_for(pair, replace(entry, state=State.DRAFT, origin=HUMAN))
    assert is_asked_for(pair, replace(entry, state=State.DRAFT, origin=TM))
    assert is_asked_for(pair, replace(entry, state=State.UNTRANSLATED, target=""))
