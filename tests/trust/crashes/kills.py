"""Every command that writes, killed at each of its calls that change a file or have a disk take one."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from unittest import mock

from locmem.workspace.writing import Recovered
from tests.pipelines.scenes import SCENES, Scene
from tests.trust.crashes.injection import attempt, require_strace
from tests.trust.crashes.stages import Stage, faults, staged, tried
from tests.trust.family import Control, Size, Tried

NAME = "Killed at every call that writes"
PROMISE = (
    "A command that is killed anywhere leaves each file old or new, and the next command goes on from there alone."
)

_FEW = 4
"""Calls of each command at which SHORT kills it."""


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every call of every command; SHORT: some, others with another seed."""
    require_strace()
    chance = random.Random(seed)
    for scene in SCENES:
        with staged(scene) as stage:
            places = tuple(stage.whole.places())
            chosen = places if size is Size.FULL else sorted(chance.sample(places, _FEW))
            yield killed(stage, chosen)


def killed(stage: Stage, places: Sequence[str]) -> Tried:
    """A command killed at these of its calls, each in a project of its own."""
    wrong: list[str] = []
    longest, finished = 0.0, 0
    for place in places:
        with tried(stage) as shop:
            ended = attempt(partial(stage.scene.act, shop), f"{place}:signal=KILL")
            call = ended.calls[-1][:100] if ended.calls else "nothing"
            if ended.signal != signal.SIGKILL:
                wrong.append(f"{stage.scene.name} was not killed at {place}: it made other calls than the first time")
            start = time.monotonic()
            wrong += [f"{stage.scene.name} killed at {place} ({call}): {fault}" for fault in faults(stage, shop, ended)]
            longest = max(longest, time.monotonic() - start)
            finished += shop.in_git() == stage.ends[1]
    note = f"{finished:,} finished by the next command; the longest took {longest:.1f} s to look at"
    return Tried(what=f"{stage.scene.name}: kills", tries=len(places), wrong=tuple(wrong), note=note)


def controls(seed: int) -> Iterator[Control]:
    """A writer that writes in place; a history that knows nothing of a run that was cut off."""
    del seed
    require_strace()
    scene = next(scene for scene in SCENES if scene.name == "import")
    yield _control("files are written in place", scene, "locmem.workspace.folder.write_over", _in_place)
    yield _control("runs that were cut off are forgotten", scene, "locmem.pipelines.run.recover", lambda _: Recovered())


def _control(what: str, scene: Scene, name: str, defect: object) -> Control:
    with mock.patch(name, defect), staged(scene) as stage:
        # Where files are written, after the history has noted that they are to be.
        found = killed(stage, [one for one in stage.whole.places() if one.startswith(("write:", "rename"))][::2])
    return Control(what=what, tries=found.tries, seen=len({line.partition(" (")[0] for line in found.wrong}))


def _in_place(path: Path, _: bytes | None, after: bytes | None, *__: object) -> None:
    if after is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for start in range(0, len(after), 512):
        os.write(descriptor, after[start : start + 512])
    os.close(descriptor)
