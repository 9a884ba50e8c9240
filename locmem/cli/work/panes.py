"""A desk as lines of a screen of some size.  The text that is worked on stands in the same rows whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locmem.cli.work.chips import laid, spans_of
from locmem.cli.work.desk import Desk, Reading
from locmem.cli.work.telling import (
    KEYS,
    difference_spans,
    helping,
    key_bar,
    lead_of,
    maker_of,
    notices,
    question,
    stale_lines,
    suggestion_lines,
)
from locmem.cli.work.wrapping import Line, Span, cut, filled, width_of, wrapped
from locmem.inline.editable import Pieces
from locmem.pages.editing import Neighbour

LEAST_COLUMNS, LEAST_ROWS = 40, 16
WIDE = 110
"""Columns from which what helps stands beside the text, and not below it."""
_MORE_LINES = 3
"""Lines that a long message takes of what stands below the text."""
MORE = "… F2 shows all"

_GROWN = ("source", "target", "help", "help", "problems", "above", "below", "help")
_MOST = {"above": 3, "below": 3, "source": 7, "target": 6, "problems": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What is drawn.  row, column: of the cursor; None where there is none."""

    lines: tuple[Line, ...]
    row: int | None = None
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How many rows each pane has, without its label."""

    above: int
    source: int
    target: int
    problems: int
    below: int
    help: int


def rows_of(columns: int, rows: int) -> Rows:
    """The rows of the panes, by the size of the screen alone."""
    is_wide = columns >= WIDE
    sizes = {"above": 1, "source": 2, "target": 2, "problems": 1, "below": 1, "help": 0 if is_wide else 2}
    # The bar, two or three labels, the message and the keys.
    left = rows - sum(sizes.values()) - (5 if is_wide else 6)
    order = tuple(name for name in _GROWN if name != "help") if is_wide else _GROWN
    while left > 0:
        able = [name for name in order if sizes[name] < _MOST.get(name, rows)]
        if not able:
            # The rest is left free below.
            sizes["below"] += left
            break
        for name in able:
            if left and sizes[name] < _MOST.get(name, rows):
                sizes[name] += 1
                left -= 1
    return Rows(**sizes)


def screen_of(desk: Desk, columns: int, rows: int) -> Screen:
    """The whole screen."""
    if not has_room(columns, rows):
        text = f"This needs {LEAST_COLUMNS} columns and {LEAST_ROWS} rows; here are {columns} and {rows}."
        if desk.is_leaving:
            text = f"{desk.message} {text}"
        return Screen(lines=wrapped([Span("", text)], max(1, columns))[:rows])
    if desk.reading:
        return _read(desk, columns, rows)
    sizes = rows_of(columns, rows)
    width = left_width(columns)
    shown = desk.opened.shown
    top = [
        *_fitted(_neighbours(shown.above[-sizes.above :], width), sizes.above, width, at_end=True),
        _rule(f"Source · {shown.source_locale}{lead_of(desk)}", width),
        *_fitted(_source(desk, width), sizes.source, width),
        _rule(f"Translation · {shown.whole.item.locale}{maker_of(desk)}", width),
    ]
    field = laid(desk.field, desk.legend.labels, width)
    start = max(0, min(field.row - sizes.target + 1, len(field.lines) - sizes.target))
    start = min(start, field.row)
    typed = [filled(line, width) for line in field.lines[start : start + sizes.target]]
    typed += [filled((), width)] * (sizes.target - len(typed))
    row, column = 1 + len(top) + field.row - start, field.column
    used = 0
    if desk.asking:
        room = sizes.problems + sizes.below + (sizes.help + 1 if columns < WIDE else 0)
        asked = question(desk, width)
        below = [filled(line, width) for line in asked.lines[:room]]
        below += [filled((), width)] * (room - len(below))
        used = min(len(asked.lines), room)
        if asked.column is not None:
            row, column = 1 + len(top) + sizes.target + min(len(asked.lines), room) - 1, asked.column
    else:
        below = [
            *_fitted(notices(desk, width), sizes.problems, width),
            *_fitted(_neighbours(shown.below[: sizes.below], width), sizes.below, width),
        ]
        if columns < WIDE:
            below += [_rule("Suggestions", width), *_fitted(_help(desk, width), sizes.help, width)]
    body = [*top, *typed, *below]
    if columns >= WIDE:
        right = columns - width - 3
        beside = [_rule("Suggestions", right), *_fitted(_help(desk, right), len(body) - 1, right)]
        body = [(*line, Span("class:quiet", " │ "), *other) for line, other in zip(body, beside, strict=True)]
    message = _message(desk, columns, 1 + min(_MORE_LINES, len(below) - used))
    # A long message stands over what is below the text, whose rows stay where they are.
    body = body[: len(body) - len(message) + 1]
    lines = [_bar(desk, columns), *body, *message, filled(key_bar(desk, columns), columns)]
    return Screen(lines=tuple(lines), row=row, column=column)


def has_room(columns: int, rows: int) -> bool:
    """Whether a text can be worked on there: what nobody sees nobody changes."""
    return columns >= LEAST_COLUMNS and rows >= LEAST_ROWS


def left_width(columns: int) -> int:
    """Columns of the text and of what stands above and below."""
    return columns if columns < WIDE else columns * 3 // 5


def whole_lines(desk: Desk, width: int) -> tuple[Line, ...]:
    """All there is of a text, in lines."""
    shown, legend = desk.opened.shown, desk.legend
    lines: list[Line] = []

    def part(title: str, found: Iterable[Line]) -> None:
        some = tuple(found)
        if some:
            lines.extend(((Span("class:label", title),), *some, ()))

    def texts(some: Iterable[str]) -> Iterable[Line]:
        return (line for one in some for line in wrapped([Span("", one)], width))

    def pieces(some: Pieces) -> Iterable[Line]:
        return wrapped(spans_of(some, legend.labels), width) if some else ()

    item = shown.whole.item
    part("Said last", _said(desk, width) if desk.message else ())
    part(f"Source ({shown.source_locale})", pieces(shown.source))
    part("Codes", texts(legend.lines))
    part("Earlier source", pieces(shown.earlier))
    part("What changed in the source", wrapped(difference_spans(shown.changed), width) if shown.changed else ())
    part("Confirmed for the earlier source", pieces(shown.before))
    part("What is told of the text", notices(desk, width))
    part("Look at", texts(f"- {one}" for one in helping(desk)))
    part("Suggestions", suggestion_lines(desk, width, in_full=True))
    part("Why it waits", texts(f"- {one}" for one in item.scored.reasons))
    part("The same text stands in", texts(item.others))
    for title, some in (("Above", shown.above), ("Below", shown.below)):
        part(title, texts(f"{one.source}\n→ {one.target or '(none)'}" for one in some))
    return tuple(lines)


def _read(desk: Desk, columns: int, rows: int) -> Screen:
    room = rows - 2
    lines = KEYS if desk.reading is Reading.KEYS else whole_lines(desk, columns - 1)
    shown = [line for one in lines for line in wrapped(one, columns)]
    start = min(desk.scrolled, max(0, len(shown) - room))
    page = [filled(line, columns) for line in shown[start : start + room]]
    page += [filled((), columns)] * (room - len(page))
    last = min(start + room, len(shown))
    more = f"lines {start + 1}-{last} of {len(shown)}, ↑ ↓; " if len(shown) > room else ""
    foot = filled(cut([Span("class:bar", f" {more}any other key goes back")], columns), columns)
    return Screen(lines=(_bar(desk, columns), *page, foot))


def _source(desk: Desk, width: int) -> list[Line]:
    shown, legend = desk.opened.shown, desk.legend
    return [
        *wrapped(spans_of(shown.source, legend.labels), width),
        *stale_lines(desk, width),
        *(cut([Span("class:quiet", one)], width) for one in legend.lines),
    ]


def _help(desk: Desk, width: int) -> list[Line]:
    found = [*suggestion_lines(desk, width)]
    for one in helping(desk):
        found += wrapped([Span("class:quiet", "· "), Span("", one)], width)
    return found


def _neighbours(some: Sequence[Neighbour], width: int) -> list[Line]:
    """One neighbour a line: its source, and beside it what customers get of it so far."""
    half = (width - 3) // 2
    return [
        (
            *filled(cut([Span("class:quiet", one.source)], half), half),
            Span("class:quiet", " → "),
            *cut([Span("class:quiet", one.target or "(none)")], width - half - 3),
        )
        for one in some
    ]


def _fitted(lines: Sequence[Line], room: int, width: int, *, at_end: bool = False) -> list[Line]:
    """Lines in so many rows; where some are left out, the last row says so."""
    if len(lines) > room:
        lines = [*lines[: room - 1], _marked(lines[room - 1], width)] if room else []
    rest = [filled((), width)] * (room - len(lines))
    shown = [filled(line, width) for line in lines]
    return [*rest, *shown] if at_end else [*shown, *rest]


def _marked(line: Line, width: int) -> Line:
    room = width - width_of(MORE) - 1
    return (*filled(cut(line, room), room), Span("class:quiet", f" {MORE}")) if room > 0 else line


def _rule(label: str, width: int) -> Line:
    shown = cut([Span("class:label", f"── {label} ")], width)
    return (*shown, Span("class:label", "─" * (width - sum(width_of(span.text) for span in shown))))


def _bar(desk: Desk, columns: int) -> Line:
    item = desk.opened.shown.whole.item
    left = f"{desk.left:,} left · F1 keys "
    state = "to be reviewed" if item.state == "not reviewed" else desk.opened.shown.state
    room = columns - width_of(left)
    start = cut([Span("class:bar", f" {state} · {item.locale} · {item.key}")], room)
    used = sum(width_of(span.text) for span in start)
    return (*(Span("class:bar", span.text) for span in start), Span("class:bar", " " * (room - used) + left))


def _message(desk: Desk, columns: int, room: int) -> list[Line]:
    """What was said last, on as many lines as it needs and there is room for; one where nothing was."""
    return _fitted(lines := _said(desk, columns), min(room, len(lines)), columns)


def _said(desk: Desk, columns: int) -> tuple[Line, ...]:
    style = "class:bad" if desk.is_bad else "class:good"
    sign = "! " if desk.is_bad and desk.message else ""
    return wrapped([Span(style, f"{sign}{desk.message}")], columns)


def plain(screen: Screen) -> str:
    """The screen without its styles."""
    return "\n".join("".join(span.text for span in line) for line in screen.lines)
