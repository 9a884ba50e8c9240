"""New contents written into the spans of their units, encoded for the place each stands in."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from locmem.content.line_notations import standing_line
from locmem.content.scalars import Edit
from locmem.content.toml_scalars import read_string, replaced_string
from locmem.inline.attributes import with_texts, without_attributes
from locmem.inline.liquid import mask, scan
from locmem.inline.notations import FAMILIES
from locmem.inline.references import is_short, label_of, normal_label, translated_labels
from locmem.inline.tag_texts import ends_tag, written_in_tag
from locmem.model.document import Document
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax
from locmem.model.segment import Unit, UnitKind

_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*")
_BREAKS = (CodeType.BREAK, CodeType.SOFT_BREAK)
_OPAQUE = (CodeType.LIQUID, CodeType.VARIABLE)
_AFTER_LINE = re.compile(r"[ \t>]*")
# What may stand before the first characters of a block on its line: quotes and list markers.
_BEFORE_BLOCK = re.compile(r"(?:[ \t>]|[-+*:~](?=[ \t])|\d{1,9}[.)](?=[ \t]))*\Z")
# What would begin another block, or end this one, at the start of a line of a paragraph (CommonMark 0.31, 4, 5).
_BLOCK_START = re.compile(
    r"""(?P<digits>\d{1,9})(?=[.)](?:[ \t]|\Z))
    |\#{1,6}(?=[ \t]|\Z) | > | [-+*](?=[ \t]|\Z) | (?:-[ \t]*){2,}\Z | (?:[*_][ \t]*){3,}\Z | =+[ \t]*\Z
    | ``` | ~~~ | :{3} | (?:!!!|\?\?\?)\+?[ \t]*[a-z] | [:~][ \t] | \|
    | <(?=[A-Za-z/!?]) | \[(?=[^\[\]]*\]:) | \{(?=[%{\#])""",
    re.VERBOSE,
)
_HEADING_END = re.compile(r"(?:(?<=[ \t])|\A)(#+)\Z")
_FENCE = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*`{3}")
_OPENS_LABEL = re.compile(r"\{|\[(?!(?:[^\[\]\\]|\\.)*\]\()")
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_PIPE = re.compile(r"(?<!\\)\|")
_ENTITIES = {'"': "&quot;", "'": "&#39;"}
_BARE_VALUE = re.compile(r"[^\s\"'=<>`]+\Z")


def write_units(document: Document, contents: Mapping[int, Inline]) -> str:
    """The text of `document` with new contents for the units whose index is given.

    A unit whose content is unchanged keeps its characters.  Line ends inside Markdown text become blanks, and
    characters that would begin another block are escaped, so that the shape of the document stays.
    """
    changed = {
        index: content for index, content in contents.items() if content.native != document.units[index].content.native
    }
    edits: list[Edit] = []
    inside: dict[tuple[int, int], list[tuple[Unit, str]]] = {}
    for unit, content, around in _placed(document, changed):
        encoded = _Encoder(document, unit, around).encode(content)
        if unit.place.scalar is None:
            quotes = 1 if unit.place.is_in_tag else 0
            edits.append((unit.start - quotes, unit.end + quotes, encoded))
        else:
            inside.setdefault(unit.place.scalar, []).append((unit, encoded))
    for (start, end), parts in inside.items():
        edits.append((start, end, _scalar(document.text, start, end, parts)))
    return _applied(document.text, edits)


def _placed(document: Document, contents: Mapping[int, Inline]) -> Iterator[tuple[Unit, Inline, tuple[Unit, ...]]]:
    """What goes into the span of which unit, and the units around that: texts inside codes go with changed text."""
    units, done = document.units, dict(contents)
    for index in [index for index in contents if units[index].place.is_nested]:
        holder = _holder(units, index)
        outer = _holder(units, holder)
        around = (units[holder], units[outer])
        if holder in contents or outer in contents:
            own = units[holder].content
            texts = _texts(document, index, contents[index], around)
            done[holder] = with_texts(done.get(holder, own), own, texts)
        else:
            yield units[index], contents[index], around
    held: dict[int, dict[int, dict[str, str]]] = {}
    for index, content in done.items():
        unit = units[index]
        if unit.place.code is None or unit.place.is_nested:
            continue
        holder = _holder(units, index)
        if holder not in done:
            yield unit, content, (units[holder],)
            continue
        for code, texts_of_code in _texts(document, index, content, (units[holder],)).items():
            held.setdefault(holder, {}).setdefault(code, {}).update(texts_of_code)
    for index, content in done.items():
        unit = units[index]
        if unit.place.code is None:
            yield unit, with_texts(content, unit.content, held[index]) if index in held else content, ()


