"""What a source names: hosts, acts with their official number, packages, public copies of laws.

A source is free text (`https://www.boe.es (Ley 10/2025, BOE-A-2025-26698) art. 2`); several stand with `;`, `,` or
words between.  Whose a host is stands in `authority_hosts.csv` or `public_bodies.csv`, else its ending says it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from locmem.markets.public_bodies import CONSUMER, PRIVACY, public_bodies
from locmem.tables import rows_of, words_pattern
from locmem.values.web_addresses import host_of

EVERYWHERE = "*"
"""The country of hosts and copies that belong to no country: owners of a payment method, collections of all laws."""

_ADDRESS = re.compile(r"https?://[^\s;,<>\"”)]+", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?<![\w@/.-])(?:[a-z0-9-]+\.)+[a-z]{2,12}(?![\w@.-]*\w)", re.IGNORECASE)
_REPOSITORY = re.compile(r"github:([\w.-]+/[\w.-]+)")
_PACKAGE = re.compile(r"\b(?:pypi|npm|crates|gem):([\w./@-]+)|\bCLDR\b|\bbabel\b|\bISO \d+")
_FILES = frozenset({"md", "json", "txt", "xml", "html", "htm", "pdf", "csv", "yaml", "yml", "py", "ts", "js", "php"})
_GENERIC = frozenset({"io", "co", "ai", "me", "tv", "cc", "ly", "fm", "gg", "so", "app", "dev", "nu", "ws", "la", "to"})
"""Endings of two letters under which anybody anywhere registers names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a source names.

    hosts: in small letters without `www.`.  acts: countries and regions whose official numbers stand in it.
    copies: for each public copy of a law or of a list of authorities the country it is of, `*` for any.
    packages: whether a published package or standard is named.  owned: whether it is its owner's own, as `pypi:stripe`
    for Stripe, and no collection of what others say.  unknown: repositories of whom nobody is known.
    """

    hosts: tuple[str, ...]
    acts: frozenset[str]
    copies: frozenset[str]
    packages: bool
    owned: bool
    unknown: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing that anybody could look up."""
        return not (self.hosts or self.acts or self.copies or self.packages or self.unknown)


@cache
def citation(source: str) -> Citation:
    """What a source names."""
    plain = source.replace("…", " ")
    addresses = _ADDRESS.findall(plain)
    hosts = [host_of(one) for one in addresses]
    rest = _REPOSITORY.sub(" ", _ADDRESS.sub(" ", plain))
    hosts += [found.casefold() for found in _BARE_HOST.findall(rest) if found.rpartition(".")[2].lower() not in _FILES]
    packages = [found[0] for found in _PACKAGE.finditer(plain)]
    copies, unknown = set[str](), []
    for name in _REPOSITORY.findall(plain):
        known = [row["country"] for row in _copies() if fnmatchcase(name, row["repository"])]
        if known:
            copies.add(_of_name(name) if known[0] == EVERYWHERE else known[0])
        else:
            unknown.append(name)
    return Citation(
        hosts=tuple(dict.fromkeys(host.removeprefix("www.") for host in hosts if host)),
        acts=frozenset(country for country, form in _forms() if form.search(plain)),
        copies=frozenset(copies),
        packages=bool(packages),
        owned=any(fnmatchcase(name, row["repository"]) for name in packages for row in _copies()),
        unknown=tuple(unknown),
    )


def _of_name(repository: str) -> str:
    """The country that a collection of laws is of: `ES` of `legalize-es`; `*` where its name says none."""
    last = repository.rpartition("-")[2]
    names = {"UK": "GB"}
    return names.get(last.upper(), last.upper()) if len(last) == 2 and "legalize" in repository else EVERYWHERE


def owner_of(host: str) -> str:
    """The country or region whose a host is, `*` for a known owner's of anywhere; empty where nobody can tell."""
    table = _hosts()
    parts = host.split(".")
    for start in range(len(parts)):
        if found := table.get(".".join(parts[start:])):
            return found
    last = parts[-1]
    if last in ("eu",):
        return ""
    if len(last) != 2 or last in _GENERIC or not last.isalpha():
        return ""
    return {"UK": "GB"}.get(last.upper(), last.upper())


def anonymous_origin(source: str) -> str:
    """Where a reading is from when nobody answers for it: words for such a place, or a repository; else empty.

    A source that names a host, an act or a known copy of a law beside an unknown repository has one who answers.
    """
    if found := _anonymous().search(_ADDRESS.sub(" ", source)):
        return found[0]
    cited = citation(source)
    named = cited.hosts or cited.acts or cited.copies
    return f"github:{cited.unknown[0]}" if cited.unknown and not named else ""


def is_official(host: str) -> bool:
    """Whether a host is one of a known authority, law collection or owner."""
    parts = host.split(".")
    return any(".".join(parts[start:]) in _hosts() for start in range(len(parts)))


def is_under(host: str, known: Collection[str]) -> bool:
    """Whether a host is one of these, or lies below one."""
    return any(host == one or host.endswith(f".{one}") for one in known)


def official_hosts(kind: str = "") -> Iterator[tuple[str, str]]:
    """Country and host of those in the table, of one kind (`dpa`, `consumer`) or all."""
    for row in _rows():
        if not kind or row["kind"] == kind:
            yield row["country"], row["host"]


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """The hosts of the table, and those of public bodies that are under no other kind there."""
    rows = [dict(row) for row in rows_of("authority_hosts.csv", "country", "host", "kind")]
    known = {row["host"] for row in rows}
    for body in public_bodies():
        kind = _KINDS[body.group]
        rows += [{"country": body.market, "host": host, "kind": kind} for host in body.hosts if host not in known]
        known.update(body.hosts)
    return tuple(rows)


_KINDS = {PRIVACY: "dpa", CONSUMER: "consumer"}
"""What the hosts of a group of bodies are called."""


@cache
def _hosts() -> dict[str, str]:
    return {row["host"]: row["country"] for row in _rows()}


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["country"], re.compile(row["form"])) for row in rows_of("act_numbers.csv", "country", "form"))


@cache
def _copies() -> tuple[dict[str, str], ...]:
    return tuple(dict(row) for row in rows_of("law_copies.csv", "repository", "country", "holds"))


@cache
def _anonymous() -> re.Pattern[str]:
    whole, _ = words_pattern(row["words"] for row in rows_of("anonymous_sources.csv", "words"))
    return re.compile(rf"\b(?:{whole})\b", re.IGNORECASE)


def is_news(host: str) -> bool:
    """Whether a host is one of newspapers and broadcasters, which tell of law and are none."""
    return any(host == one or host.endswith(f".{one}") for one in _news())


@cache
def _news() -> frozenset[str]:
    return frozenset(row["host"] for row in rows_of("news_hosts.csv", "host", "country"))
