"""Where links and pictures lead: to articles and files that are there, and in every market."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from urllib.parse import unquote, urlsplit

from locmem.catalogs.pairs import CONTENT
from locmem.checks.cards import Card
from locmem.checks.leads import Lead
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding
from locmem.content.slugs import is_folder_page
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import listed
from locmem.values.locales import chain

LINK = "link-broken"
LINK_ELSEWHERE = "link-out-of-market"
IMAGE = "image-missing"
OWN_IMAGE = "image-not-localized"

_ARTICLE = (".md", ".markdown", ".mdx", ".html", ".htm")
_ATTACHMENT = (
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".xls",
    ".xlsx",
    ".ods",
    ".csv",
    ".txt",
    ".zip",
    ".ics",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".mp4",
)


def broken_links(context: CheckContext) -> Iterator[Finding]:
    """Relative links to articles that are not in the project."""
    links = context.links
    for card in context.cards:
        for lead in _relative(card):
            path = unquote(urlsplit(lead.target).path)
            if not path.endswith(_ARTICLE) or links.document_at(lead.target, card.path):
                continue
            there = posixpath.normpath(posixpath.join(posixpath.dirname(card.path), path))
            if context.files is not None and f"{CONTENT}/{there}" in context.files:
                continue
            what = f"there is no article {CONTENT}/{there}."
            near = _nearest(there, context.by_path.keys() - {card.path}, card.path)
            do = f"Write `{near}`." if near else "Mend the link, or add the article."
            yield _finding(lead, LINK, what, do)


def links_out_of_a_market(context: CheckContext) -> Iterator[Finding]:
    """Links to an article that not every market of the linking one gets, outside any condition."""
    for card in context.cards:
        for lead in card.links:
            there = context.by_path.get(context.links.document_at(lead.target, card.path, card.folder))
            if there is None or lead.is_conditional:
                continue
            without = tuple(
                market.code
                for market in context.markets
                if card.ships_to(market.code) and not there.ships_to(market.code)
            )
            if without:
                what = f"{there.file} is not meant for {listed(without)}, where this link leads nowhere."
                do = "Put the link into a condition on market.code, or let the article go to these markets."
                yield replace(_finding(lead, LINK_ELSEWHERE, what, do), gate=Gate.RELEASE, markets=without)


def missing_images(context: CheckContext) -> Iterator[Finding]:
    """Images and attachments of an article that are not in the project."""
    if context.files is None:
        return
    for card in context.cards:
        for lead in card.images:
            image, path = lead.target, unquote(urlsplit(lead.target).path)
            if urlsplit(image).scheme or image.startswith(("/", "#")) or "{" in image or not path:
                continue
            if (there := _there(card, path)) not in context.files:
                yield _finding(lead, IMAGE, f"there is no image {there}.", "Add the file, or mend its name.")
        # A definition may be that of an image, which was looked for above.
        images = {lead.target for lead in card.images}
        for lead in _relative(card):
            path = unquote(urlsplit(lead.target).path)
            is_file = path.lower().endswith(_ATTACHMENT) and lead.target not in images
            if is_file and (there := _there(card, path)) not in context.files:
                yield _finding(lead, IMAGE, f"there is no file {there}.", "Add the file, or mend its name.")


def pictures_of_the_source(context: CheckContext) -> Iterator[Finding]:
    """Images that have a version of their own in some locales, but not in this one, which is shown the source's."""
    files = context.files or frozenset()
    locales = {str(locale.content) for market in context.all_markets for locale in market.locales}
    locales.update(context.settings.locales)
    for card in context.cards if files else ():
        for lead in card.images:
            stem, suffix = posixpath.splitext(unquote(urlsplit(lead.target).path))
            there = _there(card, stem)
            others = [tag for tag in sorted(locales) if f"{there}.{tag}{suffix}" in files]
            for locale in card.locales if others else ():
                if context.is_shown(card, locale) and not any(
                    f"{there}.{tag}{suffix}" in files for tag in chain(locale)
                ):
                    what = f"the {locale} page shows the picture of the source; {others[0]} has its own."
                    found = _finding(lead, OWN_IMAGE, what, f"Add {there}.{locale}{suffix}.")
                    yield replace(found, gate=Gate.RELEASE, severity=Severity.WARNING, locale=locale)


def _relative(card: Card) -> Iterator[Lead]:
    """The links of a document that do not start at the root of its site."""
    return (lead for lead in card.links if not lead.target.startswith("/"))


def _there(card: Card, path: str) -> str:
    """The file that a path on a page leads to, from the project's folder."""
    return posixpath.normpath(posixpath.join(CONTENT, posixpath.dirname(card.path), path))


def _nearest(wanted: str, known: set[str], here: str) -> str:
    """The article that is meant most likely, as a link from `here`; empty where no name is near.

    Names are compared, not paths: all pages of a deep folder have nearly the same path.
    """
    near = get_close_matches(_name(wanted), sorted({_name(path) for path in known}), n=1, cutoff=0.8)
    same = sorted(path for path in known if _name(path) in near)
    if not same:
        return ""
    likest = max(same, key=lambda path: SequenceMatcher(None, wanted, path).ratio())
    return posixpath.relpath(likest, posixpath.dirname(here) or ".")


def _name(path: str) -> str:
    """The name a page goes by: that of its folder where its own only says that it is the first one there."""
    folder, _, file = path.rpartition("/")
    stem = file.partition(".")[0].casefold()
    return posixpath.basename(folder).casefold() or stem if is_folder_page(file) else stem


def _finding(lead: Lead, check: str, what: str, do: str) -> Finding:
    return source_finding(lead.at, check, Severity.ERROR, what, do)


CHECKS = (
    Listed(
        name=LINK,
        family="links",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=broken_links,
        reach=Reach.PROJECT,
        why="A customer who follows the link finds no page.",
        example="See [returns](retuns.md).",
        do="Write the path of an article that is there.",
    ),
    Listed(
        name=IMAGE,
        family="links",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=missing_images,
        reach=Reach.PROJECT,
        why="Customers see a broken picture, or cannot open the form.",
        example="![Settings](img/gone.png)",
        do="Add the file, or mend its path.",
    ),
    Listed(
        name=LINK_ELSEWHERE,
        family="links",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=links_out_of_a_market,
        reach=Reach.PROJECT,
        why="In some markets the link leads nowhere.",
        example="See [Pix](brazil.md) in an article for all markets",
        do="Put the link into a condition on the market, or ship the other article there too.",
    ),
    Listed(
        name=OWN_IMAGE,
        family="links",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=pictures_of_the_source,
        reach=Reach.PROJECT,
        why="Customers see a screenshot in a language they do not read.",
        example="img/a.png beside img/a.es.png, and none for pt-BR",
        do="Add the picture of the locale.",
    ),
)
