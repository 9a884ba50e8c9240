"""SECURITY.md names the tests that keep its promises."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_tests_that_there_are() -> None:
    promises = PAGE.partition("## What locmem never does")[2].partition("## What needs your word")[0]
    for promise in promises.split("\n- ")[1:]:
        names = re.findall(r"`([\w/]*test_\w+\.py)`", promise)
        assert names, promise
    for name in re.findall(r"`([\w/]*test_\w+\.py)`", PAGE):
        assert (ROOT / "tests" / name).is_file(), name


def test_readers_of_the_readme_find_it() -> None:
    assert "](SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
