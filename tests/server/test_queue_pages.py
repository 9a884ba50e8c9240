"""The queue and what the editor asks for and saves."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from locmem.model.translation import HUMAN, State
from locmem.workspace.lock import writing
from tests.server.conftest import Desk, data_of
from tests.waiting import CODED, DRAFT, SOURCE

OWN = "Cobramos el importe al enviar el paquete."
HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}\u202eevil" + "w" * 400


def test_the_queue_has_what_waits_and_its_filter_in_the_address(desk: Desk) -> None:
    page = desk.page("/queue?locale=es&content=articles")
    assert SOURCE in page
    assert "<b>2</b> texts" in page
    assert 'name="content" value="articles"' in page
    assert "in=es&amp;locale=es&amp;content=articles" in page
    assert "Nothing waits here" in desk.page("/queue?locale=ja")


def test_the_editor_begins_with_the_first_and_keeps_place_and_filter_apart(desk: Desk) -> None:
    page = desk.page("/edit?document=articles/paying.md")
    assert data_of(page)["locale"] == "es"
    assert 'data-filter="document=articles%2Fpaying.md"' in page
    assert "Nothing waits here" in desk.page("/edit?locale=ja")


def test_saving_confirms_and_tells_the_next(desk: Desk) -> None:
    item = desk.item(SOURCE)
    status, done = desk.save(item, OWN)
    assert (status, [one["taken"] for one in done["decisions"]]) == (200, [True])
    assert done["next"] == {"key": desk.shop.key(CODED), "locale": "es"}
    entry = desk.shop.entry(SOURCE)
    assert (entry.target, entry.state, entry.origin) == (OWN, State.TRANSLATED, HUMAN)
    assert SOURCE not in desk.page("/queue?locale=es")


def test_whoever_goes_back_sees_what_they_saved(desk: Desk) -> None:
    item = desk.item(SOURCE)
    desk.save(item, OWN)
    again = desk.item(SOURCE)
    assert ("".join(text for text, _ in again["target"]), again["state"]) == (OWN, "translated")


def test_what_was_confirmed_is_suggested_for_the_next_text(desk: Desk) -> None:
    desk.save(desk.item(SOURCE), OWN)
    desk.page("/queue")
    found = desk.shop.command("memory", "search", SOURCE, "--to", "es").stdout
    assert OWN in found


@pytest.mark.parametrize(("reviewed", "state"), [(False, State.TRANSLATED), (True, State.REVIEWED)])
def test_only_who_says_so_confirms_as_a_reviewer(desk: Desk, reviewed: bool, state: State) -> None:
    desk.save(desk.item(SOURCE), OWN, reviewed=reviewed)
    assert desk.shop.entry(SOURCE).state is state


def test_what_somebody_saved_meanwhile_stands_and_is_shown_with_the_difference(desk: Desk) -> None:
    item = desk.item(SOURCE)
    shop, theirs = desk.shop, "Cobramos al enviar."
    shop.change_entry(SOURCE, "es", shop.entry(SOURCE).with_target(theirs, State.TRANSLATED, HUMAN))
    _, done = desk.save(item, "Cobramos luego.")
    [decision] = done["decisions"]
    assert (decision["taken"], decision["kept"], done["run"]) == (False, theirs, "")
    assert ["al enviar", "gone"] in decision["difference"]
    assert ["luego", "came"] in decision["difference"]
    _, now = desk.post("/api/open", key=item["key"], locale="es", window="b", text=OWN)
    assert (now["text"], now["seen"] == item["seen"][item["key"]]) == (theirs, False)


def test_a_stale_text_is_still_valid_only_as_it_was_seen(desk: Desk) -> None:
    shop = desk.shop
    source = "We confirm the payment."
    shop.edit("content/articles/paying.md", "You confirm the payment.", source)
    shop.run()
    item = desk.item(source)
    assert "".join(text for text, _ in item["earlier"]) == "You confirm the payment."
    assert ["We", "came"] in item["changed"]
    place = {"key": item["key"], "locale": "es", "reason": "the same is meant"}
    shop.change_entry(source, "es", shop.entry(source).with_target("Otra.", State.TRANSLATED, HUMAN))
    status, answer = desk.post("/api/still-valid", **place, seen=item["seen"])
    assert (status, "meanwhile" in answer["error"]) == (400, True)


def test_what_is_typed_is_judged(desk: Desk) -> None:
    place = {"key": desk.shop.key(CODED), "locale": "es"}
    _, found = desk.post("/api/judge", **place, text="Abre Pedidos.")
    assert "**" in found["problems"][0]
    _, found = desk.post("/api/judge", **place, text="Abre **Pedidos** para cambiar el método.")
    assert found == {"problems": [], "warnings": [], "notes": []}


def test_a_note_goes_to_the_author_whatever_becomes_of_the_text(desk: Desk) -> None:
    place = {"key": desk.shop.key(SOURCE), "locale": "es"}
    assert desk.post("/api/note", **place, note="Which parcel?")[1]["summary"] == "1 note to the author kept"
    assert desk.shop.entry(SOURCE).remarks == ("Which parcel?",)
    assert desk.shop.entry(SOURCE).target == DRAFT
    assert desk.post("/api/note", **place, note="  ")[0] == 400


def test_who_else_has_a_text_open_is_told(desk: Desk) -> None:
    place = {"key": desk.shop.key(SOURCE), "locale": "es", "text": ""}
    assert desk.post("/api/open", **place, window="a")[1]["others"] == []
    assert len(desk.post("/api/open", **place, window="b")[1]["others"]) == 1
    desk.post("/api/leave", window="a")
    assert desk.post("/api/open", **place, window="b")[1]["others"] == []


def test_no_text_of_a_project_becomes_active(desk: Desk) -> None:
    shop = desk.shop
    shop.change_entry(SOURCE, "es", shop.entry(SOURCE).with_target(HOSTILE, State.DRAFT, shop.entry(SOURCE).origin))
    for address in (
        "/queue?locale=es",
        f"/edit?key={shop.key(SOURCE).replace('#', '%23')}&in=es",
        f"/queue?locale={HOSTILE}",
    ):
        page = desk.page(address)
        assert "<img" not in page
        assert page.count("<script") == page.count("</script>")
        assert "49" not in re.sub(r"[0-9A-Za-z_-]{8,}", "", page)
    item = desk.item(SOURCE)
    assert "".join(text for text, _ in item["target"]) == HOSTILE


def test_a_text_that_is_done_can_be_corrected_by_the_same_way(desk: Desk) -> None:
    item = desk.item("Method")
    assert ("".join(text for text, _ in item["target"]), item["waits"], item["state"]) == ("Método", "", "reviewed")
    assert item["standing"] == "reviewed"
    assert item["next"]
    _, done = desk.save(item, "Forma de pago")
    assert [one["taken"] for one in done["decisions"]] == [True]
    assert desk.shop.entry("Method").target == "Forma de pago"
    [again] = desk.save(item, "Otra cosa")[1]["decisions"]
    assert (again["taken"], again["kept"]) == (False, "Forma de pago")


def test_a_text_that_is_gone_says_so_and_leads_on(desk: Desk) -> None:
    page = desk.page("/edit?key=articles/paying.md%23gone&in=es&locale=es")
    assert "is not there" in page
    assert "/edit?locale=es" in page
    assert data_of(page)["text"] == ""


def test_what_was_just_confirmed_says_by_whom_and_no_longer_that_it_is_a_draft(desk: Desk) -> None:
    item = desk.item(SOURCE)
    assert item["standing"] == ""
    desk.save(item, OWN)
    again = desk.item(SOURCE)
    assert again["standing"] == "translated by you just now"
    assert (again["waits"], "nobody confirmed" in again["why"], again["today"]) == ("", False, 1)
    _, now = desk.post("/api/open", key=item["key"], locale="es", window="b", text="")
    assert now["standing"] == "translated by you just now"


def test_a_draft_that_somebody_keeps_is_said_to_be_theirs(desk: Desk) -> None:
    desk.save(desk.item(SOURCE), "Cobramos", draft=True)
    again = desk.item(SOURCE)
    assert (again["waits"], again["origin"]) == ("draft", "human")


def test_whoever_goes_on_stays_in_the_locale_unless_the_filter_says_otherwise(desk: Desk) -> None:
    shop = desk.shop
    for source in (SOURCE, CODED):
        shop.change_entry(source, "ja", replace(shop.entry(source, "ja"), target="", state=State.UNTRANSLATED))
    found = {locale: {desk.item(one, locale)["next"]["locale"] for one in (SOURCE, CODED)} for locale in ("es", "ja")}
    assert found == {"es": {"es"}, "ja": {"ja"}}
    place = desk.place(SOURCE, "ja")
    item = desk.item("", query=f"key={place['key'].replace('#', '%23')}&in=ja&locale=es&locale=ja&content=articles")
    assert item["language"] == "Japanese"
    for source in (SOURCE, CODED):
        _, done = desk.save(desk.item(source, "ja"), "支払い**注文**" if source == CODED else "支払いを集めます。")
    assert done["next"]["locale"] == "es"


def test_a_page_is_worked_on_from_its_beginning(desk: Desk) -> None:
    shop, order = desk.shop, []
    sources = [entry.source for entry in shop.pair("articles/paying.md").catalog.entries]
    query = "locale=es&document=articles/paying.md"
    found = data_of(desk.page(f"/edit?{query}"))
    for _ in range(2):
        order.append(sources.index("".join(text for text, _ in found["source"])))
        after = found["next"]
        key = after["key"].replace("#", "%23")
        found = desk.item("", query=f"key={key}&in={after['locale']}&{query}")
    assert order == sorted(order)
    assert found["waitingHere"] == 2


def test_parts_of_a_filter_that_no_list_shows_can_be_left_out(desk: Desk) -> None:
    page = desk.page("/queue?locale=es&document=articles/paying.md&content=articles")
    assert 'href="/queue?locale=es&amp;content=articles"' in page
    assert 'href="/queue?locale=es&amp;document=articles%2Fpaying.md"' in page
    desk.save(desk.item(SOURCE), OWN)
    assert "Confirmed by you today: <b>1</b>" in desk.page("/queue")


def test_whoever_saves_while_another_process_writes_is_told_whom_it_waits_for(desk: Desk) -> None:
    item, before = desk.item(SOURCE), desk.shop.in_git()
    with writing(desk.shop.root, "sync"):
        status, answer = desk.save(item, OWN)
        assert (status, "(sync, since" in answer["error"]) == (503, True)
        assert desk.client.get("/queue").status_code == 200
    assert desk.shop.in_git() == before
    assert desk.save(item, OWN)[0] == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("locale=xx", "xx"),
        ("state=odd", "There are: stale"),
        ("priority=high", "There are: 1, 2, 3"),
        ("priority=9", "There are: 1, 2, 3"),
        ("document=articles/none.md", "articles/none.md"),
        ("assignee=Nobody", "nobody here is called"),
        ("origin=mt:odd", "There are: "),
        ("market=ES", "there is no filter"),
    ],
)
def test_a_filter_that_means_nothing_is_told_and_never_done(desk: Desk, query: str, said: str) -> None:
    for address in ("/queue", "/edit", "/api/queue", "/api/next"):
        answer = desk.client.get(f"{address}?{query}")
        text = html.unescape(answer.text)
        assert (answer.status_code, said in text, "Nothing waits" in text) == (400, True, False), (address, text)


def test_a_folder_is_a_filter_as_it_is_for_the_command(desk: Desk) -> None:
    assert "2</b> texts" in desk.page("/queue?document=articles/")
    assert desk.client.get("/api/queue?document=articles/*").json()["texts"] == 2


def test_what_cannot_be_read_is_named_where_it_is_not_counted(desk: Desk) -> None:
    pair = desk.shop.pair("articles/complaints.md")
    desk.shop.write(pair.path, desk.shop.read(pair.path)[:400])
    for address in ("/queue", "/", "/edit?locale=es&document=articles/complaints.md"):
        assert pair.path in desk.page(address), address
    assert desk.client.get("/api/queue").json()["unread"]


def test_a_filter_that_means_nothing_any_more_stops_no_save(desk: Desk) -> None:
    item = desk.item(SOURCE)
    status, answer = desk.post(
        "/api/save?document=articles/gone.md", key=item["key"], locale="es", text=OWN, seen=item["seen"]
    )
    assert (status, answer["next"]) == (200, None)
    assert desk.shop.entry(SOURCE).target == OWN


def test_own_texts_that_wait_for_a_review_are_marked_and_no_way_to_go_on(desk: Desk) -> None:
    source = "We answer within two days."
    page = "content/articles/complaints.md"
    desk.shop.write(page, f"{desk.shop.read(page)}\n{source}\n")
    desk.shop.run("collect")
    status, done = desk.save(desk.item(source), "Respondemos en dos días.")
    assert (status, done["decisions"][0]["taken"]) == (200, True)
    assert "yours; waits for somebody else’s review" in desk.page("/queue?locale=es")
    begun = desk.page("/edit?locale=es&document=articles/complaints.md")
    assert "somebody else’s review" in begun
    assert "Respondemos" in desk.page("/edit?locale=es&document=articles/complaints.md&state=not+reviewed")


def test_who_wrote_a_text_is_told_why_they_do_not_review_it(desk: Desk) -> None:
    source, page = "We answer within two days.", "content/articles/complaints.md"
    desk.shop.write(page, f"{desk.shop.read(page)}\n{source}\n")
    desk.shop.run("collect")
    assert desk.item(source)["own"] == ""
    desk.save(desk.item(source), "Respondemos en dos días.")
    assert "somebody else does it" in desk.item(source)["own"]
    _, found = desk.post("/api/judge", key=desk.shop.key(source), locale="es", text=source)
    assert "same text as its source" in found["warnings"][0]


def test_what_was_confirmed_is_listed_named_and_said_before_it_goes_back(desk: Desk) -> None:
    _, first = desk.save(desk.item(SOURCE), "De otro modo.")
    assert 'href="/confirmed"' in desk.page("/queue")
    key = desk.shop.key(SOURCE)
    for page in ("/confirmed", "/runs"):
        assert (key in desk.page(page), "De otro modo." in desk.page(page)) == (True, True), page
    question = desk.page(f"/undo?id={first['run']}")
    assert "the text below, and nothing else in it" in " ".join(question.split())
    assert "De otro modo." in question.split("now</span>")[1]
    assert DRAFT in question.split("then</span>")[1]
    _, second = desk.save(desk.item(SOURCE), "De un tercero.")
    refused = desk.page(f"/undo?id={first['run']}")
    assert f'<a href="/run?id={second["run"]}">' in refused
    assert "/api/undo" not in refused
    assert "Shop help</title>" in desk.page("/undo?id=nothing")
    _, back = desk.post("/api/undo", run=second["run"])
    assert f"/edit?key={quote(key, safe='')}" in desk.page(f"/run?id={back['run']}")
