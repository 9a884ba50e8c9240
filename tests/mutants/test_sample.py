"""Which mutations are tried: the same ones again, few others after a change, none that is known to change nothing."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.sections import section, write_section
from tests.mutants import sample
from tests.mutants.__main__ import Score, rows_of, written
from tests.mutants.sites import Site, sites_of

LAMP = "def lit(volts):\n    return volts > 3 and volts < 9 and volts != 5 or volts == 30\n"


def sites(root: Path, text: str) -> list[Site]:
    (root / "lamp.py").write_text(text, encoding="utf-8")
    return sites_of("lamp.py", text.encode())


def words(chosen: list[Site]) -> list[sample.Change]:
    return [sample.change_of(site) for site in chosen]


def test_a_seed_gives_the_same_sample_also_when_lines_move(tmp_path: Path) -> None:
    first = words(sample.chosen(sites(tmp_path, LAMP), 4, "a", {}, tmp_path))
    moved = words(sample.chosen(sites(tmp_path, f"import math\n\n\n{LAMP}"), 4, "a", {}, tmp_path))
    other = words(sample.chosen(sites(tmp_path, LAMP), 4, "b", {}, tmp_path))
    assert len(first) == 4
    assert first == moved != other


def test_what_is_known_to_change_nothing_is_not_tried(tmp_path: Path) -> None:
    found = sites(tmp_path, LAMP)
    known = {sample.change_of(found[0]): "a reason"}
    assert set(words(sample.chosen(found, 99, "a", known, tmp_path))) == set(words(found[1:]))


def test_every_package_has_its_share_and_a_few_at_least() -> None:
    assert sample.shares({"big": 900, "small": 90, "tiny": 4}, 100) == {"big": 91, "small": 9, "tiny": 4}
    assert sample.shares({"big": 1000, "small": 10}, 100) == {"big": 99, "small": 6}


def test_rows_of_equivalent_changes_have_reasons_and_are_still_there() -> None:
    known = sample.equivalent()
    assert all(reason for reason in known.values())
    assert sample.stale(known, sample.all_sites()) == []


def test_scores_that_were_written_are_read_again_without_the_sum(tmp_path: Path) -> None:
    scores = {"inline": Score(killed=27, all=28, unreached=1), "memory": Score(killed=6, all=6)}
    file = tmp_path / "measurements.md"
    assert written(file) == {}
    write_section(file, "mutants", section("mutants", "Mutants", list(rows_of(scores)), 1, quick=False))
    assert written(file) == scores
    assert "| all | 33 of 34 (97.1 %) | 90 % |" in file.read_text(encoding="utf-8")
