"""What a handoff takes in: by document, priority, change and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from locmem.errors import UsageError
from locmem.model.priority import Priority
from locmem.pages.handoff_scope import HandoffOptions, documents_meant
from locmem.pipelines.recall import reassign
from locmem.pipelines.run import run_step
from tests.pipelines.shop import Shop
from tests.pipelines.test_handoff import handed_off
from tests.workspace.test_changed_files import git

PAYING, COMPLAINTS = "content/articles/paying.md", "content/articles/complaints.md"


@pytest.fixture
def work(shop: Shop) -> Shop:
    """Three new sentences in an article, one in a legal text, which somebody pinned to priority 1."""
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly. It warms the room. It hums.\n")
    shop.edit(COMPLAINTS, "We answer without delay.", "We answer at once.")
    pin = "ES/es/articles/complaints.md,pin,1,,a complaint,Ana,2026-11-21"
    shop.write("content/backlog.csv", f"item,decision,priority,until,reason,by,on\n{pin}\n")
    shop.run()
    return shop


def sent(shop: Shop, **options: object) -> tuple[list[tuple[str, int]], int]:
    """Document and words of each segment sent, and how many were left over; nothing is written."""
    result = handed_off(shop, HandoffOptions(locales=("es",), **options), is_dry=True)  # type: ignore[arg-type]
    units = [(Path(unit.document).stem, unit.words) for batch in result.batches for unit in batch.manifest.units]
    return units, result.left_over


def test_everything_is_taken_where_nothing_narrows_it(work: Shop) -> None:
    assert sent(work) == ([("complaints", 4), ("paying", 4), ("paying", 4), ("paying", 2)], 0)


def test_only_documents_of_a_priority(work: Shop) -> None:
    assert sent(work, priorities=(Priority.MUST,))[0] == [("complaints", 4)]
    assert len(sent(work, priorities=(Priority.MUST, Priority.SHOULD))[0]) == 4


def test_what_is_out_is_counted_of_the_priorities_asked_for(work: Shop) -> None:
    handed_off(work, HandoffOptions(locales=("es",)))
    out = [
        handed_off(work, HandoffOptions(locales=("es",), priorities=one)).in_flight for one in ((), (Priority.MUST,))
    ]
    assert out == [4, 1]
    again = handed_off(work, HandoffOptions(locales=("es",), priorities=(Priority.MUST,)), is_dry=True)
    assert (again.batches, again.in_flight) == ((), 1)


def test_nothing_is_due_on_a_day_that_has_passed(work: Shop) -> None:
    late = HandoffOptions(locales=("es",), due=work.today - timedelta(days=1))
    with pytest.raises(UsageError, match=r"nothing can be due on 2026-11-20: .* Name a day from 2026-11-21 on"):
        handed_off(work, late)
    [batch] = handed_off(work, replace(late, due=work.today)).batches
    with pytest.raises(UsageError, match="2025-11-28"):
        run_step(work.open(), "jobs", lambda run: reassign(run, batch.manifest.id, due=date(2025, 11, 28)))


@pytest.mark.parametrize(
    ("words", "documents", "left"),
    [
        (3, [], 4),
        (4, ["complaints"], 3),
        (7, ["complaints"], 3),
        (12, ["complaints", "paying", "paying"], 1),
        (14, ["complaints", "paying", "paying", "paying"], 0),
    ],
)
def test_no_more_words_than_asked_for_and_the_most_pressing_first(
    work: Shop, words: int, documents: list[str], left: int
) -> None:
    units, over = sent(work, most_words=words)
    assert ([name for name, _ in units], over) == (documents, left)


def test_what_did_not_fit_comes_with_the_next_handoff(work: Shop) -> None:
    first = handed_off(work, HandoffOptions(locales=("es",), most_words=12))
    assert "1 segment left for another handoff" in first.summary
    [second] = handed_off(work, HandoffOptions(locales=("es",))).batches
    assert [unit.words for unit in second.manifest.units] == [2]


def test_the_manifest_says_what_narrowed_it(work: Shop) -> None:
    options = HandoffOptions(locales=("es",), most_words=12, priorities=(Priority.MUST,), markets=("ES",))
    [batch] = handed_off(work, options, is_dry=True).batches
    assert batch.manifest.scope == "for ES; priority 1; up to 12 words"


@pytest.mark.parametrize("name", ["articles/paying.md", PAYING, "./content/articles/paying.md", "articles/p*.md"])
def test_documents_are_named_by_path_or_pattern(shop: Shop, name: str) -> None:
    assert documents_meant(shop.open(), (name,), "") == ("articles/paying.md",)


def test_a_folder_stands_for_all_in_it(shop: Shop) -> None:
    for name in ("articles", "content/articles/"):
        assert documents_meant(shop.open(), (name,)) == ("articles/complaints.md", "articles/paying.md")


def test_a_name_that_is_no_documents_is_refused(shop: Shop) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.md"):
        documents_meant(shop.open(), ("articles/paying.md", "nowhere.md"), "")


def test_of_what_is_named_only_what_changed_is_meant(shop: Shop) -> None:
    assert documents_meant(shop.open(), (), "") is None
    git(shop, "init", "-q")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "x")
    shop.edit(PAYING, "Good to know", "Good to read")
    project = shop.open()
    assert documents_meant(project, (), "HEAD") == ("articles/paying.md",)
    assert documents_meant(project, ("articles/complaints.md",), "HEAD") == ()


def test_a_past_is_asked_of_a_document_that_there_is(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "## Good to know", "## Nice to know")
    shop.run()
    done = shop.command("history", "articles/payin.md#k3f9xx")
    assert (done.returncode, "Did you mean articles/paying.md?" in done.stderr) == (2, True)
    done = shop.command("history", f"content/{shop.key('Method')}")
    assert done.returncode == 0
