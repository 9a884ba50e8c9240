"""What a translator was asked to keep to besides codes: the length of a text, the glossary, the register.

None of it stands in the way of an answer, which a person gave knowing it.  It is told, so that somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from locmem.catalogs.limits import length, limited
from locmem.catalogs.pairs import Pair
from locmem.exchange.decision import Decision
from locmem.model.inline import Inline
from locmem.model.tags import LanguageTag
from locmem.model.wording import listed
from locmem.pages.guidance import readable_markets, readable_terminology
from locmem.postedit.waiting import readers
from locmem.terms.register import Wanted, others_in, tones_of, wanted_register
from locmem.terms.terminology import Terminology
from locmem.terms.use import uses
from locmem.workspace.project import Project


class Heeding:
    """The limits and the glossary of a project, asked about answers to its handoffs."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._registers: dict[str, Wanted] = {}

    def told(self, pair: Pair, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """The decisions; those that confirmed a text say what it does not keep to.

        pair: the document with the answers in its entries.
        """
        confirmed = {one.occurrence for one in decisions if one.entry is not None and one.entry.is_confirmed}
        if not confirmed:
            return tuple(decisions)
        limits = {id(segment): most for segment, most in limited(pair.source)}
        markets = tuple(code for code in self._readers.get(pair.locale, ()) if pair.source.ships_to(code))
        said: dict[str, tuple[str, ...]] = {}
        for row in pair.rows:
            if row.entry.occurrence in confirmed:
                most = limits.get(id(row.segment), 0)
                characters = length(row.target) if most else 0
                too_long = (f"{characters} characters; {most} are allowed",) if characters > most else ()
                found = (
                    *too_long,
                    *self._forbidden(pair, row.segment.content, row.target, markets),
                    *self._other_register(pair, row.segment.content, row.target),
                )
                if found:
                    said[row.entry.occurrence] = found
        return tuple(
            replace(one, notes=(*one.notes, *said[one.occurrence]), doubts=(*one.doubts, *said[one.occurrence]))
            if one.entry is not None and one.occurrence in said
            else one
            for one in decisions
        )

    def _forbidden(self, pair: Pair, source: Inline, target: Inline, markets: tuple[str, ...]) -> Iterator[str]:
        if self._terminology is None:
            return
        for use in uses(source, target, pair.locale, markets, self._terminology):
            instead = f"; write {listed(tuple(term.text for term in use.wanted))}" if use.wanted else ""
            for found in use.forbidden:
                yield f"the glossary forbids “{found.text}” for “{use.source}”{instead}"

    def _other_register(self, pair: Pair, source: Inline, target: Inline) -> Iterator[str]:
        wanted = self._wanted(pair.locale)
        others = others_in(target.text, source.text, pair.locale, pair.source.locale, wanted.register)
        if others:
            yield f"“{others[0].word}” is {others[0].register} address; {pair.locale} wants “{wanted.words}”"

    def _wanted(self, locale: str) -> Wanted:
        if locale not in self._registers:
            settings = self._project.settings
            registers = {str(tag): words for tag, words in settings.registers.items()}
            bases = tuple(map(str, settings.bases(LanguageTag(locale))))
            self._registers[locale] = wanted_register(locale, bases, registers, self._tones)
        return self._registers[locale]

    @cached_property
    def _tones(self) -> Mapping[str, Sequence[str]]:
        return tones_of(readable_markets(self._project) or ())

    @cached_property
    def _terminology(self) -> Terminology | None:
        return readable_terminology(self._project)

    @cached_property
    def _readers(self) -> Mapping[str, Sequence[str]]:
        return readers(readable_markets(self._project) or ())
