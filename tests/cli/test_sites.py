"""A project made from the folder of a site goes through every step: with 0, or with a finding that says what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from locmem.cli.main import main
from tests.cli.conftest import Done
from tests.cli.sites import SITES

SETS = """\
content:
  - {name: pages, files: "site/**/*.md", kind: markdown}
  - {name: more, files: "site/**/*.markdown", kind: markdown}
  - {name: components, files: "site/**/*.mdx", kind: markdown}
  - {name: html, files: "site/**/*.html", kind: html}
"""
SHARED = Path(__file__).parents[3] / "shared/cases"


class Site:
    """A project made from a site's files, and commands run in it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._patch = monkeypatch
        self._captured = capsys

    def run(self, *words: str) -> Done:
        self._patch.setattr(sys, "argv", ["locmem", *words])
        self._captured.readouterr()
        code: int | str | None = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        found = self._captured.readouterr()
        assert isinstance(code, int | None)
        return Done(code=code or 0, out=found.out, err=found.err)

    def fill(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.root / "content/site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Site:
    made = Site(tmp_path / "help", monkeypatch, capsys)
    assert made.run("init", str(made.root)).code == 0
    monkeypatch.chdir(made.root)
    settings = (made.root / "locmem.yaml").read_text("utf-8")
    start, end = settings.index("content:"), settings.index("# What each risk demands")
    (made.root / "locmem.yaml").write_text(settings[:start] + SETS + settings[end:], "utf-8")
    return made


STEPS = (
    ("sync",),
    ("status",),
    ("check", "--gate", "change"),
    ("check", "--gate", "release"),
    ("analyze",),
    ("export", "--locale", "es", "--format", "po"),
    ("export", "--locale", "es", "--format", "xliff", "--again"),
    ("import", "handoffs"),
    ("render",),
    ("render", "--target", "html", "--to", "out"),
    ("sync",),
)


def walk(site: Site) -> None:
    """Every step, in order; a gate may fail, and then it says where and what to do."""
    for words in STEPS:
        done = site.run(*words)
        assert "Traceback" not in done.text, words
        assert done.code == 0 or (words[0] == "check" and done.code == 1), (words, done.text)
        if done.code:
            report = json.loads(site.run(*words, "--format", "json").out)
            assert all(one["do"] and one["path"] for one in report["findings"]), words


@pytest.mark.parametrize("name", SITES)
def test_a_site_becomes_a_project(site: Site, name: str) -> None:
    site.fill(SITES[name])
    walk(site)
    documents = [path for path in SITES[name] if path.endswith((".md", ".markdown", ".mdx", ".html"))]
    for path in documents:
        assert (site.root / "dist/ES/es/site" / path).is_file(), path
    report = json.loads(site.run("check", "--format", "json").out)
    assert [one for one in report["findings"] if one["check"] == "link-broken"] == []


def test_a_pattern_that_finds_nothing_is_said_by_every_command_that_looks(site: Site) -> None:
    site.fill({"a.mdx": "Words.\n"})
    lines = (site.root / "locmem.yaml").read_text("utf-8").splitlines()
    number, line = next((n, line) for n, line in enumerate(lines, 1) if "site/**/*.md" in line)
    place = f"locmem.yaml:{number}:{line.index('site/')}"
    doctor = site.run("doctor", "--json")
    assert doctor.code == 1
    assert any(place in one["what"] and one["do"] for one in json.loads(doctor.out) if not one["is_fine"])
    assert place in site.run("status").err
    assert place in [one["at"] for one in json.loads(site.run("status", "--json").out)["content_sets_empty"]]
    check = site.run("check")
    assert check.code == 0
    assert "the content set pages has no file" in check.text


@pytest.mark.parametrize(
    ("bad", "files"),
    [
        ("two of one place", {"a.md": "A.\n", "a/index.md": "Also a.\n", "a/README.md": "And a.\n"}),
        ("two that a disk takes for one", {"A.md": "A.\n", "a.md": "Also a.\n", "b/x.md": "B.\n", "B/X.md": "B.\n"}),
        ("markdown and html of one name", {"a.md": "A.\n", "a.html": "<p>A.</p>\n"}),
        ("a name too long", {f"{'x' * 240}.md": "A.\n"}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_pages_in_each_others_way_leave_the_rest_alone(site: Site, bad: str, files: dict[str, str]) -> None:
    site.fill({"fine/index.md": "Fine.\n", **files})
    assert site.run("sync").code == 0, bad
    assert site.run("check").code in (0, 1)
    for words in (("render",), ("render", "--target", "html", "--to", "out")):
        done = site.run(*words)
        assert done.code in (0, 1), (bad, done.text)
        assert ("not written" in done.out) == (done.code == 1)
    assert (site.root / "dist/ES/es/site/fine/index.md").is_file()
    assert (site.root / "out/ES/es/site/fine/index.html").is_file()


@pytest.mark.skipif(not (SHARED / "tmx").is_dir(), reason="the shared cases are not here")
def test_the_memories_of_other_tools_come_in_and_no_later_command_fails(site: Site) -> None:
    site.fill({"a.md": "Press **OK** or wait now, please.\n\nClick <b>here</b> to start.\n\nText *in* italics.\n"})
    settings = (site.root / "locmem.yaml").read_text("utf-8").replace("locales: [es]", "locales: [es, fr, ca, ja, sl]")
    (site.root / "locmem.yaml").write_text(settings, "utf-8")
    for number, file in enumerate(sorted(SHARED.rglob("*.tmx"))):
        done = site.run("memory", "import", str(file), "--name", f"m{number}")
        assert done.code in (0, 1) or "well formed" in done.err, (file, done.text)
    texts = {
        segment.split("</seg>")[0]
        for file in (site.root / "content/memory").glob("m*.tmx")
        for segment in file.read_bytes().decode("utf-8", "replace").split("<seg>")[1:6]
    }
    site.fill({"near.md": "\n\n".join(sorted(text.replace("\n", " ") for text in texts)) + "\n"})
    for words in (
        ("sync",),
        ("analyze",),
        ("check",),
        ("memory", "stats"),
        ("memory", "search", "Click here", "--to", "fr"),
    ):
        done = site.run(*words)
        assert done.code in (0, 1), (words, done.text)
