"""A signature: whom it is of, for which texts, and how messages name it."""

from __future__ import annotations

from locmem.model.signature import Signature, sign_command

ANA = Signature(
    market="ES",
    obligation="forms",
    by="Ana",
    on="2026-11-20",
    asked="a",
    texts=(("x.md", "ca", "1"), ("x.md", "es", "2"), ("y.md", "es", "3")),
)


def test_it_knows_its_texts_by_locale_and_by_document() -> None:
    assert (ANA.locales, ANA.documents) == (("ca", "es"), ("x.md", "y.md"))
    assert ANA.texts_in("es") == {"x.md": "2", "y.md": "3"}
    assert ANA.texts_in("fr") == {}


def test_messages_name_who_signed_and_how_to_do_so() -> None:
    assert str(ANA) == "signed by Ana on 2026-11-20"
    assert sign_command("ES", "forms") == "locmem market sign ES forms"
