"""Facts typed into real sentences, by operators that write the way people of each market write.

The operators know the profiles and how a country writes a rate, an amount or a number.  They were written before
the rules of `locmem.checks.fact_forms` were widened, from what stands in real help pages, not from what is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from locmem.model.fact import Fact, LocalText, Market, MarketLocale, Money
from tests.benchmarks.faults import DEAD_LINKS

NBSP, NARROW = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One leak: its kind, the market it was taken from, the language it is said in, its words, and the clause."""

    kind: str
    market: str
    locale: str
    words: str
    clause: str


class NothingToPlantError(Exception):
    """The market has no such fact."""


Operator = Callable[[Market, MarketLocale, Random], tuple[str, str]]
"""Gives the typed words and the clause that holds them, `{}` where they stand.  Raises NothingToPlantError."""

_SAY: dict[str, dict[str, tuple[str, ...]]] = {
    "rate": {
        "en": ("The price includes {} tax.", "We charge {} VAT on every lamp.", "VAT ({}) is part of the total."),
        "es": ("El precio incluye un {} de IVA.", "Aplicamos el tipo de IVA del {}.", "Impuestos ({}) incluidos."),
        "pt": ("O preço inclui {} de IVA.", "A taxa de imposto é de {}."),
        "fr": ("Le prix comprend {} de TVA.", "Le taux de TVA est de {}.", "TVA ({}) comprise."),
        "de": ("Der Preis enthält {} MwSt.", "Die Mehrwertsteuer beträgt {}.", "inkl. {} USt."),
        "it": ("Il prezzo include l'IVA al {}.", "L'aliquota IVA è del {}."),
        "nl": ("De prijs is inclusief {} btw.", "Het btw-tarief is {}."),
        "pl": ("Cena zawiera {} VAT.", "Stawka podatku wynosi {}."),
        "cs": ("Cena obsahuje {} DPH.", "Sazba DPH je {}."),
        "da": ("Prisen er inklusive {} moms.", "Momssatsen er {}."),
        "sv": ("Priset innehåller {} moms.", "Momssatsen är {}."),
        "fi": ("Hinta sisältää {} alv:n.", "Arvonlisävero on {}."),
        "el": ("Η τιμή περιλαμβάνει ΦΠΑ {}.", "Ο φόρος είναι {}."),
        "hu": ("Az ár {} áfát tartalmaz.", "Az áfa mértéke {}."),
        "ro": ("Prețul include TVA {}.", "Cota de TVA este de {}."),
        "ja": ("価格には{}の消費税が含まれます。", "税率は{}です。"),
        "ko": ("가격에는 부가세 {}가 포함됩니다.", "세율은 {}입니다."),
    },
    "phone": {
        "en": ("Call us on {}.", "Phone: {}", "You can reach us at {} all day."),
        "es": ("Llámanos al {}.", "Teléfono: {}"),
        "pt": ("Ligue para {}.", "Telefone: {}"),
        "fr": ("Appelez le {}.", "Téléphone : {}"),
        "de": ("Rufen Sie uns unter {} an.", "Telefon: {}"),
        "it": ("Chiamaci al {}.", "Telefono: {}"),
        "nl": ("Bel ons op {}.", "Telefoon: {}"),
        "pl": ("Zadzwoń pod numer {}.", "Telefon: {}"),
        "cs": ("Zavolejte na {}.", "Telefon: {}"),
        "da": ("Ring til os på {}.", "Telefon: {}"),
        "sv": ("Ring oss på {}.", "Telefon: {}"),
        "fi": ("Soita numeroon {}.", "Puhelin: {}"),
        "el": ("Καλέστε στο {}.", "Τηλέφωνο: {}"),
        "hu": ("Hívjon minket: {}.", "Telefon: {}"),
        "ro": ("Sunați la {}.", "Telefon: {}"),
        "ja": ("お電話は{}まで。", "電話番号:{}"),
        "ko": ("{}로 전화해 주세요.", "전화: {}"),
    },
    "amount": {
        "en": ("Delivery costs {}.", "Orders over {} ship free.", "We refund {} at once."),
        "es": ("El envío cuesta {}.", "Gratis a partir de {}."),
        "pt": ("O envio custa {}.", "Grátis a partir de {}."),
        "fr": ("La livraison coûte {}.", "Gratuit dès {}."),
        "de": ("Der Versand kostet {}.", "Gratis ab {}."),
        "it": ("La spedizione costa {}.",),
        "nl": ("Verzenden kost {}.",),
        "pl": ("Dostawa kosztuje {}.",),
        "cs": ("Doprava stojí {}.",),
        "da": ("Levering koster {}.",),
        "sv": ("Frakten kostar {}.",),
        "fi": ("Toimitus maksaa {}.",),
        "el": ("Η αποστολή κοστίζει {}.",),
        "hu": ("A szállítás {}.",),
        "ro": ("Livrarea costă {}.",),
        "ja": ("送料は{}です。",),
        "ko": ("배송비는 {}입니다.",),
    },
    "name": {
        "en": ("You can turn to {}.", "Write to {} within a month.", "See {} for details."),
        "es": ("Puedes acudir a {}.",),
        "pt": ("Pode recorrer a {}.",),
        "fr": ("Adressez-vous à {}.",),
        "de": ("Wenden Sie sich an {}.",),
        "it": ("Rivolgiti a {}.",),
        "nl": ("Neem contact op met {}.",),
        "pl": ("Skontaktuj się: {}.",),
        "cs": ("Obraťte se na: {}.",),
        "da": ("Kontakt {}.",),
        "sv": ("Kontakta {}.",),
        "fi": ("Ota yhteyttä: {}.",),
        "el": ("Απευθυνθείτε: {}.",),
        "hu": ("Forduljon ide: {}.",),
        "ro": ("Adresați-vă la {}.",),
        "ja": ("{}にご連絡ください。",),
        "ko": ("{}에 문의하세요.",),
    },
    "method": {
        "en": ("You can pay with {}.", "We accept {} and cards.", "Choose {} at checkout."),
        "es": ("Puedes pagar con {}.",),
        "pt": ("Pode pagar com {}.",),
        "fr": ("Vous pouvez payer avec {}.",),
        "de": ("Sie können mit {} zahlen.",),
        "it": ("Puoi pagare con {}.",),
        "nl": ("U kunt betalen met {}.",),
        "pl": ("Możesz zapłacić: {}.",),
        "cs": ("Můžete zaplatit: {}.",),
        "da": ("Du kan betale med {}.",),
        "sv": ("Du kan betala med {}.",),
        "fi": ("Voit maksaa: {}.",),
        "el": ("Μπορείτε να πληρώσετε με {}.",),
        "hu": ("Fizethet így: {}.",),
        "ro": ("Puteți plăti cu {}.",),
        "ja": ("{}でお支払いいただけます。",),
        "ko": ("{}로 결제할 수 있습니다.",),
    },
}
_DEAD = (
    "giropay",
    "paydirekt",
    "Sofortüberweisung",
    "Paylib",
    "Payconiq",
    "INAI",
    "Center for Klageløsning",
    "Internet Ombudsmann",
    "the ODR platform",
    "die OS-Plattform",
    "la plateforme RLL",
    *DEAD_LINKS,
)
_SYMBOLS = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "JPY": "¥",
    "BRL": "R$",
    "KRW": "₩",
    "PLN": "zł",
    "CZK": "Kč",
    "DKK": "kr.",
    "SEK": "kr",
    "HUF": "Ft",
    "RON": "lei",
    "CHF": "CHF",
    "CAD": "$",
    "AUD": "$",
    "MXN": "$",
    "NZD": "$",
    "SGD": "$",
    "INR": "₹",
    "TRY": "₺",
    "NOK": "kr",
    "ISK": "kr.",
}
_WORDS = {
    "EUR": "euros",
    "USD": "dollars",
    "GBP": "pounds",
    "JPY": "yen",
    "BRL": "reais",
    "KRW": "won",
    "PLN": "zlotys",
    "CZK": "koruna",
    "DKK": "kroner",
    "SEK": "kronor",
    "HUF": "forint",
    "RON": "lei",
    "CHF": "francs",
    "CAD": "dollars",
    "AUD": "dollars",
    "MXN": "pesos",
    "NZD": "dollars",
    "SGD": "dollars",
    "INR": "rupees",
    "TRY": "liras",
    "NOK": "kroner",
    "ISK": "krónur",
}
_LEADING = ("en", "ja", "ko")
"""Languages that put the sign of a currency before the amount."""


