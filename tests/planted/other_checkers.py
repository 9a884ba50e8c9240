"""What other tools say of the same catalogs: translate-toolkit's pofilter, `msgfmt -c`, i18nspector, if installed."""

from __future__ import annotations

import os
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

Checker = Callable[[Sequence[Path], str], Mapping[Path, Complaints]]
"""Asks about catalogs of a locale."""


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


def on_base(checker: Checker) -> dict[Path, Complaints]:
    """The complaints of a tool on the clean catalogs."""
    folders = sorted((BASE / TRANSLATIONS).iterdir())
    said = [checker(sorted(folder.rglob("*.po")), folder.name) for folder in folders]
    return {path: complaints for one in said for path, complaints in one.items()}


def reported(checker: Checker, faults: Sequence[Fault], folder: Path) -> tuple[list[Fault], list[Fault], int]:
    """The faults of catalogs that a tool reports at the entry, those it reports elsewhere, its complaints without."""
    before = on_base(checker)
    planted: dict[str, dict[Path, Fault]] = {}
    for number, fault in enumerate(faults):
        catalog = folder / str(number) / fault.file
        catalog.parent.mkdir(parents=True)
        catalog.write_bytes((BASE / fault.file).read_bytes())
        put(folder / str(number), fault)
        planted.setdefault(fault.locale, {})[catalog] = fault
    there, elsewhere = list[Fault](), list[Fault]()
    for locale, catalogs in planted.items():
        for catalog, after in checker(tuple(catalogs), locale).items():
            fault = catalogs[catalog]
            known = before.get(BASE / fault.file, {})
            new = {entry for entry, said in after.items() if said - known.get(entry, Counter())}
            if new:
                (there if fault.at.entry in new else elsewhere).append(fault)
    return there, elsewhere, sum(said.total() for one in before.values() for said in one.values())


def pofilter(paths: Sequence[Path], locale: str) -> dict[Path, Complaints]:
    """The failed tests of translate-toolkit's standard checker for the language, by entry."""
    from translate.filters import checks
    from translate.storage import pypo
    from translate.storage.poparser import PoParseError

    checker = checks.TeeChecker(
        checkerconfig=checks.CheckerConfig(targetlanguage=locale),
        checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker],
        languagecode=locale,
    )
    found: dict[Path, Complaints] = {}
    for path in paths:
        said: dict[str, Counter[str]] = {}
        try:
            with path.open("rb") as stream:
                store = pypo.pofile(stream)
        except PoParseError as error:
            found[path] = {"": Counter([str(error)])}
            continue
        for unit in store.units:
            if not unit.isheader() and not unit.isobsolete():
                said[unit.getcontext()] = Counter(checker.run_filters(unit).keys())
        found[path] = said
    return found


def msgfmt(paths: Sequence[Path], locale: str) -> dict[Path, Complaints]:
    """What `msgfmt -c` says, by the entry around its line."""
    del locale
    found: dict[Path, Complaints] = {}
    for path in paths:
        contexts = _contexts(path)
        said: dict[str, Counter[str]] = {}
        run = subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], capture_output=True, text=True, check=False)
        for line in run.stderr.splitlines():
            if match := re.match(r"[^:]+:(\d+):(?:\d+:)? *(.*)", line):
                said.setdefault(contexts.get(int(match[1]), ""), Counter())[match[2]] += 1
        found[path] = said
    return found


def i18nspector(paths: Sequence[Path], locale: str) -> dict[Path, Complaints]:
    """What i18nspector says, by the entry whose context it quotes."""
    run = subprocess.run(["i18nspector", "-l", locale, *paths], capture_output=True, text=True, check=False)
    found: dict[Path, dict[str, Counter[str]]] = {path: {} for path in paths}
    for line in run.stdout.splitlines():
        name, _, what = line.partition(": ")[2].partition(": ")
        context = re.search(r"msgctxt '([^']*)'", what)
        found[Path(name)].setdefault(context[1] if context else "", Counter())[what] += 1
    return dict(found)


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
