"""JSON to a service: what passes is waited for, what does not is said, and nothing secret is ever shown."""

from __future__ import annotations

import json
import traceback
from dataclasses import replace

import pytest

from locmem.errors import EngineError
from locmem.mt.http import ATTEMPTS, Connection, Pace, Place, Refused, Timing, TooLarge
from tests.mt.fault_server import Fault, Received, serving
from tests.mt.services import KEY, Waits

TEXT = "Please write to Ana about her refund."
FINE = {"answer": 1}
HTML = b"<!doctype html><title>Sign in</title>"


def service(request: Received) -> object:
    assert request.headers["authorization"].endswith(KEY)
    return FINE


def connection(url: str, waits: Waits, *, largest: int = 1_000_000, timeout: float = 5.0) -> Connection:
    place = Place(
        name="deepl",
        url=f"{url}/v2/translate?key={KEY}",
        headers={"Authorization": f"DeepL-Auth-Key {KEY}"},
        key=KEY,
        variable="LOCMEM_DEEPL_KEY",
        timeout=timeout,
        largest=largest,
    )
    return Connection(place, Pace(), waits.timing())


@pytest.mark.parametrize(
    ("faults", "slept"),
    [
        ([], []),
        ([Fault(status=429, headers={"Retry-After": "7"})], [7]),
        ([Fault(status=429, headers={"Retry-After": "Fri, 04 Dec 2026 10:00:00 GMT"})], [None]),
        ([Fault(status=429)], [None]),
        ([Fault(status=500, body=HTML), Fault(status=503)], [None, None]),
        ([Fault(status=529), Fault(status=429, headers={"Retry-After": "2"}), Fault(status=502)], [None, 2, None]),
        ([Fault(cut=4)], [None]),
        ([Fault(body=b'{"answer": ')], [None]),
        ([Fault(body=b"")], [None]),
        ([Fault(body=b"\xff\xfe\x00")], [None]),
        ([Fault(body=b"[" * 100_000)], [None]),
        ([Fault(is_slow=True)], [None]),
    ],
    ids=[
        "no fault", "429 with seconds", "429 with a date", "429", "5xx", "overloaded", "connection cut", "half a JSON",
        "nothing", "no UTF-8", "nested without end", "silence",
    ],
)  # fmt: skip
def test_what_passes_is_waited_for(faults: list[Fault], slept: list[float | None]) -> None:
    waits = Waits()
    with serving(service, faults) as server:
        assert connection(server.url, waits, timeout=0.3).post({"text": [TEXT]}, [TEXT]) == FINE
        assert len(server.received) == len(faults) + 1
    assert len(waits.slept) == len(slept)
    for seconds, known in zip(waits.slept, slept, strict=True):
        assert seconds == known if known is not None else 0.5 <= seconds <= 31


@pytest.mark.parametrize(
    ("fault", "error", "requests"),
    [
        (Fault(status=500), "not able to answer (500). It was asked 5 times", ATTEMPTS),
        (Fault(status=429), "asked too often (429). It was asked 5 times", ATTEMPTS),
        (Fault(status=429, headers={"Retry-After": "3600"}), "takes no request for 3,600 seconds", 1),
        (Fault(body=b"{}}"), "cut off or no JSON", ATTEMPTS),
        (Fault(body=HTML), "a web page instead of JSON", 1),
        (Fault(body=b'"' + b"a" * 5000 + b'"'), "more than 4,000 bytes", 1),
        (Fault(status=400, body=b'"' + b"a" * 5000 + b'"'), "more than 4,000 bytes", 1),
        (Fault(status=401), "refuses the key in LOCMEM_DEEPL_KEY (401)", 1),
        (Fault(status=403, body=HTML), "refuses the key in LOCMEM_DEEPL_KEY (403)", 1),
        (Fault(status=456), "quota of LOCMEM_DEEPL_KEY is used up", 1),
        (Fault(status=404), "under this address (404)", 1),
        (Fault(status=307, headers={"Location": "https://evil.example/?x=1"}), "leads on to evil.example (307)", 1),
        (Fault(status=302, headers={"Location": "/login"}), "leads on (302)", 1),
        (Fault(status=204, body=b""), "does not take the request (204)", 1),
        (
            Fault(status=400, body=b'{"message": "Value for target_lang not supported."}'),
            "(400): Value for target_lang not supported.",
            1,
        ),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)
def test_what_does_not_pass_is_said(fault: Fault, error: str, requests: int) -> None:
    with serving(service, [fault] * ATTEMPTS) as server:
        with pytest.raises(EngineError) as raised:
            connection(server.url, Waits(), largest=4000).post({"text": [TEXT]}, [TEXT])
        assert error in str(raised.value)
        assert len(server.received) == requests


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=413),
        Fault(status=400, body=b'{"error": "Invalid request: request (9000) exceeds text limit (5000)"}'),
        Fault(status=400, body=b'{"error": {"code": 400, "message": "Too many text segments"}}'),
        Fault(
            status=400, body=b'{"error": {"code": 400077, "message": "The maximum request size has been exceeded."}}'
        ),
        Fault(status=400, body=b'{"error": {"message": "...", "message": "This model\'s maximum context length is"}}'),
    ],
    ids=["413", "LibreTranslate", "Google", "Microsoft", "OpenAI"],
)
def test_a_request_that_is_too_large_is_told_apart(fault: Fault) -> None:
    with serving(service, [fault]) as server, pytest.raises(TooLarge):
        connection(server.url, Waits()).post({"text": [TEXT]}, [TEXT])


