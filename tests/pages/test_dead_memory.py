"""What is gone is found in the memory's committed files, which are read for it once."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.model.match import Entry
from locmem.pages import dead_memory
from locmem.pages.check_context import context_without_documents
from locmem.pages.dead_memory import stored_with_dead_words
from locmem.workspace.project import Project, open_project
from tests.pipelines.shop import Shop

TMX = (
    '<tmx version="1.4"><header srclang="en" segtype="sentence" o-tmf="x" creationtool="x" creationtoolversion="1"'
    ' adminlang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Pay.</seg></tuv>'
    '<tuv xml:lang="es"><seg>{target}</seg></tuv></tu></body></tmx>'
)
SAID = "Con la plataforma ODR."
BEFORE_IT_ENDED = date(2025, 7, 1)


def found_in(project: Project, day: date | None = None) -> tuple[tuple[str, Entry], ...]:
    asked = project.noted(day)
    found, problems = stored_with_dead_words(
        project, context_without_documents(project, project.markets, project.markets, asked), asked
    )
    assert problems == ()
    return found


def test_the_files_that_hold_some_are_read_and_no_others(shop: Shop) -> None:
    shop.write("content/memory/es.tmx", TMX.format(target=SAID))
    shop.write("content/memory/ja.tmx", TMX.format(target="カードで支払います。").replace('"es"', '"ja"'))
    [(path, entry)] = found_in(shop.open())
    assert (path, entry.target.text) == ("content/memory/es.tmx", SAID)


def test_what_is_gone_on_a_day_is_not_before(shop: Shop) -> None:
    shop.write("content/memory/es.tmx", TMX.format(target=SAID))
    assert found_in(shop.open(), BEFORE_IT_ENDED) == ()
    assert len(found_in(shop.open())) == 1


def test_a_file_is_looked_through_once(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.write("content/memory/es.tmx", TMX.format(target="Pague con tarjeta."))
    with open_project(shop.root, shop.open().clock) as project:
        assert found_in(project) == ()
        project.keep_answers()
    monkeypatch.setattr(dead_memory, "dead_words", lambda text, forms: pytest.fail("looked through again"))
    assert found_in(shop.open()) == ()


def test_a_file_that_cannot_be_read_is_told(shop: Shop) -> None:
    shop.write("content/memory/es.tmx", TMX.format(target=SAID)[:-20])
    project = shop.open()
    asked = project.noted(None)
    context = context_without_documents(project, project.markets, project.markets, asked)
    found, [problem] = stored_with_dead_words(project, context, asked)
    assert (found, problem.location.path) == ((), "content/memory/es.tmx")
