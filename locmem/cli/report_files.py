"""Where `check` writes its reports: one to stdout, any others to files, all of one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from locmem.errors import UsageError

if TYPE_CHECKING:
    from locmem.checks.run import CheckReport
    from locmem.workspace.project import Project

STDOUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The reports somebody asked for.

    shown: the format of the one on stdout.  files: format and file of each of the others, as they were named.
    """

    shown: str
    files: tuple[tuple[str, str], ...]


def wanted_reports(shown: str, outputs: Sequence[str]) -> Wanted:
    """What `--format` (empty where nobody named one) and each `--output FORMAT=FILE` ask for.

    Raises UsageError for what is no such pair, a format that is not known, a file that two reports would be
    written to, and a second report on stdout; so nothing is checked before it is known where to write.
    """
    from locmem.checks.outputs.formats import FORMATS

    files: dict[str, tuple[str, str]] = {}
    on_stdout = [shown] if shown else []
    for output in outputs:
        name, equals, file = output.partition("=")
        if not equals or not file:
            raise UsageError(f"--output {output!r} names no file. Write FORMAT=FILE, such as sarif=locmem.sarif.")
        if name not in FORMATS:
            raise UsageError(f"--output {output!r}: there is no format {name!r}. There are: {', '.join(FORMATS)}.")
        if file == STDOUT:
            on_stdout.append(name)
            continue
        place = str(Path(file).resolve())
        if place in files:
            raise UsageError(f"--output {output!r}: two reports would be written to {file}. Name a file for each.")
        files[place] = (name, file)
    if len(on_stdout) > 1:
        raise UsageError(
            f"stdout takes one report, and {' and '.join(on_stdout)} were asked for. Name files for the others."
        )
    return Wanted(shown=on_stdout[0] if on_stdout else "text", files=tuple(files.values()))


def require_places(project: Project, wanted: Wanted) -> None:
    """Raises InputErrors or UsageError as `require_place`, before anything is checked."""
    for _, file in wanted.files:
        require_place(project, file)


def require_place(project: Project, file: str) -> None:
    """Raises InputErrors or UsageError where a report cannot be what stands in its place.

    That is a folder, a pipe or a device, a place in the project that a link leads out of, and a file of the
    project that locmem reads: a report there would be taken for content.
    """
    from locmem.ownfiles import require_file

    place = project.folder.named(Path(file)).resolve()
    require_file(place, file)
    if place.is_relative_to(project.root):
        path = place.relative_to(project.root).as_posix()
        if path == "locmem.yaml" or path.partition("/")[0] in _READ:
            raise UsageError(f"{file} is among the files that locmem reads. Write the report to another place.")


_READ = frozenset({"content", "markets", "approvals", "handoffs", "pipelines", ".locmem", ".git"})


def write_reports(report: CheckReport, wanted: Wanted) -> None:
    """Write each of the reports that go to files, whole or not at all; folders that are not there are made.

    Raises ProjectError naming the file that cannot be written; what stood there before stands.
    """
    from locmem import textfile
    from locmem.checks.outputs.formats import FORMATS

    for name, file in wanted.files:
        textfile.write_text(Path(file), FORMATS[name](report))
