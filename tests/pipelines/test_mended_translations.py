"""`check --fix` on translations: what is certain is mended, and nothing that people said is lost or moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locmem.checks.outputs.rdjsonl import rdjsonl
from locmem.model.translation import HUMAN, State
from locmem.pipelines.check import CheckOptions, CheckResult, check
from locmem.pipelines.mend import MendResult, mend
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.writing import Run
from tests.checks.lamps import BRAZIL, COMPANY, SETTINGS, SPAIN, Lamps
from tests.checks.outputs.suggestions import with_suggestion
from tests.pipelines.shop import Shop

PAGE = "articles/paying.md"
CATALOG = f"content/translations/es/{PAGE}.po"
KNOWN = "Good to know"
LINK = "Write to us [at any time](complaints.md)."


def checked(shop: Shop | Lamps) -> CheckResult:
    return check(shop.open(), CheckOptions())


def fixed(shop: Shop | Lamps, *, is_dry: bool = False) -> tuple[Run, MendResult]:
    project = shop.open()
    found = check(project, CheckOptions()).report.findings
    return run_step(project, "check --fix", lambda run: mend(run, found), is_dry=is_dry)


def found(shop: Shop, name: str) -> list[bool]:
    """Whether each finding of a check has a fix."""
    return [one.fix is not None for one in checked(shop).report.findings if one.check == name]


def test_a_confirmed_text_keeps_its_state_and_memory_and_history_follow(shop: Shop) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber", LINK: "Escríbenos [cuando quieras](complaints.md).."})
    old = {source: shop.entry(source) for source in (KNOWN, LINK)}
    before = shop.in_git()
    run, result = fixed(shop)
    assert {(one.key, one.old, one.new, one.checks, one.state) for one in result.mended} == {
        (shop.key(KNOWN), "Conviene  saber", "Conviene saber", ("double-space",), State.REVIEWED),
        (
            shop.key(LINK),
            "Escríbenos [cuando quieras](complaints.md)..",
            "Escríbenos [cuando quieras](complaints.md).",
            ("punctuation-repeated",),
            State.REVIEWED,
        ),
    }
    for source, entry in old.items():
        now = shop.entry(source)
        assert (now.state, now.origin, now.is_stale) == (entry.state, entry.origin, False)
    project = shop.open()
    held = {(one.source.text, one.target.text, one.origin) for one in project.memory.entries() if one.locale == "es"}
    assert (KNOWN, "Conviene saber", "human") in held
    # For the memory texts that differ in white space are one; what was another text is never trusted again.
    kept = shop.read("content/memory/es.tmx")
    assert ("Escríbenos" in kept, "Conviene" in kept, kept.count("superseded")) == (True, False, 1)
    [(_, _, change), *_] = project.journal.targets(PAGE, old[KNOWN].occurrence)
    assert (change.before, change.after, change.after_state) == ("Conviene  saber", "Conviene saber", "reviewed")
    assert [one.pipeline for one in project.journal.runs() if one.id == run.id] == ["check --fix"]
    mended = shop.in_git()
    shop.run()
    assert shop.in_git() == mended
    assert fixed(shop)[0].id == ""
    undo(shop.open(), run.id)
    assert shop.in_git() == before


def test_only_the_words_and_their_digest_change_whoever_saved_the_file(shop: Shop) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    file = shop.root / CATALOG
    head, mark, tail = file.read_bytes().decode().partition('msgstr "Conviene  saber"')
    # Another program breaks lines, also of an entry that nobody has to mend.
    head = head.replace('msgstr "Abre **Pedidos** para', 'msgstr ""\n"Abre **Pedidos** "\n"para')
    tail = tail.replace('msgstr "Abre **Pedidos** para', 'msgstr ""\n"Abre **Pedidos** "\n"para')
    assert mark
    file.write_text(f'{head}msgstr ""\n"Conviene "\n" saber"{tail}', "utf-8")
    [line] = [one for one in rdjsonl(checked(shop).report).splitlines() if "suggestions" in one]
    [suggestion] = json.loads(line)["suggestions"]
    suggested = with_suggestion(file.read_bytes(), suggestion)
    fixed(shop)
    text = file.read_bytes().decode()
    assert text.encode() == suggested
    assert len(text.split("\n")) == len(f"{head}{tail}".split("\n")) + 2
    assert text.endswith(f'"Conviene "\n"saber"{tail}')
    assert shop.entry(KNOWN).state is State.REVIEWED


def test_a_dry_run_says_the_same_and_writes_nothing(shop: Shop) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    before = shop.in_git()
    run, planned = fixed(shop, is_dry=True)
    assert [change.path for change in run.files] == [CATALOG]
    assert shop.in_git() == before
    assert (planned.planned, planned.summary) == ("1 finding would be mended in 1 file", "1 finding mended in 1 file")
    assert fixed(shop)[1] == planned


def test_a_draft_stays_one(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "risks: {standard: {required: draft}}\n")
    shop.translate("es", {KNOWN: "Conviene  saber"}, state=State.DRAFT)
    fixed(shop)
    entry = shop.entry(KNOWN)
    assert (entry.target, entry.state) == ("Conviene saber", State.DRAFT)
    assert not (shop.root / "content/memory/es.tmx").exists()


def test_what_is_excepted_switched_off_or_not_asked_for_is_left(shop: Shop) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber .", LINK: "Escríbenos  [cuando quieras](complaints.md)."})
    shop.write(
        "locmem.yaml",
        shop.read("locmem.yaml")
        + "checks: {space-before-punctuation: off}\n"
        + f"exceptions:\n  - {{check: double-space, paths: ['{CATALOG}'], says: Escríbenos, reason: It is meant.,"
        + " owner: Ana, expires: 2027-01-31}\n",
    )
    fixed(shop)
    assert shop.entry(KNOWN).target == "Conviene saber ."
    assert shop.entry(LINK).target == "Escríbenos  [cuando quieras](complaints.md)."


def test_a_base_is_left_where_a_variant_says_something_else_in_its_place(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es, es-MX, ja]\nvariants: {es-MX: es}")
    shop.edit("markets/ES.yaml", "locales:\n", "locales:\n  es-MX: {format: es-MX}\n")
    shop.translate("es", {KNOWN: "Conviene  saber", LINK: "Escríbenos [cuando quieras](complaints.md).."})
    shop.run()
    shop.change_entry(KNOWN, "es-MX", shop.entry(KNOWN, "es-MX").with_target("Qué saber", State.REVIEWED, HUMAN))
    shop.change_entry(
        LINK,
        "es-MX",
        shop.entry(LINK, "es-MX").with_target("Escribe [cuando quieras](complaints.md).", State.REVIEWED, HUMAN),
    )
    fixed(shop)
    # White space changes nothing of what the variant's wording stands in place of.
    assert shop.entry(KNOWN).target == "Conviene saber"
    assert shop.entry(LINK).target.endswith("..")
    assert shop.entry(KNOWN, "es-MX").is_current
    assert shop.entry(LINK, "es-MX").is_current


def test_nothing_is_written_with_which_a_check_would_find_something_new(shop: Shop) -> None:
    shop.write(
        "content/glossary.csv",
        "concept,locale,term,status\nknow,en,good to know,preferred\nknow,es,conviene saber,forbidden\n",
    )
    shop.translate("es", {KNOWN: "Conviene sa\u200bber", LINK: "Escríbenos [cuando\u200b quieras](complaints.md)."})
    assert found(shop, "invisible-character") == [False, True]
    fixed(shop)
    assert found(shop, "invisible-character") == [False]
    assert found(shop, "term-forbidden") == []
    assert shop.entry(LINK).target == "Escríbenos [cuando quieras](complaints.md)."


def test_a_link_takes_the_address_that_a_rule_then_makes_that_of_the_locale(shop: Shop) -> None:
    shop.write(
        "locmem.yaml",
        shop.read("locmem.yaml")
        + "links:\n  - {from: 'https://shop.example/', to: 'https://shop.example/{language}/'}\n",
    )
    shop.write(
        "content/articles/new.md",
        "---\ntitle: New\n---\n\nSee [the shop](https://shop.example/lamps) and [more](https://other.example/a).\n\n"
        "Go [there](https://other.example/b).\n",
    )
    shop.run()
    targets = {
        "See [the shop](https://shop.example/lamps) and [more](https://other.example/a).": (
            "Mira [la tienda](https://shop.example/lapms) y [más](https://other.example/x)."
        ),
        "Go [there](https://other.example/b).": "Ve [allí](http://other.example/b).",
    }
    shop.translate("es", targets)
    fixed(shop)
    assert [shop.entry(source).target for source in targets] == [
        "Mira [la tienda](https://shop.example/lamps) y [más](https://other.example/x).",
        "Ve [allí](https://other.example/b).",
    ]


def test_blanks_of_a_source_go_before_anybody_has_translated_it(shop: Shop) -> None:
    shop.write("content/articles/new.md", "---\ntitle: New\n---\n\nOpen  the page.\n\n> Wait for  it.\n")
    shop.edit("content/articles/paying.md", "Good to know", "Good  to know")
    shop.run()
    run, result = fixed(shop)
    assert [(one.file, one.line) for one in result.mended] == [
        ("content/articles/new.md", 5),
        ("content/articles/new.md", 7),
    ]
    assert shop.read("content/articles/new.md").endswith("\n\nOpen the page.\n\n> Wait for it.\n")
    assert (result.stale, "Good  to know" in shop.read("content/articles/paying.md")) == (0, True)
    assert fixed(shop)[0].id == ""
    undo(shop.open(), run.id)
    assert "Open  the page." in shop.read("content/articles/new.md")


def test_a_catalog_is_left_where_nothing_can_be_kept_of_what_it_said(shop: Shop) -> None:
    shop.translate("es", {KNOWN: "Conviene saber.."})
    shop.translate("ja", {KNOWN: "ご案内."})
    shop.write("content/memory/es.tmx", "<tmx")
    fixed(shop)
    assert (shop.entry(KNOWN).target, shop.entry(KNOWN, "ja").target) == ("Conviene saber..", "ご案内。")
    assert shop.read("content/memory/es.tmx") == "<tmx"


SENTENCES = {
    "Open **Orders** to change {{ market.tax.abbreviation }} now (or later).": (
        "Abre **Pedidos** para cambiar el {{ market.tax.abbreviation }} ahora (o luego)."
    ),
    "Write to [us](complaints.md), or wait": "Escribe a [nuestro equipo](complaints.md), o espera",
    "Do you need help?": "¿Necesitas ayuda?",
}
FLAWS = (" ", "  ", "\u00a0 ", "\t", "\u200b", "\ufeff", ".", ",", " .", "( ", "a\u0301", "?", "!", "\n", "“x”")


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, str]:
    """The sentences with flaws anywhere between their words and codes."""
    targets = {}
    for source, target in SENTENCES.items():
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(target)))
            target = target[:at] + draw(st.sampled_from(FLAWS)) + target[at:]
        targets[source] = target
    return targets


def project(root: Path) -> Lamps:
    lamps = Lamps(root=root)
    for path, text in {
        "locmem.yaml": SETTINGS,
        "markets/ES.yaml": SPAIN,
        "markets/BR.yaml": BRAZIL,
        "markets/company.yaml": COMPANY,
    }.items():
        lamps.write(path, text)
    lamps.article("\n\n".join(SENTENCES))
    return lamps


def catalogs(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "content").rglob("*.*"))}


def codes(lamps: Lamps) -> list[list[str]]:
    [pair] = [one for one in lamps.context().workspace.pairs if one.locale == "es"]
    return [[code.original for code in row.target.codes] for row in pair.rows]


def entries(data: bytes) -> dict[str, str]:
    blocks = data.decode().split("\n\n")
    return {block.partition("msgctxt")[2].partition("\n")[0]: block for block in blocks}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged())
def test_fixing_is_idempotent_moves_nothing_else_and_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, targets: dict[str, str]
) -> None:
    lamps = project(tmp_path_factory.mktemp("lamps"))
    lamps.translate(targets, state=State.REVIEWED)
    before, path = catalogs(lamps.root), "content/translations/es/articles/refunds.md.po"
    had, looked = codes(lamps), checked(lamps).report.findings
    run, result = fixed(lamps)
    after = catalogs(lamps.root)
    assert codes(lamps) == had
    moved = {name for name, block in entries(after[path]).items() if entries(before[path])[name] != block}
    assert moved == {f' "paragraph#{one.key.partition("#")[2]}"' for one in result.mended}
    assert {one for one in before if before[one] != after[one]} <= {path}
    left = checked(lamps).report.findings
    assert len(left) == len(looked) - result.count
    again, nothing = fixed(lamps)
    assert (again.id, nothing.mended, catalogs(lamps.root)) == ("", (), after)
    if run.id:
        undo(lamps.open(), run.id)
    assert catalogs(lamps.root) == before
    for _ in range(20):
        lines = [json.loads(line) for line in rdjsonl(checked(lamps).report).splitlines()]
        offered = [one for one in lines if "suggestions" in one]
        if not offered:
            break
        file = lamps.root / offered[0]["location"]["path"]
        file.write_bytes(with_suggestion(file.read_bytes(), offered[0]["suggestions"][0]))
    assert (lamps.root / path).read_bytes() == after[path]
