"""What holds of a report in every format."""

from __future__ import annotations

import json
import xml.etree.ElementTree as Tree

import pytest

from locmem.checks.outputs.formats import FORMATS
from tests.checks.outputs.reports import HOSTILE, STEERING, report


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_an_empty_report_too(name: str) -> None:
    assert FORMATS[name](report()).endswith("\n")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_no_report_for_programs_holds_what_steers_a_terminal(name: str) -> None:
    written = FORMATS[name](report(HOSTILE))
    assert [one for one in written if one in STEERING and not one.isalnum() and one != "["] == []
    if name == "json":
        [row] = json.loads(written)["findings"]
        assert (row["path"], row["what"], row["do"]) == (HOSTILE.location.path, HOSTILE.what, HOSTILE.do)
    if name == "junit":
        Tree.fromstring(written.encode())
    if name == "github":
        assert len(written.splitlines()) == 2
