"""Where a value stands in a page, and how it must be written there to be nothing but text."""

from __future__ import annotations

import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple
from urllib.parse import quote

from locmem.content.code_spans import code_spans
from locmem.content.html_tags import without_escaped_signs
from locmem.errors import RenderError
from locmem.inline.liquid import Form, Owner, Tag, mask
from locmem.model.inline import Syntax


class Place(Enum):
    """The kinds of place; each has its own way of escaping.

    LINK is a Markdown link's destination, URL an HTML attribute that holds an address, TITLE a Markdown
    link's title, CODE a code span or block, JSON a text inside a script of type `application/ld+json`.  NOWHERE is
    a place where no value is safe.
    """

    MARKDOWN = "markdown"
    LINK = "link"
    TITLE = "title"
    CODE = "code"
    HTML = "html"
    ATTRIBUTE = "attribute"
    URL = "url"
    JSON = "json"
    PLAIN = "plain"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The place of one output tag.

    is_first: nothing stands before it on its line (MARKDOWN), or in its address (LINK, URL).
    in_cell: it stands in a row of a Markdown table.
    why: for NOWHERE, what is wrong with the place and what to do.
    """

    place: Place
    is_first: bool = False
    in_cell: bool = False
    why: str = ""


class UnsafeValueError(RenderError):
    """A value that cannot be written in its place without becoming more than text."""


_VALUE, _BLOCK, _KEPT = "\ue000", "\ue001", "\ue002"
"""Stand for the characters of our outputs, of our block tags, and of what is copied as it is."""

_LIQUID = re.compile(r"\{[{%#]|[}%#]\}")
_CONTROL = re.compile(r" *[\x00-\x1f\x7f-\x9f\u2028\u2029][ \x00-\x1f\x7f-\x9f\u2028\u2029]*")
# The last alternative is a closing sequence of a heading.
_MARKUP = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#(?=#*\s*\Z)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING = re.compile(r"[-+:](?:\s|$)|#{1,6}(?:\s|$)|[-=]+\s*$|>|:{3}|!{3}|\?{3}")
_NUMBERED = re.compile(r"(\d{1,9})([.)](?:\s|$))")
_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}()\[\]]")
_MARKUP_IN_ADDRESS = re.compile(r"[*~]|(?<![^\W_])_|_(?![^\W_])")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = ("http", "https", "mailto", "tel")


def escape(value: str, spot: Spot, *, is_address: bool = False) -> str:
    """`value` as it must be written at `spot` for readers to see just these characters.

    Line breaks and control characters become one blank; no-break spaces stay.  is_address: the value is a
    fact of type url, which in Markdown text must stay a link for readers that make links of bare addresses.
    Raises UnsafeValueError for values with Liquid in them, addresses of another scheme than http, https,
    mailto and tel, and places where nothing is safe.
    """
    if _LIQUID.search(value):
        raise UnsafeValueError(f"the value {value!r} has Liquid braces in it. Remove them from the fact.")
    text = _CONTROL.sub(" ", value).strip(" ")
    match spot.place:
        case Place.NOWHERE:
            raise UnsafeValueError(spot.why)
        case Place.MARKDOWN:
            text = _address_in_text(text) if is_address else _markdown(text)
            text = _at_line_start(text) if spot.is_first else text
        case Place.TITLE:
            text = re.sub(r"[\"'()]", r"\\\g<0>", _markdown(text))
        case Place.LINK:
            text = _ENTITY.sub("&amp;", _address(text, spot.is_first))
        case Place.CODE:
            if "`" in text or "~~~" in text:
                raise UnsafeValueError(f"the value {value!r} would end the code it stands in. Take it out of the code.")
        case Place.HTML:
            text = html.escape(text, quote=False)
        case Place.ATTRIBUTE:
            text = html.escape(text)
        case Place.URL:
            text = html.escape(_address(text, spot.is_first))
        case Place.JSON:
            text = json.dumps(text, ensure_ascii=False)[1:-1]
            text = re.sub(r"[<>&]", lambda found: f"\\u{ord(found[0]):04x}", text)
    if spot.in_cell:
        text = text.replace("|", "&#124;" if spot.place in (Place.ATTRIBUTE, Place.URL) else r"\|")
    return text


def marked(written: str, origin: str, spot: Spot) -> str:
    """A value as it is written at `spot`, in an element that says where it comes from, where one can stand there."""
    if not origin or spot.place not in (Place.MARKDOWN, Place.HTML):
        return written
    title = html.escape(origin).replace("|", "&#124;")
    return f'<mark class="fact" title="{title}">{written}</mark>'


def spots(text: str, tags: Sequence[Tag], syntax: Syntax) -> dict[int, Spot]:
    """The spot of each of our output tags and loops, by the tag's offset, judged from the template around it.

    tags: all tags of `text`, in order.  Indented code blocks of Markdown are taken for text.
    """
    ours = [tag for tag in tags if tag.owner is Owner.OURS]
    outputs = [tag for tag in ours if tag.form is Form.OUTPUT]
    asked = [tag for tag in ours if tag.form is Form.OUTPUT or tag.name == "for"]
    if syntax is Syntax.PLAIN:
        return {tag.start: Spot(place=Place.PLAIN) for tag in asked}
    masked = mask(text, outputs, _VALUE)
    masked = mask(masked, [tag for tag in ours if tag.form is not Form.OUTPUT], _BLOCK)
    masked = mask(masked, [tag for tag in tags if tag.owner is not Owner.OURS], _KEPT)
    if syntax is Syntax.HTML:
        markup = _Html(masked)
        return {tag.start: markup.spot(tag.start) for tag in asked}
    page = _Markdown(masked)
    return {tag.start: page.spot(tag.start, tag.end) for tag in asked}


def _markdown(text: str) -> str:
    text = _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\g<0>", text))
    return text.replace("<", "&lt;")


def _address_in_text(text: str) -> str:
    text = _MARKUP_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", _address(text, is_first=True))
    return _ENTITY.sub("&amp;", text)


def _at_line_start(text: str) -> str:
    if found := _NUMBERED.match(text):
        return f"{found[1]}\\{text[found.end(1) :]}"
    return f"\\{text}" if _LEADING.match(text) else text


def _address(text: str, is_first: bool) -> str:
    if not is_first:
        return quote(text, safe="@+,-._~!$")
    scheme = _SCHEME.match(text)
    if (scheme and scheme[1].lower() not in _SCHEMES) or text.startswith(("//", "\\", "/\\")):
        raise UnsafeValueError(f"{text!r} is not an address that a link may have. Use https, http, mailto or tel.")
    return _IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), text)


# A `<` in a quoted attribute ends the search, which keeps it linear; a value there is escaped as text.
_TAG = re.compile(r"""<(/?)([A-Za-z][\w-]*+)(?=[\s/>\ue000-\ue002])((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?""")
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "cite", "data", "background", "longdesc", "xlink:href"}
)
_UNSAFE_ATTRIBUTE = re.compile(r"on.*|style|srcdoc|srcset|ping|http-equiv", re.IGNORECASE)
_RAW_ELEMENTS = ("script", "style")
_JSON_TYPE = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)


class _Html:
    """The tags of a masked text, and what stands inside them."""

    def __init__(self, masked: str) -> None:
        self.text = masked
        self.spans: list[tuple[int, int, Spot | None]] = []
        lower = masked.lower() if "<s" in masked.lower() else ""
        position = 0
        while found := _TAG.search(masked, position):
            self.spans.append((found.start(), found.end(), None))
            position = found.end()
            name = found[2].lower()
            if name in _RAW_ELEMENTS and not found[1]:
                end = lower.find(f"</{name}", position)
                end = len(masked) if end < 0 else end
                self.spans.append((position, end, _raw_spot(name, found[3])))
                position = end
        self.starts = [start for start, _, _ in self.spans]

    def spot(self, offset: int, default: Place = Place.HTML) -> Spot:
        """The spot at `offset`: in an attribute, in a script, or `default` between tags."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0 or self.spans[number][1] <= offset:
            return Spot(place=default)
        start, end, raw = self.spans[number]
        return raw or self._in_tag(start, end, offset)

    def _in_tag(self, start: int, end: int, offset: int) -> Spot:
        for attribute in _ATTRIBUTE.finditer(self.text, start + 1, end - 1):
            if attribute[2] is None or not attribute.start(2) <= offset < attribute.end(2):
                continue
            name = attribute[1].lower()
            if attribute[2][0] not in "\"'":
                return _nowhere(f'the attribute {name} has no quotes. Write {name}="…".')
            if _UNSAFE_ATTRIBUTE.fullmatch(name):
                return _nowhere(f"a fact may not stand in the attribute {name}. Move it into the text.")
            if name not in _ADDRESSES:
                return Spot(place=Place.ATTRIBUTE)
            before = self.text[attribute.start(2) + 1 : offset]
            return Spot(place=Place.URL, is_first=not before.replace(_BLOCK, "").strip())
        return _nowhere("a fact may not stand between the attributes of a tag. Put it into a quoted attribute.")


def _raw_spot(name: str, attributes: str) -> Spot:
    if name == "script" and _JSON_TYPE.search(attributes):
        return Spot(place=Place.JSON)
    return _nowhere(f"a fact may not stand in {name}. Move it into the text.")


def _nowhere(why: str) -> Spot:
    return Spot(place=Place.NOWHERE, why=why)


_FENCE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})")
_HTML_BLOCK = re.compile(
    r"[ \t>]*(?:<!--|</?(?:address|article|aside|base|blockquote|body|center|col|colgroup|dd|details|dialog|dir"
    r"|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    r"|main|menu|nav|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea"
    r"|tfoot|th|thead|title|tr|track|ul)(?=[\s/>\ue000-\ue002]|$))",
    re.IGNORECASE,
)
_HTML_ALONE = re.compile(r"[ \t>]*</?[A-Za-z][^<>]*>\s*\Z")
"""The kinds 1, 2, 6 and 7 of HTML block in CommonMark 0.31, all taken to end at a blank line."""

