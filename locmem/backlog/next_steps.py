"""What to do next about a piece of work, in a sentence with the command, and the texts it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from locmem.backlog.evidence import Duty
from locmem.backlog.work import PageWork
from locmem.checks.cards import Card
from locmem.model.fact import Obligation
from locmem.model.wording import counted
from locmem.render.policy import UNSIGNED

_NAMED = 2
"""Texts that a sentence names; more of them are counted, and stand beside it."""


def page_step(work: PageWork) -> str:
    """What to do about a page: facts first, which keep it back whatever is translated, then texts, then a name."""
    return " ".join(_page_steps(work))


def _page_steps(work: PageWork) -> Iterator[str]:
    if any(reason != UNSIGNED for reason in work.blocked):
        yield (
            f"Read the facts that keep it back at their sources, and write the day into markets/{work.market}.yaml:"
            f" `locmem market show {work.market}`."
        )
    untranslated, drafts, below, stale = work.counts
    # What a variant lacks is translated in its base, once for all of them.
    locale = work.base if work.base and not work.words.total else work.locale
    export = f"`locmem export {work.document} --locale {locale}`"
    parts = [
        f"{counted(count, 'text')} {done}"
        for count, done in ((untranslated, "translated"), (drafts, "confirmed"), (stale, "renewed"))
        if count
    ]
    if parts:
        told = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
        yield f"Have {told}: {export}, then `locmem import` what comes back."
    if below:
        yield f"Have {counted(below, 'text')} reviewed: {export}, then `locmem import --reviewed`."
    if UNSIGNED in work.blocked:
        then = "Then have it" if parts or below else "Have it"
        approve = f"locmem approve {work.document} --market {work.market} --locale {work.locale} --by NAME"
        yield f"{then} approved by name: `{approve}`."


def duty_step(obligation: Obligation, duty: Duty, concerned: Sequence[Card], key: str) -> str:
    """What to do about a duty of a market that is no page's.

    concerned: the documents on its topics.  key: the item's.
    """
    there = f"as {obligation.location} has it"
    if not concerned:
        topics = " or ".join(f"`topic: {topic}`" for topic in obligation.applies_to) or "a topic"
        return f"Write a text with {topics}: there is none on it, {there}."
    files = tuple(card.file for card in concerned)
    texts = " and ".join(files) if len(files) <= _NAMED else f"the {len(files)} texts on it"
    if duty.missing:
        facts = " and ".join(f"`{{{{ {path} }}}}`" for path in duty.missing)
        return f"Write {facts} into {texts}, {there}."
    return (
        f"Read {texts} before {duty.begins}, and write what they lack, {there}. Once they keep the duty:"
        f" `locmem backlog snooze {key} --until {duty.begins} --by NAME --reason TEXT`."
    )
