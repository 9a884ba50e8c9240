from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from locmem.checks.fact_forms import FactForms
from locmem.checks.leak import Leak
from locmem.checks.outputs.text import lines
from locmem.checks.typed import dead_words
from locmem.errors import InputErrors, Location, UsageError
from locmem.model.finding import Gate
from locmem.model.translation import HUMAN, State
from locmem.pages import dead_memory
from locmem.pages.queries import open_queries
from locmem.pipelines.check import CheckOptions, check
from tests.model.test_progress import Noted
from tests.pipelines.shop import Shop


def test_a_profile_that_cannot_be_read_fails_both_gates(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    for gate in Gate:
        failing = shop.check(gate).failing
        assert {finding.location.path for finding in failing} == {"markets/ES.yaml"}
        assert any("the key 'nom' is not known" in finding.what for finding in failing)


def test_one_broken_profile_leaves_the_gate_on_for_the_other_markets(shop: Shop) -> None:
    document = "content/articles/paying.md"
    shop.edit(document, "market.tax.standard_rate", "market.tax.standard_rat")
    before = {one for one in shop.check(Gate.RELEASE).every if one.market != "ES"}
    before = {one for one in before if one.check != "fact-unknown"}
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    shop.edit("markets/ES.yaml", "\ncurrency: EUR\n", "\ncurrency: EURO\n")
    report = shop.check(Gate.RELEASE)
    told = [one for one in report.failing if one.location.path == "markets/ES.yaml"]
    assert all(one.location.line for one in told)
    assert {word for one in told for word in ("'nom'", "EURO") if word in one.told} == {"'nom'", "EURO"}
    assert before
    assert before <= {*report.every}
    # What nobody can know of ES is not said: what it reads, and which facts it has.  Its texts are looked at.
    assert any(one.locale == "es" for one in before)
    assert {one.check for one in report.every} == {"input", *(one.check for one in before), "fact-not-everywhere"}
    assert report.looked_at == "Not checked: market ES, as markets/ES.yaml cannot be read."
    assert "Not checked: market ES" in "\n".join(line.text for line in lines(report))


def test_who_asks_for_the_broken_market_is_told_that_it_was_not_checked(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    shop.translate("es", {"Good to know": "Conviene  saber"})
    for gate in Gate:
        report = shop.check(gate, "ES")
        # Texts that no other market reads are looked at all the same.
        assert {one.check for one in report.findings} == {"input", "double-space"}
        assert report.looked_at == "Not checked: market ES, as markets/ES.yaml cannot be read."
        assert shop.check(gate, "JP").looked_at == ""
        assert any(one.market == "JP" for one in shop.check(gate, "JP", "ES").findings)


def test_a_planned_market_that_cannot_be_read_concerns_who_asks_for_it(shop: Shop) -> None:
    shop.write("markets/PT.yaml", "market: PT\nstatus: planned\nnom: Portugal\n")
    assert {one.location.path for one in shop.check(Gate.CHANGE).failing} == {"markets/PT.yaml"}
    assert not shop.check(Gate.RELEASE).failing
    report = shop.check(Gate.RELEASE, "PT", "ES")
    assert {one.location.path for one in report.failing} == {"markets/PT.yaml"}
    assert report.looked_at == "Not checked: market PT, as markets/PT.yaml cannot be read."


@pytest.mark.parametrize(
    ("sound", "damaged", "left"),
    [
        ('price: {type: money, value: {amount: "4.90", currency: EUR}}', "price: {type: mony, value: 4}", "market ES"),
        ("\nmarkets:\n", "\nmarkts:\n", "markets ES, JP"),
    ],
)
def test_company_data_that_cannot_be_read_leave_out_the_markets_they_are_of(
    shop: Shop, sound: str, damaged: str, left: str
) -> None:
    shop.edit("markets/company.yaml", sound, damaged)
    report = shop.check(Gate.RELEASE)
    assert {one.location.path for one in report.failing} == {"markets/company.yaml"}
    assert report.looked_at == f"Not checked: {left}, as markets/company.yaml cannot be read."


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/glossary.csv", "what,is,this\n1,2,3\n"),
        ("content/kpi.csv", "document,market\n"),
        ("content/backlog.csv", "item\n"),
        ("content/queries.csv", "document\n"),
        ("content/sla.csv", "market\n"),
        ("reviews/trend.csv", "month\n"),
        ("reviews/2026-10/ES.yaml", "market: ES\n"),
        ("reviews/2026-10/ES.csv", "what\n"),
    ],
)
def test_a_broken_file_of_records_is_a_finding_and_the_rest_goes_on(shop: Shop, path: str, text: str) -> None:
    shop.edit("content/articles/paying.md", "market.tax.standard_rate", "market.tax.standard_rat")
    assert {one.check for one in shop.check(Gate.CHANGE).failing} == {"fact-unknown"}
    shop.write(path, text)
    for _ in range(2):
        report = shop.check(Gate.CHANGE)
        assert {one.check for one in report.failing} == {"input", "fact-unknown"}
        assert {one.location.path for one in report.failing if one.check == "input"} == {path}
    shop.remove(path)
    assert {one.check for one in shop.check(Gate.CHANGE).failing} == {"fact-unknown"}


