"""A project that is wrong on purpose: each mistake gives the finding it must give, and nothing else is blamed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from locmem.clock import FixedClock
from locmem.model.finding import Finding, Gate
from locmem.pipelines.check import CheckOptions, check
from locmem.workspace.project import Project, open_project
from locmem.workspace.workspace import open_workspace
from locmem.yamlfields import Fields, fields_of

FOLDER = Path(__file__).parent / "wrong"
CLOCK = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One entry of EXPECTED.yaml: where, and what must be found there, or which check is still to come."""

    key: str
    mistake: str
    findings: tuple[str, ...]
    later: str


def expected() -> tuple[Mistake, ...]:
    with fields_of((FOLDER / "EXPECTED.yaml").read_text("utf-8"), "EXPECTED.yaml") as top:
        found = []
        for node in top.items("wrong", required=True):
            fields = Fields(node, top.problems)
            one = Mistake(
                key=fields.text("key", required=True),
                mistake=fields.text("mistake", required=True),
                findings=fields.texts("findings"),
                later=fields.text("later"),
            )
            fields.finish()
            found.append(one)
    return tuple(found)


EXPECTED = expected()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    place = tmp_path_factory.mktemp("projects") / "wrong"
    shutil.copytree(FOLDER, place)
    return open_project(place, CLOCK)


@pytest.fixture(scope="module")
def by_key(project: Project) -> Mapping[str, list[Finding]]:
    """The findings at entries of catalogs, by key."""
    found: dict[str, list[Finding]] = {}
    for finding in check(project, CheckOptions(gate=Gate.RELEASE, markets=("ES",))).report.findings:
        if finding.location.key:
            found.setdefault(finding.location.key, []).append(finding)
    return found


@pytest.mark.parametrize("wrong", EXPECTED, ids=lambda wrong: wrong.mistake)
def test_each_mistake_gives_the_findings_it_must_give(by_key: Mapping[str, list[Finding]], wrong: Mistake) -> None:
    found = by_key.get(wrong.key, [])
    assert sorted({finding.check for finding in found}) == sorted(wrong.findings)
    document = wrong.key.partition("#")[0]
    assert {finding.location.path for finding in found} <= {f"content/translations/es/{document}.po"}
    assert {finding.locale for finding in found} <= {"es"}
    # When a check learns to see what it could not, EXPECTED.yaml is to say so.
    assert bool(wrong.later) != bool(wrong.findings)


def test_no_target_that_is_right_is_blamed(by_key: Mapping[str, list[Finding]]) -> None:
    assert by_key.keys() <= {wrong.key for wrong in EXPECTED}


def test_the_list_names_segments_that_are_there_and_confirmed_in_the_catalogs(project: Project) -> None:
    pairs = open_workspace(project).pairs
    keys = {pair.key(entry) for pair in pairs for entry in pair.before.entries if entry.is_current}
    assert {wrong.key for wrong in EXPECTED} < keys
    assert len(EXPECTED) == len({wrong.key for wrong in EXPECTED}) >= 10


def test_what_lost_a_code_counts_as_a_draft_and_keeps_the_market_from_release(project: Project) -> None:
    failing = check(project, CheckOptions(gate=Gate.RELEASE, markets=("ES",))).report.failing
    damaged = {finding.location.path for finding in failing if finding.check == "damaged-codes"}
    assert damaged == {f"content/translations/es/{name}.po" for name in ("articles/care.md", "macros/thanks.yaml")}
