"""No page with the law of another market leaves, unless somebody answers for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.model.translation import State
from locmem.pages.shown import Outcome, PageResult
from locmem.pipelines.publish import PublishOptions, publish
from locmem.pipelines.run import run_step
from tests.checks.alps import two_countries
from tests.checks.lamps import Lamps

SOURCE = "Choose **the button**, or ask somebody."
TARGET = "Wählen Sie **Vertrag widerrufen**, oder fragen Sie jemanden."


@pytest.fixture
def lamps(tmp_path: Path) -> Lamps:
    """An empty project, which `alps` fills."""
    return Lamps(root=tmp_path)


def published(lamps: Lamps) -> dict[str, PageResult]:
    _, result = run_step(lamps.open(), "render", lambda run: publish(run, PublishOptions()))
    return {one.market: one for one in result.pages}


def alps(lamps: Lamps, *, front: str = "", meant: str = "") -> None:
    two_countries(lamps)
    (lamps.root / "content/translations/de/articles/refunds.md.po").unlink(missing_ok=True)
    lamps.article(SOURCE, front=front)
    lamps.translate({"Choose": TARGET, "Refunds": "Erstattungen"}, locale="de", state=State.REVIEWED)
    if meant:
        path = lamps.root / "content/translations/de/articles/refunds.md.po"
        text = path.read_text("utf-8")
        entry = text.rindex("\n\n", 0, text.index("Choose"))
        path.write_text(f"{text[:entry]}\n\n# locmem:ok {meant}{text[entry + 1 :]}", "utf-8")


def test_a_page_with_the_law_of_another_market_is_shown_as_the_source_or_not_at_all(lamps: Lamps) -> None:
    alps(lamps)
    pages = published(lamps)
    assert pages["DE"].outcome is Outcome.PUBLISHED
    assert (pages["AT"].outcome, pages["AT"].is_damaged) == (Outcome.SOURCE, True)
    assert "`market.label` of DE" in " ".join(pages["AT"].reasons)
    page = (lamps.root / "dist/AT/de-AT/articles/refunds.md").read_text("utf-8")
    assert "widerrufen" not in page
    alps(lamps, front="risk: legal\n")
    assert published(lamps)["AT"].outcome is Outcome.WITHHELD


def test_a_wording_of_its_own_is_published(lamps: Lamps) -> None:
    alps(lamps)
    own = "Wählen Sie **Rücktritt erklären**, oder fragen Sie jemanden."
    lamps.translate({"Choose": own}, locale="de-AT", state=State.REVIEWED)
    assert {one.outcome for one in published(lamps).values()} == {Outcome.PUBLISHED}


def test_what_somebody_answers_for_until_a_day_is_published_until_then(lamps: Lamps) -> None:
    alps(lamps, meant="law-of-other-market until 2026-12-31 The page is about Germany.")
    assert published(lamps)["AT"].outcome is Outcome.PUBLISHED
    lamps.day = lamps.day.replace(year=2027)
    assert published(lamps)["AT"].outcome is Outcome.SOURCE
    alps(lamps, meant="law-of-other-market The page is about Germany.")
    lamps.day = lamps.day.replace(year=2026)
    assert published(lamps)["AT"].outcome is Outcome.SOURCE, "without an end it holds for nothing that guards"


def test_a_source_with_the_law_of_another_market_is_withheld(lamps: Lamps) -> None:
    two_countries(lamps, {"locale": "en", "format": "en-AT", "label": "Withdraw here"})
    path = lamps.root / "markets/DE.yaml"
    german = path.read_text("utf-8").replace("  de: {format: de-DE}", "  de: {format: de-DE}\n  en: {format: en-DE}")
    german = german.replace("{de: Vertrag widerrufen}", "{de: Vertrag widerrufen, en: Cancel the contract}")
    path.write_text(german.replace("{de: Verbraucherhilfe}", "{de: Verbraucherhilfe, en: Help}"), "utf-8")
    lamps.article("Choose **Withdraw here**, or ask.")
    _, result = run_step(lamps.open(), "render", lambda run: publish(run, PublishOptions()))
    pages = {(one.market, one.locale): one.outcome for one in result.pages}
    assert (pages["AT", "en"], pages["DE", "en"], pages["DE", "de"]) == (
        Outcome.PUBLISHED,
        Outcome.WITHHELD,
        Outcome.WITHHELD,
    )
