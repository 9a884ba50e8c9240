"""Addresses and numbers of people in a text, which a translation must leave as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from locmem.checks.texts.figures import with_digits
from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.inline import CodeRole, CodeType, Inline

_EMAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?(?P<host>(?:[a-z0-9-]+\.)+(?:com|org|net|io|eu|example|info|shop|app|dev|co|gov|edu|[a-z]{2}))"
    r"(?![\w-]|\.\w)(?P<path>/[^\s,;:!?()<>\"'“”»。、]*)?",
    re.IGNORECASE,
)
_MAY_BE_SITE = re.compile(r"\w\.[A-Za-z]{2}")
_FILES = frozenset(
    ("md", "py", "js", "sh", "rs", "ts", "so", "cs", "pl", "cc", "hs", "tf", "go", "rb", "mm", "ps", "zip")
)
"""Endings of file names that are endings of addresses, too."""
_PHONE = re.compile(r"(?<![\w+.,/=-])(?:\+|00)?\(?\d[\d \u00a0\u202f()/.-]{5,18}\d(?![\w]|[.,]\d)")
_DIALLED = re.compile(r"[+(]|00|0|\d{3}[ -]\d{3,4}[ -]?\d{2,4}")
_FEWEST, _MOST = 7, 15


def changed_emails(text: Text) -> Iterator[Flaw]:
    """E-mail addresses of a text and of its links that are others than those of its source."""
    ours = _emails(text.source, text.source_codes)
    if not ours:
        return
    theirs = _emails(text.target, text.target_codes)
    yield from _changed("the e-mail address", ours, theirs)
    # What is read is right, and what is written to is another one.
    for one in sorted(theirs - ours) if ours < theirs else ():
        near = max(ours, key=lambda other: SequenceMatcher(None, one, other).ratio())
        if SequenceMatcher(None, one, near).ratio() >= _NEAR:
            what = f"has the e-mail address {one} beside {near}, which alone its source has"
            yield Flaw(what=what, word=one, better=near)


_NEAR = 0.8


def crossed_links(text: Text) -> Iterator[Flaw]:
    """Links whose words stand at each other's address: words that the source has at another of its links."""
    if text.inlines is None or len(text.source_codes) < _FOUR or len(text.target_codes) < _FOUR:
        return
    ours, theirs = (_linked(one) for one in text.inlines)
    for address, words in theirs.items():
        if address not in ours or ours[address] == words:
            continue
        other = next((one for one, said in ours.items() if said == words and one != address), None)
        if other is not None and theirs.get(other) != words:
            yield Flaw(what=f"has “{words}” at {address}, where its source has {other}", word=words)
            return


_FOUR = 4
"""Codes of two links: where each begins and ends."""


