"""Words and facts outside the code: every row can be read and says where it is from, and what cannot is named."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest
from babel import Locale

from locmem.errors import InputErrors
from locmem.markets.gone import read_gone
from locmem.tables import EVIDENCE, FOLDER, read_table, rows_of, words_pattern
from locmem.yamlfile import YamlMapping, YamlScalar, YamlSequence, parse

TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))
GOOD = "- thing: a\n  names: [b]\n  why: c\n  source: d\n  date: 2026-01-31\n"


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_and_a_date(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    header = tuple(text.partition("\n")[0].split(","))
    assert header[-2:] == EVIDENCE
    rows = read_table(text, name, header[:-2])
    assert rows
    assert all(row["source"] and date.fromisoformat(row["date"]) for row in rows)


def test_everything_gone_has_a_source_and_a_date() -> None:
    entries = parse((FOLDER / "gone.yaml").read_text(encoding="utf-8"), "gone.yaml")
    assert isinstance(entries, YamlSequence)
    for entry in entries.items:
        assert isinstance(entry, YamlMapping)
        source, day = entry.find("source"), entry.find("date")
        assert isinstance(source, YamlScalar)
        assert source.text
        assert isinstance(day, YamlScalar)
        assert isinstance(day.value, date)


def test_all_that_stands_in_the_folder_is_explained_there() -> None:
    explained = set(re.findall(r"^\| `([\w.]+)`", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == {*TABLES, "gone.yaml"}


def test_currencies_are_those_of_cldr() -> None:
    known = set(Locale("en").currencies) | {"$"}
    assert {row["means"] for row in rows_of("currencies.csv", "written", "means")} <= known


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("de,und,own,2026-01-31\nde,oder,,2026-01-31\n", 3, "no source"),
        ("de,und,own,31.1.2026\n", 2, "'31.1.2026' is not a date"),
        ("de,und,own,20260131\n", 2, "is not a date"),
        ("de,und,own,\n", 2, "is not a date"),
        ("de,und,oder,own,2026-01-31\n", 2, "5 cells, the header 4"),
        ("\n", 2, "0 cells"),
        ("de, und,own,2026-01-31\n", 2, "begins or ends with a blank"),
        ("de,und,own,2026-01-31\nde,und,other,2026-02-01\n", 3, "stands twice"),
        ('de,"und"er,own,2026-01-31\n', 2, "not CSV"),
        ('de,"und,own,2026-01-31\n', 2, "not CSV"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(rows: str, line: int, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read_table(f"language,word,source,date\n{rows}", "words.csv", ("language", "word"))
    (problem,) = caught.value.problems
    assert said in problem.what
    assert (problem.location.path, problem.location.line) == ("words.csv", line)


def test_all_that_is_wrong_with_a_table_is_said_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        read_table("word,source,date\na,,2026-01-31\nb,own,never\n", "words.csv", ("word",))
    assert [problem.location.line for problem in caught.value.problems] == [2, 3]


@pytest.mark.parametrize("text", ["", "word,date,source\n", "words,source,date\n"])
def test_another_header_is_refused(text: str) -> None:
    with pytest.raises(InputErrors, match=r"words.csv:1: .* Write the header word,source,date"):
        read_table(text, "words.csv", ("word",))


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (GOOD.replace("  source: d\n", ""), "1:3", "'source' is missing"),
        (GOOD.replace("  date: 2026-01-31\n", ""), "1:3", "'date' is missing"),
        (GOOD.replace("2026-01-31", "soon"), "5:9", "a date"),
        (GOOD.replace("  names: [b]\n", ""), "1:3", "nothing says how it is written"),
        (GOOD.replace("names: [b]", "phones: [12]"), "1:3", "no phone number"),
        (GOOD.replace("why", "because"), "3:3", "because"),
        ("thing: a\n", "1:1", "not a list"),
        ("# nothing\n", "1:1", "not a list"),
    ],
)
def test_what_is_wrong_with_the_list_of_what_is_gone_is_named_with_its_place(text: str, place: str, said: str) -> None:
    with pytest.raises(InputErrors) as caught:
        read_gone(text, "gone.yaml")
    assert any(said in str(problem) and f"gone.yaml:{place}" in str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("words", "text", "is_found"),
    [
        (["moms"], "moms 25", True),
        (["moms"], "momsen", False),
        (["moms*"], "momsen", True),
        (["*税*"], "消費税込", True),
        (["per cent", "per cento"], "per cento", True),
        (["a.b"], "axb", False),
        ([], "a", False),
    ],
)
def test_a_star_stands_for_any_letters(words: list[str], text: str, is_found: bool) -> None:
    whole, anywhere = words_pattern(words)
    assert bool(re.search(rf"\b(?:{whole})\b|{anywhere}", text)) is is_found


def test_no_table_is_read_before_it_is_needed() -> None:
    code = (
        "import locmem.cli.main, locmem.checks.typed, locmem.markets.lint, locmem.exchange.intake\n"
        "import locmem.memory.repair, locmem.values.durations\n"
        "from locmem import tables\n"
        "print(tables.rows_of.cache_info().currsize, locmem.markets.gone.gone.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0"]
