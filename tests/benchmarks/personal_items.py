"""Made-up personal data in the forms of each market, with a sentence around each.

Numbers are drawn from what phonenumberslite, python-stdnum and babel know of countries; nothing of `locmem.mt` has a
part in it.  The same seed gives the same items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address
from random import Random

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from stdnum import iban, luhn

from locmem.model.fact import Market

HOLES = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text with something personal in it.

    secret: what must not leave the machine, as it stands in the text.  kind: as `locmem.mt.privacy` calls it.
    market, language: whose forms they are.
    """

    text: str
    secret: str
    kind: str
    market: str
    language: str


NAMES = {
    "en": ("Emma Clarke", "Oliver O'Neill", "Aisha Khan", "Jean-Luc Picard", "Mary-Ann Smith", "J. R. Hartley"),
    "de": ("Jürgen Müller-Lüdenscheidt", "Anna Weiß", "Katharina von Stetten", "Öznur Yılmaz", "Max Mustermann"),
    "es": ("María José García López", "Íñigo Ruiz de la Prada", "Ana", "Álvaro Núñez", "Begoña Etxeberria"),
    "ca": ("Jordi Puig i Cadafalch", "Núria Ferrer", "Laia", "Mercè Rodoreda"),
    "fr": ("Élodie Lefèvre", "Jean-Baptiste d'Alembert", "Chloé", "Zoé Le Goff", "Ahmed Benali"),
    "pt": ("João da Silva", "Conceição dos Santos", "Inês", "Tomás Gonçalves"),
    "it": ("Giulia D'Angelo", "Niccolò Rossi", "Maria Della Valle", "Chiara"),
    "nl": ("Sanne van der Berg", "Daan de Vries", "Joost", "Anouk 't Hart"),
    "sv": ("Åsa Lindström", "Björn Öberg", "Elin", "Karl-Erik Sjöstrand"),
    "da": ("Søren Kjær", "Mette Ågaard", "Freja", "Lars Bo Nielsen"),
    "fi": ("Päivi Mäkelä", "Juha-Pekka Virtanen", "Aino", "Väinö Åkerblom"),
    "pl": ("Zbigniew Wąsik", "Łucja Święcka", "Anno", "Małgorzata Nowak-Kowalska"),
    "cs": ("Tomáš Dvořák", "Žaneta Křížová", "Jano", "Řehoř Šťastný"),
    "hu": ("Kovács Anna", "Szőke Ágnes", "Őze Lajos", "Nagy-Kálózy Eszter"),
    "ro": ("Ștefan Țepeș", "Ioana Popescu", "Andreea", "Mihai Băsescu"),
    "el": ("Γιώργος Παπαδόπουλος", "Ελένη Αλεξίου", "Μαρία", "Άννα Βισσαρίωνος"),
    "ja": ("佐藤", "山田太郎", "高橋 美咲", "スミス", "マリア・シュミット"),
    "ko": ("김민수", "이서연", "박지훈", "최유진"),
}
GREETED = {
    "en": ("Dear {},", "Hi {},\nyour parcel has left.", "Hello Mrs {}, thank you for writing.", "Good morning {}!"),
    "de": ("Hallo {},", "Sehr geehrte Frau {},", "Liebe {}, vielen Dank.", "Guten Tag Herr Dr. {},"),
    "es": ("Hola {},", "Hola, {}:", "Estimada Sra. {}:", "Buenos días, {}. Su pedido ha salido."),
    "ca": ("Hola {},", "Benvolguda Sra. {},", "Bon dia, {}!"),
    "fr": ("Bonjour {},", "Chère Madame {},", "Cher {}, votre colis est parti."),
    "pt": ("Olá {},", "Prezado Sr. {},", "Bom dia, {}! Seu pedido saiu."),
    "it": ("Ciao {},", "Gentile Signora {},", "Buongiorno {}, grazie."),
    "nl": ("Beste {},", "Geachte heer {},", "Hallo {}, bedankt."),
    "sv": ("Hej {}!", "Bästa {},", "Kära {}, tack."),
    "da": ("Hej {},", "Kære {}", "Goddag {}, tak."),
    "fi": ("Hei {},", "Hyvä {}!", "Moi {}, kiitos."),
    "pl": ("Dzień dobry {},", "Szanowny Panie {},", "Witaj {}!"),
    "cs": ("Dobrý den {},", "Vážený pane {},", "Milá {}, děkujeme."),
    "hu": ("Kedves {}!", "Tisztelt {}!", "Szia {}, köszönjük."),
    "ro": ("Bună ziua, {},", "Stimate domnule {},", "Dragă {}, mulțumim."),
    "el": ("Αγαπητέ {},", "Γεια σας {},", "Αξιότιμη κυρία {},"),
    "ja": ("{}様", "{}様、お問い合わせありがとうございます。", "{} 様\nいつもご利用いただきありがとうございます。"),
    "ko": ("{}님, 안녕하세요.", "안녕하세요 {} 고객님,", "{} 님께"),
}
SIGNED = {
    "en": ("Your refund is on its way.\n\nKind regards,\n{}", "Best wishes, {}", "Thanks,\n{}\nSupport"),
    "de": ("Das Geld ist unterwegs.\n\nMit freundlichen Grüßen\n{}", "Viele Grüße, {}", "Beste Grüße\nIhre {}"),
    "es": ("El reembolso está en camino.\n\nUn saludo,\n{}", "Atentamente, {}", "Saludos cordiales\n{}"),
    "ca": ("Salutacions cordials,\n{}", "Atentament, {}"),
    "fr": ("Cordialement,\n{}", "Bien à vous, {}", "Meilleures salutations\n{}"),
    "pt": ("Atenciosamente,\n{}", "Com os melhores cumprimentos, {}", "Obrigada,\n{}"),
    "it": ("Cordiali saluti,\n{}", "Distinti saluti, {}"),
    "nl": ("Met vriendelijke groet,\n{}", "Groeten, {}"),
    "sv": ("Med vänliga hälsningar\n{}", "Vänligen, {}"),
    "da": ("Med venlig hilsen\n{}", "Mange hilsner, {}"),
    "fi": ("Ystävällisin terveisin\n{}", "Terveisin, {}"),
    "pl": ("Z poważaniem\n{}", "Pozdrawiam, {}"),
    "cs": ("S pozdravem\n{}", "Děkuji,\n{}"),
    "hu": ("Üdvözlettel:\n{}", "Köszönettel, {}"),
    "ro": ("Cu stimă,\n{}", "Toate cele bune, {}"),
    "el": ("Με εκτίμηση,\n{}", "Ευχαριστώ,\n{}"),
    "ja": ("ご確認ください。\n担当：{}", "敬具\n{}"),
    "ko": ("감사합니다.\n{} 드림", "담당자: {}"),
}
ORDERED = {
    "en": ("Order number {} was sent today.", "Your ticket #{} is open.", "Customer no. {}: paid.", "Re: order {}"),
    "de": ("Bestellnummer: {} ist unterwegs.", "Ihre Kundennummer {} fehlt.", "Vorgang Nr. {}", "Rechnung {}"),
    "es": ("Su pedido n.º {} ha salido.", "Número de pedido: {}.", "Factura {}", "N.º de cliente: {}"),
    "ca": ("La comanda núm. {} ha sortit.", "Número de comanda: {}"),
    "fr": ("Votre commande n° {} est partie.", "Numéro de client : {}", "Dossier {}"),
    "pt": ("A encomenda n.º {} saiu.", "Número do pedido: {}", "Fatura {}"),
    "it": ("Il Suo ordine n. {} è partito.", "Numero cliente: {}", "Fattura {}"),
    "nl": ("Bestelnummer {} is onderweg.", "Klantnummer: {}", "Factuur {}"),
    "sv": ("Beställning nr {} är skickad.", "Kundnummer: {}"),
    "da": ("Ordrenummer {} er sendt.", "Kundenummer: {}"),
    "fi": ("Tilausnumero {} on lähetetty.", "Asiakasnumero: {}"),
    "pl": ("Zamówienie nr {} wysłano.", "Numer klienta: {}"),
    "cs": ("Objednávka č. {} odešla.", "Zákaznické číslo: {}"),
    "hu": ("A {} számú rendelés elment.", "Rendelésszám: {}", "Ügyfélszám: {}"),
    "ro": ("Comanda nr. {} a plecat.", "Număr client: {}"),
    "el": ("Η παραγγελία {} στάλθηκε.", "Αριθμός παραγγελίας: {}"),
    "ja": ("注文番号：{}を発送しました。", "ご注文番号 {} について", "お客様番号は{}です。"),
    "ko": ("주문번호 {} 이(가) 발송되었습니다.", "고객 번호: {}"),
}
CARRIED = {
    "en": ("Please write to {} today.", "{} is what we have.", "We tried {}, and it failed twice.", "({})"),
    "de": ("Bitte an {} wenden.", "Wir haben {} gespeichert.", "{}: so steht es hier."),
    "es": ("Escriba a {} hoy.", "Tenemos {} en la ficha.", "({})"),
    "fr": ("Écrivez à {} aujourd’hui.", "Nous avons {} au dossier."),
    "ja": ("{}までご連絡ください。", "登録内容は「{}」です。"),
    "ko": ("{} 로 연락해 주세요.",),
}


