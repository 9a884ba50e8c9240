"""How requests become answers."""

from __future__ import annotations

from locmem.server.answering import coded
from tests.pipelines.shop import Shop
from tests.server.asked import served


def test_what_stands_between_backticks_is_code_and_all_is_text() -> None:
    assert coded("Run `locmem <x>` & wait.") == "Run <code>locmem &lt;x&gt;</code> &amp; wait."
    assert coded("One ` alone <b>") == "One ` alone &lt;b&gt;"
    assert coded("`<script>`") == "<code>&lt;script&gt;</code>"


def test_a_body_that_is_no_object_is_refused(shop: Shop) -> None:
    with served(shop) as asked:
        token = asked.page("/runs").metas["locmem-token"]
        headers = {"x-locmem-token": token, "content-type": "application/json"}
        for body in ("[]", "{", "1", '{"key": 1}'):
            answer = asked.client.post("/api/queries/settle", content=body, headers=headers)
            assert answer.status_code == 400
            assert answer.json()["error"]
