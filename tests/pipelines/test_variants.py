"""`es-MX` over `es-419` over `es`: what a variant inherits, what it says differently, and that neither is lost."""

from __future__ import annotations

import json
import re

import pytest

from locmem.exchange.outgoing import ExchangeFormat
from locmem.formats import po
from locmem.model.finding import Gate, Severity
from locmem.model.translation import HUMAN, State
from locmem.pages.overview import overview
from locmem.pages.waiting_queue import waiting_queue
from locmem.pipelines.accept import accept
from locmem.pipelines.approve import approve
from locmem.pipelines.bring_back import bring_back
from locmem.pipelines.handoff import HandoffOptions, HandoffResult, hand_off
from locmem.pipelines.publish import Outcome, PublishOptions, publish
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from locmem.workspace.remembering import memory_entries
from locmem.workspace.workspace import open_workspace
from tests.exchange.translator import Translator
from tests.pipelines.shop import REPOSITORY, Shop

PAYING = "articles/paying.md"
SENTENCE, SPAIN, MEXICO = "You confirm the payment.", "Confirmas el pago.", "Usted confirma el pago."
CATALOG = "content/translations/es-MX/articles/paying.md.po"
VARIANTS = "variants: {es-MX: es-419, es-419: es}\n"


@pytest.fixture
def mexico(shop: Shop) -> Shop:
    """The project with Mexico, whose Spanish is that of Spain as long as nobody says otherwise."""
    settings = shop.read("locmem.yaml").replace("locales: [es, ja]", "locales: [es, es-419, es-MX, ja]")
    shop.write("locmem.yaml", settings + VARIANTS)
    profile = (REPOSITORY / "markets/MX.yaml").read_text("utf-8")
    shop.write("markets/MX.yaml", profile.replace("status: planned\n", ""))
    company = (REPOSITORY / "markets/company.yaml").read_text("utf-8")
    [data] = re.findall(r"(?ms)^  MX:\n.*?(?=^  [A-Z])", company)
    shop.write("markets/company.yaml", shop.read("markets/company.yaml").rstrip() + "\n" + data)
    shop.run()
    return shop


def says(shop: Shop, target: str, locale: str = "es-MX", source: str = SENTENCE, state: State = State.REVIEWED) -> None:
    """A person decides on a wording of the locale's own."""
    for pair in open_workspace(shop.open()).pairs_of(locale):
        for number, entry in enumerate(pair.catalog.entries):
            if entry.source == source:
                entries = list(pair.catalog.entries)
                entries[number] = entry.with_target(target, state, HUMAN)
                own = entries if not pair.variant_of else [one for one in entries if one.is_own]
                shop.put(
                    pair.path,
                    type(pair.catalog)(
                        document=pair.source.path, source_locale="en", locale=locale, entries=tuple(own)
                    ),
                )
    shop.run()


def errors(shop: Shop, check: str, market: str = "MX") -> list[str]:
    findings = shop.check(Gate.RELEASE, market).findings
    return [one.what for one in findings if one.check == check and one.severity is Severity.ERROR]


def sent(shop: Shop, *, inherited: bool, format: ExchangeFormat = ExchangeFormat.PO) -> HandoffResult:
    options = HandoffOptions(locales=("es-MX",), inherited=inherited, format=format)
    return run_step(shop.open(), "export", lambda run: hand_off(run, options))[1]


def page(shop: Shop, document: str = PAYING) -> str:
    run_step(shop.open(), "render", lambda run: publish(run, PublishOptions(markets=("MX",))))
    return (shop.root / "dist/MX/es-MX" / document).read_text("utf-8")


def test_a_variant_is_complete_by_what_its_base_confirmed(mexico: Shop) -> None:
    assert not (mexico.root / "content/translations/es-MX").exists()
    found = overview(mexico.open(), [mexico.open().market("MX")])
    rows = {(row.locale, row.content_set): row for row in found.coverage}
    spanish, variant = rows["es", "articles"], rows["es-MX", "articles"]
    assert (variant.percent, variant.inherited, variant.total) == (100.0, spanish.total, spanish.total)
    assert errors(mexico, "incomplete") == errors(mexico, "stale") == []
    text = page(mexico)
    assert SPAIN in text
    assert re.search(r"Los precios incluyen el impuesto al valor agregado del 16.?%", text, re.IGNORECASE)
    manifest = json.loads(mexico.read(f"dist/MX/es-MX/{PAYING}.manifest.json"))
    assert manifest["inherited"] == {"es": len(mexico.pair(PAYING, "es-MX").catalog.entries)}


