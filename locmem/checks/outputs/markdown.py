"""The report as Markdown of GitHub and GitLab: for the summary of a job, and as one comment that is written anew.

What stands in the content is text here and nothing else: it makes no link, mentions nobody and ends no block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from locmem.checks.outputs.tallies import COLUMNS, tallies
from locmem.checks.outputs.text import next_steps, summary
from locmem.checks.run import CheckReport
from locmem.model.finding import Finding, Severity
from locmem.model.visible import visible
from locmem.model.wording import counted

SUMMARY_BYTES = 1_000_000
"""What a summary of a job may take, in bytes: GitHub shows none of a step that has written over 1,024 KiB."""

COMMENT_CHARACTERS = 60_000
"""What a comment may take: GitHub takes 65,536 characters, and whoever sends it may put a line before it."""

COMMENTED = 50
"""Findings in a comment: more is read in the full report."""

_SIGNS = re.compile(r"[\\`*_\[\]<>&#|~@$]|:(?=\S)")
_ADDRESS = re.compile(r"www\.", re.IGNORECASE)


def markdown(report: CheckReport) -> str:
    """The report as Markdown that ends in a line feed and takes no more than `SUMMARY_BYTES`."""
    findings = [one for one in report.pressing if report.level(one) is not Severity.NOTE]
    return _fitted(report, findings, lambda text: len(text.encode("utf-8")), SUMMARY_BYTES)


def comment(report: CheckReport) -> str:
    """What fails, as a comment that ends in a line feed and takes no more than `COMMENT_CHARACTERS`."""
    return _fitted(report, [one for one in report.pressing if report.fails(one)][:COMMENTED], len, COMMENT_CHARACTERS)


def marker(report: CheckReport) -> str:
    """The line with which a report begins and that nobody sees: by it a program finds its comment of last time."""
    return f"<!-- locmem-check:{report.gate.value} -->"


def _fitted(report: CheckReport, findings: Sequence[Finding], size: Callable[[str], int], most: int) -> str:
    """The head, as many findings as there is room for, under their files, and what was left out."""
    head = "".join(f"{line}\n" for line in _head(report))
    room = most - size(head) - size(_left(len(report.findings), len(report.findings)))
    body: list[str] = []
    shown = 0
    for path, group in _by_file(report, findings).items():
        heading = f"\n**{_code(path)}**\n\n"
        for finding in group:
            item = f"{heading}{_item(report, finding)}"
            if size(item) > room:
                break
            room -= size(item)
            body.append(item)
            heading = ""
            shown += 1
        else:
            continue
        break
    left = len(report.findings) - shown
    return f"{head}{''.join(body)}{_left(left, len(report.findings)) if left else ''}"


def _left(left: int, whole: int) -> str:
    """What a reader does not see here, and where it is."""
    return f"\n_{left:,} of {counted(whole, 'finding')} are left out here; `locmem check --all` shows everything._\n"


def _head(report: CheckReport) -> Iterator[str]:
    yield marker(report)
    yield f"## locmem: {report.gate.value} gate {'failed' if report.failing else 'passed'}"
    yield ""
    yield summary(report)
    for step in next_steps(report):
        yield ""
        yield _text(step)
    for one in tallies(report):
        yield ""
        yield f"| {one.title} | {' | '.join(COLUMNS)} |"
        yield f"| --- |{' ---: |' * len(COLUMNS)}"
        for count in one.counts:
            yield f"| {_plain(visible(count.name))} | {' | '.join(f'{number:,}' for number in count.numbers)} |"


def _by_file(report: CheckReport, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(report.file_of(finding), []).append(finding)
    return files


def _item(report: CheckReport, finding: Finding) -> str:
    place = finding.location
    where = f"line {place.line}: " if place.line else ""
    tail = f"{finding.check}, {finding.scope}" if finding.scope else finding.check
    known = " (known)" if finding in report.known else ""
    return f"- {where}**{report.level(finding).value}**{known}: {_text(finding.told)} [{_text(tail)}]\n"


def _text(text: str) -> str:
    """Words on one line, with codes in them that our own sentences mark by back quotes."""
    parts = visible(" ".join(text.split())).split("`")
    if len(parts) % 2 == 0:
        return _plain("`".join(parts))
    return "".join(_code(part) if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(text: str) -> str:
    """Words in which nothing is markup, an address, or the name of somebody who would be told."""
    escaped = _SIGNS.sub(lambda found: f"&#{ord(found[0])};", text)
    # A name behind `@` is looked for in what is shown, where the sign is itself again: something must stand between.
    return _ADDRESS.sub("www&#46;", escaped.replace("&#64;", "&#64;&#8203;").replace("&#35;", "&#35;&#8203;"))


def _code(text: str) -> str:
    """A code span; what holds a back quote is set within two."""
    shown = re.sub(r"\s", " ", visible(text))
    if not shown.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if longest else ""
    return f"{fence}{blank}{shown}{blank}{fence}"
