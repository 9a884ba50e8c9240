"""A translation beside its source as their readers see them: what every check of texts looks at, made once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from locmem.catalogs.pairs import Pair, Row
from locmem.exchange.untranslated import source_left
from locmem.inline.leftovers import Leftover, leftovers, seen
from locmem.inline.protect import to_editable
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Part, Syntax, inline
from locmem.model.segment import UnitKind
from locmem.model.tags import language_of
from locmem.render.damage import beside_its_source
from locmem.values.locales import script_of

VALUE = "\ue001"
"""Stands for a code in whose place readers see something: a value, a picture, an address, words in a code span."""

MARK = "\ue000"
"""Stands for a code that shows nothing by itself and does not end a word's line: a condition, a note's number."""

_SHOWN = frozenset((CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL, CodeType.IMAGE, CodeType.CODE))
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a reader sees of a translation and of the text it was made for; pairs of marks are left out of both.

    source, target: words, with `VALUE` and `MARK` for codes and `\\n` for line breaks.
    native: the target as its catalog has it.
    source_codes, target_codes: the codes themselves, as they are written.
    syntax: what the text is written in.  is_stale: whether the source has changed since; `source` is the earlier one.
    follows: the sign that the text before it in the document ends in, as customers read it; empty for none.
    inlines: source and target with their codes; None where there are none to look at.
    """

    source: str
    target: str
    source_locale: str
    locale: str
    kind: UnitKind = UnitKind.PARAGRAPH
    syntax: Syntax = Syntax.MARKDOWN
    native: str = ""
    source_codes: tuple[str, ...] = ()
    target_codes: tuple[str, ...] = ()
    is_stale: bool = False
    follows: str = ""
    inlines: tuple[Inline, Inline] | None = field(default=None, repr=False)

    @cached_property
    def language(self) -> str:
        """The language of the target: `pt` of pt-BR."""
        return language_of(self.locale)

    @cached_property
    def source_language(self) -> str:
        """The language of the source."""
        return language_of(self.source_locale)

    @cached_property
    def script(self) -> str:
        """The script the target's locale is written in, as CLDR names it: `Latn`, `Jpan`."""
        return script_of(self.locale)

    @cached_property
    def is_same_language(self) -> bool:
        """Whether both are in one language, as en and en-GB."""
        return self.language == self.source_language

    @cached_property
    def left(self) -> tuple[Leftover, ...]:
        """What tools, engines and lost encodings left in the target, and words of the source in it."""
        if self.inlines is None:
            return ()
        ours, theirs = self.inlines
        found = source_left(seen(ours), seen(theirs), self.source_locale, self.locale)
        return (*leftovers(ours, theirs, self.locale), *found)

    def reworded(self, start: int, end: int, new: str) -> str | None:
        """The target as its catalog has it, with `new` in the place of what readers see from `start` to `end`.

        None where that place is not within one run of words: codes stand in it, or the catalog spells it otherwise.
        """
        if self.inlines is None:
            return f"{self.native[:start]}{new}{self.native[end:]}" if self.native == self.target else None
        content = self.inlines[1]
        if to_editable(content) != self.native:
            return None
        bare = _bare(content)
        parts: list[Part] = []
        at = 0
        is_done = False
        for part in content.parts:
            behind = at + len(part if isinstance(part, str) else _shown(part, bare))
            # What is only put in stands before the sign that asks for it, within the same codes.
            if not is_done and isinstance(part, str) and at <= start < behind and end <= behind:
                part = f"{part[: start - at]}{new}{part[end - at :]}"
                is_done = True
            parts.append(part)
            at = behind
        return to_editable(inline(parts, content.syntax)) if is_done else None

    def is_one_run(self, start: int, end: int) -> bool:
        """Whether what readers see from `start` to `end` is within one run of words: no code stands in it."""
        return self.reworded(start, end, self.target[start:end]) is not None

    def with_words(self, change: Callable[[str], str]) -> str | None:
        """The target as its catalog has it, each run of words changed; None where the catalog spells it otherwise."""
        if self.inlines is None:
            return change(self.native or self.target)
        content = self.inlines[1]
        if to_editable(content) != self.native:
            return None
        parts = [change(part) if isinstance(part, str) else part for part in content.parts]
        return to_editable(inline(parts, content.syntax))

    @cached_property
    def words(self) -> list[str]:
        """The words of the target, in order; a run of a script without blanks is one."""
        return WORD.findall(self.target)

    @cached_property
    def source_words(self) -> list[str]:
        """The words of the source."""
        return WORD.findall(self.source)


def texts_of(pair: Pair, rows: Iterable[Row]) -> Iterator[tuple[Row, Text]]:
    """What readers see of rows of a catalog, in order."""
    follows = ""
    for row in rows:
        text = text_of(pair, row, follows)
        follows = text.target.rstrip()[-1:]
        yield row, text


def text_of(pair: Pair, row: Row, follows: str = "") -> Text:
    """What readers see of a row of a catalog.  follows: as of `Text`."""
    source, target = beside_its_source(row)
    return Text(
        source=shown(source),
        target=shown(target),
        source_locale=pair.source.locale,
        locale=pair.locale,
        kind=row.segment.kind,
        syntax=target.syntax,
        native=row.entry.target,
        source_codes=tuple([code.original for code in source.codes]),
        target_codes=tuple([code.original for code in target.codes]),
        is_stale=row.entry.is_stale,
        follows=follows,
        inlines=(source, target),
    )


def shown(content: Inline) -> str:
    """The words of a marked-up text, with one sign for each code that is no pair of marks."""
    alone = content.only_text
    if alone is not None:
        return alone
    bare = _bare(content)
    return "".join([part if isinstance(part, str) else _shown(part, bare) for part in content.parts])


def _bare(content: Inline) -> set[int]:
    """The numbers of brackets without an address: they are no link, and readers see them."""
    return {part.id for part in content.parts if isinstance(part, Code) and part.original == "]"}


def _shown(code: Code, bare: set[int]) -> str:
    if code.is_text:
        return code.text
    if code.type is CodeType.BREAK:
        return "\n"
    if code.id in bare and code.original in ("[", "]"):
        return code.original
    if code.role is CodeRole.SINGLE:
        return VALUE if code.type in _SHOWN and not code.original.startswith("{%") else MARK
    return MARK if code.type is CodeType.LIQUID else ""
