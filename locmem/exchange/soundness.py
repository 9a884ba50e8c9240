"""Whether what came back can be taken: the text as it will be written, read in the place where it will stand.

What a translator's tool shows as codes is text again in a catalog and in a page, and not every text is read as it was
meant.  So it is not the answer that is compared with its source, but what is read of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from locmem.content.kinds import ReadOptions
from locmem.content.translated import misread
from locmem.exchange.incoming import Answer, as_numbered
from locmem.inline import protect
from locmem.inline.foreign_marks import lost_marks
from locmem.inline.references import translated_labels
from locmem.inline.rewriting import as_read, damage, is_read_back, rewritten
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.translation import CatalogEntry
from locmem.model.workspace import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An answer that can be taken.

    content: as it will be written.  returned: the text as it came back, as a catalog would hold it.
    notes: what somebody should know of it.
    """

    content: Inline
    returned: str
    notes: tuple[str, ...] = ()


def take(answer: Answer, source: Inline, sent: Inline | None, labels: Collection[str] | None) -> Taken | str:
    """The answer with the codes of `source`, or the reason why it cannot be taken.

    sent: the target that was sent, None where it is not known any more.  labels: what the document's link definitions
    define, None where it is gone.
    """
    if answer.content is not None:
        content = protect.from_numbered(as_numbered(answer.content), source, sent)
        returned = protect.to_editable(content)
    else:
        content, returned = as_read(answer.text, source), answer.text
    is_kept = sent is not None and content == sent
    written = content if is_kept else rewritten(content, source, labels)
    if not written.native.strip():
        return "nothing but blanks came back"
    text = protect.to_editable(written)
    again = as_read(text, source)
    problems = damage(source, written, labels) or (again != written and damage(source, again, labels))
    if problems:
        return "; ".join(problems)
    if not is_read_back(written, source):
        return f"a catalog would read it as “{protect.display(again)}”"
    notes = (*_rewritten(text, returned), *_guessed(source, content, labels), *lost_marks(source, written))
    return Taken(content=written, returned=returned, notes=notes)


def _rewritten(text: str, returned: str) -> tuple[str, ...]:
    if " ".join(text.split()) == " ".join(returned.split()):
        return ()
    return (f"written as “{text}”, so that its marks are read",)


def _guessed(source: Inline, content: Inline, labels: Collection[str] | None) -> Iterator[str]:
    """The links that only their order tells apart, in words."""
    found = translated_labels(source, content, labels)
    for group, label in found if len(found) > 1 else ():
        yield f"`{group.head.identity.partition(' ')[2]}` was taken for the link `[{label}]`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The document in which targets come to stand.

    options: how its content set wants it read.  entries: what stands there now, one for each of the source's catalog
    segments.  objections: what a gate would say against an entry, beside damaged codes; None where nobody asks.
    """

    source: Source
    locale: str
    options: ReadOptions
    entries: tuple[CatalogEntry, ...]
    objections: Callable[[Segment, CatalogEntry], Sequence[str]] | None = None

    @property
    def labels(self) -> frozenset[str]:
        """What the link definitions of the document define."""
        return self.source.document.labels

    def misread(self, new: Mapping[str, CatalogEntry]) -> dict[str, str]:
        """Why new entries cannot be written into the document, by occurrence; those that can are left out.

        Where the page is sound with all of them, it is read once; otherwise halves of them are tried until those are
        found that spoil it.
        """
        places = {entry.occurrence: index for index, entry in zip(self.source.translatable, self.entries, strict=True)}
        found: dict[str, str] = {}
        targets: dict[int, Inline] = {}
        names: dict[int, str] = {}
        for occurrence, entry in new.items():
            index = places[occurrence]
            segment = self.source.segments[index]
            if objections := self.objections(segment, entry) if self.objections else ():
                found[occurrence] = "; ".join(objections)
            else:
                targets[index] = as_read(entry.target, segment.content)
                names[index] = occurrence
        return found | {names[index]: why for index, why in self._misread(targets).items()}

    def _misread(self, targets: Mapping[int, Inline]) -> dict[int, str]:
        standing = {
            index: as_read(entry.target, self.source.segments[index].content)
            for index, entry in zip(self.source.translatable, self.entries, strict=True)
            if entry.target and index not in targets
        }
        if not targets or not self._why({**standing, **targets}):
            return {}
        found = self._spoiling(targets, list(targets))
        if found or self._why(standing):
            return found
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
