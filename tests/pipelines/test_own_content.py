"""The main job on the repository's own articles, macros and markets."""

from __future__ import annotations

from pathlib import Path

import pytest

import locmem.mt.engines
from locmem.inline.compare import memory_key
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.match import Band
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.publish import PublishOptions, publish
from locmem.pipelines.run import run_step
from locmem.workspace.open_entries import query_of
from locmem.workspace.remembering import memory_entries
from locmem.workspace.workspace import open_workspace
from tests.pipelines.own_content import copied
from tests.pipelines.shop import Shop


def test_a_dry_run_plans_what_the_first_run_then_does(
    own_content: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = copied(tmp_path)
    before = fresh.tree()

    def refuse(*_: object) -> None:
        raise AssertionError("an engine was opened")

    monkeypatch.setattr(locmem.mt.engines, "open_engine", refuse)
    dry = fresh.run(is_dry=True)
    assert fresh.tree() == before
    after = own_content.in_git()
    changed = {path for path, digest in after.items() if before.get(path) != digest} | (before.keys() - after.keys())
    assert {file.path for file in dry.files} == changed


def test_a_second_run_changes_no_byte_even_without_caches_and_elsewhere(own_content: Shop, tmp_path: Path) -> None:
    shop = own_content.copy(tmp_path / "another place")
    assert shop.run().files == ()
    assert shop.in_git() == own_content.in_git()
    shop.remove(".locmem")
    done = shop.command("sync", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")
    assert (done.returncode, "Nothing changed." in done.stderr) == (0, True)
    assert shop.in_git() == own_content.in_git()


def test_spain_may_be_released_until_one_sentence_changes(own_content: Shop, tmp_path: Path) -> None:
    shop = own_content.copy(tmp_path / "shop")
    assert not errors(shop)
    file = "content/articles/payment-methods.md"
    shop.edit(file, "We never add a fee for the payment method you choose.", "We never add a fee for any method.")
    [finding] = errors(shop)
    assert (finding.check, finding.gate, finding.locale) == ("stale", Gate.RELEASE, "es")
    assert (finding.location.path, finding.location.line) == (file, 10)


def errors(shop: Shop) -> list[Finding]:
    """What fails either gate for Spain; one report tells both."""
    return [one for one in shop.check(Gate.RELEASE, "ES").findings if one.severity is Severity.ERROR]


def test_the_memory_gives_every_confirmed_sentence_back_exactly(own_content: Shop) -> None:
    project = own_content.open()
    project.leaves_no_trace = True
    workspace = open_workspace(project)
    project.memory.replace_all(memory_entries(project, workspace))
    looked_up = 0
    for pair in workspace.pairs_of("es"):
        texts = [segment.content.text for segment in pair.source.catalog_segments]
        rows = [(n, row) for n, row in enumerate(pair.rows) if row.entry.is_current]
        answers = project.memory.lookup_many([query_of(pair, n, texts) for n, _ in rows], floor=100, limit=1)
        for (_, row), matches in zip(rows, answers, strict=True):
            segment, entry = row.segment, row.entry
            assert matches, entry.source
            assert matches[0].band in (Band.CONTEXT_BOTH, Band.CONTEXT), entry.source
            assert memory_key(matches[0].entry.source) == memory_key(segment.content)
            looked_up += 1
    assert looked_up > 500


_JAPAN = ("delivery-times.md", "tax-in-prices.md", "contact-us.md")
"""Pages that say in Europe what nobody knows in Japan: bridge days, neighbours, overseas territories, EU duties."""


def test_every_market_renders_pages_without_a_fact_left_open(own_content: Shop, tmp_path: Path) -> None:
    shop = own_content.copy(tmp_path / "shop")
    done = shop.command("run", "pipelines/publish.yaml")
    assert done.returncode == 0, done.stderr
    pages = [path for path in (shop.root / "dist").rglob("*") if path.suffix in (".md", ".yaml")]
    assert {path.relative_to(shop.root / "dist").parts[0] for path in pages} == {"ES", "PT", "BR", "DE", "FR", "JP"}
    for path in pages:
        text = path.read_text("utf-8")
        assert "{{ market" not in text, path
        assert "{{ company" not in text, path
    spain = (shop.root / "dist/ES/es/articles/payment-methods.md").read_text("utf-8")
    assert "Bizum" in spain
    assert "コンビニ決済" not in spain
    japan = "".join((shop.root / "dist/JP/ja/articles" / page).read_text("utf-8") for page in _JAPAN)
    for word in ("木曜日", "近隣の方", "海外領土", "アクセシビリティの要件", "Thursday", "neighbour"):
        assert word not in japan
    france = (shop.root / "dist/FR/fr/articles/complaints.md").read_text("utf-8")
    assert france.index("Médiation Conso Exemple") < france.index("[SignalConso")


def test_without_the_sentence_about_its_islands_spain_fails_the_release_gate(tmp_path: Path) -> None:
    shop = copied(tmp_path)

    def failing() -> list[Finding]:
        found = check(shop.open(), CheckOptions(gate=Gate.RELEASE, markets=("ES",)))
        return [one for one in found.report.failing if one.check == "obligation-unkept"]

    assert failing() == []
    page = "content/articles/tax-in-prices.md"
    islands = "in the Canary Islands, where the tax is called IGIC, nor in"
    shop.edit(page, islands, "in")
    # The translation still has it, and is what customers read.
    assert failing() == []
    catalog = "content/translations/es/articles/tax-in-prices.md.po"
    shop.edit(catalog, "en Canarias, donde el impuesto se llama IGIC, ni en", "en")
    [found] = failing()
    assert found.what == "Spain (regional_taxes): no text on prices in es says Canarias, IGIC, Ceuta, Melilla and IPSI."
    assert "IVA does not apply in the Canary Islands (IGIC)" in found.do
    assert page in found.do


def test_the_macro_on_a_repair_says_of_older_orders_what_the_page_says(own_content: Shop, tmp_path: Path) -> None:
    shop = own_content.copy(tmp_path / "shop")
    days = "help_desk_dates: {contract: ticket.ticket_field_360020001}\nsource_locale:"
    shop.edit("locmem.yaml", "source_locale:", days)
    done = shop.command("render", "--market", "DE", "--target", "zendesk")
    assert done.returncode == 0, done.stderr
    macros = (shop.root / "dist/DE/zendesk/macros.json").read_text("utf-8")
    older = macros.split("{% elsif locmem_20000101 == 1 and locmem_20260731 == 0 %}")[1].split("{% else %}")[0]
    assert "verlängert eine Reparatur die gesetzliche Gewährleistung nicht" in older


def test_no_page_keeps_the_notice_on_the_guarantee_but_a_signature(tmp_path: Path) -> None:
    shop = copied(tmp_path)
    (shop.root / "approvals/DE/obligations/guarantee_notice.json").unlink()
    found = check(shop.open(), CheckOptions(gate=Gate.RELEASE, markets=("DE",)))
    [unkept] = [one for one in found.report.failing if one.check == "obligation-unkept"]
    assert "guarantee_notice" in unkept.what


def test_another_country_s_sentence_keeps_no_obligation(tmp_path: Path) -> None:
    shop = copied(tmp_path)
    page = "content/articles/tax-in-prices.md"
    islands = "\n\n{{ market.tax.abbreviation }} does not apply in the Canary Islands"
    shop.edit(page, '{% if market.code == "ES" %}' + islands, '{% if market.code == "GB" %}' + islands)
    found = check(shop.open(), CheckOptions(gate=Gate.RELEASE, markets=("ES",))).report.failing
    assert [one.what for one in found if one.check == "obligation-unkept"] == [
        "Spain (regional_taxes): no text on prices in es says Canarias, IGIC, Ceuta, Melilla and IPSI."
    ]


@pytest.mark.parametrize("page", ["articles/guarantee-and-repairs.md", "macros/warranty-claim-opened.yaml"])
def test_germany_tells_who_bought_before_its_law_changed_and_who_buys_now(page: str, tmp_path: Path) -> None:
    shop = copied(tmp_path)
    run_step(shop.open(), "render", lambda run: publish(run, PublishOptions(markets=("DE",))))
    told = shop.read(f"dist/DE/de/{page}")
    assert "um 12 Monate (Bestellungen ab dem 31. Juli 2026)." in told
    assert (
        "Bei Bestellungen vor dem 31. Juli 2026 verlängert eine Reparatur die gesetzliche Gewährleistung nicht." in told
    )


def test_the_demo_keeps_what_is_asked_and_says_no_rule_in_part(tmp_path: Path) -> None:
    found = check(copied(tmp_path).open(), CheckOptions(gate=Gate.RELEASE)).report.failing
    assert not [one for one in found if one.check in ("obligation-unkept", "fact-in-part", "law-of-other-market")]
