"""What a draft is worth: broken ones are named with reasons, and an estimate belongs to one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from locmem.postedit.estimate import (
    FEWEST_RETURNS,
    Basis,
    Estimate,
    digest_of,
    estimate_all,
    model_of,
    shown,
)
from locmem.postedit.signals import DraftText

SOUND = DraftText(
    source="Do not open the box before 14 May. Take the Lumio lamp to the shop, and show your receipt.",
    target="No abra la caja antes del 14 de mayo. Lleve la lámpara Lumio a la tienda y muestre su recibo.",
    source_locale="en",
    locale="es",
    among=("en", "es", "de", "ja"),
)


class Meanings:
    """Likeness as a test says it: low where a text speaks of money."""

    version = "test 1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def knows(self, locale: str) -> bool:
        return locale != "sv"

    def of(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        self.asked += pairs
        return tuple(0.1 if "pago" in target else 0.9 for _, target in pairs)


def one(target: str) -> Estimate:
    (found,) = estimate_all([replace(SOUND, target=target)])
    return found


def test_a_sound_draft_is_not_called_broken() -> None:
    found = one(SOUND.target)
    assert not found.is_broken
    assert found.basis is Basis.STRUCTURE
    assert 0 < found.edits < 1


@pytest.mark.parametrize(
    ("reason", "target"),
    [
        ("far shorter", "No abra la caja antes del 14 de mayo."),
        ("other numbers", SOUND.target.replace("14", "15").replace("Lumio", "Lumio 3")),
        ("no word for the “not”", SOUND.target.replace("No abra", "Abra")),
        ("stands twice", f"{SOUND.target} {SOUND.target}"),
        ("another language", "Öffnen Sie die Schachtel nicht vor dem 14. Mai und bringen Sie die Lampe Lumio zu uns."),
        ("left untranslated", SOUND.source),
    ],
)
def test_a_broken_draft_says_why(reason: str, target: str) -> None:
    found = one(target)
    assert found.is_broken
    assert reason in "; ".join(found.reasons)


def test_another_segment_of_the_same_look_is_found_by_its_meaning_alone() -> None:
    target = "No envíe el pago antes del 14 de mayo. Diga a Lumio cuándo llegó, y guarde bien la factura nueva."
    drafts = [replace(SOUND, target=target), SOUND]
    (structure, _) = estimate_all(drafts)
    (wrong, right) = estimate_all(drafts, Meanings())
    assert not structure.is_broken
    assert wrong.is_broken
    assert wrong.reasons == ("seems to mean something else than its source",)
    assert not right.is_broken
    assert wrong.basis is right.basis is Basis.LIKENESS


def test_a_language_the_model_does_not_know_is_judged_by_structure() -> None:
    model = Meanings()
    swedish = replace(SOUND, locale="sv", target="Öppna inte lådan före den 14 maj. Ta Lumio-lampan till butiken.")
    first, second = estimate_all([swedish, SOUND], model)
    assert (first.basis, second.basis) == (Basis.STRUCTURE, Basis.LIKENESS)
    assert model.asked == [(SOUND.source, SOUND.target)]
    assert estimate_all([], model) == ()


def test_an_estimate_belongs_to_one_text_and_one_model() -> None:
    digest = digest_of(SOUND.source, SOUND.target)
    assert estimate_all([replace(SOUND, digest=digest)])[0].digest == digest
    digests = {digest_of("a", "b"), digest_of("ab", ""), digest_of("b", "a"), digest_of("a", "b ")}
    assert len(digests) == 4
    assert model_of(None) != model_of(Meanings())
    assert "test 1" in model_of(Meanings())


def test_a_share_is_shown_only_where_returns_say_what_it_is_worth() -> None:
    sound = replace(one(SOUND.target), edits=0.123)
    assert shown(sound, FEWEST_RETURNS - 1) == "not estimated yet how much of it has to change"
    assert shown(sound, FEWEST_RETURNS) == "about 12 % to change"
    broken = one(f"{SOUND.target} {SOUND.target}")
    assert shown(broken, 0).startswith("looks broken: ")
    assert "stands twice" in shown(broken, 0)
