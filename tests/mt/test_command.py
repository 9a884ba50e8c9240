"""A program of the team's own: two protocols, and all the ways in which a program goes wrong."""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.command import Command
from locmem.mt.engine import EngineStatus, Question
from locmem.mt.engines import engine_status, open_engine
from tests.mt.sentences import answers_of
from tests.mt.services import ENGLISH

JSON = """\
import json, sys
asked = json.loads(sys.stdin.readline())
print(json.dumps({"translations": ["«" + item["text"] + "»" for item in asked["items"]]}))
"""
LINES = """\
import sys
sys.stdin.reconfigure(encoding="utf-8"); sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    print("«" + line.rstrip("\\n") + "»")
"""


def setting(script: Path, *words: str, register: str = "", **options: str) -> EngineSetting:
    command = (sys.executable, "-I", str(script), *words)
    return EngineSetting(
        locale=LanguageTag("es"), engine="command", command=command, options=options, register=register
    )


def opened(tmp_path: Path, code: str, **options: str) -> Command:
    script = tmp_path / "translator.py"
    script.write_text(code, encoding="utf-8")
    wanted = setting(script, **options)
    engine = open_engine(wanted, ENGLISH, lambda line: line == shlex.join(wanted.command))
    assert isinstance(engine, Command)
    return engine


@pytest.mark.parametrize(("code", "protocol"), [(JSON, "json"), (LINES, "lines")])
def test_texts_come_back_in_order(tmp_path: Path, code: str, protocol: str) -> None:
    engine = opened(tmp_path, code, protocol=protocol)
    assert answers_of(engine, ["Grüße", "", "日本"]) == ("«Grüße»", "", "«日本»")


def test_a_program_is_told_all_that_is_known(tmp_path: Path) -> None:
    script = tmp_path / "echo.py"
    script.write_text("import json, sys; print(json.dumps({'translations': [sys.stdin.read()]}))")
    wanted = setting(script, register="formal")
    engine = open_engine(wanted, ENGLISH, lambda line: line == shlex.join(wanted.command))
    question = Question(text="Close it.", before="Open.", terms=(("account", "cuenta"),))
    (answer,) = engine.translate([question.read_by(engine.traits.reads)])
    assert json.loads(answer or "") == {
        "source": "en",
        "target": "es",
        "register": "formal",
        "items": [{"text": "Close it.", "before": "Open.", "terms": [["account", "cuenta"]]}],
    }


@pytest.mark.parametrize(
    ("code", "protocol", "error"),
    [
        ("import sys; print('no model', file=sys.stderr); sys.exit(3)", "json", "exit code 3: no model"),
        ("import sys; sys.exit(3)", "json", "exit code 3: it said nothing"),
        ('print(\'{"translations": ["a"]}\')', "json", "1 answers to 2 texts"),
        ('print(\'{"translations": "ab"}\')', "json", "another form"),
        ("print('[]')", "json", "another form"),
        ("print('one'); print('two')", "json", "no JSON"),
        ("", "json", "no JSON"),
        ("print('one')", "lines", "1 answers to 2 texts"),
        ("print('one\\n\\n')", "lines", "3 answers to 2 texts"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\n\\xff\\n')", "lines", "not UTF-8"),
        ("import time; time.sleep(60)", "json", "within 1 seconds"),
    ],
)
def test_a_program_that_goes_wrong_is_told(tmp_path: Path, code: str, protocol: str, error: str) -> None:
    engine = opened(tmp_path, code, protocol=protocol, timeout="1" if "sleep" in code else "30")
    with pytest.raises(EngineError, match=error):
        engine.translate([Question(text="One."), Question(text="Two.")])


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    noted = tmp_path / "child"
    child = f"import os, time; open({str(noted)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    engine = opened(
        tmp_path, f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])\n", timeout="1"
    )
    with pytest.raises(EngineError, match="did not answer within 1 seconds"):
        engine.translate([Question(text="One.")])
    status = Path(f"/proc/{noted.read_text()}/stat")
    for _ in range(200):
        # A signal arrives when it does; and nobody may be there who collects what has ended.
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("what the program started lives on")


@pytest.mark.parametrize(
    ("code", "protocol"),
    [("print('uno\\n')", "lines"), ('print(\'{"translations": ["uno", null]}\')', "json")],
)
def test_a_text_for_which_it_has_nothing_is_not_answered(tmp_path: Path, code: str, protocol: str) -> None:
    engine = opened(tmp_path, code, protocol=protocol)
    assert engine.translate([Question(text="One."), Question(text="Two.")]) == ("uno", None)


def test_it_gets_no_key_and_does_not_work_in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCMEM_DEEPL_KEY", "secret")
    monkeypatch.setenv("LOCMEM_OTHER", "seen")
    code = "import os; print(os.environ.get('LOCMEM_DEEPL_KEY'), os.environ.get('LOCMEM_OTHER'), os.getcwd())"
    (answer,) = answers_of(opened(tmp_path, code, protocol="lines"), ["One."])
    assert answer == f"None seen {Path(sys.executable).parent}"


def test_another_script_word_or_edition_is_another_version(tmp_path: Path) -> None:
    versions = {
        opened(tmp_path, JSON).version,
        opened(tmp_path, JSON + "#").version,
        opened(tmp_path, JSON, edition="model of May").version,
        opened(tmp_path, JSON, protocol="lines").version,
    }
    assert len(versions) == 4


def status(*command: str, **options: str) -> EngineStatus:
    wanted = EngineSetting(locale=LanguageTag("es"), engine="command", command=command, options=options)
    return engine_status(wanted, ENGLISH)


def test_nothing_is_started_that_only_a_file_names() -> None:
    answer = status(sys.executable, "-c", "print(1)")
    assert (answer.is_ready, answer.asks) == (True, (f"{sys.executable} -c 'print(1)'",))
    wanted = EngineSetting(locale=LanguageTag("es"), engine="command", command=(sys.executable, "-c", "print(1)"))
    with pytest.raises(EngineError, match="nobody trusted this project with"):
        open_engine(wanted, ENGLISH, lambda line: line == sys.executable)


def test_a_program_of_the_clone_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "translator").write_text("#!/bin/sh\n")
    (tmp_path / "translator").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}")
    for word in ("./translator", "translator", "sub/../translator"):
        assert "no program" in status(word).why
    assert status(str(tmp_path / "translator")).is_ready


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"url": "x"}, "remove url"),
        ({"protocol": "xml"}, "write json or lines"),
        ({"timeout": "soon"}, "whole seconds"),
    ],
)
def test_options_it_does_not_know_are_named(options: dict[str, str], why: str) -> None:
    assert why in status(sys.executable, **options).why


def test_a_program_must_be_named() -> None:
    assert "as command:" in status().why


def test_a_program_that_is_gone_is_an_error(tmp_path: Path) -> None:
    program = tmp_path / "translator"
    program.write_text("no program")
    program.chmod(0o755)
    wanted = EngineSetting(locale=LanguageTag("es"), engine="command", command=(str(program),))
    engine = open_engine(wanted, ENGLISH, lambda line: line == shlex.join(wanted.command))
    with pytest.raises(EngineError, match="could not be started"):
        answers_of(engine, ["One."])
    program.unlink()
    with pytest.raises(EngineError, match="could not be started"):
        answers_of(engine, ["One."])
