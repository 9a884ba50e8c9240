"""Which checks there are, how much their findings count here, and which of them nobody can wave through.

Two things are never covered by a baseline, and excepted only by name and with a day on which that ends: errors of
checks that keep from customers what must not reach them (`Listed.guards`), and errors of legal texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from locmem.catalogs.files import FOLDER, place_of
from locmem.catalogs.pairs import CONTENT
from locmem.checks.catalogue import CHECKS
from locmem.checks.outputs.rules import OUTSIDE
from locmem.checks.run import UNREADABLE
from locmem.errors import Problems
from locmem.model.finding import Finding, Severity
from locmem.model.gate_rules import CheckLevel
from locmem.model.settings import Settings

NAMES = (*CHECKS, *OUTSIDE)
"""Every check whose findings a report can hold."""

_UNREAD = "nobody knows what a file that cannot be read would ship"


def guards_of(check: str) -> str:
    """Why the findings of a check must never be waved through, in words; empty where they may."""
    return _UNREAD if check == UNREADABLE else CHECKS[check].guards if check in CHECKS else ""


def require_sound(settings: Settings) -> None:
    """Raise InputErrors, with all of the file's lines, where settings name no check, or lower one that guards."""
    problems = Problems()
    for setting in settings.checks:
        if setting.check not in NAMES:
            problems.add(setting.location, *_unknown(setting.check, NAMES))
        elif (why := guards_of(setting.check)) and setting.level is not CheckLevel.ERROR:
            what = f"`{setting.check}` cannot be set to {setting.level.value}: {why}."
            problems.add(setting.location, what, "Leave it out, or write `error`.")
    for exception in settings.exceptions:
        if exception.check and exception.check not in EXCEPTABLE:
            problems.add(exception.location, *_unknown(exception.check, EXCEPTABLE))
    problems.raise_all()


EXCEPTABLE = tuple(name for name in NAMES if not name.startswith("exception-"))
"""Those whose findings can be excepted: what is wrong with exceptions is mended there."""


def _unknown(check: str, known: Collection[str]) -> tuple[str, str]:
    near = get_close_matches(check, known, n=3)
    do = f"Did you mean {', '.join(f'`{name}`' for name in near)}?" if near else ""
    return f"there is no check `{check}`.", do or "Their names stand in brackets behind each finding."


def levelled(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings as the settings have them count; those of checks that are off are left out."""
    levels = {setting.check: setting.level for setting in settings.checks}
    for finding in findings:
        level = levels.get(finding.check)
        if level is None:
            yield finding
        elif level is not CheckLevel.OFF:
            yield replace(finding, severity=Severity(level.value))


def document_of(finding: Finding) -> str:
    """The document that a finding is about, by its path under the content folder; empty for none."""
    document, has_key, _ = finding.location.key.partition("#")
    if has_key:
        return document
    path = finding.location.path
    if not path.startswith(f"{CONTENT}/"):
        return ""
    path = path.removeprefix(f"{CONTENT}/")
    return place_of(path)[1] if path.startswith(f"{FOLDER}/") and path.count("/") > 1 else path


def is_first(finding: Finding, legal: Collection[str]) -> bool:
    """Whether a finding is of priority 1: no baseline covers it, and an exception must name it and have an end.

    legal: the documents whose risk is legal, by path under the content folder.
    """
    is_legal = bool(legal) and document_of(finding) in legal
    return finding.severity is Severity.ERROR and (is_legal or bool(guards_of(finding.check)))


def why_first(finding: Finding) -> str:
    """Why a finding of priority 1 is one, in words."""
    return guards_of(finding.check) or "its text is legal"
