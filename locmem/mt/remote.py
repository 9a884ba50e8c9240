"""What all engines behind an address have in common: their options, their key, and one way to ask."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from locmem.model.settings import EngineSetting
from locmem.model.tags import LanguageTag, language_of
from locmem.mt.checked import answers_to, checked_answers
from locmem.mt.engine import EngineStatus, Question, Traits
from locmem.mt.http import Connection, Pace, Place, Timing, is_loopback, shown_host

COMMON = frozenset({"url", "timeout", "requests_per_second", "characters_per_minute"})
"""Options that every such engine takes."""

_NUMBERS = ("timeout", "requests_per_second", "characters_per_minute")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,3})?")
_KEY = re.compile(r"[\x21-\x7e]+")
_INSTALL = "Install it with: pip install 'locmem[mt]'."


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One kind of service.

    name: of the engine.  variable: of the environment, the only place a key is read from.
    address: where it answers when the settings name no other; empty where there is no such place.
    own: what the hosts end with that belong to it (`.deepl.com`); an address there needs no word of the user's.
    options: what it takes beside the common ones.  licence: under which terms it answers.
    """

    name: str
    variable: str
    needs_key: bool
    address: str
    own: tuple[str, ...] = ()
    options: frozenset[str] = frozenset()
    licence: str = "Texts are processed under the contract that you have with the service."

    @property
    def key(self) -> str:
        """The key that the environment holds; empty where there is none."""
        return os.environ.get(self.variable, "").strip()

    def url(self, setting: EngineSetting) -> str:
        """Where it answers, without the path of a request."""
        return setting.options.get("url", self.address).rstrip("/")

    def status(
        self, setting: EngineSetting, source_locale: LanguageTag, url: str, *, why: str = "", note: str = ""
    ) -> EngineStatus:
        """Whether it can be asked at `url`; sends nothing.  why: what the engine itself found wrong."""
        why = self._option_problem(setting) or _address_problem(url) or why
        if not why and language_of(source_locale) == language_of(setting.locale):
            why = f"{source_locale} and {setting.locale} are one language; declare {setting.locale} under variants."
        if not why and self.needs_key and not self.key:
            why = f"There is no key: set the environment variable {self.variable}, which no file of a project may hold."
        elif not why and self.key and not _KEY.fullmatch(self.key):
            why = f"The key in {self.variable} has signs that no key has, such as blanks; set it anew."
        elif not why and not importlib.util.find_spec("httpx"):
            why = f"httpx is not installed. {_INSTALL}"
        return EngineStatus(
            name=self.name,
            locale=setting.locale,
            is_ready=not why,
            why=why,
            licence=self.licence,
            note=note,
            host="" if _address_problem(url) else host_of(url),
            asks=() if _address_problem(url) or self.is_own(url) else (url,),
        )

    def connection(self, setting: EngineSetting, url: str, headers: dict[str, str], timing: Timing) -> Connection:
        """The way to `url`; connects to nothing yet."""
        seconds = {name: float(setting.options.get(name, 0)) for name in _NUMBERS}
        place = Place(
            name=self.name,
            url=url,
            headers=headers,
            key=self.key,
            variable=self.variable,
            timeout=seconds["timeout"] or 60.0,
        )
        return Connection(place, Pace(seconds["requests_per_second"], seconds["characters_per_minute"]), timing)

    def _option_problem(self, setting: EngineSetting) -> str:
        known = COMMON | self.options
        if unknown := sorted(set(setting.options) - known):
            return f"It takes the options {', '.join(sorted(known))}; remove {', '.join(unknown)}."
        for name in _NUMBERS:
            value = setting.options.get(name)
            if value is not None and (not _NUMBER.fullmatch(value) or not float(value)):
                return f"The option {name} is {value!r}; write a number above 0."
        return ""

    def is_own(self, url: str) -> bool:
        """Whether an address is the service's own."""
        host = urlsplit(url).hostname or ""
        return url == self.address or any(host.endswith(own) for own in self.own)


def _address_problem(url: str) -> str:
    """What is wrong with an address as such; it is not repeated, since a key may stand in it."""
    if not url:
        return "It has no address of its own: write where it answers as the option url."
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or not url.isascii() or not url.isprintable() or " " in url:
        return "The option url is no address; write one such as https://mt.example.com."
    if parts.username or parts.password or parts.query or parts.fragment:
        return "The option url holds more than an address: no name, password, ? or # may stand in it."
    if parts.scheme == "http" and not is_loopback(url):
        return f"The address of {parts.hostname} begins with http, so everybody on the way could read along: use https."
    return ""


def host_of(url: str) -> str:
    """Where texts sent to `url` go; empty for this machine."""
    return "" if is_loopback(url) else shown_host(url)


def edition(*parts: str) -> str:
    """Ten hexadecimal digits over all that makes a service's answers what they are."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=5).hexdigest()


class Remote:
    """An engine behind an address."""

    def __init__(
        self,
        *,
        name: str,
        version: str,
        traits: Traits,
        ask: Callable[[Sequence[Question]], object],
    ) -> None:
        """ask: sends the questions as one request and gives the list of answers, as far as it is one."""
        self.name = name
        self.version = version
        self.traits = traits
        self._ask = ask

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        """One answer a question, in order; None where the service gave none.  Raises EngineError."""
        return answers_to(questions, lambda asked: checked_answers(self.name, self._ask(asked), len(asked)))
