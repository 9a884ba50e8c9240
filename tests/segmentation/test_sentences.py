from __future__ import annotations

import pytest

from locmem.segmentation.sentences import _OF_OTHER_TOOLS, _rules, sentence_ends


def sentences(text: str, locale: str) -> list[str]:
    ends = sentence_ends(text, locale, line_ends=False)
    return [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", ["See art. 15 and sec. 3, e.g. Section 4.", "It is no. 5.", "It takes approx. 3 days."]),
        ("en-GB", ["Prices excl. VAT, min. 5.", "Dr. Who lives in the U.S. with us.", "No.", "Yes!"]),
        ("es", ["Vea el n.º 5 de la Av. Mayor con el Sr. Gómez.", "Llame p. ej. Hoy.", "¿Sí?", "¡No!"]),
        ("es-AR", ["La Sra. Paz y la Dra. Ruiz.", "Art. 3 de la ley."]),
        ("de", ["Das gilt z. B. Hier und mit Nr. 5.", "Dann d. h. Später.", "Am 3. Mai ist Schluss."]),
        ("fr", ["Voir p. ex. Paris et l'art. 5.", "Le 1er janv. 2026 commence.", "Fin."]),
        ("pt-BR", ["O n.º 5 do Sr. Silva e da Dra. Costa.", "Na Av. Paulista."]),
        ("it", ["Vedi art. 5 e p. es. Roma.", "Fine."]),
        ("ko", ["안녕하세요.", "감사합니다."]),
        ("fi", ["Lähetys kestää 3. päivään.", "Soita nro. 5 nyt.", "Kiitos!"]),
        ("tr", ["Merhaba.", "Nasılsın?", "İyi."]),
        ("hi", ["नमस्ते।", "आप कैसे हैं?", "ठीक।"]),
    ],
)
def test_abbreviations_do_not_end_a_sentence(locale: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), locale) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["「返品できます。」と表示されます。", "次に「OK」を押します。"],
        ["『はい。いいえ。』を選びます。", "終わり！"],
        ["他说“是的。好。”并离开了。", "再见。"],
        ["手数料（税込です。）がかかります。", "本当ですか？", "はい。"],
    ],
)
def test_a_quoted_sentence_belongs_to_the_one_around_it(expected: list[str]) -> None:
    assert sentences("".join(expected), "ja") == expected


def test_line_ends_end_sentences_only_when_asked() -> None:
    assert sentence_ends("Best,\nTeam", "en", line_ends=True) == [6]
    assert sentence_ends("Best,\nTeam", "en", line_ends=False) == []


def test_nothing_is_cut_from_an_empty_text() -> None:
    assert sentence_ends("", "en", line_ends=True) == []
    assert sentence_ends(" \n ", "en", line_ends=True) == []


def test_a_text_of_nothing_but_stops_is_cut_in_no_time() -> None:
    """The library's own rules for brackets would take minutes."""
    assert len(sentence_ends("Go on. " * 3000, "en", line_ends=False)) == 2999


def test_rules_left_out_are_the_slow_and_the_foreign_ones_and_no_other() -> None:
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    def rules(document: SrxDocument) -> dict[str, int]:
        """How many stretches up to a bracket each rule tries."""
        return {
            str(rule): rule.before_pattern.count(r"[^\)]*?")
            for language in document.language_map_list
            for rule in language.language_rule.rules
        }

    kept, whole = rules(_rules()), rules(SrxDocument(ruleset=DEFAULT_SRX_RULESET))
    unwanted = {rule for rule, tried in whole.items() if tried > 1 or any(mark in rule for mark in _OF_OTHER_TOOLS)}
    assert unwanted == whole.keys() - kept.keys()
    assert {tried for rule, tried in whole.items() if rule in unwanted} >= {0, 2}
