"""An engine on another machine, as far as a program can tell: a real server here, and all that reached it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

from locmem.mt.engine import Question, Reads, Traits
from tests.mt.fault_server import Received, serving


class Posting:
    """Posts each question with its neighbours and terms to a host as JSON, and answers with what it gets back."""

    name = "posting"
    version = "1"
    traits = Traits(host="localhost", reads=frozenset(Reads))

    def __init__(self, url: str, received: Sequence[Received]) -> None:
        self._place = urlsplit(url).netloc
        self._received = received

    def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
        connection = HTTPConnection(self._place, timeout=60)
        asked = [[one.text, one.before, one.after, one.terms] for one in questions]
        connection.request("POST", "/", json.dumps(asked, ensure_ascii=False).encode())
        answers = json.loads(connection.getresponse().read())
        connection.close()
        return tuple(answers)

    @property
    def requests(self) -> list[str]:
        """What reached the host, a text a request."""
        return [json.dumps(one.body, ensure_ascii=False) for one in self._received]


@contextmanager
def posting(answer: Callable[[str], str] = str) -> Iterator[Posting]:
    """The engine while its host is up, which answers to each text with `answer` of it."""

    def answered(request: Received) -> list[str]:
        return [answer(text) for text, *_ in request.body]

    with serving(answered) as server:
        yield Posting(server.url, server.received)
