"""Does what keys ask for: opens texts, saves them, keeps what is typed, and counts what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from locmem.cli.work.chips import legend_of
from locmem.cli.work.desk import Ask, Asking, Deed, Desk, Do
from locmem.cli.work.field import Field
from locmem.errors import BusyError, LocmemError
from locmem.exchange.decision import Decision, Outcome
from locmem.model.wording import as_sentence, counted
from locmem.pages.editing import Judged, codes_of
from locmem.pipelines.post_edit import Seen
from locmem.postedit.ordering import Place, Wanted
from locmem.views.editor import Editor
from locmem.views.typed_texts import TypedText, TypedTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found out about a text while it was typed.  is_other: whether another one stands there by now."""

    place: Place
    text: str
    judged: Judged
    is_other: bool


@dataclass(slots=True)
class Tally:
    """What was done so far.

    confirmed: what stands in each place that was confirmed.  runs: what can be taken back, oldest first, with the
    places of each.  drafts, notes: what was kept.  reviews: what waits for a reviewer.
    """

    confirmed: dict[Place, str] = field(default_factory=dict)
    runs: list[tuple[str, tuple[Place, ...]]] = field(default_factory=list)
    drafts: set[Place] = field(default_factory=set)
    reviews: set[Place] = field(default_factory=set)
    notes: int = 0

    def sentences(self, unsaved: int, lost: Sequence[TypedText] = ()) -> tuple[str, ...]:
        """What was done, and what to do next.

        unsaved: how many texts were typed and are kept on this machine.  lost: those that are kept nowhere.
        """
        locales = Counter(place.locale for place in self.confirmed)
        where = ", ".join(f"{count} in {locale}" for locale, count in sorted(locales.items()))
        done = [
            f"{counted(len(self.confirmed), 'text')} confirmed ({where})" if locales else "Nothing was confirmed",
            *([f"{counted(len(self.drafts), 'draft')} kept"] if self.drafts else []),
            *([counted(self.notes, "note to authors", "notes to authors")] if self.notes else []),
        ]
        told = [f"{', '.join(done)}."]
        if self.confirmed:
            told.append("See them with `git diff`, and whether they may ship with `locmem check --gate release`.")
        if waiting := len(self.reviews & self.confirmed.keys()):
            verb = "waits" if waiting == 1 else "wait"
            told.append(
                f"{waiting} of them {verb} for a reviewer: `locmem queue work --state not-reviewed --reviewed`."
            )
        if self.runs:
            told.append(f"`locmem undo {self.runs[-1][0]}` takes the last one back.")
        if unsaved:
            they = "It is" if unsaved == 1 else "They are"
            told.append(
                f"{counted(unsaved, 'typed text')} not saved. {they} kept on this machine, and back when the text is "
                "opened again."
            )
        return (*told, *lost_sentences(lost))


def lost_sentences(lost: Sequence[TypedText]) -> tuple[str, ...]:
    """Texts that end with the program, whole, so that they can be copied from the terminal."""
    if not lost:
        return ()
    they = "is" if len(lost) == 1 else "are"
    shown = (f"{one.place.locale} {one.place.key}:\n{one.text}" for one in lost)
    return f"{counted(len(lost), 'typed text')} {they} kept nowhere, as the disk takes nothing. Copy from here:", *shown


