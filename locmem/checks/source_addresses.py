"""Where the addresses of a source lead that no customer can follow: nowhere, to its author's machine, to no mailbox."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import unquote

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import source_finding, spot
from locmem.content.html_tags import HtmlTag, tags_of
from locmem.errors import Location
from locmem.model.fact import FactType, Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import shortened
from locmem.render.addresses import LIQUID, Address, addresses_in
from locmem.values.address_likeness import is_one_slip
from locmem.values.mail_addresses import mail_problem
from locmem.values.web_addresses import host_of, stripped

NOWHERE = "link-nowhere"
OWN_MACHINE = "link-own-machine"
MAIL = "link-mail-address"
SITE = "link-site-misspelt"
OWN_SITE = "link-own-site-not-https"

_EMPTY = re.compile(
    r"(?<!!)\[((?:[^\[\]\n\\]|\\.|!\[[^\[\]\n]*\]\([^()\n]*\))*)\]\([ \t]*(?:<>|#)?[ \t]*(?:\"[^\"\n]*\")?\)"
)
_TOP = re.compile(
    r"\b(?:top|up|start|oben|anfang|arriba|inicio|haut|début|início|topo|cima|inizio)\b|[↑⬆▲^]", re.IGNORECASE
)
"""Words of a link to the top of its page, which is what `#` alone means (HTML, 7.4.6.4)."""
_SET_ELSEWHERE = re.compile(r"on|data-|id\Z|name\Z|role\Z|.*(?:href|[:@(\[*{#]|click)")
"""Attributes by which an `<a>` is a place, or gets its address from a program."""
_LOCAL_PATH = re.compile(
    r"file:|[a-z]:[\\/]|\\\\\w|~/|/root/|/mnt/[a-z]/|/users/[^/]+/|/home/[^/]+/(?:\.|desktop|documents|downloads|pictures"
    r"|images|videos|music|dropbox|onedrive|projects?|workspace|work|src|git|repos?|code|dev|tmp|www|public_html)",
    re.IGNORECASE,
)
"""Paths of a person's own folder, or of a drive, which no site has."""
_LOCAL_ENDING = re.compile(r"\.(?:localhost|local|localdomain|internal|intranet|corp|lan|home|test|invalid)\Z")
_KNOWN_SCHEMES = frozenset({"https", "http", "mailto", "tel", "sms", "ftp", "ftps", "sftp"})
_SCHEMES = ("https", "http", "mailto", "tel")
_ENDINGS = frozenset({"com", "net", "org", "info", "biz", "edu", "gov", "int", "app", "dev", "eu", "online", "shop"})
"""Endings of hosts that are surely no slip, as are those of two letters."""
_OFTEN, _SHORTEST_SITE = 5, 5
_UNFINISHED = frozenset({"staging", "stage", "stg", "preprod", "pre-prod", "uat"})
"""First labels of hosts on which a site is tried out."""


def links_to_nowhere(context: CheckContext) -> Iterator[Finding]:
    """Links in a source without an address, to `#` alone, or with a misspelt `https:`."""
    for page, address in _addresses(context):
        if meant := misspelt_scheme(address):
            what = f"`{shortened(address.text, 60)}` leads nowhere: there is no `{address.scheme}:`."
            yield _of_address(page, NOWHERE, address, Severity.ERROR, what, f"Write `{meant}:`.")
    for page in context.pages:
        if page.source.content_set.kind == "markdown":
            for found in _EMPTY.finditer(page.text):
                is_top = "#" in found[0][len(found[1]) + 2 :] and _TOP.search(found[1])
                if not is_top:
                    yield _nowhere(page, found.start(), len(found[0]))
        for tag in tags_of(page.text) if "<a" in page.text or "<A" in page.text else ():
            if tag.name == "a" and not tag.is_closing and _leads_nowhere(page.text, tag):
                yield _nowhere(page, tag.start, tag.end - tag.start)


def misspelt_scheme(address: Address) -> str:
    """The scheme that is meant by one that is none (`htps:`), empty where the address's own may be right."""
    scheme = address.scheme
    if not scheme or scheme in _KNOWN_SCHEMES:
        return ""
    return next((known for known in _SCHEMES if is_one_slip(scheme, known)), "")


