"""What a translation or a fact brings into a page that its source does not have: tags, schemes, other hosts.

Nothing but the source decides what a page runs and where it leads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row
from locmem.content.html_tags import HtmlTag, tags_of, without_escaped_signs
from locmem.inline.liquid import mask, scan
from locmem.model.fact import FactType, Market
from locmem.model.inline import CodeType, Inline, Syntax
from locmem.render.addresses import addresses_in
from locmem.values.web_addresses import SAFE_SCHEMES, host_of, scheme_of

_MAY_ADD = re.compile(r"[<&]|[/\\]{2}|www\.|:\S|\]\(", re.IGNORECASE)
_FREE = re.compile(
    r"(?:(?P<scheme>(?<![A-Za-z0-9])(?:https?|ftp|wss?):)[/\\]*|(?P<slashes>[/\\]{2,})|\bmailto:"
    r"|(?<![\w./\\-])(?=www\.))(?P<host>(?:[^\s\"'<>()\[\]\\/?#\ue000、。，．「」『』（）［］！？：；《》]|[。．](?=[a-z0-9]))+)",
    re.IGNORECASE,
)
_SPELLINGS = {
    CodeType.BOLD: ("b", "strong"),
    CodeType.ITALIC: ("i", "em"),
    CodeType.STRIKE: ("s", "del", "strike"),
}
"""The tags that say the same as `**`, `*` and `~~`."""
_SCHEME = re.compile(
    r"(?:\](?:\(|:)\s*<?|<|=\s*[\"']?)\s*"
    r"(javascript|data|vbscript|livescript|mocha|file|filesystem|blob|about|view-source|jar|intent|ftp|wss?)\s*:",
    re.IGNORECASE,
)
_RAW = re.compile(r"^[ \t>*+.)\d-]*<(?=[A-Za-z/])|<[!?]", re.MULTILINE)
"""Where HTML may begin in which a backslash is only a backslash: a block, in a quotation or list too, or a comment."""
_OPEN_TAG = re.compile(r"<(?=[A-Za-z])[^<>]*+(?:<[^<>]*+)++(?:>|\Z)")
_LANGUAGE_LABEL = re.compile(r"^(?:www|m|[a-z]{2}(?:-[a-z]{2})?)\.(?=[^.]+\.)")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_ACTING = re.compile(r"on.*|style|srcdoc|http-equiv", re.DOTALL)
_RUNNING = frozenset({"applet", "base", "embed", "fencedframe", "frame", "foreignobject", "object", "portal"})
_DATA_SCRIPT = re.compile(r"""\btype\s*=\s*["']?(?:application/(?:ld\+)?json|text/plain)\b""", re.IGNORECASE)
_RUNNING_STYLE = re.compile(r"expression\s*\(|-moz-binding|behavior\s*:|javascript\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One thing a target has and its source does not, in words; host: where it leads, empty for other things."""

    what: str
    host: str = ""


def additions(source: Inline, target: Inline) -> Iterator[Addition]:
    """The tags, attributes, schemes and hosts of `target` that `source` does not have.

    Whether a host is known from elsewhere is for the caller to say (`is_known`).
    """
    here, there = source.native, target.native
    if here == there:
        return
    if source.syntax is not Syntax.PLAIN:
        own = {(name, "", "") for code in source.codes for name in _SPELLINGS.get(code.type, ())}
        tags, source_tags = (_tags(text, source.syntax) for text in (there, here))
        for name, attribute, value in sorted(tags - source_tags - own):
            kind = "another value of the attribute" if value else "the attribute"
            yield Addition(what=f"{kind} `{attribute}` on `<{name}>`" if attribute else f"the tag `<{name}>`")
    for scheme in sorted(_schemes(there) - _schemes(here)):
        yield Addition(what=f"a link with `{scheme}:`")
    sites = {_site(host) for host in hosts_in(here)}
    for host in sorted(hosts_in(there)):
        if _site(host) not in sites:
            yield Addition(what=f"a link to `{host}`", host=host)


def is_known(addition: Addition, hosts: Iterable[str]) -> bool:
    """Whether an addition only leads to one of the hosts, perhaps to its pages in another language."""
    return bool(addition.host) and _site(addition.host) in {_site(host) for host in hosts}


def additions_of(row: Row) -> tuple[Addition, ...]:
    """What the target of a segment adds; none for a stale one, whose own source is not at hand."""
    if not row.entry.target or row.entry.is_stale or not _MAY_ADD.search(row.entry.target):
        return ()
    return tuple(additions(row.segment.content, row.target))


def shipped_additions(pair: Pair) -> tuple[Addition, ...]:
    """What the targets that customers of a locale get add to their document, each once."""
    found: dict[Addition, None] = {}
    for row in pair.shipped_rows:
        found.update(dict.fromkeys(additions_of(row)))
    return tuple(found)


def hosts_in(text: str) -> frozenset[str]:
    """The hosts that a text leads to: in links of any kind and in what looks like an address, in lower case."""
    resolved = _resolved(text)
    found = {host_of(address.text) for address in addresses_in(text) if not address.is_bare}
    for address in _FREE.finditer(resolved):
        host = host_of(f"//{address['host']}").rstrip(".,;:!?*_…。、，；：！？")
        is_whole = bool(address["scheme"]) and address[0].lower().find("//") >= 0
        if is_whole or "." in host.strip(".") or (address["scheme"] and host.isdecimal()):
            found.add(host)
    return frozenset(host for host in found if host)


def hosts_of(market: Market) -> frozenset[str]:
    """The hosts of the addresses among a market's facts and company data."""
    found: set[str] = set()
    for fact in (*market.facts.values(), *market.company.values()):
        for held in fact.values:
            if fact.type is FactType.URL and isinstance(held.value, str):
                found |= hosts_in(held.value)
            for item in held.value if isinstance(held.value, tuple) else ():
                website = item.fields.get("website", "")
                found |= hosts_in(website) if isinstance(website, str) else set()
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """A part of a text that runs, or opens what runs, in words; start and end of it in the text."""

    start: int
    end: int
    what: str


def active_parts(text: str) -> Iterator[Active]:
    """What of a page or source runs, in no order: scripts, event handlers, addresses of other schemes than the web's.

    Frames and forms that lead to a web address are not among them, nor are scripts that only hold data.
    """
    masked = _without_comments(mask(text, scan(text).tags, " ") if "{{" in text or "{%" in text else text)
    for tag in tags_of(masked, in_raw_text=True) if "<" in masked else ():
        yield from _active(masked, tag)
    whole = _with_open_tags(masked)
    for tag in tags_of(whole, in_raw_text=True) if whole != masked else ():
        yield from _active(whole, tag)
    for address in addresses_in(masked):
        scheme = address.scheme
        if scheme and scheme not in SAFE_SCHEMES and scheme != "ftp" and not _PICTURE.match(address.text.strip()):
            yield Active(start=address.start, end=address.end, what=f"an address of `{scheme}:`")


def _active(text: str, tag: HtmlTag) -> Iterator[Active]:
    if tag.is_closing or not tag.name:
        return
    if tag.name in _RUNNING or (tag.name == "script" and not _DATA_SCRIPT.search(text[tag.start : tag.end])):
        yield Active(start=tag.start, end=tag.end, what=f"`<{tag.name}>`")
    for attribute in tag.attributes:
        value = html.unescape(text[attribute.start : attribute.end])
        activity = ""
        if re.fullmatch(r"on[a-z]+|srcdoc", attribute.name):
            activity = f"the attribute `{attribute.name}`"
        elif attribute.name == "http-equiv" and value.strip().lower() == "refresh":
            activity = "a page that leads elsewhere by itself"
        elif attribute.name == "style" and _RUNNING_STYLE.search(value):
            activity = "a style that runs"
        if activity:
            yield Active(start=attribute.start, end=attribute.end, what=activity)


def _tags(text: str, syntax: Syntax) -> set[tuple[str, str, str]]:
    """The HTML tags of a text and their attributes, and the values of those that act."""
    tags: set[tuple[str, str, str]] = set()
    # A tag that is never closed takes what follows it on the page into itself.
    masked = mask(text, scan(text).tags) + ">"
    is_raw = syntax is not Syntax.MARKDOWN or _RAW.search(masked) is not None
    masked = _without_comments(masked)
    if not is_raw:
        masked = without_escaped_signs(masked)
    for tag in tags_of(masked, in_raw_text=True):
        # An address between angle brackets is a link.
        if tag.name and not re.search(r"[:.@]", tag.name):
            tags.add((tag.name, "", ""))
            for attribute in tag.attributes:
                tags.add((tag.name, attribute.name, ""))
                if _ACTING.fullmatch(attribute.name):
                    tags.add((tag.name, attribute.name, masked[attribute.start : attribute.end]))
    whole = _with_open_tags(masked)
    for tag in tags_of(whole, in_raw_text=True) if whole != masked else ():
        acting = (attribute.name for attribute in tag.attributes if _ACTING.fullmatch(attribute.name))
        tags |= {(tag.name, name, "") for name in acting}
        if is_raw and tag.name:
            tags.add((tag.name, "", ""))
    return tags


def _without_comments(text: str) -> str:
    """The text, at the same length, with what stands in comments open to view: in Markdown `<!--` may stand in code."""
    return text.replace("<!--", "    ")


def _with_open_tags(text: str) -> str:
    """The text, at the same length, with tags that are not closed before the next one begins: browsers read on."""
    return _OPEN_TAG.sub(lambda found: "<" + found[0][1:].replace("<", " "), text)


def _schemes(text: str) -> set[str]:
    found = {address.scheme for address in addresses_in(text) if not address.is_bare}
    # Browsers take line ends and tabs out of an address before they look at its scheme.
    joined = re.sub(r"[\t\r\n]", "", _resolved(text))
    found |= {scheme_of(f"{one[1]}:") for one in _SCHEME.finditer(joined)}
    return found - SAFE_SCHEMES - {""}


def _resolved(text: str) -> str:
    """The text without its Liquid and with its character references resolved."""
    return html.unescape(mask(text, scan(text).tags, "\ue000"))


def _site(host: str) -> str:
    """A host without a label that only names a language: `es.example.org` is the site of `www.example.org`."""
    return _LANGUAGE_LABEL.sub("", host)
