"""A project for programs: opened, run and closed from Python, as the command line does it.

`locmem.open_project` and `locmem.Project` are the ones of this file; docs/python.md shows them at work.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from locmem.errors import missing_library
from locmem.pipelines.jobs import Scope
from locmem.pipelines.run import RunResult, run_pipeline
from locmem.workspace import project


class Project(project.Project):
    """An open project that runs its pipelines; use it in a `with` statement, or call `close`."""

    def run(
        self,
        pipeline: str | Path,
        *,
        markets: Sequence[str] = (),
        locales: Sequence[str] = (),
        is_dry: bool = False,
    ) -> RunResult:
        """What a run of the pipeline did: its id, each step with its result, the files written.

        pipeline: a file of steps, from the project's folder, or its bare name in `pipelines/`.
        markets, locales: narrow the run to these, one or several; all of them for none.
        is_dry: nothing is written, and no engine is asked.
        A step that finds something wrong says so in its result and raises nothing: see `StepResult.summary`.
        Raises before anything runs InputErrors when a file of the project is wrong, UsageError when there is no such
        pipeline or locale, ProjectError when there is no such market; later ChangedError when files are saved faster
        than the run can read them.
        """
        scope = Scope(markets=_several(markets), locales=_several(locales))
        with missing_library():
            return run_pipeline(self, self.root / pipeline, scope=scope, is_dry=is_dry)


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def open_project(start: str | Path = ".") -> Project:
    """The project in `start` or the nearest folder above it that holds locmem.yaml.

    Raises ProjectError when there is none, InputErrors when its settings are wrong or look cut off, NotInstalled
    where only the memory is installed.
    """
    with missing_library():
        return project.opened_as(Project, start)
