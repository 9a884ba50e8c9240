"""Links to places of pages: that the page has the place, in its source and in each translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from locmem.checks.anchors import is_of_page, key_of_place, keys_of_place
from locmem.checks.cards import Card
from locmem.checks.leads import TranslatedLead
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.checks.translated_links import tongues_of
from locmem.errors import Location
from locmem.model.finding import Finding, Gate, Severity
from locmem.render.links import link_for
from locmem.values.address_likeness import Likeness, fragment_of, likeness, page_of
from locmem.values.web_addresses import scheme_of

MISSING = "link-fragment-missing"
CHANGED = "link-fragment-changed"


def missing_fragments(context: CheckContext) -> Iterator[Finding]:
    """Links of a source to a heading or a place that the page they lead to does not have."""
    for card in context.cards:
        for lead in card.fragments:
            there = _card_at(context, card, lead.target)
            fragment = fragment_of(lead.target)
            if there is None or there.places is None or not is_of_page(fragment):
                continue
            if not any(key in there.places for key in keys_of_place(fragment)):
                page = "this page" if there is card else there.file
                yield source_finding(
                    lead.at,
                    MISSING,
                    Severity.WARNING,
                    f"{page} has no heading or place `#{fragment}`, so that the link leads to its top.",
                    "Write the id of a heading that is there, or give the heading this one: `## Title {#id}`.",
                )


def changed_fragments(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation to another heading than the source's, as far as its translation is known."""
    for card in context.cards:
        for lead in card.translated:
            if context.is_shown(card, lead.locale) and (found := _fault(context, card, lead)):
                severity, what = found
                yield Finding(
                    check=CHANGED,
                    gate=Gate.RELEASE,
                    severity=severity,
                    location=Location(path=lead.file, key=lead.key),
                    locale=lead.locale,
                    what=what,
                    do=_do(context, card, lead),
                )


def _fault(context: CheckContext, card: Card, lead: TranslatedLead) -> tuple[Severity, str] | None:
    """What is wrong with the place that a translation names; None where nothing is, or another check says it."""
    after = key_of_place(fragment_of(lead.after))
    sources = _sources(context, card, lead)
    if not sources or lead.after in sources:
        return None
    expected = {key for before in sources for key in _expected(context, card, before, lead.locale)}
    if after in expected:
        return None
    what = f"`{sources[0]}` became `{lead.after}`, which is another place of the page."
    pages = [there for before in sources if (there := _card_at(context, card, before)) is not None]
    is_known = any(
        there.places is not None and key_of_place(fragment_of(sources[0])) in there.places for there in pages
    )
    is_invented = any(_is_unruled(context, before, lead) for before in sources)
    return (Severity.ERROR if (is_known and after) or is_invented else Severity.WARNING), what


def _is_unruled(context: CheckContext, before: str, lead: TranslatedLead) -> bool:
    """Whether a translation names a place in letters of its own on a page of another site that all languages share:
    only the source's place is there."""
    here, there = page_of(before), page_of(lead.after)
    is_word = not unquote(fragment_of(lead.after)).isascii() and unquote(fragment_of(before)).isascii()
    if here != there or not scheme_of(here) or not is_word or not is_of_page(fragment_of(before)):
        return False
    codes = [one.code for one in context.all_markets if any(lead.locale == each.content for each in one.locales)]
    rules = context.settings.links
    return all(link_for(before, rules, locale=lead.locale, market=code) == before for code in codes or [""])


def _do(context: CheckContext, card: Card, lead: TranslatedLead) -> str:
    before = _sources(context, card, lead)[0]
    there = _card_at(context, card, before)
    moved = _moved(there, lead.locale).get(key_of_place(fragment_of(before))) if there else None
    own = " or the id of the translated heading" if moved else ""
    return f"Write `#{fragment_of(before)}`{own}."


def _sources(context: CheckContext, card: Card, lead: TranslatedLead) -> tuple[str, ...]:
    """The addresses of the source's sentence that lead to the same page, whatever the place on it."""
    known = tongues_of(context, lead.locale, card.locale)
    kinds = (Likeness.SAME, Likeness.INSECURE)
    return tuple(one for one in lead.befores if likeness(page_of(one), page_of(lead.after), known) in kinds)


def _expected(context: CheckContext, card: Card, before: str, locale: str) -> tuple[str, ...]:
    """The keys of a place of the source in a translation of its page: as it is, and as the heading is translated."""
    there = _card_at(context, card, before)
    key = key_of_place(fragment_of(before))
    moved = _moved(there, locale) if there else {}
    return (key, moved.get(key, key))


def _moved(card: Card, locale: str) -> Mapping[str, str]:
    return next((dict(moved) for tag, moved in card.moved if tag == locale), {})


def _card_at(context: CheckContext, card: Card, address: str) -> Card | None:
    """The document that an address leads to; the page itself for a place on it."""
    if address.startswith("#"):
        return card
    return context.by_path.get(context.links.document_at(page_of(address), card.path, card.folder))


CHECKS = (
    Listed(
        name=MISSING,
        family="fragments",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=missing_fragments,
        reach=Reach.PROJECT,
        why="The link leads to the top of a page, and customers look for what they were promised.",
        example="See [below](#how-to-py). ## How to pay",
        do="Write the id of a heading that is there, or give the heading this id.",
    ),
    Listed(
        name=CHANGED,
        family="fragments",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=changed_fragments,
        reach=Reach.PROJECT,
        why="The link of one language leads to another part of the page, or to its top.",
        example="[abajo](#como-pagar) where the heading is called Devoluciones",
        do="Write the id of the source's heading, or that of its translation.",
    ),
)
