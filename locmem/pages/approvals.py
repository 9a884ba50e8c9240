"""Approvals: somebody answers by name for a page of a market as it reads on a day, until anything in it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.catalogs.states import digest
from locmem.errors import InputErrors, Location, LocmemError, RenderError, UsageError
from locmem.model.fact import Market, MarketLocale
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.settings import SignOff
from locmem.model.wording import listed
from locmem.render.policy import standing
from locmem.workspace.approval_files import APPROVALS, Approval, command_for, is_page, path_of, read_approval
from locmem.workspace.project import Project

if TYPE_CHECKING:
    from locmem.checks.cards import Card
    from locmem.exchange.outgoing import Lock

LOST = "approval-lost"
MISSING = "approval-missing"
"""Why a page is withheld whose risk asks for a sign-off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The file of an approval that was taken back."""

    path: str

    @property
    def summary(self) -> str:
        """One line for people."""
        return f"{self.path} withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An approval and why it no longer holds, in words; `lost` is empty while it does.

    is_unread: whether nobody knows, as the page cannot be read.
    """

    approval: Approval
    lost: str
    is_unread: bool = False


def approvals(
    project: Project,
    workspace: Workspace,
    markets: Sequence[Market],
    day: date,
    documents: Collection[str] | None = None,
) -> tuple[Standing, ...]:
    """The approvals of these markets with what they are worth on a day; the project knows of damaged files.

    documents: those whose approvals are meant, by their paths under the content folder; None for all.
    """
    found = []
    for market in markets:
        for path in filter(is_page, project.folder.files(f"{APPROVALS}/{market.code}/*/**/*.json")):
            if documents is not None and _document_of(path) not in documents:
                continue
            approval = _readable(project, path)
            if approval is None:
                continue
            if workspace.is_unread(approval.document, approval.locale):
                found.append(Standing(approval=approval, lost="the page cannot be read", is_unread=True))
            else:
                found.append(Standing(approval=approval, lost=_lost(project, workspace, market, approval, day)))
    return tuple(found)


def approval_digests(project: Project) -> dict[str, tuple[tuple[str, bytes | None], ...]]:
    """The files of approvals with their digests, by the path under the content folder of what somebody approved.

    The project knows of damaged ones afterwards.
    """
    for path in _files(project):
        _readable(project, path)
    return approval_prints(project)


def approval_prints(project: Project) -> dict[str, tuple[tuple[str, bytes | None], ...]]:
    """As `approval_digests`, for somebody who does not care which are damaged."""
    found: dict[str, tuple[tuple[str, bytes | None], ...]] = {}
    for path in _files(project):
        document = _document_of(path)
        found[document] = (*found.get(document, ()), (path, project.folder.digest(path)))
    return found


def _files(project: Project) -> tuple[str, ...]:
    """The files of all approvals, from the project's folder."""
    return tuple(filter(is_page, project.folder.files(f"{APPROVALS}/*/*/**/*.json")))


def _document_of(path: str) -> str:
    """The document that the approval at a path is of."""
    return path.split("/", 3)[3].removesuffix(".json")


def lost_approvals(
    project: Project,
    workspace: Workspace,
    markets: Sequence[Market],
    day: date,
    documents: Collection[str] | None = None,
) -> Iterator[Finding]:
    """Approved pages that changed since, as errors of the release gate; nothing of those that cannot be read."""
    for one in approvals(project, workspace, markets, day, documents):
        # Of a page that cannot be read, that is the finding.
        if one.lost and not one.is_unread:
            approval = one.approval
            yield Finding(
                check=LOST,
                gate=Gate.RELEASE,
                severity=Severity.ERROR,
                location=Location(path=approval.path),
                market=approval.market,
                locale=approval.locale,
                what=f"{approval.by} approved {approval.document} on {approval.on}, and since then {one.lost}.",
                do=f"Have it read again and run `{approval.command} --by NAME`, or add --withdraw.",
            )


def is_unsigned(project: Project, source: Source | Card, market: str, locale: str) -> bool:
    """Whether the page's risk asks for a sign-off that nobody ever gave; what a lost one is worth, the gate says.

    One whose file is damaged or another page's is none, and the project knows of it.
    """
    is_asked = project.settings.risks[source.risk].sign_off is SignOff.REQUIRED
    return is_asked and _readable(project, path_of(source.path, market, locale)) is None


def note_approval(project: Project, document: str, market: str, locale: str) -> None:
    """Have the project know whether the file of an approval is damaged."""
    _readable(project, path_of(document, market, locale))


def unsigned_pages(
    project: Project, documents: Sequence[Source | Card], markets: Sequence[Market]
) -> tuple[tuple[str, str, str], ...]:
    """(market, locale, document) of all pages that are withheld because nobody approved them."""
    return tuple(
        (market.code, locale.content, source.path)
        for market in markets
        for locale in market.locales
        for source in documents
        if source.ships_to(market.code) and is_unsigned(project, source, market.code, locale.content)
    )


