"""The shape of sources: front matter, headings, references, HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import source_finding, spot
from locmem.checks.source_addresses import is_told_of
from locmem.content.html_tags import HtmlTag, tags_of
from locmem.model.finding import Finding, Gate, Severity
from locmem.render.additions import active_parts
from locmem.values.address_likeness import is_one_slip

FRONT_MATTER = "front-matter"
MACRO = "macro-file"
NOT_READ = "text-not-read"
OPEN = "markup-open"
HEADING_ID = "heading-id-repeated"
REFERENCE = "link-reference"
HTML = "html-unbalanced"
ACTIVE = "active-content"

_ID = re.compile(r"^#{1,6}[ \t][^\n]*\{:?[ \t]*#([\w.:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
_HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\sid\s*=\s*[\"']?([\w.:-]+)")
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]^]+)\]:", re.MULTILINE)
_FOOTNOTE = re.compile(r"^[ \t>]*\[(\^[^\[\]]+)\]:", re.MULTILINE)
_USE = re.compile(r"\[(?!\^)([^\[\]]+)\]\[([^\[\]^]*)\]")
_FOOTNOTE_USE = re.compile(r"\[(\^[^\[\]\s]+)\](?!:)")
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


def front_matter_problems(context: CheckContext) -> Iterator[Finding]:
    """Front matter that cannot be read, and values of its keys that mean nothing."""
    return _reading(context, FRONT_MATTER)


def macro_problems(context: CheckContext) -> Iterator[Finding]:
    """Files of macros that cannot be read, and values of their keys that mean nothing."""
    return _reading(context, MACRO)


def unread_texts(context: CheckContext) -> Iterator[Finding]:
    """Texts of a source that nobody recognises as such, so that they are never translated."""
    return _reading(context, NOT_READ)


def open_markup(context: CheckContext) -> Iterator[Finding]:
    """Marks in a source that keep the rest of it from being read: elements left open, `locmem:off` without an end."""
    return _reading(context, OPEN)


def _reading(context: CheckContext, check: str) -> Iterator[Finding]:
    """What reading the sources found, of one check."""
    for source in context.workspace.sources:
        for finding in source.document.findings:
            if finding.check == check:
                yield replace(
                    finding,
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
        uses = tuple(_USE.finditer(page.text))
        unused = defined - {_label(use[2] or use[1]) for use in uses}
        for use in uses:
            label = use[2] or use[1]
            if _label(label) not in defined and "\ue000" not in label and not _is_definition(page.text, use.end()):
                problem = f"`{use[0]}` is no link: nothing defines `[{label}]`, so that readers see the brackets."
                do = f"Add a line `[{label}]: https://…` to the article, if it was meant as a link."
                found = _finding(page, REFERENCE, use.start(), len(use[0]), problem, do)
                # A definition that nothing uses and that is called nearly so leaves no doubt.
                meant = next((one for one in sorted(unused) if is_one_slip(one, _label(label))), "")
                yield replace(found, do=f"Write `[{meant}]`.") if meant else replace(found, severity=Severity.WARNING)
        notes = {_label(footnote[1]) for footnote in _FOOTNOTE.finditer(page.text)}
        for use in _FOOTNOTE_USE.finditer(page.text):
            if _label(use[1]) not in notes:
                problem = f"the footnote `[{use[1]}]` is not defined."
                do = f"Add a line `[{use[1]}]: …` to the article."
                yield _finding(page, REFERENCE, use.start(), len(use[0]), problem, do)


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
            if is_told_of(page.text[part.start : part.end]):
                continue
            what = f"the source has {part.what}."
            do = "Take it out, or except it with a reason where the page needs it: it goes out as it is."
            found = _finding(page, ACTIVE, part.start, max(1, part.end - part.start), what, do)
            # A page of HTML may be a whole site's; what people write runs nothing.
            is_whole = page.source.content_set.kind == "html"
            yield replace(found, severity=Severity.WARNING) if is_whole else found


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


def _is_definition(text: str, end: int) -> bool:
    return text.startswith(":", end)


def _label(text: str) -> str:
    """A label as CommonMark compares it (4.7)."""
    return " ".join(text.split()).casefold()


def _finding(page: Page, check: str, start: int, length: int, what: str, do: str) -> Finding:
    place = spot(page.source, start, length)
    return source_finding(place, check, Severity.ERROR, what, do)


CHECKS = (
    Listed(
        name=FRONT_MATTER,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=front_matter_problems,
        why="What the page says of itself does not count: its risk, its markets, its title.",
        example="risk: nonsense",
        do="Mend the lines between the `---` at the top of the file.",
    ),
    Listed(
        name=MACRO,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=macro_problems,
        why="The macro is not read, or not as its author meant it.",
        example="locmem: {risk: nonsense}",
        do="Mend the key that is named.",
    ),
    Listed(
        name=NOT_READ,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=unread_texts,
        why="Customers of all other languages read these words in the language of the source.",
        example="a saved reply under a key that nobody knows",
        do="Name the keys in `fields` of the content set, or take the file out of it where no customer reads it.",
    ),
    Listed(
        name=OPEN,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=open_markup,
        why="All that follows is taken for code and is never translated.",
        example="<script> without an end, or <!-- locmem:off --> without <!-- locmem:on -->",
        do="Close what is open.",
    ),
    Listed(
        name=HEADING_ID,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=repeated_heading_ids,
        why="A link to the second of two headings with one id leads to the first.",
        example="# Returns {#back}\n\n# Refunds {#back}",
        do="Give one of the two another id.",
    ),
    Listed(
        name=REFERENCE,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=missing_references,
        why="Readers see brackets in place of a link, or a footnote that leads nowhere.",
        example="See [our terms][terms].",
        do="Add a line `[terms]: https://…`, or take the brackets out.",
    ),
    Listed(
        name=HTML,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=unbalanced_html,
        why="A browser closes the element where it likes: half a page may turn bold, or vanish.",
        example="Press <b>Save.",
        do="Close the element where it ends.",
    ),
    Listed(
        name=ACTIVE,
        family="structure",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=active_content,
        why="Whatever a page runs, it runs for every customer of every market.",
        example='<a onclick="pay()">Pay</a>',
        do="Take it out. Where a page needs it, except the check there with a reason.",
        guards="what a page runs or brings in, customers get whoever wrote it",
    ),
)
