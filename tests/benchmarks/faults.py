"""Faults planted in market profiles, by operators that change files the way people get them wrong.

The operators know the files only: they were written before the rules of `locmem.markets.lint`, from what goes
wrong in practice (a copied line, a slipped date, a number of the neighbour's country), not from what is looked for.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from ruamel.yaml import YAML

Files = dict[str, Any]
"""Parsed files by stem (`ES`, `company`)."""

TODAY = date(2026, 11, 30)
COMPANY = "company"
DEAD_LINKS = (
    "https://ec.europa.eu/consumers/odr",
    "http://ec.europa.eu/consumers/odr/main/?event=main.home.show",
    "https://webgate.ec.europa.eu/odr/main/index.cfm",
    "https://www.ec.europa.eu/odr",
)
DEAD_METHODS = ("giropay", "Sofort", "SOFORT Überweisung", "Paylib", "paydirekt", "Payconiq", "Klarna Sofort")
OLD_BODIES = (
    "Center for Klageløsning",
    "Internet Ombudsmann",
    "INAI",
    "Instituto Nacional de Transparencia, Acceso a la Información y Protección de Datos Personales (INAI)",
    "Autoridade Nacional de Proteção de Dados (ANPD)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: which file now has it, under which key, and what was done."""

    kind: str
    file: str
    key: str
    what: str


class NoPlaceError(Exception):
    """Nothing in the chosen file can get this fault."""


Operator = Callable[[Files, str, Random], tuple[str, str, str]]
"""Changes the files for a market; gives file, key and what was done.  Raises NoPlaceError."""


def parsed(texts: Mapping[str, str]) -> Files:
    """The files as mappings that can be changed and written again; comments are left behind."""
    return {stem: _yaml().load(text) for stem, text in texts.items()}


def written(data: Any) -> str:
    """The text of one file."""
    buffer = io.StringIO()
    _yaml().dump(data, buffer)
    return buffer.getvalue()


def plant(files: Files, seed: int, count: int) -> Iterator[tuple[Fault, Files]]:
    """`count` faults, each alone in its own copy of the files, the kinds taken in turn."""
    random = Random(seed)
    names = list(OPERATORS)
    codes = sorted(stem for stem in files if stem != COMPANY)
    for number in range(count):
        kind = names[number % len(names)]
        for code in random.sample(codes, len(codes)):
            changed = copy.deepcopy(files)
            try:
                file, key, what = OPERATORS[kind](changed, code, random)
            except NoPlaceError:
                continue
            yield Fault(kind=kind, file=file, key=key, what=what), changed
            break


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.width = 10_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # ruamel.yaml types it as None.
    return yaml


