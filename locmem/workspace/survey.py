"""Asking every document of a project a question, and asking again only where something changed.

A question is a pure function of one document in all its locales, of the settings, the markets and the day.  Its answer
is kept (`locmem.workspace.kept_answers`) under a key made of exactly that: the digests of the source and of its
catalogs, of the settings, the profiles and the rules of segmentation, the day, the program, and what else the question
says it depends on.  Files are not read for that where nobody saved them since (`locmem.workspace.steady_files`).

Documents are not quite alone: a paragraph that left one of them takes its translation along to another.  What was
lost in that way is itself the answer to a first question; only documents with gaps depend on it.

Answers add up: what a question finds in two documents together is what it finds in each.  So where a project is not
plain (a catalog has no document, or something cannot be read), the whole of it is opened and asked at once, and
whoever asks gets one answer for everything instead of one for each document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from locmem.catalogs.pairs import CONTENT, Workspace
from locmem.errors import InputErrors
from locmem.model.progress import stretch_of
from locmem.model.translation import CatalogEntry
from locmem.noted_day import Days, NotedDay
from locmem.workspace.document_files import DocumentFiles, NotPlain, documents_of, ground_of
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.project import Project
from locmem.workspace.workers import spread

T = TypeVar("T")

Lost = Mapping[str, Sequence[CatalogEntry]]
"""Confirmed entries that lost their place in some document, by locale."""


@dataclass(frozen=True, kw_only=True)
class Question(Generic[T]):
    """What is to be found out about each document.

    name: of the file of its answers.  kind: the type of an answer: anything msgspec can write and read.
    answer: of a workspace with some documents; what several of them give adds up.
    depends: what else all answers depend on; of_document: what the one about a document does, by its path.
    day: the day that answers are about, where that is another one than today.
    holds: whether an answer from before is still one, where it says itself what was found while it was made and no key
        can hold beforehand.
    """

    name: str
    kind: type[T]
    answer: Callable[[Workspace], T]
    depends: tuple[object, ...] = ()
    day: NotedDay | None = None
    of_document: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    holds: Callable[[T], bool] | None = None

    def key(self, document: str, print_: bytes) -> bytes:
        """The key of an answer.  document: its path under the content folder; print_: what stands for it."""
        return key_of(self._ground, *self.of_document.get(document, ()), print_)

    @cached_property
    def _ground(self) -> bytes:
        return key_of(self.name, *self.depends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a document stands by itself.

    is_read: whether all its files could be.  lost: confirmed entries without a place, by locale.
    has_gaps: whether some entry has no target, which one that is lost elsewhere may fill.
    """

    is_read: bool
    lost: tuple[tuple[str, CatalogEntry], ...]
    has_gaps: bool


def standing(workspace: Workspace) -> Standing:
    """The standing of the only document of a workspace."""
    return Standing(
        is_read=not workspace.problems,
        lost=tuple((pair.locale, entry) for pair in workspace.pairs for entry in pair.orphans if not entry.is_stale),
        has_gaps=any(not entry.target for pair in workspace.pairs for entry in pair.catalog.entries),
    )


class ManyToOpen(Exception):
    """More documents have to be opened than whoever asks would wait for (`Project.opens_most`)."""


_WORTH = 100
"""Files whose reading keeps a process busy for longer than it takes to start."""

_STANDING = Question(name="standing", kind=Standing, answer=standing)


