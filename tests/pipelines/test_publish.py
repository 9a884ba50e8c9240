"""What customers of each market see: their own facts, in their own form, by the publish policy."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from locmem.errors import LocmemError, ProjectError
from locmem.model.finding import Gate
from locmem.pipelines.market_facts import facts_on
from locmem.pipelines.publish import Outcome, PageResult, PublishOptions, PublishResult, Target, publish
from locmem.pipelines.run import run_step
from tests.pipelines.shop import REFUND, Shop

PAYING, COMPLAINTS = "articles/paying.md", "articles/complaints.md"

SPAIN = (
    "Puedes pagar con Visa, Mastercard, Bizum, PayPal, Apple Pay, Google Pay, Klarna, adeudo domiciliado SEPA o "
    "contra reembolso.",
    "Los precios incluyen el Impuesto sobre el Valor Añadido del 21\u00a0%.",
    "El plan cuesta 4,90\u00a0€ al mes.",
    "En su país puede acudir a Junta Arbitral de Consumo. Está en https://www.consumo.gob.es.",
    "Respondemos en un plazo de 15 días.",
    "Elena Alerce, privacidad@lumenlarch.example.",
    "La autoridad es la Agencia Española de Protección de Datos (AEPD).",
    "Incluye el IVA.",
)
JAPAN = (
    "お支払い方法：Visa、Mastercard、JCB、コンビニ決済、PayPay、楽天ペイ、d払い、Apple Pay、Google Pay、"
    "後払い（Paidy）、銀行振込、または代金引換。",
    "価格には消費税10%が含まれます。",
    "プランは月額600円です。",
    "日本では国民生活センターに相談できます。",
    "遅滞なく回答します。",
    "唐松 あかり（privacy-jp@lumenlarch.example）",
    "監督機関は個人情報保護委員会です。",
    "消費税を含みます。",
)


def published(shop: Shop, options: PublishOptions | None = None) -> PublishResult:
    _, result = run_step(shop.open(), "render", lambda run: publish(run, options or PublishOptions()))
    return result


def page(result: PublishResult, document: str, market: str = "ES") -> PageResult:
    [found] = [one for one in result.pages if (one.document, one.market) == (document, market)]
    return found


def every_page(shop: Shop, market: str) -> str:
    files = sorted((shop.root / "dist" / market).rglob("*"))
    text = "\n".join(file.read_text("utf-8") for file in files if file.suffix in (".md", ".yaml"))
    return text.replace("\n      ", " ")


def test_a_planned_market_is_published_for_whoever_names_it(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "name: Japan\n", "name: Japan\nstatus: planned\n")
    assert {one.market for one in published(shop).pages} == {"ES"}
    assert {one.market for one in published(shop, PublishOptions(markets=("JP",))).pages} == {"JP"}
    assert "日本では国民生活センターに相談できます。" in every_page(shop, "JP")


def test_a_locale_that_nobody_translates_into_shows_what_the_risk_allows(shop: Shop) -> None:
    shop.edit("locmem.yaml", "locales: [es, ja]", "locales: [es]")
    shop.remove("content/translations/ja")
    result = published(shop, PublishOptions(markets=("JP",)))
    assert {one.document: one.outcome for one in result.pages} == {
        PAYING: Outcome.SOURCE,
        COMPLAINTS: Outcome.WITHHELD,
        "macros/refund.yaml": Outcome.SOURCE,
    }
    assert "You can pay with Visa" in every_page(shop, "JP")
    assert "The plan costs ¥600 a month" in every_page(shop, "JP")


def test_each_market_has_its_own_facts_in_its_own_form(shop: Shop) -> None:
    assert published(shop).count(Outcome.PUBLISHED) == 6
    spain, japan = every_page(shop, "ES"), every_page(shop, "JP")
    for golden in SPAIN:
        assert golden in spain
    for golden in JAPAN:
        assert golden in japan
    assert "Respondemos sin demora" not in spain
    assert "{{ market" not in spain + japan
    assert "{{ company" not in spain + japan


def test_facts_are_those_of_the_day_that_is_asked_for(shop: Shop) -> None:
    published(shop, PublishOptions(markets=("ES",), as_of=date(2026, 12, 28)))
    assert "Respondemos en un plazo de 15 días hábiles." in every_page(shop, "ES")


def test_the_help_desks_tags_come_through_byte_for_byte(shop: Shop) -> None:
    published(shop)
    tags = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
    sent = [tag for tag in tags.findall(REFUND) if "market." not in tag]
    assert len(sent) == 5
    for market in ("ES/es", "JP/ja"):
        assert sorted(tags.findall(shop.read(f"dist/{market}/macros/refund.yaml"))) == sorted(sent)
    assert "  - field: status\n    value: solved\n" in shop.read("dist/ES/es/macros/refund.yaml")


def test_a_payment_method_with_a_bar_in_its_name_stays_in_its_cell(shop: Shop) -> None:
    shop.edit("markets/ES.yaml", "      - name: Bizum\n", "      - name: iDEAL | Wero\n")
    published(shop)
    text = shop.read(f"dist/ES/es/{PAYING}")
    assert "Mastercard, iDEAL | Wero, PayPal" in text
    assert "| **iDEAL \\| Wero** | Confirmas el pago. |" in text
    published(shop, PublishOptions(target=Target.HTML))
    html = shop.read("dist/ES/es/articles/paying.html")
    rows = re.findall(r"(?s)<tr>.*?</tr>", html)
    assert {len(re.findall(r"<t[hd]\b", row)) for row in rows} == {2}
    assert any("<strong>iDEAL | Wero</strong>" in row for row in rows)


def stale(shop: Shop, shown: str) -> PublishResult:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + f"risks:\n  standard: {{show_while_stale: {shown}}}\n")
    published(shop)
    shop.edit(f"content/{PAYING}", "We collect the money when", "We collect your money when")
    shop.run()
    return published(shop)


def test_a_stale_page_keeps_its_last_confirmed_wording(shop: Shop) -> None:
    result = page(stale(shop, "keep"), PAYING)
    assert (result.outcome, result.reasons) == (Outcome.KEPT, ("1 segment stale",))
    assert "Cobramos el importe cuando sale el paquete." in shop.read(f"dist/ES/es/{PAYING}")


def test_a_stale_page_is_shown_in_the_source_language_with_the_markets_facts(shop: Shop) -> None:
    assert page(stale(shop, "source"), PAYING).outcome is Outcome.SOURCE
    text = shop.read(f"dist/ES/es/{PAYING}")
    assert "We collect your money when the parcel leaves us." in text
    assert "Prices include Impuesto sobre el Valor Añadido of 21%." in text.replace("\n", " ")


def test_a_stale_page_is_withheld(shop: Shop) -> None:
    result = stale(shop, "withhold")
    assert page(result, PAYING).outcome is Outcome.WITHHELD
    assert not (shop.root / f"dist/ES/es/{PAYING}").exists()
    assert not (shop.root / f"dist/ES/es/{PAYING}.manifest.json").exists()
    assert (shop.root / f"dist/ES/es/{COMPLAINTS}").exists()


def test_an_unfinished_legal_page_is_withheld_and_an_ordinary_one_shown_in_the_source_language(shop: Shop) -> None:
    published(shop)
    for document in (PAYING, COMPLAINTS):
        shop.write(f"content/{document}", shop.read(f"content/{document}") + "\nThe lamp glows softly.\n")
    shop.run()
    result = published(shop)
    assert (page(result, PAYING).outcome, page(result, COMPLAINTS).outcome) == (Outcome.SOURCE, Outcome.WITHHELD)
    assert page(result, COMPLAINTS).reasons == ("1 segment untranslated",)
    assert "The lamp glows softly." in shop.read(f"dist/ES/es/{PAYING}")
    assert not (shop.root / f"dist/ES/es/{COMPLAINTS}").exists()


def test_an_unverified_legal_fact_withholds_every_page_that_shows_it(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "  - fact: complaints.body.website\n", "  - fact: complaints.body.name\n")
    result = published(shop)
    blocked = page(result, COMPLAINTS, "JP")
    assert blocked.outcome is Outcome.WITHHELD
    assert any("complaints.body.website" in reason for reason in blocked.reasons)
    assert page(result, COMPLAINTS, "ES").outcome is Outcome.PUBLISHED


def test_an_amount_that_nobody_can_pay_withholds_every_page_that_prints_it(shop: Shop) -> None:
    shop.edit("markets/company.yaml", 'amount: "600", currency: JPY', 'amount: "600.5", currency: JPY')
    result = published(shop)
    assert page(result, PAYING, "JP").outcome is Outcome.WITHHELD
    assert any("600.5 is no amount in JPY" in reason for reason in page(result, PAYING, "JP").reasons)
    assert page(result, PAYING, "ES").outcome is Outcome.PUBLISHED
    [failing] = [one for one in shop.check(Gate.CHANGE).failing if one.check == "market-amount"]
    assert (failing.location.path, failing.location.line > 0) == ("markets/company.yaml", True)
    rows = {one.path: one for one in facts_on(shop.open(), shop.open().market("JP"), shop.today)}
    row = rows["company.subscription.price"]
    assert (row.value, row.is_blocking) == ("600.5 JPY", True)
    assert row.note == "600.5 is no amount in JPY, which has no decimals; nothing prints it."


def test_pages_of_deleted_documents_go_and_other_markets_are_left_alone(shop: Shop) -> None:
    published(shop)
    shop.remove(f"content/{PAYING}")
    shop.run()
    result = published(shop, PublishOptions(markets=("ES",)))
    assert result.removed == 2
    assert not (shop.root / f"dist/ES/es/{PAYING}").exists()
    assert (shop.root / f"dist/JP/ja/{PAYING}").exists()


def test_a_manifest_beside_each_page_lists_its_facts_with_source_and_states(shop: Shop) -> None:
    published(shop)
    manifest = json.loads(shop.read(f"dist/ES/es/{PAYING}.manifest.json"))
    facts = {fact["path"]: fact for fact in manifest["facts"]}
    assert set(facts) == {
        "market.payment_methods",
        "market.tax.name",
        "market.tax.standard_rate",
        "company.subscription.price",
    }
    assert "2012-09-01" in json.dumps(facts["market.tax.standard_rate"])
    assert manifest["states"] == {"reviewed": 12}


@pytest.mark.parametrize("options", [PublishOptions(markets=("XX",)), PublishOptions(locales=("xx",))])
def test_unknown_markets_and_locales_are_refused(shop: Shop, options: PublishOptions) -> None:
    with pytest.raises(LocmemError, match=r"XX|xx"):
        published(shop, options)
    assert not (shop.root / "dist").exists()


def test_a_link_in_the_output_never_costs_somebody_elses_files(shop: Shop) -> None:
    theirs = shop.root.parent / "theirs"
    theirs.mkdir()
    (theirs / "letter.md").write_text("Dear all")
    (shop.root / "dist/ES").mkdir(parents=True)
    (shop.root / "dist/ES/es").symlink_to(theirs)
    with pytest.raises(ProjectError, match="a symbolic link leads out of"):
        shop.run("publish")
    assert [path.name for path in theirs.iterdir()] == ["letter.md"]


def test_a_link_to_a_page_that_is_not_rendered_is_told(shop: Shop) -> None:
    path = "content/articles/paying.md"
    shop.write(path, shop.read(path) + "\nRead [how to complain](complaints.md#first) and [more](none.md).\n")
    complaints = shop.read("content/articles/complaints.md")
    shop.write("content/articles/complaints.md", complaints.replace("---\n", "---\nmarkets: [JP]\n", 1))
    notes = published(shop).notes
    assert notes == (
        "ES/es/articles/paying.md links to articles/complaints.md, which is not meant for ES: the link leads nowhere.",
    )


@pytest.mark.parametrize("target", Target)
def test_bold_that_a_value_would_end_is_bold_wherever_it_is_read(shop: Shop, target: Target) -> None:
    shop.write(
        "content/articles/rate.md",
        "---\ntitle: Rate\nslug: rate\nrisk: low\n---\n\nIt is **{{ market.tax.standard_rate }}**.\n",
    )
    shop.run()
    shop.translate(
        "ja",
        {"Rate": "税率", "It is **{{ market.tax.standard_rate }}**.": "税率は**{{ market.tax.standard_rate }}**です。"},
    )
    published(shop, PublishOptions(markets=("JP",), target=target))
    [text] = [
        text
        for file in (shop.root / "dist/JP").rglob("*")
        if file.is_file()
        if "税率は" in (text := file.read_text("utf-8"))
    ]
    assert "税率は<strong>10%</strong>です。" in text


def test_a_page_in_html_says_in_which_language_its_text_is(shop: Shop) -> None:
    shop.write("content/articles/lamp.md", "---\ntitle: Lamp\nslug: lamp\n---\n\nA lamp.\n")
    published(shop, PublishOptions(target=Target.HTML))
    for folder in ("ES/es", "JP/ja"):
        assert '<html lang="en" dir="ltr">' in shop.read(f"dist/{folder}/articles/lamp.html")
        language = folder.partition("/")[2]
        assert f'<html lang="{language}" dir="ltr">' in shop.read(f"dist/{folder}/articles/paying.html")
