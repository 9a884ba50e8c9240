"""What other tools say of the same catalogs: translate-toolkit's pofilter, `msgfmt -c`, i18nspector, if installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.planted.faults import BASE, TRANSLATIONS, Fault
from tests.planted.planting import put

Complaints = Mapping[str, Counter[str]]
"""What was said, by the context of the entry it was said of; of the whole file under the empty name."""

Checker = Callable[[Path, str], Complaints]
"""Asks about one catalog in a locale."""


def checkers() -> dict[str, Checker]:
    """The tools that are installed, by name."""
    found: dict[str, Checker] = {}
    try:
        import translate.filters.checks  # noqa: F401
    except ImportError:
        pass
    else:
        found["pofilter"] = pofilter
    if shutil.which("msgfmt"):
        found["msgfmt -c"] = msgfmt
    if shutil.which("i18nspector"):
        found["i18nspector"] = i18nspector
    return found


def complaints_on_base(checker: Checker) -> int:
    """How many complaints a tool has on the clean catalogs."""
    return sum(
        times
        for path in sorted((BASE / TRANSLATIONS).rglob("*.po"))
        for said in checker(path, path.relative_to(BASE / TRANSLATIONS).parts[0]).values()
        for times in said.values()
    )


def reported(checker: Checker, faults: Sequence[Fault], folder: Path) -> tuple[list[Fault], list[Fault]]:
    """The faults of catalogs that a tool reports at the entry, and those it reports of the file only."""
    there, elsewhere = list[Fault](), list[Fault]()
    for fault in faults:
        catalog = folder / fault.file
        catalog.parent.mkdir(parents=True, exist_ok=True)
        catalog.write_bytes((BASE / fault.file).read_bytes())
        before = checker(catalog, fault.locale)
        put(folder, fault)
        after = checker(catalog, fault.locale)
        new = {entry for entry, said in after.items() if said - before.get(entry, Counter())}
        if fault.at.entry in new:
            there.append(fault)
        elif new:
            elsewhere.append(fault)
    return there, elsewhere


def pofilter(path: Path, locale: str) -> Complaints:
    """The failed tests of translate-toolkit's standard checker for the language, by entry."""
    from translate.filters import checks
    from translate.storage import pypo

    checker = checks.TeeChecker(
        checkerconfig=checks.CheckerConfig(targetlanguage=locale),
        checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker],
        languagecode=locale,
    )
    found: dict[str, Counter[str]] = {}
    try:
        store = pypo.pofile(path.open("rb"))
    except Exception as error:  # The tool has no error of its own for a file that it cannot read.
        return {"": Counter([type(error).__name__])}
    for unit in store.units:
        if not unit.isheader() and not unit.isobsolete():
            found[unit.getcontext()] = Counter(checker.run_filters(unit).keys())
    return found


def msgfmt(path: Path, locale: str) -> Complaints:
    """What `msgfmt -c` says, by the entry around its line."""
    del locale
    run = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path.name], cwd=path.parent, capture_output=True, text=True
    )
    contexts = _contexts(path)
    found: dict[str, Counter[str]] = {}
    for line in run.stderr.splitlines():
        if match := re.match(r"[^:]+:(\d+):(?:\d+:)? *(.*)", line):
            found.setdefault(contexts.get(int(match[1]), ""), Counter())[match[2]] += 1
    return found


def i18nspector(path: Path, locale: str) -> Complaints:
    """What i18nspector says, by the entry whose source it quotes."""
    run = subprocess.run(
        ["i18nspector", "-l", locale, path.name], cwd=path.parent, capture_output=True, text=True, check=False
    )
    found: dict[str, Counter[str]] = {}
    for line in run.stdout.splitlines():
        said = line.partition(f"{path.name}: ")[2]
        context = re.search(r"msgctxt '([^']*)'", said)
        found.setdefault(context[1] if context else "", Counter())[said] += 1
    return found


def _contexts(path: Path) -> dict[int, str]:
    """The context of the entry that each line of a catalog belongs to."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    found: dict[int, str] = {}
    block: list[int] = []
    context = ""
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(number)
            if match := re.match(r'msgctxt "(.*)"', line):
                context = match[1]
        else:
            found.update(dict.fromkeys(block, context))
            block, context = [], ""
    return found
