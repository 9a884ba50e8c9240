"""The shape of sources: front matter, headings, links, images, HTML."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from urllib.parse import unquote, urlsplit

from locmem.catalogs.pairs import CONTENT
from locmem.checks.cards import SYNTAX
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import spot
from locmem.content.html_tags import HtmlTag, tags_of
from locmem.content.slugs import is_folder_page
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import listed
from locmem.render.additions import active_parts
from locmem.values.locales import chain

READING = "source-reading"
HEADING_ID = "heading-id-repeated"
REFERENCE = "link-reference"
LINK = "link-broken"
LINK_ELSEWHERE = "link-out-of-market"
IMAGE = "image-missing"
OWN_IMAGE = "image-not-localized"
HTML = "html-unbalanced"
ACTIVE = "active-content"

_ID = re.compile(r"^#{1,6}[ \t][^\n]*\{:?[ \t]*#([\w.:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
_HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\sid\s*=\s*[\"']?([\w.:-]+)")
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]^]+)\]:", re.MULTILINE)
_FOOTNOTE = re.compile(r"^[ \t>]*\[(\^[^\[\]]+)\]:", re.MULTILINE)
_USE = re.compile(r"\[(?!\^)([^\[\]]+)\]\[([^\[\]^]*)\]")
_FOOTNOTE_USE = re.compile(r"\[(\^[^\[\]\s]+)\](?!:)")
_INLINE_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s()<>]+)")
_DEFINED_LINK = re.compile(r"^[ \t>]*\[[^\[\]^]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
_HREF = re.compile(r"<a\b[^<>]*?\shref\s*=\s*[\"']([^\"'<>]*)", re.IGNORECASE)
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

# Elements whose end tag HTML lets authors leave out (HTML Living Standard, 13.1.2.4).
_MAY_STAY_OPEN = frozenset(
    ("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
     "caption", "rt", "rp", "body", "html", "head")
)  # fmt: skip
_ELEMENTS = _MAY_STAY_OPEN | frozenset(
    ("a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "button", "center",
     "cite", "code", "data", "del", "details", "dfn", "div", "dl", "em", "fieldset", "figcaption", "figure", "font",
     "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "ins", "kbd", "label", "legend", "main",
     "mark", "nav", "ol", "picture", "pre", "q", "s", "samp", "section", "select", "small", "span", "strong",
     "sub", "summary", "sup", "table", "time", "tt", "u", "ul", "var", "video")
)  # fmt: skip


def reading_problems(context: CheckContext) -> Iterator[Finding]:
    """What reading a source found: front matter, macros and markup that are not as they should be."""
    for source in context.workspace.sources:
        for finding in source.document.findings:
            if finding.check != SYNTAX:
                yield replace(
                    finding,
                    check=READING,
                    location=replace(finding.location, path=source.file),
                    do=finding.do or "Mend the source.",
                )


def repeated_heading_ids(context: CheckContext) -> Iterator[Finding]:
    """Ids that stand twice in one article, so that links to them lead to the first only."""
    for page in context.pages:
        first: dict[str, int] = {}
        found = [*_ID.finditer(page.text), *_HTML_ID.finditer(page.text)]
        for one in sorted(found, key=lambda one: one.start()):
            if page.is_conditional(one.start()):
                continue
            if one[1] in first:
                line = spot(page.source, first[one[1]]).location.line
                what = f"the id `{one[1]}` is already used on line {line}."
                yield _finding(page, HEADING_ID, one.start(1), len(one[1]), what, "Give one of the two another id.")
            first.setdefault(one[1], one.start(1))


def missing_references(context: CheckContext) -> Iterator[Finding]:
    """Links by reference, and footnotes, whose definition is not in the article."""
    for page in context.pages:
        if page.source.content_set.kind != "markdown":
            continue
        defined = {_label(definition[1]) for definition in _DEFINITION.finditer(page.text)}
        defined |= page.source.document.labels
        for use in _USE.finditer(page.text):
            label = use[2] or use[1]
            if _label(label) not in defined and "\ue000" not in label and not _is_definition(page.text, use.end()):
                problem = f"`{use[0]}` is no link: nothing defines `[{label}]`, so that readers see the brackets."
                do = f"Add a line `[{label}]: https://…` to the article, if it was meant as a link."
                found = _finding(page, REFERENCE, use.start(), len(use[0]), problem, do)
                yield replace(found, severity=Severity.WARNING)
        notes = {_label(footnote[1]) for footnote in _FOOTNOTE.finditer(page.text)}
        for use in _FOOTNOTE_USE.finditer(page.text):
            if _label(use[1]) not in notes:
                problem = f"the footnote `[{use[1]}]` is not defined."
                do = f"Add a line `[{use[1]}]: …` to the article."
                yield _finding(page, REFERENCE, use.start(), len(use[0]), problem, do)


def broken_links(context: CheckContext) -> Iterator[Finding]:
    """Relative links to articles that are not in the project."""
    links = context.links
    for page in context.pages:
        for start, target in _link_targets(page):
            path = unquote(urlsplit(target).path)
            if not path.endswith(_ARTICLE) or links.document_at(target, page.source.path):
                continue
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page.source.path), path))
            if context.files is not None and f"{CONTENT}/{there}" in context.files:
                continue
            what = f"there is no article {CONTENT}/{there}."
            near = _nearest(there, context.by_path.keys() - {page.source.path}, page.source.path)
            do = f"Write `{near}`." if near else "Mend the link, or add the article."
            yield _finding(page, LINK, start, len(target), what, do)


def links_out_of_a_market(context: CheckContext) -> Iterator[Finding]:
    """Links to an article that not every market of the linking one gets, outside any condition."""
    for page in context.pages:
        for start, target in _link_targets(page, of_site=True):
            there = context.by_path.get(
                context.links.document_at(target, page.source.path, page.source.content_set.folder)
            )
            if there is None or page.is_conditional(start):
                continue
            without = tuple(
                market.code
                for market in context.markets
                if page.source.ships_to(market.code) and not there.ships_to(market.code)
            )
            if without:
                problem = f"{there.file} is not meant for {listed(without)}, where this link leads nowhere."
                do = "Put the link into a condition on market.code, or let the article go to these markets."
                finding = _finding(page, LINK_ELSEWHERE, start, len(target), problem, do)
                yield replace(finding, gate=Gate.RELEASE)


def missing_images(context: CheckContext) -> Iterator[Finding]:
    """Images and attachments of an article that are not in the project."""
    if context.files is None:
        return
    for page in context.pages:
        for image in page.source.document.images:
            path = unquote(urlsplit(image).path)
            if urlsplit(image).scheme or image.startswith(("/", "#")) or "{" in image or not path:
                continue
            there = posixpath.normpath(posixpath.join(CONTENT, posixpath.dirname(page.source.path), path))
            if there not in context.files:
                start = max(0, page.source.document.text.find(image))
                problem, do = f"there is no image {there}.", "Add the file, or mend its name."
                yield _finding(page, IMAGE, start, len(image), problem, do)
        for start, target in _link_targets(page):
            path = unquote(urlsplit(target).path)
            there = posixpath.normpath(posixpath.join(CONTENT, posixpath.dirname(page.source.path), path))
            # A definition may be that of an image, which was looked for above.
            is_image = target in page.source.document.images
            if path.lower().endswith(_ATTACHMENT) and not is_image and there not in context.files:
                problem, do = f"there is no file {there}.", "Add the file, or mend its name."
                yield _finding(page, IMAGE, start, len(target), problem, do)


def pictures_of_the_source(context: CheckContext) -> Iterator[Finding]:
    """Images that have a version of their own in some locales, but not in this one, which is shown the source's."""
    files = context.files or frozenset()
    locales = {str(locale.content) for market in context.all_markets for locale in market.locales}
    locales.update(context.settings.locales)
    for pair in context.pairs() if files else ():
        source = pair.source
        for image in source.document.images:
            stem, suffix = posixpath.splitext(unquote(urlsplit(image).path))
            there = posixpath.normpath(posixpath.join(CONTENT, posixpath.dirname(source.path), stem))
            others = [tag for tag in sorted(locales) if f"{there}.{tag}{suffix}" in files]
            if others and not any(f"{there}.{tag}{suffix}" in files for tag in chain(pair.locale)):
                place = spot(source, max(0, source.document.text.find(image)), len(image))
                yield Finding(
                    check=OWN_IMAGE,
                    gate=Gate.RELEASE,
                    severity=Severity.WARNING,
                    location=place.location,
                    what=f"the {pair.locale} page shows the picture of the source; {others[0]} has its own.",
                    do=f"Add {there}.{pair.locale}{suffix}.",
                    excerpt=place.excerpt,
                    locale=pair.locale,
                )


