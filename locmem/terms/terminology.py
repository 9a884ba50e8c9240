"""A glossary ready to be asked: its terms found in sources and targets, and those that a locale is to use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from locmem.model.inline import Inline
from locmem.model.tags import LanguageTag
from locmem.model.term import Concept, Glossary, Term, TermStatus
from locmem.terms.finder import Found, Sense, TermFinder, senses_in


class Terminology:
    """The glossary of a project whose sources are written in one language.

    bases: for a variant such as `es-MX` what it inherits from, nearest first; its own terms come before theirs.
    """

    def __init__(
        self,
        glossary: Glossary,
        source_locale: str,
        bases: Mapping[LanguageTag, tuple[LanguageTag, ...]] | None = None,
    ) -> None:
        self.glossary = glossary
        self.source_locale = source_locale
        self._bases: Mapping[str, tuple[str, ...]] = {str(tag): chain for tag, chain in (bases or {}).items()}
        self._in_target: dict[str, TermFinder] = {}

    @cached_property
    def _in_source(self) -> TermFinder:
        return TermFinder(senses_in(self.glossary.concepts, self.source_locale), self.source_locale)

    def in_source(self, source: Inline | str) -> tuple[Found, ...]:
        """The terms in a source text, forbidden synonyms too."""
        return self._in_source.find(source)

    def in_target(self, target: Inline | str, locale: str) -> tuple[Found, ...]:
        """The terms in a target, forbidden ones too: all that hold in the locale, of every concept."""
        finder = self._in_target.get(locale)
        if finder is None:
            senses = (
                Sense(concept=concept, term=term)
                for concept in self.glossary.concepts
                for term in self.targets(concept, locale)
            )
            finder = self._in_target[locale] = TermFinder(senses, locale)
        return finder.find(target)

    def targets(self, concept: Concept, locale: str, markets: tuple[str, ...] = ()) -> tuple[Term, ...]:
        """The terms of a concept in a locale that hold in some of these markets, for none in any.

        A variant has what its bases say and it does not: where it prefers a term of its own, those that its base
        allows are not told, and what it allows itself is not forbidden.
        A preferred term for a market comes before one for all, where just one market is named.
        """
        terms: list[Term] = []
        for tag in (locale, *self._bases.get(locale, ())):
            has_own = any(term.status is TermStatus.PREFERRED for term in terms)
            said = {term.text.casefold() for term in terms}
            terms += (
                term
                for term in concept.in_locale(tag)
                if term.holds_in(markets) and term.text.casefold() not in said and not (has_own and term.is_allowed)
            )
        if concept.is_kept and not any(term.is_allowed for term in terms):
            terms += (term for term in concept.in_locale(self.source_locale) if term.is_allowed)
        limited = [term for term in terms if term.markets and term.status is TermStatus.PREFERRED]
        if len(markets) == 1 and limited:
            return tuple(term for term in terms if term.markets or term.status is not TermStatus.PREFERRED)
        return tuple(terms)
