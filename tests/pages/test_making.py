"""Pages are kept while all they were made of is the same, and what they bring along is looked into each time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from locmem.clock import FixedClock
from locmem.pages import making
from locmem.pages.shown import Outcome, Shown, page_for
from locmem.pipelines.publish import PublishOptions, PublishResult, Target, publish
from locmem.pipelines.run import run_step
from locmem.workspace.project import open_project
from tests.pipelines.shop import PNG, Shop

pytestmark = pytest.mark.usefixtures("own_state")

PAYING, COMPLAINTS = "articles/paying.md", "articles/complaints.md"
PICTURE = "content/articles/img/step.png"
SPAIN = PublishOptions(markets=("ES",))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that pages are really made of."""
    found: list[str] = []

    def noted(*given: object) -> Shown:
        found.append(given[2].source.path)  # type: ignore[attr-defined]
        return page_for(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "page_for", noted)
    return found


def published(shop: Shop, options: PublishOptions = SPAIN, *, keeps_answers: bool = True) -> PublishResult:
    project = open_project(shop.root, FixedClock(shop.moment), keeps_answers=keeps_answers)
    return run_step(project, "render", lambda run: publish(run, options))[1]


def of_spain(shop: Shop) -> dict[str, bytes]:
    folder = shop.root / "dist" / "ES"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("target", [Target.MARKDOWN, Target.HTML])
def test_a_page_is_made_once_and_written_again_where_it_was_removed(
    shop: Shop, made: list[str], target: Target
) -> None:
    options = PublishOptions(markets=("ES",), target=target)
    first = published(shop, options)
    files = of_spain(shop)
    assert made
    made.clear()
    for path in files:
        (shop.root / "dist" / "ES" / path).unlink()
    again = published(shop, options)
    assert (made, of_spain(shop), again) == ([], files, first)


def change_the_source(shop: Shop) -> None:
    shop.edit(f"content/{PAYING}", "We collect the money when the parcel leaves us.", "We collect it later.")


def change_the_catalog(shop: Shop) -> None:
    path = f"content/translations/es/{PAYING}.po"
    shop.write(path, shop.read(path).replace("Cobramos", "Siempre cobramos"))


def approve_it(shop: Shop) -> None:
    shop.write(f"approvals/ES/es/{PAYING}.json", "{}")


@pytest.mark.parametrize("change", [change_the_source, change_the_catalog, approve_it])
def test_a_page_is_made_again_where_something_of_its_own_changed(
    shop: Shop, made: list[str], change: Callable[[Shop], None]
) -> None:
    published(shop)
    made.clear()
    change(shop)
    published(shop)
    assert set(made) == {PAYING}


def test_a_catalog_of_another_locale_is_not_even_looked_at(shop: Shop, made: list[str]) -> None:
    published(shop)
    made.clear()
    shop.write_bytes(f"content/translations/ja/{PAYING}.po", b"\xff\xfe\x00")
    assert (published(shop).unread, made) == ((), [])


def test_a_page_is_made_again_once_its_picture_is_there_and_no_more_after_that(shop: Shop, made: list[str]) -> None:
    shop.write(f"content/{PAYING}", shop.read(f"content/{PAYING}") + "\n![](img/step.png)\n")
    published(shop)
    assert not (shop.root / "dist/ES/es/articles/img/step.png").exists()
    shop.write_bytes(PICTURE, PNG)
    made.clear()
    published(shop)
    assert (set(made), (shop.root / "dist/ES/es/articles/img/step.png").read_bytes()) == ({PAYING}, PNG)
    made.clear()
    published(shop)
    assert made == []
    shop.write_bytes(PICTURE, b"<script>")
    result = published(shop)
    assert not (shop.root / "dist/ES/es/articles/img/step.png").exists()
    assert "img/step.png" in " ".join(result.notes)


def test_a_link_is_told_to_lead_nowhere_once_its_page_is_gone(shop: Shop, made: list[str]) -> None:
    shop.edit(f"content/{PAYING}", "We collect the money", "[Complain](complaints.md). We collect the money")
    assert not any("leads nowhere" in note for note in published(shop).notes)
    made.clear()
    shop.write(f"content/{COMPLAINTS}", shop.read(f"content/{COMPLAINTS}").replace("---\n", "---\nmarkets: [JP]\n", 1))
    assert any("leads nowhere" in note for note in published(shop).notes)
    assert PAYING not in made


def test_what_an_archive_brings_along_is_not_believed(
    shop: Shop, made: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    published(shop)
    made.clear()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("somebody-else")))
    published(shop)
    assert PAYING in made


def test_without_what_is_kept_the_same_is_found_and_nothing_is_kept(shop: Shop, made: list[str]) -> None:
    kept = published(shop)
    files = of_spain(shop)
    made.clear()
    anew = published(shop, keeps_answers=False)
    assert PAYING in made
    assert (anew.pages, anew.notes, of_spain(shop)) == (kept.pages, kept.notes, files)


def test_a_page_that_was_withheld_for_want_of_an_approval_appears_with_it(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "risks:\n  standard: {sign_off: required}\n")
    held = {page.document: page.outcome for page in published(shop).pages}
    assert held[PAYING] is Outcome.WITHHELD
    shop.write(f"approvals/ES/es/{PAYING}.json", "no approval")
    assert any("approvals/ES" in problem.location.path for problem in published(shop).unread)
    assert any("approvals/ES" in problem.location.path for problem in published(shop).unread)
