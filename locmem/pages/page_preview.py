"""A page as customers of a market would read it on a day, for whoever works on it: nothing in it runs or leads away.

It is made by the functions that publish pages.  Facts are marked with where they come from, and so is one text of the
page; that one may be shown as somebody is typing it.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.pairs import CONTENT, Row, Workspace
from locmem.content.frontmatter import front_matter_place
from locmem.content.translated import translated
from locmem.errors import RenderError, UsageError
from locmem.model.fact import Market, MarketLocale
from locmem.model.inline import Code, CodeRole, CodeType, Inline, Syntax
from locmem.model.segment import UnitKind
from locmem.model.tags import is_right_to_left
from locmem.model.translation import HUMAN, State
from locmem.pages.requests import page_request
from locmem.pages.shelf import Shelf
from locmem.pages.shown import UNREAD, Job, Outcome, all_jobs, page_for
from locmem.render.addresses import local_path
from locmem.render.asset_kinds import ending_of
from locmem.render.assets import localized
from locmem.render.facts import FactUse
from locmem.render.html import as_written, sanitised
from locmem.render.links import rewritten
from locmem.render.page import page_with_problems
from locmem.render.policy import unfinished_in_tags
from locmem.render.regions import regions
from locmem.workspace.project import Project

_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}
_MOST_BYTES = 4_000_000
"""Of all pictures of a page together: what is more is shown by its name."""
_LEADING = re.compile(r"<(?P<name>a|img)\b(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(r'\s(?P<name>href|src|alt)=(?P<quote>["\'])(?P<value>.*?)(?P=quote)', re.DOTALL)
_HEADING = re.compile(r"<h1[ >]")
_MARKS = re.compile(r'<mark class="(?:fact|here)"[^<>]*>|</mark>')
_HERE, _ENDS = '<mark class="here" id="here">', "</mark>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A page to be looked at.

    language: of its text; is_source: whether that is the source's, as its customers would read.
    body: HTML in which nothing runs, is loaded or leads away.
    outcome: what customers see; None for a text as it is typed.  reasons: why it is no other.
    absent: why the text that was asked for is not marked on it, empty where it is.
    facts: those on the page, with where they come from.  problems: what speaks against it, in words.
    """

    document: str
    market: str
    language: str
    is_right_to_left: bool
    title: str
    body: str
    outcome: Outcome | None
    reasons: tuple[str, ...]
    absent: str
    facts: tuple[FactUse, ...]
    problems: tuple[str, ...]


def preview_of(
    project: Project,
    workspace: Workspace,
    market: Market,
    locale: str,
    document: str,
    day: date,
    *,
    here: str = "",
    typed: str | None = None,
) -> Preview:
    """A document in a market and a content locale on a day.

    workspace: with the document.  here: the occurrence of the text that is marked.  typed: what is typed in its place;
    drafts are shown then, too, and where customers see nothing.
    Raises UsageError for a document that is not there, does not ship there or cannot be read.
    """
    job = _job(workspace, market, locale, document)
    shelf = Shelf(project).judge(job.source.content_set)
    shown = page_for(project, shelf, job, day) if typed is None else None
    outcome = shown.outcome if shown else None
    is_source = outcome is Outcome.SOURCE or job.pair is None
    form = MarketLocale(content=locale, format=job.source.locale) if outcome is Outcome.SOURCE else job.locale
    text = _text(project, job, outcome, here, typed)
    page, found = page_with_problems(page_request(project, job.source, text, market, form, day, is_marked=True))
    written = rewritten(page.text, project.settings.links, locale=locale, market=market.code)
    assets = localized(written, document, locale, shelf, job.source.document.text)
    problems = [one.what for one in found]
    try:
        body = _body(assets.text, document, job.source.content_set.kind)
    except RenderError as error:
        problems.append(str(error))
        body = ""
    language = str(job.source.locale) if is_source else locale
    headed = _headed(body, page.title, is_here=_is_title(job, here))
    return Preview(
        document=document,
        market=market.code,
        language=language,
        is_right_to_left=is_right_to_left(language),
        title=page.title,
        body=_still(headed, _pictures(project, body, document, assets.assets)),
        outcome=outcome,
        reasons=shown.reasons if shown else (),
        absent=_absent(job, here, outcome) if here and _HERE not in headed else "",
        facts=page.facts,
        problems=tuple(dict.fromkeys(problems)),
    )


def _absent(job: Job, here: str, outcome: Outcome | None) -> str:
    """Why a text is not marked on the page of its document."""
    row = next((row for row in (job.pair.rows if job.pair else ()) if row.entry.occurrence == here), None)
    if row is None:
        return f"This text is no part of {job.source.path} any more."
    if outcome is Outcome.SOURCE:
        return "This text is not marked: what is shown is the source."
    if row.place.code is not None:
        return "This text is not marked: it stands inside a code, as the title of a link does."
    if row.segment.kind is UnitKind.FIELD:
        return "This text is not marked: it is a field beside the text of the page, such as its description."
    if row.segment.content.syntax is Syntax.PLAIN:
        # It may stand there, where nothing can be marked.
        return ""
    return (
        f"Customers of {job.market.code} do not see this text on this day: a condition around it does not hold there."
    )


