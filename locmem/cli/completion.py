"""What may come next in a command line that somebody is typing: commands, options, and the names of the project.

A shell asks by `locmem --complete SHELL NUMBER WORD…`: the words typed so far, and which of them is to be completed.
The answer is a line that says what the shell itself has to add, and a line for each word.  Whatever is wrong with the
line or the project, there is no message: who presses a key to complete a word has asked for none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from locmem.cli.start import OPTION, entered
from locmem.errors import LocmemError
from locmem.model.visible import visible

if TYPE_CHECKING:
    from locmem.workspace.known_names import KnownNames

FILES, FOLDERS, WORDS = "files", "folders", "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words that may stand where somebody is typing, each with what it is for, and what the shell has to add."""

    words: tuple[tuple[str, str], ...] = ()
    adds: str = WORDS


def complete(words: Sequence[str], command_line: Callable[[str], Any]) -> Answer:
    """What the last of the words may be; the others are whole, and the name of the program is none of them.

    command_line: the program put together, as far as the command with this word needs it.
    """
    *before, typed = words
    rest = list(before)
    while rest and rest[0].startswith(OPTION):
        taken = 2 if rest[0] == OPTION else 1
        if len(rest) < taken:
            break
        entered(rest[:taken])
        rest = rest[taken:]
    answer = _after_the_folder(rest, typed, command_line)
    if len(rest) < len(before) and answer.adds != WORDS:
        # The shell would look where it stands itself.
        return Answer(words=tuple((one, "") for one in _paths(typed, with_files=answer.adds == FILES)))
    return answer


def _after_the_folder(rest: Sequence[str], typed: str, command_line: Callable[[str], Any]) -> Answer:
    if rest == [OPTION]:
        return Answer(adds=FOLDERS)
    if rest and rest[0] in ("--install-completion", "--show-completion"):
        from locmem.cli.shells import SHELLS

        return _starting(typed, ((one, "") for one in SHELLS)) if len(rest) == 1 else Answer()
    command = command_line(rest[0] if rest else "")
    return _found(command, rest, typed) if not rest or rest[0] in command.commands else Answer()


def _found(command: Any, before: Sequence[str], typed: str) -> Answer:
    path: list[str] = []
    arguments: list[str] = []
    used: list[str] = []
    open_option: Any = None
    for word in before:
        if open_option is not None:
            open_option = None
        elif word.startswith("-") and len(word) > 1 and word != "--":
            used.append(word.partition("=")[0])
            option = _option(command, used[-1])
            open_option = option if option is not None and not option.is_flag and "=" not in word else None
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]
            path.append(word)
            arguments, used = [], []
        else:
            arguments.append(word)
    if open_option is not None:
        return _values(open_option, path, arguments, typed)
    name, equals, value = typed.partition("=")
    if equals and (option := _option(command, name)) is not None and not option.is_flag:
        answer = _values(option, path, arguments, value)
        return Answer(words=tuple((f"{name}={word}", what) for word, what in answer.words), adds=answer.adds)
    if typed.startswith("-"):
        return _starting(typed, _options(command, used))
    if inner := getattr(command, "commands", {}):
        return _starting(typed, ((name, _first_line(one)) for name, one in inner.items() if not one.hidden))
    places = [one for one in command.params if one.param_type_name == "argument"]
    place = next((one for number, one in enumerate(places) if one.nargs == -1 or number == len(arguments)), None)
    return _values(place, path, arguments, typed) if place is not None else Answer()


