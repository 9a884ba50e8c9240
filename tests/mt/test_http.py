"""JSON to a service: what may pass is told apart, what does not is said, and nothing secret is ever shown."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
import traceback
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from locmem.errors import EngineError
from locmem.mt.http import Connection, Pace, Place, Timing
from locmem.mt.outcomes import Outcome, Passing, Refused, TooLarge, outcome_of
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
    ("fault", "after", "outcome"),
    [
        (Fault(status=429, headers={"Retry-After": "7"}), 7, Outcome.TURNED_AWAY),
        (Fault(status=429, headers={"Retry-After": "Mon, 30 Nov 2026 12:01:30 GMT"}), 90, Outcome.TURNED_AWAY),
        (Fault(status=429, headers={"Retry-After": "Mon, 30 Nov 2026 11:00:00 GMT"}), 0, Outcome.TURNED_AWAY),
        (Fault(status=429, headers={"Retry-After": "soon"}), None, Outcome.TURNED_AWAY),
        (Fault(status=500, body=HTML), None, Outcome.FAILED),
        (Fault(status=503, headers={"Retry-After": "2"}), 2, Outcome.FAILED),
        (Fault(status=529), None, Outcome.FAILED),
        (Fault(cut=4), None, Outcome.FAILED),
        (Fault(body=b'{"answer": '), None, Outcome.FAILED),
        (Fault(body=b""), None, Outcome.FAILED),
        (Fault(body=b"\xff\xfe\x00"), None, Outcome.FAILED),
        (Fault(body=b"[" * 100_000), None, Outcome.FAILED),
        (Fault(is_slow=True), None, Outcome.FAILED),
    ],
    ids=[
        "429 with seconds", "429 with a date", "429 with a date that has passed", "429 with words", "500",
        "503", "overloaded", "connection cut", "half a JSON", "nothing",
        "no UTF-8", "nested without end", "silence",
    ],
)  # fmt: skip
def test_what_may_pass_is_told_apart_with_whether_it_may_be_billed(
    fault: Fault, after: float | None, outcome: Outcome
) -> None:
    with serving(service, [fault]) as server:
        there = connection(server.url, Waits(), timeout=0.3)
        with pytest.raises(Passing) as raised:
            there.post({"text": [TEXT]}, [TEXT])
        assert (raised.value.after, raised.value.outcome) == (after, outcome)
        assert len(server.received) == 1
        assert there.post({"text": [TEXT]}, [TEXT]) == FINE


@pytest.mark.parametrize(
    ("fault", "error", "is_free"),
    [
        (Fault(status=500), "not able to answer (500).", False),
        (Fault(status=429), "asked too often (429).", True),
        (Fault(status=429, headers={"Retry-After": "3600"}), "takes no request for 3,600 seconds", True),
        (Fault(status=429, headers={"Retry-After": "Mon, 30 Nov 2026 13:00:00 GMT"}), "for 3,600 seconds", True),
        (Fault(body=b"{}}"), "cut off or no JSON", False),
        (Fault(body=HTML), "a web page instead of JSON", False),
        (Fault(body=b'"' + b"a" * 5000 + b'"'), "more than 4,000 bytes", False),
        (Fault(status=400, body=b'"' + b"a" * 5000 + b'"'), "more than 4,000 bytes", False),
        (Fault(status=401), "refuses the key in LOCMEM_DEEPL_KEY (401)", True),
        (Fault(status=403, body=HTML), "refuses the key in LOCMEM_DEEPL_KEY (403)", True),
        (Fault(status=456), "quota of LOCMEM_DEEPL_KEY is used up", True),
        (Fault(status=404), "under this address (404)", True),
        (Fault(status=307, headers={"Location": "https://evil.example/?x=1"}), "leads on to evil.example (307)", True),
        (Fault(status=302, headers={"Location": "/login"}), "leads on (302)", True),
        (Fault(status=204, body=b""), "does not take the request (204)", False),
        (
            Fault(status=400, body=b'{"message": "Value for target_lang not supported."}'),
            "(400): Value for target_lang not supported.",
            False,
        ),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)
def test_what_is_wrong_is_said_after_one_request(fault: Fault, error: str, is_free: bool) -> None:
    with serving(service, [fault] * 2) as server:
        with pytest.raises(EngineError) as raised:
            connection(server.url, Waits(), largest=4000).post({"text": [TEXT]}, [TEXT])
        assert error in str(raised.value)
        assert outcome_of(raised.value).may_be_billed is not is_free
        assert len(server.received) == 1


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
    with serving(service, [fault]) as server:
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
    with pytest.raises(Passing, match=r"no connection with deepl at 127\.0\.0\.1:\d+ ") as raised:
        connection(url, Waits()).post({}, [])
    assert raised.value.outcome is Outcome.NOT_SENT


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


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_that_is_not_trusted_is_named_and_not_tried_again(tmp_path: Path) -> None:
    pem = tmp_path / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(
        [*made, "-keyout", pem, "-out", tmp_path / "cert.pem", "-subj", "/CN=localhost"],
        check=True,
        capture_output=True,
    )
    pem.write_text(pem.read_text() + (tmp_path / "cert.pem").read_text())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(EngineError) as raised:
            connection(f"https://127.0.0.1:{server.server_port}", Waits()).post({"text": [TEXT]}, [TEXT])
        server.shutdown()
    assert not isinstance(raised.value, Passing)
    assert outcome_of(raised.value) is Outcome.NOT_SENT
    assert "The certificate of deepl at 127.0.0.1:" in str(raised.value)
    assert "is not trusted (self" in str(raised.value)
