"""Files as they came back from real tools and people: what becomes of each, against what is right.

The files are in the shared real cases and no part of the project; without them there is nothing to measure.  What is
right is written down here once more, as something a program can look for: the file's own `EXPECTED.tsv` says it in
words.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.benchmarks.rows import cases
from tests.trust.family import CannotTry, Control, Size, Tried

NAME = "Returned files of the field"
PROMISE = "Files as they came back from real tools are taken where they are sound, and damage in them is named."

_SENT_XLIFF, _SENT_PO = "2026-11-28-es-1", "2026-11-28-es-2"
"""How the handoffs are called in the files."""

_PAGES = """  - name: pages
    files: articles/**/*.html
    kind: html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What `locmem import` said, and what `locmem check` finds afterwards.

    counts: segments by outcome.  outcomes, whys: by occurrence.  said: all it printed.
    """

    code: int
    said: str
    counts: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    whys: Mapping[str, str] = field(default_factory=dict)
    damaged: int = 0
    catalog: str = ""

    def took(self, number: int) -> bool:
        """Whether just so many were accepted, and nothing that was is damaged."""
        return self.counts.get("accepted") == number and not self.damaged

    def rejected_only(self, occurrence: str) -> bool:
        """Whether one segment was rejected, with a reason, and all others were accepted."""
        others = {name for key, name in self.outcomes.items() if key != occurrence}
        is_rejected = self.outcomes.get(occurrence) == "rejected" and bool(self.whys.get(occurrence))
        return is_rejected and others == {"accepted"}


def _reported(came: Came, *words: str) -> bool:
    return any(word in came.said.casefold() for word in words)


_Right = Callable[[Came], bool]

_EXCHANGE: Mapping[str, _Right] = {
    "p01-translator-comment.po": lambda came: (
        came.took(16)
        and ("Is this a customer or a shop?" in came.said or "Is this a customer or a shop?" in came.catalog)
    ),
    "p02-language-es_ES.po": lambda came: came.took(16) or _reported(came, "--"),
    "p04-newlines-in-title.po": lambda came: _reported(came, "line break", "newline", "lines"),
    # The file is of no handoff; what matters is that its text is read.
    "p05-latin1-declared.po": lambda came: _reported(came, "handoff") and not _reported(came, "0xf1", "utf-8"),
    "p06-plural.po": lambda came: came.rejected_only("7jnnwv"),
    "x02-space-inside-g-and-cjk-bold.xlf": lambda came: came.counts.get("accepted", 0) >= 14 and not came.damaged,
    "x03-empty-g.xlf": lambda came: "****" not in came.catalog and bool(came.whys.get("5cuatt")),
    "x05-approved-but-needs-review.xlf": lambda came: (
        "state=reviewed" not in came.catalog and "state=translated" not in came.catalog and came.code == 1
    ),
    "x07-all-foreign-attributes-dropped.xlf": lambda came: came.took(16) or "--handoff" in came.said,
    "x09-target-language-upper.xlf": lambda came: came.took(16),
    "x12-code-numbers-shifted-both-sides.xlf": lambda came: came.took(16),
    "x13-bpt-ept-ph.xlf": lambda came: came.took(16),
    "x14-indented-targets.xlf": lambda came: came.took(16) and '"\\n' not in came.catalog,
    "x16-target-equals-source.xlf": lambda came: came.code == 1 and came.counts.get("accepted", 0) < 8,
    "x17-duplicate-unit.xlf": lambda came: came.took(16),
    "x18-one-unit-missing.xlf": lambda came: came.code in (1, 2) and _reported(came, "missing"),
}

_REJECTED = frozenset(
    (
        "link_space_relative",
        "link_address_gone",
        "image_space",
        "image_unclosed",
        "image_address_gone",
        "image_fullwidth",
        "ref_space",
        "ref_double",
        "ref_copy",
        "filter_translated",
        "filter_added",
        "filter_wrong_type",
        "duration_form",
        "own_fact_twice",
    )
)
_NOTED = frozenset(("literal_backslash_n", "word_cut_by_tag", "sup_swallows_name", "mixed_marks"))
_ACCEPTED = frozenset(("bracket_dropped", "helpdesk_wider", "helpdesk_tighter"))

_REPORTS: tuple[tuple[str, frozenset[str], _Right], ...] = (
    ("damaged returns rejected", _REJECTED, lambda came: came.counts.get("rejected") == 1),
    ("doubtful returns named", _NOTED, lambda came: came.code == 1 and any(came.whys.values())),
    ("harmless returns accepted", _ACCEPTED, lambda came: came.took(1)),
)


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """One figure a kind of file, with the names of those that came out wrong; for SHORT two of the whole files."""
    del seed
    folder = _field()
    names = tuple(_EXCHANGE) if size is Size.FULL else tuple(_EXCHANGE)[5::8]
    wrong = tuple(name for name in names if not _EXCHANGE[name](_exchange(folder / "exchange", name)))
    yield Tried(what="returned PO and XLIFF files", tries=len(names), wrong=wrong)
    if size is Size.SHORT:
        return
    for what, reports, is_right in _REPORTS:
        found = sorted(reports)
        wrong = tuple(name for name in found if not is_right(_report(folder / "reports" / f"{name}.return.txt")))
        yield Tried(what=what, tries=len(found), wrong=wrong)


def controls(seed: int) -> Iterator[Control]:
    """What is right for one file is asked of another."""
    del seed
    folder = _field()
    came = _exchange(folder / "exchange", "p06-plural.po")
    seen = not _EXCHANGE["p01-translator-comment.po"](came)
    yield Control(what="a file is judged by what is right of another", tries=1, seen=int(seen))


def _field() -> Path:
    folder = cases("field")
    if folder is None:
        raise CannotTry("the shared real cases are not here")
    return folder


def _locmem(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "locmem", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={**os.environ})


@cache
def _base(folder: Path) -> tuple[Path, str, str]:
    """The project the returned files were handed out by, and the ids of its two handoffs."""
    root = _project(Path(tempfile.mkdtemp(prefix="locmem-field-")))
    for name in ("rich.md", "page.html"):
        shutil.copy(folder / name, root / "content/articles")
    _locmem(root, "sync")
    handoffs = [
        json.loads(_locmem(root, "export", "--locale", "es", "--format", format_, *more, "--json").stdout)
        for format_, more in (("xliff", ()), ("po", ("--again",)))
    ]
    xliff, po = (one["batches"][0]["manifest"]["id"] for one in handoffs)
    return root, xliff, po


def _project(folder: Path) -> Path:
    root = folder / "project"
    _locmem(folder, "init", "project")
    settings = root / "locmem.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  - name: macros\n", f"{_PAGES}  - name: macros\n"), "utf-8")
    return root


def _exchange(folder: Path, name: str) -> Came:
    base, xliff, po = _base(folder)
    root = Path(tempfile.mkdtemp(prefix="locmem-field-")) / "project"
    shutil.copytree(base, root)
    data = (folder / name).read_bytes()
    for sent, id_ in ((_SENT_XLIFF, xliff), (_SENT_PO, po)):
        data = data.replace(sent.encode(), id_.encode())
    returned = root.parent / name
    returned.write_bytes(data)
    return _imported(root, returned, "articles/rich.md")


def _report(file: Path) -> Came:
    """The source paragraph in line 1 handed out as the only new one, and the text in line 2 put in for it."""
    source, text = file.read_text("utf-8").splitlines()[:2]
    root = _project(Path(tempfile.mkdtemp(prefix="locmem-field-")))
    (root / "content/articles/case.md").write_text(f"---\ntitle: Case\n---\n\n{source}\n", "utf-8")
    for name in ("guide.md", "two.md"):
        (root / "content/articles" / name).write_text("---\ntitle: Other\n---\n\nOther words.\n", "utf-8")
    (root / "content/articles/b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    _locmem(root, "sync")
    _locmem(root, "export", "--locale", "es", "--format", "po", "--to", str(root.parent / "out"))
    sent = next((root.parent / "out").rglob("case.md.po"))
    # What the memory offered is taken out, too: the translator writes the text anew.
    found = re.compile(r'(msgctxt "paragraph#[^"]+"\nmsgid (?:"[^\n]*"\n)+)msgstr (?:"[^\n]*"\n?)+')
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    whole = sent.read_text("utf-8").replace("#, fuzzy\n", "")
    sent.write_text(found.sub(lambda unit: f'{unit[1]}msgstr "{escaped}"\n', whole, count=1), "utf-8")
    return _imported(root, sent, "articles/case.md")


def _imported(root: Path, returned: Path, document: str) -> Came:
    done = _locmem(root, "import", str(returned), "--json")
    catalog = root / f"content/translations/es/{document}.po"
    text = catalog.read_text("utf-8") if catalog.exists() else ""
    said = done.stdout + done.stderr
    if not done.stdout.startswith("{"):
        return Came(code=done.returncode, said=said, catalog=text)
    told: dict[str, Any] = json.loads(done.stdout)
    decisions = [one for one in told["decisions"] if one["outcome"] != "missing"]
    checked = json.loads(_locmem(root, "check", "--gate", "release", "--json").stdout)
    damaged = sum(one["check"] == "damaged-codes" for one in checked["findings"])
    shutil.rmtree(root.parent, ignore_errors=True)
    return Came(
        code=done.returncode,
        said=said,
        counts=told["counts"],
        damaged=damaged,
        catalog=text,
        outcomes={one["occurrence"]: one["outcome"] for one in decisions},
        whys={one["occurrence"]: one["why"] for one in decisions},
    )
