"""What a translator is told of the terms in a text."""

from __future__ import annotations

from dataclasses import dataclass

from locmem.model.inline import Inline
from locmem.model.term import Term, TermStatus
from locmem.terms.terminology import Terminology


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHint:
    """One concept that a text names, and how to name it in a locale.

    source: as the text has it, at `start` to `end` (half open) of what a reader sees of it, where it first stands.
    preferred, admitted, forbidden: terms of the locale, in the order of the glossary; those of a kept concept are the
        source's own.
    is_kept: do not translate.
    is_ambiguous: whether the text may mean other concepts of the glossary, too; each has a hint of its own.
    is_forbidden_source: whether the glossary forbids what the source says, in the source's own language.
    """

    concept: str
    source: str
    start: int
    end: int
    preferred: tuple[Term, ...] = ()
    admitted: tuple[Term, ...] = ()
    forbidden: tuple[Term, ...] = ()
    is_kept: bool = False
    is_ambiguous: bool = False
    is_forbidden_source: bool = False
    definition: str = ""
    domain: str = ""
    note: str = ""

    @property
    def in_words(self) -> str:
        """The hint on one line: `refund = reembolso, also devolución; never: reintegro (money paid back)`."""
        said = []
        if self.is_kept:
            said.append("stays as it is")
        elif self.preferred:
            said.append(f"= {_listed(self.preferred)}")
        if self.admitted and not self.is_kept:
            said.append(f"also {_listed(self.admitted)}")
        if self.forbidden:
            said.append(f"never: {_listed(self.forbidden)}")
        if self.is_ambiguous:
            said.append("if this is what it means here")
        about = "; ".join(filter(None, (self.definition, self.note)))
        first, *rest = said or [""]
        text = f"{self.source} {first}".rstrip()
        return "; ".join((text, *rest)) + (f" ({about})" if about else "")


def terms_for(
    source: Inline | str, locale: str, markets: tuple[str, ...], terminology: Terminology
) -> tuple[TermHint, ...]:
    """What the glossary says of a source text to those who translate it into a locale, in order of the text.

    markets: codes of those that read it; terms that hold in none of them are left out.  Empty for any.
    Concepts of which the glossary says nothing for this locale are left out, but for their definition.
    """
    hints: dict[str, TermHint] = {}
    for found in terminology.in_source(source):
        for sense in found.senses:
            concept = sense.concept
            if concept.id in hints:
                continue
            terms = terminology.targets(concept, locale, markets)
            hint = TermHint(
                concept=concept.id,
                source=found.text,
                start=found.start,
                end=found.end,
                preferred=_with_status(terms, TermStatus.PREFERRED),
                admitted=_with_status(terms, TermStatus.ADMITTED),
                forbidden=_with_status(terms, TermStatus.FORBIDDEN),
                is_kept=concept.is_kept,
                is_ambiguous=found.concept is None,
                is_forbidden_source=not sense.term.is_allowed,
                definition=concept.definition,
                domain=concept.domain,
                note=concept.note,
            )
            if terms or concept.definition or concept.note:
                hints[concept.id] = hint
    return tuple(hints.values())


def words_for(
    source: Inline | str, locale: str, markets: tuple[str, ...], terminology: Terminology
) -> tuple[tuple[str, str], ...]:
    """Words of a source text with the one word that the glossary wants for each in a locale, in order of the text.

    It is what an engine can be told: the first preferred term, or the first that may be written.  What may be several
    concepts is left out, and so is a concept without a term that may be written.  markets: as of `terms_for`.
    """
    hints = terms_for(source, locale, markets, terminology)
    wanted = ((hint, (*hint.preferred, *hint.admitted)) for hint in hints if not hint.is_ambiguous)
    return tuple((hint.source, terms[0].text) for hint, terms in wanted if terms)


def _listed(terms: tuple[Term, ...]) -> str:
    return ", ".join(term.text for term in terms)


def _with_status(terms: tuple[Term, ...], status: TermStatus) -> tuple[Term, ...]:
    return tuple(term for term in terms if term.status is status)
