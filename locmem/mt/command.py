"""The engine `command`: any program of this machine, asked through its standard input and output.

The program is started once for each call and is given, as UTF-8, one of two things (option `protocol`):

- `json`: one line, `{"source": "en", "target": "es", "register": "formal", "items": [{"text": …, "before": …,
  "after": …, "terms": [["account", "cuenta"]]}]}`, of which what is empty is left out; its answer is one line,
  `{"translations": ["…", null]}`, one a text in order, null where it has none.
- `lines`: a text a line; its answer is as many lines, an empty one where it has none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.checked import answers_to, checked_answers, value_in
from locmem.mt.engine import EngineStatus, Question, Reads, Traits

NAME = "command"

_OPTIONS = frozenset({"protocol", "timeout", "edition"})
_PROTOCOLS = ("json", "lines")
_SECONDS = re.compile(r"[1-9]\d{0,4}")
_TIMEOUT = "300"
_SHOWN = 300
_READ = 64 * 1024 * 1024
_NO_LINE = re.compile(r"[\0\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SECRET = re.compile(r"LOCMEM_\w+_KEY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One program with its words.

    timeout: seconds for a call.
    """

    version: str
    words: tuple[str, ...]
    protocol: str
    timeout: int
    source: str
    target: str
    register: str
    name: str = NAME
    traits: Traits = field(default=Traits(texts=100, characters=50_000))

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        """One answer a text, in order; None where the program has none.

        Raises EngineError where the program fails, takes too long, or does not answer each text.
        """
        return answers_to(questions, self._answers)

    def _answers(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        if self.protocol == "lines":
            given = self._run("".join(f"{_NO_LINE.sub(' ', question.text)}\n" for question in questions))
            lines: list[str | None] = [line.removesuffix("\r") or None for line in given.split("\n")]
            return checked_answers(NAME, lines[:-1] if given.endswith("\n") else lines, len(questions))
        asked = {
            "source": self.source,
            "target": self.target,
            "register": self.register,
            "items": [_item_of(question) for question in questions],
        }
        given = self._run(json.dumps({key: value for key, value in asked.items() if value}) + "\n")
        try:
            answer = json.loads(given)
        except (ValueError, RecursionError):
            raise EngineError(f"{self._shown} wrote no JSON, or more than one line of it.") from None
        return checked_answers(NAME, value_in(answer, "translations"), len(questions))

    def _run(self, text: str) -> str:
        try:
            code, out, err = self._ended(text.encode("utf-8", "replace"))
        except subprocess.TimeoutExpired:
            raise EngineError(f"{self._shown} did not answer within {self.timeout} seconds.") from None
        except OSError as error:
            raise EngineError(f"{self._shown} could not be started: {error.strerror}.") from None
        if code:
            said = " ".join(err.decode(errors="replace").split())[-_SHOWN:]
            raise EngineError(f"{self._shown} ended with exit code {code}: {said or 'it said nothing'}")
        if len(out) > _READ:
            raise EngineError(f"{self._shown} wrote more than {_READ:,} bytes; nothing of it is taken.")
        try:
            return out.decode("utf-8")
        except UnicodeDecodeError:
            raise EngineError(f"{self._shown} wrote something that is not UTF-8.") from None

    def _ended(self, given: bytes) -> tuple[int, bytes, bytes]:
        """Exit code, output and errors of one run; what it started is ended with it.

        Raises OSError, and TimeoutExpired.
        """
        with subprocess.Popen(
            self.words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Beside the program: in the folder of a project it could load files that came with a clone.
            cwd=Path(self.words[0]).parent,
            env={name: value for name, value in os.environ.items() if not _SECRET.fullmatch(name)},
            # A group of its own: a wrapper that hangs does so in a program that it started, which would live on.
            start_new_session=True,
        ) as run:
            try:
                out, err = run.communicate(given, timeout=self.timeout)
            except BaseException:
                _end(run)
                raise
        return run.returncode, out, err

    @property
    def _shown(self) -> str:
        return f"The program {Path(self.words[0]).name}"


def _end(run: subprocess.Popen[bytes]) -> None:
    """Ends a program with all that it started in its group."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
    else:
        run.kill()


def command_status(setting: EngineSetting, source_locale: LanguageTag) -> EngineStatus:
    """Whether a program is named and there; starts nothing."""
    why = ""
    unknown = sorted(set(setting.options) - _OPTIONS)
    protocol, seconds = setting.options.get("protocol", "json"), setting.options.get("timeout", _TIMEOUT)
    line = shlex.join(setting.command)
    if unknown:
        why = f"It takes the options {', '.join(sorted(_OPTIONS))}; remove {', '.join(unknown)}."
    elif protocol not in _PROTOCOLS:
        why = f"The option protocol is {protocol!r}; write json or lines."
    elif not _SECONDS.fullmatch(seconds):
        why = f"The option timeout is {seconds!r}; write whole seconds."
    elif not setting.command:
        why = "Write the program that translates, with its words, as command: [translator, --to, es]."
    elif _program(setting) is None:
        why = f"There is no program {setting.command[0]}: write its whole path, or the name of one that is installed."
    elif str(source_locale) == str(setting.locale):
        why = f"{setting.locale} is the language of the sources."
    licence = "That of the program, which your team chose."
    asks = (line,) if line else ()
    return EngineStatus(name=NAME, locale=setting.locale, is_ready=not why, why=why, licence=licence, asks=asks)


def open_command(setting: EngineSetting, source_locale: LanguageTag) -> Command:
    """The engine; its version is a digest of its words, its options and the files that its words name.

    Raises EngineError where there is no such program.
    """
    program = _program(setting)
    if program is None:
        raise EngineError(f"{NAME} cannot draft {setting.locale}: {command_status(setting, source_locale).why}")
    words = (program, *setting.command[1:])
    protocol, edition = setting.options.get("protocol", "json"), setting.options.get("edition", "")
    reads = frozenset({Reads.TERMS, Reads.NEIGHBOURS}) if protocol == "json" else frozenset[Reads]()
    return Command(
        version=f"{Path(program).name[:40]} {_digest((*words, protocol, edition, setting.register))}",
        words=words,
        protocol=protocol,
        timeout=int(setting.options.get("timeout", _TIMEOUT)),
        source=source_locale,
        target=setting.locale,
        register=setting.register,
        traits=Traits(texts=100, characters=50_000, reads=reads),
    )


def _program(setting: EngineSetting) -> str | None:
    """The whole path of the program; None for one that is found from the current folder, which a clone could fill."""
    word = setting.command[0]
    if os.sep in word and not Path(word).is_absolute():
        return None
    found = shutil.which(word)
    return found if found and Path(found).is_absolute() else None


def _digest(words: Sequence[str]) -> str:
    """Ten hexadecimal digits over the words and the files they name: another script, other answers."""
    digest = hashlib.blake2b("\0".join(words).encode(), digest_size=5)
    for word in words:
        if Path(word).is_absolute() and Path(word).is_file():
            with Path(word).open("rb") as file:
                while part := file.read(1 << 20):
                    digest.update(part)
    return digest.hexdigest()


def _item_of(question: Question) -> dict[str, object]:
    item: dict[str, object] = {
        "text": question.text,
        "before": question.before,
        "after": question.after,
        "terms": list(question.terms),
    }
    return {key: value for key, value in item.items() if value}