def test_after_a_check_of_a_broken_market_whoever_writes_is_refused(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "\nname: Spain\n", "\nnom: Spain\n")
    project = shop.open()
    check(project, CheckOptions())
    assert not project.broken_markets
    with pytest.raises(InputErrors, match="nom"):
        _ = project.markets


def test_a_page_far_too_long_is_named_with_its_place(shop: Shop) -> None:
    shop.write("content/articles/dump.md", "- item\n" * 30_001)
    [failing] = [one for one in shop.check().failing if one.location.path == "content/articles/dump.md"]
    assert failing.location.line == 30_001
    assert failing.what == "the page has 210,007 characters in 30,001 lines; 500,000 in 30,000 are read."


def test_a_catalog_that_was_cut_off_fails_the_release(shop: Shop) -> None:
    path = "content/translations/es/articles/paying.md.po"
    shop.write(path, shop.read(path)[:2000])
    assert {finding.location.path for finding in shop.check(Gate.RELEASE, "ES").failing} == {path}


def test_a_catalog_in_a_locale_nobody_declared_is_no_secret(shop: Shop) -> None:
    path = "content/translations/fr/articles/paying.md.po"
    shop.write(path, shop.read("content/translations/es/articles/paying.md.po"))
    assert {finding.location.path for finding in shop.check(Gate.CHANGE).failing} == {path}


def test_a_source_whose_name_cannot_be_written_down_fails_both_gates(shop: Shop) -> None:
    (shop.root / os.fsdecode(b"content/articles/caf\xe9.md")).write_text("Text.")
    for gate in Gate:
        assert {one.location.path for one in shop.check(gate).failing} == {r"content/articles/caf\udce9.md"}


def test_paths_are_found_from_the_folder_a_person_is_in(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.root / "content/articles")
    for path in ("paying.md", "articles/paying.md", "content/articles/paying.md"):
        assert check(shop.open(), CheckOptions(), [path]).report.files == ("content/articles/paying.md",)
    for outside in ("../../..", "../elsewhere"):
        with pytest.raises(UsageError, match=r"there is no "):
            check(shop.open(), CheckOptions(), [outside])
    with pytest.raises(UsageError, match=r"there is no payign\.md in"):
        check(shop.open(), CheckOptions(), ["payign.md"])


@pytest.mark.parametrize("path", ["README.md", "content/drafts", "empty", "content/notes.csv", "content/notes/a.md"])
def test_a_path_in_which_nothing_is_checked_does_not_pass(shop: Shop, path: str) -> None:
    shop.write("README.md", "Hello.")
    shop.write("content/notes.csv", "market\n")
    shop.write("content/notes/a.md", "A note that is in no content set.")
    for folder in ("empty", "content/drafts/inner"):
        (shop.root / folder).mkdir(parents=True)
    with pytest.raises(UsageError, match=rf"^{path}: nothing is checked there"):
        check(shop.open(), CheckOptions(), [path])
    # Whoever names all that a branch touched names such files, too.
    assert check(shop.open(), CheckOptions(), ["content/articles", path]).report.files


@pytest.mark.parametrize(
    "path",
    [
        ".",
        "content",
        "content/articles/paying.md",
        "articles",
        "markets",
        "markets/ES.yaml",
        "locmem.yaml",
        "content/translations/ja",
        "content/macros/broken.yaml",
    ],
)
def test_a_path_in_which_something_is_checked_does(shop: Shop, path: str) -> None:
    shop.write("content/macros/broken.yaml", "title: [\n")
    assert check(shop.open(), CheckOptions(), [path]).report


def test_whoever_names_a_file_is_told_in_which_locales_it_is_not_finished(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "# ", "# More of ")
    path = "content/articles/paying.md"
    report = check(shop.open(), CheckOptions(), [path]).report
    unfinished = {one.locale for one in report.findings if one.check in ("incomplete", "stale")}
    assert unfinished
    assert f"Not finished yet: {path} in {', '.join(sorted(unfinished))}." in report.looked_at
    assert not report.failing
    assert "Not finished" not in check(shop.open(), CheckOptions()).report.looked_at
    assert "Not finished" not in check(shop.open(), CheckOptions(gate=Gate.RELEASE), [path]).report.looked_at


def test_whoever_looks_ahead_for_the_gate_alone_is_not_told_of_changes(shop: Shop) -> None:
    for tells in (True, False):
        report = check(shop.open(), CheckOptions(as_of=date(2026, 12, 30), tells_changes=tells)).report
        assert any(one.check == "fact-changes" for one in report.findings) is tells


