"""The main job on this repository's own content, in a copy under build/demo/, so that the clone stays clean."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "build" / "demo"
PARTS = ("locmem.yaml", "content", "markets", "approvals", "pipelines")
LOCMEM = Path(sys.executable).parent / "locmem"
LATER = {**os.environ, "SOURCE_DATE_EPOCH": str(int(time.time()) + 2 * 86_400)}
"""The clock after the translator's two days."""


def main() -> None:
    """Copy, run, and say where to look."""
    started = time.monotonic()
    if DEMO.exists():
        shutil.rmtree(DEMO)
    DEMO.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, DEMO / part)
    heading("Before: what the repository holds")
    locmem("status")
    heading("Sources into catalogs, then memory and machine translation")
    locmem("sync")
    heading("A handoff for the Brazilian translator")
    locmem("export", "--locale", "pt-BR")
    heading("Two days later the translator's files come back (simulated: tools/answer_handoff.py)")
    answer()
    heading("Every market's pages, with the facts that hold today")
    locmem("run", "pipelines/publish.yaml")
    heading("After")
    locmem("status")
    heading("Which market may be launched, and what blocks the others?")
    locmem("market", "readiness")
    heading("What to do first, and why")
    locmem("backlog", "--limit", "10")
    heading("The month's review of Spain: who is asked what")
    locmem("review", "start", "--market", "ES")
    locmem("review", "next", "--owner", "legal")
    heading("What that cost, and what it saved")
    print(f"(The returns are simulated by a script, {taken()}: what engines saved measures that script.)", flush=True)
    locmem("report", "savings")
    heading("All of it in one file, and each page beside its translation")
    locmem("report", "--pages", env=LATER)
    heading(f"Done in {time.monotonic() - started:.0f} s. Where to look")
    here = DEMO.relative_to(ROOT)
    print(f"  {here}/report.html                                how the whole project stands: open it in a browser")
    print(f"  {here}/dist/ES/es/articles/payment-methods.md     a page with Spain's facts")
    print(f"  {here}/dist/JP/ja/articles/payment-methods.md     the same for Japan, where it is translated")
    print(f"  {here}/dist/ES/es/articles/payment-methods.md.manifest.json     its facts with window and source")
    print(f"  {here}/content/translations/pt-BR/                catalogs with drafts, open them in Poedit")
    print(f"  {here}/reviews/                                   Spain's review of the month, for people to answer")
    print(f"  {here}/handoffs/                                  what was sent to the translator, and came back")
    print(f"  cd {here} && ../../.venv/bin/locmem queue list    what a person should look at first")


def heading(text: str) -> None:
    """A heading between the commands."""
    print(f"\n== {text}", flush=True)


def answer() -> None:
    """Have the handoff answered and take it back, by a clock that is two days on."""
    [folder] = [one for one in (DEMO / "handoffs").iterdir() if one.is_dir()]
    subprocess.run([sys.executable, str(ROOT / "tools" / "answer_handoff.py"), str(folder)], check=True)
    words = ("import", "--partial", folder.relative_to(DEMO).as_posix())
    print(f"$ locmem {' '.join(words)}", flush=True)
    done = subprocess.run([str(LOCMEM), *words], cwd=DEMO, check=False, env=LATER, capture_output=True, text=True)
    told = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    notes = [line for line in told if ".po:" in line]
    print("\n".join(line for line in told if line not in notes))
    print(f"({len(notes)} notes on single texts, of the glossary above all, are left out here)", flush=True)
    if done.returncode not in (0, 1):
        sys.exit(f"locmem {' '.join(words)} ended with {done.returncode}")


def taken() -> str:
    """How many drafts of engines the script took as they were."""
    words = [str(LOCMEM), "report", "effort", "--by", "engine", "--json"]
    told = subprocess.run(words, cwd=DEMO, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = [row for row in json.loads(told)["rows"] if row["names"][0].startswith("mt:")]
    drafts, kept = sum(row["drafts"] for row in rows), sum(row["unchanged"] + row["unread"] for row in rows)
    return f"which took {kept} of {drafts} drafts of engines as they were"


def locmem(*words: str, env: Mapping[str, str] | None = None) -> None:
    """Run locmem in the demo as a user would; 1 is an answer, as of a market that may not be launched.

    env: None for the one there is.
    """
    print(f"$ locmem {' '.join(words)}", flush=True)
    done = subprocess.run([str(LOCMEM), *words], cwd=DEMO, check=False, env=env)
    if done.returncode not in (0, 1):
        sys.exit(f"locmem {' '.join(words)} ended with {done.returncode}")


if __name__ == "__main__":
    main()
