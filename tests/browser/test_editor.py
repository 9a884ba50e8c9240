"""What a translator does at the editor, with keys alone."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from playwright.sync_api import Error, Page, Request, Route, expect

from locmem.model.translation import State
from tests.browser.desk import Desk, sentence, text_of, translated, type_anew

pytestmark = pytest.mark.browser


def begin(page: Page, desk: Desk, query: str = "locale=es&document=articles/counter.md&state=draft") -> None:
    page.goto(f"{desk.address}/edit?{query}")
    page.wait_for_selector("#problems[data-judged]", state="attached")


def at(page: Page, number: int) -> None:
    """The text with that number is shown, and was judged."""
    expect(page.locator("#source")).to_have_text(sentence(number))


def test_confirming_goes_on_in_the_order_of_the_queue(page: Page, desk: Desk) -> None:
    begin(page, desk)
    first = int(re.findall(r"parcel (\d+)", page.inner_text("#source"))[0])
    type_anew(page, translated(first))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#source")).not_to_have_text(sentence(first))
    expect(page.locator("#saved")).to_contain_text("Saved")
    entry = desk.shop.entry(sentence(first))
    assert (entry.target, entry.state) == (translated(first), State.TRANSLATED)
    assert "in=es&locale=es" in page.url


def test_all_texts_are_done_without_a_mouse(page: Page, desk: Desk) -> None:
    begin(page, desk, "locale=es&document=articles/counter.md&state=draft")
    for left in reversed(range(12)):
        source = page.inner_text("#source")
        number = int(re.findall(r"parcel (\d+)", source)[0])
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(translated(number))
        page.keyboard.press("Control+Enter")
        if left:
            expect(page.locator("#source")).not_to_have_text(source)
    page.wait_for_url("**/queue?**")
    pair = desk.shop.pair("articles/counter.md")
    assert {entry.target for entry in pair.catalog.entries} >= {translated(number) for number in range(12)}


def test_the_filter_of_all_locales_is_kept_beside_the_place(page: Page, desk: Desk) -> None:
    begin(page, desk, "document=articles/counter.md")
    for _ in range(2):
        key = page.inner_text("#where")
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("#where")).not_to_have_text(key)
    assert "locale=" not in page.url
    page.keyboard.press("Alt+q")
    page.wait_for_url("**/queue?**")
    expect(page.locator("select[name=locale]")).to_have_value("")


def test_the_back_button_returns_to_the_text_before(page: Page, desk: Desk) -> None:
    begin(page, desk)
    first = page.inner_text("#source")
    type_anew(page, translated(0))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#source")).not_to_have_text(first)
    page.go_back()
    expect(page.locator("#source")).to_have_text(first)
    expect(page.locator("#state")).to_have_text("translated")
    page.go_forward()
    expect(page.locator("#source")).not_to_have_text(first)


def test_a_suggestion_is_taken_by_its_number_and_says_what_differs(page: Page, desk: Desk) -> None:
    begin(page, desk)
    type_anew(page, translated(0))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.wait_for_timeout(1500)
    page.reload()
    first = page.locator("#suggestions li").first
    expect(first.locator(".percent")).to_contain_text("%")
    assert first.locator("del, ins").count() >= 1
    assert first.locator(".chip").count() >= 2
    page.locator(".cm-content").click()
    page.keyboard.press("Alt+1")
    assert text_of(page) == first.locator(".proposed").inner_text()


def test_source_and_missing_codes_are_one_key_away(page: Page, desk: Desk) -> None:
    begin(page, desk)
    page.keyboard.press("Alt+0")
    assert text_of(page) == page.inner_text("#source")
    type_anew(page, "Nada ")
    page.keyboard.press("Alt+c")
    page.keyboard.insert_text("aqui")
    page.keyboard.press("Alt+c")
    assert text_of(page) == "Nada **aqui**"
    page.keyboard.press("Alt+c")
    expect(page.locator("#status")).to_have_text("No code is missing.")


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["Backspace"], "uno dos"),
        (["ArrowLeft", "Delete"], "uno dos"),
        (["Shift+ArrowLeft", "Backspace"], "uno dos"),
        (["Shift+ArrowLeft", "x"], "uno xdos"),
        (["ArrowLeft", "y"], "uno y**dos"),
    ],
    ids=["backspace", "delete", "selected", "typed over", "stepped over"],
)
def test_a_code_goes_as_a_whole(page: Page, desk: Desk, keys: list[str], left: str) -> None:
    begin(page, desk)
    type_anew(page, "uno **dos")
    page.keyboard.press("Home")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    for key in keys:
        page.keyboard.press(key)
    assert text_of(page) == left


def test_no_way_of_changing_a_text_cuts_a_code(page: Page, desk: Desk) -> None:
    begin(page, desk)
    type_anew(page, "uno **dos** tres")
    edit = """([from, to, insert]) => {
      const lines = document.querySelector('.cm-line');
      const walker = document.createTreeWalker(lines, NodeFilter.SHOW_TEXT);
      let at = 0, range = document.createRange(), node;
      while ((node = walker.nextNode())) {
        if (from >= at && from <= at + node.length) range.setStart(node, from - at);
        if (to >= at && to <= at + node.length) range.setEnd(node, to - at);
        at += node.length;
      }
      const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
      document.execCommand(insert ? 'insertText' : 'delete', false, insert);
    }"""
    for part in ([5, 7, ""], [3, 5, ""], [5, 5, "x"]):
        type_anew(page, "uno **dos** tres")
        page.evaluate(edit, part)
        page.wait_for_timeout(60)
        stars = re.sub(r"\*\*", "", text_of(page))
        assert "*" not in stars, text_of(page)


def test_japanese_is_composed_beside_codes(page: Page, desk: Desk) -> None:
    begin(page, desk, "locale=ja&document=articles/counter.md")
    type_anew(page, "**荷物**")
    session = page.context.new_cdp_session(page)
    for text in ("k", "か", "かk", "かく"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.insertText", {"text": "書く"})
    assert text_of(page) == "**荷物**書く"


def test_checks_come_while_typing_and_late_ones_are_dropped(page: Page, desk: Desk) -> None:
    begin(page, desk)
    held: list[Route] = []

    def late(route: Route, request: Request) -> None:
        if "primero" in (request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/judge", late)
    type_anew(page, "primero")
    page.wait_for_timeout(250)
    type_anew(page, translated(3))
    expect(page.locator("#problems")).to_have_attribute("data-judged", translated(3))
    for route in held:
        # The page may have taken its request back, which is as well.
        with suppress(Error):
            route.fulfill(json={"problems": ["late"], "notes": []})
    page.wait_for_timeout(200)
    expect(page.locator("#problems")).not_to_contain_text("late")
    type_anew(page, "sin marcas")
    expect(page.locator("#problems .bad")).to_contain_text("**")


def test_the_row_stays_where_it_is(page: Page, desk: Desk) -> None:
    begin(page, desk)
    tops = set()
    for _ in range(6):
        tops.add(page.locator(".work").bounding_box()["y"])  # type: ignore[index]
        key = page.inner_text("#where")
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("#where")).not_to_have_text(key)
        page.wait_for_selector("#problems[data-judged]", state="attached")
    assert len(tops) == 1
    assert page.locator("#above li, #below li").count() >= 3
    assert page.locator("#suggestions").is_visible()


def test_what_was_typed_is_back_after_a_reload_and_in_the_queue(page: Page, desk: Desk) -> None:
    begin(page, desk)
    type_anew(page, "Sin guardar")
    page.reload()
    expect(page.locator("#kept")).to_contain_text("did not save is back")
    assert text_of(page) == "Sin guardar"
    page.goto(f"{desk.address}/queue")
    expect(page.locator("#unsaved")).to_contain_text("Sin guardar")
    page.locator("#typed a").click()
    expect(page.locator("#kept")).to_contain_text("did not save is back")
    page.get_by_text("Discard it").click()
    expect(page.locator(".cm-line")).to_contain_text("Favor")
    expect(page.locator("#kept")).to_be_hidden()
    page.goto(f"{desk.address}/queue")
    expect(page.locator("#unsaved")).to_be_hidden()


def test_a_browser_that_keeps_nothing_is_told(page: Page, desk: Desk) -> None:
    begin(page, desk)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    type_anew(page, "Nada se guarda")
    expect(page.locator("#storage")).to_contain_text("keeps nothing")
    type_anew(page, translated(0))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("Saved")


def test_a_lost_connection_is_told_and_what_was_confirmed_is_saved_when_it_is_back(page: Page, desk: Desk) -> None:
    begin(page, desk)
    first = page.inner_text("#source")
    desk.kill()
    type_anew(page, translated(0))
    expect(page.locator("#offline")).to_contain_text("does not answer")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("saved when the server answers again")
    desk.start()
    expect(page.locator("#source")).not_to_have_text(first, timeout=15_000)
    assert desk.shop.entry(first).target == translated(0)


def test_a_stale_text_shows_what_changed_and_may_still_be_valid(page: Page, desk: Desk) -> None:
    shop = desk.shop
    shop.edit("content/articles/paying.md", "We collect the money when", "We only collect the money when")
    shop.run()
    source = "We only collect the money when the parcel leaves us."
    begin(page, desk, "locale=es&state=stale")
    expect(page.locator("#source")).to_have_text(source)
    expect(page.locator("#changed")).to_contain_text("Earlier source")
    expect(page.locator("#changed ins")).to_contain_text("only")
    expect(page.locator("#target-label")).to_contain_text("earlier source")
    page.keyboard.press("Alt+v")
    page.keyboard.insert_text("only says the same")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue?**")
    entry = shop.entry(source)
    assert (entry.is_stale, entry.note) == (False, "only says the same")


def test_who_translated_a_legal_text_is_told_before_they_review_it(page: Page, desk: Desk) -> None:
    shop = desk.shop
    source = "We answer without delay."
    shop.change_entry(
        source, "es", shop.entry(source).with_target("Respondemos.", State.DRAFT, shop.entry(source).origin)
    )
    begin(page, desk, "locale=es&document=articles/complaints.md")
    expect(page.locator("#review")).to_be_visible()
    expect(page.locator("#notes")).not_to_contain_text("yourself")
    type_anew(page, "Respondemos sin ninguna demora.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/queue?**")
    assert shop.entry(source).state is State.TRANSLATED
    begin(page, desk, "locale=es&document=articles/complaints.md&state=not+reviewed")
    expect(page.locator("#state")).to_have_text("to be reviewed")
    expect(page.locator("#review")).to_be_disabled()
    expect(page.locator("#review-why")).to_contain_text("yourself")
    assert shop.entry(source).state is State.TRANSLATED


def test_a_note_goes_to_the_author(page: Page, desk: Desk) -> None:
    begin(page, desk)
    source = page.inner_text("#source")
    page.keyboard.press("Alt+n")
    page.keyboard.insert_text("Which counter?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("kept")
    assert desk.shop.entry(source).remarks == ("Which counter?",)
    assert "Which counter?" in desk.shop.command("queries", "list").stdout


def test_keys_are_listed(page: Page, desk: Desk) -> None:
    begin(page, desk)
    page.keyboard.press("F1")
    expect(page.locator("#help-keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#skip").focus()
    page.keyboard.press("?")
    expect(page.locator("#help-keys")).to_be_visible()


def test_the_same_text_elsewhere_is_confirmed_with_one_question(page: Page, desk: Desk) -> None:
    shop = desk.shop
    shop.write("content/articles/twin.md", f"---\ntitle: Twin\nslug: twin\n---\n\n{sentence(0)}\n")
    shop.run()
    pair = shop.pair("articles/twin.md")
    draft = shop.pair("articles/counter.md").catalog.entries
    made = next(entry for entry in draft if entry.source == sentence(0))
    shop.put(
        pair.path,
        replace(
            pair.catalog,
            entries=tuple(
                entry.with_target(made.target, made.state, made.origin) if entry.source == sentence(0) else entry
                for entry in pair.catalog.entries
            ),
        ),
    )
    begin(page, desk, "locale=es&state=draft")
    for _ in range(14):
        if page.inner_text("#source") == sentence(0):
            break
        key = page.inner_text("#where")
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("#where")).not_to_have_text(key)
    type_anew(page, "Nada")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text("Not saved")
    expect(page.locator("#others")).to_be_hidden()
    type_anew(page, translated(0))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#others")).to_contain_text("1 other place")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Saved in 2 places")
    for name in ("counter", "twin"):
        targets = [one.target for one in shop.pair(f"articles/{name}.md").catalog.entries if one.source == sentence(0)]
        assert targets == [translated(0)]


def test_a_text_that_is_locked_is_read_only(page: Page, desk: Desk) -> None:
    shop = desk.shop
    shop.write("approvals/ES/es/articles/counter.md.json", '{"by": "Ana"')
    begin(page, desk)
    expect(page.locator("#lock")).to_contain_text("may approve the page")
    expect(page.locator("#confirm")).to_be_disabled()
    before = text_of(page)
    page.keyboard.press("Alt+0")
    assert text_of(page) == before
