"""A translator without locmem does the job in each program, in its window, and nothing is rejected for its habits.

`make editors` runs these; `PICTURES=DIR make editors` keeps pictures of what the translator sees.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from locmem.model.translation import CatalogEntry, State
from tests.editors import gtranslator, linguist, lokalize, omegat, poedit
from tests.editors.job import ARTICLE_FILE, COMMENT, LOCKED_FILE, TASKS, Task, build
from tests.editors.screen import PROGRAMS, Screen, screen
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.editors

FINE = {"accepted", "unchanged"}
"""What may become of a text; everything else is a habit of the program that locmem does not know."""


@dataclass
class Desk:
    """A translator's desk: a screen, and a folder with the article in one format."""

    shop: Shop
    screen: Screen
    folder: Path
    pictures: Path | None

    def article(self, profile: str, format_: str = "po") -> Path:
        """The article as it was handed out for a tool, in the translator's folder."""
        [file] = hand_out(self.shop, self.shop.root / "out", profile, format_).rglob("quiet-hours.md.*")
        return Path(shutil.copy(file, self.folder))

    def picture(self, name: str) -> None:
        if self.pictures:
            self.screen.picture(self.pictures / f"{name}.png")

    def taken(self, returned: Path) -> dict[str, CatalogEntry]:
        """The article's entries by the task they were, after `locmem import`, which rejected nothing."""
        done = self.shop.command("import", str(returned), "--json")
        result = json.loads(done.stdout)
        assert result["refused"] == []
        outcomes = {one["occurrence"]: (one["outcome"], one["why"]) for one in result["decisions"]}
        assert {name: why for name, why in outcomes.items() if why[0] not in FINE} == {}
        entries = self.shop.pair(ARTICLE_FILE).catalog.entries
        found = {task.name: [one for one in entries if one.source.startswith(task.source)] for task in TASKS}
        return {name: one for name, [one] in found.items()}

    def assert_asked(self, returned: Path) -> None:
        """What the translator noted is told to whoever takes the file in."""
        said = self.shop.command("import", str(returned), "--dry-run").stdout
        [line] = [one for one in said.splitlines() if COMMENT in one]
        assert "note from the translator" in line


def hand_out(shop: Shop, folder: Path, profile: str, format_: str = "po") -> Path:
    """The folder of a locale, with the article in it."""
    options = ("--locale", "es", "--profile", profile, "--format", format_, "--to", str(folder))
    done = shop.command("export", ARTICLE_FILE, *options)
    assert done.returncode == 0, done.stderr
    return folder / "es"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return build(tmp_path_factory.mktemp("editors") / "project")


@pytest.fixture
def desk(project: Shop, tmp_path: Path) -> Iterator[Desk]:
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    wanted = os.environ.get("PICTURES")
    # In a picture stands no folder of ours.
    folder = Path("/tmp" if wanted else tmp_path) / "lamp-help"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with screen(tmp_path / "home") as shown:
        yield Desk(project.copy(tmp_path / "project"), shown, folder, Path(wanted).resolve() if wanted else None)


def assert_as_written(entries: dict[str, CatalogEntry], *, unfinished: State = State.DRAFT) -> None:
    """Every text is what was typed, with all its codes, in the state that the translator meant."""
    wrong = {task.name: said for task in TASKS if (said := _wrong(entries[task.name], task, unfinished))}
    assert wrong == {}


def _wrong(entry: CatalogEntry, task: Task, unfinished: State) -> str:
    if not task.target:
        return "" if not entry.is_confirmed else f"confirmed: {entry.target}"
    state = State.TRANSLATED if task.done else unfinished
    if (entry.target, entry.state, entry.is_stale) == (task.target, state, False):
        return ""
    return f"{entry.state.value}{', stale' if entry.is_stale else ''}: {entry.target}"


def needs(program: str) -> pytest.MarkDecorator:
    """Leaves a test out where its program is not installed."""
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed")


@needs(poedit.PROGRAM)
@pytest.mark.parametrize("format_", ["po", "xliff", "xliff2"])
def test_poedit(desk: Desk, format_: str) -> None:
    file = desk.article("poedit", format_)
    poedit.work(desk.screen, file, desk.picture)
    if format_ == "po":
        desk.assert_asked(file)
    assert_as_written(desk.taken(file))


@needs(lokalize.PROGRAM)
@pytest.mark.parametrize("format_", ["po", "xliff"])
def test_lokalize(desk: Desk, format_: str) -> None:
    file = desk.article("lokalize", format_)
    lokalize.work(desk.screen, file, desk.picture)
    if format_ == "po":
        desk.assert_asked(file)
    assert_as_written(desk.taken(file))


@pytest.mark.parametrize(
    ("editor", "profile", "format_"),
    [
        pytest.param(one, name, format_, marks=needs(one.PROGRAM), id=f"{name}-{format_}")
        # Poedit does not show such a text of XLIFF at all.
        for one, name, format_ in (
            (poedit, "poedit", "po"),
            (lokalize, "lokalize", "xliff"),
        )
    ],
)
def test_what_is_approved_by_name_can_be_typed_over_and_stands(
    desk: Desk, editor: ModuleType, profile: str, format_: str
) -> None:
    approval = ("approve", LOCKED_FILE, "--market", "MX", "--locale", "es-MX", "--by", "Ana Ley")
    assert desk.shop.command(*approval).returncode == 0
    options = ("--locale", "es-MX", "--inherited", "--profile", profile, "--format", format_, "--to", str(desk.folder))
    assert desk.shop.command("export", LOCKED_FILE, *options).returncode == 0
    [file] = desk.folder.rglob("contact.md.*")
    editor.change_first(desk.screen, file, "Escríbenos")
    result = json.loads(desk.shop.command("import", str(file), "--json").stdout)
    assert {name: count for name, count in result["counts"].items() if count} == {"locked": 1, "unchanged": 1}


@needs(gtranslator.PROGRAM)
def test_gtranslator(desk: Desk) -> None:
    file = desk.article("generic")
    gtranslator.work(desk.screen, file, desk.picture)
    desk.assert_asked(file)
    assert_as_written(desk.taken(file))


@needs(linguist.PROGRAM)
def test_qt_linguist(desk: Desk) -> None:
    file = desk.article("generic")
    linguist.work(desk.screen, file, desk.picture)
    desk.assert_asked(file)
    assert_as_written(desk.taken(file))


@needs(omegat.PROGRAM)
def test_omegat(desk: Desk) -> None:
    folder = hand_out(desk.shop, desk.folder, "omegat")
    returned = omegat.work(desk.screen, folder, desk.picture)
    # What is typed there is finished: there is no other state.
    assert_as_written(desk.taken(returned), unfinished=State.TRANSLATED)


@needs(omegat.PROGRAM)
def test_omegat_without_a_window(project: Shop, tmp_path: Path) -> None:
    shop = project.copy(tmp_path / "project")
    folder = hand_out(shop, tmp_path / "out", "omegat")
    entries = {one.source: one for one in shop.pair(ARTICLE_FILE).catalog.entries}
    targets = {
        next(source for source in entries if source.startswith(task.source)): task.target for task in TASKS if task.done
    }
    returned = omegat.translate(folder, targets, tmp_path)
    done = shop.command("import", str(returned), "--json")
    counts = {name: count for name, count in json.loads(done.stdout)["counts"].items() if count}
    assert counts == {"accepted": len(targets), "unchanged": len(entries) - len(targets)}
