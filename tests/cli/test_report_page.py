"""`report` alone: its figures are those of the commands, its file is whole, and nothing of anybody is written over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from locmem.pages.dashboard import LOOKED_BACK
from tests.exchange.desk import prepare
from tests.pipelines.shop import SETTINGS, Shop


@pytest.fixture(scope="module")
def worked(built: Shop, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A project in which a handoff came back, a source changed since, and a review was begun."""
    shop = built.copy(tmp_path_factory.mktemp("report") / "shop")
    shop.write("locmem.yaml", f"{SETTINGS}rates: {{currency: EUR, per_word: 0.10, weights: {{machine: 70}}}}\n")
    desk = prepare(shop, "markdown")
    desk.hand_off("po")
    desk.shop = shop.later(2)
    desk.translator.change(" changed page", "tiene", "posee")
    desk.bring_back()
    shop = desk.shop
    shop.edit("content/articles/paying.md", "We collect the money when", "We collect your money when")
    shop.run()
    assert shop.command("review", "start").returncode == 0
    return shop


@pytest.fixture(scope="module")
def told(worked: Shop) -> dict[str, Any]:
    found: dict[str, Any] = figures(worked, "report")
    return found


def figures(shop: Shop, *words: str) -> Any:
    done = shop.command(*words, "--json")
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def test_coverage_readiness_and_verdicts_are_those_of_status_and_of_market_readiness(
    worked: Shop, told: dict[str, Any]
) -> None:
    status = figures(worked, "status")
    assert told["coverage"] == status["coverage"]
    assert told["readiness"] == status["readiness"]
    verdicts = figures(worked, "market", "readiness")
    assert told["verdicts"] == [
        {key: value for key, value in one.items() if key not in ("may_launch", "answer")} for one in verdicts
    ]


def test_the_backlog_is_that_of_backlog_and_what_waits_that_of_queue_stats(worked: Shop, told: dict[str, Any]) -> None:
    found = figures(worked, "backlog")
    assert told["backlog"]
    assert told["backlog"] == [
        {key: value for key, value in one.items() if key not in ("key", "place")} for one in found
    ]
    rows = figures(worked, "queue", "stats")
    assert told["queue"]
    assert told["queue"] == [{key: row[key] for key in told["queue"][0]} for row in rows]


def test_savings_and_effort_are_those_of_their_commands(worked: Shop, told: dict[str, Any]) -> None:
    assert told["savings"] == figures(worked, "report", "savings")
    assert told["savings"]["total"]["words"] == 12
    assert told["effort"] == figures(worked, "report", "effort")["rows"]
    steps = {one["name"]: one["amount"] for one in told["costs"]}
    assert (steps["list price"], steps["machine"], steps["paid"]) == ("1.20", "-0.36", "0.84")


def test_facts_are_those_of_market_due_and_diff(worked: Shop, told: dict[str, Any]) -> None:
    assert told["due"] == figures(worked, "market", "due", "--within", "90")
    assert told["changes"] == figures(worked, "market", "diff", "--since", "+0d", "--to", "+90d")
    assert told["changes"]


def test_trend_review_and_memory_are_those_of_their_commands(worked: Shop, told: dict[str, Any]) -> None:
    trend = figures(worked, "review", "trend")
    [month] = told["burn"]
    for name in ("priority_1", "priority_2", "priority_3", "words_left"):
        assert month[name] == sum(row[name] for row in trend)
    reviews = figures(worked, "review", "status")
    assert [(one["market"], one["month"], one["open"], one["confirm"]) for one in told["reviews"]] == [
        (one["market"], one["month"], one["open"], one["confirm"]) for one in reviews
    ]
    memory = figures(worked, "memory", "stats")
    assert told["pairs"] == memory["pairs"]
    assert told["growth"] == memory["growth"]
    stale = sum(row["stale"] for row in told["coverage"])
    assert sum(one["texts"] for one in told["stale"]) == stale > 0


def test_days_to_publishing_are_what_git_tells_of_a_year(worked: Shop, tmp_path: Path) -> None:
    shop = worked.copy(tmp_path / "shop")
    shop.moment = worked.moment

    def git(*words: str) -> None:
        subprocess.run(
            ("git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", *words),
            cwd=shop.root,
            check=True,
            capture_output=True,
            env=shop.environment(GIT_COMMITTER_DATE=f"{shop.moment:%Y-%m-%dT%H:%M:%S}Z"),
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "stale")
    later = shop.later(5)
    key = later.key("We collect your money when the parcel leaves us.")
    done = later.command("accept", key, "--locale", "es", "--reviewed", "--reason", "still right")
    assert done.returncode == 0, done.stderr
    shop = later
    git("add", ".")
    git("commit", "-qm", "confirmed")
    found = figures(later, "report")
    assert found["published"] == [{"locale": "es", "days": [5]}]
    assert found["since"] == (later.today.fromordinal(later.today.toordinal() - LOOKED_BACK)).isoformat()


