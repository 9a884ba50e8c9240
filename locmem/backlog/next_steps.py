"""What to do next about a piece of work, in a sentence with the command, and the texts it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from locmem.backlog.answers import Given
from locmem.backlog.duties import Owed
from locmem.backlog.work import PageWork
from locmem.model.priority import BEGUN_DAYS, MOST_DAYS
from locmem.model.wording import counted
from locmem.render.policy import UNSIGNED

_NAMED = 2
"""Texts that a sentence names; more of them are counted, and stand beside it."""

_PUT_OFF = 14
"""Days for which somebody is advised to put off what nobody has read."""


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


def law_step(owed: Owed, market: str, day: date, asked: Collection[str]) -> str:
    """What to do about law that is no page's, and how to say that it is done: in the review, or until one is begun.

    market: its code.  asked: the ids of all that its newest review asks.
    """
    duty, there = owed.duty, f"as {owed.place} has it"
    if not owed.texts:
        topics = " or ".join(f"`topic: {topic}`" for topic in owed.topics) or "a topic"
        return f"Write a text with {topics}: there is none on it, {there}."
    texts = named([card.file for card in owed.texts])
    if owed.change:
        return changed_step(owed.change, texts)
    if duty.is_unkept:
        return owed.step
    before = f" before {duty.begins}" if duty.days else ""
    read = f"Read {texts}{before}, and write what they lack, {there}. Once they keep it:"
    if item := next((item for item in owed.items if item in asked), ""):
        return f"{read} `locmem review confirm {item} --by NAME`."
    # Before its day nothing is put off beyond it, and later not so long that nobody is asked again.
    begins = duty.begins or day
    last = min(begins + timedelta(days=BEGUN_DAYS - 1), day + timedelta(days=_PUT_OFF))
    until = min(begins, day + timedelta(days=MOST_DAYS)) if duty.days else last
    ask = f"{read} `locmem review start --market {market}` asks for that answer"
    if until <= day:
        return f"{ask}."
    return f"{ask}; until then `locmem backlog snooze {market}/{owed.name} --until {until} --by NAME --reason TEXT`."


def changed_step(change: Given, texts: str = "") -> str:
    """What to do about what a reviewer wants changed; texts: those it is about, in words."""
    where = f" in {texts}" if texts else ""
    if change.is_touched:
        return f"It was edited{where} since then: read it again, and once it is right: `{change.command}`."
    return f"Change it{where}, or give it to somebody who does. Once it is done: `{change.command}`."


def named(files: Sequence[str]) -> str:
    """Files in a sentence; where there are many, their number."""
    return " and ".join(files) if len(files) <= _NAMED else f"the {len(files)} texts on it"
