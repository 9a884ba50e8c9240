"""Running: the lock, the journal, the steps, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from locmem.errors import ChangedError, InputErrors, Problem, UsageError
from locmem.history.changes import FileChange
from locmem.history.journal import merged
from locmem.model.progress import stretch
from locmem.ownfiles import require_file
from locmem.pipelines.jobs import FOLDER, Pipeline, Scope, StepResult, read_pipeline
from locmem.workspace.filling import fill_memory
from locmem.workspace.leftovers import sweep
from locmem.workspace.lock import writing
from locmem.workspace.project import Project
from locmem.workspace.survey import survey
from locmem.workspace.wholeness import configuration, note_whole, require_whole
from locmem.workspace.writing import Recovered, Run, recover

R = TypeVar("R", bound=StepResult)

TRIES = 4
"""How often a step is done while people save the files it reads, before it gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """A run that ended.

    id: empty where nothing was written.  recovered: earlier runs that had been cut off and were finished first.
    taken_back: those that were put back instead, because somebody had saved one of their files since.
    files: what was written, or would be in a dry run, each file once.
    market_problems: what is wrong with the profiles of launched markets, which commands about markets refuse.
    unread: what could not be read; it was left as it is, with all that belongs to it.
    """

    id: str
    name: str
    is_dry: bool
    steps: tuple[tuple[str, StepResult], ...]
    files: tuple[FileChange, ...]
    recovered: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    market_problems: tuple[Problem, ...] = ()
    unread: tuple[Problem, ...] = ()


def run_pipeline(
    project: Project,
    path: Path,
    *,
    scope: Scope | None = None,
    is_dry: bool = False,
    told: Callable[[str, StepResult], None] = lambda name, result: None,
) -> RunResult:
    """Run the pipeline in a file.  `told` hears of each step as it is done.

    Raises before anything runs InputErrors when the file is wrong, UsageError when there is none or no such locale,
    ProjectError when there is no such market.
    """
    place = find_pipeline(project, path).resolve()
    shown = _shown(project, place)
    if place.is_relative_to(project.root):
        require_whole(project.root, (shown,), project.vouched)
    pipeline = read_pipeline(place, shown)
    scope = scope or Scope()
    project.is_dry = project.is_dry or is_dry
    project.declared(scope.locales)
    if scope.markets:
        project.chosen_markets(scope.markets)
    return _execute(project, pipeline, scope, is_dry, told)


def _shown(project: Project, place: Path) -> str:
    """A file as messages name it: from the project's folder where it lies there."""
    return place.relative_to(project.root).as_posix() if place.is_relative_to(project.root) else place.as_posix()


def find_pipeline(project: Project, path: Path) -> Path:
    """The pipeline's file: as given, from the project's folder, or a bare name in `pipelines/`."""
    named = project.root / FOLDER / path.name
    for candidate in (path, project.root / path, *((named, named.with_name(f"{path.name}.yaml")) if path.name else ())):
        if candidate.is_file():
            return project.folder.named(candidate)
    for place in (_shown(project, path), f"{FOLDER}/{path.name}.yaml"):
        require_file(project.root / place, place)
    names = ", ".join(sorted(one.name for one in (project.root / FOLDER).glob("*.yaml"))) or "none"
    raise UsageError(f"there is no pipeline {_shown(project, path)}. In {FOLDER}/: {names}.")


def run_step(
    project: Project, name: str, step: Callable[[Run], R], *, is_dry: bool = False, fills_memory: bool = True
) -> tuple[Run, R]:
    """One step as a run of its own, as commands such as `import` and `accept` need it.

    fills_memory: whether the memory knows at once what was confirmed; else whoever looks something up fills it.
    """
    with started(project, name, is_dry) as (run, recovered):
        result = _done(run, lambda: step(run))
        run.finish(result.summary)
        if recovered.is_any or (fills_memory and run.id):
            _fill_memory(run)
    return run, result


@contextmanager
def started(project: Project, name: str, is_dry: bool) -> Iterator[tuple[Run, Recovered]]:
    """A run under the project's lock, earlier runs that were cut off finished first.

    Raises InputErrors, with nothing written, where settings, profiles or pipelines look cut off.
    """
    run = Run(project, name, is_dry=is_dry)
    require_whole(project.root, configuration(project.root), project.vouched)
    if is_dry:
        project.leaves_no_trace = project.is_dry = True
        yield run, Recovered()
        project.folder.discard()
        return
    # Whoever waits knows commands; a pipeline has the name of its file.
    spoken = f"the pipeline {name}" if name.endswith(".yaml") else name
    with writing(project.root, spoken, told=project.told_of_waiting, seconds=project.patience) as has_waited:
        if has_waited:
            project.read_again()
        recovered = recover(project)
        sweep(project)
        try:
            yield run, recovered
            note_whole(project.root, {change.path for change in run.files})
        except BaseException:
            run.discard()
            # A run that failed while it wrote stays open: the next one that writes finishes it.
            if run.id and not run.is_writing:
                project.journal.finish(run.id, "done", "stopped by an error; what was written before it stands")
            raise


def _done(run: Run, step: Callable[[], R]) -> R:
    """A step's result, what it changed being written; done again on the new text where somebody saved a file meanwhile.

    Raises ChangedError, nothing of the step being written, where that goes on and on, and where the settings changed:
    they are read once.
    """
    for left in reversed(range(TRIES)):
        result = step()
        try:
            run.flush()
        except ChangedError as error:
            run.discard()
            if not left or run.project.folder.is_outdated:
                stands = "What the steps before it wrote stands. " if run.files else ""
                advice = f"Nothing of it was written. {stands}Run the command again."
                raise ChangedError(error.paths, advice) from None
        else:
            break
    return result


def _execute(
    project: Project,
    pipeline: Pipeline,
    scope: Scope,
    is_dry: bool,
    told: Callable[[str, StepResult], None],
) -> RunResult:
    results: list[tuple[str, StepResult]] = []
    with started(project, pipeline.name, is_dry) as (run, recovered):
        run.expecting = pipeline.questions
        for step in pipeline.steps:
            with stretch(project.progress, step.name):
                result = _done(run, partial(step.action, run, scope))
            results.append((step.name, result))
            told(step.name, result)
        run.finish("; ".join(f"{name}: {result.summary}" for name, result in results))
        # Also where nothing was written: somebody may have brought other catalogs, with git or by hand.
        _fill_memory(run)
        files = merged(run.files)
    return RunResult(
        id=run.id,
        name=pipeline.name,
        is_dry=is_dry,
        steps=tuple(results),
        files=files,
        recovered=recovered.finished,
        taken_back=recovered.taken_back,
        market_problems=_market_problems(project),
        unread=project.unread,
    )


def _market_problems(project: Project) -> tuple[Problem, ...]:
    """What is wrong with the profiles of launched markets."""
    try:
        _ = project.markets
    except InputErrors as error:
        return error.problems
    return ()


def _fill_memory(run: Run) -> None:
    """The memory is a cache, but the next search should find what is confirmed now, and nothing else."""
    if not run.is_dry:
        fill_memory(run.project, survey(run.project))
        # What was read for it is not what the next run of this project finds.
        run.project.folder.discard()
