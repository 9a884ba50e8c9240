"""What an editor opens and saves, whichever surface shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from locmem.clock import FixedClock
from locmem.errors import UsageError
from locmem.model.translation import HUMAN, State
from locmem.postedit.ordering import Place, Wanted
from locmem.views.editor import Editor
from locmem.views.live import Live
from tests.pipelines.shop import Shop
from tests.waiting import CODED, DRAFT, SOURCE

OWN = "Cobramos el importe al enviar el paquete."
SPANISH = Wanted(locales=("es",))


@pytest.fixture
def editor(drafted: Shop) -> Iterator[Editor]:
    live = Live(drafted.root, FixedClock(drafted.moment))
    yield Editor(live)
    live.close()


def place_of(shop: Shop, source: str = SOURCE) -> Place:
    document, _, occurrence = shop.key(source).partition("#")
    return Place(locale="es", document=document, occurrence=occurrence)


def test_what_is_saved_stands_there_and_the_next_one_follows(drafted: Shop, editor: Editor) -> None:
    assert (editor.following(None, SPANISH), editor.left(SPANISH)) == (place_of(drafted), 2)
    opened = editor.open(place_of(drafted))
    done = editor.take(opened.place, OWN, opened.seen)
    assert (done.taken, done.refused) == ((opened.place,), ())
    assert (drafted.entry(SOURCE).target, drafted.entry(SOURCE).state) == (OWN, State.TRANSLATED)
    assert (editor.following(opened.place, SPANISH), editor.left(SPANISH)) == (place_of(drafted, CODED), 1)


def test_what_somebody_else_wrote_meanwhile_stands(drafted: Shop, editor: Editor) -> None:
    opened = editor.open(place_of(drafted))
    drafted.change_entry(SOURCE, "es", drafted.entry(SOURCE).with_target("De otra.", State.TRANSLATED, HUMAN))
    done = editor.take(opened.place, OWN, opened.seen)
    [(_, decision)] = done.refused
    assert (decision.kept, done.run, editor.standing(opened.place).target) == ("De otra.", "", "De otra.")


def test_a_draft_and_a_note_leave_the_text_waiting(drafted: Shop, editor: Editor) -> None:
    opened = editor.open(place_of(drafted))
    editor.take(opened.place, "A medias", opened.seen, is_draft=True)
    _, noted = editor.note(opened.place, "Which parcel?")
    assert (noted.is_new, drafted.entry(SOURCE).remarks) == (True, ("Which parcel?",))
    assert (drafted.entry(SOURCE).state, editor.left(SPANISH)) == (State.DRAFT, 2)


def test_what_is_taken_back_waits_again(drafted: Shop, editor: Editor) -> None:
    opened = editor.open(place_of(drafted))
    done = editor.take(opened.place, OWN, opened.seen)
    editor.take_back(done.run, done.taken)
    assert (drafted.entry(SOURCE).target, drafted.entry(SOURCE).state) == (DRAFT, State.DRAFT)
    assert (editor.left(SPANISH), editor.open(opened.place).shown.state) == (2, "draft")


def test_a_stale_text_is_still_valid_only_as_it_was_seen(drafted: Shop, editor: Editor) -> None:
    source = "We confirm the payment."
    drafted.edit("content/articles/paying.md", "You confirm the payment.", source)
    drafted.run()
    opened = editor.open(place_of(drafted, source))
    seen = opened.seen[opened.place.key]
    drafted.change_entry(source, "es", drafted.entry(source).with_target("Otra.", State.TRANSLATED, HUMAN))
    with pytest.raises(UsageError, match="meanwhile"):
        editor.still_valid(opened.place, seen, "the same is meant")


def test_what_does_not_wait_is_opened_and_what_is_gone_is_not(drafted: Shop, editor: Editor) -> None:
    assert editor.open(place_of(drafted, "Good to know")).shown.whole.item.state == ""
    with pytest.raises(UsageError, match="not there any more"):
        editor.open(Place("es", "articles/paying.md", "gone"))