def _nowhere(page: Page, start: int, length: int) -> Finding:
    written = shortened(page.source.document.text[start : start + length], 60)
    what = f"`{written}` leads nowhere."
    return _finding(page, NOWHERE, start, length, Severity.ERROR, what, "Write the address, or take the link out.")


def _leads_nowhere(text: str, tag: HtmlTag) -> bool:
    if LIQUID in text[tag.start : tag.end]:
        return False
    address = tag.attribute("href")
    others = [attribute for attribute in tag.attributes if attribute is not address]
    if any(_SET_ELSEWHERE.match(attribute.name) for attribute in others):
        return False
    if address is None:
        return True
    written = stripped(text[address.start : address.end])
    end = text.find("</", tag.end)
    return not written or (written == "#" and not _TOP.search(text[tag.end : end if end >= 0 else tag.end]))


def links_to_own_machines(context: CheckContext) -> Iterator[Finding]:
    """Links and pictures that lead to the machine of their author, or to a network or a trial site of the company."""
    do = "Write the address that customers have; add a picture to the project."
    for page, address in _addresses(context):
        if _LOCAL_PATH.match(address.text):
            what = f"`{shortened(address.text, 60)}` is a file of somebody's own machine."
            yield _of_address(page, OWN_MACHINE, address, Severity.ERROR, what, do)
        elif not address.is_bare and (said := _machine(host_of(address.text))) and not _is_told(page.text, address):
            severity, why = said
            what = f"`{shortened(address.text, 60)}` {why}."
            yield _of_address(page, OWN_MACHINE, address, severity, what, do)


def is_told_of(address: str) -> bool:
    """Whether the checks of this file say what is wrong with an address of another scheme than the web's."""
    text = Address(start=0, end=len(address), text=address)
    return bool(_LOCAL_PATH.match(address) or misspelt_scheme(text))


def _machine(host: str) -> tuple[Severity, str] | None:
    """What is wrong with a host that is not on the web, and how bad it is; None for all others."""
    if host in ("localhost", "0.0.0.0") or host.startswith(("127.", "[::1")):
        return Severity.ERROR, "leads to the machine of whoever opens it"
    try:
        is_private = ip_address(host.strip("[]")).is_private
    except ValueError:
        is_private = bool(_LOCAL_ENDING.search(host))
    if is_private:
        return Severity.WARNING, "leads into a private network"
    if host.partition(".")[0] in _UNFINISHED and host.count(".") > 1:
        return Severity.WARNING, "leads to a site on which things are tried out"
    return None


def _is_told(text: str, address: Address) -> bool:
    """Whether readers see the host: a manual that says `http://localhost:8080` means their own machine."""
    host = host_of(address.text)
    if text[address.start - 1 : address.start] == "<" and text[address.end : address.end + 1] == ">":
        return True
    before = text[max(0, address.start - 200) : address.start]
    shown = before.rpartition("[")[2] if before.rstrip("< ").endswith(("](", "]:")) else ""
    if (end := text.find(">", address.end)) >= 0 and not shown:
        shown = text[end + 1 : end + 200].partition("</")[0]
    return host in shown.casefold()


def wrong_mail_addresses(context: CheckContext) -> Iterator[Finding]:
    """Links in a source to a mail address that no letter reaches."""
    for page, address in _addresses(context):
        if address.scheme != "mailto":
            continue
        to = unquote(stripped(address.text)[len("mailto:") :].partition("?")[0])
        several = [part.strip() for part in to.split(",")]
        asked = several if all("@" in part for part in several) else [to]
        if problem := next((problem for part in asked if part and (problem := mail_problem(part))), ""):
            what = f"no letter reaches `{shortened(to, 60)}`: {problem}."
            do = "Write the address as a mail program takes it."
            yield _of_address(page, MAIL, address, Severity.ERROR, what, do)


