"""Running: the lock, the journal, the steps, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from locmem.errors import UsageError
from locmem.history.changes import FileChange
from locmem.model.progress import Progress, Silent
from locmem.pipelines.jobs import FOLDER, Pipeline, Scope, StepResult, read_pipeline
from locmem.pipelines.lock import writing
from locmem.pipelines.project import Project
from locmem.pipelines.remembering import refresh_memory
from locmem.pipelines.workspace import open_workspace
from locmem.pipelines.writing import Run, recover

R = TypeVar("R", bound=StepResult)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """A run that ended.

    id: empty where nothing was written.  recovered: earlier runs that had been cut off and were finished first.
    files: what was written, or would be in a dry run.
    """

    id: str
    name: str
    is_dry: bool
    steps: tuple[tuple[str, StepResult], ...]
    files: tuple[FileChange, ...]
    recovered: tuple[str, ...] = field(default=())


def run_pipeline(
    project: Project,
    path: Path,
    *,
    scope: Scope | None = None,
    is_dry: bool = False,
    progress: Progress | None = None,
    told: Callable[[str, StepResult], None] = lambda name, result: None,
) -> RunResult:
    """Run the pipeline in a file.  `told` hears of each step as it is done.

    Raises InputErrors before anything runs when the file is wrong, UsageError when there is none.
    """
    pipeline = read_pipeline(find_pipeline(project, path), path.as_posix())
    return _execute(project, pipeline, scope or Scope(), is_dry, progress or Silent(), told)


def find_pipeline(project: Project, path: Path) -> Path:
    """The pipeline's file: as given, from the project's folder, or a bare name in `pipelines/`."""
    for candidate in (path, project.root / path, project.root / FOLDER / f"{path.name}.yaml"):
        if candidate.is_file():
            return candidate
    names = ", ".join(sorted(one.name for one in (project.root / FOLDER).glob("*.yaml"))) or "none"
    raise UsageError(f"there is no pipeline {path.as_posix()}. In {FOLDER}/: {names}.")


def run_step(project: Project, name: str, step: Callable[[Run], R], *, is_dry: bool = False) -> tuple[Run, R]:
    """One step as a run of its own, as commands such as `import` and `accept` need it."""
    with started(project, name, is_dry) as (run, _):
        result = step(run)
        run.flush()
        _finish(run, result.summary)
    return run, result


@contextmanager
def started(project: Project, name: str, is_dry: bool) -> Iterator[tuple[Run, tuple[str, ...]]]:
    """A run under the project's lock, earlier runs that were cut off finished first."""
    run = Run(project, name, is_dry=is_dry)
    if is_dry:
        project.leaves_no_trace = True
        yield run, ()
        project.folder.discard()
        return
    with writing(project.root, name, told=project.told_of_waiting) as has_waited:
        if has_waited:
            project.read_again()
        recovered = recover(project)
        try:
            yield run, recovered
        except BaseException:
            project.folder.discard()
            # A run that failed while it wrote stays open: the next one that writes finishes it.
            if run.id and not run.is_writing:
                project.journal.finish(run.id, "done", "stopped by an error; what was written before it stands")
            raise


def _execute(
    project: Project,
    pipeline: Pipeline,
    scope: Scope,
    is_dry: bool,
    progress: Progress,
    told: Callable[[str, StepResult], None],
) -> RunResult:
    results: list[tuple[str, StepResult]] = []
    with started(project, pipeline.name, is_dry) as (run, recovered):
        for step in pipeline.steps:
            result = step.action(run, progress, scope)
            run.flush()
            results.append((step.name, result))
            told(step.name, result)
        _finish(run, "; ".join(f"{name}: {result.summary}" for name, result in results))
        files = tuple(run.files)
    return RunResult(
        id=run.id, name=pipeline.name, is_dry=is_dry, steps=tuple(results), files=files, recovered=recovered
    )


def _finish(run: Run, summary: str) -> None:
    run.finish(summary)
    if run.id and not run.is_dry:
        # The memory is a cache, but the next search should find what this run confirmed.
        refresh_memory(run.project, open_workspace(run.project))
