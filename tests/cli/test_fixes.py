"""`locmem check --fix` as people and programs see it."""

from __future__ import annotations

import json

from locmem.pipelines.approve import approve
from locmem.pipelines.run import run_step
from tests.cli.conftest import Locmem
from tests.pipelines.shop import Shop

CATALOG = "content/translations/es/articles/paying.md.po"
KNOWN = "Good to know"


def test_what_was_mended_is_shown_with_what_is_left_and_the_way_back(shop: Shop, locmem: Locmem) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    left = len(shop.check().findings) - 1
    done = locmem("check", "--fix")
    key = shop.key(KNOWN)
    line = shop.read(CATALOG).splitlines().index('msgstr "Conviene saber"') + 1
    assert done.out == f"{CATALOG}:{line}: {key} “Conviene  saber” -> “Conviene saber” [double-space, reviewed]\n"
    first, second, third = done.err.splitlines()
    assert first.startswith(f"1 finding mended in 1 file, {left} left to you (")
    assert second == "Read what changed; undo with `locmem undo 2026-11-21.1`."
    assert third == "`locmem check --all` shows what is left."
    assert done.code == 0
    again = locmem("check", "--fix")
    assert (again.code, again.out) == (0, "")
    assert again.err.startswith(f"0 mended, {left} left to you (")
    assert locmem("undo", "2026-11-21.1").code == 0
    assert shop.entry(KNOWN).target == "Conviene  saber"


def test_a_dry_run_shows_the_lines_and_counts_what_would_be_left(shop: Shop, locmem: Locmem) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    # What is put into a source makes its translations old, which is found only then.
    shop.edit("content/articles/paying.md", "collect the money", "collect the  money")
    shop.edit("content/articles/paying.md", "{{ market.tax.standard_rate }}", "21 %")
    shop.run()
    before = shop.in_git()
    done = locmem("check", "--fix", "--dry-run")
    assert '\n-msgstr "Conviene  saber"\n+msgstr "Conviene saber"\n' in done.out
    assert shop.in_git() == before
    told = next(line for line in done.err.splitlines() if "left to you" in line)
    assert " would be mended in " in told
    assert " would be left to you" in told
    assert "Nothing was written. `locmem check --fix` mends it." in done.err
    assert told.replace("would be ", "") == locmem("check", "--fix").err.splitlines()[0]
    assert "0 would be mended, " in locmem("check", "--fix", "--dry-run").err


def test_only_what_was_named_is_mended(shop: Shop, locmem: Locmem) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber", "Complaints": "Reclamaciones "})
    assert locmem("check", "--fix", "content/articles/complaints.md").code == 0
    assert (shop.entry(KNOWN).target, shop.entry("Complaints").target) == ("Conviene  saber", "Reclamaciones")
    assert locmem("check", "--fix", "--market", "JP").err.startswith("0 mended")


def test_programs_get_all_of_it(shop: Shop, locmem: Locmem) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    shop.translate("ja", {KNOWN: "ご案内."})
    page = "articles/paying.md"
    run_step(shop.open(), "approve", lambda run: approve(run, page, "JP", "ja", "Ana Ley", shop.today))
    told = json.loads(locmem("check", "--fix", "--json").out)
    assert told["run"] == "2026-11-21.2"
    assert [(one["key"], one["old"], one["new"], one["checks"], one["state"]) for one in told["mended"]] == [
        (shop.key(KNOWN), "Conviene  saber", "Conviene saber", ["double-space"], "reviewed")
    ]
    [held] = told["held"]
    assert (held["check"], held["key"]) == ("half-width-punctuation", shop.key(KNOWN, "ja"))
    assert "by name" in held["why"]
    assert sum(told["left"].values()) == len(shop.check().findings)
    assert "1 finding not mended: somebody answers for the page by name" in locmem("check", "--fix").err


def test_a_page_that_cannot_be_read_does_not_stop_the_others(shop: Shop, locmem: Locmem) -> None:
    shop.translate("es", {KNOWN: "Conviene  saber"})
    shop.write("content/macros/refund.yaml", "title: [")
    assert locmem("check", "--fix").err.startswith("1 finding mended in 1 file")
