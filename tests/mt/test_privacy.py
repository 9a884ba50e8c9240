"""What is personal is found whole, what is the team's own stays, and nothing personal reaches an engine elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline import protect
from locmem.model.inline import Syntax, plain
from locmem.mt.engine import Question, Traits
from locmem.mt.guard import draft
from locmem.mt.layout import seen_text
from locmem.mt.names import BREAK
from locmem.mt.pieces import Surroundings
from locmem.mt.privacy import KINDS, Personal, redacted
from tests.mt.posting import Posting, posting

MARIA = (
    "Dear Maria Schmidt, we wrote to maria@mail.example and called +34 612 345 678 about order LL-2026-00412. "
    "Your IBAN DE89 3704 0044 0532 0130 00 and the card 4111 1111 1111 1111 were used from 203.0.113.7. Bye, Maria!"
)
SECRETS = ("Maria", "Schmidt", "mail.example", "612", "00412", "DE89", "0532", "4111", "203.0.113")


def kinds(text: str, personal: Personal | None = None) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in (personal or Personal()).found_in(text)]


def test_every_kind_is_found_in_order() -> None:
    assert kinds(MARIA) == [
        ("Maria Schmidt", "name"),
        ("maria@mail.example", "email"),
        ("+34 612 345 678", "phone"),
        ("LL-2026-00412", "number"),
        ("DE89 3704 0044 0532 0130 00", "iban"),
        ("4111 1111 1111 1111", "card"),
        ("203.0.113.7", "ip"),
        ("Maria", "name"),
    ]
    assert {kind for _, kind in kinds(MARIA)} == set(KINDS)


def test_own_contacts_are_not_personal() -> None:
    own = Personal(
        known=frozenset({"+34900293183", "help@lumenlarch.example", "Call 020 7946 0958, 9-17 h", "Lumen & Larch"}),
        regions=("ES", "GB"),
    )
    assert kinds("Call 900 293 183 or +34 900 293 183, or write to Help@LumenLarch.example.", own) == []
    assert kinds("Call 020 7946 0958.", own) == []
    assert kinds("Dear Lumen & Larch,", own) == []
    assert kinds("Dear Lumen Larch,", own) == []
    assert kinds("Dear Lumen Schmidt,", own) == [("Lumen Schmidt", "name")]
    assert kinds("Call 900 293 184 or write to maria@lumenlarch.example.", own) == [
        ("900 293 184", "phone"),
        ("maria@lumenlarch.example", "email"),
    ]


def test_who_is_greeted_beside_a_text_is_hidden_in_it() -> None:
    personal = Personal()
    assert [one.kind for one in personal.found_in("As Maria told us, it works.", among=("Dear Maria,",))] == ["name"]
    assert [one.kind for one in personal.found_in("Maria Schmidt", among=("Kind regards,", "Maria Schmidt"))] == [
        "name"
    ]
    assert personal.found_in("As Maria told us, it works.") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Rückruf unter 030 / 1234 5678 oder 0171-9876543 oder (0 89) 12 34 56-78",
            ["030 / 1234 5678", "0171-9876543", "(0 89) 12 34 56-78"],
        ),
        ("Tel.: 05251 123456", ["05251 123456"]),
        ("Teléfono: 91 123 45 67, 91 123 45 68", ["91 123 45 67", "91 123 45 68"]),
        ("Wir haben 030 / 1234 5678 notiert", ["030 / 1234 5678"]),
        ("0044 20 7946 0958", ["0044 20 7946 0958"]),
        ("電話は03-1234-5678", ["03-1234-5678"]),
    ],
)
def test_telephone_numbers_of_other_countries_are_found_behind_a_word(text: str, numbers: list[str]) -> None:
    assert kinds(text, Personal(regions=("ES",))) == [(one, "phone") for one in numbers]


@pytest.mark.parametrize("text", ["Call us from 9-17 on 21.11.2026", "We called 2026-11-21 and 12/2026", "tel 112"])
def test_days_and_hours_are_no_telephone_numbers(text: str) -> None:
    assert kinds(text, Personal(regions=("ES",))) == []


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060"])
def test_signs_without_width_hide_nothing(sign: str) -> None:
    text = f"Dear Ma{sign}ria, mar{sign}ia{sign}@mail.example or +34 612{sign} 345 678"
    assert kinds(text) == [
        (f"Ma{sign}ria", "name"),
        (f"mar{sign}ia{sign}@mail.example", "email"),
        (f"+34 612{sign} 345 678", "phone"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hello Maria, the parcel of Maria Schmidt is late.", ["Maria", "Maria Schmidt"]),
        ("Dear Mr Schmidt, the parcel of Paul Schmidt is late.", ["Schmidt", "Paul Schmidt"]),
        ("Hola Ana, el paquete de Ana de la Torre llega.", ["Ana", "Ana de la Torre"]),
        ("dear maria, as Maria said", ["maria", "Maria"]),
    ],
)
def test_who_is_named_again_is_hidden_with_the_whole_name(text: str, names: list[str]) -> None:
    assert kinds(text) == [(one, "name") for one in names]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Order number:{}4455667", ["4455667"]),
        ("Pay to GB82 WEST{}1234 5698 7654 32 today", ["GB82 WEST{}1234 5698 7654 32"]),
        ("Your card 5500 0000{}0000 0004", ["5500 0000{}0000 0004"]),
        ("Call 0171{}2345678", ["0171{}2345678"]),
        ("Kind regards{}Hermione Fairweather{}Berlin", ["Hermione Fairweather"]),
        ("Dear{}Ottoline Morrell, hello", ["Ottoline Morrell"]),
    ],
)
def test_a_line_break_parts_no_datum(text: str, pieces: list[str]) -> None:
    for line_end in (BREAK, f"{BREAK} "):
        shown = [one for one, _ in kinds(text.replace("{}", line_end), Personal(regions=("GB", "DE")))]
        assert shown == [one.replace("{}", line_end) for one in pieces]


def test_what_is_personal_in_one_text_of_a_document_is_hidden_in_all() -> None:
    document = (
        "Hi John van der Berg, thanks for your mail.",
        "Der Ticket 8812 is closed, see order no. 112.",
        "Order",
        "8877665",
        "Call 0171 2345678 now",
        "Thank you and best regards,",
        "Genoveva Starkweather",
    )
    personal = Personal(regions=("ES",))

    def shown(text: str) -> str:
        return redacted(text, personal.found_in(text, among=document))

    assert shown("We will tell John about 8812.") == "We will tell [name] about [number]."
    assert shown("Der Van of Genoveva") == "Der Van of [name]"
    assert shown("8877665 and 0171 2345678, 112") == "[number] and [phone], 112"
    assert [shown(text) for text in document[3::3]] == ["[number]", "[name]"]
    assert redacted("See John's 8812.", personal.found_in("See John's 8812.")) == "See John's 8812."


def test_own_contacts_stay_in_all_of_a_document() -> None:
    own = Personal(known=frozenset({"Hans Weber", "Order 445566"}))
    document = ("Kind regards,", "Hans Weber", "Order 445566")
    assert len(Personal().found_in("Hans Weber asks for 445566.", among=document)) == 2
    assert own.found_in("Hans Weber asks for 445566.", among=document) == ()


def test_a_redacted_text_has_words_in_place_of_data() -> None:
    text = "Hola Ana, write to ana@x.example."
    assert redacted(text, Personal().found_in(text)) == "Hola [name], write to [email]."


@given(text=st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    end = 0
    for one in Personal(regions=("ES",)).found_in(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@pytest.fixture
def host() -> Iterator[Posting]:
    """An engine on a real server, which translates two words."""
    with posting(lambda text: text.replace("we wrote", "escribimos")) as engine:
        yield engine


@pytest.mark.parametrize("syntax", Syntax)
def test_no_personal_byte_reaches_a_host_and_every_one_comes_back(host: Posting, syntax: Syntax) -> None:
    near = Surroundings(
        before="Hello Maria, call +34 612 345 678",
        after="Kind regards, Maria Schmidt",
        terms=(("order", "pedido"), ("maria@mail.example", "maria@mail.example")),
    )
    source = protect.parse(MARIA, syntax)
    (made,) = draft(host, [source], [near])
    assert host.requests
    sent = "".join(host.requests)
    assert [secret for secret in SECRETS if secret in sent] == []
    assert "[phone]" in sent
    assert "[name]" in sent
    assert made.target is not None
    assert made.target.native == source.native.replace("we wrote", "escribimos")


@pytest.mark.parametrize("line_end", ["<br>", "\\\n", "  \n", "<br>\n"])
def test_a_signature_behind_a_line_break_is_hidden_in_its_text_and_beside_others(host: Posting, line_end: str) -> None:
    texts = ("We tell Hermione today.", f"Kind regards{line_end}Hermione Fairweather", "Please do not answer.")
    sources = [protect.parse(text, Syntax.MARKDOWN) for text in texts]
    seen = ["", *map(seen_text, sources), ""]
    around = [
        Surroundings(before=before, after=after, document=tuple(seen))
        for before, after in zip(seen[:-2], seen[2:], strict=True)
    ]
    made = draft(host, sources, around)
    sent = "".join(host.requests)
    assert "Hermione" not in sent
    assert "Fairweather" not in sent
    assert "Kind regards\\n[name]" in sent
    assert [one.target and one.target.text for one in made] == [source.text for source in sources]


def test_a_word_that_may_be_broken_is_hidden_whole(host: Posting) -> None:
    source = protect.parse("We wrote to ann.bell<wbr>@corp.example today.", Syntax.HTML)
    (made,) = draft(host, [source])
    assert "bell" not in "".join(host.requests)
    assert "corp" not in "".join(host.requests)
    assert made.target is not None
    assert made.target.native == source.native


def test_a_term_that_names_somebody_of_the_document_is_not_sent(host: Posting) -> None:
    near = Surroundings(terms=(("Maria", "María"), ("lamp", "lámpara")), document=("Dear Maria,", "The lamp of Maria"))
    draft(host, [plain("The lamp of Maria is here.")], [near])
    assert "Maria" not in "".join(host.requests)
    assert "lámpara" in "".join(host.requests)


def test_a_name_in_bold_is_hidden_too(host: Posting) -> None:
    source = protect.parse("Dear Maria **Schmidt**, we wrote to [maria](mailto:m@x.example) today.", Syntax.MARKDOWN)
    (made,) = draft(host, [source])
    assert "Schmidt" not in "".join(host.requests)
    assert made.target is not None
    assert made.target.native == source.native.replace("we wrote", "escribimos")


def test_an_engine_on_this_machine_reads_everything() -> None:
    class Here:
        name, version, traits = "here", "1", Traits()
        asked: tuple[Question, ...] = ()

        def translate(self, questions: Sequence[Question]) -> tuple[str, ...]:
            self.asked = tuple(questions)
            return tuple(one.text for one in questions)

    engine = Here()
    draft(engine, [plain("Dear Maria Schmidt, we wrote today.")])
    assert engine.asked[0].text.startswith("Dear Maria Schmidt")
    assert engine.asked[0].hidden == ()