@pytest.mark.parametrize(
    "said",
    [
        f"cannot translate {TEXT}",
        "no: PLEASE WRITE to a",
        f"the key {KEY} is wrong",
        f"the key ...{KEY[-9:]} is wrong",
        "x" * 300,
        "a\u202eb",
        ["a list"],
    ],
)  # fmt: skip
def test_words_of_a_service_are_shown_only_where_they_repeat_nothing(said: object) -> None:
    fault = Fault(status=422, body=json.dumps({"error": {"message": said}}).encode())
    with serving(service, [fault]) as server, pytest.raises(Refused) as raised:
        connection(server.url, Waits()).post({"text": [TEXT]}, [TEXT])
    assert str(raised.value).endswith("does not take the request (422).")


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=status, body=f'{{"message": "{KEY} {TEXT}"}}'.encode(), headers={"Location": f"https://x/{KEY}"})
        for status in (200, 301, 400, 401, 403, 404, 413, 418, 429, 456, 500)
    ]
    + [Fault(body=HTML), Fault(cut=3), Fault(body=KEY.encode())],
    ids=lambda fault: f"{fault.status}",
)
def test_neither_key_nor_text_is_in_an_error_or_in_what_led_to_it(fault: Fault) -> None:
    with serving(service, [fault] * ATTEMPTS) as server:
        try:
            connection(server.url, Waits()).post({"text": [TEXT]}, [TEXT])
        except EngineError as error:
            shown = "".join(traceback.format_exception(error)) + repr(error)
            assert KEY not in shown
            assert TEXT not in shown
        assert KEY not in repr(connection(server.url, Waits())._place)


def test_nobody_there_is_said() -> None:
    with serving(service) as server:
        url = server.url
    with pytest.raises(EngineError, match=r"connection with deepl at 127\.0\.0\.1:\d+ failed"):
        connection(url, Waits()).post({}, [])


def test_a_proxy_of_the_environment_gets_no_text_meant_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(service) as proxy, serving(service) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        connection(server.url, Waits()).post({}, [])
        assert (len(proxy.received), len(server.received)) == (0, 1)


@pytest.mark.parametrize(
    ("limits", "slept"),
    [
        ({}, []),
        ({"requests_per_second": 0.5}, [2, 2]),
        ({"characters_per_minute": 600}, [10, 10]),
        ({"requests_per_second": 0.05, "characters_per_minute": 600}, [20, 20]),
    ],
)
def test_requests_keep_the_pace_that_was_agreed(limits: dict[str, float], slept: list[float]) -> None:
    waits, pace = Waits(), Pace(**limits)
    for _ in range(3):
        pace.wait(100, waits.timing())
    assert waits.slept == slept


def test_an_answer_that_drips_has_an_end() -> None:
    place = Place(name="openai", url="", headers={}, key="", variable="", timeout=5)
    hours = iter(range(0, 360_000, 3600))
    with serving(lambda _: FINE) as server:
        slow = Connection(
            replace(place, url=f"{server.url}/v1"), Pace(), Timing(now=lambda: float(next(hours)), sleep=lambda _: None)
        )
        with pytest.raises(EngineError, match="did not answer within 5 seconds"):
            slow.post({}, [])
