"""The pages of a small project in which texts wait, asked without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient

from locmem.clock import FixedClock
from locmem.server.access import ThisUser
from locmem.server.app import create_app
from locmem.views.live import Live
from tests.pipelines.shop import Shop

HOST = "shop.test"


@dataclass
class Desk:
    """A server asked as a browser asks it."""

    shop: Shop
    live: Live
    client: TestClient

    def page(self, address: str) -> str:
        return str(self.client.get(address).text)

    def post(self, address: str, **body: object) -> tuple[int, dict[str, Any]]:
        """The answer to a change, with the token that a page carries."""
        [token] = re.findall('name="locmem-token" content="(.*?)"', self.page("/edit?key=-"))
        answer = self.client.post(address, json=body, headers={"x-locmem-token": token})
        return answer.status_code, answer.json()

    def item(self, source: str, locale: str = "es", query: str = "") -> dict[str, Any]:
        """A text as the editor's script reads it."""
        answer = self.client.get(f"/api/item?{query}", params=None if query else self.place(source, locale))
        found: dict[str, Any] = answer.json()
        return found

    def place(self, source: str, locale: str = "es") -> dict[str, str]:
        return {"key": self.shop.key(source, locale), "in": locale}

    def save(self, item: Mapping[str, Any], text: str, **more: object) -> tuple[int, dict[str, Any]]:
        return self.post("/api/save", key=item["key"], locale=item["locale"], text=text, seen=item["seen"], **more)


@pytest.fixture
def desk(drafted: Shop) -> Iterator[Desk]:
    live = Live(drafted.root, FixedClock(drafted.moment))
    with TestClient(create_app(live, {HOST}, ThisUser()), base_url=f"http://{HOST}") as client:
        yield Desk(drafted, live, client)
    live.close()


def data_of(page: str) -> dict[str, Any]:
    """What a page hands its script."""
    [found] = re.findall(r'<script type="application/json" id="item">(.*?)</script>', page, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data
