"""A copy of the checkout in a temporary folder, one file of which is mutated; the checkout is never touched."""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.rows import ROOT
from tests.mutants.sites import Site


def copy_to(folder: Path) -> Path:
    """The root of a copy of all files that git knows or would take, and of what was compiled from C."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    compiled = [path.relative_to(ROOT).as_posix() for path in (ROOT / "locmem").rglob("*.so")]
    root = folder / "locmem"
    for path in (*filter(None, listed.split("\0")), *compiled):
        if (ROOT / path).is_file():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, root / path, follow_symlinks=False)
    # What is compiled is checked by content: two mutations within a second may well have the same size.
    compileall.compile_dir(root / "locmem", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    return root


@contextmanager
def mutated(root: Path, site: Site) -> Iterator[None]:
    """The copy with one fault in it, and without it afterwards."""
    path = root / site.path
    sound = path.read_bytes()
    path.write_bytes(site.applied(sound))
    try:
        yield
    finally:
        path.write_bytes(sound)


def environment(root: Path) -> dict[str, str]:
    """Variables with which the copy is what `import locmem` finds, in whatever a test starts too."""
    return os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