def _options(command: Any, used: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The options of a command that may still come."""
    for one in command.params:
        again = getattr(one, "multiple", False) or not set(one.opts) & set(used)
        if one.param_type_name == "option" and not one.hidden and again:
            yield max(one.opts, key=len), " ".join((one.help or "").split())
    yield "--help", "Show this message and exit."


def _option(command: Any, name: str) -> Any:
    return next((one for one in command.params if name in (*one.opts, *getattr(one, "secondary_opts", ()))), None)


def _first_line(command: Any) -> str:
    return (command.short_help or command.help or "").strip().split("\n")[0]


def _values(parameter: Any, path: Sequence[str], arguments: Sequence[str], typed: str) -> Answer:
    """What an option or argument may be."""
    from locmem.workspace.known_names import KnownNames

    if choices := _choices(parameter):
        return _starting(typed, ((one, "") for one in choices))
    known = KnownNames(Path())
    told = parameter.metavar or ""
    kind = told.strip("[].… ")
    option = parameter.opts[0]
    special = SPECIAL.get((*path, option)) or SPECIAL.get((*path, kind)) or SPECIAL.get((option,))
    if special is not None:
        return _starting(typed, ((one, "") for one in special(known, arguments, typed)))
    if kind in ("DOCUMENT", "PATH", "SRC"):
        answer = _starting(typed, ((one, "") for one in _documents(known, arguments, typed)))
        # A path may be a file's from where somebody stands, too.
        return answer if answer.words or kind == "DOCUMENT" else Answer(adds=FILES)
    if kind in ("KEY", "SEGMENT"):
        return _starting(typed, ((one, "") for one in _segments(known, arguments, typed)))
    if names := NAMES.get(kind):
        return _starting(typed, ((one, "") for one in names(known)))
    if kind == "FORMAT=FILE":
        return _output(typed)
    adds = FOLDERS if kind == "DIR" else FILES if kind in ("FILE", "DST") or "." in kind else WORDS
    return Answer(adds=adds)


def _output(typed: str) -> Answer:
    """A form of report and, behind the sign, a file."""
    from locmem.cli.check import Format

    form, equals, _ = typed.partition("=")
    if not equals:
        return _starting(typed, ((f"{one}=", "") for one in Format))
    return Answer(words=tuple((f"{form}={one}", "") for one in _paths(typed.partition("=")[2], with_files=True)))


def _choices(parameter: Any) -> tuple[str, ...]:
    """The words of which an option takes one."""
    annotation = parameter.type_descriptor.annotation
    kinds = [annotation, *get_args(annotation), *(inner for one in get_args(annotation) for inner in get_args(one))]
    found = next((one for one in kinds if isinstance(one, type) and issubclass(one, Enum)), None)
    if found is not None:
        return tuple(str(one.value) for one in found)
    told = parameter.metavar or ""
    return tuple(told.split("|")) if "|" in told else ()


def _starting(typed: str, words: Iterable[tuple[str, str]]) -> Answer:
    """Those of the words that begin as typed; what would steer a terminal or break a line is none."""
    found = dict(one for one in words if one[0].startswith(typed) and visible(one[0]) == one[0] and "\n" not in one[0])
    return Answer(words=tuple(found.items()))


def _staged(names: Iterable[str], typed: str) -> list[str]:
    """Names by one folder at a time: below what is typed, what comes up to the next stroke."""
    found: dict[str, None] = {}
    for name in names:
        if name.startswith(typed):
            cut = name.find("/", len(typed))
            found[name if cut < 0 else name[: cut + 1]] = None
    if len(found) == 1 and next(iter(found)).endswith("/"):
        # One way only: go on along it.
        return _staged(names, next(iter(found)))
    return list(found)


def _documents(known: KnownNames, arguments: Sequence[str], typed: str) -> list[str]:
    from locmem.workspace.known_names import CONTENT

    head = f"{CONTENT}/" if typed.startswith(f"{CONTENT}/") else ""
    found = [f"{head}{one}" for one in known.documents]
    return [one for one in _staged(found, typed) if one not in arguments]


def _segments(known: KnownNames, arguments: Sequence[str], typed: str) -> list[str]:
    """Documents first, then the segments of the one that is typed."""
    document, sign, _ = typed.partition("#")
    if sign:
        return [one for one in known.segments(document) if one not in arguments]
    found = [one if one.endswith("/") else f"{one}#" for one in _staged(known.documents, typed)]
    return list(known.segments(found[0][:-1])) if len(found) == 1 and found[0].endswith("#") else found


def _items(known: KnownNames, arguments: Sequence[str], typed: str) -> list[str]:
    """Items of the backlog: a market, a locale, a document."""
    names = [f"{market}/{locale}/" for market in known.markets for locale in known.locales]
    market, _, rest = typed.partition("/")
    locale, sign, _ = rest.partition("/")
    if sign:
        names = [f"{market}/{locale}/{one}" for one in known.documents]
    return [one for one in _staged(names, typed) if one not in arguments]


def _paths(typed: str, *, with_files: bool) -> list[str]:
    """Files and folders from where the command would start."""
    folder, sign, name = typed.rpartition("/")
    place = Path(f"{folder}{sign}" or ".")
    try:
        found = sorted(place.iterdir())
    except OSError:
        return []
    shown = [f"{folder}{sign}{one.name}{'/' if one.is_dir() else ''}" for one in found if one.name.startswith(name)]
    return [one for one in shown if one.endswith("/") or with_files]


def check_names() -> tuple[str, ...]:
    """The names of all checks, without loading one."""
    from importlib.resources import files

    text = files("locmem.checks").joinpath("names.csv").read_text(encoding="utf-8")
    return tuple(text.split()[1:])


NAMES: Mapping[str, Callable[[KnownNames], Sequence[str]]] = {
    "CODE": lambda known: known.markets,
    "TAG": lambda known: known.locales,
    "LOCALE": lambda known: known.locales,
    "PIPELINE": lambda known: known.pipelines,
    "RUN": lambda known: known.runs,
    "BATCH": lambda known: known.runs,
    "ID": lambda known: known.handoffs,
    "CHECK": lambda known: check_names(),
    "STATE": lambda known: ("stale", "not-reviewed", "draft", "untranslated"),
    "ORIGIN": lambda known: ("tm", "mt", *(f"mt:{one}" for one in known.engines), "human"),
}
"""What values of parameters are, by the name that the help gives them."""

Special = Callable[["KnownNames", Sequence[str], str], Sequence[str]]

SPECIAL: Mapping[tuple[str, ...], Special] = {
    ("--content",): lambda known, before, typed: known.content_sets,
    ("--document",): _documents,
    ("--assignee",): lambda known, before, typed: known.people,
    ("queue", "assign", "--to"): lambda known, before, typed: known.people,
    ("--priority",): lambda known, before, typed: ("1", "2", "3"),
    ("market", "add", "CODE"): lambda known, before, typed: (),
    ("market", "add", "--locale"): lambda known, before, typed: (),
    ("market", "sign", "KEY"): lambda known, before, typed: known.obligations(before[0]) if before else (),
    ("memory", "forget", "ORIGIN"): lambda known, before, typed: (),
    ("report", "effort", "--by"): lambda known, before, typed: _groups(typed),
    **{("review", word, "MONTH"): lambda known, before, typed: known.months for word in ("confirm", "change", "skip")},
    ("review", "status", "MONTH"): lambda known, before, typed: known.months,
    **{("backlog", word, "KEY"): _items for word in ("explain", "pin", "snooze", "clear")},
}
"""What is another thing in some command, or has a name that says too little."""


def _groups(typed: str) -> list[str]:
    """The groups of a table, several with commas between them."""
    head, sign, _ = typed.rpartition(",")
    used = head.split(",")
    known = ("engine", "band", "locale", "content-set", "market", "month")
    return [f"{head}{sign}{one}" for one in known if one not in used]


def answered(shell: str, number: str, words: Sequence[str], command_line: Callable[[str], Any]) -> str:
    """The answer to a shell, as it wants it; empty where there is none, whatever the reason.

    words: with the name of the program, as the shell has cut them.  number: which is being typed, from 0.
    """
    from locmem.cli.shells import spoken, typed_words

    try:
        typed = typed_words(shell, words, int(number))
        return spoken(shell, complete(typed.words, command_line), typed)
    except (LocmemError, OSError, ValueError, LookupError):
        return ""
