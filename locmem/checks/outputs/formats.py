"""The forms a report can take, by the name given to `--format` and `--output`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from locmem.checks.outputs.checkstyle import checkstyle
from locmem.checks.outputs.github import github
from locmem.checks.outputs.gitlab import gitlab
from locmem.checks.outputs.json_report import json_report
from locmem.checks.outputs.junit import junit
from locmem.checks.outputs.markdown import comment, markdown
from locmem.checks.outputs.rdjsonl import rdjsonl
from locmem.checks.outputs.sarif import sarif
from locmem.checks.outputs.text import text
from locmem.checks.run import CheckReport

FORMATS: Mapping[str, Callable[[CheckReport], str]] = {
    "text": text,
    "json": json_report,
    "sarif": sarif,
    "junit": junit,
    "github": github,
    "gitlab": gitlab,
    "checkstyle": checkstyle,
    "rdjsonl": rdjsonl,
    "markdown": markdown,
    "comment": comment,
}
