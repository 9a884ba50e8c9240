"""Every table of every command on terminals of many widths: numbers whole, headers whole, no line too wide."""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from locmem.cli import output
from locmem.cli.layout import MORE, Layout, cut, folded, layout
from locmem.server.accounts import Account, Person, Role, change_accounts
from tests.cli.conftest import Locmem
from tests.cli.test_commands import ALL, REPORTS, TMX
from tests.cli.test_privacy import send
from tests.exchange.desk import prepare
from tests.pipelines.shop import SETTINGS, Shop

WIDTHS = (40, 50, 60, 80, 100, 120, 200)
CLI = Path(output.__file__).parent
SENTENCE = "We collect your money when the parcel leaves us."

MORE_WORDS: tuple[tuple[str, ...], ...] = (
    ("export", "--locale", "ja"),
    ("jobs", "list"),
    ("jobs", "show", "JOB"),
    ("import", "out"),
    ("conflicts", "list"),
    ("history",),
    ("history", "KEY"),
    ("market", "due", "--within", "4000"),
    ("market", "diff", "--since", "2020-01-01"),
    ("market", "impact", "tax"),
    ("market", "lint"),
    ("market", "add", "LT", "--dry-run"),
    ("approve", "articles/complaints.md", "--market", "ES", "--locale", "es", "--by", "Ana"),
    ("approvals",),
    ("review", "start"),
    ("review", "change", "ITEM", "--by", "Ana", "--reason", "It is no longer so."),
    ("review", "status"),
    ("review", "trend"),
    ("terms", "candidates"),
    ("content", "align", "content/articles/paying.md", "old.md", "--to", "es", "--dry-run"),
    ("memory", "import", "old.tmx"),
    ("memory", "audit", "import:old"),
    ("memory", "forget", "--origin", "import:old", "--dry-run"),
    ("drift", "zendesk", "desk.json"),
    ("pull", "zendesk", "desk.json", "--dry-run"),
)
"""Commands with tables beside those of `REPORTS`."""


@dataclass
class Drawn:
    """A table as a command asked for it."""

    place: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    asked: dict[str, Any] = field(default_factory=dict)


class Screen(io.StringIO):
    """What a terminal is sent."""

    def isatty(self) -> bool:
        return True


def drawn_at(table: Drawn, width: int, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], str]:
    """The lines of a table on a terminal of so many columns, and what is said of it."""
    shown, said = Screen(), io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", shown)
        patch.setattr(sys, "stderr", said)
        for name, value in {"COLUMNS": str(width), "TERM": "xterm", "NO_COLOR": "1"}.items():
            patch.setenv(name, value)
        output.table(table.columns, table.rows, **table.asked)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.getvalue()).splitlines()
    return [line.rstrip() for line in lines], said.getvalue()


def sites() -> set[str]:
    """Where commands draw tables."""
    return {
        f"{path.name}:{node.lineno}"
        for path in CLI.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "output.table"
    }


