"""Content sets of locmem.yaml that no file of the project belongs to."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import CONTENT
from locmem.checks.listed import Listed, Reach
from locmem.errors import Location
from locmem.globs import matches
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.settings import ContentSet, Settings
from locmem.settings import content_set_of
from locmem.values.address_likeness import is_one_slip

if TYPE_CHECKING:
    from locmem.checks.model import CheckContext

EMPTY = "content-set-empty"
UNTAKEN = "file-not-taken"

_DOCUMENTS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm", ".xhtml", ".yaml", ".yml", ".json", ".txt")

_MOST_ENDINGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptySet:
    """A content set without a file, why it has none, and what to do.

    meant: the pattern that finds its files, under a folder that is called nearly so; empty for none.
    """

    content_set: ContentSet
    what: str
    do: str
    meant: str = ""


def empty_content_sets(context: CheckContext) -> Iterator[Finding]:
    """Content sets whose pattern finds no file, so that nothing of theirs is translated or shipped."""
    for empty in _empty(context):
        yield Finding(
            check=EMPTY,
            gate=Gate.CHANGE,
            severity=Severity.ERROR if empty.meant else Severity.WARNING,
            location=empty.content_set.location,
            what=empty.what,
            do=empty.do,
        )


def _empty(context: CheckContext) -> tuple[EmptySet, ...]:
    files = context.files
    return () if files is None else context.once("empty sets", lambda: empty_sets(context.settings, files))


def empty_sets(settings: Settings, files: Collection[str]) -> tuple[EmptySet, ...]:
    """The content sets that no file belongs to, in the order of locmem.yaml.

    files: paths of all files of the project's content, from the project's folder.
    """
    paths = [path.removeprefix(f"{CONTENT}/") for path in sorted(files)]
    owners = {path: owner.name for path in paths if (owner := content_set_of(settings, path))}
    taken, taken_paths = set(owners.values()), owners.keys()
    found: list[EmptySet] = []
    for one in settings.content_sets:
        if one.name in taken:
            continue
        elsewhere = next((path for path in paths if matches(path, one.pattern)), None)
        head = f"the content set {one.name} has no file: "
        meant = ""
        if elsewhere is not None:
            what = f"what `{one.pattern}` finds belongs to the set {owners[elsewhere]}, which stands before it."
            do = f"Put {one.name} before {owners[elsewhere]}, or make the pattern of that set narrower."
        else:
            what, do = f"`{one.pattern}` finds nothing below {CONTENT}/.", _advice(one, paths)
            if meant := _slip(one, [path for path in paths if path not in taken_paths]):
                do = f"Write `{meant}`."
        found.append(EmptySet(content_set=one, what=f"{head}{what}", do=do, meant=meant))
    return tuple(found)


def _slip(one: ContentSet, left: Collection[str]) -> str:
    """The pattern that was meant: one with a folder's name mended finds files that no other set takes."""
    folders = one.folder.split("/") if one.folder else []
    there = {name for path in left for name in path.split("/")[:-1]}
    for number, name in enumerate(folders):
        for other in sorted(other for other in there if is_one_slip(name.casefold(), other.casefold())):
            meant = "/".join((*folders[:number], other, *one.pattern.split("/")[number + 1 :]))
            if any(matches(path, meant) for path in left):
                return meant
    return ""


def untaken_files(context: CheckContext) -> Iterator[Finding]:
    """Files beside documents that look like one, and that no content set takes."""
    if context.files is None:
        return
    taken = {card.file for card in context.cards}
    folders = {posixpath.dirname(card.file): card for card in context.cards}
    led = {
        posixpath.basename(lead.target.partition("#")[0])
        for card in context.cards
        for lead in (*card.links, *card.images)
    }
    # Of a set whose pattern is a slip away from them its own finding tells.
    awaited = [one.meant for one in _empty(context) if one.meant]
    others = (path for path in context.files - taken if path.lower().endswith(_DOCUMENTS))
    for path in sorted(others):
        folder, name = posixpath.split(path)
        beside = folders.get(folder)
        is_document = not name.startswith(("_", ".", "README"))
        if beside is None or not is_document or name in led or path == context.settings.glossary:
            continue
        document = path.removeprefix(f"{CONTENT}/")
        if content_set_of(context.settings, document) is None and not any(matches(document, one) for one in awaited):
            yield Finding(
                check=UNTAKEN,
                gate=Gate.CHANGE,
                severity=Severity.WARNING,
                location=Location(path=path, line=1),
                what=f"no content set takes this file, though {beside.content_set} takes others beside it.",
                do="Give it the ending of the others, widen `files` of a content set, or put it elsewhere.",
            )


def _advice(one: ContentSet, paths: Collection[str]) -> str:
    """What to do with a pattern that finds nothing, by what lies near it."""
    pattern = one.pattern
    if pattern.startswith(f"{CONTENT}/"):
        return f"Write `{pattern.removeprefix(f'{CONTENT}/')}`: patterns begin below {CONTENT}/."
    if other := next((path for path in paths if matches(path.casefold(), pattern.casefold())), None):
        return f"Write it as the files are called, capital letters too: there is {CONTENT}/{other}."
    deeper = re.sub(r"(?:(?<=/)|\A)(?=[^/]*\Z)", "**/", pattern)
    if any(matches(path, deeper) for path in paths):
        return f"Write `{deeper}`, if you mean the folders inside, too."
    folder = f"{one.folder}/" if one.folder else ""
    endings = Counter(PurePosixPath(path).suffix for path in paths if path.startswith(folder) and _is_source(path))
    if folder and not endings:
        return f"Put its files below {CONTENT}/{folder}, mend the pattern, or take the set out of locmem.yaml."
    some = ", ".join(ending for ending, _ in endings.most_common(_MOST_ENDINGS) if ending)
    there = f"; the files below {CONTENT}/{folder} end in {some}" if some else ""
    return f"Mend the pattern, or take the set out of locmem.yaml{there}."


def _is_source(path: str) -> bool:
    return not path.startswith(("translations/", "memory/"))


CHECKS = (
    Listed(
        name=EMPTY,
        family="content_sets",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=empty_content_sets,
        reach=Reach.PROJECT,
        why="A pattern that finds nothing hides a folder that nobody translates.",
        example="files: docs/**/*.rst",
        do="Mend the pattern, or take the set out of locmem.yaml.",
    ),
    Listed(
        name=UNTAKEN,
        family="content_sets",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=untaken_files,
        reach=Reach.PROJECT,
        why="It is neither translated nor shipped, and nobody is told.",
        example="articles/press.markdown, where the content set takes articles/*.md",
        do="Give it the ending of the others, or widen the pattern.",
    ),
)
