"""The rule about what a source is about: the law of one matter says nothing of another, and its articles are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from locmem.errors import Location
from locmem.markets.citations import citation, official_hosts
from locmem.markets.subject import Subject
from locmem.model.finding import Finding, Severity
from locmem.tables import rows_of

MATTER = "market-matter"

_ARTICLE = re.compile(r"(?:/oj|/E[UC])?\s?[Aa]rt(?:icles?|\.)? ?((?:\d+[a-z]?(?:\([^)\s]*\))*(?:, | and | to )?)+)")
_PRIVACY = ("data_protection.", "obligation privacy")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """A source: of what, under which subjects (`tax.standard_rate`, or `obligation privacy`), and where it stands."""

    what: str
    subjects: tuple[str, ...]
    source: str
    location: Location


def sources_of_other_matters(subject: Subject) -> Iterator[Finding]:
    """Sources that are about another matter than their value, and articles of acts in which another thing stands."""
    for cited in _sources(subject):
        known = [row for row in _topics() if row[0].search(cited.source)]
        if known and not any(
            one.startswith(start) for _, starts in known for start in starts for one in cited.subjects
        ):
            named = known[0][0].search(cited.source)
            what = f"{cited.what} cites {named[0] if named else ''}, which is about another matter."
            yield subject.finding(MATTER, cited.location, what, "Cite where this value stands.", Severity.WARNING)
        elif host := _of_authority(cited):
            what = f"{cited.what} cites {host}, which watches over data protection and nothing else."
            yield subject.finding(MATTER, cited.location, what, "Cite where this value stands.", Severity.WARNING)
        yield from _articles(subject, cited)


def _sources(subject: Subject) -> Iterator[_Cited]:
    for path, fact in subject.market.facts.items():
        for value in fact.values:
            for held in value.value if isinstance(value.value, tuple) else (value,):
                yield _Cited(what=path, subjects=(path,), source=held.evidence.source, location=held.location)
    for duty in subject.market.obligations:
        yield _Cited(
            what=f"the obligation {duty.key}",
            subjects=(f"obligation {duty.key}", *(f"obligation {topic}" for topic in duty.applies_to)),
            source=duty.evidence.source,
            location=duty.location,
        )


def _of_authority(cited: _Cited) -> str:
    """The host of a data protection authority that is all that a value of another matter cites; empty for none."""
    hosts = citation(cited.source).hosts
    if not hosts or any(one.startswith(_PRIVACY) for one in cited.subjects):
        return ""
    return hosts[0] if all(host in _authorities() for host in hosts) else ""


def _articles(subject: Subject, cited: _Cited) -> Iterator[Finding]:
    for act, articles in _known_articles().get(cited.subjects[0], ()):
        at = cited.source.find(act)
        # Of articles further on nobody can tell whose they are.
        found = _ARTICLE.match(cited.source, at + len(act)) if at >= 0 else None
        numbers = re.findall(r"(?<![\w(])\d+", re.sub(r"\([^)]*\)", "", found[1])) if found else []
        if numbers and not {*numbers} & {*articles}:
            what = f"{cited.what} cites {act} Art. {', '.join(numbers)}; it stands in Art. {' or '.join(articles)}."
            yield subject.finding(MATTER, cited.location, what, "Mend the article.", Severity.WARNING)


@cache
def _topics() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    rows = rows_of("source_topics.csv", "names", "subjects")
    return tuple((re.compile(row["names"], re.IGNORECASE), tuple(row["subjects"].split("; "))) for row in rows)


@cache
def _known_articles() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for row in rows_of("act_articles.csv", "act", "subject", "articles"):
        known = (row["act"], tuple(row["articles"].split("; ")))
        found[row["subject"]] = (*found.get(row["subject"], ()), known)
    return found


@cache
def _authorities() -> frozenset[str]:
    return frozenset(host for _, host in official_hosts("dpa"))
