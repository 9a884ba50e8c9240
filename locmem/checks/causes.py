"""One fault, one finding: what follows from something else that is told is left out, and what one thing causes in many
places is told once, where it is mended.

What is left out never fails a gate that the rest would pass, has no remedy of its own, and comes back as soon as
somebody excepts what it follows from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from locmem.checks.codes import DAMAGED
from locmem.checks.completeness import INCOMPLETE, UNDECLARED
from locmem.checks.facts import MISSING, MISUSED, SOMEWHERE, UNKNOWN
from locmem.checks.glossary import ENTRY
from locmem.checks.language import OTHER
from locmem.checks.leaks import IN_TARGET
from locmem.checks.link_texts import TRANSLATED
from locmem.checks.liquid import TAG
from locmem.checks.missing_forms import FORM, IN_SOURCE
from locmem.checks.model import CheckContext
from locmem.checks.renamed import Renamed, renamed_in
from locmem.checks.run import UNREADABLE, CheckReport
from locmem.checks.severities import document_of
from locmem.errors import Location
from locmem.markets.paths import paths
from locmem.model.fact import Market
from locmem.model.finding import Finding
from locmem.model.wording import counted, listed

Fails = Callable[[Finding], bool]
"""Whether a finding fails the gate of a report."""

_OF_TEXT: Mapping[str, tuple[str, ...]] = {
    "look-alike-letter": (OTHER,),
    "other-script": (OTHER, "look-alike-letter"),
    "untranslated-text": (OTHER,),
    "source-words": ("untranslated-text", OTHER),
    MISSING: (DAMAGED,),
    MISUSED: (DAMAGED,),
}
"""Checks whose finding of a text follows from that of another one of the same text."""

_OF_WORD: Mapping[str, tuple[str, ...]] = {
    IN_TARGET: ("amount-changed", "number-changed", "phone-changed", "email-changed", DAMAGED),
    TRANSLATED: ("link-changed", "url-changed", "phone-changed", "email-changed", "number-changed", DAMAGED),
}
"""The same, where both name the same word or fact."""

_OF_FACT: Mapping[str, tuple[str, ...]] = {
    MISSING: (UNKNOWN,),
    UNKNOWN: (MISSING,),
    SOMEWHERE: (MISSING,),
    MISUSED: (FORM, IN_SOURCE, TAG),
}
"""The same for findings of the same fact in the same document: what fails the gate that is asked stands for both."""

_NAMED = re.compile(r"“([^”]+)”|`([^`]+)`")


def told_once(report: CheckReport, context: CheckContext) -> tuple[Finding, ...]:
    """The findings of a report, in any order, without those that follow from others, and with one for what has one
    cause; those of its baseline stay as they are.

    context: of the whole project.
    """
    found = _causes(report)
    return (
        *(one for one in found if one in report.known),
        *_folded([one for one in found if one not in report.known], context),
    )


def _causes(report: CheckReport) -> list[Finding]:
    findings, fails = report.findings, report.fails
    left = dict.fromkeys(findings)
    by_text: dict[tuple[str, str], list[Finding]] = {}
    by_fact: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_text.setdefault((finding.location.path, finding.location.key), []).append(finding)
        if finding.about:
            by_fact.setdefault((finding.about, document_of(finding)), []).append(finding)

    def follows(weaker: Finding, others: Iterable[Finding], checks: Sequence[str]) -> bool:
        return any(one in left and one.check in checks and _stands_for(one, weaker, fails) for one in others)

    for finding in findings:
        place, check = finding.location, finding.check
        beside = by_text[place.path, place.key] if place.key else ()
        if (
            follows(finding, beside, _OF_TEXT.get(check, ()))
            or follows(finding, _naming(finding, beside), _OF_WORD.get(check, ()))
            or follows(finding, by_fact.get((finding.about, document_of(finding)), ()), _OF_FACT.get(check, ()))
            or (check == INCOMPLETE and _is_damage_alone(finding, by_text, follows))
            or (check == UNDECLARED and follows(finding, _of_locale(finding.locale, findings), (UNREADABLE,)))
            or (check == ENTRY and follows(finding, _of_locale(finding.about, findings), (UNREADABLE, UNDECLARED)))
        ):
            del left[finding]
    return list(left)


def _stands_for(stronger: Finding, weaker: Finding, fails: Fails) -> bool:
    """Whether nobody who reads of the one misses the other."""
    is_elsewhere = bool(stronger.locale and weaker.locale) and stronger.locale != weaker.locale
    if is_elsewhere or (weaker.fix and not stronger.fix):
        return False
    is_as_bad = stronger.severity.rank <= weaker.severity.rank or fails(stronger)
    return is_as_bad and (fails(stronger) or not fails(weaker))


def _naming(finding: Finding, others: Iterable[Finding]) -> Iterator[Finding]:
    named = {one for pair in _NAMED.findall(finding.what) for one in pair if one}
    return (one for one in others if any(name in one.what for name in named))


def _is_damage_alone(
    finding: Finding,
    by_text: Mapping[tuple[str, str], list[Finding]],
    follows: Callable[[Finding, Iterable[Finding], Sequence[str]], bool],
) -> bool:
    """Whether a document is unfinished for nothing but texts whose codes are damaged, and each of these is told."""
    document = document_of(finding)
    texts = [f"{document}#{one}" for one in finding.about.split()]
    return bool(texts) and all(
        follows(finding, by_text.get((finding.location.path, key), ()), (DAMAGED,)) for key in texts
    )


def _of_locale(locale: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What says that catalogs, or markets, are in a locale nobody declared."""
    return (
        one
        for one in findings
        if one.location.key == f"locales.{locale}" and one.locale == (locale if one.check == UNDECLARED else "")
    )


