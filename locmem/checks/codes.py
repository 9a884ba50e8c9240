"""Codes in translations: lost, changed, or brought in although the source has none."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from locmem.catalogs.texts import target_inline
from locmem.checks.model import CheckContext
from locmem.checks.places import entry_location
from locmem.content.html_tags import tags_of
from locmem.inline.compare import Damage, code_problems
from locmem.inline.liquid import mask, scan
from locmem.model.fact import FactType, Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import CodeType, Inline, Syntax
from locmem.model.segment import Segment
from locmem.model.translation import CatalogEntry, State
from locmem.model.wording import shortened
from locmem.model.workspace import Pair

DAMAGED = "damaged-codes"
LINK = "link-changed"
UNSAFE = "unsafe-markup"

_CLOSING = "\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069、。，．「」『』（）［］！？：；《》"
_ADDRESS = re.compile(rf"(?:[/\\]{{2}}|\bmailto:|(?<![\w./\\-])(?=www\.))([^\s\"'<>()\[\]\\/?#\ue000{_CLOSING}]+)")
_SCHEME = re.compile(r"(?:\](?:\(|:)\s*<?|<|=\s*[\"']?)\s*(javascript|data|vbscript|file)\s*:", re.IGNORECASE)
_SPELLINGS = {
    CodeType.BOLD: ("b", "strong"), CodeType.ITALIC: ("i", "em"), CodeType.STRIKE: ("s", "del", "strike"),
}  # fmt: skip
"""The tags that say the same as `**`, `*` and `~~`."""

_LANGUAGE_LABEL = re.compile(r"^(?:www|m|[a-z]{2}(?:-[a-z]{2})?)\.(?=[^.]+\.)")


def damaged_codes(context: CheckContext) -> Iterator[Finding]:
    """Translations in which codes of the source are missing, extra, renamed or not closed."""
    for pair in context.pairs():
        required, labels = context.policy(pair.source).required, pair.source.document.labels
        seen = set()
        for damaged in pair.damaged:
            seen.add(damaged.entry.occurrence)
            yield _damaged(pair, damaged.entry, damaged.problems, Severity.ERROR)
        for segment, entry in pair.rows():
            if entry.state is not State.DRAFT or not entry.target or entry.occurrence in seen or entry.is_stale:
                continue
            problems = code_problems(segment.content, target_inline(entry, segment.content), labels)
            serious = tuple(problem.what for problem in problems if problem.kind is not Damage.LINK_CHANGED)
            if serious:
                ships = required.rank <= State.DRAFT.rank
                yield _damaged(pair, entry, serious, Severity.ERROR if ships else Severity.WARNING)


def changed_links(context: CheckContext) -> Iterator[Finding]:
    """Links of a translation that lead elsewhere than those of its source."""
    for pair in context.pairs():
        labels = pair.source.document.labels
        for segment, entry in context.shown(pair):
            if entry.is_stale or not _may_have_links(segment.content):
                continue
            for problem in code_problems(segment.content, target_inline(entry, segment.content), labels):
                if problem.kind is Damage.LINK_CHANGED:
                    yield Finding(
                        check=LINK, gate=Gate.RELEASE, severity=Severity.WARNING,
                        location=entry_location(pair, entry), locale=pair.locale,
                        what=f"a link of the source changed: {problem.what}.",
                        do="Nothing, if the page has this address in the other language; otherwise mend the catalog.",
                    )  # fmt: skip


def unsafe_markup(context: CheckContext) -> Iterator[Finding]:
    """HTML tags, attributes, schemes and link hosts in a translation that its source does not have."""
    ours = frozenset(host for market in context.all_markets for host in _hosts_of(market))
    for pair in context.pairs():
        in_document = frozenset(_hosts(pair.source.document.text))
        for segment, entry in pair.rows():
            if not entry.target or entry.is_stale:
                continue
            for what in _foreign(segment.content, target_inline(entry, segment.content), ours | in_document):
                yield Finding(
                    check=UNSAFE, gate=Gate.RELEASE, severity=Severity.ERROR,
                    location=entry_location(pair, entry), locale=pair.locale,
                    what=f"the translation has {what}, which its source does not have.",
                    do="Remove it from the catalog, or add it to the source first.",
                )  # fmt: skip


def additions(segment: Segment, entry: CatalogEntry, known: frozenset[str]) -> tuple[str, ...]:
    """What a target has of tags, attributes, schemes and hosts and its source has not, in words.

    known: hosts that may stand there all the same.
    """
    found = _foreign(segment.content, target_inline(entry, segment.content), known)
    return tuple(f"it has {what}, which its source does not have" for what in found)


def hosts_known(text: str, markets: Iterable[Market]) -> frozenset[str]:
    """The hosts in the text of a document and in the facts of markets."""
    return frozenset((*_hosts(text), *(host for market in markets for host in _hosts_of(market))))


def _damaged(pair: Pair, entry: CatalogEntry, problems: tuple[str, ...], severity: Severity) -> Finding:
    return Finding(
        check=DAMAGED,
        gate=Gate.RELEASE,
        severity=severity,
        location=entry_location(pair, entry),
        locale=pair.locale,
        what=f"in “{shortened(entry.target, 80)}” {'; '.join(problems)}.",
        do="Mend the target in the catalog: every code of the source belongs into it, unchanged. "
        "Until then it counts as a draft.",
    )


def _may_have_links(content: Inline) -> bool:
    return any(code.type in (CodeType.LINK, CodeType.IMAGE, CodeType.URL) for code in content.codes)


def _foreign(source: Inline, target: Inline, known: frozenset[str]) -> Iterator[str]:
    here, there = source.native, target.native
    if here == there:
        return
    if source.syntax is not Syntax.PLAIN:
        own = {(name, "") for code in source.codes for name in _SPELLINGS.get(code.type, ())}
        for name, attribute in sorted(_tags(there) - _tags(here) - own):
            yield f"the attribute `{attribute}` on `<{name}>`" if attribute else f"the tag `<{name}>`"
    for scheme in sorted(_schemes(there) - _schemes(here)):
        yield f"a link with `{scheme}:`"
    hosts = {_site(host) for host in known | _hosts(here)}
    for host in sorted(_hosts(there)):
        if _site(host) not in hosts:
            yield f"a link to `{host}`"


def _tags(text: str) -> set[tuple[str, str]]:
    """The HTML tags and attributes of a text; an attribute stands with its tag, a tag with nothing."""
    found: set[tuple[str, str]] = set()
    masked = mask(text, scan(text).tags)
    for tag in tags_of(masked):
        # An address between angle brackets is a link, and a `<` behind a backslash only a sign.
        if tag.name and not re.search(r"[:.@]", tag.name) and not masked.endswith("\\", 0, tag.start):
            found.add((tag.name, ""))
            found |= {(tag.name, attribute.name) for attribute in tag.attributes}
    return found


def _schemes(text: str) -> set[str]:
    # Browsers take line ends and tabs out of an address before they look at its scheme.
    joined = re.sub(r"[\t\r\n]", "", _resolved(text))
    return {found[1].lower() for found in _SCHEME.finditer(joined)}


def _hosts(text: str) -> set[str]:
    found: set[str] = set()
    for address in _ADDRESS.finditer(_resolved(text)):
        try:
            host = urlsplit(f"//{address[1]}").hostname or ""
        except ValueError:
            host = address[1]
        if "." in host.strip("."):
            found.add(host.rstrip(".,;:!?*_"))
    return found


def _resolved(text: str) -> str:
    """The text without its Liquid and with its character references resolved."""
    return html.unescape(mask(text, scan(text).tags, "\ue000"))


def _site(host: str) -> str:
    """A host without a label that only names a language: `es.example.org` is the site of `www.example.org`."""
    return _LANGUAGE_LABEL.sub("", host)


def _hosts_of(market: Market) -> Iterator[str]:
    for fact in (*market.facts.values(), *market.company.values()):
        for held in fact.values:
            if fact.type is FactType.URL and isinstance(held.value, str):
                yield from _hosts(held.value)
            for item in held.value if isinstance(held.value, tuple) else ():
                website = item.fields.get("website", "")
                yield from _hosts(website if isinstance(website, str) else "")
