"""Whatever happens to a project, what is kept from before never changes what is found out now."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from locmem.clock import FixedClock
from locmem.errors import InputErrors, RenderError, UsageError
from locmem.model.finding import Gate
from locmem.model.settings import SegmentMode
from locmem.pages.overview import overview
from locmem.pages.waiting_queue import waiting_queue
from locmem.pipelines.approve import approve
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.publish import PublishOptions, Target, publish
from locmem.pipelines.run import run_pipeline, run_step
from locmem.workspace.approval_files import Approval
from locmem.workspace.project import Project, open_project
from locmem.workspace.writing import Run
from tests.pipelines.shop import PNG, Shop, build

HISTORIES = int(os.environ.get("LOCMEM_KEPT", "3"))
"""How many random histories are played; `make answers` plays many."""

PAGES = ("paying", "complaints", "new")
SENTENCES = st.sampled_from(
    [
        "We answer without delay.",
        "You confirm the payment.",
        "Pay 21 % VAT with [us](complaints.md).",
        "It costs {{ market.tax.standard_rate }}.",
        "See {{ market.nonsense }} and <b>this.",
        "Nothing of this was there before.",
        "![Picture](img/none.png)",
    ]
)
TARGETS = st.sampled_from(["", "Algo nuevo.", "Cuesta {{ market.tax.rate }}.", "Texto con **marcas**."])


class Edits(RuleBasedStateMachine):
    """One project that keeps its answers, and the same one that finds everything out anew each time."""

    template: Shop | None = None

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        if Edits.template is None:
            Edits.template = build(Path(tempfile.mkdtemp()) / "shop")
        self.kept = Edits.template.copy(self.folder / "kept")
        self.anew = Edits.template.copy(self.folder / "anew")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def both(self) -> tuple[Project, Project]:
        kept = open_project(self.kept.root, FixedClock(self.kept.moment))
        return kept, open_project(self.anew.root, FixedClock(self.anew.moment), keeps_answers=False)

    def write(self, path: str, text: str) -> None:
        for shop in (self.kept, self.anew):
            shop.write(path, text)

    def lines(self, path: str) -> list[str]:
        return self.kept.read(path).splitlines() if (self.kept.root / path).exists() else []

    @rule(page=st.sampled_from(PAGES), sentence=SENTENCES, place=st.integers(0, 30))
    def a_sentence_is_added(self, page: str, sentence: str, place: int) -> None:
        path = f"content/articles/{page}.md"
        lines = self.lines(path) or ["---", f"title: {page}", "---", ""]
        at = min(len(lines), max(place, 8))
        self.write(path, "\n".join([*lines[:at], "", sentence, "", *lines[at:]]) + "\n")

    @rule(page=st.sampled_from(PAGES), place=st.integers(0, 30))
    def a_line_is_taken_away(self, page: str, place: int) -> None:
        path = f"content/articles/{page}.md"
        lines = self.lines(path)
        if len(lines) > 10:
            at = 8 + place % (len(lines) - 8)
            self.write(path, "\n".join([*lines[:at], *lines[at + 1 :]]) + "\n")

    @rule(page=st.sampled_from(PAGES))
    def a_page_is_removed(self, page: str) -> None:
        for shop in (self.kept, self.anew):
            (shop.root / f"content/articles/{page}.md").unlink(missing_ok=True)

    @rule(page=st.sampled_from(PAGES), name=st.sampled_from(["moved", "articles/away"]))
    def a_page_moves(self, page: str, name: str) -> None:
        lines = self.lines(f"content/articles/{page}.md")
        if lines:
            self.write(f"content/articles/{name}.md", "\n".join(lines) + "\n")
            self.a_page_is_removed(page)

    @rule(page=st.sampled_from(PAGES), place=st.integers(0, 30), words=TARGETS, locale=st.sampled_from(["es", "ja"]))
    def a_translator_edits_a_catalog(self, page: str, place: int, words: str, locale: str) -> None:
        path = f"content/translations/{locale}/articles/{page}.md.po"
        lines = self.lines(path)
        found = [number for number, line in enumerate(lines) if line.startswith("msgstr") and number > 20]
        if found:
            at = found[place % len(found)]
            lines[at] = f'msgstr "{words}"'
            self.write(path, "\n".join(lines) + "\n")

    @rule(rate=st.sampled_from(["21", "22", "4"]))
    def a_fact_changes(self, rate: str) -> None:
        text = self.kept.read("markets/ES.yaml")
        assert "standard_rate" in text
        self.write("markets/ES.yaml", re.sub(r"value: (?:21|22|4)\b", f"value: {rate}", text))

    @rule(data=st.sampled_from([PNG, b"<script>", b"", None]), name=st.sampled_from(["none", "none.es"]))
    def a_picture_is_put_there(self, data: bytes | None, name: str) -> None:
        path = f"content/articles/img/{name}.png"
        for shop in (self.kept, self.anew):
            if data is None:
                (shop.root / path).unlink(missing_ok=True)
            else:
                shop.write_bytes(path, data)

    @rule(page=st.sampled_from(PAGES))
    def somebody_approves_a_page(self, page: str) -> None:
        for project in self.both():
            with project, suppress(UsageError, RenderError, InputErrors):
                run_step(project, "approve", partial(_approved, f"articles/{page}.md"))

    @rule(page=st.sampled_from(PAGES), text=st.sampled_from(["{}", "no approval"]))
    def an_approval_is_damaged(self, page: str, text: str) -> None:
        self.write(f"approvals/ES/es/articles/{page}.md.json", text)

    @rule(mode=st.sampled_from(list(SegmentMode)))
    def the_settings_change(self, mode: SegmentMode) -> None:
        text = self.kept.read("locmem.yaml").partition("risks:")[0]
        sign_off = "required" if mode is SegmentMode.UNIT else "none"
        grace = {SegmentMode.UNIT: 0, SegmentMode.SENTENCE: 30}.get(mode, 3)
        self.write(
            "locmem.yaml",
            f"{text}risks:\n  standard: {{required: translated, grace_days: {grace}, sign_off: {sign_off}}}\n",
        )

    @rule(days=st.sampled_from([1, 2, 15, 40, 400]))
    def days_go_by(self, days: int) -> None:
        self.kept, self.anew = self.kept.later(days), self.anew.later(days)

    @rule()
    def everything_is_synced(self) -> None:
        for project in self.both():
            with project:
                run_pipeline(project, Path("sync"))
        assert self.kept.in_git() == self.anew.in_git()

    @invariant()
    def both_say_the_same(self) -> None:
        if not hasattr(self, "kept"):
            return
        found = []
        for project in self.both():
            with project:
                found.append(_told(project))
        assert found[0] == found[1]


def _approved(document: str, run: Run) -> Approval:
    return approve(run, document, "ES", "es", "Ana", run.project.today)


def rendered(project: Project, target: Target) -> tuple[object, dict[str, bytes]]:
    """What a render says, less how many files it changed, and the bytes of all it leaves."""
    options = PublishOptions(target=target, folder=f"dist-{target.value}")
    result = run_step(project, "render", lambda run: publish(run, options))[1]
    out = project.root / options.folder
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return replace(result, changed=0, removed=0), files


def _told(project: Project) -> tuple[object, ...]:
    return (
        rendered(project, Target.MARKDOWN),
        rendered(project, Target.HTML),
        check(project, CheckOptions(gate=Gate.RELEASE)),
        overview(project, project.markets),
        waiting_queue(project, project.markets),
        project.unread,
    )


Edits.TestCase.settings = settings(max_examples=HISTORIES, stateful_step_count=6, deadline=None)
TestEdits = pytest.mark.usefixtures("own_state")(Edits.TestCase)
