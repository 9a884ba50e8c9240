"""Pipelines: YAML files of steps, read and checked before anything runs.

    steps:
      - collect
      - handoff: {format: xliff, locales: [pt-BR]}

A step with options is a mapping of its name to them; every option is checked when the file is read.  What a step
needs is imported when a pipeline has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from locmem import textfile
from locmem.catalogs.pairs import CONTENT
from locmem.globs import file_pattern
from locmem.model.finding import Gate
from locmem.model.priority import Priority
from locmem.ownfiles import is_version_control
from locmem.reviews.items import REVIEWS
from locmem.workspace.approval_files import APPROVALS
from locmem.workspace.project import DIST, MARKETS
from locmem.workspace.survey import Question
from locmem.workspace.writing import Run
from locmem.yamlfields import Fields, fields_of
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar

FOLDER = "pipelines"

_PEOPLES = (CONTENT, MARKETS, APPROVALS, REVIEWS, FOLDER)
"""Folders of a project in which people write, where output would pass for a source or replace one."""


class StepResult(Protocol):
    """What every step returns: a dataclass with one line for people."""

    @property
    def summary(self) -> str:
        """The line."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the command line narrows a run to; empty for everything."""

    markets: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()


Action = Callable[[Run, Scope], StepResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a pipeline, its options bound.  questions: what it asks of every document, as far as it is known."""

    name: str = ""
    action: Action
    questions: tuple[Question[Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A pipeline's file, read."""

    name: str
    steps: tuple[Step, ...]

    @property
    def questions(self) -> tuple[Question[Any], ...]:
        """What its steps ask of every document."""
        return tuple(question for step in self.steps for question in step.questions)


def read_pipeline(path: Path, shown: str) -> Pipeline:
    """The pipeline in a file.  Raises InputErrors with every unknown step, key and wrong value at once."""
    with fields_of(textfile.read(path, shown).text, shown) as top:
        steps = [step for node in top.items("steps", required=True) if (step := _step(node, top)) is not None]
    return Pipeline(name=path.name, steps=tuple(steps))


def _step(node: YamlNode, top: Fields) -> Step | None:
    if isinstance(node, YamlScalar):
        name, options, place = node.text, Fields.nothing(node, top.problems), node.location
    elif isinstance(node, YamlMapping) and len(node.entries) == 1:
        key, value = node.entries[0]
        name, options, place = key.text, Fields(value, top.problems), key.location
    else:
        top.wrong(node, "a step's name, or `name: {options}`")
        return None
    if name not in READERS:
        top.problems.add(place, f"there is no step {name!r}.", f"Steps: {', '.join(READERS)}.")
        return None
    step = replace(READERS[name](options), name=name)
    options.finish()
    return step


def _collect(_: Fields) -> Step:
    from locmem.pipelines.collect import WORK, collect

    return Step(action=lambda run, scope: collect(run), questions=(WORK,))


def _pretranslate(fields: Fields) -> Step:
    from locmem.pipelines.pretranslate import WAITING, pretranslate
    from locmem.workspace.filling import CLAIMS

    locales = fields.texts("locales")
    return Step(
        action=lambda run, scope: pretranslate(run, scope.locales or locales),
        questions=(WAITING, CLAIMS),
    )


def _handoff(fields: Fields) -> Step:
    from locmem.exchange.outgoing import ExchangeFormat
    from locmem.exchange.profiles import GENERIC, profile_named
    from locmem.pipelines.handoff import HandoffOptions, hand_off

    profile = fields.converted("profile", profile_named, GENERIC)
    options = HandoffOptions(
        profile=profile,
        format=fields.choice("format", ExchangeFormat, profile.formats[0]) or profile.formats[0],
        priorities=tuple(fields.convert(node, _priority, Priority.MAY) for node in fields.items("priorities")),
        most_words=fields.integer("words", 0, least=0),
        locales=fields.texts("locales"),
        markets=fields.texts("markets"),
        assignee=fields.text("assignee"),
        due=fields.day("due"),
        folder=fields.converted("to", _inside, ""),
        again=fields.flag("again"),
        others=fields.flag("others"),
        assigned=fields.flag("assigned"),
        inherited=fields.flag("inherited"),
        preview=fields.flag("preview", True),
    )
    return Step(
        action=lambda run, scope: hand_off(
            run, replace(options, markets=scope.markets or options.markets, locales=scope.locales or options.locales)
        )
    )


def _priority(text: str) -> Priority:
    if text not in {str(one.value) for one in Priority}:
        raise ValueError(f"{text!r} is no priority; write 1, 2 or 3")
    return Priority(int(text))


def _bring_back(fields: Fields) -> Step:
    from locmem.pipelines.bring_back import bring_back

    patterns = tuple(fields.convert(node, file_pattern, "") for node in fields.items("files"))
    trust_state, reviewed, partial = fields.flag("trust_state"), fields.flag("reviewed"), fields.flag("partial")
    if not patterns and not fields.has("files"):
        fields.problems.add(fields.location, "the key 'files' is missing.", "Add `files: [incoming/**/*.po]`.")

    def found(run: Run) -> list[Path]:
        folder = run.project.folder
        return [run.project.root / path for path in sorted({path for one in patterns for path in folder.files(one)})]

    return Step(
        action=lambda run, scope: bring_back(
            run, found(run), trust_state=trust_state, reviewed=reviewed, partial=partial
        )
    )


def _publish(fields: Fields) -> Step:
    from locmem.pipelines.publish import PublishOptions, Target, publish

    options = PublishOptions(
        markets=fields.texts("markets"),
        locales=fields.texts("locales"),
        as_of=fields.day("as_of"),
        folder=fields.converted("to", _inside, DIST),
        target=fields.choice("target", Target, Target.MARKDOWN) or Target.MARKDOWN,
    )
    return Step(
        action=lambda run, scope: publish(
            run,
            replace(options, markets=scope.markets or options.markets, locales=scope.locales or options.locales),
        )
    )


def _check(fields: Fields) -> Step:
    from locmem.pipelines.check import CheckOptions, check

    options = CheckOptions(
        gate=fields.choice("gate", Gate, Gate.CHANGE) or Gate.CHANGE,
        markets=fields.texts("markets"),
        as_of=fields.day("as_of"),
    )
    return Step(
        action=lambda run, scope: check(run.project, replace(options, markets=scope.markets or options.markets))
    )


def _review(fields: Fields) -> Step:
    from locmem.pipelines.review import start

    markets = fields.texts("markets")
    return Step(action=lambda run, scope: start(run, scope.markets or markets))


def _trend(fields: Fields) -> Step:
    from locmem.pipelines.review import record

    markets = fields.texts("markets")
    return Step(action=lambda run, scope: record(run, scope.markets or markets))


def _inside(text: str) -> str:
    """A folder of the project: what a pipeline writes must not depend on where the project lies."""
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{text!r} does not lie in the project's folder; --to of the command may name any folder")
    if not path.parts or is_version_control(text) or path.parts[0].casefold() in _PEOPLES or path.parts[0][0] == ".":
        raise ValueError(f"{text!r} is no folder for output; write one such as {DIST}")
    return text


READERS: dict[str, Callable[[Fields], Step]] = {
    "collect": _collect,
    "pretranslate": _pretranslate,
    "handoff": _handoff,
    "bring_back": _bring_back,
    "publish": _publish,
    "check": _check,
    "review": _review,
    "trend": _trend,
}
