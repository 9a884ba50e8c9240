"""What a source takes into its pages from elsewhere, and styles that take its words out of sight."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import source_finding, spot
from locmem.checks.source_addresses import own_hosts
from locmem.content.html_tags import Attribute, HtmlTag, tags_of
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import shortened
from locmem.render.addresses import LIQUID
from locmem.tables import rows_of
from locmem.values.web_addresses import host_of

FRAME = "frame-of-other-site"
STYLE = "style-hides-text"

_HIDING = re.compile(
    r"position\s*:\s*(?:fixed|sticky)|(?<![\w-])opacity\s*:\s*0(?:\.0*)?\s*(?:;|\Z|!)|font-size\s*:\s*0(?![.\d])"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}px|visibility\s*:\s*hidden",
    re.IGNORECASE,
)


def frames_of_other_sites(context: CheckContext) -> Iterator[Finding]:
    """Frames in a source that show a page of another site, but for players, maps and the company's own sites."""
    own = context.once("own hosts", lambda: {host for one in context.all_markets for host in own_hosts(one)})
    for page, tag in _tags(context):
        source = tag.attribute("src") if tag.name == "iframe" else None
        address = html.unescape(page.text[source.start : source.end]) if source else ""
        host = host_of(address).removeprefix("www.")
        if host and LIQUID not in address and not any(_is_at(host, known) for known in (*own, *_players())):
            what = f"the source shows a page of {host} in a frame."
            do = "Link to it, or take it out; players and maps are known here."
            yield _finding(page, FRAME, tag, what, do)


def hiding_styles(context: CheckContext) -> Iterator[Finding]:
    """Styles of elements in a source that cover the page, or that keep their words from being seen."""
    for page, tag in _tags(context):
        style: Attribute | None = tag.attribute("style")
        written = html.unescape(page.text[style.start : style.end]) if style else ""
        if found := _HIDING.search(written):
            what = f"`<{tag.name}>` has the style `{shortened(found[0].strip(' ;'), 40)}`."
            do = "Take the style out; text that nobody should see is better not written."
            yield _finding(page, STYLE, tag, what, do)


def _tags(context: CheckContext) -> tuple[tuple[Page, HtmlTag], ...]:
    """The opening tags of the sources that have attributes."""

    def found() -> Iterator[tuple[Page, HtmlTag]]:
        for page in context.pages:
            for tag in tags_of(page.text) if "<" in page.text else ():
                if tag.attributes and not tag.is_closing:
                    yield page, tag

    return context.here("tags", lambda: tuple(found()))


def _is_at(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


@cache
def _players() -> tuple[str, ...]:
    return tuple(row["host"] for row in rows_of("framed_hosts.csv", "host"))


def _finding(page: Page, check: str, tag: HtmlTag, what: str, do: str) -> Finding:
    place = spot(page.source, tag.start, tag.end - tag.start)
    return source_finding(place, check, Severity.WARNING, what, do)


CHECKS = (
    Listed(
        name=FRAME,
        family="embedded",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=frames_of_other_sites,
        why="What customers see there is written by somebody else, in one language, and counts who looks at it.",
        example='<iframe src="https://ads.example/x"></iframe>',
        do="Link to the page, or take it out.",
    ),
    Listed(
        name=STYLE,
        family="embedded",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=hiding_styles,
        why="The element lies over the rest of the page, or holds words that are translated and never seen.",
        example='<p style="position: fixed">Sale!</p>',
        do="Take the style out.",
    ),
)
