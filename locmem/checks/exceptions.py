"""Which findings are meant so, by whose word, and which of these words are not sound, over or of no use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem.catalogs.pairs import CONTENT
from locmem.checks.catalogue import CHECKS
from locmem.checks.profiles import OF_VALUES
from locmem.checks.severities import EXCEPTABLE, document_of, is_first, levelled, why_first
from locmem.checks.written_exceptions import FORM, Written, exception_of
from locmem.globs import matches
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.gate_rules import CheckLevel, Excepted, GateException
from locmem.model.priority import MOST_DAYS
from locmem.model.settings import Settings
from locmem.model.wording import counted, listed

INVALID = "exception-invalid"
EXPIRED = "exception-expired"
UNUSED = "exception-unused"

SOON = 30
"""Days before its end from which on an exception is told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What counts, and what is meant so."""

    findings: tuple[Finding, ...]
    excepted: tuple[Excepted, ...]


def judged(
    findings: Iterable[Finding],
    settings: Settings,
    written: Iterable[Written],
    *,
    day: date,
    legal: Collection[str],
    is_seen: Callable[[GateException], bool] | None,
    has_files: Callable[[str], bool] = lambda pattern: True,
) -> Judged:
    """The findings as the settings have them count, without those that are excepted; and what is to be said of
    exceptions.

    written: the exceptions beside texts; those of the settings are in these.  day: the one of the check, plain.
    legal: documents whose risk is legal.  is_seen: whether everything was looked at that an exception could cover;
        None where nobody can tell, and then none is called unused.  has_files: whether any file fits a pattern of the
        settings.
    """
    sound, told = _sound(written)
    every = (*settings.exceptions, *sound)
    by_check: dict[str, list[GateException]] = {}
    for one in every:
        if one.holds(day):
            by_check.setdefault(one.check, []).append(one)
    used: set[GateException] = set()
    left: list[Finding] = []
    excepted: list[Excepted] = []
    for finding in levelled(findings, settings):
        found = [one for one in by_check.get(finding.check, ()) if covers(one, finding)]
        used.update(found)
        must = bool(found) and is_first(finding, legal)
        holding = next((one for one in found if not _weakness(one, finding, day, must=must)), None)
        if holding is not None:
            excepted.append(Excepted(finding=finding, by=holding))
        elif found:
            refused = _refused(found[0], finding, _weakness(found[0], finding, day, must=must), must=must)
            left.append(replace(finding, do=f"{finding.do} {refused}".strip()))
        else:
            left.append(finding)
    off = {setting.check for setting in settings.checks if setting.level is CheckLevel.OFF}
    inherited = {one for one in sound if not sound[one]}
    for one in every:
        if one in inherited:
            continue
        if (ending := _ending(one, day)) is not None:
            told.append(ending)
        if is_seen is not None and one not in used and one.holds(day) and is_seen(one):
            told.append(_unused(one, is_off=one.check in off, has_files=has_files))
    return Judged(findings=(*left, *levelled(told, settings)), excepted=tuple(excepted))


def covers(exception: GateException, finding: Finding) -> bool:
    """Whether an exception speaks of a finding, its day and its priority apart."""
    if exception.check != finding.check or (exception.says and exception.says not in finding.told):
        return False
    if exception.market and exception.market != finding.market:
        return False
    place = finding.location
    if exception.occurrence:
        is_there = place.key == f"{exception.document}#{exception.occurrence}"
        return is_there and finding.locale in ("", exception.locale)
    if exception.locale and exception.locale != finding.locale:
        return False
    if exception.document:
        first, last = exception.lines
        is_within = not first or (place.path == f"{CONTENT}/{exception.document}" and first <= place.line <= last)
        return is_within and document_of(finding) == exception.document
    return any(matches(name, pattern) for pattern in exception.paths for name in _names(finding))


def _names(finding: Finding) -> tuple[str, ...]:
    """What the paths of the settings can call the place of a finding."""
    path = finding.location.path
    return tuple(dict.fromkeys((path, path.removeprefix(f"{CONTENT}/"), document_of(finding) or path)))


def _too_weak(exception: GateException, finding: Finding, day: date) -> str:
    """What an exception would have to be, to hold for a finding of priority 1; empty where it is.

    It names the very file or entry, and ends: soon enough that somebody looks again each quarter.
    """
    if not exception.is_in_source and not any(name in exception.paths for name in _names(finding)):
        return f"that names the file does: write {_names(finding)[-1]} under `paths`"
    last = _last_day(day)
    if exception.expires is None or exception.expires > last:
        written = (
            f"`locmem:ok {exception.check} until {last} reason`" if exception.is_in_source else f"`expires: {last}`"
        )
        return f"that ends within {MOST_DAYS} days does: {written}"
    return ""


def _last_day(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + MOST_DAYS, date.max.toordinal()))


def _weakness(exception: GateException, finding: Finding, day: date, *, must: bool) -> str:
    """What an exception that speaks of a finding would have to be, to hold for it; empty where it is.

    must: whether the finding is of priority 1.  Of a value it holds for that one alone, and not for what comes later in
    its place.
    """
    if finding.check in OF_VALUES and not exception.says:
        return "that says of which value holds: write under `says` the words above that name it"
    return _too_weak(exception, finding, day) if must else ""


def _refused(exception: GateException, finding: Finding, weak: str, *, must: bool) -> str:
    why = why_first(finding) if must else "another value may stand there tomorrow"
    return f"The exception in {_place(exception)} does not hold for it: {why}, so that only one {weak}."


def _place(exception: GateException) -> str:
    place = exception.location
    return f"{place}#{exception.occurrence}" if exception.occurrence and not place.line else str(place)


def _sound(written: Iterable[Written]) -> tuple[dict[GateException, bool], list[Finding]]:
    """The exceptions beside texts, each with whether it is told of where it stands; and those that are none."""
    sound: dict[GateException, bool] = {}
    told: list[Finding] = []
    for one in written:
        found = exception_of(one, EXCEPTABLE)
        if isinstance(found, GateException):
            sound[found] = one.is_own
        elif one.is_own:
            words = " ".join(one.remark.text.split())
            told.append(
                Finding(
                    check=INVALID,
                    gate=Gate.CHANGE,
                    severity=Severity.ERROR,
                    location=one.remark.location,
                    locale=one.locale,
                    what=f"`locmem:ok{f' {words}' if words else ''}` excepts nothing: {found.rstrip('?')}"
                    f"{'?' if found.endswith('?') else '.'}",
                    do=f"Write `locmem:ok {FORM}`, or take it out.",
                )
            )
    return sound, told


def _ending(exception: GateException, day: date) -> Finding | None:
    if exception.expires is None or (days := (exception.expires - day).days) > SOON:
        return None
    is_over = not exception.holds(day)
    when = f"ended on {exception.expires}" if is_over else f"ends on {exception.expires}, in {counted(days, 'day')}"
    do = "What it covered counts again: mend that, or give it another day with the reason."
    return _of_exception(
        exception,
        EXPIRED,
        Severity.WARNING if is_over else Severity.NOTE,
        f"the exception of `{exception.check}`{_for(exception)} {when}{_by(exception)}.",
        do if is_over else "Mend what it covers before, or give it another day with the reason.",
    )


def _unused(exception: GateException, *, is_off: bool, has_files: Callable[[str], bool]) -> Finding:
    why, do = "nothing of the kind is found any more", "Take it out, so that it covers nothing that comes later."
    if is_off:
        why = "the check is off in the settings"
    elif exception.paths and not any(map(has_files, exception.paths)):
        why = f"no file matches {'this path' if len(exception.paths) == 1 else 'these paths'}"
        do = "Write the path from the project's folder or below content/, such as articles/refunds.md, or take it out."
    return _of_exception(
        exception,
        UNUSED,
        Severity.WARNING,
        f"the exception of `{exception.check}`{_for(exception)} covers nothing: {why}{_by(exception)}.",
        do,
    )


def _for(exception: GateException) -> str:
    said = f"“{exception.says}”" if exception.says else ""
    locale = "" if exception.is_in_source else exception.locale
    parts: Sequence[str] = (*exception.paths, exception.market, locale, said)
    named = [part for part in parts if part]
    return f" for {listed(tuple(named), 3)}" if named else ""


def _by(exception: GateException) -> str:
    return f" ({exception.owner}: {exception.reason.rstrip('.')})" if exception.owner else ""


def _of_exception(exception: GateException, check: str, severity: Severity, what: str, do: str) -> Finding:
    listed_check = CHECKS.get(exception.check)
    return Finding(
        check=check,
        gate=listed_check.gate if listed_check else Gate.CHANGE,
        severity=severity,
        location=exception.location,
        locale=exception.locale if exception.is_in_source else "",
        what=what,
        do=do,
    )


def reasons(excepted: Iterable[Excepted]) -> Iterator[str]:
    """What a person reads of each finding that is meant so: where it is, what, why and until when."""
    for one in excepted:
        place = one.finding.location
        until = f" until {one.by.expires}" if one.by.expires else ""
        owner = f", {one.by.owner}" if one.by.owner else ""
        key = f" {one.finding.key}" if one.finding.key else ""
        yield f"{place}{key}: {one.finding.what} [{one.finding.check}] is meant so{until}: {one.by.reason}{owner}"
