"""Letters that a mistaken encoding changed, in the writing systems of the world, and good texts that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.mistaken_encodings import mistaken_encodings

SENTENCES = {
    "es": "Mañana le enviaremos el código.",
    "fr": "Déjà reçu ? Voilà l’été.",
    "pl": "Wróć na górę i złóż zamówienie.",
    "cs": "Příliš žluťoučký kůň.",
    "tr": "Sipariş sayfasını açın.",
    "ro": "Vă rugăm să reveniți la pagină.",
    "vi": "Mở trang đơn hàng của bạn.",
    "ru": "Откройте страницу заказа.",
    "uk": "Відкрийте сторінку.",
    "el": "Ανοίξτε τη σελίδα.",
    "ja": "箱を開けてください。",
    "zh": "打开订单页面",
    "ko": "주문 페이지를 여세요.",
    "ar": "افتح صفحة الطلب",
    "he": "פתח את העמוד",
    "hi": "पृष्ठ खोलें",
    "th": "เปิดหน้า",
    "ka": "გახსენით გვერდი",
    "de": "Öffnen Sie die Seite für Rücksendungen – und wählen Sie „Größe“.",
    "sv": "Öppna sidan på nytt.",
}


def read_as(text: str, encoding: str) -> str:
    """The text in UTF-8, read as another encoding; bytes that it does not have come through."""
    try:
        return text.encode().decode(encoding)
    except UnicodeDecodeError:
        return "".join(bytes([one]).decode(encoding, "ignore") or chr(one) for one in text.encode())


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("locale", SENTENCES)
def test_utf_8_read_as_a_western_set_is_certain_in_every_writing_system(locale: str, encoding: str) -> None:
    found = list(mistaken_encodings("Open the page.", read_as(SENTENCES[locale], encoding)))
    assert [what for what, is_certain in found if is_certain], found


@pytest.mark.parametrize(
    ("encoding", "locale"),
    [
        ("cp1251", "ru"),
        ("cp1251", "uk"),
        ("mac_roman", "ru"),
        ("cp437", "ru"),
        ("cp1250", "pl"),
        ("mac_roman", "es"),
        ("mac_roman", "de"),
        ("cp1251", "es"),
        ("cp437", "es"),
        ("cp1250", "es"),
        ("cp437", "el"),
    ],
)
def test_other_sets_are_known_too(encoding: str, locale: str) -> None:
    found = list(mistaken_encodings("Open the page.", read_as(SENTENCES[locale], encoding)))
    assert [what for what, is_certain in found if is_certain], found


@pytest.mark.parametrize("locale", SENTENCES)
def test_texts_in_any_writing_system_are_left_alone(locale: str) -> None:
    text = SENTENCES[locale]
    for whole in (text, text.upper(), f"“{text}”", f"«{text}»", f"{text}…", text.replace(" ", "…” "), f"{text}™ ®"):
        assert list(mistaken_encodings("Open the page.", whole)) == []


@pytest.mark.parametrize(
    "text",
    [
        "“Å”",
        "“Ö”",
        "Spaß…",
        "„Spaß“",
        "VÝŠKA",
        "ÚŽASNÉ",
        "José…”",
        "café…»",
        "“AMANHÔ",
        "niñ”»",
        "Là »",
        "É»",
        "naïf…",
        "ÇA…”",
        "Ñ”",
        "casa—él",
        "l’été",
        "3×”",
        "¿Sí?¿No?",
        "¿¿Qué???",
        "Quoi ???",
        "Why?? Because!",
        "a?b=c&d=e",
    ],
)
def test_letters_beside_quotes_and_dashes_are_no_lost_encoding(text: str) -> None:
    assert [what for what, _ in mistaken_encodings("Is it so?", text)] == []


@given(st.text("abcáéíóúüñçßäöåøæœžšýÁÉÑÇÄÖÅØ“”‘’«»…–—™ ,.", max_size=30))
def test_of_european_letters_and_marks_nothing_is_certain_unless_utf_8_spells_it(text: str) -> None:
    for what, is_certain in mistaken_encodings("Open the page.", text):
        assert is_certain is False or "was “" in what


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("??? ?????", True),
        ("????", True),
        ("Hola ???? ??? mundo", True),
        ("Espa??a", False),
        ("El ???? mundo", False),
        ("ma?ana", False),
    ],
)
def test_letters_that_became_question_marks_are_named(text: str, is_certain: bool) -> None:
    found = list(mistaken_encodings("Open the page.", text))
    assert [certain for _, certain in found] == [is_certain]
    assert list(mistaken_encodings("What??? Really?? ??", text if "??" in text else "Open?")) == []
