"""Every command: its help, its JSON, its exit code, and plain text where nobody looks at a terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from locmem.catalogs.pairs import Workspace
from locmem.cli.main import HOMES, command_line
from locmem.cli.memory_care import with_whole_memory
from locmem.model.translation import HUMAN, State
from locmem.pages.memory_counts import memory_stats
from locmem.workspace.project import Project
from locmem.workspace.workspace import open_documents
from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

PAYING = "content/articles/paying.md"
SENTENCE = "We collect the money when the parcel leaves us."


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with the words that call it."""
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))
    yield path, command


ALL = dict(commands(command_line()))


def told_of(command: Any) -> Any:
    """All that typer knows of a command and those below it."""
    below = {name: told_of(one) for name, one in getattr(command, "commands", {}).items()}
    return below or [(one.name, one.opts, one.help, one.required, repr(one.default)) for one in command.params]


@pytest.mark.parametrize("word", [word for words in HOMES.values() for word in words])
def test_a_command_is_the_same_where_the_files_of_the_others_are_not_read(word: str) -> None:
    alone = command_line(word).commands
    assert told_of(alone[word]) == told_of(command_line().commands[word])
    assert tuple(alone) in HOMES.values()


REPORTS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("status",): ((), ("--market", "ES")),
    ("doctor",): ((),),
    ("run",): (("sync", "--dry-run"), ("collect",)),
    ("sync",): (("--dry-run",), ()),
    ("history",): ((), ("KEY",)),
    ("check",): ((), ("--gate", "release", "--as-of", "+30d")),
    ("export",): (("--locale", "es", "--dry-run"),),
    ("import",): (("out", "--dry-run"),),
    ("conflicts", "list"): ((), ("--locale", "es")),
    ("queue", "list"): ((), ("--market", "JP", "--locale", "ja")),
    ("queue", "next"): ((),),
    ("queue", "show"): (("KEY", "--locale", "es"),),
    ("queue", "stats"): ((), ("--here", "--priority", "1")),
    ("queue", "assign"): (("--locale", "es", "--to", "Ana", "--due", "+5d"), ("KEY", "--locale", "es", "--nobody")),
    ("backlog",): ((),),
    ("backlog", "explain"): (("ES/es/articles/paying.md",),),
    ("approvals",): ((), ("--market", "ES")),
    ("analyze",): ((), ("--locale", "es")),
    ("render",): (("--dry-run",), ("--market", "ES", "--target", "html")),
    ("content", "verify"): (("content",),),
    ("memory", "import"): (("old.tmx", "--dry-run"),),
    ("memory", "search"): ((SENTENCE, "--to", "es"), ("Nothing like it.", "--to", "ja")),
    ("memory", "concordance"): (("parcel", "--to", "es"), ("nowhere", "--to", "ja", "--in-target")),
    ("memory", "stats"): ((),),
    ("memory", "audit"): ((), ("earlier",)),
    ("memory", "forget"): (("--origin", "import", "--dry-run"), ("--text", "parcel", "--yes")),
    ("memory", "dedupe"): (("--dry-run",), ()),
    ("memory", "rebuild"): ((),),
    ("terms", "list"): ((), ("--locale", "es")),
    ("terms", "show"): (("parcel",),),
    ("terms", "find"): (("The parcel.", "--to", "es", "--target", "El bulto."), ("Nothing.", "--to", "ja")),
    ("terms", "import"): (("old.csv", "--dry-run"),),
    ("terms", "check"): ((),),
    ("market", "list"): ((),),
    ("market", "show"): (("ES",), ("JP", "--as-of", "2027-01-01")),
    ("market", "obligations"): ((), ("ES", "--as-of", "+60d")),
    ("market", "sign"): (("ES", "odr_link", "--by", "Ana", "--dry-run"), ("ES", "odr_link", "--by", "Ana")),
}
"""The commands that report, with arguments to try them with."""


