"""The report of one run with very many findings in every form: how large, how long it takes, what its readers take."""

from __future__ import annotations

import gzip
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from locmem.checks.outputs.formats import FORMATS
from locmem.checks.outputs.github import MOST as ANNOTATIONS
from locmem.checks.outputs.sarif import MOST as RESULTS
from locmem.cli.report_files import wanted_reports, write_reports
from tests.benchmarks.rows import Row
from tests.checks.outputs.reports import many
from tests.checks.outputs.validators import MULTITOOL, faults

NAME = "Reports of one run"
FINDINGS, FEW = 30_000, 3_000

_KIB, _MIB = 1024, 1024 * 1024


def measure(quick: bool) -> Iterator[Row]:
    """A row for each form, and one for all of them written by one call."""
    count = FEW if quick else FINDINGS
    report = many(count)
    for name, write in FORMATS.items():
        start = time.process_time()
        written = write(report)
        seconds = time.process_time() - start
        wrong = faults(name, written)
        size = len(written.encode("utf-8"))
        what, most, figure = _LIMITS.get(name, _NONE)(written)
        is_kept = most == 0 or figure <= most
        verdict = "valid" if not wrong else f"{len(wrong)} faults: {wrong[0]}"
        limit = f"{figure:,} of at most {most:,} {what}" if most else what
        yield Row(
            what=f"{count:,} findings as {name}",
            value=f"{verdict}, {'within' if is_kept else 'OVER'} the limit, {size / _KIB:,.0f} KiB, {seconds:.2f} s",
            goal="valid, within the limit",
            note=limit,
        )
    with TemporaryDirectory() as folder:
        outputs = [f"{name}={Path(folder, name)}" for name in FORMATS]
        start = time.process_time()
        write_reports(report, wanted_reports("", outputs))
        seconds = time.process_time() - start
        sizes = sum(path.stat().st_size for path in Path(folder).iterdir())
    schema = "the parts of its schema that reports use"
    if shutil.which(MULTITOOL):
        schema += ", and the whole of it by Microsoft's SARIF Multitool"
    yield Row(
        what="all of them, written to files",
        value=f"{sizes / _MIB:.1f} MiB, {seconds:.1f} s",
        note=f"processor time, as above; SARIF is proven against {schema}",
    )


def _sarif(written: str) -> tuple[str, int, int]:
    packed = len(gzip.compress(written.encode("utf-8"))) / _MIB
    return (
        f"results that GitHub keeps; {packed:.2f} MiB packed of at most 10",
        RESULTS,
        len(json.loads(written)["runs"][0]["results"]),
    )


def _github(written: str) -> tuple[str, int, int]:
    return "annotations of a level that GitHub shows of a step", ANNOTATIONS, written.count("\n::error ") + 1


_NONE: Callable[[str], tuple[str, int, int]] = lambda _: ("no limit is known", 0, 0)  # noqa: E731

_LIMITS: dict[str, Callable[[str], tuple[str, int, int]]] = {
    "sarif": _sarif,
    "github": _github,
    "junit": lambda written: ("bytes that GitLab reads", 30 * _MIB, len(written.encode("utf-8"))),
    "markdown": lambda written: ("bytes of a summary on GitHub", _MIB - 2, len(written.encode("utf-8"))),
    "comment": lambda written: ("characters of a comment on GitHub", 65_536, len(written.encode("utf-16-le")) // 2),
}
"""What a platform takes of a form, how much that is at most, and how much of it there is."""
