"""Every command that writes, with a disk that fails or is full at each of its calls, once or from then on."""

from __future__ import annotations

import errno
import os
import random
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from unittest import mock

from locmem.errors import ProjectError
from tests.pipelines.scenes import SCENES
from tests.trust.crashes.injection import Ended, attempt, require_strace
from tests.trust.crashes.stages import Stage, faults, staged, tried
from tests.trust.family import Control, Size, Tried

NAME = "Disks that fail or are full"
PROMISE = (
    "Where a disk fails or is full at any call, a command says so and names the file, nothing is half done, and the "
    "next one goes on from there."
)

_FEW = 4
_WAYS = (("EIO", ""), ("ENOSPC", "+"))
"""Errors, and whether all later calls of that name fail as well."""
_PATH = re.compile(r"/\w+")
_FLUSHED = re.compile(r"^f(?:data)?sync\(\d+<(.*?)>\)\s+= (-?\d+)")


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every call of every command fails once, and with a full disk from then on; SHORT: some of them, by seed."""
    require_strace()
    chance = random.Random(seed)
    for scene in SCENES:
        with staged(scene) as stage:
            ways = [(place, *way) for place, way in product(stage.whole.places(), _WAYS)]
            yield failed(stage, ways if size is Size.FULL else chance.sample(ways, _FEW))


def failed(stage: Stage, ways: Sequence[tuple[str, str, str]]) -> Tried:
    """A command in which calls fail; ways: the call, the error, and `+` where all later ones fail as well."""
    wrong: list[str] = []
    done = 0
    for place, error, later in ways:
        with tried(stage) as shop:
            ended = attempt(partial(stage.scene.act, shop), f"{place.replace(':', f':error={error}:')}{later}")
            done += ended.is_done
            if not any("(INJECTED)" in call for call in ended.calls):
                wrong.append(f"{stage.scene.name}: {place} never failed: it made other calls than the first time")
            found = [*_of_end(ended, shop.root), *faults(stage, shop, ended)]
            wrong += [f"{stage.scene.name}, {error} at {place}{later}: {fault}" for fault in found]
    note = f"{done:,} were done all the same"
    return Tried(what=f"{stage.scene.name}: failing calls", tries=len(ways), wrong=tuple(wrong), note=note)


def _of_end(ended: Ended, root: Path) -> Iterator[str]:
    """What is wrong with how a command ended some of whose calls had failed."""
    if ended.signal or ended.bug or not (ended.is_done or ended.error):
        yield f"it ended with {ended.bug or f'signal {ended.signal}'}"
    elif ended.error and not _PATH.search(ended.error):
        yield f"no path is named: {ended.error}"
    failed_at = ""
    for flushed in filter(None, map(_FLUSHED.match, ended.calls)):
        if flushed[2] != "0" and flushed[1].endswith(".locmem-tmp"):
            failed_at = flushed[1]
        elif failed_at and flushed[1] == failed_at:
            yield f"{failed_at} was flushed again after that had failed"
    if failed_at and ended.is_done and ".locmem/" not in failed_at.removeprefix(str(root)):
        yield f"{failed_at} could not be flushed, and all was said to be done"


def controls(seed: int) -> Iterator[Control]:
    """Errors of flushing are passed over; they are told without the file."""
    del seed
    require_strace()
    scene = next(scene for scene in SCENES if scene.name == "import")
    with mock.patch("os.fsync", _calm), staged(scene) as stage:
        places = [one for one in stage.whole.places() if one.startswith("fsync:")]
        found = failed(stage, [(place, "EIO", "") for place in places])
    yield Control(what="a flush that failed is passed over", tries=found.tries, seen=len(found.wrong))
    said = ProjectError("cannot be written")
    with (
        mock.patch("locmem.textfile.unwritable", return_value=said),
        mock.patch("locmem.workspace.writing._half_done", return_value=""),
        staged(scene) as stage,
    ):
        places = [one for one in stage.whole.places() if one.startswith("write:")]
        found = failed(stage, [(place, "ENOSPC", "") for place in places])
    yield Control(what="the file is not named", tries=found.tries, seen=len(found.wrong))


_flush = os.fsync


def _calm(descriptor: int) -> None:
    try:
        _flush(descriptor)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
