"""The main job on this repository's own content, in a copy under build/demo/, so that the clone stays clean."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "build" / "demo"
PARTS = ("locmem.yaml", "content", "markets", "pipelines")
MARKETS = ("ES", "PT", "BR", "DE", "FR", "JP")
LOCMEM = Path(sys.executable).parent / "locmem"


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
    heading("Every market's pages, with the facts that hold today")
    locmem("run", "pipelines/publish.yaml")
    heading("After")
    locmem("status")
    heading("Which market may be released?")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # A market's check reads only, so that every core may have one.
        for market, verdict in zip(MARKETS, pool.map(verdict_of, MARKETS), strict=True):
            print(f"  {market}  {verdict:<16} locmem check --gate release --market {market}", flush=True)
    heading("What to do first, and why")
    locmem("backlog", "--limit", "5")
    heading("The month's review of Spain: who is asked what")
    locmem("review", "start", "--market", "ES")
    locmem("review", "next", "--owner", "legal")
    heading("May Japan be launched, and what becomes due in Spain?")
    locmem("market", "readiness", "JP")
    locmem("market", "readiness", "ES")
    heading(f"Done in {time.monotonic() - started:.0f} s. Where to look")
    here = DEMO.relative_to(ROOT)
    print(f"  {here}/dist/ES/es/articles/payment-methods.md     a page with Spain's facts")
    print(f"  {here}/dist/JP/ja/articles/payment-methods.md     the same for Japan, where it is translated")
    print(f"  {here}/dist/ES/es/articles/payment-methods.md.manifest.json     its facts with window and source")
    print(f"  {here}/content/translations/pt-BR/                catalogs with drafts, open them in Poedit")
    print(f"  {here}/reviews/                                   Spain's review of the month, for people to answer")
    print(f"  {here}/handoffs/                                  what was sent to the translator")
    print(f"  cd {here} && ../../.venv/bin/locmem queue list    what a person should look at first")


def verdict_of(market: str) -> str:
    """Whether a market may be released."""
    result = locmem("check", "--gate", "release", "--market", market, "--format", "json", shown=False)
    return "may be released" if result.returncode == 0 else "blocked"


def heading(text: str) -> None:
    """A heading between the commands."""
    print(f"\n== {text}", flush=True)


def locmem(*words: str, shown: bool = True) -> subprocess.CompletedProcess[str]:
    """Run locmem in the demo as a user would."""
    if shown:
        print(f"$ locmem {' '.join(words)}", flush=True)
    done = subprocess.run([str(LOCMEM), *words], cwd=DEMO, text=True, capture_output=not shown, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr or f"locmem {' '.join(words)} ended with {done.returncode}")
    return done


if __name__ == "__main__":
    main()
