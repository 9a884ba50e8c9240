"""Faults planted in the project's own profiles: how many `locmem market lint` finds, and how often it is wrong."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from locmem.errors import InputErrors, Location
from locmem.markets.lint import RULES, lint
from locmem.markets.lint_evidence import CONFIDENCE
from locmem.markets.load import load_markets
from tests.benchmarks.faults import COMPANY, TODAY, Fault, Files, parsed, plant, written
from tests.benchmarks.rows import ROOT, Row, share

NAME = "Market lint"
SEED, OTHER_SEEDS = 20261121, (1, 2, 3)
PLANTED = 120
OF_KNOWN = frozenset({"market-known"})
"""The rule that asks the profiles which come with locmem: a project's own facts have no such witness."""
WRITERS = {
    "by_hand": "by the author of the rules, after them",
    "first": "by somebody who had read no rule; 78 of 100 and 22 of 44 at first sight, mended since",
    "third": "by a third author who had read no rule; 123 of 142 at first sight, mended since",
    "fourth": "by a fourth author who had read no rule; 127 of 139 at first sight, 122 without those profiles",
}
INPUT = "unreadable profile"
"""In place of a rule: the loader refused the file and named the place."""

Found = dict[tuple[str, str, str], Location]
"""Rule, what it says and the market, to the place."""


def measure(quick: bool) -> Iterator[Row]:
    """Faults found by kind and by rule, other seeds, and what is reported on the profiles as they are."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "markets").glob("*.yaml"))}
    files = parsed(texts)
    clean = findings(files, TODAY)
    unverified = sum(rule == CONFIDENCE for rule, _, _ in clean)
    note = f"{len(texts) - 1} profiles and company data; {len(RULES)} rules"
    yield Row(what="false alarms on the clean set", value=str(len(clean) - unverified), goal="0", note=note)
    yield Row(
        what="unverified legal facts on the clean set",
        value=str(unverified),
        note="not false: the profiles say so themselves and nobody waived them",
    )
    for path in sorted((Path(__file__).parent / "lint").glob("*.csv")):
        yield _written(path, quick)
    planted, found, by_rule, missed = Counter[str](), Counter[str](), Counter[str](), list[Fault]()
    for fault, changed in plant(files, SEED, 40 if quick else PLANTED):
        rules = finders(fault, findings(_pair(changed, fault), TODAY), clean)
        planted[fault.kind] += 1
        found[fault.kind] += bool(rules)
        by_rule.update(rules)
        if not rules:
            missed.append(fault)
    yield Row(
        what="planted faults found",
        value=share(found.total(), planted.total()),
        goal="100 %",
        note=f"{len(planted)} kinds by mutation operators, seed {SEED}" + _listed(missed),
    )
    for kind in planted:
        yield Row(what=f"… {kind}", value=share(found[kind], planted[kind]), goal="100 %")
    for rule, count in by_rule.most_common():
        yield Row(what=f"found by {rule}", value=str(count), note="a fault can be found by several rules")
    for seed in () if quick else OTHER_SEEDS:
        rows = [
            (fault, finders(fault, findings(_pair(changed, fault), TODAY), clean))
            for fault, changed in plant(files, seed, PLANTED)
        ]
        left = [fault for fault, rules in rows if not rules]
        yield Row(
            what=f"planted with another seed ({seed})",
            value=share(len(rows) - len(left), len(rows)),
            goal="100 %",
            note=_listed(left).removeprefix("; "),
        )


def _written(path: Path, quick: bool) -> Row:
    """Faults that somebody wrote down one by one, each alone in the project's own files."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "markets"
        shutil.copytree(ROOT / "markets", folder)
        clean, planted, missed, by_rules = set(_found_in(folder)), 0, list[str](), 0
        for row in rows[: 20 if quick else None]:
            profile = folder / f"{row['file']}.yaml"
            text = profile.read_text(encoding="utf-8") if profile.exists() else ""
            if row["old"] in text:
                profile.write_text(text.replace(row["old"], row["new"], 1), encoding="utf-8")
                planted += 1
                found = set(_found_in(folder)) - clean
                by_rules += any(rule not in OF_KNOWN for rule, _, _ in found)
                if not found:
                    missed.append(f"{row['file']}: {row['what']}")
                profile.write_text(text, encoding="utf-8")
    note = f"{WRITERS[path.stem]}; {by_rules} without the profiles that come with locmem"
    return Row(
        what=f"faults written by others, {path.stem}" if path.stem != "by_hand" else "faults written by hand",
        value=share(planted - len(missed), planted),
        goal="90 %",
        note=note + (f"; missed: {'; '.join(missed)}" if missed else ""),
    )


def findings(files: Files, day: date) -> Found:
    """What is said about these profiles: by the loader, or where they can be read by the rules."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "markets" / "_regions", folder / "_regions")
        for stem, data in files.items():
            (folder / f"{stem}.yaml").write_text(written(data), encoding="utf-8")
        return _found_in(folder, day)


def _found_in(folder: Path, day: date = TODAY) -> Found:
    try:
        markets = load_markets(folder, "markets")
    except InputErrors as error:
        return {(INPUT, problem.what, ""): problem.location for problem in error.problems}
    return {
        (result.rule.name, finding.what, finding.market): finding.location
        for result in lint(markets, day)
        for finding in result.findings
    }


def _pair(files: Files, fault: Fault) -> Files:
    """The market with the fault, its country, and one more, because company data are compared among markets."""
    code = fault.file if fault.file != COMPANY else fault.key.split(".")[1]
    codes = [*dict.fromkeys((code, code[:2])), next(stem for stem in files if stem not in (COMPANY, code, code[:2]))]
    company = {**files[COMPANY], "markets": {one: files[COMPANY]["markets"][one] for one in codes}}
    return {**{one: files[one] for one in codes}, COMPANY: company}


def finders(fault: Fault, now: Found, clean: Found) -> set[str]:
    """The rules that found a fault: with something new, in the file and at the place where it was planted."""
    return {
        rule
        for (rule, what, market), place in now.items()
        if (rule, what, market) not in clean and place.path == f"markets/{fault.file}.yaml" and _near(place.key, fault)
    }


def _near(key: str, fault: Fault) -> bool:
    if not key or key in ("facts", "markets"):
        return False
    # Of two items that are the same the second is named.
    key, planted = (re.sub(r"\bitems\[\d+\]", "items[]", one) for one in (key, fault.key))
    within = planted.startswith((f"{key}.", f"{key}[")) and (fault.file == COMPANY or key.count("."))
    return key == planted or key.startswith((f"{planted}.", f"{planted}[")) or bool(within)


def _listed(faults: list[Fault]) -> str:
    shown = ", ".join(f"{fault.kind} in {fault.file} {fault.key} ({fault.what[:60]})" for fault in faults)
    return f"; missed: {shown}" if shown else ""