@pytest.fixture
def tables(shop: Shop, built: Shop, locmem: Locmem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    """Every table that the commands draw in projects with work in every state."""
    found: list[Drawn] = []

    def note(columns: Sequence[str], rows: Sequence[Sequence[str]], **asked: Any) -> None:
        frame = sys._getframe(1)
        found.append(Drawn(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}", columns, rows, asked))

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    make_work(shop, locmem)
    known = {"KEY": shop.key(SENTENCE), "JOB": "2026-11-21-es", "ITEM": ITEM}
    reports = [(*path, *words) for path, variants in REPORTS.items() for words in variants]
    returned = after_a_return(built.copy(tmp_path / "returned"))
    with monkeypatch.context() as patch:
        patch.setattr(output, "table", note)
        for words in (*reports, *MORE_WORDS):
            before = len(found)
            done = locmem(*(known.get(word, word) for word in words))
            assert done.code in (0, 1), (words, done.err)
            # What has no room is told to be there.
            command = ALL.get(words[:2]) or ALL[words[:1]]
            assert len(found) == before or any("--json" in one.opts for one in command.params), words
        for words in (("report", "savings", "--market", "ES"), ("report", "effort")):
            assert locmem("-C", str(returned.root), *words).code == 0
        people = tmp_path / "people.yaml"
        change_accounts(people, lambda _: [Account(person=Person(name="Ana", role=Role.VIEWER))])
        assert locmem("accounts", "list", "--file", str(people)).code == 0
        patch.chdir(shop.root)
        send(shop)
        assert locmem("privacy-report").code == 0
    return found


def make_work(shop: Shop, locmem: Locmem) -> None:
    """What is stale, new, handed out, brought in and still to be brought in."""
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    shop.write("content/articles/paying.md", shop.read("content/articles/paying.md") + "\nThe lamp glows softly.\n")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    shop.write("markets/ES.yaml", f"{shop.read('markets/ES.yaml').rstrip()}\n{CHANNEL}")
    shop.write("markets/_regions/EU.yaml", REGION)
    shop.edit("markets/ES.yaml", "name: Spain\n", "name: Spain\nregion: EU\n")
    shop.edit("markets/ES.yaml", "\nobligations:\n", f"\nobligations:\n{DEPARTURE}")
    shop.write("old.tmx", TMX)
    shop.write("old.csv", "source,es\nparcel,bulto\n")
    shop.write("old.md", "---\ntitle: Pagar\n---\n\nPuedes pagar.\n")
    shop.write("desk.json", json.dumps(DESK))
    shop.write("content/glossary.csv", "concept,locale,term\nparcel,en,parcel\nparcel,es,paquete\n")


def after_a_return(shop: Shop) -> Shop:
    """The project after a handoff came back, with prices."""
    shop.write("locmem.yaml", f"{SETTINGS}rates: {{currency: EUR, per_word: 0.10, weights: {{machine: 70}}}}\n")
    desk = prepare(shop, "markdown")
    desk.hand_off("po")
    desk.shop = shop.later(2)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    return desk.shop


ITEM = "ES/fact/tax.included_in_prices"
REGION = """\
region: EU
name: European Union
members: [ES, LT]
obligations:
  - key: repair_choice
    applies_to: [guarantee]
    text: Say that customers may choose a repair.
    source: https://eur-lex.europa.eu/eli/dir/2024/1799/oj
    verified_on: 2026-11-20
    confidence: primary
"""
DEPARTURE = """\
  - key: repair_choice
    none: not transposed yet
    source: https://www.boe.es
    verified_on: 2026-11-20
    confidence: secondary
"""
CHANNEL = """\
channels:
  - name: phone
    expectation: expected
    priority: 1
    owner: Customer care
    reviewed_on: 2026-11-30
    source: A survey of our customers, 2026
    verified_on: 2026-11-20
    confidence: secondary
"""
DESK = {
    "macros": [
        {
            "id": 1,
            "title": "Refunds::Refund sent",
            "active": True,
            "actions": [{"field": "comment_value_html", "value": "<p>Your refund is on its way.</p>"}],
        }
    ]
}


UNDRAWN = {"privacy.py", "zendesk.py", "trust.py"}
"""Files with tables that need an engine elsewhere, a help desk's export or a shared database."""


def test_every_table_of_every_command_fits_every_terminal(tables: list[Drawn], monkeypatch: pytest.MonkeyPatch) -> None:
    undrawn = sites() - {table.place for table in tables}
    assert {place.partition(":")[0] for place in undrawn} <= UNDRAWN
    for table in tables:
        whole = "".join(drawn_at(table, 10_000, monkeypatch)[0])
        for width in WIDTHS:
            lines, said = drawn_at(table, width, monkeypatch)
            where = f"{table.place} at {width}: {lines} {said}"
            assert max(map(cell_len, lines)) <= width, where
            shown = header_of(lines[0], table.columns)
            numbers = [table.columns.index(name) for name in shown if name in table.asked.get("right", ())]
            found = [line.split() for line in lines[1:]]
            for row in table.rows:
                cells = [row[place].split() for place in numbers]
                assert any(holds(words, cells) for words in found), (where, row)
            lost = [
                name
                for place, name in enumerate(table.columns)
                if name not in (*shown, table.asked.get("below"))
                and any(row[place].strip() for row in table.rows)
                and not any(f"{name}:" in line for line in lines)
            ]
            assert all(name in said for name in lost[:4]), where
            is_cut = "".join(lines).count(MORE) > whole.count(MORE)
            assert ("No room for" in said) == bool(lost or is_cut), where


def header_of(line: str, columns: Sequence[str]) -> list[str]:
    """The names of columns in a header, which has them in order and whole."""
    found, rest = [], line
    for name in columns:
        before, there, after = rest.partition(name)
        if there and not before.strip():
            found.append(name)
            rest = after
    assert rest.strip() == "", line
    return found


def holds(words: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Whether a line has the words of all cells, in order."""
    rest = iter(words)
    return all(word in rest for cell in cells for word in cell)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("articles/refunds.md#k3f9xx", 26, "articles/refunds.md#k3f9xx"),
        ("articles/refunds.md#k3f9xx", 12, "…s.md#k3f9xx"),
        ("Customer care of Spain", 9, "Customer…"),
        ("配送料と手数料", 6, "配送…"),
        ("配送料と手数料", 1, "…"),
    ],
)
def test_a_path_keeps_its_end_and_other_text_its_beginning(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown
    assert cell_len(cut(text, width)) <= width


def test_a_word_goes_on_in_the_next_line_whole() -> None:
    assert folded("配送料と", 5) == ["配送", "料と"]
    assert folded("abc", 9) == ["abc"]


def test_columns_without_a_word_give_way_first_and_are_no_loss() -> None:
    columns, rows = ("locale", "assignee", "words"), [("es", "", "1,234,567")]
    assert layout(columns, rows, 20, right=("words",)) == Layout(on=(0, 2), widths=(6, 9))
    assert layout(columns, rows, 40, right=("words",)).on == (0, 1, 2)
