"""The documentation says what the program does: commands, keys, links and examples are checked against it."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest

import locmem
from locmem.checks.catalogue import CHECKS
from locmem.markets.leaf import ITEM_FIELDS
from locmem.model.engine_rules import ENGINES
from locmem.model.fact import Confidence, DecidedBy, DurationUnit, FactType
from locmem.pipelines.jobs import READERS
from locmem.render.filters import FILTERS
from locmem.render.liquid import TAGS
from locmem.settings import DIALECTS, KINDS
from locmem.values.formatting import FORMS
from tests import warm

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted((*ROOT.glob("*.md"), *DOCS.rglob("*.md")))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def code_words(text: str) -> set[str]:
    """Everything that stands in code spans and fenced blocks, as words."""
    blocks = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return {word for block in blocks for word in re.findall(r"[A-Za-z_][\w-]*", block)}


# Commands


@pytest.mark.parametrize("width", ["", "30"])
@pytest.mark.parametrize("name", ["api.md", "cli.md", "checks.md"])
def test_the_generated_pages_are_up_to_date(name: str, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("COLUMNS", "TERMINAL_WIDTH") if width else ():
        monkeypatch.setenv(variable, width)
    assert text_of(REFERENCE / name) == tool("reference").PAGES[name](), "run `make reference`"


def test_the_page_on_evidence_says_what_the_profiles_say() -> None:
    evidence = tool("evidence")
    assert text_of(evidence.PAGE) == evidence.page(), "run `python tools/evidence.py --write`"
    for row in evidence.page().partition("## What is unverified")[2].splitlines():
        assert "general knowledge |" not in row or not row.startswith(("| _regions", "| DE", "| ES", "| FR", "| PT")), (
            row
        )


def test_the_sum_of_the_evidence_is_of_launched_markets_and_of_members_of_the_eu() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text_of(tool("evidence").PAGE).splitlines()]
    sums = {row[0]: row[2:] for row in rows if len(row) == 8 and row[2].isdigit()}
    members = {path.stem for path in (ROOT / "markets").glob("*.yaml") if "\nregion: EU\n" in text_of(path)}
    counted = [sums[row[0]] for row in rows if {*row[:1]} & {*members, "ES-CT"} or "launched" in row[1:2]]
    assert sums["**launched and EU**"] == [str(sum(map(int, column))) for column in zip(*counted, strict=True)]


def test_every_command_of_the_program_is_on_the_page_with_its_help() -> None:
    from typer.testing import CliRunner

    from locmem.cli.main import program

    page = text_of(REFERENCE / "cli.md")
    groups: list[tuple[str, ...]] = [()]
    found = 0
    for group in groups:
        listed = CliRunner().invoke(program(), [*group, "--help"]).stdout.partition("Commands:")[2]
        for name in re.findall(r"^  ([a-z-]+) ", listed, re.MULTILINE):
            shown = CliRunner().invoke(program(), [*group, name, "--help"]).stdout
            if "Commands:" in shown:
                groups.append((*group, name))
            else:
                found += 1
                assert f"\n## {' '.join(('locmem', *group, name))}\n\n" in page
    assert found > 15


# Keys


def keys_read(*files: str) -> set[str]:
    """The keys that readers of YAML ask for, from their source."""
    getters = r"\.(?:text|flag|integer|number|day|choice|converted|items|texts|mapping|node_of|has)\("
    source = "".join(text_of(ROOT / "locmem" / name) for name in files)
    return set(re.findall(getters + r'\s*"([a-z_]+)"', source))


def test_every_key_of_the_settings_is_documented() -> None:
    words = code_words(text_of(REFERENCE / "settings.md"))
    keys = keys_read("settings.py", "model/engine_rules.py", "model/rates.py")
    assert {"project", "source_locale", "content", "risks", "memory_from"} <= keys
    assert keys - words == set()
    assert {*KINDS, *ENGINES, *DIALECTS} - words == set()


def test_every_key_of_a_profile_is_documented() -> None:
    words = code_words(text_of(REFERENCE / "markets.md"))
    files = ("profile", "leaf", "scalars", "obligations", "regions", "company", "sending")
    keys = keys_read(*(f"markets/{name}.py" for name in files))
    assert {"market", "windows", "verified_on", "applies_to", "reason"} <= keys
    assert keys - words == set()
    names = {str(member.value) for kind in (FactType, DurationUnit, Confidence, DecidedBy) for member in kind}
    assert (names | set(ITEM_FIELDS)) - words == set()


def test_every_filter_tag_and_form_is_documented() -> None:
    words = code_words(text_of(REFERENCE / "liquid.md"))
    forms = {form for known in FORMS.values() for form in known}
    assert {*FILTERS, *TAGS, *forms} - words == set()


def test_every_check_and_every_step_is_documented() -> None:
    assert set(CHECKS) - code_words(text_of(REFERENCE / "checks.md")) == set()
    words = code_words(text_of(REFERENCE / "pipelines.md"))
    assert (set(READERS) | keys_read("pipelines/jobs.py")) - words == set()


# Links


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ +(.*)$", re.sub(r"```.*?```", "", text_of(path), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text_of(page), flags=re.DOTALL)
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        for link in re.findall(r"\]\(([^)#\s:]+)", text_of(page)):
            if (page.parent / link).resolve().is_file():
                waiting.append((page.parent / link).resolve())
    assert {name_of(page) for page in DOCS.rglob("*.md")} - {name_of(page) for page in reached} == set()


# Examples

EXAMPLES = tool("examples")
WITH_EXAMPLES = [page for page in PAGES if any(EXAMPLES.examples(text_of(page)))]


def differences(text: str, folder: Path, environment: Mapping[str, str] | None = None) -> list[str]:
    results = EXAMPLES.results(text, folder, environment)
    return [difference for result in results for difference in result.differences()]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name_of)
def test_examples_run_and_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    # The first commands that anybody types are those of the real program; for the others its start is left out.
    environment = None if page == ROOT / "README.md" else warm.environment()
    found = differences(text_of(page), EXAMPLES.prepared(page, tmp_path), environment)
    assert found == [], "run `python tools/examples.py --write` and read what it changed"


def test_the_guides_and_the_readme_have_examples() -> None:
    assert {ROOT / "README.md", DOCS / "python.md"} <= set(WITH_EXAMPLES)
    assert len([page for page in WITH_EXAMPLES if page.parent.name == "how-to"]) >= 6


def test_a_wrong_example_is_found_and_mended(tmp_path: Path) -> None:
    page = "```console\n$ locmem --version\nlocmem nine\n…\n$ locmem nonsense\n```\n"
    assert len(differences(page, tmp_path)) == 2
    mended = EXAMPLES.refreshed(page, EXAMPLES.results(page, tmp_path))
    assert f"\nlocmem {locmem.__version__}\n…\n$ locmem nonsense\n" in mended


def test_a_wrong_python_example_is_found_and_mended(tmp_path: Path) -> None:
    page = (
        "```python\nnumber = 41\n```\n\n"
        "```python\nprint('it is', number + 1)\n```\n\n```text\nit is 43\n```\n\n"
        "```python\nprint(nonsense)\n```\n"
    )
    wrong, raised = differences(page, tmp_path)
    assert "does not print 'it is 43'" in wrong
    assert "NameError: name 'nonsense'" in raised
    mended = EXAMPLES.refreshed(page, EXAMPLES.results(page, tmp_path))
    assert "\nit is 42\n" in mended


def test_every_block_of_python_is_run() -> None:
    for page in PAGES:
        fences = re.findall(r"^ *```py\w*", text_of(page), re.MULTILINE)
        run = [one for one in EXAMPLES.examples(text_of(page)) if one.is_python]
        assert len(fences) == len(run), name_of(page)
