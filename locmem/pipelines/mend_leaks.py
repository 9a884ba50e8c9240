"""`check --fix`: facts typed into sources replaced by their expressions, where only one can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from locmem import textfile
from locmem.catalogs.pairs import Source, Workspace
from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.leaks import leaks_of
from locmem.checks.mending import expression_of, with_expressions
from locmem.checks.run import is_in
from locmem.checks.typed import Leak
from locmem.model.inline import Inline
from locmem.model.segment import Segment
from locmem.model.wording import counted
from locmem.render.merge import translated
from locmem.workspace.survey import Question, survey
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One fact that was typed in: the file, the words, and what stands there now."""

    file: str
    line: int
    word: str
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MendResult:
    """What was replaced, and how much of it somebody has to look at.

    left: findings that stay, because several facts may be meant, a market lacks the fact, or it stands in a list.
    stale: confirmed translations of the sentences that changed; they stay as they are until somebody decides.
    """

    mended: tuple[Mended, ...]
    left: int
    stale: int

    @property
    def summary(self) -> str:
        """One line for people."""
        files = len({one.file for one in self.mended})
        text = f"{counted(len(self.mended), 'fact')} replaced in {counted(files, 'file')}, {self.left} left to you"
        if not self.stale:
            return text
        verb = "is" if self.stale == 1 else "are"
        return (
            f"{text}. {counted(self.stale, 'confirmed translation')} {verb} kept and will be stale: "
            "put the expression in place of the fact there, too (`locmem queue list`)"
        )


def mend_leaks(run: Run, paths: Sequence[str] = ()) -> MendResult:
    """Replace what is typed into the sources, in the files or folders of `paths`, all for none.

    A fact is replaced where its words stand for one path only, that path is no list, and every market that reads
    the document has a value for it today.  Addresses of links stay, and so does what another market has.
    Raises InputErrors for files that cannot be read.
    """
    project = run.project
    forms = fact_forms(project.markets, project.settings.source_locale, project.today)
    question = Question(
        name="typed-facts",
        kind=tuple[_Typed, ...],
        answer=lambda workspace: tuple(_typed(run, source, forms) for source in workspace.sources),
    )
    surveyed = survey(project, expecting=(question,))
    surveyed.rest.require_all()
    found = [one for part in surveyed.ask(question) for one in part if not paths or is_in((one.file,), paths)]
    workspace = surveyed.open([one.document for one in found if one.is_sure])
    mended: list[Mended] = []
    stale = 0
    for source in workspace.sources:
        contents: dict[int, Inline] = {}
        for index, segment in enumerate(source.segments):
            good = {leak: expression for leak, expression in _changes(run, source, segment, forms) if expression}
            if good:
                contents[index] = with_expressions(segment.content, good)
                mended += (_told(source, segment, leak, good[leak]) for leak in good)
        stale += _confirmed(workspace, source, contents)
        new = translated(source.document, source.segments, contents, source.locale, source.content_set.kind)
        data = project.folder.read(source.file) or b""
        project.folder.write(source.file, textfile.decode(data, source.file).encode(new))
    left = sum(one.left for one in found)
    return MendResult(mended=tuple(mended), left=left, stale=stale)


class _Typed(NamedTuple):
    """What is typed into a document: how many facts are left to people, and whether some others can be replaced."""

    document: str
    file: str
    left: int
    is_sure: bool


def _typed(run: Run, source: Source, forms: FactForms) -> _Typed:
    changes = [change for segment in source.segments for change in _changes(run, source, segment, forms)]
    left = sum(not expression for _, expression in changes)
    return _Typed(source.path, source.file, left, left < len(changes))


def _changes(run: Run, source: Source, segment: Segment, known: FactForms) -> Iterator[tuple[Leak, str]]:
    """Each leak of a segment with the expression to write, empty where it is not sure which."""
    markets = [one for one in run.project.markets if source.ships_to(one.code)]
    for leak in leaks_of(segment.content, known, source.locale):
        yield leak, expression_of(leak, markets, run.project.today)


def _told(source: Source, segment: Segment, leak: Leak, expression: str) -> Mended:
    return Mended(file=source.file, line=segment.line, word=leak.word, expression=expression)


def _confirmed(workspace: Workspace, source: Source, contents: dict[int, Inline]) -> int:
    """How many confirmed translations the changed segments have."""
    changed = [source.segments[index] for index in contents]
    return sum(
        row.entry.is_current
        for pair in workspace.pairs
        if pair.source is source
        for row in pair.rows
        if any(row.segment is one for one in changed)
    )