def plant(markets: Sequence[Market], seed: int, count: int) -> Iterator[Planted]:
    """`count` leaks, the kinds in turn, each in English (as in a source) or in a language of the market."""
    random = Random(seed)
    kinds = list(OPERATORS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        for market in random.sample(markets, len(markets)):
            own = random.choice(market.locales)
            said = own if random.random() < 0.5 else MarketLocale(content="en", format="en-GB")
            try:
                words, clause = OPERATORS[kind](market, said, random)
            except NothingToPlantError:
                continue
            yield Planted(kind=kind, market=market.code, locale=said.content, words=words, clause=clause.format(words))
            break


def _clause(what: str, locale: MarketLocale, random: Random) -> str:
    said = _SAY[what]
    return random.choice(said.get(locale.content.split("-")[0], said["en"]))


def _rate(market: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    fact = market.facts.get("tax.standard_rate")
    rates = [one.value for one in fact.values if isinstance(one.value, Decimal)] if fact else []
    if not rates:
        raise NothingToPlantError
    rate = random.choice([*rates, Decimal(random.choice([4, 5, 7, 10, 12]))])
    text = str(rate.normalize() if rate % 1 else int(rate))
    is_english = locale.content.startswith("en")
    text = text if is_english else text.replace(".", ",")
    forms = [f"{text}%", f"{text} %", f"{text}{NBSP}%", f"{text}{NARROW}%"]
    forms += [f"{text} percent", f"{text} per cent"] if is_english else []
    forms += [text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "％"] * (locale.content[:2] == "ja")
    return random.choice(forms), _clause("rate", locale, random)


def _own_phones(market: Market) -> list[str]:
    facts = (*market.facts.values(), *market.company.values())
    return [
        one.value for fact in facts if fact.type.value == "phone" for one in fact.values if isinstance(one.value, str)
    ]


def _phone(market: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    import phonenumbers as p

    own = _own_phones(market)
    example = p.example_number_for_type(market.code[:2], p.PhoneNumberType.FIXED_LINE)
    number = p.parse(random.choice(own)) if own and random.random() < 0.6 else example
    if number is None:
        raise NothingToPlantError
    world = p.format_number(number, p.PhoneNumberFormat.INTERNATIONAL)
    home = p.format_number(number, p.PhoneNumberFormat.NATIONAL)
    forms = [
        world,
        home,
        world.replace(" ", "-"),
        world.replace(" ", "."),
        world.replace("+", "00 "),
        world.replace(" ", NBSP),
        world.replace(" ", ""),
        f"+{number.country_code} (0){world.split(' ', 1)[1]}" if number.country_code in (44, 49, 41, 43) else world,
        f"**{home}**",
    ]
    return random.choice(forms), _clause("phone", locale, random)


def _amount(market: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    currency = market.currency
    own = [one.value for fact in market.company.values() for one in fact.values if isinstance(one.value, Money)]
    amount = random.choice([*(one.amount for one in own), Decimal(random.randint(2, 900)), Decimal("7.50")])
    amount *= 100 if currency in ("JPY", "KRW", "HUF") and amount < 100 else 1
    whole = currency in ("JPY", "KRW", "HUF") or (amount % 1 == 0 and random.random() < 0.5)
    number = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    if not locale.content.startswith(_LEADING):
        number = number.replace(",", "_").replace(".", ",").replace("_", random.choice([".", NBSP, NARROW]))
    sign = _SYMBOLS[currency]
    forms = [f"{currency} {number}", f"{number} {currency}", f"{number}{NBSP}{currency}"]
    if sign in ("€", "£", "$", "¥", "R$", "₩"):
        forms += [f"{sign}{number}", f"{sign}{NBSP}{number}"]
    if sign not in ("$", "¥", "R$", "₩", "£"):
        forms += [f"{number} {sign}", f"{number}{NBSP}{sign}"]
    if locale.content.startswith("en"):
        forms.append(f"{number} {_WORDS[currency]}")
    if currency == "JPY" and locale.content.startswith("ja"):
        forms += [f"{number}円"] * 3
    if currency == "KRW" and locale.content.startswith("ko"):
        forms += [f"{number}원"] * 3
    return random.choice(forms), _clause("amount", locale, random)


def _texts(fact: Fact | None) -> list[str]:
    found: list[str] = []
    for held in fact.values if fact else ():
        # Only what still holds: what ended is planted as dead.
        if held.window.end is not None:
            continue
        if isinstance(held.value, str):
            found.append(held.value)
        elif isinstance(held.value, LocalText):
            found += held.value.values.values()
        elif isinstance(held.value, tuple):
            for item in held.value:
                name = item.fields.get("name", "")
                if item.window.end is None:
                    found += [name] if isinstance(name, str) else name.values.values()
    return [text for text in found if text]


def _authority(market: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    paths = ("data_protection.authority.name", "complaints.body.name", "complaints.bodies")
    texts = [
        text
        for path in paths
        for text in _texts(market.facts.get(path))
        if text[:1].isupper() or not text[:1].isascii()
    ]
    if not texts:
        raise NothingToPlantError
    text = random.choice(texts)
    forms = [text]
    if text.endswith(")") and " (" in text:
        long, short = text[:-1].split(" (", 1)
        forms += [long, long] + ([short] if short.isupper() else [])
    forms += [f"**{text}**", text.replace(" ", NBSP, 1)]
    return random.choice(forms), _clause("name", locale, random)


def _method(market: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    texts = _texts(market.facts.get("payment_methods"))
    if not texts:
        raise NothingToPlantError
    text = random.choice(texts)
    forms = [text, text, f"**{text}**", f"*{text}*"]
    if " | " in text:
        forms += text.split(" | ")
    return random.choice(forms), _clause("method", locale, random)


def _address(market: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    paths = ("data_protection.authority.website", "complaints.body.website")
    texts = [text for path in paths for text in _texts(market.facts.get(path))]
    texts += [text for path in ("dpo.email", "support.email") for text in _texts(market.company.get(path))]
    if not texts:
        raise NothingToPlantError
    text = random.choice(texts)
    bare = text.split("//")[-1].rstrip("/")
    forms = [text, f"[{random.choice(['here', 'this page', 'aquí'])}]({text})"] if "//" in text else [text]
    forms += [bare] if bare.startswith("www.") else []
    return random.choice(forms), _clause("name", locale, random)


def _dead(_: Market, locale: MarketLocale, random: Random) -> tuple[str, str]:
    return random.choice(_DEAD), _clause("name", locale, random)


OPERATORS: dict[str, Operator] = {
    "rate beside a tax word": _rate,
    "phone number": _phone,
    "currency amount": _amount,
    "authority": _authority,
    "payment method": _method,
    "address": _address,
    "dead name": _dead,
}
