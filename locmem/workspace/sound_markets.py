"""The markets of a project, for who needs all of them, and for reports, to which one broken profile is no reason to say
nothing of the other markets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from locmem.errors import InputErrors, Problem, in_order
from locmem.model.wording import listed
from locmem.workspace.wholeness import doubtful_files, market_files, whole

if TYPE_CHECKING:
    from locmem.markets.load import SoundMarkets
    from locmem.model.fact import Market
    from locmem.workspace.project import Project

FOLDER = "markets"


def markets_of(project: Project, *, with_planned: bool) -> tuple[Market, ...]:
    """The launched markets by code, or all of them.

    Raises InputErrors; where the project `reads_on`, those that cannot be read are left out instead, noted as unread
    and named in `broken_markets`.  Planned ones that nobody can read are still raised while the launched ones can be:
    they concern who asks for them.
    """
    from locmem.workspace.kept_markets import markets_in

    for path in project.folder.files(f"{FOLDER}/**/*.y*ml"):
        # Refuses a profile that is a link to a file of somebody else.
        project.folder.named(project.root / path)
    try:
        with whole(project.root, market_files(project.root), project.vouched):
            markets = markets_in(project.root, FOLDER, project.answers, with_planned=with_planned)
    except InputErrors:
        if not project.reads_on or (with_planned and not _is_launched_wrong(project)):
            raise
        return _sound(project, with_planned=with_planned)
    if not project.is_dry:
        project.answers.keep()
    return markets


def comparable_markets(project: Project) -> tuple[Market, ...]:
    """Every market that others can be compared with: all, the launched ones while a planned one cannot be read."""
    try:
        return project.all_markets
    except InputErrors:
        return project.markets


def _is_launched_wrong(project: Project) -> bool:
    _ = project.markets
    return _is_wrong(project)


def _is_wrong(project: Project) -> bool:
    """Whether something is wrong with what was read; a section of no market is, and breaks none."""
    return bool(project.broken_markets) or not project.was_read(FOLDER)


def _sound(project: Project, *, with_planned: bool) -> tuple[Market, ...]:
    from locmem.markets.load import sound_markets

    def read(doubts: Sequence[Problem]) -> SoundMarkets:
        doubtful = {one.location.path.removeprefix(f"{FOLDER}/") for one in doubts}
        found = sound_markets(project.root / FOLDER, FOLDER, with_planned=with_planned, doubtful=doubtful)
        return replace(found, problems=in_order((*doubts, *found.problems)))

    cut, lacking = doubtful_files(project.root, market_files(project.root), project.vouched)
    found = read(cut)
    # What its reader finds wrong with a file that lacks a section says more than that it does.
    wrong = {one.location.path for one in found.problems}
    if doubts := [one for one in lacking if one.location.path not in wrong]:
        found = read((*cut, *doubts))
    # What is wrong with the launched ones is noted by itself, and once: with the planned ones it may read otherwise.
    what = f"{FOLDER} planned" if with_planned else FOLDER
    project.note_unread(what, ())
    noted = {one.location for one in project.unread} if with_planned else set()
    project.note_unread(what, [one for one in found.problems if one.location not in noted])
    project.broken_markets |= found.broken
    return found.markets


@contextmanager
def reading_on(project: Project) -> Iterator[None]:
    """Inside, the project `reads_on`; whoever writes afterwards needs all of its markets again."""
    before, project.reads_on = project.reads_on, True
    try:
        yield
    finally:
        project.reads_on = before
        if not before and _is_wrong(project):
            project.forget_markets()


def left_out(broken: Mapping[str, str]) -> str:
    """The markets that are left out of a report, and why, in words; empty where none is.

    broken: their codes, each with the file at fault.
    """
    if not broken:
        return ""
    codes, files = tuple(sorted(broken)), tuple(dict.fromkeys(broken.values()))
    return f"{'market' if len(codes) == 1 else 'markets'} {listed(codes)}, as {listed(files)} cannot be read"