def _job(workspace: Workspace, market: Market, locale: str, document: str) -> Job:
    jobs = all_jobs(workspace, (market,), (locale,))
    job = next((one for one in jobs if one.source.path == document), None)
    if job is None:
        raise UsageError(f"there is no page of {document} for {market.code} in {locale}.")
    if job.is_unread:
        raise UsageError(f"{document} cannot be shown in {locale}: {UNREAD}.")
    return job


def _text(project: Project, job: Job, outcome: Outcome | None, here: str, typed: str | None) -> str:
    """The document with the texts that are shown, one of them marked."""
    pair, source = job.pair, job.source
    if pair is None or outcome is Outcome.SOURCE:
        return source.document.text
    is_shipped = outcome in (Outcome.PUBLISHED, Outcome.KEPT)
    unwritten = unfinished_in_tags(pair, project.settings.risks[source.risk].required) if is_shipped else frozenset()
    targets = {}
    for index, row in zip(source.translatable, pair.shipped_rows if is_shipped else pair.rows, strict=True):
        if content := _content(row, here, typed, unwritten, is_shipped=is_shipped):
            targets[index] = content
    return translated(source.document, source.segments, targets, pair.locale, source.content_set.kind)


def _content(row: Row, here: str, typed: str | None, unwritten: Collection[str], *, is_shipped: bool) -> Inline | None:
    """What stands in the place of a segment; None for the segment itself."""
    entry = row.entry
    is_here = entry.occurrence == here
    if is_here and typed is not None and typed.strip():
        content = row.holding(replace(entry.with_target(typed, State.DRAFT, HUMAN), proposal="")).target
    elif entry.occurrence in unwritten or not (entry.target if is_shipped else entry.shown):
        if not is_here:
            return None
        content = row.segment.content
    else:
        content = row.target if is_shipped else row.shown
    return _marked(content) if is_here and row.place.code is None else content


def _marked(content: Inline) -> Inline:
    if content.syntax is Syntax.PLAIN:
        return content
    opening, closing = (
        Code(id=0, role=CodeRole.SINGLE, type=CodeType.HTML, original=tag, identity="html mark")
        for tag in (_HERE, _ENDS)
    )
    return replace(content, parts=(opening, *content.parts, closing))


def _is_title(job: Job, here: str) -> bool:
    rows = job.pair.rows if here and job.pair else ()
    return any(row.entry.occurrence == here and row.segment.kind is UnitKind.TITLE for row in rows)


def _body(text: str, document: str, kind: str) -> str:
    if kind == "markdown":
        return sanitised(as_written(text))
    if kind == "html":
        place = front_matter_place(text)
        return sanitised(text[place.body :] if place else text)
    return "\n".join(_answers(text, document, kind))


def _answers(text: str, document: str, kind: str) -> Iterator[str]:
    """What a macro says to customers, text by text."""
    found, _ = regions(text, document, kind)
    told = [one for one in found if one.is_answer or one.syntax is Syntax.HTML] or list(found)
    for one in told:
        is_html = one.syntax is Syntax.HTML
        name = "answer" if is_html else "answer plain"
        inner = sanitised(one.template) if is_html else html.escape(one.template, quote=False)
        yield f'<section class="{name}">{inner}</section>'


def _headed(body: str, title: str, *, is_here: bool) -> str:
    """The body below its title, where it has no heading of the first level itself."""
    if not title or _HEADING.search(body):
        return body
    name = html.escape(title, quote=False)
    return f"<h1>{_HERE if is_here else ''}{name}{_ENDS if is_here else ''}</h1>\n{body}"


def _pictures(project: Project, body: str, document: str, assets: Collection[object]) -> dict[str, str]:
    """The pictures that the page brings along, by the address they have there, each as an address of its own bytes."""
    paths = {str(getattr(one, "path", "")) for one in assets}
    found: dict[str, str] = {}
    size = 0
    for tag in _LEADING.finditer(body):
        address = _attributes(tag["rest"]).get("src", "")
        path = local_path(address, document) if address else ""
        kind = _PICTURES.get(ending_of(path), "")
        if path not in paths or not kind or address in found:
            continue
        data = project.folder.read(f"{CONTENT}/{path}") or b""
        size += len(data)
        if size <= _MOST_BYTES:
            found[address] = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return found


def _still(body: str, pictures: Mapping[str, str]) -> str:
    """The body with links that lead nowhere and say where they would, and with the pictures in it, or their names."""

    def tag(found: re.Match[str]) -> str:
        told = _attributes(found["rest"])
        if found["name"] == "a":
            address = told.get("href", "")
            return f'<a class="link" title="{html.escape(address)}">' if address else "<a>"
        # A description has no elements in it: where a fact stands there, its mark would be read as text.
        alt = _MARKS.sub("", told.get("alt", ""))
        if data := pictures.get(told.get("src", "")):
            return f'<img alt="{html.escape(alt)}" src="{data}">'
        name = html.escape(alt or told.get("src", ""), quote=False)
        return f'<span class="picture" title="{html.escape(told.get("src", ""))}">{name}</span>'

    return _LEADING.sub(tag, body)


def _attributes(rest: str) -> dict[str, str]:
    return {found["name"]: html.unescape(found["value"]) for found in _ATTRIBUTE.finditer(rest)}