def _leaves(section: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, node in section.items():
        if isinstance(node, dict):
            if "type" in node and isinstance(node["type"], str):
                yield f"{prefix}{name}", node
            else:
                yield from _leaves(node, f"{prefix}{name}.")


def _facts(files: Files, code: str) -> dict[str, Any]:
    return dict(_leaves(files[code]["facts"]))


def _own(files: Files, code: str) -> dict[str, Any]:
    return dict(_leaves(files[COMPANY]["markets"][code]))


def _pick(random: Random, places: Sequence[Any]) -> Any:
    if not places:
        raise NoPlaceError
    return random.choice(places)


def _windows(leaf: Any) -> Any:
    return leaf.get("windows", [])


def _rate(files: Files, code: str) -> Any:
    leaf = _facts(files, code).get("tax.standard_rate")
    if leaf is None or (leaf.get("value") is None and not any(one.get("value") for one in _windows(leaf))):
        raise NoPlaceError
    return leaf


RATE = "facts.tax.standard_rate"


def wrong_rate(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    leaf = _rate(files, code)
    holder = _windows(leaf)[-1] if _windows(leaf) else leaf
    if holder.get("value") is None:
        raise NoPlaceError
    old = holder["value"]
    holder["value"] = random.choice([old + 1, old - 1, old + 2, 100 - old, old + 10])
    return code, RATE, f"{old} -> {holder['value']}"


def wrong_old_rate(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    # Invoices and refunds are written for orders of the last years; nobody asks for older rates.
    closed = [one for one in _windows(_rate(files, code)) if one.get("valid_until", TODAY) >= date(2016, 1, 1)]
    holder = _pick(random, [one for one in closed if one.get("valid_until") and one["value"]])
    old = holder["value"]
    holder["value"] = old + random.choice([1, -1, 2, -2])
    return code, RATE, f"until {holder['valid_until']}: {old} -> {holder['value']}"


def shifted_rate_change(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    windows = _windows(_rate(files, code))
    later = [n for n in range(1, len(windows)) if windows[n].get("valid_from", date.min) >= date(2016, 2, 1)]
    number = _pick(random, later)
    days = random.choice([-31, -1, 1, 30, 31, 92])
    windows[number]["valid_from"] += timedelta(days=days)
    windows[number - 1]["valid_until"] += timedelta(days=days)
    return code, RATE, f"the change to {windows[number]['value']} moved by {days} days"


def rate_as_fraction(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    leaf = _rate(files, code)
    holder = _pick(random, [_windows(leaf)[-1] if _windows(leaf) else leaf])
    if not holder.get("value"):
        raise NoPlaceError
    holder["value"] = float(Decimal(str(holder["value"])) / 100)
    return code, RATE, f"written as {holder['value']}"


def _with_windows(files: Files, code: str) -> list[tuple[str, Any]]:
    return [(path, leaf) for path, leaf in _facts(files, code).items() if len(_windows(leaf)) > 1]


def overlap(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    path, leaf = _pick(random, _with_windows(files, code))
    number = random.randrange(1, len(_windows(leaf)))
    _windows(leaf)[number]["valid_from"] -= timedelta(days=random.randint(1, 200))
    return code, f"facts.{path}", "two windows overlap"


def gap(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    path, leaf = _pick(random, _with_windows(files, code))
    number = random.randrange(1, len(_windows(leaf)))
    _windows(leaf)[number]["valid_from"] += timedelta(days=random.randint(1, 200))
    return code, f"facts.{path}", "days without a value"


def window_backwards(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    places = [(path, one) for path, leaf in _with_windows(files, code) for one in _windows(leaf) if "valid_from" in one]
    path, window = _pick(random, places)
    window["valid_until"] = window["valid_from"] - timedelta(days=random.randint(1, 400))
    return code, f"facts.{path}", "ends before it starts"


def nothing_today(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    places = [(path, leaf) for path, leaf in _facts(files, code).items() if "items" not in leaf]
    path, leaf = _pick(random, places)
    last = _windows(leaf)[-1] if _windows(leaf) else leaf
    last["valid_until"] = max(last.get("valid_from", date(2020, 1, 1)), TODAY - timedelta(days=random.randint(1, 60)))
    return code, f"facts.{path}", f"nothing holds after {last['valid_until']}"


def dead_link(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    link = random.choice(DEAD_LINKS)
    facts = _facts(files, code)
    body = facts.get("complaints.body.website")
    stance = _own(files, code).get("adr_stance")
    place = random.choice(["website", "item", "stance"])
    if place == "stance" and stance and stance.get("values"):
        locale = next(iter(stance["values"]))
        stance["values"][locale] = f"{stance['values'][locale]} {link}"
        return COMPANY, f"markets.{code}.adr_stance", link
    items = facts.get("complaints.bodies", {}).get("items", [])
    if place == "item" and items:
        number = random.randrange(len(items))
        items[number]["website"] = link
        return code, f"facts.complaints.bodies.items[{number}]", link
    if not body or body.get("value") is None:
        raise NoPlaceError
    body["value"] = link
    return code, "facts.complaints.body.website", link


def _methods(files: Files, code: str) -> Any:
    return _facts(files, code).get("payment_methods", {}).get("items", [])


def dead_payment_method(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    running = [n for n, one in enumerate(_methods(files, code)) if "valid_until" not in one]
    number = _pick(random, running)
    _methods(files, code)[number]["name"] = name = random.choice(DEAD_METHODS)
    return code, f"facts.payment_methods.items[{number}]", name


def unknown_kind(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    number = _pick(random, range(len(_methods(files, code))))
    item = _methods(files, code)[number]
    item["kind"] = random.choice([item["kind"][:-1], item["kind"].replace("_", "-") + "s", "creditcard", "other"])
    return code, f"facts.payment_methods.items[{number}]", f"kind {item['kind']}"


def renamed_body(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    facts = _facts(files, code)
    paths = [path for path in ("data_protection.authority.name", "complaints.body.name") if path in facts]
    path = _pick(random, paths)
    leaf = facts[path]
    holder = _windows(leaf)[-1] if _windows(leaf) else leaf
    name = random.choice(OLD_BODIES)
    if "values" in holder:
        holder["values"] = dict.fromkeys(holder["values"], name)
    else:
        holder["value"] = name
    return code, f"facts.{path}", name


def _phones(files: Files, code: str) -> list[tuple[str, str, Any]]:
    found = [(code, f"facts.{path}", leaf) for path, leaf in _facts(files, code).items() if leaf["type"] == "phone"]
    own = _own(files, code).items()
    found += [(COMPANY, f"markets.{code}.{path}", leaf) for path, leaf in own if leaf["type"] == "phone"]
    return [place for place in found if place[2].get("value")]


def bad_phone(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    file, key, leaf = _pick(random, _phones(files, code))
    number = leaf["value"]
    leaf["value"] = random.choice([number[:-3], number[:-4], number[:6] + "0" + number[6:] + "99"])[:16]
    return file, key, f"{number} -> {leaf['value']}"


def foreign_phone(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    file, key, leaf = _pick(random, _phones(files, code))
    others = [
        one["value"]
        for other in files
        if other not in (COMPANY, code) and other[:2] != code[:2]
        for _, _, one in _phones(files, other)
        if one["value"][:3] != leaf["value"][:3]
    ]
    old, leaf["value"] = leaf["value"], _pick(random, others)
    return file, key, f"{old} -> {leaf['value']}"


def wrong_currency(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    now = files[code]["currency"]
    other = random.choice([one for one in ("EUR", "USD", "GBP", "DKK", "JPY", "CHF") if one != now])
    money = [(path, leaf) for path, leaf in _own(files, code).items() if leaf["type"] == "money" and leaf.get("value")]
    if money and random.random() < 0.5:
        path, leaf = random.choice(money)
        leaf["value"]["currency"] = other
        return COMPANY, f"markets.{code}.{path}", other
    files[code]["currency"] = other
    return code, "currency", other


def _read_ones(files: Files, code: str) -> list[tuple[str, Any]]:
    found = []
    for path, leaf in _facts(files, code).items():
        holders = [(f"facts.{path}", leaf)]
        holders += [(f"facts.{path}.windows[{n}]", one) for n, one in enumerate(_windows(leaf))]
        holders += [(f"facts.{path}.items[{n}]", one) for n, one in enumerate(leaf.get("items", []))]
        found += [
            (key, one) for key, one in holders if one.get("verified_on") and one.get("valid_until", TODAY) >= TODAY
        ]
    return found


def stale_review(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    key, holder = _pick(random, _read_ones(files, code))
    holder["verified_on"] = TODAY - timedelta(days=random.randint(366, 900))
    return code, key, f"read on {holder['verified_on']}"


def future_review(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    key, holder = _pick(random, _read_ones(files, code))
    holder["verified_on"] = TODAY + timedelta(days=random.randint(1, 300))
    return code, key, f"read on {holder['verified_on']}"


def no_confidence(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    key, holder = _pick(random, _read_ones(files, code))
    choice = random.choice(["confidence", "verified_on", "source"])
    if choice == "verified_on":
        holder["verified_on"] = None
    else:
        del holder[choice]
    return code, key, f"without {choice}"


def missing_company_data(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    own = files[COMPANY]["markets"][code]
    if "-" in code:
        raise NoPlaceError  # A part of a country has the country's data where it has none.
    name = _pick(random, [one for one in own if one not in ("mediator", "delivery", "subscription")])
    if name in ("support", "dpo"):
        inner = random.choice(list(own[name]))
        if random.random() < 0.5:
            del own[name][inner]
        else:
            own[name][inner] = {"type": own[name][inner]["type"], "value": None}
        name = f"{name}.{inner}"
    elif random.random() < 0.5:
        del own[name]
    else:
        own[name] = {"type": own[name]["type"], "value": None}
    return COMPANY, f"markets.{code}.{name}", "missing"


def _texts(files: Files, code: str) -> Iterator[tuple[str, str, Any]]:
    places = [(code, f"facts.{path}", leaf) for path, leaf in _facts(files, code).items()]
    places += [(COMPANY, f"markets.{code}.{path}", leaf) for path, leaf in _own(files, code).items()]
    for file, key, leaf in places:
        for holder in (leaf, *_windows(leaf)):
            if isinstance(holder.get("values"), dict):
                yield file, key, holder["values"]


_BILINGUAL = (
    ("en", " (please contact our support team for the details)"),
    ("es", ", según lo previsto en la ley"),
    ("de", " oder nach den Vorschriften des Gesetzes"),
    ("fr", " ou selon les conditions prévues par la loi"),
    ("nl", " of volgens de regels van de wet"),
    ("pl", " lub zgodnie z przepisami o ochronie konsumentów"),
)


def mixed_language(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    """A text of another market's language in place of ours, or a foreign clause behind it."""
    long = ("data_protection.regime", "tax.name", "withdrawal_function_label", "adr_stance", "support.hours")
    places = [
        (file, key, values, locale)
        for file, key, values in _texts(files, code)
        for locale in values
        if key.endswith(long)
    ]
    file, key, values, locale = _pick(random, places)
    language = locale.split("-")[0]
    if random.random() < 0.5:
        tail = key.removeprefix("facts.").removeprefix(f"markets.{code}.")
        others = [
            text
            for other in files
            if other != COMPANY
            for _, one, texts in _texts(files, other)
            if one.endswith(tail)
            for tag, text in texts.items()
            if tag.split("-")[0] != language and text != values[locale]
        ]
        values[locale] = _pick(random, others)
    else:
        values[locale] += random.choice([text for tag, text in _BILINGUAL if tag != language])
    return file, key, values[locale]


def foreign_format(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    locales = files[code]["locales"]
    tag = random.choice(list(locales))
    other = {
        "es": "es-MX",
        "pt": "pt-BR",
        "de": "de-AT",
        "fr": "fr-CA",
        "en": "en-US",
        "nl": "nl-BE",
        "it": "it-CH",
        "sv": "sv-FI",
    }
    second = {
        "es": "es-ES",
        "pt": "pt-PT",
        "de": "de-DE",
        "fr": "fr-FR",
        "en": "en-GB",
        "nl": "nl-NL",
        "it": "it-IT",
        "sv": "sv-SE",
    }
    language = tag.split("-")[0]
    choices = [one for one in (other.get(language), second.get(language)) if one and not one.endswith(code[:2])]
    locales[tag]["format"] = _pick(random, choices)
    return code, f"locales.{tag}", locales[tag]["format"]


def bad_tax_number(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    leaf, own = _facts(files, code).get("tax.number_example"), _own(files, code).get("tax_number")
    places = [(code, "facts.tax.number_example", leaf), (COMPANY, f"markets.{code}.tax_number", own)]
    file, key, leaf = _pick(random, [place for place in places if place[2] and place[2].get("value")])
    number = leaf["value"]
    digits = [n for n, character in enumerate(number) if character.isdigit()]
    if len(digits) < 5:
        raise NoPlaceError
    last = digits[-1]
    change = random.choice(["digit", "short", "long"])
    if change == "short":
        leaf["value"] = number[:last] + number[last + 1 :]
    elif change == "long":
        leaf["value"] = number[:last] + "77" + number[last:]
    else:
        leaf["value"] = number[:last] + str((int(number[last]) + random.randint(1, 9)) % 10) + number[last + 1 :]
    return file, key, f"{number} -> {leaf['value']}"


def foreign_tax_number(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    others = [
        leaf["value"]
        for other in files
        if other not in (code, COMPANY) and other[:2] != code[:2]
        if (leaf := _facts(files, other).get("tax.number_example")) and leaf.get("value")
    ]
    leaf = _facts(files, code).get("tax.number_example")
    if not leaf or not leaf.get("value"):
        raise NoPlaceError
    old, leaf["value"] = leaf["value"], _pick(random, others)
    return code, "facts.tax.number_example", f"{old} -> {leaf['value']}"


def dropped_waiver(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    waivers = files[code].get("waivers") or []
    number = _pick(random, range(len(waivers)))
    fact = waivers.pop(number)["fact"]
    return code, f"facts.{fact}", "unverified, and nobody answers for it"


EU = ("AT", "BE", "CZ", "DE", "DK", "ES", "FI", "FR", "GR", "HU", "IE", "IT", "NL", "PL", "PT", "RO", "SE")


def european_rights(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    """An EU market gets the periods of another part of the world, or none."""
    if code[:2] not in EU:
        raise NoPlaceError
    facts = _facts(files, code)
    wrong: dict[str, list[str | None]] = {
        "consumer_rights.withdrawal_period": ["P7D", "P30D", None],
        "consumer_rights.legal_guarantee": ["P1Y", "P90D"],
        "data_protection.access_request.deadline": ["P30D", "P45D", None],
        "consumer_rights.withdrawal_function_label": [None],
        "consumer_rights.guarantee_notice_from": [None],
        "complaints.body.name": [None],
    }
    path = _pick(random, [path for path in wrong if path in facts])
    leaf = facts[path]
    holder = _windows(leaf)[-1] if _windows(leaf) else leaf
    if holder.get("value", holder.get("values")) is None:
        raise NoPlaceError
    holder.pop("values", None)
    holder["value"] = random.choice(wrong[path])
    return code, f"facts.{path}", f"is {holder['value']}"


def wrong_host(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    """An authority's address that leads to somebody else: a typing mistake, another ending, a neighbour's."""
    facts = _facts(files, code)
    paths = ("data_protection.authority.website", "complaints.body.website")
    path = _pick(random, [one for one in paths if facts.get(one, {}).get("value")])
    old = facts[path]["value"]
    others = [
        leaf["value"]
        for other in files
        if other not in (code, COMPANY) and other[:2] != code[:2]
        if (leaf := _facts(files, other).get(path))
        and leaf.get("value")
        and leaf["value"].rstrip("/").rsplit(".")[-1] != old.rstrip("/").rsplit(".")[-1]
    ]
    host = old.split("//")[1].split("/")[0]
    facts[path]["value"] = random.choice(
        [
            old.replace(host, host.rsplit(".", 1)[0] + ".com"),
            old.replace(host, "localhost"),
            old.replace(host, host.rsplit(".", 1)[0] + ".xyz"),
            _pick(random, others),
        ]
    )
    return code, f"facts.{path}", f"{old} -> {facts[path]['value']}"


def typed_rate(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    words = [
        text
        for path in ("tax.abbreviation", "tax.name")
        for text in (_facts(files, code).get(path, {}).get("values") or {}).values()
    ]
    stance = _own(files, code).get("adr_stance")
    if not stance or not stance.get("values"):
        raise NoPlaceError
    locale = next(iter(stance["values"]))
    word, rate = _pick(random, words), random.choice([17, 18, 19, 20, 21, 5.5])
    stance["values"][locale] += random.choice([f" ({rate} % {word})", f" {word}: {rate}%."])
    return COMPANY, f"markets.{code}.adr_stance", f"{rate} % beside {word}"


def wrong_country_name(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    leaf = _facts(files, code).get("name")
    if not leaf or not leaf.get("values"):
        raise NoPlaceError
    locale = random.choice(list(leaf["values"]))
    others = [
        text
        for other in files
        if other != COMPANY and other[:2] != code[:2]
        for text in (_facts(files, other).get("name", {}).get("values") or {}).values()
    ]
    leaf["values"][locale] = _pick(random, others)
    return code, "facts.name", leaf["values"][locale]


def missing_text(files: Files, code: str, random: Random) -> tuple[str, str, str]:
    file, key, values = _pick(random, list(_texts(files, code)))
    locale = random.choice(list(values))
    if random.random() < 0.5:
        del values[locale]
    else:
        values[locale] = "  "
    return file, key, f"no text for {locale}"


OPERATORS: Mapping[str, Operator] = {
    operator.__name__.replace("_", " "): operator
    for operator in (
        wrong_rate,
        wrong_old_rate,
        shifted_rate_change,
        rate_as_fraction,
        overlap,
        gap,
        window_backwards,
        nothing_today,
        dead_link,
        dead_payment_method,
        unknown_kind,
        renamed_body,
        bad_phone,
        foreign_phone,
        wrong_currency,
        stale_review,
        future_review,
        no_confidence,
        missing_company_data,
        mixed_language,
        foreign_format,
        bad_tax_number,
        foreign_tax_number,
        dropped_waiver,
        european_rights,
        wrong_host,
        typed_rate,
        wrong_country_name,
        missing_text,
    )
}
"""Every kind of fault by name."""
