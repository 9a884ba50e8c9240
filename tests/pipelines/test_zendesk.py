"""A help desk filled from the project, taken over by it, and compared with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.model.translation import NO_ORIGIN, State
from locmem.pipelines.desk.drift import DriftKind, DriftResult, drift
from locmem.pipelines.desk.pull import PullResult, pull
from locmem.pipelines.publish import Outcome, PublishOptions, PublishResult, Target, publish
from locmem.pipelines.run import run_step
from locmem.pipelines.undo import undo
from tests.pipelines.shop import Shop

EXPORT = Path(__file__).parent / "zendesk_export.json"
BULB = "help-center/lamp-care/changing-a-bulb.html"
FIT = "help-center/lamp-care/which-bulbs-fit.html"
NOTE = "macros/dynamic-content/bulb-note.yaml"


@pytest.fixture
def shop(shop: Shop) -> Shop:
    """The small project with a place for articles in HTML and the names of its locales in Zendesk."""
    shop.edit(
        "locmem.yaml",
        "content:\n",
        "zendesk_locales: {en: {name: en-us, id: 1}, es: 2, ja: 67}\ncontent:\n"
        "  - {name: help-center, files: help-center/**/*.html, kind: html}\n",
    )
    shutil.copy(EXPORT, shop.root / "export.json")
    return shop


def export_of(shop: Shop) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(shop.read("export.json"))
    return content


def put(shop: Shop, content: dict[str, Any]) -> None:
    shop.write("export.json", json.dumps(content))


def pulled(shop: Shop, *, is_dry: bool = False) -> PullResult:
    _, result = run_step(shop.open(), "pull", lambda run: pull(run, shop.root / "export.json"), is_dry=is_dry)
    return result


def rendered(shop: Shop, *markets: str) -> PublishResult:
    options = PublishOptions(markets=markets, target=Target.ZENDESK)
    _, result = run_step(shop.open(), "render", lambda run: publish(run, options))
    return result


def out(shop: Shop, name: str, market: str = "ES") -> Any:
    return json.loads(shop.read(f"dist/{market}/zendesk/{name}.json"))


def drifted(shop: Shop, *markets: str) -> DriftResult:
    return drift(shop.open(), shop.root / "export.json", markets, None)


def kinds(result: DriftResult) -> list[tuple[DriftKind, str, str]]:
    return [(one.kind, one.thing, one.locale) for one in result.drifts]


# Out


def test_every_market_has_its_own_files_with_its_own_facts(shop: Shop) -> None:
    rendered(shop)
    for market, locale, tax in (("ES", "es", "IVA"), ("JP", "ja", "消費税")):
        assert {one["locale"] for one in out(shop, "translations", market)} == {locale}
        [macro] = out(shop, "macros", market)
        assert tax in macro["actions"][0]["value"]
        assert macro["title"].endswith(f" [{locale}]")
        assert "locmem" not in macro
        assert "{{ticket.requester.first_name}}" in macro["actions"][0]["value"]
    assert [one["variants"][0]["locale_id"] for one in out(shop, "dynamic_content", "JP")] == [67]


def test_the_manifest_says_with_which_facts_each_text_was_made(shop: Shop) -> None:
    rendered(shop, "ES")
    pages = out(shop, "manifest")["pages"]
    [macro] = [page for page in pages if page["type"] == "macro"]
    assert [fact["path"] for fact in macro["facts"]] == ["market.tax.abbreviation"]


def test_the_same_project_gives_the_same_bytes_and_leaves_other_targets_alone(shop: Shop) -> None:
    shop.run("publish")
    rendered(shop)
    before = shop.tree()
    assert (again := rendered(shop)).changed == again.removed == 0
    assert shop.tree() == before
    assert "dist/ES/es/articles/paying.md" in before


def test_a_kept_text_goes_out_as_it_was_and_is_called_outdated(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "You confirm the payment.", "You confirm the payment twice.")
    shop.run()
    assert rendered(shop, "ES").count(Outcome.KEPT) == 1
    paying = next(one for one in out(shop, "translations") if one["document"].endswith("paying.md"))
    assert (paying["outdated"], "Confirmas el pago." in paying["body"]) == (True, True)


def test_what_must_not_ship_is_taken_down_where_it_is_published(shop: Shop) -> None:
    shop.edit("content/articles/complaints.md", "risk: legal\n", "risk: legal\nzendesk: {article_id: 41}\n")
    rendered(shop, "ES")
    assert out(shop, "unpublish")["translations"] == []
    entry = shop.entry("Complaints")
    shop.change_entry("Complaints", "es", entry.with_target("Reclamaciones", State.DRAFT, entry.origin))
    rendered(shop, "ES")
    [gone] = out(shop, "unpublish")["translations"]
    assert (gone["article_id"], gone["locale"]) == (41, "es")
    assert gone["why"] == ["1 draft nobody confirmed"]


def test_a_text_that_was_withheld_before_its_source_was_deleted_is_not_forgotten(shop: Shop) -> None:
    shop.edit("content/articles/complaints.md", "risk: legal\n", "risk: legal\nzendesk: {article_id: 41}\n")
    rendered(shop, "ES")
    entry = shop.entry("Complaints")
    shop.change_entry("Complaints", "es", entry.with_target("Reclamaciones", State.DRAFT, entry.origin))
    rendered(shop, "ES")
    shop.remove("content/articles/complaints.md")
    rendered(shop, "ES")
    assert (out(shop, "unpublish")["articles"], out(shop, "unpublish")["translations"]) == ([41], [])


def test_articles_and_macros_whose_source_is_deleted_are_listed_until_they_are_claimed_again(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "slug: paying\n", "slug: paying\nzendesk: {article_id: 42}\n")
    macro = shop.read("content/macros/refund.yaml")
    shop.write("content/macros/refund.yaml", macro + "zendesk: {macro_ids: {es: 26}, dynamic_content_id: 9}\n")
    rendered(shop, "ES")
    article = shop.read("content/articles/paying.md")
    shop.remove("content/articles/paying.md", "content/macros/refund.yaml")
    for _ in range(2):
        rendered(shop, "ES")
        assert out(shop, "unpublish") == {"articles": [42], "macros": [26], "dynamic_content": [9], "translations": []}
    shop.write("content/articles/payments.md", article)
    rendered(shop, "ES")
    assert out(shop, "unpublish")["articles"] == []


def test_an_article_limited_to_other_markets_loses_its_translation_only(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "slug: paying\n", "slug: paying\nzendesk: {article_id: 42}\n")
    rendered(shop)
    shop.edit("content/articles/paying.md", "slug: paying\n", "slug: paying\nmarkets: [JP]\n")
    rendered(shop)
    found = out(shop, "unpublish")
    assert (found["articles"], [(one["article_id"], one["locale"]) for one in found["translations"]]) == (
        [],
        [(42, "es")],
    )
    assert out(shop, "unpublish", "JP")["translations"] == []


def test_of_two_documents_that_claim_one_id_neither_is_sent_and_the_others_are(shop: Shop) -> None:
    for name in ("paying", "complaints"):
        shop.edit(f"content/articles/{name}.md", f"slug: {name}\n", f"slug: {name}\nzendesk: {{article_id: 42}}\n")
    result = rendered(shop, "ES")
    [problem] = result.unread
    assert "paying.md:1: the article 42 is already claimed by content/articles/complaints.md" in str(problem)
    assert result.fails
    assert out(shop, "articles") == out(shop, "translations") == []
    assert len(out(shop, "macros")) == 1
    assert {page.document: page.is_damaged for page in result.pages} == {
        "articles/paying.md": True,
        "articles/complaints.md": True,
        "macros/refund.yaml": False,
    }
    with pytest.raises(InputErrors, match="already claimed"):
        pulled(shop)


def with_ids(shop: Shop) -> None:
    for number, name in ((41, "complaints"), (42, "paying")):
        shop.edit(
            f"content/articles/{name}.md", f"slug: {name}\n", f"slug: {name}\nzendesk: {{article_id: {number}}}\n"
        )
    macro = shop.read("content/macros/refund.yaml")
    shop.write(
        "content/macros/refund.yaml", f"{macro}zendesk: {{macro_ids: {{es: 71, ja: 72}}, dynamic_content_id: 9}}\n"
    )
    rendered(shop)


def spoil(shop: Shop, path: str) -> bytes:
    data = (shop.root / path).read_bytes()
    shop.write_bytes(path, data[: len(data) // 2] + b"\xff")
    return data


@pytest.mark.parametrize(
    ("path", "id_"),
    [
        ("content/articles/paying.md", 42),
        ("content/translations/es/articles/paying.md.po", 42),
        ("content/macros/refund.yaml", 71),
        ("content/translations/es/macros/refund.yaml.po", 71),
    ],
    ids=["article", "its catalog", "macro", "a catalog of it"],
)
def test_what_cannot_be_read_stays_out_as_it_is_and_is_never_taken_down_for_it(shop: Shop, path: str, id_: int) -> None:
    with_ids(shop)
    files = ("articles", "translations", "macros", "unpublish", "manifest")
    before = {name: out(shop, name) for name in files}
    data = spoil(shop, path)
    for _ in range(2):
        result = rendered(shop, "ES")
        assert result.fails
        assert out(shop, "unpublish") == before["unpublish"]
        noted = {tuple(one["ids"][0]) for one in out(shop, "manifest")["pages"]}
        assert noted == {tuple(one["ids"][0]) for one in before["manifest"]["pages"]}
        sent = json.dumps([out(shop, name) for name in ("articles", "translations", "macros")])
        assert (f": {id_}," in sent) is False
    shop.write_bytes(path, data)
    rendered(shop, "ES")
    assert {name: out(shop, name) for name in files} == before


def test_what_is_removed_beside_an_unread_document_is_taken_down_when_that_is_mended(shop: Shop) -> None:
    with_ids(shop)
    data = spoil(shop, "content/articles/paying.md")
    shop.remove("content/articles/complaints.md")
    rendered(shop, "ES")
    assert out(shop, "unpublish")["articles"] == []
    shop.write_bytes("content/articles/paying.md", data)
    rendered(shop, "ES")
    assert out(shop, "unpublish")["articles"] == [41]
    spoil(shop, "content/articles/paying.md")
    rendered(shop, "ES")
    assert out(shop, "unpublish")["articles"] == [41]


def test_a_manifest_somebody_damaged_is_named_and_nothing_is_lost(shop: Shop) -> None:
    rendered(shop, "ES")
    shop.write("dist/ES/zendesk/manifest.json", "{}")
    with pytest.raises(InputErrors, match=r"dist/ES/zendesk/manifest\.json: not a file that locmem wrote"):
        rendered(shop, "ES")


def test_one_locale_alone_cannot_be_written(shop: Shop) -> None:
    answer = shop.command("render", "--target", "zendesk", "--locale", "es")
    assert (answer.returncode, "Leave out --locale" in answer.stderr) == (2, True)


# In


def test_everything_becomes_a_file_with_its_ids(shop: Shop) -> None:
    result = pulled(shop)
    assert result.written == tuple(
        f"content/{path}"
        for path in (
            BULB,
            "help-center/lamp-care/lamps-of-2027.html",
            FIT,
            NOTE,
            "macros/lamparas-bombilla-enviada.yaml",
            "macros/lamps-bulb-sent.yaml",
            "macros/sections/lamp-care.yaml",
        )
    )
    assert shop.read(f"content/{BULB}").startswith(
        '---\ntitle: "Changing a bulb"\nslug: changing-a-bulb\nlabels: ["bulb", "repair"]\n'
        "zendesk: {article_id: 700001, section_id: 600001}\n---\n\n<p>Unplug"
    )
    assert "draft: true" in shop.read("content/help-center/lamp-care/lamps-of-2027.html")
    macro = shop.read("content/macros/lamps-bulb-sent.yaml")
    assert 'value: ["bulb", "A bulb goes out", {priority: "low"}]' in macro
    assert macro.endswith("zendesk: {macro_id: 900001}\n")
    assert "locmem: {locale: es}\n" in shop.read("content/macros/lamparas-bombilla-enviada.yaml")
    assert shop.open().journal.runs(limit=1)[0].pipeline == "pull"


def test_translations_of_the_same_structure_come_in_as_translated(shop: Shop) -> None:
    result = pulled(shop)
    bulb = {entry.source: entry for entry in shop.pair(BULB).catalog.entries}
    assert {entry.state for entry in bulb.values()} == {State.TRANSLATED}
    assert {str(entry.origin) for entry in bulb.values()} == {"import:zendesk"}
    assert bulb["Let it cool for <g1>ten minutes</g1>."].target == "Deja que se enfríe <g1>diez minutos</g1>."
    assert bulb["The socket"].target == "El portalámparas"
    assert [entry.target for entry in shop.pair(NOTE).catalog.entries] == ["La bombilla nueva está en camino."]
    assert shop.entry("Lamp care").target == "Cuidado de la lámpara"
    assert result.counts == {"imported": 12, "draft": 3, "kept": 0, "to review": 4}


def test_what_the_help_desk_calls_outdated_is_a_draft(shop: Shop) -> None:
    pulled(shop)
    assert {(entry.state, bool(entry.target)) for entry in shop.pair(FIT).catalog.entries} == {(State.DRAFT, True)}
    assert {entry.state for entry in shop.pair(FIT, "ja").catalog.entries} == {State.TRANSLATED}


def test_a_translation_of_another_structure_is_for_a_person_to_look_at(shop: Shop) -> None:
    result = pulled(shop)
    assert not any(entry.target for entry in shop.pair(BULB, "ja").catalog.entries)
    rows = (shop.root / result.review).read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + 4
    assert "ランプのプラグを抜きます。" in rows[2]
    assert "export.json: translations[2]" in rows[2]


def test_what_has_no_place_here_is_said(shop: Shop) -> None:
    assert pulled(shop).left_out == (
        "1 text: fr is no locale of locmem.yaml; add it to locales, or name it in zendesk_locales",
    )


def test_what_locmem_rendered_is_no_source(shop: Shop) -> None:
    content = export_of(shop)
    macro = content["macros"][0]
    liquid = (
        '<p>{% assign locmem_day = ticket.custom_fields.ordered | date: "%Y%m%d" | plus: 0 %}'
        "{% assign locmem_20260731 = locmem_day | divided_by: 20260731 %}"
        "{% if locmem_20260731 == 1 %}3 years{% else %}2 years{% endif %}</p>"
    )
    content["macros"].append(
        {**macro, "id": 900009, "title": "Guarantee", "actions": [{"field": "comment_value_html", "value": liquid}]}
    )
    put(shop, content)
    result = pulled(shop)
    assert not any("guarantee" in path for path in result.written)
    assert [line for line in result.left_out if "locmem rendered it" in line] == [
        "macro 900009 “Guarantee”: locmem rendered it, as it chooses by the customer's day; write its id into the "
        "source file it was made from, which says the fact itself"
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(shop: Shop) -> None:
    before = shop.tree()
    dry = pulled(shop, is_dry=True)
    assert shop.tree() == before
    assert dry == pulled(shop)


def test_a_second_pull_changes_nothing(shop: Shop) -> None:
    pulled(shop)
    before = shop.in_git()
    again = pulled(shop)
    assert (again.written, again.known, again.counts["imported"]) == ((), 7, 0)
    assert shop.in_git() == before


def test_a_pull_can_be_undone(shop: Shop) -> None:
    before = shop.in_git()
    run, _ = run_step(shop.open(), "pull", lambda run: pull(run, shop.root / "export.json"))
    undo(shop.open(), run.id)
    assert shop.in_git() == before


def test_a_persons_target_and_source_are_never_overwritten(shop: Shop) -> None:
    pulled(shop)
    shop.edit(f"content/{BULB}", "Turn the bulb to the left.", "Turn the bulb to the right.")
    shop.translate("es", {"Changing a bulb": "Cambio de bombilla"}, State.TRANSLATED)
    shop.change_entry("The socket", "es", shop.entry("The socket").with_target("", State.UNTRANSLATED, NO_ORIGIN))
    shop.run()
    source = shop.read(f"content/{BULB}")
    result = pulled(shop)
    assert shop.read(f"content/{BULB}") == source
    assert shop.entry("Changing a bulb").target == "Cambio de bombilla"
    assert shop.entry("The socket").target == "El portalámparas"
    changed = shop.entry("Turn the bulb to the right.")
    assert (changed.target, changed.is_stale) == ("Gira la bombilla a la izquierda.", True)
    assert result.counts["imported"] == 1


def test_a_macro_that_a_document_names_as_its_copy_is_its_translation(shop: Shop) -> None:
    content = export_of(shop)
    base, copy = content["macros"]
    copy["actions"] = [
        {**base["actions"][0], "value": base["actions"][0]["value"].replace("Hello", "Hola,")},
        *base["actions"][1:],
    ]
    content["macros"] = [base]
    put(shop, content)
    pulled(shop)
    shop.edit("content/macros/lamps-bulb-sent.yaml", "900001}", "900001, macro_ids: {es: 900002}}")
    put(shop, {"macros": [base, {**copy, "restriction": base["restriction"]}]})
    result = pulled(shop)
    assert result.written == ()
    assert shop.entry("Lamps::Bulb sent").target == "Lámparas::Bombilla enviada"
    entries = {one.source: one.target for one in shop.pair("macros/lamps-bulb-sent.yaml").catalog.entries}
    assert entries["Hello {{ticket.requester.first_name}},"] == "Hola, {{ticket.requester.first_name}},"


def test_names_that_are_taken_or_have_no_letters_get_the_id(shop: Shop) -> None:
    content = export_of(shop)
    first, second, third = content["articles"]
    second["html_url"] = first["html_url"].replace("700001", "700002")
    third |= {"html_url": "", "title": "電球", "name": "電球"}
    put(shop, {"articles": content["articles"]})
    assert pulled(shop).written == tuple(
        f"content/help-center/{name}.html" for name in ("article-700003", "changing-a-bulb-700002", "changing-a-bulb")
    )


def test_an_article_that_comes_later_goes_to_the_folder_of_its_section(shop: Shop) -> None:
    content = export_of(shop)
    late = content["articles"].pop()
    put(shop, {key: content[key] for key in ("sections", "articles")})
    pulled(shop)
    put(shop, {"articles": [late]})
    assert pulled(shop).written == ("content/help-center/lamp-care/lamps-of-2027.html",)


def test_a_project_without_a_place_for_articles_is_told_what_to_add(shop: Shop) -> None:
    shop.edit("locmem.yaml", "  - {name: help-center, files: help-center/**/*.html, kind: html}\n", "")
    before = shop.in_git()
    with pytest.raises(UsageError, match=r"Add under content: `- \{name: help-center, files: help-center/"):
        pulled(shop)
    assert shop.in_git() == before


def test_a_broken_export_writes_nothing_and_names_every_place(shop: Shop) -> None:
    content = export_of(shop)
    content["articles"][0]["id"] = None
    content["macros"][1]["title"] = 5
    put(shop, content)
    before = shop.in_git()
    answer = shop.command("pull", "zendesk", "export.json")
    assert answer.returncode == 2
    assert "articles[0].id: this is missing" in answer.stderr
    assert "macros[1].title: this is a number" in answer.stderr
    assert shop.in_git() == before


def test_what_was_pulled_goes_out_again_as_it_was(shop: Shop) -> None:
    pulled(shop)
    rendered(shop, "ES")
    theirs = next(one for one in export_of(shop)["translations"] if one["id"] == 800002)
    ours = next(one for one in out(shop, "translations") if one.get("source_id") == 700001)
    assert (ours["title"], ours["body"].strip(), ours["outdated"]) == (theirs["title"], theirs["body"], False)
    macro = next(one for one in out(shop, "macros") if one.get("id") == 900002)
    export = export_of(shop)["macros"][1]
    assert {key: macro[key] for key in ("title", "active", "position", "restriction", "actions")} == {
        key: export[key] for key in ("title", "active", "position", "restriction", "actions")
    }
    item = next(one for one in out(shop, "dynamic_content") if one.get("id") == 950001)
    assert (item["name"], item["placeholder"], item["default_locale_id"]) == ("Bulb note", "{{dc.bulb_note}}", 1)


# Compared


@pytest.fixture
def taken_over(shop: Shop) -> Shop:
    """The project after a pull, with everything translated that its policy asks for; nothing has drifted."""
    content = export_of(shop)
    content["translations"] = [one for one in content["translations"] if one["locale"] != "ja"]
    content["translations"] = [{**one, "outdated": False} for one in content["translations"]]
    put(shop, content)
    pulled(shop)
    shop.run()
    return shop


def test_a_help_desk_that_was_just_taken_over_has_not_drifted(taken_over: Shop) -> None:
    result = drifted(taken_over, "ES")
    assert (result.drifts, result.compared) == ((), 5)
    answer = taken_over.command("drift", "zendesk", "export.json", "--market", "ES")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "no chosen market reads en" in answer.stderr


def test_white_space_that_the_help_desk_rewrites_is_no_drift(taken_over: Shop) -> None:
    content = export_of(taken_over)
    content["translations"][1]["body"] = content["translations"][1]["body"].replace("\n", "").replace("</p>", " </p> ")
    put(taken_over, content)
    assert drifted(taken_over, "ES").drifts == ()


def test_every_kind_of_drift_is_found(taken_over: Shop) -> None:
    shop = taken_over
    content = export_of(shop)
    by_id = {one["id"]: one for one in content["translations"]}
    by_id[800002]["body"] = by_id[800002]["body"].replace("diez", "cinco")
    content["translations"].remove(by_id[800005])
    content["sections"] = content["sections"] + [{**content["sections"][0], "id": 600002}]
    content["articles"].append({**content["articles"][1], "id": 700009, "title": "New there", "name": "New there"})
    content["macros"][0]["actions"][0]["value"] += (
        "{{dc.gone}} <a href='/hc/es/articles/700003'>a</a> <a href='https://help.lumenlarch.example/hc/articles/1'>b</a>"
        " <a href='https://support.other.example/hc/en-us/articles/2'>c</a>"
    )
    item = content["dynamic_content"][0]
    item["variants"][1]["content"] = "Otra cosa."
    content["dynamic_content"].append({**item, "id": 950002, "name": "Old", "placeholder": "{{dc.old}}"})
    put(shop, content)
    shop.remove("content/macros/sections/lamp-care.yaml")
    assert kinds(drifted(shop, "ES")) == [
        (DriftKind.OUTDATED, "article 700001", "es"),
        (DriftKind.OUTDATED, "dynamic content 950001", "es"),
        (DriftKind.MISSING, "article 700002", "es"),
        (DriftKind.UNKNOWN, "article 700009", "en"),
        (DriftKind.ORPHAN, "dynamic content 950002", "en"),
        (DriftKind.NO_CONTENT, "macro 900001", ""),
        (DriftKind.BAD_LINK, "macro 900001", ""),
        (DriftKind.BAD_LINK, "macro 900001", ""),
    ]
    answer = shop.command("drift", "zendesk", "export.json", "--market", "ES", "--json")
    shown = json.loads(answer.stdout)
    assert answer.returncode == 1
    assert [one["what"] for one in shown["drifts"]][-3:] == [
        "there is no item {{dc.gone}}",
        "it links to article 1, which is not in the export",
        "it links to article 700003, which is not published",
    ]
    assert shown["drifts"][0] == {
        "kind": "outdated",
        "thing": "article 700001",
        "what": "the body differs from ours",
        "locale": "es",
        "document": BULB,
        "key": "translations[1]",
    }


def test_an_article_deleted_there_and_a_stale_one_not_marked_are_drift(taken_over: Shop) -> None:
    shop = taken_over
    shop.edit(f"content/{BULB}", "Turn the bulb to the left.", "Turn the bulb gently to the left.")
    shop.run()
    content = export_of(shop)
    content["articles"] = [one for one in content["articles"] if one["id"] != 700002]
    put(shop, content)
    assert kinds(drifted(shop, "ES")) == [
        (DriftKind.UNMARKED, "article 700001", "es"),
        (DriftKind.GONE, "article 700002", ""),
    ]


def test_a_text_that_must_not_be_shown_is_drift_while_it_is_published(taken_over: Shop) -> None:
    shop = taken_over
    shop.edit(f"content/{BULB}", "slug: changing-a-bulb\n", "slug: changing-a-bulb\nrisk: legal\n")
    [one] = drifted(shop, "ES").drifts
    assert (one.kind, one.thing, one.what) == (DriftKind.WITHHELD, "article 700001", "6 segments not reviewed yet")


def test_a_macro_that_agents_changed_is_drift(taken_over: Shop) -> None:
    content = export_of(taken_over)
    content["macros"][1]["title"] = "Lámparas::Bombilla [es]"
    put(taken_over, content)
    [one] = drifted(taken_over, "ES").drifts
    assert (one.kind, one.thing, one.what, one.document) == (
        DriftKind.OUTDATED,
        "macro 900002",
        "the title differs from ours",
        "macros/lamparas-bombilla-enviada.yaml",
    )


def test_comparing_leaves_no_trace(taken_over: Shop) -> None:
    before = taken_over.tree()
    drifted(taken_over)
    assert taken_over.tree() == before


def test_two_markets_of_one_locale_must_be_told_apart(taken_over: Shop) -> None:
    profile = taken_over.read("markets/ES.yaml").replace("market: ES", "market: MX")
    taken_over.write("markets/MX.yaml", profile)
    company = taken_over.read("markets/company.yaml")
    spain = company[company.index("  ES:\n") : company.index("  JP:\n")]
    taken_over.write("markets/company.yaml", company + spain.replace("  ES:\n", "  MX:\n"))
    with pytest.raises(UsageError, match=r"es is read in ES and MX\. Name the markets of this help center"):
        drifted(taken_over)