def test_the_file_is_named_with_its_size_and_how_to_open_it(worked: Shop, tmp_path: Path) -> None:
    target = tmp_path / "our report.html"
    done = worked.command("report", "--to", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert f"Written to {target}, " in done.stderr
    assert f"Open it in any browser: {target.as_uri()}" in done.stderr
    first = target.read_bytes()
    assert len(first) < 1_000_000
    # The same day and files give the same bytes, whatever is kept, and it may be written again.
    assert worked.command("report", "--to", str(target), "--no-cache").returncode == 0
    assert target.read_bytes() == first


def test_json_alone_writes_nothing(worked: Shop, tmp_path: Path) -> None:
    shop = worked.copy(tmp_path / "shop")
    shop.moment = worked.moment
    before = shop.tree().keys()
    assert figures(shop, "report")["headline"][0].endswith("of 12 words were not paid for.")
    assert shop.tree().keys() == before


def test_pages_lie_beside_the_report_and_lead_to_each_other(worked: Shop, tmp_path: Path) -> None:
    shop = worked.copy(tmp_path / "shop")
    shop.moment = worked.moment
    gone = shop.root / "mine-pages/es/articles/gone.md.html"
    assert shop.command("report", "--to", "mine.html", "--pages").returncode == 0
    pages = sorted(path.relative_to(shop.root).as_posix() for path in shop.root.glob("mine-pages/**/*.html"))
    assert "mine-pages/es/articles/paying.md.html" in pages
    assert len(pages) == 1 + 2 * 4
    assert 'href="mine-pages/es/articles/paying.md.html"' in shop.read("mine.html")
    assert 'href="../../../mine.html"' in shop.read("mine-pages/es/articles/paying.md.html")
    # A page of a document that is gone goes; what somebody else put there stays.
    gone.write_text(shop.read("mine-pages/es/articles/paying.md.html"))
    (gone.parent / "notes.html").write_text("mine")
    done = shop.command("report", "--to", "mine.html", "--pages")
    assert (done.returncode, gone.exists(), (gone.parent / "notes.html").read_text()) == (0, False, "mine")
    assert "8 pages side by side in mine-pages/" in done.stderr


def test_charts_are_written_as_svg_and_png(worked: Shop, tmp_path: Path) -> None:
    done = worked.command("report", "--to", str(tmp_path / "r.html"), "--charts", str(tmp_path / "charts"))
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "charts").iterdir()}
    assert {"readiness.svg", "readiness.png", "cost.svg", "stale.png"} <= names
    assert "http" not in (tmp_path / "charts/coverage.svg").read_text().replace("http://www.w3.org/", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "2026"), "--from '2026' is not a month. Write 2026-11."),
        (("--from", "2026-11", "--until", "2026-10"), "--from 2026-11 is after --until 2026-10."),
        (("--to", "mine.html"), "mine.html is there and is no report of locmem."),
        (("--to", "content"), "is a folder, where a file belongs"),
        (("--to", "content/report.html"), "is among the files that locmem reads"),
        (("--to", "ours.html", "--pages"), "ours-pages is there and holds no pages of locmem."),
        (("--as-of", "tomorrow"), "'tomorrow' is not a day"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_would_be_written_over_stands_and_a_wrong_call_is_told(
    shop: Shop, words: tuple[str, ...], told: str
) -> None:
    shop.write("mine.html", "<!doctype html><p>Mine</p>")
    shop.write("ours-pages/notes.txt", "mine")
    before = shop.tree()
    done = shop.command("report", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert {path: digest for path, digest in shop.tree().items() if path in before} == before


def test_a_new_project_gets_a_report_that_says_how_each_part_begins(tmp_path: Path, shop: Shop) -> None:
    new = Shop(tmp_path / "new", shop.moment)
    new.root.mkdir()
    assert new.command("init").returncode == 0
    done = new.command("report")
    assert done.returncode == 0, done.stderr
    page = new.read("report.html")
    assert "<code>locmem review start</code>" in page
    assert "<code>locmem import FILES</code>" in page
    assert "of 1 market can be launched today." in page


def test_an_unreadable_profile_and_catalog_are_said_in_the_report_and_end_as_those_of_status(shop: Shop) -> None:
    shop.write("markets/JP.yaml", "market: [")
    shop.write("content/translations/es/articles/paying.md.po", "no catalog")
    done, status = shop.command("report"), shop.command("status")
    assert done.returncode == status.returncode == 1
    page = shop.read("report.html")
    assert "Some files could not be read" in page
    for path in ("markets/JP.yaml", "content/translations/es/articles/paying.md.po"):
        assert path in page
        assert f"not read: {path}" in done.stderr


def test_without_its_libraries_it_says_what_to_install(shop: Shop) -> None:
    code = (
        "import sys\n"
        "for name in ('altair', 'jinja2', 'vl_convert'): sys.modules[name] = None\n"
        "sys.argv = ['locmem', *sys.argv[1:]]\n"
        "from locmem.__main__ import main\n"
        "main()\n"
    )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=shop.root,
            env=shop.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    brief = run("market", "brief", "ES", "--format", "html")
    assert brief.returncode == 0
    [told] = [line for line in brief.stderr.splitlines() if "charts of a brief" in line]
    assert told.endswith("pip install 'locmem[report]'")
    assert "pages in es</td>" in brief.stdout
    assert "<svg" not in brief.stdout
    assert "charts" not in run("market", "brief", "ES").stderr
    done = run("report")
    assert (done.returncode, done.stdout) == (2, "")
    assert "which `locmem report` needs for its charts and pages" in done.stderr
    assert "python -m pip install 'locmem[report]'" in done.stderr
    assert not (shop.root / "report.html").exists()
    # The figures need none of them.
    assert json.loads(run("report", "--json").stdout)["project"] == "Shop help"
