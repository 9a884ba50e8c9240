"""Reads single values of facts as profiles write them: `P14D`, `{amount: 49.00, currency: EUR}`, "+34900293183"."""

from __future__ import annotations

import difflib
import re
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from locmem.model.fact import Duration, DurationUnit, FactType, Money, Scalar
from locmem.values.locales import is_currency
from locmem.values.mail_addresses import mail_problem
from locmem.values.phones import is_e164
from locmem.values.time_zones import is_time_zone
from locmem.yamlfields import Fields
from locmem.yamlfile import YamlMapping, YamlNode, YamlScalar

_NO_HOST = re.compile(r"[,;!*'\"(){}|^`<>]|\.\.|\A\.")
"""What stands in no name of a machine."""

_ISO_DURATION = re.compile(r"P(?:(\d+)([DWMY])|T(\d+)([HM]))\Z")
_ISO_UNITS = {
    "D": DurationUnit.DAY,
    "W": DurationUnit.WEEK,
    "M": DurationUnit.MONTH,
    "Y": DurationUnit.YEAR,
    "TH": DurationUnit.HOUR,
    "TM": DurationUnit.MINUTE,
}


def scalar_of(fields: Fields, kind: FactType) -> Scalar | None:
    """What stands under `value`, read as that of a fact of this type; None where it is none, which is noted.

    A text or a list has no value that is written in one place.
    """
    node = fields.node_of("value")
    if node is None or kind in (FactType.TEXT, FactType.LIST):
        if node:
            fields.problems.add(node.location, f"a {kind.value} has no one value.", "Leave `value` out.")
        return None
    return read_scalar(fields, node, kind)


def read_scalar(fields: Fields, node: YamlNode, kind: FactType) -> Scalar | None:
    """`node`, which stands under `value`, as a fact of this type; None or an empty value where it is none: noted."""
    match kind:
        case FactType.NUMBER | FactType.PERCENT:
            return fields.number("value", Decimal(0))
        case FactType.FLAG:
            return fields.flag("value")
        case FactType.DATE:
            return fields.day("value")
        case FactType.MONEY:
            return _money(fields)
        case FactType.DURATION:
            return read_duration(fields, "value")
        case FactType.URL:
            return fields.convert(node, web_address, "")
        case FactType.PHONE if isinstance(node, YamlScalar) and not isinstance(node.value, str):
            # YAML reads +34900293183 as a number and would lose the plus sign in another program.
            fields.problems.add(node.location, "the number has no quotes.", f'Write "{node.text}".')
            return None
        case FactType.PHONE:
            return fields.convert(node, phone_number, "")
        case FactType.TIME_ZONE:
            return fields.convert(node, known_time_zone, "")
        case _:
            return fields.convert(node, filled, "")


def _money(fields: Fields) -> Money | None:
    inner = fields.mapping("value")
    if inner is None or not isinstance(inner.node, YamlMapping):
        return None
    amount = inner.converted("amount", _decimal, Decimal(0), required=True)
    money = Money(amount=amount, currency=inner.converted("currency", currency, "", required=True))
    inner.finish()
    return money


def read_duration(fields: Fields, name: str) -> Duration | None:
    """The duration under a key, `P14D` or `{count: 10, unit: business-day}`; None without one, or for a wrong one."""
    node = fields.node_of(name)
    if node is None:
        return None
    if not isinstance(node, YamlMapping):
        return fields.convert(node, iso_duration, None)
    inner = Fields(node, fields.problems)
    count = inner.integer("count", 1, least=1)
    if not inner.has("count"):
        inner.node_of("count", required=True)
    unit = inner.choice("unit", DurationUnit, required=True)
    inner.finish()
    return Duration(count=count, unit=unit) if unit else None


def currency(text: str) -> str:
    """`text` as an ISO 4217 code.  Raises ValueError."""
    if not is_currency(text):
        raise ValueError(f"{text!r} is not a currency such as EUR")
    return text


def iso_duration(text: str) -> Duration:
    """`P14D` as a duration of one unit of ISO 8601.  Raises ValueError for anything else, also for P0D and P1Y6M."""
    found = _ISO_DURATION.match(text)
    if not found:
        raise ValueError(
            f"{text!r} is not a duration of one unit such as P14D, P1M or {{count: 15, unit: business-day}}"
        )
    days, unit, hours, time_unit = found.groups()
    count = int(days or hours)
    if count < 1:
        raise ValueError(f"{text!r} lasts no time")
    return Duration(count=count, unit=_ISO_UNITS[unit or f"T{time_unit}"])


def _decimal(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise ValueError(f"{text!r} is not an amount such as 49.00")
    return amount


def web_address(text: str) -> str:
    """`text` if it is an address with a host.  Raises ValueError."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
        good = good and not _NO_HOST.search(parts.hostname or "")
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"{text!r} is not an address that starts with https:// or http://")
    return text


def phone_number(text: str) -> str:
    """`text` if it is a number in E.164.  Raises ValueError."""
    if not is_e164(text):
        raise ValueError(f"{text!r} is not a number in E.164 such as +34900293183")
    return text


def known_time_zone(text: str) -> str:
    """`text` as a key of the IANA database, such as Europe/Madrid.  Raises ValueError."""
    if is_time_zone(text):
        return text
    near = difflib.get_close_matches(text, filter(is_time_zone, available_timezones()), n=1)
    hint = f"; did you mean {near[0]}?" if near else ", such as Europe/Madrid"
    raise ValueError(f"there is no time zone {text!r}{hint}".rstrip("?"))


def mail_address(text: str) -> str:
    """`text` if it is one e-mail address.  Raises ValueError."""
    if problem := mail_problem(text):
        raise ValueError(f"{text!r} is not an e-mail address: {problem}")
    return text


def filled(text: str) -> str:
    """`text` if it has more than blanks.  Raises ValueError."""
    if not text.strip():
        raise ValueError("the text is empty")
    return text