def unbalanced_html(context: CheckContext) -> Iterator[Finding]:
    """HTML elements that are opened and never closed, or closed and never opened."""
    for page in context.pages:
        stack: list[HtmlTag] = []
        tags = [tag for tag in tags_of(page.text) if tag.name in _ELEMENTS and not tag.is_void]
        doubtful = _split_over_branches(page, tags)
        for tag in tags:
            if tag.name in doubtful:
                continue
            if not tag.is_closing:
                stack.append(tag)
                continue
            if all(opened.name != tag.name for opened in stack):
                if tag.name not in _MAY_STAY_OPEN:
                    problem, do = f"`</{tag.name}>` closes nothing.", f"Remove it, or add `<{tag.name}>` before it."
                    yield _finding(page, HTML, tag.start, tag.end - tag.start, problem, do)
                continue
            while (left := stack.pop()).name != tag.name:
                yield from _left_open(page, left)
        for left in stack:
            yield from _left_open(page, left)


def active_content(context: CheckContext) -> Iterator[Finding]:
    """Scripts, event handlers and addresses of other schemes in a source, which its pages may run."""
    for page in context.pages:
        for part in active_parts(page.text):
            what = f"the source has {part.what}."
            do = "Take it out if the page can do without: as Markdown it goes out as it is."
            found = _finding(page, ACTIVE, part.start, max(1, part.end - part.start), what, do)
            yield replace(found, severity=Severity.WARNING)


