"""The glossary: files of other tools in and out, and what is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from locmem import textfile
from locmem.catalogs.pairs import Workspace
from locmem.errors import Location, UsageError, input_error
from locmem.formats.glossary_columns import Layout
from locmem.formats.glossary_table import TableForm, read_table, write_table
from locmem.formats.omegat_glossary import write_omegat
from locmem.formats.tbx import Edition, ReadTbx, read_tbx, write_tbx
from locmem.model.tags import LanguageTag
from locmem.model.term import Concept, Glossary, Term, TermStatus
from locmem.model.wording import counted
from locmem.terms.joining import Change, Outcome, joined
from locmem.terms.lint import Flaw, flaws
from locmem.textfile import TextFile
from locmem.values.locales import language_named
from locmem.workspace.project import Project
from locmem.workspace.survey import Question, survey
from locmem.workspace.writing import Run

_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<", b"<\0", b"\0<")
_ZIP = b"PK\x03\x04"
_NOTHING = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand in a file in which nothing stands."""


class TermsFormat(Enum):
    """What a glossary can be written as."""

    TBX = "tbx"
    TBX_2019 = "tbx2019"
    CSV = "csv"
    OMEGAT = "omegat"


_BY_ENDING = {
    ".tbx": TermsFormat.TBX,
    ".csv": TermsFormat.CSV,
    ".tsv": TermsFormat.CSV,
    ".txt": TermsFormat.OMEGAT,
    ".utf8": TermsFormat.OMEGAT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsImport:
    """A glossary brought in.

    path: the team's glossary.  concepts: of the file, as far as they could be used.
    changes: what it says that was not there, taken or, as a conflict, not.  same: terms that were there already.
    unused: terms by a locale that none of the project reads.  rejected: what is not usable, each with why.
    left_out: what the file says that has no place in a glossary here.
    is_relaid: whether the team's glossary had another layout, and now has one row a term.
    may_be_cut: whether the file may be cut off in its last row.
    """

    path: str
    concepts: int
    changes: tuple[Change, ...]
    same: int
    unused: tuple[tuple[str, int], ...] = ()
    rejected: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    is_relaid: bool = False
    may_be_cut: bool = False

    def of(self, outcome: Outcome) -> tuple[Change, ...]:
        """The changes with one outcome."""
        return tuple(change for change in self.changes if change.outcome is outcome)

    @property
    def needs_attention(self) -> bool:
        """Whether something of the file did not come in that may have been meant to."""
        return bool(self.of(Outcome.CONFLICT) or self.rejected or self.unused)

    @property
    def summary(self) -> str:
        """One line for people."""
        added, filled, conflicts = (len(self.of(outcome)) for outcome in Outcome)
        text = f"{self.path}: {counted(added, 'term')} added"
        text += f", {counted(filled, 'gap')} filled" if filled else ""
        text += f", {counted(self.same, 'term')} known" if self.same else ""
        text += f", {counted(conflicts, 'conflict')}" if conflicts else ""
        return f"{text}, {len(self.rejected)} rejected" if self.rejected else text

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to know of what was not taken, a line for each."""
        unused = (
            f"{counted(count, 'term')} in {tag} left out: no locale of locmem.yaml is meant. Add it to `locales`."
            for tag, count in self.unused
        )
        left = (f"{', '.join(self.left_out)}: left out, a glossary here has no place for it.",) if self.left_out else ()
        cut = ("The file's last row has no line end: look whether it is whole.",) if self.may_be_cut else ()
        relaid = (f"{self.path} has one row a term now.",) if self.is_relaid else ()
        return (*unused, *left, *cut, *relaid)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsCheck:
    """What is wrong in the glossary.  path: its file; is_there: whether there is one."""

    path: str
    is_there: bool
    concepts: int
    terms: int
    flaws: tuple[Flaw, ...]


def import_terms(run: Run, file: Path, locale: str = "") -> TermsImport:
    """A TBX or CSV file joined with the team's glossary; nothing that stands there is replaced.

    locale: the language of targets in a file that names none, empty for none.
    Raises InputErrors for a file that cannot be read, and where the team's glossary has a column that would be lost;
    UsageError for a locale that is not declared.
    """
    project = run.project
    settings = project.settings
    data = textfile.read_bytes(file)
    shown = str(file)
    target = project.declared([locale])[0] if locale else ""
    if not data.strip(_NOTHING):
        raise input_error(Location(path=shown), "the file is empty.", "Name the file with the glossary.")
    if data.startswith(_ZIP):
        do = "Save the sheet as CSV (UTF-8), and import that."
        raise input_error(Location(path=shown), "this is a workbook or an archive, not a table.", do)
    rejected: list[str] = []
    left_out: tuple[str, ...] = ()
    may_be_cut = False
    if data.lstrip(b" \t\r\n").startswith(_XML):
        found = _read_tbx(project, data, shown)
        glossary = found.glossary
        rejected += found.rejected
        left_out = tuple(f"{name} ({count:,})" for name, count in found.left_out)
    else:
        table = read_table(
            data,
            shown,
            source_locale=settings.source_locale,
            locales=settings.locales,
            locale=target,
            named=language_named,
        )
        glossary, left_out, may_be_cut = table.glossary, table.left_out, table.may_be_cut
    usable, unused = _meant(project, glossary, rejected)
    own = project.glossary_table
    result = joined(own.glossary, usable, settings.source_locale)
    is_changed = result.glossary != own.glossary
    if is_changed:
        if own.left_out:
            what = f"the column {own.left_out[0]!r} is none of a glossary, and would be lost."
            raise input_error(Location(path=settings.glossary, line=1), what, "Call it note, or remove it.")
        project.folder.write(settings.glossary, write_table(result.glossary, own.form))
    return TermsImport(
        path=settings.glossary,
        concepts=len(usable.concepts),
        changes=result.changes,
        same=result.same,
        unused=unused,
        rejected=tuple(rejected),
        left_out=left_out,
        is_relaid=is_changed and own.layout is not Layout.TERMS,
        may_be_cut=may_be_cut,
    )


def _read_tbx(project: Project, data: bytes, shown: str) -> ReadTbx:
    """A TBX file; the definitions that count are those in the source language, however the file spells it."""
    source = project.settings.source_locale
    found = read_tbx(data, shown, source)
    tags = found.glossary.locales
    spelled = next((tag for tag in tags if _locale(project, tag) == source), source)
    return found if source in tags or spelled == source else read_tbx(data, shown, spelled)


def _locale(project: Project, tag: str) -> str:
    """The locale of the project that a file means, the tag itself where none or several may be."""
    try:
        return project.meant_locale(tag)
    except UsageError:
        return tag


def _meant(project: Project, glossary: Glossary, rejected: list[str]) -> tuple[Glossary, tuple[tuple[str, int], ...]]:
    """The concepts with terms in the project's locales, and how many terms others have; notes what is not usable."""
    source = project.settings.source_locale
    known = {source, *project.settings.locales}
    meant = {tag: _locale(project, tag) for tag in glossary.locales}
    own = {concept.id for concept in project.glossary.concepts}
    unused = Counter[str]()
    concepts = []
    for concept in glossary.concepts:
        terms: list[Term] = []
        for term in sorted(concept.terms, key=lambda term: meant[term.locale] != term.locale):
            if meant[term.locale] not in known:
                unused[term.locale] += 1
            else:
                _take(terms, replace(term, locale=meant[term.locale]), is_own=meant[term.locale] == term.locale)
        if terms and (concept.id in own or any(term.locale == source for term in terms)):
            concepts.append(replace(concept, terms=tuple(terms)))
        elif terms:
            rejected.append(f"line {concept.terms[0].line}: {concept.id} has no term in {source}")
    return Glossary(concepts=tuple(concepts)), tuple(sorted(unused.items()))


def _take(terms: list[Term], term: Term, *, is_own: bool) -> None:
    """Add a term of a concept; of another variant of the language, only what its own does not say otherwise."""
    rivals = [one for one in terms if one.locale == term.locale]
    if not is_own and any(one.text == term.text for one in rivals):
        return
    if not is_own and any(one.status is TermStatus.PREFERRED for one in rivals):
        term = replace(term, status=TermStatus.ADMITTED) if term.is_allowed else term
    terms.append(term)


def export_terms(
    project: Project, file: Path, format_: TermsFormat | None = None, locales: Sequence[str] = ()
) -> tuple[TermsFormat, int]:
    """In which format how many concepts were written to a file.

    format_: None to tell it by the file's ending.  locales: those of targets, empty for all.
    Raises UsageError for an ending that tells no format, and for OmegaT unless there is one locale.
    """
    chosen = format_ or _BY_ENDING.get(file.suffix.lower())
    if chosen is None:
        raise UsageError(f"{file.name} does not tell a format. End it in .tbx, .csv or .txt, or pass --format.")
    tags = project.declared(locales)
    source = project.settings.source_locale
    if chosen is TermsFormat.OMEGAT:
        if len(tags) != 1:
            raise UsageError("a glossary of OmegaT has one target language. Pass --locale.")
        glossary = _in_one(project, tags[0])
        data = write_omegat(glossary, source_locale=source, locale=tags[0])
    else:
        glossary = project.glossary.within({source, *tags})
        if chosen is TermsFormat.CSV:
            # Excel takes a file without a byte order mark for one in the encoding of its own country.
            marked = TextFile(text="", mark=b"\xef\xbb\xbf")
            delimiter = "\t" if file.suffix.lower() == ".tsv" else ","
            data = write_table(glossary, TableForm(delimiter=delimiter, newline="\r\n", file=marked))
        else:
            edition = Edition.OF_2019 if chosen is TermsFormat.TBX_2019 else Edition.OF_2008
            data = write_tbx(glossary, source_locale=source, edition=edition)
    project.folder.named(file)
    textfile.write_bytes(file, data)
    return chosen, len(glossary.concepts)


def _in_one(project: Project, locale: LanguageTag) -> Glossary:
    """The glossary as one locale has it, a variant with what it inherits."""
    source, terminology = project.settings.source_locale, project.terminology

    def made(concept: Concept) -> Concept:
        own = (replace(term, locale=locale) for term in terminology.targets(concept, locale))
        return replace(concept, terms=(*concept.in_locale(source), *own))

    return Glossary(concepts=tuple(map(made, project.glossary.concepts))).within({source, locale})


def check_terms(project: Project) -> TermsCheck:
    """What is wrong in the glossary itself, and which of its concepts no source names.  Raises InputErrors."""
    settings, glossary = project.settings, project.glossary
    return TermsCheck(
        path=settings.glossary,
        is_there=project.folder.exists(settings.glossary),
        concepts=len(glossary.concepts),
        terms=sum(len(concept.terms) for concept in glossary.concepts),
        flaws=flaws(
            glossary,
            source_locale=settings.source_locale,
            locales=settings.locales,
            variants=tuple(settings.variants),
            markets=[market.code for market in project.all_markets],
            used=_used(project) if glossary.concepts else (),
        ),
    )


def _used(project: Project) -> frozenset[str]:
    """Ids of the concepts that sources name, as far as sources can be read."""
    terminology, path = project.terminology, project.settings.glossary

    def used(workspace: Workspace) -> tuple[str, ...]:
        found = {
            sense.concept.id
            for source in workspace.sources
            if source.locale == terminology.source_locale
            for segment in source.catalog_segments
            for term in terminology.in_source(segment.content)
            for sense in term.senses
        }
        return tuple(sorted(found))

    question = Question(name="terms", kind=tuple[str, ...], answer=used, depends=(project.folder.digest(path),))
    return frozenset(id_ for answer in survey(project, expecting=(question,)).ask(question) for id_ in answer)
