"""Writes the pages of docs/reference that the program itself can tell: commands, checks and files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from locmem.checks.catalogue import CHECKS
from locmem.checks.listed import Listed
from locmem.checks.outputs.rules import OUTSIDE, rule_of
from locmem.checks.run import UNREADABLE
from locmem.cli.main import command_line
from locmem.model.finding import Gate
from locmem.server.api import ADDRESSES

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "reference"
PACKAGE = ROOT / "locmem"

HEAD = """\
# Commands

Generated from the program by `make reference`; do not edit it by hand.

Data goes to stdout and talk to stderr, so `locmem … --json | jq` works. A command looks for `locmem.yaml` in the
current folder and above it. `locmem -C DIR …` runs as if started in DIR, and relative paths are then from there; each
further `-C` is from the one before it. `-h` is `--help` everywhere.

On a terminal a table leaves out the columns for which there is no room, the least important first, and says which;
numbers are never cut. In a pipe a table is always whole. `COLUMNS`, `NO_COLOR` and `TERM=dumb` are heeded.

`locmem --install-completion [bash|zsh|fish|powershell]` has a shell complete commands, options, and what the project
knows: locales, markets, documents, segments, content sets, pipelines, checks, runs, handoffs, obligations, months that
have a review. `--show-completion` prints what does so. Only names are looked up: no index, no network, no lock.

| exit code | means |
| --- | --- |
| 0 | fine |
| 1 | findings: a gate failed, a returned file needs attention, `doctor` found something |
| 2 | a mistake in the call, the project or an input file; the message says where and what to do |
| 3 | a bug in locmem |
| 130 | interrupted |
"""

CHECKS_HEAD = """\
# Checks

Generated from the program by `make reference`; do not edit it by hand.

`locmem check --gate change` fails on what the author of a change can mend in the sources, `--gate release` on what a
market must not ship. The other gate's findings are counted and do not fail. Within a gate, errors fail; warnings and
notes are reported. `--write-baseline` notes what fails today, and `--baseline` lets it pass from then on.

Files that cannot be read, profiles among them, are findings called `input` and fail both gates. Run both before a
release. `locmem check --explain CHECK` prints what stands here of one check. What `--fix` has `yes` for is
[mended by `locmem check --fix`](../how-to/fixes.md) where one thing alone can be meant.
"""

CHECKS_TAIL = """
Findings that look at more than the content of a day:

| finding | gate | says |
| --- | --- | --- |
"""

HOUSE_HEAD = """\
# The files

Generated from the program by `make reference`; do not edit it by hand.

What each file says of itself, room by room. Which room may import which stands in
[section 8 of the design](../design.md). The tables of words and market facts, which are no code, are listed in
[`locmem/data`](../../locmem/data/README.md).
"""

API_HEAD = """\
# What a server answers

Generated from the program by `make reference`; do not edit it by hand.