class Deeds:
    """Somebody's work on a queue.  wanted: its texts.  reviews: whether confirming is reviewing."""

    def __init__(self, editor: Editor, typed: TypedTexts, wanted: Wanted, *, reviews: bool = False) -> None:
        self._editor, self._typed, self._wanted, self._reviews = editor, typed, wanted, reviews
        self._trail: list[Place] = []
        self._told: set[str] = set()
        self._before: dict[str, str] = {}
        self.tally = Tally()

    def first(self) -> Desk | None:
        """The first text of the queue; None where nothing waits."""

        def opened() -> Desk | None:
            place = self._editor.following(None, self._wanted)
            if place is None:
                return None
            told = self._not_told()
            return replace(self._open(place, told), is_bad=bool(told))

        return self._editor.patiently(opened)

    def done(self, desk: Desk, deed: Deed) -> Desk | None:
        """The desk once a deed is done; None where there is nothing more to do.

        What cannot be done is said on the desk that is there.
        """
        try:
            if deed.do is Do.UNDO:
                return self._undo(desk)
            if deed.do is Do.LEAVE:
                return self._leave(desk)
            return self._editor.patiently(lambda: self._done(desk, deed)) or self._last(desk)
        except LocmemError as error:
            again = " Press the same key again to try once more." if isinstance(error, BusyError) else ""
            return _failed(desk, deed, f"{error}{again}")
        except OSError as error:
            return _failed(desk, deed, f"{error.filename or ''} {error.strerror or error}".strip())

    def keep(self, desk: Desk) -> Desk:
        """Keep what is typed, or let go what nobody typed any more."""
        place = desk.opened.place
        if not desk.is_changed:
            self._typed.forget(place)
            return replace(desk, is_lost=False, kept="")
        is_kept = self._typed.keep(place, desk.field.text, desk.opened.seen[place.key])
        return replace(desk, is_lost=not is_kept)

    def looked(self, desk: Desk) -> Looked | None:
        """What is wrong with what is typed; None where nobody can say.  It takes long enough for a thread."""
        place, text = desk.opened.place, desk.field.text
        try:
            judged = self._editor.patiently(lambda: self._editor.judge(place, text))
            now = Seen.of(self._editor.patiently(lambda: self._editor.standing(place)))
        except (LocmemError, OSError):
            return None
        return Looked(place=place, text=text, judged=judged, is_other=now != desk.opened.seen[place.key])

    def unsaved(self) -> int:
        """How many texts of this project were typed, are not saved, and are kept whole on this machine."""
        lost = {one.place for one in self.lost()}
        return len({one.place for one in self._typed.all()} - lost)

    def lost(self) -> tuple[TypedText, ...]:
        """What was typed here and is neither saved nor kept."""
        return self._typed.held()

    def _leave(self, desk: Desk) -> Desk | None:
        lost = self.lost()
        if not lost or desk.is_leaving:
            return None
        if any(one.place == desk.opened.place for one in lost):
            what = "This text is kept nowhere: Ctrl+S saves it, Alt+D keeps it as a draft"
            more = f" {counted(len(lost) - 1, 'other text')}, too: Ctrl+P goes back." if len(lost) > 1 else ""
        else:
            what = f"{lost[0].place.key} ({lost[0].place.locale}) is kept nowhere: Ctrl+P goes back to it"
            more = f" {counted(len(lost) - 1, 'other text')}, too." if len(lost) > 1 else ""
        asked = desk.saying(f"{what}, Ctrl+Q again leaves it.{more}", is_bad=True)
        return replace(asked, is_leaving=True, reading=None)

    def _last(self, desk: Desk) -> Desk | None:
        """What is typed and kept nowhere, once nothing else is left."""
        lost = self.lost()
        if not lost:
            return None
        return self._editor.patiently(lambda: self._go(desk, lost[0].place, "This text is kept nowhere."))

    def _done(self, desk: Desk, deed: Deed) -> Desk | None:
        place = desk.opened.place
        match deed.do:
            case Do.CONFIRM:
                return self._confirm(desk, deed)
            case Do.DRAFT:
                return self._draft(desk)
            case Do.STILL_VALID:
                run, result = self._editor.still_valid(place, desk.opened.seen[place.key], deed.text)
                self._forget(desk)
                self._note_done(run, (place,), desk.target, desk)
                return self._next(desk, f"{result.summary}.")
            case Do.NOTE:
                _, noted = self._editor.note(place, deed.text)
                self.tally.notes += noted.is_new
                shown = replace(desk.opened.shown, remarks=(*desk.opened.shown.remarks, deed.text))
                return replace(desk, opened=replace(desk.opened, shown=shown)).saying(f"{noted.summary}.")
            case Do.NEXT:
                onward, told = self._onward(desk)
                if onward is None:
                    said = "Nothing else can be opened." if told else "This is the only one that is left."
                    left = replace(desk, left=self._editor.left(self._wanted))
                    return left.saying(f"{said} {told or 'Ctrl+Q leaves.'}", is_bad=bool(told))
                return onward.saying(told, is_bad=bool(told))
            case Do.BACK:
                if not self._trail:
                    return desk.saying("This is where you began.")
                opened = self._open(self._trail[-1])
                self._trail.pop()
                return opened
            case Do.MINE | Do.MINE_ON:
                return self._mine(desk, is_confirmed=deed.do is Do.MINE)
            case Do.THEIRS | Do.DISCARD:
                self._forget(desk)
                return self._open(place)
            case Do.OPEN_AGAIN:
                return self._open(place)
            case Do.UNDO | Do.LEAVE:
                raise AssertionError(deed)

    def _open(self, place: Place, message: str = "") -> Desk:
        opened = self._editor.open(place)
        shown = opened.shown
        legend = legend_of(shown.source, shown.legend)
        target = "".join(text for text, _ in shown.target)
        lines = any("\n" in text for text, _ in shown.source)
        desk = Desk(
            opened=opened,
            field=Field.of(target, codes_of(shown.source), lines=lines),
            legend=legend,
            left=self._editor.left(self._wanted),
            message=message,
            reviews=self._reviews,
            is_own=shown.whole.item.needs_review and self.tally.confirmed.get(place) == target != "",
        )
        kept = self._typed.of(place)
        if kept is None or kept.text == target or shown.lock:
            return desk
        is_lost = any(one.place == place for one in self._typed.held())
        now = opened.seen[place.key]
        when = datetime.fromisoformat(kept.at).astimezone()
        told = f"What was typed on {when:%Y-%m-%d %H:%M} and not saved is back; Alt+X discards it."
        if kept.seen.source == now.source:
            # Whoever typed it has seen what stood there then, and is told of anything else before it goes.
            opened = replace(opened, seen={**opened.seen, place.key: kept.seen})
        else:
            told += " It was typed for an earlier source."
        return replace(
            desk, opened=opened, field=desk.field.holding(kept.text), kept=told, offered=kept.text, is_lost=is_lost
        )

    def _go(self, desk: Desk, place: Place, message: str) -> Desk:
        opened = self._open(place, message)
        self._trail.append(desk.opened.place)
        return opened

    def _next(self, desk: Desk, message: str) -> Desk | None:
        """The next text; where none is left, what waits by now and was not confirmed here."""
        onward, told = self._onward(desk)
        if onward is None and not told:
            place = first = self._editor.following(None, self._wanted)
            while place is not None and place in self.tally.confirmed:
                place = self._editor.following(place, self._wanted)
                if place == first:
                    return None
            if place is None:
                return None
            try:
                return self._go(desk, place, message)
            except LocmemError as error:
                told = f"The next one cannot be opened: {error}"
        return (onward or desk).saying(f"{message} {told}".strip(), is_bad=bool(told))

    def _onward(self, desk: Desk) -> tuple[Desk | None, str]:
        """The next text that can be opened, None where there is none, and a word on what cannot be."""
        passed: dict[tuple[str, str], str] = {}
        seen = {desk.opened.place}
        place = self._editor.following(desk.opened.place, self._wanted)
        while place is not None and place not in seen:
            seen.add(place)
            if (place.document, place.locale) not in passed:
                try:
                    onward = self._go(desk, place, "")
                except (LocmemError, OSError) as error:
                    passed[place.document, place.locale] = "\n".join(self._editor.unread(place)) or str(error)
                else:
                    return onward, self._not_told(passed.values())
            place = self._editor.following(place, self._wanted)
            if place is None or place in seen:
                # Where nothing of this locale can be opened, something of another one may.
                place = self._editor.following(None, self._wanted)
        return None, _unread((*passed.values(), *self._editor.unread()))

    def _not_told(self, more: Iterable[str] = ()) -> str:
        """A word on what cannot be read and was not told yet, and on more."""
        some = [one for one in (*self._editor.unread(), *more) if one not in self._told]
        self._told.update(some)
        return _unread(some)

    def _confirm(self, desk: Desk, deed: Deed) -> Desk | None:
        place, text = desk.opened.place, desk.field.text
        others = desk.opened.item.others if deed.everywhere else ()
        done = self._editor.take(place, text, desk.opened.seen, others, reviewed=deed.reviewed)
        refused = dict(done.refused)
        if place in refused:
            return _refused(desk, refused[place])
        self._forget(desk)
        self._note_done(done.run, done.taken, text, desk)
        if desk.is_changed:
            self._before[done.run] = text
        if desk.may_review and not deed.reviewed:
            self.tally.reviews.update(done.taken)
        else:
            self.tally.reviews.difference_update(done.taken)
        notes = [note for _, one in done.decisions for note in one.notes]
        left = [f"{other.key} was left: {one.why}." for other, one in done.refused]
        waits = ["It waits for a reviewer."] if desk.may_review and not deed.reviewed else []
        where = f" in {counted(len(done.taken), 'place')}" if others else ""
        warned = desk.judged.warnings if desk.judged else ()
        return self._next(desk, " ".join((f"Confirmed{where}.", *waits, *map(as_sentence, (*warned, *notes)), *left)))

    def _draft(self, desk: Desk) -> Desk:
        place = desk.opened.place
        done = self._editor.take(place, desk.field.text, desk.opened.seen, is_draft=True)
        refused = dict(done.refused)
        if place in refused:
            return _refused(desk, refused[place])
        self._forget(desk)
        self.tally.drafts.add(place)
        return self._open(place, "Kept as a draft.")

    def _undo(self, desk: Desk) -> Desk:
        if not self.tally.runs:
            return desk.saying("Nothing was confirmed here that could be taken back.")
        run, places = self.tally.runs[-1]
        result = self._editor.patiently(lambda: self._editor.take_back(run, places))
        self.tally.runs.pop()
        for place in places:
            self.tally.confirmed.pop(place, None)
        kept = [f"Kept: {one}." for one in result.kept]

        def opened() -> Desk:
            if run in self._before:
                # Whoever takes it back hardly wants to type it again.
                self._typed.keep(places[0], self._before[run], Seen.of(self._editor.standing(places[0])))
            return self._go(desk, places[0], " ".join((f"Taken back. {result.summary}.", *kept)))

        return self._editor.patiently(opened)

    def _mine(self, desk: Desk, *, is_confirmed: bool) -> Desk | None:
        """What is typed, by somebody who has now seen what stands there."""
        place = desk.opened.place
        now = Seen.of(self._editor.standing(place))
        desk = replace(desk, opened=replace(desk.opened, seen={**desk.opened.seen, place.key: now}), is_other=False)
        if is_confirmed:
            return self._confirm(desk, Deed(do=Do.CONFIRM, reviewed=desk.reviews and desk.may_review))
        return self.keep(desk).saying("Go on; confirming takes the place of what stands there.")

    def _forget(self, desk: Desk) -> None:
        """What is typed here is done with, and what it began with, whoever typed that."""
        self._typed.forget(desk.opened.place, (desk.field.text, desk.offered))

    def _note_done(self, run: str, places: tuple[Place, ...], text: str, desk: Desk) -> None:
        if not run:
            return
        self.tally.runs.append((run, places))
        self.tally.confirmed.update(dict.fromkeys(places, text))
        self.tally.drafts.discard(desk.opened.place)


