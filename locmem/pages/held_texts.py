"""Texts that no rule may touch: those that somebody answers for by name, and those that are with a translator."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from locmem.catalogs.files import place_of
from locmem.catalogs.pairs import CONTENT
from locmem.checks.severities import document_of
from locmem.checks.source_blanks import DOUBLE
from locmem.errors import InputErrors
from locmem.model.finding import Finding
from locmem.pages.approvals import approval_prints
from locmem.workspace.handoffs import in_flight
from locmem.workspace.project import Project
from locmem.workspace.survey import Survey

_TRANSLATIONS = f"{CONTENT}/translations/"

_UNREAD = "a handoff that cannot be read may have sent it out"
_OUT = "it is with a translator; `locmem jobs list` says with whom"


def without_held(
    project: Project, surveyed: Survey, findings: Iterable[Finding]
) -> tuple[tuple[Finding, ...], dict[Finding, str]]:
    """The findings, without their fix where somebody else has the text; and why, in words, for each of those.

    A fact that was typed into a source is replaced whoever has its translations: they are stale then in any case.
    """
    why: Callable[[Finding], str] | None = None
    told: list[Finding] = []
    held: dict[Finding, str] = {}
    for finding in findings:
        if finding.fix and (finding.location.path.startswith(_TRANSLATIONS) or finding.check == DOUBLE):
            # Mostly nothing can be mended, and nobody need read every handoff for that.
            why = why or _reasons(project, surveyed)
            if reason := why(finding):
                finding = replace(finding, fix=None)
                held[finding] = reason
        told.append(finding)
    return tuple(told), held


def _reasons(project: Project, surveyed: Survey) -> Callable[[Finding], str]:
    """Why a finding must not be mended by rule, in words; empty where it may.

    What holds for a translation holds for its source: its locale is then empty.
    """
    approved: dict[tuple[str, str], str] = {}
    for document, prints in approval_prints(project).items():
        for path, _ in prints:
            approved |= {(path.split("/")[2], document): path, ("", document): path}
    out: set[tuple[str, str, str]] | None
    try:
        found = tuple(in_flight(project, surveyed))
        out = {*found, *(("", document, occurrence) for _, document, occurrence in found)}
    except InputErrors:
        out = None

    def why(finding: Finding) -> str:
        path, document = finding.location.path, document_of(finding)
        locale = place_of(path.removeprefix(f"{CONTENT}/"))[0] if path.startswith(_TRANSLATIONS) else ""
        if by := approved.get((locale, document)):
            return f"somebody answers for the page by name ({by})"
        if out is None:
            return _UNREAD
        return _OUT if (locale, document, finding.location.key.partition("#")[2]) in out else ""

    return why
