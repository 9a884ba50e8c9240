"""What is said beside a text: suggestions, what changed, what is wrong, questions, and the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locmem.cli.work.chips import laid, spans_of, text_spans
from locmem.cli.work.desk import Ask, Desk, codes_at, is_outdated
from locmem.cli.work.wrapping import Line, Span, width_of, wrapped
from locmem.inline.editable import editable_pieces
from locmem.memory.difference import difference
from locmem.model.match import Change, Piece
from locmem.model.wording import counted
from locmem.views.queue import reasons_of

_NAMES = (
    ("Alt+Enter, Ctrl+S", "confirm, and go to the next: terminals send no Ctrl+Enter"),
    ("Alt+R", "confirm as reviewed, where the text needs a review"),
    ("Alt+1 … Alt+9", "take that suggestion"),
    ("Alt+0", "take the source"),
    ("Alt+C", "insert the next code that is missing"),
    ("Alt+D", "keep it as a draft, and stay"),
    ("Alt+V", "a stale text is still valid, with a reason"),
    ("Alt+N", "write a note to the author, which `locmem queries list` shows"),
    ("Alt+↓, Ctrl+N", "go to the next without saving; what was typed is kept"),
    ("Alt+↑, Ctrl+P", "go back to the text before"),
    ("Alt+U", "take the last confirmation back, as `locmem undo` does"),
    ("Alt+X", "discard what was typed"),
    ("Ctrl+Z, Ctrl+Y", "take typing back, and do it again"),
    ("Ctrl+←, Ctrl+→", "go by words; Ctrl+W deletes one"),
    ("Home, End", "to the ends of the line; with Ctrl to those of the text"),
    ("F2, Alt+A", "show all there is of the text"),
    ("F1, Alt+?", "these keys"),
    ("Ctrl+Q, Ctrl+C", "leave"),
)
KEYS: tuple[Line, ...] = (
    *((Span("class:key", f"{keys:<18}"), Span("", f" {does}")) for keys, does in _NAMES),
    (),
    (Span("class:quiet", "Where Alt makes signs, as on a Mac, press Esc and then the other key."),),
    (Span("class:quiet", "⟨like this⟩ is a code, which goes as a whole. [-gone-] [+new+] is what changed."),),
)
_BAR = (
    ("Alt+Enter/Ctrl+S", "confirm"),
    ("F1", "keys"),
    ("Alt+1-9", "take"),
    ("Ctrl+Q", "leave"),
    ("Alt+V", "still valid"),
    ("Alt+R", "reviewed"),
    ("Alt+↓", "next"),
    ("Alt+C", "code"),
    ("Alt+D", "draft"),
    ("F2", "all"),
    ("Alt+N", "note"),
    ("Alt+↑", "back"),
    ("Alt+U", "undo"),
)
"""The most important first; those for which there is no room are on the list of keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in lines.  column: of the cursor on the last one, where something is typed."""

    lines: tuple[Line, ...]
    column: int | None = None


def key_bar(desk: Desk, columns: int) -> Line:
    """The keys that help now, as far as there is room."""
    spans: list[Span] = []
    used = 0
    for keys, does in _BAR:
        if (does == "still valid" and desk.opened.shown.state != "stale") or (
            does == "reviewed" and not desk.may_review
        ):
            continue
        gap = "  " if spans else ""
        size = width_of(gap) + width_of(keys) + 1 + width_of(does)
        if used + size <= columns:
            spans += [Span("", gap), Span("class:key", keys), Span("", f" {does}")]
            used += size
    return tuple(spans)


def lead_of(desk: Desk) -> str:
    """Why a text waits, behind the label of its source."""
    scored = desk.opened.shown.whole.item.scored
    return f" · priority {int(scored.priority)}" + (f" · {scored.reasons[0]}" if scored.reasons else "")


def maker_of(desk: Desk) -> str:
    """Where the text that stands there is from, behind its label."""
    shown = desk.opened.shown
    match, origin = shown.whole.item.match, shown.whole.item.origin
    percent = f", {match} %" if match else ""
    if shown.is_proposed:
        return f" · proposed from the memory{percent}; nobody confirmed it"
    if shown.state == "stale":
        return " · as confirmed for the earlier source"
    if shown.state != "draft":
        return f" · {shown.state}" if shown.state != "untranslated" else ""
    by = {"tm": f" from the memory{percent}", "human": " that somebody began"}
    made = by.get(origin, f" by {origin.removeprefix('mt:')}" if origin else "")
    return f" · draft{made}; nobody confirmed it"


def stale_lines(desk: Desk, width: int) -> Iterator[Line]:
    """What changed in a source, what it was, and what was confirmed for that."""
    shown, labels = desk.opened.shown, desk.legend.labels
    if shown.changed:
        yield from wrapped([Span("class:quiet", "changed: "), *difference_spans(shown.changed)], width)
    if shown.earlier:
        yield from wrapped([Span("class:quiet", "earlier: "), *spans_of(shown.earlier, labels)], width)
    if shown.before:
        yield from wrapped([Span("class:quiet", "confirmed then: "), *spans_of(shown.before, labels)], width)


def difference_spans(pieces: Iterable[Piece]) -> tuple[Span, ...]:
    """A difference with marks that need no colour."""
    marks = {Change.GONE: ("class:gone", "[-", "-]"), Change.CAME: ("class:came", "[+", "+]")}
    found = []
    for piece in pieces:
        style, start, end = marks.get(piece.change, ("", "", ""))
        found.append(Span(style, f"{start}{piece.text}{end}"))
    return tuple(found)


def suggestion_lines(desk: Desk, width: int, *, in_full: bool = False) -> Iterator[Line]:
    """The suggestions: how near each is, its text, how its source differs, and why it has no more percent."""
    shown = desk.opened.shown
    for number, one in enumerate(shown.whole.nearest, start=1):
        lead = [Span("class:key", str(number)), Span("class:label", f" {int(one.match.percent)} % ")]
        yield from wrapped([*lead, *spans_of(editable_pieces(one.match.target), desk.legend.labels)], width)
        if any(piece.change is not Change.SAME for piece in one.difference):
            yield from wrapped([Span("class:quiet", "  source: "), *difference_spans(one.difference)], width)
        for reason in reasons_of(one.match):
            yield from wrapped([Span("class:quiet", f"  {reason}")], width)
        if in_full:
            from_ = one.match.entry.document or one.match.entry.origin
            yield from wrapped([Span("class:quiet", f"  from {from_}, {one.match.entry.trust.value}")], width)
    if not shown.whole.nearest:
        yield from wrapped([Span("class:quiet", "The memory knows nothing like it.")], width)


def helping(desk: Desk) -> Iterator[str]:
    """What else is to be known."""
    shown = desk.opened.shown
    around = shown.whole.around
    yield from (f"the author answered: {text}" for text in around.answers)
    if around.refused:
        yield f"came back and was not taken: {around.refused}"
    if shown.whole.item.estimate:
        yield shown.whole.item.estimate
    yield from (f"term: {term.in_words}" for term in around.terms)
    if around.register:
        yield f"address readers as: {around.register}"
    if around.most:
        yield f"at most {around.most} characters, here are {len(desk.field.text)}"
    yield from (f"note to the author: {text}" for text in shown.remarks)


def notices(desk: Desk, width: int) -> list[Line]:
    """What is wrong with the text, and what somebody who confirms it should know, most pressing first."""
    shown = desk.opened.shown
    item = shown.whole.item
    found: list[tuple[str, str]] = []
    if shown.lock:
        found.append(("class:bad", f"! Read only: {shown.lock}. What takes that back: {shown.unlock}."))
    if desk.is_lost:
        found.append(
            (
                "class:bad",
                "! What you type is kept nowhere: the disk takes nothing. Ctrl+S saves it, Alt+D keeps it as a draft.",
            )
        )
    if desk.is_other:
        found.append(("class:bad", "! Somebody saved another text here meanwhile; confirming shows it first."))
    if desk.kept:
        found.append(("class:came", f"› {desk.kept}"))
    if desk.judged:
        found += [("class:bad", f"✗ {text}") for text in desk.judged.problems]
        found += [("class:bad", f"! {text}") for text in desk.judged.warnings]
        found += [("class:note", f"! {text}") for text in desk.judged.notes]
    if item.handoff and not shown.lock:
        who = ", ".join(filter(None, (item.assignee, item.handoff)))
        found.append(("class:note", f"! A translator has this text ({who}). Theirs will then be a conflict."))
    if desk.is_own:
        found.append(
            ("class:note", "! You confirmed this yourself. A review is worth more when somebody else does it.")
        )
    found += [("class:note", f"? {text}") for text in shown.doubts]
    return [line for style, text in found for line in wrapped([Span(style, text)], width)]


def question(desk: Desk, width: int) -> Question:
    """What somebody is asked."""
    asking = desk.asking
    if asking is None:
        return Question(lines=())
    if asking.ask is Ask.OTHERS:
        count = len(desk.opened.item.others)
        text = f"The same text with the same draft stands in {counted(count, 'other place')}. Confirm it there, too?"
        choice = _choice(width, ("A", "all of them"), ("H", "only here"))
        return Question(lines=(*wrapped([Span("class:ask", text)], width), *choice))
    if asking.typed is not None:
        text = "Why does it still hold?" if asking.ask is Ask.REASON else "What should the author know or answer?"
        field = laid(asking.typed, {}, width)
        head = (*wrapped([Span("class:ask", text)], width), *_choice(width, ("Enter", "keep it")))
        return Question(lines=(*head, *field.lines[: field.row + 1]), column=field.column)
    refused = asking.refused
    if refused is None:
        return Question(lines=())
    why = refused.why.removesuffix(f": {refused.kept}").rstrip(".")
    lines = [*wrapped([Span("class:ask", f"Not saved: {why}.")], width)]
    if is_outdated(asking):
        return Question(lines=(*lines, *_choice(width, ("L", "look at it with the new source"))))
    choice = _choice(width, ("T", "keep theirs"), ("M", "confirm mine instead"), ("E", "edit mine on"))
    theirs = text_spans(refused.kept, desk.legend.labels, codes_at(desk))
    changed = difference_spans(difference(refused.kept, desk.field.text, desk.opened.shown.whole.item.locale))
    lines += [
        *choice,
        *wrapped([Span("class:label", "Stands here now: "), *theirs], width),
        *wrapped([Span("class:label", "Yours against it: "), *changed], width),
    ]
    return Question(lines=tuple(lines))


def _choice(width: int, *choices: tuple[str, str]) -> tuple[Line, ...]:
    spans: list[Span] = []
    for key, does in (*choices, ("Esc", "go on typing")):
        spans += [Span("class:key", key), Span("", f" {does}   ")]
    return wrapped(spans, width)
