"""A server asks who somebody is before it shows or does anything, and an outsider cannot make it do so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from locmem.clock import FixedClock
from locmem.errors import ProjectError
from locmem.history.changes import RunRecord
from locmem.server.access import COOKIE, SECRET, SECRET_HEADER, ByProxy, Known, Sessions, ThisUser
from locmem.server.accounts import Account, Accounts, Person, Role, change_accounts, hashed
from locmem.server.app import create_app
from locmem.views.live import Live
from locmem.views.runs import is_own
from tests.pipelines.shop import Shop
from tests.waiting import DRAFT, SOURCE

WORDS, HOST = "correct horse battery", "testserver"
SECRET_WORDS = "s" * 32
HTML = {"accept": "text/html"}
OWN = {"origin": f"http://{HOST}"}


ROLES = {"Vera": Role.VIEWER, "Ana": Role.TRANSLATOR, "Rui": Role.REVIEWER, "Max": Role.MANAGER}
HASH = hashed(WORDS)


def account(name: str, role: Role, *locales: str) -> Account:
    return Account(person=Person(name=name, role=role, locales=locales), password=HASH)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "people.yaml"
    change_accounts(place, lambda _: [account(name, role) for name, role in ROLES.items()])
    return place


@pytest.fixture
def people(file: Path) -> Accounts:
    return Accounts(file)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def live(built: Shop) -> Iterator[Live]:
    made = Live(built.root)
    yield made
    made.close()


def client(live: Live, known: Known) -> TestClient:
    return TestClient(create_app(live, {HOST}, known), follow_redirects=False)


def logged_in(client: TestClient, password: str = WORDS, name: str = "Ana") -> int:
    fields = {"name": name, "password": password, "next": "/queue"}
    return int(client.post("/login", data=fields, headers=OWN).status_code)


def test_the_user_of_this_machine_needs_no_password(live: Live) -> None:
    assert client(live, ThisUser()).get("/queue").status_code == 200


def test_nobody_sees_anything_before_they_logged_in(live: Live, people: Accounts) -> None:
    browser = client(live, Sessions(people))
    asked = browser.get("/queue?locale=es", headers=HTML)
    assert (asked.status_code, asked.headers["location"]) == (307, "/login?next=%2Fqueue%3Flocale%3Des")
    assert browser.get("/api/item").status_code == 401
    assert browser.get("/login").status_code == 200
    assert browser.get("/static/page.css").status_code == 200
    assert logged_in(browser) == 303
    assert browser.get("/queue").status_code == 200


def test_a_cookie_is_for_this_site_alone_and_no_script_reads_it(live: Live, people: Accounts) -> None:
    browser = client(live, Sessions(people))
    fields = {"name": "Ana", "password": WORDS, "next": "/"}
    answer = browser.post("/login", data=fields, headers={**OWN, "x-forwarded-proto": "https"})
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "secure", COOKIE))


def test_a_session_ends_by_time_and_by_logging_out(live: Live, people: Accounts) -> None:
    clock = Clock()
    browser = client(live, Sessions(people, clock))
    logged_in(browser)
    clock.now += 13 * 3600
    assert browser.get("/queue", headers=HTML).status_code == 307
    logged_in(browser)
    cookie = browser.cookies[COOKIE]
    browser.post("/logout", headers=OWN)
    browser.cookies.set(COOKIE, cookie)
    assert browser.get("/queue", headers=HTML).status_code == 307


def test_guessing_is_slow(live: Live, people: Accounts) -> None:
    clock = Clock()
    browser = client(live, Sessions(people, clock))
    assert [logged_in(browser, "wrong") for _ in range(5)] == [403] * 5
    assert logged_in(browser) == 403, "the right password, too soon"
    clock.now += 61
    assert logged_in(browser) == 303


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
def test_a_login_ends_on_a_page_of_this_server(live: Live, people: Accounts, elsewhere: str) -> None:
    fields = {"name": "Ana", "password": WORDS, "next": elsewhere}
    answer = client(live, Sessions(people)).post("/login", data=fields, headers=OWN)
    assert answer.headers["location"] == "/"


def test_a_page_of_another_origin_changes_nothing(live: Live, people: Accounts) -> None:
    browser = client(live, Sessions(people))
    fields = {"name": "Ana", "password": WORDS, "next": "/"}
    assert browser.post("/login", data=fields, headers={"origin": "https://evil.example"}).status_code == 403
    logged_in(browser)
    for headers in ({}, OWN, {"origin": "null"}):
        assert browser.post("/api/save", json={}, headers=headers).status_code == 403


def test_a_name_that_is_not_ours_is_refused(live: Live) -> None:
    answer = client(live, ThisUser()).get("/queue", headers={"host": "rebound.example"})
    assert (answer.status_code, "not called" in answer.text) == (403, True)


@pytest.mark.parametrize("path", ["/queue", "/nothing", "/static/page.css"])
def test_every_answer_forbids_what_is_not_ours(live: Live, path: str) -> None:
    headers = client(live, ThisUser()).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_a_proxy_names_users_by_its_secret_alone(live: Live, people: Accounts) -> None:
    browser = client(live, ByProxy(people, "X-Forwarded-User", {SECRET: SECRET_WORDS}))

    def asked(user: str, **secret: str) -> int:
        return int(browser.get("/queue", headers={"x-forwarded-user": user, **secret}).status_code)

    assert asked("Ana") == 403
    assert asked("Ana", **{SECRET_HEADER: "x" * 32}) == 403
    assert asked("Eve", **{SECRET_HEADER: SECRET_WORDS}) == 403
    assert asked("Ana", **{SECRET_HEADER: SECRET_WORDS}) == 200


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_proxy_without_a_secret_is_none(people: Accounts, secret: str) -> None:
    with pytest.raises(ProjectError, match="32 characters"):
        ByProxy(people, "X-Forwarded-User", {SECRET: secret})


@pytest.mark.parametrize("path", ["/static/", "/static/../app.py", "/static/%2e%2e/app.py"])
def test_no_folder_is_listed_and_none_is_left(live: Live, path: str) -> None:
    assert client(live, ThisUser()).get(path).status_code == 404


SAVING = {
    "/api/save": Role.TRANSLATOR,
    "/api/still-valid": Role.TRANSLATOR,
    "/api/note": Role.TRANSLATOR,
    "/api/undo": Role.TRANSLATOR,
    "/api/queries/settle": Role.REVIEWER,
    "/api/review/answer": Role.REVIEWER,
    "/api/review/start": Role.MANAGER,
}
"""What saves, and the least role that it takes."""
ONLY_LOOKING = {"/api/judge", "/api/open", "/api/leave", "/api/preview", "/login", "/logout"}


def as_(name: str, live: Live, people: Accounts) -> tuple[TestClient, dict[str, str]]:
    """A browser in which somebody logged in, and the token of its pages."""
    browser = client(live, Sessions(people))
    assert logged_in(browser, name=name) == 303
    [token] = re.findall('name="locmem-token" content="(.*?)"', browser.get("/runs").text)
    return browser, {"x-locmem-token": token}


def test_every_address_that_saves_is_known_here(live: Live, people: Accounts) -> None:
    app = create_app(live, {HOST}, Sessions(people))
    sent = {route.path for route in app.routes if isinstance(route, Route) and "POST" in (route.methods or ())}
    assert sent == {*SAVING, *ONLY_LOOKING}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_may_save_what_it_is_for_and_nothing_else(shop: Shop, people: Accounts, name: str) -> None:
    live = Live(shop.root, FixedClock(shop.moment))
    browser, token = as_(name, live, people)
    place = {"key": "articles/paying.md#none", "locale": "es", "seen": {}, "text": "x", "reason": "x", "note": "x"}
    for path, least in SAVING.items():
        status = browser.post(
            path, json={**place, "run": "none", "item": "x", "action": "x"}, headers=token
        ).status_code
        assert (status == 403) is not ROLES[name].is_at_least(least), (path, status)
    assert browser.get("/queue").status_code == 200
    live.close()


def test_who_works_in_one_locale_saves_in_no_other(drafted: Shop, file: Path) -> None:
    change_accounts(file, lambda _: [account("Ana", Role.REVIEWER, "ja")])
    live = Live(drafted.root, FixedClock(drafted.moment))
    browser, token = as_("Ana", live, Accounts(file))
    key, before = drafted.key(SOURCE), drafted.in_git()
    item = browser.get("/api/item", params={"key": key, "in": "es"}).json()
    assert item["mayNot"] == "you work in ja here"
    place = {"key": key, "locale": "es", "seen": item["seen"]}
    for path, more in (
        ("/api/save", {"text": "x"}),
        ("/api/save", {"text": "x", "draft": True}),
        ("/api/still-valid", {"reason": "x"}),
        ("/api/note", {"note": "x"}),
    ):
        answer = browser.post(path, json={**place, **more}, headers=token)
        assert (answer.status_code, "you work in ja here, not in es" in answer.json()["error"]) == (403, True)
    live.close()
    assert drafted.in_git() == before


def test_who_did_it_stands_in_the_history_and_may_take_it_back(drafted: Shop, people: Accounts) -> None:
    live = Live(drafted.root, FixedClock(drafted.moment))
    known = Sessions(people)
    app = create_app(live, {HOST}, known)

    def browser_of(name: str) -> tuple[TestClient, dict[str, str]]:
        browser = TestClient(app, follow_redirects=False)
        assert logged_in(browser, name=name) == 303
        [token] = re.findall('name="locmem-token" content="(.*?)"', browser.get("/runs").text)
        return browser, {"x-locmem-token": token}

    ana, token = browser_of("Ana")
    key = drafted.key(SOURCE)
    item = ana.get("/api/item", params={"key": key, "in": "es"}).json()
    typed = {"key": key, "locale": "es", "text": "Cobramos al enviar.", "seen": item["seen"]}
    run = ana.post("/api/save", json=typed, headers=token).json()["run"]
    assert drafted.open().journal.runs(1)[0].who == "Ana"
    rui, other = browser_of("Rui")
    refused = rui.post("/api/undo", json={"run": run}, headers=other)
    assert (refused.status_code, "takes a manager" in refused.json()["error"]) == (403, True)
    assert "Take it back" not in rui.get(f"/run?id={run}").text
    assert "Take it back" in ana.get(f"/run?id={run}").text
    assert ana.post("/api/undo", json={"run": run}, headers=token).status_code == 200
    live.close()
    assert drafted.entry(SOURCE).target == DRAFT


def test_who_lost_their_account_or_password_is_out_at_once(live: Live, people: Accounts, file: Path) -> None:
    browser, _ = as_("Ana", live, people)
    change_accounts(file, lambda _: [account("Ana", Role.MANAGER)])
    assert "manager" in browser.get("/runs").text
    change_accounts(
        file, lambda _: [Account(person=Person(name="Ana", role=Role.MANAGER), password=hashed("another " + WORDS))]
    )
    assert browser.get("/runs", headers=HTML).status_code == 307
    logged_in(browser, "another " + WORDS)
    change_accounts(file, lambda _: [])
    assert browser.get("/runs", headers=HTML).status_code == 307


def test_no_page_holds_a_password_its_hash_or_a_session(live: Live, people: Accounts) -> None:
    browser, _ = as_("Max", live, people)
    for path in ("/login", "/", "/queue", "/runs", "/markets"):
        page = browser.get(path).text
        assert not any(word in page for word in (WORDS, "$argon2", browser.cookies[COOKIE]))


def test_a_request_of_any_length_is_not_read(live: Live, people: Accounts) -> None:
    browser = client(live, Sessions(people))
    assert browser.post("/login", content=b"name=" + b"a" * 1_000_001, headers=OWN).status_code == 413
    assert browser.post("/login", content=iter([b"name=a"]), headers=OWN).status_code == 413


def test_guesses_of_strangers_lock_nobody_out_of_a_browser_they_used(live: Live, people: Accounts) -> None:
    clock = Clock()
    sessions = Sessions(people, clock)
    own, stranger = client(live, sessions), client(live, sessions)
    assert logged_in(own) == 303
    assert [logged_in(stranger, "wrong") for _ in range(6)] == [403] * 6
    assert logged_in(stranger) == 403
    assert logged_in(own) == 303
    assert [logged_in(own, "wrong") for _ in range(5)] == [403] * 5
    assert logged_in(own) == 403, "its own guesses count"


def test_what_one_person_began_nobody_else_ends_in_the_same_browser(drafted: Shop, people: Accounts) -> None:
    live = Live(drafted.root, FixedClock(drafted.moment))
    browser, token = as_("Ana", live, people)
    key, before = drafted.key(SOURCE), drafted.in_git()
    item = browser.get("/api/item", params={"key": key, "in": "es"}).json()
    assert logged_in(browser, name="Max") == 303
    typed = {"key": key, "locale": "es", "text": "Cobramos al enviar.", "seen": item["seen"]}
    answer = browser.post("/api/save", json=typed, headers=token)
    assert (answer.status_code, "somebody else's" in answer.json()["error"]) == (403, True)
    live.close()
    assert drafted.in_git() == before


def test_a_run_of_a_command_or_of_another_locale_is_nobodys_own() -> None:
    def run(pipeline: str, who: str) -> RunRecord:
        return RunRecord(id="1", pipeline=pipeline, started="", status="done", summary="", who=who, files=1, targets=1)

    def mine(one: RunRecord, *locales: str) -> bool:
        return is_own(one, locales, "Ana", ("es",).__contains__)

    assert mine(run("post-edit", "ana"), "es")
    assert not mine(run("post-edit", "Ana"), "es", "ja")
    assert not mine(run("sync.yaml", "Ana"), "es")
    assert not mine(run("post-edit", ""), "es")


def test_a_form_of_too_many_fields_is_told(live: Live, people: Accounts) -> None:
    answer = client(live, Sessions(people)).post("/login", content=b"a=b&" * 1_000, headers=OWN)
    assert (answer.status_code, "not whole" in answer.text) == (400, True)
