"""More than a hundred templates that want to hang, to grow or to read files, each rendered in a cage."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.rows import ROOT

SECRET = "a-secret-from-another-file"
MOST_SECONDS = 120
"""Processor time for all payloads of one process together; what takes longer counts as dead."""
METHODS = "market.payment_methods"
NAME = "market.tax.name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """What became of one payload: seconds, megabytes it needed beyond the start, and what came out of it."""

    kind: str
    payload: str
    seconds: float
    megabytes: float
    verdict: str
    output: str


def payloads() -> Iterator[tuple[str, str]]:
    """The templates by kind; every one reads facts of ours, so that the renderer must look at it."""
    loop, end = f"{{% for a in {METHODS} %}}", "{% endfor %}"
    for depth in (2, 4, 6, 8, 12, 16, 20, 21, 50, 500):
        yield "nested loops", f"{loop * depth}x{end * depth}"
    for depth in (2, 5, 8, 15, 19):
        yield "loops that print", f"{loop * depth}{{{{ {METHODS} | list }}}}{end * depth}"
    for count in (10, 1_000, 4_999, 5_001, 50_000):
        yield "many tags", f"{{{{ {NAME} }}}} " * count
    for name in ("append", "prepend", "replace", "join", "times", "upcase", "repeat", "ljust", "rjust", "center"):
        yield "filters that grow", f"{{{{ {NAME} | {name}: {NAME}, 999999999 }}}}"
    for size in (1_000, 1_000_000):
        yield "huge arguments", f"{{{{ {NAME} | append: '{'x' * size}' }}}}"
        yield "huge arguments", f"{{{{ market.tax.standard_rate | percent: {'9' * size} }}}}"
    for first in ("1", "market.tax.standard_rate"):
        for last in ("9", "1000000", "999999999999", "market.tax.standard_rate"):
            yield "range bombs", f"{{% for i in ({first}..{last}) %}}{{{{ {NAME} }}}}{{{{ i }}}}{{% endfor %}}"
    for depth in (10, 40):
        text = f"{{% assign a = {NAME} %}}"
        yield "doubling", text + "".join("{% assign a = a | append: a %}" for _ in range(depth)) + "{{ a }}"
        yield "doubling", text + "{% capture a %}{{ a }}{{ a }}{% endcapture %}" * depth + "{{ a }}"
        yield "nested captures", "{% capture a %}" * depth + f"{{{{ {NAME} }}}}" + "{% endcapture %}" * depth
    files = ("/etc/passwd", "../../../etc/passwd", "../secret.txt", "secret.txt", "file:///etc/passwd")
    for file in files:
        for tag in ("include", "render", "layout", "extends"):
            yield "files", f"{{% {tag} '{file}' %}}{{{{ {NAME} }}}}"
    for inner in ("__class__.__mro__", "_facts", "facts.clear", "code.__init__.__globals__", "tax.__dict__"):
        yield "insides", f"{{{{ market.{inner} }}}}"
    for pattern in ("(a+)+$", "(.*)*x", "(a|aa)+$"):
        yield "patterns", f"{{{{ {NAME} | replace: '{pattern}', '{'a' * 5_000}' }}}}"
        yield "patterns", f"{{% if {NAME} contains '{pattern}{'a' * 50_000}' %}}x{{% endif %}}"
    for depth in (30, 1_000, 9_900, 20_000):
        yield "deep nesting", f"{{% if {NAME} %}}" * depth + "x" + "{% endif %}" * depth
        yield "deep nesting", f"{{% if {'not ' * depth}{NAME} %}}x{{% endif %}}"
        yield "deep nesting", f"{{{{ {'(' * depth}{NAME}{')' * depth} }}}}"
    for count in (1_000, 19_900, 100_000):
        yield "never closed", "{{ " * count + NAME
        yield "never closed", f"{{% if {NAME} %}}" * count
        yield "never closed", f"{{% comment %}}{'{% raw %}' * count}"
        yield "long paths", f"{{{{ market{'.tax' * count} }}}}"
        yield "long paths", f"{{{{ market{'[0]' * count} }}}}"
    yield "chains", f"{{{{ {NAME}{' | upcase' * 20_000} }}}}"
    yield "chains", f"{{% if {f' or {NAME}'.join([NAME] * 20_000)} %}}x{{% endif %}}"


def ride(megabytes: int = 2_000) -> Iterator[Ride]:
    """What became of every payload, each timed, in a process that may not take more memory than this.

    A payload that hangs or dies takes its process with it; the next one gets a new one.
    """
    kinds = list(payloads())
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "secret.txt").write_text(SECRET, encoding="utf-8")
        while done < len(kinds):
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.benchmarks.hostile_liquid", str(done)],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                preexec_fn=lambda: _cage(megabytes),
            )
            assert process.stdout
            for line in process.stdout:
                yield Ride(**json.loads(line))
                done += 1
            process.wait()
            if done < len(kinds):
                kind, payload = kinds[done]
                yield Ride(
                    kind=kind, payload=payload[:60], seconds=MOST_SECONDS, megabytes=0, verdict="died", output=""
                )
                done += 1


def _cage(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def main(skip: int) -> None:
    """Render the payloads from one on, and print a line of JSON for each."""
    from datetime import date

    from locmem.content.kinds import KINDS, ReadOptions
    from locmem.markets.load import load_markets
    from locmem.render.page import PageRequest, page_problems, render_page

    market = next(one for one in load_markets(ROOT / "markets", "markets") if one.code == "ES")
    for kind, payload in list(payloads())[skip:]:
        text = f"---\ntitle: Page\n---\n\n{payload}\n"
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        document = KINDS["markdown"].read(text, "articles/page.md", ReadOptions(fields=("title",)))
        request = PageRequest(
            document=document,
            text=text,
            kind="markdown",
            market=market,
            locale=market.locales[0],
            day=date(2026, 11, 21),
            verified_days=180,
        )
        problems = page_problems(request)
        output = ""
        if not any(problem.is_blocking for problem in problems):
            output = render_page(request).text
        took = time.process_time() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        verdict = "refused" if any(problem.is_blocking for problem in problems) else "rendered"
        read = [word for word in ("root:", SECRET) if word in output]
        line = {
            "kind": kind,
            "payload": payload[:60],
            "seconds": took,
            "megabytes": grown,
            "verdict": verdict,
            "output": ", ".join(read),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
