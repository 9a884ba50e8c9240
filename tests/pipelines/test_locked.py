"""A text that somebody approved by name goes out to be read only, and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.decision import Outcome
from locmem.exchange.outgoing import ExchangeFormat
from locmem.formats import po, xliff12, xlsx_sheets
from locmem.model.translation import HUMAN, State
from locmem.pipelines.approve import approve, withdraw
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import Batch, HandoffOptions, hand_off
from locmem.pipelines.run import run_step
from locmem.workspace.handoffs import manifests
from tests.pipelines.shop import Shop

PAGE = "articles/complaints.md"
SENTENCE, TARGET, OFFERED = "We answer without delay.", "Respondemos sin demora.", "Contestamos pronto."
WHO = "Ana Ley approved the page for ES on 2026-11-21, until 2026-12-27"
UNLOCK = f"`locmem approve {PAGE} --market ES --locale es --withdraw`"


def approved(shop: Shop) -> None:
    run_step(shop.open(), "approve", lambda run: approve(run, PAGE, "ES", "es", "Ana Ley", shop.today))


def withdrawn(shop: Shop) -> None:
    run_step(shop.open(), "approve", lambda run: withdraw(run, PAGE, "ES", "es"))


def sent(shop: Shop, format_: ExchangeFormat) -> tuple[Batch, Path]:
    options = HandoffOptions(format=format_, locales=("es",), folder="out", again=True)
    [batch] = run_step(shop.open(), "export", lambda run: hand_off(run, options))[1].batches
    return batch, shop.root / "out" / batch.manifest.files[0]


def returned(shop: Shop, file: Path, *, is_reviewed: bool = False) -> BringBackResult:
    return run_step(shop.open(), "import", lambda run: bring_back(run, [file], reviewed=is_reviewed))[1]


def answered(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def shown(file: Path) -> str:
    """All that a translator sees in a file."""
    if file.suffix == ".xlsx":
        return str(xlsx_sheets.read(file.read_bytes(), file.name).sheets)
    return file.read_text(encoding="utf-8")


@pytest.fixture
def drafted(shop: Shop) -> Shop:
    """A page of low risk that ships with a draft in it, and that somebody answers for all the same."""
    shop.edit(f"content/{PAGE}", "risk: legal", "risk: low")
    shop.translate("es", {SENTENCE: TARGET}, State.DRAFT)
    approved(shop)
    return shop


@pytest.fixture
def overtaken(shop: Shop) -> tuple[Shop, Path]:
    """A translated sentence is with a reviewer, and is reviewed and approved here before it comes back."""
    shop.translate("es", {SENTENCE: TARGET}, State.TRANSLATED)
    _, file = sent(shop, ExchangeFormat.PO)
    shop.translate("es", {SENTENCE: TARGET}, State.REVIEWED)
    approved(shop)
    return shop, file


def test_xliff_says_that_nobody_is_to_change_it(drafted: Shop) -> None:
    batch, file = sent(drafted, ExchangeFormat.XLIFF)
    [unit] = xliff12.read(file.read_bytes(), "sent.xlf")[0].units
    assert (unit.is_locked, unit.approved, unit.state) == (True, True, "final")
    assert unit.notes[0] == f"Locked: {WHO}. Leave it as it is."
    assert 'translate="no"' in file.read_text(encoding="utf-8")
    assert [(one.is_locked, one.words) for one in batch.manifest.units] == [(True, 0)]
    assert batch.words == 0


def test_po_says_so_in_a_comment(drafted: Shop) -> None:
    _, file = sent(drafted, ExchangeFormat.PO)
    [entry] = po.read(file.read_bytes(), "sent.po").entries
    assert f"locked: {WHO}; leave it as it is" in entry.extracted
    own = [line for line in entry.extracted if line.startswith("locmem: ")]
    assert own[0].startswith("locmem: state=draft")


@pytest.mark.parametrize("format_", ExchangeFormat)
def test_only_what_is_approved_is_locked(drafted: Shop, format_: ExchangeFormat) -> None:
    withdrawn(drafted)
    batch, file = sent(drafted, format_)
    text = shown(file)
    assert "ocked" not in text
    assert 'translate="no"' not in text
    assert not batch.manifest.units[0].is_locked
    assert batch.words > 0


@pytest.mark.parametrize("format_", ExchangeFormat)
def test_what_comes_back_as_it_was_confirms_nothing(drafted: Shop, format_: ExchangeFormat) -> None:
    _, file = sent(drafted, format_)
    result = returned(drafted, file)
    assert [one.outcome for one in result.decisions] == [Outcome.UNCHANGED]
    assert drafted.entry(SENTENCE).state is State.DRAFT
    withdrawn(drafted)
    assert [one.outcome for one in returned(drafted, file).decisions] == [Outcome.UNCHANGED]


def test_a_locked_target_changed_in_xliff_is_refused(drafted: Shop) -> None:
    _, file = sent(drafted, ExchangeFormat.XLIFF)
    answered(file, lambda text: text.replace(TARGET, OFFERED))
    result = returned(drafted, file)
    [one] = result.needs_attention
    assert one.outcome is Outcome.LOCKED
    assert one.why == f"{WHO}; {UNLOCK} takes that back. Offered: {OFFERED}"
    assert drafted.entry(SENTENCE).target == TARGET
    withdrawn(drafted)
    # That it is `final` was written by us, and is no reviewer's word.
    returned(drafted, file)
    entry = drafted.entry(SENTENCE)
    assert (entry.target, entry.state) == (OFFERED, State.TRANSLATED)


@pytest.mark.parametrize("is_reviewed", [False, True])
def test_an_answer_that_was_under_way_does_not_change_an_approved_text(
    overtaken: tuple[Shop, Path], is_reviewed: bool
) -> None:
    shop, file = overtaken
    answered(file, lambda text: text.replace(TARGET, OFFERED))
    result = returned(shop, file, is_reviewed=is_reviewed)
    assert result.counts["locked"] == 1
    [one] = result.needs_attention
    assert (one.text, one.kept, one.entry) == (OFFERED, TARGET, None)
    assert (shop.entry(SENTENCE).target, shop.entry(SENTENCE).state) == (TARGET, State.REVIEWED)
    [kept] = next(iter(manifests(shop.open()))).conflicts
    assert (kept.returned, kept.kept) == (OFFERED, TARGET)
    assert [one for one in shop.check().failing if one.check == "approval-lost"] == []


def test_the_command_says_who_approved_it_and_what_to_do(overtaken: tuple[Shop, Path]) -> None:
    shop, file = overtaken
    answered(file, lambda text: text.replace(TARGET, OFFERED))
    told = shop.command("import", str(file))
    assert told.returncode == 1
    assert f"locked: {PAGE}#" in told.stdout
    assert WHO in told.stdout
    assert UNLOCK in told.stdout
    assert OFFERED in told.stdout


def test_an_approval_that_is_taken_back_or_lost_locks_nothing(overtaken: tuple[Shop, Path]) -> None:
    shop, file = overtaken
    answered(file, lambda text: text.replace(TARGET, OFFERED))
    shop.edit("markets/ES.yaml", "value: Junta Arbitral de Consumo\n", "value: Junta Arbitral\n")
    assert returned(shop, file).counts["accepted"] == 1
    assert shop.entry(SENTENCE).target == OFFERED


def test_the_same_words_may_be_confirmed_under_a_lock(drafted: Shop) -> None:
    withdrawn(drafted)
    _, file = sent(drafted, ExchangeFormat.PO)
    approved(drafted)
    answered(file, lambda text: text.replace("#, fuzzy\n", ""))
    assert returned(drafted, file).counts["accepted"] == 1
    entry = drafted.entry(SENTENCE)
    assert (entry.target, entry.state, entry.origin) == (TARGET, State.TRANSLATED, HUMAN)


def test_a_text_whose_approval_cannot_be_read_is_not_overwritten(overtaken: tuple[Shop, Path]) -> None:
    shop, file = overtaken
    approval = f"approvals/ES/es/{PAGE}.json"
    shop.write(approval, "{}")
    answered(file, lambda text: text.replace(TARGET, "Otra cosa."))
    result = returned(shop, file, is_reviewed=True)
    [locked] = [one for one in result.decisions if one.outcome is Outcome.LOCKED]
    assert f"{approval} cannot be read, and may approve the page; mending or deleting it" in locked.why
    assert shop.entry(SENTENCE).target == TARGET