class Survey(Protocol):
    """The documents of a project, ready to be asked.

    rest: what belongs to no document, and what could not be read.
    """

    @property
    def rest(self) -> Workspace:
        """A workspace without documents."""

    @property
    def files(self) -> tuple[str, ...]:
        """The documents and their catalogs, from the project's folder."""

    def whole(self) -> Workspace:
        """Everything, opened."""

    def prints(self, documents: Iterable[str]) -> Mapping[str, bytes]:
        """What stands for each of these documents as the step at hand has left it, by path.

        Where it is the same, `open` gives the same for the document.
        """

    def as_found(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Those of which nobody saved a file before they were opened, so that this is what `prints` stands for."""

    def ask(self, question: Question[T]) -> tuple[T, ...]:
        """Answers that add up to the one for the whole project, in order of path."""

    def open(self, documents: Collection[str]) -> Workspace:
        """These documents, by their paths under the content folder, as the whole project has them.

        What is none is left out; the files of those that cannot be read are named.
        """


class WholeProject:
    """A project that is not plain: everything is opened, and asked at once."""

    def __init__(self, project: Project, workspace: Workspace) -> None:
        self._project = project
        self._workspace = workspace

    @property
    def rest(self) -> Workspace:
        """What belongs to no document."""
        return self._workspace.without_documents()

    @property
    def files(self) -> tuple[str, ...]:
        """The documents and the catalogs that could be read."""
        workspace = self._workspace
        return (*(source.file for source in workspace.sources), *(pair.path for pair in workspace.pairs))

    def whole(self) -> Workspace:
        """Everything."""
        return self._workspace

    def prints(self, documents: Iterable[str]) -> Mapping[str, bytes]:
        """The same for all: each may lean on what is not plain."""
        folder = self._project.folder
        files = folder.files(f"{CONTENT}/translations/*/**/*.po")
        every = ((file, folder.digest(file)) for file in (*self.files, *files))
        return dict.fromkeys(documents, key_of(ground_of(self._project), *every))

    def as_found(self, documents: Iterable[str]) -> tuple[str, ...]:
        """All, or none where somebody saved any file of the project meanwhile."""
        return tuple(documents) if all(map(self._project.folder.is_as_found, self.files)) else ()

    def ask(self, question: Question[T]) -> tuple[T, ...]:
        """The answer for all documents."""
        return (question.answer(self._workspace),)

    def open(self, documents: Collection[str]) -> Workspace:
        """These documents."""
        return self._workspace.part(documents)


class PlainProject:
    """The documents of a plain project, each with what stands for all its files.

    documents: by path under the content folder, in order of path.  locales: those that are opened, None for all.
    expecting: questions that will be asked; where a document must be opened for one, it is asked all of them.
    """

    def __init__(
        self,
        project: Project,
        documents: Mapping[str, DocumentFiles],
        locales: Collection[str] | None = None,
        expecting: Sequence[Question[Any]] = (),
    ) -> None:
        self._project = project
        self._locales = locales
        self._answers = project.answers
        self._documents = documents
        self._expecting = tuple(expecting)
        self._found: dict[bytes, bytes] = {}

    @property
    def rest(self) -> Workspace:
        """Nothing: all that there is belongs to a document."""
        return Workspace(settings=self._project.settings, sources=(), pairs=())

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths of the documents under the content folder, in order."""
        return tuple(self._documents)

    @property
    def files(self) -> tuple[str, ...]:
        """The documents and their catalogs."""
        return tuple(chain.from_iterable(one.files for one in self._documents.values()))

    def whole(self) -> Workspace:
        """Everything."""
        return self.open(self._documents)

    def open(self, documents: Collection[str]) -> Workspace:
        """These documents."""
        from locmem.workspace.workspace import open_documents

        known = sorted(path for path in set(documents) if path in self._documents)
        opened = stretch_of(self._project.progress, "documents opened", known, len(known))
        return open_documents(self._project, opened, self.lost, self._locales)

    def prints(self, documents: Iterable[str]) -> Mapping[str, bytes]:
        """What stands for each of these documents, and for what lost its place in others."""
        lost = key_of(self.lost)
        return {path: key_of(lost, self._documents[path].print_now(self._project.folder)) for path in documents}

    def each(self, documents: Sequence[str], work: Callable[[Workspace], T]) -> Iterator[T]:
        """What `work` makes of each of these documents, in their order; see `spread` for what it must be."""
        return self._each(documents, lambda path, workspace: work(workspace), self.lost)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How each document stands by itself."""
        prints = {path: one.print_ for path, one in self._documents.items()}
        unknown = {path: print_ for path, print_ in prints.items() if self._known(_STANDING, path, print_) is None}
        # Mostly nothing is lost anywhere, and then these are the answers.
        self._find_out((_STANDING, *self._expecting), {}, unknown)
        read = reader_of(Standing)
        return {path: read(self._known(_STANDING, path, print_) or b"") for path, print_ in prints.items()}

    @cached_property
    def lost(self) -> Lost:
        """What lost its place, by locale, in order of documents."""
        found: dict[str, list[CatalogEntry]] = {}
        for one in self.standings.values():
            for locale, entry in one.lost:
                found.setdefault(locale, []).append(entry)
        return found

    @cached_property
    def _prints(self) -> Mapping[str, bytes]:
        """What stands for all that an answer about each document depends on."""
        lost = key_of(self.lost) if self.lost else b""
        return {
            path: key_of(one.print_, lost) if lost and self.standings[path].has_gaps else one.print_
            for path, one in self._documents.items()
        }

    def ask(self, question: Question[T]) -> tuple[T, ...]:
        """An answer for each document."""
        return tuple(map(reader_of(question.kind), self.ask_bytes(question)))

    def ask_bytes(self, question: Question[Any]) -> tuple[bytes, ...]:
        """An answer for each document as it is kept, for who only has to know whether it is the same as another one."""
        others = (one for one in self._expecting if one is not question)
        self._find_out((question, *others), self.lost, self._prints)
        self._expecting = ()
        return tuple(self._known(question, path, print_) or b"" for path, print_ in self._prints.items())

    def _known(self, question: Question[Any], path: str, print_: bytes) -> bytes | None:
        key = question.key(path, print_)
        found = self._found.get(key) or self._answers.get(question.name, key)
        if found is None:
            return None
        kept = reader_of(_Kept)(found)
        today = self._project.today
        if not kept.holds(today.plain, (question.day or today).plain):
            return None
        if question.holds is not None and key not in self._found:
            if not question.holds(reader_of(question.kind)(kept.answer)):
                return None
            self._found[key] = found
        return kept.answer

    def _find_out(self, questions: Sequence[Question[Any]], lost: Lost, prints: Mapping[str, bytes]) -> None:
        """Open the documents for which some of the questions have no answer yet, and keep what is found."""
        wanted = {
            path: [question for question in questions if self._known(question, path, print_) is None]
            for path, print_ in prints.items()
        }
        unknown = [path for path, questions in wanted.items() if questions]
        most = self._project.opens_most
        if most is not None and len(unknown) > most:
            raise ManyToOpen
        try:
            for path, answers in zip(unknown, self._answered(unknown, wanted, lost), strict=True):
                self._take(path, prints[path], wanted[path], answers)
        finally:
            # Whoever interrupts it has not waited in vain.
            self._project.keep_answers()

    def _take(
        self, path: str, print_: bytes, questions: Sequence[Question[Any]], answers: Sequence[bytes | None]
    ) -> None:
        is_as_found = bool(self.as_found((path,)))
        for question, answer in zip(questions, answers, strict=True):
            if answer is None:
                continue
            key = question.key(path, print_)
            self._found[key] = answer
            if is_as_found:
                self._answers.put(question.name, key, answer)

    def as_found(self, documents: Iterable[str]) -> tuple[str, ...]:
        """Those of which nobody saved a file since its digest was taken: an answer would be one to another."""
        is_as_found = self._project.folder.is_as_found
        return tuple(path for path in documents if all(map(is_as_found, self._documents[path].files)))

    def _answered(
        self, paths: Sequence[str], wanted: Mapping[str, Sequence[Question[Any]]], lost: Lost
    ) -> Iterator[Sequence[bytes | None]]:
        """The answers to what is wanted of each document."""

        def answers(path: str, workspace: Workspace) -> Sequence[bytes | None]:
            return [_answer(question, workspace, self._project.today, path) for question in wanted[path]]

        return self._each(paths, answers, lost)

    def _each(self, paths: Sequence[str], work: Callable[[str, Workspace], T], lost: Lost) -> Iterator[T]:
        def done(paths: Sequence[str]) -> list[T]:
            # Mostly no document has to be opened, and what opens them is large.
            from locmem.workspace.workspace import open_documents

            found = []
            for path in paths:
                with self._project.today.about(path):
                    found.append(work(path, open_documents(self._project, (path,), lost, self._locales)))
            return found

        files = sum(len(self._documents[path].files) for path in paths) or 1
        found = spread(paths, done, worth=max(1, _WORTH * len(paths) // files))
        return stretch_of(self._project.progress, "documents", found, len(paths))


class _Kept(NamedTuple):
    """An answer as it is kept, and the days on which it is the same: as today, and as the day that is asked about."""

    today: Days
    day: Days
    answer: bytes

    def holds(self, today: date, day: date) -> bool:
        """Whether it is the answer on another day, about another one."""
        return self.today.since <= today <= self.today.until and self.day.since <= day <= self.day.until


def _answer(question: Question[Any], workspace: Workspace, today: NotedDay, path: str) -> bytes | None:
    """An answer as it is kept; None where it will not be asked for, as the document cannot be read."""
    if workspace.problems and question is not _STANDING:
        return None
    day = question.day or today
    with day.about(path):
        answer = as_bytes(question.answer(workspace))
    return as_bytes(_Kept(today.days(path), day.days(path), answer))


def survey(project: Project, locales: Collection[str] | None = None, expecting: Sequence[Question[Any]] = ()) -> Survey:
    """The documents of a project.

    locales: content locales that are wanted, as of `open_workspace`; where there are variants all are opened, whose
    ids and wordings lean on one another.
    expecting: questions that will be asked, so that a document that must be opened is opened once for all of them.
    """
    found = None
    wanted = None if project.settings.variants else locales
    with suppress(InputErrors, NotPlain):
        found = PlainProject(project, dict(documents_of(project, wanted)), wanted, expecting)
    if found is not None and all(one.is_read for one in found.standings.values()):
        project.note_unread(CONTENT, ())
        return found
    from locmem.workspace.workspace import open_workspace

    return WholeProject(project, open_workspace(project, locales))