def test_nothing_inherited_enters_the_memory_or_is_drafted_or_sent(mexico: Shop) -> None:
    mexico.write(f"content/{PAYING}", mexico.read(f"content/{PAYING}") + "\nThe lamp glows softly.\n")
    mexico.run()
    project = mexico.open()
    workspace = open_workspace(project)
    assert {entry.locale for entry in memory_entries(project, workspace)} == {"es", "ja"}
    assert mexico.entry("The lamp glows softly.", "es-MX").state is State.UNTRANSLATED
    assert not (mexico.root / "content/translations/es-MX").exists()
    assert sent(mexico, inherited=False).batches == ()
    assert any("1 segment untranslated" in one for one in errors(mexico, "incomplete"))
    [item] = [one for one in waiting_queue(project, project.markets).items if one.locale == "es-MX"]
    assert (item.words, item.scored.reasons[0]) == (0, "inherited from es-419, where it waits for a person")


def test_a_catalog_holds_only_what_the_variant_says_differently(mexico: Shop) -> None:
    [batch] = sent(mexico, inherited=True).batches
    assert batch.words == 0
    file = mexico.root / batch.folder / "es-MX/articles/paying.md.po"
    [entry] = [one for one in po.read(file.read_bytes(), "sent.po").entries if one.source == SENTENCE]
    assert (entry.target, entry.is_fuzzy) == (SPAIN, False)
    assert "inherited from es; change it only where this locale says it differently" in entry.extracted
    Translator(file).change(SENTENCE, SPAIN, MEXICO)
    _, result = run_step(mexico.open(), "import", lambda run: bring_back(run, [file]))
    assert (result.counts["accepted"], result.counts["unchanged"]) == (1, result.total - 1)
    stored = po.read((mexico.root / CATALOG).read_bytes(), CATALOG)
    assert [one.target for one in stored.entries] == [MEXICO]
    assert f"instead of: {SPAIN}" in stored.entries[0].extracted
    before = mexico.in_git()
    assert mexico.run().files == ()
    assert mexico.in_git() == before
    text = page(mexico)
    assert MEXICO in text
    assert "Abre **Pedidos** para cambiar el método." in text


def test_xliff_says_what_is_inherited(mexico: Shop) -> None:
    says(mexico, MEXICO)
    says(mexico, "Tú confirmas el pago.", "es")
    [batch] = sent(mexico, inherited=True, format=ExchangeFormat.XLIFF).batches
    text = (mexico.root / batch.folder / "es-MX/articles/paying.md.xlf").read_text("utf-8")
    assert "Inherited from: es; change it only where this locale says it differently" in text
    assert f"Stands in place of: {SPAIN}" in text
    assert "What it stands in place of was changed to: Tú confirmas el pago." in text
    # It is reviewed where it comes from, and comes back untouched without a complaint.
    assert 'approved="yes"' in text


def test_an_edit_of_the_base_makes_what_stands_over_it_stale(mexico: Shop) -> None:
    says(mexico, MEXICO)
    says(mexico, "Tú confirmas el pago.", "es")
    assert mexico.entry(SENTENCE, "es-419").target == "Tú confirmas el pago."
    entry = mexico.entry(SENTENCE, "es-MX")
    assert (entry.target, entry.is_stale) == (MEXICO, True)
    [told] = errors(mexico, "stale")
    assert "the wording of es-419 that it departs from changed: “Confirmas” became “Tú confirmas”" in told
    assert MEXICO in page(mexico)
    keys = [mexico.key(SENTENCE, "es-MX")]
    run, _ = run_step(mexico.open(), "accept", lambda run: accept(run, keys, reason="still said so", locales=["es-MX"]))
    assert not mexico.entry(SENTENCE, "es-MX").is_stale
    assert mexico.run().files == ()
    undo(mexico.open(), run.id)
    assert mexico.entry(SENTENCE, "es-MX").is_stale
    says(mexico, SPAIN, "es")
    assert not mexico.entry(SENTENCE, "es-MX").is_stale


def test_each_level_inherits_from_the_one_below(mexico: Shop) -> None:
    says(mexico, "Confirma su pago.", "es-419")
    entry = mexico.entry(SENTENCE, "es-MX")
    assert (entry.target, entry.inherited) == ("Confirma su pago.", "es-419")
    says(mexico, MEXICO)
    says(mexico, "Tú confirmas el pago.", "es")
    assert mexico.entry(SENTENCE, "es-419").is_stale
    assert not mexico.entry(SENTENCE, "es-MX").is_stale


