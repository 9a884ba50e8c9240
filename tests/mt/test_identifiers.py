"""What points at one person by its form, and what only looks so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from locmem.mt.identifiers import accounts, cards, machines, mails, numbers

Look = Callable[[str], Iterator[tuple[int, int]]]


def found(look: Look, text: str) -> list[str]:
    places = set(look(text))
    inside = {one for one in places for other in places if one != other and other[0] <= one[0] and one[1] <= other[1]}
    return [text[start:end] for start, end in sorted(places - inside)]


@pytest.mark.parametrize(
    ("look", "text", "piece"),
    [
        (mails, "Write to maria.schmidt+shop@mail.example.co.uk.", "maria.schmidt+shop@mail.example.co.uk"),
        (mails, "Schreiben Sie an müller@uni-köln.de!", "müller@uni-köln.de"),
        (mails, "maria@example.comまでご連絡ください。", "maria@example.com"),
        (mails, "maria＠example．com", "maria＠example．com"),
        (mails, "maria (at) example (dot) com", "maria (at) example (dot) com"),
        (mails, "max.mustermann at web punkt de schreibt", "max.mustermann at web punkt de"),
        (mails, "a j.perez arroba correo punto es", "j.perez arroba correo punto es"),
        (mails, "to max dot muster at mail dot example", "max dot muster at mail dot example"),
        (mails, "an maria @ mail.example schreiben", "maria @ mail.example"),
        (mails, "maria [arroba] correo.es", "maria [arroba] correo.es"),
        (mails, "to john (dot) doe at mail dot example", "john (dot) doe at mail dot example"),
        (mails, "to john dot doe at mail (dot) example", "john dot doe at mail (dot) example"),
        (mails, 'write to "jane.roe"@firma.de', '"jane.roe"@firma.de'),
        (accounts, "DE02.1203.0000.0000.2020.51", "DE02.1203.0000.0000.2020.51"),
        (accounts, "Ihre IBAN lautet: DE02 1203 0000 0000 2020 52 und", "DE02 1203 0000 0000 2020 52"),
        (accounts, "IBAN GB82 WEST 1234 5698 7654 3 is wrong", "GB82 WEST 1234 5698 7654 3"),
        (cards, "5555.5555.5555.4444", "5555.5555.5555.4444"),
        (accounts, "IBAN DE89 3704 0044 0532 0130 00 and then", "DE89 3704 0044 0532 0130 00"),
        (accounts, "gb82west12345698765432", "gb82west12345698765432"),
        (cards, "card 4111 1111 1111 1111 was refused", "4111 1111 1111 1111"),
        (cards, "3782-822463-10005", "3782-822463-10005"),
        (cards, "カード4111111111111111です", "4111111111111111"),
        (machines, "from 203.0.113.7, twice", "203.0.113.7"),
        (machines, "from 2001:db8::8a2e:370:7334: twice", "2001:db8::8a2e:370:7334"),
        (numbers, "Order 482133 is late", "482133"),
        (numbers, "Ticket #4821", "#4821"),
        (numbers, "Votre commande n° 951481", "951481"),
        (numbers, "Bestellnummer: LL-2026-00412.", "LL-2026-00412"),
        (numbers, "注文番号：123-4567890-1234567です", "123-4567890-1234567"),
        (numbers, "customer no. 4711", "4711"),
        (numbers, "A 591723 számú rendelés", "591723"),
        (numbers, "El pedido 123 456 789 ha salido", "123 456 789"),
        (numbers, "Aktenzeichen 12 C 345/26 liegt vor", "12 C 345/26"),
        (numbers, "Código de seguimiento PQ4F6A0412345670128006A", "PQ4F6A0412345670128006A"),
        (numbers, "Kod PQ4F6A0412345670128006A", "PQ4F6A0412345670128006A"),
        (numbers, "Booking code QX7RTZ", "QX7RTZ"),
        (numbers, "Buchungscode: QX7RTZ", "QX7RTZ"),
        (numbers, "Your order 8813 was closed", "8813"),
        (numbers, "Ticket 8812", "8812"),
        (numbers, " 8877665 ", "8877665"),
        (numbers, "It is 123456789 again", "123456789"),
        (numbers, "6032658a-6e9c-11e4-9953-aa84006bdfff", "6032658a-6e9c-11e4-9953-aa84006bdfff"),
    ],
)
def test_it_is_found_whole_and_alone(look: Look, text: str, piece: str) -> None:
    assert found(look, text) == [piece]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("orders 55512, 55513 and 55514", ["55512", "55513", "55514"]),
        ("Bestellungen 778811, 778812 und 778813", ["778811", "778812", "778813"]),
        ("Pedidos 445566, 445567 y 445568", ["445566", "445567", "445568"]),
        ("注文番号：445566、445567と445568", ["445566", "445567", "445568"]),
        ("order A-1002 and order B-1003", ["A-1002", "B-1003"]),
        ("Vorgänge 55512 / 55513 / 55514", ["55512", "55513", "55514"]),
        ("orders A-1002, B-1003", ["A-1002", "B-1003"]),
        ("tickets no. 4821 to 4825", ["4821", "4825"]),
        ("order 55512, 20 pieces in 2026", ["55512"]),
    ],
)
def test_a_list_of_numbers_is_found_to_its_end(text: str, pieces: list[str]) -> None:
    assert found(numbers, text) == pieces


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (mails, "install react@18.2.0 today"),
        (mails, "meet us @home at noon"),
        (mails, "We arrive at the point of no return."),
        (mails, "look at it. The point is"),
        (accounts, "the IBAN is where DE12 begins"),
        (accounts, "DE89 3704 0044 0532 0130 01"),
        (accounts, "DE89 3704 0044"),
        (accounts, "XX89 3704 0044 0532 0130 00"),
        (cards, "4111 1111 1111 1112"),
        (cards, "0000 0000 0000 0000"),
        (cards, "100 101 103 106 110 115"),
        (machines, "version 10.15.7.1"),
        (machines, "at 12:30:45 today"),
        (machines, "open 127.0.0.1 or ::1"),
        (machines, "std::vector of 300.1.1.1"),
        (numbers, "code HTTP2 and item iPhone 13"),
        (numbers, "order 12.12.2026 or number 100 000 000"),
        (numbers, "order 2026 was a good year"),
        (numbers, "ISO-27001 and RFC-2119"),
        (numbers, "since 20261121 or 100000000"),
        (numbers, "step #1 of 3"),
        (numbers, "the number of orders rose"),
        (numbers, "order 250 pieces"),
        (numbers, "20261121"),
        (numbers, "8877"),
    ],
)
def test_what_only_looks_so_is_left(look: Look, text: str) -> None:
    assert found(look, text) == []
