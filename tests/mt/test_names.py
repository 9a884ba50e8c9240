"""Who is greeted and who signs, in the languages of the markets; nobody is taken for somebody."""

from __future__ import annotations

import pytest

from locmem.mt.names import OBJECT, names


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sorted(set(names(text)))]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Dear Maria Schmidt,", "Maria Schmidt"),
        ("Hola Ana, tu pedido ha salido.", "Ana"),
        ("Hi Anna thanks for writing", "Anna"),
        ("HELLO MARIA,", "MARIA"),
        ("Servus Sepp!", "Sepp"),
        ("Liebe Familie Hansen,", "Hansen"),
        ("Hello there Maria,", "Maria"),
        ("dear maria schmidt,", "maria schmidt"),
        ("hola ana:", "ana"),
        ("hallo frau weber,", "weber"),
        ("Dr. Weber, please confirm the date.", "Weber"),
        ("Sr. Pérez, confirme la fecha.", "Pérez"),
        ("Danke. Frau von Stetten, bitte melden.", "von Stetten"),
        ("Cheers, Tom from the warehouse", "Tom"),
        ("Viele Grüße, Anna Weiß vom Lager", "Anna Weiß"),
        ("Un saludo, Ana de almacén", "Ana"),
        ("佐藤様", "佐藤"),
        ("いつもありがとうございます、山田太郎さま。", "山田太郎"),
        ("안녕하세요, 김민수님.", "김민수"),
        ("Sehr geehrte Frau Dr. Müller-Lüdenscheidt,", "Müller-Lüdenscheidt"),
        ("Bonjour Jean-Baptiste d'Alembert,", "Jean-Baptiste d'Alembert"),
        ("Estimado Sr. Ruiz de la Prada:", "Ruiz de la Prada"),
        ("Αγαπητέ κύριε Παπαδόπουλε,", "Παπαδόπουλε"),
        (f"Dear {OBJECT}Tom,", "Tom"),
        ("Good morning Ms. O'Neill!", "O'Neill"),
        ("Thank you.\n\nKind regards,\nJ. R. Hartley", "J. R. Hartley"),
        ("Mit freundlichen Grüßen\nIhre Anna Weiß", "Anna Weiß"),
        ("Un saludo, Íñigo Ruiz", "Íñigo Ruiz"),
        ("担当：高橋 美咲", "高橋 美咲"),
        ("감사합니다.\n박지훈 드림", "박지훈"),
        ("Dr. Weber is here.", "Weber"),
        ("Mr Smith, thank you.", "Smith"),
        ("We heard that Ms Kowalska has written.", "Kowalska"),
        ("Dear customer Hannah Lindqvist,", "Hannah Lindqvist"),
        ("Welcome Hortensia,", "Hortensia"),
        ("Thank you and best regards,\n\nGenoveva Starkweather", "Genoveva Starkweather"),
        ("Regards Genoveva", "Genoveva"),
        ("Your parcel is on its way.\n— Astrid", "Astrid"),
    ],
)
def test_a_name_is_found_without_its_title(text: str, piece: str) -> None:
    assert found(text) == [piece]


def test_two_people_are_two_names() -> None:
    assert found("Dear Anna and Tom,") == ["Anna", "Tom"]
    assert found("Dear Mr and Mrs Smith,") == ["Smith"]
    assert found("Hey Ludo, Hey Ludovica!") == ["Ludo", "Ludovica"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Customer,",
        "dear customer,",
        "hello again, and welcome",
        "hi from us,",
        "Liebe Familie,",
        "Pan Books is here.",
        "Welcome back, and enjoy.",
        "Welcome Center",
        "Welcome to Madrid!",
        "Best Practices",
        "Dear customer service team,",
        "— Returns and refunds",
        "Frau und Herr, bitte.",
        "Dear Sir or Madam,",
        "Hello World!",
        "Hi there,",
        "Hello!",
        "Sehr geehrte Damen und Herren,",
        "Estimado cliente:",
        "お客様、ありがとうございます。",
        "皆様へ",
        "仕様と同様",
        "고객님, 안녕하세요.",
        "Kind regards,\nThe Support Team",
        "Best regards are sent by the team.",
        "Thanks to Anna the page is ready.",
        "The dear old Mozilla suite.",
    ],
)
def test_nobody_is_nobody(text: str) -> None:
    assert found(text) == []


def test_a_long_row_of_particles_is_no_name() -> None:
    assert found(f"Dear {'van de ' * 5_000}") == []


def test_a_signature_may_stand_in_a_text_of_its_own() -> None:
    assert found("Your refund is on its way.\n\nKind regards,\n\nMaria Schmidt") == ["Maria Schmidt"]
    assert found("Kind regards from us all\nMaria") == []
    assert found("Kind regards,\nwe are here") == []