def test_a_draft_of_the_variant_gives_way_to_what_is_confirmed_below(mexico: Shop) -> None:
    says(mexico, "Vos confirmás el pago.", state=State.DRAFT)
    assert mexico.entry(SENTENCE, "es-MX").target == "Vos confirmás el pago."
    assert errors(mexico, "incomplete") == []
    assert SPAIN in page(mexico)
    [item] = [one for one in waiting_queue(mexico.open(), mexico.open().markets).items if one.locale == "es-MX"]
    assert (item.state, item.words) == ("draft", 4)


def test_a_stale_base_is_not_ready_in_the_variant(mexico: Shop) -> None:
    mexico.edit(f"content/{PAYING}", SENTENCE, "You confirm the payment in your app.")
    mexico.run()
    findings = [one for one in mexico.check(Gate.RELEASE, "MX").findings if one.check == "stale"]
    assert [one.do for one in findings] == ["It is the wording of es: bring it up to date there."]


def test_an_override_outlives_edits_moves_and_deletion(mexico: Shop) -> None:
    says(mexico, MEXICO)
    mexico.edit(f"content/{PAYING}", SENTENCE, "You confirm the payment in your app.")
    mexico.run()
    entry = mexico.entry("You confirm the payment in your app.", "es-MX")
    assert (entry.target, entry.is_stale, entry.previous_source) == (MEXICO, True, SENTENCE)
    mexico.edit(f"content/{PAYING}", "You confirm the payment in your app.", SENTENCE)
    mexico.run()
    text = mexico.read(f"content/{PAYING}")
    mexico.remove(f"content/{PAYING}")
    mexico.write("content/articles/how-to-pay.md", text)
    mexico.run()
    assert mexico.entry(SENTENCE, "es-MX").target == MEXICO
    assert (mexico.root / "content/translations/es-MX/articles/how-to-pay.md.po").exists()
    row = "| **{{ method.name }}** | You confirm the payment. |\n"
    mexico.write("content/articles/how-to-pay.md", text.replace(row, ""))
    mexico.run()
    assert not (mexico.root / "content/translations/es-MX/articles/how-to-pay.md.po").exists()
    mexico.write("content/articles/how-to-pay.md", text)
    mexico.run()
    found = mexico.entry(SENTENCE, "es-MX")
    assert (found.target, found.is_own) == (MEXICO, True)


def test_an_emptied_entry_is_inherited_again_for_good(mexico: Shop) -> None:
    says(mexico, MEXICO)
    mexico.edit(CATALOG, f'msgstr "{MEXICO}"', 'msgstr ""')
    mexico.run()
    mexico.run()
    entry = mexico.entry(SENTENCE, "es-MX")
    assert (entry.target, entry.inherited) == (SPAIN, "es")


def test_a_variant_of_the_source_inherits_the_source_itself(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [en-GB, es, ja]")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "variants: {en-GB: en}\n")
    shop.edit("markets/JP.yaml", "  ja:\n    format: ja-JP", "  en-GB:\n    format: en-GB")
    shop.write("markets/JP.yaml", shop.read("markets/JP.yaml").replace("ja: ", "en-GB: "))
    shop.write("markets/company.yaml", re.sub(r"\bja: ", "en-GB: ", shop.read("markets/company.yaml")))
    shop.run()
    _, result = run_step(shop.open(), "render", lambda run: publish(run, PublishOptions(markets=("JP",))))
    assert {one.outcome for one in result.pages} == {Outcome.PUBLISHED}
    says(shop, "You approve the payment.", "en-GB")
    shop.edit(f"content/{PAYING}", "Open **Orders** to", "Open **My orders** to")
    shop.run()
    assert shop.entry("Open **My orders** to change the method.", "en-GB").is_current
    assert shop.entry(SENTENCE, "en-GB").target == "You approve the payment."


def test_status_shows_what_is_inherited(mexico: Shop) -> None:
    done = mexico.command("status")
    assert re.search(r"es-MX +articles +\d+ .* 100 % +\d+", done.stdout), done.stdout
    assert "es-419" not in done.stderr


def test_what_is_inherited_on_an_approved_page_is_sent_to_be_read_only(mexico: Shop) -> None:
    run_step(mexico.open(), "approve", lambda run: approve(run, PAYING, "MX", "es-MX", "Ana Ley", mexico.today))
    [batch] = sent(mexico, inherited=True).batches
    assert {unit.document for unit in batch.manifest.units if unit.is_locked} == {PAYING}
    file = mexico.root / batch.folder / f"es-MX/{PAYING}.po"
    file.write_text(file.read_text("utf-8").replace(SPAIN, MEXICO), "utf-8")
    result = run_step(mexico.open(), "import", lambda run: bring_back(run, [file]))[1]
    assert (result.counts["locked"], result.counts["accepted"]) == (1, 0)
    assert mexico.entry(SENTENCE, "es-MX").target == SPAIN