def _linked(content: Inline) -> dict[str, str]:
    """What is read of each link, by its address; of an address with two links none."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    address = ""
    said: list[str] = []
    for part in content.parts:
        if isinstance(part, str):
            said.append(part)
        elif part.type is CodeType.LINK and part.role is CodeRole.OPEN:
            address, said = part.identity.partition(" ")[2] or part.identity, []
        elif address and part.type is CodeType.LINK and part.role is CodeRole.CLOSE:
            twice |= {address} & found.keys()
            found[address] = "".join(said).strip()
            address = ""
        elif part.role is CodeRole.SINGLE:
            said.append(part.original)
    return {one: words for one, words in found.items() if words and one not in twice}


def changed_addresses(text: Text) -> Iterator[Flaw]:
    """Web addresses typed into a text, without being a link, that lead to another site than those of its source."""
    if not _MAY_BE_SITE.search(text.source):
        return
    ours, theirs = _sites(text.source), _sites(text.target)
    # A site may have an address of its own for a language.
    lost = {host for host in ours if not any(_is_of(other, host) for other in theirs)}
    come = {host for host in theirs if not any(_is_of(host, other) for other in ours)}
    yield from _changed("the web address", lost, come)
    if not lost and not come:
        yield from _other_pages(text)


def _other_pages(text: Text) -> Iterator[Flaw]:
    """Addresses on the same site that lead to another page, which may be meant."""
    ours, theirs = (
        {one[0].rstrip(".") for one in _HOST.finditer(some) if one["path"]} for some in (text.source, text.target)
    )
    for flaw in _changed("the web address", ours, theirs):
        yield replace(flaw, severity=Severity.WARNING)


def _is_of(host: str, site: str) -> bool:
    bare = site.removeprefix("www.")
    return host.removeprefix("www.") == bare or host.endswith(f".{bare}")


def changed_phones(text: Text) -> Iterator[Flaw]:
    """Phone numbers typed into a text that are others than those of its source."""
    ours = _phones(text.source)
    if not ours:
        return
    theirs = _phones(text.target)
    lost = {written for digits, written in ours.items() if not any(_is_same(digits, other) for other in theirs)}
    come = {written for digits, written in theirs.items() if not any(_is_same(digits, other) for other in ours)}
    yield from _changed("the phone number", lost, come)


def _emails(text: str, codes: tuple[str, ...]) -> set[str]:
    some = (one for one in (text, *codes) if "@" in one)
    return {found.rstrip(".").casefold() for one in some for found in _EMAIL.findall(one)}


def _changed(name: str, ours: set[str], theirs: set[str]) -> Iterator[Flaw]:
    lost, come = sorted(ours - theirs), sorted(theirs - ours)
    for one in lost:
        near = max(come, key=lambda other: SequenceMatcher(None, one, other).ratio(), default=None)
        if near is None:
            yield Flaw(what=f"lacks {name} {one} of its source", severity=Severity.WARNING)
        else:
            come.remove(near)
            yield Flaw(what=f"has {name} {near} where its source has {one}", word=near)


def _sites(text: str) -> set[str]:
    found = (
        one for one in _HOST.finditer(_EMAIL.sub(" ", text)) if one["host"].rpartition(".")[2].lower() not in _FILES
    )
    return {
        one["host"].lower() for one in found if one[0].lower().startswith(("http", "www.")) or _is_site(one["host"])
    }


def _is_site(host: str) -> bool:
    """Whether a name with points can hardly be a module or a file: it ends as sites end."""
    return host.lower().rpartition(".")[2] in (
        "com",
        "org",
        "net",
        "eu",
        "example",
        "shop",
        "de",
        "es",
        "fr",
        "jp",
        "uk",
    )


def _phones(text: str) -> dict[str, str]:
    if sum(sign.isdigit() for sign in text) < _FEWEST:
        return {}
    found: dict[str, str] = {}
    for one in _PHONE.finditer(with_digits(text)):
        digits = re.sub(r"\D", "", one[0].replace("(0)", ""))
        is_decimal = re.fullmatch(r"\(?\d+\.\d+", one[0])
        if not is_decimal and _FEWEST <= len(digits) <= _MOST and _DIALLED.match(one[0]):
            found[digits.lstrip("0")] = text[one.start() : one.end()]
    return found


def _is_same(one: str, other: str) -> bool:
    """A number may be written with its country and without."""
    return one == other or (len(min(one, other, key=len)) >= _FEWEST and (one.endswith(other) or other.endswith(one)))


CHECKS = (
    text_check(
        changed_emails,
        name="email-changed",
        family="contacts",
        severity=Severity.ERROR,
        why="What customers write arrives at nobody, or at somebody else.",
        example="Escribe a ayuda@lamps.example. (Write to help@lamps.example.)",
        do="Write the address of the source; where the market has another, make it a fact.",
    ),
    text_check(
        crossed_links,
        name="link-crossed",
        family="contacts",
        severity=Severity.ERROR,
        why="Customers who follow a link land where another one was to lead.",
        example="[help@lamps.example](contact.md) and [contact us](mailto:help@lamps.example)",
        do="Give each link the address that its words have in the source.",
    ),
    text_check(
        changed_addresses,
        name="url-changed",
        family="contacts",
        severity=Severity.ERROR,
        why="Customers are sent to somebody else's site.",
        example="Visita lampz.example. (Visit lamps.example.)",
        do="Write the address of the source; where the market has another, make it a fact.",
    ),
    text_check(
        changed_phones,
        name="phone-changed",
        family="contacts",
        severity=Severity.ERROR,
        why="Customers call a stranger.",
        example="Llama al +34 910 000 010. (Call +34 910 000 001.)",
        do="Write the number of the source; where the market has another, make it a fact.",
    ),
)