_DELIMITERS = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t\r]*\Z")
_MARKERS = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*\Z")
_OPENS_BLOCK = re.compile(r"[ \t>]*(?:[-+*#]|\d{1,9}[.)]|\|)")
_DESTINATION = re.compile(r"<?(?:[^\s()<>]|\([^\s()<>]*\))*\Z")
_IN_TITLE = re.compile(r"\s*\S+\s+[\"'(][^\"')]*\Z")
_DEFINITION = re.compile(r"[ \t>]*\[[^\]]+\]:[ \t]*(<?[^\s<>]*)\Z")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)?\Z")
_NEAR = 2_000
"""Characters of a line in which the beginning of a link is sought; it bounds the time a long line takes."""


class _Line(NamedTuple):
    """A line of masked Markdown.

    place: MARKDOWN, HTML or CODE; opens: no code span reaches into it from above.
    """

    start: int
    end: int
    place: Place
    in_cell: bool
    opens: bool


class _Markdown:
    """The lines of a masked Markdown text and what each of them is part of."""

    def __init__(self, masked: str) -> None:
        self.text = masked
        self.lines = list(_lines(masked))
        self.starts = [line.start for line in self.lines]
        self.code = list(_code_spans(masked, self.lines))
        self.code_starts = [start for start, _ in self.code]
        self.markup = _Html(self._without_signs())

    def _without_signs(self) -> str:
        """The text at its own length without each `<` that begins no tag, in code or behind a backslash."""
        pieces: list[str] = []
        for line in self.lines:
            text = self.text[line.start : line.end + 1]
            if line.place is Place.CODE:
                text = text.replace("<", " ")
            pieces.append(without_escaped_signs(text) if line.place is Place.MARKDOWN else text)
        text = "".join(pieces)
        pieces, last = [], 0
        for start, end in self.code:
            pieces += (text[last:start], self.text[start:end].replace("<", " "))
            last = end
        return "".join((*pieces, text[last:]))

    def spot(self, start: int, end: int) -> Spot:
        """The spot of the output tag from `start` to `end`."""
        line = self.lines[bisect_right(self.starts, start) - 1]
        if line.place is Place.CODE or self._in_code(start):
            return Spot(place=Place.CODE, in_cell=line.in_cell)
        if line.place is Place.HTML:
            return self.markup.spot(start)
        inside = self.markup.spot(start, Place.MARKDOWN)
        if inside.place is not Place.MARKDOWN:
            return replace(inside, in_cell=line.in_cell)
        before = self.text[max(line.start, start - _NEAR) : start]
        link = _link_spot(before, self.text[end : end + 1])
        if link:
            return replace(link, in_cell=line.in_cell)
        # Behind a block tag the text before it may be gone, so the value may come first.
        is_first = _BLOCK in before or bool(_MARKERS.match(before))
        return Spot(place=Place.MARKDOWN, is_first=is_first, in_cell=line.in_cell)

    def _in_code(self, offset: int) -> bool:
        number = bisect_right(self.code_starts, offset) - 1
        return number >= 0 and offset < self.code[number][1]


