"""The `locmem` command: its commands put together, and the one place that turns errors into exit codes."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup
from typer.main import get_command

from locmem.cli import progress
from locmem.cli.options import Quiet
from locmem.cli.start import OPTION, entered
from locmem.cli.terminal import shows_colours
from locmem.errors import LocmemError, UsageError, missing_library
from locmem.model.visible import visible

_WrongUse: type[Any] = typer.BadParameter.__mro__[1]
"""What the library raises where a command is not used as it is meant; it has no public name in all versions."""
WRONG_INPUT, BUG, INTERRUPTED = 2, 3, 130

INSTALL, SHOW = "--install-completion", "--show-completion"

HOMES: dict[str, tuple[str, ...]] = {
    "project": ("init", "status", "doctor"),
    "pipelines": ("run", "sync", "history", "undo"),
    "check": ("check",),
    "catalogs": ("accept",),
    "exchange": ("export", "import"),
    "jobs": ("jobs",),
    "queries": ("queries",),
    "conflicts": ("conflicts",),
    "queue": ("queue",),
    "backlog": ("analyze", "backlog"),
    "kpi": ("kpi",),
    "review": ("review",),
    "report": ("report",),
    "serve": ("serve",),
    "accounts": ("accounts",),
    "render": ("render",),
    "approvals": ("approve", "approvals"),
    "content": ("content",),
    "memory": ("memory",),
    "terms": ("terms",),
    "markets": ("market",),
    "privacy": ("privacy-report",),
    "trust": ("trust",),
    "zendesk": ("pull", "drift"),
    "merge_driver": ("merge-driver",),
}
"""The files of this room that have commands, in the order of the help, with the words that these begin with."""


class _Commands(TyperGroup):
    """The commands, whose complaints say what is wrong and what is meant, and not which library found it."""

    def invoke(self, ctx: Any) -> Any:
        with _complaints():
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _complaints():
            return super().parse_args(ctx, args)


@contextmanager
def _complaints() -> Iterator[None]:
    try:
        yield
    except typer.BadParameter as error:
        error.message = error.message.removeprefix("Value error, ")
        raise
    except _WrongUse as error:
        if hasattr(error, "possibilities") and hasattr(error, "option_name"):
            from locmem.cli.unknown_options import explained

            explained(error)
        raise


def program(word: str = "") -> typer.Typer:
    """All commands; with a word those of the file in which that one is, if it is the first of one.

    Reading every file and every option takes longer than many a command.
    """
    app = typer.Typer(
        name="locmem",
        cls=_Commands,
        help="Support content in every market's languages, true there, from a folder in git.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    for home in [name for name, words in HOMES.items() if word in words] or HOMES:
        import_module(f"locmem.cli.{home}").register(app)
    app.callback(invoke_without_command=True)(_start)
    return app


def command_line(word: str = "") -> Any:
    """As `program`, put together; every command has the option that keeps it quiet."""
    whole = get_command(program(word))
    quiet = next(one for one in get_command(_quiet).params if one.name == "quiet")
    groups: list[Any] = [whole]
    while groups:
        for command in groups.pop().commands.values():
            if hasattr(command, "commands"):
                groups.append(command)
            # A group may be a command itself: `locmem backlog`, beside `locmem backlog pin`.
            if not hasattr(command, "commands") or command.invoke_without_command:
                command.params.append(quiet)
    return whole


_quiet = typer.Typer(add_completion=False)


@_quiet.command()
def _with_the_option(quiet: Quiet = False) -> None:
    """A command that has the option, as typer makes it of its declaration."""


def _start(
    folder: Annotated[
        list[str],
        typer.Option(
            OPTION,
            metavar="DIR",
            help="Run as if started in DIR: relative paths are then from there. Each further -C is from the one "
            "before it.",
        ),
    ] = [],  # noqa: B006
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    install: Annotated[
        str,
        typer.Option(
            INSTALL,
            metavar="[SHELL]",
            help="Have bash, zsh, fish or powershell complete commands and names of the project.",
        ),
    ] = "",
    show: Annotated[str, typer.Option(SHOW, metavar="[SHELL]", help="Print what does so, for your own set-up.")] = "",
) -> None:
    # Those that come first are done long before; these stand behind another option.
    for one in folder:
        entered((OPTION, one))
    if install or show:
        _complete_from_now_on((INSTALL, install) if install else (SHOW, show))
        raise typer.Exit
    if version:
        _print_version()
        raise typer.Exit


def _complete_from_now_on(words: Sequence[str]) -> None:
    """Install the completion for the shell that is named, or the user's, or print it."""
    from locmem.cli import shells
    from locmem.cli.output import report, say

    shell, *more = words[1:] or [""]
    if more:
        raise UsageError(f"{words[0]} takes one shell: {', '.join(shells.SHELLS)}.")
    if words[0] == SHOW:
        report(shells.script(shell))
        return
    for file in shells.install(shell):
        say(f"Written: {file}")
    say(f"New windows of {shells.meant(shell)} complete locmem. To take it back, remove what was written.")


def _print_version() -> None:
    import locmem

    print(f"locmem {locmem.__version__}")


def main() -> None:
    """Run the command line and leave with its exit code.

    0 fine, 1 findings, 2 a mistake in usage, project or input, 3 a bug in locmem, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        _make_able(stream)
    try:
        try:
            with missing_library():
                _run(sys.argv[1:])
        finally:
            progress.end()
            # A full disk must show here, where it becomes a message, and not when Python ends.
            sys.stdout.flush()
    except LocmemError as error:
        _complain(str(error))
        sys.exit(WRONG_INPUT)
    except KeyboardInterrupt:
        _say_interrupted()
        sys.exit(INTERRUPTED)
    except SystemExit as stop:
        # Typer makes this of an interruption, and says nothing.
        if stop.code == INTERRUPTED:
            _say_interrupted()
        raise
    except BrokenPipeError:
        # Somebody piped the output into `head`; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # Whatever the place, a disk or rights stand in the way, and no report of a bug would help.
        place = f"{error.filename}: " if error.filename else ""
        _complain(f"{place}{error.strerror or error}. Check the name, the rights and the disk.")
        sys.exit(WRONG_INPUT)
    except Exception:
        _complain("this is a bug in locmem. Please report it with the text below.")
        sys.stderr.write(visible(traceback.format_exc()))
        sys.exit(BUG)


def _run(words: Sequence[str]) -> None:
    if words[:1] == ["--complete"] and len(words) > 3:
        from locmem.cli.completion import answered

        sys.stdout.write(answered(words[1], words[2], words[3:], command_line))
        return
    words = entered(words)
    if words and words[0] in (INSTALL, SHOW):
        _complete_from_now_on(words)
        return
    if list(words) == ["--version"]:
        _print_version()
    else:
        command_line(words[0] if words else "")(words, prog_name="locmem")


def _make_able(stream: TextIO) -> None:
    """Let a stream take every text: files and pipes are UTF-8 everywhere, a terminal shows what it can."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _say_interrupted() -> None:
    _complain("interrupted; what was written before stands, and the next run goes on from there")


def _complain(text: str) -> None:
    red, plain = ("\033[31m", "\033[0m") if shows_colours(sys.stderr) else ("", "")
    sys.stderr.write(f"{red}locmem: {visible(text)}{plain}\n")
