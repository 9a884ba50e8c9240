"""Whether what came back can be taken: the text as it will be written, read in the place where it will stand.

What a translator's tool shows as codes is text again in a catalog and in a page, and not every text is read as it was
meant.  So it is not the answer that is compared with its source, but what is read of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from locmem.catalogs.pairs import Row, Source
from locmem.content.kinds import ReadOptions
from locmem.content.translated import misread
from locmem.exchange.answers import Answer, as_numbered
from locmem.inline import protect
from locmem.inline.compare import Damage, code_problems
from locmem.inline.foreign_marks import broken_marks, lost_marks
from locmem.inline.leftovers import escaped_tags, leftovers, seen
from locmem.inline.references import translated_labels
from locmem.inline.rewriting import as_read, damage, is_read_back, rewritten
from locmem.inline.spelling import without_program_starts
from locmem.inline.strange_signs import composed
from locmem.model.inline import Inline, inline
from locmem.model.settings import InterfaceWords
from locmem.model.translation import CatalogEntry
from locmem.mt.numbers import number_problems

_INSTEAD = {
    "note": "write the note as a comment of the entry, or tell who sent the file",
    "source": "keep the translation alone",
    "target": "keep the translation alone",
    "sub": "write its text where it belongs",
    "mrk": "take the mark out and keep its text",
    "seg": "keep the text in it alone",
    "trans-unit": "keep the translation alone",
    "alt-trans": "keep the translation alone",
}
"""Elements of XLIFF and TMX that hold text, and what to do where one was typed into a translation."""
_FOREIGN_ELEMENT = re.compile(rf"</?({'|'.join(_INSTEAD)})\b[^<>]*>")
_TASK = re.compile(r"\A\s*\[[ xX]\]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An answer that can be taken.

    content: as it will be written.  returned: the text as it came back, as a catalog would hold it.
    notes: what somebody should know of it.  doubts: those among them that ask somebody to look.
    """

    content: Inline
    returned: str
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def take(
    answer: Answer,
    source: Inline,
    sent: Inline | None,
    labels: Collection[str] | None,
    words: InterfaceWords = InterfaceWords.CHECKED,
    *,
    has_programs: bool = False,
) -> Taken | str:
    """The answer with the codes of `source`, or the reason why it cannot be taken.

    sent: the target that was sent, None where it is not known any more.  labels: what the document's link definitions
    define, None where it is gone.  words: what its content set says of the words of interfaces in code.
    has_programs: whether braces begin programs where it will stand, so that those that it has as text are escaped.
    """
    if answer.content is not None:
        content = protect.from_numbered(as_numbered(answer.content), source, sent)
        returned = protect.to_editable(content)
    else:
        content, returned = as_read(answer.text, source), answer.text
    is_kept = sent is not None and content == sent
    written = content if is_kept else rewritten(_composed(content), source, labels)
    if has_programs:
        written = without_program_starts(written, source)
    if not written.native.strip():
        return "nothing but blanks came back"
    text = protect.to_editable(written)
    again = as_read(text, source)
    problems = damage(source, written, labels, words) or (again != written and damage(source, again, labels, words))
    if problems:
        return "; ".join((*_taken_apart(source, again), *problems))
    if not is_read_back(written, source):
        named = [leftover.what for leftover in leftovers(source, content) if leftover.is_certain]
        return "; ".join(named) or f"a catalog would read it as “{protect.display(again)}”"
    doubts = (*_guessed(source, content, labels), *lost_marks(source, written))
    notes = (*_rewritten(text, returned), *doubts)
    if words is InterfaceWords.CHECKED:
        notes += tuple(_changed_words(source, written, labels))
    return Taken(content=written, returned=returned, notes=notes, doubts=doubts)


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts are the same, however their accents are written."""
    return one == other or unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def to_look_at(source: Inline, target: Inline, doubts: Collection[str] = ()) -> tuple[str, ...]:
    """What somebody should look at in a target that was confirmed, in words.

    doubts: what the proposal was doubtful in, where it came back as it was sent.  Numbers that the source has and the
    target lacks are named in every target, with those that stand there instead: a person may have written them as
    words, or have confirmed a proposal unseen.
    """
    found = [f"confirmed as it was proposed; look at: {'; '.join(doubts)}"] if doubts else []
    numbers = number_problems(seen(source), seen(target))
    if any(problem.startswith("lost") for problem in numbers):
        found.append(f"look at its numbers: against the source it {', '.join(numbers)}")
    return tuple(found)


def _taken_apart(source: Inline, target: Inline) -> Iterator[str]:
    """What became of codes that are missing, in words: they stand there, but nobody can read them as codes."""
    yield from (what for what, _ in broken_marks(source, target))
    yield from (found.what for found in escaped_tags(source, target))
    for name in dict.fromkeys(_FOREIGN_ELEMENT.findall(target.native)):
        if f"<{name}" not in source.native:
            yield f"`<{name}>` is an element of exchange files, and customers would read it: {_INSTEAD[name]}"


def _composed(content: Inline) -> Inline:
    parts = [composed(part) if isinstance(part, str) else part for part in content.parts]
    return inline(parts, content.syntax) if parts != list(content.parts) else content


def _rewritten(text: str, returned: str) -> tuple[str, ...]:
    if is_same_text(" ".join(text.split()), " ".join(returned.split())):
        return ()
    return (f"written as “{text}”, so that its marks are read",)


def _guessed(source: Inline, content: Inline, labels: Collection[str] | None) -> Iterator[str]:
    """The links that only their order tells apart, in words."""
    found = translated_labels(source, content, labels)
    for group, label in found if len(found) > 1 else ():
        yield f"`{group.head.identity.partition(' ')[2]}` was taken for the link `[{label}]`"


def _changed_words(source: Inline, written: Inline, labels: Collection[str] | None) -> Iterator[str]:
    """The words of the interface that became others, in words."""
    for problem in code_problems(source, written, labels):
        if problem.kind is Damage.WORDS_CHANGED:
            yield f"{problem.what}; look whether the interface says so"


def _told(why: str, target: Inline) -> str:
    box = _TASK.match(target.native)
    if box and why.startswith("it would be read as"):
        mark = box[0].strip()
        what = f"“{mark}” at its start is the box of a task list, which the source has not"
        return f"{what}: take it out, or write `\\{mark}`"
    return why


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The document in which targets come to stand.

    options: how its content set wants it read.  rows: what stands there now.  objections: what a gate would say
    against a row, beside damaged codes; None where nobody asks.
    """

    source: Source
    locale: str
    options: ReadOptions
    rows: tuple[Row, ...]
    objections: Callable[[Row], Sequence[str]] | None = None

    @property
    def labels(self) -> frozenset[str]:
        """What the link definitions of the document define."""
        return self.source.document.labels

    @property
    def words(self) -> InterfaceWords:
        """What the content set says of the words of interfaces in code."""
        return self.source.content_set.interface_words

    def misread(self, new: Mapping[str, CatalogEntry]) -> dict[str, str]:
        """Why new entries cannot be written into the document, by occurrence; those that can are left out.

        Where the page is sound with all of them, it is read once; otherwise halves of them are tried until those are
        found that spoil it.
        """
        places = {
            row.entry.occurrence: (index, row) for index, row in zip(self.source.translatable, self.rows, strict=True)
        }
        reasons: dict[str, str] = {}
        targets: dict[int, Inline] = {}
        names: dict[int, str] = {}
        for occurrence, entry in new.items():
            index, row = places[occurrence]
            if objections := self.objections(row.holding(entry)) if self.objections else ():
                reasons[occurrence] = "; ".join(objections)
            else:
                targets[index] = as_read(entry.target, row.segment.content)
                names[index] = occurrence
        misread = self._misread(targets).items()
        return reasons | {names[index]: _told(why, targets[index]) for index, why in misread}

    def _misread(self, targets: Mapping[int, Inline]) -> dict[int, str]:
        standing = {
            index: row.target
            for index, row in zip(self.source.translatable, self.rows, strict=True)
            if row.entry.target and index not in targets
        }
        if not targets or not self._why({**standing, **targets}):
            return {}
        spoiling = self._spoiling(targets, list(targets))
        if spoiling or self._why(standing):
            return spoiling
        # Each may stand there by itself: together with what stands beside it, something else is read.
        return {
            index: f"beside the other sentences {why}"
            for index, content in targets.items()
            if (why := self._why({**standing, index: content}))
        }

    def _spoiling(self, targets: Mapping[int, Inline], some: Sequence[int]) -> dict[int, str]:
        """Those of `some` that spoil the page of the source."""
        why = self._why({index: targets[index] for index in some})
        if not why or len(some) == 1:
            return {some[0]: why} if why else {}
        half = len(some) // 2
        found = {**self._spoiling(targets, some[:half]), **self._spoiling(targets, some[half:])}
        return found or dict.fromkeys(some, f"beside the other sentences {why}")

    def _why(self, targets: Mapping[int, Inline]) -> str:
        source = self.source
        return misread(source.document, source.segments, targets, self.locale, source.content_set.kind, self.options)