_NOT_DONE = {
    **dict.fromkeys((Do.CONFIRM, Do.DRAFT, Do.STILL_VALID, Do.NOTE, Do.MINE, Do.MINE_ON), "Not saved"),
    Do.UNDO: "Not taken back",
}
"""What a deed that failed did not do; others open a text."""


def _failed(desk: Desk, deed: Deed, why: str) -> Desk:
    """The desk with why a deed was not done, and with what was typed for it, so that it can be tried again."""
    said = desk.saying(f"{_NOT_DONE.get(deed.do, 'Not opened')}: {why}", is_bad=True)
    if deed.do in (Do.STILL_VALID, Do.NOTE):
        ask = Ask.NOTE if deed.do is Do.NOTE else Ask.REASON
        return replace(said, asking=Asking(ask=ask, typed=Field.of(deed.text), deed=replace(deed, text="")))
    return said


def _unread(some: Iterable[str]) -> str:
    return " ".join(f"Not read: {one}" for one in dict.fromkeys(some))


def _refused(desk: Desk, one: Decision) -> Desk:
    """The desk with why a text was not taken; nothing was written over."""
    if one.outcome in (Outcome.REJECTED, Outcome.LOCKED):
        judged = Judged(pieces=(), problems=(one.why,), notes=())
        return replace(desk.saying(f"Not saved: {one.why.rstrip('.')}.", is_bad=True), judged=judged)
    asking = Asking(ask=Ask.CONFLICT, refused=one)
    return replace(desk.saying("Not saved.", is_bad=True), asking=asking)
