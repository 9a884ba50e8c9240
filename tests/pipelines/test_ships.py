"""What leaves a project with its pages: the files that are meant to, under names of their own, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from locmem.model.finding import Finding, Gate, Severity
from locmem.model.translation import HUMAN, State
from locmem.pipelines.publish import Outcome, PublishOptions, PublishResult, Target, publish
from locmem.pipelines.run import run_step
from tests.pipelines.shop import PNG, Shop

ARTICLE = "content/articles/lamp.md"
INTERNAL = {
    "content/kpi.csv": "document,market,period,views,tickets,unhelpful\n",
    "content/KPI.csv": "document,market,period,views,tickets,unhelpful\n",
    "content/articles/terms.csv": "concept,locale,term\n",
    "content/memory/notes.txt": "Ours.\n",
    "content/articles/.hidden.txt": "Ours.\n",
    "content/articles/page.html": "<script>alert(1)</script>",
    "content/articles/page.png": "<script>alert(1)</script>",
    "content/articles/lamp.md.manifest.json": "{}",
    "content/articles/run.sh": "#!/bin/sh\n",
    "content/articles/run.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "content/macros/form.txt": "Ours.\n",
}


def article(shop: Shop, body: str, name: str = ARTICLE, front: str = "risk: low\n") -> None:
    slug = name.replace("/", "-").replace(".", "-").lower()
    shop.write(name, f"---\ntitle: Lamp\nslug: {slug}\n{front}---\n\n{body}\n")


def rendered(shop: Shop, target: Target = Target.MARKDOWN) -> PublishResult:
    options = PublishOptions(target=target)
    return run_step(shop.open(), "render", lambda run: publish(run, options))[1]


def found(shop: Shop, check: str, gate: Gate = Gate.CHANGE) -> list[Finding]:
    return [one for one in shop.check(gate).findings if one.check == check]


def out(shop: Shop) -> list[Path]:
    return [path for path in (shop.root / "dist").rglob("*") if path.is_file()]


@pytest.fixture
def full(shop: Shop) -> Shop:
    """The project with files that are not for customers."""
    for name, text in INTERNAL.items():
        shop.write(name, text)
    (shop.root / "content/articles/link.csv").symlink_to("../kpi.csv")
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "glossary: content/articles/terms.csv\n")
    return shop


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("../kpi.csv", "it is work of the project"),
        ("../KPI.csv", "it is work of the project"),
        ("terms.csv", "it is work of the project"),
        ("..%2Fkpi.csv", "it is work of the project"),
        ("../translations/es/articles/paying.md.po", "it is work of the project"),
        ("../memory/notes.txt", "it is work of the project"),
        (".hidden.txt", "begins with a dot"),
        ("page.html", "files in .html are not published"),
        ("lamp.md.manifest.json", "files in .json are not published"),
        ("run.sh", "files in .sh are not published"),
        ("../macros/form.txt", "it lies outside of articles/**/*"),
        ("page.png", "its bytes are no PNG"),
        ("run.svg", "<svg> has the attribute onload"),
        ("link.csv", "it is a link to kpi.csv, and of that file it is work of the project"),
        ("../../locmem.yaml", "it lies outside of content/"),
    ],
)
def test_a_link_publishes_no_file_that_is_not_meant_for_customers(full: Shop, link: str, why: str) -> None:
    article(full, f"See [the file]({link}).")
    [one] = found(full, "asset-refused")
    assert (one.gate, one.severity, one.location.line, one.location.column) == (Gate.CHANGE, Severity.ERROR, 7, 16)
    assert why in one.what
    assert one.do
    for target in Target:
        notes = rendered(full, target).notes
        assert [note for note in notes if "which is not copied" in note and why in note and note.endswith(one.do)]
    assert {path.suffix for path in out(full)} <= {".md", ".yaml", ".html", ".json"}
    assert not {"lamp.md.manifest.json", "page.html"} & {
        path.name for path in out(full) if path.read_text() in INTERNAL.values()
    }


@pytest.mark.parametrize(
    ("link", "leads", "why", "do"),
    [
        ("seen.png", "/etc", "it is a symbolic link to /etc, out of the project", "in place of the link"),
        ("seen.png", "../../../elsewhere/a.png", "it is a symbolic link to ../../../elsewhere/a.png, out", "place"),
        ("far/a.png", "../../../elsewhere", "content/articles/far on the way is a symbolic link to ../../..", "place"),
        ("seen.png", "nothing.png", "it is a symbolic link that leads nowhere", "Put the file in its place"),
        ("seen.png", "seen.png", "it is a symbolic link that leads nowhere", "Put the file in its place"),
        ("seen.png", "", "it is a named pipe, where a file belongs", "Put the file in its place"),
    ],
)
def test_a_picture_that_is_a_link_out_or_no_file_is_named_with_what_to_do(
    shop: Shop, link: str, leads: str, why: str, do: str
) -> None:
    (shop.root.parent / "elsewhere").mkdir()
    (shop.root.parent / "elsewhere/a.png").write_bytes(PNG)
    place = shop.root / "content/articles" / link.split("/")[0]
    if leads:
        place.symlink_to(leads)
    else:
        os.mkfifo(place)
    article(shop, f"See ![a picture]({link}).")
    [one] = found(shop, "asset-refused")
    assert why in one.what
    assert do in one.do
    for target in Target:
        notes = rendered(shop, target).notes
        assert [note for note in notes if f"content/articles/{link}" in note and why in note and do in note]
        assert not [path for path in out(shop) if path.suffix == ".png"]


def test_a_linked_picture_of_the_project_is_copied_and_a_linked_folder_is_no_picture(shop: Shop) -> None:
    shop.write_bytes("content/articles/a.png", PNG)
    (shop.root / "content/articles/b.png").symlink_to("a.png")
    (shop.root / "content/articles/more").symlink_to("../macros")
    article(shop, "See ![a picture](b.png), [more](more/) and [nothing](none.txt).")
    assert found(shop, "asset-refused") == []
    rendered(shop)
    assert {path.name for path in out(shop) if path.suffix == ".png"} == {"b.png"}


def test_a_message_names_the_setting_that_allows_a_file_and_the_setting_does(shop: Shop) -> None:
    shop.write("content/files/form.txt", "Ours.\n")
    article(shop, "See [the form](../files/form.txt).")
    [one] = found(shop, "asset-refused")
    assert "`assets: {files: [articles/**/*, files/**/*]}` of the content set articles" in one.do
    shop.edit("locmem.yaml", "kind: markdown}", "kind: markdown, assets: {files: [files/**/*], endings: [txt, png]}}")
    assert found(shop, "asset-refused") == []
    rendered(shop)
    assert (shop.root / "dist/ES/es/files/form.txt").read_text() == "Ours.\n"
    shop.edit("locmem.yaml", "endings: [txt, png]", "endings: [png]")
    [one] = found(shop, "asset-refused")
    assert one.do == "Add txt to its `assets: {endings: […]}`."


def test_neither_a_translation_nor_a_fact_adds_a_file(shop: Shop) -> None:
    article(shop, "See [the form](form.txt) or {{ market.complaints.body.name }}.")
    for name in ("form", "prices"):
        shop.write(f"content/articles/{name}.txt", "Ours.\n")
    shop.run()
    pair = shop.pair("articles/lamp.md")
    source = next(entry.source for entry in pair.catalog.entries if "form" in entry.source)
    target = source.replace("form.txt", "prices.txt")
    shop.change_entry(source, "es", shop.entry(source).with_target(target, State.REVIEWED, HUMAN))
    [one] = found(shop, "asset-refused", Gate.RELEASE)
    assert (one.gate, one.locale) == (Gate.RELEASE, "es")
    assert "its source does not lead there" in one.what
    rendered(shop)
    assert {path.name for path in out(shop) if path.suffix == ".txt"} == {"form.txt"}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Abre [esto](javascript:alert(1)).", "`javascript:`"),
        ("Abre [esto](//evil.example/x).", "`evil.example`"),
        ("Abre [esto](guide.md). <img src=x onerror=alert(1)>", "<img>"),
    ],
)
@pytest.mark.parametrize("risk", ["low", "standard", "legal"])
def test_a_translation_that_does_more_than_its_source_is_not_shown(
    shop: Shop, risk: str, target: str, reason: str
) -> None:
    article(shop, "Guide.", "content/articles/guide.md")
    article(shop, "Open [this](guide.md).", front=f"risk: {risk}\n")
    shop.run()
    shop.translate("es", {"Lamp": "Lámpara", "Open [this](guide.md).": target})
    result = rendered(shop)
    [page] = [one for one in result.pages if (one.document, one.market) == ("articles/lamp.md", "ES")]
    assert page.outcome is (Outcome.WITHHELD if risk == "legal" else Outcome.SOURCE)
    assert risk != "low" or any(reason in one for one in page.reasons)
    for path in out(shop):
        text = path.read_text("utf-8")
        assert path.name.endswith(".manifest.json") or ("evil.example" not in text and "alert(1)" not in text)


DAMAGE = {
    "Abra **Pedidos** y UNTRANSLATED.": "a mark of an engine",
    "Abra **Pedidos** \u0007 ahora.": "the control character U+0007",
    "Abra **Pedidos** \u202eatreibA.": "turns the order of its letters round",
    "Abra **Pedidos** \u2066ahora.": "a sign of direction is not closed",
    "Abra **Pedidos** maÃ±ana.": "before its encoding was mistaken",
    "Abra **Pedidos** & amp; ahora.": "a broken character reference",
    "Abra **Pedidos**\\\\nahora.": "stands in the text as letters",
    "Abra Pedidos ahora.": "`**` is missing",
}
"""Targets as an editor saves them, and what is wrong with each."""


def by_hand(shop: Shop, source: str, target: str) -> str:
    """Somebody saves another target in the Spanish catalog of the article; its key."""
    path = "content/translations/es/articles/lamp.md.po"
    text = shop.read(path)
    head, found, rest = text.partition(f'msgid "{source}"\nmsgstr "')
    assert found
    shop.write(path, f'{head}{found}{target}"{rest.partition(chr(34))[2]}')
    return shop.key(source)


@pytest.mark.parametrize("target", DAMAGE)
@pytest.mark.parametrize("risk", ["low", "standard", "legal"])
def test_a_text_that_was_damaged_by_hand_does_not_ship_and_is_named(shop: Shop, risk: str, target: str) -> None:
    source = "Open **Orders** now."
    article(shop, source, front=f"risk: {risk}\n")
    shop.run()
    shop.translate("es", {"Lamp": "Lámpara", source: "Abra **Pedidos** ahora."})
    assert rendered(shop).damaged == ()
    key = by_hand(shop, source, target)
    result = rendered(shop)
    [page] = [one for one in result.pages if (one.document, one.market) == ("articles/lamp.md", "ES")]
    assert page.outcome is (Outcome.WITHHELD if risk == "legal" else Outcome.SOURCE)
    out_text = "".join(path.read_text("utf-8") for path in out(shop) if path.suffix == ".md")
    assert "Abra" not in out_text
    # What somebody saved is no review, and a target that lost a code is a draft: both wait where more is required.
    is_waiting = risk == "legal" or (risk == "standard" and "is missing" in DAMAGE[target])
    assert page.is_damaged is not is_waiting
    assert is_waiting or "1 translation kept back as damaged" in result.summary
    start = f"content/translations/es/articles/lamp.md.po {key}: in “"
    assert is_waiting or [one for one in page.reasons if one.startswith(start) and DAMAGE[target] in one]
    assert [one for one in shop.check().failing if one.location.key == key]


def test_a_stale_text_that_is_damaged_does_not_ship_either(shop: Shop) -> None:
    article(shop, "Open **Orders** now.")
    shop.run()
    shop.translate("es", {"Lamp": "Lámpara", "Open **Orders** now.": "Abra **Pedidos** \u202eatreibA."})
    article(shop, "Open **Orders** right now.")
    shop.run()
    [page] = [one for one in rendered(shop).pages if (one.document, one.market) == ("articles/lamp.md", "ES")]
    assert (page.outcome, page.is_damaged) == (Outcome.SOURCE, True)
    assert found(shop, "text-direction", Gate.RELEASE)


def test_a_text_that_may_be_cut_does_not_ship(shop: Shop) -> None:
    article(shop, "Open **Orders** now.")
    shop.run()
    shop.translate("es", {"Lamp": "Lámpara", "Open **Orders** now.": "Abra **Pedidos** ahora."})
    path = "content/translations/es/articles/lamp.md.po"
    shop.write(path, shop.read(path).partition("#~")[0].replace("ahora.", "aho"))
    [page] = [one for one in rendered(shop).pages if (one.document, one.market) == ("articles/lamp.md", "ES")]
    assert (page.outcome, page.is_damaged) == (Outcome.SOURCE, True)
    assert "may be cut" in page.reasons[0]


def test_render_ends_in_one_where_a_damaged_text_is_kept_back(shop: Shop) -> None:
    assert shop.command("render").returncode == 0
    shop.translate("es", {"Method": "M\u202eétodo"})
    for words in (("render",), ("render", "--json"), ("render", "--target", "zendesk")):
        done = shop.command(*words)
        assert done.returncode == 1
        assert "turns the order of its letters round" in done.stdout
    done = shop.command("run", "publish")
    assert done.returncode == 1
    assert "1 translation kept back as damaged" in done.stdout


def test_two_pages_of_one_name_are_refused_before_anything_is_written(shop: Shop) -> None:
    shop.edit(
        "locmem.yaml",
        "  - {name: macros",
        "  - {name: pages, files: articles/**/*.html, kind: html}\n  - {name: macros",
    )
    article(shop, "One.")
    article(shop, "<p>Two.</p>", "content/articles/lamp.html")
    result = rendered(shop, Target.HTML)
    assert [line.split(":")[0] for line in result.unwritable] == [
        "content/articles/lamp.html",
        "content/articles/lamp.md",
    ]
    assert all("Rename one of the two." in line for line in result.unwritable)
    withheld = {(page.document, page.path) for page in result.pages if page.outcome is Outcome.WITHHELD}
    assert {("articles/lamp.md", ""), ("articles/lamp.html", "")} <= withheld
    assert not list((shop.root / "dist").rglob("lamp*"))
    assert list((shop.root / "dist").rglob("paying.html"))
    [one] = found(shop, "output-clash")
    assert (one.gate, one.severity) == (Gate.CHANGE, Severity.ERROR)
    assert "with --target html" in one.what
    for name, market in ((ARTICLE, "ES"), ("content/articles/lamp.html", "JP")):
        shop.edit(name, "risk: low\n", f"markets: [{market}]\n")
    assert found(shop, "output-clash") == []
    result = rendered(shop, Target.HTML)
    assert (result.count(Outcome.SOURCE), result.unwritable, result.fails) == (2, (), False)


@pytest.mark.parametrize("names", [("Lamp.md", "lamp.md"), ("caf\u00e9.md", "cafe\u0301.md"), ("a/x.md", "A/X.md")])
@pytest.mark.parametrize("target", [Target.MARKDOWN, Target.HTML])
def test_names_that_a_file_system_takes_for_one_are_refused(shop: Shop, names: tuple[str, str], target: Target) -> None:
    for number, name in enumerate(names):
        shop.write(f"content/articles/{name}", f"---\ntitle: T\nslug: s{number}\n---\n\nText {number}.\n")
    result = rendered(shop, target)
    assert len(result.unwritable) == 2
    assert all("are one file where case and accents do not count" in line for line in result.unwritable)
    assert result.fails
    assert not {path.name for path in out(shop)}.intersection(Path(name).name for name in names)
    assert len(found(shop, "output-clash")) == 1


def test_pictures_that_a_file_system_takes_for_one_are_refused(shop: Shop) -> None:
    article(shop, "![a](img/A.png) ![b](img/a.png)")
    for name in "Aa":
        shop.write_bytes(f"content/articles/img/{name}.png", PNG)
    assert len(found(shop, "output-clash")) == 1
    for target in Target:
        result = rendered(shop, target)
        assert {line.split(":")[0] for line in result.unwritable} == {f"content/articles/img/{x}.png" for x in "Aa"}
        assert not [path for path in out(shop) if path.suffix == ".png"]
        assert result.count(Outcome.WITHHELD) == 0


def test_a_name_too_long_for_what_is_written_under_it_is_told_first(shop: Shop) -> None:
    name = f"content/articles/{'x' * 245}.md"
    article(shop, "Text.", name)
    [one] = found(shop, "output-name")
    assert (one.location.path, one.severity) == (name, Severity.ERROR)
    result = rendered(shop)
    assert len(result.unwritable) == 1
    assert "has 262 bytes" in result.unwritable[0]
    assert not list((shop.root / "dist").rglob("xxx*"))


def test_names_that_windows_does_not_know_are_told(shop: Shop) -> None:
    article(shop, "Text.", "content/articles/con.md")
    [one] = found(shop, "output-name")
    assert one.severity is Severity.WARNING
    assert rendered(shop).count(Outcome.PUBLISHED) > 0


def test_a_file_takes_the_place_of_a_folder_that_is_no_longer_needed(shop: Shop) -> None:
    article(shop, "Text.", "content/articles/lamp.md/inner.md")
    rendered(shop)
    shop.remove("content/articles/lamp.md")
    article(shop, "Text.")
    rendered(shop)
    assert (shop.root / "dist/ES/es/articles/lamp.md").is_file()


@pytest.mark.parametrize(
    "body",
    [
        "Press [here](javascript:alert(1)).\n\n```html\n<script>x</script>\n```",
        "One <!-- two --> three --> <!-- <b onclick=alert(1)>four</b>",
        "See <img src=x onerror=alert(1) <b>this</b>.",
    ],
)
def test_what_a_source_runs_is_told(shop: Shop, body: str) -> None:
    article(shop, body)
    [one] = found(shop, "active-content")
    assert (one.severity, one.location.line) == (Severity.ERROR, 7)


def test_a_picture_behind_a_link_out_is_looked_for_each_time(shop: Shop, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.png").write_bytes(PNG)
    (shop.root / "content/articles/img").symlink_to(elsewhere)
    shop.edit("content/articles/paying.md", "## Good to know", "![P](img/a.png)\n\n## Good to know")

    def told() -> list[str]:
        return [finding.check for finding in shop.check().findings if "a.png" in finding.what]

    assert "asset-refused" in told()
    (elsewhere / "a.png").unlink()
    assert "asset-refused" not in told()


def test_a_file_outside_of_the_content_is_looked_for_each_time(shop: Shop) -> None:
    shop.edit("content/articles/paying.md", "## Good to know", "See [notes](../../notes.txt).\n\n## Good to know")
    assert not [finding for finding in shop.check().findings if finding.check == "asset-refused"]
    shop.write("notes.txt", "Nobody's business.\n")
    [finding] = [finding for finding in shop.check().findings if finding.check == "asset-refused"]
    assert "outside" in finding.what
    shop.remove("notes.txt")
    assert not [finding for finding in shop.check().findings if finding.check == "asset-refused"]
