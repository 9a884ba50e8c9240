"""Whatever kind of run it was: where nothing happened since, undoing it gives the very bytes of before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from locmem.model.translation import Origin, OriginKind, State
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.exchange.translator import Translator
from tests.pipelines.shop import Shop

PAGE, NEW = "content/articles/paying.md", "content/articles/money.md"


def renamed(shop: Shop) -> None:
    (shop.root / PAGE).rename(shop.root / NEW)


def renamed_and_edited(shop: Shop) -> None:
    renamed(shop)
    shop.edit(NEW, "when the parcel leaves us", "when the parcel arrives")


def renamed_with_other_codes(shop: Shop) -> None:
    renamed(shop)
    other_codes(shop, NEW)


def copied(shop: Shop) -> None:
    shop.write(NEW, shop.read(PAGE).replace("slug: paying", "slug: money"))


def deleted(shop: Shop) -> None:
    shop.remove(PAGE)


def edited(shop: Shop) -> None:
    shop.edit(PAGE, "when the parcel leaves us", "when the parcel arrives")


def other_codes(shop: Shop, page: str = PAGE) -> None:
    shop.edit(page, "[at any time](complaints.md)", "[at any time](complaints.md#when)")


def parted(shop: Shop) -> None:
    head, middle, tail = shop.read(PAGE).partition("## Good to know\n")
    shop.write(PAGE, head)
    shop.write(NEW, f"---\ntitle: Good to know\nslug: money\n---\n\n{middle}{tail}")


def joined(shop: Shop) -> None:
    shop.write(PAGE, shop.read(PAGE) + shop.read("content/articles/complaints.md").split("---\n", 2)[2])
    shop.remove("content/articles/complaints.md")


SYNCS = (
    renamed,
    renamed_and_edited,
    renamed_with_other_codes,
    copied,
    deleted,
    edited,
    other_codes,
    parted,
    joined,
)


@pytest.fixture
def lived(shop: Shop) -> Shop:
    """The project as people leave it: some texts taken from the memory, a note beside one; it carries codes."""
    shop.edit("locmem.yaml", "kind: markdown}", "kind: markdown, accept: 100, carry: confirm}")
    for locale in ("es", "ja"):
        for source in ("Method", "Good to know", "Write to us [at any time](complaints.md)."):
            entry = shop.entry(source, locale)
            shop.change_entry(
                source, locale, replace(entry, state=State.TRANSLATED, origin=Origin(OriginKind.TM), match=101)
            )
    shop.edit(PAGE, "title: Paying for an order", "title: Paying for your order")
    shop.run()
    accept_one(shop, "Paying for your order")
    assert "still valid: the same" in shop.read("content/translations/es/articles/paying.md.po")
    return shop


def accept_one(shop: Shop, source: str) -> None:
    done = shop.command("accept", shop.key(source), "--locale", "es", "--reason", "still valid: the same")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "is_cloned"),
    [*((change, False) for change in SYNCS), (renamed_with_other_codes, True), (copied, True)],
    ids=lambda value: value.__name__ if callable(value) else "in a fresh clone" if value else "with its history",
)
def test_a_sync_that_is_undone_leaves_every_byte_as_it_was(
    lived: Shop, change: Callable[[Shop], None], is_cloned: bool
) -> None:
    if is_cloned:
        lived.remove("locmem.db")
    change(lived)
    before = lived.in_git()
    run = lived.run().id
    after = lived.in_git()
    assert after != before
    undoing, result = undo(lived.open(), run)
    assert (result.opened, result.kept, result.decided) == ((), (), ())
    assert lived.in_git() == before
    assert undo(lived.open(), undoing.id)[1].opened == ()
    assert lived.in_git() == after


def test_what_somebody_decided_goes_back_exactly(lived: Shop) -> None:
    edited(lived)
    lived.run()
    before = lived.in_git()
    accept_one(lived, "We collect the money when the parcel arrives.")
    assert lived.in_git() != before
    assert undo(lived.open(), lived.open().journal.runs(1)[0].id)[1].opened == ()
    assert lived.in_git() == before


def test_what_was_mended_goes_back_exactly(lived: Shop) -> None:
    source = "You confirm the payment."
    lived.change_entry(source, "es", replace(lived.entry(source), target="Confirmas el  pago."))
    lived.run()
    before = lived.in_git()
    done = lived.command("check", "--fix")
    assert lived.in_git() != before, done.stderr
    assert undo(lived.open(), lived.open().journal.runs(1)[0].id)[1].opened == ()
    assert lived.in_git() == before


def test_a_return_for_a_page_that_was_renamed_meanwhile_goes_back_exactly(lived: Shop) -> None:
    edited(lived)
    lived.run()
    options = HandoffOptions(format=ExchangeFormat.PO, locales=("es",), folder="out")
    run_step(lived.open(), "export", lambda run: hand_off(run, options))
    [file] = (lived.root / "out").rglob("*.po")
    Translator(file).write("We collect the money when the parcel arrives.", "Cobramos cuando llega el paquete.")
    renamed(lived)
    before = lived.in_git()
    run, result = run_step(lived.open(), "import", lambda run: bring_back(run, [file]))
    assert result.counts["accepted"] == 1
    assert undo(lived.open(), run.id)[1].opened == ()
    assert lived.in_git() == before
