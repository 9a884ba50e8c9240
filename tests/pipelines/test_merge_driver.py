"""Two branches of a real repository: git merges catalogs unit by unit, and nothing that somebody confirmed is lost."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from locmem.errors import InputErrors
from locmem.exchange.manifest import write_manifest
from locmem.formats import po
from locmem.memory.kept_pairs import SUPERSEDED
from locmem.model.translation import HUMAN, Origin, OriginKind, State
from locmem.pipelines.conflicts import drop, take, waiting
from locmem.pipelines.merge_driver import merge_file
from locmem.pipelines.review import say, start
from locmem.pipelines.run import run_step
from locmem.pipelines.scaffold import set_up_git
from locmem.reviews.items import Answer
from locmem.reviews.record import read_review
from locmem.workspace.remembering import committed_entries
from tests.exchange.test_manifest_merging import SENT, returned
from tests.pipelines.shop import SPANISH, Shop

CATALOG = "content/translations/es/articles/paying.md.po"
MEMORY = "content/memory/es.tmx"
HEADING, LAST = "Good to know", "Open **Orders** to change the method."
TITLE = "Paying for an order"


@dataclass
class Branches:
    """The small project in a repository of its own, everything committed on `main`."""

    shop: Shop

    def git(self, *words: str, fails: bool = False) -> str:
        """What git says on both streams; it must fail or not, as told."""
        told = (
            "user.name=A",
            "user.email=a@x.example",
            "commit.gpgsign=false",
            "core.editor=true",
            "core.autocrlf=false",
        )
        who = [word for one in told for word in ("-c", one)]
        done = subprocess.run(
            ["git", *who, *words], cwd=self.shop.root, env=self.shop.environment(), capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode()
        assert bool(done.returncode) is fails, said
        return said

    def commit(self, what: str = "work") -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", what)

    def on(self, name: str, start: str = "main") -> None:
        """A new branch."""
        self.git("checkout", "-qb", name, start)

    def write(self, source: str, target: str, *, hours: int = 0) -> None:
        """Somebody writes a target into the catalog and syncs, so many hours on."""
        shop = Shop(self.shop.root, self.shop.moment.replace(hour=self.shop.moment.hour + hours))
        shop.edit(CATALOG, f'msgstr "{shop.entry(source).target}"', f'msgstr "{target}"')
        shop.run()

    def translated(self, name: str, source: str, target: str, *, hours: int = 0) -> None:
        """A branch on which somebody did so."""
        self.on(name)
        self.write(source, target, hours=hours)
        self.commit(name)

    def bytes(self, path: str = CATALOG) -> bytes:
        return (self.shop.root / path).read_bytes()

    def contradicted(self) -> str:
        """Two branches on which the heading was confirmed as “Es bueno saberlo” and “Para saber”, and their merge."""
        for name, target in (("eva", "Es bueno saberlo"), ("ana", "Para saber")):
            self.on(name)
            self.shop.translate("es", {HEADING: target})
            self.shop.run()
            self.commit(name)
        return self.git("merge", "eva", fails=True)

    def remembered(self) -> set[tuple[str, str]]:
        """The pairs in the committed memory."""
        found = committed_entries(self.shop.open(), MEMORY)
        return {(one.target.native, one.origin) for one in found}


@pytest.fixture
def branches(shop: Shop) -> Branches:
    shop.write(".gitignore", ".locmem/\nlocmem.db*\ndist/\n")
    found = Branches(shop)
    found.git("init", "-q", "-b", "main")
    assert set_up_git(shop.root).is_merging
    found.commit("start")
    return found


def test_translations_of_different_units_merge_as_if_one_person_had_made_them(branches: Branches) -> None:
    branches.translated("eva", HEADING, "Es bueno saberlo", hours=2)
    branches.translated("ana", LAST, "Abra **Pedidos** para cambiarlo.", hours=1)
    branches.git("merge", "-q", "eva")
    merged, replaced = branches.bytes(), branches.remembered()
    assert {(SPANISH[HEADING], SUPERSEDED), (SPANISH[LAST], SUPERSEDED)} <= replaced
    assert "Nothing changed" in branches.shop.command("sync").stderr
    assert (branches.bytes(), branches.remembered()) == (merged, replaced)
    branches.translated("both", LAST, "Abra **Pedidos** para cambiarlo.", hours=1)
    branches.write(HEADING, "Es bueno saberlo", hours=2)
    assert branches.bytes() == merged


REVIEW = "reviews/2026-11/ES.yaml"
REFUND, PAYMENT = "ES/fact/consumer_rights.refund_deadline", "ES/fact/payment_methods"


def begun(branches: Branches, name: str, days: int, *answers: tuple[str, str, Answer]) -> None:
    """A branch on which a review was begun so many days on, with answers of that day by key, name and kind."""
    branches.on(name)
    shop = branches.shop.later(days)
    run_step(shop.open(), "review", lambda run: start(run, ["ES"]))
    for key, by, kind in answers:
        run_step(shop.open(), "review", partial(say, keys=[key], answer=kind, by=by, reason="so"))
    branches.commit(name)


def test_a_review_that_two_branches_began_on_different_days_has_the_answers_of_both(branches: Branches) -> None:
    begun(branches, "eva", 2, (REFUND, "Eva", Answer.CONFIRM))
    begun(branches, "ana", 0, (PAYMENT, "Ana", Answer.CHANGE))
    branches.git("merge", "-q", "eva")
    review = read_review(branches.bytes(REVIEW), REVIEW)
    assert (review.begun, review.due) == (date(2026, 11, 21), date(2026, 12, 7))
    assert {one.id: str(one.said) for one in review.items if one.said} == {
        REFUND: "confirm by Eva on 2026-11-23: so",
        PAYMENT: "change by Ana on 2026-11-21: so",
    }
    assert {one.since for one in review.items} == {date(2026, 11, 21)}
    merged = branches.bytes(REVIEW)
    # From the other side it is the same, and the next start changes nothing.
    branches.git("checkout", "-q", "eva")
    branches.git("merge", "-q", "ana^1")
    assert branches.bytes(REVIEW) == merged
    run_step(branches.shop.later(3).open(), "review", lambda run: start(run, ["ES"]))
    assert branches.bytes(REVIEW) == merged


def test_the_same_review_begun_on_one_day_is_the_same_to_the_byte(branches: Branches) -> None:
    begun(branches, "eva", 1)
    one = branches.bytes(REVIEW)
    begun(branches, "ana", 1)
    assert branches.bytes(REVIEW) == one


def test_two_answers_to_one_item_stop_git_and_both_are_kept(branches: Branches) -> None:
    begun(branches, "eva", 0, (REFUND, "Eva", Answer.CONFIRM))
    begun(branches, "ana", 0, (REFUND, "Ana", Answer.CHANGE))
    said = branches.git("merge", "eva", fails=True)
    assert f"{REVIEW}: {REFUND}\n  ours    change by Ana on 2026-11-21: so\n  theirs  confirm by Eva" in said
    assert b"<<<<" not in branches.bytes(REVIEW)
    item = read_review(branches.bytes(REVIEW), REVIEW).find(REFUND)
    assert item is not None
    assert str(item.said) == "change by Ana on 2026-11-21: so"
    assert [str(one.said) for one in item.earlier] == ["confirm by Eva on 2026-11-21: so"]


def test_without_the_driver_git_merges_line_by_line(branches: Branches) -> None:
    branches.translated("eva", HEADING, "Es bueno saberlo", hours=2)
    branches.translated("ana", LAST, "Abra **Pedidos** para cambiarlo.", hours=1)
    branches.git("config", "--remove-section", "merge.locmem")
    assert "CONFLICT" in branches.git("merge", "eva", fails=True)


def test_the_same_unit_stops_git_leaves_no_marker_and_says_what_to_do(branches: Branches) -> None:
    said = branches.contradicted()
    key = branches.shop.key(HEADING)
    assert f"{CATALOG}: {key}  {HEADING}\n  ours    Para saber\n  theirs  Es bueno saberlo\n" in said
    assert f"locmem conflicts take {key} --locale es" in said
    assert "git add" in said
    assert b"<<<<" not in branches.bytes()
    assert po.read(branches.bytes(), CATALOG).is_ended
    [kept] = waiting(branches.shop.open())
    assert (kept.key, kept.returned, kept.here) == (key, "Es bueno saberlo", "Para saber")
    assert [one.check for one in branches.shop.check().findings if one.check == "merge-undecided"]


@pytest.mark.parametrize("is_taken", [True, False], ids=["take", "drop"])
def test_what_was_decided_is_not_told_again_and_the_other_text_is_remembered(
    branches: Branches, is_taken: bool
) -> None:
    branches.contradicted()
    shop, key = branches.shop, branches.shop.key(HEADING)
    settle = take if is_taken else drop
    _, result = run_step(shop.open(), "conflicts", lambda run: settle(run, [key], locales=["es"]))
    assert (result.left, waiting(shop.open())) == (0, ())
    stands, other = ("Es bueno saberlo", "Para saber") if is_taken else ("Para saber", "Es bueno saberlo")
    assert (shop.entry(HEADING).target, shop.entry(HEADING).state) == (stands, State.REVIEWED)
    assert (other, SUPERSEDED) in branches.remembered()
    branches.commit("merged")
    branches.git("checkout", "-q", "eva")
    branches.write(TITLE, "Cómo pagar")
    branches.commit("more")
    branches.git("checkout", "-q", "ana")
    branches.git("merge", "-q", "eva")
    assert (shop.entry(HEADING).target, shop.entry(TITLE).target) == (stands, "Cómo pagar")
    assert waiting(shop.open()) == ()


def test_what_waits_goes_into_the_memory_when_its_text_goes(branches: Branches) -> None:
    branches.contradicted()
    branches.shop.edit("content/articles/paying.md", f"## {HEADING}\n\n", "")
    branches.shop.run()
    assert {("Es bueno saberlo", "human"), ("Para saber", "human")} <= branches.remembered()


def test_a_confirmed_text_beats_a_machine_s_draft(branches: Branches) -> None:
    entry = branches.shop.entry(HEADING)
    machine = Origin(OriginKind.MT, "apertium")
    draft, newer = (entry.with_target(text, State.DRAFT, machine) for text in ("Saber", "Bien saber"))
    branches.shop.change_entry(HEADING, "es", draft)
    branches.commit("drafted")
    branches.on("eva")
    branches.shop.change_entry(HEADING, "es", entry.with_target("Es bueno saberlo", State.TRANSLATED, HUMAN))
    branches.commit("confirmed")
    branches.on("ana")
    branches.shop.change_entry(HEADING, "es", newer)
    branches.commit("drafted again")
    branches.git("merge", "-q", "eva")
    found = branches.shop.entry(HEADING)
    assert (found.target, found.state, found.origin) == ("Es bueno saberlo", State.TRANSLATED, HUMAN)


def test_a_source_edited_on_one_branch_and_translated_on_the_other_loses_nothing(branches: Branches) -> None:
    branches.translated("eva", LAST, "Abra **Pedidos** para cambiarlo.")
    branches.on("ana")
    branches.shop.edit("content/articles/paying.md", LAST, LAST.replace("the method", "the way you pay"))
    branches.shop.run()
    branches.commit("source")
    branches.git("merge", "-q", "eva")
    branches.shop.run()
    found = branches.shop.entry(LAST.replace("the method", "the way you pay"))
    assert (found.target, found.previous_source) == ("Abra **Pedidos** para cambiarlo.", LAST)
    assert found.is_stale
    assert found.state is State.TRANSLATED
    assert (SPANISH[LAST], SUPERSEDED) in branches.remembered()
    assert "Nothing changed" in branches.shop.command("sync").stderr


def test_rebase_and_cherry_pick_ask_it_too(branches: Branches) -> None:
    branches.translated("eva", HEADING, "Es bueno saberlo")
    branches.translated("ana", LAST, "Abra **Pedidos** para cambiarlo.")
    branches.on("picked", "ana")
    branches.git("cherry-pick", "eva")
    picked = branches.bytes()
    branches.git("checkout", "-q", "ana")
    branches.git("rebase", "-q", "eva")
    assert branches.bytes() == picked
    assert branches.shop.entry(HEADING).target == "Es bueno saberlo"
    assert branches.shop.entry(LAST).target == "Abra **Pedidos** para cambiarlo."


def test_a_page_with_blanks_and_quotes_in_its_name_that_both_added(branches: Branches) -> None:
    name = "new page's “best”.md"
    branches.on("eva")
    branches.shop.write(f"content/articles/{name}", "---\ntitle: New\n---\n\nOne more.\n\nTwo more.\n")
    branches.shop.translate("es", {"One more.": "Uno más."})
    branches.shop.run()
    branches.commit("eva")
    branches.on("ana")
    branches.shop.write(f"content/articles/{name}", "---\ntitle: New\n---\n\nOne more.\n\nTwo more.\n")
    branches.shop.translate("es", {"Two more.": "Dos más."})
    branches.shop.run()
    branches.commit("ana")
    branches.git("merge", "-q", "eva")
    assert branches.shop.entry("One more.").target == "Uno más."
    assert branches.shop.entry("Two more.").target == "Dos más."


def test_memories_approvals_and_handoffs_of_both_come_together(branches: Branches) -> None:
    shop = branches.shop
    shop.write_bytes(SENT.path, write_manifest(SENT))
    branches.commit("sent")
    for name, number, source in (("eva", 1, HEADING), ("ana", 2, LAST)):
        branches.on(name)
        shop.write_bytes(SENT.path, write_manifest(returned(SENT, number, f"2026-11-2{number}")))
        branches.write(source, SPANISH[source].replace("e", "é"))
        shop.command("approve", "articles/complaints.md", "--market", "ES", "--locale", "es", "--by", f"{name} Ley")
        branches.commit(name)
    said = branches.git("merge", "eva")
    assert "Both approved the same page" in said
    assert {target for target, _ in branches.remembered()} == {SPANISH[HEADING], SPANISH[LAST]}
    assert '"returned": "2026-11-21"' in shop.read(SENT.path)
    assert '"returned": "2026-11-22"' in shop.read(SENT.path)
    assert '"by": "eva Ley"' in shop.read("approvals/ES/es/articles/complaints.md.json")


@pytest.mark.parametrize("path", [CATALOG, MEMORY], ids=["catalog", "memory"])
def test_of_a_file_that_cannot_be_read_ours_stands_byte_for_byte(branches: Branches, path: str) -> None:
    branches.write(TITLE, "Cómo pagar")
    branches.commit("begun")
    branches.translated("eva", HEADING, "Es bueno saberlo")
    data = branches.bytes(path)
    branches.shop.write_bytes(path, data[: len(data) // 2])
    branches.commit("cut")
    branches.translated("ana", LAST, "Abra **Pedidos** para cambiarlo.")
    before = branches.bytes(path)
    said = branches.git("merge", "eva", fails=True)
    assert f"{path} (theirs)" in said
    assert "Traceback" not in said
    assert branches.bytes(path) == before
    assert f"UU {path}" in branches.git("status", "--short").replace("AA ", "UU ")


def test_what_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    for place in (base, ours, theirs):
        place.write_text(place.name)
    with pytest.raises(InputErrors, match=r"README\.md: this is no catalog"):
        merge_file(base, ours, theirs, "README.md")
    assert ours.read_text() == "ours"


ANSWERED = "Contestamos en {{ market.complaints.trader_reply }}."


def test_signatures_of_two_branches_become_one(branches: Branches) -> None:
    shop = branches.shop
    for name in ("eva", "ana"):
        branches.on(name)
        shop.command("market", "sign", "ES", "odr_link", "--by", f"{name} Ley")
        branches.commit(name)
    assert "Both signed for the same texts" in branches.git("merge", "eva")
    assert '"by": "eva Ley"' in shop.read("approvals/ES/obligations/odr_link.json")
    branches.git("checkout", "-q", "ana")
    # What both translated merges; whether the merged page keeps it nobody has read yet.
    edits = {
        "one": ("Complaints", "Quejas"),
        "two": ("We answer within {{ market.complaints.trader_reply }}.", ANSWERED),
    }
    for name, (source, target) in edits.items():
        branches.on(name, "ana")
        shop.translate("es", {source: target})
        shop.run()
        shop.command("market", "sign", "ES", "odr_link", "--by", name)
        branches.commit(name)
    said = branches.git("merge", "one", fails=True)
    assert "They signed for different texts. Ours stands." in said
    assert '"by": "two"' in shop.read("approvals/ES/obligations/odr_link.json")
