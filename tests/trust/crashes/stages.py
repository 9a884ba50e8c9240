"""What a project must be after work was cut off in it, and after the next command: old or new, never between."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from locmem.errors import LocmemError
from locmem.workspace.memory_cache import remembered
from tests.pipelines.scenes import Scene, build
from tests.pipelines.shop import Shop
from tests.trust.crashes.injection import Ended, attempt

Files = Mapping[str, str]
"""Digests by path, as `Shop.in_git` gives them."""

_LEFT = re.compile(r"\.locmem-tmp$|\.db-(?:journal|wal|shm)$")
"""Names of what a writer may leave that was killed, and nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A project in which a command is about to be run, and what comes of it when nothing goes wrong.

    new: the project as the command leaves it.
    may_have: for each path the digests its file may have while the command runs, None for no file.
    ends: the projects that the next command may leave: as if the work had never begun, or had been done.
    whole: how the work ended, undisturbed.
    """

    scene: Scene
    start: Shop
    new: Files
    may_have: Mapping[str, frozenset[str | None]]
    ends: tuple[Files, ...]
    whole: Ended


@contextmanager
def staged(scene: Scene) -> Iterator[Stage]:
    """A command, made ready in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        start = build(Path(folder) / "start")
        scene.prepare(start)
        old = start.in_git()
        done = start.copy(Path(folder) / "done")
        whole = attempt(lambda: scene.act(done))
        assert whole.is_done, f"{scene.name}: {whole.error}{whole.bug}"
        new = done.in_git()
        states = [old, new, *_between(scene, start, Path(folder) / "between")]
        undone = start.copy(Path(folder) / "undone")
        for shop in (done, undone):
            shop.run()
        paths = {path for state in states for path in state}
        yield Stage(
            scene=scene,
            start=start,
            new=new,
            may_have={path: frozenset(state.get(path) for state in states) for path in paths},
            ends=(undone.in_git(), done.in_git()),
            whole=whole,
        )


def _between(scene: Scene, start: Shop, place: Path) -> Iterator[Files]:
    """The files after the first of two steps, where a command has two."""
    if scene.name == "sync":
        start.write("pipelines/collect.yaml", "steps: [collect]\n")
        half = start.copy(place)
        start.remove("pipelines/collect.yaml")
        half.run("collect")
        half.remove("pipelines/collect.yaml")
        yield half.in_git()


def faults(stage: Stage, shop: Shop, ended: Ended) -> Iterator[str]:
    """What is wrong with a project in which work was cut off, untouched since; runs `sync` in it."""
    yield from _of_files(stage, shop.in_git(), ended)
    try:
        shop.run()
        found = shop.in_git()
        if _without_lone_files(found) not in stage.ends:
            old = stage.ends[0]
            others = sorted(path for path in old.keys() | found.keys() if old.get(path) != found.get(path))
            yield f"the next command left neither the old project nor the new one: {others[:5]} are not the old ones"
        yield from _of_state(shop)
        shop.run()
        if shop.in_git() != found:
            yield "running once more changed something"
    except LocmemError as error:
        yield f"the next command was refused: {error}"
    except Exception as error:  # Whatever it is would end a user's next command.
        yield f"the next command ended with {type(error).__name__}: {error}"


def _without_lone_files(found: Files) -> Files:
    """Files without those of a handoff that nobody noted: `jobs list` names their folder, nothing counts on them."""

    def is_lone(path: str) -> bool:
        folder, _, rest = path.removeprefix("handoffs/").partition("/")
        return path.startswith("handoffs/") and bool(rest) and f"handoffs/{folder}.json" not in found

    return {path: digest for path, digest in found.items() if not is_lone(path)}


def _of_files(stage: Stage, found: Files, ended: Ended) -> Iterator[str]:
    found = {path: digest for path, digest in found.items() if not _LEFT.search(path)}
    for path in sorted(found.keys() | stage.may_have.keys()):
        if path not in stage.may_have or found.get(path) not in stage.may_have[path]:
            yield f"{path} is neither old nor new"
    if ended.is_done and found != stage.new:
        yield "what was said to be done is not there"


def _of_state(shop: Shop) -> Iterator[str]:
    left = [path for path in shop.tree() if _LEFT.search(path)]
    if left:
        yield f"left lying: {left[:3]}"
    project = shop.open()
    try:
        project.database.check()
        yield from (f"history: {damage}" for damage in project.journal.damage())
        if project.journal.interrupted():
            yield "a run is still half done"
        memory = remembered(project)
        memory.prove()
        found = set(map(repr, memory.entries()))
    finally:
        project.close()
    shop.remove(".locmem")
    with shop.open() as project:
        if set(map(repr, remembered(project).entries())) != found:
            yield "the memory is not the one that is built anew"


@contextmanager
def tried(stage: Stage) -> Iterator[Shop]:
    """A copy of the project to do the work in."""
    folder = Path(tempfile.mkdtemp(dir=stage.start.root.parent))
    try:
        yield stage.start.copy(folder / "shop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
