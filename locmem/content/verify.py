"""Proof for one source that it survives its way through units, and that nothing a reader sees is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from locmem.content.frontmatter import read_front_matter
from locmem.content.kinds import KINDS
from locmem.content.read_options import ReadOptions, read_as
from locmem.content.reader_text import words, words_of_html, words_of_markdown
from locmem.errors import Problem
from locmem.inline.notations import PROGRAMS
from locmem.inline.protect import from_editable, to_editable
from locmem.model.document import Document
from locmem.model.inline import Code, CodeType, Inline
from locmem.model.segment import Unit

_IN_WORD = (CodeType.BOLD, CodeType.ITALIC, CodeType.STRIKE, CodeType.LINK, CodeType.HTML, CodeType.FOOTNOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was proven of one source.

    is_identical: whether every unit, written in the form a translator sees and read back, gives the same text.
    words_seen: words a reader sees, by an extractor of its own; words_extracted: those found in units.
    missed: the words that stand in no unit, in order.  unread: what of it could not be read, as in `Document`.
    """

    is_identical: bool
    words_seen: int
    words_extracted: int
    missed: tuple[str, ...]
    unread: tuple[Problem, ...] = ()

    @property
    def coverage(self) -> float:
        """Percent of the words seen that were extracted; 100 where there are none."""
        return 100.0 * self.words_extracted / self.words_seen if self.words_seen else 100.0


def verify(text: str, path: str, kind: str, options: ReadOptions) -> Verification:
    """Whether `text` survives, and how much of it is extracted.

    kind: a name in `KINDS`.  Words of front matter and of macros are not counted a second way, because each
    field is one unit.  Raises KeyError for another kind.
    """
    document = KINDS[kind].read(text, path, options)
    seen = _words_seen(text, path, kind, options)
    extracted = Counter(word for unit in document.units for word in words(shown(unit.content)))
    missed: list[str] = []
    for word in seen:
        if extracted[word] > 0:
            extracted[word] -= 1
        else:
            missed.append(word)
    return Verification(
        is_identical=_is_identical(document, kind),
        words_seen=len(seen),
        words_extracted=len(seen) - len(missed),
        missed=tuple(missed),
        unread=document.unread,
    )


def _words_seen(text: str, path: str, kind: str, options: ReadOptions) -> tuple[str, ...]:
    body = text[read_front_matter(text, path, options).body :]
    if kind == "markdown":
        return words_of_markdown(body, is_mdx=PROGRAMS in read_as(path, options).dialects)
    return words_of_html(body) if kind == "html" else ()


def _is_identical(document: Document, kind: str) -> bool:
    contents = {number: _travelled(unit) for number, unit in enumerate(document.units)}
    exact = all(contents[number] == unit.content for number, unit in enumerate(document.units))
    in_place = all(
        unit.place.scalar is not None or unit.content.native == document.text[unit.start : unit.end]
        for unit in document.units
    )
    return exact and in_place and KINDS[kind].write(document, contents) == document.text


def _travelled(unit: Unit) -> Inline:
    return from_editable(to_editable(unit.content), unit.content)


def shown(content: Inline) -> str:
    """The text of `content` whose words count as extracted: with addresses, and a blank for what parts words."""
    return "".join(part if isinstance(part, str) else _shown_code(part) for part in content.parts)


def _shown_code(code: Code) -> str:
    if code.is_text:
        return code.text
    if code.type is CodeType.URL:
        return code.original
    return "" if code.type in _IN_WORD else " "