def test_every_report_can_be_read_by_a_program() -> None:
    without = [path for path in REPORTS if not any("--json" in parameter.opts for parameter in ALL[path].params)]
    assert without == []


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_explains_itself(locmem: Locmem, path: tuple[str, ...]) -> None:
    done = locmem(*path, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: locmem {' '.join(path)}".rstrip())
    assert "\x1b" not in done.out
    assert (ALL[path].help or ALL[path].short_help or "").strip()


@pytest.fixture
def busy(shop: Shop, locmem: Locmem) -> Shop:
    """The project with work in every state: stale, new, handed out, and runs behind it."""
    shop.edit(PAYING, "We collect the money when", "We collect your money when")
    shop.write(PAYING, shop.read(PAYING) + "\nThe lamp glows softly.\n")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    shop.write("old.tmx", TMX)
    shop.write("old.csv", "source,es\nparcel,bulto\n")
    shop.write("content/glossary.csv", "concept,locale,term\nparcel,en,parcel\nparcel,es,paquete\n")
    return shop


TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"
 srclang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Good evening.</seg></tuv>
<tuv xml:lang="es"><seg>Buenas noches.</seg></tuv></tu></body></tmx>
"""


def test_every_report_prints_json_and_nothing_else_on_stdout(busy: Shop, locmem: Locmem) -> None:
    key = busy.key("The lamp glows softly.")
    for path, variants in REPORTS.items():
        for arguments in variants:
            words = (*path, *(key if word == "KEY" else word for word in arguments))
            done = locmem(*words, "--json")
            assert done.code in (0, 1), (words, done.err)
            json.loads(done.out)
            assert "\x1b" not in done.text, words


def test_every_report_is_plain_text_in_a_pipe(busy: Shop, locmem: Locmem) -> None:
    key = busy.key("The lamp glows softly.")
    for path, variants in REPORTS.items():
        for arguments in variants:
            words = (*path, *(key if word == "KEY" else word for word in arguments))
            done = locmem(*words)
            assert done.code in (0, 1), (words, done.err)
            assert done.text.strip(), words
            assert "\x1b" not in done.text, words
            assert "Traceback" not in done.text, words


def test_a_json_report_of_an_import_holds_what_was_decided(busy: Shop, locmem: Locmem) -> None:
    busy.edit(PAYING, "\nThe lamp glows softly.\n", "")
    [file] = (busy.root / "out").rglob("*.po")
    text = file.read_text("utf-8").replace(
        'msgid "The lamp glows softly."\nmsgstr ""', 'msgid "The lamp glows softly."\nmsgstr "La lámpara brilla."'
    )
    file.write_text(text, "utf-8")
    done = locmem("import", str(file), "--json")
    report = json.loads(done.out)
    assert (done.code, report["counts"]["orphaned"], sum(report["counts"].values())) == (1, 1, 2)
    [gone] = [one for one in report["decisions"] if one["outcome"] == "orphaned"]
    assert (gone["text"], gone["homeless"]) == ("La lámpara brilla.", ["The lamp glows softly.", "La lámpara brilla."])
    found = locmem("memory", "search", "The lamp glows softly.", "--to", "es", "--json")
    assert [match["target"] for match in json.loads(found.out)] == ["La lámpara brilla."]


def test_what_an_import_keeps_aside_is_listed_taken_and_dropped(shop: Shop, locmem: Locmem) -> None:
    shop.edit(PAYING, SENTENCE, "We collect your money when the parcel leaves us.")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    [file] = (shop.root / "out").rglob("*.po")
    stale = "Cobramos el importe cuando sale el paquete."
    text = file.read_text("utf-8")
    assert stale in text
    file.write_text(text.replace(f'msgstr "{stale}"', 'msgstr "Cobramos tu dinero cuando…"'), "utf-8")
    done = locmem("import", str(file))
    assert (done.code, "1 text kept aside" in done.err, "unfinished" in done.out) == (1, True, True)
    key = shop.key("We collect your money when the parcel leaves us.")
    listed = locmem("conflicts", "list")
    assert (listed.code, key in listed.out, stale in listed.out, "Cobramos tu dinero" in listed.out) == (
        1,
        True,
        True,
        True,
    )
    assert "1 returned text kept aside waits for a decision" in locmem("status", "--locale", "es").err
    assert "kept aside" not in locmem("status", "--locale", "ja").err
    assert "[return-waiting, es]" in locmem("check", "--gate", "release").out
    assert locmem("conflicts", "take", key, "--dry-run").code == 0
    assert locmem("conflicts", "drop", "nothing#here").code == 2
    taken = locmem("conflicts", "take", key)
    assert (taken.code, key in taken.out) == (0, True)
    assert shop.entry("We collect your money when the parcel leaves us.").target == "Cobramos tu dinero cuando…"
    assert locmem("conflicts", "list").code == 0
    assert "kept aside" not in locmem("status").err


def test_the_status_of_a_locale_says_nothing_of_others(locmem: Locmem) -> None:
    done = locmem("status", "--locale", "es")
    assert (done.code, "es" in done.out, "ja" in done.text) == (0, True, False)
    report = json.loads(locmem("status", "--locale", "es", "--json").out)
    for part in ("coverage", "readiness", "engines"):
        assert {one["locale"] for one in report[part]} == {"es"}, part
    assert {one["locale"] for one in json.loads(locmem("status", "--json").out)["coverage"]} == {"es", "ja"}
    wrong = locmem("status", "--locale", "xx")
    assert (wrong.code, "xx is not declared" in wrong.err) == (2, True)


def test_texts_are_decided_on_in_a_workbook(shop: Shop, locmem: Locmem) -> None:
    shop.edit(PAYING, SENTENCE, "We collect your money when the parcel leaves us.")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    [file] = (shop.root / "out").rglob("*.po")
    text = file.read_text("utf-8")
    file.write_text(text.replace("Cobramos el importe", "Cobramos tu dinero"), "utf-8")
    assert locmem("import", str(file)).code == 1
    assert locmem("conflicts", "list", "--to", "decide.ods").code == 2
    assert locmem("conflicts", "list", "--to", "decide.xlsx").code == 1
    book = openpyxl.load_workbook("decide.xlsx")
    book.worksheets[0]["A2"] = "take"
    book.save("decide.xlsx")
    assert locmem("conflicts", "settle", "decide.xlsx").code == 0
    entry = shop.entry("We collect your money when the parcel leaves us.")
    assert entry.target.startswith("Cobramos tu dinero")


@pytest.mark.parametrize(
    "words",
    [
        ("sync",),
        ("render",),
        ("export", "--locale", "es"),
        ("undo", "2026-11-21.1"),
        ("memory", "dedupe"),
        ("accept", PAYING.removeprefix("content/"), "--reason", "x"),
        ("check", "--fix"),
    ],
)
def test_a_dry_run_says_so_first(busy: Shop, locmem: Locmem, words: tuple[str, ...]) -> None:
    before = busy.in_git()
    assert locmem(*words, "--dry-run").err.startswith("Dry run: nothing is written.")
    assert busy.in_git() == before


def test_a_dry_import_says_what_it_would_do_and_that_nothing_was_written(shop: Shop, locmem: Locmem) -> None:
    shop.edit(PAYING, SENTENCE, "We collect your money when the parcel leaves us.")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    [file] = (shop.root / "out").rglob("*.po")
    text = file.read_text("utf-8")
    stale = "Cobramos el importe cuando sale el paquete."
    file.write_text(text.replace(f'msgstr "{stale}"', 'msgstr "Cobramos tu dinero cuando…"'), "utf-8")
    (shop.root / "out" / "cut.xlf").write_text("<xliff><file>", "utf-8")
    before = shop.in_git()
    done = locmem("import", "out", "--dry-run")
    others = done.out.splitlines()
    assert done.err.startswith("Dry run: nothing is written.")
    assert [one for one in others if "conflict" in one or "refused" in one]
    assert all("would be" in one for one in others if "conflict" in one or "refused" in one or "accepted" in one)
    assert "text would be kept aside." in done.err
    assert shop.in_git() == before
    report = json.loads(locmem("import", "out", "--dry-run", "--json").out)
    assert (report["dry_run"], len(report["refused"])) == (True, 1)


def test_the_gates_are_told_by_the_exit_code(shop: Shop, locmem: Locmem) -> None:
    assert locmem("check", "--gate", "release", "--market", "ES").code == 0
    shop.edit(PAYING, "We collect the money when", "We collect your money when")
    failed = locmem("check", "--gate", "release", "--market", "ES")
    assert failed.code == 1
    assert f"locmem accept {shop.key('We collect your money when the parcel leaves us.')}" in failed.out
    assert locmem("check").code == 0
    for form in ("json", "github", "junit"):
        assert locmem("check", "--gate", "release", "--format", form).code == 1
    done = locmem("accept", "articles/paying.md", "--reason", "Style.")
    assert (done.code, len(done.out.splitlines())) == (0, 2)
    assert locmem("check", "--gate", "release").code == 0
    run = done.err.rsplit("`", 2)[1].removeprefix("locmem undo ")
    assert locmem("undo", run).code == 0
    assert locmem("check", "--gate", "release", "--market", "ES").code == 1


def test_a_run_of_the_gate_in_ci_fails_like_the_command(shop: Shop, locmem: Locmem) -> None:
    shop.write("pipelines/ci.yaml", "steps:\n  - check: {gate: release}\n")
    assert locmem("run", "ci").code == 0
    shop.edit(PAYING, "We collect the money when", "We collect your money when")
    assert locmem("run", "ci").code == 1


def test_a_run_that_takes_some_files_and_refuses_one_ends_in_1(busy: Shop, locmem: Locmem) -> None:
    busy.write("pipelines/back.yaml", "steps:\n  - bring_back: {files: [out/**/*.po]}\n")
    busy.write("out/es/broken.po", 'msgid "\n')
    done = locmem("run", "back")
    assert (done.code, "refused: " in done.out, "broken.po:1" in done.out) == (1, True, True), done.out


def test_doctor_never_says_that_a_project_with_broken_settings_be_begun_anew(shop: Shop, locmem: Locmem) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml")[:-30])
    done = locmem("doctor")
    assert (done.code, "git restore locmem.yaml" in done.out, "locmem init" in done.out) == (1, True, False)
    shop.remove("locmem.yaml")
    assert "locmem init DIR" in locmem("doctor").out


def test_the_queue_names_the_next_segment_and_how_to_settle_it(busy: Shop, locmem: Locmem) -> None:
    done = locmem("queue", "next", "--locale", "ja")
    assert busy.key("We collect your money when the parcel leaves us.", "ja") in done.out
    assert "because the source changed after somebody confirmed the translation" in done.out
    assert "locmem accept" in done.err


def test_the_queue_says_whose_a_text_is_and_what_helps_with_it(busy: Shop, locmem: Locmem) -> None:
    key = busy.key("The lamp glows softly.")
    assert (
        "are Ana's from now on" in locmem("queue", "assign", key, "--locale", "ja", "--to", "Ana", "--due", "+5d").err
    )
    shown = locmem("queue", "show", key, "--locale", "ja")
    assert shown.code == 0
    assert "Ana's, due 2026-11-26" in shown.out
    assert "in      articles/paying.md, line" in shown.out
    assert key in locmem("queue", "list", "--assignee", "Ana").out
    busy.write("locmem.yaml", f"{busy.read('locmem.yaml')}assignees: {{es: Ben}}\n")
    nothing = locmem("queue", "list", "--assignee", "Ben")
    assert (nothing.code, nothing.out, "`locmem queue stats` counts" in nothing.err) == (0, "", True)
    assert key in locmem("queue", "list", "--document", "articles/", "--document", "macros").out
    theirs = locmem("queue", "list", "--assignee", "Ana")
    assert "`locmem export --locale ja --assigned --assignee 'Ana'`" in theirs.err
    counts = locmem("queue", "stats")
    assert "locale  texts" in counts.out
    assert re.search(r"^ja: 1 stale, 1 untranslated; made 1 by \w+\.$", counts.err, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("assign", "--locale", "es"), "--to NAME, or --nobody"),
        (("assign", "--to", "Ana"), "the whole queue"),
        (("list", "--state", "done"), "There are: stale, not reviewed, draft, untranslated"),
        (("list", "--origin", "robot"), "There are: human, tm, mt, import, mt:pseudo."),
        (("stats", "--origin", "mt:nothere"), "There are: human, tm, mt, import, mt:pseudo."),
        (("list", "--assignee", "Ben"), "There are: Clara, a translator."),
        (("assign", "--locale", "ja", "--to", "Ana", "--due", "2026-11-20"), "from 2026-11-21 on"),
        (("assign", "--locale", "ja", "--nobody", "--due", "+5d"), "nobody's is due on no day"),
        (("list", "--document", "articles/nowhere.md"), "no document here is called articles/nowhere.md"),
        (("list", "--content", "pages"), "There are: articles, macros"),
        (("show", "articles/paying.md"), "Keys look like"),
    ],
)
def test_the_queue_names_what_there_is_where_a_word_is_none(
    busy: Shop, locmem: Locmem, words: tuple[str, ...], told: str
) -> None:
    busy.write(
        "locmem.yaml",
        f"{busy.read('locmem.yaml')}assignees: {{ja: Clara}}\nmachine_translation: {{ja: {{engine: pseudo}}}}\n",
    )
    done = locmem("queue", *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_an_export_says_whose_it_left_out(busy: Shop, locmem: Locmem) -> None:
    key = busy.key("The lamp glows softly.", "ja")
    assert locmem("queue", "assign", key, "--locale", "ja", "--to", "Ana").code == 0
    done = locmem("export", "--locale", "ja", "--assignee", "Ben")
    assert (done.code, "1 segment is Ana's and left out" in done.err) == (0, True)
    assert "nothing that is here is theirs" in locmem("export", "--locale", "ja", "--assignee", "Ben", "--assigned").err
    sent = locmem("export", "--locale", "ja", "--assignee", "Ben", "--others")
    assert (sent.code, "1 segment of these was Ana's until now. Tell Ana." in sent.err) == (0, True)


def test_the_queue_asks_for_a_review_where_the_risk_demands_one(shop: Shop, locmem: Locmem) -> None:
    for source, needed in (("We answer without delay.", True), (SENTENCE, False)):
        entry = shop.entry(source)
        shop.change_entry(source, "es", entry.with_target("Luego.", State.DRAFT, HUMAN))
        done = locmem("queue", "next", "--locale", "es")
        assert shop.key(source) in done.out
        assert ("--locale es --reviewed --reason" in done.err) is needed
        shop.change_entry(source, "es", entry)


def test_the_queue_says_why_it_does_not_list_what_waits_in_a_locale(busy: Shop, locmem: Locmem) -> None:
    asked = locmem("queue", "list", "--locale", "ja", "--market", "ES")
    assert (asked.out, "none of these markets reads ja." in asked.err) == ("", True)
    busy.write("markets/JP.yaml", f"status: planned\n{busy.read('markets/JP.yaml')}")
    for command in ("list", "next"):
        done = locmem("queue", command, "--locale", "ja")
        assert re.fullmatch(r"\d+ segments? in ja \w+ and \w+ not listed: no launched market reads ja.\n", done.err)
    assert " in ja " in locmem("queue", "list").err
    assert " in ja " not in locmem("queue", "list", "--market", "ES").err


def test_a_wrong_choice_is_told_in_words_of_ours(locmem: Locmem) -> None:
    done = locmem("export", "--format", "excel")
    assert done.code == 2
    assert "Invalid value for '--format': 'excel' is not one of 'po'" in done.err


def test_the_version_is_printed(locmem: Locmem) -> None:
    assert locmem("--version").out.startswith("locmem 0.")
    module = subprocess.run([sys.executable, "-m", "locmem", "--version"], capture_output=True, text=True, check=True)
    assert module.stdout == locmem("--version").out


@pytest.mark.usefixtures("own_state")
def test_who_counts_the_memory_opens_no_document_that_is_as_it_was(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.root)
    with_whole_memory(no_cache=False).close()
    opened: list[str] = []

    def noted(project: Project, documents: Sequence[str], *others: object) -> Workspace:
        documents = tuple(documents)
        opened.extend(documents)
        return open_documents(project, documents, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("locmem.workspace.workspace.open_documents", noted)
    with with_whole_memory(no_cache=False) as project:
        counted = memory_stats(project)
    assert opened == []
    with with_whole_memory(no_cache=True) as anew:
        assert (memory_stats(anew), len(opened)) == (counted, 3)
    shop.edit("content/articles/paying.md", "We collect", "We take")
    opened.clear()
    with_whole_memory(no_cache=False).close()
    assert opened == ["articles/paying.md"]


@pytest.mark.parametrize("command", [("stats",), ("audit",), ("export", "../all.tmx")], ids=lambda words: words[0])
def test_the_memory_says_the_same_without_what_is_kept_and_names_what_cannot_be_read(
    shop: Shop, locmem: Locmem, command: tuple[str, ...]
) -> None:
    locmem("memory", *command)
    shop.write("content/translations/es/articles/paying.md.po", 'msgid "\n')
    kept, anew = locmem("memory", *command), locmem("memory", *command, "--no-cache")
    assert (kept.code, "paying.md.po:1" in kept.err) == (1, True)
    assert (anew.code, anew.out, anew.err) == (kept.code, kept.out, kept.err)


def test_forgetting_asks_first_and_says_what_still_holds_the_text(shop: Shop, locmem: Locmem) -> None:
    shop.write("content/memory/agency.tmx", TMX)
    locmem("sync")
    refused = locmem("memory", "forget", "--text", "noches")
    assert (refused.code, "Buenas noches." in refused.out, "--yes" in refused.err) == (2, True, True)
    assert "Good evening." in shop.read("content/memory/agency.tmx")
    done = locmem("memory", "forget", "--text", "noches", "--yes")
    assert (done.code, done.out.splitlines()[-1]) == (0, "1 pair forgotten from 1 file")
    assert "git's history" in done.err
    assert "locmem undo" in done.err
    assert json.loads(locmem("memory", "search", "Good evening.", "--to", "es", "--json").out) == []
    nothing = locmem("memory", "forget", "--text", "noches", "--yes")
    assert (nothing.code, "nothing is to be forgotten" in nothing.err) == (0, True)
    left = locmem("memory", "forget", "--text", "Cobramos el importe", "--yes")
    assert "Empty them too with --catalogs." in left.err


def test_what_is_forgotten_for_good_cannot_be_undone(shop: Shop, locmem: Locmem) -> None:
    shop.write("old.tmx", TMX)
    locmem("memory", "import", "old.tmx")
    (shop.root / "old.tmx").unlink()
    done = locmem("memory", "forget", "--text", "noches", "--yes", "--for-good")
    assert (done.code, "cannot be undone" in done.err, "locmem undo" in done.err) == (0, True, False)
    assert not [path for path in shop.root.rglob("*") if path.is_file() and b"noches" in path.read_bytes()]


def test_the_audit_of_a_batch_nobody_knows_says_where_to_look(locmem: Locmem) -> None:
    done = locmem("memory", "audit", "2020-01-01.1")
    assert (done.code, "memory audit` lists the batches" in done.err) == (2, True)


def test_what_an_entry_excepts_outlives_sync_handoff_and_return_and_asks_nothing(shop: Shop, locmem: Locmem) -> None:
    meant, paid = "locmem:ok end-punctuation Its brand has no dot.", "You confirm the payment."
    target = shop.entry(paid).with_target("Confirmas el pago", State.REVIEWED, HUMAN)
    shop.change_entry(paid, "es", replace(target, remarks=(meant,)))
    shop.edit("content/articles/paying.md", "You confirm the payment.", "You confirm each payment.")
    for form in ("po", "xliff"):
        assert locmem("sync").code == 0
        paid = "You confirm each payment."
        assert shop.entry(paid).remarks == (meant,)
        assert locmem("export", "--locale", "es", "--format", form, "--to", form).code == 0
        [file] = [path for path in (shop.root / form).rglob("*") if path.suffix in (".po", ".xlf", ".csv")]
        came = locmem("import", str(file))
        assert "note from the translator" not in came.text
        assert shop.entry(paid).remarks == (meant,)
        [manifest] = (shop.root / "handoffs").glob("*.json")
        locmem("jobs", "recall", manifest.stem)
        manifest.unlink()
    assert locmem("queries", "list").out.strip() == "" or "No queries" in locmem("queries", "list").text


def test_a_translator_who_says_that_it_is_meant_so_is_told_of_and_asks_nothing(shop: Shop, locmem: Locmem) -> None:
    shop.edit("content/articles/paying.md", "You confirm the payment.", "You confirm each payment.")
    assert locmem("sync").code == 0
    assert locmem("export", "--locale", "es", "--to", "out").code == 0
    [file] = (shop.root / "out").rglob("*.po")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("#. translated before", "# locmem:ok stale It holds.\n#. translated before"), "utf-8")
    came = locmem("import", str(file))
    assert "a finding is meant so" in came.text
    assert "locmem:ok stale It holds." in came.text
    assert "note from the translator" not in came.text
    assert shop.entry("You confirm each payment.").remarks == ("locmem:ok stale It holds.",)