def misspelt_sites(context: CheckContext) -> Iterator[Finding]:
    """Hosts in a single source that are one slip away from the company's own, or from one that many sources name."""
    count = Counter(host for card in context.cards for host, _, _ in card.sites)
    known = {host for host, times in count.items() if times >= _OFTEN}
    known.update(host for market in context.all_markets for host in own_hosts(market))
    rare = {host for host, times in count.items() if times == 1 and host not in known}
    slips = {
        host: meant for host in rare if (meant := next((one for one in sorted(known) if _is_slip_of(host, one)), ""))
    }
    for card in context.cards if slips else ():
        for host, line, column in card.sites:
            if meant := slips.get(host, ""):
                yield Finding(
                    check=SITE,
                    gate=Gate.CHANGE,
                    severity=Severity.WARNING,
                    location=Location(path=card.file, line=line, column=column),
                    what=f"the host {host} is nearly {meant}, and no other text leads to it.",
                    do=f"Write {meant}, if it was meant.",
                )


def links_to_own_sites_by_http(context: CheckContext) -> Iterator[Finding]:
    """Links in a source to the company's own site by http, which anybody on the way can read and change."""
    own = context.once("own hosts", lambda: {host for one in context.all_markets for host in own_hosts(one)})
    for page, address in _addresses(context):
        if address.scheme == "http" and host_of(address.text).removeprefix("www.") in own:
            what = f"`{shortened(address.text, 60)}` is no safe address of the company's own site."
            yield _of_address(page, OWN_SITE, address, Severity.WARNING, what, "Write `https:`.")


def own_hosts(market: Market) -> Iterator[str]:
    """The hosts of the company's own addresses in a market, those of its mail too."""
    for fact in market.company.values():
        for held in fact.values:
            if isinstance(held.value, str) and (fact.type is FactType.URL or not mail_problem(held.value)):
                host = host_of(held.value if fact.type is FactType.URL else f"mailto:{held.value}")
                yield host.removeprefix("www.")


def _is_slip_of(host: str, known: str) -> bool:
    """Whether a host is a known one but for a slip; a name under another ending that there is is another site."""
    if not is_one_slip(host, known) or host.count(".") != known.count("."):
        return False
    site, meant = (one.rsplit(".", 2)[-2:] for one in (host, known))
    if len(meant[0]) < _SHORTEST_SITE:
        return False
    return site[0] != meant[0] if site[1] == meant[1] else len(site[1]) > 2 and site[1] not in _ENDINGS


def _addresses(context: CheckContext) -> tuple[tuple[Page, Address], ...]:
    """The addresses of the sources, each with its page."""
    return context.here(
        "addresses", lambda: tuple((page, address) for page in context.pages for address in addresses_in(page.text))
    )


def _of_address(page: Page, check: str, address: Address, severity: Severity, what: str, do: str) -> Finding:
    return _finding(page, check, address.start, address.end - address.start, severity, what, do)


def _finding(page: Page, check: str, start: int, length: int, severity: Severity, what: str, do: str) -> Finding:
    place = spot(page.source, start, length)
    return source_finding(place, check, severity, what, do)


CHECKS = (
    Listed(
        name=NOWHERE,
        family="source_addresses",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=links_to_nowhere,
        why="Customers click, and nothing happens, in every language.",
        example="[Make a complaint](#)",
        do="Write the address, or take the link out.",
    ),
    Listed(
        name=OWN_MACHINE,
        family="source_addresses",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=links_to_own_machines,
        why="It works for the author and for nobody else, and tells strangers what machines are called.",
        example="[the form](http://localhost:1313/form), or ![](C:\\Users\\Ann\\box.png)",
        do="Write the address that customers have; add a picture to the project.",
    ),
    Listed(
        name=MAIL,
        family="source_addresses",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=wrong_mail_addresses,
        why="Letters to it come back, and nobody at the company learns that somebody wrote.",
        example="[Write to us](mailto:help@lamps,example)",
        do="Write the address as a mail program takes it.",
    ),
    Listed(
        name=SITE,
        family="source_addresses",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=misspelt_sites,
        reach=Reach.PROJECT,
        why="Customers find no page, or that of somebody who bought the misspelt name.",
        example="https://lamps.exampel/sign-in in a project whose company is at lamps.example",
        do="Write the host as it is called.",
    ),
    Listed(
        name=OWN_SITE,
        family="source_addresses",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=links_to_own_sites_by_http,
        why="Whoever signs in or pays by http can be listened to, and browsers warn of such pages.",
        example="http://lamps.example/sign-in",
        do="Write `https:`.",
    ),
)
