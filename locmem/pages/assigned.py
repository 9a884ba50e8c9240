"""Whose the waiting texts are by what people said, and which of them a handoff for somebody takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from locmem.errors import UsageError
from locmem.exchange.manifest import Manifest
from locmem.model.tags import LanguageTag
from locmem.postedit.assignments import Assigned, Assignments
from locmem.postedit.ordering import Place
from locmem.postedit.waiting import NOT_REVIEWED, STATES, Waiting
from locmem.workspace.project import Project

UNNAMED = "a translator"
"""Who has what is out with somebody that nobody named."""


def require_people(project: Project, names: Iterable[str], handoffs: Iterable[Manifest]) -> None:
    """Raise UsageError, with those there are, for a person to whom nobody ever gave anything here.

    handoffs: all there are, whether or not they are out.
    """
    asked = tuple(names)
    if not asked:
        return
    said = Assignments(project.database).people() if project.has_state else ()
    had = {one.assignee or UNNAMED for one in handoffs}
    known = {who.casefold(): who for who in (*project.settings.assignees.values(), *had, *said)}
    for name in asked:
        if name.casefold() not in known:
            there_are = f"There are: {', '.join(sorted(known.values()))}." if known else "Nothing was assigned yet."
            raise UsageError(
                f"nobody here is called {name!r}. {there_are} `locmem queue assign SEGMENT --to NAME` names somebody."
            )


def said_of(project: Project) -> Mapping[Place, Assigned]:
    """The last word about each place, whether or not it holds still; nothing where nobody ever said one."""
    return Assignments(project.database).now() if project.has_state else {}


def holding(said: Mapping[Place, Assigned], waiting: Iterable[Waiting]) -> dict[Place, Assigned]:
    """The words that hold for the work that waits now, by its place."""
    found: dict[Place, Assigned] = {}
    if not said:
        return found
    review = STATES.index(NOT_REVIEWED)
    for one in waiting:
        for text in one.texts:
            place = Place(one.locale, one.document, text.occurrence)
            word = said.get(place)
            if word and word.holds(text.about, is_review=text.state == review):
                found[place] = word
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """Which texts a handoff takes, as people said whose they are.

    words: those that hold.  usual: who has a locale where nobody said a word.  assignee: whom the handoff is for, empty
    for whoever has each locale.  others: what is somebody else's goes along.  assigned: only what is the assignee's.
    """

    words: Mapping[Place, Assigned]
    usual: Mapping[LanguageTag, str]
    assignee: str = ""
    others: bool = False
    assigned: bool = False

    def recipient(self, locale: str) -> str:
        """Whom the handoff of a locale is for; empty where nobody is named."""
        return self.assignee or self.usual.get(LanguageTag(locale), "")

    def somebody_elses(self, place: Place) -> str:
        """Who has a text, where that is somebody else than whom the handoff is for; else empty."""
        word = self.words.get(place)
        is_theirs = word and word.who.casefold() == self.recipient(place.locale).casefold()
        return word.who if word and not is_theirs else ""

    def takes(self, place: Place) -> bool:
        """Whether a text is sent."""
        if self.assigned:
            word = self.words.get(place)
            who = word.who if word else self.usual.get(LanguageTag(place.locale), "")
            return who.casefold() == self.recipient(place.locale).casefold()
        return self.others or not self.somebody_elses(place)

    def due(self, places: Iterable[Place], today: date) -> date | None:
        """The day that was said of all these texts, where it is one and has not passed."""
        days = {word.due if (word := self.words.get(place)) else None for place in places}
        (day,) = days if len(days) == 1 else (None,)
        return day if day and day >= today else None
