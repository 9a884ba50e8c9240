"""The files that pages may bring along, told from all other files of a project."""

from __future__ import annotations

import os
import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import CONTENT
from locmem.errors import InputErrors
from locmem.globs import matches
from locmem.model.settings import ASSET_ENDINGS, AssetRules, ContentSet
from locmem.ownfiles import require_file
from locmem.render.asset_kinds import MAX_BYTES, ending_of, kind_verdict, too_large
from locmem.render.assets import Judge, Verdict
from locmem.settings import content_set_of
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of

if TYPE_CHECKING:
    from locmem.workspace.project import Project

_WORK = frozenset({"translations", "memory"})
"""Folders of the content folder that hold the project's work, not its content."""

_TABLES = frozenset({"backlog.csv", "glossary.csv", "kpi.csv", "queries.csv"})
_FINE = Verdict()
_WORK_OF_PROJECT = "it is work of the project, not for customers"
_KINDS = "kinds"
_ELSEWHERE = "Link to something that customers may have, or put a copy of it for them beside the page."


class Shelf:
    """What is said of each file that a page leads to; a file is looked at once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[tuple[str, str], Verdict | None] = {}
        self._kinds: dict[str, Verdict] = {}

    def judge(self, content_set: ContentSet) -> Judge:
        """The verdict on a path under the content folder, for pages of a content set."""
        return partial(self._verdict, content_set)

    def _verdict(self, content_set: ContentSet, path: str) -> Verdict | None:
        key = (content_set.name, path)
        if key not in self._known:
            self._known[key] = self._judged(content_set, path)
        return self._known[key]

    def _judged(self, content_set: ContentSet, path: str) -> Verdict | None:
        project = self._project
        file = os.path.normpath(f"{CONTENT}/{path}")
        if "\0" in path:
            return None
        if not project.folder.exists(file):
            return self._in_the_way(file)
        if content_set_of(project.settings, path) is not None:
            return None
        real = os.path.relpath(os.path.realpath(project.root / file), os.path.realpath(project.root / CONTENT))
        for place in dict.fromkeys((path, real.replace(os.sep, "/"))):
            verdict = _of_name(content_set, place)
            if content_set_of(project.settings, place) is not None:
                verdict = Verdict(why="it is a source document under another name", do="Link to the document itself.")
            if f"{CONTENT}/{place}".casefold() == project.settings.glossary.casefold():
                verdict = Verdict(why=_WORK_OF_PROJECT, do=_ELSEWHERE)
            if verdict.why:
                led = f"it is a link to {place}, and of that file " if place != path else ""
                return Verdict(why=f"{led}{verdict.why}", do=verdict.do)
        if path not in self._kinds:
            self._kinds[path] = self._of_kind(file)
        return self._kinds[path]

    def _in_the_way(self, file: str) -> Verdict | None:
        """The verdict on what stands where a page leads to a file and is none; None where nothing does, or a folder."""
        root, steps = self._project.root, file.split("/")
        if steps[0] != CONTENT or not os.path.lexists(root / file):
            return None
        for number in range(1, len(steps) + 1):
            name = "/".join(steps[:number])
            place = root / name
            if place.is_symlink() and not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root)):
                it = "it" if name == file else f"{name} on the way"
                why = f"{it} is a symbolic link to {place.readlink()}, out of the project; it was not opened"
                return Verdict(why=why, do="Put what it leads to in place of the link.")
        try:
            if not (root / file).is_dir():
                require_file(root / file, file)
        except InputErrors as error:
            [problem] = error.problems
            return Verdict(why=f"it {problem.what.removesuffix('.')}", do=problem.do)
        return None

    def _of_kind(self, file: str) -> Verdict:
        folder, answers = self._project.folder, self._project.answers
        size = (self._project.root / file).stat().st_size
        if size > MAX_BYTES:
            return too_large(size)
        # Pictures are large, and seldom change.
        key = key_of(file, folder.digest(file))
        known = answers.get(_KINDS, key)
        if known is None:
            known = as_bytes(kind_verdict(file, folder.read(file) or b""))
            if folder.is_as_found(file):
                answers.put(_KINDS, key, known)
        return reader_of(Verdict)(known)


def _of_name(content_set: ContentSet, path: str) -> Verdict:
    """The verdict on a path, whatever the file holds."""
    parts = path.split("/")
    folded = [unicodedata.normalize("NFC", part).casefold() for part in parts]
    if parts[0] == "..":
        return Verdict(why=f"it lies outside of {CONTENT}/", do=_ELSEWHERE)
    if folded[0] in _WORK or (len(parts) == 1 and folded[0] in _TABLES):
        return Verdict(why=_WORK_OF_PROJECT, do=_ELSEWHERE)
    if any(part.startswith(".") for part in parts):
        return Verdict(why="its name begins with a dot, so it is hidden on purpose", do=_ELSEWHERE)
    rules, ending = content_set.asset_rules, ending_of(path)
    if ending not in ASSET_ENDINGS:
        why = f"files in .{ending} are not published" if ending else "files without an ending are not published"
        return Verdict(why=why, do=f"Only these are: {', '.join(ASSET_ENDINGS)}.")
    name = f"the content set {content_set.name} in locmem.yaml"
    if ending not in rules.endings:
        return Verdict(why=f"{name} does not list .{ending}", do=f"Add {ending} to its `assets: {{endings: […]}}`.")
    if not any(matches(path, pattern) for pattern in rules.patterns):
        shown = ", ".join(rules.patterns)
        do = f"Move it there, or add its folder to `assets: {{files: [{_declared(rules, path)}]}}` of {name}."
        return Verdict(why=f"it lies outside of {shown}", do=do)
    return _FINE


def _declared(rules: AssetRules, path: str) -> str:
    """The patterns that would hold a file, too."""
    folder = path.rpartition("/")[0]
    return ", ".join(dict.fromkeys((*rules.patterns, f"{folder}/**/*" if folder else "*")))
