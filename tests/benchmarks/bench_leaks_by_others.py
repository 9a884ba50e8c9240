"""Facts typed into pages by people who have not read the rules: how many are found, and how often that is wrong."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from tests.benchmarks.rows import ROOT, Row, share

NAME = "Facts that others typed in"
FOLDER = Path(__file__).parent / "leaks"
CHECKS = frozenset({"fact-typed-in", "fact-typed-into-translation", "law-of-other-market"})
"""What counts as an alarm on a line that types no fact in."""
ALSO = CHECKS | {"damaged-codes"}
"""What stops a line that does: a translation without the expression of its source is stopped by its codes, too."""
SETTINGS = """\
project: Lines of others
source_locale: en
locales: [{locales}]
content:
  - {{name: articles, files: articles/**/*.md, kind: markdown, fields: [title]}}
"""
FIRST_SIGHT = {
    "first": "90 of 100 and 10 of 400 at first sight, with neutral sources",
    "second": "98 of 100 and 17 of 400 at first sight, with neutral sources",
    "third": "98 of 100 and 12 of 400 at first sight, with the author's sources",
    "fourth": "96 of 100 and 2 of 400 at first sight, with the author's sources; 91 and 3 with neutral ones",
}
"""What was found of an author's lines, and how many clean ones were taken for facts, before anybody mended for them."""
NEUTRAL = "Here is what you can do, please read it with care."
"""Stands in English where the author gave no source line: nothing in it tells that a fact belongs there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line by its author: of a page in English or of a translation, with the words that type a fact in, if any."""

    id: str
    locale: str
    topic: str
    kind: str
    text: str
    leaked: str
    fact: str
    source: str


def measure(quick: bool) -> Iterator[Row]:
    """For each author: leaks found, by which checks, and alarms on lines without any."""
    for path in sorted(FOLDER.glob("*.tsv")):
        lines = read(path)
        if quick:
            lines = lines[::10]
        found = findings(lines)
        leaks = [line for line in lines if line.leaked]
        clean = [line for line in lines if not line.leaked]
        missed = [line for line in leaks if not found.get(line.id, frozenset()) & ALSO]
        by_codes = [line for line in leaks if line not in missed and not found[line.id] & CHECKS]
        alarms = [line for line in clean if found.get(line.id, frozenset()) & CHECKS]
        yield Row(
            what=f"{path.stem} author: leaks found",
            value=share(len(leaks) - len(missed), len(leaks)),
            goal="92 %",
            note=f"{FIRST_SIGHT[path.stem]}; {len(by_codes)} by codes that do not fit alone{_listed(missed)}",
        )
        yield Row(
            what=f"{path.stem} author: alarms on clean lines",
            value=share(len(alarms), len(clean)),
            goal="2 of 400",
            note=_listed(alarms).removeprefix("; "),
        )


def read(path: Path) -> list[Line]:
    """The lines of one author, ids unique in the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Line(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def findings(lines: Sequence[Line]) -> dict[str, frozenset[str]]:
    """Which checks say something of each line, by its id, in a project where all profiles are markets."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _project(root, lines)
        _locmem(root, "sync")
        for line in lines:
            if line.locale != "en":
                _translate(root / f"content/translations/{line.locale}/articles/{line.id}.md.po", line.text)
        said = json.loads(_locmem(root, "check", "--gate", "release", "--all", "--format", "json"))
    found: dict[str, set[str]] = {}
    for finding in said["findings"]:
        if place := re.search(r"articles/([a-z]\d+)\.md", json.dumps(finding)):
            found.setdefault(place[1], set()).add(finding["check"])
    return {id_: frozenset(names) for id_, names in found.items()}


def _project(root: Path, lines: Sequence[Line]) -> None:
    shutil.copytree(ROOT / "markets", root / "markets")
    for path in (root / "markets").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^status: planned.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    locales = sorted({line.locale for line in lines} - {"en"})
    (root / "locmem.yaml").write_text(SETTINGS.format(locales=", ".join(locales)), encoding="utf-8")
    shutil.copytree(ROOT / "locmem" / "scaffold" / "pipelines", root / "pipelines")
    folder = root / "content" / "articles"
    folder.mkdir(parents=True)
    for line in lines:
        source = line.text if line.locale == "en" else line.source or NEUTRAL
        page = f"---\ntitle: Page {line.id}\ntopic: {line.topic}\nslug: {line.id}\n---\n\n{source}\n"
        (folder / f"{line.id}.md").write_text(page, encoding="utf-8")


def _translate(path: Path, text: str) -> None:
    """Fill the first text of the page's body, the way an editor would."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    entries = [entry for entry in catalog if not entry.obsolete and not entry.msgid.startswith("Page ")]
    if entries:
        entries[0].msgstr = text
        entries[0].flags = [flag for flag in entries[0].flags if flag != "fuzzy"]
    catalog.save(str(path))


def _locmem(root: Path, *arguments: str) -> str:
    """What a command wrote to standard output; how it ended is not asked, a gate fails here."""
    command = [sys.executable, "-m", "locmem", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout


def _listed(lines: Sequence[Line]) -> str:
    return f"; {', '.join(f'{line.locale} {line.leaked or line.text[:60]}' for line in lines[:12])}" if lines else ""
