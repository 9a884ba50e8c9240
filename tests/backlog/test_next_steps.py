"""What to do next about each kind of work: a sentence with a command that locmem knows, and the texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from locmem.backlog.answers import Given
from locmem.backlog.duties import Owed
from locmem.backlog.evidence import Duty
from locmem.backlog.items import BacklogItem
from locmem.backlog.next_steps import changed_step, law_step, named, page_step
from locmem.backlog.work import PageWork, Words
from locmem.checks.cards import Card
from locmem.cli.main import command_line
from locmem.errors import Location
from locmem.model.document import Risk
from locmem.model.review_rules import ItemKind
from locmem.pages.overview import overview
from locmem.render.policy import UNSIGNED, Show
from tests.pipelines.shop import Shop

NEW = "\nThe lamp glows softly in every room of the house tonight.\n"
WORK = PageWork(
    document="articles/a.md",
    locale="es",
    market="ES",
    topic="",
    is_answer=False,
    risk=Risk.STANDARD,
    counts=(0, 0, 0, 0),
    stale_since=None,
    figures=0,
    words=Words(new=3),
    shown=Show.SOURCE,
)
EXPORT = "`locmem export articles/a.md --locale es`"


@pytest.mark.parametrize(
    ("more", "step"),
    [
        ({"counts": (2, 0, 0, 0)}, f"Have 2 texts translated: {EXPORT}, then `locmem import` what comes back."),
        (
            {"counts": (1, 1, 0, 3)},
            f"Have 1 text translated, 1 text confirmed and 3 texts renewed: {EXPORT}, then `locmem import` what "
            "comes back.",
        ),
        ({"counts": (0, 0, 4, 0)}, f"Have 4 texts reviewed: {EXPORT}, then `locmem import --reviewed`."),
        (
            {"blocked": (UNSIGNED,)},
            "Have it approved by name: `locmem approve articles/a.md --market ES --locale es --by NAME`.",
        ),
        (
            {"blocked": ("the legal fact tax of ES is unverified",)},
            "Read the facts that keep it back at their sources, and write the day into markets/ES.yaml: "
            "`locmem market show ES`.",
        ),
    ],
)
def test_a_page_says_its_next_step_with_the_command(more: dict[str, object], step: str) -> None:
    assert page_step(replace(WORK, **more)) == step  # type: ignore[arg-type]


def test_what_a_variant_lacks_is_sent_in_its_base() -> None:
    lacking = replace(WORK, locale="es-MX", base="es", counts=(1, 0, 0, 0), words=Words())
    assert EXPORT in page_step(lacking)
    assert "--locale es-MX" in page_step(replace(lacking, words=Words(stale=3), counts=(0, 0, 0, 1)))


def card(name: str) -> Card:
    values = dict.fromkeys(Card.__dataclass_fields__, "")
    return Card(**{**values, "file": f"content/articles/{name}.md"})  # type: ignore[arg-type]


DAY = date(2026, 11, 30)
START = date(2026, 12, 28)
ITEMS = ("ES/obligation/forms", "ES/law/2026-12-28/obligations.forms")
READ = (
    "Read the 3 texts on it before 2026-12-28, and write what they lack, as markets/ES.yaml:7:5 has it. "
    "Once they keep it:"
)


def owed(duty: Duty, *texts: str, change: Given | None = None) -> Owed:
    return Owed(
        name="obligations.forms",
        duty=duty,
        items=ITEMS,
        texts=tuple(map(card, texts)),
        place=Location(path="markets/ES.yaml", line=7, column=5),
        asks="Name the forms.",
        topics=("complaints",),
        change=change,
    )


@pytest.mark.parametrize(
    ("found", "asked", "step"),
    [
        (
            replace(owed(Duty(key="forms", missing=("no text says it",)), "a"), step="Write it."),
            "",
            "Write it.",
        ),
        (
            owed(Duty(key="forms", days=28, begins=START), "a", "b", "c"),
            "",
            f"{READ} `locmem review start --market ES` asks for that answer; until then `locmem backlog snooze"
            " ES/obligations.forms --until 2026-12-28 --by NAME --reason TEXT`.",
        ),
        (
            owed(Duty(key="forms", days=28, begins=START), "a", "b", "c"),
            ITEMS[1],
            f"{READ} `locmem review confirm ES/law/2026-12-28/obligations.forms --by NAME`.",
        ),
        (
            owed(Duty(key="forms", age=3, begins=date(2026, 11, 27)), "a"),
            ITEMS[0],
            "Read content/articles/a.md, and write what they lack, as markets/ES.yaml:7:5 has it. Once they keep it:"
            " `locmem review confirm ES/obligation/forms --by NAME`.",
        ),
        (
            owed(Duty(key="forms", age=3, begins=date(2026, 11, 27)), "a"),
            "",
            "Read content/articles/a.md, and write what they lack, as markets/ES.yaml:7:5 has it. Once they keep it:"
            " `locmem review start --market ES` asks for that answer; until then `locmem backlog snooze"
            " ES/obligations.forms --until 2026-12-14 --by NAME --reason TEXT`.",
        ),
        (
            # Put off to its last day it would be asked by nobody.
            owed(Duty(key="forms", age=29, begins=date(2026, 11, 1)), "a"),
            "",
            "Read content/articles/a.md, and write what they lack, as markets/ES.yaml:7:5 has it. Once they keep it:"
            " `locmem review start --market ES` asks for that answer.",
        ),
        (
            owed(Duty(key="forms", days=28, begins=START)),
            "",
            "Write a text with `topic: complaints`: there is none on it, as markets/ES.yaml:7:5 has it.",
        ),
    ],
)
def test_law_says_what_to_write_or_read_and_how_to_say_that_it_is_done(found: Owed, asked: str, step: str) -> None:
    assert law_step(found, "ES", DAY, {asked}) == step


def test_what_a_reviewer_wants_changed_says_how_to_end_it() -> None:
    given = Given(
        item=ITEMS[0],
        kind=ItemKind.OBLIGATION,
        month="2026-10",
        what="",
        by="Ana",
        on=DAY,
        is_change=True,
        is_newest=False,
    )
    step = law_step(owed(Duty(key="forms"), "a", change=given), "ES", DAY, set(ITEMS))
    assert step == (
        "Change it in content/articles/a.md, or give it to somebody who does. Once it is done: `locmem review confirm"
        " ES/obligation/forms --month 2026-10 --by NAME`."
    )
    assert changed_step(replace(given, is_newest=True)).startswith("Change it, or give it to somebody who does. ")
    assert named(["a", "b", "c"]) == "the 3 texts on it"


def items(shop: Shop) -> list[BacklogItem]:
    project = shop.open()
    return list(overview(project, project.markets).backlog)


def test_every_item_of_a_project_names_files_that_are_there_and_commands_that_exist(shop: Shop) -> None:
    for name in ("paying", "complaints"):
        shop.write(f"content/articles/{name}.md", shop.read(f"content/articles/{name}.md") + NEW)
    shop.edit("locmem.yaml", "project: Shop help", "project: Shop help\nrisks: {standard: {sign_off: required}}")
    shop = replace(shop, moment=shop.moment.replace(month=12, day=20))
    found = items(shop)
    assert {item.document.partition(".")[0] for item in found} >= {"articles/paying", "obligations"}
    groups = command_line().commands
    for item in found:
        assert item.texts
        assert all((shop.root / text).is_file() for text in item.texts)
        commands = re.findall(r"`locmem ([a-z]+)(?: ([a-z]+))?", item.do)
        assert commands
        for first, second in commands:
            inner = getattr(groups[first], "commands", None)
            assert inner is None or second in inner
        assert bool(item.asks) is item.document.startswith("obligations.")