def missing_approvals(
    project: Project, documents: Sequence[Source | Card], markets: Sequence[Market]
) -> Iterator[Finding]:
    """Pages that nobody approved although their risk asks for it, as errors of the release gate."""
    files = {source.path: source.file for source in documents}
    for market, locale, document in unsigned_pages(project, documents, markets):
        yield Finding(
            check=MISSING,
            gate=Gate.RELEASE,
            severity=Severity.ERROR,
            location=Location(path=files[document], line=1),
            market=market,
            locale=locale,
            what=f"nobody approved {document} in {locale} for {market}, so that it is withheld there.",
            do=f"Have it finished and read, then run `{command_for(document, market, locale)} --by NAME`.",
        )


def locks(project: Project, workspace: Workspace) -> Mapping[tuple[str, str], Lock]:
    """The texts that somebody answers for by name today, by (locale, document).

    Whoever answers for a text whose approval is damaged is not known, and may still do so.
    """
    paths = _files(project)
    if not paths:
        # Most projects approve nothing, and need not read every market for that.
        return {}
    from locmem.exchange.outgoing import Lock

    held: dict[tuple[str, str], list[Approval]] = {}
    for approved in approvals(project, workspace, project.all_markets, project.today):
        if not approved.lost:
            held.setdefault((approved.approval.locale, approved.approval.document), []).append(approved.approval)
    damaged = {
        (path.split("/")[2], _document_of(path)): Lock(
            who=f"{path} cannot be read, and may approve the page", unlock="mending or deleting it"
        )
        for path in paths
        if not project.was_read(path)
    }
    return damaged | {
        key: Lock(
            who="; ".join(_words(approval) for approval in of_text),
            unlock=listed(tuple(f"`{approval.command} --withdraw`" for approval in of_text)),
        )
        for key, of_text in held.items()
    }


def _words(approval: Approval) -> str:
    end = approval.until or "something on it changes"
    return f"{approval.by} approved the page for {approval.market} on {approval.on}, until {end}"


def _lost(project: Project, workspace: Workspace, market: Market, approval: Approval, day: date) -> str:
    try:
        now = as_it_is(project, workspace, market, approval.document, approval.locale, approval.by, day)
    except RenderError as error:
        return f"it cannot be shown any more: {str(error).splitlines()[0].rstrip('.')}"
    except LocmemError as error:
        return str(error).split(". ")[0].rstrip(".")
    reasons = []
    if now.source != approval.source:
        reasons.append("the source changed")
    if now.text != approval.text:
        reasons.append("the text changed")
    changed = {path for path, _, _ in {*now.facts} ^ {*approval.facts}}
    if changed and not reasons:
        reasons.append(f"{listed(tuple(sorted(changed)))} changed")
    return " and ".join(reasons)


def as_it_is(
    project: Project, workspace: Workspace, market: Market, document: str, locale: str, by: str, on: date
) -> Approval:
    """The approval of a page as it reads on a day.

    Raises UsageError for a page that is not there or not finished, RenderError for one that a fact keeps back.
    """
    source = next((candidate for candidate in workspace.sources if candidate.path == document), None)
    shown = next((candidate for candidate in market.locales if candidate.content == locale), None)
    if source is None or not source.ships_to(market.code):
        raise UsageError(f"no document {document} ships to {market.code}. Name one such as articles/refunds.md.")
    if shown is None:
        locales = ", ".join(served.content for served in market.locales)
        raise UsageError(f"{market.code} is not served in {locale}. Its locales: {locales}.")
    pair = next((candidate for candidate in workspace.pairs_of(locale) if candidate.source.path == document), None)
    if pair is None and source.locale != locale:
        raise UsageError(f"{document} has no text in {locale}. Declare the locale and have it translated.")
    return _approval(project, source, pair, market, shown, by, on)


def _approval(
    project: Project, source: Source, pair: Pair | None, market: Market, locale: MarketLocale, by: str, on: date
) -> Approval:
    from locmem.pages.requests import page_request
    from locmem.render.merge import translation_of
    from locmem.render.page import render_page

    if pair:
        required = project.settings.risks[source.risk].required
        found = standing(pair, required)
        if reasons := found.reasons(required):
            do = "Finish it first"
            if found.below:
                send = f"`locmem export {source.path} --locale {pair.locale}`"
                say = f"`locmem accept KEY --locale {pair.locale} --reviewed --reason …`"
                do += f": for a review send it with {send} and take it back with `locmem import --reviewed`, or {say}"
            raise UsageError(f"{source.path} is not finished in {pair.locale}: {', '.join(reasons)}. {do}.")
    text = translation_of(pair) if pair else source.document.text
    page = render_page(page_request(project, source, text, market, locale, on))
    return Approval(
        document=source.path,
        market=market.code,
        locale=locale.content,
        by=by,
        on=on.isoformat(),
        source=digest(source.document.text),
        text=digest(text),
        facts=tuple(sorted({(use.path, use.shown, str(use.window)) for use in page.facts})),
    )


def _readable(project: Project, path: str) -> Approval | None:
    """The approval kept at a path, None where there is none, and for a damaged one, which the project then knows."""
    try:
        data = project.folder.read(path)
        approval = None if data is None else read_approval(data, path)
    except InputErrors as error:
        project.note_unread(path, error.problems)
        return None
    project.note_unread(path, ())
    return approval
