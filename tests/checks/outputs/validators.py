"""What is wrong with a report by the rules of those who read it: the forms they publish, and the limits they keep.

The forms of SARIF, GitLab and reviewdog are given here as far as reports use them, with nothing allowed beside:
SARIF 2.1.0 (OASIS, errata 01) with what GitHub asks beyond it, GitLab's documentation of Code Quality, reviewdog's
`reviewdog.proto`.  Microsoft's SARIF Multitool (`npm install @microsoft/sarif-multitool`), which holds the published
schema and the rules of good reports, is asked too where it is on the path.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as Tree
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MULTITOOL = "sarif-multitool"

Schema = Mapping[str, Any]


def _object(required: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


def _list(items: Schema, **more: int) -> Schema:
    return {"type": "array", "items": items, **more}


_TEXT: Schema = {"type": "string", "minLength": 1}
_ANY_TEXT: Schema = {"type": "string"}
_FROM_1: Schema = {"type": "integer", "minimum": 1}
_BAG: Schema = {"type": "object"}
_RELATIVE: Schema = {"type": "string", "pattern": r"^(?!\.?/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}
_PRINT: Schema = {"type": "string", "pattern": "^[0-9a-f]{20}$"}

_MESSAGE = _object("text", text=_TEXT)
_HELP = _object("text markdown", text=_TEXT, markdown=_TEXT)
_FILE = _object("uri uriBaseId", uri=_RELATIVE, uriBaseId={"const": "%SRCROOT%"})
_REGION = _object("startLine", startLine=_FROM_1, startColumn=_FROM_1, endLine=_FROM_1, endColumn=_FROM_1)
_RULE = _object(
    "id shortDescription fullDescription help properties",
    id=_TEXT,
    shortDescription=_object("text", text={"type": "string", "maxLength": 1024, "minLength": 1}),
    fullDescription=_object("text", text={"type": "string", "maxLength": 1024, "minLength": 1}),
    help=_HELP,
    properties=_object("tags", tags={"type": "array", "items": _TEXT, "maxItems": 10, "uniqueItems": True}),
)
_RESULT = _object(
    "ruleId ruleIndex level message locations partialFingerprints",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=_MESSAGE,
    baselineState={"enum": ["new", "unchanged"]},
    locations=_list(
        _object(
            "physicalLocation",
            physicalLocation=_object("artifactLocation region", artifactLocation=_FILE, region=_REGION),
            logicalLocations=_list(_object("fullyQualifiedName", fullyQualifiedName=_TEXT)),
        ),
        minItems=1,
        maxItems=1,
    ),
    partialFingerprints=_object(
        "primaryLocationLineHash",
        primaryLocationLineHash={"type": "string", "pattern": "^[0-9a-f]{20}:1$"},
        **{"locmem/v1": _PRINT},
    ),
    fixes=_list(
        _object(
            "description artifactChanges",
            description=_MESSAGE,
            artifactChanges=_list(
                _object(
                    "artifactLocation replacements",
                    artifactLocation=_FILE,
                    replacements=_list(
                        _object("deletedRegion insertedContent", deletedRegion=_REGION, insertedContent=_MESSAGE),
                        minItems=1,
                    ),
                )
            ),
        )
    ),
    suppressions=_list(
        _object(
            "kind",
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=_TEXT,
        ),
        minItems=1,
    ),
    properties=_BAG,
)
SARIF = _object(
    "$schema version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=_list(
        _object(
            "tool results columnKind automationDetails",
            tool=_object(
                "driver",
                driver=_object(
                    "name semanticVersion rules", name=_TEXT, semanticVersion=_TEXT, rules=_list(_RULE, maxItems=25_000)
                ),
            ),
            automationDetails=_object("id", id={"type": "string", "pattern": "^locmem/(change|release)/$"}),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            invocations=_list(
                _object(
                    "executionSuccessful",
                    executionSuccessful={"type": "boolean"},
                    exitCode={"type": "integer"},
                    toolExecutionNotifications=_list(
                        _object("message level", message=_MESSAGE, level={"enum": ["note", "warning", "error"]})
                    ),
                )
            ),
            results=_list(_RESULT, maxItems=5_000),
            properties=_BAG,
        ),
        minItems=1,
        maxItems=1,
    ),
)

GITLAB = _list(
    _object(
        "description check_name fingerprint severity location",
        description=_TEXT,
        check_name=_TEXT,
        fingerprint=_PRINT,
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=_object(
            "path lines", path={"type": "string", "pattern": r"^(?!\.?/)."}, lines=_object("begin", begin=_FROM_1)
        ),
    )
)

_POSITION = _object("line", line=_FROM_1, column=_FROM_1)
RDJSON = _object(
    "message location severity",
    message=_TEXT,
    location=_object("path", path=_TEXT, range=_object("start", start=_POSITION, end=_POSITION)),
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    source=_object("name", name=_TEXT),
    code=_object("value", value=_TEXT),
    suggestions=_list(
        _object("range text", range=_object("start end", start=_POSITION, end=_POSITION), text=_ANY_TEXT), minItems=1
    ),
)


def faults(name: str, written: str) -> list[str]:
    """What readers of this format would not take; empty for a report that is in order."""
    return list(_FAULTS[name](written))


def _against(schema: Schema, values: list[Any]) -> Iterator[str]:
    from jsonschema import Draft7Validator

    validator = Draft7Validator(schema)
    for value in values:
        yield from (f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value))


_NO_PAGE_OF_ITS_OWN = "SARIF2005"
"""The Multitool's warning that a report names no page about the tool; there is none to name."""


