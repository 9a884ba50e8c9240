"""Google: plain text, the key in a header, its own codes of languages."""

from __future__ import annotations

import pytest

from locmem.errors import EngineError
from tests.mt.fault_server import Fault, serving
from tests.mt.sentences import answers_of
from tests.mt.services import KEY, google, opened

NAME = "google"


@pytest.mark.parametrize(
    ("options", "target"),
    [({}, "es"), ({"locale": "zh-TW"}, "zh-TW"), ({"locale": "nb"}, "no"), ({"target": "iw"}, "iw")],
)
def test_texts_go_as_one_list(options: dict[str, str], target: str) -> None:
    with serving(google) as server:
        engine = opened(NAME, server.url, **options)
        assert answers_of(engine, ["One.", "Two."]) == ("«One.»", "«Two.»")
    (request,) = server.received
    assert request.body == {"q": ["One.", "Two."], "source": "en", "target": target, "format": "text"}
    assert request.headers["x-goog-api-key"] == KEY
    assert KEY not in request.path
    assert target in engine.version


@pytest.mark.parametrize(
    "body",
    [b'{"data": {"translations": [{}]}}', b'{"data": {"translations": "a"}}', b'{"data": []}', b'{"error": {}}'],
)
def test_an_answer_in_another_form_is_no_answer(body: bytes) -> None:
    with serving(google, [Fault(body=body)]) as server, pytest.raises(EngineError, match="another form"):
        answers_of(opened(NAME, server.url), ["One."])
