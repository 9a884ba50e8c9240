"""Returned files and the handoffs they belong to: found by what they say, or by what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath

from locmem.catalogs.pairs import Row, Workspace
from locmem.catalogs.states import digest
from locmem.errors import InputErrors, Location, Problem, Problems
from locmem.exchange.answers import Answer, Return
from locmem.exchange.correspondence import LAID_OUT, is_same_source, without_layout
from locmem.exchange.identity import identified
from locmem.exchange.incoming import read_return
from locmem.exchange.kinds import Kind
from locmem.exchange.manifest import FOLDER, Manifest, read_manifest
from locmem.exchange.outgoing import ExchangeFormat, visible
from locmem.model.inline import Inline
from locmem.model.progress import stretch_of
from locmem.model.wording import counted, listed
from locmem.values.locales import answers_for, with_region
from locmem.workspace.handoffs import manifests
from locmem.workspace.incoming_files import IncomingFile
from locmem.workspace.project import Project
from locmem.workspace.successors import followed
from locmem.workspace.survey import Survey

Rows = Mapping[tuple[str, str], Mapping[str, Row]]
"""Segments and entries by (locale, document) and occurrence."""


def read_returns(
    project: Project, surveyed: Survey, files: Sequence[IncomingFile], handoff: str, *, whole: bool
) -> tuple[tuple[tuple[Return, Manifest], ...], tuple[Problem, ...], Workspace]:
    """Each document that came back, with the manifest of the handoff it answers.

    Documents and locales are named as the manifest names them, however a tool spells them.  Those that were renamed
    since have the names they have now, in the manifest too, and the return says so.
    handoff: the id for files that do not say theirs, empty where nobody named one.  whole: see `read_return`.
    Besides them the problems of those that are damaged, of another language, of no handoff known here, or of one that
    cannot be told, and of those whose page cannot be read here: a file that is wrong does not stop the others.
    And the documents that came back, opened.
    """
    problems = Problems()
    returns: list[Return] = []
    for file in stretch_of(project.progress, "files", files, len(files)):
        try:
            returns.extend(read_return(file.read(), file.path, whole=whole))
        except InputErrors as error:
            problems.take(error.problems)
    handoffs = _Handoffs(project, surveyed)
    workspace = surveyed.open({document for one in returns for document in _possible(handoffs, one, handoff)})
    rows = _rows(workspace)
    matched: list[tuple[Return, _Handoff]] = []
    for returned in stretch_of(project.progress, "documents that came back", returns, len(returns)):
        try:
            id_ = _named(returned, handoff) or _told_by_content(handoffs, returned, rows)
            one = handoffs.named(returned, id_)
            sent = _as_sent(project, returned, one, rows)
            _require_readable(workspace, sent)
            spoken = next(
                (str(pair.source.locale) for pair in workspace.pairs if pair.source.path == sent.document), ""
            )
            notes = _of_other_languages(sent, spoken or str(project.settings.source_locale))
            matched.append((one.told(replace(sent, notes=(*sent.notes, *notes))), one))
        except InputErrors as error:
            problems.take(error.problems)
    return tuple((sent, one.as_returned) for sent, one in matched), tuple(dict.fromkeys(problems)), workspace


class _Handoff:
    """One that was sent, with its units by the names that documents have now.

    names: these, by the names they were sent under, as far as they are others.
    """

    def __init__(self, manifest: Manifest, now: Manifest) -> None:
        self._sent = manifest
        self.manifest = now
        self.units = now.by_document()
        both = zip(manifest.units, now.units, strict=True)
        self.names = {old.document: new.document for old, new in both if old.document != new.document}
        self._told: dict[str, str] = {}

    def told(self, returned: Return) -> Return:
        """The return, which says so where its document was sent under another name."""
        for old, new in self.names.items():
            if new == returned.document:
                self._told[old] = new
                return replace(returned, notes=(*returned.notes, f"{old} is {new} by now."))
        return returned

    @property
    def as_returned(self) -> Manifest:
        """The manifest in which the documents that came back have their new names, and no others."""
        return self._sent.renamed(self._told)


class _Handoffs:
    """Those of a project, each looked up once: one file may hold thousands of documents."""

    def __init__(self, project: Project, surveyed: Survey) -> None:
        self.project = project
        self._surveyed = surveyed
        self._named: dict[str, _Handoff] = {}

    def named(self, returned: Return, id_: str) -> _Handoff:
        """The handoff with this id.  Raises InputErrors where it is not known or not of this project."""
        if id_ not in self._named:
            manifest = _manifest(self.project, returned, id_)
            [now] = followed(self.project, self._surveyed, (manifest,))
            self._named[id_] = _Handoff(manifest, now)
        return self._named[id_]

    @cached_property
    def all(self) -> tuple[_Handoff, ...]:
        """All of them, oldest first.  Raises InputErrors for a manifest that cannot be read."""
        found = tuple(manifests(self.project))
        return tuple(map(_Handoff, found, followed(self.project, self._surveyed, found)))


def _possible(handoffs: _Handoffs, returned: Return, handoff: str) -> Iterator[str]:
    """The documents of which a file may bring back one."""
    yield returned.document
    try:
        id_ = _named(returned, handoff)
        known = (handoffs.named(returned, id_),) if id_ else handoffs.all
    except InputErrors:
        # That is told where the file is matched.
        return
    yield from (_document(returned, one) for one in known)


def _require_readable(workspace: Workspace, returned: Return) -> None:
    try:
        workspace.require(returned.document, returned.locale)
    except InputErrors as error:
        first = error.problems[0]
        what = f"nothing can be compared with what stands here: {first.location}: {first.what}"
        raise _problem(returned, what, "Mend that file, then take this one in again.") from None


def _named(returned: Return, handoff: str) -> str:
    if returned.handoff and handoff and returned.handoff != handoff:
        what = f"the file says it is of the handoff {returned.handoff}, but --handoff names {handoff}."
        raise _problem(returned, what, "Take it in without --handoff.")
    return returned.handoff or handoff


def _manifest(project: Project, returned: Return, id_: str) -> Manifest:
    path = f"{FOLDER}/{id_}.json"
    data = project.folder.read(path) if PurePosixPath(id_).name == id_ else None
    if data is None:
        do = f"Take in the files in the project that sent them, with {path} in git."
        raise _problem(returned, f"the handoff {id_!r} is not known here.", do)
    manifest = project.parsed_bytes(path, data, lambda data: read_manifest(data or b"", path))
    if manifest.id != id_ or manifest.locale not in project.settings.locales:
        what = f"the manifest says it is of {manifest.id} in {manifest.locale}."
        do = "Restore it from git, or declare the locale in locmem.yaml."
        raise InputErrors([Problem(location=Location(path=path), what=what, do=do)])
    return manifest


def _as_sent(project: Project, returned: Return, handoff: _Handoff, rows: Rows) -> Return:
    """The return with the locale, the document and the segments of its manifest."""
    manifest = handoff.manifest
    if not answers_for(returned.locale or manifest.locale, manifest.locale, project.settings.locales):
        what = f"the file says it is in {returned.locale}, but {manifest.locale} was sent."
        raise _problem(returned, what, f"Return the right file; if this is the one, let it say {manifest.locale}.")
    document = _document(returned, handoff)
    if not document:
        what = "the file does not say which document it is of, and its segments do not tell."
        raise _problem(returned, what, "Return it with the `original` of its <file> as it was sent.")
    answers = _identified(returned, handoff, document, rows)
    # With a region it may have been written so itself, for a tool that asks for one.
    said = returned.locale if returned.locale not in (manifest.locale, with_region(manifest.locale)) else None
    return replace(returned, handoff=manifest.id, locale=manifest.locale, document=document, answers=answers, said=said)


def _of_other_languages(returned: Return, source_locale: str) -> Iterator[str]:
    """What a file, or a target in it, says of its languages that is not what was sent, a line each."""
    said = returned.source_locale
    if said and not answers_for(said, source_locale, ()):
        yield f"the file says that its sources are in {said}; {source_locale} was sent."
    lines: dict[str, list[str]] = {}
    for answer in returned.answers:
        if answer.locale and not answers_for(answer.locale, returned.locale, ()):
            lines.setdefault(answer.locale, []).append(str(answer.location.line))
    for locale, places in lines.items():
        what = counted(len(places), "target says it is", "targets say they are")
        yield f"{what} in {locale} (line {listed(tuple(places), 3)}); taken for {returned.locale}."


def _identified(returned: Return, handoff: _Handoff, document: str, rows: Rows) -> tuple[Answer, ...]:
    here = rows.get((handoff.manifest.locale, document), {})
    sources = {key: row.segment.content for key, row in here.items()}
    found = identified(returned.answers, handoff.units.get(document, ()), sources)
    return tuple(_without_layout(answer, sources.get(answer.occurrence)) for answer in found)


def _without_layout(answer: Answer, here: Inline | None) -> Answer:
    """The answer without what a program put around its codes, or with a word on why that is not certain.

    here: the source that stands here now; where that is another, the file says itself what was sent.
    """
    returned, target = answer.returned_source, answer.content
    if returned is None or target is None or "\n" not in returned.text:
        return answer
    for sent in (here, answer.said_source if answer.native else None):
        if sent is not None and is_same_source(visible(sent), returned, answer.spellings):
            without = without_layout(sent, returned, target)
            if without is None:
                return replace(answer, problem=answer.problem or LAID_OUT)
            return replace(answer, returned_source=without[0], content=without[1])
    return answer


def _document(returned: Return, handoff: _Handoff) -> str:
    """The document that was sent: tools write `original` with their own folders and slashes."""
    sent = {**dict(zip(handoff.units, handoff.units, strict=True)), **handoff.names}
    name = returned.document.replace("\\", "/")
    if name in sent:
        return sent[name]
    near = {sent[one] for one in sent if name and (name.endswith(f"/{one}") or one.endswith(f"/{name}"))}
    if len(near) == 1:
        return near.pop()
    # XLIFF 2 need not name it, tools for PO drop headers, others write names of their own: the ids then tell.
    named = {id_ for answer in returned.answers for id_ in (answer.occurrence, answer.name)}
    meant = dict.fromkeys(unit.document for unit in handoff.manifest.units if unit.occurrence in named)
    return next(iter(meant)) if len(meant) == 1 else returned.document


def _told_by_content(handoffs: _Handoffs, returned: Return, rows: Rows) -> str:
    """The id of the one handoff that sent just these segments with these sources, in this language and format.

    A PO file that names a document and no handoff is what a catalog is, and is never taken for an answer unasked.
    """
    is_po = returned.kind is Kind.PO
    if is_po and returned.document:
        what = "the file does not say which handoff it belongs to; catalogs do not, and are read where they lie."
        raise _problem(returned, what, "If a translator sent it back, name its handoff: `--handoff ID`.")
    fitting: dict[str, int] = {}
    is_open: set[str] = set()
    for handoff in handoffs.all:
        manifest, document = handoff.manifest, _document(returned, handoff)
        sent = {unit.occurrence: unit.source for unit in handoff.units.get(document, ())}
        answers = _identified(returned, handoff, document, rows)
        if (
            (manifest.format == ExchangeFormat.PO.value) is not is_po
            or not answers
            or not {answer.occurrence for answer in answers} <= sent.keys()
            or not answers_for(returned.locale or manifest.locale, manifest.locale, handoffs.project.settings.locales)
        ):
            continue
        here = rows.get((manifest.locale, document), {})
        fitting[manifest.id] = sum(_speaks_against(answers, here, sent))
        if any(unit.occurrence in sent for unit in manifest.open_units()):
            is_open.add(manifest.id)
    best = [id_ for id_, against in fitting.items() if against == min(fitting.values()) < len(returned.answers)]
    ids = [id_ for id_ in best if id_ in is_open] or best
    if len(ids) == 1:
        return ids[0]
    problem = "the file does not say which handoff it belongs to, and "
    if ids:
        problem += f"it may be of {listed(tuple(ids))}."
        raise _problem(returned, problem, f"Name it: `--handoff {ids[-1]}`.")
    problem += "no handoff known here sent these segments."
    raise _problem(returned, problem, "Return a file made by `locmem export`, with its header as it was.")


def _speaks_against(answers: Sequence[Answer], here: Mapping[str, Row], sent: Mapping[str, str]) -> Sequence[bool]:
    """For each answer whether its source in the file is certainly not the one that was sent."""
    found = []
    for answer in answers:
        row = here.get(answer.occurrence)
        if answer.returned_source is None:
            # The source of PO and tables stands in the file as it was sent, unless its column was deleted.
            found.append(answer.source_digest not in (sent[answer.occurrence], ""))
            continue
        if row is None:
            found.append(False)
            continue
        is_same = is_same_source(visible(row.segment.content), answer.returned_source, answer.spellings)
        found.append(is_same != (digest(row.entry.source) == sent[answer.occurrence]))
    return found


def _rows(workspace: Workspace) -> Rows:
    return {
        (str(pair.locale), pair.source.path): {row.entry.occurrence: row for row in pair.rows}
        for pair in workspace.pairs
    }


def _problem(returned: Return, what: str, do: str) -> InputErrors:
    return InputErrors([Problem(location=Location(path=returned.path), what=what, do=do)])
