"""What holds for every check."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from locmem.catalogs.files import read_catalog, write_catalog
from locmem.checks import catalogue
from locmem.checks.catalogue import CHECKS
from locmem.checks.listed import Reach
from locmem.model.finding import Finding, Severity
from locmem.model.translation import Rival, State
from tests.checks.lamps import Lamps

BODY = """\
# Money {#money}

## Again {#money}

Pay 21 % VAT with Bizum, {{ market.tax.rate }} or {{ market.tax.abbreviation | shout }}.

{% if market.refund %}Ask [us](nobody.md) or [them][nowhere] about <b>this.

We answer within {{ market.reply }}. Call {{ market.helpline }} or write to {{ company.support.email }}.

![Picture](img/none.png)

See [our shop](https://lamps.example/shop) for more.

Nothing changes in this long sentence.

This text will be older than $DAYS$.
"""

LINKS = """\
See [our shop](https://lamps.example/shop) for more.

The rate is {{ market.tax.standard_rate }}.

One more sentence.

Open `Settings`.
"""

TARGETS = {
    "Refunds": "Reembolsos & amp; más",
    "See": "Mira [la tienda](https://evil.example/shop) <i>ya</i>.",
    "Nothing": "Nothing changes in this long sentence.",
    "Call": "Llama al 21 %.",
    "older": "Este texto (antiguo.",
}


@pytest.fixture
def broken(lamps: Lamps) -> Lamps:
    """A project in which every check finds something."""
    settings = (lamps.root / "locmem.yaml").read_text().replace("[es, pt-BR]", "[es, ja]")
    limits = "kind: markdown, max_length: {heading: 4, title: 8}}"
    lamps.write("locmem.yaml", settings.replace("kind: markdown}", limits))
    lamps.article(BODY, front="topic: complaints\nrisk: nonsense\n")
    profile = (lamps.root / "markets/ES.yaml").read_text("utf-8")
    lamps.write("markets/ES.yaml", profile.replace("key: forms", "key: forms, facts: [market.authority.name]"))
    lamps.article(LINKS, name="links")
    lamps.translate(TARGETS)
    targets = {
        "See": "Mira [la tienda](https://lamps.example/es/tienda).",
        "rate": "El tipo {{ market.tax.standard_rate }} es 21 % de IVA",
        "One": "Una frase antigua.",
        "Open": "Abre `Ajustes`.",
    }
    lamps.translate(targets, name="links")
    lamps.article("Come again.", name="again")
    lamps.translate({"Come": "またのご来店をお待ちしております。"}, name="again")
    lamps.article("How to pay. [More](brazil.md).", name="draft")
    lamps.article("More.", name="brazil", front="markets: [BR]\n")
    lamps.translate({"How": "Paga con giropay."}, state=State.DRAFT, name="draft")
    lamps.article("![Picture](img/a.png)", name="picture")
    lamps.article('Press <span onclick="ring()">the bell</span>.', name="bell", front="slug: picture\n")
    for name in ("a.png", "a.pt-BR.png"):
        lamps.write(f"content/articles/img/{name}", "")
    article = lamps.root / "content/articles/links.md"
    article.write_text(article.read_text().replace("One more sentence", "One more changed sentence"))
    merged(lamps.root / "content/translations/es/articles/draft.md.po")
    lamps.article("Come back.", name="gone")
    lamps.translate({"Come": "Vuelve."}, name="gone")
    (lamps.root / "content/articles/gone.md").unlink()
    return lamps


def merged(file: Path) -> None:
    """Leaves the text of another branch beside every entry of a catalog."""
    catalog = read_catalog(file.read_bytes(), file.name, document="articles/draft.md", source_locale="en", locale="es")
    entries = tuple(
        replace(one, rivals=(Rival(target="Otro.", source=one.source, state=State.TRANSLATED),))
        for one in catalog.entries
    )
    data = write_catalog(
        replace(catalog, entries=entries), project="Lamps", plural_forms="nplurals=2; plural=(n != 1);"
    )
    file.write_bytes(data)


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_explains_itself_to_a_newcomer(name: str) -> None:
    listed = CHECKS[name]
    assert listed.name == name
    assert list(Path(catalogue.__file__).parent.rglob(f"{listed.family}.py"))
    for line in (listed.sentence, listed.why, listed.do):
        assert "\n" not in line
        assert line.endswith(".")
    assert listed.example


def test_every_check_is_listed_once() -> None:
    rooms = (file for file in Path(catalogue.__file__).parent.rglob("*.py") if file.stem not in ("catalogue", "listed"))
    names = re.findall(
        r"^    (?:Listed|\w+_check)\($", "".join(file.read_text("utf-8") for file in rooms), re.MULTILINE
    )
    assert len(names) == len(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_sound_and_finished_project_has_no_errors(name: str, lamps: Lamps) -> None:
    brazil = lamps.root / "markets/BR.yaml"
    brazil.write_text(brazil.read_text().replace("2025-01-01", "2026-11-01"))
    targets = {"within": "Te devolvemos el dinero en {{ market.refund }}.", "Refunds": "Devoluciones"}
    lamps.translate(targets)
    targets = {"within": "Devolvemos o dinheiro em {{ market.refund }}.", "Refunds": "Reembolsos"}
    lamps.translate(targets, locale="pt-BR", state=State.REVIEWED)
    assert [finding for finding in lamps.findings(name) if finding.severity is Severity.ERROR] == []


def test_a_project_finds_what_its_documents_find_one_by_one(broken: Lamps) -> None:
    whole = broken.context()
    paths = [source.path for source in whole.workspace.sources]
    alone = [whole.of(whole.workspace.part((path,))) for path in paths]
    none = whole.of(whole.workspace.without_documents())
    for name, listed in CHECKS.items():
        contexts = [none] if listed.reach is Reach.PROJECT else [*alone, none]
        found = [finding for context in contexts for finding in listed.check(context)]
        assert set(found) == set(listed.check(whole)), name


def test_a_document_alone_says_the_same_whatever_stands_beside_it(broken: Lamps) -> None:
    broken.article("See [more](another.md) and [this](brazil.md).\n\n![Picture](img/b.png)", name="links")

    def found() -> dict[str, set[Finding]]:
        whole = broken.context("ES")
        part = whole.of(whole.workspace.part(("articles/links.md",)))
        return {name: set(one.check(part)) for name, one in CHECKS.items() if one.reach is Reach.DOCUMENT}

    before = found()
    broken.article("Another [page](links.md), with 21 % VAT.", name="another", front="slug: links\nmarkets: [BR]\n")
    for name in ("b.png", "b.ja.png"):
        broken.write(f"content/articles/img/{name}", "")
    assert found() == before