`locmem serve` answers these addresses with JSON, and `/api/openapi.json` with their description as OpenAPI 3.1. What is
wrong with a request is `{"error": "…"}` with the status 400; what the project stands in the way of has the status 422.
[How to use them](../how-to/serve.md#ask-it-from-a-script-or-from-omegat).
"""

_TYPES = {"path": "PATH", "str": "TEXT", "int": "NUMBER", "int range": "NUMBER"}


def cli_reference() -> str:
    """The page of the commands.  The width of the terminal makes no difference to it."""
    top = command_line()
    index = "".join(f"- [`{name}`](#{name.replace(' ', '-')}): {summary(one)}\n" for name, one in commands(top))
    sections = "".join(section(name, one) for name, one in commands(top))
    return f"{HEAD}\n{index}\n{sections}".rstrip("\n") + "\n"


def checks_reference() -> str:
    """The page of the checks, from the catalogue: a table of all, then each with an anchor of its name."""
    ordered = sorted(CHECKS.values(), key=lambda one: one.gate is not Gate.CHANGE)
    rows = "".join(
        f"| [`{one.name}`](#{one.name}) | {one.gate.value} | {one.severity.value} | {'yes' if one.mends else ''} "
        f"| {outside_code(one.sentence)} |\n"
        for one in ordered
    )
    others = "".join(
        f"| `{one.name}` | {one.gate} | {one.says} |\n" for one in OUTSIDE.values() if one.name != UNREADABLE
    )
    head = "| check | gate | worst | `--fix` | looks for |\n| --- | --- | --- | --- | --- |\n"
    return (
        f"{CHECKS_HEAD}\n{len(CHECKS)} checks:\n\n{head}{rows}{CHECKS_TAIL}{others}{''.join(map(explanation, ordered))}"
    )


def explanation(one: Listed) -> str:
    """The section of a check."""
    fails = f"{one.gate.value} gate, {one.severity.value} at worst"
    fence = "````" if "```" in one.example else "```"
    sentences = (one.sentence, one.why)
    fix = f"\n{outside_code(rule_of(one.name).fix)}\n" if one.mends else ""
    return (
        f"\n## {one.name}\n\n{' '.join(outside_code(text) for text in sentences)} ({fails}; `checks/{one.family}`)\n"
        f"\n{fence}text\n{one.example}\n{fence}\n\nWhat to do: {outside_code(one.do)}\n{fix}"
    )


def house_reference() -> str:
    """The page of the files, room by room, from what each says of itself."""
    rooms: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "__init__.py" or path.parent == PACKAGE:
            rooms.setdefault(path.parent.relative_to(PACKAGE).as_posix(), []).append(path)
    text = HOUSE_HEAD
    for room, files in rooms.items():
        text += f"\n## {'locmem/' if room == '.' else f'{room}/'}\n\n| file | |\n| --- | --- |\n"
        text += "".join(f"| `{path.stem}` | {outside_code(said_by(path))} |\n" for path in files)
    return text


def outside_code(text: str) -> str:
    """Markdown in which no `<` outside of code marks is a tag."""
    parts = text.split("`")
    return "`".join(part if number % 2 else escape(part, quote=False) for number, part in enumerate(parts))


def said_by(path: Path) -> str:
    """The first sentence of a file's docstring."""
    paragraph = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", r"\|")


def api_reference() -> str:
    """The page of the server's addresses, from their table."""
    text = API_HEAD
    for one in ADDRESSES:
        text += f"\n## GET {one.path}\n\n{outside_code(one.what)}\n\n| field | |\n| --- | --- |\n"
        text += "".join(f"| `{name}` (needed) | {outside_code(what)} |\n" for name, what in one.needs)
        text += "".join(f"| `{name}` | {outside_code(what)} |\n" for name, what in one.takes)
    return text


PAGES = {"api.md": api_reference, "cli.md": cli_reference, "checks.md": checks_reference, "house.md": house_reference}
"""The generated pages and what gives their text."""


def commands(command: Any, name: str = "locmem") -> Iterator[tuple[str, Any]]:
    """Every command by its full name, in the order of `--help`; of groups those that are one themselves."""
    for word, child in getattr(command, "commands", {}).items():
        is_group = hasattr(child, "commands")
        if not child.hidden and (not is_group or child.invoke_without_command):
            yield f"{name} {word}", child
        if is_group:
            yield from commands(child, f"{name} {word}")


def summary(command: Any) -> str:
    """The first sentence of a command's help."""
    text = " ".join((command.help or "").split())
    return text.partition(". ")[0].rstrip(".") + "."


def section(name: str, command: Any) -> str:
    """A command with its arguments and options."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    usage = " ".join([name, *("[OPTIONS]" for _ in options[:1]), *(argument(one) for one in arguments)])
    text = f"## {name}\n\n{' '.join((command.help or '').split())}\n\n```text\n{usage}\n```\n\n"
    rows = [row(one, argument(one), command, name) for one in arguments]
    rows += [row(one, "", command, name) for one in options]
    if rows:
        text += "| | |\n| --- | --- |\n" + "".join(rows) + "\n"
    return text


def argument(parameter: Any) -> str:
    """An argument as usage lines write it: `FILE…`, `[KEY…]`."""
    name = (parameter.metavar or parameter.name.upper()).rstrip("…") + ("…" if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def row(parameter: Any, name: str, command: Any, full_name: str) -> str:
    """A line of the table: name, what it is for, default."""
    context = command.make_context(full_name, [], resilient_parsing=True)
    shown, text = parameter.get_help_record(context)
    text, _, more = text.partition("  [")
    name = name or re.sub(r"<([^>]+)>", lambda found: _TYPES.get(found[1], found[1]), shown)
    more = f" ({more.rstrip(']').replace('default: ', 'default ').replace(';', ',')})" if more else ""
    name = name.replace("|", r"\|")
    return f"| `{name}` | {escape(text + more, quote=False)} |\n"


def check_names() -> str:
    """The names of all checks, for whoever completes one: loading the checks takes longer than a stroke may."""
    return "".join(f"{name}\n" for name in ("check", *sorted((*CHECKS, *OUTSIDE))))


def main() -> None:
    """Write the pages, and the names that the program itself reads."""
    (PACKAGE / "checks" / "names.csv").write_text(check_names(), encoding="utf-8")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (FOLDER / name).write_text(text(), encoding="utf-8")
        print(f"docs/reference/{name} written")


if __name__ == "__main__":
    main()
