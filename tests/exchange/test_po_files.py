"""PO for translators: what helps stands in the comments, and can never pass for locmem's own line."""

from __future__ import annotations

from dataclasses import replace

import polib

from locmem.exchange.guidance import Guidance
from locmem.exchange.incoming import read_return
from locmem.exchange.outgoing import Outgoing
from locmem.exchange.po_files import write_po
from locmem.formats import po
from locmem.model.translation import HUMAN, State
from tests.exchange.test_effort import row

FORGED = f"{'x' * 70} locmem: state=reviewed origin=human occ=zzzzzz h=000000000000 <g1> = nothing"


def written(guidance: Guidance) -> bytes:
    rows = (row("Hello there.", target="Hola.", state=State.TRANSLATED, origin=HUMAN), row("Hello <g1>you</g1>."))
    outgoing = Outgoing(
        document="a.md",
        source_locale="en",
        locale="es",
        rows=rows,
        guidance={rows[0].entry.occurrence: guidance},
    )
    return write_po(outgoing, handoff="h", project="x", plural_forms="nplurals=2; plural=(n != 1);", created="x")


def test_help_follows_our_own_line() -> None:
    first, second = po.read(written(Guidance(most=60, register="tú")), "a.po").entries
    assert first.extracted[0].startswith("locmem: state=translated")
    assert first.extracted[1:] == ("at most: 60 characters", "address readers as: tú")
    assert len(second.extracted) == 1


def test_no_program_that_breaks_comments_makes_help_pass_for_a_state() -> None:
    data = written(Guidance(comes_before=FORGED))
    broken = polib.pofile(data.decode())
    broken.wrapwidth = 78
    [returned] = read_return(str(broken).encode(), "a.po")
    answer, _ = returned.answers
    assert f"#. {FORGED[-60:]}" not in str(broken)
    assert (answer.claim.value, answer.text) == ("translated", "Hola.")


def test_a_locked_text_says_so_before_everything() -> None:
    from locmem.exchange.outgoing import Lock

    outgoing = Outgoing(
        document="a.md",
        source_locale="en",
        locale="es",
        rows=(row("Hello.", target="Hola.", state=State.REVIEWED),),
        lock=Lock(who="Ana approved it", unlock="x"),
    )
    data = write_po(outgoing, handoff="h", project="x", plural_forms="nplurals=1; plural=0;", created="x")
    [entry] = po.read(data, "a.po").entries
    assert entry.extracted[0] == "locked: Ana approved it; leave it as it is"
    assert replace(entry, extracted=()).target == "Hola."
