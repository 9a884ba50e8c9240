"""Two people and a merge at work on the same texts: each sees the other, and nothing is written over unseen."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from locmem.model.translation import HUMAN, State
from tests.browser.desk import Desk, sentence, text_of, translated, type_anew
from tests.pipelines.shop import Shop

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Two browsers of two people."""
    contexts = [browser.new_context() for _ in range(2)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def open_text(page: Page, desk: Desk, number: int) -> None:
    key = desk.shop.key(sentence(number)).replace("#", "%23")
    page.goto(f"{desk.address}/edit?key={key}&in=es&locale=es")
    page.wait_for_selector("#problems[data-judged]", state="attached")


def test_the_second_sees_the_first_at_once_and_no_longer_once_they_left(desk: Desk, pages: tuple[Page, Page]) -> None:
    one, other = pages
    open_text(one, desk, 0)
    open_text(other, desk, 0)
    expect(other.locator("#presence")).to_contain_text("open in another window", timeout=2_000)
    expect(one.locator("#presence")).to_contain_text("open in another window", timeout=6_000)
    other.goto(f"{desk.address}/queue")
    expect(one.locator("#presence")).to_be_hidden(timeout=6_000)


def test_of_two_who_confirm_the_second_sees_both_texts_and_chooses(desk: Desk, pages: tuple[Page, Page]) -> None:
    one, other = pages
    for page in pages:
        open_text(page, desk, 0)
    type_anew(other, translated(0).replace("lleve", "traiga"))
    type_anew(one, translated(0))
    one.keyboard.press("Control+Enter")
    expect(one.locator("#saved")).to_contain_text("Saved")
    other.keyboard.press("Control+Enter")
    expect(other.locator("#conflict")).to_contain_text(translated(0))
    expect(other.locator("#conflict del")).to_contain_text("lleve")
    expect(other.locator("#conflict ins")).to_contain_text("traiga")
    assert desk.shop.entry(sentence(0)).target == translated(0)
    other.get_by_text("Confirm mine instead").click()
    expect(other.locator("#saved")).to_contain_text("Saved")
    assert desk.shop.entry(sentence(0)).target == translated(0).replace("lleve", "traiga")


def test_what_was_kept_over_a_reload_is_shown_against_what_stands_there_by_then(
    desk: Desk, pages: tuple[Page, Page]
) -> None:
    one, other = pages
    for page in pages:
        open_text(page, desk, 0)
    type_anew(other, translated(0).replace("lleve", "traiga"))
    type_anew(one, translated(0))
    one.keyboard.press("Control+Enter")
    expect(one.locator("#saved")).to_contain_text("Saved")
    other.reload()
    expect(other.locator("#conflict")).to_contain_text("You saved another text here yourself")
    other.get_by_text("Keep the other window’s").click()
    expect(other.locator("#conflict")).to_be_hidden()
    expect(other.locator("#status")).to_have_text("What stands here is kept; yours is not saved.")
    expect(other.locator("#target-label")).to_contain_text("by you")
    assert text_of(other) == translated(0)


def test_two_browsers_and_a_merge_write_over_nothing_unseen(desk: Desk, pages: tuple[Page, Page]) -> None:
    """Each text is decided by three at once; whatever was confirmed stands until somebody who saw it decided."""
    chance, shop = random.Random(17), desk.shop
    for number in range(8):
        for page in pages:
            open_text(page, desk, number)
        texts = {
            "one": f"{translated(number)} A{number}.".replace(". ", " "),
            "other": f"{translated(number)} B{number}.".replace(". ", " "),
            "merge": f"{translated(number)} C{number}.".replace(". ", " "),
        }
        for page, name in zip(pages, ("one", "other"), strict=True):
            type_anew(page, texts[name])
        order = chance.sample(list(texts), 3)
        for name in order:
            if name == "merge":
                entry = shop.entry(sentence(number))
                if not entry.is_confirmed:
                    shop.change_entry(sentence(number), "es", entry.with_target(texts[name], State.TRANSLATED, HUMAN))
                continue
            page = pages[0] if name == "one" else pages[1]
            page.keyboard.press("Control+Enter")
            if name == order[0]:
                expect(page.locator("#saved")).to_contain_text("Saved")
            else:
                expect(page.locator("#conflict")).to_be_visible()
                assert text_of(page) == texts[name]
        assert shop.entry(sentence(number)).target == texts[order[0]]


def test_a_source_that_changed_meanwhile_is_shown_with_what_was_typed(desk: Desk, page: Page) -> None:
    open_text(page, desk, 0)
    type_anew(page, translated(0))
    shop = desk.shop
    shop.edit("content/articles/counter.md", sentence(0), sentence(0).replace("Please", "Always"))
    shop.run()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#conflict")).to_contain_text("source changed")
    page.get_by_text("Look at it with the new source").click()
    expect(page.locator("#source")).to_contain_text("Always")
    assert text_of(page) == translated(0)
    expect(page.locator("#kept")).to_contain_text("earlier source")


def test_a_draft_that_somebody_else_kept_is_not_written_over(desk: Desk, page: Page) -> None:
    open_text(page, desk, 0)
    type_anew(page, translated(0))
    shop = desk.shop
    theirs = "Por favor, **espere**."
    shop.change_entry(sentence(0), "es", replace(shop.entry(sentence(0)), target=theirs))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#conflict")).to_contain_text(theirs)
    assert re.search(re.escape(theirs), shop.entry(sentence(0)).target)


def git(folder: Path, *words: str) -> str:
    """What git says there, as somebody."""
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@shop.test", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_browsers_and_a_pull_write_over_nothing_unseen(
    desk: Desk, pages: tuple[Page, Page], tmp_path: Path
) -> None:
    """Somebody elsewhere confirms what two have open; git brings it while they type, and again after one saved."""
    shop = desk.shop
    git(shop.root, "init", "-q", "-b", "main")
    (shop.root / ".gitignore").write_text(".locmem/\nlocmem.db\ndist/\n", encoding="utf-8")
    assert shop.command("init", "--git").returncode == 0
    git(shop.root, "add", "-A")
    git(shop.root, "commit", "-q", "-m", "Drafts")
    git(tmp_path, "clone", "-q", str(shop.root), "elsewhere")
    elsewhere = Shop(tmp_path / "elsewhere", shop.moment)
    git(shop.root, "remote", "add", "origin", str(elsewhere.root))
    theirs = {number: f"{translated(number)} Z{number}.".replace(". ", " ") for number in range(4)}

    def confirm_elsewhere(number: int) -> None:
        entry = elsewhere.entry(sentence(number))
        elsewhere.change_entry(sentence(number), "es", entry.with_target(theirs[number], State.TRANSLATED, HUMAN))
        git(elsewhere.root, "commit", "-q", "-a", "-m", f"Text {number}")

    for number in range(2):
        for page in pages:
            open_text(page, desk, number)
            type_anew(page, translated(number))
        confirm_elsewhere(number)
        git(shop.root, "pull", "-q", "--no-rebase", "origin", "main")
        for page in pages:
            page.keyboard.press("Control+Enter")
            expect(page.locator("#conflict")).to_contain_text(theirs[number])
            assert text_of(page) == translated(number)
        assert shop.entry(sentence(number)).target == theirs[number]
    one, other = pages
    open_text(one, desk, 2)
    open_text(other, desk, 3)
    type_anew(one, translated(2))
    one.keyboard.press("Control+Enter")
    expect(one.locator("#saved")).to_contain_text("Saved")
    confirm_elsewhere(3)
    git(shop.root, "commit", "-q", "-a", "-m", "Here")
    git(shop.root, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    assert shop.entry(sentence(2)).target == translated(2)
    assert shop.entry(sentence(3)).target == theirs[3]
    type_anew(other, translated(3))
    other.keyboard.press("Control+Enter")
    expect(other.locator("#conflict")).to_contain_text(theirs[3])
    assert shop.entry(sentence(3)).target == theirs[3]
