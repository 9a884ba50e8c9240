"""Several answers to one segment: in one file, or in versions of a file that came together."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from locmem.errors import Location, UsageError
from locmem.exchange.claims import Claim
from locmem.exchange.copies import Copy, together
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.decision_table import Decided
from locmem.exchange.manifest import Aside, SentUnit
from locmem.model.translation import HUMAN, State
from locmem.pipelines.conflicts import settle, take, waiting
from locmem.pipelines.run import run_step
from tests.exchange import spreadsheet
from tests.exchange.desk import Desk
from tests.exchange.translator import Translator

SENT = SentUnit(document="a.md", occurrence="k3f9xx", source="d", target="", state="draft", words=1)


def copy(
    text: str,
    outcome: Outcome = Outcome.ACCEPTED,
    *,
    file: str = "a.po",
    claim: Claim = Claim.TRANSLATED,
    is_changed: bool = True,
) -> Copy:
    aside = Aside.REJECTED if outcome is Outcome.REJECTED else None
    place = Location(path=file, line=4)
    decision = Decision(outcome=outcome, document="a.md", occurrence="k3f9xx", location=place, text=text, aside=aside)
    return Copy(file=file, claim=claim, is_changed=is_changed, decision=decision, source="", kept="")


@pytest.mark.parametrize(
    ("beside", "is_told"),
    [
        (copy("", Outcome.UNCHANGED, claim=Claim.NOTHING, is_changed=False), False),
        (copy("Sent.", Outcome.UNCHANGED, claim=Claim.DRAFT, is_changed=False), False),
        (copy("Sent.", claim=Claim.TRANSLATED, is_changed=False), False),
        (copy("Begun.", claim=Claim.DRAFT), True),
        (copy("Damaged.", Outcome.REJECTED), True),
    ],
    ids=["empty", "untouched", "confirmed as sent", "unfinished", "rejected"],
)
@pytest.mark.parametrize("file", ["a.po", "b.po"])
def test_one_finished_text_counts_and_nothing_that_was_typed_is_dropped(beside: Copy, is_told: bool, file: str) -> None:
    for copies in ([copy("Hola.", file=file), beside], [beside, copy("Hola.", file=file)]):
        found = together(copies, SENT)
        assert (found.outcome, found.text, found.is_doubtful) == (Outcome.ACCEPTED, "Hola.", is_told)
        assert [one.text for one in found.others] == [beside.decision.text] * is_told
        assert all(one.aside for one in found.others)


def test_in_a_file_the_weakest_claim_counts_and_of_several_files_the_strongest() -> None:
    begun = copy("Hola.", Outcome.CONFLICT, claim=Claim.DRAFT)
    for copies in ([copy("Hola."), begun], [begun, copy("Hola.")]):
        found = together(copies, SENT)
        assert (found.outcome, found.is_doubtful) == (Outcome.CONFLICT, True)
        assert "not everywhere as finished" in found.why
    assert together([begun, copy("Hola.", file="b.po")], SENT) == copy("Hola.", file="b.po").decision


def test_the_same_twice_is_one() -> None:
    assert together([copy("Hola."), copy("Hola.")], SENT) == copy("Hola.").decision


def test_of_two_finished_texts_none_is_guessed() -> None:
    found = together([copy("Hola."), copy("Buenas.", file="b.po")], SENT)
    assert (found.outcome, found.aside, found.entry) == (Outcome.CONFLICT, Aside.SEVERAL, None)
    assert "(a.po:4: Hola.; b.po:4: Buenas.)" in found.why
    assert [(one.text, one.aside) for one in found.others] == [("Buenas.", Aside.SEVERAL)]
    assert not found.stays_out


def test_what_stands_here_already_is_no_rival_of_what_is_new() -> None:
    new = copy("Buenas.", Outcome.CONFLICT, file="b.po")
    assert together([copy("Hola.", Outcome.UNCHANGED), new], SENT) == new.decision


# With files


def texts_that_wait(desk: Desk) -> dict[str, Aside]:
    return {one.returned: one.why for one in waiting(desk.shop.open())}


def versions(desk: Desk, format_: str) -> tuple[Path, Path]:
    """The file that was sent, and a copy of it in another folder."""
    desk.hand_off(format_)
    [file] = desk.files
    old = file.parent / "old" / file.name
    old.parent.mkdir()
    shutil.copy(file, old)
    return file, old


@pytest.mark.parametrize("format_", ["po", "xliff", "csv"])
def test_of_two_versions_of_a_file_the_worked_one_counts(desk: Desk, format_: str) -> None:
    file, old = versions(desk, format_)
    Translator(old).change(" changed page", "tiene", "posee")
    Translator(file).change(" confirmed page", "tiene", "posee")
    for path in (file, old):
        Translator(path).change(" untouched page", "tiene", "posee")
    result = desk.bring_back((file, old))
    assert (result.files, result.counts["accepted"], result.total) == (2, 3, len(desk.manifest.units))
    assert (result.kept_aside, result.needs_attention) == (0, ())
    for name in ("changed", "confirmed", "untouched"):
        assert desk.entry(name).target == desk.draft(name).replace("tiene", "posee")


def test_an_untouched_copy_of_a_reviewed_text_is_no_conflict(desk: Desk) -> None:
    desk.write({"changed": desk.draft("changed")}, State.TRANSLATED, HUMAN)
    shop = desk.shop
    shop.write("content/articles/work.md", shop.read("content/articles/work.md").replace("slug: work", "risk: legal"))
    shop.run()
    file, old = versions(desk, "po")
    Translator(file).change(" changed page", "tiene", "posee")
    result = desk.bring_back((file, old))
    assert desk.decision(result, "changed").outcome is Outcome.ACCEPTED
    assert result.kept_aside == 0


@pytest.mark.parametrize("format_", ["po", "xliff2", "xlsx"])
def test_two_finished_texts_of_two_versions_wait_for_somebody(desk: Desk, format_: str) -> None:
    file, old = versions(desk, format_)
    Translator(file).change(" changed page", "tiene", "posee")
    Translator(old).change(" changed page", "tiene", "lleva")
    result = desk.bring_back((file, old))
    found = desk.decision(result, "changed")
    assert found.outcome is Outcome.CONFLICT
    with pytest.raises(UsageError, match="several texts"):
        result.settled_by([f"articles/work.md#{desk.ids['changed']}"], [])
    assert result.settled_by(["all"], []) == ()
    assert str(file) in found.why
    assert str(old) in found.why
    one, other = (desk.draft("changed").replace("tiene", word) for word in ("posee", "lleva"))
    assert texts_that_wait(desk) == dict.fromkeys((one, other), Aside.SEVERAL)
    assert desk.entry("changed").target == desk.draft("changed")
    key = f"articles/work.md#{desk.ids['changed']}"
    with pytest.raises(UsageError, match=r"several texts wait .* Decide in a table"):
        run_step(desk.shop.open(), "conflicts", lambda run: take(run, [key]))
    here = desk.draft("changed")
    chosen = [Decided(locale="es", key=key, returned=text, here=here, is_taken=text == other) for text in (one, other)]
    run_step(desk.shop.open(), "conflicts", lambda run: settle(run, chosen))
    assert (desk.entry("changed").target, texts_that_wait(desk)) == (other, {})
    # The same files once more reopen nothing.
    again = desk.bring_back((file, old))
    assert (desk.decision(again, "changed").outcome, texts_that_wait(desk)) == (Outcome.UNCHANGED, {})


def doubled(file: Path) -> None:
    """Puts the sentence into the file once more, with another text."""
    if file.suffix == ".xlsx":
        spreadsheet.edit(file, lambda rows: [*rows, *(twin(row) for row in rows if is_meant(row))])
        return
    text = file.read_text("utf-8-sig")
    if file.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows(
            [*rows[:-1], *(twin(row) for row in rows if is_meant(row)), rows[-1]]
        )
        file.write_text("\ufeff" + out.getvalue(), "utf-8", newline="")
        return
    mark = {".po": "\n\n", ".xlf": "</trans-unit>"}[file.suffix]
    parts = text.split(mark)
    parts = [one for part in parts for one in ((part, part.replace("posee", "lleva")) if "posee" in part else (part,))]
    file.write_text(mark.join(parts), "utf-8")


def is_meant(row: list[str]) -> bool:
    return any("posee" in cell for cell in row)


def twin(row: list[str]) -> list[str]:
    return [cell.replace("posee", "lleva") for cell in row]


@pytest.mark.parametrize("format_", ["po", "xliff", "csv", "xlsx"])
def test_of_a_unit_with_two_texts_in_one_file_both_are_kept_aside_in_every_format(desk: Desk, format_: str) -> None:
    desk.hand_off(format_)
    desk.translator.change(" changed page", "tiene", "posee")
    doubled(desk.translator.file)
    result = desk.bring_back()
    found = desk.decision(result, "changed")
    assert (found.outcome, result.total) == (Outcome.CONFLICT, len(desk.manifest.units))
    places = [one.split(": ")[0] for one in found.why.partition("(")[2].split("; ")]
    assert len(set(places)) == 2
    assert all(place.startswith(str(desk.files[0])) for place in places)
    one, other = (desk.draft("changed").replace("tiene", word) for word in ("posee", "lleva"))
    assert texts_that_wait(desk) == dict.fromkeys((one, other), Aside.SEVERAL)
