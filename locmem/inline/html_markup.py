"""Inline HTML in a text: tags paired, what must not be translated as one code, entities, soft breaks."""

from __future__ import annotations

import html
import re

from locmem.inline.attributes import without_attributes
from locmem.inline.pieces import ENTITY, Piece, address_piece, entity_piece, flat
from locmem.model.inline import CodeRole, CodeType

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:.-]*+)
        (?P<attributes>(?:\s++|/(?!>)|[^\s"'<>/=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)?)*+)(?P<void>/?)>""",
    re.VERBOSE,
)
_FRAGMENT = re.compile(r"</?>")
_ATTRIBUTE = re.compile(r"""(?<![^\s/"'])([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_OFF = re.compile(r"<!--\s*locmem:off\s*-->")
_ON = re.compile(r"<!--\s*locmem:on\s*-->")
_EMPTY_COMMENT = re.compile(r"<!---?>")
_DECLARATION = re.compile(r"<![A-Za-z][^<>]*+>|<\?[^<>]*+\?>")
_SPECIAL = re.compile(
    r"""[<&]
    |(?<![ \t\r\n\f])[ \t\r\f]*+\n[ \t\r\n\f]*+
    |(?i:https?|ftp)://|(?i:mailto):|(?<![\w.-])www\.
    |(?<![A-Za-z0-9.+-])[A-Za-z0-9][\w.+-]{0,63}+@""",
    re.VERBOSE,
)

_TYPES = {
    "b": CodeType.BOLD,
    "strong": CodeType.BOLD,
    "i": CodeType.ITALIC,
    "em": CodeType.ITALIC,
    "s": CodeType.STRIKE,
    "del": CodeType.STRIKE,
    "strike": CodeType.STRIKE,
    "a": CodeType.LINK,
    "br": CodeType.BREAK,
    "img": CodeType.IMAGE,
}
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_UNTRANSLATABLE = frozenset({"code", "kbd", "samp", "script", "style"})
_TARGET = {"a": "href", "img": "src"}


def find_html(masked: str, text: str) -> list[Piece]:
    """The pieces of `text` written in HTML; `masked` is `text` with its protected spans masked."""
    elements = Elements(masked, text)
    pieces: list[Piece] = []
    special = _SPECIAL.search(masked)
    while special:
        start = special.start()
        found = _piece_at(masked, special, elements)
        if found:
            pieces.append(found)
        special = _SPECIAL.search(masked, found.end if found else max(special.end(), start + 1))
    return pieces


def _piece_at(masked: str, special: re.Match[str], elements: Elements) -> Piece | None:
    start = special.start()
    first = special[0]
    if first == "<":
        return elements.piece_at(start)
    if first == "&":
        entity = ENTITY.match(masked, start)
        return entity_piece(entity) if entity else None
    if first.isspace():
        return Piece(start=start, end=special.end(), type=CodeType.SOFT_BREAK, text=" ")
    return address_piece(masked, elements.text, start)


class Elements:
    """Reads tags one at a time, in order; knows which are still open."""

    def __init__(self, masked: str, text: str) -> None:
        self.masked = masked
        self.text = text
        self._open: dict[str, list[Piece]] = {}
        self._unending: set[str] = set()
        self._pairs = 0
        self._last_fragment = masked.rfind("</>")

    def piece_at(self, start: int) -> Piece | None:
        """The tag, comment or untranslatable element at `start`; None where `<` is only a character."""
        tag = _TAG.match(self.masked, start)
        if not tag:
            if fragment := _FRAGMENT.match(self.masked, start):
                return self._end_of_fragment(fragment)
            if self.masked.startswith("<!--", start):
                end = self._switched_on(start) or self._comment_end(start)
                return self._whole(start, end, CodeType.COMMENT) if end else None
            declaration = _DECLARATION.match(self.masked, start)
            return self._whole(start, declaration.end(), CodeType.HTML) if declaration else None
        name = tag["name"].lower()
        if tag["close"]:
            return self._closing(tag, name)
        attributes = self._attributes(tag)
        if tag["void"] or name in _VOID:
            return self._piece(tag, name, attributes)
        if name in _UNTRANSLATABLE or attributes.get("translate") == "no":
            end = self._element_end(name, tag.end())
            if end:
                return self._element(tag, name, end)
        piece = self._piece(tag, name, attributes)
        self._open.setdefault(name, []).append(piece)
        return piece

    def _switched_on(self, start: int) -> int | None:
        """The end of what `locmem:off` at `start` and the next `locmem:on` keep as it is."""
        off = None if "locmem:on" in self._unending else _OFF.match(self.masked, start)
        if not off:
            return None
        switch = _ON.search(self.masked, off.end())
        if not switch:
            self._unending.add("locmem:on")
            return None
        return switch.end()

    def _comment_end(self, start: int) -> int | None:
        empty = _EMPTY_COMMENT.match(self.masked, start)
        if empty:
            return empty.end()
        if "<!--" in self._unending:
            return None
        end = self.masked.find("-->", start + 4)
        if end < 0:
            self._unending.add("<!--")
            return None
        return end + 3

    def _end_of_fragment(self, found: re.Match[str]) -> Piece | None:
        """An end of the elements of MDX between `<>` and `</>`; alone each is only signs, as in `a <> b`."""
        piece = self._whole(found.start(), found.end(), CodeType.HTML)
        if found[0] == "</>":
            return self._paired(piece, "") if self._open.get("") else None
        if found.start() > self._last_fragment:
            return None
        self._open.setdefault("", []).append(piece)
        return piece

    def _closing(self, tag: re.Match[str], name: str) -> Piece:
        return self._paired(self._piece(tag, name, {}), name)

    def _paired(self, piece: Piece, name: str) -> Piece:
        waiting = self._open.get(name)
        if waiting:
            opener = waiting.pop()
            self._pairs += 1
            # Odd numbers are for pairs of tags, even ones for those of Markdown.
            opener.pair = piece.pair = self._pairs * 2 + 1
            opener.role, piece.role, piece.value = CodeRole.OPEN, CodeRole.CLOSE, opener.value
        return piece

    def _piece(self, tag: re.Match[str], name: str, attributes: dict[str, str]) -> Piece:
        type_ = _TYPES.get(name, CodeType.HTML)
        if name in _TARGET and not tag["close"]:
            value = attributes.get(_TARGET[name], "")
        elif type_ is CodeType.HTML:
            value = flat(without_attributes(self.text[tag.start() : tag.end()]))
        elif type_ is CodeType.BREAK or tag["close"]:
            value = ""
        else:
            bare = without_attributes(self.text[tag.start() : tag.end()])
            value = flat(bare[1 + len(name) :].rstrip("/>")).strip()
        return Piece(start=tag.start(), end=tag.end(), type=type_, value=value)

    def _attributes(self, tag: re.Match[str]) -> dict[str, str]:
        start, end = tag.span("attributes")
        found: dict[str, str] = {}
        for attribute in _ATTRIBUTE.finditer(self.masked, start, end):
            group = next(number for number in (2, 3, 4) if attribute[number] is not None)
            value = html.unescape(self.text[attribute.start(group) : attribute.end(group)])
            found.setdefault(attribute[1].lower(), value.strip())
        return found

    def _element(self, tag: re.Match[str], name: str, end: int) -> Piece:
        if name == "code":
            inner = self.text[tag.end() : self.text.rindex("<", tag.end(), end)]
            value = flat(html.unescape(inner)).strip()
            return Piece(start=tag.start(), end=end, type=CodeType.CODE, value=value)
        return self._whole(tag.start(), end, CodeType.HTML)

    def _element_end(self, name: str, position: int) -> int | None:
        """End of the element whose content starts at `position`; elements of its own name may nest in it."""
        if name in self._unending:
            return None
        depth = 1
        tags = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]*+>", re.IGNORECASE)
        for tag in tags.finditer(self.masked, position):
            depth += -1 if tag[1] else 1
            if not depth:
                return tag.end()
        self._unending.add(name)
        return None

    def _whole(self, start: int, end: int, type_: CodeType) -> Piece:
        return Piece(start=start, end=end, type=type_, value=flat(self.text[start:end]))
