"""Links whose text is an address: that they lead to it, in sources and in translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from locmem.catalogs.pairs import Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import WordSpots, row_finding, source_finding
from locmem.inline.matching import groups
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Code, CodeRole, CodeType, Part
from locmem.model.segment import Segment
from locmem.values.mail_addresses import mail_problem
from locmem.values.web_addresses import host_of, scheme_of, stripped

OTHER_ADDRESS = "link-text-other-address"
TRANSLATED = "link-text-misleads"

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|net|org|example|eu|es|de|fr|jp|br|it|nl|uk|pt|mx|ar|at|ch|be)(?:/\S*)?\Z")
"""A host without anything before it, in small letters: `Booking.com` is a name, and `notes.md` a file."""
_PHONE = re.compile(r"\+?[\d(][\d\s\u00a0()./\u2010-\u2013-]{6,}\d\Z")
_PAGE = re.compile(r"(?:/index)?(?:\.html?|\.php|\.md)?\Z")
_DO = "Write the same address in both."


def other_addresses(context: CheckContext) -> Iterator[Finding]:
    """Links in a source whose text is another address than the one they lead to."""
    for source, segment, address, text in links_of_sources(context):
        if text and (found := contradiction(text, address)):
            shown, led = found
            what = f"the text says {shown}, and the link {_leads(address)} {led}."
            yield source_finding(WordSpots(source, segment).of(text, 0), OTHER_ADDRESS, Severity.ERROR, what, _DO)


def misleading_texts(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation whose text is another address than the one they lead to, unlike those of its source."""
    for pair in context.pairs():
        for row in context.shown(pair):
            if row.entry.is_stale or not any(code.type is CodeType.LINK for code in row.segment.content.codes):
                continue
            found = _contradictions(row.target.parts)
            if found and not _contradictions(row.segment.content.parts):
                address, shown, led = found[0]
                what = f"the text says “{shown}”, and the link {_leads(address)} “{led}”."
                yield row_finding(pair, row, TRANSLATED, Severity.ERROR, what, _DO)


def contradiction(text: str, address: str) -> tuple[str, str] | None:
    """What the text of a link says and where it leads, if the text is another address; else None.

    A scheme, `www.`, a slash at the end, case, another spelling of a host and a path that only one of both has make
    no other address.  Not looked at: texts and addresses with a placeholder.
    """
    if "{" in address + text:
        return None
    scheme = scheme_of(address)
    if scheme == "mailto":
        said = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
        led = unquote(stripped(address)[len("mailto:") :].partition("?")[0])
        is_told = "@" in said and not mail_problem(said)
        return (said, led) if is_told and led and led.casefold() != said.casefold() and not mail_problem(led) else None
    if scheme == "tel":
        led = unquote(stripped(address)[len("tel:") :].partition(";")[0])
        return (text, led) if _PHONE.match(text) and not _is_same_number(text, led) else None
    is_bare = not _ADDRESS.match(text)
    if is_bare and not _HOST.match(text):
        return None
    told = text if "//" in text else f"https://{text}"
    shown, led = (_plain_host(one) for one in (told, address))
    if not shown or not led:
        return None
    if shown != led:
        is_part = is_bare and (shown.endswith(f".{led}") or led.endswith(f".{shown}"))
        return None if is_part else (shown, led)
    here, there = _page(told), _page(address)
    is_other = here and there and not here.endswith(there) and not there.endswith(here)
    return (text, address) if is_other and "…" not in text and "..." not in text else None


def _plain_host(address: str) -> str:
    host = host_of(address).removeprefix("www.")
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _page(address: str) -> str:
    return _PAGE.sub("", unquote(urlsplit(stripped(address)).path).casefold().strip("/"))


def _is_same_number(one: str, other: str) -> bool:
    """Whether two phone numbers are one, each with its country or without."""
    ours, theirs = (re.sub(r"\D", "", some.replace("(0)", "")).lstrip("0") for some in (one, other))
    return not theirs or ours.endswith(theirs) or theirs.endswith(ours)


def _leads(address: str) -> str:
    return {"mailto": "writes to", "tel": "calls"}.get(scheme_of(address), "leads to")


def _contradictions(parts: Sequence[Part]) -> list[tuple[str, str, str]]:
    return [(address, *found) for address, text in links_in(parts) if text and (found := contradiction(text, address))]


def links_of_sources(context: CheckContext) -> tuple[tuple[Source, Segment, str, str | None], ...]:
    """The links of the sources with what they lead to and their text; None where something else stands in it."""
    return context.here(
        "links of sources",
        lambda: tuple(
            (source, segment, *link)
            for source in context.workspace.sources
            for segment in source.segments
            for link in links_in(segment.content.parts)
        ),
    )


def links_in(parts: Sequence[Part]) -> Iterator[tuple[str, str | None]]:
    """What each link of a text leads to, and its own text; None where something else stands in it."""
    if not any(isinstance(part, Code) and part.type is CodeType.LINK for part in parts):
        return
    for group in groups(parts):
        if group.head.type is CodeType.LINK and group.head.role is CodeRole.OPEN and group.is_whole:
            inside = parts[group.places[0] + 1 : group.places[-1]]
            yield group.head.identity.partition(" ")[2], _text(inside)


def _text(parts: Sequence[Part]) -> str | None:
    if any(isinstance(part, Code) and not part.is_text and part.role is CodeRole.SINGLE for part in parts):
        return _shown(parts) if any(isinstance(part, Code) and part.type is CodeType.URL for part in parts) else None
    if any(isinstance(part, Code) and part.type in (CodeType.IMAGE, CodeType.LIQUID) for part in parts):
        return None
    return _shown(parts)


def _shown(parts: Sequence[Part]) -> str:
    shown = (
        part if isinstance(part, str) else part.original if part.type is CodeType.URL else part.text for part in parts
    )
    return " ".join("".join(shown).split())


CHECKS = (
    Listed(
        name=OTHER_ADDRESS,
        family="link_texts",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=other_addresses,
        why="Customers read one site and land on another, as in a phishing mail.",
        example="[https://lamps.example](https://lamp.example)",
        do="Write the same address in both.",
    ),
    Listed(
        name=TRANSLATED,
        family="link_texts",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=misleading_texts,
        why="Customers of one language read one address and land at another, as in a phishing mail.",
        example="[news@lamps.example](mailto:orders@lamps.example)",
        do="Write the same address in both.",
    ),
)