def items(markets: Sequence[Market], seed: int, count: int) -> Iterator[Item]:
    """`count` items, each market and each kind as often as the others."""
    random = Random(seed)
    makers = (_mail, _phone, _iban, _card, _machine, _number, _greeting, _signature)
    for number in range(count):
        market = markets[number % len(markets)]
        locale = random.choice(market.locales).format
        language = locale.partition("-")[0] if random.random() < 0.6 else "en"
        yield makers[number // len(markets) % len(makers)](random, market.code, language)


def _in(random: Random, frames: dict[str, tuple[str, ...]], secret: str, kind: str, market: str, language: str) -> Item:
    frame = random.choice(frames.get(language, frames["en"]))
    return Item(text=frame.replace(HOLES, secret), secret=secret, kind=kind, market=market, language=language)


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _mail(random: Random, market: str, language: str) -> Item:
    name = random.choice(
        ("maria.schmidt", "ana_ruiz", "o'neill", "j.r.hartley+shop", "taro-yamada", "A.Weiss", "müller")
    )
    host = random.choice(("example", "mail.example", "uni-köln", "gmail", "web", "kunden.shop-24"))
    ending = random.choice(("com", "org", "co.uk", market.partition("-")[0].lower(), "museum"))
    secret = f"{name}{random.choice(('', random.randrange(100)))}@{host}.{ending}"
    return _in(random, CARRIED, secret, "email", market, language)


def _phone(random: Random, market: str, language: str) -> Item:
    region = market.partition("-")[0]
    sort = random.choice((PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE))
    example = phonenumbers.example_number_for_type(region, sort)
    assert example is not None
    for _ in range(200):
        whole = str(example.national_number)
        kept = random.randrange(2, 5)
        drawn = phonenumbers.PhoneNumber(
            country_code=example.country_code,
            national_number=int(whole[:kept] + _digits(random, len(whole) - kept)),
            italian_leading_zero=example.italian_leading_zero,
        )
        if phonenumbers.is_valid_number(drawn):
            break
    form = random.choice((PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164))
    secret = phonenumbers.format_number(drawn, form)
    secret = random.choice((secret, secret, secret.replace("+", "00", 1), secret.replace(" ", random.choice(".-/ "))))
    return _in(random, CARRIED, secret, "phone", market, language)


def _iban(random: Random, market: str, language: str) -> Item:
    country = market.partition("-")[0]
    info = iban._ibandb.info(f"{country}00")[0][1]
    if "bban" not in info:
        country = random.choice(("DE", "ES", "FR", "GB", "NL", "PL", "MT"))
        info = iban._ibandb.info(f"{country}00")[0][1]
    inside = "".join(_of_kind(random, kind, int(size)) for size, kind in re.findall(r"(\d+)!([nac])", info["bban"]))
    secret = country + iban.calc_check_digits(f"{country}00{inside}") + inside
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return _in(random, CARRIED, random.choice((secret, groups, groups, secret.lower())), "iban", market, language)


def _of_kind(random: Random, kind: str, size: int) -> str:
    signs = {"n": "0123456789", "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "c": "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"}[kind]
    return "".join(random.choice(signs) for _ in range(size))


def _card(random: Random, market: str, language: str) -> Item:
    start, size = random.choice(
        (("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("6011", 16), ("3528", 16), ("36", 14))
    )
    body = start + _digits(random, size - len(start) - 1)
    whole = body + luhn.calc_check_digit(body)
    sizes = (4, 6, 5) if size == 15 else (4, 6, 4) if size == 14 else (4, 4, 4, 4)
    parts, at = [], 0
    for one in sizes:
        parts.append(whole[at : at + one])
        at += one
    return _in(random, CARRIED, random.choice(("", " ", "-", "\u00a0")).join(parts), "card", market, language)


def _machine(random: Random, market: str, language: str) -> Item:
    if random.random() < 0.5:
        secret = ".".join(str(random.randrange(1, 255)) for _ in range(4))
    else:
        address = IPv6Address((0x2001 << 112) | random.getrandbits(random.choice((16, 64, 112))))
        secret = random.choice((address.compressed, address.exploded, address.compressed.upper()))
    return _in(random, CARRIED, secret, "ip", market, language)


def _number(random: Random, market: str, language: str) -> Item:
    secret = random.choice(
        (
            str(random.randrange(20_000, 10**6)),
            str(random.randrange(10**7, 10**9)),
            f"{random.choice(('LL', 'ORD', 'A', 'TK'))}-{random.randrange(10_000, 10**7)}",
            f"{random.choice(('LL', 'ORD', 'RE'))}-2026-{random.randrange(1_000, 99_999)}",
            f"{_digits(random, 3)}-{_digits(random, 7)}-{_digits(random, 7)}",
        )
    )
    return _in(random, ORDERED, secret, "number", market, language)


def _greeting(random: Random, market: str, language: str) -> Item:
    return _in(random, GREETED, random.choice(NAMES[language]), "name", market, language)


def _signature(random: Random, market: str, language: str) -> Item:
    return _in(random, SIGNED, random.choice(NAMES[language]), "name", market, language)
