"""Signing for an obligation by name: what it answers for, what is refused, what ends it, and how it is taken back."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import InputErrors, LocmemError, UsageError
from locmem.model.finding import Finding
from locmem.model.translation import State
from locmem.pipelines.run import run_step
from locmem.pipelines.sign import Signed, sign, withdraw
from locmem.pipelines.undo import undo
from locmem.workspace.signature_files import read_signature
from tests.pipelines.shop import Shop

KEY, PATH = "odr_link", "approvals/ES/obligations/odr_link.json"
PAGE = "content/articles/complaints.md"


@pytest.fixture
def asked(shop: Shop) -> Shop:
    """The project with a duty that no machine can see: that nothing leads to the platform for disputes."""
    shop.edit("markets/ES.yaml", ODR, ODR.replace("    present: [market.name]\n", ""))
    return shop


ODR = "  - key: odr_link\n    applies_to: [complaints]\n    present: [market.name]\n"


def signed(shop: Shop, key: str = KEY, on: date | None = None, by: str = "Ana Ley") -> Signed:
    return run_step(shop.open(), "sign", lambda run: sign(run, "ES", key, by, on or shop.today))[1]


def unkept(shop: Shop) -> list[Finding]:
    return [one for one in shop.check().failing if one.check == "obligation-unkept"]


def test_what_nobody_keeps_fails_the_release_gate_until_somebody_signs(asked: Shop) -> None:
    [found] = unkept(asked)
    assert found.what == "Spain (odr_link): nobody signed that it is kept."
    assert found.do.startswith("It asks: “Remove every link to the European ODR platform")
    assert found.do.endswith(
        f"Read {PAGE} for it, write what they lack, and sign: `locmem market sign ES odr_link --by NAME`."
    )
    told = signed(asked)
    assert told.summary == f"Ana Ley answers that {PAGE} in es keep odr_link for ES as they read on 2026-11-21"
    assert (told.path, told.documents) == (PATH, (PAGE,))
    assert unkept(asked) == []
    assert read_signature(asked.read(PATH).encode(), PATH) == told.signature


def test_it_ends_when_the_words_are_others_and_not_when_a_fact_is(asked: Shop) -> None:
    signed(asked)
    asked.edit("markets/ES.yaml", "value: Junta Arbitral de Consumo\n", "value: Junta Arbitral\n")
    assert unkept(asked) == []
    asked.translate("es", {"We answer without delay.": "Contestamos enseguida."}, State.REVIEWED)
    # That is the branch which Spain's customers do not get: a period is known there.
    assert unkept(asked) == []
    asked.translate(
        "es",
        {"Write to {{ company.support.email }} if something went wrong.": "Escriba a {{ company.support.email }}."},
    )
    [found] = unkept(asked)
    lost = "Ana Ley signed on 2026-11-21 that it is kept, and since then articles/complaints.md changed in es."
    assert found.what == f"Spain (odr_link): {lost}"
    signed(asked)
    assert unkept(asked) == []


@pytest.mark.parametrize(
    ("key", "on", "problem"),
    [
        ("odr_lnk", None, "ES has no obligation 'odr_lnk'. Did you mean odr_link?"),
        ("zzz", None, "`locmem market obligations ES` lists them."),
        (KEY, date(2026, 11, 22), "2026-11-22 is to come"),
        (KEY, date(2025, 7, 19), "odr_link begins on 2025-07-20"),
        (KEY, date(2025, 7, 20), "the source of odr_link was read on 2026-11-21, and nobody can answer for it as of"),
        ("regional_taxes", date(1990, 1, 1), "has not been read by anybody yet, so that nobody can answer for it"),
        ("ley_10_2025_channels", None, "ley_10_2025_channels begins on 2026-12-28"),
        ("legal_guarantee", None, "there is no text to sign for: no document for ES is on guarantee."),
    ],
)
def test_what_nobody_can_answer_for_is_refused(asked: Shop, key: str, on: date | None, problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        signed(asked, key, on)
    assert problem in str(raised.value)
    assert not (asked.root / "approvals").exists()


def test_a_signature_needs_a_name_and_a_market(asked: Shop) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        signed(asked, by=" ")
    with pytest.raises(LocmemError, match="XX"):
        run_step(asked.open(), "sign", lambda run: sign(run, "XX", KEY, "Ana", asked.today))


def test_texts_that_cannot_be_read_are_not_signed_for(asked: Shop) -> None:
    asked.write_bytes(PAGE, b"---\ntitle: \xff\xfe\x00 [\n---\n")
    with pytest.raises(LocmemError, match="complaints"):
        signed(asked)


def test_it_can_be_taken_back_and_undone(asked: Shop) -> None:
    run, _ = run_step(asked.open(), "sign", lambda run: sign(run, "ES", KEY, "Ana", asked.today))
    held = asked.read(PATH)
    taken, _ = run_step(asked.open(), "sign", lambda run: withdraw(run, "ES", KEY))
    assert not (asked.root / PATH).exists()
    assert len(unkept(asked)) == 1
    with pytest.raises(UsageError, match="nobody signed for odr_link of ES"):
        run_step(asked.open(), "sign", lambda run: withdraw(run, "ES", KEY))
    undo(asked.open(), taken.id)
    assert asked.read(PATH) == held
    undo(asked.open(), run.id)
    assert not (asked.root / PATH).exists()


def test_a_dry_run_writes_nothing(asked: Shop) -> None:
    before = asked.tree()
    _, told = run_step(
        asked.open(), "sign", lambda run: sign(run, "ES", KEY, "Ana", asked.today, " Read\naloud. "), is_dry=True
    )
    assert told.signature.note == "Read aloud."
    assert asked.tree() == before


def test_a_damaged_signature_signs_for_nothing_and_is_named(asked: Shop) -> None:
    signed(asked)
    asked.write(PATH, "{")
    report = asked.check()
    assert {one.check for one in report.failing} == {"input", "obligation-unkept"}
    assert any(one.location.path == PATH for one in report.failing)
    with pytest.raises(InputErrors, match="this is no signature"):
        read_signature(b"{", PATH)
