"""What is wrong in a glossary itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from locmem.model.finding import Severity
from locmem.model.term import Concept, Glossary, Term, TermStatus
from locmem.terms.joining import shares_markets
from locmem.terms.words import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that somebody should mend in the glossary, or know of it.

    kind: its stable name, such as `term-twice`.  line: in the glossary's file, from 1.
    locale: empty where it is said of the whole concept.
    """

    kind: str
    severity: Severity
    concept: str
    locale: str = ""
    line: int
    what: str
    do: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Sorting key: worst first, then by line."""
        return self.severity.rank, self.line, self.kind, self.what


def flaws(
    glossary: Glossary,
    *,
    source_locale: str,
    locales: Collection[str],
    variants: Collection[str] = (),
    markets: Collection[str] | None = None,
    used: Collection[str] | None = None,
) -> tuple[Flaw, ...]:
    """What is wrong in a glossary, the worst first.

    locales: those that are translated into; variants: of them those that inherit terms.
    markets: codes of the project's markets; None where they are not known.
    used: ids of the concepts that some source names; None where that is not known.
    """
    found = [
        flaw
        for concept in glossary.concepts
        for flaw in (
            *_of_terms(concept, {source_locale, *locales}, markets),
            *_of_concept(concept, source_locale, [tag for tag in locales if tag not in variants], used),
        )
    ]
    return tuple(sorted((*found, *_homonyms(glossary, source_locale)), key=lambda flaw: flaw.order))


def _of_terms(concept: Concept, locales: Collection[str], markets: Collection[str] | None) -> Iterator[Flaw]:
    for one, other in combinations(concept.terms, 2):
        if one.locale != other.locale:
            continue
        is_same = one.text.casefold() == other.text.casefold()
        both = {one.status, other.status}
        preferred = both == {TermStatus.PREFERRED}
        if is_same and TermStatus.FORBIDDEN in both and len(both) == 2 and _meet(one, other):
            yield _flaw(
                "term-contradictory", concept, other, f"{other.text} is {one.status.value} and {other.status.value}.",
                "Keep one of the two rows.",
            )  # fmt: skip
        elif is_same and _meet(one, other):
            yield _flaw("term-twice", concept, other, f"{other.text} stands twice.", "Keep one of the two rows.")
        elif preferred and shares_markets(one, other):
            what = f"{one.text} and {other.text} are both preferred."
            yield _flaw("preferred-twice", concept, other, what, "Make one of them admitted.")
    for term in concept.terms:
        if term.locale not in locales:
            what = f"{term.locale} is no locale of locmem.yaml."
            yield _flaw("locale-unknown", concept, term, what, "Add it to `locales`, or correct the row.")
        if not words_of(term.text):
            what = f"{term.text} holds no word, so that it is found nowhere."
            yield _flaw("term-unfindable", concept, term, what, "Write it with a word.", Severity.WARNING)
        for code in term.markets if markets is not None else ():
            if code not in (markets or ()):
                what = f"there is no market {code}."
                do = "Correct the code, or write its profile."
                yield _flaw("market-unknown", concept, term, what, do, Severity.WARNING)


def _of_concept(
    concept: Concept, source_locale: str, locales: Collection[str], used: Collection[str] | None
) -> Iterator[Flaw]:
    first = concept.terms[0]
    sources = concept.in_locale(source_locale)
    name = concept.name(source_locale)
    if not sources:
        what = f"{concept.id} has no term in {source_locale}, so that it is found in no source."
        yield _flaw("source-missing", concept, first, what, f"Add a row in {source_locale}.")
        return
    if not any(term.is_allowed for term in sources):
        what = f"every term of {concept.id} in {source_locale} is forbidden."
        yield _flaw("preferred-missing", concept, first, what, "Add the one to write.", Severity.WARNING)
    missing = [
        tag
        for tag in locales
        if not concept.is_kept and not any(term.status is TermStatus.PREFERRED for term in concept.in_locale(tag))
    ]
    if missing:
        what = f"{name} has no preferred term in {', '.join(missing)}."
        yield _flaw("preferred-missing", concept, first, what, "Add one, or say do_not_translate.", Severity.WARNING)
    if used is not None and concept.id not in used:
        what = f"{name} stands in no source."
        yield _flaw("term-unused", concept, first, what, "Remove it if nobody needs it any more.", Severity.NOTE)


def _homonyms(glossary: Glossary, source_locale: str) -> Iterator[Flaw]:
    first: dict[str, Concept] = {}
    for concept in glossary.concepts:
        for term in concept.in_locale(source_locale):
            other = first.setdefault(term.text.casefold(), concept)
            if other is not concept:
                what = f"{term.text} stands for {other.id} and {concept.id}, so that neither is claimed of a text."
                do = "Let definitions tell them apart; translators are shown both."
                yield _flaw("term-ambiguous", concept, term, what, do, Severity.NOTE)


def _meet(one: Term, other: Term) -> bool:
    """Whether there is a market in which both hold."""
    return one.holds_in(other.markets) and other.holds_in(one.markets)


def _flaw(kind: str, concept: Concept, term: Term, what: str, do: str, severity: Severity = Severity.ERROR) -> Flaw:
    is_of_concept = kind in ("source-missing", "preferred-missing", "term-unused")
    return Flaw(
        kind=kind,
        severity=severity,
        concept=concept.id,
        locale="" if is_of_concept else term.locale,
        line=term.line,
        what=what,
        do=do,
    )
