"""Terms proposed from the memory: what is translated often and is not in the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from locmem.formats.glossary_table import TableForm, write_table
from locmem.model.match import Trust
from locmem.model.progress import stretch_of
from locmem.model.tags import LanguageTag
from locmem.model.term import Concept, Glossary, Term, TermStatus, concept_id
from locmem.model.wording import counted
from locmem.terms.candidates import Candidate, Text, candidates
from locmem.workspace.memory_cache import remembered
from locmem.workspace.project import Project


def term_candidates(project: Project, locales: Sequence[LanguageTag], limit: int) -> Iterator[Candidate]:
    """The candidates of each locale in order of rank, at most `limit` of each.

    Only pairs that a person confirmed count.  Raises InputErrors where the glossary cannot be read.
    """
    source, terminology = project.settings.source_locale, project.terminology
    memory = remembered(project)

    def known(text: str) -> Iterator[tuple[int, int]]:
        return ((found.start, found.end) for found in terminology.in_source(text))

    has_terms = bool(project.glossary.concepts)
    for locale in stretch_of(project.progress, "locales", locales, len(locales)):
        texts = (
            Text(
                source=entry.source.text,
                target=entry.target.text,
                document=entry.document or entry.origin,
                place=f"{entry.document}#{entry.occurrence}" if entry.document else "",
            )
            for entry in memory.entries(locale)
            if entry.trust is Trust.CONFIRMED and entry.source_locale == source
        )
        yield from candidates(texts, locale, source, known if has_terms else None)[:limit]


def as_table(project: Project, found: Iterable[Candidate]) -> bytes:
    """The candidates as a glossary of the project's own form, each translation with what speaks for it in its note.

    All are admitted: what is preferred says a person.
    """
    source = project.settings.source_locale
    taken = {concept.id for concept in project.glossary.concepts}
    terms: dict[str, list[Term]] = {}
    for one in found:
        of_it = terms.setdefault(one.text, [Term(locale=source, text=one.text, status=TermStatus.ADMITTED)])
        for rendering in one.renderings:
            where = f", as in {rendering.place}" if rendering.place else ""
            of_it.append(
                Term(
                    locale=one.locale,
                    text=rendering.text,
                    status=TermStatus.ADMITTED,
                    note=f"in {rendering.texts} of {counted(one.texts, 'text')}{where}",
                )
            )
    concepts = []
    for text, of_it in terms.items():
        name = concept_id(text, taken)
        taken.add(name)
        concepts.append(Concept(id=name, terms=tuple(of_it)))
    return write_table(Glossary(concepts=tuple(concepts)), TableForm())
