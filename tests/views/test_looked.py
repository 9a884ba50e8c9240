"""The order in which texts are worked on, and what is known at once of what was done since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from locmem.clock import FixedClock
from locmem.postedit.ordering import Place, Wanted
from locmem.views.editor import Editor, Opened
from locmem.views.live import Live
from locmem.views.looked import Looked
from tests.pipelines.shop import Shop
from tests.waiting import CODED, SOURCE

PAYING = "content/articles/paying.md"
LIKE = "We collect the money once the parcel leaves us."
RIGHTS = "We answer within two days."
OWN, OTHER = "Cobramos el dinero al enviarlo.", "Cobramos el importe al enviar el paquete."
SPANISH = Wanted(locales=("es",))


def test_texts_follow_each_other_round_and_those_that_are_done_are_passed(drafted: Shop) -> None:
    project = drafted.open()
    looked = Looked.at(project).warmed(project)
    first, second = (item.place for item in looked.found.items)
    assert {first.key, second.key} == {drafted.key(SOURCE), drafted.key(CODED)}
    wanted = Wanted(locales=("es",))

    def after(place: Place | None, *done: Place) -> Place | None:
        item = looked.following(place, wanted, lambda one: one.place not in done)
        return item.place if item else None

    assert after(None) == first
    assert after(first) == second
    assert after(second) == first
    assert after(None, first) == second
    assert after(first, second) is None
    assert looked.following(None, Wanted(locales=("ja",)), lambda one: True) is None
    assert looked.at_place(second) is looked.found.items[1]
    assert looked.at_place(second._replace(occurrence="gone")) is None
    project.close()


@pytest.fixture
def live(drafted: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """A server that looked through the project once and never comes to look again."""
    monkeypatch.setattr("locmem.views.live._QUIET", 1_000_000)
    drafted.write(PAYING, drafted.read(PAYING) + f"\n{LIKE}\n")
    rights = "content/articles/complaints.md"
    drafted.write(rights, drafted.read(rights) + f"\n{RIGHTS}\n")
    drafted.run("collect")
    live = Live(drafted.root, FixedClock(drafted.moment), looks_ahead=True)
    Editor(live).patiently(lambda: Editor(live).following(None, SPANISH))
    yield live
    live.close()


def opened(live: Live, shop: Shop, source: str) -> Opened:
    document, _, occurrence = shop.key(source).partition("#")
    return Editor(live).patiently(lambda: Editor(live).open(Place("es", document, occurrence)))


def suggested(live: Live, shop: Shop, source: str) -> list[str]:
    return [one.match.target.text for one in opened(live, shop, source).shown.whole.nearest]


def confirm(live: Live, shop: Shop, source: str, text: str, *, is_draft: bool = False) -> Place:
    at = opened(live, shop, source)
    Editor(live).take(at.place, text, at.seen, is_draft=is_draft)
    return at.place


def test_what_was_just_confirmed_is_proposed_and_what_it_replaced_is_not(live: Live, drafted: Shop) -> None:
    assert OWN not in suggested(live, drafted, LIKE)
    confirm(live, drafted, SOURCE, "A medias", is_draft=True)
    assert "A medias" not in suggested(live, drafted, LIKE)
    confirm(live, drafted, SOURCE, OWN)
    assert suggested(live, drafted, LIKE)[0] == OWN
    confirm(live, drafted, SOURCE, OTHER)
    assert OTHER in suggested(live, drafted, LIKE)
    assert OWN not in suggested(live, drafted, LIKE)


def test_what_then_waits_for_a_review_is_counted_and_no_work_of_who_wrote_it(live: Live, drafted: Shop) -> None:
    def states(person: str = "") -> dict[str, str]:
        with live.at_work(person) as project:
            found = live.found(project, SPANISH).items
            return {one.place.key: one.state for one in found}

    before, key = states(), drafted.key(RIGHTS)
    place = confirm(live, drafted, RIGHTS, "Respondemos en dos días.")
    assert states() == {**before, key: "not reviewed"}
    live.look_again()
    assert states() == {**before, key: "not reviewed"}
    editor, legal = Editor(live), Wanted(locales=("es",), documents=frozenset({place.document}))
    assert opened(live, drafted, RIGHTS).shown.waiting_here == editor.left(legal)
    assert place not in followed(editor, legal)
    assert place in followed(editor, Wanted(locales=("es",), states=("not reviewed",)))
    with live.at_work("a reviewer"):
        assert place in followed(editor, legal)


def followed(editor: Editor, wanted: Wanted) -> list[Place]:
    """The places that one comes to, one after the other."""
    found: list[Place] = []
    place = editor.following(None, wanted)
    while place is not None and place not in found:
        found.append(place)
        place = editor.following(place, wanted)
    return found
