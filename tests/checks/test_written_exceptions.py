"""Exceptions as people write them: beside an entry, above a block, in front matter and in a macro."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locmem.catalogs.files import catalog_path
from locmem.checks.written_exceptions import Written, exception_of, written_in
from locmem.errors import Location
from locmem.model.document import Remark
from locmem.model.gate_rules import GateException
from locmem.workspace.workspace import open_workspace
from tests.checks.lamps import Lamps

KNOWN = ("stale", "fact-typed-in")


def said(text: str) -> GateException | str:
    remark = Remark(text=text, location=Location(path="content/a.md", line=3))
    return exception_of(Written(remark=remark, document="a.md"), KNOWN)


@pytest.mark.parametrize(
    ("text", "check", "expires", "reason"),
    [
        ("stale Meant so.", "stale", None, "Meant so."),
        ("  stale   Meant\n so. ", "stale", None, "Meant so."),
        ("stale: Meant so: really.", "stale", None, "Meant so: really."),
        ("stale until 2027-01-31 Meant so.", "stale", date(2027, 1, 31), "Meant so."),
        ("stale until 2027-01-31: Meant so.", "stale", date(2027, 1, 31), "Meant so."),
        ("stale 法律で決まっている", "stale", None, "法律で決まっている"),
    ],
)
def test_a_check_a_day_and_a_reason(text: str, check: str, expires: date | None, reason: str) -> None:
    found = said(text)
    assert isinstance(found, GateException)
    assert (found.check, found.expires, found.reason, found.document) == (check, expires, reason, "a.md")


@pytest.mark.parametrize(
    ("text", "says", "reason"),
    [
        ('stale says "21 %" Meant so.', "21 %", "Meant so."),
        ("stale says “21 %”: Meant so.", "21 %", "Meant so."),
        ("stale: says “Klarna” until 2027-01-31 Meant so.", "Klarna", "Meant so."),
        ("stale says nothing new.", "", "says nothing new."),
        ("stale Counsel says “yes”.", "", "Counsel says “yes”."),
    ],
)
def test_words_of_the_finding_that_is_meant(text: str, says: str, reason: str) -> None:
    found = said(text)
    assert isinstance(found, GateException)
    assert (found.says, found.reason) == (says, reason)
    assert found.expires == (date(2027, 1, 31) if "until" in text else None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it names no check"),
        ("stael Meant so.", "there is no check `stael`; did you mean `stale`?"),
        ("stale", "it does not say why `stale` is not to count here"),
        ("stale - …", "it does not say why"),
        ("stale until 2027-01-31", "it does not say why"),
        ("stale until soon Meant so.", "'soon' is no day"),
        ("stale until 2027-02-30 Meant so.", "'2027-02-30' is no day"),
        ("stale says “Klarna Meant so.", "the quote behind `says` is not closed"),
        ('stale says "" Meant so.', "`says` quotes nothing"),
        ("stale says “Klarna”", "it does not say why"),
    ],
)
def test_what_is_no_exception_says_why(text: str, fault: str) -> None:
    found = said(text)
    assert isinstance(found, str)
    assert found.startswith(fault)


def found_in(lamps: Lamps) -> list[tuple[str, int, tuple[int, int]]]:
    found = written_in(open_workspace(lamps.open()))
    return [(" ".join(one.remark.text.split()), one.remark.location.line, one.lines) for one in found]


@pytest.mark.parametrize(
    "front",
    [
        "locmem:\n  ok:\n    - stale Meant so.\n    - 'fact-typed-in: Klarna: itself.'\n",
        "locmem: {ok: [stale Meant so., 'fact-typed-in: Klarna: itself.']}\n",
        "locmem:\n  ok:\n    - stale Meant so.\n    - fact-typed-in: 'Klarna: itself.'\n",
    ],
)
def test_front_matter_has_a_list(lamps: Lamps, front: str) -> None:
    lamps.article("We refund you.", front=front)
    assert [text for text, _, _ in found_in(lamps)] == ["stale Meant so.", "fact-typed-in: Klarna: itself."]
    assert {one.remark.location.path for one in written_in(open_workspace(lamps.open()))} == {
        "content/articles/refunds.md"
    }


def test_a_macro_has_it_under_its_own_key(lamps: Lamps) -> None:
    lamps.write(
        "content/macros/a.yaml",
        "title: A\nactions:\n  - {field: comment_value, value: Hello there.}\nlocmem: {ok: [stale Meant so.]}\n",
    )
    assert found_in(lamps) == [("stale Meant so.", 4, (0, 0))]


def test_other_words_under_the_key_are_named(lamps: Lamps) -> None:
    lamps.article("We refund you.", front="locmem: {risk: legal}\n")
    [finding] = lamps.findings("front-matter")
    assert "the key 'risk' is not known" in finding.what
    lamps.article("We refund you.", front="locmem: {ok: stale Meant so.}\n")
    [finding] = lamps.findings("front-matter")
    assert "a list" in finding.do


def test_a_comment_speaks_of_the_block_below_it(lamps: Lamps) -> None:
    lamps.article(
        "One.\n\n<!-- locmem:ok stale Meant so. -->\nTwo and\nthree.\n\n> <!-- locmem:ok\nstale\nwhy -->\n> Four.\n"
    )
    assert found_in(lamps) == [("stale Meant so.", 7, (8, 10)), ("stale why", 11, (14, 15))]
    lamps.article("One.\n\nTwo `<!-- locmem:ok stale x -->` and <!-- locmem:okay --> three.\n")
    assert found_in(lamps) == []


def test_an_entry_has_it_among_its_comments(lamps: Lamps) -> None:
    lamps.translate({"We refund": "Devolvemos en {{ market.refund }}."})
    path = f"content/{catalog_path('es', 'articles/refunds.md')}"
    text = (lamps.root / path).read_text(encoding="utf-8")
    lamps.write(
        path,
        text.replace("#. locmem: state=translated", "# Why?\n#  locmem:ok stale Meant.\n#. locmem: state=translated"),
    )
    [one] = written_in(open_workspace(lamps.open()))
    assert (one.remark.text.strip(), one.document, one.locale, one.is_own) == (
        "stale Meant.",
        "articles/refunds.md",
        "es",
        True,
    )
    assert one.remark.location == replace(one.remark.location, path=path, key=f"articles/refunds.md#{one.occurrence}")
