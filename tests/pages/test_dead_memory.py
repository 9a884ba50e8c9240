"""What is gone is found in the memory's committed files; that they are searched once, tests of `check` say."""

from __future__ import annotations

from locmem.model.match import Entry
from locmem.pages.check_context import context_without_documents
from locmem.pages.dead_memory import stored_with_dead_words
from locmem.workspace.project import Project
from tests.pipelines.shop import Shop

TMX = (
    '<tmx version="1.4"><header srclang="en" segtype="sentence" o-tmf="x" creationtool="x" creationtoolversion="1"'
    ' adminlang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Pay.</seg></tuv>'
    '<tuv xml:lang="es"><seg>{target}</seg></tuv></tu></body></tmx>'
)
SAID = "Con la plataforma ODR."


def found_in(project: Project) -> tuple[tuple[str, Entry], ...]:
    asked = project.noted(None)
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


def test_a_file_that_cannot_be_read_is_told(shop: Shop) -> None:
    shop.write("content/memory/es.tmx", TMX.format(target=SAID)[:-20])
    project = shop.open()
    asked = project.noted(None)
    context = context_without_documents(project, project.markets, project.markets, asked)
    found, [problem] = stored_with_dead_words(project, context, asked)
    assert (found, problem.location.path) == ((), "content/memory/es.tmx")