def _holder(units: Sequence[Unit], index: int) -> int:
    """The unit that holds the code in which the unit stands."""
    place = units[index].place
    held = range(index - 1, -1, -1)
    if place.is_nested:
        return next(n for n in held if units[n].place.code is not None and not units[n].place.is_nested)
    return next(n for n in held if units[n].place.code is None)


def _texts(document: Document, index: int, content: Inline, around: tuple[Unit, ...]) -> dict[int, dict[str, str]]:
    """The written form of a text inside a code, as `with_texts` takes it."""
    unit = document.units[index]
    assert unit.place.code is not None
    return {unit.place.code: {unit.name: _Encoder(document, unit, around).encode(content)}}


def _applied(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    last = 0
    for start, end, new in sorted(edits):
        parts += (text[last:start], new)
        last = end
    return "".join((*parts, text[last:]))


def _scalar(text: str, start: int, end: int, parts: list[tuple[Unit, str]]) -> str:
    scalar = read_string(text, start, end)
    edits: list[Edit] = []
    for unit, new in parts:
        quotes = 1 if unit.place.is_in_tag else 0
        start_in, end_in = scalar.view.position_of(unit.start), scalar.view.position_of(unit.end)
        edits.append((start_in - quotes, end_in + quotes, new))
    return replaced_string(text, scalar, edits, is_flow=parts[0][0].place.is_flow)


class _Encoder:
    """Writes one content for the place of one unit; `around` are the units in whose codes it stands, nearest first."""

    def __init__(self, document: Document, unit: Unit, around: Sequence[Unit]) -> None:
        text = document.text
        self.unit = unit
        self.text = text
        self.is_cell = unit.place.is_in_cell or any(map(_is_cell, (unit, *around)))
        self.is_in_markdown = any(one.content.syntax is Syntax.MARKDOWN for one in around)
        self.place = unit.place
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.labels = document.labels
        self.own = {without_attributes(code.original) for code in unit.content.parts if not isinstance(code, str)}
        self.is_markdown = unit.content.syntax is Syntax.MARKDOWN
        has_braces = any(isinstance(part, str) and "{" in part for part in unit.content.parts)
        self.hides_braces = self.place.has_programs and not self.is_markdown and not has_braces
        self.before = text[max(text.rfind("\n", 0, unit.start), text.rfind("\r", 0, unit.start)) + 1 : unit.start]

    def encode(self, content: Inline) -> str:
        """The characters to stand in the unit's span."""
        if self.place.is_in_tag:
            return self._in_tag(content)
        if self.unit.content.syntax is Syntax.PLAIN:
            return content.native
        if self.unit.kind is UnitKind.ATTRIBUTE:
            return self._attribute(content)
        written = ""
        for part in self._with_references(content):
            if isinstance(part, str):
                written += self._text(part, is_line_start=self._is_line_start(written))
            elif part.type not in _BREAKS or not self._is_line_start(written):
                # A second line end in a row would be an empty line, which ends a block.
                written += self._code(part.original, is_opaque=part.type in _OPAQUE)
        written = written.strip()
        if self.unit.kind is UnitKind.HEADING and self.is_markdown:
            written = _HEADING_END.sub(r"\\\1", written)
        if self.place.quote == "]":
            # A last backslash would keep the bracket behind it from closing the title.
            return written + "\\" * ((len(written) - len(written.rstrip("\\"))) % 2)
        if _OPENS_LABEL.match(written) and self.before.lstrip(" \t>").startswith(":::"):
            written = f"\\{written}"
        return written

    def _with_references(self, content: Inline) -> Iterator[Part]:
        """`content` with `[text]` as `[text][label]` where the text of the source was the label of a definition."""
        parts = content.parts
        if not self.is_markdown or not self.labels:
            yield from parts
            return
        unit = self.unit.content
        told = {group.places[-1]: label for group, label in translated_labels(unit, content, self.labels)}
        labels = {code.id: label_of(code.identity) for code in unit.codes if is_short(code)}
        starts: dict[int, int] = {}
        for number, part in enumerate(parts):
            if isinstance(part, Code) and part.role is CodeRole.OPEN:
                starts[part.id] = number
            elif isinstance(part, Code) and part.id in starts and is_short(part):
                inner = "".join(
                    inner_part if isinstance(inner_part, str) else inner_part.original
                    for inner_part in parts[starts[part.id] + 1 : number]
                )
                own = labels.get(part.id, "")
                # What stands for brackets that are text in the source is text.
                label = own if own and own not in self.labels else told.get(number) or own
                if label in self.labels and normal_label(inner) not in self.labels:
                    yield replace(part, original=f"][{label}]")
                    continue
            yield part

    def _is_line_start(self, written: str) -> bool:
        if not self.is_markdown:
            return False
        if not written:
            return not self.place.is_one_line or bool(_BEFORE_BLOCK.match(self.before))
        line_start, line = written.rpartition("\n")[1:]
        return bool(line_start) and not _AFTER_LINE.sub("", line, count=1)

    def _text(self, part: str, *, is_line_start: bool) -> str:
        part = _LINE_ENDS.sub(" ", part)
        if self.hides_braces:
            part = part.replace("{", "&#123;")
        if is_line_start:
            part = part.lstrip()
            found = _BLOCK_START.match(part)
            if found:
                place = found.end("digits") if found["digits"] else 0
                part = f"{part[:place]}\\{part[place:]}"
            elif self._would_stand_alone(part):
                part = f"\\{part}"
        elif self.place.quote == "]":
            part = re.sub(r"([\[\]])", r"\\\1", part)
        return _pipes_escaped(part) if self.is_cell else part

    def _would_stand_alone(self, part: str) -> bool:
        """Whether a text that begins a line would make a notation of it, and the source's does not begin like that."""
        is_sign = part[:1] in string.punctuation and part[:1] != self.unit.content.native[:1]
        return is_sign and standing_line(part, FAMILIES) is not None

    def _code(self, original: str, *, is_opaque: bool) -> str:
        if "\n" in original and not is_opaque and without_attributes(original) not in self.own:
            original = self._continued(original)
        return _pipes_escaped(original) if self.is_cell and not is_opaque else original

    def _continued(self, original: str) -> str:
        """A code from elsewhere with its line ends as this place needs them."""
        if self.place.is_one_line:
            return _LINE_ENDS.sub(" ", original)
        lines = re.split(r"(?:\r\n|\r|\n)(?:[ \t>]*(?:\r\n|\r|\n))*", original)
        after = [self.place.prefix + line[_blank_length(line) :] for line in lines[1:]]
        return self.line_end.join((lines[0], *after))

    def _in_tag(self, content: Inline) -> str:
        """The text of a parameter with its quotes: the source's where it can be, so that the tag ends where it did.

        What no quotes can hold is written with entities and no way around; see `unfit_for_tag`.
        """
        written = written_in_tag(content, self.unit.content, self.place)
        has_lines = self.unit.content.syntax is Syntax.PLAIN and "\n" in self.unit.content.native
        line_end = "\n" if self.place.scalar else self.line_end
        written = re.sub(r"\r\n?|\n", line_end, written) if has_lines else _LINE_ENDS.sub(" ", written)
        if ends_tag(written):
            written = written.translate(_BRACES)
        if self.is_cell and not self.text.startswith("{{<", self.text.rfind("{{", 0, self.unit.start)):
            # What Liquid prints is read as Markdown; what such a shortcode shows is not, and nothing decodes it.
            written = written.replace("|", "&#124;")
        outer, quote = self.place.outer_quote, self.place.quote
        if outer in _ENTITIES:
            written = written.replace(outer, _ENTITIES[outer])
        if quote in written:
            quote = next((other for other in self.place.tag_quotes if other not in written), quote)
        return f"{quote}{written.replace(quote, _ENTITIES[quote])}{quote}"

    def _attribute(self, content: Inline) -> str:
        written = "".join(
            self._in_attribute(_LINE_ENDS.sub(" ", part)) if isinstance(part, str) else part.original
            for part in content.parts
        )
        if self.is_cell:
            written = _pipes_escaped(written)
        if self.is_markdown and (len(written) - len(written.rstrip("\\"))) % 2:
            # A last backslash would escape the quote behind it.
            written += "\\"
        if self.is_markdown or self.place.quote or _BARE_VALUE.match(written):
            return written
        return f'"{written}"'

    def _in_attribute(self, text: str) -> str:
        quote = self.place.quote
        if self.is_in_markdown or _FENCE.match(self.before):
            # Together with one in the text around, it would be read as a code span.
            text = text.replace("`", "&#96;")
        if self.is_markdown:
            marks = {"": "[]", ")": "()"}.get(quote, quote)
            return re.sub(f"([{re.escape(marks)}])", r"\\\1", text)
        return text.replace(quote or '"', "&#39;" if quote == "'" else "&quot;")


def _is_cell(unit: Unit) -> bool:
    return unit.kind is UnitKind.CELL and unit.content.syntax is Syntax.MARKDOWN


def _blank_length(line: str) -> int:
    found = _AFTER_LINE.match(line)
    return found.end() if found else 0


def _pipes_escaped(text: str) -> str:
    """`text` with a backslash before every pipe that has none; the pipe of a filter ends no cell and stays."""
    masked = mask(text, scan(text).tags) if "{" in text else text
    parts: list[str] = []
    last = 0
    for pipe in _PIPE.finditer(masked):
        parts += (text[last : pipe.start()], "\\|")
        last = pipe.end()
    return "".join((*parts, text[last:]))
