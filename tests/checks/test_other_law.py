from __future__ import annotations

import re

import pytest

from locmem.model.finding import Gate, Severity
from locmem.model.translation import State
from tests.checks.alps import LABEL, two_countries
from tests.checks.lamps import Lamps

CHECK = "law-of-other-market"
SOURCE = "Choose the button, or ask somebody."
BOLD = "Choose **the button**, or ask somebody."


def told(lamps: Lamps, target: str, *, source: str = "", locale: str = "de") -> list[tuple[str, str]]:
    """The market and the start of the message of each finding, where a source with the codes of a target has it."""
    address = re.search(r"\[.*\)|www\.\S+[a-z]", target)
    source = source or (BOLD if "**" in target else f"See {address[0]}." if address else SOURCE)
    lamps.article(source)
    lamps.translate({source[:10]: target}, locale=locale, state=State.REVIEWED)
    return [(one.market, one.what.partition(" is ")[0]) for one in lamps.findings(CHECK)]


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("Wählen Sie **Vertrag widerrufen**, oder fragen Sie jemanden.", LABEL),
        ("Wählen Sie „Vertrag widerrufen“.", LABEL),
        ("Klicken Sie auf Vertrag widerrufen.", LABEL),
        ("Vertrag widerrufen", LABEL),
        ("Fragen Sie die Deutsche Beispielaufsicht.", "Deutsche Beispielaufsicht"),
        ("Wenden Sie sich an die DBA.", "DBA"),
        ("Siehe www.aufsicht-beispiel.de.", "www.aufsicht-beispiel.de"),
        ("Siehe [hier](https://www.aufsicht-beispiel.de/kontakt).", "https://www.aufsicht-beispiel.de/kontakt"),
        ("Siehe aufsicht-beispiel.de.", "aufsicht-beispiel.de"),
        ("Telefon: 030 13889-0", "030 13889-0"),
        ("Wählen Sie **Verbraucherhilfe**.", "Verbraucherhilfe"),
    ],
)
def test_a_variant_inherits_no_law_of_its_base(lamps: Lamps, target: str, word: str) -> None:
    two_countries(lamps)
    assert told(lamps, target) == [("AT", f"“{word}”")]


@pytest.mark.parametrize(
    "target",
    [
        "Sie können den Vertrag widerrufen, oder fragen Sie jemanden.",
        "Wer einen Vertrag widerrufen will, fragt jemanden.",
        "Fragen Sie die Verbraucherhilfe.",
        "Wählen Sie {{ market.label }}, oder fragen Sie {{ market.authority.name }}.",
        "Fragen Sie das Europäisches Beispielzentrum.",
        "Die Stadt Wien hilft.",
    ],
)
def test_words_of_a_sentence_and_what_both_have_are_no_law_of_others(lamps: Lamps, target: str) -> None:
    two_countries(lamps)
    assert told(lamps, target) == []


def test_the_same_label_is_the_law_of_both(lamps: Lamps) -> None:
    two_countries(lamps, {"label": LABEL})
    assert told(lamps, "Wählen Sie **Vertrag widerrufen**.") == []


def test_what_a_market_calls_its_own_in_more_words_or_has_too_is_its_own(lamps: Lamps) -> None:
    two_countries(lamps, {"agency": "Deutsche Beispielaufsicht Wien", "phone": "+4930138890"})
    assert told(lamps, "Fragen Sie die Deutsche Beispielaufsicht.") == []
    assert told(lamps, "Telefon: 030 13889-0") == []


def test_a_wording_of_its_own_has_no_law_of_the_base_and_the_base_none_of_it(lamps: Lamps) -> None:
    two_countries(lamps)
    lamps.article(BOLD)
    lamps.translate({BOLD[:10]: "Wählen Sie **Vertrag widerrufen**."}, locale="de", state=State.REVIEWED)
    lamps.translate({BOLD[:10]: "Wählen Sie **Rücktritt erklären**."}, locale="de-AT", state=State.REVIEWED)
    assert lamps.findings(CHECK) == []
    assert told(lamps, "Wählen Sie **Rücktritt erklären**.", locale="de-AT") == []
    (lamps.root / "content/translations/de-AT/articles/refunds.md.po").unlink()
    assert told(lamps, "Wählen Sie **Rücktritt erklären**.") == [("DE", "“Rücktritt erklären”")]


def test_what_a_market_is_not_shown_is_not_told_it(lamps: Lamps) -> None:
    two_countries(lamps)
    own = '{% if market.code == "DE" %}\n\nChoose **the button**.\n\n{% endif %}\n\nAsk somebody.'
    assert told(lamps, "Wählen Sie **Vertrag widerrufen**.", source="Choose **the button**.") != []
    lamps.article(own)
    lamps.translate({"Choose": "Wählen Sie **Vertrag widerrufen**."}, locale="de", state=State.REVIEWED)
    assert lamps.findings(CHECK) == []


def test_a_finding_names_the_entry_it_is_mended_in_and_guards(lamps: Lamps) -> None:
    two_countries(lamps)
    told(lamps, "Wählen Sie **Vertrag widerrufen**.")
    [found] = lamps.findings(CHECK)
    assert (found.gate, found.severity, found.locale, found.market) == (Gate.RELEASE, Severity.ERROR, "de-AT", "AT")
    assert found.location.path == "content/translations/de/articles/refunds.md.po"
    assert "{{ market.label }}" in found.do
    assert found.what.startswith("“Vertrag widerrufen” is `market.label` of DE")


def test_a_source_that_a_market_reads_is_looked_at_too(lamps: Lamps) -> None:
    two_countries(lamps, {"locale": "en", "format": "en-AT", "label": "Withdraw here"})
    german = (lamps.root / "markets/DE.yaml").read_text("utf-8")
    for old, new in (
        ("  de: {format: de-DE}", "  de: {format: de-DE}\n  en: {format: en-DE}"),
        ("{de: Vertrag widerrufen}", "{de: Vertrag widerrufen, en: Cancel the contract}"),
        ("{de: Verbraucherhilfe}", "{de: Verbraucherhilfe, en: Help}"),
    ):
        german = german.replace(old, new)
    lamps.write("markets/DE.yaml", german)
    lamps.article("Choose **Withdraw here**, or ask.")
    [found] = lamps.findings(CHECK)
    assert (found.market, found.location.path, found.location.line) == ("DE", "content/articles/refunds.md", 5)
