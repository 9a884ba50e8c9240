"""What a server keeps of a project, and when it looks again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from threading import Lock
from typing import Any

import pytest

from locmem.clock import FixedClock
from locmem.errors import LocmemError
from locmem.model.translation import HUMAN, State
from locmem.pages.editing import edited
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.postedit.ordering import Place, Wanted
from locmem.views.live import Live, StillLooking
from locmem.views.overview import OverviewPage, overview_page
from locmem.workspace.survey import PlainProject
from tests.pipelines.shop import Shop
from tests.waiting import CODED, SOURCE

OWN = "Cobramos el importe al enviar el paquete."


def live_of(shop: Shop) -> Live:
    return Live(shop.root, FixedClock(shop.moment))


def place_of(shop: Shop, source: str) -> Place:
    document, _, occurrence = shop.key(source).partition("#")
    return Place(locale="es", document=document, occurrence=occurrence)


def save(live: Live, shop: Shop, source: str = SOURCE) -> None:
    place = place_of(shop, source)
    typed = Typed(
        document=place.document, occurrence=place.occurrence, locale="es", text=OWN, seen=Seen.of(shop.entry(source))
    )
    live.save("post-edit", partial(post_edit, typed=[typed]), [place])


def waiting(live: Live) -> list[str]:
    with live.at_work() as project:
        return [one.place.key for one in live.found(project).items]


def test_what_others_saved_is_seen(drafted: Shop) -> None:
    live = live_of(drafted)
    assert len(waiting(live)) == 2
    entry = drafted.entry(SOURCE)
    drafted.change_entry(SOURCE, "es", entry.with_target(OWN, State.TRANSLATED, HUMAN))
    assert waiting(live) == [drafted.key(CODED)]
    live.close()


def test_what_others_saved_after_a_look_ahead_is_seen(drafted: Shop) -> None:
    live = live_of(drafted)
    live.look_again()
    entry = drafted.entry(SOURCE)
    drafted.change_entry(SOURCE, "es", entry.with_target(OWN, State.TRANSLATED, HUMAN))
    assert waiting(live) == [drafted.key(CODED)]
    live.close()


def test_an_editor_goes_on_in_the_order_it_has_seen(drafted: Shop) -> None:
    live = live_of(drafted)
    with live.at_work() as project:
        first = live.next_after(project, None, Wanted(locales=("es",)))
        looked = live.seen(project)
    assert first is not None
    save(live, drafted)
    with live.at_work() as project:
        assert live.seen(project) is looked
        following = live.next_after(project, place_of(drafted, SOURCE), Wanted(locales=("es",)))
        assert following is not None
        assert following.place.key == drafted.key(CODED)
        item = live.item(project, place_of(drafted, SOURCE))
        assert item is not None
        shown = edited(project, looked.markets, looked.found, item, live.around(project), newer=live.since.newer)
        assert "".join(text for text, _ in shown.target) == OWN
    live.close()


def test_looking_again_takes_the_place_of_what_was_found(drafted: Shop) -> None:
    live = live_of(drafted)
    waiting(live)
    save(live, drafted)
    live.look_again()
    with live.at_work() as project:
        looked = live.seen(project)
        assert [one.place.key for one in looked.found.items] == [drafted.key(CODED)]
        assert live.found(project).items == looked.found.items
        assert live.item(project, place_of(drafted, SOURCE)) is not None
    live.close()


def test_settings_that_change_are_read_again(drafted: Shop) -> None:
    live = live_of(drafted)
    waiting(live)
    drafted.edit("locmem.yaml", "project: Shop help", "project: Shop")
    with live.at_work() as project:
        assert project.settings.name == "Shop"
    live.close()


@pytest.fixture
def not_looking(monkeypatch: pytest.MonkeyPatch) -> Lock:
    """Whoever holds it knows that nobody looks ahead meanwhile."""
    held, really = Lock(), Live.look_again

    def look_again(live: Live) -> None:
        with held:
            really(live)

    monkeypatch.setattr(Live, "look_again", look_again)
    return held


@pytest.fixture
def ahead(drafted: Shop, not_looking: Lock) -> Iterator[Live]:  # noqa: ARG001
    live = Live(drafted.root, FixedClock(drafted.moment), looks_ahead=True)
    yield live
    live.close()


def test_the_queue_is_that_of_the_markets_that_are_named(drafted: Shop) -> None:
    live = Live(drafted.root, FixedClock(drafted.moment), codes=("JP",))
    assert waiting(live) == []
    with live.at_work() as project:
        assert [market.code for market in live.markets(project)] == ["JP"]
    live.close()


def test_what_is_taken_back_waits_again_without_another_look(drafted: Shop) -> None:
    live, place, spanish = live_of(drafted), place_of(drafted, SOURCE), Wanted(locales=("es",))
    with live.at_work() as project:
        looked = live.seen(project)
        assert live.left(project, spanish) == 2
    typed = Typed(document=place.document, occurrence=place.occurrence, locale="es", text=OWN, seen=seen_of(drafted))
    run, _ = live.save("post-edit", partial(post_edit, typed=[typed]), [place])
    with live.at_work() as project:
        assert live.left(project, spanish) == 1
    live.take_back(run, [place])
    with live.at_work() as project:
        assert (live.left(project, spanish), live.seen(project)) == (2, looked)
        assert len(live.found(project, spanish).items) == 2
    live.close()


def seen_of(shop: Shop) -> Seen:
    return Seen.of(shop.entry(SOURCE))


def test_what_is_looked_through_ahead_is_there_without_asking(ahead: Live, drafted: Shop) -> None:
    assert len(ahead.patiently(lambda: waiting(ahead))) == 2
    save(ahead, drafted)
    assert ahead.patiently(lambda: waiting(ahead)) == [drafted.key(CODED)]

    def anew() -> list[str]:
        with ahead.at_work() as project:
            return [one.place.key for one in ahead.found_anew(project).items]

    assert ahead.patiently(anew) == [drafted.key(CODED)]


def test_nobody_waits_for_documents_to_be_opened(
    ahead: Live, drafted: Shop, not_looking: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process opens them, and what it leaves behind is what pages are made of."""
    monkeypatch.setattr("locmem.views.live._OPENED_HERE", 0)
    ahead.patiently(lambda: waiting(ahead))
    here = spy_on(monkeypatch)
    profile = (drafted.root / "markets/ES.yaml").read_text(encoding="utf-8")

    def overview() -> OverviewPage:
        with ahead.at_work() as project:
            return overview_page(project)

    with not_looking:
        drafted.write("markets/ES.yaml", f"{profile}# Read by somebody.\n")
        with pytest.raises(StillLooking):
            overview()
    found = ahead.patiently(overview)
    assert here == []
    assert found == overview_page(drafted.open())
    assert "documents" in ahead.stage