def _split_over_branches(page: Page, tags: Sequence[HtmlTag]) -> set[str]:
    """Names of elements that one branch opens and another place closes: only a rendered page could tell."""
    balance = Counter[str]()
    for tag in tags:
        if page.is_conditional(tag.start):
            balance[tag.name] += -1 if tag.is_closing else 1
    return {name for name, count in balance.items() if count}


def _left_open(page: Page, tag: HtmlTag) -> Iterator[Finding]:
    if tag.name not in _MAY_STAY_OPEN:
        what, do = f"`<{tag.name}>` is not closed.", f"Add `</{tag.name}>` where it ends."
        yield _finding(page, HTML, tag.start, tag.end - tag.start, what, do)


def _link_targets(page: Page, *, of_site: bool = False) -> Iterator[tuple[int, str]]:
    """Where the links of a page lead, each with its place; of_site: also those that start at the site's root."""
    left_out = ("#",) if of_site else ("/", "#")
    patterns = [_HREF]
    if page.source.content_set.kind == "markdown":
        patterns += [_INLINE_LINK, _DEFINED_LINK]
    for pattern in patterns:
        for found in pattern.finditer(page.text):
            target = found[1]
            if "\ue000" not in target and not urlsplit(target).scheme and not target.startswith(left_out):
                yield found.start(1), target


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


def _is_definition(text: str, end: int) -> bool:
    return text.startswith(":", end)


def _label(text: str) -> str:
    """A label as CommonMark compares it (4.7)."""
    return " ".join(text.split()).casefold()


def _finding(page: Page, check: str, start: int, length: int, what: str, do: str) -> Finding:
    place = spot(page.source, start, length)
    return Finding(
        check=check,
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        location=place.location,
        what=what,
        do=do,
        excerpt=place.excerpt,
    )
