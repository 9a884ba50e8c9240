"""The command line in this process, in a project of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from locmem.cli.main import main
from locmem.cli.work.deeds import Deeds
from locmem.cli.work.desk import Desk
from locmem.clock import FixedClock
from locmem.postedit.ordering import Wanted
from locmem.views.editor import Editor
from locmem.views.live import Live
from locmem.views.typed_texts import TypedTexts
from tests.pipelines.shop import Shop, build


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left: its exit code, its data and its talk."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


Locmem = Callable[..., Done]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small project; never to be written to."""
    return build(tmp_path_factory.mktemp("shop") / "shop")


@pytest.fixture
def shop(built: Shop, tmp_path: Path) -> Shop:
    """A copy of the small project: all translated, confirmed and synced."""
    return built.copy(tmp_path / "shop")


@pytest.fixture
def locmem(shop: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Locmem:
    """Runs `locmem WORDS` in the small project, as a pipe would see it."""
    monkeypatch.chdir(shop.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(shop.moment.timestamp())))

    def run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["locmem", *words])
        capsys.readouterr()
        code: int | str | None = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        found = capsys.readouterr()
        assert isinstance(code, int | None)
        return Done(code=code or 0, out=found.out, err=found.err)

    return run


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody who works on the queue of the small project in a terminal."""

    shop: Shop
    live: Live
    typed: Path

    def deeds(self, *, states: tuple[str, ...] = (), reviews: bool = False) -> Deeds:
        clock = FixedClock(self.shop.moment)
        typed = TypedTexts(self.shop.root, clock, self.typed)
        return Deeds(Editor(self.live), typed, Wanted(locales=("es",), states=states), reviews=reviews)

    def desk(self, deeds: Deeds | None = None) -> Desk:
        found = (deeds or self.deeds()).first()
        assert found is not None
        return found


@pytest.fixture
def worker(drafted: Shop, tmp_path: Path) -> Iterator[Worker]:
    live = Live(drafted.root, FixedClock(drafted.moment))
    yield Worker(shop=drafted, live=live, typed=tmp_path / "typed")
    live.close()
