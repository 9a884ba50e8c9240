"""What `import locmem` gives: its names and signatures, a project at work, and the memory without the rest."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import locmem
from locmem import errors
from locmem.errors import UsageError
from tests.pipelines.shop import Shop

ROOT = Path(__file__).parent.parent

SIGNATURES = {
    "open_memory": "(where: 'str | Path', *, durable: 'bool' = True) -> 'Memory'",
    "open_project": "(start: 'str | Path' = '.') -> 'Project'",
    "entry_of": "(source_text: 'str', target_text: 'str', *, source: 'str' = 'en', target: 'str' = 'es', "
    "trust: 'Trust' = <Trust.IMPORTED: 'imported'>, document: 'str' = '', before: 'str' = '', after: 'str' = '') "
    "-> 'Entry'",
    "Project.run": "(self, pipeline: 'str | Path', *, markets: 'Sequence[str]' = (), locales: 'Sequence[str]' = (), "
    "is_dry: 'bool' = False) -> 'RunResult'",
    "Project.close": "(self) -> 'None'",
    "Memory.add": "(self, entries: 'Iterable[Entry]', batch: 'str' = '') -> 'AddResult'",
    "Memory.forget": "(self, batch: 'str') -> 'int'",
    "Memory.import_tmx": "(self, path: 'str | Path', source_locale: 'str' = 'en', *, "
    "trust: 'Trust' = <Trust.IMPORTED: 'imported'>) -> 'AddResult'",
    "Memory.search": "(self, text: 'str', source: 'str' = 'en', target: 'str' = 'es', floor: 'float' = 70.0, "
    "limit: 'int' = 5) -> 'tuple[Match, ...]'",
    "Memory.search_many": "(self, texts: 'Iterable[str]', source: 'str' = 'en', target: 'str' = 'es', "
    "floor: 'float' = 70.0, limit: 'int' = 5) -> 'tuple[tuple[Match, ...], ...]'",
    "Memory.close": "(self) -> 'None'",
}
"""What programs call.  A line that has to change here breaks somebody's program: say so in CHANGELOG.md."""

NAMES = ("Entry", "LocmemError", "Match", "Memory", "Project", "Trust", "__version__")


def public(name: str) -> Any:
    found: Any = locmem
    for part in name.split("."):
        found = getattr(found, part)
    return found


def test_the_public_names_are_these() -> None:
    functions = {name for name in SIGNATURES if "." not in name}
    assert set(locmem.__all__) == {*NAMES, *functions}
    for name in locmem.__all__:
        assert getattr(locmem, name) is not None
    assert set(locmem.__all__) <= set(dir(locmem))


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_signature_is(name: str) -> None:
    assert str(inspect.signature(public(name))) == SIGNATURES[name]


def test_what_a_match_says_of_itself() -> None:
    promised = {
        "source_text",
        "target_text",
        "raw",
        "percent",
        "band",
        "penalties",
        "critical",
        "repaired",
        "difference",
    }
    assert promised <= set(dir(locmem.Match)) | set(locmem.Match.__dataclass_fields__)


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Store'"):
        locmem.Store  # noqa: B018


def test_the_page_names_every_error() -> None:
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert {name for name in kinds if f"`{name}`" in page} == kinds - {"LocmemError"}
    assert "`locmem.LocmemError`" in page


def test_a_program_opens_runs_and_closes_a_project(shop: Shop) -> None:
    with locmem.open_project(shop.root / "content") as project:
        assert isinstance(project, locmem.Project)
        shop.edit("content/articles/paying.md", "# ", "# All of ")
        tried = project.run("pipelines/sync.yaml", is_dry=True)
        assert not tried.id
        assert tried.files
        done = project.run("sync")
        assert done.id
        assert [change.path for change in done.files] == [change.path for change in tried.files]
        assert project.journal.runs(1)[0].id == done.id
        opened = project.database
    # Nothing holds the file any more, and asking again opens it again.
    assert "database" not in vars(project)
    assert project.database is not opened
    project.close()


def test_a_run_is_narrowed_to_locales(shop: Shop) -> None:
    with locmem.open_project(shop.root) as project, pytest.raises(UsageError, match="xx is not declared"):
        project.run("sync", locales=["xx"])


def test_a_market_or_locale_that_nobody_declared_is_refused_before_anything_runs(shop: Shop) -> None:
    with locmem.open_project(shop.root) as project:
        before = shop.tree()
        with pytest.raises(errors.ProjectError, match=r"there is no market 'XX'"):
            project.run("sync", markets="XX")
        with pytest.raises(UsageError, match=r"the locale xx is not declared"):
            project.run("sync", locales=["xx"])
        assert shop.tree() == before
        assert project.run("sync.yaml", markets="ES", is_dry=True).id == ""