def _by_multitool(written: str) -> Iterator[str]:
    """What Microsoft's validator says of a report; nothing where it is not there."""
    if (validator := shutil.which(MULTITOOL)) is None:
        return
    with tempfile.TemporaryDirectory() as name:
        report, said = Path(name) / "report.sarif", Path(name) / "said.sarif"
        report.write_text(written, encoding="utf-8")
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        command = [validator, "validate", report.name, "-o", said.name]
        subprocess.run(command, cwd=name, env=environment, capture_output=True, check=False)
        if not said.is_file():
            yield "the Multitool could not read it"
            return
        for run in json.loads(said.read_text(encoding="utf-8-sig"))["runs"]:
            for result in run.get("results", ()):
                if result["ruleId"] != _NO_PAGE_OF_ITS_OWN:
                    yield f"{result['ruleId']}: {result['message']}"


def _sarif(written: str) -> Iterator[str]:
    document = json.loads(written)
    yield from _against(SARIF, [document])
    yield from _by_multitool(written)
    [run] = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    yield from ("a rule stands twice" for _ in range(len(rules) - len(set(rules))))
    yield from ("a rule is not its result's" for one in run["results"] if rules[one["ruleIndex"]] != one["ruleId"])
    prints = [one["partialFingerprints"]["locmem/v1"] for one in run["results"]]
    yield from ("a fingerprint stands twice" for _ in range(len(prints) - len(set(prints))))


def _gitlab(written: str) -> Iterator[str]:
    rows = json.loads(written)
    yield from _against(GITLAB, [rows])
    prints = {row["fingerprint"] for row in rows}
    yield from ("a fingerprint stands twice" for _ in range(len(rows) - len(prints)))


def _rdjsonl(written: str) -> Iterator[str]:
    if written and not written.endswith("\n"):
        yield "the last line has no end"
    yield from _against(RDJSON, [json.loads(line) for line in written.split("\n")[:-1]])


def _checkstyle(written: str) -> Iterator[str]:
    root = Tree.fromstring(written.encode("utf-8"))
    if root.tag != "checkstyle" or "version" not in root.attrib:
        yield "the root is not `checkstyle` with a version"
    for file in root:
        if file.tag != "file" or not file.get("name") or not len(file):
            yield "a child of the root is no `file` with a name and errors"
        for error in file:
            if not {"line", "severity", "message", "source"} <= set(error.attrib):
                yield f"an error lacks one of its attributes: {error.attrib}"
            if error.get("severity") not in ("error", "warning", "info"):
                yield f"there is no severity {error.get('severity')}"
            if not all(error.get(name, "0").isdigit() for name in ("line", "column")):
                yield "a place is no number"


def _junit(written: str) -> Iterator[str]:
    root = Tree.fromstring(written.encode("utf-8"))
    if root.tag != "testsuites":
        yield "the root is not `testsuites`"
    for suite in root:
        cases = [one for one in suite if one.tag != "system-out"]
        failed = sum(case.find("failure") is not None for case in cases)
        if (suite.get("tests"), suite.get("failures")) != (str(len(cases)), str(failed)):
            yield f"the sums of {suite.get('name')} are wrong"
        for case in cases:
            if case.tag != "testcase":
                yield f"{case.tag} in a suite"
            if not case.get("name") or not case.get("classname"):
                yield "a case has no name"
            yield from (f"{part.tag} in a case" for part in case if part.tag not in ("failure", "system-out"))
    if len(written.encode("utf-8")) > 30_000_000:
        yield "GitLab reads no more than 30 MB"
    if sum(1 + len(one.attrib) for one in root.iter()) > 100_000:
        yield "GitLab reads no file of so many objects"
    if max((len(one.text or "") for one in root.iter()), default=0) > 10_000_000:
        yield "GitLab reads no text of over 10 MB"
    total = sum(int(suite.get("tests", 0)) for suite in root)
    if root.get("tests") != str(total):
        yield "the sum of all is wrong"


_COMMAND = re.compile(r"::(error|warning|notice)( [a-z]+=[^,:\n]*(?:,[a-z]+=[^,:\n]*)*)?::[^\n]*")


def _github(written: str) -> Iterator[str]:
    rows = written.splitlines()
    yield from (f"no command: {row[:80]}" for row in rows if not _COMMAND.fullmatch(row))
    for level in ("error", "warning", "notice"):
        if sum(row.startswith(f"::{level} ") for row in rows) > 10:
            yield f"more than ten of {level}"
    yield from ("a message is over 64 KiB" for row in rows if len(row.encode()) > 65_536)


def _markdown(written: str) -> Iterator[str]:
    if not written.startswith("<!-- locmem-check:"):
        yield "it does not begin with its marker"
    if len(written.encode("utf-8")) > 1024 * 1024 - 2:
        yield "it is over 1,024 KiB"


def _comment(written: str) -> Iterator[str]:
    yield from _markdown(written)
    # What GitHub counts is not documented: it may be units of UTF-16.
    if len(written.encode("utf-16-le")) // 2 > 65_536:
        yield "it is over 65,536 characters"


def _json(written: str) -> Iterator[str]:
    document = json.loads(written)
    if document["schema"] != "locmem-check/1":
        yield "it is of another schema"
    if sum(document["counts"][name] for name in ("error", "warning", "note")) != len(document["findings"]):
        yield "the sums are wrong"


def _text(written: str) -> Iterator[str]:
    lines = written.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("by check ")), len(lines))
    yield from (f"over 80 columns: {line}" for line in lines[start:] if re.search(r"  +\d", line) and len(line) > 80)


_FAULTS = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
    "gitlab": _gitlab,
    "checkstyle": _checkstyle,
    "rdjsonl": _rdjsonl,
    "markdown": _markdown,
    "comment": _comment,
}
