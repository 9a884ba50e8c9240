"""A text of the project whether it waits or not: as an item that an editor can open, and who confirmed it when."""

from __future__ import annotations

from datetime import datetime, timedelta

from locmem.catalogs.pairs import Pair
from locmem.history.confirmed import confirmed_last_by, confirmed_since
from locmem.history.work import Place as WorkPlace
from locmem.history.work import Work
from locmem.model.fact import Market
from locmem.model.priority import Priority, Scored
from locmem.model.translation import CatalogEntry, OriginKind, State
from locmem.model.wording import counted
from locmem.pages.waiting_queue import Found
from locmem.postedit.estimate import digest_of
from locmem.postedit.ordering import Ordered, Place
from locmem.postedit.waiting import NOT_REVIEWED, STATES, Waiting, WaitingText, made_by, readers, seen_by, waiting_state
from locmem.postedit.worth import expected
from locmem.similarity import word_count
from locmem.workspace.project import Project

_JUST_NOW, _MINUTES_AGO = timedelta(minutes=1), timedelta(hours=1)


def item_of(project: Project, markets: tuple[Market, ...], found: Found, pair: Pair, number: int) -> Ordered:
    """The text of a document at that place as an item by itself, though it waits for nobody, to be looked at again."""
    source, entry = pair.source, pair.catalog.entries[number]
    state = waiting_state(entry, project.settings.risks[source.risk].required) or NOT_REVIEWED
    text = WaitingText(
        occurrence=entry.occurrence,
        words=word_count(source.catalog_segment(number).content, source.locale) if pair.is_ours(entry) else 0,
        state=STATES.index(state),
        made_by=made_by(entry),
        match=entry.match,
        digest=digest_of(entry.source, entry.shown),
        about=digest_of(entry.source, ""),
    )
    locale, meant = str(pair.locale), tuple(source.document.markets)
    waiting = Waiting(source.path, locale, source.content_set.name, source.risk, meant, (text,))
    return Ordered(
        place=Place(locale, source.path, entry.occurrence),
        others=(),
        text=text,
        content_set=source.content_set.name,
        risk=source.risk,
        markets=seen_by(waiting, readers(markets)),
        scored=Scored(priority=Priority.MAY, reasons=()),
        expected=expected(text, locale, found.known),
        handoff="",
    )


def standing(project: Project, pair: Pair, entry: CatalogEntry) -> str:
    """Who confirmed a text that stands confirmed, and when, in words; empty where nobody has."""
    if not entry.is_confirmed or entry.is_stale:
        return ""
    word = "reviewed" if entry.state is State.REVIEWED else "translated"
    locale, document = str(pair.locale), pair.source.path
    found = project.journal.texts(WorkPlace(locale, document, entry.occurrence)) if project.has_state else ()
    said = next((one for one in found if one.text == entry.target and one.state == entry.state.value), None)
    if said is None or not said.who:
        return word
    return f"{word} by {'you' if said.who == project.person else said.who}{_when(project, said.moment)}"


def begun_by(project: Project, pair: Pair, entry: CatalogEntry) -> str:
    """Who began the draft that a person wrote and that is shown, `you` for whoever works; empty where nobody knows."""
    if not (project.has_state and made_by(entry) == OriginKind.HUMAN.value):
        return ""
    found = project.journal.texts(WorkPlace(str(pair.locale), pair.source.path, entry.occurrence))
    who = next((one.who for one in found if one.text == entry.shown), "")
    return "you" if who and who == project.person else who


def confirmed_today(project: Project) -> tuple[Work, ...]:
    """What whoever works confirmed today, in UTC as the history has it: each place once, newest first."""
    if not project.has_state:
        return ()
    _ = project.journal  # It brings an older database up to date.
    return confirmed_since(project.database, project.person, str(project.today))


def own_places(project: Project) -> frozenset[Place]:
    """Where the text that was confirmed last is whoever works's own: somebody else is to review it."""
    if not (project.has_state and project.person):
        return frozenset()
    _ = project.journal
    return frozenset(Place(*one) for one in confirmed_last_by(project.database, project.person))


def _when(project: Project, moment: str) -> str:
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    now = project.clock.now()
    if timedelta(0) <= now - then < _JUST_NOW:
        return " just now"
    if timedelta(0) <= now - then < _MINUTES_AGO:
        return f" {counted((now - then) // timedelta(minutes=1), 'minute')} ago"
    return f" today at {then:%H:%M} UTC" if then.date() == now.date() else f" on {then.date()}"
