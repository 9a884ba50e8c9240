"""JSON to a web service and back: plain about what goes wrong and what of it may pass, silent about keys and texts."""

from __future__ import annotations

import json
import re
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locmem.errors import EngineError
from locmem.mt.outcomes import Outcome, Passing, Refused, RequestError, TooLarge

if TYPE_CHECKING:
    import httpx

LONGEST_WAIT = 120.0
"""Seconds: who is asked to wait for longer is told so instead."""

_CONNECT = 10.0
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524, 529})
_TURNS_AWAY = frozenset({401, 402, 403, 404, 405, 413, 429, 456})
"""Said before any work is done.  A 400 may come after it and be billed, a 429 is not
(https://learn.microsoft.com/en-us/answers/questions/1632971); of a 408 and a 5xx nobody knows."""

_TOO_LARGE = re.compile(r"too (?:long|large|many|big)|exceed|limit|maximum|context[ _]length", re.IGNORECASE)
"""How services say with a 400 that a request holds more than they take."""

_UNTRUSTED = "CERTIFICATE_VERIFY_FAILED"
_SHOWN = 160
_WINDOW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Clocks and sleep, which tests set.  now: seconds from any start.  today: the moment with its date."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = lambda: datetime.now(UTC)


class Pace:
    """A request waits until those before it have had their time."""

    def __init__(self, requests_per_second: float = 0, characters_per_minute: float = 0) -> None:
        """Both without limit where they are 0."""
        self._requests = requests_per_second
        self._characters = characters_per_minute
        self._free_at = 0.0

    def wait(self, characters: int, timing: Timing) -> None:
        """Returns when a request of so many characters may go."""
        ahead = self._free_at - timing.now()
        if ahead > 0:
            timing.sleep(ahead)
        seconds = max(
            1 / self._requests if self._requests else 0.0,
            60 * characters / self._characters if self._characters else 0.0,
        )
        self._free_at = max(timing.now(), self._free_at) + seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a service is and how it is spoken to.

    name: of the engine, for messages.  headers: with the key where one belongs.  key: not to be shown.
    variable: the environment's, from which the key is.  timeout: seconds for a whole answer.  largest: bytes of one.
    """

    name: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    key: str = field(repr=False)
    variable: str
    timeout: float = 60.0
    largest: int = 20_000_000


class Connection:
    """A service that takes JSON and gives JSON."""

    def __init__(self, place: Place, pace: Pace, timing: Timing) -> None:
        """Connects to nothing yet."""
        self._place = place
        self._pace = pace
        self._timing = timing
        self._client: httpx.Client | None = None

    def post(self, body: object, texts: Sequence[str]) -> object:
        """What the service answers to `body`, read; one request, whatever comes of it.

        texts: those that stand in it, by whose length the pace is kept and which no message shows.
        Raises Passing after a 429, a 5xx, silence, a broken connection and half an answer; TooLarge, Refused, and
        EngineError for everything else, a certificate that is not trusted too; never with a key, a text or what follows
        a host.
        """
        import httpx

        place, host = self._place, shown_host(self._place.url)
        payload = json.dumps(body).encode()
        self._pace.wait(sum(map(len, texts)), self._timing)
        try:
            with self._opened().stream("POST", place.url, content=payload) as response:
                data = self._received(response)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            if _UNTRUSTED in str(error):
                raise RequestError(_untrusted(place, str(error)), Outcome.NOT_SENT) from None
            said = f"There is no connection with {place.name} at {host} ({type(error).__name__})."
            raise Passing(said, Outcome.NOT_SENT) from None
        except httpx.TimeoutException:
            raise Passing(f"{place.name} at {host} did not answer within {place.timeout:g} seconds.") from None
        except httpx.TransportError as error:
            raise Passing(f"The connection with {place.name} at {host} failed ({type(error).__name__}).") from None
        if response.status_code != httpx.codes.OK:
            self._refuse(response, data, texts)
        try:
            answer: object = json.loads(data)
        except (ValueError, RecursionError):
            if _is_html(data):
                raise EngineError(
                    f"{place.name} at {host} answered with a web page instead of JSON; "
                    "see whether the address is right, and whether a proxy wants you to sign in."
                ) from None
            raise Passing(f"{place.name} at {host} gave an answer that is cut off or no JSON.") from None
        return answer

    def _opened(self) -> httpx.Client:
        import httpx

        if self._client is None:
            place = self._place
            self._client = httpx.Client(
                # Nothing compressed: so the size of an answer is known while it is read.
                headers={**place.headers, "Accept": "application/json", "Accept-Encoding": "identity"}
                | {"Content-Type": "application/json"},
                timeout=httpx.Timeout(place.timeout, connect=min(_CONNECT, place.timeout)),
                follow_redirects=False,
                # A proxy of the environment's would carry texts off the machine that are meant to stay.
                trust_env=not is_loopback(place.url),
            )
            weakref.finalize(self, self._client.close)
        return self._client

    def _received(self, response: httpx.Response) -> bytes:
        """The bytes of an answer, as long as it is not endless in size or time."""
        import httpx

        end = self._timing.now() + self._place.timeout
        parts: list[bytes] = []
        size = 0
        for part in response.iter_raw():
            size += len(part)
            if size > self._place.largest:
                raise EngineError(
                    f"{self._place.name} at {shown_host(self._place.url)} gave more than "
                    f"{self._place.largest:,} bytes for one request; nothing of it is taken."
                )
            if self._timing.now() > end:
                raise httpx.ReadTimeout("")
            parts.append(part)
        return b"".join(parts)

    def _refuse(self, response: httpx.Response, data: bytes, texts: Sequence[str]) -> None:
        """Raises what an answer other than 200 means."""
        status, place, host = response.status_code, self._place, shown_host(self._place.url)
        outcome = Outcome.TURNED_AWAY if status in _TURNS_AWAY or 300 <= status < 400 else Outcome.FAILED
        words = _words_of(data)
        if status == 413 or (status == 400 and _TOO_LARGE.search(words)):
            raise TooLarge(f"{place.name} at {host} takes no request that large ({status}).", outcome)
        if status in _PASSING:
            after = _retry_after(response.headers.get("Retry-After", ""), self._timing)
            if after is not None and after > LONGEST_WAIT:
                said = f"{place.name} at {host} takes no request for {after:,.0f} seconds ({status}). Try again then."
                raise RequestError(said, outcome)
            does = "is asked too often" if status == 429 else "is not able to answer"
            raise Passing(f"{place.name} at {host} {does} ({status}).", outcome, after=after)
        if refusal := self._refusal(response):
            raise RequestError(refusal, outcome)
        shown = _harmless(words, (*texts, place.key))
        said = f": {shown}" if shown else "."
        raise Refused(f"{place.name} at {host} does not take the request ({status}){said}", words)

    def _refusal(self, response: httpx.Response) -> str:
        """What a refusal says to whoever set the engine up; empty for one that is about the request itself."""
        status, place, host = response.status_code, self._place, shown_host(self._place.url)
        if 300 <= status < 400:
            leads = urlsplit(response.headers.get("Location", "")).hostname
            elsewhere = f" to {leads}" if leads else ""
            return (
                f"{place.name} at {host} leads on{elsewhere} ({status}), where no text is sent. "
                "Write the address that answers itself as the option url."
            )
        if status in (401, 403):
            does = f"refuses the key in {place.variable}" if place.key else f"wants a key: set {place.variable}"
            return (
                f"{place.name} at {host} {does} ({status}). It may be wrong, of another service, without the right "
                "to this, or used up."
            )
        if status in (402, 456):
            return f"{place.name} at {host} says that the quota of {place.variable} is used up ({status})."
        if status in (404, 405):
            return f"There is no {place.name} at {host} under this address ({status})."
        return ""


def _retry_after(header: str, timing: Timing) -> float | None:
    """Seconds, as far as the header says any, or a date (RFC 9110, 10.2.3); 0 for one that has passed."""
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", header.strip()):
        return float(header)
    try:
        day = parsedate_to_datetime(header)
        return max(((day if day.tzinfo else day.replace(tzinfo=UTC)) - timing.today()).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return None


def _untrusted(place: Place, said: str) -> str:
    """What to do about a certificate.  said: the error of OpenSSL, which names what is wrong with it."""
    reason = re.search(rf"{_UNTRUSTED}\]\s*certificate verify failed: ([^()]+)", said)
    why = f" ({reason[1].strip(' .')})" if reason else ""
    is_here = is_loopback(place.url)
    do = (
        "On this machine use an address that begins with http."
        if is_here
        else "If it is your own, name the file of its authority in the environment variable SSL_CERT_FILE."
    )
    return f"The certificate of {place.name} at {shown_host(place.url)} is not trusted{why}; nothing was sent. {do}"


def _is_html(data: bytes) -> bool:
    return data.lstrip()[:1] == b"<"


def _words_of(data: bytes) -> str:
    """What a service says is wrong, as far as it says it in one of the usual forms."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    for key in ("error", "message", "detail"):
        if not isinstance(said, dict):
            break
        said = said.get("message", said) if key == "message" else said.get(key, said)
    return said if isinstance(said, str) else ""


def _harmless(words: str, secrets: Sequence[str]) -> str:
    """The words of a service if they are short and repeat nothing that was sent; else nothing."""
    line = " ".join(words.split())
    if not line.isprintable() or len(line) > _SHOWN:
        return ""
    heard = line.casefold()
    windows = [heard[start : start + _WINDOW] for start in range(max(len(heard) - _WINDOW + 1, 1))]
    for secret in filter(None, (secret.strip().casefold() for secret in secrets)):
        if secret in heard or any(window in secret for window in windows):
            return ""
    return line


def shown_host(url: str) -> str:
    """The host of an address with its port, which is all that a message shows of it."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def is_loopback(url: str) -> bool:
    """Whether the address is of this very machine."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or re.fullmatch(r"127(?:\.\d{1,3}){3}", host) is not None
