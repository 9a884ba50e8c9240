"""Whether a translation uses the terms that the glossary wants for its source.

Two questions, asked with two measures.  That a forbidden term stands in a target is claimed only where it certainly
does: whole words in regular forms, no part of a term that is allowed there.  That no allowed term does is claimed only
where nothing like one stands there: not even the beginnings of its words, inside a compound or with another ending.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from locmem.model.inline import Inline
from locmem.model.term import Concept, Term
from locmem.terms.finder import Found
from locmem.terms.terminology import Terminology
from locmem.terms.words import is_unspaced, words_of

_STEM = 4
"""Letters of a word that must be there, at least, for it to count as used."""

_HYPHENS = re.compile("[-\u2010\u2011]")
_ENDING = 3
"""Letters that an ending may take off a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """How a target names a concept that its source names.

    source: as the source has it.
    used: allowed terms that certainly stand in the target.
    forbidden: forbidden ones that do, with their place in it.
    wanted: the allowed terms; is_missing: whether there are some and certainly none of them stands in the target.
    """

    concept: Concept
    source: str
    used: tuple[Term, ...] = ()
    forbidden: tuple[Found, ...] = ()
    wanted: tuple[Term, ...] = ()
    is_missing: bool = False


def uses(
    source: Inline | str, target: Inline | str, locale: str, markets: tuple[str, ...], terminology: Terminology
) -> tuple[TermUse, ...]:
    """How a target names what its source names, in order of the source; concepts that nobody can tell are left out.

    markets: as of `terms_for`.  Only concepts with terms in the locale are told.
    """
    return uses_of(terminology.in_source(source), target, locale, markets, terminology)


def uses_of(
    found: tuple[Found, ...],
    target: Inline | str,
    locale: str,
    markets: tuple[str, ...],
    terminology: Terminology,
) -> tuple[TermUse, ...]:
    """The same, where it is known already which terms stand in the source."""
    if not found:
        return ()
    in_target = terminology.in_target(target, locale)
    text = target if isinstance(target, str) else target.text
    named = {one.concept.id: one for one in reversed(found) if one.concept is not None}
    made = []
    for one in sorted(named.values(), key=lambda one: one.start):
        assert one.concept is not None
        terms = terminology.targets(one.concept, locale, markets)
        if terms:
            made.append(_use(one.concept, one.text, terms, in_target, text))
    return tuple(made)


def _use(concept: Concept, source: str, terms: tuple[Term, ...], in_target: Iterable[Found], text: str) -> TermUse:
    used: list[Term] = []
    forbidden: list[Found] = []
    for found in in_target:
        of_it = [sense.term for sense in found.senses if sense.concept.id == concept.id and sense.term in terms]
        used += (term for term in of_it if term.is_allowed)
        if of_it and not any(sense.term.is_allowed for sense in found.senses):
            forbidden.append(found)
    wanted = tuple(term for term in terms if term.is_allowed)
    stands = _stands_as_name if concept.is_kept else _may_stand_in
    is_missing = bool(wanted) and not used and not any(stands(term.text, text) for term in wanted)
    return TermUse(
        concept=concept,
        source=source,
        used=tuple(dict.fromkeys(used)),
        forbidden=tuple(forbidden),
        wanted=wanted,
        is_missing=is_missing,
    )


def _may_stand_in(term: str, text: str) -> bool:
    """Whether something like a term stands in a text: the beginnings of its words, in any order, inside others too.

    Its short words (`de`, `of`) are asked for only where it has no others; of one without any word the answer is yes.
    """
    folded = _folded(text)
    # `Lese-Lampe` is a Leselampe.
    within = f"{folded}\n{_HYPHENS.sub('', folded)}"
    words = [term[word.start : word.end] for word in words_of(term)]
    long = [word for word in words if len(word) >= _STEM or is_unspaced(word) or word.isdigit()]
    return all(_stem(word) in within for word in long or words)


def _stands_as_name(name: str, text: str) -> bool:
    """Whether a name that is never translated stands in a text with all its letters, if with an ending: `Larchs`."""
    parts = r"[\s\u00a0\u2010\u2011-]+".join(re.escape(part) for part in re.split(r"[\s\u00a0-]+", name))
    edge = r"[A-Za-z\u00c0-\u024f]"
    return re.search(rf"(?<!{edge}){parts}(?!{edge}{{3}})", text, re.IGNORECASE) is not None


def _stem(word: str) -> str:
    folded = _folded(word)
    return folded if folded.isdigit() else folded[: max(_STEM, len(folded) - _ENDING)]


def _folded(text: str) -> str:
    """The text without case and accents, so that `Verträge` begins like `Vertrag`."""
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", ""))
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()
