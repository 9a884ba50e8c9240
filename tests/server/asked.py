"""A server of a small project without a network, and a reader of what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from starlette.testclient import TestClient

from locmem.clock import FixedClock
from locmem.server.access import ThisUser
from locmem.server.app import create_app
from locmem.views.live import Live
from tests.pipelines.shop import Shop


@contextmanager
def served(shop: Shop) -> Iterator[Asked]:
    """The server of a project, asked from its own machine."""
    live = Live(shop.root, FixedClock(shop.moment))
    with TestClient(create_app(live, {"testserver"}, ThisUser())) as client:
        yield Asked(client)
    live.close()


class Asked:
    """What the pages of a server say, and what their forms save."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def page(self, address: str, status: int = 200) -> Read:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return Read(answer.text)

    def data(self, address: str, status: int = 200) -> Any:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return answer.json()

    def send(self, address: str, status: int = 200, **body: object) -> Any:
        token = self.page("/runs").metas["locmem-token"]
        answer = self.client.post(address, json=body, headers={"x-locmem-token": token})
        assert answer.status_code == status, answer.text
        return answer.json()


class Read(HTMLParser):
    """A page as a reader meets it: its words, where it leads, its forms, and what in it would act."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.raw, self.words = text, ""
        self.links: list[str] = []
        self.forms: list[str] = []
        self.marks: list[dict[str, str]] = []
        self.metas: dict[str, str] = {}
        self.active: list[str] = []
        self._in_data = False
        self.feed(text)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            scheme = value.strip().lower().replace("\t", "")
            if name.startswith("on") or name in ("style", "srcdoc") or scheme.startswith(("javascript:", "vbscript:")):
                self.active.append(f"{tag} {name}={value}")
        if (
            tag == "script"
            and not given.get("src", "").startswith("/static/")
            and given.get("type") != "application/json"
        ):
            self.active.append(f"script {given}")
        if tag in ("object", "embed", "base", "svg", "math", "applet"):
            self.active.append(tag)
        if tag == "iframe" and ("sandbox" not in given or given["sandbox"]):
            self.active.append(f"iframe {given}")
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form" and "data-post" in given:
            self.forms.append(given["data-post"])
        if tag == "mark":
            self.marks.append(given)
        if tag == "meta" and "name" in given:
            self.metas[given["name"]] = given.get("content", "")
        self._in_data = tag in ("script", "style")

    def handle_endtag(self, _: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if not self._in_data:
            self.words += f" {data}"
