"""Pipeline files: every mistake of a file at once, before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.pipelines.jobs import Scope, read_pipeline
from locmem.pipelines.run import find_pipeline, run_pipeline
from tests.pipelines.shop import REPOSITORY, Shop


def problems(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "job.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputErrors) as caught:
        read_pipeline(file, "job.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_all_mistakes_of_a_file_are_told_with_line_and_column(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "steps:\n"
        "  - collekt\n"
        "  - handoff: {format: docx, locale: [es], due: soon}\n"
        "  - bring_back\n"
        "  - [collect]\n"
        "  - check: {gate: release, as_of: [today]}\n"
        "stepz: []\n",
    )
    places = [line.partition(" ")[0].rstrip(":") for line in found]
    assert places == sorted(places, key=lambda place: [int(part) for part in place.split(":")[1:]])
    text = "\n".join(found)
    for expected in (
        "job.yaml:2:5",
        "there is no step 'collekt'",
        "Steps: collect, pretranslate, handoff, bring_back, publish",
        "job.yaml:3:23",
        "docx",
        "'locale'",
        "due",
        "job.yaml:4:5",
        "the key 'files' is missing",
        "job.yaml:5:5",
        "as_of",
        "'stepz'",
    ):
        assert expected in text


@pytest.mark.parametrize("text", ["", "steps:\n", "[]\n", "steps: collect\n", "steps: {collect: }\n"])
def test_a_file_without_a_list_of_steps_is_refused(tmp_path: Path, text: str) -> None:
    assert all(problem.startswith("job.yaml") for problem in problems(tmp_path, text))


def test_the_pipelines_of_this_repository_are_sound() -> None:
    names = {file.stem: read_pipeline(file, file.name) for file in (REPOSITORY / "pipelines").glob("*.yaml")}
    assert {"sync", "handoff", "publish", "ci"} <= set(names)
    assert [step.name for step in names["sync"].steps] == ["collect", "pretranslate"]


def test_a_pipeline_is_found_by_path_and_by_name(shop: Shop) -> None:
    project = shop.open()
    wanted = shop.root / "pipelines/sync.yaml"
    for name in ("sync", str(wanted)):
        assert find_pipeline(project, Path(name)).samefile(wanted)
    with pytest.raises(UsageError, match=r"there is no pipeline nothing\. In pipelines/: .*sync\.yaml"):
        find_pipeline(project, Path("nothing"))


def test_nothing_runs_while_any_step_is_wrong(shop: Shop) -> None:
    shop.write("pipelines/bad.yaml", "steps: [collect, nonsense]\n")
    shop.edit("content/articles/paying.md", "## Good to know", "## Nice to know")
    before = shop.tree()
    with pytest.raises(InputErrors, match=r"pipelines/bad\.yaml:1:18"):
        run_pipeline(shop.open(), Path("pipelines/bad.yaml"))
    assert shop.tree() == before


@pytest.mark.parametrize(
    "step", ["publish: {to: ../elsewhere}", "handoff: {to: /elsewhere}", "bring_back: {files: [/*.po]}"]
)
def test_a_pipeline_stays_in_its_project(tmp_path: Path, step: str) -> None:
    [problem] = problems(tmp_path, f"steps:\n  - {step}\n")
    assert problem.startswith("job.yaml:2:")


def test_a_locale_nobody_declared_is_refused_wherever_it_is_named(shop: Shop) -> None:
    with pytest.raises(UsageError, match=r"the locale xx is not declared\. Declared: es, ja\."):
        run_pipeline(shop.open(), Path("sync"), scope=Scope(locales=("xx",)))