def _link_spot(before: str, after: str) -> Spot | None:
    opening = before.rfind("](")
    if opening >= 0:
        inside = before[opening + 2 :]
        if _DESTINATION.match(inside):
            return Spot(place=Place.LINK, is_first=not inside.replace(_BLOCK, "").strip("<"))
        if _IN_TITLE.match(inside):
            return Spot(place=Place.TITLE)
    if found := _DEFINITION.match(before):
        return Spot(place=Place.LINK, is_first=not found[1].replace(_BLOCK, "").strip("<"))
    auto = _AUTOLINK.search(before, before.rfind("<")) if "<" in before else None
    if auto and (auto[1] or after == ">"):
        return Spot(place=Place.LINK, is_first=not auto[1])
    return None


def _lines(masked: str) -> Iterator[_Line]:
    lines = masked.split("\n")
    position, fence = 0, ""
    in_html, in_table, after_blank = False, False, True
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        place = Place.MARKDOWN
        # A line with nothing but tags vanishes or stays invisible; the lines around it belong together.
        is_invisible = bool(line.strip()) and not line.strip(f"{_BLOCK}{_KEPT} \t\r")
        if fence:
            place = Place.CODE
            bare = line.strip(" \t>\r")
            if len(bare) >= len(fence) and not bare.strip(fence[0]):
                fence = ""
        elif opening := _FENCE.match(line):
            place, fence, in_html, in_table = Place.CODE, opening[1], False, False
        elif not line.strip():
            in_html = in_table = False
        elif in_html or _HTML_BLOCK.match(line) or (after_blank and _HTML_ALONE.match(line)):
            place, in_html = Place.HTML, True
        elif "|" in line and "|" in following and _DELIMITERS.match(following):
            in_table = True
        is_row = place is Place.MARKDOWN and (in_table or line.lstrip(" \t>").startswith("|"))
        end = position + len(line)
        opens = place is not Place.MARKDOWN or after_blank or is_row or bool(_OPENS_BLOCK.match(line))
        yield _Line(position, end, place, is_row, opens)
        if not is_invisible:
            after_blank = not line.strip()
        position = end + 1


def _code_spans(masked: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Start and end of each code span, in order."""
    start = 0
    for line in lines:
        if line.opens:
            yield from code_spans(masked, start, line.start)
            start = line.end if line.place is not Place.MARKDOWN else line.start
    yield from code_spans(masked, start, len(masked))