def _folded(findings: Sequence[Finding], context: CheckContext) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.about and finding.check in (UNKNOWN, SOMEWHERE, MISSING):
            groups.setdefault((finding.check, finding.about), []).append(finding)
        else:
            yield finding
    renamed: dict[tuple[str, Renamed], list[Finding]] = {}
    for (check, about), group in groups.items():
        group.sort(key=lambda one: one.order)
        documents = tuple(dict.fromkeys(map(document_of, group)))
        lacking = _lacking(context, about, group, documents)
        if found := renamed_in(context, about, lacking, len(documents)):
            renamed.setdefault((check, found), []).extend(group)
            continue
        if len(documents) == 1:
            yield from _of_document(group)
        elif check == UNKNOWN or not any(about in paths(market) for market in context.all_markets):
            what = f"no market knows `{about}`. {_asked(group)}"
            yield replace(group[0], market="", locale="", what=what)
        elif lacking:
            yield _at_profile(about, group, lacking)
        else:
            yield from group
    for (_, one), group in renamed.items():
        yield _renamed(one, sorted(group, key=lambda found: found.order))


def _of_document(group: Sequence[Finding]) -> Iterator[Finding]:
    """What one document asks for: one finding for all markets that lack it, and for all places in its source."""
    if group[0].check != MISSING:
        more = f" The document asks for it {counted(len(group), 'time')}." if len(group) > 1 else ""
        yield replace(group[0], what=f"{group[0].what}{more}")
        return
    by_place: dict[Location, list[Finding]] = {}
    for finding in group:
        by_place.setdefault(finding.location, []).append(finding)
    for first, *others in by_place.values():
        codes = tuple(dict.fromkeys(one.market for one in (first, *others)))
        known = f"is not known in {first.market}."
        if len(codes) == 1 or not all(f"is not known in {one.market}." in one.what for one in others):
            yield from (first, *others)
        else:
            yield replace(
                first, market="", markets=codes, what=first.what.replace(known, f"is not known in {listed(codes)}.")
            )


def _asked(group: Sequence[Finding]) -> str:
    count = len(set(map(document_of, group)))
    return f"{counted(count, 'document')} {'asks' if count == 1 else 'ask'} for it, first {group[0].location}."


def _renamed(renamed: Renamed, group: Sequence[Finding]) -> Finding:
    """One finding at what was renamed, for all that documents ask for by its old name."""
    old, new, codes = renamed.old, renamed.new, renamed.lacking
    unknown = f"`{old}` is not known in {listed(codes)}." if codes else f"no market knows `{old}`."
    facts = {one.about for one in group} - {old}
    group_of = f" It is a group, of which {counted(len(facts), 'fact')} are asked for." if len(facts) > 1 else ""
    otherwise = (
        f"Rename that. Otherwise add `{old}` there; write `value: null` where there is none, and ask with `if`."
        if codes
        else f"Call it so again, or write `{new}` in the documents."
    )
    return replace(
        group[0],
        location=replace(renamed.location, key=old),
        market=codes[0] if len(codes) == 1 else "",
        markets=codes if len(codes) > 1 else (),
        locale="",
        what=f"{unknown}{group_of} {_asked(group)}",
        do=f"Did you mean it by `{new}`? {otherwise}",
        excerpt="",
    )


def _lacking(
    context: CheckContext, about: str, group: Sequence[Finding], documents: Iterable[str]
) -> tuple[Market, ...]:
    """The markets that lack a fact: those that findings name, or to which some of the documents ship."""
    cards = [context.by_path[document] for document in documents if document in context.by_path]
    named = {one.market for one in group} - {""}
    return tuple(
        market
        for market in context.all_markets
        if (market.code in named if named else any(card.ships_to(market.code) for card in cards))
        and about not in paths(market)
    )


def _at_profile(about: str, group: Sequence[Finding], lacking: Sequence[Market]) -> Finding:
    """One finding at the profile of the first market that lacks a fact, where it would stand."""
    market = lacking[0]
    codes = tuple(one.code for one in lacking)
    return replace(
        group[0],
        location=replace(_beside(market, about), key=about),
        market=market.code if len(lacking) == 1 else "",
        markets=codes if len(lacking) > 1 else (),
        locale="",
        what=f"`{about}` is not known in {listed(codes)}. {_asked(group)}",
        do="Add it there; write `value: null` where there is none, and ask with `if`.",
        excerpt="",
    )


def _beside(market: Market, path: str) -> Location:
    """Where a fact of a path would stand in a market: its group, or the top of the profile or the company data."""
    root, _, rest = path.partition(".")
    if root == "market":
        return market.place(f"facts.{rest.partition('.')[0]}")
    group = rest.partition(".")[0]
    known = sorted(market.company.items(), key=lambda item: item[0].partition(".")[0] != group)
    return known[0][1].location if known else Location(path=market.path, line=1)
