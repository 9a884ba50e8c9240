"""Settings, profiles, company data and pipelines cut off at every byte, read the way commands read them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from locmem.errors import InputErrors
from locmem.pipelines.run import run_pipeline
from locmem.workspace.project import open_project
from locmem.workspace.sections import is_same
from locmem.workspace.wholeness import note_whole
from tests.benchmarks.rows import ROOT
from tests.trust.family import Control, Size, Tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """What came of reading a file cut at many places: said to be wrong, read as it was, or read as another."""

    said: int
    same: int
    other: tuple[int, ...]

    @property
    def all(self) -> int:
        """How many cuts there were."""
        return self.said + self.same + len(self.other)


def read_project(root: Path, path: str) -> object:
    """What commands make of the file at `path`.  Raises InputErrors."""
    project = open_project(root)
    if path.startswith("pipelines/"):
        # The steps of a pipeline cannot be compared; that they are read, with every problem said, can be seen.
        run_pipeline(project, Path(path), is_dry=True)
    return project.settings, project.all_markets if path.startswith("markets/") else ()


def cut_everywhere(root: Path, path: str, places: Iterable[int] | None = None) -> Cuts:
    """The file cut at each of `places`, by default at every byte; it stands as it was afterwards."""
    file = root / path
    data = file.read_bytes()
    right = read_project(root, path)
    said = same = 0
    other: list[int] = []
    try:
        for place in range(len(data)) if places is None else places:
            file.write_bytes(data[:place])
            try:
                read = read_project(root, path)
            except InputErrors:
                said += 1
                continue
            now, before = data[:place].decode(), data.decode()
            if is_same(before, now, path) if path.startswith("pipelines/") else read == right:
                same += 1
            else:
                other.append(place)
    finally:
        file.write_bytes(data)
    return Cuts(said=said, same=same, other=tuple(other))


def in_git(root: Path) -> None:
    """The folder as a repository with one commit of everything in it."""
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "All of it")):
        subprocess.run(
            ["git", "-c", "user.name=Ana", "-c", "user.email=ana@shop.example", *words], cwd=root, check=True
        )


NAME = "Settings, profiles and pipelines cut off"
PROMISE = "Settings and facts that are cut anywhere are never read as others."
FILES = ("locmem.yaml", "markets/ES.yaml", "markets/company.yaml", "pipelines/handoff.yaml")


@contextmanager
def _own_project(prepare: Callable[[Path], None]) -> Iterator[Path]:
    """This repository's settings, company data and two of its profiles."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path in (*FILES, "markets/GB.yaml"):
            (root / path).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / path, root / path)
        shutil.copytree(ROOT / "markets/_regions", root / "markets/_regions")
        (root / "markets/company.yaml").write_text(_company(("ES", "GB")), encoding="utf-8")
        prepare(root)
        yield root


def _company(codes: tuple[str, ...]) -> str:
    """The company data of these markets alone."""
    text = (ROOT / "markets/company.yaml").read_text(encoding="utf-8")
    head, *sections = re.split(r"(?m)^(?=  [A-Z-]+:$)", text)
    return "".join((head, *(one for one in sections if one.strip().partition(":")[0] in codes)))


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """Every byte of this project's own files, with the copy of a run and, in a fresh clone, with git alone.

    SHORT: every 97th byte.
    """
    del seed
    for how, prepare in (("after a run, without git", note_whole), ("in a fresh clone", in_git)):
        with _own_project(prepare) as root:
            for path in FILES:
                length = (root / path).stat().st_size
                # Asking git takes some milliseconds a cut.
                step = 7 if prepare is not note_whole and length >= 2000 else 1
                cuts = cut_everywhere(root, path, range(0, length, step if size is Size.FULL else 97))
                yield Tried(
                    what=f"{path} cut, {how}",
                    tries=cuts.all,
                    wrong=tuple(f"cut at byte {place}" for place in cuts.other),
                    note=f"{cuts.said:,} said to be cut or wrong, {cuts.same:,} the same values",
                )


def controls(seed: int) -> Iterator[Control]:
    """Nobody looks whether a file is whole."""
    del seed
    with _own_project(note_whole) as root, mock.patch("locmem.workspace.wholeness._doubts", return_value=[]):
        cuts = cut_everywhere(root, "markets/ES.yaml", range(0, 17_000, 397))
    yield Control(what="a file that was cut is believed", tries=cuts.all, seen=len(cuts.other))
