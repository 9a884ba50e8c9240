"""The forms a report can take, by the name given to `--format`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from locmem.checks.outputs.github import github
from locmem.checks.outputs.json_report import json_report
from locmem.checks.outputs.junit import junit
from locmem.checks.outputs.text import text
from locmem.checks.run import CheckReport

FORMATS: Mapping[str, Callable[[CheckReport], str]] = {
    "text": text,
    "json": json_report,
    "github": github,
    "junit": junit,
}