def test_what_is_wrong_with_a_pipeline_is_told_with_its_path_in_the_project(shop: Shop) -> None:
    shop.write("pipelines/nightly.yaml", "steps:\n  - nosuch\n")
    with (
        locmem.open_project(shop.root) as project,
        pytest.raises(errors.InputErrors, match=r"^pipelines/nightly\.yaml:2"),
    ):
        project.run("nightly")


def test_a_pipeline_is_looked_for_in_the_project_wherever_the_program_runs(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines/sync.yaml").write_text("steps: [nonsense]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with locmem.open_project(shop.root) as project:
        assert [name for name, _ in project.run("pipelines/sync.yaml").steps] == ["collect", "pretranslate"]


# The memory alone


def normal(requirement: str) -> str:
    """The name of the distribution that is required, spelled in the one way."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def with_what_they_need(names: set[str]) -> set[str]:
    """Distributions and all they require, extras apart."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        waiting |= {normal(one) for one in needs if "extra ==" not in one} - found
    return found


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = {normal(one) for one in PROJECT["dependencies"]}
OTHERS = sorted(
    module
    for module, homes in metadata.packages_distributions().items()
    if not {normal(home) for home in homes} & (with_what_they_need(NEEDED) | {"locmem"})
)

MEMORY_ALONE = f"""
import importlib.abc, sys
class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {OTHERS!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
import locmem
"""


def alone(code: str) -> subprocess.CompletedProcess[str]:
    """What a program prints where only the libraries of the memory can be imported."""
    return subprocess.run([sys.executable, "-c", MEMORY_ALONE + code], capture_output=True, text=True, check=False)


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"
  datatype="plaintext"/>
<body><tu>
<tuv xml:lang="en"><seg>Pay 30 EUR by {{ market.name }} on 1 May 2026.</seg></tuv>
<tuv xml:lang="es"><seg>Paga 30 EUR por {{ market.name }} el 1 de mayo de 2026.</seg></tuv>
</tu></body>
</tmx>
"""


def test_the_memory_needs_the_libraries_it_declares_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "old.tmx").write_text(TMX, encoding="utf-8")
    done = alone(
        f"memory = locmem.open_memory({str(tmp_path / 'pairs.db')!r})\n"
        "memory.add([locmem.entry_of('You have 14 days.', 'Tienes 14 días.')])\n"
        f"memory.import_tmx({str(tmp_path / 'old.tmx')!r})\n"
        "texts = ['You have 30 days.', 'Pay 40 USD by {{ company.name }} on 2 May 2026.']\n"
        "print([match.target_text for found in memory.search_many(texts) for match in found])\n"
        "print(len(memory.concordance('days')), len(memory.stats()), len(list(memory.entries())))\n"
        "memory.close()\n"
        "import json\nprint(json.dumps([name for name in sys.modules if '.' not in name]))\n"
    )
    assert done.stderr == ""
    targets, counts, modules = done.stdout.splitlines()
    assert targets == "['Tienes 30 días.', 'Paga 40 USD por {{ company.name }} el 2 de mayo de 2026.']"
    assert counts == "1 1 2"
    homes = metadata.packages_distributions()
    loaded = {normal(home) for name in json.loads(modules) for home in homes.get(name, ())}
    assert NEEDED - loaded == set()


def test_where_only_the_memory_is_installed_a_project_says_what_to_install() -> None:
    done = alone(
        "try:\n    locmem.open_project()\nexcept ImportError as error:\n    print(type(error).__name__, error)\n"
    )
    assert done.stdout.startswith("NotInstalled ")
    assert "python -m pip install 'locmem[cli]'" in done.stdout


def test_where_only_the_memory_is_installed_the_command_says_what_to_install_in_one_line() -> None:
    done = alone("from locmem.__main__ import main\nmain()\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "locmem: typer is not installed, which the command and projects need and the memory alone does not. "
        "Install the whole program: python -m pip install 'locmem[cli]'\n"
    )


def test_a_command_whose_library_is_not_there_says_so_too(shop: Shop) -> None:
    code = MEMORY_ALONE.replace(repr(OTHERS), "['babel']") + "from locmem.__main__ import main\nmain()\n"
    words = [sys.executable, "-c", code, "status"]
    done = subprocess.run(words, cwd=shop.root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("locmem: babel is not installed")
    assert done.stderr.count("\n") == 1


def test_a_module_of_ours_that_is_not_there_is_a_bug_and_no_library() -> None:
    with pytest.raises(ModuleNotFoundError) as raised, errors.missing_library():
        import locmem.nowhere  # type: ignore[import-not-found]  # noqa: F401
    assert not isinstance(raised.value, errors.NotInstalled)


def test_importing_locmem_loads_nothing() -> None:
    code = "import sys, locmem; print(*(name for name in sys.modules if name.startswith('locmem')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["locmem"]
