"""What is known around the segments of a handoff: who reads them, how pressing they are, what stands beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from locmem.backlog.items import by_document
from locmem.catalogs.limits import limited
from locmem.catalogs.pairs import Pair, Row
from locmem.errors import InputErrors
from locmem.exchange.guidance import Guidance
from locmem.exchange.manifest import Aside, Manifest
from locmem.exchange.queries import answers
from locmem.model.fact import Market
from locmem.model.inline import CodeType, Inline, Syntax
from locmem.model.priority import Scored
from locmem.model.tags import LanguageTag
from locmem.model.visible import spelled_for_xml
from locmem.model.wording import shortened
from locmem.pages.overview import overview
from locmem.pages.queries import settled_queries
from locmem.postedit.waiting import readers
from locmem.terms.hints import TermHint, terms_for
from locmem.terms.terminology import Terminology
from locmem.workspace.handoffs import readable_manifests
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Survey

_NEIGHBOUR = 160
"""Characters of a neighbour's text that are shown."""
_REFUSED = 1_000
"""The same of an answer that was not taken."""
_WORDS = (CodeType.LIQUID, CodeType.VARIABLE, CodeType.URL)
"""Codes in whose place a reader sees words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of all documents of a project.

    scored: how pressing each (locale, document) is; what is not in it is not due.
    readers: the codes of the markets that read each locale.
    answers: what authors answered to questions about each (document, occurrence).
    refused: the last answers that were rejected, with their reasons, by (locale, document, occurrence).
    terminology: the glossary, None where it cannot be read.
    """

    scored: Mapping[tuple[str, str], Scored]
    readers: Mapping[str, Sequence[str]]
    registers: Mapping[LanguageTag, str]
    answers: Mapping[tuple[str, str], tuple[str, ...]]
    refused: Mapping[tuple[str, str, str], str]
    terminology: Terminology | None

    def of(self, pair: Pair, sent: Collection[str]) -> dict[str, Guidance]:
        """What helps with the segments of a document in a locale, by occurrence.

        sent: the occurrences that its file holds; what the file has anyway is not shown twice.
        """
        markets = tuple(code for code in self.readers.get(pair.locale, ()) if pair.source.ships_to(code))
        scored = self.scored.get((pair.locale, pair.source.path))
        limits = {id(segment): most for segment, most in limited(pair.source)}
        around = [None, *pair.rows, None]
        return {
            row.entry.occurrence: Guidance(
                markets=markets,
                scored=scored,
                comes_before=_neighbour(before, sent),
                comes_after=_neighbour(after, sent),
                most=limits.get(id(row.segment), 0),
                register=self.registers.get(pair.locale, ""),
                terms=self._terms(row, pair.locale, markets),
                answers=self.answers.get((pair.source.path, row.entry.occurrence), ()),
                refused=self.refused.get((pair.locale, pair.source.path, row.entry.occurrence), ""),
            )
            for before, row, after in zip(around, pair.rows, around[2:], strict=False)
            if row.entry.occurrence in sent
        }

    def _terms(self, row: Row, locale: str, markets: tuple[str, ...]) -> tuple[TermHint, ...]:
        if self.terminology is None:
            return ()
        return terms_for(row.segment.content, locale, markets, self.terminology)


def surroundings(project: Project, surveyed: Survey) -> Surroundings:
    """What is known of the project's documents on its day.

    surveyed: by which documents are known that were renamed while they were out.
    Where profiles or company data cannot be read nothing is said of markets and priorities: their own commands name
    what is wrong, and nobody waits for a translation because of it.
    """
    settings = project.settings
    markets = readable_markets(project)
    return Surroundings(
        scored={} if markets is None else by_document(overview(project, markets).backlog),
        readers=readers(markets or ()),
        registers=settings.registers,
        answers=answers(settled_queries(project)),
        refused=refused(followed(project, surveyed, readable_manifests(project))),
        terminology=readable_terminology(project),
    )


def refused(handoffs: Iterable[Manifest]) -> dict[tuple[str, str, str], str]:
    """What came back and was rejected, in words with the reason, by (locale, document, occurrence).

    handoffs: oldest first.  Nothing for a segment of which an answer of a later handoff was taken in, or whose text
    somebody dropped.
    """
    found: dict[tuple[str, str, str], str] = {}
    for manifest in handoffs:
        for unit in manifest.units:
            if unit.returned:
                found.pop((manifest.locale, *unit.key), None)
        for one in manifest.conflicts:
            if one.why is Aside.REJECTED:
                text = f"“{shortened(one.returned, _REFUSED)}”" if one.returned.strip() else ""
                said = f"{text}, because {one.reason}" if text and one.reason else text or one.reason
                found[manifest.locale, *one.place] = spelled_for_xml(said)
    return found


def readable_terminology(project: Project) -> Terminology | None:
    """The glossary; None where it cannot be read, which the project then knows."""
    try:
        terminology = project.terminology
    except InputErrors as error:
        project.note_unread(project.settings.glossary, error.problems)
        return None
    project.note_unread(project.settings.glossary, ())
    return terminology


def readable_markets(project: Project) -> tuple[Market, ...] | None:
    """The launched markets; None where a profile or the company data cannot be read, which their own checks report."""
    try:
        return project.markets
    except InputErrors:
        return None


def _neighbour(row: Row | None, sent: Collection[str]) -> str:
    """The text beside a segment; nothing where the file has it in the next place."""
    if row is None or row.entry.occurrence in sent:
        return ""
    return shortened(_readable(row.segment.content), _NEIGHBOUR)


def _readable(content: Inline) -> str:
    """The text with its facts, variables and addresses as they stand in the source.

    Markdown is read with its marks; of tags of HTML a line break alone stands for something.
    """
    text = ""
    for part in content.parts:
        if isinstance(part, str):
            text += part
        elif part.is_text:
            text += part.text
        elif part.type in _WORDS or content.syntax is Syntax.MARKDOWN:
            text += part.original
        elif part.type is CodeType.BREAK:
            text += " "
    return text
