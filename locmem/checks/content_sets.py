"""Content sets of locmem.yaml that no file of the project belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import CONTENT
from locmem.checks.listed import Listed, Reach
from locmem.globs import matches
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.settings import ContentSet, Settings
from locmem.settings import content_set_of

if TYPE_CHECKING:
    from locmem.checks.model import CheckContext

EMPTY = "content-set-empty"

_MOST_ENDINGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptySet:
    """A content set without a file, why it has none, and what to do."""

    content_set: ContentSet
    what: str
    do: str


def empty_content_sets(context: CheckContext) -> Iterator[Finding]:
    """Content sets whose pattern finds no file, so that nothing of theirs is translated or shipped."""
    for empty in empty_sets(context.settings, context.files or ()) if context.files is not None else ():
        yield Finding(
            check=EMPTY,
            gate=Gate.CHANGE,
            severity=Severity.WARNING,
            location=empty.content_set.location,
            what=empty.what,
            do=empty.do,
        )


def empty_sets(settings: Settings, files: Collection[str]) -> tuple[EmptySet, ...]:
    """The content sets that no file belongs to, in the order of locmem.yaml.

    files: paths of all files of the project's content, from the project's folder.
    """
    paths = [path.removeprefix(f"{CONTENT}/") for path in sorted(files)]
    owners = {path: owner.name for path in paths if (owner := content_set_of(settings, path))}
    taken = set(owners.values())
    found: list[EmptySet] = []
    for one in settings.content_sets:
        if one.name in taken:
            continue
        elsewhere = next((path for path in paths if matches(path, one.pattern)), None)
        head = f"the content set {one.name} has no file: "
        if elsewhere is not None:
            what = f"what `{one.pattern}` finds belongs to the set {owners[elsewhere]}, which stands before it."
            do = f"Put {one.name} before {owners[elsewhere]}, or make the pattern of that set narrower."
        else:
            what, do = f"`{one.pattern}` finds nothing below {CONTENT}/.", _advice(one, paths)
        found.append(EmptySet(content_set=one, what=f"{head}{what}", do=do))
    return tuple(found)


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
        severity=Severity.WARNING,
        check=empty_content_sets,
        reach=Reach.PROJECT,
        why="A pattern that finds nothing hides a folder that nobody translates.",
        example="files: docs/**/*.rst",
        do="Mend the pattern, or take the set out of locmem.yaml.",
    ),
)
