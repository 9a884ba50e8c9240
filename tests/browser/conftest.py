"""A desk with texts to work on, and a browser in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipelines.shop import Shop

pytest.importorskip("playwright")

from playwright.sync_api import Browser, Page

from tests.browser.desk import CHROMIUM, Desk, chromium, drafted


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("there is no chromium")
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def with_drafts(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small project in which texts wait; never to be written to."""
    return drafted(built.copy(tmp_path_factory.mktemp("drafted") / "shop"))


@pytest.fixture
def desk(with_drafts: Shop, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(with_drafts.copy(tmp_path / "shop")).start()
    yield one
    one.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser of its own; nothing may go wrong in its scripts unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    one = context.new_page()
    wrong: list[str] = []
    one.on("pageerror", lambda error: wrong.append(str(error)))
    one.on("console", lambda message: wrong.append(message.text) if "Content Security" in message.text else None)
    yield one
    context.close()
    assert wrong == []