MEMORY = "content/memory/agency.tmx"
PAIR = """\
<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4">
  <header creationtool="other" creationtoolversion="1" segtype="sentence" o-tmf="x"
    adminlang="en" srclang="en" datatype="plaintext"/>
  <body><tu>
    <tuv xml:lang="en"><seg>Pay with giropay.</seg></tuv>
    <tuv xml:lang="es"><seg>Paga con giropay.</seg></tuv>
  </tu></body>
</tmx>
"""


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the text of each memory file in which words are looked for."""
    texts: list[str] = []

    def noted(text: str, forms: FactForms) -> tuple[Leak, ...]:
        texts.append(text)
        return dead_words(text, forms)

    monkeypatch.setattr(dead_memory, "dead_words", noted)
    return texts


def in_memory(shop: Shop, day: datetime | None = None) -> list[str]:
    """What is found in the memory file, by a new process."""
    shop = replace(shop, moment=day or shop.moment)
    return [one.what for one in shop.check().findings if one.location.path == MEMORY]


def test_a_memory_file_is_searched_again_only_when_it_changed(shop: Shop, searched: list[str]) -> None:
    shop.write(MEMORY, PAIR)
    found = in_memory(shop)
    assert ["giropay" in what for what in found] == [True]
    searched.clear()
    assert in_memory(shop) == found
    assert searched == []
    shop.write(MEMORY, PAIR.replace("giropay", "Klarna"))
    assert in_memory(shop) == []
    assert len(searched) == 1


def test_a_memory_file_is_searched_again_on_the_day_a_word_is_gone(shop: Shop, searched: list[str]) -> None:
    shop.write(MEMORY, PAIR)
    last, first = datetime(2024, 12, 31, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    assert in_memory(shop, last) == []
    assert in_memory(shop, last) == []
    assert len([text for text in searched if text == PAIR]) == 1
    assert len(in_memory(shop, first)) == 1


def test_what_a_check_does_after_the_documents_has_names(shop: Shop) -> None:
    shop.write(MEMORY, PAIR)
    project = shop.open()
    project.progress = noted = Noted()
    check(project, CheckOptions(as_of=shop.today.replace(year=2027)))
    after = ["links of documents of 3", "memory files of 1", "pairs of agency.tmx of 0"]
    after += ["what documents say together of 0", "changes to come of 0", "documents opened of 3"]
    started = [one for one in noted.told if " of " in one]
    assert started[-7:] == [*after, "findings in order of 0"]


# Words that except findings


MEANT = "locmem:ok end-punctuation Its brand has no dot."
CATALOG = "content/translations/es/articles/paying.md.po"
PAID = "You confirm the payment."


@pytest.fixture
def excepted(shop: Shop) -> Shop:
    """A project with a translation that lacks the final sign of its source, and that says so."""
    entry = shop.entry(PAID)
    target = entry.with_target("Confirmas el pago", State.REVIEWED, HUMAN)
    shop.change_entry(PAID, "es", replace(target, remarks=(MEANT,)))
    return shop


def test_an_entry_says_that_a_finding_is_meant_so(excepted: Shop) -> None:
    report = excepted.check()
    [found] = report.excepted
    assert (found.finding.check, found.by.reason) == ("end-punctuation", "Its brand has no dot.")
    line = found.by.location.line
    assert found.by.location == Location(path=CATALOG, line=line, key=excepted.key(PAID))
    assert excepted.read(CATALOG).splitlines()[line - 1].startswith("# locmem:ok end-punctuation")
    assert not [one for one in report.findings if one.check.startswith("exception")]
    assert not [one for one in report.findings if (one.check, one.locale) == ("end-punctuation", "es")]
    assert not [one for one in excepted.check(Gate.CHANGE).findings if one.check.startswith("exception")]


def test_an_entry_that_excepts_and_asks_is_one_query(excepted: Shop) -> None:
    excepted.change_entry(PAID, "es", replace(excepted.entry(PAID), remarks=(MEANT, "Whose payment?")))
    [query] = open_queries(excepted.open())
    assert query.question == "Whose payment?"


def test_a_variant_that_inherits_a_text_inherits_what_it_excepts(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, es-MX, ja]\nvariants: {es-MX: es}")
    # Without markets every text is looked at in all its locales.
    shop.remove("markets")
    entry = shop.entry(PAID)
    shop.change_entry(
        PAID, "es", replace(entry.with_target("Confirmas el pago", State.REVIEWED, HUMAN), remarks=(MEANT,))
    )
    report = shop.check()
    assert {one.finding.locale for one in report.excepted} == {"es", "es-MX"}
    assert not [one for one in report.findings if one.check.startswith("exception")]
    assert not [one for one in report.findings if one.check == "end-punctuation" and one.locale.startswith("es")]
    shop.change_entry(PAID, "es", replace(shop.entry(PAID), remarks=("locmem:ok stale Never.",)))
    assert [one.locale for one in shop.check().findings if one.check == "exception-unused"] == ["es"]
