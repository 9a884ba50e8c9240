"""Two glossaries joined: what a file from elsewhere adds to the team's own.

What stands in the team's glossary stays: no term, status or word of a person is replaced.  What the file adds is added,
what it says otherwise is told as a conflict, and somebody decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from locmem.model.term import Concept, Glossary, Term, TermStatus, concept_id


class Outcome(Enum):
    """What became of something that a file says."""

    ADDED = "added"
    FILLED = "filled"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a file says and the glossary did not.

    concept: its id in the glossary.  locale: empty where it is said of the whole concept.
    what: in words.  here: what the glossary says in its place, for a conflict.
    """

    outcome: Outcome
    concept: str
    locale: str = ""
    what: str
    here: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The glossary with what a file adds, and what that was.  same: terms of the file that were there already."""

    glossary: Glossary
    changes: tuple[Change, ...]
    same: int


def joined(own: Glossary, other: Glossary, source_locale: str) -> Joined:
    """The team's own glossary with what another one adds, in the order of both, the own one first.

    A concept is the same where a source term is, or, where one of the two has no source term, the id.  Ids of other
    files mean nothing beside that: `c1` stands in many.  Where a source term names several concepts of the own
    glossary, the file's is not taken, and told.
    """
    concepts = {concept.id: concept for concept in own.concepts}
    named: dict[str, dict[str, None]] = {}
    for concept in own.concepts:
        _note_names(named, concept, source_locale)
    changes: list[Change] = []
    same = 0
    for theirs in other.concepts:
        candidates = _candidates(concepts, named, theirs, source_locale)
        if len(candidates) > 1:
            what = f"{theirs.name(source_locale)} may be any of several concepts"
            changes.append(_conflict(theirs.id, "", what, ", ".join(candidates)))
            continue
        if candidates:
            mine = concepts[candidates[0]]
            terms, found, known = _joined_terms(mine, theirs)
            new, said = _joined_words(replace(mine, terms=terms), theirs)
            changes += (*found, *said)
            same += known
        else:
            new = theirs if theirs.id not in concepts else replace(theirs, id=concept_id(theirs.id, concepts))
            changes += (_added(new.id, term) for term in new.terms)
        concepts[new.id] = new
        _note_names(named, new, source_locale)
    return Joined(glossary=Glossary(concepts=tuple(concepts.values())), changes=tuple(changes), same=same)


def _candidates(
    concepts: Mapping[str, Concept], named: Mapping[str, Mapping[str, None]], theirs: Concept, source_locale: str
) -> list[str]:
    """Ids of the concepts that one of another glossary may be.  named: ids by the source terms that may be written."""
    names = _names(theirs, source_locale)
    found = list(dict.fromkeys(id_ for name in sorted(names) for id_ in named.get(name, ())))
    if len(found) > 1 and theirs.id in found:
        return [theirs.id]
    own = concepts.get(theirs.id)
    if not found and own is not None and not (names and _names(own, source_locale)):
        return [own.id]
    return found


def _note_names(named: dict[str, dict[str, None]], concept: Concept, source_locale: str) -> None:
    for name in _names(concept, source_locale):
        named.setdefault(name, {})[concept.id] = None


def _names(concept: Concept, source_locale: str) -> set[str]:
    return {term.text.casefold() for term in concept.in_locale(source_locale) if term.is_allowed}


def _joined_terms(mine: Concept, theirs: Concept) -> tuple[tuple[Term, ...], list[Change], int]:
    """All terms of both, what was added or not taken, and how many were there already."""
    terms = list(mine.terms)
    changes: list[Change] = []
    same = 0
    for term in theirs.terms:
        number = next((n for n, one in enumerate(terms) if (one.locale, one.text) == (term.locale, term.text)), None)
        if number is not None:
            known = terms[number]
            if known.status is not term.status:
                what = f"{term.text} is {term.status.value}"
                changes.append(_conflict(mine.id, term.locale, what, known.status.value))
                continue
            terms[number], found = _filled(mine.id, known, term)
            changes += found
            same += not found
            continue
        rival = next((one for one in terms if _excludes(one, term)), None)
        if rival is not None:
            changes.append(_conflict(mine.id, term.locale, f"{term.text} is preferred", rival.text))
            continue
        terms.append(term)
        changes.append(_added(mine.id, term))
    return tuple(terms), changes, same


def _excludes(known: Term, term: Term) -> bool:
    """Whether both are preferred in one locale and in markets of which some are the same."""
    both = (known.status, term.status)
    return known.locale == term.locale and both == (TermStatus.PREFERRED,) * 2 and shares_markets(known, term)


def shares_markets(one: Term, other: Term) -> bool:
    """Whether there is a market in which both hold, as far as that is said of both or of none."""
    if one.markets and other.markets:
        return bool({*one.markets}.intersection(other.markets))
    return not one.markets and not other.markets


def _filled(concept: str, known: Term, term: Term) -> tuple[Term, list[Change]]:
    """A term with what the other one says besides."""
    changes: list[Change] = []
    part, note, markets = known.part_of_speech, known.note, known.markets
    for name, here, there in (
        ("part of speech", part, term.part_of_speech),
        ("note", note, term.note),
        ("markets", " ".join(markets), " ".join(term.markets)),
    ):
        if not there or here == there:
            continue
        if name == "markets" or here:
            # A term that holds everywhere is not confined to some markets by a file.
            changes.append(_conflict(concept, known.locale, f"{name} of {known.text}: {there}", here or "all"))
            continue
        changes.append(
            Change(
                outcome=Outcome.FILLED, concept=concept, locale=known.locale, what=f"{name} of {known.text}: {there}"
            )
        )
        part, note = (there, note) if name == "part of speech" else (part, there)
    return replace(known, part_of_speech=part, note=note), changes


def _joined_words(mine: Concept, theirs: Concept) -> tuple[Concept, list[Change]]:
    """What is said of a concept by both."""
    changes: list[Change] = []
    said = {"definition": mine.definition, "domain": mine.domain, "note": mine.note}
    for name, there in (("definition", theirs.definition), ("domain", theirs.domain), ("note", theirs.note)):
        here = said[name]
        if there and not here:
            said[name] = there
            changes.append(Change(outcome=Outcome.FILLED, concept=mine.id, what=f"{name}: {there}"))
        elif there and here != there:
            changes.append(_conflict(mine.id, "", f"{name}: {there}", here))
    if theirs.is_kept and not mine.is_kept:
        changes.append(_conflict(mine.id, "", "do not translate", "it is translated"))
    return replace(mine, **said), changes  # type: ignore[arg-type]


def _added(concept: str, term: Term) -> Change:
    what = f"{term.text} ({term.status.value})"
    return Change(outcome=Outcome.ADDED, concept=concept, locale=term.locale, what=what)


def _conflict(concept: str, locale: str, what: str, here: str) -> Change:
    return Change(outcome=Outcome.CONFLICT, concept=concept, locale=locale, what=what, here=here)
