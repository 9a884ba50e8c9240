"""A project in which texts wait, its server, and browsers in front of it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from locmem.model.translation import Origin, OriginKind, State
from tests.browser.servers import Servers
from tests.pipelines.shop import Shop

CHROMIUM = shutil.which("chromium") or ""
MADE = Origin(OriginKind.MT, "apertium")
WORDS = ["wait", "read", "send", "keep", "open", "take", "move", "hold", "find", "show"]
_PATIENCE = 30.0
SERVERS = Servers()


def sentence(number: int) -> str:
    """A sentence of the long article; no two are alike."""
    return f"Please {WORDS[number % 10]} parcel {number} and **{WORDS[number // 10 % 10]}** it at the counter."


def translated(number: int) -> str:
    """What somebody makes of it."""
    return f"Por favor, lleve el paquete {number} a la oficina y **guárdelo** en el mostrador."


def drafted(shop: Shop, sentences: int = 12) -> Shop:
    """A shop whose Spanish has drafts: an article of so many sentences, each in a paragraph of its own."""
    text = "\n\n".join(sentence(number) for number in range(sentences))
    shop.write("content/articles/counter.md", f"---\ntitle: At the counter\nslug: counter\n---\n\n{text}\n")
    shop.run()
    draft = {
        sentence(number): f"Favor {WORDS[number % 10]} paquete {number} y **eso** mostrador."
        for number in range(sentences)
    }
    pair = shop.pair("articles/counter.md")
    entries = tuple(
        entry.with_target(draft[entry.source], State.DRAFT, MADE) if entry.source in draft else entry
        for entry in pair.catalog.entries
    )
    shop.put(pair.path, replace(pair.catalog, entries=entries))
    return shop


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Desk:
    """A project with a server that can be killed and started again at the same address."""

    shop: Shop
    port: int = field(default_factory=free_port)
    process: int | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def _log(self) -> Path:
        return self.shop.root.parent / "serve.log"

    def start(self) -> Desk:
        """Start it, and wait until it answers."""
        self.process = SERVERS.start(self.shop.root, self.port, self._log, self.shop.environment())
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                # What scripts ask is answered once the project is looked through.
                urllib.request.urlopen(f"{self.address}/api/queue?limit=1", timeout=_PATIENCE).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError(self._log.read_text())

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as whoever started it does."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            process, self.process = self.process, None
            os.kill(process, how)
            SERVERS.ended(process)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        try:
            yield browser
        finally:
            browser.close()


def launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


def text_of(page: Page) -> str:
    """What stands in the editor."""
    return "\n".join(page.locator(".cm-line").all_text_contents())


def type_anew(page: Page, text: str) -> None:
    """Replace what stands in the editor."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
