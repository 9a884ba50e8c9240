"""The team's glossary as values: concepts, and the terms for each in every language."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain, count


class TermStatus(Enum):
    """What the team says of a term: write it, it may be written, never write it."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One way to name a concept in one locale.

    locale: as the file spells it, in BCP 47 spelling where it is well formed.
    part_of_speech: `noun`, `verb`, `adjective`, `adverb`, `proper noun`, or what else the file says; empty for unknown.
    markets: codes of the markets in which it holds; empty for all.
    line: in the file read, 0 where it was not read.
    """

    locale: str
    text: str
    status: TermStatus = TermStatus.PREFERRED
    part_of_speech: str = ""
    markets: tuple[str, ...] = ()
    note: str = ""
    line: int = field(default=0, compare=False)

    @property
    def is_allowed(self) -> bool:
        """Whether it may be written."""
        return self.status is not TermStatus.FORBIDDEN

    def holds_in(self, markets: tuple[str, ...]) -> bool:
        """Whether it holds in one of these markets; for none named, wherever it holds is enough."""
        return not self.markets or not markets or bool({*self.markets}.intersection(markets))


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What is named: one meaning, with its terms in order, those of the source language among them.

    id: unique in a glossary; what a file without ids says of one is made of its source term.
    domain: the subject field.
    is_kept: whether the source term stays as it is in every locale: do not translate.
    """

    id: str
    terms: tuple[Term, ...]
    definition: str = ""
    domain: str = ""
    note: str = ""
    is_kept: bool = False

    def in_locale(self, locale: str) -> tuple[Term, ...]:
        """Its terms in a locale, in order."""
        return tuple(term for term in self.terms if term.locale == locale)

    def name(self, locale: str) -> str:
        """What it is called in a locale: the first preferred term, or the first that may be written; else its id."""
        named = sorted((term for term in self.in_locale(locale) if term.is_allowed), key=_is_second)
        return named[0].text if named else self.id


def _is_second(term: Term) -> bool:
    return term.status is not TermStatus.PREFERRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """All concepts, in the order of the file."""

    concepts: tuple[Concept, ...] = ()

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that have a term, each once, in order of first appearance."""
        return tuple(dict.fromkeys(term.locale for concept in self.concepts for term in concept.terms))

    def within(self, locales: Collection[str]) -> Glossary:
        """Its concepts with their terms in these locales, those that have one."""
        concepts = (
            replace(concept, terms=tuple(term for term in concept.terms if term.locale in locales))
            for concept in self.concepts
        )
        return Glossary(concepts=tuple(concept for concept in concepts if concept.terms))


def concept_id(name: str, taken: Container[str]) -> str:
    """An id made of a term, such as `reading-lamp`; with a number behind it where that is taken.

    name: with no letter or digit in it, the id is `concept`.
    """
    plain = re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "concept"
    return next(found for found in chain((plain,), (f"{plain}-{n}" for n in count(2))) if found not in taken)