def test_what_cannot_be_read_is_told_to_who_asks_and_seen_once_it_can(ahead: Live, drafted: Shop) -> None:
    ahead.patiently(lambda: waiting(ahead))
    profile = (drafted.root / "markets/ES.yaml").read_text(encoding="utf-8")
    drafted.write("markets/ES.yaml", "market: [\n")
    with pytest.raises(LocmemError, match=r"ES\.yaml"):
        ahead.patiently(lambda: waiting(ahead))
    drafted.write("markets/ES.yaml", profile)
    assert len(ahead.patiently(lambda: waiting(ahead))) == 2


def test_a_bug_in_a_look_ahead_leaves_nobody_waiting(drafted: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Live, "look_again", broken)
    live = Live(drafted.root, FixedClock(drafted.moment), looks_ahead=True)
    assert len(live.patiently(lambda: waiting(live), 30)) == 2
    live.close()


def test_nothing_is_saved_before_its_order_is_known(
    ahead: Live, drafted: Shop, not_looking: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was told to wait in the middle of saving would save a second time."""
    ahead.patiently(lambda: waiting(ahead))
    monkeypatch.setattr("locmem.views.live._OPENED_HERE", 0)
    profile = (drafted.root / "markets/ES.yaml").read_text(encoding="utf-8")
    with not_looking:
        drafted.write("markets/ES.yaml", f"{profile}# Read by somebody.\n")
        with pytest.raises(StillLooking):
            save(ahead, drafted)
    assert drafted.entry(SOURCE).target != OWN
    ahead.patiently(lambda: save(ahead, drafted))
    assert drafted.entry(SOURCE).target == OWN


def spy_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that this process opens from now on for a question about all of them."""
    opened: list[str] = []
    each = PlainProject._each

    def spied(self: PlainProject, paths: Sequence[str], *more: Any) -> Iterator[Any]:
        opened.extend(paths)
        return each(self, paths, *more)

    monkeypatch.setattr(PlainProject, "_each", spied)
    return opened
