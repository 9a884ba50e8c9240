"""How sources are built: headings, titles, pictures and the texts of links, as far as readers meet them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from locmem.catalogs.pairs import Source
from locmem.checks.cards import Card
from locmem.checks.link_texts import links_of_sources
from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import WordSpots, source_finding, spot
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of
from locmem.model.wording import shortened
from locmem.tables import rows_of

SKIPPED = "heading-level-skipped"
EMPTY_HEADING = "heading-empty"
NO_ALT = "image-without-text"
EMPTY_LINK = "link-empty"
BARE_LINK = "link-text-bare"
NO_TITLE = "title-missing"
SAME_TITLE = "title-repeated"

_HEADING = re.compile(r"^(#{1,6})(?:[ \t][^\n]*)?$", re.MULTILINE)
_CLOSING = re.compile(r"[ \t]#+[ \t]*$|^#+[ \t]*$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(?:((?:(?!</?h[1-6]\b).)*)</h\1\s*>)?", re.IGNORECASE | re.DOTALL)
_WORDLESS_TAG = re.compile(r"</?(?:a|b|br|em|i|span|strong)\b[^<>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[ \t]*\]\(|<img\b(?![^<>]*\salt\s*=)[^<>]*>", re.IGNORECASE)
_EMPTY_TITLE = re.compile(
    r"^[ \t]*\"?(?P<title>title)\"?[ \t]*[:=][ \t]*(?:\"[ \t]*\"|'[ \t]*')?[ \t]*,?[ \t]*(?:#[^\n]*)?$(?!\n[ \t]+\S)",
    re.MULTILINE,
)
"""A title of nothing; what follows on a line further in is its value."""


def skipped_levels(context: CheckContext) -> Iterator[Finding]:
    """Headings that are two or more levels below the one before them."""
    for page in context.pages:
        last = 0
        for start, level, _ in _headings(page):
            if last and level > last + 1 and not page.is_conditional(start):
                what = f"a heading of level {level} follows one of level {last}."
                at = spot(page.source, start, level)
                yield source_finding(
                    at, SKIPPED, Severity.NOTE, what, f"Write level {last + 1}, or add the one between."
                )
            last = level


def empty_headings(context: CheckContext) -> Iterator[Finding]:
    """Headings without a word."""
    for page in context.pages:
        for start, level, words in _headings(page):
            if words is not None and not words:
                at = spot(page.source, start, level)
                # The first heading is what the page is called.
                severity = Severity.ERROR if level == 1 else Severity.WARNING
                yield source_finding(at, EMPTY_HEADING, severity, "this heading is empty.", "Write it, or remove it.")


def images_without_text(context: CheckContext) -> Iterator[Finding]:
    """Pictures without a text for those who cannot see them."""
    for page in context.pages:
        if page.source.content_set.kind == "macro":
            continue
        for found in _IMAGE.finditer(page.text):
            do = 'Write what it shows: `![…](…)`; `alt=""` in HTML says that it shows nothing that matters.'
            at = spot(page.source, found.start(), len(found[0]))
            yield source_finding(at, NO_ALT, Severity.WARNING, "this picture has no text in its place.", do)


def empty_links(context: CheckContext) -> Iterator[Finding]:
    """Links in a source with nothing to click on."""
    for source, segment, address, text in links_of_sources(context):
        if text == "":
            what = f"the link to `{shortened(address, 80)}` has no text, so that nobody can follow it."
            at = WordSpots(source, segment).of(address, 0)
            yield source_finding(
                at, EMPTY_LINK, Severity.WARNING, what, "Write the words that lead there, or remove it."
            )


def bare_link_texts(context: CheckContext) -> Iterator[Finding]:
    """Links whose text does not say where they lead: `click here`, `this link`."""
    for source, segment, _, text in links_of_sources(context):
        if text and text.strip(" .!»›→>").casefold() in _bare(language_of(source.locale)):
            what = f"“{text}” does not say where the link leads."
            do = "Name what is there: people who listen to a page hear its links alone."
            yield source_finding(WordSpots(source, segment).of(text, 0), BARE_LINK, Severity.NOTE, what, do)


def missing_titles(context: CheckContext) -> Iterator[Finding]:
    """Articles without a title: neither in their front matter nor as a heading, or with an empty one."""
    for source in context.workspace.sources:
        document = source.document
        if source.content_set.kind != "macro" and (empty := _EMPTY_TITLE.search(document.text, 0, _body(source))):
            at = spot(source, empty.start("title"), len("title"))
            what = "this article says that its title is nothing."
            yield source_finding(at, NO_TITLE, Severity.ERROR, what, "Write the title.")
            continue
        if source.content_set.kind != "macro" and document.units and not document.title.strip():
            what = "this article has no title."
            yield source_finding(
                spot(source, 0), NO_TITLE, Severity.WARNING, what, "Add `title: …` to its front matter."
            )


def repeated_titles(context: CheckContext) -> Iterator[Finding]:
    """Documents of a content set that have one title, and customers or agents of one market who see both."""
    first: dict[tuple[str, str], Card] = {}
    for card in context.cards:
        name = card.title.casefold().strip()
        if not name:
            continue
        other = first.setdefault((card.content_set, name), card)
        if other is not card and (not card.markets or not other.markets or {*card.markets} & {*other.markets}):
            what = f"the title “{shortened(card.title, 60)}” is that of {other.file}, too."
            # Of a macro agents see nothing but its title when they choose it.
            severity = Severity.WARNING if card.kind == "macro" else Severity.NOTE
            do = "Say in one of the two what is special in it."
            yield source_finding(card.title_at or card.start, SAME_TITLE, severity, what, do)


def _headings(page: Page) -> Iterator[tuple[int, int, str | None]]:
    """Where each heading begins, its level, and its words; None for those of HTML whose end is not found."""
    found: list[tuple[int, int, str | None]] = []
    if page.source.content_set.kind == "markdown":
        for one in _HEADING.finditer(page.text, _body(page.source)):
            # What is blanked out on the page is there all the same: a heading may be code, or a value.
            words = page.source.document.text[one.end(1) : one.end()]
            found.append((one.start(), len(one[1]), _CLOSING.sub("", words).strip()))
    for one in _HTML_HEADING.finditer(page.text):
        # Liquid, comments and pictures count as words here: somebody meant something to stand there.
        if one[2] is None:
            found.append((one.start(), int(one[1]), None))
        else:
            inside = _WORDLESS_TAG.sub("", page.source.document.text[one.start(2) : one.end(2)])
            found.append((one.start(), int(one[1]), inside.replace("&nbsp;", " ").strip()))
    yield from sorted(found, key=lambda one: one[0])


def _body(source: Source) -> int:
    """Where the front matter has ended, in which `#` begins a remark."""
    text = source.document.text
    fence = next((one for one in ("---", "+++") if text.startswith(f"{one}\n")), "")
    end = text.find(f"\n{fence}\n", 3) if fence else -1
    return end + 1 if end >= 0 else 0


@cache
def _bare(language: str) -> frozenset[str]:
    rows = rows_of("bare_link_texts.csv", "language", "text")
    return frozenset(row["text"] for row in rows if row["language"] == language)


CHECKS = (
    Listed(
        name=SKIPPED,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.NOTE,
        check=skipped_levels,
        why="People who listen to a page go from heading to heading, and look for one that is not there.",
        example="## Returns, and then #### By post",
        do="Write the level that follows.",
    ),
    Listed(
        name=EMPTY_HEADING,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=empty_headings,
        why="Customers see a gap, and lists of contents an empty line.",
        example="## (and nothing behind it)",
        do="Write the heading, or remove it.",
    ),
    Listed(
        name=NO_ALT,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=images_without_text,
        why="Who cannot see the picture is told nothing; the law asks for a text in many countries.",
        example="![](settings.png)",
        do="Write what the picture shows.",
    ),
    Listed(
        name=EMPTY_LINK,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=empty_links,
        why="Nobody can click on it, in any language.",
        example="[](returns.md)",
        do="Write the words that lead there, or remove the link.",
    ),
    Listed(
        name=BARE_LINK,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.NOTE,
        check=bare_link_texts,
        why="Read alone the link says nothing, and translators need the whole sentence to put it in its place.",
        example="To send it back, click [here](returns.md).",
        do="Name what is there, as in `See [how to return a lamp](returns.md)`.",
    ),
    Listed(
        name=NO_TITLE,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=missing_titles,
        why="Search results and lists of articles have no name for it.",
        example="an article that begins with a paragraph",
        do="Add `title: …` to its front matter.",
    ),
    Listed(
        name=SAME_TITLE,
        family="source_shape",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=repeated_titles,
        reach=Reach.PROJECT,
        why="Customers cannot tell the two apart in a list, nor translators in a file.",
        example="two articles called “Refunds”",
        do="Say in one of the two what is special in it.",
    ),
)
